//! Who decides in a team: what the team says itself, else what the model that it follows answers.

use std::sync::Arc;

use super::{
    Answer, AreaId, Held, Ladder, Outcome, Pairing, Reason, RoleId, Team, TeamId, Who, seats,
};

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
    /// Who owns an area in a team: what the team says of it, or of the nearest area it belongs to;
    /// else what the nearest team above that speaks of either says for those below; else what its
    /// model answers, or the role definitions where it follows none. Of each tag the cases count
    /// that hold with the team's people.
    pub fn team_answer(&self, team: TeamId, area: AreaId) -> Answer {
        self.answer_in(self.team(team), area)
    }

    /// The same in a team that may be another than the ladder has: what if.
    pub fn answer_in(&self, team: &Team, area: AreaId) -> Answer {
        let own = self.said_of(team, area, Team::says, team);
        let own = own.map(|(held, of)| (held, Reason::Override(of)));
        let said = own.or_else(|| {
            team.above.iter().find_map(|above| {
                let said = self.said_of(team, area, Team::says_below, self.team(*above));
                said.map(|(held, of)| (held, Reason::Above(*above, of)))
            })
        });
        let Some((held, reason)) = said else {
            return self.answer_followed(team, area);
        };
        let outcome = Outcome::Held(Arc::clone(held));
        self.decided(team, Answer { outcome, reason })
    }

    /// What `by` says of an area, or of the nearest area it belongs to, which is named then;
    /// without the tags that say nothing of a team with the people of `team`.
    fn said_of<'a>(
        &self,
        team: &Team,
        area: AreaId,
        says: impl Fn(&'a Team, AreaId) -> Option<&'a Arc<Held>>,
        by: &'a Team,
    ) -> Option<(&'a Arc<Held>, Option<AreaId>)> {
        self.ancestry(area).find_map(|ancestor| {
            let held = says(by, ancestor).filter(|held| team.leaves_a_case_of(held))?;
            Some((held, (ancestor != area).then_some(ancestor)))
        })
    }

    /// Who would own an area in a team if it departed from nothing.
    pub fn followed_answer(&self, team: TeamId, area: AreaId) -> Answer {
        self.answer_followed(self.team(team), area)
    }

    fn answer_followed(&self, team: &Team, area: AreaId) -> Answer {
        let Some((model, _)) = team.follows else {
            return self.decided(team, self.default_answer(area));
        };
        let holds = |held: &Held| team.leaves_a_case_of(held);
        let Answer { outcome, reason } = self.answer_where(model, area, holds);
        let answer = Answer {
            outcome,
            reason: Reason::Followed(model, Box::new(reason)),
        };
        self.decided(team, answer)
    }

    /// An answer as it holds with the people of a team.
    fn decided(&self, team: &Team, answer: Answer) -> Answer {
        let Outcome::Held(held) = &answer.outcome else {
            return answer;
        };
        let (held, met) = seats::held_in(self, team, held);
        Answer {
            outcome: Outcome::Held(held),
            reason: match met {
                Some((condition, when)) => Reason::Met(condition, when, Box::new(answer.reason)),
                None => answer.reason,
            },
        }
    }

    /// Where a team departs from its model, by area: what it says itself, and what a team above
    /// says for it and its model does not.
    pub fn departures(&self, team: TeamId) -> Vec<Departure> {
        let data = self.team(team);
        let above = data
            .above
            .iter()
            .flat_map(|above| &self.team(*above).overrides_below);
        let mut areas: Vec<AreaId> = data
            .overrides
            .iter()
            .chain(above)
            .map(|said| said.0)
            .collect();
        areas.sort_unstable();
        areas.dedup();
        let departures = areas.into_iter().filter_map(|area| {
            let here = self.team_answer(team, area);
            let model = self.followed_answer(team, area);
            let is_said_here = match here.reason.unconditional() {
                Reason::Override(of) => of.is_none(),
                Reason::Above(_, of) => of.is_none() && here.held() != model.held(),
                _ => false,
            };
            is_said_here.then(|| Departure {
                area,
                moves: answering(&here) != answering(&model),
                here,
                model,
            })
        });
        departures.collect()
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
