//! Assessments, and how often practices are done.

use serde::Serialize;

use super::references::{model_ids, role_ids, texts};
use crate::document::front_matter::Cadence;
use crate::document::front_matter::assessment::{Checklist, End, Form, Outcome, Question};
use crate::export::meta::meta_of;
use crate::ladder::{AssessmentId, DocumentId, Subject};
use crate::page::{Desk, prose};
use crate::text::Text;

pub(super) fn assessment<'a>(desk: &Desk<'a>, id: AssessmentId) -> impl Serialize + use<'a> {
    let assessment = desk.ladder.assessment(id);
    let document = assessment.document;
    let (list, form) = match &assessment.form {
        Some(Form::Checklist(list)) => (Some(list), None),
        Some(Form::Questions(form)) => (None, Some(form)),
        None => (None, None),
    };
    let inline = |text: &Text| prose::inline_text(desk, document, text);
    let plain = |text: &'a Option<Text>| text.as_ref().map(|text| text.value.as_str());
    let checklist = |list: &Checklist| {
        object! {
            items: texts(desk, document, &list.items),
            threshold: list.threshold,
            reached: inline(&list.reached),
            below: list.below.as_ref().map(inline),
        }
    };
    let questions = form.into_iter().flat_map(|form| {
        let question = |question: &'a Question| {
            object! {
                about: plain(&question.about),
                ask: inline(&question.ask),
                window: plain(&question.window),
                help: texts(desk, document, &question.help),
                low: plain(&question.low).unwrap_or(&form.scale.low.value),
                high: plain(&question.high).unwrap_or(&form.scale.high.value),
            }
        };
        form.questions.iter().map(question).collect::<Vec<_>>()
    });
    let result = |outcome: &Outcome| {
        object! { up_to: f64::from(outcome.up_to.0) / 100.0, means: inline(&outcome.means) }
    };
    let results = form.into_iter().flat_map(|form| &form.results);
    object! {
        id: &assessment.id,
        #[serde(flatten)]
        meta: meta_of(desk, Subject::Assessment(id)),
        roles: role_ids(desk, &assessment.roles),
        models: model_ids(desk, &assessment.models),
        checklist: list.map(checklist),
        questions: questions.collect::<Vec<_>>(),
        scale: form.map(|form| object! {
            from: form.scale.from,
            to: form.scale.to,
            low: &form.scale.low.value,
            high: &form.scale.high.value,
            better: form.scale.better.map(End::name),
        }),
        results: results.map(result).collect::<Vec<_>>(),
    }
}

/// How often the practice of a guide is done.
pub(super) fn cadence<'a>(desk: &Desk<'a>, id: DocumentId) -> Vec<impl Serialize + use<'a>> {
    let inline = |text| prose::inline_text(desk, id, text);
    let of = |cadence: &'a Cadence| {
        object! {
            what: cadence.what.as_ref().map(inline),
            how_often: &cadence.how_often.value,
        }
    };
    desk.ladder.cadence(id).iter().map(of).collect()
}
