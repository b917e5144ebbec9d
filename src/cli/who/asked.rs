//! What is asked of, and what comes of it.

use super::missing::Missing;
use crate::diagnostic::shown;
use crate::ladder::{Answer, AreaId, Ladder, Outcome, Team};
use crate::phrase::Phrase;

/// What is printed, and whether it is all there is to say.
pub(super) struct Answered {
    pub(super) text: String,
    pub(super) is_whole: bool,
}

impl Answered {
    /// Notes whether something is missing.
    pub(super) fn lacks_if(&mut self, is_missing: bool) {
        self.is_whole &= !is_missing;
    }

    pub(super) fn not_known(&mut self, by: &str, place: &str) {
        self.is_whole = false;
        let by = shown(by);
        self.text
            .push_str(&format!("{by}\n  not known: {place} has an error\n"));
    }
}

/// A line of an answer.
pub(super) struct Row {
    pub(super) cells: [String; 3],
    pub(super) is_missing: bool,
}

/// A model, a team or the role definitions, with what they answer.
pub(super) struct Said<'a> {
    pub(super) by: String,
    pub(super) answer: Answer,
    /// The same before the people of a team decide anything.
    pub(super) undecided: Answer,
    /// The team, as it is or as it would be.
    pub(super) team: Option<Team>,
    pub(super) missing: Option<&'a str>,
}

pub(super) struct Asked<'a> {
    pub(super) ladder: &'a Ladder,
    pub(super) phrase: Phrase<'a>,
    pub(super) missing: &'a Missing,
}

impl Said<'_> {
    /// Makes it the answer under a condition.
    pub(super) fn narrowed(&mut self, by: String, answer: Answer) {
        self.by = by;
        self.answer = answer;
    }
}

impl Asked<'_> {
    /// Who, who holds the area, and why.
    pub(super) fn row_of(&self, said: &Said<'_>) -> Row {
        let [who, why] = if let Some(place) = said.missing {
            ["not known".to_owned(), format!("{place} has an error")]
        } else {
            let why = match said.answer.outcome {
                Outcome::Gap => "a gap: no model and no role definition says so".to_owned(),
                Outcome::NotSaid => "the model says only what it says".to_owned(),
                Outcome::Held(_) | Outcome::ByArea => self.phrase.reason(&said.answer.reason),
            };
            [self.phrase.answer(&said.answer), why]
        };
        let cells = [&*said.by, &who, &why].map(|cell| shown(cell).into_owned());
        Row {
            cells,
            is_missing: said.missing.is_some(),
        }
    }
}

/// The area below those it belongs to.
pub(super) fn heading_in_short(ladder: &Ladder, area: AreaId) -> String {
    let mut path: Vec<&str> = ladder
        .ancestry(area)
        .map(|area| ladder.area(area).title.as_str())
        .collect();
    path.reverse();
    path.join(" › ")
}
