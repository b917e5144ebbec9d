//! What the TOML parser objects to, told line by line.
//!
//! The parser recovers from a mistake by guessing, which is what lets one run report all of them.
//! Its guesses must not be reported as mistakes of the author, so the lines it guessed at are known
//! here.

use std::collections::HashMap;
use std::ops::Range;

use super::place::Place;
use crate::diagnostic::{Code, Diagnostic, config as say};

/// The mistakes, at most one a line (the others follow from the first), in the order of the file.
pub(super) fn mistakes(place: Place<'_>, errors: &[toml::de::Error]) -> Vec<Diagnostic> {
    let lines = Lines::new(place.text);
    let firsts = lines.firsts();
    let mut found: Vec<Diagnostic> = Vec::new();
    for error in errors {
        let range = error.span().unwrap_or(0..0);
        let at = place.span(range.clone());
        if error.message() == "duplicate key" {
            let key = name(place.text.get(range.clone()).unwrap_or_default());
            let first = lines
                .first_of(&firsts, key, range.start)
                .map(|at| place.span(at));
            found.push(say::duplicate_key(at, key, first));
        } else {
            found.push(say::malformed_toml(at, error.message()));
        }
    }
    found.sort_by_key(Diagnostic::at);
    found.dedup_by_key(|one| lines.at(one.at().start()));
    found
}

/// Leaves out what was found on lines that could not be read, what was found below a header that
/// could not be read, and what may only be missing because it could not be read.
pub(crate) fn without_guesses(
    text: &str,
    mistakes: &[Diagnostic],
    mut found: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let lines = Lines::new(text);
    let broken: Vec<usize> = mistakes
        .iter()
        .filter(|one| one.code() == Code::MalformedToml)
        .map(|one| lines.at(one.at().start()))
        .collect();
    if broken.is_empty() {
        return found;
    }
    found.retain(|one| {
        let line = lines.at(one.at().start());
        one.code() != Code::MissingKey
            && broken.binary_search(&line).is_err()
            && lines
                .header_of(line)
                .is_none_or(|header| broken.binary_search(&header).is_err())
    });
    found
}

/// A text by its lines. A text of several lines is not told from settings here: the only price is a
/// mark that is left out or wrong.
struct Lines<'a> {
    lines: Vec<(usize, &'a str)>,
    /// For each line, the nearest header at or above it.
    headers: Vec<Option<usize>>,
}

/// What is said only once: a header, or a key below a header.
#[derive(PartialEq, Eq, Hash)]
enum Said<'a> {
    Header(&'a str),
    Key(Option<&'a str>, &'a str),
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Lines<'a> {
        let mut start = 0;
        let mut header = None;
        let mut headers = Vec::new();
        let mut lines = Vec::new();
        for (number, line) in text.split_inclusive('\n').enumerate() {
            if is_header(line) {
                header = Some(number);
            }
            headers.push(header);
            lines.push((start, line));
            start += line.len();
        }
        Lines { lines, headers }
    }

    fn at(&self, offset: usize) -> usize {
        self.lines
            .partition_point(|(start, _)| *start <= offset)
            .saturating_sub(1)
    }

    fn header_of(&self, line: usize) -> Option<usize> {
        *self.headers.get(line).or(self.headers.last())?
    }

    /// The first line of each header and key.
    fn firsts(&self) -> HashMap<Said<'a>, usize> {
        let mut firsts = HashMap::new();
        for (number, (_, text)) in self.lines.iter().enumerate() {
            if let Some(said) = self.said(number, key(text)) {
                firsts.entry(said).or_insert(number);
            }
        }
        firsts
    }

    fn said(&self, line: usize, key: Option<&'a str>) -> Option<Said<'a>> {
        let (_, text) = self.lines.get(line)?;
        if is_header(text) {
            return Some(Said::Header(header(text)));
        }
        let above = self.header_of(line).map(|at| header(self.lines[at].1));
        Some(Said::Key(above, key?))
    }

    /// Where a header or key that is repeated at `offset` was first.
    fn first_of(
        &self,
        firsts: &HashMap<Said<'a>, usize>,
        name: &'a str,
        offset: usize,
    ) -> Option<Range<usize>> {
        let line = self.at(offset);
        let first = *firsts.get(&self.said(line, Some(name))?)?;
        let (start, text) = self.lines[first];
        let at = start + text.find(name)?;
        (first < line).then_some(at..at + name.len())
    }
}

fn is_header(line: &str) -> bool {
    line.trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with('[')
}

/// What is between the brackets of a header.
fn header(line: &str) -> &str {
    let line = line.trim_start_matches('\u{feff}').trim_start();
    let inner = line.trim_start_matches('[');
    name(inner.split(']').next().unwrap_or(inner))
}

/// The key of a `key = value` line.
fn key(line: &str) -> Option<&str> {
    Some(name(line.split_once('=')?.0))
}

/// A key without its quotes.
fn name(written: &str) -> &str {
    written
        .trim_start_matches('\u{feff}')
        .trim()
        .trim_matches(['"', '\''])
}
