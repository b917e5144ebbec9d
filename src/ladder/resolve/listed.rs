//! Which documents are of which kind, and in which order lists show them.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as MapEntry;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, files};
use crate::document::Document;
use crate::document::front_matter::{self, OfKind};
use crate::kinds::{Kind, kinds};
use crate::ladder::order::list_key;
use crate::ladder::{self, Comparison, ComparisonId, DocumentId, Id, List, Subject};
use crate::span::Span;
use crate::text::fold;

/// The documents that are no drafts.
pub(super) fn published(all: &[Arc<Document>]) -> List<DocumentId, Arc<Document>> {
    all.iter()
        .filter(|document| !document.front.common.draft)
        .cloned()
        .collect()
}

/// A document with what only its kind has.
pub(super) struct Entry<'a, T> {
    pub(super) at: DocumentId,
    pub(super) document: &'a Document,
    pub(super) own: &'a T,
}

impl<T> Entry<'_, T> {
    /// The same once more. What it holds is only borrowed, so it can be copied though `T` may not.
    pub(super) fn reborrow(&self) -> Self {
        Entry { ..*self }
    }
}

/// Those of a kind, as its ids count them.
pub(super) type Entries<'a, I, T> = List<I, Entry<'a, T>>;

/// The published documents of each kind, without those whose id another has already; in the order
/// of paths.
pub(super) struct KindIndex<'a> {
    documents: &'a List<DocumentId, Arc<Document>>,
    of_kind: BTreeMap<Kind, Vec<DocumentId>>,
}

impl<'a> KindIndex<'a> {
    pub(super) fn new(
        documents: &'a List<DocumentId, Arc<Document>>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> KindIndex<'a> {
        let mut of_kind: BTreeMap<Kind, Vec<DocumentId>> = BTreeMap::new();
        let mut seen: BTreeMap<(Kind, String), DocumentId> = BTreeMap::new();
        for (id, document) in documents.pairs() {
            if document.kind.folder().is_none() {
                continue;
            }
            let here = Span::file_start(document.file);
            match seen.entry((document.kind, fold::name(&document.id))) {
                MapEntry::Vacant(first) => {
                    first.insert(id);
                    of_kind.entry(document.kind).or_default().push(id);
                }
                MapEntry::Occupied(first) => {
                    let first = &documents[*first.get()];
                    // Files that some systems take for one have been reported as files.
                    if fold::name(&first.path) != fold::name(&document.path) {
                        let first = Span::file_start(first.file);
                        let kind = document.kind.one();
                        diagnostics.push(files::id_taken(here, kind, &document.id, first));
                    }
                }
            }
        }
        KindIndex { documents, of_kind }
    }

    /// Those of a kind in the order of paths.
    pub(super) fn by_path<T: OfKind + 'a>(&self) -> impl Iterator<Item = Entry<'a, T>> {
        let documents = self.documents;
        let ids = self.of_kind.get(&T::KIND).into_iter().flatten();
        ids.filter_map(|id| {
            let document = &documents[*id];
            Some(Entry {
                at: *id,
                document,
                own: T::of(&document.front.own)?,
            })
        })
    }

    /// Those of a kind in the order of lists.
    pub(super) fn listed<I: Id, T: OfKind + 'a>(&self) -> Entries<'a, I, T> {
        let mut entries: Vec<Entry<T>> = self.by_path().collect();
        entries.sort_by_cached_key(|entry| list_key(entry.document));
        entries.into_iter().collect()
    }
}

macro_rules! listed {
    (named { $(
        $(#[doc = $doc:literal])+
        $kind:ident $one:ident $several:ident $text:ident $id:ident $folder:literal $a:literal;
    )+ } linked { $($linked:tt)+ }) => {
        /// The documents of each kind in the order of lists: the places that ids count.
        pub(super) struct Listed<'a> {
            $( pub(super) $several: Entries<'a, ladder::$id, front_matter::$text>, )+
        }

        impl<'a> Listed<'a> {
            pub(super) fn new(of_kind: &KindIndex<'a>) -> Listed<'a> {
                Listed { $( $several: of_kind.listed(), )+ }
            }

            /// The subjects that have a list, with the documents they are written in.
            fn found(&self) -> impl Iterator<Item = (DocumentId, Subject)> {
                std::iter::empty()
                    $( .chain(self.$several.pairs().map(|(id, entry)| (entry.at, id.into()))) )+
            }

            pub(super) fn document_of(
                &self,
                subject: Subject,
                comparisons: &List<ComparisonId, Comparison>,
            ) -> DocumentId {
                match subject {
                    $( Subject::$kind(id) => self.$several[id].at, )+
                    Subject::Comparison(id) => comparisons[id].document,
                    Subject::Page(id) => id,
                }
            }
        }
    };
}

kinds!(listed);

/// What each of `count` documents is about: an ordinary page, unless it is in a list.
pub(super) fn subjects(
    count: usize,
    listed: &Listed,
    comparisons: &List<ComparisonId, Comparison>,
) -> List<DocumentId, Subject> {
    let mut subjects: List<DocumentId, Subject> = (0..count)
        .map(|place| DocumentId::new(place).into())
        .collect();
    let compared = comparisons.pairs();
    let compared = compared.map(|(id, comparison)| (comparison.document, id.into()));
    for (document, subject) in listed.found().chain(compared) {
        subjects[document] = subject;
    }
    subjects
}
