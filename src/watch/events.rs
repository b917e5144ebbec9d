//! The system's own events, by the crate `notify`.

use std::io;
use std::path::Path;
use std::sync::mpsc::Sender;

use notify::event::{AccessKind, AccessMode};
use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::watched::{Signal, Watched};

/// The kernel's limits on Linux, by the names that `sysctl` knows.
const FOLDERS: &str = "fs.inotify.max_user_watches";
const INSTANCES: &str = "fs.inotify.max_user_instances";

/// Watches that are held as long as this lives.
pub(super) struct Events {
    watcher: RecommendedWatcher,
}

impl Events {
    /// Watches the project's folder itself, for what comes and goes in it, and its content and
    /// themes with all below. The error is a sentence.
    pub(super) fn start(watched: &Watched, sender: &Sender<Signal>) -> Result<Events, String> {
        let sender = sender.clone();
        let tell = move |event: notify::Result<Event>| {
            if let Some(signal) = signal(event) {
                // The receiver is gone when the program ends.
                let _ = sender.send(signal);
            }
        };
        let config = notify::Config::default().with_follow_symlinks(false);
        let mut events = Events {
            watcher: RecommendedWatcher::new(tell, config).map_err(|error| reason(&error))?,
        };
        events.add(&watched.root, RecursiveMode::NonRecursive)?;
        events.renew(watched)?;
        Ok(events)
    }

    /// Watches content and themes again: a folder that was replaced has lost its watch.
    pub(super) fn renew(&mut self, watched: &Watched) -> Result<(), String> {
        for folder in [watched.content(), watched.themes()] {
            // There may be no mark to end.
            let _ = self.watcher.unwatch(&folder);
            if folder.is_dir() && !folder.is_symlink() {
                self.add(&folder, RecursiveMode::Recursive)?;
            }
        }
        Ok(())
    }

    fn add(&mut self, folder: &Path, mode: RecursiveMode) -> Result<(), String> {
        match self.watcher.watch(folder, mode) {
            Ok(()) => Ok(()),
            // It went while it was looked at; its going is an event of the folder above.
            Err(error) if is_gone(&error) => Ok(()),
            Err(error) => Err(reason(&error)),
        }
    }
}

fn is_gone(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => error.kind() == io::ErrorKind::NotFound,
        _ => false,
    }
}

/// What an event means to us; nothing for those that only tell that a program read a file, which
/// may have been ourselves.
fn signal(event: notify::Result<Event>) -> Option<Signal> {
    match event {
        // Asked before anything else: such an event may have no paths.
        Ok(event) if event.need_rescan() => Some(Signal::Lost),
        Ok(event) => {
            let is_change = match event.kind {
                EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
                EventKind::Access(_) => false,
                _ => true,
            };
            (is_change && !event.paths.is_empty()).then_some(Signal::At(event.paths))
        }
        Err(error) if is_gone(&error) => Some(Signal::At(error.paths)),
        Err(error) => match limit(&error) {
            Some(_) => Some(Signal::NoEvents(reason(&error))),
            None => Some(Signal::Lost),
        },
    }
}

/// The limit that an error is about.
fn limit(error: &notify::Error) -> Option<&'static str> {
    match &error.kind {
        ErrorKind::MaxFilesWatch => Some(FOLDERS),
        ErrorKind::Io(error) => match rustix::io::Errno::from_io_error(error) {
            Some(rustix::io::Errno::NOSPC) => Some(FOLDERS),
            Some(rustix::io::Errno::MFILE | rustix::io::Errno::NFILE) => Some(INSTANCES),
            _ => None,
        },
        _ => None,
    }
}

fn reason(error: &notify::Error) -> String {
    match limit(error) {
        Some(limit) => format!("the system's limit `{limit}` is reached"),
        None => format!("the system reports no changes here ({error})"),
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::path::PathBuf;

    use notify::event::{AccessKind, AccessMode, DataChange, Flag, ModifyKind};
    use notify::{Event, EventKind};

    use super::{Signal, signal};

    #[test]
    fn reading_a_file_is_no_change_and_writing_one_is() {
        let of = |kind| signal(Ok(Event::new(kind).add_path(PathBuf::from("/a"))));
        assert!(of(EventKind::Access(AccessKind::Open(AccessMode::Any))).is_none());
        assert!(of(EventKind::Access(AccessKind::Close(AccessMode::Read))).is_none());
        let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert!(matches!(of(written), Some(Signal::At(_))));
        let modified = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        assert!(matches!(of(modified), Some(Signal::At(_))));
    }

    #[test]
    fn lost_events_are_seen_without_any_path() {
        let overflow = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert!(matches!(signal(Ok(overflow)), Some(Signal::Lost)));
    }

    #[test]
    fn a_limit_is_called_by_the_name_that_can_be_set() {
        for (number, name) in [(28, "max_user_watches"), (24, "max_user_instances")] {
            let error = notify::Error::io(io::Error::from_raw_os_error(number));
            match signal(Err(error)) {
                Some(Signal::NoEvents(reason)) => assert!(reason.contains(name), "{reason}"),
                _ => panic!("error {number} is no limit"),
            }
        }
    }
}
