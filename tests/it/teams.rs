//! Teams, scopes and pairings: who decides in a real team, and what its page and the pages around it show.

use expect_test::{Expect, expect};
use ladderbook::export::team_csv;
use ladderbook::ladder::TeamId;
use ladderbook::page::Site;
use ladderbook::source::SourceTree;
use serde_json::Value;

use crate::whole::{prepared, view, with_site};

const COMMERCE: &str = r#"
//- book.toml
[book]
title = "Ladder"

[scopes]
order = ["team", "area"]
//- content/roles/em.md
---
title: Engineering Manager
abbr: EM
weight: 1
scope: team
owns: [staffing]
---
//- content/roles/tl.md
---
title: Tech Lead
abbr: TL
weight: 2
scope: team
pairs-with: {team: EM, area: Engineering Lead}
---
//- content/roles/engineering-lead.md
---
title: Engineering Lead
weight: 3
pairs-with: [TL, EM]
---
//- content/areas/people/index.md
---
title: People
weight: 1
---
//- content/areas/people/staffing.md
---
title: Staffing
---
//- content/areas/delivery/index.md
---
title: Delivery
weight: 2
---
//- content/areas/delivery/sprints.md
---
title: Sprints
---
//- content/areas/delivery/projects.md
---
title: Projects
---
//- content/models/duo.md
---
title: Duo
roles: [EM, TL]
owners:
  sprints: EM
  projects: TL (poorly)
---
//- content/teams/commerce.md
---
title: Commerce
weight: 1
scope: area
model: duo
overrides:
  projects: EM
---
//- content/teams/payments.md
---
title: Payments
weight: 2
scope: team
parent: commerce
overrides:
  delivery: TL (the manager leads two teams) + EM (helps)
  sprints: EM (accountable) + TL (does, runs them day by day)
people:
  EM: Ada
  TL: [Grace, Joan]
---
//- content/teams/loose.md
---
title: Loose
weight: 3
overrides:
  people: nobody (we hire nobody this year)
---
"#;

fn site<T>(then: impl FnOnce(&Site) -> T) -> T {
    with_site(&prepared(&SourceTree::fixture(COMMERCE)), then)
}

fn check_answers(team: usize, expected: &Expect) {
    let csv = site(|site| team_csv(site.desk("").phrase, TeamId::new(team)));
    expected.assert_eq(&csv.replace('\r', ""));
}

/// Some values of a page's view, one a line.
fn check_view(path: &str, pointers: &[&str], expected: &Expect) {
    let view = site(|site| serde_json::to_value(view(site, path)).expect("views are plain data"));
    let mut said = String::new();
    for pointer in pointers {
        let (list, keys) = pointer.split_once(' ').unwrap_or((pointer, ""));
        for item in view[list].as_array().expect(list) {
            let values: Vec<String> = keys
                .split(' ')
                .map(|key| match item.pointer(&format!("/{key}")) {
                    Some(Value::String(text)) => text.clone(),
                    Some(other) => other.to_string(),
                    None => "none".to_owned(),
                })
                .collect();
            said.push_str(&format!("{list}: {}\n", values.join(" | ")));
        }
    }
    expected.assert_eq(&said);
}

#[test]
fn an_override_of_the_area_comes_before_one_of_its_category_and_both_before_the_model() {
    check_answers(
        1,
        &expect![[r#"
        Category,Area,Payments,Why,Duo,Departs
        People,People,area by area,,area by area,no
        People,Staffing,EM,from the model Duo: from the role definition of EM,EM,no
        Delivery,Delivery,TL (the manager leads two teams) and EM (helps),this team's override,area by area,yes
        Delivery,Projects,TL (the manager leads two teams) and EM (helps),this team's override of Delivery,TL (poorly),yes
        Delivery,Sprints,"EM (accountable) and TL (does the work, runs them day by day)",this team's override,EM,yes
    "#]],
    );
}

#[test]
fn overrides_are_not_handed_down_and_the_model_is() {
    check_answers(
        0,
        &expect![[r#"
        Category,Area,Commerce,Why,Duo,Departs
        People,People,area by area,,area by area,no
        People,Staffing,EM,from the model Duo: from the role definition of EM,EM,no
        Delivery,Delivery,area by area,,area by area,no
        Delivery,Projects,EM,this team's override,TL (poorly),yes
        Delivery,Sprints,EM,from the model Duo,EM,no
    "#]],
    );
}

#[test]
fn without_a_model_a_team_falls_to_the_role_definitions() {
    check_answers(
        2,
        &expect![[r#"
        Category,Area,Loose,Why,By the role definitions,Departs
        People,People,nobody (we hire nobody this year),this team's override,area by area,yes
        People,Staffing,nobody (we hire nobody this year),this team's override of People,EM,yes
        Delivery,Delivery,nobody yet,,nobody yet,no
        Delivery,Projects,nobody yet,,nobody yet,no
        Delivery,Sprints,nobody yet,,nobody yet,no
    "#]],
    );
}

#[test]
fn a_team_shows_where_it_departs_who_decides_and_who_leads_it() {
    check_view(
        "teams/payments.html",
        &[
            "departures area/title is_category moves here/text model/text model/why",
            "rows area/title departs answer/text answer/why answer/cases/0/holders/0/people answer/cases/0/partners/0/people",
            "people chip/name names",
            "pairings pairing/first/name pairing/second/name first second",
        ],
        &expect![[r#"
            departures: Delivery | true | true | TL (the manager leads two teams) and EM (helps) | area by area | 
            departures: Sprints | false | false | EM (accountable) and TL (does the work, runs them day by day) | EM | the model says so
            rows: People | false | area by area |  | none | none
            rows: Staffing | false | EM | from the role definition of EM | ["Ada"] | none
            rows: Delivery | true | TL (the manager leads two teams) and EM (helps) | this team's override | ["Grace","Joan"] | []
            rows: Projects | true | TL (the manager leads two teams) and EM (helps) | this team's override of Delivery | ["Grace","Joan"] | []
            rows: Sprints | true | EM (accountable) and TL (does the work, runs them day by day) | this team's override | ["Ada"] | []
            people: EM | ["Ada"]
            people: TL | ["Grace","Joan"]
            pairings: EM | TL | ["Ada"] | ["Grace","Joan"]
        "#]],
    );
}

#[test]
fn all_teams_are_a_tree() {
    check_view(
        "teams/index.html",
        &[
            "teams link/title depth scope model/title model_from/title departures",
            "pairings title pairings/0/first/name pairings/0/second/name",
        ],
        &expect![[r#"
            teams: Commerce | 0 | area | Duo | none | 1
            teams: Payments | 1 | team | Duo | Commerce | 2
            teams: Loose | 0 | null | none | none | 1
            pairings: at team scope | EM | TL
            pairings: at area scope | TL | Engineering Lead
            pairings: at any scope | EM | Engineering Lead
        "#]],
    );
}

#[test]
fn areas_and_models_know_their_teams() {
    check_view(
        "areas/delivery/projects.html",
        &["teams team/title answer/text answer/why"],
        &expect![[r#"
            teams: Commerce | EM | this team's override
            teams: Payments | TL (the manager leads two teams) and EM (helps) | this team's override of Delivery
        "#]],
    );
    check_view(
        "models/duo.html",
        &["teams link/title departures"],
        &expect![[r#"
            teams: Commerce | 1
            teams: Payments | 2
        "#]],
    );
}

#[test]
fn a_pairing_that_both_say_is_one_and_no_scope_gives_way_to_one() {
    check_view(
        "roles/engineering-lead.html",
        &["pairs_with chip/name at"],
        &expect![[r#"
            pairs_with: TL | at area scope
            pairs_with: EM | null
        "#]],
    );
    check_view(
        "roles/tl.html",
        &["pairs_with chip/name at"],
        &expect![[r#"
            pairs_with: EM | at team scope
            pairs_with: Engineering Lead | at area scope
        "#]],
    );
}

#[test]
fn a_comparison_says_where_the_two_pair() {
    let phrase = |path: &str| {
        site(|site| {
            let view = serde_json::to_value(view(site, path)).expect("plain data");
            view["pairing"].as_str().expect("a phrase").to_owned()
        })
    };
    assert_eq!(
        phrase("compare/em-vs-tl.html"),
        "These two pair at: team scope."
    );
    assert_eq!(
        phrase("compare/em-vs-engineering-lead.html"),
        "These two pair."
    );
}

#[test]
fn a_long_line_of_teams_is_walked_without_recursion() {
    let mut fixture =
        "//- book.toml\n[book]\ntitle = \"Ladder\"\n//- content/models/m.md\n---\ntitle: M\n---\n"
            .to_owned();
    let count = 3_000;
    for at in 0..count {
        let above = match at {
            0 => "model: m".to_owned(),
            at => format!("parent: t{}", at - 1),
        };
        fixture.push_str(&format!(
            "//- content/teams/t{at}.md\n---\ntitle: T{at}\n{above}\n---\n"
        ));
    }
    let prepared = prepared(&SourceTree::fixture(&fixture));
    let tree = prepared.ladder.team_tree();
    assert_eq!(tree.last().map(|(_, depth)| *depth), Some(count - 1));
    assert!(
        prepared
            .ladder
            .teams
            .iter()
            .all(|team| team.follows.is_some())
    );
}
