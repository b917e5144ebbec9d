//! Where to look for changes.

use std::collections::BTreeSet;
use std::path::PathBuf;

/// More paths than this in one batch and everything is read again: it costs less than to look at
/// them one by one.
const MANY: usize = 1_000;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    pub everything: bool,
    /// Files and folders that changed, are new or gone.
    pub paths: BTreeSet<PathBuf>,
}

impl Changes {
    pub fn everything() -> Changes {
        Changes {
            everything: true,
            paths: BTreeSet::new(),
        }
    }

    /// Adds those of another batch.
    pub(super) fn merge(&mut self, others: Changes) {
        if others.everything {
            *self = Changes::everything();
        }
        for path in others.paths {
            self.add(path);
        }
    }

    pub(super) fn add(&mut self, path: PathBuf) {
        if self.everything {
            return;
        }
        self.paths.insert(path);
        if self.paths.len() > MANY {
            *self = Changes::everything();
        }
    }
}
