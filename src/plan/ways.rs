//! Which models one gets to from which: each two that have pages, one for each way.

use crate::ladder::{Ladder, ModelId};

/// Each two models that have pages.
pub(crate) struct Ways {
    /// Each two once, alphabetical by id: the way that lists name for both.
    pub(crate) pairs: Vec<(ModelId, ModelId)>,
    /// For each model the others, in the order of lists.
    by_model: Vec<Vec<ModelId>>,
}

impl Ways {
    pub(super) fn new(ladder: &Ladder, budget: usize) -> Ways {
        let pairs = ladder.model_pairs(budget);
        let mut by_model = vec![Vec::new(); ladder.models.len()];
        for (one, other) in &pairs {
            by_model[one.index()].push(*other);
            by_model[other.index()].push(*one);
        }
        for others in &mut by_model {
            others.sort_unstable();
        }
        Ways { pairs, by_model }
    }

    /// The models that one gets to from a model, and back.
    pub(crate) fn others_than(&self, model: ModelId) -> &[ModelId] {
        self.by_model.get(model.index()).map_or(&[], Vec::as_slice)
    }
}
