//! Renders `document`'s events to HTML and to plain text.
//!
//! Where links lead is decided elsewhere and passed in: the nth [`Href`] belongs to the nth link of
//! the outline. What is written here needs no inline style or script, has no word of any language
//! in it ([`Words`] are passed in too), and starts each id and class of its own with `lb-`. A body
//! without raw HTML is safe by construction; one with raw HTML goes through the cleaner at the end.

mod clean;
mod escape;
mod footnotes;
mod plain;
mod terms;
mod write;

pub use plain::{plain_text, plain_text_cell, plain_text_parts};
pub use terms::{Term, TermKind, Terms};

use std::sync::{Mutex, PoisonError};

use crate::document::markdown::Kind;
use crate::document::markdown::stream::Source;
use crate::document::outline::Outline;
use write::Writer;

/// Text that is no markup, fit for an element's content and for an attribute between double quotes.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape::text(&mut out, text);
    out
}

/// Where a link leads, as the caller resolved it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Href {
    /// To this address, encoded but not escaped.
    To {
        url: String,
        /// What a `[[name]]` without a label shows.
        title: Option<String>,
    },
    /// Nowhere: broken or refused. The text stays.
    None,
}

/// The words that the renderer puts into a page, in the language of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Names the link of a heading to itself; the heading's text follows a colon.
    pub permalink: String,
    pub footnotes: String,
    /// Names the link from a footnote back to the text; its number follows.
    pub back: String,
    /// Names a table that can be scrolled; its number follows.
    pub table: String,
    pub done: String,
    pub open: String,
    /// Titles of containers and alerts that have none of their own.
    pub note: String,
    pub tip: String,
    pub important: String,
    pub warning: String,
    pub caution: String,
    pub info: String,
    pub details: String,
}

impl Words {
    fn kind(&self, kind: Kind) -> &str {
        match kind {
            Kind::Note => &self.note,
            Kind::Tip => &self.tip,
            Kind::Important => &self.important,
            Kind::Warning => &self.warning,
            Kind::Caution => &self.caution,
            Kind::Info => &self.info,
            Kind::Details => &self.details,
        }
    }
}

/// What the page around a body brings with it.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    pub words: &'a Words,
    /// Terms to explain where they first appear.
    pub terms: &'a Terms,
    /// The page's own name. It is not explained on the page itself, and neither is a term inside
    /// it.
    pub own_name: &'a str,
    /// The glossary's address as seen from the page.
    pub glossary: &'a str,
    /// Put before every id, for pages that show several bodies; else empty.
    pub id_prefix: &'a str,
    /// How many levels headings go down, because the page has headings above them.
    pub lower_headings: u8,
}

/// A body that is cut into parts is cut at headings of these levels.
const CUT_LEVELS: u8 = 3;

/// A body cut at its headings of the first three levels; see [`render_parts`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// What comes before the first of them.
    pub lead: String,
    pub parts: Vec<Part>,
    pub footnotes: String,
}

/// A heading and what is below it, up to the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// 1 to 3, as written.
    pub level: u8,
    /// The heading's id, with the page's prefix. It is not in the HTML: the caller puts it where it
    /// puts the heading.
    pub id: String,
    pub text: String,
    /// The heading's inside as HTML.
    pub heading: String,
    /// What is below it.
    pub html: String,
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

/// As much of a text as was within the limits when it was read.
fn within<'a>(text: &'a str, outline: &Outline) -> &'a str {
    text.get(..outline.parsed).unwrap_or_default()
}
