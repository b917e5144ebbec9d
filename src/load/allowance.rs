//! How much memory the program may use, and needs.

use std::fmt;

/// The program, its threads and an empty site. Less will do for most; how much the threads hold at
/// once differs from run to run.
const BASE: u64 = 56 * 1024 * 1024;

/// A file's entry, its document, its routes and its place in the search index.
const PER_FILE: u64 = 16 * 1024;

/// A byte of text is held as source, facts and index.
const PER_BYTE: u64 = 6;

/// A sign may make a heading, a link or an element of its own, which is held as facts.
const PER_SIGN: u64 = 64;

/// Pages are written one by one, and while one is, every sign of it is an event, markup, and a part of
/// what templates are given.
const PER_SIGN_IN_HAND: u64 = 320;

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
    pub(super) fn need(self, files: u64, texts: Texts) -> u64 {
        let need = need(files, texts);
        match self.set_by {
            SetBy::AddressSpace => need.saturating_add(PIECE),
            SetBy::ControlGroup | SetBy::Caller => need,
        }
    }
}

/// What is in the texts of a project, as far as memory depends on it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Texts {
    /// Of all of them.
    pub bytes: u64,
    /// What may be markup, in all of them.
    pub signs: u64,
    /// The signs of those that have most, as many as are in hand at once.
    pub in_hand: u64,
}

impl Texts {
    pub(super) fn lengthen(&mut self, bytes: u64) {
        self.bytes = self.bytes.saturating_add(bytes);
    }

    /// Counts a text, and the one that is in hand no more because others have more signs.
    pub(super) fn weigh_in(&mut self, signs: u64, lightest: u64) {
        self.signs += signs;
        self.in_hand += signs;
        self.in_hand -= lightest;
    }
}

/// How much of a text may be markup.
pub(super) fn signs(text: &[u8]) -> u64 {
    let is_sign = |byte: &&u8| byte.is_ascii_punctuation() || matches!(byte, b'\n' | b'\r');
    text.iter().filter(is_sign).count() as u64
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

/// An estimate of the memory that a build needs, in bytes, from the number of files and what is in
/// them.
pub fn need(files: u64, texts: Texts) -> u64 {
    [
        (files, PER_FILE),
        (texts.bytes, PER_BYTE),
        (texts.signs, PER_SIGN),
        (texts.in_hand, PER_SIGN_IN_HAND),
    ]
    .into_iter()
    .fold(BASE, |need, (count, each)| {
        need.saturating_add(count.saturating_mul(each))
    })
}
