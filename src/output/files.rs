//! What is published, and what a publish did.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// What a file of the site holds.
#[derive(Debug)]
pub enum Contents<'a> {
    Bytes(Cow<'a, [u8]>),
    /// The bytes of another file, which is copied in constant memory.
    CopyOf {
        root: &'a Path,
        /// Its path below that folder. No link is followed on the way.
        below: PathBuf,
    },
}

pub trait Files: Sync {
    /// Why the contents of a file cannot be made.
    type Error: Send;

    /// Every file, relative to the output folder, `/` between components. Where the site has to be
    /// replaced file by file it happens in this order: what pages need comes before the pages.
    fn paths(&self) -> &[String];

    /// Makes the contents of the file `paths()[index]`. Asked for once a file, from several
    /// threads, in any order.
    fn contents(&self, index: usize) -> Result<Contents<'_>, Self::Error>;
}

#[derive(Debug, PartialEq, Eq)]
pub struct Published {
    /// Files that are new or have new bytes or permissions.
    pub written: usize,
    /// Files that stayed.
    pub unchanged: usize,
    /// Files of the last publish that are gone.
    pub removed: usize,
    pub mode: Mode,
    /// Files changed by hand since the last publish, sorted. They are overwritten or
    /// removed.
    pub edited_by_hand: Vec<String>,
}

#[derive(Debug, PartialEq, Eq)]
pub enum Mode {
    /// In one step.
    Swapped,
    /// File by file.
    PerFile {
        /// Why not in one step.
        reason: String,
    },
    /// Not at all: every file was right already.
    Unchanged,
}
