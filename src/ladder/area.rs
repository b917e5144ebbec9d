//! Areas: the things that can be owned.

use std::sync::Arc;

use super::{AreaId, DocumentId, Held, SourceId};
use crate::text::Text;

/// A thing that can be owned.
#[derive(Clone, Debug)]
pub struct Area {
    /// File name without ending, or the folder's name.
    pub id: String,
    pub document: DocumentId,
    pub title: String,
    pub abbr: Option<String>,
    pub also: Vec<String>,
    pub parent: Option<AreaId>,
    /// The areas that belong to it, in the order of lists.
    pub children: Vec<AreaId>,
    /// 0 for a category.
    pub depth: usize,
    pub examples: Vec<Text>,
    pub good: Vec<Text>,
    /// How far it looks ahead.
    pub horizon: Vec<Text>,
    /// Who holds it by the word of sources, as its own file tells, in the order of the file.
    pub claims: Vec<(SourceId, Arc<Held>)>,
}
