//! Writes the site: makes the output folder hold exactly the given files, in one step, and loses
//! nothing.
//!
//! The next site is staged beside the published one (files that didn't change are hard links to it)
//! and swapped in by one rename, so a reader sees the old site or the new one, no matter what
//! happens in between. Only files that a manifest of ours names are ever removed; a folder that
//! holds anything else is refused. Nothing is ever written into a published file, which may have
//! two names: files are only replaced.
//!
//! This module knows paths and bytes, and nothing of ladders.
//!
//! ```text
//! site/                          the published site
//!   .ladderbook-manifest.json    what is in it
//!   .ladderbook-next/            only during a publish file by file, see `in_place`
//! .site.next/                    staging; after the swap the former site, until it is removed
//!   .ladderbook-staging          the plan: what may be removed from it
//! .site.lock                     held during a publish
//! ```

#![expect(
    clippy::disallowed_methods,
    reason = "this module is where the site is written"
)]

mod destination;
mod error;
mod examine;
mod files;
mod folder;
mod in_place;
mod lock;
mod manifest;
mod names;
mod previous;
mod publish;
mod stage;
mod stop;
mod swap;

use std::sync::atomic::AtomicBool;

use rayon::prelude::*;

pub use destination::{Destination, Kept};
pub use error::{OutputError, PublishError, Relation, Space};
pub use files::{Contents, Files, Mode, Published};

use examine::{Need, has_mode, is_as_written};
use lock::Lock;
use previous::Previous;
use publish::Publish;
use stage::Plan;
use stop::Stop;

/// Makes the output folder hold exactly `files`.
///
/// On an error the published site is as it was and nothing is left beside it; see [`OutputError`]
/// for the two exceptions. `fingerprint` is what [`is_current`] will ask for: it sums up
/// everything the site was made from. Once `stop` is set, nothing more is begun, and the publish
/// ends with [`PublishError::Stopped`] unless the site has been replaced already.
pub fn publish<F: Files>(
    destination: &Destination,
    files: &F,
    fingerprint: Option<&str>,
    stop: &AtomicBool,
) -> Result<Published, PublishError<F::Error>> {
    let stop = Stop(stop);
    let plan = Plan::new(files.paths())?;
    let parent = destination.create_parent()?;
    let _lock = Lock::take(
        &parent,
        &destination.lock_name(),
        destination.patience(),
        stop,
    )?;
    stage::remove_leftover(&parent, &destination.stage_name())?;
    let previous = Previous::look(&parent, destination.name())?.recovered()?;
    let publish = Publish {
        destination,
        plan: &plan,
        parent: &parent,
        previous: &previous,
        stop,
    };
    let (free, block) = publish.home().0.free_space();
    let need = Need::new(block, &plan);
    match publish.run(files, fingerprint, &need) {
        Err(PublishError::Output(error)) if error.is_no_space() => {
            Err(PublishError::Output(OutputError::NoSpace {
                path: destination.path().to_owned(),
                needed: need.space(),
                free,
            }))
        }
        result => result,
    }
}

/// The files of the last publish, as its manifest names them; none where that cannot be read.
pub fn published(destination: &Destination) -> Vec<String> {
    let Ok(parent) = destination.open_parent() else {
        return Vec::new();
    };
    let previous = Previous::look(&parent, destination.name()).unwrap_or_default();
    previous.paths().map(str::to_owned).collect()
}

/// Whether there is nothing to do: the last publish was made by this version from what
/// `fingerprint` sums up, came to its end, and every file is still as it was written. Reads the
/// published files, on all threads.
pub fn is_current(destination: &Destination, fingerprint: &str) -> bool {
    let Ok(parent) = destination.open_parent() else {
        return false;
    };
    // Another build is publishing, or was killed: either way a publish has to look.
    for name in [destination.lock_name(), destination.stage_name()] {
        if !matches!(parent.kind_of(name), Ok(None)) {
            return false;
        }
    }
    let Ok(previous) = Previous::look(&parent, destination.name()) else {
        return false;
    };
    let Some(manifest) = &previous.manifest else {
        return false;
    };
    let mode = parent.mode_of_new_file();
    let is_right = |path: &str| match previous.open(path) {
        Ok(Some((mut file, metadata, entry))) => {
            has_mode(&metadata, mode)
                && is_as_written(&mut file, &metadata, &entry).unwrap_or(false)
        }
        _ => false,
    };
    !previous.is_interrupted()
        && manifest.is_of_this_version()
        && manifest.fingerprint.as_deref() == Some(fingerprint)
        && manifest.files.par_iter().all(|(path, _)| is_right(path))
}
