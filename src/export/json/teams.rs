//! Teams, and roles that lead together.

use serde::Serialize;

use super::references::{model_id, role_id};
use super::things::{AreaAnswer, Attribute, Said};
use crate::export::meta::{Meta, meta_of};
use crate::ladder::{self, Subject, TeamId};
use crate::page::Desk;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Team<'a> {
    id: &'a str,
    #[serde(flatten)]
    meta: Meta<'a>,
    also: &'a [String],
    scope: Option<&'a str>,
    parent: Option<&'a str>,
    children: Vec<&'a str>,
    model: Option<&'a str>,
    /// The model that it follows: its own, or that of the nearest team above that names one.
    follows: Option<&'a str>,
    expectations_by: Option<&'a str>,
    attributes: Vec<Attribute<'a>>,
    people: Vec<Person<'a>>,
    csv: String,
    /// Where it departs from the model.
    overrides: Vec<Said<'a>>,
    /// Who owns each area in it.
    answers: Vec<AreaAnswer<'a>>,
}

#[derive(Serialize)]
struct Person<'a> {
    role: &'a str,
    name: &'a str,
    seniority: Option<u8>,
}

impl<'a> Team<'a> {
    pub(super) fn new(desk: &Desk<'a>, id: TeamId, has_answers: bool) -> Team<'a> {
        let ladder = desk.ladder;
        let team = ladder.team(id);
        let answers = AreaAnswer::all(desk, has_answers, |area| ladder.team_answer(id, area));
        Team {
            id: &team.id,
            meta: meta_of(desk, Subject::Team(id)),
            also: &team.also,
            scope: team.scope.map(|scope| ladder.scope(scope)),
            parent: team.parent.map(|parent| ladder.team(parent).id.as_str()),
            children: team
                .children
                .iter()
                .map(|child| ladder.team(*child).id.as_str())
                .collect(),
            model: team.model.map(|model| model_id(desk, model)),
            follows: team.follows.map(|(model, _)| model_id(desk, model)),
            expectations_by: team.expectations_by.map(|role| role_id(desk, role)),
            attributes: team.attributes.iter().map(Attribute::new).collect(),
            people: team
                .people
                .iter()
                .map(|person| Person {
                    role: role_id(desk, person.role),
                    name: &person.name,
                    seniority: person.seniority,
                })
                .collect(),
            csv: desk
                .plan
                .routes
                .extra(&crate::plan::route::Extra::TeamCsv(id)),
            overrides: Said::all(desk, &team.overrides),
            answers,
        }
    }
}

#[derive(Serialize)]
pub(super) struct Pairing<'a> {
    scope: Option<&'a str>,
    first: &'a str,
    second: &'a str,
}

impl<'a> Pairing<'a> {
    pub(super) fn new(desk: &Desk<'a>, pairing: &ladder::Pairing) -> Pairing<'a> {
        Pairing {
            scope: pairing.scope.map(|scope| desk.ladder.scope(scope)),
            first: role_id(desk, pairing.first),
            second: role_id(desk, pairing.second),
        }
    }
}
