//! Assessments: checklists with a threshold, and questions on a scale.

use super::DocumentId;

/// A checklist or a set of questions.
#[derive(Clone, Debug)]
pub struct Assessment {
    /// File name without ending.
    pub id: String,
    /// Where it is defined.
    pub document: DocumentId,
    /// Name on the page.
    pub title: String,
}
