//! Diagnostics as text: for the terminal, for programs (JSON Lines, SARIF), for a forge's log
//! (GitHub) and for the error panel of the preview (HTML).
//!
//! Every form is a pure function from diagnostics and the tree they point into. The caller sorts
//! the diagnostics ([`super::sort`]) and writes the text. Programs get them in that order, each with
//! what it follows from; people get errors before warnings before notes, causes before consequences,
//! and these folded. Texts and paths come from people who are
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

use super::causes::{self, Group};
use super::{Diagnostic, Severity, shown};

/// How many diagnostics the forms for people show. The others are only counted; [`json`] and
/// [`sarif`] have all of them.
pub const SHOWN_LIMIT: usize = 1_000;

/// A message longer than this many characters is cut in the forms for people: it quotes something
/// no author typed.
const LONGEST_MESSAGE: usize = 1_000;

/// The line that closes a report: `3 errors, 1 warning`; nothing where there is nothing to count.
pub fn summary(diagnostics: &[Diagnostic], reach: Reach) -> Option<String> {
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
    let mut line = counts.join(", ");
    let groups = shown_part(diagnostics, reach);
    let folded: usize = groups.iter().map(|group| group.consequences.len()).sum();
    let more = diagnostics.len() - groups.len() - folded;
    if more > 0 {
        line = format!("… and {} more; {line} in all", grouped(more));
    }
    if folded > 0 {
        let verb = if folded == 1 { "follows" } else { "follow" };
        line.push_str(&format!(
            "; {} of them {verb} from others, `--all` prints all",
            grouped(folded)
        ));
    }
    Some(line)
}

/// Whether what follows from a mistake is printed as well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// Counted below its cause.
    #[default]
    Causes,
    /// Printed after its cause.
    All,
}

/// The diagnostics that the forms for people show, worst first ([`causes::grouped`]): at most
/// [`SHOWN_LIMIT`], with what follows from them unless that is shown by itself.
fn shown_part(diagnostics: &[Diagnostic], reach: Reach) -> Vec<Group<'_>> {
    let groups = causes::grouped(diagnostics);
    let mut groups: Vec<Group<'_>> = match reach {
        Reach::Causes => groups,
        Reach::All => groups.into_iter().flat_map(Group::one_by_one).collect(),
    };
    groups.truncate(SHOWN_LIMIT);
    groups
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
