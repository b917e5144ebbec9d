//! Where the site goes, checked once before anything is read: links resolved, nothing of the
//! author's in danger.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use rustix::io::Errno;

use super::error::{OutputError, Relation};
use super::folder::Folder;
use super::previous::Previous;
use crate::text::fold;

/// How long a publish waits for another one to end.
const PATIENCE: Duration = Duration::from_secs(10);
/// How many links may follow each other, as in the kernel.
const MOST_LINKS: usize = 40;

/// A folder that publishing must never touch.
#[derive(Debug, Clone, Copy)]
pub struct Kept<'a> {
    /// What it is, in the words of an error: "the content folder".
    pub what: &'a str,
    /// Where it is; it need not exist.
    pub path: &'a Path,
    /// Whether the output may lie below it. True for the project, false for content and theme.
    pub may_hold_output: bool,
}

/// An output folder that has been found safe to publish to.
#[derive(Debug, Clone)]
pub struct Destination {
    path: PathBuf,
    parent: PathBuf,
    name: OsString,
    patience: Duration,
}

impl Destination {
    /// Checks that the site may be published to `output`, and changes nothing.
    ///
    /// The output may be missing, empty, or hold the site of an earlier publish. It may be a link,
    /// which is resolved here once. It may not be, hold, or lie inside one of the `kept` folders;
    /// folders are compared by what they are and by name, without regard to letter case, so that a
    /// checkout behaves the same on every system.
    pub fn check(output: &Path, kept: &[Kept<'_>]) -> Result<Self, OutputError> {
        let path = resolve(output)?;
        for kept in kept {
            check_apart(&path, kept)?;
        }
        let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
            return Err(OutputError::NotAFolder(path));
        };
        let destination = Self {
            parent: parent.to_owned(),
            name: name.to_owned(),
            path,
            patience: PATIENCE,
        };
        if fs::symlink_metadata(&destination.path).is_ok() {
            destination.look()?;
        }
        Ok(destination)
    }

    /// The output folder, with every link resolved.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The same destination, waiting at most this long for another publish to end (otherwise ten
    /// seconds).
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    pub(super) fn patience(&self) -> Duration {
        self.patience
    }

    pub(super) fn name(&self) -> &OsStr {
        &self.name
    }

    pub(super) fn lock_name(&self) -> OsString {
        self.beside("lock")
    }

    pub(super) fn stage_name(&self) -> OsString {
        self.beside("next")
    }

    fn beside(&self, ending: &str) -> OsString {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(".");
        name.push(ending);
        name
    }

    pub(super) fn look(&self) -> Result<Previous, OutputError> {
        Previous::look(&Folder::open(&self.parent)?, &self.name)
    }

    pub(super) fn open_parent(&self) -> Result<Folder, OutputError> {
        Folder::open(&self.parent)
    }

    pub(super) fn create_parent(&self) -> Result<Folder, OutputError> {
        fs::create_dir_all(&self.parent).map_err(OutputError::io("create", &self.parent))?;
        self.open_parent()
    }
}

fn check_apart(output: &Path, kept: &Kept<'_>) -> Result<(), OutputError> {
    let kept_path = resolve(kept.path)?;
    let is = |a: &Path, b: &Path| folded(a) == folded(b) || is_same_folder(a, b);
    let relation = if is(output, &kept_path) {
        Relation::Is
    } else if kept_path.ancestors().skip(1).any(|a| is(a, output)) {
        Relation::Holds
    } else if !kept.may_hold_output && output.ancestors().skip(1).any(|a| is(a, &kept_path)) {
        Relation::Inside
    } else {
        return Ok(());
    };
    Err(OutputError::Overlap {
        output: output.to_owned(),
        relation,
        what: kept.what.to_owned(),
        kept: kept_path,
    })
}

/// What a file system that ignores case and composition would take the path for.
fn folded(path: &Path) -> String {
    fold::path(&path.to_string_lossy()).into_owned()
}

fn is_same_folder(a: &Path, b: &Path) -> bool {
    match (fs::metadata(a), fs::metadata(b)) {
        (Ok(a), Ok(b)) => (a.dev(), a.ino()) == (b.dev(), b.ino()),
        _ => false,
    }
}

/// The canonical path, also of what doesn't exist yet, or of a link that leads to nothing yet. (The
/// standard library's `canonicalize` refuses both.)
fn resolve(path: &Path) -> Result<PathBuf, OutputError> {
    let failed = |error: io::Error| OutputError::io("resolve", path)(error);
    let mut real = std::path::absolute(path).map_err(failed)?;
    let mut to_walk = reversed(&real);
    let mut links = 0;
    real.clear();
    while let Some(component) = to_walk.pop() {
        match component.as_os_str().to_str() {
            Some("/") => real = PathBuf::from("/"),
            Some("..") => {
                real.pop();
            }
            Some(".") => {}
            _ => {
                let next = real.join(&component);
                match fs::symlink_metadata(&next) {
                    Ok(metadata) if metadata.is_symlink() => {
                        links += 1;
                        if links > MOST_LINKS {
                            return Err(failed(Errno::LOOP.into()));
                        }
                        to_walk.extend(reversed(&fs::read_link(&next).map_err(failed)?));
                    }
                    Ok(_) => real = next,
                    Err(error) if error.kind() == io::ErrorKind::NotFound => real = next,
                    Err(error) => return Err(failed(error)),
                }
            }
        }
    }
    Ok(real)
}

fn reversed(path: &Path) -> Vec<PathBuf> {
    let owned = |component: Component<'_>| PathBuf::from(component.as_os_str());
    path.components().rev().map(owned).collect()
}
