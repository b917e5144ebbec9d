//! Pairings: which roles lead together at which scope, and whether they are close in seniority.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Resolver;
use crate::diagnostic::{Diagnostic, ownership as say, team as team_say};
use crate::document::Document;
use crate::document::front_matter::{Own, RoleText};
use crate::ladder::{DocumentId, Pairing, Role, RoleId, Scopes};
use crate::span::Span;

/// A pairing with the first place that says it.
pub(super) struct Said {
    pairing: Pairing,
    at: Span,
}

impl Resolver<'_> {
    /// What the files of roles say of pairings, given in the order of lists. One that both roles name is one, and one at a scope
    /// says more than one at none.
    pub(super) fn pairings(&mut self, documents: &[DocumentId], roles: &[Role]) -> Vec<Said> {
        let mut said: BTreeMap<(usize, RoleId, RoleId), Said> = BTreeMap::new();
        for (index, id) in documents.iter().enumerate() {
            let document = Arc::clone(&self.documents[id.index()]);
            let Some(own) = own_role(&document) else {
                continue;
            };
            let role = RoleId::new(index);
            for (scope, name) in &own.pairs_with {
                let scope = match scope {
                    Some(scope) => {
                        let Some(scope) = self.scope_named(scope) else {
                            continue;
                        };
                        Some(scope)
                    }
                    None => roles[index].scope,
                };
                let Some(other) = self.role_named(name) else {
                    continue;
                };
                if other == role {
                    let link = [(name.span, roles[index].title.clone())];
                    self.diagnostics.extend(say::cycle("pairs-with", &link));
                    continue;
                }
                let pairing = Pairing::new(scope, role, other);
                let at = name.span;
                let first = said.entry(pairing.key()).or_insert(Said { pairing, at });
                first.at = first.at.min(at);
            }
        }
        let at_scopes: BTreeSet<(RoleId, RoleId)> = said
            .values()
            .filter(|said| said.pairing.scope.is_some())
            .map(|said| (said.pairing.first, said.pairing.second))
            .collect();
        said.into_values()
            .filter(|Said { pairing, .. }| {
                pairing.scope.is_some() || !at_scopes.contains(&(pairing.first, pairing.second))
            })
            .collect()
    }
}

/// Warns of pairings whose roles are far apart, and gives the pairings back without their places.
pub(super) fn check_parity(
    said: Vec<Said>,
    documents: &[Arc<Document>],
    roles: &[Role],
    scopes: &Scopes,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Pairing> {
    let mut reported = BTreeSet::new();
    for Said { pairing, at } in &said {
        let sides = [pairing.first, pairing.second].map(|id| &roles[id.index()]);
        let [Some(one), Some(other)] = sides.map(|role| role.seniority) else {
            continue;
        };
        if one.abs_diff(other) <= scopes.parity || !reported.insert(roles_of(pairing)) {
            continue;
        }
        let places = sides.map(|role| {
            let document = &documents[role.document.index()];
            own_role(document)
                .and_then(|own| own.seniority.as_ref())
                .map_or(document.head(), |seniority| seniority.span)
        });
        let named = [(sides[0].short(), one), (sides[1].short(), other)];
        diagnostics.push(team_say::roles_apart(*at, places, named, scopes.parity));
    }
    said.into_iter().map(|said| said.pairing).collect()
}

fn roles_of(pairing: &Pairing) -> (RoleId, RoleId) {
    (pairing.first, pairing.second)
}

fn own_role(document: &Document) -> Option<&RoleText> {
    match &document.front.own {
        Own::Role(own) => Some(own),
        _ => None,
    }
}
