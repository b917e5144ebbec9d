//! Renders `document`'s events to HTML and to plain text.
//!
//! Where links lead is decided elsewhere and passed in: the nth [`Href`] belongs to the nth link of
//! the outline. What is written here needs no inline style or script, has no word of any language
//! in it ([`Words`] are passed in too), and starts each id and class of its own with `lb-`. A body
//! without raw HTML is safe by construction; one with raw HTML goes through the cleaner at the end.

mod clean;
mod escape;
mod footnotes;
mod page;
mod plain;
mod terms;
mod write;

use page::within;
pub use page::{Href, Page, Part, Parts, Words};
pub use plain::{plain_text, plain_text_cell, plain_text_parts};
pub use terms::{Term, TermKind, Terms};

use std::sync::{Mutex, PoisonError};

use crate::document::markdown::stream::Source;
use crate::document::outline::Outline;
use write::Writer;

/// Text that is no markup, fit for an element's content and for an attribute between double quotes.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape::text(&mut out, text);
    out
}

/// Bodies longer than this are rendered one after another: the parser needs some thirty times their
/// length, the cleaner as much again, and each is rendered twice, for its page and for paper. No
/// page that is meant to be read is as long.
const ALONE: usize = 1024 * 1024;

/// Held while such a body is rendered.
static TURN: Mutex<()> = Mutex::new(());

/// The HTML of a body.
pub fn render(body: &str, outline: &Outline, hrefs: &[Href], page: &Page) -> String {
    written(body, outline, hrefs, page, |writer| {
        cleaned(writer.finish(), outline)
    })
}

/// The HTML of a body in two: what comes before its first heading, and the rest with all
/// footnotes. Without headings nothing is the rest.
pub fn render_with_lead(
    body: &str,
    outline: &Outline,
    hrefs: &[Href],
    page: &Page,
) -> (String, String) {
    written(body, outline, hrefs, page, |writer| {
        let (lead, rest) = writer.finish_with_lead();
        (cleaned(lead, outline), cleaned(rest, outline))
    })
}

/// A body in the form that `finish` gives it. No two long ones at once.
fn written<Form>(
    body: &str,
    outline: &Outline,
    hrefs: &[Href],
    page: &Page,
    finish: impl FnOnce(Writer) -> Form,
) -> Form {
    let _turn = (body.len() > ALONE).then(|| TURN.lock().unwrap_or_else(PoisonError::into_inner));
    let source = Source::body(within(body, outline));
    let mut writer = Writer::new(outline, hrefs, *page, body.len() * 3 / 2 + 64);
    for (event, _) in source.stream() {
        writer.event(event);
    }
    finish(writer)
}

fn cleaned(html: String, outline: &Outline) -> String {
    if outline.has_raw_html {
        clean::clean(&html)
    } else {
        html
    }
}

/// The HTML of a body, cut at the headings of levels 1 to 3 that are not inside something else.
/// Footnotes and reference definitions count for the whole body.
pub fn render_parts(body: &str, outline: &Outline, hrefs: &[Href], page: &Page) -> Parts {
    let source = Source::body(within(body, outline));
    let mut writer = Writer::new(outline, hrefs, *page, 1024).cut_at_headings();
    for (event, _) in source.stream() {
        writer.event(event);
    }
    let mut parts = writer.finish_parts();
    if outline.has_raw_html {
        let bits = parts
            .parts
            .iter_mut()
            .flat_map(|part| [&mut part.heading, &mut part.html]);
        for html in bits.chain([&mut parts.lead, &mut parts.footnotes]) {
            *html = clean::clean(html);
        }
    }
    parts
}

/// The HTML of a single cell: spans and links, no blocks. `outline` is that of
/// [`crate::document::markdown::outline_cell`].
pub fn render_cell(cell: &str, outline: &Outline, hrefs: &[Href], page: &Page) -> String {
    if Source::is_plain(cell) {
        let cell = cell.trim();
        let mut out = String::with_capacity(cell.len() + cell.len() / 8);
        escape::text(&mut out, cell);
        return out;
    }
    let source = Source::cell(within(cell, outline));
    // A term is explained where it first appears in running text.
    let none = Terms::default();
    let page = Page {
        terms: &none,
        ..*page
    };
    let mut writer = Writer::new(outline, hrefs, page, cell.len() * 3 / 2 + 16).spans_only();
    for (event, _) in source.stream() {
        writer.event(event);
    }
    let html = writer.finish();
    if outline.has_raw_html {
        clean::clean(html.trim())
    } else {
        html.trim().to_owned()
    }
}
