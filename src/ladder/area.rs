//! Areas: the things that can be owned.

use std::sync::Arc;

use super::{AreaId, DocumentId, Held, SourceId};
use crate::text::Text;

/// A thing that can be owned.
#[derive(Clone, Debug)]
pub struct Area {
    /// File name without ending, or the folder's name.
    pub id: String,
    /// Where it is defined.
    pub document: DocumentId,
    /// Name on the page.
    pub title: String,
    /// Abbreviation.
    pub abbr: Option<String>,
    /// Other names.
    pub also: Vec<String>,
    /// The area it belongs to.
    pub parent: Option<AreaId>,
    /// The areas that belong to it, in the order of lists.
    pub children: Vec<AreaId>,
    /// 0 for a category.
    pub depth: usize,
    /// Concrete examples.
    pub examples: Vec<Text>,
    /// What good looks like.
    pub good: Vec<Text>,
    /// How far it looks ahead.
    pub horizon: Vec<Text>,
    /// Who holds it by the word of sources, as its own file tells, in the order of the file.
    pub claims: Vec<(SourceId, Arc<Held>)>,
}
