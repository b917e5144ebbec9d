//! Answers while they are sent, once for all who ask for the same one.
//!
//! A client decides how fast it reads, and a hostile one does not read at all. So no connection has
//! a copy of its own: it takes a piece at a time, and what is held for all of them together is
//! bounded. An answer that was let go meanwhile is made again. One of a state that is over is not
//! found, so nothing here can be stale.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::Mutex;

use hyper::StatusCode;
use hyper::body::Bytes;

/// So much is handed to a connection at once, in bytes. Hundreds that do not read have one each.
pub(super) const PIECE: usize = 32 * 1024;

/// So much is held for all connections, in bytes; the newest answer is held however large it is.
const MOST: usize = 8 * 1024 * 1024;

/// An answer in memory.
pub(super) struct Made {
    /// The state that it shows.
    pub(super) number: u64,
    /// What was asked for.
    pub(super) path: String,
    pub(super) status: StatusCode,
    pub(super) content_type: &'static str,
    /// Names its bytes; none where there is nothing to ask again for.
    pub(super) tag: Option<String>,
    /// What the script in the browser is told.
    pub(super) words: String,
    pub(super) bytes: Bytes,
}

impl Made {
    /// Whether it is sent in more than one piece.
    pub(super) fn is_large(&self) -> bool {
        self.bytes.len() > PIECE
    }
}

/// Those that were asked for last, the newest at the end.
#[derive(Default)]
pub(super) struct Held(Mutex<VecDeque<Arc<Made>>>);

impl Held {
    pub(super) fn of_state(&self, number: u64, path: &str) -> Option<Arc<Made>> {
        let mut held = self.0.lock().ok()?;
        let mut found = None;
        held.retain(|made| {
            let is_asked = made.number == number && made.path == path;
            if is_asked {
                found = Some(Arc::clone(made));
            }
            !is_asked
        });
        if let Some(made) = &found {
            held.push_back(Arc::clone(made));
        }
        found
    }

    /// Holds an answer, and lets others go for it.
    pub(super) fn hold_on_to(&self, made: &Arc<Made>) {
        let Ok(mut held) = self.0.lock() else {
            return;
        };
        held.retain(|other| other.number >= made.number && other.path != made.path);
        held.push_back(Arc::clone(made));
        let mut bytes = 0;
        for made in &*held {
            bytes += made.bytes.len();
        }
        while bytes > MOST && held.len() > 1 {
            bytes -= held.pop_front().map_or(0, |made| made.bytes.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use hyper::StatusCode;
    use hyper::body::Bytes;

    use super::{Held, MOST, Made};

    fn made(number: u64, path: &str, len: usize) -> Arc<Made> {
        Arc::new(Made {
            number,
            path: path.to_owned(),
            status: StatusCode::OK,
            content_type: "text/html",
            tag: None,
            words: String::new(),
            bytes: Bytes::from(vec![0; len]),
        })
    }

    #[test]
    fn what_is_held_for_those_who_do_not_read_is_bounded() {
        let held = Held::default();
        let there = |number, path| held.of_state(number, path).is_some();
        for path in ["a", "b", "c"] {
            held.hold_on_to(&made(1, path, MOST / 2));
        }
        assert!(!there(1, "a") && there(1, "c") && there(1, "b"));
        // `c` was asked for longest ago.
        held.hold_on_to(&made(1, "d", MOST / 2));
        assert!(there(1, "b") && !there(1, "c") && there(1, "d"));
        held.hold_on_to(&made(1, "large", 2 * MOST));
        assert!(there(1, "large") && !there(1, "b") && !there(1, "d"));
        assert!(!there(2, "large"));
        held.hold_on_to(&made(2, "e", 1));
        assert!(there(2, "e") && !there(1, "large"));
    }
}
