//! What a team's people make of an ownership tag: which of its cases hold there, and who answers for
//! a role that no one has.

use std::sync::Arc;

use super::{Case, Condition, Held, Holder, Ladder, OpenSeat, RoleId, Seat, Team, Who};
use crate::document::tag::{Join, Relation};

/// A condition that a team meets, in the author's words.
pub(super) type Met = (Condition, String);

impl Team {
    /// Whether its people meet a condition; `None` where they leave it open.
    pub fn meets(&self, condition: Condition) -> Option<bool> {
        let Condition::No(role) = condition;
        self.seat(role).map(|seat| seat == Seat::Former)
    }

    /// Whether any case of a tag may hold here: if none does, the tag says nothing of this team.
    pub(super) fn leaves_a_case_of(&self, held: &Held) -> bool {
        held.cases
            .iter()
            .any(|case| self.has_case(case) != Some(false))
    }

    /// Whether a case holds here; `None` where it depends on what the people do not say.
    fn has_case(&self, case: &Case) -> Option<bool> {
        match (case.condition, &case.when) {
            (Some(condition), _) => self.meets(condition),
            (None, Some(_)) => None,
            (None, None) => Some(true),
        }
    }
}

/// A tag as it holds in a team: without the cases that its people rule out, led by the case that
/// they decide for, with the condition that this case had.
pub(super) fn held_in(ladder: &Ladder, team: &Team, held: &Arc<Held>) -> (Arc<Held>, Option<Met>) {
    let is_conditional = held.cases.iter().any(|case| case.condition.is_some());
    if !is_conditional && team.open.is_empty() {
        return (Arc::clone(held), None);
    }
    let met = |case: &&Case| case.condition.is_some() && team.has_case(case) == Some(true);
    // A case that leaves all its work to seats that do not exist holds only if nothing else does.
    let can_answer = |case: &&Case| {
        let mut answering = case.holders.iter().filter(|holder| holder.answers_for_it());
        answering.any(|holder| holder.role().and_then(|role| team.seat(role)) != Some(Seat::Former))
    };
    let cases = || held.cases.iter();
    let first = cases().find(|case| met(case) && can_answer(case));
    let first = first.or_else(|| cases().find(met));
    let others = || {
        cases().filter(|case| match (first, team.has_case(case)) {
            (_, None) => true,
            (None, Some(holds)) => holds,
            (Some(_), Some(_)) => false,
        })
    };
    let decided = first.map(|case| Case {
        when: None,
        condition: None,
        ..case.clone()
    });
    let possible = others().filter(|case| case.when.is_none() || can_answer(case));
    let mut cases: Vec<Case> = decided.into_iter().chain(possible.cloned()).collect();
    if cases.is_empty() {
        cases = others().cloned().collect();
    }
    for case in &mut cases {
        seat(ladder, team, case);
    }
    let met = first.and_then(|case| Some((case.condition?, case.when.clone()?)));
    let text = held.text.clone();
    (Arc::new(Held { cases, text }), met)
}

/// Notes of each holder of a case whether its seat is open, and who answers meanwhile.
fn seat(ladder: &Ladder, team: &Team, case: &mut Case) {
    let open: Vec<Option<OpenSeat>> = case
        .holders
        .iter()
        .map(|holder| open_seat(ladder, team, case, holder))
        .collect();
    for (holder, open) in case.holders.iter_mut().zip(open) {
        holder.open = open;
    }
}

fn open_seat(ladder: &Ladder, team: &Team, case: &Case, holder: &Holder) -> Option<OpenSeat> {
    let role = holder.role()?;
    match team.seat(role)? {
        Seat::Filled => None,
        Seat::Former => Some(OpenSeat::Former),
        Seat::Vacant => Some(OpenSeat::Vacant(if holder.answers_for_it() {
            stand_ins(ladder, team, case, role)
        } else {
            Vec::new()
        })),
    }
}

/// Who answers for a vacant role: whom the tag names for it, else the roles that stand in for it,
/// those with a person first.
fn stand_ins(ladder: &Ladder, team: &Team, case: &Case, role: RoleId) -> Vec<RoleId> {
    let is_open = |role: RoleId| matches!(team.seat(role), Some(Seat::Vacant | Seat::Former));
    let here = |holder: &Holder| holder.role().filter(|role| !is_open(*role));
    let others = case
        .holders
        .iter()
        .filter(|other| other.who != Who::Role(role));
    // One of several is enough.
    if case.join == Join::Any && others.clone().any(|other| here(other).is_some()) {
        return Vec::new();
    }
    let named: Vec<RoleId> = others
        .filter(|other| other.manner.relations.includes(Relation::Backup))
        .filter_map(here)
        .collect();
    if !named.is_empty() {
        return named;
    }
    let defined = || ladder.backing_up(role).iter().copied();
    let filled: Vec<RoleId> = defined()
        .filter(|role| team.seat(*role) == Some(Seat::Filled))
        .collect();
    if filled.is_empty() {
        defined().filter(|role| !is_open(*role)).collect()
    } else {
        filled
    }
}
