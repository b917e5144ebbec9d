//! The order of lists.

use crate::document::Document;
use crate::text::fold;

/// The key that lists are ordered by: weight, then title without regard to case and with numbers by
/// their values, then id. What has no weight comes last.
pub(super) fn list_key(document: &Document) -> (i32, String, String, String) {
    (
        document.front.common.weight.unwrap_or(i32::MAX),
        fold::ordered(&document.title()),
        fold::ordered(&document.id),
        document.path.clone(),
    )
}
