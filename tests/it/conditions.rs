//! Conditions as data, open seats, and what teams above say: which cases of a tag hold in a team, and that every form of the site says the same
//! of it.

use std::fmt::Write as _;
use std::sync::Arc;

use expect_test::{Expect, expect};
use ladderbook::diagnostic::print::{Look, Reach, terminal};
use ladderbook::diagnostic::{self, Severity};
use ladderbook::export::team_csv;
use ladderbook::ladder::{Condition, Ladder};
use ladderbook::source::SourceTree;
use serde_json::Value;

use crate::content::facts::shipped;
use crate::tables::records;
use crate::whole::{compiled, output, prepared, text, view, with_site};

const ROLES: &str = r#"
//- book.toml
[book]
title = "Ladder"
//- content/roles/em.md
---
title: Engineering Manager
abbr: EM
weight: 1
owns: [hiring]
---
//- content/roles/tl.md
---
title: Tech Lead
abbr: TL
also: [dev lead]
weight: 2
---
//- content/roles/tlm.md
---
title: Tech Lead Manager
abbr: TLM
weight: 3
---
//- content/roles/deputy.md
---
title: Deputy
weight: 4
backs-up: [TL]
---
//- content/areas/technology/index.md
---
title: Technology
weight: 1
---
//- content/areas/technology/design.md
---
title: Design
---
//- content/areas/hiring.md
---
title: Hiring
weight: 2
---
"#;

const TEAMS: &str = r#"
//- content/models/duo.md
---
title: Duo
roles: [EM]
owners:
  technology: TL (decides alone); TL + EM (helps) when it burns; TLM (has both hats) when there is no separate TL
---
//- content/teams/a-with.md
---
title: With
model: duo
people: {TL: Grace, EM: Ada}
---
//- content/teams/b-vacant.md
---
title: Vacant
model: duo
people: {TL: Vacant, EM: Ada, Deputy: Joan}
---
//- content/teams/c-former.md
---
title: Former
model: duo
people: {TLM: Ada, TL: former}
---
//- content/teams/d-silent.md
---
title: Silent
model: duo
---
"#;

fn ladder(files: &str) -> Arc<Ladder> {
    prepared(&SourceTree::fixture(&format!("{ROLES}{files}"))).ladder
}

fn check_teams(files: &str, expected: &Expect) {
    let tree = SourceTree::fixture(&format!("{ROLES}{files}"));
    let prepared = prepared(&tree);
    let mut said = String::new();
    with_site(&prepared, |site| {
        for id in prepared.ladder.team_ids() {
            let csv = team_csv(site.desk("").phrase, id);
            for row in records(&csv) {
                let [_, area, who, why, model, departs] =
                    <[String; 6]>::try_from(row).expect("six");
                writeln!(said, "{area} | {who} | {why} | {model} | {departs}").expect("a string");
            }
        }
    });
    expected.assert_eq(&said);
}

/// What is wrong with a ladder, as the terminal shows it.
fn check_wrong(files: &str, expected: &Expect) {
    let tree = SourceTree::fixture(&format!("{ROLES}{files}"));
    let mut wrong = compiled(&tree).diagnostics;
    wrong.retain(|one| one.severity() > Severity::Note);
    diagnostic::sort(&mut wrong, &tree);
    let look = Look {
        color: false,
        width: 100,
        reach: Reach::All,
    };
    expected.assert_eq(&terminal(&wrong, &tree, "", look));
}

#[test]
fn the_people_of_a_team_decide_whether_it_has_a_role() {
    check_teams(
        TEAMS,
        &expect![[r#"
            Area | Former | Why | Duo | Departs
            Technology | TLM (has both hats) | from the model Duo, when there is no separate TL, as here | TLM (has both hats) | no
            Design | TLM (has both hats) | from the model Duo: from Technology, when there is no separate TL, as here | TLM (has both hats) | no
            Hiring | EM | from the model Duo: from the role definition of EM | EM | no
            Area | Silent | Why | Duo | Departs
            Technology | TL (decides alone); TL and EM (helps) when it burns; TLM (has both hats) when there is no separate TL | from the model Duo | TL (decides alone); TL and EM (helps) when it burns; TLM (has both hats) when there is no separate TL | no
            Design | TL (decides alone); TL and EM (helps) when it burns; TLM (has both hats) when there is no separate TL | from the model Duo: from Technology | TL (decides alone); TL and EM (helps) when it burns; TLM (has both hats) when there is no separate TL | no
            Hiring | EM | from the model Duo: from the role definition of EM | EM | no
            Area | Vacant | Why | Duo | Departs
            Technology | TL (decides alone, vacant, covered by Deputy); TL (vacant, covered by Deputy) and EM (helps) when it burns | from the model Duo | TL (decides alone, vacant, covered by Deputy); TL (vacant, covered by Deputy) and EM (helps) when it burns | no
            Design | TL (decides alone, vacant, covered by Deputy); TL (vacant, covered by Deputy) and EM (helps) when it burns | from the model Duo: from Technology | TL (decides alone, vacant, covered by Deputy); TL (vacant, covered by Deputy) and EM (helps) when it burns | no
            Hiring | EM | from the model Duo: from the role definition of EM | EM | no
            Area | With | Why | Duo | Departs
            Technology | TL (decides alone); TL and EM (helps) when it burns | from the model Duo | TL (decides alone); TL and EM (helps) when it burns | no
            Design | TL (decides alone); TL and EM (helps) when it burns | from the model Duo: from Technology | TL (decides alone); TL and EM (helps) when it burns | no
            Hiring | EM | from the model Duo: from the role definition of EM | EM | no
        "#]],
    );
}

#[test]
fn a_condition_names_its_role_in_any_words_for_it() {
    let conditions = [
        ("no TL", true),
        ("No  tech lead", true),
        ("there is no dev lead", true),
        ("there's no separate Tech Lead", true),
        ("THERE ARE NO TL", true),
        ("there is no separate the TL", true),
        ("there is no money", false),
        ("the TL is away", false),
        ("no", false),
        ("there is no", false),
        ("there no TL", false),
        ("no TL is on call this week", false),
    ];
    for (text, is_data) in conditions {
        let ladder = ladder(&format!(
            "//- content/models/m.md\n---\ntitle: M\nowners:\n  technology: TL; EM when {text}\n---\n"
        ));
        let (_, held) = &ladder.models.iter().next().expect("a model").said[0];
        let condition = held.cases[1].condition;
        assert_eq!(condition.is_some(), is_data, "{text}");
        if let Some(Condition::No(role)) = condition {
            assert_eq!(ladder.role(role).id, "tl", "{text}");
        }
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let when = held.cases[1]
            .when
            .as_deref()
            .map(|when| when.split_whitespace().collect::<Vec<_>>().join(" "));
        assert_eq!(when.as_deref(), Some(&*words), "the words stay");
    }
}

#[test]
fn a_misspelt_role_in_a_condition_is_reported_where_it_is_written() {
    check_wrong(
        "//- content/models/m.md\n---\ntitle: M\nowners:\n  technology: TL; EM when there is no separate Tech Laed\n  hiring: EM; TL when there is no budget\n---\n",
        &expect![[r#"
            error[unknown-role]: unknown role `Tech Laed`
             --> content/models/m.md:4:48
              |
            4 |   technology: TL; EM when there is no separate Tech Laed
              |                                                ^^^^^^^^^ no role has this name
              |
              = help: did you mean `Tech Lead`?
              = help: known roles: `EM`, `TL`, `TLM`, `Deputy`

        "#]],
    );
}

#[test]
fn words_for_open_seats_are_kept_for_them() {
    check_wrong(
        "//- content/teams/t.md\n---\ntitle: T\noverrides-below:\n  hiring: TL\npeople:\n  EM: {name: Vacant, seniority: 4}\n  TL: [former, Grace]\n  TLM: [vacant, Joan]\n---\n",
        &expect![[r#"
            error[bad-value]: `Vacant` cannot be the name of a person
             --> content/teams/t.md:6:14
              |
            6 |   EM: {name: Vacant, seniority: 4}
              |              ^^^^^^ kept for a seat that no one has, in capital letters too
              |
              = help: write `EM: vacant` if no one has the role; of a person write more of the name

            error[bad-value]: `TL` is `former` and more than that
             --> content/teams/t.md:7:8
              |
            7 |   TL: [former, Grace]
              |        ^^^^^^
              |
              = help: `former` alone says that the team has no such seat any more; leave it out, or everything beside it

            warning[no-effect]: no team belongs to this one
             --> content/teams/t.md:4:3
              |
            4 |   hiring: TL
              |   ^^^^^^ has no effect
              |
              = help: `overrides-below` is for the teams below a team; what the team itself does differently goes under `overrides`

        "#]],
    );
}

#[test]
fn what_a_team_says_for_those_below_is_not_about_itself() {
    check_teams(
        ABOVE,
        &expect![[r#"
        Area | Group | Why | Duo | Departs
        Technology | TL (one plan for all) | from Pillar, for the teams below it | EM | yes
        Design | TL (one plan for all) | from Pillar, for the teams below it, by way of Technology | EM | yes
        Hiring | TLM | from Pillar, for the teams below it | EM | yes
        Area | Other | Why | Duo | Departs
        Technology | TL (one plan for all) | from Pillar, for the teams below it | EM | yes
        Design | Deputy | from Group, for the teams below it | EM | yes
        Hiring | TLM | from Pillar, for the teams below it | EM | yes
        Area | Pillar | Why | Duo | Departs
        Technology | EM | from the model Duo | EM | no
        Design | EM | from the model Duo: from Technology | EM | no
        Hiring | EM | from the model Duo | EM | no
        Area | Team | Why | Duo | Departs
        Technology | TL | this team's override | EM | yes
        Design | TL | this team's override of Technology | EM | yes
        Hiring | TLM | from Pillar, for the teams below it | EM | yes
    "#]],
    );
}

const ABOVE: &str = "
//- content/models/duo.md
---
title: Duo
owners:
  technology: EM
  hiring: EM
---
//- content/teams/a-pillar.md
---
title: Pillar
model: duo
overrides-below:
  technology: TL (one plan for all)
  hiring: TLM
---
//- content/teams/b-group.md
---
title: Group
parent: a-pillar
overrides-below:
  design: Deputy
---
//- content/teams/c-team.md
---
title: Team
parent: b-group
overrides:
  technology: TL; Deputy when no TL
people: {TL: Grace}
---
//- content/teams/d-other.md
---
title: Other
parent: b-group
overrides:
  hiring: TL when there is no EM
people: {EM: Ada}
---
";

/// Holds every form of a site's teams together.
fn check_agreement(tree: &SourceTree) {
    let site = output(tree);
    let prepared = prepared(tree);
    let json: Value = serde_json::from_str(&text(&site, "api/ladder.json")).expect("JSON");
    for (id, team) in prepared
        .ladder
        .team_ids()
        .zip(json["teams"].as_array().expect("teams"))
    {
        let path = team["page"].as_str().expect("a page");
        let page = with_site(&prepared, |site| {
            serde_json::to_value(view(site, path)).expect("plain data")
        });
        let csv = with_site(&prepared, |site| {
            records(&team_csv(site.desk("").phrase, id))
        });
        let rows = page["rows"].as_array().expect("rows");
        let answers = team["answers"].as_array().expect("answers");
        assert_eq!([rows.len(), answers.len()], [csv.len() - 1; 2]);
        for ((row, answer), record) in rows.iter().zip(answers).zip(&csv[1..]) {
            let at = format!("{} in {path}", row["id"]);
            let (shown, why) = (
                &row["answer"]["text"],
                row["answer"]["why"].as_str().expect("a text"),
            );
            assert_eq!(*shown, answer["text"], "{at}");
            assert_eq!(shown.as_str(), Some(&*record[2]), "{at}");
            let reason = answer["reason"]["text"].as_str().expect("a text");
            assert_eq!(reason, record[3], "{at}");
            assert!(
                reason.contains(why)
                    || why == "the model says so"
                    || why.starts_with("the model says so,"),
                "{at}: {reason} or {why}"
            );
            for said in answer["cases"].as_array().expect("cases") {
                let no = &said["condition"]["no"];
                let people = team["people"].as_array().expect("people");
                assert!(
                    no.is_null() || people.iter().all(|person| person["role"] != *no),
                    "{at}: {said}"
                );
            }
        }
        for departure in page["departures"].as_array().expect("departures") {
            let of = |row: &&Value| row["area"] == departure["area"];
            let row = rows.iter().find(of).expect("a row for each departure");
            assert_eq!(row["answer"], departure["here"], "{path}");
        }
    }
}

#[test]
fn every_form_of_a_team_says_the_same() {
    check_agreement(&SourceTree::fixture(&format!("{ROLES}{TEAMS}")));
    check_agreement(&SourceTree::fixture(&format!("{ROLES}{ABOVE}")));
}

#[test]
fn every_form_of_our_own_teams_says_the_same() {
    check_agreement(&shipped());
}

const PARTS: &str = r#"
//- content/roles/pm.md
---
title: Product Manager
abbr: PM
weight: 5
owns: [design]
takes-part: [technology: consulted]
---
//- content/roles/qa.md
---
title: Quality Lead
abbr: QA
weight: 6
takes-part: [technology: helps, design: does]
---
//- content/roles/coach.md
---
title: Coach
weight: 7
takes-part: [technology: consulted]
---
//- content/areas/technology/code.md
---
title: Code
---
//- content/areas/office.md
---
title: Office
weight: 3
---
//- content/models/a.md
---
title: A
roles: [Coach]
owners:
  hiring: nobody (frozen)
---
//- content/models/b.md
---
title: B
roles: [Coach]
inherit: false
owners:
  office: nobody (the landlord)
  code: EM (helps)
---
"#;

#[test]
fn taking_part_goes_down_to_areas_that_say_nothing_of_the_role() {
    let ladder = ladder(PARTS);
    let mut said = String::new();
    for area in ladder.area_ids() {
        write!(said, "{}:", ladder.area(area).id).expect("a string");
        for partner in ladder.partners(area) {
            let from = partner.from.map_or("", |from| &ladder.area(from).id);
            let role = ladder.role(partner.role).short();
            write!(
                said,
                " {role} {} {from};",
                partner.relations.names().collect::<Vec<_>>().join(", ")
            )
            .expect("a string");
        }
        for model in ladder.model_ids() {
            let answer = ladder.answer(model, area);
            let partners = ladder.partners_under(model, area, &answer);
            write!(said, " {} under {}", partners.len(), ladder.model(model).id).expect("a string");
        }
        said.push('\n');
    }
    expect![[r#"
        technology: PM consulted ; QA helps ; Coach consulted ; 1 under a 0 under b
        code: PM consulted technology; QA helps technology; Coach consulted technology; 1 under a 0 under b
        design: QA does ; Coach consulted technology; 1 under a 0 under b
        hiring: 0 under a 0 under b
        office: 0 under a 0 under b
    "#]].assert_eq(&said);
}

#[test]
fn areas_that_no_role_owns_anywhere_are_listed() {
    let tree = SourceTree::fixture(&format!("{ROLES}{PARTS}"));
    let site = output(&tree);
    expect![[r#"
        Category,Area,By default
        Technology,Code,nobody yet
        Technology,Design,PM
        Hiring,Hiring,EM
        Office,Office,nobody yet
    "#]]
    .assert_eq(&text(&site, "areas/without-owner.csv").replace('\r', ""));
    let json: Value = serde_json::from_str(&text(&site, "api/ladder.json")).expect("JSON");
    let areas = json["areas"].as_array().expect("areas").iter();
    let ownerless = areas.filter(|area| area["ownerless"] == true);
    let ids: Vec<&str> = ownerless.filter_map(|area| area["id"].as_str()).collect();
    let page = with_site(&prepared(&tree), |site| {
        serde_json::to_value(view(site, "areas/index.html")).expect("plain data")
    });
    let rows = page["ownerless"].as_array().expect("rows");
    assert_eq!(rows.len(), ids.len());
    assert_eq!(ids, ["code", "design", "hiring", "office"]);
}

#[test]
fn departures_of_all_teams_and_what_roles_hold_in_them_are_lists() {
    let tree = SourceTree::fixture(&format!("{ROLES}{ABOVE}"));
    let site = output(&tree);
    let departures = text(&site, "teams/index.csv").replace('\r', "");
    expect![[r#"
        Team,Category,Area,Who,Why,By the model,Changes hands
        Group,Technology,Technology,TL (one plan for all),"from Pillar, for the teams below it",EM,yes
        Group,Hiring,Hiring,TLM,"from Pillar, for the teams below it",EM,yes
        Other,Technology,Technology,TL (one plan for all),"from Pillar, for the teams below it",EM,yes
        Other,Technology,Design,Deputy,"from Group, for the teams below it",EM,yes
        Other,Hiring,Hiring,TLM,"from Pillar, for the teams below it",EM,yes
        Team,Technology,Technology,TL,this team's override,EM,yes
        Team,Hiring,Hiring,TLM,"from Pillar, for the teams below it",EM,yes
    "#]].assert_eq(&departures);
    let in_teams = text(&site, "roles/in-teams.csv").replace('\r', "");
    expect![[r#"
        Role,Team,Category,Area,Part,Under the condition,Who,Why
        Engineering Manager,Pillar,Technology,Technology,answers for it,,EM,from the model Duo
        Engineering Manager,Pillar,Hiring,Hiring,answers for it,,EM,from the model Duo
        Tech Lead,Group,Technology,Technology,answers for it,,TL (one plan for all),"from Pillar, for the teams below it"
        Tech Lead,Other,Technology,Technology,answers for it,,TL (one plan for all),"from Pillar, for the teams below it"
        Tech Lead,Team,Technology,Technology,answers for it,,TL,this team's override
        Tech Lead Manager,Group,Hiring,Hiring,answers for it,,TLM,"from Pillar, for the teams below it"
        Tech Lead Manager,Other,Hiring,Hiring,answers for it,,TLM,"from Pillar, for the teams below it"
        Tech Lead Manager,Team,Hiring,Hiring,answers for it,,TLM,"from Pillar, for the teams below it"
        Deputy,Other,Technology,Design,answers for it,,Deputy,"from Group, for the teams below it"
    "#]].assert_eq(&in_teams);
}

/// Holds the lists of all teams against what each team says.
fn check_lists(tree: &SourceTree) {
    let site = output(tree);
    let prepared = prepared(tree);
    let json: Value = serde_json::from_str(&text(&site, "api/ladder.json")).expect("JSON");
    let view_of = |path: &str| {
        with_site(&prepared, |site| {
            serde_json::to_value(view(site, path)).expect("plain data")
        })
    };
    let list = |value: &Value| value.as_array().expect("a list").clone();
    let all = list(&view_of("teams/index.html")["departures"]);
    let mut told = 0;
    for team in list(&json["teams"]) {
        let page = view_of(team["page"].as_str().expect("a page"));
        let departures = list(&page["departures"]);
        assert_eq!(departures.len(), list(&team["departures"]).len());
        let listed = all
            .iter()
            .filter(|row| row["team"]["title"] == team["title"]);
        let listed: Vec<&Value> = listed.map(|row| &row["departure"]).collect();
        assert_eq!(listed.len(), departures.len());
        told += departures.len();
        for (here, there) in departures.iter().zip(&listed) {
            assert_eq!(here["here"]["text"], there["here"]["text"]);
            assert_eq!(
                here["here"]["cases"].as_array().map(Vec::len),
                there["here"]["cases"].as_array().map(Vec::len)
            );
        }
    }
    assert_eq!(told, all.len());
    let csv = text(&site, "teams/index.csv");
    assert_eq!(records(&csv).len() - 1, told);
    let mut rows = 0;
    for role in list(&json["roles"]) {
        let page = view_of(role["page"].as_str().expect("a page"));
        let shown: usize = list(&page["teams"])
            .iter()
            .map(|team| list(&team["areas"]).len())
            .sum();
        assert_eq!(shown, list(&role["inTeams"]).len(), "{}", role["id"]);
        rows += shown;
    }
    assert_eq!(records(&text(&site, "roles/in-teams.csv")).len() - 1, rows);
}

#[test]
fn lists_of_all_teams_say_what_each_team_says() {
    check_lists(&SourceTree::fixture(&format!("{ROLES}{ABOVE}")));
    check_lists(&SourceTree::fixture(&format!("{ROLES}{TEAMS}")));
    check_lists(&shipped());
}
