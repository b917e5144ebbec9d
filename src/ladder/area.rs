//! Areas: the things that can be owned.

use std::sync::Arc;

use super::{AreaId, DocumentId, Held, ModelId, SourceId};
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
    /// Whether loads count it: neither its own file nor that of an area above says no.
    pub counts: bool,
    /// Whether its file says that several owners are meant.
    pub co_owned: bool,
    /// The only models that speak of it, by its own file or that of the nearest area above that
    /// names some, in order; none for all.
    pub models: Option<Arc<[ModelId]>>,
    /// Who holds it by the word of sources, as its own file tells, in the order of the file.
    pub claims: Vec<(SourceId, Arc<Held>)>,
}

impl Area {
    /// Whether a model speaks of it; else nothing is said of it there, and that is no gap.
    pub fn is_in(&self, model: ModelId) -> bool {
        let models = self.models.as_ref();
        models.is_none_or(|models| models.binary_search(&model).is_ok())
    }
}
