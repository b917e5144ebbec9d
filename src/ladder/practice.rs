//! Practices: guides that say what the people in a role do, again and again.

use super::resolve::list_key;
use super::{DocumentId, Ladder, RoleId};
use crate::document::front_matter::Cadence;

/// A guide that describes the practice of roles.
#[derive(Clone, Debug)]
pub struct Practice {
    /// The guide.
    pub document: DocumentId,
    /// Whose practice it is, in the author's order.
    pub roles: Vec<RoleId>,
    /// How often it is done.
    pub cadence: Vec<Cadence>,
}

impl Ladder {
    /// The practices of a role, in the order of lists.
    pub fn practices_of(&self, role: RoleId) -> impl Iterator<Item = &Practice> {
        let all = self.practices.values();
        let mut own: Vec<&Practice> = all
            .filter(|practice| practice.roles.contains(&role))
            .collect();
        own.sort_by_cached_key(|practice| list_key(self.document(practice.document)));
        own.into_iter()
    }

    /// The roles whose practice a guide describes, in the author's order.
    #[must_use]
    pub fn practitioners(&self, guide: DocumentId) -> &[RoleId] {
        let practice = self.practices.get(&guide);
        practice.map_or(&[], |practice| &practice.roles)
    }

    /// How often the practice of a guide is done.
    #[must_use]
    pub fn cadence(&self, guide: DocumentId) -> &[Cadence] {
        let practice = self.practices.get(&guide);
        practice.map_or(&[], |practice| &practice.cadence)
    }
}
