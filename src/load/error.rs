//! Why a project could not be read. These are about the machine or the call; what is wrong with
//! content is a diagnostic.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use rustix::io::Errno;

use super::allowance::Allowance;
use crate::diagnostic::shown;

/// Why a project could not be read. Each prints as one sentence with the path and the system's
/// reason.
#[derive(Debug)]
pub enum LoadError {
    /// There is no `book.toml` in this folder (the command line says it of a folder and all above
    /// it).
    NoBook(PathBuf),
    Root {
        root: PathBuf,
        reason: io::Error,
    },
    Settings {
        path: PathBuf,
        /// What it is instead, or the system's reason.
        reason: String,
    },
    /// Files and folders that cannot be read: every one of them.
    Unreadable(Vec<(PathBuf, io::Error)>),
    /// Files and folders that changed between being listed and being read. It may go well the next
    /// time.
    Changed(Vec<PathBuf>),
    /// The project needs more memory than there is.
    Memory {
        /// An estimate, in bytes.
        need: u64,
        /// What sets the limit, and how high.
        allowance: Allowance,
    },
}

impl std::error::Error for LoadError {}

impl fmt::Display for LoadError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LoadError::NoBook(folder) => write!(
                out,
                "no book.toml in {} or above; `ladderbook init` makes a small ladder",
                path(folder)
            ),
            LoadError::Root { root, reason } => {
                write!(out, "cannot open {}: {}", path(root), words(reason))
            }
            LoadError::Settings { path: at, reason } => {
                write!(out, "cannot read {}: {}", path(at), shown(reason))
            }
            LoadError::Unreadable(list) => {
                let list: Vec<String> = list
                    .iter()
                    .map(|(at, reason)| format!("{} ({})", path(at), words(reason)))
                    .collect();
                write!(out, "cannot read {}", list.join(", "))
            }
            LoadError::Changed(list) => {
                // A renamed folder is thousands of files; the first few say enough.
                const NAMED: usize = 5;
                let named: Vec<String> = list.iter().take(NAMED).map(|at| path(at)).collect();
                write!(out, "{}", named.join(", "))?;
                if list.len() > NAMED {
                    write!(out, " and {} more", list.len() - NAMED)?;
                }
                write!(out, " changed while reading; run it again")
            }
            LoadError::Memory { need, allowance } => write!(
                out,
                "this ladder needs about {} of memory, and {} allows {}",
                mebibytes(*need),
                allowance.set_by,
                mebibytes(allowance.bytes)
            ),
        }
    }
}

fn path(path: &Path) -> String {
    let text = path.display().to_string();
    shown(if text.is_empty() { "." } else { &text }).into_owned()
}

fn mebibytes(bytes: u64) -> String {
    format!("{} MiB", bytes.div_ceil(1024 * 1024))
}

/// The system's reason in words.
pub(super) fn reason(errno: Errno) -> String {
    words(&io::Error::from(errno))
}

/// Without the number, which adds nothing to the words.
fn words(reason: &io::Error) -> String {
    let text = reason.to_string();
    match text.split_once(" (os error ") {
        Some((words, _)) => words.to_owned(),
        None => text,
    }
}
