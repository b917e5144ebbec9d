//! What a role or team says of itself in a few words, with ranges drawn as bars.

use serde::Serialize;

use super::desk::Desk;
use crate::document::range::Range;
use crate::ladder;

/// A fact of a role.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Attribute {
    /// What it is about.
    pub label: String,
    /// As written.
    pub text: String,
    /// The bar, when the text is a range.
    pub bar: Option<Bar>,
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

pub(crate) fn attribute(desk: &Desk<'_>, attribute: &ladder::Attribute) -> Attribute {
    Attribute {
        label: attribute.label.clone(),
        text: attribute.text.clone(),
        bar: attribute.range.map(|range| bar(desk, range)),
    }
}

pub(crate) fn bar(desk: &Desk<'_>, range: Range) -> Bar {
    /// A single value is drawn as a mark this wide.
    const LEAST: f64 = 1.5;
    let percent = |tenths: u16| f64::from(tenths) / 10.0;
    let (low, high) = (percent(range.low), percent(range.high));
    let text = desk.phrase.range(range);
    let width = (high - low).max(LEAST);
    Bar {
        low: low.min(100.0 - width),
        width,
        text,
    }
}

/// `part` of `whole` in percent, with one decimal.
#[expect(
    clippy::cast_precision_loss,
    reason = "a bar's width; counts are small"
)]
pub(crate) fn percent(part: usize, whole: usize) -> f64 {
    ((part as f64 / whole.max(1) as f64) * 1000.0).round() / 10.0
}
