//! Assessments, and practices with how often they are done.

use serde::Serialize;

use super::{Chip, Html, Link};
use crate::route::Url;

/// All assessments.
#[derive(Clone, Debug, Serialize)]
pub struct Assessments {
    /// The author's words on them.
    pub body: Html,
    /// The assessments.
    pub assessments: Vec<AssessmentCard>,
}

/// An assessment in a list.
#[derive(Clone, Debug, Serialize)]
pub struct AssessmentCard {
    /// Title and page.
    pub link: Link,
    /// What it is.
    pub description: Option<String>,
    /// How much there is to fill in, in words.
    pub size: String,
    /// The roles it is about.
    pub roles: Vec<Chip>,
    /// The models it is about.
    pub models: Vec<Link>,
}

/// An assessment.
#[derive(Clone, Debug, Serialize)]
pub struct Assessment {
    /// `assess.js`, which counts, and keeps answers in the browser.
    pub script: Url,
    /// `checklist`, `questions`.
    pub form: &'static str,
    /// How much there is to fill in, in words.
    pub size: String,
    /// How to fill it in, in words.
    pub how: String,
    /// The roles it is about.
    pub roles: Vec<Chip>,
    /// The models it is about.
    pub models: Vec<Link>,
    /// What there is to tick; empty for questions.
    pub items: Vec<Html>,
    /// What is asked; empty for a checklist.
    pub questions: Vec<Question>,
    /// What the result means.
    pub results: Vec<Outcome>,
    /// What the script says.
    pub says: Says,
    /// The author's words.
    pub body: Html,
}

/// Texts in which the script puts numbers and words in place of names in braces.
#[derive(Clone, Debug, Serialize)]
pub struct Says {
    /// How many are ticked: `{done}`, `{all}`.
    pub ticked: String,
    /// How many are answered: `{done}`, `{all}`.
    pub answered: String,
    /// What they come to: `{sum}`, `{average}`.
    pub sum: String,
    /// An answer: `{value}`, `{low}`, `{high}`.
    pub answer: String,
}

/// A question.
#[derive(Clone, Debug, Serialize)]
pub struct Question {
    /// What it is about, in a word or two.
    pub about: Option<String>,
    /// The question.
    pub ask: Html,
    /// The time that it is asked about, in a phrase.
    pub window: Option<String>,
    /// What else to think of.
    pub help: Vec<Html>,
    /// The numbers that answer it, lowest first.
    pub points: Vec<u32>,
    /// What the lowest one means.
    pub low: String,
    /// What the highest one means.
    pub high: String,
}

/// What a result means.
#[derive(Clone, Debug, Serialize)]
pub struct Outcome {
    /// For which results, in words that a person can count by.
    pub range: String,
    /// For a checklist: how many ticks there must be.
    pub least: Option<usize>,
    /// For questions: the largest average, in hundredths.
    pub up_to: Option<u32>,
    /// What it means.
    pub means: Html,
}

/// A guide that describes the practice of a role, in a list.
#[derive(Clone, Debug, Serialize)]
pub struct Practice {
    /// Title and page.
    pub link: Link,
    /// What it is.
    pub description: Option<String>,
    /// How often it is done.
    pub cadence: Vec<Cadence>,
}

/// How often something is done.
#[derive(Clone, Debug, Serialize)]
pub struct Cadence {
    /// What; none for the practice as a whole.
    pub what: Option<Html>,
    /// How often.
    pub how_often: String,
}
