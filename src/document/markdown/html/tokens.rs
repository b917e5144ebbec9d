//! The tokenizer of raw HTML.

use std::ops::Range;

/// A piece of raw HTML as it was written.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::document::markdown) enum Token<'a> {
    Text(&'a str),
    Open {
        name: String,
        attributes: Vec<Attribute<'a>>,
    },
    Close {
        name: String,
    },
    Comment,
    /// Declarations, processing instructions, CDATA.
    Other,
}

#[derive(Debug, PartialEq, Eq)]
pub(in crate::document::markdown) struct Attribute<'a> {
    pub(in crate::document::markdown) name: String,
    pub(in crate::document::markdown) value: &'a str,
    /// Name and value in the run.
    pub(in crate::document::markdown) at: Range<usize>,
    /// The value alone.
    pub(in crate::document::markdown) value_at: Range<usize>,
}

/// Takes raw HTML apart. Follows the tokenizer of the HTML standard, except that what never ends is text.
pub(in crate::document::markdown) struct Tokens<'a> {
    text: &'a str,
    at: usize,
    /// Behind the last `>` there are no tags, so nobody has to look for their ends again and again.
    last_end: usize,
    /// A comment that does not end was seen; neither will any later one.
    endless_comment: bool,
    /// Tags that did not end were seen.
    endless_tags: u8,
}

/// Each tag that does not end is looked through once; so many are enough for an honest text.
const ENDLESS_TAGS: u8 = 50;

impl<'a> Tokens<'a> {
    pub(in crate::document::markdown) fn new(text: &'a str, at: usize) -> Tokens<'a> {
        Tokens {
            text,
            at,
            last_end: text.rfind('>').map_or(0, |end| end + 1),
            endless_comment: false,
            endless_tags: 0,
        }
    }

    /// Goes on from another place.
    pub(in crate::document::markdown) fn skip_to(&mut self, at: usize) {
        self.at = at;
    }

    fn markup(&mut self) -> Option<(Token<'a>, usize)> {
        let (text, at) = (self.text, self.at);
        if at >= self.last_end {
            return None;
        }
        let rest = &text[at + 1..];
        match rest.bytes().next()? {
            b'!' if rest.starts_with("!--") => {
                if self.endless_comment {
                    return None;
                }
                let end = comment_end(text, at + 4);
                self.endless_comment = end.is_none();
                Some((Token::Comment, end?))
            }
            b'!' | b'?' => Some((Token::Other, at + 1 + rest.find('>')? + 1)),
            b'/' if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) => {
                let name = tag_name(&rest[1..]).to_ascii_lowercase();
                Some((Token::Close { name }, at + 1 + rest.find('>')? + 1))
            }
            first if first.is_ascii_alphabetic() && self.endless_tags < ENDLESS_TAGS => {
                let open = open(text, at);
                self.endless_tags += u8::from(open.is_none());
                open
            }
            _ => None,
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = (Token<'a>, Range<usize>);

    fn next(&mut self) -> Option<(Token<'a>, Range<usize>)> {
        let (text, at) = (self.text, self.at);
        let first = *text.as_bytes().get(at)?;
        if first == b'<'
            && let Some((token, end)) = self.markup()
        {
            self.at = end;
            return Some((token, at..end));
        }
        let mut end = at + 1;
        while !text.is_char_boundary(end) {
            end += 1;
        }
        end = text[end..].find('<').map_or(text.len(), |next| end + next);
        self.at = end;
        Some((Token::Text(&text[at..end]), at..end))
    }
}

/// One past the end of a comment whose inside starts at `inner`.
fn comment_end(text: &str, inner: usize) -> Option<usize> {
    let tail = &text[inner..];
    if tail.starts_with('>') {
        return Some(inner + 1);
    }
    if tail.starts_with("->") {
        return Some(inner + 2);
    }
    let mut from = 0;
    loop {
        let dashes = from + tail[from..].find("--")?;
        let behind = &tail[dashes + 2..];
        if behind.starts_with('>') {
            return Some(inner + dashes + 3);
        }
        if behind.starts_with("!>") {
            return Some(inner + dashes + 4);
        }
        from = dashes + 1;
    }
}

fn tag_name(text: &str) -> &str {
    let end = text
        .find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>')
        .unwrap_or(text.len());
    &text[..end]
}

fn open(text: &str, start: usize) -> Option<(Token<'_>, usize)> {
    let bytes = text.as_bytes();
    let name = tag_name(&text[start + 1..]);
    let mut at = start + 1 + name.len();
    let mut attributes = Vec::new();
    loop {
        while matches!(bytes.get(at)?, b'/' | b' ' | b'\t' | b'\n' | b'\r' | 0x0c) {
            at += 1;
        }
        if bytes[at] == b'>' {
            let name = name.to_ascii_lowercase();
            return Some((Token::Open { name, attributes }, at + 1));
        }
        let name_at = at;
        at += 1; // a `=` here belongs to the name
        while !matches!(
            bytes.get(at)?,
            b'=' | b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r' | 0x0c
        ) {
            at += 1;
        }
        let name_end = at;
        let mut after = at;
        while bytes.get(after)?.is_ascii_whitespace() {
            after += 1;
        }
        let mut value_at = name_end..name_end;
        if bytes[after] == b'=' {
            at = after + 1;
            while bytes.get(at)?.is_ascii_whitespace() {
                at += 1;
            }
            let quote = bytes[at];
            if quote == b'"' || quote == b'\'' {
                let len = bytes[at + 1..].iter().position(|byte| *byte == quote)?;
                value_at = at + 1..at + 1 + len;
                at = value_at.end + 1;
            } else {
                let value = at;
                while !matches!(bytes.get(at)?, b'>' | b' ' | b'\t' | b'\n' | b'\r' | 0x0c) {
                    at += 1;
                }
                value_at = value..at;
            }
        }
        attributes.push(Attribute {
            name: text[name_at..name_end].to_ascii_lowercase(),
            value: &text[value_at.clone()],
            at: name_at..at.max(name_end),
            value_at,
        });
    }
}
