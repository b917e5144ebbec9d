//! What changes hands between two models.

use std::collections::BTreeSet;

use serde::Serialize;

use super::answer::SharedAnswer;
use super::desk::Desk;
use super::html::Html;
use super::link::Link;
use super::matrix;
use super::shared::{self, Form};
use crate::ladder::compare::Drift;
use crate::ladder::{AreaId, ModelId, compare};
use crate::plan::route::{Extra, Page, Url};

/// Model against model.
#[derive(Clone, Debug, Serialize)]
pub struct ModelPair {
    /// The first model.
    pub before: matrix::MatrixModel,
    /// The second model.
    pub after: matrix::MatrixModel,
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
    pub before: SharedAnswer,
    /// Under the second.
    pub after: SharedAnswer,
    /// The same two as cells of a table, drawn by the component `change_cell`.
    pub cells: Option<Html>,
    /// `better`, `worse`, `same`.
    pub drift: &'static str,
    /// Whether both answers are those of the area above, which stands in the same list.
    pub repeats: bool,
}

pub(crate) fn view(desk: &Desk<'_>, before: ModelId, after: ModelId) -> ModelPair {
    let changes = desk.ladder.changes(before, after);
    let of_leaves = |drift: Drift| {
        let leaf = |change: &&compare::Change| desk.ladder.area(change.area).children.is_empty();
        changes
            .iter()
            .filter(leaf)
            .filter(|change| change.drift == drift)
            .count()
    };
    let shown = |wanted: &dyn Fn(&compare::Change) -> bool| -> Vec<Change> {
        let shown = changes.iter().filter(|change| wanted(change));
        let areas: BTreeSet<AreaId> = shown.clone().map(|change| change.area).collect();
        shown
            .map(|one| change(desk, [before, after], one, &areas))
            .collect()
    };
    ModelPair {
        before: matrix::head(desk, before),
        after: matrix::head(desk, after),
        moves: shown(&|change| change.moves),
        drifts: shown(&|change| !change.moves && change.drift != Drift::Same),
        stays: shown(&|change| !change.moves && change.drift == Drift::Same),
        better: of_leaves(Drift::Better),
        worse: of_leaves(Drift::Worse),
        others: others(desk, before, after),
        others_after: others(desk, after, before),
        csv: desk.extra_url(&Extra::ModelPairCsv(before, after)),
    }
}

/// The pages of a model against any other but one.
fn others(desk: &Desk<'_>, model: ModelId, but: ModelId) -> Vec<Link> {
    /// A longer list is one to search in: the page of all models has it.
    const SHOWN: usize = 500;
    let others = desk.plan.model_pairs.iter().filter(|(one, other)| {
        (*one == model && *other != but) || (*other == model && *one != but)
    });
    others
        .take(SHOWN)
        .map(|(one, other)| desk.link(Page::ModelPair(*one, *other)))
        .collect()
}

fn change(
    desk: &Desk<'_>,
    models: [ModelId; 2],
    change: &compare::Change,
    shown: &BTreeSet<AreaId>,
) -> Change {
    let above = desk.ladder.ancestry(change.area).nth(1);
    let repeats = above.is_some_and(|above| shown.contains(&above))
        && change.before.repeats()
        && change.after.repeats();
    let [before, after] = models;
    let before = shared::answer(desk, before, change.area, &change.before);
    let after = shared::answer(desk, after, change.area, &change.after);
    let answers = [before, after];
    let form = if repeats {
        Form::ChangeAsAbove
    } else {
        Form::Change
    };
    let cells = shared::cells(desk, &models, &answers, form);
    let [before, after] = answers;
    Change {
        area: desk.area_link(change.area),
        depth: desk.ladder.area(change.area).depth,
        before,
        after,
        cells,
        drift: match change.drift {
            Drift::Better => "better",
            Drift::Worse => "worse",
            Drift::Same => "same",
        },
        repeats,
    }
}
