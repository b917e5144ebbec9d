//! The parts of a project that are watched, and what is heard of them.

use std::path::{Path, PathBuf};

use crate::config::SETTINGS;
use crate::document::CONTENT;
use crate::theme::THEMES;

/// The parts of a project that are watched.
pub(super) struct Watched {
    pub(super) root: PathBuf,
}

impl Watched {
    pub(super) fn content(&self) -> PathBuf {
        self.root.join(CONTENT)
    }

    pub(super) fn themes(&self) -> PathBuf {
        self.root.join(THEMES)
    }

    pub(super) fn settings(&self) -> PathBuf {
        self.root.join(SETTINGS)
    }

    /// The output folder lies in the project as well, and writing to it is no change.
    pub(super) fn holds(&self, path: &Path) -> bool {
        path == self.root
            || path.starts_with(self.content())
            || path.starts_with(self.themes())
            || path == self.settings()
    }

    /// A folder that is watched with all below it, whose coming and going needs new watches.
    pub(super) fn is_top(&self, path: &Path) -> bool {
        path == self.root || path == self.content() || path == self.themes()
    }
}

/// What a source of changes has to say.
pub(super) enum Signal {
    At(Vec<PathBuf>),
    /// The sweep found these to differ. It looks seldom, so most of them are no news.
    Found(Vec<PathBuf>),
    Lost,
    /// The system sends no more events, and why.
    NoEvents(String),
}
