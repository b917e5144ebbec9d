//! What each role answers for under a model, in leaf areas: those without areas below them.
//!
//! A load is what a role answers for in any case. What it answers for only under a condition, or as one of several of which any may
//! (`EM or TL`), is told apart: two such holders may never exist together, so adding them up would count one area twice. Roles without a
//! name (`Shared`) have no load.

use std::collections::BTreeSet;

use super::{AreaId, Case, Holder, Ladder, ModelId, RoleId};
use crate::document::tag::Join;

/// What a role answers for under a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    pub role: RoleId,
    /// In any case, in the order of areas.
    pub areas: Vec<AreaId>,
    /// Those of them that another role answers for as well.
    pub shared: Vec<AreaId>,
    /// What it may answer for, in the order of areas.
    pub maybe: Vec<(AreaId, Chance)>,
}

/// Why a role is not sure to answer for an area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chance {
    /// Only under a condition, in the author's words.
    When(String),
    /// One of several may.
    OneOf,
}

/// How the loads of a model add up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// All leaf areas.
    pub all: usize,
    /// Those that named roles answer for in any case.
    pub held: usize,
    /// How often an area counts for a further role, because several answer for it.
    pub again: usize,
}

impl Ladder {
    /// The load of each role taking part in a model, and how they add up.
    pub fn loads(&self, model: ModelId) -> (Vec<Load>, Sum) {
        let roles = self.model(model).roles.iter();
        let mut loads: Vec<Load> = roles.map(|role| Load::none(*role)).collect();
        let mut sum = Sum::default();
        for area in self.leaves().filter(|area| self.area(*area).counts) {
            sum.all += 1;
            let answer = self.answer(model, area);
            let Some(held) = answer.held() else { continue };
            let mut sure = BTreeSet::new();
            let cases = held.cases.iter().map(|case| (case, owners(case)));
            for (case, owners) in cases {
                let chance = chance(case, owners.len());
                for role in owners {
                    let Ok(at) = loads.binary_search_by_key(&role, |load| load.role) else {
                        continue;
                    };
                    match &chance {
                        None => {
                            sure.insert(at);
                        }
                        Some(chance) => loads[at].may(area, chance),
                    }
                }
            }
            sum.held += usize::from(!sure.is_empty());
            sum.again += sure.len().saturating_sub(1);
            for at in &sure {
                loads[*at].maybe.pop_if(|(last, _)| *last == area);
                loads[*at].areas.push(area);
                if sure.len() > 1 {
                    loads[*at].shared.push(area);
                }
            }
        }
        (loads, sum)
    }
}

impl Load {
    fn none(role: RoleId) -> Load {
        Load {
            role,
            areas: Vec::new(),
            shared: Vec::new(),
            maybe: Vec::new(),
        }
    }

    /// An area counts once, however many conditions there are.
    fn may(&mut self, area: AreaId, chance: &Chance) {
        if self.maybe.last().is_none_or(|(last, _)| *last != area) {
            self.maybe.push((area, chance.clone()));
        }
    }
}

/// The named roles that answer in a case, each once.
fn owners(case: &Case) -> BTreeSet<RoleId> {
    let owners = case.holders.iter().filter(|one| one.answers_for_it());
    owners.filter_map(Holder::role).collect()
}

/// Why the owners of a case are not sure to answer; none where they are.
fn chance(case: &Case, owners: usize) -> Option<Chance> {
    if let Some(when) = &case.when {
        return Some(Chance::When(when.clone()));
    }
    (case.join == Join::Any && owners > 1).then_some(Chance::OneOf)
}
