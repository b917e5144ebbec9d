//! Raw HTML in a body: taken apart, judged against an allow-list, located.
//!
//! What may stay is given to the renderer as elements and attributes that it writes out afresh, so nothing of the author's own
//! spelling of a tag reaches the page. The finished body then goes through `ammonia`, which has the final word and repairs what is
//! not nested well. This scan exists because `ammonia` cannot say *where* something was that it took out, and because links and ids
//! in raw HTML have to be known like any other.

use std::borrow::Cow;
use std::ops::Range;

use super::RESERVED;

/// Elements that content may use, sorted.
pub const ELEMENTS: [&str; 69] = [
    "a",
    "abbr",
    "article",
    "aside",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "nav",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Attributes that any of them may have. `id` and `class` are looked at besides.
pub const EVERYWHERE: [&str; 5] = ["class", "dir", "id", "lang", "title"];

/// Further attributes, by element.
#[must_use]
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
#[must_use]
pub fn is_void(element: &str) -> bool {
    matches!(element, "br" | "col" | "hr" | "img" | "wbr")
}

/// The allowed element of this name.
pub(super) fn element(name: &str) -> Option<&'static str> {
    ELEMENTS
        .binary_search(&name)
        .ok()
        .map(|index| ELEMENTS[index])
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
    /// Attributes that need no second look; values as written, entities and all, without `"`, `<` and `>`.
    pub attributes: Vec<(&'static str, String)>,
    /// `id`, or `name` of an `a`.
    pub id: Option<(String, Range<usize>)>,
    /// `href` or `src`, decoded.
    pub link: Option<(String, Range<usize>)>,
}

/// A piece of raw HTML as it was written.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
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
pub(super) struct Attribute<'a> {
    pub(super) name: String,
    pub(super) value: &'a str,
    /// Name and value in the run.
    pub(super) at: Range<usize>,
    /// The value alone.
    pub(super) value_at: Range<usize>,
}

/// Takes raw HTML apart. Follows the tokenizer of the HTML standard, except that what never ends is text.
pub(super) struct Tokens<'a> {
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
    pub(super) fn new(text: &'a str, at: usize) -> Tokens<'a> {
        Tokens {
            text,
            at,
            last_end: text.rfind('>').map_or(0, |end| end + 1),
            endless_comment: false,
            endless_tags: 0,
        }
    }

    /// Goes on from another place.
    pub(super) fn skip_to(&mut self, at: usize) {
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

/// What became of an element's attributes.
pub(super) struct Judged<'t, 'a> {
    pub(super) element: Element,
    /// What was taken out.
    pub(super) removed: Vec<&'t Attribute<'a>>,
}

/// Sorts the attributes of an allowed element.
pub(super) fn judge<'t, 'a>(name: &'static str, given: &'t [Attribute<'a>]) -> Judged<'t, 'a> {
    let mut element = Element {
        name,
        attributes: Vec::new(),
        id: None,
        link: None,
    };
    let mut removed = Vec::new();
    for one in given {
        match attribute(name, &one.name) {
            Some("href" | "src") if element.link.is_none() => {
                element.link = Some((
                    entities_decoded(one.value).into_owned(),
                    one.value_at.clone(),
                ));
            }
            Some("id" | "name") if element.id.is_none() => {
                element.id = Some((one.value.trim().to_owned(), one.at.clone()));
            }
            Some("class") => {
                let (kept, reserved): (Vec<&str>, Vec<&str>) = one
                    .value
                    .split_ascii_whitespace()
                    .partition(|class| !class.starts_with(RESERVED));
                if !reserved.is_empty() {
                    removed.push(one);
                }
                if !kept.is_empty() {
                    element
                        .attributes
                        .push(("class", quotable(&kept.join(" "))));
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

/// The text with character references decoded: all numeric ones, and of the named ones those that stand for ASCII (only they can
/// make up a scheme) and a few that occur in prose. Others stay as written.
#[must_use]
pub fn entities_decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((c, len)) = reference(rest) {
            out.push(c);
            rest = &rest[len..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn reference(text: &str) -> Option<(char, usize)> {
    if let Some(number) = text.strip_prefix("&#") {
        let (digits_at, radix) = match number.bytes().next()? {
            b'x' | b'X' => (1, 16),
            _ => (0, 10),
        };
        let digits = &number[digits_at..];
        let len = digits
            .find(|c: char| !c.is_digit(radix))
            .unwrap_or(digits.len());
        if len == 0 {
            return None;
        }
        let c = u32::from_str_radix(&digits[..len], radix)
            .ok()
            .filter(|code| *code != 0)
            .and_then(char::from_u32)
            .unwrap_or('\u{fffd}');
        let end = 2 + digits_at + len;
        return Some((c, end + usize::from(text[end..].starts_with(';'))));
    }
    let name = &text[1..];
    let len = name.find(|c: char| !c.is_ascii_alphanumeric())?;
    if !name[len..].starts_with(';') {
        return None;
    }
    let c = match &name[..len] {
        "amp" | "AMP" => '&',
        "lt" | "LT" => '<',
        "gt" | "GT" => '>',
        "quot" | "QUOT" => '"',
        "apos" => '\'',
        "Tab" => '\t',
        "NewLine" => '\n',
        "excl" => '!',
        "num" => '#',
        "dollar" => '$',
        "percnt" => '%',
        "lpar" => '(',
        "rpar" => ')',
        "ast" | "midast" => '*',
        "plus" => '+',
        "comma" => ',',
        "period" => '.',
        "sol" => '/',
        "colon" => ':',
        "semi" => ';',
        "equals" => '=',
        "quest" => '?',
        "commat" => '@',
        "lsqb" | "lbrack" => '[',
        "bsol" => '\\',
        "rsqb" | "rbrack" => ']',
        "Hat" => '^',
        "lowbar" | "UnderBar" => '_',
        "grave" | "DiacriticalGrave" => '`',
        "lcub" | "lbrace" => '{',
        "verbar" | "vert" | "VerticalLine" => '|',
        "rcub" | "rbrace" => '}',
        "nbsp" => '\u{a0}',
        "shy" => '\u{ad}',
        "copy" => '©',
        "reg" => '®',
        "trade" => '™',
        "deg" => '°',
        "middot" => '·',
        "times" => '×',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "laquo" => '«',
        "raquo" => '»',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "bull" => '•',
        "larr" => '←',
        "rarr" => '→',
        "euro" => '€',
        _ => return None,
    };
    Some((c, len + 2))
}

#[cfg(test)]
mod tests {
    use super::{ELEMENTS, Token, Tokens, entities_decoded};

    #[test]
    fn the_list_is_sorted() {
        assert!(ELEMENTS.is_sorted());
    }

    #[test]
    fn tags_are_taken_apart_as_the_standard_says() {
        let shown = |text: &str| {
            let Some((token, range)) = Tokens::new(text, 0).next() else {
                return String::new();
            };
            let what = match token {
                Token::Text(text) => format!("text {text}"),
                Token::Close { name } => format!("/{name}"),
                Token::Comment => "comment".to_owned(),
                Token::Other => "other".to_owned(),
                Token::Open { name, attributes } => attributes.iter().fold(name, |shown, one| {
                    format!("{shown} {}=[{}]", one.name, one.value)
                }),
            };
            format!("{what} {}", range.end)
        };
        assert_eq!(
            shown("<A Href=x/ b c='d>' e = \"f\"/>z"),
            "a href=[x/] b=[] c=[d>] e=[f] 29"
        );
        assert_eq!(shown("<a =x>"), "a =x=[] 6");
        assert_eq!(shown("<a\nb='<'>"), "a b=[<] 9");
        assert_eq!(shown("</DIV x>y"), "/div 8");
        assert_eq!(shown("<!-- > -->x"), "comment 10");
        assert_eq!(shown("<!-->x"), "comment 5");
        assert_eq!(shown("<!doctype html>"), "other 15");
        assert_eq!(shown("< b"), "text < b 3");
        assert_eq!(shown("<a b='"), "text <a b=' 6");
        assert_eq!(shown("a<b>"), "text a 1");
    }

    #[test]
    fn references_that_could_hide_a_scheme_are_decoded() {
        assert_eq!(
            entities_decoded("java&#x73;c&#114ipt&colon;&Tab;x&amp;y&unknown;&"),
            "javascript:\tx&y&unknown;&"
        );
    }
}
