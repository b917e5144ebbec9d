//! Raw HTML in a body: taken apart, judged against an allow-list, located.
//!
//! What may stay is given to the renderer as elements and attributes that it writes out afresh, so
//! nothing of the author's own spelling of a tag reaches the page. The finished body then goes
//! through `ammonia`, which has the final word and repairs what is not nested well. This scan
//! exists because `ammonia` cannot say *where* something was that it took out, and because links
//! and ids in raw HTML have to be known like any other.

use std::borrow::Cow;
use std::ops::Range;

use super::RESERVED;
use crate::html::{Attribute, Attributes, decoded};

/// Elements that content may use.
pub fn elements() -> impl Iterator<Item = &'static str> {
    const ELEMENTS: &str = "a abbr article aside b bdi bdo blockquote br caption cite code col \
                            colgroup data dd del details dfn div dl dt em figcaption figure \
                            footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark nav ol p \
                            pre q rp rt ruby s samp section small span strong sub summary sup \
                            table tbody td tfoot th thead time tr u ul var wbr";
    ELEMENTS.split(' ')
}

/// Attributes that any of them may have. `id` and `class` are looked at besides.
pub const EVERYWHERE: [&str; 5] = ["class", "dir", "id", "lang", "title"];

pub fn attributes_of(element: &str) -> &'static [&'static str] {
    match element {
        "a" => &["href", "name"],
        "img" => &["alt", "height", "src", "width"],
        "ol" => &["reversed", "start", "type"],
        "li" | "data" => &["value"],
        "td" => &["colspan", "headers", "rowspan"],
        "th" => &["abbr", "colspan", "headers", "rowspan", "scope"],
        "col" | "colgroup" => &["span"],
        "time" | "del" | "ins" => &["datetime"],
        "details" => &["open"],
        _ => &[],
    }
}

/// An element without content and end tag.
pub fn is_void(element: &str) -> bool {
    matches!(element, "br" | "col" | "hr" | "img" | "wbr")
}

pub(super) fn element(name: &str) -> Option<&'static str> {
    elements().find(|known| *known == name)
}

fn attribute(element: &str, name: &str) -> Option<&'static str> {
    EVERYWHERE
        .iter()
        .chain(attributes_of(element))
        .find(|known| **known == name)
        .copied()
}

/// An element of raw HTML as far as it is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Its name, in lower case.
    pub name: &'static str,
    /// Attributes that need no second look; values as written, entities and all, without `"`, `<`
    /// and `>`.
    pub attributes: Vec<(&'static str, String)>,
    /// `id`, or `name` of an `a`.
    pub id: Option<(String, Range<usize>)>,
    /// `href` or `src`, decoded.
    pub link: Option<(String, Range<usize>)>,
}

/// What became of an element's attributes.
pub(super) struct Judged<'a> {
    pub(super) element: Element,
    /// What was taken out.
    pub(super) removed: Vec<Attribute<'a>>,
}

/// Sorts the attributes of an allowed element.
pub(super) fn judge<'a>(name: &'static str, given: Attributes<'a>) -> Judged<'a> {
    let mut element = Element {
        name,
        attributes: Vec::new(),
        id: None,
        link: None,
    };
    let mut removed = Vec::new();
    for one in given {
        match attribute(name, &one.name.to_ascii_lowercase()) {
            Some("href" | "src") if element.link.is_none() => {
                element.link = Some((decoded(one.value).into_owned(), one.value_at));
            }
            Some("id" | "name") if element.id.is_none() => {
                element.id = Some((one.value.trim().to_owned(), one.at));
            }
            Some("class") => {
                // As a browser reads it: a letter may be written as a number.
                let classes = decoded(one.value);
                let (kept, reserved): (Vec<&str>, Vec<&str>) = classes
                    .split_ascii_whitespace()
                    .partition(|class| !class.starts_with(RESERVED));
                if !reserved.is_empty() {
                    removed.push(one);
                }
                if !kept.is_empty() {
                    let written = match classes {
                        Cow::Borrowed(_) => quotable(&kept.join(" ")),
                        Cow::Owned(_) => quotable(&kept.join(" ").replace('&', "&amp;")),
                    };
                    element.attributes.push(("class", written));
                }
            }
            Some(known) if !matches!(known, "href" | "src" | "id" | "name") => {
                if element.attributes.iter().all(|(name, _)| *name != known) {
                    element.attributes.push((known, quotable(one.value)));
                }
            }
            // A second `href` or `id` is dropped by every parser.
            Some(_) => {}
            None => removed.push(one),
        }
    }
    Judged { element, removed }
}

/// A raw value made fit for double quotes; entities in it stay entities.
fn quotable(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '"' => out.push_str("&quot;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => out.push(c),
        }
    }
    out
}
