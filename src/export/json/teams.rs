//! Teams, and roles that lead together.

use serde::Serialize;

use super::answer::answer;
use super::references::{area_id, model_id, role_id};
use super::things::{answers, attribute, said};
use crate::export::meta::meta_of;
use crate::ladder::{self, RoleId, Seat, Subject, TeamId};
use crate::page::Desk;
use crate::plan::route::Extra;

pub(super) fn team<'a>(desk: &Desk<'a>, id: TeamId, has_answers: bool) -> impl Serialize + use<'a> {
    let ladder = desk.ladder;
    let team = ladder.team(id);
    let seat = |role: RoleId, name: Option<&'a str>, seniority: Option<u8>, seat: Seat| {
        object! {
            role: role_id(desk, role),
            // None where no one has the role.
            name: name,
            seniority: seniority,
            seat: match seat {
                Seat::Filled => "filled",
                Seat::Vacant => "vacant",
                Seat::Former => "former",
            },
        }
    };
    let departures = has_answers.then(|| ladder.departures(id));
    let departures = departures.into_iter().flatten();
    let departure = |departure: ladder::team_answers::Departure| {
        object! {
            area: area_id(desk, departure.area),
            moves: departure.moves,
            here: answer(desk, &departure.here),
            model: answer(desk, &departure.model),
        }
    };
    let people = team.people.iter().map(|person| {
        seat(
            person.role,
            Some(&person.name),
            person.seniority,
            Seat::Filled,
        )
    });
    let open = team
        .open
        .iter()
        .map(|(role, why)| seat(*role, None, None, *why));
    object! {
        id: &team.id,
        #[serde(flatten)]
        meta: meta_of(desk, Subject::Team(id)),
        also: &team.also,
        scope: team.scope.map(|scope| ladder.scope(scope)),
        parent: team.parent.map(|parent| &ladder.team(parent).id),
        children: team.children.iter().map(|child| &ladder.team(*child).id).collect::<Vec<_>>(),
        model: team.model.map(|model| model_id(desk, model)),
        // The model that it follows: its own, or that of the nearest team above that names one.
        follows: team.follows.map(|(model, _)| model_id(desk, model)),
        expectations_by: team.expectations_by.map(|role| role_id(desk, role)),
        attributes: team.attributes.iter().map(attribute).collect::<Vec<_>>(),
        people: people.chain(open).collect::<Vec<_>>(),
        csv: desk.plan.routes.extra(&Extra::TeamCsv(id)),
        // Where it departs from the model.
        overrides: said(desk, &team.overrides),
        // Where the teams below it depart from theirs.
        overrides_below: said(desk, &team.overrides_below),
        // The same beside what its model says, and what teams above say for it.
        departures: departures.map(departure).collect::<Vec<_>>(),
        answers: answers(desk, has_answers, move |area| ladder.team_answer(id, area)),
    }
}

pub(super) fn pairing<'a>(desk: &Desk<'a>, pairing: &ladder::Pairing) -> impl Serialize + use<'a> {
    object! {
        scope: pairing.scope.map(|scope| desk.ladder.scope(scope)),
        first: role_id(desk, pairing.first),
        second: role_id(desk, pairing.second),
    }
}
