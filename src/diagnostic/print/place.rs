//! Lines and columns of many spans, each in about the same short time.
//!
//! [`crate::source::position`] counts from the start of the file, which is quadratic for a hostile
//! file that is wrong in 100,000 places. Here each file is counted through once, a note is made at
//! every [`STEP`]th byte, and a span is counted from the last note before it.

use std::collections::BTreeMap;

use crate::diagnostic::causes::Group;
use crate::diagnostic::{Diagnostic, shown};
use crate::source::{Position, SourceTree};
use crate::span::{FileId, Span};

/// Bytes between two notes: small enough to count through at once, large enough that the notes take
/// no room.
const STEP: usize = 256;

/// The byte order mark, which is no column.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The files that some diagnostics point into.
pub(super) struct Places<'a> {
    prefix: &'a str,
    files: BTreeMap<FileId, File<'a>>,
}

struct File<'a> {
    path: &'a str,
    text: &'a str,
    /// Ascending; the first is the start of the text.
    notes: Vec<(usize, Position)>,
}

/// Where a span lies, as people and programs name it.
pub(super) struct Place<'a> {
    /// With the prefix before it.
    pub(super) path: String,
    /// Of the first character.
    pub(super) start: Position,
    /// Of the first character after it.
    pub(super) end: Position,
    /// The whole text of the file; empty for a file without one.
    pub(super) text: &'a str,
    /// The bytes in that text.
    pub(super) range: std::ops::Range<usize>,
}

impl<'a> Places<'a> {
    /// Counts through every file that `diagnostics` point into.
    pub(super) fn new<'d>(
        diagnostics: impl IntoIterator<Item = &'d Diagnostic>,
        tree: &'a SourceTree,
        prefix: &'a str,
    ) -> Places<'a> {
        let mut files = BTreeMap::new();
        for diagnostic in diagnostics {
            for span in spans(diagnostic) {
                if let Some(file) = tree.file(span.file()) {
                    files
                        .entry(span.file())
                        .or_insert_with(|| File::new(file.path(), file.shown_text()));
                }
            }
        }
        let prefix = prefix.trim_end_matches('/');
        Places { prefix, files }
    }

    /// Counts through every file that a group points into.
    pub(super) fn of_groups(
        groups: &[Group<'_>],
        tree: &'a SourceTree,
        prefix: &'a str,
    ) -> Places<'a> {
        let all = groups.iter().flat_map(|group| {
            let consequences = group.consequences.iter().copied();
            std::iter::once(group.cause).chain(consequences)
        });
        Places::new(all, tree, prefix)
    }

    /// `path:line:column` of a diagnostic, safe to show.
    pub(super) fn named(&self, diagnostic: &Diagnostic) -> String {
        let place = self.place(diagnostic.at());
        let (path, at) = (shown(&place.path), place.start);
        format!("{path}:{}:{}", at.line, at.column)
    }

    /// The place of a span of those diagnostics. A file that was removed since is called `?`; a
    /// span made against an older text of the file is cut to the present one.
    pub(super) fn place(&self, span: Span) -> Place<'a> {
        let Some(file) = self.files.get(&span.file()) else {
            let start = Position { line: 1, column: 1 };
            return Place {
                path: String::from("?"),
                start,
                end: start,
                text: "",
                range: 0..0,
            };
        };
        let start = file.boundary(span.start());
        let end = file.boundary(span.end()).max(start);
        Place {
            path: if self.prefix.is_empty() {
                file.path.to_owned()
            } else {
                format!("{}/{}", self.prefix, file.path)
            },
            start: file.position(start),
            end: file.position(end),
            text: file.text,
            range: start..end,
        }
    }
}

impl<'a> File<'a> {
    fn new(path: &'a str, text: &'a str) -> File<'a> {
        let start = text_start(text);
        let mut notes = vec![(start, Position { line: 1, column: 1 })];
        let (mut at, mut position) = notes[0];
        while text.len() - at > STEP {
            let next = floor_boundary(text, at + STEP);
            position = advance(text, at, position, next);
            at = next;
            notes.push((at, position));
        }
        File { path, text, notes }
    }

    fn boundary(&self, offset: usize) -> usize {
        floor_boundary(self.text, offset.max(text_start(self.text)))
    }

    fn position(&self, offset: usize) -> Position {
        let next = self.notes.partition_point(|(at, _)| *at <= offset);
        let (at, position) = self.notes[next.saturating_sub(1)];
        advance(self.text, at, position, offset)
    }
}

fn spans(diagnostic: &Diagnostic) -> impl Iterator<Item = Span> + '_ {
    std::iter::once(diagnostic.at()).chain(diagnostic.marks().iter().map(|mark| mark.span))
}

/// The position of `to`, when that of `from` is known.
fn advance(text: &str, from: usize, position: Position, to: usize) -> Position {
    let Position {
        mut line,
        mut column,
    } = position;
    for (at, c) in text.get(from..to).unwrap_or_default().char_indices() {
        let ends_line =
            c == '\n' || (c == '\r' && text.as_bytes().get(from + at + 1) != Some(&b'\n'));
        if ends_line {
            line += 1;
            column = 1;
        } else {
            column += 1;
        }
    }
    Position { line, column }
}

fn text_start(text: &str) -> usize {
    if text.starts_with(BYTE_ORDER_MARK) {
        BYTE_ORDER_MARK.len_utf8()
    } else {
        0
    }
}

fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::File;
    use crate::source::position;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_counting_from_the_start(
            text in "\u{feff}?([a-cä\u{1f600}\t\r\n]|\r\n){0,40}",
            times in 1usize..100,
        ) {
            let text = text.repeat(times);
            let file = File::new("a", &text);
            for (offset, _) in text.char_indices() {
                let from = file.boundary(offset);
                prop_assert_eq!(file.position(from), position(&text, offset), "at {}", offset);
            }
        }
    }
}
