//! Two roles side by side.

mod cells;

pub use cells::{PairCell, PairRow};

use std::collections::BTreeSet;

use serde::Serialize;

use super::desk::Desk;
use super::html::Html;
use super::link::Link;
use super::{chips, matrix, prose};
use crate::ladder::compare::{Group, GroupKind};
use crate::ladder::{Answer, AreaId, ModelId, RoleId, Subject};
use crate::phrase::group_name;
use crate::plan::route::{Extra, Page, Url};
use crate::words::key;

/// Two roles side by side.
#[derive(Clone, Debug, Serialize)]
pub struct RolePair {
    /// The left role.
    pub left: PairSide,
    /// The right role.
    pub right: PairSide,
    /// Where the two lead together, in a phrase; empty where nobody says that they do.
    pub pairing: String,
    /// The rows, in groups.
    pub groups: Vec<PairGroup>,
    /// Who owns each area, model by model, for these two roles.
    pub by_model: PairMatrix,
    /// The author's words that are no rows.
    pub body: Html,
    /// The same as CSV.
    pub csv: Url,
    /// Other comparisons of the left role, each titled by the role on the other side; for the picker.
    pub others: Vec<Link>,
    /// The same for the right role.
    pub others_right: Vec<Link>,
}

/// One of the two roles.
#[derive(Clone, Debug, Serialize)]
pub struct PairSide {
    /// The role.
    pub chip: chips::Chip,
    /// What it is.
    pub description: Option<String>,
    /// What it looks at.
    pub focus: Option<String>,
    /// The questions it answers, in the site's language.
    pub answers: Vec<String>,
    /// Its manager's role.
    pub reports_to: Option<chips::Chip>,
    /// How many rows of the table give it an area alone.
    pub owns: usize,
    /// How many give both an area.
    pub shares: usize,
    /// The name of the list of its other comparisons.
    pub compare: String,
}

/// Rows under one heading.
#[derive(Clone, Debug, Serialize)]
pub struct PairGroup {
    /// `facing`, `shared`, `one-side`, `takes-part`, `hats`, `attributes`, `backup`, `sections`.
    pub kind: &'static str,
    /// The heading.
    pub title: String,
    /// The rows.
    pub rows: Vec<cells::PairRow>,
}

/// Areas × models, told from two roles.
#[derive(Clone, Debug, Serialize)]
pub struct PairMatrix {
    /// Whether areas below the categories were left out to keep the page in bounds.
    pub categories_only: bool,
    /// The columns: models in which at least one of the two takes part.
    pub models: Vec<matrix::MatrixModel>,
    /// The rows: areas that at least one of the two holds under one of them.
    pub rows: Vec<matrix::MatrixRow>,
}

pub(crate) fn view(desk: &Desk<'_>, first: RoleId, second: RoleId) -> RolePair {
    let file = desk
        .plan
        .shown
        .pairs
        .find(first, second)
        .and_then(|pair| pair.file);
    let (left, right) = desk.plan.sides(first, second);
    let comparison = desk.ladder.compare(left, right, file);
    let document = file.map(|id| desk.ladder.comparisons[id].document);
    let cut = file.map(|id| {
        let comparison = &desk.ladder.comparisons[id];
        cells::Cut {
            parts: prose::parts(desk, comparison.document),
            sections: &comparison.sections,
            headings: &desk.ladder.document(comparison.document).outline.headings,
        }
    });
    let [owned_left, owned_right, shared] = comparison.counts();
    let groups = in_one_place(GroupKind::Attributes, &comparison.groups)
        .iter()
        .map(|group| PairGroup {
            kind: group_name(group.kind),
            title: desk.phrase.group(group.kind),
            rows: group
                .rows
                .iter()
                .flat_map(|row| cells::rows(desk, row, (left, right), document, cut.as_ref()))
                .collect(),
        })
        .collect();
    RolePair {
        left: side(desk, left, (owned_left, shared)),
        right: side(desk, right, (owned_right, shared)),
        pairing: desk.phrase.pairing(left, right),
        groups,
        by_model: matrix(desk, left, right),
        body: cut.map(|cut| cut.prose()).unwrap_or_default(),
        csv: desk.extra_url(&Extra::RolePairCsv(first, second)),
        others: others(desk, left, right),
        others_right: others(desk, right, left),
    }
}

/// The comparisons of a role but one, each titled by the role on the other side.
fn others(desk: &Desk<'_>, role: RoleId, but: RoleId) -> Vec<Link> {
    /// A longer list is one to search in: the page of all comparisons has it.
    const SHOWN: usize = 500;
    let others = desk
        .plan
        .shown
        .pairs
        .of(role)
        .filter(|(other, _)| *other != but);
    others
        .take(SHOWN)
        .map(|(other, pair)| Link {
            title: desk.ladder.role(other).title.clone(),
            url: desk.url(Page::RolePair(pair.first, pair.second)),
        })
        .collect()
}

fn side(desk: &Desk<'_>, id: RoleId, (owns, shares): (usize, usize)) -> PairSide {
    let role = desk.ladder.role(id);
    PairSide {
        chip: chips::chip(desk, id),
        description: prose::description(desk, Subject::Role(id)),
        focus: role.focus.clone(),
        answers: desk.phrase.questions(id),
        reports_to: role.reports_to.map(|id| chips::chip(desk, id)),
        owns,
        shares,
        compare: desk
            .words
            .fill(key!("compare_it"), &[("role", role.short())]),
    }
}

/// The areas that one of the two holds under a model that one of them takes part in. What only repeats the area above it is left
/// out: it is most of the table, and says nothing of the two. Where it would still be very large, so are all but the categories;
/// the areas' own pages have the rest.
fn matrix(desk: &Desk<'_>, left: RoleId, right: RoleId) -> PairMatrix {
    const CELLS: usize = 600;
    let ladder = &desk.ladder;
    let takes_part =
        |model: &ModelId| ladder.model(*model).has(left) || ladder.model(*model).has(right);
    let models: Vec<ModelId> = ladder.model_ids().filter(takes_part).collect();
    let names_one = |answer: &Answer| {
        answer
            .held()
            .is_some_and(|held| held.roles().any(|role| role == left || role == right))
    };
    let says_more = |answer: &Answer| answer.held().is_some() && !answer.repeats();
    let row = |area: AreaId| {
        let answers = models.iter().map(|model| ladder.answer(*model, area));
        (area, answers.collect())
    };
    let mut rows: Vec<(AreaId, Vec<Answer>)> = ladder.area_ids().map(row).collect();
    // With what they belong to, or they would seem to belong to the row above them.
    let shown: BTreeSet<AreaId> = rows
        .iter()
        .filter(|(_, answers)| answers.iter().any(names_one) && answers.iter().any(says_more))
        .flat_map(|(area, _)| ladder.ancestry(*area))
        .collect();
    rows.retain(|(area, _)| shown.contains(area));
    let categories_only = rows.len() * models.len() > CELLS;
    if categories_only {
        rows.retain(|(area, _)| ladder.area(*area).depth == 0);
    }
    PairMatrix {
        categories_only,
        rows: matrix::rows(desk, &models, &rows, true),
        models: models
            .into_iter()
            .map(|model| matrix::head(desk, model))
            .collect(),
    }
}

/// Groups with all rows of a kind in the first group of that kind: what the data adds to the rows of a file would else stand under a
/// second heading of the same name. Exports keep the order of rows.
fn in_one_place(kind: GroupKind, groups: &[Group]) -> Vec<Group> {
    let (of_kind, mut rest): (Vec<Group>, Vec<Group>) =
        groups.iter().cloned().partition(|group| group.kind == kind);
    let at = groups.iter().position(|group| group.kind == kind);
    let rows = of_kind.into_iter().flat_map(|group| group.rows).collect();
    if let Some(at) = at {
        rest.insert(at, Group { kind, rows });
    }
    rest
}
