//! Which page shows which document.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::route::Page;
use crate::ladder::pairs::{Pair, Pairs};
use crate::ladder::{DocumentId, Ladder, RoleId, Subject};

/// What stands on which page.
pub(crate) struct Shown {
    ladder: Arc<Ladder>,
    /// The comparisons of roles.
    pub(crate) pairs: Pairs,
    /// The documents whose prose stands on a generated page.
    pub(crate) prose: BTreeMap<Page, DocumentId>,
}

impl Shown {
    pub(super) fn new(ladder: &Arc<Ladder>, pairs: Pairs) -> Shown {
        Shown {
            ladder: Arc::clone(ladder),
            pairs,
            prose: prose(ladder),
        }
    }

    pub(super) fn ladder(&self) -> &Ladder {
        &self.ladder
    }

    pub(super) fn document_of(&self, page: Page) -> Option<DocumentId> {
        match page {
            Page::Subject(subject) => Some(self.ladder.document_of(subject)),
            Page::RolePair(first, second) => {
                let file = self.pairs.find(first, second)?.file?;
                Some(self.ladder.comparisons[file.index()].document)
            }
            page => self.prose.get(&page).copied(),
        }
    }

    pub(super) fn page_of(&self, subject: Subject) -> Page {
        match subject {
            Subject::Page(id) => self
                .prose
                .iter()
                .find(|(_, prose)| **prose == id)
                .map_or(Page::Subject(subject), |(page, _)| *page),
            Subject::Comparison(id) => {
                let comparison = &self.ladder.comparisons[id.index()];
                match self.pairs.find(comparison.left, comparison.right) {
                    Some(Pair { first, second, .. }) => Page::RolePair(first, second),
                    None => Page::Comparisons,
                }
            }
            Subject::Role(_)
            | Subject::Area(_)
            | Subject::Model(_)
            | Subject::Team(_)
            | Subject::Track(_)
            | Subject::Axis(_)
            | Subject::Assessment(_)
            | Subject::Source(_) => Page::Subject(subject),
        }
    }

    pub(super) fn sides(&self, first: RoleId, second: RoleId) -> (RoleId, RoleId) {
        let file = self.pairs.find(first, second).and_then(|pair| pair.file);
        file.map_or((first, second), |id| {
            let comparison = &self.ladder.comparisons[id.index()];
            (comparison.left, comparison.right)
        })
    }
}

/// The documents whose prose stands on a generated page.
fn prose(ladder: &Ladder) -> BTreeMap<Page, DocumentId> {
    let pages = [
        ("index.md", Page::Home, true),
        ("roles/index.md", Page::Roles, !ladder.roles.is_empty()),
        ("areas/index.md", Page::Areas, !ladder.areas.is_empty()),
        (
            "areas/disagreements.md",
            Page::Disagreements,
            !ladder.areas.is_empty(),
        ),
        ("models/index.md", Page::Models, !ladder.models.is_empty()),
        (
            "comparisons/index.md",
            Page::Comparisons,
            ladder.roles.len() > 1,
        ),
        ("teams/index.md", Page::Teams, !ladder.teams.is_empty()),
        (
            "tracks/index.md",
            Page::Tracks,
            !(ladder.tracks.is_empty() && ladder.axes.is_empty()),
        ),
        (
            "assessments/index.md",
            Page::Assessments,
            !ladder.assessments.is_empty(),
        ),
        (
            "sources/index.md",
            Page::Sources,
            !ladder.sources.is_empty(),
        ),
        ("guides/index.md", Page::Guides, true),
        ("about.md", Page::About, true),
        ("print.md", Page::Print, true),
    ];
    pages
        .into_iter()
        .filter(|(.., generated)| *generated)
        .filter_map(|(path, page, _)| {
            let at = ladder
                .documents
                .binary_search_by(|document| document.path.as_str().cmp(path))
                .ok()?;
            Some((page, DocumentId::new(at)))
        })
        .collect()
}
