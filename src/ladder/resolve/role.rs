//! Roles: what their own files say of them, and what follows for areas and models.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Resolver;
use crate::document::Document;
use crate::document::front_matter::{Color, Own, Participation, RoleKind};
use crate::document::range::Range;
use crate::document::tag::Relation;
use crate::ladder::{Area, Attribute, DocumentId, Model, ModelId, Role, RoleId, plain};
use crate::text::Text;

impl Resolver<'_> {
    pub(super) fn role(&mut self, id: DocumentId) -> Role {
        let document = Arc::clone(&self.documents[id.index()]);
        let Own::Role(own) = &document.front.own else {
            return Role::empty(&document, id);
        };
        let mut role = Role::empty(&document, id);
        role.abbr = own.abbr.as_ref().map(plain);
        role.also = own.also.iter().map(plain).collect();
        role.focus = own.focus.as_ref().map(plain);
        role.answers = own.answers.iter().map(|question| question.value).collect();
        role.kind = own.kind;
        role.how_many = own.how_many.as_ref().map(plain);
        role.reports_to = own
            .reports_to
            .as_ref()
            .and_then(|name| self.role_named(name));
        role.worn_by = self.roles_named(&own.worn_by);
        role.scope = own.scope.as_ref().and_then(|name| self.scope_named(name));
        role.seniority = own.seniority.as_ref().map(|seniority| seniority.value);
        role.subset_of = own
            .subset_of
            .as_ref()
            .and_then(|name| self.role_named(name));
        role.hybrid_of = self.roles_named(&own.hybrid_of);
        // What it shares it says more of than that it owns it, and what it owns more than that it takes part.
        let mut said = BTreeMap::new();
        for (name, other) in &own.shares {
            let other = other.as_ref().map(|name| self.role_named(name));
            if let (Some(area), Some(other)) = (
                self.area_once(name, &mut said),
                other.map_or(Some(None), |role| role.map(Some)),
            ) {
                role.shares.push((area, other));
            }
        }
        role.owns = own
            .owns
            .iter()
            .filter_map(|name| self.area_once(name, &mut said))
            .collect();
        for (name, relation) in &own.takes_part {
            if let Some(area) = self.area_once(name, &mut said) {
                role.takes_part.push((
                    area,
                    relation
                        .as_ref()
                        .map_or(Relation::Helps, |relation| relation.value),
                ));
            }
        }
        for (name, when) in &own.backs_up {
            if let Some(other) = self.role_named(name) {
                let when = when
                    .as_ref()
                    .map(|when| when.value.trim_start_matches("when ").to_owned());
                role.backs_up.push((other, when));
            }
        }
        role.attributes = own.attributes.iter().map(attribute).collect();
        role.claims = self.role_claims(own);
        role
    }

    /// The models that roles say they take part in: `None` for all.
    pub(super) fn participations(&mut self, roles: &[DocumentId]) -> Vec<Option<Vec<ModelId>>> {
        let mut found = Vec::with_capacity(roles.len());
        for id in roles {
            let document = Arc::clone(&self.documents[id.index()]);
            found.push(match &document.front.own {
                Own::Role(own) => match &own.models {
                    Participation::All => None,
                    Participation::Named(names) => {
                        let ids = names
                            .iter()
                            .filter_map(|name| self.names.models.find(name, self.diagnostics));
                        Some(ids.map(ModelId::new).collect())
                    }
                },
                _ => Some(Vec::new()),
            });
        }
        found
    }
}

impl Role {
    /// A role of which nothing is known but its name.
    fn empty(document: &Document, id: DocumentId) -> Role {
        Role {
            id: document.id.clone(),
            document: id,
            title: document.title(),
            abbr: None,
            also: Vec::new(),
            focus: None,
            answers: Vec::new(),
            kind: RoleKind::Job,
            how_many: None,
            reports_to: None,
            worn_by: Vec::new(),
            wears: Vec::new(),
            scope: None,
            seniority: None,
            subset_of: None,
            hybrid_of: Vec::new(),
            owns: Vec::new(),
            shares: Vec::new(),
            takes_part: Vec::new(),
            backs_up: Vec::new(),
            attributes: Vec::new(),
            claims: Vec::new(),
            models: Vec::new(),
            color: document
                .front
                .common
                .color
                .as_ref()
                .map_or_else(|| color_of(&document.id), |color| color.value),
        }
    }
}

/// A fact to be compared, of a role or a team.
pub(super) fn attribute((label, text): &(Text, Text)) -> Attribute {
    Attribute {
        label: plain(label),
        text: plain(text),
        range: Range::read(&text.value).and_then(Result::ok),
    }
}

/// A colour that depends on the id alone, so that a new role changes nobody else's.
fn color_of(id: &str) -> Color {
    // FNV-1a: stable over machines and versions, which the standard hasher does not promise to be.
    let hash = id.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    Color::ALL[hash as usize % Color::ALL.len()]
}

/// Puts roles into the models they say they take part in, and gives each role the list of its models.
pub(super) fn take_part(
    roles: &mut [Role],
    models: &mut [Model],
    participations: &[Option<Vec<ModelId>>],
) {
    for (index, wanted) in participations.iter().enumerate() {
        let role = RoleId::new(index);
        for (at, model) in models.iter_mut().enumerate() {
            let takes_part = wanted
                .as_ref()
                .is_none_or(|wanted| wanted.contains(&ModelId::new(at)));
            if takes_part && let Err(place) = model.roles.binary_search(&role) {
                model.roles.insert(place, role);
            }
        }
    }
    for (at, model) in models.iter().enumerate() {
        for role in &model.roles {
            roles[role.index()].models.push(ModelId::new(at));
        }
    }
}

/// Gives each role the list of the hats it wears.
pub(super) fn fill_hats(roles: &mut [Role]) {
    for at in 0..roles.len() {
        for wearer in roles[at].worn_by.clone() {
            let hat = RoleId::new(at);
            let hats = &mut roles[wearer.index()].wears;
            if hats.last() != Some(&hat) {
                hats.push(hat);
            }
        }
    }
}

pub(super) fn fill_default_owners(roles: &[Role], areas: &mut [Area]) {
    for (index, role) in roles.iter().enumerate() {
        let id = RoleId::new(index);
        for area in &role.owns {
            areas[area.index()].owners.push(id);
        }
        for (area, other) in &role.shares {
            areas[area.index()].sharers.push(id);
            areas[area.index()].sharers.extend(*other);
        }
        for (area, relation) in &role.takes_part {
            areas[area.index()].partners.push((id, *relation));
        }
    }
    for area in areas {
        for list in [&mut area.owners, &mut area.sharers] {
            list.sort_unstable();
            list.dedup();
        }
    }
}
