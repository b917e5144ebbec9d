//! What an address or a style sheet in an SVG reaches for outside the picture.

use std::borrow::Cow;

/// An address as a browser reads it: without white space and control characters, ignoring case.
fn normal(address: &str) -> String {
    address
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether an address stays in the picture: a part of it, or a picture or font written out.
pub(super) fn is_within(address: &str) -> bool {
    const WRITTEN_OUT: &[&str] = &[
        "data:image/png",
        "data:image/jpeg",
        "data:image/jpg",
        "data:image/gif",
        "data:image/webp",
        "data:font/",
        "data:application/font-",
        "data:application/x-font-",
    ];
    let address = normal(address);
    address.is_empty()
        || address.starts_with('#')
        || WRITTEN_OUT.iter().any(|start| address.starts_with(start))
}

/// Whether a link that a reader may follow is one that any page could have.
pub(super) fn is_harmless_link(address: &str) -> bool {
    let address = normal(address);
    let scheme = address
        .find(':')
        .filter(|colon| !address[..*colon].contains(['/', '?', '#']));
    match scheme {
        None => true,
        Some(colon) => matches!(&address[..colon], "http" | "https" | "mailto" | "tel"),
    }
}

/// What a style sheet, or an attribute that may hold a style, reaches for outside the picture.
pub(super) fn css_problem(css: &str) -> Option<String> {
    // Most attributes are numbers and names.
    if !css.contains(['(', '@', '\\', ':']) {
        return None;
    }
    let css = without_escapes(css).to_lowercase();
    for word in [
        "@import",
        "javascript:",
        "expression(",
        "image-set(",
        "-moz-binding",
    ] {
        if css.contains(word) {
            return Some(word.to_owned());
        }
    }
    for address in addresses(&css) {
        if !is_within(address) {
            return Some(format!("url({address})"));
        }
    }
    None
}

/// What a style reaches for by `url(…)`.
pub(super) fn addresses_of_css(css: &str) -> Vec<String> {
    if !css.contains('(') {
        return Vec::new();
    }
    let css = without_escapes(css);
    let mut found = Vec::new();
    for address in addresses(&css) {
        found.push(address.to_owned());
    }
    found
}

fn addresses(css: &str) -> impl Iterator<Item = &str> {
    let lower = css.to_ascii_lowercase();
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + lower[from..].find("url(")? + "url(".len();
        from = start;
        let rest = &css[start..];
        let inside = rest.split(')').next().unwrap_or(rest);
        Some(inside.trim().trim_matches(['"', '\'']))
    })
}

/// CSS with `\75` and `\u` undone.
fn without_escapes(css: &str) -> Cow<'_, str> {
    if !css.contains('\\') {
        return Cow::Borrowed(css);
    }
    let mut out = String::with_capacity(css.len());
    let mut rest = css.chars().peekable();
    while let Some(c) = rest.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        let mut code = 0;
        let mut digits = 0;
        while let Some(digit) = rest
            .peek()
            .and_then(|c| c.to_digit(16))
            .filter(|_| digits < 6)
        {
            code = code * 16 + digit;
            digits += 1;
            rest.next();
        }
        if digits == 0 {
            out.extend(rest.next());
        } else {
            out.push(char::from_u32(code).unwrap_or('\u{fffd}'));
            rest.next_if(|c| c.is_whitespace());
        }
    }
    Cow::Owned(out)
}
