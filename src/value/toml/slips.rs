//! What the TOML parser objects to, told line by line.
//!
//! The parser recovers from a mistake by guessing, which is what lets one run report all of them.
//! Its guesses must not be reported as mistakes of the author, so the lines it guessed at are known
//! here.

use super::place::Place;
use crate::diagnostic::{Code, Diagnostic, config as say};

/// The mistakes, at most one a line (the others follow from the first), in the order of the file.
pub(super) fn mistakes(place: Place<'_>, errors: &[toml::de::Error]) -> Vec<Diagnostic> {
    let lines = Lines::new(place.text);
    let mut found: Vec<Diagnostic> = Vec::new();
    for error in errors {
        let range = error.span().unwrap_or(0..0);
        let at = place.span(range.clone());
        if error.message() == "duplicate key" {
            let key = name(place.text.get(range.clone()).unwrap_or_default());
            let first = lines.first_of(key, range.start).map(|at| place.span(at));
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
            && !broken.contains(&line)
            && !lines
                .header_of(line)
                .is_some_and(|header| broken.contains(&header))
    });
    found
}

/// A text by its lines. A text of several lines is not told from settings here: the only price is a
/// mark that is left out or wrong.
struct Lines<'a> {
    lines: Vec<(usize, &'a str)>,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Lines<'a> {
        let mut start = 0;
        let lines = text
            .split_inclusive('\n')
            .map(|line| {
                let at = start;
                start += line.len();
                (at, line)
            })
            .collect();
        Lines { lines }
    }

    fn at(&self, offset: usize) -> usize {
        self.lines
            .partition_point(|(start, _)| *start <= offset)
            .saturating_sub(1)
    }

    /// The nearest header at or above a line.
    fn header_of(&self, line: usize) -> Option<usize> {
        (0..=line.min(self.lines.len().saturating_sub(1)))
            .rev()
            .find(|at| self.lines.get(*at).is_some_and(|(_, text)| is_header(text)))
    }

    /// Where a header or key that is repeated at `offset` was first.
    fn first_of(&self, name: &str, offset: usize) -> Option<std::ops::Range<usize>> {
        let line = self.at(offset);
        let table = |line| self.header_of(line).map(|at| header(self.lines[at].1));
        let same = |at: &usize| {
            let text = self.lines[*at].1;
            if is_header(self.lines[line].1) {
                is_header(text) && header(text) == header(self.lines[line].1)
            } else {
                !is_header(text) && key(text) == Some(name) && table(*at) == table(line)
            }
        };
        let first = (0..line).find(same)?;
        let (start, text) = self.lines[first];
        let at = start + text.find(name)?;
        Some(at..at + name.len())
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
