//! Who owns an area.

use super::asked::{Answered, Asked, Row, Said, heading_in_short};
use super::table::table;
use crate::cli::failure::Failure;
use crate::diagnostic::shown;
use crate::ladder::{
    Answer, AreaId, Case, Condition, Held, Ladder, ModelId, Outcome, Partner, Team, TeamId, held,
};
use crate::text::fold;

const BY_DEFINITIONS: &str = "by the role definitions";

impl<'a> Asked<'a> {
    /// Who owns an area.
    pub(super) fn owners_of(
        &self,
        area: AreaId,
        model: Option<ModelId>,
        team: Option<TeamId>,
        when: Option<&str>,
    ) -> Result<Answered, Failure> {
        let ladder = self.ladder;
        let mut said: Vec<Said<'_>> = match (team, model) {
            (Some(id), Some(model)) => {
                let team = ladder.team(id);
                let by = format!(
                    "{} if it followed {}",
                    team.title,
                    ladder.model(model).title
                );
                let if_so = self.in_team(area, by, team.following(model, id));
                vec![
                    if_so,
                    self.in_team(area, format!("{} today", team.title), team.clone()),
                ]
            }
            (Some(id), None) => self.beside_its_model(area, id),
            (None, Some(model)) => vec![self.under(area, model)],
            (None, None) => {
                let models = ladder.model_ids().map(|model| self.under(area, model));
                models.chain([self.by_definitions(area)]).collect()
            }
        };
        let partners = self.partners_in_words(area, model, team, said.first());
        if let Some(when) = when {
            self.narrow(area, &mut said, when)?;
        }
        let rows: Vec<Row> = said.iter().map(|said| self.row_of(said)).collect();
        let mut text = format!("{}\n{}", heading(ladder, area), table(&rows));
        if !partners.is_empty() {
            text.push_str(&format!(
                "  takes part by definition: {}\n",
                partners.join(", ")
            ));
        }
        Ok(Answered {
            text,
            is_whole: !rows.iter().any(|row| row.is_missing),
        })
    }

    fn under(&self, area: AreaId, model: ModelId) -> Said<'a> {
        let answer = self.ladder.answer(model, area);
        Said {
            by: self.ladder.model(model).title.clone(),
            missing: self.missing.under_model(self.ladder, model, &answer),
            undecided: answer.clone(),
            team: None,
            answer,
        }
    }

    fn by_definitions(&self, area: AreaId) -> Said<'a> {
        let answer = self.ladder.default_answer(area);
        Said {
            by: BY_DEFINITIONS.to_owned(),
            missing: self.missing.behind_roles(self.ladder, &answer.reason),
            undecided: answer.clone(),
            team: None,
            answer,
        }
    }

    fn in_team(&self, area: AreaId, by: String, team: Team) -> Said<'a> {
        let answer = self.ladder.answer_in(&team, area);
        let without_people = Team {
            people: Vec::new(),
            open: Vec::new(),
            ..team.clone()
        };
        Said {
            by,
            missing: self.missing.within_team(self.ladder, &team, &answer),
            undecided: self.ladder.answer_in(&without_people, area),
            team: Some(team),
            answer,
        }
    }

    /// Who holds the area in a team, and beside it what the team departs from.
    fn beside_its_model(&self, area: AreaId, id: TeamId) -> Vec<Said<'a>> {
        let team = self.ladder.team(id);
        let here = self.in_team(area, team.title.clone(), team.clone());
        let departs = here.answer.departs();
        let followed = departs.then(|| match team.follows {
            Some((model, _)) => self.under(area, model),
            None => self.by_definitions(area),
        });
        [here].into_iter().chain(followed).collect()
    }

    /// Leaves of each answer what holds under a condition; those that do not have it stay as they
    /// are.
    fn narrow(&self, area: AreaId, said: &mut [Said<'_>], when: &str) -> Result<(), Failure> {
        let asked = when.trim();
        let asked = ["when ", "if "]
            .iter()
            .find_map(|word| {
                let head = asked.get(..word.len())?;
                head.eq_ignore_ascii_case(word)
                    .then(|| &asked[word.len()..])
            })
            .unwrap_or(asked);
        let words = fold::name(asked);
        let no_role = held::missing_role(asked)
            .flat_map(|at| self.ladder.names.roles.all(asked[at..].trim()))
            .next();
        let is_asked = |case: &Case| {
            let is_no_role =
                case.condition.is_some() && case.condition == no_role.map(Condition::No);
            is_no_role
                || case
                    .when
                    .as_ref()
                    .is_some_and(|when| fold::name(when) == words)
        };
        let cases = |answer: &'_ Answer| {
            answer
                .held()
                .map(|held| held.cases.clone())
                .unwrap_or_default()
        };
        if !said
            .iter()
            .any(|said| cases(&said.undecided).iter().any(&is_asked))
        {
            let known = said.iter().flat_map(|said| cases(&said.undecided));
            let mut known: Vec<String> = known
                .filter_map(|case| Some(format!("`{}`", shown(&case.when?))))
                .collect();
            known.sort_unstable();
            known.dedup();
            let known = if known.is_empty() {
                "it has no conditions".to_owned()
            } else {
                format!("there are {}", known.join(", "))
            };
            return Err(Failure::Machine(format!(
                "no condition `{asked}` in this answer; {known}"
            )));
        }
        for said in said {
            let Some(case) = cases(&said.undecided).into_iter().find(&is_asked) else {
                continue;
            };
            let when = case.when.clone().unwrap_or_default();
            let by = format!("{}, {}", said.by, self.phrase.when(&when));
            if let (Some(Condition::No(role)), Some(team)) = (case.condition, &said.team) {
                let answer = self.ladder.answer_in(&team.without(role), area);
                said.narrowed(by, answer);
            } else if let Some(held) = said.undecided.held() {
                let only = Held {
                    cases: vec![Case { when: None, ..case }],
                    text: held.text.clone(),
                };
                let answer = Answer {
                    outcome: Outcome::Held(only.into()),
                    reason: said.undecided.reason.clone(),
                };
                said.narrowed(by, answer);
            }
        }
        Ok(())
    }

    /// Who takes part in the area by definition, in words.
    fn partners_in_words(
        &self,
        area: AreaId,
        model: Option<ModelId>,
        team: Option<TeamId>,
        first: Option<&Said<'_>>,
    ) -> Vec<String> {
        let followed = team.and_then(|team| self.ladder.team(team).follows);
        let model = model.or(followed.map(|(model, _)| model));
        let partners = match (model, first) {
            (Some(model), Some(said)) => self.ladder.partners_under(model, area, &said.answer),
            _ => self.ladder.partners(area),
        };
        let in_words = |partner: Partner| {
            let role = self.ladder.role(partner.role).short();
            let relation = self.phrase.relations(partner.relations);
            let from = partner.from.map_or(String::new(), |area| {
                format!(", from {}", self.ladder.area(area).title)
            });
            shown(&format!("{role} ({relation}{from})")).into_owned()
        };
        partners.into_iter().map(in_words).collect()
    }
}

/// The same with the areas below it.
fn heading(ladder: &Ladder, area: AreaId) -> String {
    let mut heading = heading_in_short(ladder, area);
    let below = &ladder.area(area).children;
    if !below.is_empty() {
        let titles: Vec<&str> = below
            .iter()
            .map(|area| ladder.area(*area).title.as_str())
            .collect();
        heading.push_str(&format!(" (with {})", titles.join(", ")));
    }
    shown(&heading).into_owned()
}
