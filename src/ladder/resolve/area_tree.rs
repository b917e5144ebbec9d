//! The areas as a tree: parents before their areas, siblings in the order of lists.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::claim::claim_names;
use super::kinds::in_list_order;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::ownership::{self as say, Named};
use crate::document::Document;
use crate::document::front_matter::Own;
use crate::ladder::names::NameTable;
use crate::ladder::{Area, AreaId, DocumentId, check, plain};
use crate::span::Span;

/// The areas as a tree, parents before their areas.
pub(super) fn area_tree(
    documents: &[Arc<Document>],
    ids: &[DocumentId],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Area> {
    let ids = in_list_order(documents, ids);
    let mut parents = area_parents(documents, &ids, diagnostics);
    for cycle in check::cycles(ids.len(), |at| parents[at]) {
        let marks: Vec<(Span, String)> = cycle
            .iter()
            .map(|at| {
                let document = &documents[ids[*at].index()];
                let Own::Area(own) = &document.front.own else {
                    return (document.head(), document.id.clone());
                };
                (
                    own.parent
                        .as_ref()
                        .map_or(document.head(), |parent| parent.span),
                    document.id.clone(),
                )
            })
            .collect();
        diagnostics.extend(say::cycle("parent", &marks));
        for at in cycle {
            parents[at] = None;
        }
    }
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); ids.len()];
    for (at, parent) in parents.iter().enumerate() {
        if let Some(parent) = parent {
            children[*parent].push(at);
        }
    }
    // Parents first, each followed by all that belongs to it: areas can then be told from their place alone.
    let mut order: Vec<(usize, usize)> = Vec::with_capacity(ids.len());
    let mut todo: Vec<(usize, usize)> = (0..ids.len())
        .rev()
        .filter(|at| parents[*at].is_none())
        .map(|at| (at, 0))
        .collect();
    while let Some((at, depth)) = todo.pop() {
        order.push((at, depth));
        todo.extend(children[at].iter().rev().map(|child| (*child, depth + 1)));
    }
    let mut places = vec![0; ids.len()];
    for (place, (at, _)) in order.iter().enumerate() {
        places[*at] = place;
    }
    order
        .iter()
        .map(|(at, depth)| {
            let id = ids[*at];
            let document = &documents[id.index()];
            let (abbr, also) = match &document.front.own {
                Own::Area(own) => (
                    own.abbr.as_ref().map(plain),
                    own.also.iter().map(plain).collect(),
                ),
                _ => (None, Vec::new()),
            };
            Area {
                id: document.id.clone(),
                document: id,
                title: document.title(),
                abbr,
                also,
                parent: parents[*at].map(|parent| AreaId::new(places[parent])),
                children: children[*at]
                    .iter()
                    .map(|child| AreaId::new(places[*child]))
                    .collect(),
                depth: *depth,
                owners: Vec::new(),
                sharers: Vec::new(),
                partners: Vec::new(),
                claims: Vec::new(),
            }
        })
        .collect()
}

/// For each area the place of its parent: `parent:`, else the category of its folder.
fn area_parents(
    documents: &[Arc<Document>],
    ids: &[DocumentId],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Option<usize>> {
    let mut names = NameTable::new(Named::Area, ids.len());
    // The names are claimed once more when the areas are numbered; mistakes are reported then.
    claim_names(documents, ids, &mut names, &mut Vec::new());
    let folders: BTreeMap<&str, usize> = ids
        .iter()
        .enumerate()
        .filter_map(|(at, id)| Some((documents[id.index()].path.strip_suffix("/index.md")?, at)))
        .collect();
    ids.iter()
        .enumerate()
        .map(|(at, id)| {
            let document = &documents[id.index()];
            if let Own::Area(own) = &document.front.own
                && let Some(parent) = &own.parent
            {
                return names.find(parent, diagnostics);
            }
            let mut folder = document.path.as_str();
            while let Some((above, _)) = folder.rsplit_once('/') {
                if let Some(found) = folders.get(above)
                    && *found != at
                {
                    return Some(*found);
                }
                folder = above;
            }
            None
        })
        .collect()
}
