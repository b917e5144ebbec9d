//! What a tag says of its holders, on every way out: the page, the table, the terminal's words, JSON.

use expect_test::{Expect, expect};
use ladderbook::diagnostic::Diagnostic;
use ladderbook::source::SourceTree;
use serde_json::Value;

use crate::whole::{compiled, output, text};

/// Two leads, an area, and a model that says of it what a test gives.
const AROUND: &str = "\
//- book.toml
[book]
title = \"T\"
url = \"https://example.org/\"
//- content/roles/em.md
---
title: Engineering Manager
abbr: EM
---
//- content/roles/tl.md
---
title: Tech Lead
abbr: TL
takes-part:
  - testing: consulted, informed
---
//- content/areas/work.md
---
title: Work
---
//- content/areas/testing.md
---
title: Testing
---
";

fn tree(tag: &str) -> SourceTree {
    SourceTree::fixture(&format!(
        "{AROUND}//- content/models/duo.md\n---\ntitle: Duo\nroles: [EM, TL]\nowners:\n  testing: EM\n  work: {tag}\n---\n"
    ))
}

fn json(tree: &SourceTree) -> Value {
    serde_json::from_str(&text(&output(tree), "api/ladder.json")).expect("it is JSON")
}

/// The answer for the area, as the table for spreadsheets has it, and each holder's relations in JSON.
fn check(tag: &str, expected: &Expect) {
    let tree = tree(tag);
    let csv = text(&output(&tree), "models/matrix.csv");
    let row = csv.lines().find(|line| line.starts_with("Work,"));
    let json = json(&tree);
    let says = json["models"][0]["says"].as_array().expect("a list");
    let of_work = says.iter().find(|said| said["area"] == "work");
    let mut lines = vec![row.expect("a row").to_owned()];
    for case in of_work.expect("it is said")["cases"]
        .as_array()
        .expect("a list")
    {
        for holder in case["holders"].as_array().expect("a list") {
            lines.push(format!(
                "{}: {} {}",
                holder["role"], holder["relations"], holder["relation"]
            ));
        }
    }
    expected.assert_eq(&lines.join("\n"));
}

fn messages(tag: &str) -> Vec<String> {
    let compiled = compiled(&tree(tag));
    let said = compiled.diagnostics.iter().map(Diagnostic::message);
    said.map(str::to_owned).collect()
}

#[test]
fn a_holder_may_have_several_relations_and_each_is_told() {
    check(
        "EM (does, accountable, 30%) + TL (helps, informed, asked late)",
        &expect![[r#"
            Work,Work,"EM (accountable, does the work, 30%) and TL (helps, is told, asked late)"
            "em": ["accountable","does"] "accountable"
            "tl": ["helps","informed"] "helps""#]],
    );
    check(
        "\n    holders:\n      - {role: EM, relation: [does, accountable]}\n      - {role: TL, relation: \"support, informed\"}",
        &expect![[r#"
            Work,Work,"EM (accountable, does the work) and TL (helps, is told)"
            "em": ["accountable","does"] "accountable"
            "tl": ["helps","informed"] "helps""#]],
    );
}

#[test]
fn a_relation_said_twice_is_an_error_by_whichever_word() {
    assert_eq!(
        messages("EM (does, Does)"),
        ["a second `does` of one holder"]
    );
    assert_eq!(
        messages("EM (does, accountable, responsible)"),
        ["`responsible` is another word for `does`, which is here already"]
    );
    assert_eq!(
        messages("\n    holders: [{role: EM, relation: [does, driver]}]"),
        ["`driver` is another word for `does`, which is here already"]
    );
}

#[test]
fn taking_part_in_several_ways_is_told_everywhere() {
    let tree = tree("EM");
    let json = json(&tree);
    let part = &json["roles"][1]["takesPart"][0];
    assert_eq!(part["relations"].to_string(), r#"["consulted","informed"]"#);
    assert_eq!(part["relation"], "consulted");
    assert_eq!(json["format"], 2);
    let output = output(&tree);
    for page in [
        "roles/tl.html",
        "areas/testing.html",
        "compare/em-vs-tl.html",
    ] {
        assert!(
            text(&output, page).contains("consulted and is told"),
            "{page}"
        );
    }
    let csv = text(&output, "compare/em-vs-tl.csv");
    assert!(csv.contains("Testing (consulted and is told)"), "{csv}");
}
