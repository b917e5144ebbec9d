//! Looks at the size and times of every file now and then: the safety net below events, and all
//! there is without them.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use walkdir::WalkDir;

use super::watched::{Signal, Watched};

/// How often it looks where events are at work.
const AS_A_NET: Duration = Duration::from_millis(1_200);

/// How often it looks without them, on a small project.
const ALONE: Duration = Duration::from_millis(300);

/// A look takes at most this part of the time.
const SHARE: u32 = 15;

/// The clock of file times is coarse: two writes within this time may carry the same one.
const COARSE: Duration = Duration::from_millis(50);

/// How often to look; shared with the thread that looks.
#[derive(Clone)]
pub(super) struct Pace {
    alone: Arc<AtomicBool>,
}

impl Pace {
    pub(super) fn new(alone: bool) -> Pace {
        Pace {
            alone: Arc::new(AtomicBool::new(alone)),
        }
    }

    /// There are no events any more.
    pub(super) fn hurry(&self) {
        self.alone.store(true, Ordering::Relaxed);
    }

    fn pause(&self, took: Duration) -> Duration {
        let pause = if self.alone.load(Ordering::Relaxed) {
            ALONE
        } else {
            AS_A_NET
        };
        pause.max(took * SHARE)
    }
}

/// What tells one state of a file from another.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Look {
    len: u64,
    modified: Option<SystemTime>,
    /// When the system noted a change; it cannot be set by hand. The modification time where there
    /// is no such thing.
    changed: Option<SystemTime>,
    inode: u64,
}

impl Look {
    fn new(metadata: &Metadata) -> Look {
        if metadata.is_dir() {
            // The times of a folder move with the entries in it, which are seen themselves.
            return Look {
                len: 0,
                modified: None,
                changed: None,
                inode: inode(metadata),
            };
        }
        Look {
            len: metadata.len(),
            modified: metadata.modified().ok(),
            changed: changed(metadata),
            inode: inode(metadata),
        }
    }

    /// Whether it changed so shortly before `now` that another change could look the same.
    fn is_fresh(&self, now: SystemTime) -> bool {
        self.changed
            .is_some_and(|at| at.checked_add(COARSE).is_none_or(|end| end > now))
    }
}

#[cfg(unix)]
fn changed(metadata: &Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt;
    let seconds = u64::try_from(metadata.ctime()).ok()?;
    let nanoseconds = u32::try_from(metadata.ctime_nsec()).ok()?;
    SystemTime::UNIX_EPOCH.checked_add(Duration::new(seconds, nanoseconds))
}

#[cfg(unix)]
fn inode(metadata: &Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt;
    metadata.ino()
}

#[cfg(not(unix))]
fn changed(metadata: &Metadata) -> Option<SystemTime> {
    metadata.modified().ok()
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> u64 {
    0
}

/// By path. Not as paths, which compare name by name and slowly.
type Picture = HashMap<OsString, Look>;

/// A thread that compares what it sees with what it saw.
pub(super) struct Sweep {
    watched: Watched,
    last: Picture,
    taken: SystemTime,
}

impl Sweep {
    /// Takes the first picture before it returns, so that no later change is missed.
    pub(super) fn start(root: &Path, pace: Pace, sender: Sender<Signal>) {
        let watched = Watched {
            root: root.to_path_buf(),
        };
        let taken = SystemTime::now();
        let mut sweep = Sweep {
            last: picture(&watched),
            watched,
            taken,
        };
        // A machine that has no thread left for this still has its events.
        let _ = thread::Builder::new()
            .name("sweep".to_owned())
            .spawn(move || {
                let mut took = Duration::ZERO;
                loop {
                    thread::sleep(pace.pause(took));
                    let start = Instant::now();
                    let found = sweep.look();
                    took = start.elapsed();
                    if !found.is_empty() && sender.send(Signal::Found(found)).is_err() {
                        return;
                    }
                }
            });
    }

    /// What changed since the last look.
    fn look(&mut self) -> Vec<PathBuf> {
        let now = SystemTime::now();
        let seen = picture(&self.watched);
        let found = differences(&self.last, &seen, self.taken);
        self.last = seen;
        self.taken = now;
        found
    }
}

/// Paths that differ between two pictures, or that were too fresh in the first one to tell.
fn differences(before: &Picture, after: &Picture, taken: SystemTime) -> Vec<PathBuf> {
    let gone = before.keys().filter(|path| !after.contains_key(*path));
    let changed = after.iter().filter_map(|(path, look)| {
        let same = before
            .get(path)
            .is_some_and(|known| known == look && !known.is_fresh(taken));
        (!same).then_some(path)
    });
    let mut found: Vec<PathBuf> = gone.chain(changed).map(PathBuf::from).collect();
    found.sort_unstable();
    found
}

fn picture(watched: &Watched) -> Picture {
    let mut picture = Picture::new();
    if let Ok(metadata) = watched.settings().symlink_metadata() {
        picture.insert(watched.settings().into_os_string(), Look::new(&metadata));
    }
    for folder in [watched.content(), watched.themes()] {
        let entries = WalkDir::new(folder)
            .follow_links(false)
            .into_iter()
            .flatten();
        for entry in entries {
            let Ok(metadata) = entry.metadata() else {
                continue;
            };
            picture.insert(entry.into_path().into_os_string(), Look::new(&metadata));
        }
    }
    picture
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;
    use std::path::PathBuf;
    use std::time::{Duration, SystemTime};

    use super::{Look, Picture, differences};

    fn look(len: u64, modified: SystemTime) -> Look {
        Look {
            len,
            modified: Some(modified),
            changed: Some(modified),
            inode: 0,
        }
    }

    #[test]
    fn what_changed_came_or_went_is_found() {
        let old = SystemTime::UNIX_EPOCH;
        let now = old + Duration::from_secs(100);
        let of = |entries: &[(&str, u64)]| -> Picture {
            let entries = entries.iter();
            entries
                .map(|(path, len)| (OsString::from(path), look(*len, old)))
                .collect()
        };
        let before = of(&[("same", 1), ("grown", 1), ("gone", 1)]);
        let after = of(&[("same", 1), ("grown", 2), ("new", 1)]);
        let expected = ["gone", "grown", "new"].map(PathBuf::from);
        assert_eq!(differences(&before, &after, now), expected);
    }

    #[test]
    fn a_file_that_was_written_just_before_the_look_is_named_again() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(100);
        let fresh: Picture = [(OsString::from("a"), look(1, now))].into();
        assert_eq!(differences(&fresh, &fresh, now), [PathBuf::from("a")]);
        let later = now + Duration::from_secs(1);
        assert!(differences(&fresh, &fresh, later).is_empty());
    }
}
