//! How much memory the program may use, and needs.

use std::fmt;

/// The program, its threads and an empty site. Less will do for most; how much the threads hold at
/// once differs from run to run.
const BASE: u64 = 56 * 1024 * 1024;

/// A file's entry, its document, its routes and its place in the search index.
const PER_FILE: u64 = 16 * 1024;

/// A byte of text is held as source, facts and index; pages are written one by one.
const PER_BYTE: u64 = 6;

/// The allocator takes addresses in pieces of this size and fills them later, so that one piece
/// more than is needed has to fit below a limit on addresses. A control group counts what is
/// filled.
pub(super) const PIECE: u64 = 128 * 1024 * 1024;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// In bytes.
    pub bytes: u64,
    pub set_by: SetBy,
}

impl Allowance {
    /// An estimate of what a build takes of this allowance, in bytes.
    pub(super) fn need(self, files: u64, bytes: u64) -> u64 {
        let need = need(files, bytes);
        match self.set_by {
            SetBy::AddressSpace => need.saturating_add(PIECE),
            SetBy::ControlGroup | SetBy::Caller => need,
        }
    }
}

/// What sets a limit on memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetBy {
    /// `ulimit -v`.
    AddressSpace,
    /// A container or service manager.
    ControlGroup,
    /// [`super::Options::memory`].
    Caller,
}

impl fmt::Display for SetBy {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            SetBy::AddressSpace => "the limit on the address space (`ulimit -v`)",
            SetBy::ControlGroup => "the memory limit of the control group (container)",
            SetBy::Caller => "the caller",
        })
    }
}

/// An estimate of the memory that a build needs, in bytes, from the number of files and the bytes
/// of text in them.
pub fn need(files: u64, bytes: u64) -> u64 {
    BASE.saturating_add(files.saturating_mul(PER_FILE))
        .saturating_add(bytes.saturating_mul(PER_BYTE))
}
