//! Who decides, in short: one line for an area, however much there is to say of it.

use super::Phrase;
use crate::ladder::{Answer, AreaId, Held, Outcome};
use crate::words::key;

impl Phrase<'_> {
    /// Who decides, and in how many models: "EM in 4 of 5 models"; none where no model says.
    pub fn owner_in_models(&self, area: AreaId) -> Option<String> {
        let mut counts: Vec<(String, bool, usize)> = Vec::new();
        let mut total = 0;
        for model in self.ladder.model_ids() {
            let answer = self.ladder.answer(model, area);
            let Some(owner) = self.owner(&answer) else {
                continue;
            };
            total += 1;
            let held = answer.held().is_some_and(|held| !held.lacks_owner());
            match counts.iter_mut().find(|(name, ..)| *name == owner) {
                Some((.., count)) => *count += 1,
                None => counts.push((owner, held, 1)),
            }
        }
        // Of equals one that a role holds, and of those that of the first model.
        let (owner, _, count) = counts
            .iter()
            .rev()
            .max_by_key(|(_, held, count)| (*count, *held))?;
        let key = if total == 1 {
            key!("search_owner_one")
        } else {
            key!("search_owner")
        };
        Some(self.words.fill(
            key,
            &[
                ("owner", owner),
                ("count", &count.to_string()),
                ("total", &total.to_string()),
            ],
        ))
    }

    pub fn owner_by_default(&self, area: AreaId) -> Option<String> {
        let answer = self.ladder.default_answer(area);
        let owner = answer.held().map(|held| self.holders_in_short(held))?;
        Some(
            self.words
                .fill(key!("search_owner_default"), &[("owner", &owner)]),
        )
    }

    /// Whom an answer names first, in short; `None` where it names no one and says nothing.
    fn owner(&self, answer: &Answer) -> Option<String> {
        match &answer.outcome {
            Outcome::Held(held) => Some(self.holders_in_short(held)),
            Outcome::Gap => Some(self.words.get(key!("answer_gap")).to_owned()),
            Outcome::NotSaid | Outcome::ByArea => None,
        }
    }

    fn holders_in_short(&self, held: &Held) -> String {
        let Some(case) = held.cases.first() else {
            return String::new();
        };
        let answering = case.holders.iter().filter(|holder| holder.answers_for_it());
        let names: Vec<&str> = answering.map(|holder| self.who(holder.who)).collect();
        if case.is_ownerless() {
            return self.words.get(key!("answer_no_owner")).to_owned();
        }
        names.join(self.join(case.join))
    }
}
