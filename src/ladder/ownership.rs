//! Who owns an area under a model, and why.

use std::sync::Arc;

use super::{AreaId, Case, Condition, Held, Holder, Ladder, List, ModelId, RoleId, TeamId};
use crate::document::tag::Join;

/// The answer to "who owns this area under this model".
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub outcome: Outcome,
    pub reason: Reason,
}

/// Who owns an area, or why no role does.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// A tag says who holds it, or that no role does on purpose.
    Held(Arc<Held>),
    /// No role, and no file says so.
    Gap,
    /// The model does not speak of it and does not claim to be complete.
    NotSaid,
    /// A category of which nothing is said as a whole: its areas have answers of their own.
    ByArea,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The model names the area.
    Model,
    /// The model names an area that this one belongs to.
    Ancestor(AreaId),
    /// The role definitions name the area, or the one it belongs to.
    Definitions {
        /// The roles whose definitions do.
        roles: Vec<RoleId>,
        /// The area they name, where that is not the one asked for but one that it belongs to.
        through: Option<AreaId>,
    },
    /// The team that was asked for says so of the area, or of this one that the area belongs to.
    Override(Option<AreaId>),
    /// A team above the one that was asked for says so for those below it, of the area or of this
    /// one that the area belongs to.
    Above(TeamId, Option<AreaId>),
    /// The model that the team follows says so, for this reason.
    Followed(ModelId, Box<Reason>),
    /// The team that was asked for meets this condition, in the author's words; it is said for this
    /// reason.
    Met(Condition, String, Box<Reason>),
    Nothing,
}

impl Answer {
    /// What is held, where something is.
    pub fn held(&self) -> Option<&Held> {
        match &self.outcome {
            Outcome::Held(held) => Some(held),
            Outcome::Gap | Outcome::NotSaid | Outcome::ByArea => None,
        }
    }

    /// Whether a team says so itself, or one above it does for those below.
    pub fn departs(&self) -> bool {
        matches!(
            self.reason.unconditional(),
            Reason::Override(_) | Reason::Above(..)
        )
    }

    /// Whether it is that of an area above.
    pub fn repeats(&self) -> bool {
        matches!(self.reason, Reason::Ancestor(_))
    }
}

impl Reason {
    /// The reason without the condition that a team meets.
    pub fn unconditional(&self) -> &Reason {
        match self {
            Reason::Met(_, _, why) => why,
            reason => reason,
        }
    }
}

impl Ladder {
    /// Who owns an area under a model: what the model says of it, else of the nearest area it
    /// belongs to, else what the definitions of the roles taking part say, else a gap.
    pub fn answer(&self, model: ModelId, area: AreaId) -> Answer {
        self.answer_where(model, area, |_| true)
    }

    /// The same as if the model did not have those tags that do not `hold`.
    pub(super) fn answer_where(
        &self,
        model: ModelId,
        area: AreaId,
        holds: impl Fn(&Held) -> bool,
    ) -> Answer {
        let model_data = self.model(model);
        if !self.area(area).is_in(model) {
            return Answer {
                outcome: Outcome::NotSaid,
                reason: Reason::Nothing,
            };
        }
        for ancestor in self.ancestry(area) {
            if let Some(held) = model_data.says(ancestor).filter(|held| holds(held)) {
                let reason = if ancestor == area {
                    Reason::Model
                } else {
                    Reason::Ancestor(ancestor)
                };
                return Answer {
                    outcome: Outcome::Held(Arc::clone(held)),
                    reason,
                };
            }
        }
        if model_data.inherit
            && let Some(answer) = self.by_definitions(area, |role| model_data.has(role))
        {
            return answer;
        }
        let outcome =
            if !self.area(area).children.is_empty() && self.any_child_answered(model, area) {
                Outcome::ByArea
            } else if model_data.inherit {
                Outcome::Gap
            } else {
                Outcome::NotSaid
            };
        Answer {
            outcome,
            reason: Reason::Nothing,
        }
    }

    /// Who owns an area by the role definitions alone.
    pub fn default_answer(&self, area: AreaId) -> Answer {
        self.by_definitions(area, |_| true).unwrap_or_else(|| {
            let by_area = self
                .below(area)
                .any(|below| !(self.owners(below).is_empty() && self.sharers(below).is_empty()));
            Answer {
                outcome: if by_area {
                    Outcome::ByArea
                } else {
                    Outcome::Gap
                },
                reason: Reason::Nothing,
            }
        })
    }

    fn any_child_answered(&self, model: ModelId, area: AreaId) -> bool {
        self.below(area)
            .filter(|below| self.area(*below).children.is_empty())
            .any(|below| self.answer(model, below).held().is_some())
    }

    fn below(&self, area: AreaId) -> impl Iterator<Item = AreaId> {
        // Areas are numbered parents first, so what belongs to an area follows it without a gap.
        let depth = self.area(area).depth;
        (area.index() + 1..self.areas.len())
            .map(AreaId::new)
            .take_while(move |below| self.area(*below).depth > depth)
    }

    /// The roles among those `counts` whose definitions own or share the area, or its nearest
    /// ancestor that has any.
    fn by_definitions(&self, area: AreaId, counts: impl Fn(RoleId) -> bool) -> Option<Answer> {
        for ancestor in self.ancestry(area) {
            let holding = self.owners(ancestor).iter().chain(self.sharers(ancestor));
            let mut roles: Vec<RoleId> = holding.copied().filter(|role| counts(*role)).collect();
            roles.sort_unstable();
            roles.dedup();
            if !roles.is_empty() {
                let holders: Vec<Holder> = roles.iter().copied().map(Holder::simple).collect();
                let names: Vec<&str> = roles
                    .iter()
                    .map(|role| self.role(*role).in_tags())
                    .collect();
                let text = names.join(" + ");
                let case = Case {
                    holders,
                    join: Join::All,
                    when: None,
                    condition: None,
                };
                let outcome = Outcome::Held(Arc::new(Held {
                    cases: vec![case],
                    text,
                }));
                return Some(Answer {
                    outcome,
                    reason: Reason::Definitions {
                        roles,
                        through: (ancestor != area).then_some(ancestor),
                    },
                });
            }
        }
        None
    }

    /// The areas without areas below them that have no owner under a model.
    pub fn gaps(&self, model: ModelId) -> Vec<AreaId> {
        let of = model;
        let model = self.model(of);
        if !model.inherit {
            return Vec::new();
        }
        // An area follows the one it belongs to, so one walk answers for all; asking for each
        // answer would cost as much as the whole matrix.
        let mut held: List<AreaId, bool> = List::beside(&self.areas, |_| false);
        let is_gap = |id: &AreaId| {
            let area = self.area(*id);
            let mut by_definition = self.owners(*id).iter().chain(self.sharers(*id));
            let answered = area.parent.is_some_and(|parent| held[parent])
                || model.says(*id).is_some()
                || by_definition.any(|role| model.has(*role));
            held[*id] = answered;
            !answered && area.children.is_empty() && area.is_in(of)
        };
        self.area_ids().filter(is_gap).collect()
    }
}
