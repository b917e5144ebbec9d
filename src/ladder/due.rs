//! Pages whose review has passed or comes near. The day is the caller's: what a ladder says does
//! not depend on it.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, front_matter as say};
use crate::document::Document;
use crate::document::front_matter::Date;

/// Every page that falls due within so many days from `today`, or has been due.
pub fn due(documents: &[Arc<Document>], today: Date, within: i64) -> Vec<Diagnostic> {
    let reports = documents.iter().filter_map(|document| {
        let common = &document.front.common;
        let date = common.review_by.as_ref()?;
        let left = date.value.days() - today.days();
        let owner = common.owner.as_ref().map(|owner| owner.value.as_str());
        (left <= within).then(|| say::review_due(date.span, &date.value.to_string(), left, owner))
    });
    reports.collect()
}
