//! Where a TOML text is.

use std::ops::Range;

use crate::span::{FileId, Span};

/// The text that byte ranges point into.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) file: FileId,
    pub(super) text: &'a str,
}

impl Place<'_> {
    pub(super) fn span(self, range: Range<usize>) -> Span {
        Span::new(self.file, self.text, range)
    }
}
