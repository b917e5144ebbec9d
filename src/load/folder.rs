//! The project's folder, listed and read.

use std::path::Path;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use rustix::fd::{BorrowedFd, OwnedFd};
use rustix::fs::{Mode, OFlags};

use super::error::{self, LoadError};
use super::list::{self, Entry, Listing};
use super::memory::{self, Budget};
use super::read::{self, Failure, Outcome};
use super::rules;
use crate::config::{self, Config, SETTINGS};
use crate::document::CONTENT;
use crate::source::{Contents, Irregular, SourceFile};

/// The folder of the themes, below the project root.
pub const THEMES: &str = "themes";

/// What the command line may say about reading.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// A theme instead of the one that `book.toml` names. One that is no name of a theme
    /// ([`config::is_theme_name`]) reads none.
    pub theme: Option<String>,
    /// How much memory the whole program may use, in bytes; none asks the system.
    pub memory: Option<u64>,
}

pub(super) fn open_root(root: &Path) -> Result<OwnedFd, LoadError> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    rustix::fs::open(root, flags, Mode::empty()).map_err(|reason| LoadError::Root {
        root: root.to_path_buf(),
        reason: reason.into(),
    })
}

pub(super) fn read_settings(root: &Path, handle: BorrowedFd<'_>) -> Result<Contents, LoadError> {
    let bad = |reason: String| LoadError::Settings {
        path: root.join(SETTINGS),
        reason,
    };
    match read::stat(handle, SETTINGS) {
        Ok(Some(stat)) => match list::irregular(handle, SETTINGS, &stat) {
            Some(Irregular::Symlink { target }) => {
                return Err(bad(format!("it is a symbolic link to {target}")));
            }
            Some(_) => return Err(bad("it is not a regular file".to_owned())),
            None if read::is_folder(&stat) => return Err(bad("it is a folder".to_owned())),
            None => {}
        },
        Ok(None) => return Err(LoadError::NoBook(root.to_path_buf())),
        Err(reason) => return Err(bad(error::reason(reason))),
    }
    let budget = Budget::unlimited();
    let how = rules::Reading::of(SETTINGS, &config::Limits::default());
    match read::read(handle, SETTINGS, how, &mut Vec::new(), &budget) {
        Ok(Outcome::File(contents)) => Ok(contents),
        Ok(Outcome::NotRegular) => Err(bad("it is not a regular file".to_owned())),
        Err(Failure::Unreadable(reason)) => Err(bad(error::reason(reason))),
        Err(Failure::Changed | Failure::Memory) => {
            Err(LoadError::Changed(vec![root.join(SETTINGS)]))
        }
    }
}

/// The folder of the theme to read.
pub(super) fn theme_folder(config: &Config, options: &Options) -> Option<String> {
    let theme = options.theme.as_ref().unwrap_or(&config.build.theme.value);
    config::is_theme_name(theme).then(|| format!("{THEMES}/{theme}"))
}

/// The settings of a tree; the defaults where it has none.
pub(super) fn config_of(settings: &SourceFile) -> Config {
    config::parse(settings).value
}

/// What a listing holds, read; nothing but good files and entries that are to be reported by their
/// names.
pub(super) struct Loaded {
    pub(super) files: Vec<(Entry, Outcome)>,
    pub(super) odd: Vec<list::OddEntry>,
    pub(super) folders: Vec<String>,
}

pub(super) fn read_all(
    root: &Path,
    handle: BorrowedFd<'_>,
    listing: Listing,
    limits: &config::Limits,
    options: &Options,
) -> Result<Loaded, LoadError> {
    let allowance = memory::allowance(options.memory);
    let budget = Budget::new(allowance, listing.files.len());
    let outcomes: Vec<Result<Outcome, Failure>> = listing
        .files
        .par_iter()
        .map_init(Vec::new, |buffer, entry| {
            let how = rules::Reading::of(&entry.path, limits);
            read::read(handle, &entry.path, how, buffer, &budget)
        })
        .collect();
    let mut unreadable = listing.unreadable;
    let mut changed = listing.changed;
    let mut files = Vec::with_capacity(outcomes.len());
    for (entry, outcome) in listing.files.into_iter().zip(outcomes) {
        match outcome {
            Ok(outcome) => files.push((entry, outcome)),
            Err(Failure::Unreadable(reason)) => unreadable.push((entry.path, reason)),
            Err(Failure::Changed) => changed.push(entry.path),
            Err(Failure::Memory) => {}
        }
    }
    if let Some(error) = budget.overdrawn() {
        return Err(error);
    }
    if !unreadable.is_empty() {
        unreadable.sort_by(|(one, _), (other, _)| one.cmp(other));
        return Err(LoadError::Unreadable(
            unreadable
                .into_iter()
                .map(|(path, reason)| (root.join(path), reason.into()))
                .collect(),
        ));
    }
    changed.extend(list::changed_since(handle, &listing.folders));
    if !changed.is_empty() {
        changed.sort();
        changed.dedup();
        return Err(LoadError::Changed(
            changed.into_iter().map(|path| root.join(path)).collect(),
        ));
    }
    Ok(Loaded {
        files,
        odd: listing.odd,
        folders: listing
            .folders
            .into_iter()
            .map(|folder| folder.path)
            .collect(),
    })
}

pub(super) fn list_all(handle: BorrowedFd<'_>, theme: Option<&str>) -> Listing {
    let mut listing = Listing::default();
    listing.add(handle, CONTENT);
    if let Some(theme) = theme {
        listing.add(handle, theme);
    }
    listing.sort();
    listing
}
