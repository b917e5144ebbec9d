//! Which template shows a page.

use crate::ladder::Subject;
use crate::plan::route::Page;

/// The template of a page, and what search results call it.
pub(crate) fn kind_of(page: Page) -> &'static str {
    match page {
        Page::Home => "home",
        Page::Roles => "roles",
        Page::Areas => "areas",
        Page::Disagreements => "disagreements",
        Page::Models => "matrix",
        Page::Comparisons => "comparisons",
        Page::Sources => "sources",
        Page::Teams => "teams",
        Page::Assessments => "assessments",
        Page::Guides | Page::Checks => "listing",
        Page::Tracks => "tracks",
        Page::TrackPair(..) => "track-pair",
        Page::Subject(Subject::Track(_)) => "track",
        Page::Subject(Subject::Axis(_)) => "axis",
        Page::About => "about",
        Page::Print => "print",
        Page::NotFound => "not-found",
        Page::Search => "search",
        Page::RolePair(..) => "role-pair",
        Page::ModelPair(..) => "model-pair",
        Page::Subject(Subject::Role(_)) => "role",
        Page::Subject(Subject::Area(_)) => "area",
        Page::Subject(Subject::Model(_)) => "model",
        Page::Subject(Subject::Source(_)) => "source",
        Page::Subject(Subject::Team(_)) => "team",
        Page::Subject(Subject::Assessment(_)) => "assessment",
        Page::Check(_) | Page::Subject(Subject::Page(_) | Subject::Comparison(_)) => "prose",
    }
}
