//! One publish from its first file to the last: examine, settle what changes, replace the site.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io;

use rustix::io::Errno;

use super::destination::Destination;
use super::error::{OutputError, PublishError};
use super::examine::{Examination, LazyStage, Need, Seen, is_as_written};
use super::files::{Files, Mode, Published};
use super::folder::Folder;
use super::in_place::{self, Changes};
use super::manifest::{Entry, Manifest};
use super::names::{self, MANIFEST};
use super::previous::Previous;
use super::stage::{Plan, Stage};
use super::stop::Stop;
use super::swap::{NoSwap, Swap, Swapped};

pub(super) struct Publish<'a> {
    pub(super) destination: &'a Destination,
    pub(super) plan: &'a Plan<'a>,
    pub(super) parent: &'a Folder,
    pub(super) previous: &'a Previous,
    pub(super) stop: Stop<'a>,
}

/// What is to be published, once every file has been seen.
struct Settled<'a> {
    manifest: Manifest,
    /// In the caller's order.
    changed: Vec<&'a str>,
    unchanged: Vec<&'a str>,
    removed: Vec<&'a str>,
}

impl<'a> Publish<'a> {
    /// Where the stage is: beside the output, or inside it where that is another file system.
    pub(super) fn home(&self) -> (&'a Folder, OsString) {
        match &self.previous.folder {
            Some(output) if !output.is_on_file_system_of(self.parent) => {
                (output, OsString::from(names::INNER))
            }
            _ => (self.parent, self.destination.stage_name()),
        }
    }

    pub(super) fn run<F: Files>(
        &self,
        files: &F,
        fingerprint: Option<&str>,
        need: &Need,
    ) -> Result<Published, PublishError<F::Error>> {
        let (home, name) = self.home();
        let stage = LazyStage::new(home, name, self.plan);
        let seen = Examination {
            files,
            paths: self.plan.paths,
            previous: self.previous,
            stage: &stage,
            need,
            mode: home.mode_of_new_file(),
            stop: self.stop,
        }
        .run()?;
        if need.is_full() {
            return Err(OutputError::io("write", home.path())(io::ErrorKind::StorageFull).into());
        }
        let settled = self.settle(&seen, fingerprint);
        let edited_by_hand = self.edited_by_hand(&seen, &settled.removed)?;
        drop(seen);
        let mode = self.replace_site(stage, &settled, need)?;
        Ok(Published {
            written: settled.changed.len(),
            unchanged: settled.unchanged.len(),
            removed: settled.removed.len(),
            mode,
            edited_by_hand,
        })
    }

    fn settle(&self, seen: &[Seen], fingerprint: Option<&str>) -> Settled<'a> {
        let files: BTreeMap<String, Entry> = (self.plan.paths.iter().cloned())
            .zip(seen.iter().map(|seen| seen.entry))
            .collect();
        let paths = self.plan.paths.iter().map(String::as_str).zip(seen);
        let (changed, unchanged): (Vec<_>, Vec<_>) = paths.partition(|(_, seen)| seen.changed);
        let path_of = |(path, _)| path;
        let removed = (self.previous.paths())
            .filter(|path| !files.contains_key(*path))
            .collect();
        Settled {
            manifest: Manifest::new(fingerprint, files),
            changed: changed.into_iter().map(path_of).collect(),
            unchanged: unchanged.into_iter().map(path_of).collect(),
            removed,
        }
    }

    fn edited_by_hand(&self, seen: &[Seen], removed: &[&str]) -> Result<Vec<String>, OutputError> {
        let paths = self.plan.paths.iter().zip(seen);
        let mut edited: Vec<String> = paths
            .filter(|(_, seen)| seen.edited)
            .map(|(path, _)| path.clone())
            .collect();
        for path in removed {
            if let Some((mut file, metadata, entry)) = self.previous.open(path)?
                && !is_as_written(&mut file, &metadata, &entry)
                    .map_err(OutputError::io("read", *path))?
            {
                edited.push((*path).to_owned());
            }
        }
        edited.sort_unstable();
        Ok(edited)
    }

    fn replace_site<E: Send>(
        &self,
        stage: LazyStage<'a>,
        settled: &Settled<'_>,
        need: &Need,
    ) -> Result<Mode, PublishError<E>> {
        if settled.changed.is_empty()
            && settled.removed.is_empty()
            && let (Some(output), Some(manifest)) = (&self.previous.folder, &self.previous.manifest)
        {
            if *manifest != settled.manifest {
                self.renew_manifest(output, &settled.manifest)?;
            }
            return Ok(Mode::Unchanged);
        }
        let swap = Swap {
            parent: self.parent,
            name: self.destination.name(),
            previous: self.previous,
            manifest: &settled.manifest,
            unchanged: &settled.unchanged,
            need,
            stop: self.stop,
        };
        let (stage, NoSwap(reason)) = match swap.run(stage.into_stage()?)? {
            Swapped::Done => return Ok(Mode::Swapped),
            Swapped::Not(stage, no_swap) => (stage, no_swap),
        };
        let Some(output) = &self.previous.folder else {
            // There is nothing yet whose files could be replaced.
            let failed = OutputError::io("rename", stage.folder.path());
            return Err(failed(io::Error::other(reason)).into());
        };
        let stage = if stage.stands_in(output) {
            stage
        } else {
            stage.move_into(output, &settled.changed)?
        };
        self.replace_files(stage, output, settled)?;
        Ok(Mode::PerFile { reason })
    }

    /// The same site from other sources, or by another version: only the manifest says so, and it
    /// alone is replaced.
    fn renew_manifest<E>(
        &self,
        output: &Folder,
        manifest: &Manifest,
    ) -> Result<(), PublishError<E>> {
        let plan = Plan::default();
        for (home, name) in [self.home(), (output, OsString::from(names::INNER))] {
            let stage = Stage::create(home, &name, &plan)?;
            stage.write_manifest(manifest)?;
            stage.folder.sync()?;
            self.stop.check()?;
            match stage.folder.rename(MANIFEST, output, MANIFEST) {
                Ok(()) => return Ok(stage.remove()?),
                // A mount that only now shows itself: once more from inside it.
                Err(Errno::XDEV) if !stage.stands_in(output) => {}
                Err(error) => {
                    return Err(
                        OutputError::io("rename", stage.folder.path_of(MANIFEST))(error).into(),
                    );
                }
            }
        }
        Ok(())
    }

    /// The way without a swap: `stage` is inside the output, complete.
    fn replace_files<E>(
        &self,
        stage: Stage<'_>,
        output: &Folder,
        settled: &Settled<'_>,
    ) -> Result<(), PublishError<E>> {
        stage.folder.sync()?;
        self.stop.check()?;
        let changes = Changes {
            output,
            changed: &settled.changed,
            removed: &settled.removed,
            new: &settled.manifest,
            old_folders: names::folders_of(self.previous.paths()),
            new_folders: &self.plan.folders,
        };
        in_place::publish(stage, &changes)?;
        Ok(())
    }
}
