//! What roles and models say, read from the other end: who owns an area, which hats a role wears, where it takes part.

use super::{AreaId, Ladder, List, Model, ModelId, Role, RoleId};
use crate::document::tag::Relation;

/// Every relation that is written at one end only, by its other end.
#[derive(Clone, Debug)]
pub(super) struct Inverse {
    wears: List<RoleId, Vec<RoleId>>,
    models: List<RoleId, Vec<ModelId>>,
    owners: List<AreaId, Vec<RoleId>>,
    sharers: List<AreaId, Vec<RoleId>>,
    partners: List<AreaId, Vec<(RoleId, Relation)>>,
}

impl Inverse {
    /// Of roles and models that speak of these areas.
    pub(super) fn of<T>(
        roles: &List<RoleId, Role>,
        models: &List<ModelId, Model>,
        areas: &List<AreaId, T>,
    ) -> Inverse {
        let mut inverse = Inverse {
            wears: List::beside(roles, |_| Vec::new()),
            models: List::beside(roles, |_| Vec::new()),
            owners: List::beside(areas, |_| Vec::new()),
            sharers: List::beside(areas, |_| Vec::new()),
            partners: List::beside(areas, |_| Vec::new()),
        };
        for (id, role) in roles.pairs() {
            for wearer in &role.worn_by {
                add(&mut inverse.wears[*wearer], id);
            }
            for area in &role.owns {
                inverse.owners[*area].push(id);
            }
            for (area, other) in &role.shares {
                inverse.sharers[*area].extend([id].into_iter().chain(*other));
            }
            for (area, relation) in &role.takes_part {
                inverse.partners[*area].push((id, *relation));
            }
        }
        for (id, model) in models.pairs() {
            for role in &model.roles {
                inverse.models[*role].push(id);
            }
        }
        // Either of two may say that they share.
        for sharers in inverse.sharers.iter_mut() {
            sharers.sort_unstable();
            sharers.dedup();
        }
        inverse
    }
}

fn add(list: &mut Vec<RoleId>, id: RoleId) {
    if list.last() != Some(&id) {
        list.push(id);
    }
}

impl Ladder {
    /// The hats that a role wears, in the order of lists.
    #[must_use]
    pub fn hats(&self, role: RoleId) -> &[RoleId] {
        &self.inverse.wears[role]
    }

    /// The models that a role takes part in, in their order.
    #[must_use]
    pub fn models_with(&self, role: RoleId) -> &[ModelId] {
        &self.inverse.models[role]
    }

    /// The roles that own an area by default.
    #[must_use]
    pub fn owners(&self, area: AreaId) -> &[RoleId] {
        &self.inverse.owners[area]
    }

    /// The roles that co-own an area by default.
    #[must_use]
    pub fn sharers(&self, area: AreaId) -> &[RoleId] {
        &self.inverse.sharers[area]
    }

    /// The roles that take part in an area by default.
    #[must_use]
    pub fn partners(&self, area: AreaId) -> &[(RoleId, Relation)] {
        &self.inverse.partners[area]
    }
}
