//! What a link's destination says, before anything is looked up, and which destinations are allowed
//! at all.
//!
//! A destination is judged as a browser would read it: leading blanks and controls do not count,
//! line ends and tabs count nowhere, and what only becomes a scheme after percent-decoding is one.

use std::borrow::Cow;
use std::ops::Range;

use super::place::Place;
use crate::document::outline::Destination;
use crate::span::Spanned;

/// The schemes that may leave a page.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// How a destination is to be treated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// One of the schemes that may leave a page.
    External,
    /// No scheme: a path, a fragment, or both.
    Relative,
    /// A scheme that is not allowed, with its name in lower case; empty for `//host`.
    Refused(String),
}

/// Judges a destination whose entities are decoded.
pub fn form(destination: &str) -> Form {
    match plain_form(destination) {
        Form::Relative => match percent_decoded(destination) {
            Cow::Borrowed(_) => Form::Relative,
            // `javascript%3a` is harmless as it stands, but it is a path that becomes a scheme once
            // it is decoded.
            Cow::Owned(decoded) => match plain_form(&decoded) {
                Form::Refused(scheme) => Form::Refused(scheme),
                _ => Form::Relative,
            },
        },
        form => form,
    }
}

fn plain_form(destination: &str) -> Form {
    let mut scheme = String::new();
    let mut started = false;
    let mut slashes = 0;
    for c in destination.chars() {
        match c {
            '\t' | '\n' | '\r' => {}
            c if !started && (c <= ' ' || c.is_control() || c.is_whitespace()) => {}
            '/' | '\\' if scheme.is_empty() => {
                started = true;
                slashes += 1;
                if slashes == 2 {
                    return Form::Refused(String::new());
                }
            }
            _ if slashes > 0 => return Form::Relative,
            'a'..='z' | 'A'..='Z' => {
                started = true;
                scheme.push(c.to_ascii_lowercase());
            }
            '0'..='9' | '+' | '-' | '.' if !scheme.is_empty() => scheme.push(c),
            ':' if !scheme.is_empty() => {
                return if SCHEMES.contains(&scheme.as_str()) {
                    Form::External
                } else {
                    Form::Refused(scheme)
                };
            }
            _ => return Form::Relative,
        }
    }
    Form::Relative
}

/// Whether an address may be in `href` or `src`: the last look, after links are resolved.
pub fn is_allowed(url: &str) -> bool {
    !matches!(plain_form(url), Form::Refused(_))
}

/// The text with `%XX` decoded; unchanged where that would not be UTF-8 or would hold a control
/// character.
pub fn percent_decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let decoded = (bytes[at] == b'%')
            .then(|| Some(hex(*bytes.get(at + 1)?)? * 16 + hex(*bytes.get(at + 2)?)?))
            .flatten();
        out.push(decoded.unwrap_or(bytes[at]));
        at += if decoded.is_some() { 3 } else { 1 };
    }
    match String::from_utf8(out) {
        Ok(decoded) if !decoded.contains(char::is_control) => Cow::Owned(decoded),
        _ => Cow::Borrowed(text),
    }
}

fn hex(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

/// An address as a browser reads it: without what does not count. So no later look at its scheme has
/// to know of that.
fn as_read(address: &str) -> String {
    let counts = |c: &char| !matches!(c, '\t' | '\n' | '\r');
    let address: String = address.chars().filter(counts).collect();
    let does_not_count = |c: char| c.is_control() || c.is_whitespace();
    address.trim_matches(does_not_count).to_owned()
}

/// Takes a destination apart. `written` is where it is in `source`, the text that `place` is
/// about.
pub fn destination(
    decoded: &str,
    source: &str,
    written: Range<usize>,
    place: &Place,
) -> Destination {
    match form(decoded) {
        Form::External => Destination::External(as_read(decoded)),
        Form::Refused(_) => Destination::Refused,
        Form::Relative => {
            let (path, fragment) = match decoded.split_once('#') {
                Some((path, fragment)) => (path, Some(fragment)),
                None => (decoded, None),
            };
            let fragment = fragment.map(|fragment| {
                Spanned::new(
                    percent_decoded(fragment).into_owned(),
                    place.span(fragment_place(source, written.clone())),
                )
            });
            // What follows `?` means nothing to a static site; forges use it
            // (`picture.png?raw=true`).
            let path = path.split_once('?').map_or(path, |(path, _)| path);
            if path.is_empty() {
                Destination::Anchor(
                    fragment.unwrap_or_else(|| {
                        Spanned::new(String::new(), place.span(written.clone()))
                    }),
                )
            } else {
                Destination::Relative {
                    path: percent_decoded(path).into_owned(),
                    fragment,
                }
            }
        }
    }
}

/// Where the fragment of a destination is: after its first `#`.
fn fragment_place(source: &str, written: Range<usize>) -> Range<usize> {
    let start = source
        .get(written.clone())
        .and_then(|text| text.find('#'))
        .map_or(written.start, |hash| written.start + hash + 1);
    start..written.end
}

/// `[[name#fragment|label]]` taken apart. All parts are trimmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wiki<'a> {
    /// What comes before `#` and `|`.
    pub name: &'a str,
    /// What follows `#`.
    pub fragment: Option<&'a str>,
    /// What follows `|`.
    pub label: Option<&'a str>,
}

impl<'a> Wiki<'a> {
    /// Takes apart what is between the brackets.
    pub fn new(inner: &'a str) -> Wiki<'a> {
        let (target, label) = match inner.split_once('|') {
            // In a table the bar has to be escaped.
            Some((target, label)) => (target.strip_suffix('\\').unwrap_or(target), Some(label)),
            None => (inner, None),
        };
        let (name, fragment) = match target.split_once('#') {
            Some((name, fragment)) => (name, Some(fragment.trim())),
            None => (target, None),
        };
        Wiki {
            name: name.trim(),
            fragment,
            label: label.map(str::trim).filter(|label| !label.is_empty()),
        }
    }

    /// What a reader sees where the target's title is not known.
    pub fn text(self) -> &'a str {
        self.label.unwrap_or(if self.name.is_empty() {
            self.fragment.unwrap_or_default()
        } else {
            self.name
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Form, form, percent_decoded};

    #[test]
    fn schemes_are_judged_as_a_browser_reads_them() {
        let refused = |scheme: &str| Form::Refused(scheme.to_owned());
        for (destination, expected) in [
            ("https://example.org/a_(b)", Form::External),
            ("MAILTO:a@b.c", Form::External),
            ("a.md#x:y", Form::Relative),
            ("./a:b.md", Form::Relative),
            ("#javascript:x", Form::Relative),
            ("/a/b", Form::Relative),
            ("", Form::Relative),
            ("JaVaScRiPt:x", refused("javascript")),
            ("java\tscr\nipt:x", refused("javascript")),
            ("\u{1} \u{a0}javascript:x", refused("javascript")),
            ("javascript%3Ax", refused("javascript")),
            ("%6aavascript:x", refused("javascript")),
            ("data:text/html,x", refused("data")),
            ("vbscript:x", refused("vbscript")),
            ("blob:x", refused("blob")),
            ("file:///etc/passwd", refused("file")),
            ("//host/x", refused("")),
            (" \\\\host", refused("")),
            ("/\t/host", refused("")),
            ("/%2fhost", refused("")),
        ] {
            assert_eq!(form(destination), expected, "{destination:?}");
        }
    }

    #[test]
    fn what_does_not_decode_stays() {
        assert_eq!(percent_decoded("d%C3%A9j%20a%"), "déj a%");
        assert_eq!(percent_decoded("%ff"), "%ff");
        assert_eq!(percent_decoded("%zz%0a"), "%zz%0a");
    }
}
