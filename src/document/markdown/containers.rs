//! `:::kind Title` … `:::` containers, which pulldown-cmark does not know.
//!
//! A fence has to end a paragraph, a list and a table wherever a lazy line would otherwise carry
//! them on, and to do so before the parser runs. So the parser is given a copy of the body in which
//! each `:::` at the start of a line is `<?>`: as long, and a whole HTML block of its own that
//! interrupts everything. Offsets stay, except where an HTML block is open above: it only ends at a
//! blank line, so one is put in and [`Masked`] maps offsets back. Where a fence turns out to be
//! in code, the stream gives the text of the body itself. A line that begins with a colon and no blank
//! (`:warning:`) is masked in the same way: the parser takes it for a definition, and no one else does. (Tried: finding fences among the events.
//! The list of a lazy line is closed too late, and a table eats the fence.)

mod kind;

use std::borrow::Cow;
use std::ops::Range;

pub use kind::Kind;

/// What a fence looks like to the parser.
pub(super) const MASK: &str = "<?>";

/// What the first colon of a line is to the parser where it makes no definition.
const NO_DEFINITION: &str = ";";

/// One line that opens or closes a container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fence {
    /// Where its mask is in the masked text.
    masked: usize,
    /// The colons and all that follows on the line, in the body.
    pub(super) at: Range<usize>,
    pub(super) colons: usize,
    /// What follows them; nothing closes.
    pub(super) opens: Option<Opener>,
}

/// What follows the colons of an opening fence, in the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Opener {
    pub(super) kind: Option<Kind>,
    pub(super) name: Range<usize>,
    pub(super) title: Range<usize>,
}

/// A body with its fences made visible to the parser.
#[derive(Debug)]
pub(super) struct Masked<'a> {
    pub(super) body: &'a str,
    pub(super) text: Cow<'a, str>,
    pub(super) fences: Vec<Fence>,
    /// Where the other colons are in the masked text.
    colons: Vec<usize>,
    inserted: Vec<Inserted>,
}

#[derive(Clone, Copy, Debug)]
struct Inserted {
    /// Its place in the masked text.
    at: usize,
    len: usize,
    /// The length of all that was put in before it.
    before: usize,
}

impl<'a> Masked<'a> {
    pub(super) fn new(body: &'a str) -> Masked<'a> {
        let mut masked = Masked {
            body,
            text: Cow::Borrowed(body),
            fences: Vec::new(),
            colons: Vec::new(),
            inserted: Vec::new(),
        };
        // Colons are rare: finding one and looking at what is around it is faster than looking at
        // every line.
        let bytes = body.as_bytes();
        let may_begin_line =
            |at: usize| at == 0 || matches!(bytes[at - 1], b'\n' | b'\r' | b' ' | b'\t' | b'>');
        let is_masked = |at: usize| {
            body[at..].starts_with(":::") || may_begin_line(at) && is_no_definition(&body[at..])
        };
        if body.match_indices(':').any(|(at, _)| is_masked(at)) {
            masked.find();
        }
        masked
    }

    /// A cell with `guard` bytes put before it; the rest is as long as the cell.
    pub(super) fn guarded(cell: &'a str, text: String, guard: usize) -> Masked<'a> {
        Masked {
            body: cell,
            text: Cow::Owned(text),
            fences: Vec::new(),
            colons: Vec::new(),
            inserted: vec![Inserted {
                at: 0,
                len: guard,
                before: 0,
            }],
        }
    }

    fn find(&mut self) {
        let body = self.body;
        let mut text = String::with_capacity(body.len() + 64);
        // Prefixes of the containers that are open as far as lines can tell.
        let mut open: Vec<&str> = Vec::new();
        let mut code: Option<(u8, usize)> = None;
        let mut html = false;
        let mut start = 0;
        while start < body.len() {
            let end = line_end(body, start);
            let line = &body[start..end];
            let prefix = &line[..prefix_len(line)];
            let rest = &line[prefix.len()..];
            if let Some((colons, opens)) = fence(rest, start + prefix.len()) {
                if html {
                    let quotes = prefix.trim_end_matches([' ', '\t']);
                    let quotes = if is_quotes(quotes) { quotes } else { "" };
                    self.inserted.push(Inserted {
                        at: text.len(),
                        len: quotes.len() + 1,
                        before: self
                            .inserted
                            .last()
                            .map_or(0, |last| last.before + last.len),
                    });
                    text.push_str(quotes);
                    text.push('\n');
                    html = false;
                }
                let mut indent = prefix;
                if code.is_none() {
                    if opens.is_some() {
                        open.push(prefix);
                    } else if let Some(opener) = open.pop()
                        && is_indent(prefix)
                        && prefix.len() <= 3
                        && is_indent(opener)
                        && opener.len() < prefix.len()
                    {
                        // A closing fence as far in as the list above it would end up in the list.
                        indent = opener;
                    }
                }
                text.push_str(indent);
                let content = line.trim_end_matches(['\n', '\r']).trim_end().len();
                self.fences.push(Fence {
                    masked: text.len(),
                    at: start + prefix.len()..start + content,
                    colons,
                    opens,
                });
                text.push_str(MASK);
                text.push_str(&prefix[indent.len()..]);
                text.push_str(&rest[MASK.len()..]);
            } else {
                if rest.trim().is_empty() {
                    html = false;
                } else if rest.starts_with('<') {
                    html = true;
                }
                code = code_after(code, rest);
                if is_no_definition(rest) {
                    text.push_str(prefix);
                    self.colons.push(text.len());
                    text.push_str(NO_DEFINITION);
                    text.push_str(&rest[NO_DEFINITION.len()..]);
                } else {
                    text.push_str(line);
                }
            }
            start = end;
        }
        if self.is_masked() {
            self.text = Cow::Owned(text);
        }
    }

    /// Whether the parser is given anything but the body.
    pub(super) fn is_masked(&self) -> bool {
        !(self.fences.is_empty() && self.colons.is_empty())
    }

    /// Whether a colon in a part of the masked text is masked.
    pub(super) fn hides_colon(&self, masked: &Range<usize>) -> bool {
        let first = self.colons.partition_point(|at| *at < masked.start);
        self.colons.get(first).is_some_and(|at| *at < masked.end)
    }

    /// The text of an event without its masks, given the part of the masked text that it comes from.
    pub(super) fn unmasked(&self, text: &str, masked: Range<usize>) -> String {
        let mut restored = text.replace(MASK, ":::");
        // A span of code has its line ends as blanks, and lacks what is around it.
        let in_line = |text: &str| text.replace(['\n', '\r'], " ");
        let offset = in_line(&self.text[masked.clone()]).find(&in_line(text));
        let offset = offset.map(|offset| masked.start + offset);
        if let Some(offset) = offset.filter(|_| restored.len() == text.len()) {
            let first = self.colons.partition_point(|at| *at < offset);
            for at in self.colons[first..].iter().map(|at| at - offset) {
                if at >= text.len() {
                    break;
                }
                restored.replace_range(at..at + NO_DEFINITION.len(), ":");
            }
        }
        restored
    }

    /// The place in the body of a place in the masked text.
    pub(super) fn original(&self, masked: usize) -> usize {
        let behind = self.inserted.partition_point(|one| one.at < masked);
        match self.inserted.get(behind.wrapping_sub(1)) {
            Some(last) => masked - last.before - last.len.min(masked - last.at),
            None => masked,
        }
    }

    /// The range in the body of a range of the masked text.
    pub(super) fn original_range(&self, masked: Range<usize>) -> Range<usize> {
        if self.inserted.is_empty() {
            return masked;
        }
        let start = self.original(masked.start);
        start..self.original(masked.end).max(start)
    }

    /// The fence whose mask starts here in the masked text.
    pub(super) fn fence_at(&self, masked: usize) -> Option<usize> {
        self.fences
            .binary_search_by_key(&masked, |fence| fence.masked)
            .ok()
    }

    /// Whether a range of the masked text differs from the body.
    pub(super) fn is_changed(&self, masked: &Range<usize>) -> bool {
        let fence = self
            .fences
            .partition_point(|fence| fence.masked + MASK.len() <= masked.start);
        let insertion = self
            .inserted
            .partition_point(|one| one.at + one.len <= masked.start);
        let fence = self.fences.get(fence);
        let insertion = self.inserted.get(insertion);
        fence.is_some_and(|fence| fence.masked < masked.end)
            || self.hides_colon(masked)
            || insertion.is_some_and(|one| one.at < masked.end)
    }
}

/// Whether a line goes on with a colon that no blank follows.
fn is_no_definition(rest: &str) -> bool {
    let next = rest.strip_prefix(':').and_then(|rest| rest.chars().next());
    next.is_some_and(|next| !next.is_whitespace())
}

fn line_end(text: &str, start: usize) -> usize {
    match text[start..].find(['\n', '\r']) {
        None => text.len(),
        Some(at) if text[start + at..].starts_with("\r\n") => start + at + 2,
        Some(at) => start + at + 1,
    }
}

fn is_indent(prefix: &str) -> bool {
    prefix.bytes().all(|byte| byte == b' ')
}

fn is_quotes(prefix: &str) -> bool {
    prefix
        .bytes()
        .all(|byte| matches!(byte, b' ' | b'\t' | b'>'))
}

/// Blanks, quote marks and list markers.
fn prefix_len(line: &str) -> usize {
    let bytes = line.as_bytes();
    let blank = |at: usize| matches!(bytes.get(at), Some(b' ' | b'\t'));
    let mut at = 0;
    loop {
        match bytes.get(at) {
            Some(b' ' | b'\t' | b'>') => at += 1,
            Some(b'-' | b'+' | b'*') if blank(at + 1) => at += 2,
            Some(b'0'..=b'9') => {
                let digits = bytes[at..]
                    .iter()
                    .take_while(|byte| byte.is_ascii_digit())
                    .count();
                let mark = at + digits;
                if digits > 9 || !matches!(bytes.get(mark), Some(b'.' | b')')) || !blank(mark + 1) {
                    return at;
                }
                at = mark + 2;
            }
            _ => return at,
        }
    }
}

/// Colons and opener of what follows the prefix of a line, which begins at `offset`.
fn fence(rest: &str, offset: usize) -> Option<(usize, Option<Opener>)> {
    let colons = rest.bytes().take_while(|byte| *byte == b':').count();
    if colons < MASK.len() {
        return None;
    }
    let info = &rest[colons..];
    let words = info.trim();
    if words.is_empty() {
        return Some((colons, None));
    }
    let words_at = offset + colons + (info.len() - info.trim_start().len());
    let name_len = match words.as_bytes()[0] {
        // Other tools' `::: {.note}`: not ours, but plainly a container.
        b'{' => words.find('}').map_or(words.len(), |end| end + 1),
        first if first.is_ascii_alphabetic() => words
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')
            .unwrap_or(words.len()),
        _ => return None,
    };
    let mut title = words[name_len..].trim_end_matches([':', ' ', '\t']);
    title = title.strip_prefix(':').unwrap_or(title);
    let mut title_at = words_at + words.len() - words[name_len..].len();
    title_at += words[name_len..].find(title).unwrap_or(0);
    let trimmed = title.trim_start();
    title_at += title.len() - trimmed.len();
    let mut title = title_at..title_at + trimmed.len();
    if trimmed.starts_with('[') && trimmed.ends_with(']') {
        title = title.start + 1..title.end - 1;
    }
    Some((
        colons,
        Some(Opener {
            kind: Kind::find(&words[..name_len]),
            name: words_at..words_at + name_len,
            title,
        }),
    ))
}

/// Whether code is open after a line, given whether it was before; what opened it is kept.
fn code_after(code: Option<(u8, usize)>, rest: &str) -> Option<(u8, usize)> {
    let Some(first @ (b'`' | b'~')) = rest.bytes().next() else {
        return code;
    };
    let len = rest.bytes().take_while(|byte| *byte == first).count();
    match code {
        None if len >= 3 => Some((first, len)),
        Some((mark, opened)) if mark == first && len >= opened && rest[len..].trim().is_empty() => {
            None
        }
        code => code,
    }
}

#[cfg(test)]
mod tests {
    use super::Masked;

    #[test]
    fn offsets_map_back_over_what_was_put_in() {
        let body = "<div>\nx\n:::tip\ny\n> <b>\n> :::\n";
        let masked = Masked::new(body);
        assert_eq!(masked.text, "<div>\nx\n\n<?>tip\ny\n> <b>\n>\n> <?>\n");
        let y = masked.text.find('y').unwrap();
        assert_eq!(&body[masked.original_range(y..y + 1)], "y");
        assert_eq!(masked.original_range(8..9), 8..8);
        let last = masked.text.rfind("<?>").unwrap();
        assert_eq!(&body[masked.original(last)..], ":::\n");
        assert!(masked.fence_at(last).is_some());
        assert!(masked.is_changed(&(0..10)));
        assert!(!masked.is_changed(&(y..y + 1)));
    }

    #[test]
    fn fences_are_taken_apart() {
        let parts = |line: &str| {
            let masked = Masked::new(line);
            masked.fences.first().map(|fence| match &fence.opens {
                None => format!("{} close", fence.colons),
                Some(opener) => format!(
                    "{} {:?} {} {}",
                    fence.colons,
                    opener.kind,
                    &line[opener.name.clone()],
                    &line[opener.title.clone()]
                ),
            })
        };
        let parts = |line: &str| parts(line).unwrap_or_default();
        assert_eq!(parts(":::tip"), "3 Some(Tip) tip ");
        assert_eq!(parts("::: Tip  A title "), "3 Some(Tip) Tip A title");
        assert_eq!(
            parts(":::note[In brackets]"),
            "3 Some(Note) note In brackets"
        );
        assert_eq!(parts("  - ::::info x :::"), "4 Some(Info) info x");
        assert_eq!(parts("> :::"), "3 close");
        assert_eq!(parts(":::nope x"), "3 None nope x");
        assert_eq!(parts("::: {.callout} x"), "3 None {.callout} x");
        assert_eq!(parts(":::tip: x"), "3 Some(Tip) tip x");
        assert_eq!(parts("::: 5"), "");
        assert_eq!(parts("a :::"), "");
    }
}
