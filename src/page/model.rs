//! The page of a model.

use serde::Serialize;

use super::bars::percent;
use super::desk::Desk;
use super::html::Html;
use super::link::Link;
use super::{area_rows, chips, legend, lists, prose, team_rows, ways};
use crate::document::front_matter::Status;
use crate::ladder::{ModelId, Subject};

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
    /// How many areas it answers for.
    pub count: usize,
    /// In percent of the role that carries most, for the bar.
    pub percent: f64,
    /// The areas.
    pub areas: Vec<Link>,
}

pub(crate) fn view(desk: &Desk<'_>, id: ModelId) -> Model {
    let model = desk.ladder.model(id);
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
        load: load(desk, id),
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

/// What each role answers for, heaviest first; roles that answer for nothing are left out.
fn load(desk: &Desk<'_>, id: ModelId) -> Vec<Load> {
    let mut loads = desk.ladder.loads(id);
    loads.retain(|(_, areas)| !areas.is_empty());
    loads.sort_by_key(|(role, areas)| (std::cmp::Reverse(areas.len()), *role));
    let most = loads.first().map_or(1, |(_, areas)| areas.len());
    loads
        .into_iter()
        .map(|(role, areas)| Load {
            chip: chips::chip(desk, role),
            count: areas.len(),
            percent: percent(areas.len(), most),
            areas: areas.into_iter().map(|area| desk.area_link(area)).collect(),
        })
        .collect()
}
