//! The whole ladder as data, `api/ladder.json`, and the list of all pages, `api/pages.json`.
//!
//! The keys are promised by `ladder.schema.json`; every key is always there, `null` or an empty
//! list where there is nothing to say. Texts are exact. Values of one line each, so that two
//! revisions of a ladder can be compared line by line.

#![expect(
    non_camel_case_types,
    reason = "in `object!` the type of a field is called as the field is"
)]

/// An object of JSON, by its keys and values: a struct that is named, filled in and written at one
/// place. Keys are written in camel case; what serde can say of a field can be said of each.
macro_rules! object {
    ($( $(#[$attribute:meta])* $key:ident: $value:expr ),* $(,)?) => {{
        #[derive(serde::Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Object<$($key),*> { $( $(#[$attribute])* $key: $key ),* }
        Object { $( $key: $value ),* }
    }};
}

mod answer;
mod assessments;
mod references;
mod teams;
mod things;
mod tracks;
mod write;

use serde::Serialize;

use super::meta::meta;
use super::rows::{Row, rows};
use crate::kinds::kinds;
use crate::ladder::changes::{Drift, Fate, Tally};
use crate::ladder::pairs::Pair;
use crate::ladder::{List, ModelId, Subject};
use crate::page::Desk;
use crate::page::kind::kind_of;
use crate::plan::route::{Extra, Page};
use assessments::assessment;
use references::{model_id, role_id};
use teams::{pairing, team};
use things::{area, guide, model, role, source};
use tracks::{axis, track};

/// Counts up when a key goes or changes its meaning; a new key does not count.
const FORMAT: u32 = 2;

/// Areas times models: over this the answers are left to what each model says itself.
const ANSWERS: usize = 200_000;

/// Areas times teams: over this the answers are left to what each team says itself.
const TEAM_ANSWERS: usize = 200_000;

/// Pairs times areas: over this the rows of generated comparisons are left to what each role's
/// definition says.
const ROWS: usize = 1_000_000;

/// The schema of `api/ladder.json`, a JSON Schema of 2020-12. A hand-written file: it is a promise
/// to those who read the JSON, and a generated one would follow every slip of the code.
pub const fn ladder_schema() -> &'static str {
    include_str!("ladder.schema.json")
}

pub fn ladder_json(desk: &Desk<'_>) -> String {
    let ladder = desk.ladder;
    let pairs = &desk.plan.shown.pairs.roles;
    let are_within = |one: usize, other: usize, limit| one.saturating_mul(other) <= limit;
    let areas = ladder.areas.len();
    let has_answers = are_within(areas, ladder.models.len(), ANSWERS);
    let has_team_answers = are_within(areas, ladder.teams.len(), TEAM_ANSWERS);
    let has_rows = are_within(areas, pairs.len(), ROWS);
    let left_out = [
        (has_answers, "answers"),
        (has_team_answers, "team-answers"),
        (has_rows, "rows"),
    ];
    let left_out = left_out.into_iter().filter(|(has, _)| !has);
    // The rows borrow from what they are compared by.
    let comparisons: Vec<_> = pairs
        .iter()
        .map(|pair| {
            let (left, right) = desk.plan.sides(pair.first, pair.second);
            let has_rows = has_rows || pair.file.is_some();
            has_rows.then(|| ladder.compare(left, right, pair.file))
        })
        .collect();
    let comparisons = pairs.iter().zip(&comparisons).map(|(pair, comparison)| {
        let rows = comparison.as_ref().map(|one| rows(desk, one, *pair));
        role_pair(desk, *pair, rows.unwrap_or_default())
    });
    let guides = desk
        .plan
        .pages
        .iter()
        .filter_map(|placed| match placed.page {
            Page::Subject(Subject::Page(id)) => Some(guide(desk, id)),
            _ => None,
        });
    let whole = object! {
        #[serde(rename = "$schema")]
        schema: "ladder.schema.json",
        format: FORMAT,
        title: &desk.config.book.title.value,
        language: &desk.config.book.language,
        address: desk.config.address(),
        // What was left out to keep a very large ladder in bounds.
        left_out: left_out.map(|(_, name)| name).collect::<Vec<_>>(),
        scopes: ladder.scopes.iter().map(String::as_str).collect::<Vec<_>>(),
        roles: list(ladder.role_ids(), |id| role(desk, id)),
        pairings: list(&ladder.pairings, |one| pairing(desk, one)),
        areas: list(ladder.area_ids(), |id| area(desk, id)),
        models: list(ladder.model_ids(), |id| model(desk, id, has_answers)),
        comparisons: comparisons.collect::<Vec<_>>(),
        model_comparisons: list(desk.plan.ways.pairs.iter(), |pair| model_pair(desk, *pair)),
        axes: list(ladder.axis_ids(), |id| axis(desk, id)),
        tracks: list(ladder.track_ids(), |id| track(desk, id)),
        teams: list(ladder.team_ids(), |id| team(desk, id, has_team_answers)),
        assessments: list(List::ids(&ladder.assessments), |id| assessment(desk, id)),
        sources: list(List::ids(&ladder.sources), |id| source(desk, id)),
        guides: guides.collect::<Vec<_>>(),
    };
    // A kind of content that has no list in the file, or none that the schema promises, does not compile.
    macro_rules! listed {
        ($( $section:ident { $(
            $(#[doc = $doc:literal])+
            $kind:ident $one:ident $several:ident $text:ident $id:ident $folder:literal $a:literal;
        )+ } )+) => { $($(
            let _ = &whole.$several;
            const _: () = assert!(is_promised(stringify!($several)), "ladder.schema.json has no such list");
        )+)+ };
    }
    kinds!(listed);
    write::pretty(&whole)
}

/// Whether the schema has a property of this name.
const fn is_promised(name: &str) -> bool {
    let (schema, name) = (ladder_schema().as_bytes(), name.as_bytes());
    let mut start = 0;
    while start + name.len() + 4 < schema.len() {
        let (_, from) = schema.split_at(start);
        let mut at = 0;
        while at < name.len() && from[at + 1] == name[at] {
            at += 1;
        }
        if from[0] == b'"' && at == name.len() && from[at + 1] == b'"' && from[at + 2] == b':' {
            return true;
        }
        start += 1;
    }
    false
}

/// What `make` makes of each.
fn list<I: IntoIterator, T>(all: I, make: impl FnMut(I::Item) -> T) -> Vec<T> {
    all.into_iter().map(make).collect()
}

fn role_pair<'a>(desk: &Desk<'a>, pair: Pair, rows: Vec<Row<'a>>) -> impl Serialize + use<'a> {
    let (left, right) = desk.plan.sides(pair.first, pair.second);
    let page = Page::RolePair(pair.first, pair.second);
    let csv = Extra::RolePairCsv(pair.first, pair.second);
    object! {
        left: role_id(desk, left),
        right: role_id(desk, right),
        #[serde(flatten)]
        meta: meta(desk, page, desk.plan.document_of(page)),
        csv: desk.plan.routes.extra(&csv),
        rows: rows,
    }
}

fn model_pair<'a>(
    desk: &Desk<'a>,
    (before, after): (ModelId, ModelId),
) -> impl Serialize + use<'a> {
    let routes = &desk.plan.routes;
    let ways = [(before, after), (after, before)];
    object! {
        before: model_id(desk, before),
        after: model_id(desk, after),
        title: desk.title(Page::ModelPair(before, after)),
        // There, and back.
        pages: ways.map(|(from, to)| routes.path(Page::ModelPair(from, to))),
        csvs: ways.map(|(from, to)| routes.extra(&Extra::ModelPairCsv(from, to))),
        tallies: ways.map(|(from, to)| tally(desk, from, to)),
    }
}

/// How many leaf areas have each fate.
fn tally(desk: &Desk<'_>, before: ModelId, after: ModelId) -> impl Serialize + use<> {
    let tally = Tally::of(&desk.ladder.changes(before, after));
    object! {
        moves: tally.with_fate(Fate::Moves),
        #[serde(rename = "shared-now")]
        shared_now: tally.with_fate(Fate::SharedNow),
        #[serde(rename = "alone-now")]
        alone_now: tally.with_fate(Fate::AloneNow),
        #[serde(rename = "first-said")]
        first_said: tally.with_fate(Fate::FirstSaid),
        stays: tally.with_fate(Fate::Stays),
        #[serde(rename = "no-longer-said")]
        no_longer_said: tally.with_fate(Fate::NoLongerSaid),
        #[serde(rename = "said-by-neither")]
        said_by_neither: tally.with_fate(Fate::SaidByNeither),
        better: tally.drifting(Drift::Better),
        worse: tally.drifting(Drift::Worse),
    }
}

/// Every page with who looks after it, for those who watch over many.
pub fn pages_json(desk: &Desk<'_>) -> String {
    let entries = desk.plan.pages.iter().map(|placed| {
        let document = desk.plan.document_of(placed.page);
        let change = document.and_then(|id| desk.plan.change_of(id));
        let about = meta(desk, placed.page, document);
        object! {
            path: placed.path.clone(),
            kind: kind_of(placed.page),
            title: about.title,
            owner: about.owner,
            review_by: about.review_by,
            // The day of the last change of the file, as git has it, and how many people had a
            // hand in it.
            updated: change.map(|(date, _)| date.to_string()),
            people: change.map(|(_, people)| people),
            file: about.file,
        }
    });
    write::pretty(&object! {
        format: FORMAT,
        // The commit that the site was made from, and the day of the newest change of the content.
        commit: desk.plan.commit(),
        updated: desk.plan.newest_change().map(|date| date.to_string()),
        pages: entries.collect::<Vec<_>>(),
    })
}
