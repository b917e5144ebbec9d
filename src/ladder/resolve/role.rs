//! Roles: what their own files say of them.

use super::circles;
use super::told;
use std::collections::BTreeMap;

use super::listed::{Entries, Entry};
use super::resolver::{Resolver, plain};
use crate::diagnostic::ownership as say;
use crate::document::front_matter::{Color, Participation, RoleText};
use crate::document::range::Range;
use crate::document::tag::{Relation, Relations};
use crate::ladder::{AreaId, Attribute, List, ModelId, Role, RoleId};
use crate::span::Span;
use crate::text::Text;

pub(super) fn roles(
    resolver: &mut Resolver<'_>,
    entries: &Entries<RoleId, RoleText>,
) -> List<RoleId, Role> {
    let names = &resolver.names.roles;
    let reports_to = circles::one_each(resolver, "reports-to", names, entries, |own| {
        own.reports_to.as_ref()
    });
    let subset_of = circles::one_each(resolver, "subset-of", names, entries, |own| {
        own.subset_of.as_ref()
    });
    let roles = entries.pairs().map(|(id, entry)| {
        let joins = joins(resolver, &entry.own.models);
        let lines = [reports_to[id], subset_of[id]];
        resolver.noting_misses(entry.at, |it| role(it, id, entry, lines, joins))
    });
    roles.collect()
}

fn role(
    resolver: &mut Resolver<'_>,
    role: RoleId,
    entry: &Entry<RoleText>,
    [reports_to, subset_of]: [Option<RoleId>; 2],
    joins: Option<Vec<ModelId>>,
) -> Role {
    let Entry { at, document, own } = *entry;
    let color = document.front.common.color.as_ref();
    let mut said = BTreeMap::new();
    Role {
        id: document.id.clone(),
        document: at,
        title: document.title(),
        abbr: own.abbr.as_ref().map(plain),
        also: own.also.iter().map(plain).collect(),
        focus: own.focus.as_ref().map(plain),
        answers: own.answers.iter().map(|question| question.value).collect(),
        kind: own.kind,
        how_many: own.how_many.as_ref().map(plain),
        reports_to,
        worn_by: resolver.roles_named(&own.worn_by),
        scope: own
            .scope
            .as_ref()
            .and_then(|name| resolver.scope_named(name)),
        seniority: own.seniority.as_ref().map(|seniority| seniority.value),
        subset_of,
        hybrid_of: resolver.roles_named(&own.hybrid_of),
        // An area counts once: shared before owned, owned before taken part in.
        shares: shares(resolver, own, &mut said),
        owns: owns(resolver, own, &mut said),
        takes_part: takes_part(resolver, own, &mut said),
        backs_up: backs_up(resolver, role, entry),
        attributes: own.attributes.iter().map(attribute).collect(),
        claims: told::told(resolver, &own.claims, |_, text| Some(text.clone())),
        joins,
        color: color.map_or_else(|| color_of(&document.id), |color| color.value),
    }
}

fn shares(
    resolver: &mut Resolver<'_>,
    own: &RoleText,
    said: &mut AreasSaid,
) -> Vec<(AreaId, Option<RoleId>)> {
    let shares = own.shares.iter().filter_map(|(name, other)| {
        let other = other.as_ref().map(|name| resolver.role_named(name));
        let area = resolver.once(&resolver.names.areas, name, said);
        // A share with a role that is not known is not a share with anyone.
        Some((area?, other.map_or(Some(None), |role| role.map(Some))?))
    });
    shares.collect()
}

fn owns(resolver: &mut Resolver<'_>, own: &RoleText, said: &mut AreasSaid) -> Vec<AreaId> {
    let owns = own.owns.iter();
    owns.filter_map(|name| resolver.once(&resolver.names.areas, name, said))
        .collect()
}

fn takes_part(
    resolver: &mut Resolver<'_>,
    own: &RoleText,
    said: &mut AreasSaid,
) -> Vec<(AreaId, Relations)> {
    let parts = own.takes_part.iter().filter_map(|(name, relations)| {
        let area = resolver.once(&resolver.names.areas, name, said)?;
        let is_silent = relations.is_empty();
        let relations = if is_silent {
            Relation::Helps.into()
        } else {
            *relations
        };
        Some((area, relations))
    });
    parts.collect()
}

/// The roles that a role stands in for, and when; itself is reported and left out.
fn backs_up(
    resolver: &mut Resolver<'_>,
    role: RoleId,
    entry: &Entry<RoleText>,
) -> Vec<(RoleId, Option<String>)> {
    let mut itself = None;
    let mut others = Vec::with_capacity(entry.own.backs_up.len());
    for (name, when) in &entry.own.backs_up {
        match resolver.role_named(name) {
            Some(other) if other == role => itself = itself.or(Some(name.span)),
            Some(other) => {
                let when = when.as_ref();
                let when = when.map(|when| when.value.trim_start_matches("when ").to_owned());
                others.push((other, when));
            }
            None => {}
        }
    }
    let circle = itself.map(|at| [(at, entry.document.title())]);
    let circle = circle.and_then(|link| say::cycle("backs-up", &link));
    resolver.lookups.wrong.extend(circle);
    others
}

/// The models that a role says it takes part in; none for all.
fn joins(resolver: &mut Resolver<'_>, models: &Participation) -> Option<Vec<ModelId>> {
    match models {
        Participation::All => None,
        Participation::Named(names) => {
            Some(resolver.names.models.find_all(names, &mut resolver.lookups))
        }
    }
}

/// Where a role's file names an area first.
type AreasSaid = BTreeMap<AreaId, Span>;

/// A fact to be compared, of a role or a team.
pub(super) fn attribute((label, text): &(Text, Text)) -> Attribute {
    Attribute {
        label: plain(label),
        text: plain(text),
        range: Range::read(&text.value).and_then(Result::ok),
    }
}

/// A colour that depends on the id alone, so that a new role changes no other's.
fn color_of(id: &str) -> Color {
    // FNV-1a: stable over machines and versions, which the standard hasher does not promise to be.
    let hash = id.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    Color::ALL[hash as usize % Color::ALL.len()]
}
