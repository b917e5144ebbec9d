//! Operating models: who holds what under each.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Resolver;
use crate::diagnostic::ownership as say;
use crate::document::front_matter::{Own, Status};
use crate::document::tag::Tag;
use crate::ladder::{AreaId, DocumentId, Held, Model, SourceId, plain};
use crate::text::Text;

impl Resolver<'_> {
    pub(super) fn model(&mut self, id: DocumentId) -> Model {
        let document = Arc::clone(&self.documents[id.index()]);
        let mut model = Model {
            id: document.id.clone(),
            document: id,
            title: document.title(),
            also: Vec::new(),
            roles: Vec::new(),
            inherit: true,
            said: Vec::new(),
            recommended: false,
            recommended_by: None,
            status: Status::Described,
            sources: document
                .front
                .common
                .sources
                .iter()
                .flat_map(|name| self.names.sources.all(&name.value))
                .map(SourceId::new)
                .collect(),
        };
        let Own::Model(own) = &document.front.own else {
            return model;
        };
        model.also = own.also.iter().map(plain).collect();
        model.inherit = own.inherit;
        model.status = own.status;
        model.recommended_by = own
            .recommended_by
            .as_ref()
            .and_then(|name| self.names.sources.find(name, self.diagnostics))
            .map(SourceId::new);
        model.recommended = own.recommended || model.recommended_by.is_some();
        model.roles = self.roles_named(&own.roles);
        model.said = self.held_by_area(&own.owners);
        for (_, held) in &model.said {
            model.roles.extend(held.roles());
        }
        model.roles.sort_unstable();
        model.roles.dedup();
        model
    }

    /// What a mapping of areas to ownership tags says, in the order of areas.
    pub(super) fn held_by_area(&mut self, owners: &[(Text, Tag)]) -> Vec<(AreaId, Arc<Held>)> {
        let mut said: Vec<(AreaId, Arc<Held>)> = Vec::new();
        let mut places: BTreeMap<AreaId, &Text> = BTreeMap::new();
        for (name, tag) in owners {
            let held = self.held(tag);
            let Some(area) = self.area_named(name) else {
                continue;
            };
            if let Some(first) = places.get(&area) {
                // The same key twice was reported when it was read.
                if first.value != name.value {
                    let id = self.names.areas.id(area.index());
                    self.diagnostics.push(say::area_twice(name, first.span, id));
                }
                continue;
            }
            places.insert(area, name);
            said.extend(held.map(|held| (area, Arc::new(held))));
        }
        said.sort_by_key(|(area, _)| *area);
        said
    }
}
