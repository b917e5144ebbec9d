//! Teams in lists: those below a team, those that follow a model, those that hold an area in their own way.

use std::collections::BTreeSet;

use serde::Serialize;

use super::desk::Desk;
use super::link::Link;
use super::{chips, prose};
use crate::ladder::{AreaId, ModelId, Subject, TeamId};
use crate::plan::uses::DEPARTING;

/// A team in a list.
#[derive(Clone, Debug, Serialize)]
pub struct TeamRow {
    /// The team.
    pub link: Link,
    /// What it is.
    pub description: Option<String>,
    /// How many teams it stands below.
    pub depth: usize,
    /// The layer of the organization that it is.
    pub scope: Option<String>,
    /// The model that it follows.
    pub model: Option<Link>,
    /// The team above that names the model, where it does not do so itself.
    pub model_from: Option<Link>,
    /// How many areas and categories it holds in another way than the model.
    pub departures: usize,
}

/// A team that holds an area in its own way.
#[derive(Clone, Debug, Serialize)]
pub struct TeamAnswer {
    /// The team.
    pub team: Link,
    /// Who holds the area there, and why.
    pub answer: chips::Answer,
}

/// A longer list of teams on the page of an area or model helps no one: the page of all teams has them.
const SHOWN: usize = DEPARTING;

pub(crate) fn row(desk: &Desk<'_>, id: TeamId, depth: usize) -> TeamRow {
    let (model, model_from) = followed(desk, id);
    TeamRow {
        link: desk.link_to(Subject::Team(id)),
        description: prose::description(desk, Subject::Team(id)),
        depth,
        scope: scope(desk, id),
        model,
        model_from,
        departures: desk.ladder.departures(id).len(),
    }
}

pub(crate) fn scope(desk: &Desk<'_>, id: TeamId) -> Option<String> {
    let scope = desk.ladder.team(id).scope?;
    Some(desk.ladder.scope(scope).to_owned())
}

/// The model that a team follows, and the team above that names it.
pub(crate) fn followed(desk: &Desk<'_>, id: TeamId) -> (Option<Link>, Option<Link>) {
    let Some((model, by)) = desk.ladder.team(id).follows else {
        return (None, None);
    };
    let by = (by != id).then(|| desk.link_to(Subject::Team(by)));
    (Some(desk.link_to(Subject::Model(model))), by)
}

pub(crate) fn below(desk: &Desk<'_>, id: TeamId) -> Vec<TeamRow> {
    let mut rows = Vec::new();
    let children = |id: TeamId| desk.ladder.team(id).children.iter().rev().copied();
    let mut todo: Vec<(TeamId, usize)> = children(id).map(|child| (child, 0)).collect();
    while let Some((id, depth)) = todo.pop() {
        if rows.len() == SHOWN {
            break;
        }
        rows.push(row(desk, id, depth));
        todo.extend(children(id).map(|child| (child, depth + 1)));
    }
    rows
}

/// The teams that hold an area in their own way.
pub(crate) fn departing(desk: &Desk<'_>, area: AreaId) -> Vec<TeamAnswer> {
    let ancestry = desk.ladder.ancestry(area);
    let teams: BTreeSet<TeamId> = ancestry
        .flat_map(|area| desk.plan.uses.departing[area.index()].iter().copied())
        .collect();
    teams
        .into_iter()
        .take(SHOWN)
        .map(|team| (team, desk.ladder.team_answer(team, area)))
        .filter(|(_, answer)| answer.departs())
        .map(|(team, answer)| TeamAnswer {
            team: desk.link_to(Subject::Team(team)),
            answer: chips::answer(desk, &answer),
        })
        .collect()
}

/// The teams that follow a model.
pub(crate) fn following(desk: &Desk<'_>, model: ModelId) -> Vec<TeamRow> {
    let teams = desk.plan.uses.following[model.index()].iter();
    teams.take(SHOWN).map(|team| row(desk, *team, 0)).collect()
}
