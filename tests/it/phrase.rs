//! Answers in words, from a ladder and words alone: no theme, no address, no page.

use std::fmt::Write;
use std::sync::Arc;

use expect_test::{Expect, expect};
use ladderbook::diagnostic::{Diagnostic, Severity};
use ladderbook::document;
use ladderbook::document::limits::Limits;
use ladderbook::ladder::links::Assets;
use ladderbook::ladder::{self, Ladder, Scopes};
use ladderbook::phrase::Phrase;
use ladderbook::source::SourceTree;
use ladderbook::words::Words;

const LADDER: &str = r#"
//- content/roles/em.md
---
title: Engineering Manager
abbr: EM
owns: [hiring]
---
//- content/roles/tl.md
---
title: Tech Lead
abbr: TL
---
//- content/areas/people/index.md
---
title: People
---
//- content/areas/people/hiring.md
---
title: Hiring
---
//- content/areas/people/growth.md
---
title: Growth
---
//- content/areas/delivery.md
---
title: Delivery
---
//- content/areas/quality.md
---
title: Quality
---
//- content/areas/strategy.md
---
title: Strategy
---
//- content/models/scrum.md
---
title: Scrum
roles: [em, tl]
owners:
  People: EM + TL (helps, 20%)
  Growth: EM (poorly, nobody asked) or TL; TL when the EM is away
  Quality: nobody
  Strategy: shared
---
//- content/teams/blue.md
---
title: Blue
model: scrum
overrides:
  Growth: TL
---
"#;

/// A language that no theme has: whatever stands in an answer is from here or from the ladder.
const WORDS: &[(&str, &str)] = &[
    ("answer_nobody", "personne"),
    ("answer_shared", "plusieurs"),
    ("answer_gap", "encore personne"),
    ("answer_by_area", "selon"),
    ("join_all", " et "),
    ("join_any", " ou "),
    ("when", "si {condition}"),
    ("quality_poorly", "mal"),
    ("relation_helps", "aide"),
    ("why_model", "le modèle"),
    ("why_ancestor", "de {area}"),
    ("why_definitions", "du rôle de {roles}"),
    ("why_override", "l'équipe"),
    ("why_followed", "du modèle {model}"),
    ("why_followed_as", "du modèle {model} : {why}"),
];

fn ladder() -> Ladder {
    let tree = SourceTree::fixture(LADDER);
    let files = tree.below("content");
    let documents: Vec<_> = files
        .map(|file| Arc::new(document::parse(file, &Limits::default())))
        .collect();
    let said: Vec<_> = documents
        .iter()
        .flat_map(|document| &document.diagnostics)
        .collect();
    assert_eq!(said, Vec::<&Diagnostic>::new());
    let resolved = ladder::resolve(&documents, &Assets::default(), &Scopes::default(), None);
    assert!(!resolved.has(Severity::Error), "{:?}", resolved.diagnostics);
    resolved.value
}

/// What is said of every area, under the only model and in the only team.
fn said(phrase: Phrase<'_>) -> String {
    let ladder = phrase.ladder;
    let (model, team) = (ladder.model_ids().next(), ladder.team_ids().next());
    let (model, team) = model.zip(team).expect("the ladder has one of each");
    let mut said = String::new();
    for area in ladder.area_ids() {
        let title = &ladder.area(area).title;
        for answer in [ladder.answer(model, area), ladder.team_answer(team, area)] {
            let (who, why) = (phrase.answer(&answer), phrase.reason(&answer.reason));
            let _ = writeln!(said, "{title}: {who} [{why}]");
        }
    }
    said
}

fn check(words: &[(&str, &str)], expected: &Expect) {
    let ladder = ladder();
    let words = words.iter().map(|(key, word)| (*key, *word));
    let words = Words::new(words.map(|(key, word)| (key.to_owned(), word.to_owned())));
    expected.assert_eq(&said(Phrase {
        ladder: &ladder,
        words: &words,
    }));
}

#[test]
fn answers_are_worded_from_a_ladder_and_words_alone() {
    check(
        WORDS,
        &expect![[r#"
            Delivery: encore personne []
            Delivery: encore personne []
            People: EM et TL (aide, 20%) [le modèle]
            People: EM et TL (aide, 20%) [du modèle Scrum]
            Growth: EM (mal, nobody asked) ou TL; TL si the EM is away [le modèle]
            Growth: TL [l'équipe]
            Hiring: EM et TL (aide, 20%) [de People]
            Hiring: EM et TL (aide, 20%) [du modèle Scrum : de People]
            Quality: personne [le modèle]
            Quality: personne [du modèle Scrum]
            Strategy: plusieurs [le modèle]
            Strategy: plusieurs [du modèle Scrum]
        "#]],
    );
}

#[test]
fn a_word_that_is_missing_shows_its_key() {
    check(
        &[],
        &expect![[r#"
            Delivery: answer_gap []
            Delivery: answer_gap []
            People: EMjoin_allTL (relation_helps, 20%) [why_model]
            People: EMjoin_allTL (relation_helps, 20%) [why_followed]
            Growth: EM (quality_poorly, nobody asked)join_anyTL; TL when [why_model]
            Growth: TL [why_override]
            Hiring: EMjoin_allTL (relation_helps, 20%) [why_ancestor]
            Hiring: EMjoin_allTL (relation_helps, 20%) [why_followed_as]
            Quality: answer_nobody [why_model]
            Quality: answer_nobody [why_followed]
            Strategy: answer_shared [why_model]
            Strategy: answer_shared [why_followed]
        "#]],
    );
}
