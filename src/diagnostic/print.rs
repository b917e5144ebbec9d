//! Diagnostics as text: for the terminal, for programs (JSON Lines, SARIF), for a forge's log
//! (GitHub) and for the error panel of the preview (HTML).
//!
//! Every form is a pure function from diagnostics and the tree they point into. The caller sorts
//! the diagnostics ([`super::sort`]) and writes the text. Texts and paths come from people who are
//! not trusted, so each form neutralises what its reader would act on: escape codes, line ends,
//! markup.
//!
//! `prefix` is the project's folder as the reader sees it (`docs`), put before every path; it may
//! be empty. Paths in a tree are relative to the project, but a terminal wants them relative to the
//! working folder and a forge relative to the repository.

mod excerpt;
mod github;
mod html;
mod json;
mod line;
mod place;
mod sarif;
mod terminal;

pub use github::github;
pub use html::{EDITOR_SCHEMES, Editor, escaped, html};
pub use json::json;
pub use sarif::sarif;
pub use terminal::{Look, terminal};

use std::borrow::Cow;

use super::{Diagnostic, Severity, shown};

/// How many diagnostics the forms for people show. The others are only counted; [`json`] and
/// [`sarif`] have all of them.
pub const SHOWN_LIMIT: usize = 1_000;

/// A message longer than this many characters is cut in the forms for people: it quotes something
/// no author typed.
const LONGEST_MESSAGE: usize = 1_000;

/// The line that closes a report: `3 errors, 1 warning`; nothing where there is nothing to count.
pub fn summary(diagnostics: &[Diagnostic]) -> Option<String> {
    let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .filter_map(|severity| {
            let count = diagnostics
                .iter()
                .filter(|diagnostic| diagnostic.severity() == severity)
                .count();
            let plural = if count == 1 { "" } else { "s" };
            (count > 0).then(|| format!("{} {}{plural}", grouped(count), severity.name()))
        })
        .collect();
    if counts.is_empty() {
        return None;
    }
    let counts = counts.join(", ");
    Some(match diagnostics.len().checked_sub(SHOWN_LIMIT) {
        None | Some(0) => counts,
        Some(more) => format!("… and {} more; {counts} in all", grouped(more)),
    })
}

/// The diagnostics that the forms for people show, in the order given. Errors come before warnings
/// when there are too many, so that a thousand warnings do not hide the one error that stops the
/// build.
fn shown_part(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    if diagnostics.len() <= SHOWN_LIMIT {
        return diagnostics.iter().collect();
    }
    let mut by_severity: Vec<(usize, &Diagnostic)> = diagnostics.iter().enumerate().collect();
    by_severity.sort_by_key(|(_, diagnostic)| std::cmp::Reverse(diagnostic.severity()));
    by_severity.truncate(SHOWN_LIMIT);
    by_severity.sort_by_key(|(at, _)| *at);
    by_severity
        .into_iter()
        .map(|(_, diagnostic)| diagnostic)
        .collect()
}

/// [`shown`], cut to a length that a person can read.
fn brief(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(LONGEST_MESSAGE) {
        Some((end, _)) => Cow::Owned(format!("{}…", shown(&text[..end]))),
        None => shown(text),
    }
}

/// `1234567` as `1,234,567`.
fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
