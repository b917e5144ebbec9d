//! Practices: guides that say what the people in a role do, again and again.

use super::{DocumentId, RoleId};
use crate::document::front_matter::Cadence;

/// A guide that describes the practice of roles.
#[derive(Clone, Debug)]
pub struct Practice {
    pub document: DocumentId,
    /// Whose practice it is, in the author's order.
    pub roles: Vec<RoleId>,
    pub cadence: Vec<Cadence>,
}
