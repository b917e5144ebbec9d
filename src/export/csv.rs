//! Tables as CSV: RFC 4180, CRLF, a header row, one cell for each value whatever it holds.
//!
//! UTF-8 without a byte order mark: RFC 4180 knows none, and most programs that read CSV would take it for a part of the first
//! column's name. The few lines of quoting are ours because writing them cannot fail; the tests read the tables with another program's
//! reader.

use super::rows::{Cell, rows};
use crate::ladder::compare::Drift;
use crate::ladder::pairs::Pair;
use crate::ladder::{AreaId, ModelId, Reason, RoleId, TeamId};
use crate::site::Site;

/// A table with more cells than this is cut: areas times models grow faster than the content they come from.
const CELLS: usize = 1_000_000;

/// Areas × models: a row for each area, a column for each model, every answer with all its qualifiers. A table that would be too large
/// has the categories only, as many as fit, and says so in its last row.
#[must_use]
pub fn matrix_csv(site: &Site) -> String {
    let ladder = &site.ladder;
    let mut table = Table::default();
    let titles = ladder.models.iter().map(|model| model.title.as_str());
    table.row(
        [site.words.get("category"), site.words.get("area")]
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
            .map(|model| site.answer_text(&ladder.answer(model, area)));
        let [category, title] = names(site, area);
        let cells: Vec<String> = [category, title].into_iter().chain(answers).collect();
        table.row(cells.iter().map(String::as_str));
    }
    if !all {
        let blanks = ladder.models.iter().map(|_| "");
        table.row([site.words.get("csv_cut"), ""].into_iter().chain(blanks));
    }
    table.0
}

/// Two roles side by side. A row that both share has its text in both columns, so that each column is its role's whole list.
#[must_use]
pub fn role_pair_csv(site: &Site, first: RoleId, second: RoleId) -> String {
    let ladder = &site.ladder;
    let pair = site.pairs.find(first, second).unwrap_or(Pair {
        first,
        second,
        file: None,
    });
    let (left, right) = site.sides(first, second);
    let comparison = ladder.compare(left, right, pair.file);
    let mut table = Table::default();
    table.row([
        site.words.get("csv_group"),
        site.words.get("csv_topic"),
        &ladder.role(left).title,
        &ladder.role(right).title,
    ]);
    for row in rows(site, &comparison, pair) {
        let group = format!("group_{}", row.group.replace('-', "_"));
        let Cell { text: left, .. } = &row.left;
        table.row([
            site.words.get(&group),
            row.label.unwrap_or_default(),
            left,
            row.right.as_ref().map_or(left, |right| &right.text),
        ]);
    }
    table.0
}

/// What changes hands from one model to another.
#[must_use]
pub fn model_pair_csv(site: &Site, first: ModelId, second: ModelId) -> String {
    let ladder = &site.ladder;
    let mut table = Table::default();
    table.row([
        site.words.get("category"),
        site.words.get("area"),
        &ladder.model(first).title,
        &ladder.model(second).title,
        site.words.get("csv_moves"),
        site.words.get("csv_drift"),
    ]);
    for change in ladder.changes(first, second) {
        let [category, title] = names(site, change.area);
        table.row([
            category.as_str(),
            &title,
            &site.answer_text(&change.before),
            &site.answer_text(&change.after),
            site.words
                .get(if change.moves { "csv_yes" } else { "csv_no" }),
            site.words.get(match change.drift {
                Drift::Better => "better",
                Drift::Worse => "worse",
                Drift::Same => "csv_same",
            }),
        ]);
    }
    table.0
}

/// What sources say of the areas they disagree about.
#[must_use]
pub fn disagreements_csv(site: &Site) -> String {
    let ladder = &site.ladder;
    let mut table = Table::default();
    table.row(["category", "area", "source", "model", "who"].map(|key| site.words.get(key)));
    for area in ladder.disputed() {
        let [category, title] = names(site, area);
        for claim in ladder.claims(area) {
            let model = claim.model.map(|model| ladder.model(model).title.as_str());
            table.row([
                category.as_str(),
                &title,
                &ladder.source(claim.source).title,
                model.unwrap_or_default(),
                &site.held_text(&claim.held),
            ]);
        }
    }
    table.0
}

/// Who holds what in a team: every area with the reason, and beside it what the model says that the team follows.
#[must_use]
pub fn team_csv(site: &Site, id: TeamId) -> String {
    let ladder = &site.ladder;
    let team = ladder.team(id);
    let followed = team.follows.map(|(model, _)| &ladder.model(model).title);
    let mut table = Table::default();
    table.row([
        site.words.get("category"),
        site.words.get("area"),
        &team.title,
        site.words.get("csv_why"),
        followed.map_or(site.words.get("owner_default"), |title| title),
        site.words.get("csv_departs"),
    ]);
    for area in ladder.area_ids() {
        let [category, title] = names(site, area);
        let answer = ladder.team_answer(id, area);
        let departs = matches!(answer.reason, Reason::Override(_));
        let (_, why) = site.reason(&answer.reason);
        table.row([
            category.as_str(),
            &title,
            &site.answer_text(&answer),
            &why,
            &site.answer_text(&ladder.followed_answer(id, area)),
            site.words.get(if departs { "csv_yes" } else { "csv_no" }),
        ]);
    }
    table.0
}

/// The titles of an area's category and of the area itself; a category stands in its own.
fn names(site: &Site, area: AreaId) -> [String; 2] {
    let category = site.ladder.ancestry(area).last().unwrap_or(area);
    [category, area].map(|area| site.ladder.area(area).title.clone())
}

/// A table that is being written.
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
        let guard = if is_formula(cell) { "'" } else { "" };
        if cell.contains(['"', ',', '\r', '\n']) || cell.trim() != cell {
            self.0.push('"');
            self.0.push_str(guard);
            self.0.push_str(&cell.replace('"', "\"\""));
            self.0.push('"');
        } else {
            self.0.push_str(guard);
            self.0.push_str(cell);
        }
    }
}

/// Whether a spreadsheet may run a cell as a formula; a leading `'` makes it text. The wide forms count in East Asian editions.
fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}
