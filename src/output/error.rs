//! What can go wrong while publishing: one sentence each, with the path and the system's reason.
//!
//! Every one of these is a fault of the call or of the machine (exit code 2). None of them leaves
//! the published site other than it was, except [`OutputError::LeftBehind`], which comes after the
//! new site is in place, and a fault in the middle of a publish file by file, which the next
//! publish completes.

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::io;
use std::path::{Path, PathBuf};

/// How many foreign entries are named before the rest is only counted.
pub(super) const SHOWN: usize = 5;

#[derive(Debug)]
pub enum OutputError {
    /// The output folder is, holds, or lies inside a folder that publishing must never touch.
    Overlap {
        output: PathBuf,
        /// How the two lie to each other.
        relation: Relation,
        /// What the other folder is, in words: "the content folder".
        what: String,
        kept: PathBuf,
    },
    /// The output, or a folder on the way to it, is something else.
    NotAFolder(PathBuf),
    /// The output holds entries that no manifest of ours names.
    Foreign {
        output: PathBuf,
        /// The first few entries, sorted; folders end in `/`.
        first: Vec<String>,
        /// How many there are.
        total: usize,
        /// Whether there is a manifest at all.
        published_before: bool,
    },
    /// The manifest of the last publish cannot be used.
    Manifest { path: PathBuf, fault: String },
    /// A staging folder's name is taken by something that cannot be proven to be ours.
    NotOurs(PathBuf),
    /// Another publish to the same folder is running.
    InUse {
        lock: PathBuf,
        /// The process that holds it, if it has said so.
        pid: Option<u32>,
    },
    NoSpace {
        /// Where the file system ran out.
        path: PathBuf,
        /// What the publish would have needed beside the published site.
        needed: Space,
        /// What was there before it began.
        free: Space,
    },
    /// A path of the site that cannot be a path below the output folder.
    Path { path: String, fault: &'static str },
    /// An asset changed while it was copied.
    Changed(PathBuf),
    /// The new site is in place, but the previous one could not be removed from the staging folder.
    LeftBehind {
        /// Where the rest of the previous site is.
        path: PathBuf,
        /// Why it is still there.
        reason: Box<OutputError>,
    },
    /// The system refused something.
    Io {
        /// What was tried: "create", "rename".
        doing: &'static str,
        path: PathBuf,
        source: io::Error,
    },
}

/// How the output folder lies to a folder that must be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    Is,
    Holds,
    Inside,
}

/// Room on a file system.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Space {
    /// In bytes, whole blocks.
    pub bytes: u64,
    /// In files and folders; `None` where the file system doesn't count them.
    pub files: Option<u64>,
}

impl OutputError {
    /// Whether it is a matter of permissions.
    pub(super) fn is_denied(&self) -> bool {
        matches!(self, Self::Io { source, .. } if source.kind() == io::ErrorKind::PermissionDenied)
    }

    /// For `map_err`: the system refused `doing` on `path`.
    pub(super) fn io<E: Into<io::Error>>(
        doing: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(E) -> Self {
        move |source| Self::Io {
            doing,
            path: path.into(),
            source: source.into(),
        }
    }

    pub(super) fn is_no_space(&self) -> bool {
        matches!(self, Self::Io { source, .. } if source.kind() == io::ErrorKind::StorageFull)
    }
}

impl Display for OutputError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Overlap {
                output,
                relation,
                what,
                kept,
            } => {
                let (output, kept) = (shown_path(output), shown_path(kept));
                let lies = match relation {
                    Relation::Is => format!("is {what} itself"),
                    Relation::Holds => format!("holds {what} `{kept}`"),
                    Relation::Inside => format!("lies inside {what} `{kept}`"),
                };
                write!(
                    f,
                    "the output folder `{output}` {lies}; choose another output folder"
                )
            }
            Self::NotAFolder(path) => write!(f, "`{}` is not a folder", shown_path(path)),
            Self::Foreign {
                output,
                first,
                total,
                published_before,
            } => write_foreign(f, output, first, *total, *published_before),
            Self::Manifest { path, fault } => write!(
                f,
                "the manifest `{}` {}; nothing was removed",
                shown_path(path),
                shown(fault)
            ),
            Self::NotOurs(path) => write!(
                f,
                "`{}` is in the way and nothing proves that ladderbook made it; move it away",
                shown_path(path)
            ),
            Self::InUse { lock, pid } => {
                write!(f, "the output folder is in use by ")?;
                match pid {
                    Some(pid) => write!(f, "pid {pid}")?,
                    None => f.write_str("another process")?,
                }
                write!(f, ", which holds `{}`", shown_path(lock))
            }
            Self::NoSpace { path, needed, free } => {
                let path = shown_path(path);
                write!(
                    f,
                    "no space left to publish to `{path}`: beside the published site "
                )?;
                match (needed.files, free.files) {
                    (Some(needed), Some(free)) if needed > free => {
                        write!(
                            f,
                            "{needed} files are needed, and only {free} can be created"
                        )
                    }
                    _ => write!(
                        f,
                        "about {} bytes are needed, and {} are free",
                        needed.bytes, free.bytes
                    ),
                }
            }
            Self::Path { path, fault } => {
                write!(f, "`{}` cannot be a file of the site: {fault}", shown(path))
            }
            Self::Changed(path) => {
                write!(f, "`{}` changed while it was copied", shown_path(path))
            }
            Self::LeftBehind { path, reason } => write!(
                f,
                "the new site is in place, but the previous one is still in `{}`: {reason}",
                shown_path(path)
            ),
            Self::Io {
                doing,
                path,
                source,
            } => {
                write!(f, "cannot {doing} `{}`: {source}", shown_path(path))
            }
        }
    }
}

fn write_foreign(
    f: &mut Formatter<'_>,
    output: &Path,
    first: &[String],
    total: usize,
    published_before: bool,
) -> fmt::Result {
    let entries = if total == 1 { "entry" } else { "entries" };
    write!(f, "`{}` holds {total} {entries} ", shown_path(output))?;
    f.write_str(if published_before {
        "that ladderbook did not write: "
    } else {
        "and no manifest of ladderbook: "
    })?;
    for (i, name) in first.iter().enumerate() {
        let comma = if i == 0 { "" } else { ", " };
        write!(f, "{comma}`{}`", shown(name))?;
    }
    if total > first.len() {
        write!(f, " and {} more", total - first.len())?;
    }
    f.write_str("; move them away, or choose another output folder")
}

impl Error for OutputError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::LeftBehind { reason, .. } => Some(reason.as_ref()),
            _ => None,
        }
    }
}

#[derive(Debug)]
pub enum PublishError<E> {
    /// The caller's own error, from making the contents of a file.
    Files(E),
    /// The call or the machine.
    Output(OutputError),
    /// The caller asked to stop.
    Stopped,
}

impl<E> From<OutputError> for PublishError<E> {
    fn from(error: OutputError) -> Self {
        Self::Output(error)
    }
}

impl<E: Display> Display for PublishError<E> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Files(error) => error.fmt(f),
            Self::Output(error) => error.fmt(f),
            Self::Stopped => f.write_str("stopped; the published site is as it was"),
        }
    }
}

impl<E: Error + 'static> Error for PublishError<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Files(error) => Some(error),
            Self::Output(error) => Some(error),
            Self::Stopped => None,
        }
    }
}

fn shown_path(path: &Path) -> String {
    shown(&path.to_string_lossy())
}

/// File names come from anybody: what would steer a terminal, or turn the text around, is shown as
/// its code.
fn shown(text: &str) -> String {
    text.chars()
        .flat_map(|c| {
            let turns = matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}');
            let hides = matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}');
            let steers = c.is_control() || turns || hides;
            let code = steers.then(|| c.escape_unicode());
            let plain = (!steers).then_some(c);
            code.into_iter().flatten().chain(plain)
        })
        .collect()
}
