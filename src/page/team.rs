//! The page of a team.

use std::collections::BTreeSet;

use serde::Serialize;

use super::desk::Desk;
use super::html::Html;
use super::link::Link;
use super::{bars, chips, legend, pairings, prose, team_rows};
use crate::ladder::{Answer, AreaId, Reason, RoleId, Seat, Subject, TeamId};
use crate::plan::route::{Extra, Url};
use crate::words::key;

/// A team.
#[derive(Clone, Debug, Serialize)]
pub struct Team {
    /// Other names.
    pub also: Vec<String>,
    /// The layer of the organization that it is.
    pub scope: Option<String>,
    /// The team that it belongs to.
    pub parent: Option<Link>,
    /// The model that it follows.
    pub model: Option<Link>,
    /// The team above that names the model, where it does not do so itself.
    pub model_from: Option<Link>,
    /// The role that says what is expected of whom.
    pub expectations_by: Option<chips::Chip>,
    /// Where it departs from its model.
    pub departures: Vec<Departure>,
    /// Who holds what here, parents before their areas.
    pub rows: Vec<TeamAreaRow>,
    /// What the signs mean.
    pub legend: Vec<legend::LegendEntry>,
    /// Who has which role.
    pub people: Vec<PeopleOfRole>,
    /// Which roles lead it together.
    pub pairings: Vec<TeamPairing>,
    /// What shapes it.
    pub attributes: Vec<bars::Attribute>,
    /// The teams that belong to it, each followed by those that belong to that.
    pub teams: Vec<team_rows::TeamRow>,
    /// Who holds what here as CSV.
    pub csv: Url,
    /// The author's words.
    pub body: Html,
}

/// An area that a team holds in another way than its model.
#[derive(Clone, Debug, Serialize)]
pub struct Departure {
    /// The area or category.
    pub area: Link,
    /// Whether it has areas of its own, which it answers for as well.
    pub is_category: bool,
    /// In the team, with the reason.
    pub here: chips::Answer,
    /// Under the model.
    pub model: chips::Answer,
    /// Whether others answer for it than by the model.
    pub moves: bool,
}

/// An area with who holds it in a team.
#[derive(Clone, Debug, Serialize)]
pub struct TeamAreaRow {
    /// The area's id, for the address of the row.
    pub id: String,
    /// The area.
    pub area: Link,
    /// Its depth; 0 for a category.
    pub depth: usize,
    /// Who holds it here.
    pub answer: chips::Answer,
    /// Whether the team itself says so, or one above it for those below, of this area or of one
    /// that it belongs to.
    pub departs: bool,
    /// Whether it says the same as the row of the area that it belongs to: its reasons and further
    /// cases are out of sight then.
    pub repeats: bool,
}

/// The people of a team who have one role.
#[derive(Clone, Debug, Serialize)]
pub struct PeopleOfRole {
    /// The role.
    pub chip: chips::Chip,
    /// Their names; none where no one has it.
    pub names: Vec<String>,
    /// Why no one has it, in words.
    pub open: Option<String>,
}

/// Two roles that lead a team together, and who they are.
#[derive(Clone, Debug, Serialize)]
pub struct TeamPairing {
    /// The roles.
    pub pairing: pairings::Pairing,
    /// Who has the first role.
    pub first: Vec<String>,
    /// Who has the second one.
    pub second: Vec<String>,
}

pub(crate) fn view(desk: &Desk<'_>, id: TeamId) -> Team {
    let team = desk.ladder.team(id);
    let (model, model_from) = team_rows::followed(desk, id);
    let chip = |role: RoleId| chips::chip(desk, role);
    Team {
        also: team.also.clone(),
        scope: team_rows::scope(desk, id),
        parent: team
            .parent
            .map(|parent| desk.link_to(Subject::Team(parent))),
        model,
        model_from,
        expectations_by: team.expectations_by.map(chip),
        departures: departures(desk, id),
        rows: desk
            .ladder
            .area_ids()
            .map(|area| team_area(desk, id, area))
            .collect(),
        legend: legend::legend(desk),
        people: people(desk, id),
        pairings: desk
            .ladder
            .pairings_in(id)
            .into_iter()
            .map(|pairing| TeamPairing {
                first: names_with(desk, id, pairing.first),
                second: names_with(desk, id, pairing.second),
                pairing: pairings::pairing(desk, pairing),
            })
            .collect(),
        attributes: team
            .attributes
            .iter()
            .map(|attribute| bars::attribute(desk, attribute))
            .collect(),
        teams: team_rows::below(desk, id),
        csv: desk.extra_url(&Extra::TeamCsv(id)),
        body: prose::subject_body(desk, Subject::Team(id)),
    }
}

pub(super) fn departures(desk: &Desk<'_>, id: TeamId) -> Vec<Departure> {
    let departures = desk.ladder.departures(id).into_iter();
    departures
        .map(|departure| Departure {
            area: desk.area_link(departure.area),
            is_category: !desk.ladder.area(departure.area).children.is_empty(),
            here: answer_with_people(desk, id, &departure.here),
            model: chips::answer(desk, &without_model(departure.model)),
            moves: departure.moves,
        })
        .collect()
}

fn team_area(desk: &Desk<'_>, id: TeamId, area: AreaId) -> TeamAreaRow {
    let answer = desk.ladder.team_answer(id, area);
    TeamAreaRow {
        id: desk.ladder.area(area).id.clone(),
        area: desk.area_link(area),
        depth: desk.ladder.area(area).depth,
        departs: answer.departs(),
        repeats: repeats(desk, id, area, &answer),
        answer: answer_with_people(desk, id, &without_model(answer)),
    }
}

/// Whether a row says what the row of the area above it says.
fn repeats(desk: &Desk<'_>, id: TeamId, area: AreaId, answer: &Answer) -> bool {
    desk.ladder.area(area).parent.is_some_and(|parent| {
        answer.held().is_some() && desk.ladder.team_answer(id, parent).held() == answer.held()
    })
}

/// An answer in a team: whoever answers for the area is named beside the role, case by case.
pub(super) fn answer_with_people(desk: &Desk<'_>, id: TeamId, answer: &Answer) -> chips::Answer {
    let mut shown = chips::answer(desk, answer);
    let people = &desk.ladder.team(id).people;
    let holders = shown.cases.iter_mut().flat_map(|case| &mut case.holders);
    for holder in holders {
        let Some(chip) = &holder.chip else { continue };
        let named = people
            .iter()
            .filter(|person| desk.ladder.role(person.role).id == chip.id);
        holder.people = named.map(|person| person.name.clone()).collect();
        for stand_in in &mut holder.stand_ins {
            let named = people
                .iter()
                .filter(|person| desk.ladder.role(person.role).id == stand_in.chip.id);
            stand_in.people = named.map(|person| person.name.clone()).collect();
        }
    }
    shown
}

pub(super) fn names_with(desk: &Desk<'_>, id: TeamId, role: RoleId) -> Vec<String> {
    let people = desk.ladder.team(id).people_with(role);
    people.map(|person| person.name.clone()).collect()
}

/// The people of a team by role, in the author's order.
fn people(desk: &Desk<'_>, id: TeamId) -> Vec<PeopleOfRole> {
    let mut seen = BTreeSet::new();
    let people = desk.ladder.team(id).people.iter();
    let open = desk.ladder.team(id).open.iter();
    people
        .filter(|person| seen.insert(person.role))
        .map(|person| PeopleOfRole {
            chip: chips::chip(desk, person.role),
            names: names_with(desk, id, person.role),
            open: None,
        })
        .chain(open.map(|(role, seat)| {
            PeopleOfRole {
                chip: chips::chip(desk, *role),
                names: Vec::new(),
                open: Some(
                    desk.words
                        .get(match seat {
                            Seat::Former => key!("seat_former"),
                            Seat::Vacant | Seat::Filled => key!("seat_vacant"),
                        })
                        .to_owned(),
                ),
            }
        }))
        .collect()
}

/// An answer with the model's own reason: where the model is named once for all of a table.
pub(super) fn without_model(answer: Answer) -> Answer {
    let reason = match answer.reason {
        Reason::Followed(_, why) => *why,
        Reason::Met(met, when, why) => match *why {
            Reason::Followed(_, why) => Reason::Met(met, when, why),
            why => Reason::Met(met, when, Box::new(why)),
        },
        reason => reason,
    };
    Answer { reason, ..answer }
}
