//! Who holds what: chips, holders, answers, as every page shows them.

use serde::Serialize;

use super::Link;
use crate::route::Url;

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
    /// `held`, `nobody` (on purpose), `gap`, `not-said`, `by-area`.
    pub state: &'static str,
    /// Who, case by case; empty for a gap and the like.
    pub cases: Vec<Case>,
    /// The whole answer in words, for readers that see no chips.
    pub text: String,
    /// Why it is so, in words; empty where nothing answers.
    pub why: String,
    /// `model`, `ancestor`, `definitions`, `nothing`.
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
    /// Who answers for it.
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
    /// The quality in the site's language.
    pub quality_word: Option<String>,
    /// `does`, `consulted` …
    pub relation: Option<&'static str>,
    /// The relation in the site's language.
    pub relation_word: Option<String>,
    /// A share of time, as written.
    pub share: Option<String>,
    /// Through which area.
    pub via: Option<Link>,
    /// Reasons.
    pub because: Vec<String>,
    /// On the page of a team: its people with this role, where the role answers for the area.
    pub people: Vec<String>,
}

/// One entry of the legend.
#[derive(Clone, Debug, Serialize)]
pub struct LegendEntry {
    /// What it looks like.
    pub answer: Answer,
    /// What it means.
    pub meaning: String,
}

/// An area with its answer.
#[derive(Clone, Debug, Serialize)]
pub struct AreaAnswer {
    /// The area.
    pub area: Link,
    /// How many areas of the list stand above it in the tree.
    pub depth: usize,
    /// Who owns it.
    pub answer: Answer,
}

/// What a model says of an area.
#[derive(Clone, Debug, Serialize)]
pub struct ModelAnswer {
    /// The model's id: the row of the table is `#lb-model-<id>`.
    pub id: String,
    /// The model.
    pub model: Link,
    /// Whether somebody recommends it.
    pub recommended: bool,
    /// Who owns the area under it.
    pub answer: Answer,
    /// Where the model comes from.
    pub sources: Vec<Link>,
}

/// A role that takes part in an area.
#[derive(Clone, Debug, Serialize)]
pub struct Partner {
    /// The role.
    pub chip: Chip,
    /// `consulted` …
    pub relation: &'static str,
    /// The same in the site's language.
    pub relation_word: String,
    /// Who wears it, where it is a hat.
    pub worn_by: Vec<Chip>,
}

/// An area that a role takes part in.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    /// The area.
    pub area: Link,
    /// `consulted` …
    pub relation: &'static str,
    /// The same in the site's language.
    pub relation_word: String,
    /// Who owns or shares the area by the role definitions.
    pub owners: Vec<Chip>,
}

/// A range as a bar from 0 to 100.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bar {
    /// Left end in percent.
    pub low: f64,
    /// Width in percent, at least what can be seen.
    pub width: f64,
    /// In words: "30 to 70 percent".
    pub text: String,
}
