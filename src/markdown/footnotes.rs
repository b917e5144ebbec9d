//! Footnotes: numbered in the order they are first referred to, listed at the end of the body.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::escape;
use super::page::Page;
use crate::document::markdown::RESERVED;

#[derive(Debug, Default)]
pub(super) struct Footnotes {
    /// Numbers from 1, by label without regard to case.
    numbers: HashMap<String, usize>,
    /// References to each number, and its text once it came by.
    referred: Vec<Note>,
    /// Texts that came by before any reference to them.
    others: Vec<(String, String)>,
}

#[derive(Debug, Default)]
struct Note {
    references: usize,
    html: Option<String>,
}

impl Footnotes {
    pub(super) fn refer(&mut self, label: &str, prefix: &str, out: &mut String) {
        let next = self.referred.len() + 1;
        let number = *self.numbers.entry(label.to_lowercase()).or_insert(next);
        if number == next {
            self.referred.push(Note::default());
        }
        let note = &mut self.referred[number - 1];
        note.references += 1;
        out.push_str("<sup class=\"lb-footnote\"><a id=\"");
        id(out, prefix, "fnref", number, note.references);
        out.push_str("\" href=\"#");
        id(out, prefix, "fn", number, 1);
        // Writing to a string cannot fail.
        let _ = write!(out, "\">{number}</a></sup>");
    }

    /// Keeps the text of a footnote.
    pub(super) fn define(&mut self, label: &str, html: String) {
        self.others.push((label.to_lowercase(), html));
    }

    pub(super) fn write(mut self, page: &Page, out: &mut String) {
        if self.others.is_empty() {
            return;
        }
        let mut unreferred = Vec::new();
        for (label, html) in self.others {
            let note = self
                .numbers
                .get(&label)
                .and_then(|number| self.referred.get_mut(number - 1));
            match note {
                Some(note) if note.html.is_none() => note.html = Some(html),
                _ => unreferred.push(Note {
                    references: 0,
                    html: Some(html),
                }),
            }
        }
        out.push_str("<section class=\"lb-footnotes\" aria-label=\"");
        escape::text(out, &page.words.footnotes);
        out.push_str("\">\n<ol>\n");
        let notes = self.referred.into_iter().chain(unreferred);
        for (index, note) in notes.enumerate() {
            write_note(page, index + 1, &note, out);
        }
        out.push_str("</ol>\n</section>\n");
    }
}

fn write_note(page: &Page, number: usize, note: &Note, out: &mut String) {
    let prefix = page.id_prefix;
    out.push_str("<li id=\"");
    id(out, prefix, "fn", number, 1);
    out.push_str("\">");
    let html = note.html.as_deref().unwrap_or_default().trim_end();
    // The way back belongs to the last line, not below it.
    let (text, end) = match html.strip_suffix("</p>") {
        Some(text) => (text, "</p>"),
        None => (html, ""),
    };
    out.push_str(text);
    for reference in 1..=note.references {
        out.push_str(" <a class=\"lb-back\" href=\"#");
        id(out, prefix, "fnref", number, reference);
        out.push_str("\" aria-label=\"");
        escape::text(out, &page.words.back);
        let _ = write!(out, " {number}");
        if reference > 1 {
            let _ = write!(out, "-{reference}");
        }
        out.push_str("\">↩</a>");
    }
    out.push_str(end);
    out.push_str("</li>\n");
}

fn id(out: &mut String, prefix: &str, what: &str, number: usize, nth: usize) {
    escape::text(out, prefix);
    let _ = write!(out, "{RESERVED}{what}-{number}");
    if nth > 1 {
        let _ = write!(out, "-{nth}");
    }
}
