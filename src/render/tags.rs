//! The tags of a finished page, one after the other. No parser of HTML: pages are made by templates that escape and by a renderer
//! that closes what it opens, so tags, comments and quotes are all there is to know. `tests/site` has independent parsers look at
//! the same pages.

use std::ops::Range;

/// A tag.
pub(super) struct Tag<'a> {
    /// Its name as it stands there.
    pub(super) name: &'a str,
    /// From `<` to behind `>`.
    pub(super) range: Range<usize>,
    /// Whether it ends an element.
    pub(super) is_end: bool,
    /// What stands between the name and `>`.
    inside: &'a str,
    /// Where that starts.
    start: usize,
}

/// An attribute with a value.
pub(super) struct Attribute<'a> {
    pub(super) name: &'a str,
    /// As it stands there, without quotes.
    pub(super) value: &'a str,
    /// Where the value stands in the page.
    pub(super) range: Range<usize>,
    /// Where the name stands in the page.
    pub(super) at: Range<usize>,
}

/// Every tag from an offset on.
pub(super) fn tags(html: &str, from: usize) -> Tags<'_> {
    Tags { html, at: from }
}

pub(super) struct Tags<'a> {
    html: &'a str,
    at: usize,
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        loop {
            let start = self.at + self.html[self.at..].find('<')?;
            let rest = &self.html[start + 1..];
            if let Some(comment) = rest.strip_prefix("!--") {
                self.at = start + 4 + comment.find("-->")?;
                continue;
            }
            let is_end = rest.starts_with('/');
            let name_start = start + 1 + usize::from(is_end);
            let name = &self.html[name_start..];
            let length = name
                .bytes()
                .position(|byte| !byte.is_ascii_alphanumeric() && byte != b'-' && byte != b':')
                .unwrap_or(name.len());
            let name = &name[..length];
            if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
                self.at = start + 1;
                continue;
            }
            let inside_start = name_start + length;
            let inside = &self.html[inside_start..];
            let end = end_of_tag(inside)?;
            self.at = inside_start + end + 1;
            // What stands in these is no markup.
            let is_text = ["script", "style", "title", "textarea"]
                .into_iter()
                .any(|text| text.eq_ignore_ascii_case(name));
            if is_text && !is_end {
                self.at += self.html[self.at..].find("</").unwrap_or(0);
            }
            return Some(Tag {
                name,
                range: start..inside_start + end + 1,
                is_end,
                inside: &inside[..end],
                start: inside_start,
            });
        }
    }
}

/// Where the `>` stands that ends a tag: not inside quotes.
fn end_of_tag(inside: &str) -> Option<usize> {
    let bytes = inside.as_bytes();
    let mut at = 0;
    loop {
        match *bytes.get(at)? {
            b'>' => return Some(at),
            quote @ (b'"' | b'\'') => at += 2 + inside[at + 1..].find(char::from(quote))?,
            _ => at += 1,
        }
    }
}

impl<'a> Tag<'a> {
    /// Its attributes that have a value.
    pub(super) fn attributes(&self) -> impl Iterator<Item = Attribute<'a>> + use<'a> {
        let (inside, start) = (self.inside, self.start);
        let mut at = 0;
        std::iter::from_fn(move || {
            loop {
                let name_start = at + inside[at..].find(|c| !is_between(c))?;
                let rest = &inside[name_start..];
                let length = rest
                    .find(|c: char| c.is_ascii_whitespace() || c == '=' || c == '/')
                    .unwrap_or(rest.len());
                let name = &rest[..length];
                let after = rest[length..].trim_ascii_start();
                let Some(value) = after.strip_prefix('=') else {
                    at = name_start + length.max(1);
                    continue;
                };
                let value = value.trim_ascii_start();
                let value_start = inside.len() - value.len();
                let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
                let (from, length) = if let Some(quote) = quote {
                    (1, value[1..].find(quote).unwrap_or(value.len() - 1))
                } else {
                    let end = value.find(|c: char| c.is_ascii_whitespace());
                    (0, end.unwrap_or(value.len()))
                };
                let from = value_start + from;
                at = (from + length + usize::from(quote.is_some())).min(inside.len());
                return Some(Attribute {
                    name,
                    value: &inside[from..from + length],
                    range: start + from..start + from + length,
                    at: start + name_start..start + name_start + name.len(),
                });
            }
        })
    }

    /// Whether it is one of these elements, whatever the case of its letters.
    pub(super) fn is(&self, names: &[&str]) -> bool {
        names
            .iter()
            .any(|name| name.eq_ignore_ascii_case(self.name))
    }
}

fn is_between(c: char) -> bool {
    c.is_ascii_whitespace() || c == '/' || c == '='
}
