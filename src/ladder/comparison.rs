//! Comparisons that an author has tuned.

use super::{DocumentId, RoleId};
use crate::document::front_matter::RowText;

/// A comparison that has a file.
#[derive(Clone, Debug)]
pub struct Comparison {
    pub document: DocumentId,
    pub left: RoleId,
    pub right: RoleId,
    /// Rows that come before what the data adds.
    pub rows: Vec<RowText>,
    /// The sections of the body that are rows: indices into the document's headings.
    pub sections: Vec<Section>,
}

/// A section of a comparison's body that is a row: a `##` heading whose `###` headings are named
/// after the roles. The numbers are places in the document's list of headings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The `##` heading.
    pub heading: usize,
    /// The left role's part.
    pub left: Option<usize>,
    /// The right role's part.
    pub right: Option<usize>,
    /// The part for both.
    pub both: Option<usize>,
}
