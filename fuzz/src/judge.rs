//! A parser of HTML as browsers have it, asked what a page really holds.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html};

/// Elements that no text of an author may become.
const NEVER: [&str; 18] = [
    "style", "iframe", "form", "base", "object", "embed", "applet", "frame", "frameset", "math", "template", "noembed",
    "xmp", "plaintext", "portal", "annotation-xml", "foreignobject", "noframes",
];

/// Attributes whose value is an address.
const ADDRESSES: [&str; 10] =
    ["href", "src", "action", "formaction", "data", "poster", "background", "cite", "srcset", "xlink:href"];

const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// A part of a page that came from an author, or quotes one: no script, no handler, no scheme of another kind, no id twice.
///
/// # Panics
/// Where there is one.
pub fn assert_fragment(html: &str) {
    let parsed = Html::parse_fragment(html);
    let mut ids = BTreeSet::new();
    for element in elements(&parsed) {
        let name = element.value().name();
        assert!(name != "script" && name != "svg" && name != "meta" && name != "link", "<{name}> in {html}");
        assert_element(&element, html);
        if let Some(id) = element.value().attr("id") {
            assert!(ids.insert(id.to_owned()), "the id {id:?} is there twice in {html}");
        }
    }
}

/// A whole page: the scripts are files of the site, by their address, and hold nothing themselves. `paths` are those of all its files.
///
/// # Panics
/// Where something else is there.
pub fn assert_page(html: &str, paths: &[String]) {
    let parsed = Html::parse_document(html);
    let mut ids = BTreeSet::new();
    for element in elements(&parsed) {
        let value = element.value();
        match value.name() {
            "script" => {
                let address = value.attr("src").unwrap_or_default();
                let file = address.split('?').next().unwrap_or_default().trim_start_matches(['.', '/']);
                assert!(!address.starts_with("//") && file.ends_with(".js") && paths.iter().any(|path| path == file), "the script {address:?} in {html}");
                assert!(element.text().all(|text| text.trim().is_empty()), "an inline script in {html}");
            }
            "link" => assert!(value.attr("href").is_some_and(|to| !to.starts_with("//")), "{html}"),
            "meta" => {
                let refresh = value.attr("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("refresh"));
                assert!(!refresh || html.contains("redirect.js"), "a refresh in {html}");
            }
            // The search box is ours.
            "form" => {}
            _ => assert_element(&element, html),
        }
        if let Some(id) = value.attr("id") {
            assert!(ids.insert(id.to_owned()), "the id {id:?} is there twice in {html}");
        }
    }
}

fn elements(parsed: &Html) -> impl Iterator<Item = ElementRef<'_>> {
    parsed.tree.root().descendants().filter_map(ElementRef::wrap)
}

fn assert_element(element: &ElementRef<'_>, html: &str) {
    let value = element.value();
    let name = value.name().to_ascii_lowercase();
    assert!(!NEVER.contains(&&*name), "<{name}> in {html}");
    for (attribute, text) in value.attrs() {
        assert!(!attribute.to_ascii_lowercase().starts_with("on"), "{attribute} in {html}");
        assert!(attribute != "style" && attribute != "srcdoc", "{attribute} in {html}");
        if ADDRESSES.contains(&attribute) {
            assert!(is_allowed(text), "{attribute}={text:?} in {html}");
        }
    }
}

/// Read as a browser reads it: blanks and controls before it don't count, tabs and line ends nowhere.
fn is_allowed(address: &str) -> bool {
    let address: String = address
        .trim_start_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect();
    if address.starts_with("//") || address.starts_with("/\\") || address.starts_with('\\') {
        return false;
    }
    let end = address.find(|c: char| !(c.is_ascii_alphanumeric() || "+-.".contains(c))).unwrap_or(address.len());
    match address[end..].strip_prefix(':') {
        Some(_) if end > 0 => SCHEMES.contains(&&*address[..end].to_ascii_lowercase()),
        _ => true,
    }
}
