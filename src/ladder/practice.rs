//! Practices: guides that say what the people in a role do, again and again.

use super::{DocumentId, Ladder, RoleId};

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

    /// What a guide says about being a practice, if it is one.
    #[must_use]
    pub fn practice(&self, document: DocumentId) -> Option<&Practice> {
        let mut all = self.practices.iter();
        all.find(|practice| practice.document == document)
    }
}
