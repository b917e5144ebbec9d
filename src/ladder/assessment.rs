//! Assessments: checklists with a threshold, and questions on a scale.

use super::{DocumentId, ModelId, RoleId};
use crate::document::front_matter::assessment::Form;

/// A checklist or a set of questions.
#[derive(Clone, Debug)]
pub struct Assessment {
    pub id: String,
    pub document: DocumentId,
    pub title: String,
    /// The roles it is about, in the author's order.
    pub roles: Vec<RoleId>,
    /// The models it is about, in the author's order.
    pub models: Vec<ModelId>,
    /// What there is to fill in; none only where an error keeps the site from being published.
    pub form: Option<Form>,
}
