//! Two models side by side: what happens to each area when a team goes from the one to the other.
//!
//! The unit is the leaf area, one without areas below it. A category repeats what its areas say, so counting both would count some
//! things twice.

use std::collections::BTreeSet;

use super::ownership::{Answer, Outcome};
use super::{AreaId, Case, Holder, Ladder, ModelId, Who};
use crate::document::tag::{Join, Quality};

/// What happens to one leaf area.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub area: AreaId,
    pub before: Answer,
    pub after: Answer,
    pub fate: Fate,
    /// Whether it is held better, worse, or as well.
    pub drift: Drift,
}

/// What happens to who answers for an area. Each leaf area has exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It goes into other hands.
    Moves,
    /// One role had it; now that role shares it.
    SharedNow,
    /// Several had it; now one of them has it alone.
    AloneNow,
    /// Only the second model speaks of it.
    FirstSaid,
    /// The same hands.
    Stays,
    /// Only the first model speaks of it.
    NoLongerSaid,
    /// Neither model speaks of it.
    SaidByNeither,
}

impl Fate {
    /// In the order of pages.
    pub const ALL: [Fate; 7] = [
        Fate::Moves,
        Fate::SharedNow,
        Fate::AloneNow,
        Fate::FirstSaid,
        Fate::Stays,
        Fate::NoLongerSaid,
        Fate::SaidByNeither,
    ];

    /// As JSON, tables and addresses have it.
    pub fn name(self) -> &'static str {
        match self {
            Fate::Moves => "moves",
            Fate::SharedNow => "shared-now",
            Fate::AloneNow => "alone-now",
            Fate::FirstSaid => "first-said",
            Fate::Stays => "stays",
            Fate::NoLongerSaid => "no-longer-said",
            Fate::SaidByNeither => "said-by-neither",
        }
    }

    fn of(before: &Answer, after: &Answer) -> Fate {
        let says = |answer: &Answer| matches!(answer.outcome, Outcome::Held(_) | Outcome::Gap);
        match (says(before), says(after)) {
            (false, false) => Fate::SaidByNeither,
            (false, true) => Fate::FirstSaid,
            (true, false) => Fate::NoLongerSaid,
            (true, true) => Hands::of(before).become_those_of(&Hands::of(after)),
        }
    }
}

/// How well an area is held after a change, against before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Drift {
    /// It was held poorly, undefined or not at all, and no longer is.
    Better,
    Worse,
    Same,
}

impl Drift {
    /// Where one model does not speak of the area, there is nothing that could be better or worse.
    fn of(before: &Answer, after: &Answer) -> Drift {
        match (strain(before), strain(after)) {
            (Some(from), Some(to)) if to < from => Drift::Better,
            (Some(from), Some(to)) if to > from => Drift::Worse,
            _ => Drift::Same,
        }
    }
}

/// How many leaf areas have each fate, and how many are held better or worse.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    fates: [usize; Fate::ALL.len()],
    drifts: [usize; 3],
}

impl Tally {
    pub fn of(changes: &[Change]) -> Tally {
        let mut tally = Tally::default();
        for change in changes {
            tally.fates[change.fate as usize] += 1;
            tally.drifts[change.drift as usize] += 1;
        }
        tally
    }

    pub fn with_fate(&self, fate: Fate) -> usize {
        self.fates[fate as usize]
    }

    pub fn drifting(&self, drift: Drift) -> usize {
        self.drifts[drift as usize]
    }
}

impl Ladder {
    /// What happens to each leaf area from one model to another.
    pub fn changes(&self, before: ModelId, after: ModelId) -> Vec<Change> {
        self.leaves()
            .map(|area| {
                let (before, after) = (self.answer(before, area), self.answer(after, area));
                Change {
                    area,
                    fate: Fate::of(&before, &after),
                    drift: Drift::of(&before, &after),
                    before,
                    after,
                }
            })
            .collect()
    }

    /// The areas without areas below them: what loads and tallies count.
    pub fn leaves(&self) -> impl Iterator<Item = AreaId> {
        self.area_ids()
            .filter(|area| self.area(*area).children.is_empty())
    }
}

/// Those who answer for an area, whether alone, together or one of them, and when.
#[derive(PartialEq)]
struct Hands<'a> {
    cases: Vec<(BTreeSet<Who>, Join, Option<&'a str>)>,
}

impl<'a> Hands<'a> {
    /// Who only helps or is asked has no hand in it, and `nobody` is no hand.
    fn of(answer: &'a Answer) -> Hands<'a> {
        let of_case = |case: &'a Case| {
            let owners = case.holders.iter().filter(|one| one.answers_for_it());
            let whos: BTreeSet<Who> = owners
                .map(|holder: &Holder| holder.who)
                .filter(|who| *who != Who::Nobody)
                .collect();
            // For one alone it is all the same.
            let join = if whos.len() < 2 { Join::All } else { case.join };
            (whos, join, case.when.as_deref())
        };
        let cases = answer.held().map_or(&[][..], |held| &held.cases);
        let mut cases: Vec<_> = cases.iter().map(of_case).collect();
        // What no role answers for is the same whether a tag says so or no tag does.
        if let [(whos, _, None)] = &cases[..]
            && whos.is_empty()
        {
            cases.clear();
        }
        Hands { cases }
    }

    fn become_those_of(&self, after: &Hands<'_>) -> Fate {
        let (one, other) = (self.at_first(), after.at_first());
        if self.cases == after.cases {
            Fate::Stays
        } else if is_part(one, other) {
            Fate::SharedNow
        } else if is_part(other, one) {
            Fate::AloneNow
        } else {
            Fate::Moves
        }
    }

    /// Those who answer for it before any condition is asked; none where it is one of several.
    fn at_first(&self) -> Option<&BTreeSet<Who>> {
        let (whos, join, _) = self.cases.first()?;
        (*join == Join::All).then_some(whos)
    }
}

/// Whether `one` is one role, and `several` are that role and others.
fn is_part(one: Option<&BTreeSet<Who>>, several: Option<&BTreeSet<Who>>) -> bool {
    let (Some(one), Some(several)) = (one, several) else {
        return false;
    };
    let is_one = one.len() == 1 && !one.contains(&Who::Shared);
    // `Shared` names no role, so it may be any.
    is_one && one != several && (one.is_subset(several) || several.contains(&Who::Shared))
}

/// 0 for held without a word, 1 for undefined, 2 for poorly, 3 for not at all; none where nothing is said of it.
fn strain(answer: &Answer) -> Option<u8> {
    let held = match &answer.outcome {
        Outcome::NotSaid | Outcome::ByArea => return None,
        Outcome::Gap => return Some(3),
        Outcome::Held(held) => held,
    };
    Some(match held {
        held if held.is_nobody() => 3,
        held if held.has_quality(Quality::Poorly) => 2,
        held if held.has_quality(Quality::Undefined) => 1,
        _ => 0,
    })
}
