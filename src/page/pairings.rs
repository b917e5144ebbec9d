//! Roles that lead together, on the pages of roles and teams.

use serde::Serialize;

use super::chips;
use super::desk::Desk;
use super::link::Link;
use crate::ladder;
use crate::ladder::{RoleId, ScopeId};
use crate::plan::route::Page;
use crate::words::key;

/// Roles that lead together at one scope.
#[derive(Clone, Debug, Serialize)]
pub struct PairingGroup {
    /// The scope in a phrase, or that none is named.
    pub title: String,
    /// The pairings.
    pub pairings: Vec<Pairing>,
}

/// Two roles that lead together.
#[derive(Clone, Debug, Serialize)]
pub struct Pairing {
    /// The role that comes first in lists.
    pub first: chips::Chip,
    /// The other one.
    pub second: chips::Chip,
    /// The two side by side, where they have such a page.
    pub compare: Option<Link>,
}

/// A role that another leads together with.
#[derive(Clone, Debug, Serialize)]
pub struct PairedWith {
    /// The role.
    pub chip: chips::Chip,
    /// At which scope, in a phrase; none where nobody says.
    pub at: Option<String>,
}

/// All pairings, scope by scope.
pub(crate) fn groups(desk: &Desk<'_>) -> Vec<PairingGroup> {
    let mut groups: Vec<(Option<ScopeId>, PairingGroup)> = Vec::new();
    for each in &desk.ladder.pairings {
        if groups.last().is_none_or(|(scope, _)| *scope != each.scope) {
            let title = desk
                .phrase
                .pairing_at(*each)
                .unwrap_or_else(|| desk.words.get(key!("pairing_anywhere")).to_owned());
            let pairings = Vec::new();
            groups.push((each.scope, PairingGroup { title, pairings }));
        }
        if let Some((_, group)) = groups.last_mut() {
            group.pairings.push(pairing(desk, *each));
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

pub(crate) fn pairing(desk: &Desk<'_>, pairing: ladder::Pairing) -> Pairing {
    let ladder::Pairing { first, second, .. } = pairing;
    Pairing {
        first: chips::chip(desk, first),
        second: chips::chip(desk, second),
        compare: desk
            .plan
            .shown
            .pairs
            .find(first, second)
            .map(|pair| desk.link(Page::RolePair(pair.first, pair.second))),
    }
}

/// The roles that a role leads together with.
pub(crate) fn of_role(desk: &Desk<'_>, role: RoleId) -> Vec<PairedWith> {
    let pairings = desk.ladder.pairings_of(role);
    pairings
        .map(|(other, pairing)| PairedWith {
            chip: chips::chip(desk, other),
            at: desk.phrase.pairing_at(pairing),
        })
        .collect()
}
