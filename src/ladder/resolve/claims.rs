//! What sources say, as the files of areas and roles tell it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Resolver;
use crate::diagnostic::front_matter;
use crate::document::front_matter::{Own, RoleText};
use crate::ladder::{DocumentId, Held, SourceId};
use crate::span::Span;
use crate::text::Text;

impl Resolver<'_> {
    /// Who holds an area by the word of sources.
    pub(super) fn area_claims(&mut self, id: DocumentId) -> Vec<(SourceId, Arc<Held>)> {
        let document = Arc::clone(&self.documents[id.index()]);
        let Own::Area(own) = &document.front.own else {
            return Vec::new();
        };
        let mut said = BTreeMap::new();
        let mut claims = Vec::with_capacity(own.claims.len());
        for (name, tag) in &own.claims {
            let (source, held) = (self.source_once(name, &mut said), self.held(tag));
            claims.extend(source.zip(held.map(Arc::<Held>::new)));
        }
        claims
    }

    /// What sources say of a role.
    pub(super) fn role_claims(&mut self, own: &RoleText) -> Vec<(SourceId, Text)> {
        let mut said = BTreeMap::new();
        let claims = own.claims.iter();
        claims
            .filter_map(|(name, text)| Some((self.source_once(name, &mut said)?, text.clone())))
            .collect()
    }

    /// The source of a name, unless the same mapping has named it already, by whatever name.
    fn source_once(
        &mut self,
        name: &Text,
        said: &mut BTreeMap<SourceId, Span>,
    ) -> Option<SourceId> {
        let source = self.source_named(name)?;
        if let Some(first) = said.get(&source) {
            let what = format!("`{}`", self.names.sources.id(source.index()));
            self.diagnostics
                .push(front_matter::said_already(name.span, &what, *first));
            return None;
        }
        said.insert(source, name.span);
        Some(source)
    }
}
