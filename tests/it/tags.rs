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

#[test]
fn a_tag_in_which_no_role_answers_is_neither_owned_nor_a_gap() {
    let tag = "EM (helps) + TL (does); TL when the manager is away";
    check(
        tag,
        &expect![[r#"
        Work,Work,no role answers for it: EM (helps) and TL (does the work); TL when the manager is away
        "em": ["helps"] "helps"
        "tl": ["does"] "does"
        "tl": [] null"#]],
    );
    let tree = tree("EM (helps) + TL (does)");
    let found = json(&tree);
    let answers = found["models"][0]["answers"].as_array().expect("a list");
    let work = answers.iter().find(|answer| answer["area"] == "work");
    let work = work.expect("an answer");
    assert_eq!(work["outcome"], "no-owner");
    assert_eq!(work["cases"][0]["owned"], false);
    let output = output(&tree);
    let words = "no role answers for it";
    for page in [
        "models/duo.html",
        "models/index.html",
        "areas/work.html",
        "print.html",
        "index.html",
    ] {
        assert!(text(&output, page).contains(words), "{page}");
    }
    let area = text(&output, "areas/work.html");
    assert!(!area.contains("several roles together"), "{area}");
    assert!(text(&output, "search-index.js").contains(words));
    let model = json(&tree)["models"][0].clone();
    assert_eq!(model["says"].as_array().map(Vec::len), Some(2));
}

/// One of two cases without an owner leaves the other as it is.
#[test]
fn each_case_says_by_itself_whether_a_role_answers() {
    let found = json(&tree("EM; TL (helps) when the manager is away"));
    let says = found["models"][0]["says"].as_array().expect("a list");
    let work = says.iter().find(|said| said["area"] == "work");
    let work = work.expect("an entry");
    let owned: Vec<&Value> = work["cases"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|case| &case["owned"])
        .collect();
    assert_eq!(owned, [true, false]);
}

#[test]
fn cases_without_an_owner_are_found_where_they_are_asked_for() {
    let found = |lint: &str, tag: &str| {
        let tree = SourceTree::fixture(&format!(
            "{}//- content/models/duo.md\n---\ntitle: Duo\nowners:\n  testing: EM\n  work: {tag}\n---\n",
            AROUND.replacen(
                "//- content/roles/em.md",
                &format!("[lints]\nno-accountable = \"{lint}\"\n//- content/roles/em.md"),
                1
            )
        ));
        let compiled = compiled(&tree);
        let of_lint = compiled
            .diagnostics
            .iter()
            .filter(|one| one.code().name() == "no-accountable");
        of_lint.count()
    };
    assert_eq!(found("allow", "EM (helps)"), 0);
    assert_eq!(found("warn", "EM (helps)"), 1);
    assert_eq!(
        found("warn", "EM (helps); TL (does) when away; TL when alone"),
        2
    );
    assert_eq!(found("warn", "EM (accountable, does) + TL (helps)"), 0);
    assert_eq!(found("warn", "nobody (later)"), 0);
    assert_eq!(found("warn", "Shared"), 0);
    assert_eq!(found("warn", "Shared (helps)"), 1);
    // Unless asked for, it says nothing.
    assert_eq!(messages("EM (helps)"), Vec::<String>::new());
}

const TITLED: &str = "\
//- book.toml
[book]
title = \"T\"
url = \"https://example.org/\"
//- content/roles/head-of-engineering-emea.md
---
title: Head of Engineering (EMEA)
owns: [budget]
---
//- content/roles/head-of-engineering.md
---
title: Head of Engineering
---
//- content/areas/work.md
---
title: Work
---
//- content/areas/budget.md
---
title: Budget
---
";

fn titled(tag: &str) -> SourceTree {
    SourceTree::fixture(&format!(
        "{TITLED}//- content/models/duo.md\n---\ntitle: Duo\nroles: [head-of-engineering-emea, head-of-engineering]\nowners:\n  work: {tag}\n---\n"
    ))
}

/// Read on, it would be the other role with a reason.
#[test]
fn a_title_that_a_tag_cannot_hold_is_told_from_the_role_that_it_begins_with() {
    for tag in [
        "Head of Engineering (EMEA)",
        "head-of-engineering + HEAD OF  Engineering (emea)",
        "nobody; Head of Engineering (EMEA) when asked",
    ] {
        let compiled = compiled(&titled(tag));
        let said: Vec<&str> = compiled
            .diagnostics
            .iter()
            .map(Diagnostic::message)
            .collect();
        assert!(
            said.contains(&"this title cannot be used in an ownership tag"),
            "{tag}: {said:?}"
        );
        let helps: Vec<&String> = compiled
            .diagnostics
            .iter()
            .flat_map(Diagnostic::helps)
            .collect();
        assert!(
            helps
                .iter()
                .any(|help| help.contains("`head-of-engineering-emea`")),
            "{tag}: {helps:?}"
        );
    }
    assert!(
        compiled(&titled("Head of Engineering (EMEA too)"))
            .diagnostics
            .is_empty()
    );
}

/// What is printed of a mapping is a tag again.
#[test]
fn tags_are_printed_by_names_that_can_be_read_back() {
    let found = json(&titled(
        "{holders: [{role: Head of Engineering (EMEA), quality: poorly}]}",
    ));
    assert_eq!(
        found["models"][0]["says"][0]["tag"],
        "head-of-engineering-emea (poorly)"
    );
    assert_eq!(
        found["models"][0]["says"][0]["cases"][0]["holders"][0]["role"],
        "head-of-engineering-emea"
    );
}

const LIMITED: &str = "\
//- book.toml
[book]
title = \"T\"
url = \"https://example.org/\"
//- content/roles/em.md
---
title: Engineering Manager
abbr: EM
---
//- content/areas/craft/index.md
---
title: Craft
models: [duo]
---
//- content/areas/craft/testing.md
---
title: Testing
---
//- content/areas/craft/review.md
---
title: Review
models: [solo]
counts: false
co-owned: true
---
//- content/models/duo.md
---
title: Duo
roles: [EM]
---
//- content/models/solo.md
---
title: Solo
owners:
  craft: EM
---
";

#[test]
fn an_area_may_be_of_some_models_only() {
    let tree = SourceTree::fixture(LIMITED);
    let compiled = compiled(&tree);
    let said: Vec<&str> = compiled
        .diagnostics
        .iter()
        .map(Diagnostic::message)
        .collect();
    assert_eq!(
        said,
        [
            "1 area of `Duo` without an owner",
            "`craft` is not said here: `models:` of the area leaves this model out"
        ]
    );
    let found = json(&tree);
    let answers = |model: usize| -> Vec<String> {
        let answers = found["models"][model]["answers"]
            .as_array()
            .into_iter()
            .flatten();
        answers
            .map(|answer| format!("{}: {}", answer["area"], answer["outcome"]))
            .collect()
    };
    // Craft, Testing, Review: the area in a category has its models, unless it names its own.
    assert_eq!(
        answers(0).join(", "),
        "\"craft\": \"gap\", \"review\": \"not-said\", \"testing\": \"gap\""
    );
    assert_eq!(
        answers(1).join(", "),
        "\"craft\": \"not-said\", \"review\": \"held\", \"testing\": \"not-said\""
    );
    let review = &found["areas"][1];
    assert_eq!(review["id"], "review");
    assert_eq!(review["models"].to_string(), "[\"solo\"]");
    assert_eq!(
        (&review["counts"], &review["coOwned"]),
        (&Value::Bool(false), &Value::Bool(true))
    );
    assert_eq!(found["areas"][2]["models"].to_string(), "[\"duo\"]");
    let output = output(&tree);
    let page = text(&output, "areas/craft/review.html");
    for words in [
        "Only these models speak of it:",
        "Several owners are meant here.",
        "No load counts it.",
    ] {
        assert!(page.contains(words), "{words}");
    }
    let matrix = text(&output, "models/matrix.csv");
    assert!(
        matrix.contains("Craft,Testing,nobody yet,not said"),
        "{matrix}"
    );
}

#[test]
fn what_does_not_count_is_in_no_load() {
    let prepared = crate::whole::prepared(&SourceTree::fixture(LIMITED));
    let ladder = &prepared.ladder;
    for model in ladder.model_ids() {
        let (_, sum) = ladder.loads(model);
        // Testing counts, and Review does not.
        assert_eq!(sum.all, 1);
    }
}
