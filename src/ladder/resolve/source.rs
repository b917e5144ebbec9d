//! Sources: where claims come from.

use super::Resolver;
use crate::document::front_matter::Own;
use crate::ladder::{DocumentId, Source, plain};

impl Resolver<'_> {
    pub(super) fn source(&mut self, id: DocumentId) -> Source {
        let document = &self.documents[id.index()];
        let mut source = Source {
            id: document.id.clone(),
            document: id,
            title: document.title(),
            authors: Vec::new(),
            url: None,
            date: None,
            saved: None,
            publisher: None,
            language: None,
        };
        if let Own::Source(own) = &document.front.own {
            source.authors = own.authors.iter().map(plain).collect();
            source.url = own.url.as_ref().map(plain);
            source.date = own.date.as_ref().map(|date| date.value);
            source.saved = own.saved.as_ref().map(|date| date.value);
            source.publisher = own.publisher.as_ref().map(plain);
            source.language = own.language.as_ref().map(plain);
        }
        source
    }
}
