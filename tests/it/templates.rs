//! Rows 106 to 108: templates of a theme that go wrong. What compiling finds is in `tests/faults/`; what rendering finds is here, and
//! what nothing is to be said about.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use ladderbook::diagnostic::Severity;
use ladderbook::diagnostic::print::json;
use ladderbook::page::view::ADDRESSES;
use ladderbook::source::SourceTree;

use crate::whole::{compiled, output, text};

/// What is said about a theme's template of guides.
fn said_of(template: &str) -> String {
    said_of_file("templates/prose.html", template)
}

/// What is said about a file of a theme.
fn said_of_file(path: &str, text: &str) -> String {
    let mut tree = SourceTree::fixture(
        "//- book.toml\n[book]\ntitle = \"A\"\n[build]\ntheme = \"house\"\n//- content/guides/a.md\n# A\n",
    );
    tree.insert_text(&format!("themes/house/{path}"), text);
    let compiled = compiled(&tree);
    let mut found = compiled.diagnostics;
    found.retain(|one| one.code().name() == "template");
    if let Some(output) = compiled.value.output {
        found.extend(output.try_all());
    }
    let lines = json(&found, &tree, "");
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
        themes/house/templates/prose.html:1:9 Field `no_such_thing` is not defined. Available fields: about, authors, copy, crumbs, description, document_title, early_scripts, edit, favicon, home, kind, language, lede, logo, mentions, nav, next, noindex, owner, path, previous, print, review_by, review_by_text, root, scripts, search, sidebar, site_title, sources, stylesheets, title, title_id, toc, updated, view_source
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

#[test]
fn a_mistake_in_a_manifest_is_said_at_its_place() {
    let wrong = r#"icon = "mark.svg"
[[stylesheets]]
file = "stile.css"
[[stylesheets]]
file = "own.css"
optional = true
pages = ["role", "rol", "base"]
[[scripts]]
file = "site.js"
except = ["redirects"]
"#;
    let unknown = "[[stylesheets]]\nfile = \"style.css\"\npage = [\"role\"]\n";
    let said = [wrong, unknown].map(|text| said_of_file("theme.toml", text));
    expect_test::expect![[r#"
        themes/house/theme.toml:1:8 the theme has no file `mark.svg`
        themes/house/theme.toml:3:8 the theme has no file `stile.css`
        themes/house/theme.toml:7:18 no kind of page is called `rol`
        themes/house/theme.toml:7:25 no kind of page is called `base`
        themes/house/theme.toml:10:11 no kind of page is called `redirects`
        themes/house/theme.toml:3:1 the manifest cannot be read: unknown field `page`, expected one of `file`, `optional`, `media`, `pages`, `except`
    "#]]
    .assert_eq(&format!("{}\n", said.join("\n")));
}

/// A piece of a theme's own comes before the default's, be it in a file of the same name or of another.
#[test]
fn a_theme_changes_one_piece_and_keeps_the_others() {
    for name in ["pieces.html", "components/text.html"] {
        let mut tree = SourceTree::fixture(
            "//- book.toml\n[book]\ntitle = \"A\"\n[build]\ntheme = \"house\"\n//- content/guides/a.md\n---\ntitle: Page\n---\n*Words*\n",
        );
        tree.insert_text(
            &format!("themes/house/templates/{name}"),
            "{% component prose(html) %}<article>{{ html }}</article>{% endcomponent prose %}",
        );
        let output = output(&tree);
        assert_eq!(output.try_all(), []);
        let html = text(&output, "guides/a.html");
        let from = html.find("<header class=\"lb-head\">").unwrap();
        let to = html.find("<footer class=\"lb-about\">").unwrap();
        assert_eq!(
            &html[from..to],
            "<header class=\"lb-head\">\n<h1>Page</h1>\n</header>\n\n<article><p><em>Words</em></p>\n</article>\n"
        );
    }
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

/// Everything that is said of a theme `house` with these templates, before a page is rendered.
fn said_before_rendering(templates: &[(String, String)]) -> String {
    let mut tree = SourceTree::fixture(
        "//- book.toml\n[book]\ntitle = \"A\"\n[build]\ntheme = \"house\"\n//- content/guides/a.md\n# A\n",
    );
    for (name, text) in templates {
        tree.insert_text(&format!("themes/house/templates/{name}"), text);
    }
    let mut compiled = compiled(&tree);
    assert!(compiled.value.output.is_some(), "they compile");
    compiled
        .diagnostics
        .retain(|one| one.severity() != Severity::Note);
    json(&compiled.diagnostics, &tree, "")
}

#[test]
fn what_a_template_prints_between_quotes_is_fine() {
    let template = r##"{% extends "base.html" %}
{#- <script>let a = {{ page.title | safe }}</script> -#}
{% block scripts %}
<script src="{{ page.root }}mine.js" defer></script>
<script type="application/json">{"a": 1}</script>
<!-- <style>p { color: red }</style> <p style="a"> -->
{% endblock scripts %}
{% block content %}
{{ <prose html={view.body} /> }}
<p title="{{ page.title }}"{% if page.owner %} class='lb-{{ page.kind }}'{% endif %}>{{ "| safe" }} {{ page.title }}</p>
<a {% if page.owner %}href="{{ page.home }}"{% else %}href="{{ page.root }}a.html#{{ page.kind }}"{% endif %}>style= onclick=</a>
{% raw %}<p>{{ a | safe }}</p>{% endraw %}
{% for link in page.crumbs %}{% set address = link.url %}<a href="{{ address }}">{{ link.title }}</a> <a href="#{{ link.title }}">text</a>{% endfor %}
{% set safe = page.title %}{{ safe }}
<h{{ 1 + 1 }} data-style="a" data-on="b">text</h{{ 1 + 1 }}>
{% endblock content %}
"##;
    let sidebar = r#"{% for group in sidebar.groups %}{% for item in group.items -%}
<a href="{{ item.url }}" {{ item.mark }}>{{ item.title }}</a>
{%- endfor %}{% endfor %}"#;
    let templates = [("prose.html", template), ("sidebar.html", sidebar)]
        .map(|(name, text)| (name.to_owned(), text.to_owned()));
    assert_eq!(said_before_rendering(&templates), "");
}

#[test]
fn nothing_is_said_of_the_default_theme() {
    let templates = super::theme::files("templates", "html");
    assert!(templates.len() > 25, "{}", templates.len());
    assert_eq!(said_before_rendering(&templates), "");
}

/// The list by which a theme is told what is no address is that of the views.
#[test]
fn every_field_that_holds_an_address_is_known_as_one() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/page");
    let folders = [top.clone(), top.join("frame"), top.join("comparison")];
    let entries = folders
        .iter()
        .flat_map(|folder| fs::read_dir(folder).unwrap());
    let files = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file());
    let mut fields = BTreeSet::from(["root".to_owned()]);
    for file in files {
        let text = fs::read_to_string(file).unwrap();
        let found = text.lines().filter_map(|line| {
            let (name, kind) = line.trim().strip_prefix("pub ")?.split_once(": ")?;
            ["Url,", "Option<Url>,"]
                .contains(&kind)
                .then(|| name.to_owned())
        });
        fields.extend(found);
    }
    assert_eq!(fields, ADDRESSES.map(str::to_owned).into());
}

/// Markup of the views is printed as it stands, text is not, and the filter that earlier themes needed changes nothing.
#[test]
fn markup_needs_no_filter_and_text_is_escaped() {
    let page = |template: &str| {
        let mut tree = SourceTree::fixture(
            "//- book.toml\n[book]\ntitle = \"A\"\n[build]\ntheme = \"house\"\n//- content/guides/a.md\n---\ntitle: <b> & c\n---\n*d*\n",
        );
        tree.insert_text("themes/house/templates/prose.html", template);
        tree.insert_text(
            "themes/house/templates/piece.txt",
            "{{ page.title }} {{ view.body }}",
        );
        text(&output(&tree), "guides/a.html")
    };
    let expected = "&lt;b&gt; &amp; c <p><em>d</em></p>";
    assert_eq!(page("{{ page.title }} {{ view.body }}").trim(), expected);
    assert_eq!(page("{% include \"piece.txt\" %}").trim(), expected);
    assert_eq!(
        page("{{ page.title }} {{ view.body | safe }}").trim(),
        expected
    );
    assert_eq!(
        page("{{ page.title }} {{ <prose html={view.body} /> }}").trim(),
        "&lt;b&gt; &amp; c <div class=\"lb-prose\"><p><em>d</em></p>\n</div>"
    );
}
