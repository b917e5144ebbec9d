//! Which page shows which document.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::part::Part;
use super::route::Page;
use crate::kinds::Kind;
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
                Some(self.ladder.comparisons[file].document)
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
                let comparison = &self.ladder.comparisons[id];
                match self.pairs.find(comparison.left, comparison.right) {
                    Some(Pair { first, second, .. }) => Page::RolePair(first, second),
                    None => Page::Index(Part::Compare),
                }
            }
            subject => Page::Subject(subject),
        }
    }

    pub(super) fn sides(&self, first: RoleId, second: RoleId) -> (RoleId, RoleId) {
        let file = self.pairs.find(first, second).and_then(|pair| pair.file);
        file.map_or((first, second), |id| {
            let comparison = &self.ladder.comparisons[id];
            (comparison.left, comparison.right)
        })
    }
}

/// The documents whose prose stands on a generated page.
fn prose(ladder: &Ladder) -> BTreeMap<Page, DocumentId> {
    let has_any = |part: &Part| match part {
        Part::Home | Part::Guides => true,
        // Two roles can be compared without a file.
        Part::Compare => ladder.roles.len() > 1,
        part => part.kinds().iter().any(|kind| ladder.has_any(*kind)),
    };
    let documents = ladder.documents.pairs();
    let places: HashMap<&str, DocumentId> = documents
        .filter(|(_, document)| document.kind == Kind::Guide)
        .map(|(id, document)| (document.place.as_str(), id))
        .collect();
    let parts = Part::ALL.iter().filter(|part| has_any(part));
    let parts = parts.filter_map(|part| Some((part.prose_file()?, Page::Index(*part))));
    let others = [
        ("areas/disagreements.md", Page::Disagreements),
        ("about.md", Page::About),
        ("print.md", Page::Print),
    ];
    let others = others
        .into_iter()
        .filter(|(_, page)| *page != Page::Disagreements || has_any(&Part::Areas));
    parts
        .chain(others.map(|(path, page)| (path.to_owned(), page)))
        .filter_map(|(path, page)| Some((page, *places.get(path.as_str())?)))
        .collect()
}
