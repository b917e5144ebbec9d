//! A line of a file, or the part of it around a mark, as it is shown in an excerpt.

use std::ops::Range;

use crate::diagnostic::shown;

/// Characters that are kept on either side of a mark; more than any terminal shows.
const AROUND: usize = 300;
/// Shown where a line was cut.
const CUT: &str = "…";

/// The bytes of a line in its file, without the line end.
pub(super) struct Line {
    bytes: Range<usize>,
    is_cut_before: bool,
    is_cut_after: bool,
}

impl Line {
    /// The line that holds an offset, which is a character boundary.
    pub(super) fn around(text: &str, offset: usize) -> Line {
        // A line feed belongs to the carriage return before it.
        let is_inside_crlf = text[..offset].ends_with('\r') && text[offset..].starts_with('\n');
        let offset = if is_inside_crlf { offset - 1 } else { offset };
        let before = &text[..offset];
        let line_start = before.char_indices().rev().enumerate();
        let mut start = offset;
        let mut is_cut_before = false;
        for (count, (at, c)) in line_start {
            if is_line_end(c) || (at == 0 && c == '\u{feff}') {
                break;
            }
            if count == AROUND {
                is_cut_before = true;
                break;
            }
            start = at;
        }
        let (end, is_cut_after) = line_end(text, offset);
        Line {
            bytes: start..end,
            is_cut_before,
            is_cut_after,
        }
    }

    /// The line after this one, where that is near.
    pub(super) fn next(&self, text: &str) -> Option<Line> {
        let rest = &text[self.bytes.end..];
        if self.is_cut_after || !rest.starts_with(is_line_end) {
            return None;
        }
        let start = self.bytes.end + if rest.starts_with("\r\n") { 2 } else { 1 };
        let (end, is_cut_after) = line_end(text, start);
        Some(Line {
            bytes: start..end,
            is_cut_before: false,
            is_cut_after,
        })
    }

    /// Whether all of a range of this line is left.
    pub(super) fn has(&self, range: &Range<usize>) -> bool {
        let is_whole = !self.is_cut_before && !self.is_cut_after;
        is_whole || (self.bytes.start <= range.start && range.end <= self.bytes.end)
    }

    /// As it is shown: without anything that a terminal obeys, tabs as the four spaces that make an
    /// indentation readable.
    pub(super) fn shown(&self, text: &str) -> String {
        let before = if self.is_cut_before { CUT } else { "" };
        let after = if self.is_cut_after { CUT } else { "" };
        format!("{before}{}{after}", visible(&text[self.bytes.clone()]))
    }

    /// Where a range of the file lies in [`Line::shown`]. It is cut at the end of the line: what is
    /// wrong with several lines is nearly always said by the first word.
    pub(super) fn shown_range(&self, text: &str, range: &Range<usize>) -> Range<usize> {
        // Each character is shown by itself, so an offset is as far as the part before it is long.
        let offset = |at: usize| {
            let at = at.clamp(self.bytes.start, self.bytes.end);
            let before = if self.is_cut_before { CUT.len() } else { 0 };
            before + visible(&text[self.bytes.start..at]).len()
        };
        offset(range.start)..offset(range.end)
    }
}

fn line_end(text: &str, offset: usize) -> (usize, bool) {
    for (count, (at, c)) in text[offset..].char_indices().enumerate() {
        if is_line_end(c) || count == AROUND {
            return (offset + at, !is_line_end(c));
        }
    }
    (text.len(), false)
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r')
}

fn visible(part: &str) -> String {
    let parts: Vec<_> = part.split('\t').map(shown).collect();
    parts.join("    ")
}
