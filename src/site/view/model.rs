//! Operating models, their matrix, and two of them side by side.

use serde::Serialize;

use super::{Answer, AreaAnswer, Chip, Html, LegendEntry, Link, ListingItem, TeamRow};
use crate::route::Url;

/// Areas × models.
#[derive(Clone, Debug, Serialize)]
pub struct Matrix {
    /// The author's words on models.
    pub body: Html,
    /// The columns.
    pub models: Vec<MatrixModel>,
    /// The rows, parents before their areas.
    pub rows: Vec<MatrixRow>,
    /// What the signs mean.
    pub legend: Vec<LegendEntry>,
    /// Roles that hold something, for the filter.
    pub roles: Vec<Chip>,
    /// What the filter says of its result. Its script puts numbers in place of `{rows}`, `{all_rows}`, `{columns}`, `{all_columns}`.
    pub filtered: String,
    /// The same as CSV.
    pub csv: Url,
    /// Whether areas below the categories were left out to keep the page in bounds.
    pub categories_only: bool,
    /// Pages that compare two models.
    pub comparisons: Vec<Link>,
}

/// A column.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixModel {
    /// The model.
    pub link: Link,
    /// Its id, for switching the column off.
    pub id: String,
    /// Whether somebody recommends it.
    pub recommended: bool,
    /// Whether a source only mentions it.
    pub mentioned: bool,
    /// What it is.
    pub description: Option<String>,
}

/// A row.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixRow {
    /// The area.
    pub area: Link,
    /// Its depth; 0 for a category.
    pub depth: usize,
    /// The category's id, for the filter.
    pub category: String,
    /// Where sources disagree about it: its claims.
    pub disputed: Option<Url>,
    /// What other rows say already, in a phrase that may stand for these answers.
    pub repeats: Option<Repeats>,
    /// One answer for each model, in the order of columns.
    pub answers: Vec<Answer>,
}

/// Answers of a row that other rows of the table give as well.
#[derive(Clone, Debug, Serialize)]
pub struct Repeats {
    /// `ancestor`: those with this `why_kind` are that of the area above. `by-area`: those of this `state` are given by the areas below.
    pub kind: &'static str,
    /// What they say, in words.
    pub text: String,
}

/// A model in a list.
#[derive(Clone, Debug, Serialize)]
pub struct ModelCard {
    /// Its id, for leading to its row on the page of an area.
    pub id: String,
    /// The model.
    pub link: Link,
    /// What it is.
    pub description: Option<String>,
    /// Whether somebody recommends it.
    pub recommended: bool,
    /// Whether a source only mentions it.
    pub mentioned: bool,
}

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
    pub rows: Vec<AreaAnswer>,
    /// What the signs mean.
    pub legend: Vec<LegendEntry>,
    /// Areas that nobody owns.
    pub gaps: Vec<Link>,
    /// Areas held poorly or undefined.
    pub strained: Vec<AreaAnswer>,
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
    pub teams: Vec<TeamRow>,
    /// Assessments that are about it.
    pub assessments: Vec<ListingItem>,
    /// What changes hands from here to another model.
    pub switch: Vec<Link>,
    /// The author's words.
    pub body: Html,
}

/// What a role carries under a model.
#[derive(Clone, Debug, Serialize)]
pub struct Load {
    /// The role.
    pub chip: Chip,
    /// How many areas it answers for.
    pub count: usize,
    /// In percent of the role that carries most, for the bar.
    pub percent: f64,
    /// The areas.
    pub areas: Vec<Link>,
}

/// Model against model.
#[derive(Clone, Debug, Serialize)]
pub struct ModelPair {
    /// The first model.
    pub before: MatrixModel,
    /// The second model.
    pub after: MatrixModel,
    /// What changes hands.
    pub moves: Vec<Change>,
    /// What stays in the same hands and gets better or worse.
    pub drifts: Vec<Change>,
    /// What stays as it is.
    pub stays: Vec<Change>,
    /// How many areas are held better afterwards.
    pub better: usize,
    /// How many are held worse.
    pub worse: usize,
    /// Other pages of the first model against another, for the picker.
    pub others: Vec<Link>,
    /// The same for the second model.
    pub others_after: Vec<Link>,
    /// The same as CSV.
    pub csv: Url,
}

/// What happens to an area.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// The area.
    pub area: Link,
    /// Its depth.
    pub depth: usize,
    /// Under the first model.
    pub before: Answer,
    /// Under the second.
    pub after: Answer,
    /// `better`, `worse`, `same`.
    pub drift: &'static str,
    /// Whether both answers are those of the area above, which stands in the same list.
    pub repeats: bool,
}
