//! For a log that GitHub's runner reads: workflow commands, which it turns into annotations on the
//! changed lines.

use std::cmp::Reverse;

use super::place::Places;
use super::{SHOWN_LIMIT, brief};
use crate::diagnostic::causes::{Group, grouped};
use crate::diagnostic::{Diagnostic, Severity, shown};
use crate::source::SourceTree;

/// One line for each diagnostic, worst first, since the runner shows only the first ten of each
/// severity; at most [`super::SHOWN_LIMIT`] of them. `prefix` is the project's
/// folder in the repository.
pub fn github(diagnostics: &[Diagnostic], tree: &SourceTree, prefix: &str) -> String {
    let mut shown: Vec<Group<'_>> = Vec::new();
    let mut consequences: Vec<Group<'_>> = Vec::new();
    for group in grouped(diagnostics) {
        let mut all = group.one_by_one();
        shown.extend(all.next());
        consequences.extend(all);
    }
    shown.extend(consequences);
    shown.sort_by_key(|group| Reverse(group.cause.severity()));
    shown.truncate(SHOWN_LIMIT);
    let places = Places::of_groups(&shown, tree, prefix);
    shown
        .iter()
        .map(|group| line(group.cause, &places) + "\n")
        .collect()
}

fn line(diagnostic: &Diagnostic, places: &Places<'_>) -> String {
    let command = match diagnostic.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let place = places.place(diagnostic.at());
    let file = property(&shown(&place.path));
    let (start, end) = (place.start, place.end);
    // The runner refuses columns of an annotation over several lines.
    let end = if end.line == start.line && end.column > start.column {
        format!(",endLine={},endColumn={}", end.line, end.column)
    } else {
        String::new()
    };
    format!(
        "::{command} file={file},line={},col={}{end},title={}::{}",
        start.line,
        start.column,
        property(diagnostic.code().name()),
        data(&message(diagnostic, places)),
    )
}

/// All that is said, one thing a line.
fn message(diagnostic: &Diagnostic, places: &Places<'_>) -> String {
    let mut lines = vec![brief(diagnostic.message()).into_owned()];
    if !diagnostic.caret_label().is_empty() {
        lines.push(brief(diagnostic.caret_label()).into_owned());
    }
    for mark in diagnostic.marks() {
        let place = places.place(mark.span);
        let (path, at) = (shown(&place.path), place.start);
        let label = brief(&mark.label);
        lines.push(format!("{path}:{}:{}: {label}", at.line, at.column));
    }
    let notes = diagnostic.notes().iter().map(|note| ("note", note));
    let helps = diagnostic.helps().iter().map(|help| ("help", help));
    lines.extend(
        notes
            .chain(helps)
            .map(|(kind, text)| format!("{kind}: {}", brief(text))),
    );
    lines.join("\n")
}

/// The runner's encoding of what follows `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The runner's encoding of a property's value.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
