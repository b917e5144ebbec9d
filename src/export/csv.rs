//! Tables as CSV: RFC 4180, CRLF, a header row, one cell for each value.
//!
//! UTF-8 without a byte order mark: RFC 4180 knows none, and most programs that read CSV would take
//! it for a part of the first column's name. The few lines of quoting are ours because writing them
//! cannot fail; the tests read the tables with another program's reader.

pub(super) mod teams;

use std::borrow::Cow;

use super::rows::{Cell, rows};
use crate::ladder::changes::Drift;
use crate::ladder::pairs::Pair;
use crate::ladder::{AreaId, AxisId, Ladder, ModelId, RoleId};
use crate::page::Desk;
use crate::phrase::Phrase;
use crate::words::key;

/// A table with more cells than this is cut: areas times models grow faster than the content they
/// come from.
const CELLS: usize = 1_000_000;

/// Areas × models: a row for each area, a column for each model, every answer with all its
/// qualifiers. A table that would be too large has the categories only, as many as fit, and says so
/// in its last row.
pub fn matrix_csv(phrase: Phrase<'_>) -> String {
    let ladder = phrase.ladder;
    let mut table = Table::default();
    let titles = ladder.models.iter().map(|model| model.title.as_str());
    table.row(
        [
            phrase.words.get(key!("category")),
            phrase.words.get(key!("area")),
        ]
        .into_iter()
        .chain(titles),
    );
    let fitting = CELLS / ladder.models.len().max(1);
    let all = ladder.areas.len() <= fitting;
    let areas: Vec<AreaId> = if all {
        ladder.area_ids().collect()
    } else {
        ladder.categories().take(fitting).collect()
    };
    for area in areas {
        let answers = ladder
            .model_ids()
            .map(|model| phrase.answer(&ladder.answer(model, area)));
        let [category, title] = names(phrase.ladder, area);
        let cells: Vec<String> = [category, title].into_iter().chain(answers).collect();
        table.row(cells.iter().map(String::as_str));
    }
    if !all {
        let blanks = ladder.models.iter().map(|_| "");
        table.row(
            [phrase.words.get(key!("csv_cut")), ""]
                .into_iter()
                .chain(blanks),
        );
    }
    table.0
}

/// Two roles side by side. A row that both share has its text in both columns, so that each column
/// is its role's whole list.
pub fn role_pair_csv(desk: &Desk<'_>, first: RoleId, second: RoleId) -> String {
    let ladder = desk.ladder;
    let pair = desk.plan.shown.pairs.find(first, second).unwrap_or(Pair {
        first,
        second,
        file: None,
    });
    let (left, right) = desk.plan.sides(first, second);
    let comparison = ladder.compare(left, right, pair.file);
    let mut table = Table::default();
    table.row([
        desk.words.get(key!("csv_group")),
        desk.words.get(key!("csv_topic")),
        &ladder.role(left).title,
        &ladder.role(right).title,
    ]);
    for row in rows(desk, &comparison, pair) {
        let Cell { text: left, .. } = &row.left;
        table.row([
            &desk.phrase.group(row.group),
            row.label.unwrap_or_default(),
            left,
            row.right.as_ref().map_or(left, |right| &right.text),
        ]);
    }
    table.0
}

/// What happens to each leaf area from one model to another: the rows that the page counts.
pub fn model_pair_csv(phrase: Phrase<'_>, before: ModelId, after: ModelId) -> String {
    let ladder = phrase.ladder;
    let mut table = Table::default();
    table.row([
        phrase.words.get(key!("category")),
        phrase.words.get(key!("area")),
        &ladder.model(before).title,
        &ladder.model(after).title,
        phrase.words.get(key!("csv_fate")),
        phrase.words.get(key!("csv_drift")),
    ]);
    for change in ladder.changes(before, after) {
        let [category, title] = names(phrase.ladder, change.area);
        table.row([
            category.as_str(),
            &title,
            &phrase.answer(&change.before),
            &phrase.answer(&change.after),
            &phrase.fate(change.fate),
            phrase.words.get(match change.drift {
                Drift::Better => key!("better"),
                Drift::Worse => key!("worse"),
                Drift::Same => key!("csv_same"),
            }),
        ]);
    }
    table.0
}

/// Levels × axes: a row for each level of each track, a column for each axis. Over the limit there
/// are no more tracks.
pub fn tracks_csv(phrase: Phrase<'_>) -> String {
    let ladder = phrase.ladder;
    let axes = ladder.axes_of_tracks();
    let mut table = Table::default();
    let titles = axes.iter().map(|axis| ladder.axis(*axis).title.as_str());
    let words = [key!("track"), key!("level"), key!("rung")].map(|key| phrase.words.get(key));
    table.row(words.into_iter().chain(titles));
    let levels = ladder.track_ids().flat_map(|track| ladder.level_ids(track));
    for id in levels.take(CELLS / (axes.len() + words.len())) {
        let level = ladder.level(id);
        let rung = level.rung.to_string();
        let step = |axis: &AxisId| {
            let place = ladder.step_on(id, *axis);
            place.map_or("", |place| ladder.axis(*axis).steps[place].title.as_str())
        };
        let head = [ladder.track(id.track).title.as_str(), &level.title, &rung];
        table.row(head.into_iter().chain(axes.iter().map(step)));
    }
    table.0
}

/// What sources say of the areas they disagree about.
pub fn disagreements_csv(phrase: Phrase<'_>) -> String {
    let ladder = phrase.ladder;
    let mut table = Table::default();
    table.row(
        [
            key!("category"),
            key!("area"),
            key!("source"),
            key!("model"),
            key!("who"),
        ]
        .map(|key| phrase.words.get(key)),
    );
    for area in ladder.disputed() {
        let [category, title] = names(phrase.ladder, area);
        for claim in ladder.claims(area) {
            let model = claim.model.map(|model| ladder.model(model).title.as_str());
            table.row([
                category.as_str(),
                &title,
                &ladder.source(claim.source).title,
                model.unwrap_or_default(),
                &phrase.held(&claim.held),
            ]);
        }
    }
    table.0
}

/// The titles of an area's category and of the area itself; a category is in its own.
fn names(ladder: &Ladder, area: AreaId) -> [String; 2] {
    let category = ladder.ancestry(area).last().unwrap_or(area);
    [category, area].map(|area| ladder.area(area).title.clone())
}

#[derive(Default)]
struct Table(String);

impl Table {
    fn row<'c>(&mut self, cells: impl IntoIterator<Item = &'c str>) {
        for (at, cell) in cells.into_iter().enumerate() {
            if at > 0 {
                self.0.push(',');
            }
            self.cell(cell);
        }
        self.0.push_str("\r\n");
    }

    fn cell(&mut self, cell: &str) {
        let text = guarded(cell);
        if cell.contains(['"', ',', '\r', '\n']) || cell.trim() != cell {
            self.0.push('"');
            self.0.push_str(&text.replace('"', "\"\""));
            self.0.push('"');
        } else {
            self.0.push_str(&text);
        }
    }
}

/// What begins a formula. The wide forms count in East Asian editions.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// What ends a cell to a program that was told, or guesses, another separator than ours; our quotes
/// mean nothing to it where they do not begin its cell.
const SEPARATORS: [char; 5] = [';', '|', '\t', '\r', '\n'];

/// A text that no spreadsheet runs as a formula, under whichever separator: a leading `'` makes a
/// cell text.
fn guarded(cell: &str) -> Cow<'_, str> {
    let is_formula = |rest: &str| rest.trim_start_matches('"').starts_with(SIGNS);
    let starts = cell.starts_with(SIGNS) || cell.starts_with(['\t', '\r', '\n']);
    let follows = |(at, _): &(usize, &str)| is_formula(&cell[at + 1..]);
    if !starts && !cell.match_indices(SEPARATORS).any(|found| follows(&found)) {
        return Cow::Borrowed(cell);
    }
    let mut text = String::with_capacity(cell.len() + 2);
    if starts {
        text.push('\'');
    }
    let mut from = 0;
    for (at, _) in cell.match_indices(SEPARATORS).filter(follows) {
        text.push_str(&cell[from..=at]);
        text.push('\'');
        from = at + 1;
    }
    text.push_str(&cell[from..]);
    Cow::Owned(text)
}
