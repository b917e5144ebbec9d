//! What one thing says of others: by their ids, and in texts without markup.

use crate::document::yaml::Text;
use crate::ladder::{AreaId, DocumentId, ModelId, RoleId};
use crate::site::Site;

pub(super) fn role_id(site: &Site, id: RoleId) -> &str {
    &site.ladder.role(id).id
}

pub(super) fn area_id(site: &Site, id: AreaId) -> &str {
    &site.ladder.area(id).id
}

pub(super) fn role_ids<'a>(site: &'a Site, ids: &[RoleId]) -> Vec<&'a str> {
    ids.iter().map(|id| role_id(site, *id)).collect()
}

pub(super) fn area_ids<'a>(site: &'a Site, ids: &[AreaId]) -> Vec<&'a str> {
    ids.iter().map(|id| area_id(site, *id)).collect()
}

pub(super) fn model_id(site: &Site, id: ModelId) -> &str {
    &site.ladder.model(id).id
}

pub(super) fn model_ids<'a>(site: &'a Site, ids: &[ModelId]) -> Vec<&'a str> {
    ids.iter().map(|id| model_id(site, *id)).collect()
}

/// Inline Markdown without its markup.
pub(super) fn texts(site: &Site, document: DocumentId, texts: &[Text]) -> Vec<String> {
    texts
        .iter()
        .map(|text| site.inline_text(document, text))
        .collect()
}
