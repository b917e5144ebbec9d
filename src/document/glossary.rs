//! What is wrong with the glossary as such: no words in it, or one word twice.
//!
//! A word is a line above one that starts with `: `. Anything else is text, and the words in it would never be explained anywhere.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, markdown as say};
use crate::span::{FileId, Span};

/// Looks at the body of the glossary, which starts at `start` of `text`; `head` is where the file as a whole is pointed at.
pub(super) fn check(file: FileId, text: &str, start: usize, head: Span) -> Vec<Diagnostic> {
    let span = |at: usize, line: &str| Span::new(file, text, at..at + line.len());
    let (mut wrong, mut words) = (Vec::new(), BTreeMap::<String, Span>::new());
    let mut word: Option<Span> = None;
    let (mut explained, mut in_code) = (false, false);
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let shown = line.trim();
        if shown.starts_with("```") || shown.starts_with("~~~") {
            in_code = !in_code;
        } else if in_code {
            // Shown as it is.
        } else if line.starts_with(": ") {
            explained = true;
            if let Some(here) = word.take() {
                let written = &text[here.range()];
                let first = *words.entry(written.to_lowercase()).or_insert(here);
                if first != here {
                    wrong.push(say::word_twice(here, written, first));
                }
            }
        } else if !shown.is_empty() {
            word = Some(span(at + line.len() - line.trim_start().len(), shown));
        }
        at += line.len();
    }
    if !explained && text[start..].lines().any(|line| !line.trim().is_empty()) {
        wrong.push(say::glossary_of_nothing(head));
    }
    wrong
}
