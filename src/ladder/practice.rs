//! Practices: guides that say what the people in a role do, again and again.

use std::collections::BTreeSet;

use super::{DocumentId, Ladder, RoleId};
use crate::document::front_matter::Own;

/// A guide that describes the practice of roles.
#[derive(Clone, Debug)]
pub struct Practice {
    /// The guide, with how often it is done.
    pub document: DocumentId,
    /// Whose practice it is, in the author's order.
    pub roles: Vec<RoleId>,
}

impl Ladder {
    /// The practices of a role, in the order of lists.
    pub fn practices_of(&self, role: RoleId) -> impl Iterator<Item = &Practice> {
        let all = self.practices.iter();
        all.filter(move |practice| practice.roles.contains(&role))
    }

    /// The roles whose practice a guide describes, in the author's order.
    #[must_use]
    pub fn practitioners(&self, guide: DocumentId) -> Vec<RoleId> {
        let Own::Guide(own) = &self.document(guide).front.own else {
            return Vec::new();
        };
        let names = own.practice_of.iter();
        let mut roles: Vec<RoleId> = names
            .flat_map(|name| self.names.roles.all(&name.value))
            .map(RoleId::new)
            .collect();
        let mut seen = BTreeSet::new();
        roles.retain(|role| seen.insert(*role));
        roles
    }
}
