//! Rows 106 and 107: templates of a theme that go wrong. What compiling finds is in `tests/faults/`; what rendering finds is here.

use std::sync::Arc;

use ladderbook::build;
use ladderbook::config;
use ladderbook::diagnostic::print::json;
use ladderbook::source::SourceTree;

/// What is said about a theme's template of guides.
fn said_of(template: &str) -> String {
    let mut tree = SourceTree::fixture(
        "//- book.toml\n[book]\ntitle = \"A\"\n[build]\ntheme = \"house\"\n//- content/guides/a.md\n# A\n",
    );
    tree.insert_text("themes/house/templates/prose.html", template);
    let (config, _) = config::parse(tree.get("book.toml").expect("there are settings"));
    let prepared = build::prepare(&tree, config);
    let mut found: Vec<_> = prepared
        .diagnostics
        .iter()
        .filter(|one| one.code().name() == "template")
        .cloned()
        .collect();
    if let (Some(output), _) = build::lay_out(&prepared) {
        found.extend(output.try_all());
    }
    let lines = json(&found, &Arc::new(tree), "");
    let place = |line: &str| {
        let line: serde_json::Value = serde_json::from_str(line).expect("it is JSON");
        format!(
            "{}:{}:{} {}",
            line["file"].as_str().unwrap_or_default(),
            line["line"],
            line["column"],
            line["message"].as_str().unwrap_or_default()
        )
    };
    lines.lines().map(place).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_rendering_does_not_find_is_said_at_its_place() {
    expect_test::expect![[r#"
        themes/house/templates/prose.html:1:9 Field `no_such_thing` is not defined. Available fields: about, authors, copy, crumbs, description, document_title, early_script, edit, favicon, home, kind, language, lede, logo, matrix_script, mentions, nav, next, noindex, owner, path, previous, print, review_by, review_by_text, root, script, search, sidebar, site_title, sources, stylesheets, title, toc, tools_script, updated, view_source
        themes/house/templates/prose.html:2:6 Variable `no_such_thing` is not defined. Available variables: page, t, view
        themes/house/templates/prose.html:1:8 Cannot divide by 0
    "#]].assert_eq(
        &[
            "{{ page.no_such_thing }}",
            "One\n  {{ no_such_thing.at_all }}",
            "{{ 1 / 0 }}",
            "{% for a in page.title %}x{% endfor %}",
        ]
        .map(said_of)
        .join("\n"),
    );
}

/// Deeper than any stack could hold. Either is fine: an error at load, or a page; never an end of the process.
#[test]
fn deep_nesting_ends_in_an_error() {
    for text in [
        format!(
            "{}x{}",
            "{% if true %}".repeat(20_000),
            "{% endif %}".repeat(20_000)
        ),
        format!("{{{{ {}1{} }}}}", "(".repeat(20_000), ")".repeat(20_000)),
        format!("{{{{ {}1 }}}}", "not ".repeat(20_000)),
        format!("{{{{ {}{} }}}}", "[".repeat(20_000), "]".repeat(20_000)),
        format!("{{{{ 1{} }}}}", " + 1".repeat(20_000)),
        format!("{{{{ page{} }}}}", ".a".repeat(20_000)),
        format!("{{{{ 1{} }}}}", " | abs".repeat(20_000)),
    ] {
        let said = said_of(&text);
        assert!(
            said.contains("themes/house/templates/prose.html:1:"),
            "{}: {}",
            &text[..24],
            said
        );
    }
}
