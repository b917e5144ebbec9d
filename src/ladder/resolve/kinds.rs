//! Which documents are of which kind, and in which order lists show them.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, files};
use crate::document::Document;
use crate::document::front_matter::Kind;
use crate::ladder::DocumentId;
use crate::ladder::names::folded;
use crate::span::Span;

/// The documents that are no drafts.
pub(super) fn published(all: &[Arc<Document>]) -> Vec<Arc<Document>> {
    all.iter()
        .filter(|document| !document.front.common.draft)
        .cloned()
        .collect()
}

/// The published documents of each kind, without those whose id another has already; in the order of paths.
pub(super) struct KindIndex(BTreeMap<Kind, Vec<DocumentId>>);

impl KindIndex {
    pub(super) fn new(documents: &[Arc<Document>], diagnostics: &mut Vec<Diagnostic>) -> KindIndex {
        let mut index: BTreeMap<Kind, Vec<DocumentId>> = BTreeMap::new();
        let mut seen: BTreeMap<(Kind, String), usize> = BTreeMap::new();
        for (at, document) in documents.iter().enumerate() {
            if document.kind.folder().is_none() {
                continue;
            }
            let here = Span::file_start(document.file);
            match seen.entry((document.kind, folded(&document.id))) {
                Entry::Vacant(id) => {
                    id.insert(at);
                    index
                        .entry(document.kind)
                        .or_default()
                        .push(DocumentId::new(at));
                }
                Entry::Occupied(first) => {
                    let first = &documents[*first.get()];
                    // Files that some systems take for one have been reported as files.
                    if folded(&first.path) != folded(&document.path) {
                        let first = Span::file_start(first.file);
                        let kind = document.kind.one();
                        diagnostics.push(files::id_taken(here, kind, &document.id, first));
                    }
                }
            }
        }
        KindIndex(index)
    }

    /// Those of a kind in the order of paths.
    pub(super) fn by_path(&self, kind: Kind) -> &[DocumentId] {
        self.0.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// Those of a kind in the order of lists.
    pub(super) fn listed(&self, kind: Kind, documents: &[Arc<Document>]) -> Vec<DocumentId> {
        in_list_order(documents, self.by_path(kind))
    }
}

/// The key that lists are ordered by: weight, then title without regard to case, then id. What has no weight comes last.
fn list_key(document: &Document) -> (i32, String, String) {
    (
        document.front.common.weight.unwrap_or(i32::MAX),
        folded(&document.title()),
        document.id.clone(),
    )
}

pub(super) fn in_list_order(documents: &[Arc<Document>], ids: &[DocumentId]) -> Vec<DocumentId> {
    let mut ids = ids.to_vec();
    ids.sort_by_cached_key(|id| list_key(&documents[id.index()]));
    ids
}
