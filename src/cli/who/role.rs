//! What a role holds.

use super::asked::{Answered, Asked, Row, Said, heading_in_short};
use super::table::table;
use crate::diagnostic::shown;
use crate::ladder::{Answer, AreaId, Holding, ModelId, RoleId, Team, TeamId};

impl Asked<'_> {
    /// What a role holds under a model, in a team, or in each team; without teams under each model.
    pub(super) fn what(
        &self,
        role: RoleId,
        model: Option<ModelId>,
        team: Option<TeamId>,
    ) -> Answered {
        let ladder = self.ladder;
        let title = shown(&ladder.role(role).title).into_owned();
        let mut answered = Answered {
            text: title,
            is_whole: true,
        };
        answered.text.push('\n');
        match (team, model) {
            (Some(id), model) => {
                let team = ladder.team(id);
                let by = model.map_or_else(
                    || format!("in {}", team.title),
                    |model| {
                        let model = &ladder.model(model).title;
                        format!("in {} if it followed {model}", team.title)
                    },
                );
                let team = model.map_or_else(|| team.clone(), |model| team.following(model, id));
                self.list_in(&mut answered, role, &team, &by, true);
            }
            (None, Some(model)) => self.list_under(&mut answered, role, model),
            (None, None) if ladder.teams.is_empty() => {
                for model in ladder.model_ids() {
                    self.list_under(&mut answered, role, model);
                }
            }
            (None, None) => {
                let before = answered.text.len();
                for team in &ladder.teams {
                    let by = format!("in {}", team.title);
                    self.list_in(&mut answered, role, team, &by, false);
                }
                if answered.text.len() == before {
                    answered.text.push_str("  holds nothing in any team\n");
                }
            }
        }
        answered
    }

    fn list_in(&self, to: &mut Answered, role: RoleId, team: &Team, by: &str, even_nothing: bool) {
        let holdings = self
            .ladder
            .holdings_in(team)
            .remove(&role)
            .unwrap_or_default();
        let people: Vec<&str> = team.people_with(role).map(|person| &*person.name).collect();
        let by = if people.is_empty() {
            by.to_owned()
        } else {
            format!("{by}: {}", people.join(", "))
        };
        if let Some(place) = self.missing.in_team(self.ladder, team) {
            to.not_known(&by, place);
        } else if even_nothing || !holdings.is_empty() {
            let answer = |area| self.ladder.answer_in(team, area);
            self.list_areas(to, &by, holdings, answer, |answer| {
                self.missing.within_team(self.ladder, team, answer)
            });
        }
    }

    fn list_under(&self, to: &mut Answered, role: RoleId, model: ModelId) {
        let answer = |area| self.ladder.answer(model, area);
        let holdings = self
            .ladder
            .holdings(answer)
            .remove(&role)
            .unwrap_or_default();
        let by = format!("under {}", self.ladder.model(model).title);
        if let Some(place) = self.missing.in_model(self.ladder, model) {
            to.not_known(&by, place);
            return;
        }
        self.list_areas(to, &by, holdings, answer, |answer| {
            self.missing.under_model(self.ladder, model, answer)
        });
    }

    fn list_areas<'m>(
        &self,
        to: &mut Answered,
        by: &str,
        holdings: Vec<Holding>,
        answer: impl Fn(AreaId) -> Answer,
        missing: impl Fn(&Answer) -> Option<&'m str>,
    ) {
        let rows: Vec<Row> = holdings
            .into_iter()
            .map(|holding| {
                let answer = answer(holding.area);
                self.row_of(&Said {
                    by: heading_in_short(self.ladder, holding.area),
                    missing: missing(&answer),
                    undecided: answer.clone(),
                    team: None,
                    answer,
                })
            })
            .collect();
        to.lacks_if(rows.iter().any(|row| row.is_missing));
        to.text.push_str(&format!("{}\n", shown(by)));
        if rows.is_empty() {
            to.text.push_str("  nothing\n");
        }
        to.text.push_str(&table(&rows));
    }
}
