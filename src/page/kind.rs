//! Which template shows a page.

use crate::ladder::Subject;
use crate::plan::route::Page;

/// The template of a page, and what search results call it.
pub(crate) fn kind_of(page: Page) -> &'static str {
    match page {
        Page::Index(part) => part.index_template(),
        Page::Disagreements => "disagreements",
        Page::TrackPair(..) => "track-pair",
        Page::About => "about",
        Page::Print => "print",
        Page::NotFound => "not-found",
        Page::Search => "search",
        Page::RolePair(..) => "role-pair",
        Page::ModelPair(..) => "model-pair",
        Page::Check(_) | Page::Subject(Subject::Page(_) | Subject::Comparison(_)) => "prose",
        Page::Subject(subject) => subject.kind().word(),
    }
}
