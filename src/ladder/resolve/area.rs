//! The areas as a tree: parents before their areas, siblings in the order of lists.

use super::{held, told};
use std::collections::BTreeMap;
use std::sync::Arc;

use super::circles::without_circles;
use super::listed::{Entries, Entry};
use super::names;
use super::resolver::{Resolver, plain};
use crate::document::front_matter::AreaText;
use crate::ladder::names::{Lookups, NameTable};
use crate::ladder::{Area, AreaId, Id, List, ModelId};

/// An area's place among the others.
pub(super) struct Place {
    parent: Option<AreaId>,
    children: Vec<AreaId>,
    depth: usize,
}

/// All areas, parents before their areas, with their places and names.
pub(super) struct AreaTree<'a> {
    pub(super) areas: Entries<'a, AreaId, AreaText>,
    pub(super) places: List<AreaId, Place>,
    pub(super) names: NameTable<AreaId>,
}

impl<'a> AreaTree<'a> {
    /// Of areas in the order of lists, which until the tree is known is the order of their ids.
    pub(super) fn new(
        listed: &Entries<'a, AreaId, AreaText>,
        lookups: &mut Lookups,
    ) -> AreaTree<'a> {
        let names = names::table(listed, &[], &mut lookups.wrong);
        let said = parents(listed, &names, lookups);
        let mark = |id: AreaId| {
            let Entry { document, own, .. } = listed[id];
            let parent = own.parent.as_ref();
            let at = parent.map_or(document.head(), |parent| parent.span);
            (at, document.id.clone())
        };
        let parents = without_circles("parent", said.clone(), mark, &mut lookups.wrong);
        let mut children: List<AreaId, Vec<AreaId>> = List::beside(listed, |_| Vec::new());
        for (id, parent) in parents.pairs() {
            if let Some(parent) = parent {
                children[*parent].push(id);
            }
        }
        // Parents first, each followed by all that belongs to it: areas can then be told from their
        // place alone.
        let mut order: Vec<(AreaId, usize)> = Vec::with_capacity(listed.len());
        let tops = listed.ids().filter(|id| parents[*id].is_none());
        let mut todo: Vec<(AreaId, usize)> = tops.map(|id| (id, 0)).collect();
        todo.reverse();
        while let Some((id, depth)) = todo.pop() {
            order.push((id, depth));
            todo.extend(children[id].iter().rev().map(|child| (*child, depth + 1)));
        }
        let mut moved: List<AreaId, AreaId> = listed.ids().collect();
        for (place, (id, _)) in order.iter().enumerate() {
            moved[*id] = AreaId::at(place);
        }
        for (id, parent) in said.pairs() {
            if let (Some(name), Some(parent)) = (&listed[id].own.parent, parent) {
                lookups.note(name, moved[*parent]);
            }
        }
        let place = |(id, depth): &(AreaId, usize)| Place {
            parent: parents[*id].map(|parent| moved[parent]),
            children: children[*id].iter().map(|child| moved[*child]).collect(),
            depth: *depth,
        };
        AreaTree {
            areas: order.iter().map(|(id, _)| listed[*id].reborrow()).collect(),
            places: order.iter().map(place).collect(),
            names: names.in_order(&moved),
        }
    }
}

/// For each area its parent: `parent:`, else the category of its folder.
fn parents(
    listed: &Entries<AreaId, AreaText>,
    names: &NameTable<AreaId>,
    lookups: &mut Lookups,
) -> List<AreaId, Option<AreaId>> {
    let folders: BTreeMap<&str, AreaId> = listed
        .pairs()
        .filter_map(|(id, entry)| Some((entry.document.place.strip_suffix("/index.md")?, id)))
        .collect();
    let of_folder = |id: AreaId| {
        let path = listed[id].document.place.as_str();
        let folders_above = path.rmatch_indices('/').map(|(slash, _)| &path[..slash]);
        folders_above
            .filter_map(|folder| folders.get(folder).copied())
            .find(|found| *found != id)
    };
    listed
        .pairs()
        .map(|(id, entry)| {
            let Some(name) = &entry.own.parent else {
                return of_folder(id);
            };
            let found = names.meaning(name, lookups.wrong.len());
            found.map_err(|wrong| lookups.miss(wrong)).ok()
        })
        .collect()
}

pub(super) fn areas(
    resolver: &mut Resolver<'_>,
    entries: &Entries<AreaId, AreaText>,
    places: List<AreaId, Place>,
) -> List<AreaId, Area> {
    // Parents first, so that what an area has from above is known.
    let mut limits: Vec<Limits> = Vec::with_capacity(entries.len());
    let placed = entries.iter().zip(places);
    placed
        .map(|(entry, place)| {
            let above = place.parent.map(|parent| &limits[parent.index()]);
            let own = Limits::of(resolver, entry.own, above);
            limits.push(own.clone());
            area(resolver, entry, place, own)
        })
        .collect()
}

/// What an area has from the areas above where its own file is silent.
#[derive(Clone)]
struct Limits {
    counts: bool,
    models: Option<Arc<[ModelId]>>,
}

impl Limits {
    fn of(resolver: &mut Resolver<'_>, own: &AreaText, above: Option<&Limits>) -> Limits {
        let models = &resolver.names.models;
        let mut named = models.find_all(&own.models, &mut resolver.lookups);
        named.sort_unstable();
        Limits {
            counts: own.counts && above.is_none_or(|above| above.counts),
            models: if own.models.is_empty() {
                above.and_then(|above| above.models.clone())
            } else {
                Some(named.into())
            },
        }
    }
}

fn area(
    resolver: &mut Resolver<'_>,
    entry: &Entry<AreaText>,
    place: Place,
    limits: Limits,
) -> Area {
    let Entry { at, document, own } = *entry;
    let claims = told::told(resolver, &own.claims, held::held).into_iter();
    Area {
        id: document.id.clone(),
        document: at,
        title: document.title(),
        abbr: own.abbr.as_ref().map(plain),
        also: own.also.iter().map(plain).collect(),
        parent: place.parent,
        children: place.children,
        depth: place.depth,
        examples: own.examples.clone(),
        good: own.good.clone(),
        horizon: own.horizon.clone(),
        counts: limits.counts,
        co_owned: own.co_owned,
        models: limits.models,
        claims: claims
            .map(|(source, held)| (source, Arc::new(held)))
            .collect(),
    }
}
