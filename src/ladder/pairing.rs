//! Pairings: two roles that lead together at a scope. Said by one of the two is enough.

use super::{Ladder, RoleId, ScopeId};

/// Two roles that lead together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pairing {
    /// Where they do; none where nobody says.
    pub scope: Option<ScopeId>,
    /// The role that comes first in lists.
    pub first: RoleId,
    /// The other one.
    pub second: RoleId,
}

impl Pairing {
    /// Of two roles in either order.
    #[must_use]
    pub fn new(scope: Option<ScopeId>, one: RoleId, other: RoleId) -> Pairing {
        Pairing {
            scope,
            first: one.min(other),
            second: one.max(other),
        }
    }

    /// What lists are ordered by: the scope, no scope last, then the roles.
    #[must_use]
    pub fn key(&self) -> (usize, RoleId, RoleId) {
        let scope = self.scope.map_or(usize::MAX, ScopeId::index);
        (scope, self.first, self.second)
    }

    /// The other role of the two; none where this one is not of them.
    #[must_use]
    pub fn other(&self, role: RoleId) -> Option<RoleId> {
        match role {
            role if role == self.first => Some(self.second),
            role if role == self.second => Some(self.first),
            _ => None,
        }
    }
}

impl Ladder {
    /// The pairings of a role, each with the other one.
    pub fn pairings_of(&self, role: RoleId) -> impl Iterator<Item = (RoleId, Pairing)> {
        let pairings = self.pairings.iter();
        pairings.filter_map(move |pairing| Some((pairing.other(role)?, *pairing)))
    }

    /// The pairings of two roles, one for each scope.
    pub fn pairings_between(&self, one: RoleId, other: RoleId) -> impl Iterator<Item = Pairing> {
        let of_one = self.pairings_of(one);
        of_one.filter_map(move |(found, pairing)| (found == other).then_some(pairing))
    }
}
