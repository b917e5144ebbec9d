//! Pairings: two roles that lead together at a scope. Said by one of the two is enough.

use super::{RoleId, ScopeId};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pairing {
    pub scope: Option<ScopeId>,
    /// The role that comes first in lists.
    pub first: RoleId,
    pub second: RoleId,
}

impl Pairing {
    /// Of two roles in either order.
    pub fn new(scope: Option<ScopeId>, one: RoleId, other: RoleId) -> Pairing {
        Pairing {
            scope,
            first: one.min(other),
            second: one.max(other),
        }
    }

    /// What lists are ordered by: the scope, no scope last, then the roles.
    pub fn key(&self) -> (usize, RoleId, RoleId) {
        let scope = self.scope.map_or(usize::MAX, ScopeId::index);
        (scope, self.first, self.second)
    }

    /// The other role of the two; none where this one is not of them.
    pub fn other(&self, role: RoleId) -> Option<RoleId> {
        match role {
            role if role == self.first => Some(self.second),
            role if role == self.second => Some(self.first),
            _ => None,
        }
    }
}
