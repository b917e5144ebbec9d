//! The swap: a complete stage becomes the output folder by one rename, and the former site is
//! removed.

use std::ffi::OsStr;
use std::io;

use rayon::prelude::*;
use rustix::io::Errno;

use super::error::{OutputError, PublishError};
use super::examine::Need;
use super::folder::Folder;
use super::manifest::Manifest;
use super::previous::Previous;
use super::stage::{Stage, remove_tree};
use super::stop::Stop;

/// Why the site could not be swapped in; its files have to be replaced one by one.
pub(super) struct NoSwap(pub(super) String);

/// How a swap ended that met no error.
pub(super) enum Swapped<'a> {
    Done,
    /// The stage is complete, but it has to take another way.
    Not(Stage<'a>, NoSwap),
}

pub(super) struct Swap<'a, 's> {
    pub(super) parent: &'a Folder,
    /// The output's name in `parent`.
    pub(super) name: &'s OsStr,
    pub(super) previous: &'a Previous,
    pub(super) manifest: &'s Manifest,
    pub(super) unchanged: &'s [&'s str],
    pub(super) need: &'s Need,
    pub(super) stop: Stop<'s>,
}

impl<'a> Swap<'a, '_> {
    /// Completes the stage, and swaps it in where that can be done.
    pub(super) fn run<E: Send>(&self, stage: Stage<'a>) -> Result<Swapped<'a>, PublishError<E>> {
        if let Some(output) = &self.previous.folder
            && (stage.stands_in(output) || !self.link(output, &stage)?)
        {
            stage.write_manifest(self.manifest)?;
            return Ok(Swapped::Not(stage, another_mount()));
        }
        stage.write_manifest(self.manifest)?;
        stage.remove_plan()?;
        stage.folder.sync()?;
        self.stop.check()?;
        let next = stage.name().to_owned();
        let former = self.previous.folder.as_ref();
        let former = former.filter(|_| self.previous.manifest.is_some());
        let swapped = match former {
            Some(_) => self.parent.exchange(&next, self.name),
            // Nothing there, or an empty folder, which a rename replaces.
            None => self.parent.rename(&next, self.parent, self.name),
        };
        match swapped {
            Ok(()) => stage.keep(),
            Err(Errno::BUSY | Errno::XDEV) => return Ok(Swapped::Not(stage, another_mount())),
            Err(error) if error == Errno::INVAL || is_unsupported(error) => {
                let error = io::Error::from(error);
                let reason = format!("the file system cannot swap folders ({error})");
                return Ok(Swapped::Not(stage, NoSwap(reason)));
            }
            Err(error) => {
                return Err(OutputError::io("rename", self.parent.path_of(&next))(error).into());
            }
        }
        if former.is_some() {
            self.remove_former(&next)
                .map_err(|reason| OutputError::LeftBehind {
                    path: self.parent.path_of(&next),
                    reason: Box::new(reason),
                })?;
        }
        Ok(Swapped::Done)
    }

    /// Removes the former site, which now has the stage's name.
    fn remove_former(&self, name: &OsStr) -> Result<(), OutputError> {
        match self.parent.open_folder(name)? {
            Some(former) => remove_tree(self.parent, name, &former, self.previous.paths()),
            None => Ok(()),
        }
    }

    /// Gives the unchanged files a second name in the stage. `false`: the output is another mount,
    /// which no link can cross.
    fn link<E: Send>(&self, output: &Folder, stage: &Stage<'_>) -> Result<bool, PublishError<E>> {
        let linked = self.unchanged.par_iter().try_for_each(|path| {
            self.stop.check().map_err(Some)?;
            match output.link_file(path, &stage.folder) {
                Ok(()) => Ok(()),
                Err(Errno::XDEV) => Err(None),
                // No more links to this file, or not to that of another user, or no links here at
                // all.
                Err(error)
                    if matches!(error, Errno::PERM | Errno::MLINK) || is_unsupported(error) =>
                {
                    self.copy(output, stage, path)
                        .map_err(|error| Some(error.into()))
                }
                Err(error) => {
                    let error = OutputError::io("link", output.path_of(path))(error);
                    Err(Some(error.into()))
                }
            }
        });
        match linked {
            Ok(()) => Ok(true),
            Err(None) => Ok(false),
            Err(Some(error)) => Err(error),
        }
    }

    fn copy(&self, output: &Folder, stage: &Stage<'_>, path: &str) -> Result<(), OutputError> {
        let file = output.open_file(path)?;
        let gone = || OutputError::io("copy", output.path_of(path))(Errno::NOENT);
        let entry = stage.copy(path, &mut file.ok_or_else(gone)?)?;
        self.need.add(entry.size);
        Ok(())
    }
}

fn another_mount() -> NoSwap {
    NoSwap("the output folder is a mount point".to_owned())
}

fn is_unsupported(error: Errno) -> bool {
    [Errno::NOSYS, Errno::NOTSUP, Errno::OPNOTSUPP].contains(&error)
}
