//! Notices that files of a project changed.
//!
//! Two sources are trusted in different ways. The system's events are quick, and they get lost: a
//! queue overflows, a folder is replaced under its watch, a network mount sends none. So a slow
//! sweep of sizes and times backs them up, and the reader of the files decides by their
//! contents what is new. Nothing here says *what* changed, only where to look.

#![expect(
    clippy::disallowed_methods,
    reason = "this module looks at files and at the clock"
)]

mod batch;
mod changes;
mod events;
mod sweep;
mod watched;

use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use batch::Batch;
pub use changes::Changes;
use events::Events;
use sweep::{Pace, Sweep};
use watched::{Signal, Watched};

pub struct Watch {
    watched: Watched,
    signals: Receiver<Signal>,
    sender: Sender<Signal>,
    /// None while polling.
    events: Option<Events>,
    pace: Pace,
    /// Why there are no events; taken by the first who asks.
    reason: Option<String>,
}

impl Watch {
    /// Starts to watch. Everything that changes after this call is noticed sooner or later. `root`
    /// is an absolute path without symbolic links.
    pub fn start(root: &Path, poll: bool) -> Watch {
        let (sender, signals) = mpsc::channel();
        let mut watch = Watch {
            watched: Watched {
                root: root.to_path_buf(),
            },
            signals,
            sender: sender.clone(),
            events: None,
            pace: Pace::new(poll),
            reason: None,
        };
        if !poll {
            watch.listen();
        }
        Sweep::start(root, watch.pace.clone(), sender);
        watch
    }

    /// Waits for changes; an empty answer after `patience`.
    pub fn next(&mut self, patience: Option<Duration>) -> Changes {
        let end = patience.map(|patience| Instant::now() + patience);
        let mut batch: Option<Batch> = None;
        loop {
            let wait = match (&batch, end) {
                (Some(batch), _) => Some(batch.wait(Instant::now())),
                (None, Some(end)) => Some(end.saturating_duration_since(Instant::now())),
                (None, None) => None,
            };
            let signal = match wait {
                Some(wait) => self.signals.recv_timeout(wait),
                // The sender in `self` lives, so waiting never ends with an error.
                None => self
                    .signals
                    .recv()
                    .map_err(|_| RecvTimeoutError::Disconnected),
            };
            let Ok(signal) = signal else {
                return batch.map(Batch::finish).unwrap_or_default();
            };
            let is_told = !matches!(signal, Signal::Found(_));
            let mut changes = Changes::default();
            self.note(signal, &mut changes);
            if changes == Changes::default() {
                continue;
            }
            batch.get_or_insert_with(|| Batch::new(Instant::now())).add(
                changes,
                is_told,
                Instant::now(),
            );
        }
    }

    /// Why the system sends no events, to be said once.
    pub fn take_reason(&mut self) -> Option<String> {
        self.reason.take()
    }

    fn note(&mut self, signal: Signal, changes: &mut Changes) {
        match signal {
            Signal::At(paths) | Signal::Found(paths) => {
                for path in paths {
                    if !self.watched.holds(&path) {
                        continue;
                    }
                    if self.watched.is_top(&path) {
                        self.listen_again();
                        *changes = Changes::everything();
                    }
                    changes.add(path);
                }
            }
            Signal::Lost => *changes = Changes::everything(),
            Signal::NoEvents(reason) => {
                self.poll(reason);
                *changes = Changes::everything();
            }
        }
    }

    fn listen(&mut self) {
        match Events::start(&self.watched, &self.sender) {
            Ok(events) => self.events = Some(events),
            Err(reason) => self.poll(reason),
        }
    }

    /// A watched folder came or went; its watches went with it.
    fn listen_again(&mut self) {
        if let Some(events) = &mut self.events
            && let Err(reason) = events.renew(&self.watched)
        {
            self.poll(reason);
        }
    }

    fn poll(&mut self, reason: String) {
        self.events = None;
        self.pace.hurry();
        self.reason.get_or_insert(reason);
    }
}
