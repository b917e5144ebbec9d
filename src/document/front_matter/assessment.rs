//! The keys of an assessment.

use crate::document::fields::Fields;
use crate::document::yaml::Text;

/// An assessment as written.
#[derive(Clone, Debug, PartialEq)]
pub struct AssessmentText {
    /// The roles and models it is about.
    pub about: Vec<Text>,
}

pub(super) fn read(fields: &mut Fields<'_>) -> AssessmentText {
    AssessmentText {
        about: fields.short_texts("for"),
    }
}
