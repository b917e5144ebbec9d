//! The page of a model.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::bars::percent;
use super::desk::Desk;
use super::html::Html;
use super::link::Link;
use super::{area_rows, chips, legend, lists, prose, team_rows, ways};
use crate::document::front_matter::Status;
use crate::ladder::loads::Chance;
use crate::ladder::{AreaId, ModelId, Subject};

/// A model.
#[derive(Clone, Debug, Serialize)]
pub struct Model {
    /// Other names.
    pub also: Vec<String>,
    /// Whether somebody recommends it.
    pub recommended: bool,
    /// Who does.
    pub recommended_by: Option<Link>,
    /// Whether a source only mentions it.
    pub mentioned: bool,
    /// Whether areas it does not name fall to the role definitions.
    pub inherit: bool,
    /// Roles taking part, with what they carry.
    pub load: Vec<Load>,
    /// How the loads add up, in words.
    pub load_sum: String,
    /// Who holds what, parents before their areas.
    pub rows: Vec<area_rows::AreaAnswer>,
    /// What the signs mean.
    pub legend: Vec<legend::LegendEntry>,
    /// Areas that nobody owns.
    pub gaps: Vec<Link>,
    /// Areas held poorly or undefined.
    pub strained: Vec<area_rows::AreaAnswer>,
    /// When it fits.
    pub fits: Vec<Html>,
    /// Where it strains.
    pub strains: Vec<Html>,
    /// Where it was seen.
    pub seen_at: Vec<Html>,
    /// When to leave it.
    pub leave_when: Vec<Html>,
    /// How it is varied.
    pub variants: Vec<Html>,
    /// The teams that follow it.
    pub teams: Vec<team_rows::TeamRow>,
    /// The pages that are about it, by kind.
    pub about: Vec<lists::PagesAbout>,
    /// What changes hands from here to another model.
    pub switch: Vec<Link>,
    /// The author's words.
    pub body: Html,
}

/// What a role carries under a model.
#[derive(Clone, Debug, Serialize)]
pub struct Load {
    /// The role.
    pub chip: chips::Chip,
    /// How many areas it answers for in any case.
    pub count: usize,
    /// In percent of the longest bar.
    pub percent: f64,
    /// The areas.
    pub areas: Vec<Link>,
    /// How many more it may answer for, in percent of the longest bar.
    pub maybe_percent: f64,
    /// Those, by when it does.
    pub maybe: Vec<MayHold>,
}

/// Areas that a role may answer for.
#[derive(Clone, Debug, Serialize)]
pub struct MayHold {
    /// When it does, in a phrase.
    pub when: String,
    /// The areas.
    pub areas: Vec<Link>,
}

pub(crate) fn view(desk: &Desk<'_>, id: ModelId) -> Model {
    let model = desk.ladder.model(id);
    let (load, load_sum) = load(desk, id);
    let inline = |texts: &[_]| prose::inlines(desk, model.document, texts);
    let rows: Vec<area_rows::AreaAnswer> = desk
        .ladder
        .area_ids()
        .map(|area| area_rows::AreaAnswer {
            area: desk.area_link(area),
            depth: desk.ladder.area(area).depth,
            answer: chips::answer(desk, &desk.ladder.answer(id, area)),
        })
        .collect();
    let strained = rows
        .iter()
        .filter(|row| row.answer.strained && row.answer.why_kind != "ancestor")
        .cloned()
        .collect();
    Model {
        also: model.also.clone(),
        recommended: model.recommended,
        recommended_by: model
            .recommended_by
            .map(|source| desk.link_to(Subject::Source(source))),
        mentioned: model.status == Status::Mentioned,
        inherit: model.inherit,
        load,
        load_sum,
        rows,
        legend: legend::legend(desk),
        gaps: desk
            .ladder
            .gaps(id)
            .into_iter()
            .map(|area| desk.area_link(area))
            .collect(),
        strained,
        fits: inline(&model.fits),
        strains: inline(&model.strains),
        seen_at: inline(&model.seen_at),
        leave_when: inline(&model.leave_when),
        variants: inline(&model.variants),
        teams: team_rows::following(desk, id),
        about: lists::about(desk, id.into()),
        switch: ways::from(desk, id, None),
        body: prose::subject_body(desk, Subject::Model(id)),
    }
}

/// What each role answers for, heaviest first, and how it adds up; roles that answer for nothing are left out.
fn load(desk: &Desk<'_>, id: ModelId) -> (Vec<Load>, String) {
    let (mut loads, sum) = desk.ladder.loads(id);
    loads.retain(|load| !(load.areas.is_empty() && load.maybe.is_empty()));
    loads.sort_by_key(|load| (Reverse((load.areas.len(), load.maybe.len())), load.role));
    let lengths = loads.iter().map(|load| load.areas.len() + load.maybe.len());
    let most = lengths.max().unwrap_or(1);
    let links = |areas: &[AreaId]| areas.iter().map(|area| desk.area_link(*area)).collect();
    let shown = loads.iter().map(|load| Load {
        chip: chips::chip(desk, load.role),
        count: load.areas.len(),
        percent: percent(load.areas.len(), most),
        areas: links(&load.areas),
        maybe_percent: percent(load.maybe.len(), most),
        maybe: may_hold(desk, &load.maybe),
    });
    (shown.collect(), desk.phrase.load_sum(sum))
}

/// Areas by when a role answers for them, in the order in which that first appears.
fn may_hold(desk: &Desk<'_>, maybe: &[(AreaId, Chance)]) -> Vec<MayHold> {
    let mut shown: Vec<MayHold> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (area, chance) in maybe {
        let when = desk.phrase.chance(chance);
        let place = *places.entry(when).or_insert_with_key(|when| {
            let (when, areas) = (when.clone(), Vec::new());
            shown.push(MayHold { when, areas });
            shown.len() - 1
        });
        shown[place].areas.push(desk.area_link(*area));
    }
    shown
}
