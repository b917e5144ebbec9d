//! The page of all roles.

use serde::Serialize;

use super::desk::Desk;
use super::html::Html;
use super::{chips, pairings, prose};
use crate::document::front_matter::RoleKind;
use crate::ladder::{RoleId, Subject};
use crate::plan::Part;
use crate::plan::route::Page;

/// All roles.
#[derive(Clone, Debug, Serialize)]
pub struct Roles {
    /// The author's words on them.
    pub body: Html,
    /// Jobs, hats, groups; each with at least one role.
    pub groups: Vec<RoleGroup>,
    /// Which roles lead together, scope by scope.
    pub pairings: Vec<pairings::PairingGroup>,
}

/// Roles of one sort.
#[derive(Clone, Debug, Serialize)]
pub struct RoleGroup {
    /// What they are.
    pub title: String,
    /// The roles.
    pub roles: Vec<RoleCard>,
}

/// A role in a list.
#[derive(Clone, Debug, Serialize)]
pub struct RoleCard {
    /// The role.
    pub chip: chips::Chip,
    /// What it is.
    pub description: Option<String>,
    /// What it looks at.
    pub focus: Option<String>,
    /// How many areas it owns or shares by its definition.
    pub area_count: usize,
}

pub(crate) fn view(desk: &Desk<'_>) -> Roles {
    let groups = [RoleKind::Job, RoleKind::Hat, RoleKind::Group]
        .into_iter()
        .map(|kind| RoleGroup {
            title: desk.phrase.roles_of_kind(kind),
            roles: desk
                .ladder
                .role_ids()
                .filter(|id| desk.ladder.role(*id).kind == kind)
                .map(|id| card(desk, id))
                .collect(),
        })
        .filter(|group| !group.roles.is_empty())
        .collect();
    Roles {
        body: prose::index_body(desk, Page::Index(Part::Roles)),
        groups,
        pairings: pairings::groups(desk),
    }
}

pub(crate) fn card(desk: &Desk<'_>, id: RoleId) -> RoleCard {
    let role = desk.ladder.role(id);
    RoleCard {
        chip: chips::chip(desk, id),
        description: prose::description(desk, Subject::Role(id)),
        focus: role.focus.clone(),
        area_count: role.owns.len() + role.shares.len(),
    }
}
