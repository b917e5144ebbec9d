//! Where names were used, and what each meant: what leads from a place to a thing, and from a thing
//! to all places that name it.

use super::Subject;
use crate::span::{FileId, Span};

/// A name as an author used it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    /// The name alone: no brackets, no fragment, no quotes. Where escapes of YAML hide its place,
    /// the whole text it is part of.
    pub span: Span,
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
    pub fn at(&self, span: Span) -> Option<Subject> {
        let place = self
            .0
            .binary_search_by_key(&span, |reference| reference.span);
        place.ok().map(|place| self.0[place].subject)
    }

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

    pub fn iter(&self) -> impl Iterator<Item = Reference> {
        self.0.iter().copied()
    }
}
