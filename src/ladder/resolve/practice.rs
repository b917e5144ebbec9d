//! Practices: guides that name the roles whose practice they describe.

use super::Resolver;
use super::kinds::in_list_order;
use crate::document::front_matter::Own;
use crate::ladder::{DocumentId, Practice};

impl Resolver<'_> {
    /// All practices in the order of lists.
    pub(super) fn practices(&mut self) -> Vec<Practice> {
        let documents = self.documents;
        let is_practice = |id: &DocumentId| match &documents[id.index()].front.own {
            Own::Guide(own) => !own.practice_of.is_empty(),
            _ => false,
        };
        let ids: Vec<DocumentId> = (0..documents.len())
            .map(DocumentId::new)
            .filter(is_practice)
            .collect();
        let practice = |id: DocumentId| {
            let Own::Guide(own) = &documents[id.index()].front.own else {
                return None;
            };
            let mut roles = self.roles_named(&own.practice_of);
            let mut seen = std::collections::BTreeSet::new();
            roles.retain(|role| seen.insert(*role));
            Some(Practice {
                document: id,
                roles,
            })
        };
        in_list_order(documents, &ids)
            .into_iter()
            .filter_map(practice)
            .collect()
    }
}
