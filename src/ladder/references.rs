//! Where names were used, and what each meant: what leads from a place to a thing, and from a thing to all places that name it.

use super::links::Target;
use super::{DocumentId, Ladder, Subject};
use crate::document::outline::{Destination, Link};
use crate::span::{FileId, Span};

/// A name as somebody used it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    /// The name alone: no brackets, no fragment, no quotes. Where escapes of YAML hide its place, the whole text it is part of.
    pub span: Span,
    /// What it means.
    pub subject: Subject,
}

/// Uses of names, by place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct References(Vec<Reference>);

impl FromIterator<Reference> for References {
    fn from_iter<F: IntoIterator<Item = Reference>>(references: F) -> References {
        let mut references: Vec<Reference> = references.into_iter().collect();
        references.sort_unstable();
        // Links that share a definition share its place.
        references.dedup();
        References(references)
    }
}

impl References {
    /// What the name at exactly this place means.
    #[must_use]
    pub fn at(&self, span: Span) -> Option<Subject> {
        let place = self
            .0
            .binary_search_by_key(&span, |reference| reference.span);
        place.ok().map(|place| self.0[place].subject)
    }

    /// Those of one file.
    #[must_use]
    pub fn in_file(&self, file: FileId) -> &[Reference] {
        let start = self.0.partition_point(|it| it.span.file() < file);
        let end = self.0.partition_point(|it| it.span.file() <= file);
        &self.0[start..end]
    }

    /// The places that name a subject.
    pub fn of(&self, subject: Subject) -> impl Iterator<Item = Span> {
        let all = self.0.iter();
        all.filter(move |reference| reference.subject == subject)
            .map(|reference| reference.span)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Reference> {
        self.0.iter().copied()
    }
}

impl Ladder {
    /// Every use of a name: in front matter, and in the links of bodies and of inline texts.
    #[must_use]
    pub fn references(&self) -> References {
        let links = self.documents.ids().flat_map(|id| self.linked(id));
        self.named.iter().chain(links).collect()
    }

    /// The uses of names in one document.
    #[must_use]
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

/// Where a link names a page: by a name between brackets, or by a path, without what follows `?` or `#`.
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
