//! What is shown of a role, and of an answer.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::{Serialize, Serializer};

use super::link::Link;
use crate::plan::route::Url;

/// A role as a chip.
#[derive(Clone, Debug, Serialize)]
pub struct Chip {
    /// Abbreviation or title.
    pub name: String,
    /// Title.
    pub title: String,
    /// Its page.
    pub url: Url,
    /// The name of the colour, `teal`; templates make the classes `lb-hue-teal`, `lb-left-teal`, `lb-right-teal` of it.
    pub hue: &'static str,
    /// The role's id, for filters.
    pub id: String,
}

/// The answer to "who owns this area", with its reason.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    /// `held`, `no-owner` (roles take part and none answers for it), `nobody` (on purpose), `gap`, `not-said`, `by-area`.
    pub state: &'static str,
    /// Who, case by case; empty for a gap and the like.
    pub cases: Vec<Case>,
    /// The whole answer in words, for readers that see no chips.
    pub text: String,
    /// Why it is so, in words; empty where nothing answers.
    pub why: String,
    /// `model`, `ancestor`, `definitions`, `override`, `above`, `condition`, `nothing`.
    pub why_kind: &'static str,
    /// Ids of the roles in it, separated by spaces, for filters.
    pub roles: String,
    /// Whether somebody holds it poorly or nobody says how.
    pub strained: bool,
}

/// Who holds, and when.
#[derive(Clone, Debug, Serialize)]
pub struct Case {
    /// `one`, `all` (co-owned), `any` (either).
    pub join: &'static str,
    /// Who answers for it; empty where roles take part and none does.
    pub holders: Vec<Holder>,
    /// Who takes part without answering for it.
    pub partners: Vec<Holder>,
    /// Under which condition, in a phrase: `when` of the table of words.
    pub when: Option<String>,
}

/// One holder.
#[derive(Clone, Debug, Serialize)]
pub struct Holder {
    /// The role; none for `shared` and `nobody`.
    pub chip: Option<Chip>,
    /// `role`, `shared`, `nobody`.
    pub who: &'static str,
    /// The word to show where there is no chip.
    pub word: String,
    /// `poorly`, `undefined` or none.
    pub quality: Option<&'static str>,
    /// `accountable`, `does`, `consulted` …; empty where it is simply accountable.
    pub relations: Vec<&'static str>,
    /// Both in the site's language, the relations first and as one phrase.
    pub words: Vec<String>,
    /// A share of time, as written.
    pub share: Option<String>,
    /// Through which area.
    pub via: Option<Link>,
    /// Reasons.
    pub because: Vec<String>,
    /// In a team that has no one in this role: why, in words.
    pub open: Option<String>,
    /// Who answers until the seat is filled.
    pub stand_ins: Vec<StandIn>,
    /// On the page of a team: its people with this role, where the role answers for the area.
    pub people: Vec<String>,
}

/// A role that answers for one that no one has.
#[derive(Clone, Debug, Serialize)]
pub struct StandIn {
    /// The role.
    pub chip: Chip,
    /// On the page of a team: its people with this role.
    pub people: Vec<String>,
}

/// A role that takes part in an area.
#[derive(Clone, Debug, Serialize)]
pub struct Partner {
    /// The role.
    pub chip: Chip,
    /// `consulted` …
    pub relations: Vec<&'static str>,
    /// The same in the site's language, as one phrase.
    pub relation_words: String,
    /// Who wears it, where it is a hat.
    pub worn_by: Vec<Chip>,
    /// The area that the role says it of, where that is one that this one belongs to.
    pub from: Option<Link>,
}

/// An answer that many pages show, with what was made of it for the first of them.
#[derive(Clone)]
pub struct SharedAnswer(Arc<Made>);

struct Made {
    answer: Answer,
    value: OnceLock<tera::Value>,
    cells: [OnceLock<Option<Box<str>>>; 5],
}

impl SharedAnswer {
    /// The cell of a table that it is drawn as, in one of five forms; made by whoever asks first, as all would make the same. None where
    /// the theme fails at it.
    pub(super) fn drawn(&self, form: usize, draw: impl FnOnce() -> Option<String>) -> Option<&str> {
        self.0.cells[form]
            .get_or_init(|| draw().map(String::into_boxed_str))
            .as_deref()
    }
}

impl From<Answer> for SharedAnswer {
    fn from(answer: Answer) -> SharedAnswer {
        SharedAnswer(Arc::new(Made {
            answer,
            value: OnceLock::new(),
            cells: Default::default(),
        }))
    }
}

impl Deref for SharedAnswer {
    type Target = Answer;

    fn deref(&self) -> &Answer {
        &self.0.answer
    }
}

impl fmt::Debug for SharedAnswer {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0.answer, to)
    }
}

/// A template gets the value itself, which is not copied on its way.
impl Serialize for SharedAnswer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let made = &*self.0;
        let value = made
            .value
            .get_or_init(|| tera::Value::from_serializable(&made.answer));
        Serialize::serialize(value, serializer)
    }
}
