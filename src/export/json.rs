//! The whole ladder as data, `api/ladder.json`, and the list of all pages, `api/pages.json`.
//!
//! The keys are promised by `ladder.schema.json`; every key is always there, `null` or an empty
//! list where there is nothing to say. Texts are exact. Values of one line each, so that two
//! revisions of a ladder can be compared line by line.

mod answer;
mod assessments;
mod references;
mod teams;
mod things;
mod tracks;
mod write;

use serde::Serialize;

use super::meta::{Meta, meta};
use super::rows::{Row, rows};
use crate::ladder::pairs::Pair;
use crate::ladder::{AssessmentId, SourceId, Subject};
use crate::page::Desk;
use crate::page::kind::kind_of;
use crate::plan::route::{Extra, Page};
use assessments::Assessment;
use teams::{Pairing, Team};
use things::{Area, Guide, Model, Role, Source};
use tracks::{Axis, Track};

/// Counts up when a key goes or changes its meaning; a new key does not count.
const FORMAT: u32 = 1;

/// Areas times models: over this the answers are left to what each model says itself.
const ANSWERS: usize = 200_000;

/// Areas times teams: over this the answers are left to what each team says itself.
const TEAM_ANSWERS: usize = 200_000;

/// Pairs times areas: over this the rows of generated comparisons are left to what each role's
/// definition says.
const ROWS: usize = 1_000_000;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Whole<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    format: u32,
    title: &'a str,
    language: &'a str,
    address: Option<String>,
    /// What was left out to keep a very large ladder in bounds: `answers`, `team-answers`, `rows`.
    left_out: Vec<&'static str>,
    scopes: Vec<&'a str>,
    roles: Vec<Role<'a>>,
    pairings: Vec<Pairing<'a>>,
    areas: Vec<Area<'a>>,
    models: Vec<Model<'a>>,
    comparisons: Vec<RolePair<'a>>,
    model_comparisons: Vec<ModelPair<'a>>,
    axes: Vec<Axis<'a>>,
    tracks: Vec<Track<'a>>,
    teams: Vec<Team<'a>>,
    assessments: Vec<Assessment<'a>>,
    sources: Vec<Source<'a>>,
    guides: Vec<Guide<'a>>,
}

#[derive(Serialize)]
struct RolePair<'a> {
    left: &'a str,
    right: &'a str,
    #[serde(flatten)]
    meta: Meta<'a>,
    csv: String,
    rows: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct ModelPair<'a> {
    before: &'a str,
    after: &'a str,
    title: String,
    page: String,
    csv: String,
}

pub fn ladder_json(desk: &Desk<'_>) -> String {
    let ladder = desk.ladder;
    let has_answers = ladder.areas.len().saturating_mul(ladder.models.len()) <= ANSWERS;
    let has_rows = desk
        .plan
        .shown
        .pairs
        .roles
        .len()
        .saturating_mul(ladder.areas.len())
        <= ROWS;
    let has_team_answers = ladder.areas.len().saturating_mul(ladder.teams.len()) <= TEAM_ANSWERS;
    let left_out = [
        (has_answers, "answers"),
        (has_team_answers, "team-answers"),
        (has_rows, "rows"),
    ];
    let has_rows_of = |pair: &Pair| has_rows || pair.file.is_some();
    // The rows borrow from what they are compared by.
    let comparisons: Vec<_> = desk
        .plan
        .shown
        .pairs
        .roles
        .iter()
        .map(|pair| {
            let (left, right) = desk.plan.sides(pair.first, pair.second);
            has_rows_of(pair).then(|| ladder.compare(left, right, pair.file))
        })
        .collect();
    write::pretty(&Whole {
        schema: "ladder.schema.json",
        format: FORMAT,
        title: &desk.config.book.title.value,
        language: &desk.config.book.language,
        address: desk.config.address(),
        left_out: left_out
            .into_iter()
            .filter_map(|(has, name)| (!has).then_some(name))
            .collect(),
        scopes: ladder.scopes.iter().map(String::as_str).collect(),
        pairings: ladder
            .pairings
            .iter()
            .map(|pairing| Pairing::new(desk, pairing))
            .collect(),
        teams: ladder
            .team_ids()
            .map(|id| Team::new(desk, id, has_team_answers))
            .collect(),
        roles: ladder.role_ids().map(|id| Role::new(desk, id)).collect(),
        areas: ladder.area_ids().map(|id| Area::new(desk, id)).collect(),
        models: ladder
            .model_ids()
            .map(|id| Model::new(desk, id, has_answers))
            .collect(),
        comparisons: desk
            .plan
            .shown
            .pairs
            .roles
            .iter()
            .zip(&comparisons)
            .map(|(pair, comparison)| {
                let rows = comparison
                    .as_ref()
                    .map_or_else(Vec::new, |comparison| rows(desk, comparison, *pair));
                role_pair(desk, *pair, rows)
            })
            .collect(),
        model_comparisons: model_pairs(desk),
        axes: ladder.axis_ids().map(|id| Axis::new(desk, id)).collect(),
        tracks: ladder.track_ids().map(|id| Track::new(desk, id)).collect(),
        assessments: (0..ladder.assessments.len())
            .map(|at| Assessment::new(desk, AssessmentId::new(at)))
            .collect(),
        sources: (0..ladder.sources.len())
            .map(|at| Source::new(desk, SourceId::new(at)))
            .collect(),
        guides: desk
            .plan
            .pages
            .iter()
            .filter_map(|placed| match placed.page {
                Page::Subject(Subject::Page(id)) => Some(Guide::new(desk, id)),
                _ => None,
            })
            .collect(),
    })
}

fn role_pair<'a>(desk: &Desk<'a>, pair: Pair, rows: Vec<Row<'a>>) -> RolePair<'a> {
    let (left, right) = desk.plan.sides(pair.first, pair.second);
    let page = Page::RolePair(pair.first, pair.second);
    RolePair {
        left: &desk.ladder.role(left).id,
        right: &desk.ladder.role(right).id,
        meta: meta(desk, page, desk.plan.document_of(page)),
        csv: desk
            .plan
            .routes
            .extra(&Extra::RolePairCsv(pair.first, pair.second)),
        rows,
    }
}

fn model_pairs<'a>(desk: &Desk<'a>) -> Vec<ModelPair<'a>> {
    let pairs = desk.plan.model_pairs.iter();
    pairs
        .map(|(before, after)| {
            let page = Page::ModelPair(*before, *after);
            ModelPair {
                before: &desk.ladder.model(*before).id,
                after: &desk.ladder.model(*after).id,
                title: desk.title(page),
                page: desk.plan.routes.path(page),
                csv: desk
                    .plan
                    .routes
                    .extra(&Extra::ModelPairCsv(*before, *after)),
            }
        })
        .collect()
}

#[derive(Serialize)]
#[expect(
    clippy::struct_field_names,
    reason = "the fields are the keys of the file"
)]
struct Pages<'a> {
    format: u32,
    /// The commit that the site was made from.
    commit: Option<&'a str>,
    /// The day of the newest change of the content.
    updated: Option<String>,
    pages: Vec<PageEntry<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PageEntry<'a> {
    path: String,
    kind: &'static str,
    title: String,
    owner: Option<&'a str>,
    review_by: Option<String>,
    /// The day of the last change of the file, as git has it.
    updated: Option<String>,
    /// How many people had a hand in the file.
    people: Option<usize>,
    file: Option<String>,
}

/// Every page with who looks after it, for those who watch over many.
pub fn pages_json(desk: &Desk<'_>) -> String {
    let entries = desk.plan.pages.iter().map(|placed| {
        let document = desk.plan.document_of(placed.page);
        let change = document.and_then(|id| desk.plan.change_of(id));
        let Meta {
            title,
            file,
            owner,
            review_by,
            ..
        } = meta(desk, placed.page, document);
        PageEntry {
            path: placed.path.clone(),
            kind: kind_of(placed.page),
            title,
            owner,
            review_by,
            updated: change.map(|(date, _)| date.to_string()),
            people: change.map(|(_, people)| people),
            file,
        }
    });
    write::pretty(&Pages {
        format: FORMAT,
        commit: desk.plan.commit(),
        updated: desk.plan.newest_change().map(|date| date.to_string()),
        pages: entries.collect(),
    })
}
