//! Teams: what their own files say, and what follows from the team that each belongs to.

use std::sync::Arc;

use super::Resolver;
use super::role::attribute;
use crate::diagnostic::{Diagnostic, ownership as say, team as team_say};
use crate::document::Document;
use crate::document::front_matter::{Own, TeamText};
use crate::ladder::team::Person;
use crate::ladder::{
    AreaId, DocumentId, Held, Ladder, ModelId, RoleId, ScopeId, Scopes, Team, TeamId, check, plain,
};
use crate::span::Span;
use crate::text::Text;

impl Resolver<'_> {
    pub(super) fn team(&mut self, id: DocumentId) -> Team {
        let document = Arc::clone(&self.documents[id.index()]);
        let mut team = Team {
            id: document.id.clone(),
            document: id,
            title: document.title(),
            also: Vec::new(),
            scope: None,
            parent: None,
            children: Vec::new(),
            model: None,
            follows: None,
            overrides: Vec::new(),
            expectations_by: None,
            attributes: Vec::new(),
            people: Vec::new(),
        };
        let Some(own) = own_team(&document) else {
            return team;
        };
        team.also = own.also.iter().map(plain).collect();
        team.scope = own.scope.as_ref().and_then(|name| self.scope_named(name));
        team.parent = own
            .parent
            .as_ref()
            .and_then(|name| self.names.teams.find(name, self.diagnostics))
            .map(TeamId::new);
        team.model = own
            .model
            .as_ref()
            .and_then(|name| self.names.models.find(name, self.diagnostics))
            .map(ModelId::new);
        team.overrides = self.held_by_area(&own.overrides);
        team.expectations_by = own
            .expectations_by
            .as_ref()
            .and_then(|name| self.role_named(name));
        team.attributes = own.attributes.iter().map(attribute).collect();
        for person in &own.people {
            if let Some(role) = self.role_named(&person.role) {
                team.people.push(Person {
                    role,
                    name: plain(&person.name),
                    seniority: person.seniority.as_ref().map(|seniority| seniority.value),
                });
            }
        }
        team
    }

    pub(super) fn scope_named(&mut self, name: &Text) -> Option<ScopeId> {
        self.scopes.find(name, self.diagnostics)
    }
}

fn own_team(document: &Document) -> Option<&TeamText> {
    match &document.front.own {
        Own::Team(own) => Some(own),
        _ => None,
    }
}

/// Where a team's file says something, or its title where it does not.
fn place(document: &Document, of: fn(&TeamText) -> Option<&Text>) -> Span {
    own_team(document)
        .and_then(of)
        .map_or(document.head(), |text| text.span)
}

/// Breaks circles of parents, checks that parents are larger, and gives each team the teams below it and the model it follows.
pub(super) fn settle(
    teams: &mut [Team],
    documents: &[Arc<Document>],
    scopes: &Scopes,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let document = |team: &Team| Arc::clone(&documents[team.document.index()]);
    for cycle in check::cycles(teams.len(), |at| teams[at].parent.map(TeamId::index)) {
        let marks: Vec<(Span, String)> = cycle
            .iter()
            .map(|at| {
                let document = document(&teams[*at]);
                let span = place(&document, |own| own.parent.as_ref());
                (span, teams[*at].title.clone())
            })
            .collect();
        diagnostics.extend(say::cycle("parent", &marks));
        for at in cycle {
            teams[at].parent = None;
        }
    }
    for team in teams.iter() {
        let Some(parent) = team.parent.map(|parent| &teams[parent.index()]) else {
            continue;
        };
        if let (Some(own), Some(above)) = (team.scope, parent.scope)
            && above <= own
        {
            let at = place(&document(team), |own| own.parent.as_ref());
            let scope = place(&document(parent), |own| own.scope.as_ref());
            let names = [own, above].map(|scope| scopes.order[scope.index()].as_str());
            diagnostics.push(team_say::scope_order(at, scope, &parent.title, names));
        }
    }
    for at in 0..teams.len() {
        if let Some(parent) = teams[at].parent {
            teams[parent.index()].children.push(TeamId::new(at));
        }
    }
    // From the top down, so that whoever is above has its model already.
    let is_top = |at: &usize| teams[*at].parent.is_none();
    let mut todo: Vec<usize> = (0..teams.len()).filter(is_top).collect();
    while let Some(at) = todo.pop() {
        let own = teams[at].model.map(|model| (model, TeamId::new(at)));
        let above = teams[at]
            .parent
            .and_then(|parent| teams[parent.index()].follows);
        teams[at].follows = own.or(above);
        todo.extend(teams[at].children.iter().map(|child| child.index()));
    }
}

/// Warns of overrides that say no more than the model that the team follows.
pub(super) fn empty_overrides(ladder: &Ladder, diagnostics: &mut Vec<Diagnostic>) {
    for id in ladder.team_ids() {
        let team = ladder.team(id);
        let document = ladder.document(team.document);
        let Some((model, _)) = team.follows else {
            continue;
        };
        for (name, _) in own_team(document)
            .into_iter()
            .flat_map(|own| &own.overrides)
        {
            let [area] = ladder.names.areas.all(&name.value)[..] else {
                continue;
            };
            let area = AreaId::new(area);
            let followed = ladder.answer(model, area);
            let same = |held: &Arc<Held>| {
                followed
                    .held()
                    .is_some_and(|model| model.cases == held.cases)
            };
            if team.says(area).is_some_and(same) {
                let model = &ladder.model(model).title;
                diagnostics.push(team_say::empty_override(name.span, &name.value, model));
            }
        }
    }
}

/// Warns of people who lead a team together and are far apart in seniority. Where both have only what their roles say, the
/// roles' own pairing has been reported.
pub(super) fn people_apart(ladder: &Ladder, scopes: &Scopes, diagnostics: &mut Vec<Diagnostic>) {
    for id in ladder.team_ids() {
        let team = ladder.team(id);
        let document = ladder.document(team.document);
        let Some(own) = own_team(document) else {
            continue;
        };
        let spans = |role, name: &str| {
            let written = own.people.iter().find(|person| {
                person.name.value == name
                    && ladder.names.roles.all(&person.role.value) == [RoleId::index(role)]
            });
            written.map_or(document.head(), |person| person.name.span)
        };
        let level = |person: &Person| person.seniority.or(ladder.role(person.role).seniority);
        let pairings = ladder.pairings_in(id);
        let pairs = pairings.iter().flat_map(|pairing| {
            let firsts = team.people_with(pairing.first);
            firsts.flat_map(|first| {
                let seconds = team.people_with(pairing.second);
                seconds.map(move |second| (first, second))
            })
        });
        for (first, second) in pairs {
            let (Some(one), Some(other)) = (level(first), level(second)) else {
                continue;
            };
            let by_roles = first.seniority.is_none() && second.seniority.is_none();
            if one.abs_diff(other) > scopes.parity && !by_roles {
                diagnostics.push(team_say::people_apart(
                    spans(second.role, &second.name),
                    spans(first.role, &first.name),
                    [(&second.name, other), (&first.name, one)],
                    scopes.parity,
                ));
            }
        }
    }
}
