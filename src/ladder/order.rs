//! The order of lists.

use crate::document::Document;
use crate::text::fold;

/// The key that lists are ordered by: weight, then title without regard to case, then id. What has
/// no weight comes last.
pub(super) fn list_key(document: &Document) -> (i32, String, String) {
    (
        document.front.common.weight.unwrap_or(i32::MAX),
        fold::name(&document.title()),
        document.id.clone(),
    )
}
