//! The tokenizer.

use std::ops::Range;

/// A piece of HTML as it was written.
#[derive(Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// Text, its character references not decoded.
    Text(&'a str),
    Open(Tag<'a>),
    Close(&'a str),
    Comment,
    /// Declarations, processing instructions, CDATA.
    Other,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    /// In the case it was written in.
    pub name: &'a str,
    /// From `<` to one past `>`.
    pub range: Range<usize>,
    text: &'a str,
}

impl<'a> Tag<'a> {
    /// Its attributes in order, those that occur twice as well.
    pub fn attributes(&self) -> Attributes<'a> {
        Attributes {
            text: self.text,
            at: self.range.start + 1 + self.name.len(),
            end: None,
        }
    }

    /// Whether it is one of these elements, in any case.
    pub fn is(&self, names: &[&str]) -> bool {
        names
            .iter()
            .any(|name| name.eq_ignore_ascii_case(self.name))
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute<'a> {
    /// In the case it was written in.
    pub name: &'a str,
    /// Without quotes, character references not decoded; empty for an attribute that is a name
    /// alone.
    pub value: &'a str,
    pub at: Range<usize>,
    /// The value, without quotes.
    pub value_at: Range<usize>,
}

impl Attribute<'_> {
    pub fn name_at(&self) -> Range<usize> {
        self.at.start..self.at.start + self.name.len()
    }

    /// Whether it has a value, be it an empty one.
    pub fn has_value(&self) -> bool {
        self.at.len() > self.name.len()
    }
}

/// Takes HTML apart. Follows the tokenizer of the HTML standard, except that what never ends is
/// text.
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
    /// There are no tags after the last `>`, so their ends need not be looked for again and again.
    last_end: usize,
    /// A comment that does not end was seen; no later one ends either.
    endless_comment: bool,
    /// Tags that did not end were seen.
    endless_tags: u8,
}

/// Each tag that does not end is looked through once; so many are enough for an honest text.
const ENDLESS_TAGS: u8 = 50;

impl<'a> Tokens<'a> {
    /// The pieces of a text from an offset on.
    pub fn new(text: &'a str, at: usize) -> Tokens<'a> {
        Tokens {
            text,
            at,
            last_end: text.rfind('>').map_or(0, |end| end + 1),
            endless_comment: false,
            endless_tags: 0,
        }
    }

    pub fn skip_to(&mut self, at: usize) {
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
                let name = tag_name(&rest[1..]);
                Some((Token::Close(name), at + 1 + rest.find('>')? + 1))
            }
            first if first.is_ascii_alphabetic() && self.endless_tags < ENDLESS_TAGS => {
                let tag = start_tag(text, at);
                self.endless_tags += u8::from(tag.is_none());
                let tag = tag?;
                let end = tag.range.end;
                Some((Token::Open(tag), end))
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

/// The start tags from an offset on, of a page or template rather than of an author's text: what
/// `<script>` and the like hold is no markup, and after markup that never ends there is nothing.
pub fn tags(html: &str, from: usize) -> impl Iterator<Item = Tag<'_>> {
    let mut tokens = Tokens::new(html, from);
    std::iter::from_fn(move || {
        loop {
            match tokens.next()?.0 {
                Token::Open(tag) => {
                    if tag.is(&["script", "style", "title", "textarea"]) {
                        let inside = &html[tag.range.end..];
                        tokens.skip_to(tag.range.end + inside.find("</").unwrap_or(0));
                    }
                    return Some(tag);
                }
                Token::Text(text) if is_endless(text) => return None,
                _ => {}
            }
        }
    })
}

/// Whether a text is one because the tag or comment at its start does not end.
fn is_endless(text: &str) -> bool {
    text.strip_prefix('<').is_some_and(|rest| {
        let name = rest.strip_prefix('/').unwrap_or(rest);
        name.starts_with(|c: char| c.is_ascii_alphabetic()) || rest.starts_with("!--")
    })
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
        let after = &tail[dashes + 2..];
        if after.starts_with('>') {
            return Some(inner + dashes + 3);
        }
        if after.starts_with("!>") {
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

fn start_tag(text: &str, start: usize) -> Option<Tag<'_>> {
    let name = tag_name(&text[start + 1..]);
    let mut attributes = Attributes {
        text,
        at: start + 1 + name.len(),
        end: None,
    };
    attributes.by_ref().for_each(drop);
    Some(Tag {
        name,
        range: start..attributes.end?,
        text,
    })
}

pub struct Attributes<'a> {
    text: &'a str,
    at: usize,
    /// One past the `>` that ends the tag, once that was reached.
    end: Option<usize>,
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Attribute<'a>;

    fn next(&mut self) -> Option<Attribute<'a>> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        while matches!(bytes.get(at)?, b'/' | b' ' | b'\t' | b'\n' | b'\r' | 0x0c) {
            at += 1;
        }
        if bytes[at] == b'>' {
            self.end = Some(at + 1);
            return None;
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
        self.at = at;
        Some(Attribute {
            name: &self.text[name_at..name_end],
            value: &self.text[value_at.clone()],
            at: name_at..at,
            value_at,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Token, Tokens, tags};

    #[test]
    fn tags_are_taken_apart_as_the_standard_says() {
        let shown = |text: &str| {
            let Some((token, range)) = Tokens::new(text, 0).next() else {
                return String::new();
            };
            let what = match token {
                Token::Text(text) => format!("text {text}"),
                Token::Close(name) => format!("/{name}"),
                Token::Comment => "comment".to_owned(),
                Token::Other => "other".to_owned(),
                Token::Open(tag) => tag.attributes().fold(tag.name.to_owned(), |shown, one| {
                    if one.has_value() {
                        format!("{shown} {}=[{}]", one.name, one.value)
                    } else {
                        format!("{shown} {}", one.name)
                    }
                }),
            };
            format!("{what} {}", range.end)
        };
        assert_eq!(
            shown("<A Href=x/ b c='d>' e = \"f\"/>z"),
            "A Href=[x/] b c=[d>] e=[f] 29"
        );
        assert_eq!(shown("<a =x>"), "a =x 6");
        assert_eq!(shown("<a x=>"), "a x=[] 6");
        assert_eq!(shown("<a\nb='<'>"), "a b=[<] 9");
        assert_eq!(shown("</DIV x>y"), "/DIV 8");
        assert_eq!(shown("<!-- > -->x"), "comment 10");
        assert_eq!(shown("<!-->x"), "comment 5");
        assert_eq!(shown("<!doctype html>"), "other 15");
        assert_eq!(shown("< b"), "text < b 3");
        assert_eq!(shown("<a b='"), "text <a b=' 6");
        assert_eq!(shown("a<b>"), "text a 1");
    }

    #[test]
    fn a_page_has_no_tags_in_scripts_or_after_what_never_ends() {
        let names = |html: &str| {
            let names: Vec<&str> = tags(html, 0).map(|tag| tag.name).collect();
            names.join(" ")
        };
        assert_eq!(names("<p>1 < 2</p><b x='<i>'><br/>"), "p b br");
        assert_eq!(
            names("<script>a<b>c</script><style>d<e></style><i>"),
            "script style i"
        );
        assert_eq!(names("<title>a<b></title><!-- <u> --><i>"), "title i");
        assert_eq!(names("<b><!-- <i>"), "b");
        assert_eq!(names("<b><i a='<u>"), "b");
        assert_eq!(names("<b></i <3"), "b");
    }
}
