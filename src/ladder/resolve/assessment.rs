//! Assessments.

use super::Resolver;
use crate::ladder::{Assessment, DocumentId};

impl Resolver<'_> {
    pub(super) fn assessment(&mut self, id: DocumentId) -> Assessment {
        let document = &self.documents[id.index()];
        Assessment {
            id: document.id.clone(),
            document: id,
            title: document.title(),
        }
    }
}
