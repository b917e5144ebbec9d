//! The page of all teams.

use serde::Serialize;

use super::desk::Desk;
use super::html::Html;
use super::link::Link;
use super::{pairings, prose, team, team_rows};
use crate::ladder::Subject;
use crate::plan::Part;
use crate::plan::route::{Extra, Page, Url};

/// All teams.
#[derive(Clone, Debug, Serialize)]
pub struct Teams {
    /// The author's words on them.
    pub body: Html,
    /// The teams, each followed by those that belong to it.
    pub teams: Vec<team_rows::TeamRow>,
    /// Where they depart from their models, team by team: as many as fit.
    pub departures: Vec<TeamDeparture>,
    /// Whether there are more.
    pub more: bool,
    /// All of them as CSV.
    pub csv: Url,
    /// Which roles lead together, scope by scope.
    pub pairings: Vec<pairings::PairingGroup>,
}

/// An area that some team holds in another way than its model.
#[derive(Clone, Debug, Serialize)]
pub struct TeamDeparture {
    /// The team.
    pub team: Link,
    /// How many rows it has from here on; 0 where a row above has said so.
    pub rows: usize,
    /// Where it departs.
    pub departure: team::Departure,
}

/// No one reads a longer list.
const SHOWN: usize = 1_000;

/// The departures of all teams, as many as fit, and whether there are more.
fn departures(desk: &Desk<'_>) -> (Vec<TeamDeparture>, bool) {
    let mut all = Vec::new();
    for (id, _) in desk.ladder.team_tree() {
        let mut departures = team::departures(desk, id);
        let left = SHOWN - all.len();
        let is_cut = departures.len() > left;
        departures.truncate(left);
        let rows = departures.len();
        let departures = departures.into_iter().enumerate();
        all.extend(departures.map(|(at, departure)| TeamDeparture {
            team: desk.link_to(Subject::Team(id)),
            rows: if at == 0 { rows } else { 0 },
            departure,
        }));
        if is_cut {
            return (all, true);
        }
    }
    (all, false)
}

pub(crate) fn view(desk: &Desk<'_>) -> Teams {
    let tree = desk.ladder.team_tree().into_iter();
    let (departures, more) = departures(desk);
    Teams {
        departures,
        more,
        csv: desk.extra_url(&Extra::DeparturesCsv),
        body: prose::index_body(desk, Page::Index(Part::Teams)),
        teams: tree
            .map(|(id, depth)| team_rows::row(desk, id, depth))
            .collect(),
        pairings: pairings::groups(desk),
    }
}
