//! Teams.

use super::Resolver;
use crate::ladder::{DocumentId, Team};

impl Resolver<'_> {
    pub(super) fn team(&mut self, id: DocumentId) -> Team {
        let document = &self.documents[id.index()];
        Team {
            id: document.id.clone(),
            document: id,
            title: document.title(),
        }
    }
}
