//! Places in the input: a byte range plus the file it lies in.
//!
//! A [`Span`] can only be made against the text it points into, and its ends are moved to character
//! boundaries there, because the printer of excerpts panics on an offset inside a character. Lines
//! and columns are computed when a diagnostic is printed, by
//! [`crate::source::SourceFile::position`].

use std::ops::Range;

/// Which input file; stays the same for a path as long as its [`crate::source::SourceTree`] and the
/// trees made from it live.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub(crate) u32);

/// A byte range in one file. Both ends are character boundaries of that file's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    file: FileId,
    start: u32,
    end: u32,
}

impl Span {
    /// The range of `text`, the whole text of `file`, widened to character boundaries and cut to
    /// the text's length.
    pub fn new(file: FileId, text: &str, range: Range<usize>) -> Span {
        let start = floor_boundary(text, range.start);
        let end = ceil_boundary(text, range.end.max(range.start));
        Span {
            file,
            start: clamp(start),
            end: clamp(end),
        }
    }

    /// The very start of a file, for what is wrong with the file as a whole.
    pub fn file_start(file: FileId) -> Span {
        Span {
            file,
            start: 0,
            end: 0,
        }
    }

    /// The file it lies in.
    pub fn file(self) -> FileId {
        self.file
    }

    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// The bytes as a range.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// From the start of `self` to the end of `other`, which lies in the same file.
    pub fn to(self, other: Span) -> Span {
        debug_assert_eq!(self.file, other.file);
        Span {
            end: other.end.max(self.start),
            ..self
        }
    }

    /// The part of this span that `range` is of `text`, when `text` is at this span byte for
    /// byte.
    pub fn inside(self, text: &str, range: Range<usize>) -> Span {
        let start = floor_boundary(text, range.start);
        let end = ceil_boundary(text, range.end.max(range.start));
        Span {
            start: self.start + clamp(start),
            end: self.start + clamp(end),
            ..self
        }
    }

    /// A range of `text`, the whole text of the file that this span lies in.
    pub fn inside_file(self, text: &str, range: Range<usize>) -> Span {
        Span::new(self.file, text, range)
    }

    /// The empty span at its start.
    pub fn before(self) -> Span {
        Span {
            end: self.start,
            ..self
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

impl<T> Spanned<T> {
    pub fn new(value: T, span: Span) -> Spanned<T> {
        Spanned { value, span }
    }

    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned {
            value: change(self.value),
            span: self.span,
        }
    }
}

/// Input files are capped at 4 MiB, so an offset always fits; a larger one would only point to the
/// wrong place.
fn clamp(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceil_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::{FileId, Span};

    #[test]
    fn ends_move_outwards_to_character_boundaries() {
        let text = "aäb";
        let inside = Span::new(FileId(0), text, 2..2);
        assert_eq!(inside.range(), 1..3);
        let past_the_end = Span::new(FileId(0), text, 3..99);
        assert_eq!(past_the_end.range(), 3..4);
    }
}
