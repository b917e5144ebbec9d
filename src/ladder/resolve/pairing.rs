//! Pairings: which roles lead together at which scope, and whether they are close in seniority.

use std::collections::{BTreeMap, BTreeSet};

use super::listed::{Entries, Entry};
use super::resolver::Resolver;
use crate::diagnostic::{ownership as say, team as team_say};
use crate::document::front_matter::RoleText;
use crate::ladder::{List, Pairing, Role, RoleId};
use crate::span::Span;

/// A pairing with the first place that says it.
struct Said {
    pairing: Pairing,
    at: Span,
}

/// What the files of roles say of pairings, given in the order of lists. One that both roles name
/// is one, and one at a scope says more than one at none.
pub(super) fn pairings(
    resolver: &mut Resolver<'_>,
    entries: &Entries<RoleId, RoleText>,
    roles: &List<RoleId, Role>,
) -> Vec<Pairing> {
    let mut said: BTreeMap<(usize, RoleId, RoleId), Said> = BTreeMap::new();
    for (role, entry) in entries.pairs() {
        for (scope, name) in &entry.own.pairs_with {
            let scope = match scope {
                Some(scope) => {
                    let Some(scope) = resolver.scope_named(scope) else {
                        // One mistake is enough to say of a pair; its other name is used all the
                        // same.
                        let known = resolver
                            .names
                            .roles
                            .meaning(name, resolver.lookups.wrong.len());
                        if let Ok(other) = known {
                            resolver.lookups.note(name, other);
                        }
                        continue;
                    };
                    Some(scope)
                }
                None => roles[role].scope,
            };
            let Some(other) = resolver.role_named(name) else {
                continue;
            };
            if other == role {
                let link = [(name.span, roles[role].title.clone())];
                resolver
                    .lookups
                    .wrong
                    .extend(say::cycle("pairs-with", &link));
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
        .map(|said| roles_of(&said.pairing))
        .collect();
    said.retain(|_, Said { pairing, .. }| {
        pairing.scope.is_some() || !at_scopes.contains(&roles_of(pairing))
    });
    check_parity(resolver, said.values(), entries, roles);
    said.into_values().map(|said| said.pairing).collect()
}

/// Warns of pairings whose roles are far apart.
fn check_parity<'s>(
    resolver: &mut Resolver<'_>,
    said: impl Iterator<Item = &'s Said>,
    entries: &Entries<RoleId, RoleText>,
    roles: &List<RoleId, Role>,
) {
    let parity = resolver.scopes.parity;
    let mut reported = BTreeSet::new();
    for Said { pairing, at } in said {
        let sides = [pairing.first, pairing.second];
        let [Some(one), Some(other)] = sides.map(|role| roles[role].seniority) else {
            continue;
        };
        if one.abs_diff(other) <= parity || !reported.insert(roles_of(pairing)) {
            continue;
        }
        let places = sides.map(|role| {
            let Entry { document, own, .. } = entries[role];
            let seniority = own.seniority.as_ref();
            seniority.map_or(document.head(), |seniority| seniority.span)
        });
        let [first, second] = sides.map(|role| roles[role].short());
        let named = [(first, one), (second, other)];
        let apart = team_say::roles_apart(*at, places, named, parity);
        resolver.lookups.wrong.push(apart);
    }
}

fn roles_of(pairing: &Pairing) -> (RoleId, RoleId) {
    (pairing.first, pairing.second)
}
