//! Answers that were made for one page and are kept for its neighbours.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use super::answer::SharedAnswer;
use crate::ladder::{AreaId, ModelId};

/// What was made for the pages of a site.
#[derive(Default)]
pub(super) struct Shelves {
    answers: RwLock<HashMap<(Shelf, ModelId, AreaId), SharedAnswer, foldhash::fast::RandomState>>,
}

/// The pages of one output folder, as the place of a sidebar of theirs in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Shelf(pub(super) usize);

/// So many answers are kept, of 3 to 5 KB each; what a larger ladder asks for besides is made again for each page.
const KEPT: usize = 6_000;

impl Shelves {
    pub(super) fn kept_or(
        &self,
        key: (Shelf, ModelId, AreaId),
        make: impl FnOnce() -> SharedAnswer,
    ) -> SharedAnswer {
        let kept = RwLock::read(&self.answers).unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = kept.get(&key) {
            return answer.clone();
        }
        let is_full = kept.len() >= KEPT;
        drop(kept);
        let answer = make();
        if !is_full {
            let mut kept = RwLock::write(&self.answers).unwrap_or_else(PoisonError::into_inner);
            kept.insert(key, answer.clone());
        }
        answer
    }
}
