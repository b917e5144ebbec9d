//! What a role has to do with an area: what it holds in a team or under a model, where it takes part
//! without owning, and which areas no role owns anywhere.

use std::collections::{BTreeMap, BTreeSet};

use super::{Answer, AreaId, Ladder, ModelId, RoleId, Team, Who};
use crate::document::tag::Relations;

/// A role that takes part in an area by its definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Partner {
    pub role: RoleId,
    pub relations: Relations,
    /// The area that the definition names, where that is one that this one belongs to.
    pub from: Option<AreaId>,
}

/// What a role has of an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// It answers for it, alone or with others.
    Owns,
    /// It answers as long as another role's seat is vacant.
    StandsIn,
    TakesPart,
}

/// An area that a role has a part in.
#[derive(Clone, Debug, PartialEq)]
pub struct Holding {
    pub area: AreaId,
    pub part: Part,
    /// The condition without which it has none, in the author's words.
    pub when: Option<String>,
}

impl Ladder {
    /// The roles that take part in an area by default: those that say so of the area, or of one it
    /// belongs to and nothing else of an area between the two.
    pub fn partners(&self, area: AreaId) -> Vec<Partner> {
        let mut partners = Vec::new();
        let mut heard: BTreeSet<RoleId> = BTreeSet::new();
        for ancestor in self.ancestry(area) {
            let said = self.inverse.partners[ancestor].iter();
            let new = said.filter(|(role, _)| !heard.contains(role));
            partners.extend(new.map(|(role, relations)| Partner {
                role: *role,
                relations: *relations,
                from: (ancestor != area).then_some(ancestor),
            }));
            heard.extend(
                self.inverse.partners[ancestor]
                    .iter()
                    .map(|(role, _)| *role),
            );
            heard.extend(self.owners(ancestor).iter().chain(self.sharers(ancestor)));
        }
        partners
    }

    /// The roles that take part in an area under a model by their definitions: those of its roles
    /// of which `answer` says nothing; none where the model says only what it says.
    pub fn partners_under(&self, model: ModelId, area: AreaId, answer: &Answer) -> Vec<Partner> {
        let model = self.model(model);
        if !model.inherit {
            return Vec::new();
        }
        let named: BTreeSet<RoleId> = answer
            .held()
            .into_iter()
            .flat_map(super::Held::roles)
            .collect();
        let mut partners = self.partners(area);
        partners.retain(|partner| model.has(partner.role) && !named.contains(&partner.role));
        partners
    }

    /// What each role holds, given who holds each area: by role, in the order of areas. What only
    /// repeats the area above is left out.
    pub fn holdings(&self, answer: impl Fn(AreaId) -> Answer) -> BTreeMap<RoleId, Vec<Holding>> {
        let mut holdings: BTreeMap<RoleId, Vec<Holding>> = BTreeMap::new();
        // The answers for the areas above, by depth.
        let mut above: Vec<Answer> = Vec::new();
        for area in self.area_ids() {
            above.truncate(self.area(area).depth);
            let here = answer(area);
            let repeats = above
                .last()
                .is_some_and(|above| above.held() == here.held());
            if !repeats {
                for (role, part, when) in parts(&here) {
                    let holding = Holding { area, part, when };
                    holdings.entry(role).or_default().push(holding);
                }
            }
            above.push(here);
        }
        holdings
    }

    /// What each role holds in a team.
    pub fn holdings_in(&self, team: &Team) -> BTreeMap<RoleId, Vec<Holding>> {
        self.holdings(|area| self.answer_in(team, area))
    }

    /// The areas without areas below them that no role owns under any model; without models, by the
    /// role definitions.
    pub fn ownerless(&self) -> Vec<AreaId> {
        let leaves = self
            .area_ids()
            .filter(|area| self.area(*area).children.is_empty());
        let is_owned = |area: AreaId| {
            if self.models.is_empty() {
                return has_owner(&self.default_answer(area));
            }
            let mut models = self.model_ids();
            models.any(|model| has_owner(&self.answer(model, area)))
        };
        leaves.filter(|area| !is_owned(*area)).collect()
    }
}

/// Whether anyone answers for an area, under any condition.
fn has_owner(answer: &Answer) -> bool {
    let cases = answer.held().into_iter().flat_map(|held| &held.cases);
    cases
        .flat_map(|case| &case.holders)
        .any(|holder| holder.who != Who::Nobody && holder.answers_for_it())
}

/// The roles of an answer, each with the largest part that it has in any case, and with the
/// condition of the first of these.
fn parts(answer: &Answer) -> Vec<(RoleId, Part, Option<String>)> {
    let mut parts: Vec<(RoleId, Part, Option<String>)> = Vec::new();
    let mut add = |role: RoleId, part: Part, when: &Option<String>| {
        match parts.iter_mut().find(|(of, ..)| *of == role) {
            // What holds without a condition counts more than what holds with one.
            Some((_, known, condition)) => {
                if part < *known && (when.is_none() || condition.is_some()) {
                    (*known, *condition) = (part, when.clone());
                }
            }
            None => parts.push((role, part, when.clone())),
        }
    };
    for case in answer.held().into_iter().flat_map(|held| &held.cases) {
        for holder in &case.holders {
            let part = if holder.answers_for_it() {
                Part::Owns
            } else {
                Part::TakesPart
            };
            if let Some(role) = holder.role() {
                add(role, part, &case.when);
            }
            for role in holder.stand_ins() {
                add(*role, Part::StandsIn, &case.when);
            }
        }
    }
    parts
}

impl Part {
    /// As themes and programs know it.
    pub const fn name(self) -> &'static str {
        match self {
            Part::Owns => "owns",
            Part::StandsIn => "stands-in",
            Part::TakesPart => "takes-part",
        }
    }
}
