//! What a page really holds, told by an HTML parser that is not ours.

use std::fmt::Write as _;

use scraper::{ElementRef, Html, Node};

/// All elements of a fragment, in document order.
pub(crate) fn elements(html: &Html) -> impl Iterator<Item = ElementRef<'_>> {
    html.tree
        .root()
        .descendants()
        .filter_map(ElementRef::wrap)
        .filter(|element| element.value().name() != "html")
}

/// The text of a fragment, as a reader would copy it.
pub(crate) fn text(html: &str) -> String {
    Html::parse_fragment(html).root_element().text().collect()
}

/// A fragment as one line an element or text, so that two that mean the same are the same. `keep` may drop an element or change its
/// attributes.
pub(crate) fn canonical(
    html: &str,
    keep: &dyn Fn(&str, &mut Vec<(String, String)>) -> bool,
) -> String {
    let html = Html::parse_fragment(html);
    let mut out = String::new();
    write_children(html.root_element(), 0, keep, &mut out);
    out
}

fn write_children(
    element: ElementRef<'_>,
    depth: usize,
    keep: &dyn Fn(&str, &mut Vec<(String, String)>) -> bool,
    out: &mut String,
) {
    let pre = element.value().name() == "pre"
        || element
            .ancestors()
            .filter_map(ElementRef::wrap)
            .any(|above| above.value().name() == "pre");
    let mut text = String::new();
    let flush = |text: &mut String, out: &mut String| {
        let shown = if pre {
            text.clone()
        } else {
            text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
        };
        if !shown.is_empty() {
            let _ = writeln!(out, "{:depth$}{shown:?}", "");
        }
        text.clear();
    };
    for child in element.children() {
        match child.value() {
            Node::Text(more) => text.push_str(more),
            Node::Element(value) => {
                let mut attributes: Vec<(String, String)> = value
                    .attrs()
                    .map(|(name, value)| (name.to_owned(), value.to_owned()))
                    .collect();
                if !keep(value.name(), &mut attributes) {
                    continue;
                }
                flush(&mut text, out);
                attributes.sort();
                let shown: String = attributes
                    .iter()
                    .map(|(name, value)| format!(" {name}={value:?}"))
                    .collect();
                let _ = writeln!(out, "{:depth$}<{}{shown}>", "", value.name());
                if let Some(inner) = ElementRef::wrap(child) {
                    write_children(inner, depth + 1, keep, out);
                }
            }
            _ => {}
        }
    }
    flush(&mut text, out);
}
