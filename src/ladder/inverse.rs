//! What roles and models say, read from the other end: who owns an area, which hats a role wears,
//! where it takes part.

use super::{AreaId, List, Model, ModelId, Role, RoleId};
use crate::document::tag::Relations;

/// Every relation that is written at one end only, by its other end.
#[derive(Clone, Debug)]
pub(super) struct Inverse {
    pub(super) wears: List<RoleId, Vec<RoleId>>,
    pub(super) models: List<RoleId, Vec<ModelId>>,
    pub(super) stand_ins: List<RoleId, Vec<RoleId>>,
    pub(super) owners: List<AreaId, Vec<RoleId>>,
    pub(super) sharers: List<AreaId, Vec<RoleId>>,
    pub(super) partners: List<AreaId, Vec<(RoleId, Relations)>>,
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
            stand_ins: List::beside(roles, |_| Vec::new()),
            owners: List::beside(areas, |_| Vec::new()),
            sharers: List::beside(areas, |_| Vec::new()),
            partners: List::beside(areas, |_| Vec::new()),
        };
        for (id, role) in roles.pairs() {
            for wearer in &role.worn_by {
                add(&mut inverse.wears[*wearer], id);
            }
            for (away, _) in &role.backs_up {
                add(&mut inverse.stand_ins[*away], id);
            }
            for area in &role.owns {
                inverse.owners[*area].push(id);
            }
            for (area, other) in &role.shares {
                inverse.sharers[*area].extend([id].into_iter().chain(*other));
            }
            for (area, relations) in &role.takes_part {
                inverse.partners[*area].push((id, *relations));
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
