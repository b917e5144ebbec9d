//! What sources say of areas, and when that is a disagreement.

use expect_test::{Expect, expect};
use ladderbook::export::disagreements_csv;
use ladderbook::ladder::AreaId;
use ladderbook::ladder::compare::Row;
use ladderbook::source::SourceTree;

use crate::whole::{prepared, with_site};

/// Two sources and three roles; a test adds what is said.
const AROUND: &str = "\
//- book.toml
[book]
title = \"T\"
url = \"https://example.org/\"
//- content/sources/one.md
---
title: One
---
//- content/sources/two.md
---
title: Two
---
//- content/roles/em.md
---
title: Engineering Manager
abbr: EM
---
//- content/roles/tl.md
---
title: Tech Lead
abbr: TL
owns: [work]
---
//- content/roles/pm.md
---
title: Product Manager
abbr: PM
---
";

/// The claims of the area `work` line by line, and below them whether its sources disagree.
fn check(said: &str, expected: &Expect) {
    let tree = SourceTree::fixture(&format!("{AROUND}{said}"));
    let prepared = prepared(&tree);
    let ladder = &prepared.ladder;
    let area = AreaId::new(0);
    let mut lines: Vec<String> = ladder
        .claims(area)
        .iter()
        .map(|claim| {
            let source = &ladder.source(claim.source).title;
            let model = claim.model.map(|model| &*ladder.model(model).title);
            format!(
                "{source}, {}: {}",
                model.unwrap_or("the area"),
                claim.held.text
            )
        })
        .collect();
    let disputed = ladder.disputed();
    assert!(disputed.is_empty() || disputed == [area]);
    lines.push(format!("disputed: {}", !disputed.is_empty()));
    expected.assert_eq(&lines.join("\n"));
}

/// The area with what its file says, as front matter.
fn area(said: &str) -> String {
    format!("//- content/areas/work.md\n---\ntitle: Work\nclaims:\n{said}---\n")
}

fn model(id: &str, tag: &str, sources: &str) -> String {
    format!(
        "//- content/models/{id}.md\n---\ntitle: Model {id}\nowners:\n  work: {tag}\nsource: {sources}\n---\n"
    )
}

#[test]
fn different_holders_are_a_disagreement() {
    check(
        &area("  one: EM\n  two: EM + TL\n"),
        &expect![[r#"
            One, the area: EM
            Two, the area: EM + TL
            disputed: true"#]],
    );
}

#[test]
fn order_and_qualities_and_partners_are_none() {
    check(
        &area("  one: EM + TL (poorly, no time)\n  two: TL + EM + PM (consulted)\n"),
        &expect![[r#"
            One, the area: EM + TL (poorly, no time)
            Two, the area: TL + EM + PM (consulted)
            disputed: false"#]],
    );
}

#[test]
fn one_answer_in_common_is_enough() {
    check(
        &area("  one: EM; TL when it is a platform team\n  two: TL or PM\n"),
        &expect![[r#"
            One, the area: EM; TL when it is a platform team
            Two, the area: TL or PM
            disputed: false"#]],
    );
    check(
        &area("  one:\n    - EM\n    - PM when it is new\n  two: TL or nobody\n"),
        &expect![[r#"
            One, the area: EM; PM when it is new
            Two, the area: TL or nobody
            disputed: true"#]],
    );
}

#[test]
fn one_source_cannot_disagree_with_itself() {
    check(
        &[
            area("  one: EM\n"),
            model("a", "TL", "one"),
            model("b", "PM", "one"),
        ]
        .concat(),
        &expect![[r#"
            One, the area: EM
            One, Model a: TL
            One, Model b: PM
            disputed: false"#]],
    );
}

#[test]
fn a_model_speaks_for_the_first_of_its_sources() {
    check(
        &[
            "//- content/areas/work.md\n---\ntitle: Work\n---\n".to_owned(),
            model("a", "TL", "[two, one]"),
            model("b", "PM", "one"),
            "//- content/models/c.md\n---\ntitle: Without a source\nowners: {work: EM}\n---\n"
                .to_owned(),
        ]
        .concat(),
        &expect![[r#"
            One, Model b: PM
            Two, Model a: TL
            disputed: true"#]],
    );
}

#[test]
fn a_role_definition_is_no_claim() {
    check(
        "//- content/areas/work.md\n---\ntitle: Work\nsource: one\n---\n",
        &expect!["disputed: false"],
    );
}

#[test]
fn the_table_has_every_claim_of_a_disputed_area() {
    let said = [area("  one: EM (since then)\n"), model("a", "TL", "two")].concat();
    let tree = SourceTree::fixture(&format!("{AROUND}{said}"));
    let table = with_site(&prepared(&tree), |site| {
        disagreements_csv(site.desk("").phrase)
    });
    expect![[r#"
        Category,Area,Source,Model,Who
        Work,Work,One,,EM (since then)
        Work,Work,Two,Model a,TL
    "#]]
    .assert_eq(&table.replace('\r', ""));
}

#[test]
fn hats_and_parts_stand_side_by_side() {
    let said = "//- content/areas/work.md\n---\ntitle: Work\n---\n\
        //- content/roles/dri.md\n---\ntitle: DRI\nkind: hat\nworn-by: [TL]\n---\n\
        //- content/roles/helper.md\n---\ntitle: Helper\ntakes-part:\n  - work: does\n---\n";
    let tree = SourceTree::fixture(&format!("{AROUND}{said}"));
    let prepared = prepared(&tree);
    let ladder = &prepared.ladder;
    let role = |name: &str| {
        let found = ladder.role_ids().find(|id| ladder.role(*id).title == name);
        found.expect("a role")
    };
    let comparison = ladder.compare(role("Tech Lead"), role("Helper"), None);
    let rows: Vec<String> = comparison
        .groups
        .iter()
        .flat_map(|group| group.rows.iter().map(move |row| (group.kind, row)))
        .map(|(kind, row)| match row {
            Row::Hats { left, right } => {
                format!("{kind:?}: {} and {} hats", left.len(), right.len())
            }
            Row::Sides { left, right } => format!("{kind:?}: {left:?} | {right:?}"),
            other => format!("{kind:?}: {other:?}"),
        })
        .collect();
    expect![[r#"
        TakesPart: Owns(AreaId(0)) | TakesPart(AreaId(0), {Does})
        Hats: 1 and 0 hats"#]]
    .assert_eq(&rows.join("\n"));
}
