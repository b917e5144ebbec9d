//! Teams, and roles that lead together.

use serde::Serialize;

use super::{Answer, Attribute, Chip, Html, LegendEntry, Link};
use crate::route::Url;

/// All teams.
#[derive(Clone, Debug, Serialize)]
pub struct Teams {
    /// The author's words on them.
    pub body: Html,
    /// The teams, each followed by those that belong to it.
    pub teams: Vec<TeamRow>,
    /// Which roles lead together, scope by scope.
    pub pairings: Vec<PairingGroup>,
}

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

/// Roles that lead together at one scope.
#[derive(Clone, Debug, Serialize)]
pub struct PairingGroup {
    /// The scope in a phrase, or that none is named.
    pub title: String,
    /// The pairings.
    pub pairings: Vec<Pairing>,
}

/// Two roles that lead together.
#[derive(Clone, Debug, Serialize)]
pub struct Pairing {
    /// The role that comes first in lists.
    pub first: Chip,
    /// The other one.
    pub second: Chip,
    /// The two side by side, where they have such a page.
    pub compare: Option<Link>,
}

/// A role that another leads together with.
#[derive(Clone, Debug, Serialize)]
pub struct PairedWith {
    /// The role.
    pub chip: Chip,
    /// At which scope, in a phrase; none where nobody says.
    pub at: Option<String>,
}

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
    pub expectations_by: Option<Chip>,
    /// Where it departs from its model.
    pub departures: Vec<Departure>,
    /// Who holds what here, parents before their areas.
    pub rows: Vec<TeamAreaRow>,
    /// What the signs mean.
    pub legend: Vec<LegendEntry>,
    /// Who has which role.
    pub people: Vec<PeopleOfRole>,
    /// Which roles lead it together.
    pub pairings: Vec<TeamPairing>,
    /// What shapes it.
    pub attributes: Vec<Attribute>,
    /// The teams that belong to it, each followed by those that belong to that.
    pub teams: Vec<TeamRow>,
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
    pub here: Answer,
    /// Under the model.
    pub model: Answer,
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
    pub answer: Answer,
    /// Whether the team itself says so, of this area or of one that it belongs to.
    pub departs: bool,
}

/// The people of a team who have one role.
#[derive(Clone, Debug, Serialize)]
pub struct PeopleOfRole {
    /// The role.
    pub chip: Chip,
    /// Their names.
    pub names: Vec<String>,
}

/// Two roles that lead a team together, and who they are.
#[derive(Clone, Debug, Serialize)]
pub struct TeamPairing {
    /// The roles.
    pub pairing: Pairing,
    /// Who has the first role.
    pub first: Vec<String>,
    /// Who has the second one.
    pub second: Vec<String>,
}

/// A team that holds an area in its own way.
#[derive(Clone, Debug, Serialize)]
pub struct TeamAnswer {
    /// The team.
    pub team: Link,
    /// Who holds the area there, and why.
    pub answer: Answer,
}
