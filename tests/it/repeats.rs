//! What the tables of models and comparisons say once and not again, and what stands beside them.

use expect_test::{Expect, expect};
use ladderbook::page::view::{Change, Html, Link, MatrixRow};
use ladderbook::page::{Site, View};
use ladderbook::source::SourceTree;

use crate::whole::{prepared, view, with_site};

/// Three roles and three models. People go as a whole but for one area under one model; delivery has no single holder under two.
const LADDER: &str = "\
//- book.toml
[book]
title = \"T\"
url = \"https://example.org/\"
//- content/areas/people/index.md
---
title: People
weight: 10
---
//- content/areas/people/growth.md
---
title: Growth
---
//- content/areas/people/staffing.md
---
title: Staffing
---
//- content/areas/delivery/index.md
---
title: Delivery
weight: 20
---
//- content/areas/delivery/projects.md
---
title: Projects
---
//- content/roles/em.md
---
title: Engineering Manager
abbr: EM
attributes:
  Coding: 0–30%
  One-on-ones: Every week
---
//- content/roles/tl.md
---
title: Tech Lead
abbr: TL
takes-part:
  - staffing: accountable
  - growth: helps
attributes:
  Coding: 30–70%
---
//- content/roles/pm.md
---
title: Product Manager
abbr: PM
---
//- content/models/a.md
---
title: A
weight: 10
inherit: false
owners: {people: EM, projects: TL}
---
//- content/models/b.md
---
title: B
weight: 20
inherit: false
owners: {people: TL, staffing: PM, delivery: TL}
---
//- content/models/c.md
---
title: C
weight: 30
inherit: false
owners: {people: TL, projects: PM}
---
//- content/comparisons/em-vs-tl.md
---
title: EM and TL
between: [EM, TL]
rows:
  - attribute: Coding
  - both: Good manners
---
";

fn check(lines: impl FnOnce(&Site) -> Vec<String>, expected: &Expect) {
    let prepared = prepared(&SourceTree::fixture(LADDER));
    let lines = with_site(&prepared, lines);
    expected.assert_eq(
        &lines
            .iter()
            .map(|line| format!("{line}\n"))
            .collect::<String>(),
    );
}

/// A row: which area, what it repeats in words, and the answers that these words stand for in brackets.
fn row(row: &MatrixRow) -> String {
    let kind = row.repeats.as_ref().map_or("", |repeats| repeats.kind);
    let answers = row.answers.iter().map(|answer| {
        if [answer.why_kind, answer.state].contains(&kind) {
            format!("[{}]", answer.text)
        } else {
            answer.text.clone()
        }
    });
    let answers: Vec<String> = answers.collect();
    let said = row.repeats.as_ref().map_or("", |repeats| &repeats.text);
    let title = &row.area.title;
    format!("{} {title} | {said} | {}", row.depth, answers.join(" | "))
}

#[test]
fn a_row_says_once_what_it_repeats() {
    check(
        |site| {
            let View::Matrix(matrix) = view(site, "models/index.html") else {
                panic!("the matrix has a page");
            };
            matrix.rows.iter().map(row).collect()
        },
        &expect![[r#"
            0 People |  | EM | TL | TL
            1 Growth | As People under every model | [EM] | [TL] | [TL]
            1 Staffing | As People under every other model | [EM] | PM | [TL]
            0 Delivery | Area by area under every other model | [area by area] | TL | [area by area]
            1 Projects | As Delivery under every other model | TL | [TL] | PM
        "#]],
    );
}

/// Growth follows people everywhere, so it is left out; delivery stays although neither of the two holds it as such, or its area
/// would seem to be one of people.
#[test]
fn a_comparison_leaves_out_what_follows_the_area_above() {
    check(
        |site| {
            let View::RolePair(pair) = view(site, "compare/em-vs-tl.html") else {
                panic!("the two meet in a model");
            };
            pair.by_model.rows.iter().map(row).collect()
        },
        &expect![[r#"
            0 People |  | EM | TL | TL
            1 Staffing | As People under every other model | [EM] | PM | [TL]
            0 Delivery | Area by area under every other model | [area by area] | TL | [area by area]
            1 Projects | As Delivery under every other model | TL | [TL] | PM
        "#]],
    );
}

#[test]
fn attributes_stand_in_one_place_and_who_is_accountable_has_the_edge() {
    check(
        |site| {
            let View::RolePair(pair) = view(site, "compare/em-vs-tl.html") else {
                panic!("the two meet in a model");
            };
            let groups = pair.groups.iter().map(|group| {
                let rows = group.rows.iter().map(|row| {
                    let area = row.right.area.as_ref().map(|area| &area.title);
                    let about = row.label.as_ref().or(area).map_or("", String::as_str);
                    format!("{about} ({} | {})", row.left.state, row.right.state)
                });
                let rows: Vec<String> = rows.collect();
                format!("{}: {}", group.kind, rows.join(", "))
            });
            groups.collect()
        },
        &expect![[r#"
            attributes: Coding (plain | plain), One-on-ones (plain | empty)
            shared:  (owns | )
            takes-part: Growth (empty | takes-part), Staffing (empty | owns)
        "#]],
    );
}

#[test]
fn a_change_is_told_once_for_an_area_and_all_that_follows_it() {
    let titles = |links: &[Link]| -> String {
        let titles: Vec<&str> = links.iter().map(|link| &*link.title).collect();
        titles.join(", ")
    };
    let change = |change: &Change| {
        let again = if change.repeats { " (as above)" } else { "" };
        let (before, after) = (&change.before.text, &change.after.text);
        format!("{}: {before} -> {after}{again}", change.area.title)
    };
    check(
        |site| {
            let View::ModelPair(pair) = view(site, "models/a-vs-b.html") else {
                panic!("there are two models");
            };
            let rows = pair.groups.iter().flat_map(|group| &group.rows);
            let mut lines: Vec<String> = rows.map(change).collect();
            lines.push(format!("others: {}", titles(&pair.others)));
            lines.push(format!("others after: {}", titles(&pair.others_after)));
            lines
        },
        &expect![[r#"
            People: EM -> TL
            Growth: EM -> TL (as above)
            Staffing: EM -> PM
            Delivery: area by area -> TL
            Projects: TL -> TL
            others: C
            others after: C
        "#]],
    );
}

/// The marked entry has a star. There is one, or none where the page stands in no list.
#[test]
fn the_sidebar_knows_the_pair_that_it_stands_beside() {
    let paths = [
        "compare/index.html",
        "compare/em-vs-tl.html",
        "compare/pm-vs-tl.html",
        "models/a-vs-c.html",
        "models/a.html",
    ];
    check(
        |site| {
            let beside = |path: &&str| {
                let placed = site.plan.pages.iter().find(|page| page.path == **path);
                let placed = placed.expect("a page of the fixture");
                let star = |page| Html(if page == placed.page { "*" } else { "" }.to_owned());
                let sidebar = ladderbook::page::frame::sidebar::view(site, placed.folder, star);
                let groups = sidebar.groups.iter().map(|group| {
                    let items = group.items.iter();
                    let items = items.map(|item| format!("{}{}", item.mark.0, item.title));
                    let items: Vec<String> = items.collect();
                    let title = group.title.as_deref().unwrap_or("");
                    format!("  {title}: {}, {} more", items.join(", "), group.more)
                });
                let groups: Vec<String> = groups.collect();
                format!("{path}\n{}", groups.join("\n"))
            };
            paths.iter().map(beside).collect()
        },
        &expect![[r#"
            compare/index.html
              In more detail: EM and TL, 0 more
              All others: Product Manager vs Tech Lead, 0 more
            compare/em-vs-tl.html
              In more detail: EM and TL, 0 more
              Engineering Manager and …: *Tech Lead, 0 more
            compare/pm-vs-tl.html
              In more detail: EM and TL, 0 more
              Product Manager and …: *Tech Lead, 0 more
            models/a-vs-c.html
              : A, B, C, 0 more
              What changes hands from A: B, *C, 0 more
            models/a.html
              : *A, B, C, 0 more
        "#]],
    );
}
