//! Raw HTML in one piece: a block of it comes line by line, and a tag may go over several.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::CowStr;

/// Raw HTML of one event or block, joined, and where its parts are in the body.
#[derive(Default)]
pub(super) struct Run<'a> {
    pub(super) text: Cow<'a, str>,
    /// Offset in `text`, offset in the body.
    pieces: Vec<(usize, usize)>,
}

impl<'a> Run<'a> {
    pub(super) fn push(&mut self, text: CowStr<'a>, source: usize) {
        let at = self.text.len();
        if self.pieces.is_empty() {
            self.text = match text {
                CowStr::Borrowed(text) => Cow::Borrowed(text),
                text => Cow::Owned(text.into_string()),
            };
        } else {
            self.text.to_mut().push_str(&text);
        }
        if self.source_of(at) != source || self.pieces.is_empty() {
            self.pieces.push((at, source));
        }
    }

    fn source_of(&self, at: usize) -> usize {
        let piece = self.pieces.partition_point(|(start, _)| *start <= at);
        match self.pieces.get(piece.wrapping_sub(1)) {
            Some((start, source)) => source + (at - start),
            None => at,
        }
    }

    /// The range of the body that a range of the run came from.
    pub(super) fn source(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.source_of(range.start);
        // The last byte, not the one after it: that one may be in another line.
        let end = match range.end {
            end if end > range.start => self.source_of(end - 1) + 1,
            _ => start,
        };
        start..end.max(start)
    }

    /// The offset in the run of a place in the body; its end for a place after it.
    pub(super) fn offset_of(&self, place: usize) -> usize {
        let piece = self.pieces.partition_point(|(_, source)| *source <= place);
        match self.pieces.get(piece.wrapping_sub(1)) {
            Some((start, source)) => {
                let end = self
                    .pieces
                    .get(piece)
                    .map_or(self.text.len(), |(next, _)| *next);
                let mut at = (start + (place - source)).min(end);
                while !self.text.is_char_boundary(at) {
                    at += 1;
                }
                at
            }
            None => 0,
        }
    }
}
