//! Areas in lists of other pages.

use serde::Serialize;

use super::desk::Desk;
use super::link::Link;
use super::{chips, prose};
use crate::ladder::{AreaId, RoleId, Subject};

/// An area in a list.
#[derive(Clone, Debug, Serialize)]
pub struct AreaLink {
    /// The area's id, for fragments.
    pub id: String,
    /// Title and address.
    pub link: Link,
    /// What it is.
    pub description: Option<String>,
    /// The other holders, where it is shared.
    pub with: Vec<chips::Chip>,
    /// Who takes part in it without owning.
    pub partners: Vec<chips::Partner>,
    /// 0 for an area directly below its category.
    pub depth: usize,
}

/// Areas under their category.
#[derive(Clone, Debug, Serialize)]
pub struct AreaGroup {
    /// The category's id.
    pub id: String,
    /// The category.
    pub category: Link,
    /// Whether all of it is meant, and not only the areas.
    pub whole: bool,
    /// The other holders, where all of it is shared.
    pub with: Vec<chips::Chip>,
    /// The areas below it that are meant.
    pub areas: Vec<AreaLink>,
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
    pub answer: chips::Answer,
}

/// An area with its answer.
#[derive(Clone, Debug, Serialize)]
pub struct AreaAnswer {
    /// The area.
    pub area: Link,
    /// How many areas of the list stand above it in the tree.
    pub depth: usize,
    /// Who owns it.
    pub answer: chips::Answer,
}

pub(crate) fn row(desk: &Desk<'_>, area: AreaId, base: usize) -> AreaRow {
    AreaRow {
        link: desk.area_link(area),
        description: prose::description(desk, Subject::Area(area)),
        depth: desk.ladder.area(area).depth.saturating_sub(base),
        answer: chips::answer(desk, &desk.ladder.default_answer(area)),
    }
}

/// An area for a list; `but` is the role that the list is about.
pub(crate) fn with(desk: &Desk<'_>, area: AreaId, but: Option<RoleId>) -> AreaLink {
    let with = if but.is_some() {
        chips::owners(desk, area, but)
    } else {
        Vec::new()
    };
    AreaLink {
        id: desk.ladder.area(area).id.clone(),
        link: desk.area_link(area),
        description: prose::description(desk, Subject::Area(area)),
        with,
        // Of those who say so of the whole category its own page tells, and that of each area.
        partners: chips::partners(desk, area)
            .into_iter()
            .filter(|partner| partner.from.is_none())
            .collect(),
        depth: desk.ladder.area(area).depth.saturating_sub(1),
    }
}

/// All areas below an area, in order.
pub(crate) fn below(desk: &Desk<'_>, area: AreaId) -> Vec<AreaId> {
    let depth = desk.ladder.area(area).depth;
    desk.ladder
        .area_ids()
        .skip(area.index() + 1)
        .take_while(|below| desk.ladder.area(*below).depth > depth)
        .collect()
}
