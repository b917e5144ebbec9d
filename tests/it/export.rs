//! What the site says to machines, to the letter.

use std::collections::BTreeSet;

use expect_test::{Expect, expect, expect_file};
use ladderbook::compile::Prepared;
use ladderbook::export::{
    ladder_json, ladder_schema, matrix_csv, model_pair_csv, pages_json, role_pair_csv, sitemap,
    team_csv,
};
use ladderbook::ladder::{ModelId, RoleId, TeamId};
use ladderbook::page::Site;
use ladderbook::source::SourceTree;
use proptest::prelude::*;
use serde_json::Value;

use crate::schema::violations;
use crate::tables::records;
use crate::whole::{prepared, with_site};

/// A ladder whose texts would be formulas, markup, or the end of a cell, line or script, if anything took them for more than texts.
const HOSTILE: &str = r#"
//- book.toml
[book]
title = "</script> \"A\" & 'B'"
url = "https://example.org/a&b/"

[scopes]
order = ["team", "area"]
//- content/roles/tl.md
---
title: "=Tech \"Lead\""
abbr: TL
weight: 1
scope: team
seniority: 4
pairs-with: {team: EM, area: [EM]}
backs-up: [{EM: "+1 \"day\",\nor two"}]
owns: [y]
attributes:
  __proto__: "-5 of 10"
  Coding: "~20-25%"
---
//- content/roles/em.md
---
title: Engineering Manager
abbr: EM
weight: 2
owner: "=1+1"
review-by: 2027-01-31
takes-part: [{y: consulted}]
attributes:
  Coding: "12.5%"
---
//- content/areas/x/index.md
---
title: "@x, \"x\""
description: "a **bold** `</script>`"
---
//- content/areas/x/y.md
---
title: "y | line\u2028end"
examples: ["[a](https://example.org) & <b>b</b>"]
---
//- content/models/one.md
---
title: One
weight: 1
owners:
  x: 'TL (poorly, <img onerror=alert(1)>, "so") + EM (30–70%, =2+2)'
---
//- content/models/two.md
---
title: "=HYPERLINK(\"x\")"
weight: 2
inherit: false
owners:
  x: nobody (not yet)
  y: "EM or TL (backup); Shared when a | b"
---
//- content/comparisons/tl-em.md
---
between: [TL, EM]
rows:
  - left: "-2+3"
    right: "=cmd|' /C calc'!A0"
  - both: "**bold** [[y]] <script>x</script>"
  - left: "'quoted'"
---
Not in a row.

## At length

### TL

- one[^1]
- `two`

[^1]: A footnote.

### EM

=three

### Both

[[em]]
//- content/teams/group.md
---
title: "=Group"
scope: area
model: one
---
//- content/teams/team.md
---
title: "@Team"
also: ["-T"]
scope: team
parent: group
overrides:
  y: "TL (accountable, =1+1) + EM (does, <b>)"
expectations-by: EM
people:
  EM: {name: "=Ada", seniority: 4}
  TL: ["<i>Grace</i>", Joan]
attributes:
  "=Size": 10–20%
---
//- content/assessments/ticks.md
---
title: "=1+1 ticks"
for: [EM, models/one]
checklist:
  items: ["**bold** </script>", "[[y]]", Third]
  threshold: half
  reached: "`code` <b>x</b>"
---
//- content/assessments/scale.md
---
title: A scale
questions:
  - {ask: "*How* often?", about: Often, window: the last 6 months, help: [One, Two], high: "each \"day\""}
  - ask: Really?
scale: {from: 0, to: 3, low: "-never", high: always, better: low}
results:
  - {up-to: 1.25, means: "=low"}
  - {up-to: 3, means: "[high](../guides/a.md)"}
---
//- content/guides/a.md
# A guide
//- content/guides/practice.md
---
title: A practice
practice-of: [EM, TL]
cadence:
  - {what: "*talks*", how-often: "<weekly>"}
  - {how-often: once}
---
Words.
"#;

fn hostile() -> Prepared {
    prepared(&SourceTree::fixture(HOSTILE))
}

fn check(export: impl FnOnce(&Site) -> String, expected: &Expect) {
    expected.assert_eq(&visible(&with_site(&hostile(), |site| export(site))));
}

/// Line ends and separators that a source file cannot show as signs.
fn visible(text: &str) -> String {
    text.replace('\r', "␍").replace('\u{2028}', "⟨U+2028⟩")
}

#[test]
fn the_whole_ladder_as_json() {
    let json = with_site(&hostile(), |site| ladder_json(&site.desk("")));
    expect_file!["export.ladder.json"].assert_eq(&visible(&json));
}

#[test]
fn the_json_is_as_its_schema_says() {
    let schema: Value = serde_json::from_str(ladder_schema()).expect("the schema is JSON");
    let json = with_site(&hostile(), |site| ladder_json(&site.desk("")));
    let ladder: Value = serde_json::from_str(&json).expect("the ladder is JSON");
    assert_eq!(violations(&schema, &ladder), Vec::<String>::new());
}

#[test]
fn all_pages_as_json() {
    let without_checks = |site: &Site| {
        let json = pages_json(&site.desk(""));
        let mut list: Value = serde_json::from_str(&json).expect("the list is JSON");
        let pages = list["pages"].as_array_mut().expect("a list");
        pages.retain(|page| {
            !page["path"]
                .as_str()
                .expect("a path")
                .starts_with("checks/")
        });
        let lines: Vec<String> = pages.iter().map(Value::to_string).collect();
        lines.join("\n") + "\n"
    };
    check(
        without_checks,
        &expect![[r#"
            {"path":"index.html","kind":"home","title":"</script> \"A\" & 'B'","owner":null,"reviewBy":null,"updated":null,"people":null,"file":null}
            {"path":"roles/index.html","kind":"roles","title":"Roles","owner":null,"reviewBy":null,"updated":null,"people":null,"file":null}
            {"path":"roles/tl.html","kind":"role","title":"=Tech \"Lead\"","owner":null,"reviewBy":null,"updated":null,"people":null,"file":"content/roles/tl.md"}
            {"path":"roles/em.html","kind":"role","title":"Engineering Manager","owner":"=1+1","reviewBy":"2027-01-31","updated":null,"people":null,"file":"content/roles/em.md"}
            {"path":"areas/index.html","kind":"areas","title":"Areas","owner":null,"reviewBy":null,"updated":null,"people":null,"file":null}
            {"path":"areas/x/index.html","kind":"area","title":"@x, \"x\"","owner":null,"reviewBy":null,"updated":null,"people":null,"file":"content/areas/x/index.md"}
            {"path":"areas/x/y.html","kind":"area","title":"y | line⟨U+2028⟩end","owner":null,"reviewBy":null,"updated":null,"people":null,"file":"content/areas/x/y.md"}
            {"path":"areas/disagreements.html","kind":"disagreements","title":"Where sources disagree","owner":null,"reviewBy":null,"updated":null,"people":null,"file":null}
            {"path":"models/index.html","kind":"matrix","title":"Operating models","owner":null,"reviewBy":null,"updated":null,"people":null,"file":null}
            {"path":"models/one.html","kind":"model","title":"One","owner":null,"reviewBy":null,"updated":null,"people":null,"file":"content/models/one.md"}
            {"path":"models/two.html","kind":"model","title":"=HYPERLINK(\"x\")","owner":null,"reviewBy":null,"updated":null,"people":null,"file":"content/models/two.md"}
            {"path":"models/one-vs-two.html","kind":"model-pair","title":"From “One” to “=HYPERLINK(\"x\")”","owner":null,"reviewBy":null,"updated":null,"people":null,"file":null}
            {"path":"models/two-vs-one.html","kind":"model-pair","title":"From “=HYPERLINK(\"x\")” to “One”","owner":null,"reviewBy":null,"updated":null,"people":null,"file":null}
            {"path":"compare/index.html","kind":"comparisons","title":"Comparisons","owner":null,"reviewBy":null,"updated":null,"people":null,"file":null}
            {"path":"compare/em-vs-tl.html","kind":"role-pair","title":"=Tech \"Lead\" vs Engineering Manager","owner":null,"reviewBy":null,"updated":null,"people":null,"file":"content/comparisons/tl-em.md"}
            {"path":"teams/index.html","kind":"teams","title":"Teams","owner":null,"reviewBy":null,"updated":null,"people":null,"file":null}
            {"path":"teams/group.html","kind":"team","title":"=Group","owner":null,"reviewBy":null,"updated":null,"people":null,"file":"content/teams/group.md"}
            {"path":"teams/team.html","kind":"team","title":"@Team","owner":null,"reviewBy":null,"updated":null,"people":null,"file":"content/teams/team.md"}
            {"path":"assessments/index.html","kind":"assessments","title":"Assessments","owner":null,"reviewBy":null,"updated":null,"people":null,"file":null}
            {"path":"assessments/ticks.html","kind":"assessment","title":"=1+1 ticks","owner":null,"reviewBy":null,"updated":null,"people":null,"file":"content/assessments/ticks.md"}
            {"path":"assessments/scale.html","kind":"assessment","title":"A scale","owner":null,"reviewBy":null,"updated":null,"people":null,"file":"content/assessments/scale.md"}
            {"path":"guides/index.html","kind":"listing","title":"Guides","owner":null,"reviewBy":null,"updated":null,"people":null,"file":null}
            {"path":"guides/a.html","kind":"prose","title":"A guide","owner":null,"reviewBy":null,"updated":null,"people":null,"file":"content/guides/a.md"}
            {"path":"guides/practice.html","kind":"prose","title":"A practice","owner":null,"reviewBy":null,"updated":null,"people":null,"file":"content/guides/practice.md"}
            {"path":"about.html","kind":"about","title":"About this site","owner":null,"reviewBy":null,"updated":null,"people":null,"file":null}
            {"path":"print.html","kind":"print","title":"The whole ladder on paper","owner":null,"reviewBy":null,"updated":null,"people":null,"file":null}
            {"path":"search.html","kind":"search","title":"Search","owner":null,"reviewBy":null,"updated":null,"people":null,"file":null}
            {"path":"404.html","kind":"not-found","title":"There is no page here","owner":null,"reviewBy":null,"updated":null,"people":null,"file":null}
        "#]],
    );
}

#[test]
fn the_matrix_as_csv() {
    check(
        |site| matrix_csv(site.desk("").phrase),
        &expect![[r#"
            Category,Area,One,"'=HYPERLINK(""x"")"␍
            "'@x, ""x""","'@x, ""x""","TL (poorly, <img onerror=alert(1)>, so) and EM (30–70%, =2+2)",nobody (not yet)␍
            "'@x, ""x""",y | line⟨U+2028⟩end,"TL (poorly, <img onerror=alert(1)>, so) and EM (30–70%, =2+2)",EM or TL (stands in); several roles together when a | b␍
        "#]],
    );
}

#[test]
fn two_roles_as_csv() {
    check(
        |site| role_pair_csv(&site.desk(""), RoleId::new(1), RoleId::new(0)),
        &expect![[r#"
            Kind of row,About,"'=Tech ""Lead""",Engineering Manager␍
            Facing each other,,'-2+3,'=cmd|' /C calc'!A0␍
            Shared,,bold y | line⟨U+2028⟩end,bold y | line⟨U+2028⟩end␍
            One side only,,'quoted',nothing named on this side␍
            Closer up,At length,"one
            two",'=three␍
            Closer up,At length,Engineering Manager,Engineering Manager␍
            Taking part,,y | line⟨U+2028⟩end,y | line⟨U+2028⟩end (consulted)␍
            In practice,__proto__,'-5 of 10,nothing named on this side␍
            In practice,Coding,~20-25%,12.5%␍
            Standing in for each other,,"stands in for EM when +1 ""day"",
            or two",does not stand in for TL␍
        "#]],
    );
}

#[test]
fn two_models_as_csv() {
    check(
        |site| model_pair_csv(site.desk("").phrase, ModelId::new(0), ModelId::new(1)),
        &expect![[r#"
            Category,Area,One,"'=HYPERLINK(""x"")",What happens,Held␍
            "'@x, ""x""",y | line⟨U+2028⟩end,"TL (poorly, <img onerror=alert(1)>, so) and EM (30–70%, =2+2)",EM or TL (stands in); several roles together when a | b,in one role's hands afterwards,better␍
        "#]],
    );
}

#[test]
fn a_team_as_csv() {
    check(
        |site| team_csv(site.desk("").phrase, TeamId::new(1)),
        &expect![[r#"
            Category,Area,'@Team,Why,One,Departs␍
            "'@x, ""x""","'@x, ""x""","TL (poorly, <img onerror=alert(1)>, so) and EM (30–70%, =2+2)",from the model One,"TL (poorly, <img onerror=alert(1)>, so) and EM (30–70%, =2+2)",no␍
            "'@x, ""x""",y | line⟨U+2028⟩end,"TL (accountable, =1+1) and EM (does the work, <b>)",this team's override,"TL (poorly, <img onerror=alert(1)>, so) and EM (30–70%, =2+2)",yes␍
        "#]],
    );
}

#[test]
fn a_value_is_one_cell_whatever_it_holds() {
    let prepared = hostile();
    let csv = with_site(&prepared, |site| {
        role_pair_csv(&site.desk(""), RoleId::new(1), RoleId::new(0))
    });
    let lines = csv.matches("\r\n").count();
    let records = records(&csv);
    assert_eq!(records.len(), lines);
    assert_eq!(records[1][2..], ["'-2+3", "'=cmd|' /C calc'!A0"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_the_same_in_json_and_csv(text in "[^\\pC\n]([^\\pC]|\n){0,20}[^\\pC\\s]") {
        // What JSON quotes is what YAML quotes.
        let quoted = Value::from(text.as_str()).to_string();
        let tree = SourceTree::fixture(&format!(
            "//- book.toml\n[book]\ntitle = \"A\"\n\
             //- content/roles/a.md\n---\ntitle: A\nattributes: {{k: {quoted}}}\n---\n\
             //- content/roles/b.md\n---\ntitle: B\n---\n"
        ));
        let (json, csv) = with_site(&prepared(&tree), |site| {
            (ladder_json(&site.desk("")), role_pair_csv(&site.desk(""), RoleId::new(0), RoleId::new(1)))
        });
        let ladder: Value = serde_json::from_str(&json).expect("the ladder is JSON");
        prop_assert_eq!(&ladder["roles"][0]["attributes"][0]["text"], &text);
        let signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
        let mut expected = String::new();
        for (at, c) in text.char_indices() {
            let rest = &text[at..];
            let begins = match text[..at].chars().next_back() {
                None => rest.starts_with(signs),
                Some(before) => ";|\n".contains(before) && rest.trim_start_matches('"').starts_with(signs),
            };
            expected.extend(begins.then_some('\''));
            expected.push(c);
        }
        prop_assert_eq!(&records(&csv)[1][2], &expected);
    }
}

#[test]
fn no_separator_makes_a_formula_of_a_part_of_a_cell() {
    for (title, cell) in [
        ("x;=HYPERLINK(A1);y", "x;'=HYPERLINK(A1);y"),
        ("a, b;\"=A1\"", "a, b;'\"=A1\""),
        ("x|@SUM(A1)|+1", "x|'@SUM(A1)|'+1"),
        ("x; - y; a-b; 1;", "x; - y; a-b; 1;"),
    ] {
        let quoted = Value::from(title).to_string();
        let tree = SourceTree::fixture(&format!(
            "//- book.toml\n[book]\ntitle = \"A\"\n\
             //- content/areas/a.md\n---\ntitle: {quoted}\n---\n\
             //- content/models/m.md\n---\ntitle: M\n---\n"
        ));
        let csv = with_site(&prepared(&tree), |site| matrix_csv(site.desk("").phrase));
        assert_eq!(records(&csv)[1][1], cell);
        // As a program reads it that splits at the other separators, and minds quotes at the start of a cell.
        for separator in [';', '|', '\t'] {
            for cell in csv.lines().flat_map(|line| line.split(separator)) {
                let inside = cell.strip_prefix('"').unwrap_or(cell);
                let starts = inside
                    .trim_start_matches('"')
                    .starts_with(['=', '+', '-', '@']);
                assert!(!starts, "{cell:?} of {csv:?}, separated by {separator:?}");
            }
        }
    }
}

#[test]
fn the_sitemap_has_absolute_addresses() {
    check(
        |site: &Site| sitemap(&site.desk("")),
        &expect![[r#"
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
            <url><loc>https://example.org/a&amp;b/</loc></url>
            <url><loc>https://example.org/a&amp;b/roles/</loc></url>
            <url><loc>https://example.org/a&amp;b/roles/tl.html</loc></url>
            <url><loc>https://example.org/a&amp;b/roles/em.html</loc></url>
            <url><loc>https://example.org/a&amp;b/areas/</loc></url>
            <url><loc>https://example.org/a&amp;b/areas/x/</loc></url>
            <url><loc>https://example.org/a&amp;b/areas/x/y.html</loc></url>
            <url><loc>https://example.org/a&amp;b/areas/disagreements.html</loc></url>
            <url><loc>https://example.org/a&amp;b/models/</loc></url>
            <url><loc>https://example.org/a&amp;b/models/one.html</loc></url>
            <url><loc>https://example.org/a&amp;b/models/two.html</loc></url>
            <url><loc>https://example.org/a&amp;b/models/one-vs-two.html</loc></url>
            <url><loc>https://example.org/a&amp;b/models/two-vs-one.html</loc></url>
            <url><loc>https://example.org/a&amp;b/compare/</loc></url>
            <url><loc>https://example.org/a&amp;b/compare/em-vs-tl.html</loc></url>
            <url><loc>https://example.org/a&amp;b/teams/</loc></url>
            <url><loc>https://example.org/a&amp;b/teams/group.html</loc></url>
            <url><loc>https://example.org/a&amp;b/teams/team.html</loc></url>
            <url><loc>https://example.org/a&amp;b/assessments/</loc></url>
            <url><loc>https://example.org/a&amp;b/assessments/ticks.html</loc></url>
            <url><loc>https://example.org/a&amp;b/assessments/scale.html</loc></url>
            <url><loc>https://example.org/a&amp;b/guides/</loc></url>
            <url><loc>https://example.org/a&amp;b/guides/a.html</loc></url>
            <url><loc>https://example.org/a&amp;b/guides/practice.html</loc></url>
            <url><loc>https://example.org/a&amp;b/about.html</loc></url>
            <url><loc>https://example.org/a&amp;b/search.html</loc></url>
            </urlset>
        "#]],
    );
}

#[test]
fn the_sitemap_of_a_site_without_address_has_paths() {
    let tree = SourceTree::fixture(
        "//- book.toml\n[book]\ntitle = \"A\"\n[build]\nbase-path = \"/ladder/\"\n//- content/guides/my-index.md\n# A\n",
    );
    let xml = with_site(&prepared(&tree), |site| sitemap(&site.desk("")));
    let paths: Vec<&str> = xml
        .lines()
        .filter_map(|line| {
            line.strip_prefix("<url><loc>")?
                .strip_suffix("</loc></url>")
        })
        .collect();
    assert_eq!(
        paths,
        [
            "/ladder/",
            "/ladder/guides/",
            "/ladder/guides/my-index.html",
            "/ladder/about.html",
            "/ladder/search.html"
        ]
    );
}

#[test]
fn every_page_for_readers_is_in_the_sitemap_once() {
    let prepared = hostile();
    let (xml, pages) = with_site(&prepared, |site| {
        let pages = site.plan.pages.iter();
        let for_readers = pages.filter(|placed| !placed.path.starts_with("checks/"));
        (sitemap(&site.desk("")), for_readers.count())
    });
    let addresses: BTreeSet<&str> = xml
        .lines()
        .filter(|line| line.starts_with("<url>"))
        .collect();
    assert_eq!(addresses.len(), pages - 2);
}
