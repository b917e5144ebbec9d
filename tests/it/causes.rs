//! What people get first, and what is folded below it.

use expect_test::{Expect, expect};
use ladderbook::diagnostic::print::{Look, Reach, github, html, json, sarif, summary, terminal};
use ladderbook::diagnostic::{self, Diagnostic, Severity};
use ladderbook::source::SourceTree;

use crate::{faults, whole};

const BOOK: &str = "//- book.toml\n[book]\ntitle = \"T\"\nurl = \"https://example.org/\"\n";

/// Two roles called `PM`, which four places use.
const CLASH: &str = "\
//- content/areas/a.md
---
title: A
---
x
//- content/models/m.md
---
title: M
owners:
  a: PM
---
The [[PM]] decides.
//- content/roles/developer.md
---
title: Developer
also: [PM]
reports-to: PM
backs-up: [PM]
---
x
//- content/roles/product.md
---
title: Product Manager
abbr: PM
---
x
";

fn tree(files: &str) -> SourceTree {
    SourceTree::fixture(&format!("{BOOK}{files}"))
}

fn said(tree: &SourceTree) -> Vec<Diagnostic> {
    whole::compiled(tree).diagnostics
}

fn printed(tree: &SourceTree, reach: Reach) -> String {
    let look = Look {
        color: false,
        width: 100,
        reach,
    };
    let said = said(tree);
    let summary = summary(&said, reach).unwrap_or_default();
    terminal(&said, tree, "", look) + &summary
}

/// The heads of what is printed, and the lines about what follows.
fn heads(tree: &SourceTree, reach: Reach) -> String {
    let is_head = |line: &&str| !line.starts_with(' ') && line.contains(": ");
    let printed = printed(tree, reach);
    let lines = printed.lines().filter(|line| {
        is_head(line)
            || line.contains("follow")
            || line.contains("say the same")
            || line.contains("--> ")
    });
    lines.map(|line| format!("{line}\n")).collect()
}

fn check(files: &str, expected: &Expect) {
    expected.assert_eq(&heads(&tree(files), Reach::Causes));
}

#[test]
fn a_name_that_two_have_is_said_once_and_what_follows_is_counted() {
    check(
        CLASH,
        &expect![[r#"
        error[name-taken]: two roles claim the name `PM`
         --> content/roles/product.md:3:7
        3 | abbr: PM
        3 | also: [PM]
          = note: 4 more errors follow from this one: content/models/m.md:4:6, content/models/m.md:6:7, content/roles/developer.md:4:13 and 1 more
        5 errors; 4 of them follow from others, `--all` prints all
    "#]],
    );
    let all = heads(&tree(CLASH), Reach::All);
    assert_eq!(all.matches("error[").count(), 5, "{all}");
    assert!(all.starts_with("error[name-taken]"), "{all}");
}

#[test]
fn a_file_that_cannot_be_read_is_the_cause_of_names_that_are_missing() {
    check(
        "\
//- content/areas/a.md
---
title: A
---
x
//- content/guides/g.md
See [[EM]] and [its duties](../roles/manager.md#duties).
//- content/models/m.md
---
title: M
owners:
  a: EM
---
x
//- content/roles/manager.md
---
title: Engineering Manager
abbr: [EM
owns: [a]
---

## Duties

x
",
        &expect![[r#"
            error[malformed-yaml]: a bracket that never closes
             --> content/roles/manager.md:3:7
            3 | abbr: [EM
              = note: 3 more errors follow from this one: content/guides/g.md:1:7, content/models/m.md:4:6, content/roles/manager.md:3:7
            4 errors; 3 of them follow from others, `--all` prints all
        "#]],
    );
}

/// The second file is left out, and with it the names that only it has.
#[test]
fn names_of_a_file_whose_id_is_taken_follow_from_that() {
    check(
        "\
//- content/areas/a.md
---
title: A
---
x
//- content/models/m.md
---
title: M
owners:
  a: DevLead
---
x
//- content/roles/lead.md
---
title: Lead
---
x
//- content/roles/other/lead.md
---
title: Other lead
also: [DevLead]
---
x
",
        &expect![[r#"
            error[path-taken]: another file already has a role with the id `lead`
             --> content/roles/other/lead.md:1:1
              = note: 1 more error follows from this one: content/models/m.md:4:6
            2 errors; 1 of them follows from others, `--all` prints all
        "#]],
    );
}

#[test]
fn a_front_matter_that_never_closes_comes_before_what_it_hides() {
    check(
        "\
//- content/guides/g.md
See [its duties](../roles/manager.md#duties), [[No One]].
//- content/roles/manager.md
---
title: Engineering Manager

## Duties

x
",
        &expect![[r#"
            error[unclosed-front-matter]: the front matter never closes
             --> content/roles/manager.md:1:1
              = note: 1 more error follows from this one: content/guides/g.md:1:38
            error[unknown-target]: nothing is called `No One`
             --> content/guides/g.md:1:49
            3 errors; 1 of them follows from others, `--all` prints all
        "#]],
    );
}

#[test]
fn a_name_that_is_gone_from_many_places_is_one_mistake() {
    let areas: String = (0..6)
        .map(|at| format!("//- content/areas/a{at}.md\n---\ntitle: A{at}\n---\nx\n"))
        .collect();
    let owners: String = (0..6).map(|at| format!("  a{at}: EM\n")).collect();
    let model = format!("//- content/models/m.md\n---\ntitle: M\nowners:\n{owners}---\nx\n");
    let role = "//- content/roles/lead.md\n---\ntitle: Team Lead\n---\nx\n";
    let files = format!("{areas}{model}{role}");
    expect![[r#"
        error[unknown-role]: unknown role `EM`
         --> content/models/m.md:4:7
          |
        4 |   a0: EM
          |       ^^ no role has this name
          |
          = note: 5 more places say the same: content/models/m.md:5:7, content/models/m.md:6:7, content/models/m.md:7:7 and 2 more
          = help: known roles: `Team Lead`
          = help: if it was renamed, write `also: [EM]` into the file of the new name, and all these find it

        6 errors; 5 of them follow from others, `--all` prints all"#]].assert_eq(&printed(&tree(&files), Reach::Causes));
}

#[test]
fn errors_come_before_warnings_and_these_before_notes() {
    let files = "\
//- content/guides/a.md
<script>x</script>
//- content/guides/b.md
[gone](gone.md)
";
    let tree = SourceTree::fixture(&format!("//- book.toml\n[book]\ntitle = \"T\"\n{files}"));
    let said = said(&tree);
    let panel = html(&said, &tree, None);
    let github = github(&said, &tree, "");
    let terminal = heads(&tree, Reach::Causes);
    for (form, words) in [
        (terminal, ["error[", "warning[", "note["]),
        (
            panel,
            ["lb-diag-error", "lb-diag-warning", "lb-diag-note\""],
        ),
        (github, ["::error", "::warning", "::notice"]),
    ] {
        let at = words.map(|word| form.find(word));
        assert!(
            at.iter().all(Option::is_some) && at.is_sorted(),
            "{at:?}\n{form}"
        );
    }
}

#[test]
fn programs_get_every_place_with_its_cause() {
    let tree = tree(CLASH);
    let said = said(&tree);
    let lines = json(&said, &tree, "");
    let lines: Vec<serde_json::Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(lines.len(), 5);
    let cause = lines
        .iter()
        .find(|line| line["code"] == "name-taken")
        .expect("it is there");
    for line in &lines {
        if line["code"] == "ambiguous-name" {
            assert_eq!(line["cause"]["code"], "name-taken");
            for key in ["file", "line", "column", "endLine", "endColumn"] {
                assert_eq!(line["cause"][key], cause[key]);
            }
        } else {
            assert!(line["cause"].is_null(), "{line}");
        }
    }
    let document: serde_json::Value = serde_json::from_str(&sarif(&said, &tree, "")).expect("JSON");
    let results = document["runs"][0]["results"].as_array().expect("a list");
    let causes: Vec<_> = results
        .iter()
        .filter_map(|result| result["properties"]["followsFrom"].as_u64())
        .collect();
    assert_eq!(causes.len(), 4);
    let cause = usize::try_from(causes[0]).expect("small");
    assert_eq!(results[cause]["ruleId"], "name-taken");
}

/// Nothing is lost or said twice by folding, and what is folded is never worse than its cause.
#[test]
fn folding_keeps_every_mistake() {
    for folder in faults::cases() {
        let input = std::fs::read_to_string(folder.join("input.txt")).expect("it is there");
        let tree = faults::project(&input);
        let said = said(&tree);
        let causes = diagnostic::causes(&said);
        for (one, cause) in said.iter().zip(&causes) {
            let Some(cause) = cause else { continue };
            assert!(causes[*cause].is_none(), "{one:?}");
            assert!(said[*cause].severity() >= one.severity(), "{one:?}");
        }
        let look = Look {
            color: false,
            width: 100,
            reach: Reach::All,
        };
        let heads = |severity: Severity| {
            let head = format!("{}[", severity.name());
            let printed = terminal(&said, &tree, "", look);
            printed
                .lines()
                .filter(|line| line.starts_with(&head))
                .count()
        };
        for severity in [Severity::Error, Severity::Warning, Severity::Note] {
            let count = said.iter().filter(|one| one.severity() == severity).count();
            assert_eq!(heads(severity), count, "{}", folder.display());
        }
    }
}
