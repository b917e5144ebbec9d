//! Areas by models: the page of all models, and the tables of other pages.

use std::collections::BTreeSet;

use serde::Serialize;

use super::answer::SharedAnswer;
use super::desk::Desk;
use super::html::Html;
use super::link::Link;
use super::shared::{self, Form};
use super::{area_rows, chips, claims, legend, prose, ways};
use crate::document::front_matter::Status;
use crate::ladder::{Answer, AreaId, ModelId, Outcome, RoleId, Subject};
use crate::plan::Part;
use crate::plan::route::{Extra, Page, Url};
use crate::words::{Key, key};

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
    pub legend: Vec<legend::LegendEntry>,
    /// Roles that hold something, for the filter.
    pub roles: Vec<chips::Chip>,
    /// What the filter says of its result. Its script puts numbers in place of `{rows}`, `{all_rows}`, `{columns}`, `{all_columns}`.
    pub filtered: String,
    /// The same as CSV.
    pub csv: Url,
    /// Whether areas below the categories were left out to keep the page in bounds.
    pub categories_only: bool,
    /// The models with the ways from each to others, for the picker.
    pub ways: Vec<Ways>,
}

/// What changes hands from a model.
#[derive(Clone, Debug, Serialize)]
pub struct Ways {
    /// The model.
    pub from: Link,
    /// The pages that lead from it to others, titled by these.
    pub to: Vec<Link>,
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
    /// Whether no role owns it under any model.
    pub ownerless: bool,
    /// What other rows say already, in a phrase that may stand for these answers.
    pub repeats: Option<Repeats>,
    /// One answer for each model, in the order of columns.
    pub answers: Vec<SharedAnswer>,
    /// The same as cells of a table, drawn by the component `matrix_cell`; none where only one page shows them.
    pub cells: Option<Html>,
}

/// Answers of a row that other rows of the table give as well.
#[derive(Clone, Debug, Serialize)]
pub struct Repeats {
    /// `ancestor`: those with this `why_kind` are that of the area above. `by-area`: those of this `state` are given by the areas below.
    pub kind: &'static str,
    /// What they say, in words.
    pub text: String,
}

/// A matrix with more cells than this shows the categories only: no browser is happy with a million chips.
const MATRIX_CELLS: usize = 20_000;

pub(crate) fn view(desk: &Desk<'_>) -> Matrix {
    of(desk, desk.ladder.model_ids().collect(), true)
}

/// The matrix of some models.
pub(crate) fn of(desk: &Desk<'_>, models: Vec<ModelId>, with_prose: bool) -> Matrix {
    let categories_only = desk.ladder.areas.len().saturating_mul(models.len()) > MATRIX_CELLS;
    let areas: Vec<AreaId> = if categories_only {
        desk.ladder.categories().collect()
    } else {
        desk.ladder.area_ids().collect()
    };
    let answers: Vec<(AreaId, Vec<Answer>)> = areas
        .into_iter()
        .map(|area| {
            let answers = models.iter().map(|model| desk.ladder.answer(*model, area));
            (area, answers.collect())
        })
        .collect();
    let rows = rows(desk, &models, &answers, false);
    let mut roles: Vec<RoleId> = models
        .iter()
        .flat_map(|model| desk.ladder.model(*model).roles.iter().copied())
        .collect();
    roles.sort_unstable();
    roles.dedup();
    let shown = |role: &RoleId| {
        let id = &desk.ladder.role(*role).id;
        rows.iter()
            .flat_map(|row| &row.answers)
            .any(|answer| answer.roles.split(' ').any(|name| name == id))
    };
    let roles = chips::chips(desk, roles.into_iter().filter(shown));
    Matrix {
        body: if with_prose {
            prose::index_body(desk, Page::Index(Part::Models))
        } else {
            Html::default()
        },
        models: models.into_iter().map(|model| head(desk, model)).collect(),
        rows,
        legend: legend::legend(desk),
        roles,
        filtered: desk.words.get(key!("filter_count")).to_owned(),
        csv: desk.extra_url(&Extra::MatrixCsv),
        categories_only,
        ways: if with_prose {
            all_ways(desk)
        } else {
            Vec::new()
        },
    }
}

/// The ways from each model, as long as there are not too many for one page; the models' own pages have all.
fn all_ways(desk: &Desk<'_>) -> Vec<Ways> {
    const LINKS: usize = 1_000;
    let mut left = LINKS;
    let from = |model: ModelId| {
        let to = ways::from(desk, model, None);
        left = left.checked_sub(to.len())?;
        let from = desk.link_to(Subject::Model(model));
        Some(Ways { from, to })
    };
    let ways = desk.ladder.model_ids().map_while(from);
    ways.filter(|ways| !ways.to.is_empty()).collect()
}

pub(crate) fn head(desk: &Desk<'_>, id: ModelId) -> MatrixModel {
    let model = desk.ladder.model(id);
    MatrixModel {
        link: desk.link_to(Subject::Model(id)),
        id: model.id.clone(),
        recommended: model.recommended,
        mentioned: model.status == Status::Mentioned,
        description: prose::description(desk, Subject::Model(id)),
    }
}

/// The rows of a matrix from the answers of their columns; `drawn` where other pages show the same cells.
pub(crate) fn rows(
    desk: &Desk<'_>,
    models: &[ModelId],
    rows: &[(AreaId, Vec<Answer>)],
    drawn: bool,
) -> Vec<MatrixRow> {
    let shown: BTreeSet<AreaId> = rows.iter().map(|(area, _)| *area).collect();
    rows.iter()
        .map(|(area, answers)| row(desk, (models, drawn), *area, answers, &shown))
        .collect()
}

fn row(
    desk: &Desk<'_>,
    (models, drawn): (&[ModelId], bool),
    area: AreaId,
    answers: &[Answer],
    shown: &BTreeSet<AreaId>,
) -> MatrixRow {
    let category = desk.ladder.ancestry(area).last().unwrap_or(area);
    let repeats = repeats(desk, area, answers, shown);
    let mut shown = Vec::with_capacity(models.len());
    for (model, answer) in std::iter::zip(models, answers) {
        shown.push(if drawn {
            shared::answer(desk, *model, area, answer)
        } else {
            chips::answer(desk, answer).into()
        });
    }
    let form = match &repeats {
        None => Form::Matrix,
        Some(repeats) if repeats.kind == "ancestor" => Form::MatrixAsAbove,
        Some(_) => Form::MatrixByArea,
    };
    MatrixRow {
        area: desk.area_link(area),
        depth: desk.ladder.area(area).depth,
        category: desk.ladder.area(category).id.clone(),
        disputed: claims::disputed(desk, area),
        ownerless: desk.plan.uses.is_ownerless(area),
        cells: drawn
            .then(|| shared::cells(desk, models, &shown, form))
            .flatten(),
        repeats,
        answers: shown,
    }
}

/// Which answers of an area stand in other rows as well: in the one of the area above, else in those of the areas below.
fn repeats(
    desk: &Desk<'_>,
    area: AreaId,
    answers: &[Answer],
    shown: &BTreeSet<AreaId>,
) -> Option<Repeats> {
    let some_or_all = |count: usize, keys: [Key; 2]| match count {
        0 => None,
        all => Some(keys[usize::from(all == answers.len())]),
    };
    // An answer that comes from further up is that of the area right above, too.
    let above = desk.ladder.ancestry(area).nth(1);
    if let Some(above) = above.filter(|above| shown.contains(above)) {
        let count = answers.iter().filter(|answer| answer.repeats()).count();
        if let Some(key) = some_or_all(count, [key!("repeats_some"), key!("repeats_all")]) {
            let area = &desk.ladder.area(above).title;
            let text = desk.words.fill(key, &[("area", area)]);
            return Some(Repeats {
                kind: "ancestor",
                text,
            });
        }
    }
    let by_area = |answer: &&Answer| answer.outcome == Outcome::ByArea;
    let has_areas = area_rows::below(desk, area)
        .iter()
        .any(|below| shown.contains(below));
    let count = answers.iter().filter(by_area).count();
    let key =
        some_or_all(count, [key!("by_area_some"), key!("by_area_all")]).filter(|_| has_areas)?;
    Some(Repeats {
        kind: "by-area",
        text: desk.words.get(key).to_owned(),
    })
}
