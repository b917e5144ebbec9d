//! What a finished page would load from another host.
//!
//! Links that a reader follows are free to lead anywhere; what a browser asks for by itself is not.
//! Addresses on pages are relative, so an address with a host names another one.

use crate::html::{Attribute, Fetched, Tag, address as addressed, decoded, tags};

/// Elements that load something, by some attribute.
const LOADING: [&str; 18] = [
    "script", "link", "img", "source", "video", "audio", "track", "iframe", "frame", "embed",
    "object", "input", "body", "image", "use", "feImage", "base", "a",
];

/// The relations of a `<link>` that make no browser ask for anything.
const SILENT: &str = "alternate author canonical help license me next prev search";

/// The first address on another host that a browser would ask for on its own.
pub(in crate::theme) fn loaded(html: &str) -> Option<String> {
    // Reading every tag of every page would cost a build a third of its time. A host needs two
    // slashes, in one of these guises, and most pages have none; of the others, most have none in a
    // tag that loads something.
    let holds = |sign: &str| memchr::memmem::find(html.as_bytes(), sign.as_bytes()).is_some();
    let may_name_a_host = ["//", "\\", "&#"].into_iter().any(holds);
    if !may_name_a_host || !may_load(html) {
        return None;
    }
    tags(html, 0)
        .filter(|tag| tag.is(&LOADING))
        .find_map(|tag| address(&tag))
}

/// Whether something that looks like a loading tag, be it in a comment or a quoted text, names a
/// host.
fn may_load(html: &str) -> bool {
    let has_pings = ["ping", "Ping", "PING"]
        .iter()
        .any(|word| html.contains(word));
    html.match_indices('<').any(|(at, _)| {
        let rest = &html.as_bytes()[at + 1..];
        let is_loading = LOADING.iter().any(|name| {
            rest.get(..name.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
                && !rest.get(name.len()).is_some_and(u8::is_ascii_alphanumeric)
                && (has_pings || *name != "a")
        });
        is_loading
            && tags(html, at)
                .next()
                .is_some_and(|tag| address(&tag).is_some())
    })
}

/// The address on another host that a tag makes a browser ask for.
fn address(tag: &Tag<'_>) -> Option<String> {
    if tag.is(&["link"]) && is_silent(tag) {
        return None;
    }
    tag.attributes()
        .find_map(|attribute| elsewhere(tag, &attribute))
}

fn is_silent(tag: &Tag<'_>) -> bool {
    let relations = tag
        .attributes()
        .find(|attribute| attribute.name == "rel" && attribute.has_value());
    relations.is_some_and(|attribute| {
        let mut words = attribute.value.split_ascii_whitespace();
        words.all(|word| {
            SILENT
                .split(' ')
                .any(|known| known.eq_ignore_ascii_case(word))
        })
    })
}

/// The address on another host in an attribute, if there is one that a browser asks for.
fn elsewhere(tag: &Tag<'_>, attribute: &Attribute<'_>) -> Option<String> {
    let found = addressed(&attribute.name.to_ascii_lowercase())?;
    let is_fetched = match found.fetched {
        Fetched::Always => true,
        Fetched::ExceptOnLinks => !tag.is(&["a"]),
        Fetched::OnRequest => false,
    };
    if !is_fetched {
        return None;
    }
    let value = decoded(attribute.value);
    let addresses: Vec<&str> = if found.is_list {
        value
            .split([',', ' ', '\n', '\t'])
            .filter(|part| !part.is_empty())
            .collect()
    } else {
        vec![value.trim()]
    };
    addresses
        .into_iter()
        .find(|address| names_a_host(address))
        .map(str::to_owned)
}

/// Whether an address says which host to ask, as browsers read it: they skip tabs and line ends,
/// and take `\` for `/`.
fn names_a_host(address: &str) -> bool {
    let plain: String = address
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .take(64)
        .map(|c| {
            if c == '\\' {
                '/'
            } else {
                c.to_ascii_lowercase()
            }
        })
        .collect();
    let plain = plain.trim_start_matches(|c: char| c <= ' ');
    if plain.starts_with("//") {
        return true;
    }
    // An address whose scheme asks no host is the policy's business.
    let scheme = plain.split_once(':').map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| ["http", "https", "ftp", "ws", "wss", "file"].contains(&scheme))
}

#[cfg(test)]
mod tests {
    use super::loaded;

    #[test]
    fn whatever_a_browser_asks_for_by_itself_is_found() {
        for tag in [
            "<script src=\"https://x.example/a.js\"></script>",
            "<SCRIPT SRC=//x.example/a.js></SCRIPT>",
            "<link rel=stylesheet href='http://x.example/a.css'>",
            "<link rel=\"preconnect alternate\" href=\"https://x.example\">",
            "<img alt=\">\" src=\"&#x2f;/x.example/a.png\">",
            "<img src=\"a.png\" srcset=\"a.png 1x, https://x.example/b.png 2x\">",
            "<img src=\"/\\x.example/a.png\">",
            "<img src=\"ht\ntps://x.example/a.png\">",
            "<iframe src=\"https&colon;//x.example\"></iframe>",
            "<object data=\"https://x.example/a.swf\"></object>",
            "<svg><image href=\"https://x.example/a.png\"/></svg>",
            "<svg><use xlink:href=\"https://x.example/a.svg#b\"/></svg>",
            "<a ping=\"https://x.example\" href=\"a.html\">a</a>",
            "<base href=\"https://x.example\">",
            "<video poster=\"https://x.example/a.png\"></video>",
        ] {
            assert!(loaded(&format!("<p>a</p>{tag}")).is_some(), "{tag}");
        }
    }

    #[test]
    fn what_a_reader_follows_and_what_only_looks_like_it_is_not() {
        for html in [
            "<a href=\"https://x.example\">a</a>",
            "<link rel=\"canonical\" href=\"https://x.example\">",
            "<img src=\"a.png\" alt=\"src=https://x.example\">",
            "<p title=\"<img src='https://x.example'>\">a</p>",
            "<!-- <img src=\"https://x.example\"> --><img src=\"data:image/gif;base64,AA\">",
            "<title><img src=\"https://x.example\"></title>",
            "<img src=\"guides/a%3Ab.png\" data-src=\"https://x.example\">",
            "<p>&lt;img src=\"https://x.example\"&gt;",
            "<img src=\"a.png\" data-x=\"https://x.example\"",
        ] {
            assert_eq!(loaded(html), None, "{html}");
        }
    }
}
