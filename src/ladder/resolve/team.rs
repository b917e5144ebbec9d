//! Teams: what their own files say, and what follows from the team that each belongs to.

use super::circles;
use super::listed::{Entries, Entry};
use super::model;
use super::resolver::{Resolver, plain};
use super::role::attribute;
use crate::diagnostic::team as say;
use crate::document::front_matter::{PersonText, SeatText, TeamText};
use crate::ladder::team::Person;
use crate::ladder::{List, ModelId, ScopeId, Seat, Team, TeamId};
use crate::span::Span;
use crate::text::Text;

/// A team's place among the others.
struct Lines {
    parent: Option<TeamId>,
    children: Vec<TeamId>,
    model: Option<ModelId>,
    follows: Option<(ModelId, TeamId)>,
    above: Vec<TeamId>,
}

/// How many teams above a team may speak for it: each answer asks them all.
const ABOVE: usize = 16;

pub(super) fn teams(
    resolver: &mut Resolver<'_>,
    entries: &Entries<TeamId, TeamText>,
) -> List<TeamId, Team> {
    let teams = entries.iter().zip(team_lines(resolver, entries));
    let teams: List<TeamId, Team> = teams
        .map(|(entry, lines)| team(resolver, entry, lines))
        .collect();
    check_scopes(resolver, entries, &teams);
    teams
}

fn team_lines(
    resolver: &mut Resolver<'_>,
    entries: &Entries<TeamId, TeamText>,
) -> List<TeamId, Lines> {
    let parents = circles::one_each(resolver, "parent", &resolver.names.teams, entries, |own| {
        own.parent.as_ref()
    });
    let models = entries.iter().map(|entry| entry.own.model.as_ref());
    let models: List<TeamId, Option<ModelId>> = models
        .map(|name| resolver.names.models.find(name?, &mut resolver.lookups))
        .collect();
    let mut children: List<TeamId, Vec<TeamId>> = List::beside(entries, |_| Vec::new());
    for (id, parent) in parents.pairs() {
        if let Some(parent) = parent {
            children[*parent].push(id);
        }
    }
    let follows = followed(&parents, &children, &models);
    let above = speaking_above(resolver, entries, &parents, &children);
    entries
        .ids()
        .zip(children)
        .zip(above)
        .map(|((id, children), above)| Lines {
            above,
            parent: parents[id],
            children,
            model: models[id],
            follows: follows[id],
        })
        .collect()
}

fn team(resolver: &mut Resolver<'_>, entry: &Entry<TeamText>, lines: Lines) -> Team {
    let Entry { at, document, own } = *entry;
    let expectations_by = own.expectations_by.as_ref();
    Team {
        id: document.id.clone(),
        document: at,
        title: document.title(),
        also: own.also.iter().map(plain).collect(),
        scope: own
            .scope
            .as_ref()
            .and_then(|name| resolver.scope_named(name)),
        parent: lines.parent,
        children: lines.children,
        model: lines.model,
        follows: lines.follows,
        overrides: model::held_by_area(resolver, &own.overrides),
        overrides_below: model::held_by_area(resolver, &own.overrides_below),
        above: lines.above,
        expectations_by: expectations_by.and_then(|name| resolver.role_named(name)),
        attributes: own.attributes.iter().map(attribute).collect(),
        people: own
            .people
            .iter()
            .filter_map(|text| person(resolver, text))
            .collect(),
        open: own
            .open
            .iter()
            .filter_map(|(role, seat)| Some((resolver.role_named(role)?, opened(*seat))))
            .collect(),
    }
}

fn person(resolver: &mut Resolver<'_>, person: &PersonText) -> Option<Person> {
    Some(Person {
        role: resolver.role_named(&person.role)?,
        name: plain(&person.name),
        seniority: person.seniority.as_ref().map(|seniority| seniority.value),
    })
}

fn opened(seat: SeatText) -> Seat {
    match seat {
        SeatText::Vacant => Seat::Vacant,
        SeatText::Former => Seat::Former,
    }
}

/// Reports teams that are not smaller than the team they belong to.
fn check_scopes(
    resolver: &mut Resolver<'_>,
    entries: &Entries<TeamId, TeamText>,
    teams: &List<TeamId, Team>,
) {
    for (id, team) in teams.pairs() {
        let Some(parent) = team.parent else {
            continue;
        };
        let above = &teams[parent];
        if let (Some(own), Some(scope)) = (team.scope, above.scope)
            && scope <= own
        {
            let at = place(&entries[id], |own| own.parent.as_ref());
            let of_scope = place(&entries[parent], |own| own.scope.as_ref());
            let names = [own, scope].map(|scope: ScopeId| &*resolver.scopes.order[scope.index()]);
            let order = say::scope_order(at, of_scope, &above.title, names);
            resolver.lookups.wrong.push(order);
        }
    }
}

/// Where a team's file says something, or its title where it does not.
fn place(entry: &Entry<TeamText>, of: fn(&TeamText) -> Option<&Text>) -> Span {
    of(entry.own).map_or(entry.document.head(), |text| text.span)
}

/// For each team the model that it follows, and the team that names it: itself, or the nearest one
/// above.
fn followed(
    parents: &List<TeamId, Option<TeamId>>,
    children: &List<TeamId, Vec<TeamId>>,
    models: &List<TeamId, Option<ModelId>>,
) -> List<TeamId, Option<(ModelId, TeamId)>> {
    let mut follows: List<TeamId, Option<(ModelId, TeamId)>> = List::beside(parents, |_| None);
    // From the top down, so that the team above has its model already.
    let tops = parents.ids().filter(|id| parents[*id].is_none());
    let mut todo: Vec<TeamId> = tops.collect();
    while let Some(id) = todo.pop() {
        let own = models[id].map(|model| (model, id));
        follows[id] = own.or(parents[id].and_then(|parent| follows[parent]));
        todo.extend(&children[id]);
    }
    follows
}

/// For each team those above it that say something for the teams below them, the nearest first.
fn speaking_above(
    resolver: &mut Resolver<'_>,
    entries: &Entries<TeamId, TeamText>,
    parents: &List<TeamId, Option<TeamId>>,
    children: &List<TeamId, Vec<TeamId>>,
) -> List<TeamId, Vec<TeamId>> {
    let mut above: List<TeamId, Vec<TeamId>> = List::beside(parents, |_| Vec::new());
    let tops = parents.ids().filter(|id| parents[*id].is_none());
    let mut todo: Vec<TeamId> = tops.collect();
    while let Some(id) = todo.pop() {
        let own = &entries[id].own.overrides_below;
        let mut of_children = above[id].clone();
        if let Some((first, _)) = own.first() {
            of_children.insert(0, id);
            if children[id].is_empty() {
                resolver.lookups.wrong.push(say::none_below(first.span));
            } else if of_children.len() > ABOVE {
                of_children.truncate(ABOVE);
                resolver
                    .lookups
                    .wrong
                    .push(say::too_many_above(first.span, ABOVE));
            }
        }
        for child in &children[id] {
            above[*child].clone_from(&of_children);
        }
        todo.extend(&children[id]);
    }
    above
}
