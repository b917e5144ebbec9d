//! Publishing file by file, where the output folder cannot be swapped: it is a mount point, or its
//! file system knows no exchange.
//!
//! Each file is whole at every moment, but for a moment a reader can see files of both sites. The
//! stage is inside the output and keeps its plan and the new manifest until the end: with the
//! old manifest they prove every file of the mixture, if the machine stops in between (see
//! [`super::previous`]). That is why the manifest moves last, after the removals.

use std::collections::BTreeSet;

use super::error::OutputError;
use super::folder::Folder;
use super::manifest::Manifest;
use super::names::{self, MANIFEST};
use super::stage::Stage;

/// What is to be done to the output folder.
pub(super) struct Changes<'a> {
    pub(super) output: &'a Folder,
    /// The staged files, in the order of their replacement.
    pub(super) changed: &'a [&'a str],
    /// The files of the last publish that are no longer part of the site.
    pub(super) removed: &'a [&'a str],
    pub(super) new: &'a Manifest,
    pub(super) old_folders: BTreeSet<&'a str>,
    pub(super) new_folders: &'a BTreeSet<&'a str>,
}

/// Moves the staged files into the output. `stage` is inside it, complete and with its
/// manifest.
pub(super) fn publish(stage: Stage<'_>, changes: &Changes<'_>) -> Result<(), OutputError> {
    match changes.apply(&stage) {
        Ok(()) => stage.remove(),
        Err(error) => {
            // What has been moved is proven by the stage alone. The next publish goes on from here.
            stage.keep();
            Err(error)
        }
    }
}

impl Changes<'_> {
    fn apply(&self, stage: &Stage<'_>) -> Result<(), OutputError> {
        // A file that becomes a folder, or a folder that becomes a file, has to make room first.
        let (blocking, removed): (Vec<&str>, Vec<&str>) =
            self.removed.iter().partition(|path| self.blocks(path));
        let gone: Vec<&str> = (self.old_folders.iter().copied())
            .filter(|folder| !self.new_folders.contains(folder))
            .collect();
        for path in blocking {
            self.output.remove_file(path)?;
        }
        for folder in gone.iter().rev().filter(|folder| self.blocks(folder)) {
            self.output.remove_folder(folder)?;
        }
        for folder in self.new_folders {
            self.output.ensure_folder(folder)?;
        }
        for path in self.changed {
            self.replace(stage, path)?;
        }
        for path in removed {
            self.output.remove_file(path)?;
        }
        for folder in gone.iter().rev() {
            self.output.remove_folder(folder)?;
        }
        self.replace(stage, MANIFEST)
    }

    /// Whether something that has to go is where a new file or folder has to be.
    fn blocks(&self, path: &str) -> bool {
        let is_file = |path: &str| self.new.files.contains_key(path);
        self.new_folders.contains(path) || is_file(path) || names::folders_above(path).any(is_file)
    }

    fn replace(&self, stage: &Stage<'_>, path: &str) -> Result<(), OutputError> {
        stage
            .folder
            .rename(path, self.output, path)
            .map_err(OutputError::io("rename", stage.folder.path_of(path)))
    }
}
