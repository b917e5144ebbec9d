//! What a page says about itself, for all exports.

use serde::Serialize;

use crate::document::CONTENT;
use crate::ladder::{DocumentId, Ladder, Subject};
use crate::page::{Desk, prose};
use crate::plan::route::Page;

/// What every thing with a page says about it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Meta<'a> {
    pub(super) title: String,
    /// Below the output folder.
    pub(super) page: String,
    /// Below the project root; none where no file follows the page.
    pub(super) file: Option<String>,
    pub(super) description: Option<String>,
    pub(super) owner: Option<&'a str>,
    pub(super) review_by: Option<String>,
    tags: Vec<&'a str>,
    /// Ids of the sources that its claims come from.
    sources: Vec<&'a str>,
}

/// What a page and the document it shows say about it.
pub(super) fn meta<'a>(desk: &Desk<'a>, page: Page, document: Option<DocumentId>) -> Meta<'a> {
    let ladder = desk.ladder;
    let common = document.map(|id| &ladder.document(id).front.common);
    let cited = document.into_iter().flat_map(|id| &ladder.cited[id]);
    Meta {
        title: desk.title(page),
        page: desk.plan.routes.path(page),
        file: document.map(|id| file_of(desk.ladder, id)),
        description: document.and_then(|id| prose::document_description(desk, id)),
        owner: common
            .and_then(|common| common.owner.as_ref())
            .map(|owner| owner.value.as_str()),
        review_by: common
            .and_then(|common| common.review_by.as_ref())
            .map(|date| date.value.to_string()),
        tags: common
            .map(|common| common.tags.iter().map(|tag| tag.value.as_str()).collect())
            .unwrap_or_default(),
        sources: cited.map(|id| ladder.source(*id).id.as_str()).collect(),
    }
}

/// The same for a subject's own page.
pub(super) fn meta_of<'a>(desk: &Desk<'a>, subject: Subject) -> Meta<'a> {
    meta(
        desk,
        Page::Subject(subject),
        Some(desk.ladder.document_of(subject)),
    )
}

/// The path of a document below the project root.
fn file_of(ladder: &Ladder, id: DocumentId) -> String {
    format!("{CONTENT}/{}", ladder.document(id).path)
}
