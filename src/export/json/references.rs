//! What one thing says of others: by their ids, and in texts without markup.

use crate::ladder::{AreaId, DocumentId, ModelId, RoleId};
use crate::page::{Desk, prose};
use crate::text::Text;

pub(super) fn role_id<'a>(desk: &Desk<'a>, id: RoleId) -> &'a str {
    &desk.ladder.role(id).id
}

pub(super) fn area_id<'a>(desk: &Desk<'a>, id: AreaId) -> &'a str {
    &desk.ladder.area(id).id
}

pub(super) fn role_ids<'a>(desk: &Desk<'a>, ids: &[RoleId]) -> Vec<&'a str> {
    ids.iter().map(|id| role_id(desk, *id)).collect()
}

pub(super) fn area_ids<'a>(desk: &Desk<'a>, ids: &[AreaId]) -> Vec<&'a str> {
    ids.iter().map(|id| area_id(desk, *id)).collect()
}

pub(super) fn model_id<'a>(desk: &Desk<'a>, id: ModelId) -> &'a str {
    &desk.ladder.model(id).id
}

pub(super) fn model_ids<'a>(desk: &Desk<'a>, ids: &[ModelId]) -> Vec<&'a str> {
    ids.iter().map(|id| model_id(desk, *id)).collect()
}

/// Inline Markdown without its markup.
pub(super) fn texts(desk: &Desk<'_>, document: DocumentId, texts: &[Text]) -> Vec<String> {
    texts
        .iter()
        .map(|text| prose::inline_text(desk, document, text))
        .collect()
}
