//! Renders `document`'s events to HTML and to plain text.
//!
//! Where links lead is decided elsewhere and passed in: the nth [`Href`] belongs to the nth link of the outline. What is written here
//! needs no inline style or script, has no word of any language in it ([`Words`] are passed in too), and starts each id and class of
//! its own with `lb-`. A body without raw HTML is safe by construction; one with raw HTML goes through the cleaner at the end.

mod clean;
mod escape;
mod footnotes;
mod plain;
mod terms;
mod write;

pub use plain::{plain_text, plain_text_cell, plain_text_parts};
pub use terms::{Term, TermKind, Terms};

use std::cell::Cell;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::document::markdown::Kind;
use crate::document::markdown::stream::Source;
use crate::document::outline::Outline;
use write::Writer;

/// Text that is no markup, fit for an element's content and for an attribute between double quotes.
#[must_use]
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
        /// The address.
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
    /// Names the link of a heading to itself; the heading's text follows behind a colon.
    pub permalink: String,
    /// Names the list of footnotes.
    pub footnotes: String,
    /// Names the link from a footnote back to the text; its number follows.
    pub back: String,
    /// Names a table that can be scrolled; its number follows.
    pub table: String,
    /// A task that is done.
    pub done: String,
    /// A task that is not done.
    pub open: String,
    /// Titles of containers and alerts that have none of their own.
    pub note: String,
    /// See [`Words::note`].
    pub tip: String,
    /// See [`Words::note`].
    pub important: String,
    /// See [`Words::note`].
    pub warning: String,
    /// See [`Words::note`].
    pub caution: String,
    /// See [`Words::note`].
    pub info: String,
    /// See [`Words::note`].
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
    /// The words of the page's language.
    pub words: &'a Words,
    /// Terms to explain where they first stand.
    pub terms: &'a Terms,
    /// The page's own name. It is not explained on the page itself, and neither is a term inside it.
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
    /// What stands before the first of them.
    pub lead: String,
    /// The sections in order.
    pub parts: Vec<Part>,
    /// The footnotes of all of them.
    pub footnotes: String,
}

/// A heading and what stands below it, up to the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// 1 to 3, as written.
    pub level: u8,
    /// The heading's id, with the page's prefix. It is not in the HTML: the caller puts it where it puts the heading.
    pub id: String,
    /// The heading's text.
    pub text: String,
    /// The heading's inside as HTML.
    pub heading: String,
    /// What stands below it.
    pub html: String,
}

/// Bodies longer than this are rendered one after another: the parser needs some thirty times their length, the cleaner as much again, and
/// each is rendered twice, for its page and for paper. No page that is meant to be read is as long.
const ALONE: usize = 1024 * 1024;

/// Held by whoever renders such a body.
static TURN: Mutex<()> = Mutex::new(());

thread_local! {
    static HELD: Cell<bool> = const { Cell::new(false) };
}

/// The right to render a long body, until it is dropped. See [`turn`].
pub struct Turn {
    guard: Option<MutexGuard<'static, ()>>,
}

impl Drop for Turn {
    fn drop(&mut self) {
        if self.guard.is_some() {
            HELD.set(false);
        }
    }
}

/// Waits until no other thread renders a long body, if a body of this length is one. Whoever puts it into a page keeps the turn until the
/// page is finished: a page in a template holds its body some three times over.
#[must_use]
pub fn turn(length: usize) -> Turn {
    if length <= ALONE || HELD.get() {
        return Turn { guard: None };
    }
    let guard = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    HELD.set(true);
    Turn { guard: Some(guard) }
}

/// The HTML of a body.
#[must_use]
pub fn render(body: &str, outline: &Outline, hrefs: &[Href], page: &Page) -> String {
    written(body, outline, hrefs, page, |writer| {
        cleaned(writer.finish(), outline)
    })
}

/// The HTML of a body in two: what stands before its first heading, and the rest with all footnotes. Without headings nothing is the rest.
#[must_use]
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
    let _turn = turn(body.len());
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

/// The HTML of a body, cut at the headings of levels 1 to 3 that are not inside something else. Footnotes and reference definitions
/// count for the whole body.
#[must_use]
pub fn render_parts(body: &str, outline: &Outline, hrefs: &[Href], page: &Page) -> Parts {
    let _turn = turn(body.len());
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

/// The HTML of a single cell: spans and links, no blocks. `outline` is that of [`crate::document::markdown::outline_cell`].
#[must_use]
pub fn render_cell(cell: &str, outline: &Outline, hrefs: &[Href], page: &Page) -> String {
    if Source::is_plain(cell) {
        let cell = cell.trim();
        let mut out = String::with_capacity(cell.len() + cell.len() / 8);
        escape::text(&mut out, cell);
        return out;
    }
    let source = Source::cell(within(cell, outline));
    // A term is explained where it first stands in running text.
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
