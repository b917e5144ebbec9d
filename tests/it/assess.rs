//! Assessments and practices: what their files say, whom they are about, and what their pages show, to the letter.

use expect_test::{Expect, expect};
use ladderbook::document::front_matter::assessment::Form;
use ladderbook::page::Site;
use ladderbook::source::SourceTree;
use serde_json::Value;

use crate::whole::{self, output, pages, prepared, with_site};

const LADDER: &str = r#"
//- book.toml
[book]
title = "Ladder"
//- content/roles/tech-lead.md
---
title: Tech Lead
abbr: TL
weight: 1
---
//- content/roles/engineering-manager.md
---
title: Engineering Manager
abbr: EM
weight: 2
---
//- content/models/tech-lead.md
---
title: Tech lead
inherit: false
roles: [TL]
---
//- content/assessments/fit.md
---
title: Is it for you?
weight: 1
for: [TL, models/tech-lead, EM, tl]
checklist:
  items: ["You like **both**.", "You <ask> for [[EM]].", Third, Fourth, Fifth]
  threshold: half
  reached: "Read [on](../guides/talk.md)."
  below: Wait.
---
Ask somebody else.
//- content/assessments/pair.md
---
title: How is your pair?
weight: 2
for: [EM]
questions:
  - ask: Do you talk?
    about: Talks
    window: the last 6 months
    help: [Often?, Openly?]
  - ask: Do you trust?
    low: not at all
    high: "blindly & always"
  - ask: Do you *laugh*?
scale: {from: 1, to: 4, low: never, high: always, better: high}
results:
  - {up-to: 1.5, means: Start.}
  - {up-to: 1.6, means: Odd.}
  - {up-to: 4, means: Go on.}
---
//- content/assessments/bare.md
---
title: Bare
questions:
  - ask: Once?
scale: {from: 0, to: 1, low: no, high: yes}
---
//- content/guides/talk.md
---
title: Talk
description: With everybody.
weight: 2
practice-of: [EM, Tech Lead, EM]
cadence:
  - {what: "*Each* person", how-often: at least weekly}
  - {how-often: every "five" weeks}
---
Talk.
//- content/guides/rest.md
---
title: Rest
weight: 1
practice-of: EM
---
Rest.
//- content/guides/often.md
---
title: Often
cadence:
  - how-often: daily
---
Nobody's.
"#;

fn tree() -> SourceTree {
    SourceTree::fixture(LADDER)
}

/// What the page at a path shows, some of its fields.
fn view(site: &Site, path: &str, fields: &[&str]) -> String {
    let view = whole::view(site, path);
    let view = serde_json::to_value(&view).expect("views are data");
    let mut out = String::new();
    for field in fields {
        let value = &view[*field];
        assert!(!value.is_null(), "{path} has no {field}");
        match value {
            Value::Array(items) => {
                out += &format!("{field}\n");
                for item in items {
                    out += &format!("  {item}\n");
                }
            }
            value => out += &format!("{field} {value}\n"),
        }
    }
    out
}

fn check(path: &str, fields: &[&str], expected: &Expect) {
    let shown = with_site(&prepared(&tree()), |site| view(site, path, fields));
    expected.assert_eq(&shown);
}

#[test]
fn what_the_files_say() {
    let prepared = prepared(&tree());
    let mut said = String::new();
    for assessment in &prepared.ladder.assessments {
        said += &format!("{}: ", assessment.id);
        said += &match assessment.form.as_ref().expect("it has a form") {
            Form::Checklist(list) => format!(
                "{} of {} items, {:?} or {:?}\n",
                list.threshold,
                list.items.len(),
                list.reached.value,
                list.below.as_ref().map(|below| below.value.as_str()),
            ),
            Form::Questions(form) => {
                let (scale, questions) = (&form.scale, form.questions.iter());
                let asked: Vec<&str> = questions.map(|one| one.ask.value.as_str()).collect();
                let results = form.results.iter();
                let results: Vec<String> = results.map(|one| one.up_to.to_string()).collect();
                format!(
                    "{asked:?} from {} ({}) to {} ({}), {:?} is better; {results:?}\n",
                    scale.from, scale.low.value, scale.to, scale.high.value, scale.better,
                )
            }
        };
    }
    expect![[r#"
        fit: 3 of 5 items, "Read [on](../guides/talk.md)." or Some("Wait.")
        pair: ["Do you talk?", "Do you trust?", "Do you *laugh*?"] from 1 (never) to 4 (always), Some(High) is better; ["1.5", "1.6", "4"]
        bare: ["Once?"] from 0 (no) to 1 (yes), None is better; []
    "#]].assert_eq(&said);
}

#[test]
fn whom_they_are_about() {
    let ladder = prepared(&tree()).ladder;
    let mut said = String::new();
    for assessment in &ladder.assessments {
        let roles = assessment.roles.iter().map(|id| ladder.role(*id).short());
        let models = assessment.models.iter().map(|id| &*ladder.model(*id).title);
        let about: Vec<&str> = roles.chain(models).collect();
        said += &format!("{}: {}\n", assessment.id, about.join(", "));
    }
    for practice in ladder.practices.values() {
        let roles = practice.roles.iter().map(|id| ladder.role(*id).short());
        let roles: Vec<&str> = roles.collect();
        let guide = &ladder.document(practice.document).id;
        said += &format!("{guide}: {}\n", roles.join(", "));
    }
    expect![[r#"
        fit: TL, EM, Tech lead
        pair: EM
        bare: 
        guides/often: 
        guides/rest: EM
        guides/talk: EM, TL
    "#]]
    .assert_eq(&said);
}

#[test]
fn the_page_of_a_checklist() {
    let fields = ["form", "size", "how", "roles", "models", "items", "results"];
    check(
        "assessments/fit.html",
        &fields,
        &expect![[r#"
            form "checklist"
            size "Items to tick: 5"
            how "Tick what is true."
            roles
              {"name":"TL","title":"Tech Lead","url":"../roles/tech-lead.html","hue":"olive","id":"tech-lead"}
              {"name":"EM","title":"Engineering Manager","url":"../roles/engineering-manager.html","hue":"crimson","id":"engineering-manager"}
            models
              {"title":"Tech lead","url":"../models/tech-lead.html"}
            items
              "You like <strong>both</strong>."
              "You  for <a href=\"../roles/engineering-manager.html\">Engineering Manager</a>."
              "Third"
              "Fourth"
              "Fifth"
            results
              {"range":"3 or more of 5","least":3,"up_to":null,"means":"Read <a href=\"../guides/talk.html\">on</a>."}
              {"range":"Fewer than 3 of 5","least":0,"up_to":null,"means":"Wait."}
        "#]],
    );
}

#[test]
fn the_page_of_questions() {
    let fields = ["form", "size", "how", "questions", "results"];
    check(
        "assessments/pair.html",
        &fields,
        &expect![[r#"
            form "questions"
            size "Questions: 3, answered from 1 to 4"
            how "Answer each question with a number from 1 to 4. Only the two ends are described; what lies between is yours to judge. Higher is better."
            questions
              {"about":"Talks","ask":"Do you talk?","window":"Look back over the last 6 months.","help":["Often?","Openly?"],"points":[1,2,3,4],"low":"never","high":"always"}
              {"about":null,"ask":"Do you trust?","window":null,"help":[],"points":[1,2,3,4],"low":"not at all","high":"blindly & always"}
              {"about":null,"ask":"Do you <em>laugh</em>?","window":null,"help":[],"points":[1,2,3,4],"low":"never","high":"always"}
            results
              {"range":"Average up to 1.5 (a sum of 3 to 4)","least":null,"up_to":150,"means":"Start."}
              {"range":"Average above 1.5, up to 1.6","least":null,"up_to":160,"means":"Odd."}
              {"range":"Average above 1.6, up to 4 (a sum of 5 to 12)","least":null,"up_to":400,"means":"Go on."}
        "#]],
    );
}

#[test]
fn the_smallest_page_of_questions() {
    let fields = ["form", "size", "how", "roles", "questions", "results"];
    check(
        "assessments/bare.html",
        &fields,
        &expect![[r#"
            form "questions"
            size "Questions: 1, answered from 0 to 1"
            how "Answer each question with a number from 0 to 1. Only the two ends are described; what lies between is yours to judge."
            roles
            questions
              {"about":null,"ask":"Once?","window":null,"help":[],"points":[0,1],"low":"no","high":"yes"}
            results
        "#]],
    );
}

#[test]
fn all_assessments() {
    check(
        "assessments/index.html",
        &["assessments"],
        &expect![[r#"
            assessments
              {"link":{"title":"Is it for you?","url":"fit.html"},"description":null,"size":"Items to tick: 5","roles":[{"name":"TL","title":"Tech Lead","url":"../roles/tech-lead.html","hue":"olive","id":"tech-lead"},{"name":"EM","title":"Engineering Manager","url":"../roles/engineering-manager.html","hue":"crimson","id":"engineering-manager"}],"models":[{"title":"Tech lead","url":"../models/tech-lead.html"}]}
              {"link":{"title":"How is your pair?","url":"pair.html"},"description":null,"size":"Questions: 3, answered from 1 to 4","roles":[{"name":"EM","title":"Engineering Manager","url":"../roles/engineering-manager.html","hue":"crimson","id":"engineering-manager"}],"models":[]}
              {"link":{"title":"Bare","url":"bare.html"},"description":null,"size":"Questions: 1, answered from 0 to 1","roles":[],"models":[]}
        "#]],
    );
}

#[test]
fn roles_and_models_list_what_is_about_them() {
    let fields = ["practices", "about"];
    check(
        "roles/engineering-manager.html",
        &fields,
        &expect![[r#"
            practices
              {"link":{"title":"Rest","url":"../guides/rest.html"},"description":null,"cadence":[]}
              {"link":{"title":"Talk","url":"../guides/talk.html"},"description":"With everybody.","cadence":[{"what":"<em>Each</em> person","how_often":"at least weekly"},{"what":null,"how_often":"every \"five\" weeks"}]}
            about
              {"id":"assessments","title":"Assessments","items":[{"link":{"title":"Is it for you?","url":"../assessments/fit.html"},"description":null},{"link":{"title":"How is your pair?","url":"../assessments/pair.html"},"description":null}]}
        "#]],
    );
    check(
        "roles/tech-lead.html",
        &fields,
        &expect![[r#"
            practices
              {"link":{"title":"Talk","url":"../guides/talk.html"},"description":"With everybody.","cadence":[{"what":"<em>Each</em> person","how_often":"at least weekly"},{"what":null,"how_often":"every \"five\" weeks"}]}
            about
              {"id":"assessments","title":"Assessments","items":[{"link":{"title":"Is it for you?","url":"../assessments/fit.html"},"description":null}]}
        "#]],
    );
    check(
        "models/tech-lead.html",
        &["about"],
        &expect![[r#"
            about
              {"id":"assessments","title":"Assessments","items":[{"link":{"title":"Is it for you?","url":"../assessments/fit.html"},"description":null}]}
        "#]],
    );
}

#[test]
fn the_page_of_a_practice() {
    let fields = ["practice_of", "cadence"];
    check(
        "guides/talk.html",
        &fields,
        &expect![[r#"
        practice_of
          {"name":"EM","title":"Engineering Manager","url":"../roles/engineering-manager.html","hue":"crimson","id":"engineering-manager"}
          {"name":"TL","title":"Tech Lead","url":"../roles/tech-lead.html","hue":"olive","id":"tech-lead"}
        cadence
          {"what":"<em>Each</em> person","how_often":"at least weekly"}
          {"what":null,"how_often":"every \"five\" weeks"}
    "#]],
    );
    check(
        "guides/rest.html",
        &fields,
        &expect![[r#"
        practice_of
          {"name":"EM","title":"Engineering Manager","url":"../roles/engineering-manager.html","hue":"crimson","id":"engineering-manager"}
        cadence
    "#]],
    );
    check(
        "guides/often.html",
        &fields,
        &expect![[r#"
        practice_of
        cadence
          {"what":null,"how_often":"daily"}
    "#]],
    );
}

/// Other pages have nothing to count, and load no script for it.
#[test]
fn only_the_sheet_loads_its_script() {
    let output = output(&tree());
    let found: Vec<&str> = pages(&output)
        .filter(|(_, page)| page.contains("assess.js"))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(
        found,
        [
            "assessments/fit.html",
            "assessments/pair.html",
            "assessments/bare.html"
        ]
    );
}
