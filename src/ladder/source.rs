//! Sources: where claims come from.

use super::DocumentId;
use crate::document::front_matter::Date;

#[derive(Clone, Debug)]
pub struct Source {
    pub id: String,
    pub document: DocumentId,
    pub title: String,
    pub authors: Vec<String>,
    pub url: Option<String>,
    /// When it was written.
    pub date: Option<Date>,
    /// When this copy was saved.
    pub saved: Option<Date>,
    pub publisher: Option<String>,
    pub language: Option<String>,
}
