//! The page of a team, the page of all teams, and what other pages say of teams and of roles that lead together.

use std::collections::BTreeSet;

use super::Site;
use super::view;
use crate::ladder::{
    Answer, AreaId, Ladder, ModelId, Pairing, Reason, RoleId, ScopeId, Subject, TeamId,
};
use crate::route::{Extra, Page};

/// A longer list of teams on the page of an area or model helps nobody: the page of all teams has them.
const SHOWN: usize = 100;

/// Which teams depart where, and which follow what.
pub(super) struct TeamIndex {
    /// By area: the teams that say something of it themselves.
    departing: Vec<Vec<TeamId>>,
    /// By model: the teams that follow it.
    following: Vec<Vec<TeamId>>,
}

impl TeamIndex {
    pub(super) fn new(ladder: &Ladder) -> TeamIndex {
        let mut index = TeamIndex {
            departing: vec![Vec::new(); ladder.areas.len()],
            following: vec![Vec::new(); ladder.models.len()],
        };
        for id in ladder.team_ids() {
            let team = ladder.team(id);
            for (area, _) in &team.overrides {
                index.departing[area.index()].push(id);
            }
            if let Some((model, _)) = team.follows {
                index.following[model.index()].push(id);
            }
        }
        index
    }
}

impl Site {
    pub(super) fn teams(&self, from: &str) -> view::Teams {
        let tree = self.ladder.team_tree().into_iter();
        view::Teams {
            body: self.index_body(from, Page::Teams),
            teams: tree
                .map(|(id, depth)| self.team_row(from, id, depth))
                .collect(),
            pairings: self.pairing_groups(from),
        }
    }

    fn team_row(&self, from: &str, id: TeamId, depth: usize) -> view::TeamRow {
        let (model, model_from) = self.followed(from, id);
        view::TeamRow {
            link: self.link_to(from, Subject::Team(id)),
            description: self.plain_description(Subject::Team(id)),
            depth,
            scope: self.scope_of(id),
            model,
            model_from,
            departures: self.ladder.team(id).overrides.len(),
        }
    }

    fn scope_of(&self, id: TeamId) -> Option<String> {
        let scope = self.ladder.team(id).scope?;
        Some(self.ladder.scope(scope).to_owned())
    }

    /// The model that a team follows, and the team above that names it.
    fn followed(&self, from: &str, id: TeamId) -> (Option<view::Link>, Option<view::Link>) {
        let Some((model, by)) = self.ladder.team(id).follows else {
            return (None, None);
        };
        let by = (by != id).then(|| self.link_to(from, Subject::Team(by)));
        (Some(self.link_to(from, Subject::Model(model))), by)
    }

    /// All pairings, scope by scope.
    pub(super) fn pairing_groups(&self, from: &str) -> Vec<view::PairingGroup> {
        let mut groups: Vec<(Option<ScopeId>, view::PairingGroup)> = Vec::new();
        for pairing in &self.ladder.pairings {
            if groups
                .last()
                .is_none_or(|(scope, _)| *scope != pairing.scope)
            {
                let title = self
                    .pairing_scope(*pairing)
                    .unwrap_or_else(|| self.words.get("pairing_anywhere").to_owned());
                let pairings = Vec::new();
                groups.push((pairing.scope, view::PairingGroup { title, pairings }));
            }
            if let Some((_, group)) = groups.last_mut() {
                group.pairings.push(self.pairing(from, *pairing));
            }
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }

    fn pairing(&self, from: &str, pairing: Pairing) -> view::Pairing {
        let Pairing { first, second, .. } = pairing;
        view::Pairing {
            first: self.chip(from, first),
            second: self.chip(from, second),
            compare: self
                .pairs
                .find(first, second)
                .map(|pair| self.link(from, Page::RolePair(pair.first, pair.second))),
        }
    }

    /// Where two roles lead together, in a phrase.
    fn pairing_scope(&self, pairing: Pairing) -> Option<String> {
        let scope = self.ladder.scope(pairing.scope?);
        Some(self.words.fill("pairing_at", &[("scope", scope)]))
    }

    /// The roles that a role leads together with.
    pub(super) fn paired_with(&self, from: &str, role: RoleId) -> Vec<view::PairedWith> {
        let pairings = self.ladder.pairings_of(role);
        pairings
            .map(|(other, pairing)| view::PairedWith {
                chip: self.chip(from, other),
                at: self.pairing_scope(pairing),
            })
            .collect()
    }

    /// The scopes at which two roles lead together, in a phrase; empty where they do not.
    pub(crate) fn pairing_phrase(&self, one: RoleId, other: RoleId) -> String {
        let pairings: Vec<Pairing> = self.ladder.pairings_between(one, other).collect();
        let scopes: Vec<&str> = pairings
            .iter()
            .filter_map(|pairing| pairing.scope)
            .map(|scope| self.ladder.scope(scope))
            .collect();
        match (pairings.is_empty(), scopes.is_empty()) {
            (true, _) => String::new(),
            (false, true) => self.words.get("pair_anywhere").to_owned(),
            (false, false) => {
                let scopes = scopes.join(self.words.get("join_all"));
                self.words.fill("pair_at", &[("scopes", &scopes)])
            }
        }
    }

    pub(super) fn team(&self, from: &str, id: TeamId) -> view::Team {
        let team = self.ladder.team(id);
        let (model, model_from) = self.followed(from, id);
        let chip = |role: RoleId| self.chip(from, role);
        view::Team {
            also: team.also.clone(),
            scope: self.scope_of(id),
            parent: team
                .parent
                .map(|parent| self.link_to(from, Subject::Team(parent))),
            model,
            model_from,
            expectations_by: team.expectations_by.map(chip),
            departures: self.departures(from, id),
            rows: self
                .ladder
                .area_ids()
                .map(|area| self.team_area(from, id, area))
                .collect(),
            legend: self.legend(from),
            people: self.people(from, id),
            pairings: self
                .ladder
                .pairings_in(id)
                .into_iter()
                .map(|pairing| view::TeamPairing {
                    first: self.names_with(id, pairing.first),
                    second: self.names_with(id, pairing.second),
                    pairing: self.pairing(from, pairing),
                })
                .collect(),
            attributes: team
                .attributes
                .iter()
                .map(|attribute| self.attribute(attribute))
                .collect(),
            teams: self.teams_below(from, id),
            csv: self
                .routes
                .between(from, &self.routes.extra(&Extra::TeamCsv(id))),
            body: self.subject_body(from, Subject::Team(id)),
        }
    }

    fn departures(&self, from: &str, id: TeamId) -> Vec<view::Departure> {
        let departures = self.ladder.departures(id).into_iter();
        departures
            .map(|departure| view::Departure {
                area: self.area_link(from, departure.area),
                is_category: !self.ladder.area(departure.area).children.is_empty(),
                here: self.answer_with_people(from, id, &departure.here),
                model: self.answer(from, &without_model(departure.model)),
                moves: departure.moves,
            })
            .collect()
    }

    fn team_area(&self, from: &str, id: TeamId, area: AreaId) -> view::TeamAreaRow {
        let answer = self.ladder.team_answer(id, area);
        view::TeamAreaRow {
            id: self.ladder.area(area).id.clone(),
            area: self.area_link(from, area),
            depth: self.ladder.area(area).depth,
            departs: matches!(answer.reason, Reason::Override(_)),
            answer: self.answer_with_people(from, id, &without_model(answer)),
        }
    }

    /// An answer in a team: whoever answers for the area is named beside the role, case by case.
    fn answer_with_people(&self, from: &str, id: TeamId, answer: &Answer) -> view::Answer {
        let mut shown = self.answer(from, answer);
        let people = &self.ladder.team(id).people;
        let holders = shown.cases.iter_mut().flat_map(|case| &mut case.holders);
        for holder in holders {
            let Some(chip) = &holder.chip else { continue };
            let named = people
                .iter()
                .filter(|person| self.ladder.role(person.role).id == chip.id);
            holder.people = named.map(|person| person.name.clone()).collect();
        }
        shown
    }

    fn names_with(&self, id: TeamId, role: RoleId) -> Vec<String> {
        let people = self.ladder.team(id).people_with(role);
        people.map(|person| person.name.clone()).collect()
    }

    /// The people of a team by role, in the author's order.
    fn people(&self, from: &str, id: TeamId) -> Vec<view::PeopleOfRole> {
        let mut seen = BTreeSet::new();
        let people = self.ladder.team(id).people.iter();
        people
            .filter(|person| seen.insert(person.role))
            .map(|person| view::PeopleOfRole {
                chip: self.chip(from, person.role),
                names: self.names_with(id, person.role),
            })
            .collect()
    }

    fn teams_below(&self, from: &str, id: TeamId) -> Vec<view::TeamRow> {
        let mut rows = Vec::new();
        let children = |id: TeamId| self.ladder.team(id).children.iter().rev().copied();
        let mut todo: Vec<(TeamId, usize)> = children(id).map(|child| (child, 0)).collect();
        while let Some((id, depth)) = todo.pop() {
            if rows.len() == SHOWN {
                break;
            }
            rows.push(self.team_row(from, id, depth));
            todo.extend(children(id).map(|child| (child, depth + 1)));
        }
        rows
    }

    /// The teams that hold an area in their own way.
    pub(super) fn teams_departing(&self, from: &str, area: AreaId) -> Vec<view::TeamAnswer> {
        let ancestry = self.ladder.ancestry(area);
        let teams: BTreeSet<TeamId> = ancestry
            .flat_map(|area| self.team_index.departing[area.index()].iter().copied())
            .collect();
        teams
            .into_iter()
            .take(SHOWN)
            .map(|team| view::TeamAnswer {
                team: self.link_to(from, Subject::Team(team)),
                answer: self.answer(from, &self.ladder.team_answer(team, area)),
            })
            .collect()
    }

    /// The teams that follow a model.
    pub(super) fn teams_following(&self, from: &str, model: ModelId) -> Vec<view::TeamRow> {
        let teams = self.team_index.following[model.index()].iter();
        teams
            .take(SHOWN)
            .map(|team| self.team_row(from, *team, 0))
            .collect()
    }
}

/// An answer with the model's own reason: where the model is named once for all of a table.
fn without_model(answer: Answer) -> Answer {
    match answer.reason {
        Reason::Followed(_, why) => Answer {
            reason: *why,
            ..answer
        },
        _ => answer,
    }
}
