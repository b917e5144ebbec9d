//! Who decides in a team: what the team says itself, else what the model that it follows answers.

use std::sync::Arc;

use super::{Answer, AreaId, Ladder, Outcome, Pairing, Reason, RoleId, TeamId, Who};

/// An area that a team holds in another way than its model.
#[derive(Clone, Debug, PartialEq)]
pub struct Departure {
    pub area: AreaId,
    pub here: Answer,
    /// Under its model, or by the role definitions where it follows none.
    pub model: Answer,
    /// Whether others answer for it; else it is only done in another way, or something else is said
    /// of the same.
    pub moves: bool,
}

impl Ladder {
    /// Who owns an area in a team: what the team says of it, else of the nearest area it belongs
    /// to, else what its model answers, or the role definitions where it follows none.
    pub fn team_answer(&self, team: TeamId, area: AreaId) -> Answer {
        let data = self.team(team);
        for ancestor in self.ancestry(area) {
            if let Some(held) = data.says(ancestor) {
                return Answer {
                    outcome: Outcome::Held(Arc::clone(held)),
                    reason: Reason::Override((ancestor != area).then_some(ancestor)),
                };
            }
        }
        self.followed_answer(team, area)
    }

    /// Who would own an area in a team if it departed from nothing.
    pub fn followed_answer(&self, team: TeamId, area: AreaId) -> Answer {
        let Some((model, _)) = self.team(team).follows else {
            return self.default_answer(area);
        };
        let Answer { outcome, reason } = self.answer(model, area);
        Answer {
            outcome,
            reason: Reason::Followed(model, Box::new(reason)),
        }
    }

    /// Where a team departs from its model, by area.
    pub fn departures(&self, team: TeamId) -> Vec<Departure> {
        let overrides = self.team(team).overrides.iter();
        overrides
            .map(|(area, _)| {
                let here = self.team_answer(team, *area);
                let model = self.followed_answer(team, *area);
                Departure {
                    area: *area,
                    moves: answering(&here) != answering(&model),
                    here,
                    model,
                }
            })
            .collect()
    }

    /// The teams that a team belongs to, the nearest first.
    pub fn teams_above(&self, team: TeamId) -> impl Iterator<Item = TeamId> {
        std::iter::successors(self.team(team).parent, |team| self.team(*team).parent)
    }

    /// All teams, each followed by those that belong to it, with how deep it is.
    pub fn team_tree(&self) -> Vec<(TeamId, usize)> {
        let mut tree = Vec::with_capacity(self.teams.len());
        let tops = self.team_ids().filter(|id| self.team(*id).parent.is_none());
        let mut todo: Vec<(TeamId, usize)> = tops.map(|id| (id, 0)).collect();
        todo.reverse();
        while let Some((id, depth)) = todo.pop() {
            tree.push((id, depth));
            let children = self.team(id).children.iter().rev();
            todo.extend(children.map(|child| (*child, depth + 1)));
        }
        tree
    }

    /// The pairings that lead a team: those at its scope, unless it has people and none of them is
    /// one of the two, and those at no scope in which it has a person for both roles.
    pub fn pairings_in(&self, team: TeamId) -> Vec<Pairing> {
        let data = self.team(team);
        let filled = |role: RoleId| data.people_with(role).next().is_some();
        let leads = |pairing: &&Pairing| match pairing.scope {
            Some(scope) => {
                data.scope == Some(scope)
                    && (data.people.is_empty() || filled(pairing.first) || filled(pairing.second))
            }
            None => filled(pairing.first) && filled(pairing.second),
        };
        self.pairings.iter().filter(leads).copied().collect()
    }
}

/// Who answers for an area and under which condition, without regard to who else has a part in it.
fn answering(answer: &Answer) -> Option<Vec<(Vec<Who>, Option<&str>)>> {
    let held = answer.held()?;
    let cases = held.cases.iter().map(|case| {
        let holders = case.holders.iter().filter(|holder| holder.answers_for_it());
        let mut whos: Vec<Who> = holders.map(|holder| holder.who).collect();
        whos.sort_unstable();
        (whos, case.when.as_deref())
    });
    Some(cases.collect())
}
