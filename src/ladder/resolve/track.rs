//! Tracks and their axes.

use super::Resolver;
use crate::ladder::{Axis, DocumentId, Track};

impl Resolver<'_> {
    pub(super) fn axis(&mut self, id: DocumentId) -> Axis {
        let document = &self.documents[id.index()];
        Axis {
            id: document.id.clone(),
            document: id,
            title: document.title(),
        }
    }

    pub(super) fn track(&mut self, id: DocumentId) -> Track {
        let document = &self.documents[id.index()];
        Track {
            id: document.id.clone(),
            document: id,
            title: document.title(),
        }
    }
}
