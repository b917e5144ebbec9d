//! Where the ladder uses the name of something: in front matter, and in the links of bodies.

use super::links::Target;
use super::{DocumentId, Ladder, Reference, References};
use crate::document::outline::{Destination, Link};
use crate::span::Span;

impl Ladder {
    /// Every use of a name: in front matter, and in the links of bodies and of inline texts.
    pub fn references(&self) -> References {
        let links = self.documents.ids().flat_map(|id| self.linked(id));
        self.named.iter().chain(links).collect()
    }

    /// The uses of names in one document.
    pub fn references_in(&self, id: DocumentId) -> References {
        let named = self.named.in_file(self.document(id).file);
        named.iter().copied().chain(self.linked(id)).collect()
    }

    /// What the links of a document name.
    fn linked(&self, id: DocumentId) -> impl Iterator<Item = Reference> {
        let (document, targets) = (self.document(id), &self.links[id]);
        let cells = document.cells.iter().zip(&targets.cells);
        let body = document.outline.links.iter().zip(&targets.body);
        body.chain(cells.flat_map(|((_, outline), targets)| outline.links.iter().zip(targets)))
            .filter_map(|(link, target)| match target {
                Target::Page(subject, _) => Some(Reference {
                    span: name_of(link, &document.text)?,
                    subject: *subject,
                }),
                _ => None,
            })
    }
}

/// Where a link names a page: by a name between brackets, or by a path, without what follows `?` or
/// `#`.
fn name_of(link: &Link, text: &str) -> Option<Span> {
    match &link.destination {
        Destination::Name { name, .. } => Some(name.span),
        Destination::Relative { .. } => {
            let written = text.get(link.span.range()).unwrap_or_default();
            let end = written.find(['#', '?']).unwrap_or(written.len());
            Some(link.span.inside(written, 0..end))
        }
        Destination::External(_) | Destination::Anchor(_) | Destination::Refused => None,
    }
}
