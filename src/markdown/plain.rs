//! The text of a body or cell without markup, for the search index and for tables of data.

use pulldown_cmark::{Event as Parsed, Tag, TagEnd};

use super::page::{CUT_LEVELS, Href, within};
use crate::document::markdown::html::Element;
use crate::document::markdown::stream::{Event, Source};
use crate::document::outline::Outline;
use crate::html::decoded;

/// The text of a body, a line for each block.
pub fn plain_text(body: &str, outline: &Outline, hrefs: &[Href]) -> String {
    text_of(&Source::body(within(body, outline)), hrefs, body.len())
}

/// The text of a cell, in one line.
pub fn plain_text_cell(cell: &str, outline: &Outline, hrefs: &[Href]) -> String {
    if Source::is_plain(cell) {
        return cell.trim().to_owned();
    }
    text_of(&Source::cell(within(cell, outline)), hrefs, cell.len())
}

/// The text below each heading that [`super::render_parts`] cuts a body at, with the heading's
/// place among all headings of the body. Footnotes are in none of them: they belong to the whole
/// body.
pub fn plain_text_parts(body: &str, outline: &Outline, hrefs: &[Href]) -> Vec<(usize, String)> {
    let mut text = Text::new(hrefs, body.len());
    let mut parts: Vec<(usize, String)> = Vec::new();
    let (mut depth, mut headings) = (0usize, 0);
    // What was written before the open footnote.
    let mut footnote: Option<String> = None;
    for (event, _) in Source::body(within(body, outline)).stream() {
        match &event {
            Event::Markdown(Parsed::Start(Tag::Heading { level, .. })) => {
                if depth == 0 && *level as u8 <= CUT_LEVELS {
                    let below = text.take();
                    if let Some((_, part)) = parts.last_mut() {
                        *part = below;
                    }
                    parts.push((headings, String::new()));
                }
                depth += 1;
            }
            Event::Markdown(Parsed::End(TagEnd::Heading(level))) => {
                depth = depth.saturating_sub(1);
                headings += 1;
                if depth == 0 && *level as u8 <= CUT_LEVELS {
                    // The heading itself does not belong to what is below it.
                    text.take();
                    continue;
                }
            }
            Event::RawHeading(_) => headings += 1,
            Event::Markdown(Parsed::Start(Tag::FootnoteDefinition(_))) => {
                depth += 1;
                footnote = Some(text.take());
            }
            Event::Markdown(Parsed::End(TagEnd::FootnoteDefinition)) => {
                depth = depth.saturating_sub(1);
                text.out = footnote.take().unwrap_or_default();
                end_line(&mut text.out);
                continue;
            }
            Event::Markdown(Parsed::Start(tag)) if is_block(tag.to_end()) => depth += 1,
            Event::Markdown(Parsed::End(tag)) if is_block(*tag) => depth = depth.saturating_sub(1),
            Event::Open(..) => depth += 1,
            Event::Close(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        text.event(event);
    }
    if let Some((_, part)) = parts.last_mut() {
        *part = text.take();
    }
    parts
}

fn text_of(source: &Source, hrefs: &[Href], size: usize) -> String {
    let mut text = Text::new(hrefs, size);
    for (event, _) in source.stream() {
        text.event(event);
    }
    text.take()
}

/// Text that is being gathered.
struct Text<'a> {
    out: String,
    hrefs: &'a [Href],
    /// How many links came by.
    links: usize,
}

impl Text<'_> {
    fn new(hrefs: &[Href], capacity: usize) -> Text<'_> {
        Text {
            out: String::with_capacity(capacity),
            hrefs,
            links: 0,
        }
    }

    /// What was gathered so far; then starts anew.
    fn take(&mut self) -> String {
        let mut out = std::mem::take(&mut self.out);
        out.truncate(out.trim_end().len());
        let blank = out.len() - out.trim_start().len();
        out.drain(..blank);
        out
    }

    fn event(&mut self, event: Event<'_>) {
        let out = &mut self.out;
        match event {
            Event::Markdown(event) => match event {
                Parsed::Text(text) | Parsed::Code(text) => out.push_str(&text),
                Parsed::HardBreak => end_line(out),
                Parsed::Start(Tag::Link { .. } | Tag::Image { .. }) => self.links += 1,
                // A cell is on the line of its row.
                Parsed::SoftBreak | Parsed::End(TagEnd::TableCell) => out.push(' '),
                Parsed::Start(tag) if is_block(tag.to_end()) => end_line(out),
                Parsed::End(tag) if is_block(tag) => end_line(out),
                _ => {}
            },
            Event::Wiki(wiki) => {
                let title = match self.hrefs.get(self.links) {
                    Some(Href::To { title, .. }) if wiki.label.is_none() => title.as_deref(),
                    _ => None,
                };
                self.links += 1;
                out.push_str(title.unwrap_or(wiki.text()));
            }
            Event::Open(_, title) => {
                end_line(out);
                out.push_str(title);
                end_line(out);
            }
            Event::Close(_) => end_line(out),
            Event::Element(element) => {
                self.links += usize::from(element.link.is_some());
                element_text(&element, out);
            }
            Event::ElementEnd(name) => {
                if !is_span(name) {
                    part(out);
                }
            }
            Event::HtmlText(text) => out.push_str(&decoded(&text)),
            Event::RawHeading(_) | Event::RawHeadingEnd { .. } => {}
        }
    }
}

fn element_text(element: &Element, out: &mut String) {
    if !is_span(element.name) {
        part(out);
    }
    let alt = element.attributes.iter().find(|(name, _)| *name == "alt");
    if let Some((_, alt)) = alt {
        out.push_str(&decoded(alt));
    }
}

/// Blocks of raw HTML are on the line they are written on, but do not run into each other.
fn part(out: &mut String) {
    if !out.is_empty() && !out.ends_with(char::is_whitespace) {
        out.push(' ');
    }
}

fn end_line(out: &mut String) {
    out.truncate(out.trim_end().len());
    if !out.is_empty() {
        out.push('\n');
    }
}

fn is_block(tag: TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::TableCell
    )
}

fn is_span(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "u"
            | "var"
            | "wbr"
    )
}
