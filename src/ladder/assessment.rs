//! Assessments: checklists with a threshold, and questions on a scale.

use super::{AssessmentId, DocumentId, Ladder, ModelId, RoleId};
use crate::document::front_matter::assessment::Form;

/// A checklist or a set of questions.
#[derive(Clone, Debug)]
pub struct Assessment {
    /// File name without ending.
    pub id: String,
    /// Where it is defined.
    pub document: DocumentId,
    /// Name on the page.
    pub title: String,
    /// The roles it is about, in the author's order.
    pub roles: Vec<RoleId>,
    /// The models it is about, in the author's order.
    pub models: Vec<ModelId>,
    /// What there is to fill in; none only where an error keeps the site from being published.
    pub form: Option<Form>,
}

impl Ladder {
    /// The assessments that are about a role.
    pub fn assessments_of_role(&self, role: RoleId) -> impl Iterator<Item = AssessmentId> {
        self.assessments_that(move |assessment| assessment.roles.contains(&role))
    }

    /// The assessments that are about a model.
    pub fn assessments_of_model(&self, model: ModelId) -> impl Iterator<Item = AssessmentId> {
        self.assessments_that(move |assessment| assessment.models.contains(&model))
    }

    fn assessments_that(
        &self,
        wanted: impl Fn(&Assessment) -> bool,
    ) -> impl Iterator<Item = AssessmentId> {
        let all = self.assessments.pairs();
        all.filter(move |(_, assessment)| wanted(assessment))
            .map(|(id, _)| id)
    }
}
