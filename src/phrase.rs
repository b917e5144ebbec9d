//! The ladder in words: what an answer, a condition, a date is called, from the ladder and the
//! words of the site alone.
//!
//! Needs no theme, no address and no page, so that the terminal, CSV and JSON say what pages say.
//! Chips, which lead somewhere, are made by the pages.

mod answer;
mod names;
mod owner;

pub use names::{group_name, outcome_name, reason_kind};

use crate::document::front_matter::{Date, RoleKind};
use crate::document::range::Range;
use crate::document::tag::{Manner, Quality};
use crate::ladder::changes::Fate;
use crate::ladder::compare::{GroupKind, Standing, Why};
use crate::ladder::loads::{Chance, Sum};
use crate::ladder::{Ladder, Pairing, Part, RoleId};
use crate::words::Words;
use crate::words::key;

/// Puts what a ladder says into words of one language.
#[derive(Clone, Copy)]
pub struct Phrase<'a> {
    /// What is talked about.
    pub ladder: &'a Ladder,
    pub words: &'a Words,
}

impl Phrase<'_> {
    pub fn when(&self, condition: &str) -> String {
        self.words.fill(key!("when"), &[("condition", condition)])
    }

    /// What the words of a tag say of a holder, in the order of a tag.
    pub fn manner(&self, manner: Manner) -> impl Iterator<Item = String> {
        manner.words().map(|(group, word)| self.word(group, word))
    }

    pub fn quality(&self, quality: Quality) -> String {
        self.word("quality_", quality.name())
    }

    /// What a role has of an area.
    pub fn part_of_role(&self, part: Part) -> &str {
        self.words.get(match part {
            Part::Owns => key!("part_owns"),
            Part::StandsIn => key!("part_stands_in"),
            Part::TakesPart => key!("part_takes_part"),
        })
    }

    pub fn role_kind(&self, kind: RoleKind) -> String {
        self.word("role_kind_", kind.name())
    }

    pub fn roles_of_kind(&self, kind: RoleKind) -> String {
        self.word("role_kind_", &format!("{}s", kind.name()))
    }

    /// What happens to areas, after their number.
    pub fn fate(&self, fate: Fate) -> String {
        self.word("fate_", &fate.name().replace('-', "_"))
    }

    /// The same as a heading.
    pub fn fate_title(&self, fate: Fate) -> String {
        self.word("fate_title_", &fate.name().replace('-', "_"))
    }

    /// When a role answers for an area that it is not sure to answer for.
    pub fn chance(&self, chance: &Chance) -> String {
        match chance {
            Chance::When(when) => self.words.fill(key!("load_when"), &[("when", when)]),
            Chance::OneOf => self.words.get(key!("load_one_of")).to_owned(),
        }
    }

    /// How the loads of a model add up.
    pub fn load_sum(&self, sum: Sum) -> String {
        let Sum { all, held, again } = sum;
        let key = if again > 0 {
            key!("load_sum_again")
        } else {
            key!("load_sum")
        };
        let [all, total, held] = [all, held + again, held].map(|count| count.to_string());
        let parts = [("all", &*all), ("held", &held), ("total", &total)];
        self.words.fill(key, &parts)
    }

    /// What the rows of a comparison have in common.
    pub fn group(&self, kind: GroupKind) -> String {
        self.word("group_", &group_name(kind).replace('-', "_"))
    }

    pub fn questions(&self, role: RoleId) -> Vec<String> {
        let questions = self.ladder.role(role).answers.iter();
        questions
            .map(|question| self.word("question_", question.name()))
            .collect()
    }

    /// A date as a person writes it.
    pub fn date(&self, date: Date) -> String {
        let month = self.word("month_", &date.month.to_string());
        let (day, year) = (date.day.to_string(), date.year.to_string());
        let parts = [("day", &*day), ("month", &*month), ("year", &*year)];
        self.words.fill(key!("date"), &parts)
    }

    /// How many people had a hand in a file; nothing where that is unknown.
    pub fn people(&self, people: usize) -> String {
        match people {
            0 => String::new(),
            1 => self.words.get(key!("updated_by_one")).to_owned(),
            many => self
                .words
                .fill(key!("updated_by"), &[("people", &many.to_string())]),
        }
    }

    /// From how many percent to how many.
    pub fn range(&self, range: Range) -> String {
        let percent = |tenths: u16| (f64::from(tenths) / 10.0).to_string();
        let (low, high) = (percent(range.low), percent(range.high));
        self.words
            .fill(key!("range"), &[("low", &low), ("high", &high)])
    }

    /// Why a cell of a comparison is empty.
    pub fn why_empty(&self, why: Why) -> &str {
        self.words.get(match why {
            Why::NotTheirs => key!("why_empty_not_theirs"),
            Why::NotGiven => key!("why_empty_not_given"),
        })
    }

    /// Whether and when a role stands in for another.
    pub fn standing(&self, standing: &Standing, other: RoleId) -> String {
        let role = self.ladder.role(other).short();
        match standing {
            Standing::No => self.words.fill(key!("backup_no"), &[("role", role)]),
            Standing::Yes => self.words.fill(key!("backup_yes"), &[("role", role)]),
            Standing::When(when) => self
                .words
                .fill(key!("backup_when"), &[("role", role), ("condition", when)]),
        }
    }

    /// Where two roles lead together; none where no scope is said.
    pub fn pairing_at(&self, pairing: Pairing) -> Option<String> {
        let scope = self.ladder.scope(pairing.scope?);
        Some(self.words.fill(key!("pairing_at"), &[("scope", scope)]))
    }

    /// The scopes at which two roles lead together; empty where they do not.
    pub fn pairing(&self, one: RoleId, other: RoleId) -> String {
        let pairings: Vec<Pairing> = self.ladder.pairings_between(one, other).collect();
        let scopes: Vec<&str> = pairings
            .iter()
            .filter_map(|pairing| pairing.scope)
            .map(|scope| self.ladder.scope(scope))
            .collect();
        match (pairings.is_empty(), scopes.is_empty()) {
            (true, _) => String::new(),
            (false, true) => self.words.get(key!("pair_anywhere")).to_owned(),
            (false, false) => {
                let scopes = scopes.join(self.words.get(key!("join_all")));
                self.words.fill(key!("pair_at"), &[("scopes", &scopes)])
            }
        }
    }

    fn word(&self, family: &str, name: &str) -> String {
        self.words.named(&format!("{family}{name}"))
    }
}
