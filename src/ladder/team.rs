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
    /// The role that says what is expected of whom.
    pub expectations_by: Option<RoleId>,
    pub attributes: Vec<Attribute>,
    /// Who has which role, in the author's order.
    pub people: Vec<Person>,
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
        self.overrides
            .binary_search_by_key(&area, |(area, _)| *area)
            .ok()
            .map(|at| &self.overrides[at].1)
    }

    pub fn people_with(&self, role: RoleId) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(move |person| person.role == role)
    }
}
