//! The text of a body or cell without markup, for the search index and for tables of data.

use pulldown_cmark::{Event as Parsed, Tag, TagEnd};

use super::{Href, within};
use crate::document::markdown::html::{Element, entities_decoded};
use crate::document::markdown::stream::{Event, Source};
use crate::document::outline::Outline;

/// The text of a body, a line for each block.
#[must_use]
pub fn plain_text(body: &str, outline: &Outline, hrefs: &[Href]) -> String {
    text_of(&Source::body(within(body, outline)), hrefs, body.len())
}

/// The text of a cell, in one line.
#[must_use]
pub fn plain_text_cell(cell: &str, outline: &Outline, hrefs: &[Href]) -> String {
    if Source::is_plain(cell) {
        return cell.trim().to_owned();
    }
    text_of(&Source::cell(within(cell, outline)), hrefs, cell.len())
}

fn text_of(source: &Source, hrefs: &[Href], size: usize) -> String {
    let mut out = String::with_capacity(size);
    let mut link = 0;
    for (event, _) in source.stream() {
        match event {
            Event::Markdown(event) => match event {
                Parsed::Text(text) | Parsed::Code(text) => out.push_str(&text),
                Parsed::HardBreak => end_line(&mut out),
                Parsed::Start(Tag::Link { .. } | Tag::Image { .. }) => link += 1,
                // A cell stands on the line of its row.
                Parsed::SoftBreak | Parsed::End(TagEnd::TableCell) => out.push(' '),
                Parsed::Start(tag) if is_block(tag.to_end()) => end_line(&mut out),
                Parsed::End(tag) if is_block(tag) => end_line(&mut out),
                _ => {}
            },
            Event::Wiki(wiki) => {
                let title = match hrefs.get(link) {
                    Some(Href::To { title, .. }) if wiki.label.is_none() => title.as_deref(),
                    _ => None,
                };
                link += 1;
                out.push_str(title.unwrap_or(wiki.text()));
            }
            Event::Open(_, title) => {
                end_line(&mut out);
                out.push_str(title);
                end_line(&mut out);
            }
            Event::Close(_) => end_line(&mut out),
            Event::Element(element) => {
                link += usize::from(element.link.is_some());
                element_text(&element, &mut out);
            }
            Event::ElementEnd(name) => {
                if !is_span(name) {
                    part(&mut out);
                }
            }
            Event::HtmlText(text) => out.push_str(&entities_decoded(&text)),
        }
    }
    out.truncate(out.trim_end().len());
    let blank = out.len() - out.trim_start().len();
    out.drain(..blank);
    out
}

fn element_text(element: &Element, out: &mut String) {
    if !is_span(element.name) {
        part(out);
    }
    let alt = element.attributes.iter().find(|(name, _)| *name == "alt");
    if let Some((_, alt)) = alt {
        out.push_str(&entities_decoded(alt));
    }
}

/// Blocks of raw HTML stand on the line they are written on, but do not run into each other.
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
