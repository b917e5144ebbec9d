//! The page of all assessments.

use serde::Serialize;

use super::desk::Desk;
use super::html::Html;
use super::link::Link;
use super::{assessment, chips, prose};
use crate::ladder::{AssessmentId, Subject};
use crate::plan::Part;
use crate::plan::route::Page;

/// All assessments.
#[derive(Clone, Debug, Serialize)]
pub struct Assessments {
    /// The author's words on them.
    pub body: Html,
    /// The assessments.
    pub assessments: Vec<AssessmentCard>,
}

/// An assessment in a list.
#[derive(Clone, Debug, Serialize)]
pub struct AssessmentCard {
    /// Title and page.
    pub link: Link,
    /// What it is.
    pub description: Option<String>,
    /// How much there is to fill in, in words.
    pub size: String,
    /// The roles it is about.
    pub roles: Vec<chips::Chip>,
    /// The models it is about.
    pub models: Vec<Link>,
}

pub(crate) fn view(desk: &Desk<'_>) -> Assessments {
    let all = desk.ladder.assessments.ids();
    Assessments {
        body: prose::index_body(desk, Page::Index(Part::Assessments)),
        assessments: all.map(|id| card(desk, id)).collect(),
    }
}

fn card(desk: &Desk<'_>, id: AssessmentId) -> AssessmentCard {
    let assessment = desk.ladder.assessment(id);
    AssessmentCard {
        link: desk.link_to(Subject::Assessment(id)),
        description: prose::description(desk, Subject::Assessment(id)),
        size: assessment::size(desk, assessment.form.as_ref()),
        roles: chips::chips(desk, assessment.roles.iter().copied()),
        models: assessment::models(desk, &assessment.models),
    }
}
