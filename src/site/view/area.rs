//! Areas.

use serde::Serialize;

use super::{Answer, AreaClaim, DisagreementsLink, Html, Link, ModelAnswer, Partner, TeamAnswer};
use crate::route::Url;

/// All areas.
#[derive(Clone, Debug, Serialize)]
pub struct Areas {
    /// The author's words on them.
    pub body: Html,
    /// By category, with what the role definitions say.
    pub categories: Vec<AreaCategory>,
    /// The page of all disagreements.
    pub disagreements: DisagreementsLink,
}

/// A category with its areas.
#[derive(Clone, Debug, Serialize)]
pub struct AreaCategory {
    /// The category.
    pub link: Link,
    /// What it is.
    pub description: Option<String>,
    /// Who owns it by the role definitions.
    pub answer: Answer,
    /// The areas.
    pub areas: Vec<AreaRow>,
}

/// An area in the list of all.
#[derive(Clone, Debug, Serialize)]
pub struct AreaRow {
    /// The area.
    pub link: Link,
    /// What it is.
    pub description: Option<String>,
    /// 0 for an area directly below its category.
    pub depth: usize,
    /// Who owns it by the role definitions.
    pub answer: Answer,
}

/// An area or category.
#[derive(Clone, Debug, Serialize)]
pub struct Area {
    /// Other names.
    pub also: Vec<String>,
    /// Whether it has areas of its own.
    pub is_category: bool,
    /// The areas that belong to it.
    pub areas: Vec<AreaRow>,
    /// Concrete examples.
    pub examples: Vec<Html>,
    /// What good looks like.
    pub good: Vec<Html>,
    /// How far it looks ahead.
    pub horizon: Vec<Html>,
    /// Who owns it by the role definitions.
    pub default: Answer,
    /// Who owns it under the models that are recommended, where these say something.
    pub recommended: Vec<ModelAnswer>,
    /// Who owns it in most models, and in how many, in words; none without models.
    pub in_models: Option<String>,
    /// Who owns it, model by model.
    pub models: Vec<ModelAnswer>,
    /// The teams that hold it in their own way.
    pub teams: Vec<TeamAnswer>,
    /// Who takes part without owning.
    pub partners: Vec<Partner>,
    /// What sources say of it, by source.
    pub claims: Vec<AreaClaim>,
    /// The page of all disagreements, where sources disagree about this area.
    pub disagreements: Option<Url>,
    /// The author's words.
    pub body: Html,
}
