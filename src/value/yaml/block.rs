//! A block of YAML in its file.

use crate::diagnostic::{Diagnostic, front_matter as say};
use crate::span::{FileId, Span};
use crate::value::limits::Limits;

/// Where a YAML text is in its file.
#[derive(Clone, Copy)]
pub(crate) struct Block<'a> {
    pub(crate) file: FileId,
    pub(crate) text: &'a str,
    /// The bytes of the YAML in it.
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Block<'_> {
    pub(super) fn yaml(&self) -> &str {
        &self.text[self.start..self.end]
    }

    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, self.text, self.start + start..self.start + end)
    }
}

pub(super) fn too_deep(block: Block<'_>, limits: &Limits, at: usize) -> Diagnostic {
    let limit = format!("{} levels of nesting", limits.yaml_depth);
    let at = block.span(at, at + 1);
    say::over_limit(at, "the front matter", &limit, "yaml-depth")
}

/// Whether a line starts with `key: ` or `key:` at its end.
pub(super) fn is_key(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, value)| {
        key.starts_with(|c: char| c.is_ascii_alphabetic())
            && key
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
            && (value.is_empty() || value.starts_with(' '))
    })
}
