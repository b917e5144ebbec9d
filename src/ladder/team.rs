//! Teams: who decides what in a real team, which follows a model and may depart from it.

use std::sync::Arc;

use super::{AreaId, Attribute, DocumentId, Held, ModelId, RoleId, ScopeId, TeamId};

#[derive(Clone, Debug)]
pub struct Team {
    pub id: String,
    pub document: DocumentId,
    pub title: String,
    pub also: Vec<String>,
    /// The layer of the organization that it is.
    pub scope: Option<ScopeId>,
    pub parent: Option<TeamId>,
    /// The teams that belong to it, in the order of lists.
    pub children: Vec<TeamId>,
    pub model: Option<ModelId>,
    /// The model that it follows, and the team that names it: itself, or the nearest one above.
    pub follows: Option<(ModelId, TeamId)>,
    /// Where it departs from the model, by area.
    pub overrides: Vec<(AreaId, Arc<Held>)>,
    /// Where the teams below it depart from their models, by area.
    pub overrides_below: Vec<(AreaId, Arc<Held>)>,
    /// The teams above that say something for those below them, the nearest first.
    pub above: Vec<TeamId>,
    /// The role that says what is expected of whom.
    pub expectations_by: Option<RoleId>,
    pub attributes: Vec<Attribute>,
    /// Who has which role, in the author's order.
    pub people: Vec<Person>,
    /// The roles that no one has, in the author's order; a role that the team does not mention is
    /// not among them.
    pub open: Vec<(RoleId, Seat)>,
}

/// What a team's people say of a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat {
    Filled,
    /// It is there, and no one has it.
    Vacant,
    /// It is there no more.
    Former,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub role: RoleId,
    pub name: String,
    /// How senior, where that is not as the role says.
    pub seniority: Option<u8>,
}

impl Team {
    /// What the team itself says of an area.
    pub fn says(&self, area: AreaId) -> Option<&Arc<Held>> {
        said(&self.overrides, area)
    }

    /// What the team says of an area for those below it.
    pub fn says_below(&self, area: AreaId) -> Option<&Arc<Held>> {
        said(&self.overrides_below, area)
    }

    /// What its people say of a role; `None` where they do not mention it.
    pub fn seat(&self, role: RoleId) -> Option<Seat> {
        if self.people_with(role).next().is_some() {
            return Some(Seat::Filled);
        }
        let mut open = self.open.iter();
        open.find(|(of, _)| *of == role).map(|(_, seat)| *seat)
    }

    /// The same team if it followed another model.
    #[must_use]
    pub fn following(&self, model: ModelId, named_by: TeamId) -> Team {
        Team {
            follows: Some((model, named_by)),
            ..self.clone()
        }
    }

    /// The same team if it had no such role.
    #[must_use]
    pub fn without(&self, role: RoleId) -> Team {
        let mut team = self.clone();
        team.people.retain(|person| person.role != role);
        team.open.retain(|(open, _)| *open != role);
        team.open.push((role, Seat::Former));
        team
    }

    pub fn people_with(&self, role: RoleId) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(move |person| person.role == role)
    }
}

fn said(overrides: &[(AreaId, Arc<Held>)], area: AreaId) -> Option<&Arc<Held>> {
    let place = overrides.binary_search_by_key(&area, |(area, _)| *area);
    place.ok().map(|at| &overrides[at].1)
}
