//! Author's text: a piece of it that knows its place, and the ways to fold and to encode it.

pub mod fold;
pub mod percent;

use crate::span::{Span, Spanned};

/// A text that an author wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The text, escapes and line folding undone.
    pub value: String,
    /// Where it was written; without its quotes when `exact`.
    pub span: Span,
    /// Whether the bytes at `span` are the very bytes of `value`, so that a part of the text can be
    /// pointed at.
    pub exact: bool,
}

impl Text {
    /// A text that the source holds as it is.
    pub fn exact(value: &str, span: Span) -> Text {
        Text {
            value: value.to_owned(),
            span,
            exact: true,
        }
    }

    /// A text that the source doesn't hold in these bytes.
    pub fn made(value: String, span: Span) -> Text {
        Text {
            value,
            span,
            exact: false,
        }
    }

    /// The part of the text between two byte offsets, trimmed, with its own span.
    pub fn part(&self, range: std::ops::Range<usize>) -> Text {
        let slice = self.value.get(range.clone()).unwrap_or_default();
        let start = range.start + (slice.len() - slice.trim_start().len());
        let value = slice.trim().to_owned();
        let span = self.span_of(start..start + value.len());
        Text {
            value,
            span,
            exact: self.exact,
        }
    }

    /// The place of a part of the text; the whole text's place where it cannot be told.
    pub fn span_of(&self, range: std::ops::Range<usize>) -> Span {
        if self.exact {
            self.span.inside(&self.value, range)
        } else {
            self.span
        }
    }

    pub fn spanned(&self) -> Spanned<String> {
        Spanned::new(self.value.clone(), self.span)
    }
}
