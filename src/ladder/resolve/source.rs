//! Sources: where claims come from, and who names them.

use super::listed::Entry;
use super::resolver::{Resolver, plain};
use crate::document::Document;
use crate::document::front_matter::SourceText;
use crate::ladder::{Source, SourceId};

pub(super) fn source(entry: &Entry<SourceText>) -> Source {
    let Entry { at, document, own } = *entry;
    Source {
        id: document.id.clone(),
        document: at,
        title: document.title(),
        authors: own.authors.iter().map(plain).collect(),
        url: own.url.as_ref().map(plain),
        date: own.date.as_ref().map(|date| date.value),
        saved: own.saved.as_ref().map(|date| date.value),
        publisher: own.publisher.as_ref().map(plain),
        language: own.language.as_ref().map(plain),
    }
}

pub(super) fn sources(resolver: &mut Resolver<'_>, document: &Document) -> Vec<SourceId> {
    let names = &document.front.common.sources;
    resolver
        .names
        .sources
        .find_all(names, &mut resolver.lookups)
}
