//! The keys of an axis: its steps, smallest first.

use super::common::Written;
use crate::span::Span;
use crate::text::Text;
use crate::value::fields::Fields;
use crate::value::keys::{self, Keys};

/// An axis as written.
#[derive(Clone, Debug, PartialEq)]
pub struct AxisText {
    /// The steps, smallest first.
    pub steps: Vec<StepText>,
    /// Where they stand, if they do.
    pub steps_at: Option<Span>,
}

/// A step of an axis as written.
#[derive(Clone, Debug, PartialEq)]
pub struct StepText {
    /// Its name, by which levels speak of it.
    pub title: Text,
    /// What somebody does who stands on it.
    pub text: Option<Text>,
}

impl Written for AxisText {
    const KEYS: &'static Keys = &keys::AXIS;

    fn read(fields: &mut Fields<'_>) -> AxisText {
        let steps_at = fields.value_span("steps");
        let steps = fields.list_of("steps", &keys::STEP, |fields, _| {
            let title = fields.short_text("title");
            let text = fields.text("text");
            if title.is_none() {
                let help = "say in a word or two what a person does here: `title: Mentors`";
                fields.missing("title", help);
            }
            Some(StepText {
                title: title?,
                text,
            })
        });
        AxisText { steps, steps_at }
    }

    fn inline_texts(&self) -> Vec<&Text> {
        self.steps
            .iter()
            .filter_map(|step| step.text.as_ref())
            .collect()
    }
}
