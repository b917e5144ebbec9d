//! The words of a glossary, and what is wrong with them as such: none at all, or one twice.
//!
//! A word is a line above one that starts with `: `. Anything else is text, and the words in it are
//! explained nowhere else.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, markdown as say};
use crate::span::{FileId, Span};
use crate::text::Text;

/// A word and the line that explains it, as places in the file.
pub(crate) struct Entry {
    pub(crate) word: Range<usize>,
    /// With its `: ` and its end.
    pub(crate) line: Range<usize>,
}

/// The words of a body that starts at `start` of a file's text, with every line that explains one.
pub(crate) fn entries(text: &str, start: usize) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut word: Option<Range<usize>> = None;
    let mut in_code = false;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let shown = line.trim();
        if shown.starts_with("```") || shown.starts_with("~~~") {
            in_code = !in_code;
        } else if in_code {
            // Shown as it is.
        } else if line.starts_with(": ") {
            let line = at..at + line.len();
            entries.extend(word.clone().map(|word| Entry { word, line }));
        } else if !shown.is_empty() {
            let indent = line.len() - line.trim_start().len();
            word = Some(at + indent..at + indent + shown.len());
        }
        at += line.len();
    }
    entries
}

/// Looks at the body of the glossary, which starts at `start` of `text`; `head` is where the file
/// as a whole is pointed at.
pub(super) fn check(
    file: FileId,
    text: &str,
    start: usize,
    head: Span,
    only_here: &[Text],
) -> Vec<Diagnostic> {
    let entries = entries(text, start);
    if entries.is_empty() && !text[start..].trim().is_empty() {
        return vec![say::glossary_of_nothing(head)];
    }
    let mut wrong = Vec::new();
    let mut words: BTreeMap<String, Span> = BTreeMap::new();
    for Entry { word, .. } in entries {
        let written = &text[word.clone()];
        let here = Span::new(file, text, word.clone());
        let first = *words.entry(written.to_lowercase()).or_insert(here);
        // A word may have several explanations below it.
        if first != here {
            wrong.push(say::word_twice(here, written, first));
        }
    }
    wrong.dedup_by_key(|diagnostic| diagnostic.at());
    // Each is compared with all words.
    const COMPARED: usize = 100;
    for (before, term) in only_here.iter().enumerate() {
        if !words.contains_key(&term.value.to_lowercase()) {
            let known = words.keys().map(String::as_str);
            let known = known.take(if before < COMPARED { usize::MAX } else { 0 });
            wrong.push(say::no_such_term(term.span, &term.value, known));
        }
    }
    wrong
}
