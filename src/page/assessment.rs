//! The page of an assessment.
//!
//! What a result means is put into words that a person can count by on paper: numbers of ticks, sums of answers.

use serde::Serialize;

use super::desk::Desk;
use super::html::Html;
use super::link::Link;
use super::{chips, prose};
use crate::document::front_matter::assessment::{
    self as fill, Average, Checklist, End, Form, Questions,
};
use crate::ladder::{AssessmentId, DocumentId, ModelId, Subject};
use crate::words::{Key, key};

/// An assessment.
#[derive(Clone, Debug, Serialize)]
pub struct Assessment {
    /// `checklist`, `questions`.
    pub form: &'static str,
    /// How much there is to fill in, in words.
    pub size: String,
    /// How to fill it in, in words.
    pub how: String,
    /// The roles it is about.
    pub roles: Vec<chips::Chip>,
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

pub(crate) fn view(desk: &Desk<'_>, id: AssessmentId) -> Assessment {
    let assessment = desk.ladder.assessment(id);
    let document = assessment.document;
    let form = assessment.form.as_ref();
    let empty = Assessment {
        form: "",
        size: size(desk, form),
        how: String::new(),
        roles: chips::chips(desk, assessment.roles.iter().copied()),
        models: models(desk, &assessment.models),
        items: Vec::new(),
        questions: Vec::new(),
        results: Vec::new(),
        says: says(desk),
        body: prose::subject_body(desk, Subject::Assessment(id)),
    };
    match form {
        None => empty,
        Some(Form::Checklist(list)) => Assessment {
            form: "checklist",
            how: desk.words.get(key!("assess_how_checklist")).to_owned(),
            items: prose::inlines(desk, document, &list.items),
            results: checklist_results(desk, document, list),
            ..empty
        },
        Some(Form::Questions(form)) => Assessment {
            form: "questions",
            how: how_to_answer(desk, form),
            questions: form
                .questions
                .iter()
                .map(|asked| question(desk, document, form, asked))
                .collect(),
            results: average_results(desk, document, form),
            ..empty
        },
    }
}

fn says(desk: &Desk<'_>) -> Says {
    let word = |key: Key| desk.words.get(key).to_owned();
    Says {
        ticked: word(key!("assess_ticked")),
        answered: word(key!("assess_answered")),
        sum: word(key!("assess_sum_is")),
        answer: word(key!("assess_answer")),
    }
}

pub(crate) fn size(desk: &Desk<'_>, form: Option<&Form>) -> String {
    let of = |count: usize, key: Key, more: &[(&str, &str)]| {
        let count = count.to_string();
        let parts: Vec<(&str, &str)> = [("count", count.as_str())]
            .into_iter()
            .chain(more.iter().copied())
            .collect();
        desk.words.fill(key, &parts)
    };
    match form {
        None => String::new(),
        Some(Form::Checklist(list)) => of(list.items.len(), key!("assess_items"), &[]),
        Some(Form::Questions(form)) => {
            let (from, to) = (form.scale.from.to_string(), form.scale.to.to_string());
            let ends = [("from", from.as_str()), ("to", to.as_str())];
            of(form.questions.len(), key!("assess_questions"), &ends)
        }
    }
}

pub(crate) fn models(desk: &Desk<'_>, models: &[ModelId]) -> Vec<Link> {
    let models = models.iter();
    models.map(|id| desk.link_to(Subject::Model(*id))).collect()
}

fn checklist_results(desk: &Desk<'_>, document: DocumentId, list: &Checklist) -> Vec<Outcome> {
    let (threshold, count) = (list.threshold.to_string(), list.items.len().to_string());
    let parts = [("threshold", threshold.as_str()), ("count", &count)];
    let reached = Outcome {
        range: desk.words.fill(key!("assess_reached"), &parts),
        least: Some(list.threshold),
        up_to: None,
        means: prose::inline(desk, document, &list.reached),
    };
    let below = list.below.as_ref().map(|below| Outcome {
        range: desk.words.fill(key!("assess_below"), &parts),
        least: Some(0),
        up_to: None,
        means: prose::inline(desk, document, below),
    });
    std::iter::once(reached).chain(below).collect()
}

fn how_to_answer(desk: &Desk<'_>, form: &Questions) -> String {
    let (from, to) = (form.scale.from.to_string(), form.scale.to.to_string());
    let ends = [("from", from.as_str()), ("to", &to)];
    let how = desk.words.fill(key!("assess_how_questions"), &ends);
    let better = form.scale.better.map(|end| match end {
        End::Low => key!("assess_better_low"),
        End::High => key!("assess_better_high"),
    });
    match better {
        Some(key) => format!("{how} {}", desk.words.get(key)),
        None => how,
    }
}

fn question(
    desk: &Desk<'_>,
    document: DocumentId,
    form: &Questions,
    question: &fill::Question,
) -> Question {
    let scale = &form.scale;
    Question {
        about: question.about.as_ref().map(|about| about.value.clone()),
        ask: prose::inline(desk, document, &question.ask),
        window: question.window.as_ref().map(|window| {
            desk.words
                .fill(key!("assess_window"), &[("window", &window.value)])
        }),
        help: prose::inlines(desk, document, &question.help),
        points: (scale.from..=scale.to).collect(),
        low: question.low.as_ref().unwrap_or(&scale.low).value.clone(),
        high: question.high.as_ref().unwrap_or(&scale.high).value.clone(),
    }
}

fn average_results(desk: &Desk<'_>, document: DocumentId, form: &Questions) -> Vec<Outcome> {
    let mut before: Option<&fill::Outcome> = None;
    let mut outcomes = Vec::new();
    for outcome in &form.results {
        outcomes.push(Outcome {
            range: average_range(desk, form, before.map(|it| it.up_to), outcome.up_to),
            least: None,
            up_to: Some(outcome.up_to.0),
            means: prose::inline(desk, document, &outcome.means),
        });
        before = Some(outcome);
    }
    outcomes
}

/// Averages above one and up to another, with the sums that they come from.
fn average_range(
    desk: &Desk<'_>,
    form: &Questions,
    above: Option<Average>,
    up_to: Average,
) -> String {
    let count = u64::try_from(form.questions.len()).unwrap_or(u64::MAX);
    let sum = |average: Average| u64::from(average.0).saturating_mul(count) / 100;
    let least = above.map_or_else(
        || u64::from(form.scale.from).saturating_mul(count),
        |above| sum(above) + 1,
    );
    let most = sum(up_to);
    let low = above.map_or_else(String::new, |above| above.to_string());
    let key = if above.is_some() {
        key!("assess_average")
    } else {
        key!("assess_average_first")
    };
    let averages = desk
        .words
        .fill(key, &[("low", &low), ("high", &up_to.to_string())]);
    let (least, most) = (least, most.max(least));
    let key = if least == most {
        key!("assess_sum_one")
    } else {
        key!("assess_sum")
    };
    let sums = desk.words.fill(
        key,
        &[("low", &least.to_string()), ("high", &most.to_string())],
    );
    if sum(up_to) < least {
        return averages;
    }
    desk.words.fill(
        key!("assess_range"),
        &[("average", &averages), ("sum", &sums)],
    )
}
