//! The page of an area or category.

use serde::Serialize;

use super::desk::Desk;
use super::html::Html;
use super::link::Link;
use super::{area_rows, chips, claims, prose, team_rows};
use crate::ladder::{AreaId, SourceId, Subject};
use crate::plan::route::{Page, Url};

/// An area or category.
#[derive(Clone, Debug, Serialize)]
pub struct Area {
    /// Other names.
    pub also: Vec<String>,
    /// Whether it has areas of its own.
    pub is_category: bool,
    /// The areas that belong to it.
    pub areas: Vec<area_rows::AreaRow>,
    /// Concrete examples.
    pub examples: Vec<Html>,
    /// What good looks like.
    pub good: Vec<Html>,
    /// How far it looks ahead.
    pub horizon: Vec<Html>,
    /// Who owns it by the role definitions.
    pub default: chips::Answer,
    /// Who owns it under the models that are recommended, where these say something.
    pub recommended: Vec<ModelAnswer>,
    /// Who owns it in most models, and in how many, in words; none without models.
    pub in_models: Option<String>,
    /// Who owns it, model by model.
    pub models: Vec<ModelAnswer>,
    /// The teams that hold it in their own way.
    pub teams: Vec<team_rows::TeamAnswer>,
    /// Who takes part without owning.
    pub partners: Vec<chips::Partner>,
    /// Whether no role owns it under any model.
    pub ownerless: bool,
    /// What sources say of it, by source.
    pub claims: Vec<claims::AreaClaim>,
    /// The page of all disagreements, where sources disagree about this area.
    pub disagreements: Option<Url>,
    /// Whether loads count it.
    pub counts: bool,
    /// Whether several owners are meant.
    pub co_owned: bool,
    /// The only models that speak of it; empty where all do.
    pub only_in: Vec<Link>,
    /// The author's words.
    pub body: Html,
}

/// What a model says of an area.
#[derive(Clone, Debug, Serialize)]
pub struct ModelAnswer {
    /// The model's id: the row of the table is `#lb-model-<id>`.
    pub id: String,
    /// The model.
    pub model: Link,
    /// Whether somebody recommends it.
    pub recommended: bool,
    /// Who owns the area under it.
    pub answer: chips::Answer,
    /// Where the model comes from.
    pub sources: Vec<Link>,
}

pub(crate) fn view(desk: &Desk<'_>, id: AreaId) -> Area {
    let area = desk.ladder.area(id);
    let inline = |texts: &[_]| prose::inlines(desk, area.document, texts);
    let models: Vec<ModelAnswer> = desk
        .ladder
        .model_ids()
        .map(|model| {
            let data = desk.ladder.model(model);
            ModelAnswer {
                id: data.id.clone(),
                model: desk.link_to(Subject::Model(model)),
                recommended: data.recommended,
                answer: chips::answer(desk, &desk.ladder.answer(model, id)),
                sources: sources(desk, &data.sources),
            }
        })
        .collect();
    let recommended = models
        .iter()
        .filter(|row| row.recommended && row.answer.state != "not-said");
    Area {
        also: area.also.clone(),
        is_category: !area.children.is_empty(),
        areas: area_rows::below(desk, id)
            .into_iter()
            .map(|below| area_rows::row(desk, below, area.depth + 1))
            .collect(),
        examples: inline(&area.examples),
        good: inline(&area.good),
        horizon: inline(&area.horizon),
        default: chips::answer(desk, &desk.ladder.default_answer(id)),
        recommended: recommended.cloned().collect(),
        in_models: desk.phrase.owner_in_models(id),
        models,
        teams: team_rows::departing(desk, id),
        partners: chips::partners(desk, id),
        ownerless: desk.plan.uses.is_ownerless(id),
        claims: claims::of_area(desk, id),
        disagreements: claims::disputed(desk, id).map(|_| desk.url(Page::Disagreements)),
        counts: area.counts,
        co_owned: area.co_owned,
        only_in: only_in(desk, area),
        body: prose::subject_body(desk, Subject::Area(id)),
    }
}

fn only_in(desk: &Desk<'_>, area: &crate::ladder::Area) -> Vec<Link> {
    let models = area.models.iter().flat_map(|models| models.iter());
    models
        .map(|model| desk.link_to(Subject::Model(*model)))
        .collect()
}

fn sources(desk: &Desk<'_>, sources: &[SourceId]) -> Vec<Link> {
    sources
        .iter()
        .map(|source| desk.link_to(Subject::Source(*source)))
        .collect()
}
