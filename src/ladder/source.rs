//! Sources: where claims come from.

use super::DocumentId;
use crate::document::front_matter::Date;

/// Where a claim comes from.
#[derive(Clone, Debug)]
pub struct Source {
    /// File name without ending.
    pub id: String,
    /// Where it is described.
    pub document: DocumentId,
    /// Name on the page.
    pub title: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Where it is.
    pub url: Option<String>,
    /// When it was written.
    pub date: Option<Date>,
    /// When this copy was saved.
    pub saved: Option<Date>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its language.
    pub language: Option<String>,
}
