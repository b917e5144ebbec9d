//! Career tracks: levels, each with a step on every axis.

use super::DocumentId;

/// One direction in which people grow, in steps that build on each other.
#[derive(Clone, Debug)]
pub struct Axis {
    /// File name without ending.
    pub id: String,
    /// Where it is defined.
    pub document: DocumentId,
    /// Name on the page.
    pub title: String,
}

/// A career ladder proper.
#[derive(Clone, Debug)]
pub struct Track {
    /// File name without ending.
    pub id: String,
    /// Where it is defined.
    pub document: DocumentId,
    /// Name on the page.
    pub title: String,
}
