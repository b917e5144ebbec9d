//! The page of a guide, and the practices of a role.

use serde::Serialize;

use super::desk::Desk;
use super::html::Html;
use super::link::Link;
use super::{chips, prose};
use crate::ladder;
use crate::ladder::{DocumentId, RoleId};

/// Index pages, guides, the glossary, the explanation of a check: prose. In templates: `view`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Prose {
    /// The roles whose practice a guide describes.
    pub practice_of: Vec<chips::Chip>,
    /// How often a practice is done.
    pub cadence: Vec<Cadence>,
    /// The body.
    pub body: Html,
}

/// A guide that describes the practice of a role, in a list.
#[derive(Clone, Debug, Serialize)]
pub struct Practice {
    /// Title and page.
    pub link: Link,
    /// What it is.
    pub description: Option<String>,
    /// How often it is done.
    pub cadence: Vec<Cadence>,
}

/// How often something is done.
#[derive(Clone, Debug, Serialize)]
pub struct Cadence {
    /// What; none for the practice as a whole.
    pub what: Option<Html>,
    /// How often.
    pub how_often: String,
}

/// The body of a guide, with whose practice it is and how often.
pub(crate) fn view(desk: &Desk<'_>, id: DocumentId) -> Prose {
    Prose {
        practice_of: chips::chips(desk, desk.ladder.practitioners(id).iter().copied()),
        cadence: cadence(desk, id),
        body: prose::body(desk, id),
    }
}

pub(crate) fn practices(desk: &Desk<'_>, role: RoleId) -> Vec<Practice> {
    let practices = desk.ladder.practices_of(role);
    practices.map(|one| practice(desk, one)).collect()
}

fn practice(desk: &Desk<'_>, practice: &ladder::Practice) -> Practice {
    let subject = desk.ladder.subjects[practice.document];
    Practice {
        link: desk.link(desk.plan.page_of(subject)),
        description: prose::document_description(desk, practice.document),
        cadence: cadence(desk, practice.document),
    }
}

fn cadence(desk: &Desk<'_>, id: DocumentId) -> Vec<Cadence> {
    let cadence = desk.ladder.cadence(id).iter();
    cadence
        .map(|cadence| Cadence {
            what: cadence
                .what
                .as_ref()
                .map(|what: &_| -> Html { prose::inline(desk, id, what) }),
            how_often: cadence.how_often.value.clone(),
        })
        .collect()
}
