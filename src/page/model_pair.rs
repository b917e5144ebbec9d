//! What changes hands from one model to another.

use std::collections::BTreeSet;

use serde::Serialize;

use super::answer::SharedAnswer;
use super::desk::Desk;
use super::html::Html;
use super::link::Link;
use super::shared::{self, Form};
use super::{matrix, ways};
use crate::ladder::changes::{self, Drift, Fate, Tally};
use crate::ladder::{Answer, AreaId, ModelId};
use crate::plan::route::{Extra, Page, Url};
use crate::words::key;

/// Model against model.
#[derive(Clone, Debug, Serialize)]
pub struct ModelPair {
    /// The first model.
    pub before: matrix::MatrixModel,
    /// The second model.
    pub after: matrix::MatrixModel,
    /// What the numbers count, in words.
    pub counted: String,
    /// How many areas have each fate; together they are all areas that count.
    pub tally: Vec<Number>,
    /// How many of them are held better afterwards, how many worse; none that is 0.
    pub drifts: Vec<Number>,
    /// The areas, by fate; those that have none are left out.
    pub groups: Vec<ChangeGroup>,
    /// Other pages from the first model, for the picker.
    pub others: Vec<Link>,
    /// Other pages to the second model.
    pub others_after: Vec<Link>,
    /// The way back.
    pub swap: Link,
    /// The same as CSV.
    pub csv: Url,
}

/// A number that shows its rows.
#[derive(Clone, Debug, Serialize)]
pub struct Number {
    /// `moves`, `shared-now`, `alone-now`, `first-said`, `stays`, `no-longer-said`, `said-by-neither`; `better`, `worse`. Also the place of
    /// the first of its rows.
    pub kind: &'static str,
    /// How many.
    pub count: usize,
    /// What they are, in a phrase after the number.
    pub text: String,
}

/// The areas of one fate.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeGroup {
    /// The fate.
    pub kind: &'static str,
    /// How many areas.
    pub count: usize,
    /// The heading.
    pub title: String,
    /// The areas and what they belong to.
    pub rows: Vec<Change>,
}

/// What happens to an area.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// The area.
    pub area: Link,
    /// Its depth.
    pub depth: usize,
    /// Whether it counts: what other areas belong to is here for their sake.
    pub counts: bool,
    /// Under the first model.
    pub before: SharedAnswer,
    /// Under the second.
    pub after: SharedAnswer,
    /// The same two as cells of a table, drawn by the component `change_cell`.
    pub cells: Option<Html>,
    /// `better`, `worse`, `same`.
    pub drift: &'static str,
    /// The place of the first row that is held better, and of the first held worse.
    pub id: Option<&'static str>,
    /// Whether both answers are those of the area above.
    pub repeats: bool,
}

pub(crate) fn view(desk: &Desk<'_>, before: ModelId, after: ModelId) -> ModelPair {
    let changes = desk.ladder.changes(before, after);
    let tally = Tally::of(&changes);
    let total = changes.len().to_string();
    let mut marked = BTreeSet::new();
    let groups = Fate::ALL.into_iter().filter_map(|fate| {
        let of_fate = changes.iter().filter(|change| change.fate == fate);
        let rows = rows(desk, [before, after], of_fate, &mut marked);
        (!rows.is_empty()).then(|| ChangeGroup {
            kind: fate.name(),
            count: tally.with_fate(fate),
            title: desk.phrase.fate_title(fate),
            rows,
        })
    });
    let groups = groups.collect();
    let counts = Fate::ALL.into_iter().map(|fate| Number {
        kind: fate.name(),
        count: tally.with_fate(fate),
        text: desk.phrase.fate(fate),
    });
    let drifts = [
        (
            "better",
            tally.drifting(Drift::Better),
            key!("tally_better"),
        ),
        ("worse", tally.drifting(Drift::Worse), key!("tally_worse")),
    ];
    let drifts = drifts.into_iter().map(|(kind, count, text)| Number {
        kind,
        count,
        text: desk.words.get(text).to_owned(),
    });
    ModelPair {
        before: matrix::head(desk, before),
        after: matrix::head(desk, after),
        counted: desk.words.fill(key!("tally_counted"), &[("count", &total)]),
        // That nothing changes hands is worth a number, too.
        tally: counts
            .filter(|one| one.count > 0 || one.kind == Fate::Moves.name())
            .collect(),
        drifts: drifts.filter(|one| one.count > 0).collect(),
        groups,
        others: ways::from(desk, before, Some(after)),
        others_after: ways::to(desk, after, Some(before)),
        swap: desk.link(Page::ModelPair(after, before)),
        csv: desk.extra_url(&Extra::ModelPairCsv(before, after)),
    }
}

/// A row for each change, and before them one for each area that they belong to.
fn rows<'c>(
    desk: &Desk<'_>,
    models: [ModelId; 2],
    changes: impl Iterator<Item = &'c changes::Change>,
    marked: &mut BTreeSet<&'static str>,
) -> Vec<Change> {
    let mut rows = Vec::new();
    let mut shown = BTreeSet::new();
    for change in changes {
        let mut above: Vec<AreaId> = desk.ladder.ancestry(change.area).skip(1).collect();
        above.reverse();
        for area in above {
            if shown.insert(area) {
                let answers = models.map(|model| desk.ladder.answer(model, area));
                rows.push(Change {
                    counts: false,
                    ..row(desk, models, area, [&answers[0], &answers[1]])
                });
            }
        }
        let drift = match change.drift {
            Drift::Better => "better",
            Drift::Worse => "worse",
            Drift::Same => "same",
        };
        let is_first = change.drift != Drift::Same && marked.insert(drift);
        rows.push(Change {
            drift,
            id: is_first.then_some(drift),
            ..row(desk, models, change.area, [&change.before, &change.after])
        });
    }
    rows
}

fn row(desk: &Desk<'_>, models: [ModelId; 2], area: AreaId, answers: [&Answer; 2]) -> Change {
    let depth = desk.ladder.area(area).depth;
    let repeats = depth > 0 && answers.iter().all(|answer| answer.repeats());
    let form = if repeats {
        Form::ChangeAsAbove
    } else {
        Form::Change
    };
    let [one, other] = [0, 1].map(|at| shared::answer(desk, models[at], area, answers[at]));
    let answers = [one, other];
    let cells = shared::cells(desk, &models, &answers, form);
    let [before, after] = answers;
    Change {
        area: desk.area_link(area),
        depth,
        counts: true,
        before,
        after,
        cells,
        drift: "same",
        id: None,
        repeats,
    }
}
