//! Teams: who decides what in a real team, which follows a model and may depart from it.

use super::DocumentId;

/// A real team.
#[derive(Clone, Debug)]
pub struct Team {
    /// File name without ending.
    pub id: String,
    /// Where it is defined.
    pub document: DocumentId,
    /// Name on the page.
    pub title: String,
}
