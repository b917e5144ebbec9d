//! From offsets in a body or cell to spans in its file.

use std::ops::Range;

use crate::span::{FileId, Span};

/// Where a Markdown text is in its file, so that spans count from the start of the file.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    file: FileId,
    text: &'a str,
    at: At,
}

#[derive(Clone, Copy, Debug)]
enum At {
    /// The text is there verbatim, at this offset.
    Verbatim(usize),
    /// The text was made from what is here (YAML escapes and folds): no offset inside it means
    /// anything.
    Somewhere(Span),
}

impl<'a> Place<'a> {
    /// A body that starts at byte `start` of `text`, the whole text of `file`.
    pub fn body(file: FileId, text: &'a str, start: usize) -> Place<'a> {
        Place {
            file,
            text,
            at: At::Verbatim(start),
        }
    }

    /// A front-matter value that was read from `span`, with or without quotes around it.
    pub fn cell(text: &'a str, span: Span, value: &str) -> Place<'a> {
        let written = text.get(span.range()).unwrap_or_default();
        let at = if written.starts_with(value) {
            At::Verbatim(span.start())
        } else if written.get(1..).is_some_and(|rest| rest.starts_with(value)) {
            At::Verbatim(span.start() + 1)
        } else {
            At::Somewhere(span)
        };
        Place {
            file: span.file(),
            text,
            at,
        }
    }

    /// The span of a byte range of the Markdown text.
    pub fn span(&self, range: Range<usize>) -> Span {
        match self.at {
            At::Verbatim(start) => {
                Span::new(self.file, self.text, start + range.start..start + range.end)
            }
            At::Somewhere(span) => span,
        }
    }
}
