//! The lines that a diagnostic points at, cut out and made safe before `annotate-snippets` sees
//! them.
//!
//! The printer is given a text that we made, never the file's own: it copies whole lines (one may
//! be 4 MiB long), prints escape codes in labels and paths as they are, and panics on an offset
//! inside a character. Its columns are those of our text, so each path it gets is a stand-in that
//! [`Excerpt::named`] replaces by path, line and column of the file.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Element, Level, Origin, Snippet};

use super::place::{Place, Places};
use super::{brief, line::Line};
use crate::diagnostic::{Diagnostic, shown};
use crate::span::FileId;

/// Two marks in one file further apart than this many lines are shown as two excerpts.
const FAR: usize = 1_000;
/// Further marks of one diagnostic are only counted.
const MOST_MARKS: usize = 20;
/// Put around the number of a stand-in path. No text that went through [`shown`] holds it.
const STAND_IN: char = '\u{1}';

/// What is shown between the message and the notes.
pub(super) struct Excerpt {
    pieces: Vec<Piece>,
    /// What could not be shown in an excerpt.
    notes: Vec<String>,
}

/// Some lines of one file.
struct Piece {
    /// `path:line:column`, safe to show.
    place: String,
    /// Nothing for a file without a text.
    lines: Option<Lines>,
}

/// Lines from the first marked one to the last; those between that are not shown are empty.
struct Lines {
    first: usize,
    source: String,
    marks: Vec<Mark>,
}

struct Mark {
    range: Range<usize>,
    label: String,
    is_primary: bool,
}

/// Marks that are near enough to be shown in one piece, by line and in the order they came.
struct Near<'a> {
    file: FileId,
    text: &'a str,
    place: String,
    lines: BTreeMap<usize, (Line, Vec<Mark>)>,
}

impl Excerpt {
    /// The lines for the place of a diagnostic and for its marks.
    pub(super) fn new(diagnostic: &Diagnostic, places: &Places<'_>) -> Excerpt {
        let at = (diagnostic.at(), diagnostic.caret_label());
        let marks = diagnostic
            .marks()
            .iter()
            .map(|mark| (mark.span, mark.label.as_str()));
        let mut groups: Vec<Near<'_>> = Vec::new();
        let mut notes = Vec::new();
        for (number, (span, label)) in std::iter::once(at).chain(marks).enumerate() {
            if number > MOST_MARKS {
                let more = diagnostic.marks().len() - MOST_MARKS;
                notes.push(format!("… and {more} more places"));
                break;
            }
            let is_primary = number == 0;
            let label = brief(label).into_owned();
            let place = places.place(span);
            if place.text.is_empty() && is_primary {
                groups.push(Near::new(span.file(), &place));
                notes.extend((!label.is_empty()).then_some(label));
            } else if place.text.is_empty() {
                notes.push(format!("{}: {label}", named(&place)));
            } else {
                let group = groups
                    .iter()
                    .position(|group| group.file == span.file() && group.has_room_for(&place))
                    .unwrap_or_else(|| {
                        groups.push(Near::new(span.file(), &place));
                        groups.len() - 1
                    });
                groups[group].mark(&place, label, is_primary);
            }
        }
        let pieces = groups.into_iter().map(Near::finish).collect();
        Excerpt { pieces, notes }
    }

    /// What the printer is given. With `names_first`, the first piece says where it lies.
    pub(super) fn elements(&self, names_first: bool) -> Vec<Element<'_>> {
        let pieces = self.pieces.iter().enumerate().filter_map(|(at, piece)| {
            let path = (at > 0 || names_first).then(|| format!("{STAND_IN}{at}{STAND_IN}"));
            match (&piece.lines, path) {
                (Some(lines), path) => {
                    let snippet = Snippet::source(lines.source.as_str())
                        .line_start(lines.first)
                        .path(path)
                        .annotations(lines.marks.iter().map(Mark::annotation));
                    Some(snippet.into())
                }
                (None, Some(path)) => Some(Origin::path(path).line(1).char_column(1).into()),
                (None, None) => None,
            }
        });
        let notes = self
            .notes
            .iter()
            .map(|note| Level::NOTE.message(note.as_str()).into());
        pieces.chain(notes).collect()
    }

    /// The printer's text with the stand-ins, and the lines and columns it made up for them,
    /// replaced by the true places.
    pub(super) fn named(&self, printed: &str) -> String {
        let mut out = String::with_capacity(printed.len() + 64);
        let mut parts = printed.split(STAND_IN);
        out.push_str(parts.next().unwrap_or_default());
        while let (Some(number), Some(rest)) = (parts.next(), parts.next()) {
            let piece = number
                .parse()
                .ok()
                .and_then(|at: usize| self.pieces.get(at));
            out.push_str(piece.map_or("?", |piece| &piece.place));
            out.push_str(rest.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()));
        }
        out
    }
}

impl Mark {
    fn annotation(&self) -> Annotation<'_> {
        let kind = if self.is_primary {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        kind.span(self.range.clone())
            .label((!self.label.is_empty()).then_some(self.label.as_str()))
    }
}

impl<'a> Near<'a> {
    fn new(file: FileId, place: &Place<'a>) -> Near<'a> {
        Near {
            file,
            text: place.text,
            place: named(place),
            lines: BTreeMap::new(),
        }
    }

    /// Whether a mark can be shown among these lines: near enough, and not in a part of a long line
    /// that is cut away.
    fn has_room_for(&self, place: &Place<'_>) -> bool {
        let number = place.start.line;
        let (Some(first), Some(last)) = (self.lines.keys().next(), self.lines.keys().next_back())
        else {
            return false;
        };
        (*last).max(number) - (*first).min(number) <= FAR
            && self
                .lines
                .get(&number)
                .is_none_or(|(line, _)| line.has(&place.range))
    }

    fn mark(&mut self, place: &Place<'_>, label: String, is_primary: bool) {
        let (line, marks) = self
            .lines
            .entry(place.start.line)
            .or_insert_with(|| (Line::around(place.text, place.range.start), Vec::new()));
        marks.push(Mark {
            range: line.shown_range(place.text, &place.range),
            label,
            is_primary,
        });
    }

    fn finish(self) -> Piece {
        let place = self.place;
        let Some(first) = self.lines.keys().next().copied() else {
            return Piece { place, lines: None };
        };
        let mut source = String::new();
        let mut all_marks = Vec::new();
        let mut before: Option<(usize, Line)> = None;
        for (number, (line, marks)) in self.lines {
            if let Some((number_before, line_before)) = before {
                source.push('\n');
                // The printer folds several lines between two marks, and shows a single one.
                if number == number_before + 2 {
                    let between = line_before.next(self.text);
                    source
                        .push_str(&between.map_or_else(String::new, |line| line.shown(self.text)));
                }
                source.extend((number_before + 1..number).map(|_| '\n'));
            }
            let start = source.len();
            source.push_str(&line.shown(self.text));
            all_marks.extend(marks.into_iter().map(|mark| Mark {
                range: start + mark.range.start..start + mark.range.end,
                ..mark
            }));
            before = Some((number, line));
        }
        let lines = Some(Lines {
            first,
            source,
            marks: all_marks,
        });
        Piece { place, lines }
    }
}

/// `path:line:column`.
fn named(place: &Place<'_>) -> String {
    let position = place.start;
    format!(
        "{}:{}:{}",
        shown(&place.path),
        position.line,
        position.column
    )
}
