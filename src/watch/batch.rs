//! Events that belong together: one save is several of them, a checkout thousands.

use std::time::{Duration, Instant};

use super::changes::Changes;

/// A single save is over when nothing more happened for so long.
const QUIET: Duration = Duration::from_millis(6);

/// Where many files change, more are likely to follow.
const QUIET_OF_MANY: Duration = Duration::from_millis(60);

const MANY: usize = 8;

/// An author who never stops writing shall see something all the same.
const LONGEST: Duration = Duration::from_millis(500);

pub(super) struct Batch {
    changes: Changes,
    /// So many of the paths are known from the sweep alone. It names all that was saved since its
    /// last look, so that many of those are no sign of more to follow.
    found: usize,
    first: Instant,
    last: Instant,
}

impl Batch {
    pub(super) fn new(now: Instant) -> Batch {
        Batch {
            changes: Changes::default(),
            found: 0,
            first: now,
            last: now,
        }
    }

    /// Adds what the system told, or what the sweep found.
    pub(super) fn add(&mut self, changes: Changes, is_told: bool, now: Instant) {
        let before = self.changes.paths.len();
        self.changes.merge(changes);
        if !is_told {
            self.found += self.changes.paths.len().saturating_sub(before);
        }
        self.last = now;
    }

    /// How long to wait for more.
    pub(super) fn wait(&self, now: Instant) -> Duration {
        let told = self.changes.paths.len().saturating_sub(self.found);
        let quiet = if self.changes.everything || told >= MANY {
            QUIET_OF_MANY
        } else {
            QUIET
        };
        let end = (self.last + quiet).min(self.first + LONGEST);
        end.saturating_duration_since(now)
    }

    pub(super) fn finish(self) -> Changes {
        self.changes
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::time::{Duration, Instant};

    use super::{Batch, LONGEST, QUIET, QUIET_OF_MANY};
    use crate::watch::Changes;

    fn at(paths: &[String]) -> Changes {
        Changes {
            everything: false,
            paths: paths.iter().map(PathBuf::from).collect(),
        }
    }

    #[test]
    fn one_file_is_waited_for_shortly_and_many_longer() {
        let start = Instant::now();
        let mut batch = Batch::new(start);
        batch.add(at(&["a".to_owned()]), true, start);
        assert_eq!(batch.wait(start), QUIET);
        let many: Vec<String> = (0..20).map(|n| n.to_string()).collect();
        batch.add(at(&many), true, start);
        assert_eq!(batch.wait(start), QUIET_OF_MANY);
    }

    #[test]
    fn what_the_sweep_finds_delays_no_save() {
        let start = Instant::now();
        let mut batch = Batch::new(start);
        let many: Vec<String> = (0..20).map(|n| n.to_string()).collect();
        batch.add(at(&many), false, start);
        batch.add(at(&["a".to_owned()]), true, start);
        assert_eq!(batch.wait(start), QUIET);
    }

    #[test]
    fn endless_writing_does_not_starve_the_reader() {
        let start = Instant::now();
        let mut batch = Batch::new(start);
        let late = start + Duration::from_millis(499);
        batch.add(at(&["a".to_owned()]), true, late);
        assert_eq!(batch.wait(late), Duration::from_millis(1));
        assert_eq!(batch.wait(start + LONGEST * 2), Duration::ZERO);
    }

    #[test]
    fn too_many_paths_become_everything() {
        let mut batch = Batch::new(Instant::now());
        let paths: Vec<String> = (0..2_000).map(|n| n.to_string()).collect();
        batch.add(at(&paths), true, Instant::now());
        assert_eq!(batch.finish(), Changes::everything());
    }
}
