//! Operating models: who holds what under each.

use super::held;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::listed::{Entries, Entry};
use super::resolver::{Resolver, plain};
use crate::diagnostic::ownership as say;
use crate::document::front_matter::ModelText;
use crate::document::tag::Tag;
use crate::ladder::{AreaId, DocumentId, Held, List, Model, ModelId, Role, RoleId, SourceId};
use crate::text::Text;

pub(super) fn models(
    resolver: &mut Resolver<'_>,
    entries: &Entries<ModelId, ModelText>,
    roles: &List<RoleId, Role>,
    cited: &List<DocumentId, Vec<SourceId>>,
) -> List<ModelId, Model> {
    let models = entries.pairs().map(|(id, entry)| {
        let joining = roles.pairs().filter(|(_, role)| role.joins(id));
        let joining = joining.map(|(role, _)| role).collect();
        resolver.noting_misses(entry.at, |it| model(it, entry, joining, &cited[entry.at]))
    });
    models.collect()
}

fn model(
    resolver: &mut Resolver<'_>,
    entry: &Entry<ModelText>,
    mut roles: BTreeSet<RoleId>,
    sources: &[SourceId],
) -> Model {
    let Entry { at, document, own } = *entry;
    let said = held_by_area(resolver, &own.owners);
    roles.extend(resolver.roles_named(&own.roles));
    roles.extend(said.iter().flat_map(|(_, held)| held.roles()));
    let recommended_by = own.recommended_by.as_ref();
    let recommended_by =
        recommended_by.and_then(|name| resolver.names.sources.find(name, &mut resolver.lookups));
    Model {
        id: document.id.clone(),
        document: at,
        title: document.title(),
        also: own.also.iter().map(plain).collect(),
        roles: roles.into_iter().collect(),
        inherit: own.inherit,
        said,
        recommended: own.recommended || recommended_by.is_some(),
        recommended_by,
        status: own.status,
        sources: sources.to_vec(),
        fits: own.fits.clone(),
        strains: own.strains.clone(),
        seen_at: own.seen_at.clone(),
        leave_when: own.leave_when.clone(),
        variants: own.variants.clone(),
    }
}

/// What a mapping of areas to ownership tags says, in the order of areas.
pub(super) fn held_by_area(
    resolver: &mut Resolver<'_>,
    owners: &[(Text, Tag)],
) -> Vec<(AreaId, Arc<Held>)> {
    let mut said: Vec<(AreaId, Arc<Held>)> = Vec::new();
    let mut places: BTreeMap<AreaId, &Text> = BTreeMap::new();
    for (name, tag) in owners {
        let held = held::held(resolver, tag);
        let Some(area) = resolver.area_named(name) else {
            continue;
        };
        if let Some(first) = places.get(&area) {
            // The same key twice was reported when it was read.
            if first.value != name.value {
                let id = resolver.names.areas.id(area);
                resolver.lookups.miss(say::area_twice(name, first.span, id));
            }
            continue;
        }
        places.insert(area, name);
        let cases = held.iter().flat_map(|held| &held.cases).zip(&tag.cases);
        for (_, case) in cases.filter(|(case, _)| case.is_ownerless()) {
            let first = case.holders.first().map(|holder| holder.name.text().span);
            let wrong = first.map(|at| say::no_accountable(at, resolver.names.areas.id(area)));
            resolver.lookups.wrong.extend(wrong);
        }
        said.extend(held.map(|held| (area, Arc::new(held))));
    }
    said.sort_by_key(|(area, _)| *area);
    said
}
