//! Reads a project's folder into a [`SourceTree`]: `book.toml`, the content folder, and the theme
//! that the settings choose.
//!
//! Content is not trusted and the folder may change at any moment, so: only regular files are ever
//! opened for reading, in a way that cannot block; symbolic links are noted and never followed; a
//! file or folder that changed between being listed and being read is an error of the whole load,
//! never a hole in the tree. Everything is read before anything is put into the tree, which
//! therefore is either the old or the new state of the folder.

mod allowance;
mod error;
mod folder;
pub mod git;
mod list;
mod memory;
mod read;
mod reload;
mod rules;

use std::path::{Path, PathBuf};

use rustix::fd::AsFd;

use crate::config::SETTINGS;
use crate::source::SourceTree;

pub use allowance::{Allowance, Texts, need};
pub use error::LoadError;
pub use folder::{Options, THEMES};
use folder::{open_root, read_settings};
pub use memory::allowed;
pub use reload::{reload, reload_all};

/// The nearest folder with a `book.toml`, from `start` upwards. It is returned as an absolute path.
#[expect(
    clippy::disallowed_methods,
    reason = "this module reads the project's folder"
)]
pub fn find_root(start: &Path) -> Option<PathBuf> {
    let start = std::path::absolute(start).ok()?;
    start
        .ancestors()
        // Of any kind: a `book.toml` that is a folder is a mistake to report, not a reason to
        // look further up.
        .find(|folder| std::fs::symlink_metadata(folder.join(SETTINGS)).is_ok())
        .map(Path::to_path_buf)
}

/// Reads `book.toml` alone, so that the settings can be checked before anything else is read.
pub fn settings(root: &Path) -> Result<SourceTree, LoadError> {
    let handle = open_root(root)?;
    let mut tree = SourceTree::default();
    let contents = read_settings(root, handle.as_fd())?;
    tree.insert(SETTINGS, contents);
    Ok(tree)
}

pub fn load(root: &Path, options: &Options) -> Result<SourceTree, LoadError> {
    let mut tree = SourceTree::default();
    reload_all(&mut tree, root, options)?;
    Ok(tree)
}
