//! Assessments, and how often practices are done.

use serde::Serialize;

use super::references::{model_ids, role_ids, texts};
use crate::document::front_matter::assessment::{self as form, End, Form};
use crate::export::meta::{Meta, meta_of};
use crate::ladder::{AssessmentId, DocumentId, Subject};
use crate::page::{Desk, prose};
use crate::text::Text;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Assessment<'a> {
    id: &'a str,
    #[serde(flatten)]
    meta: Meta<'a>,
    roles: Vec<&'a str>,
    models: Vec<&'a str>,
    checklist: Option<Checklist>,
    questions: Vec<Question<'a>>,
    scale: Option<Scale<'a>>,
    results: Vec<Outcome>,
}

#[derive(Serialize)]
struct Checklist {
    items: Vec<String>,
    threshold: usize,
    reached: String,
    below: Option<String>,
}

#[derive(Serialize)]
struct Question<'a> {
    about: Option<&'a str>,
    ask: String,
    window: Option<&'a str>,
    help: Vec<String>,
    low: &'a str,
    high: &'a str,
}

#[derive(Serialize)]
struct Scale<'a> {
    from: u32,
    to: u32,
    low: &'a str,
    high: &'a str,
    better: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome {
    up_to: f64,
    means: String,
}

impl<'a> Assessment<'a> {
    pub(super) fn new(desk: &Desk<'a>, id: AssessmentId) -> Assessment<'a> {
        let assessment = desk.ladder.assessment(id);
        let document = assessment.document;
        let empty = Assessment {
            id: &assessment.id,
            meta: meta_of(desk, Subject::Assessment(id)),
            roles: role_ids(desk, &assessment.roles),
            models: model_ids(desk, &assessment.models),
            checklist: None,
            questions: Vec::new(),
            scale: None,
            results: Vec::new(),
        };
        match &assessment.form {
            None => empty,
            Some(Form::Checklist(list)) => Assessment {
                checklist: Some(Checklist {
                    items: texts(desk, document, &list.items),
                    threshold: list.threshold,
                    reached: prose::inline_text(desk, document, &list.reached),
                    below: list
                        .below
                        .as_ref()
                        .map(|below| prose::inline_text(desk, document, below)),
                }),
                ..empty
            },
            Some(Form::Questions(form)) => Assessment {
                questions: form
                    .questions
                    .iter()
                    .map(|question| Question::new(desk, document, question, &form.scale))
                    .collect(),
                scale: Some(Scale {
                    from: form.scale.from,
                    to: form.scale.to,
                    low: &form.scale.low.value,
                    high: &form.scale.high.value,
                    better: form.scale.better.map(End::name),
                }),
                results: form
                    .results
                    .iter()
                    .map(|outcome| Outcome {
                        up_to: f64::from(outcome.up_to.0) / 100.0,
                        means: prose::inline_text(desk, document, &outcome.means),
                    })
                    .collect(),
                ..empty
            },
        }
    }
}

impl<'a> Question<'a> {
    fn new(
        desk: &Desk<'_>,
        document: DocumentId,
        question: &'a form::Question,
        scale: &'a form::Scale,
    ) -> Question<'a> {
        let plain = |text: &'a Option<Text>| text.as_ref().map(|text| text.value.as_str());
        Question {
            about: plain(&question.about),
            ask: prose::inline_text(desk, document, &question.ask),
            window: plain(&question.window),
            help: texts(desk, document, &question.help),
            low: plain(&question.low).unwrap_or(&scale.low.value),
            high: plain(&question.high).unwrap_or(&scale.high.value),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Cadence<'a> {
    what: Option<String>,
    how_often: &'a str,
}

/// How often the practice of a guide is done.
pub(super) fn cadence<'a>(desk: &Desk<'a>, id: DocumentId) -> Vec<Cadence<'a>> {
    let cadence = desk.ladder.cadence(id).iter().map(|cadence| Cadence {
        what: cadence
            .what
            .as_ref()
            .map(|what| prose::inline_text(desk, id, what)),
        how_often: &cadence.how_often.value,
    });
    cadence.collect()
}
