//! The words of a page: those of its document's body and of the inline texts of its front matter.
//!
//! Bodies are read as they are written, without the parser: reading each of them a third time would
//! cost a build more than the rest of the index. What is in Markdown and not on the page
//! (addresses of links, ids, entities) is left out by its signs. Where those could be mistaken,
//! because a body has raw HTML in it, the parser is asked after all: a comment must not come into
//! the index.

use super::found::Found;
use super::words::{Word, words_but, words_of};
use crate::document::Document;
use crate::ladder::{Ladder, Subject};
use crate::markdown::plain_text;
use crate::plan::route::Page;

pub(super) struct Text<'a> {
    page: Page,
    document: Option<&'a Document>,
    /// What its front matter says in words beside that.
    said: Vec<&'a str>,
    has_headings: bool,
    made_headings: usize,
}

impl<'a> Text<'a> {
    pub(super) fn of(found: &Found, ladder: &'a Ladder) -> Text<'a> {
        Text {
            page: found.page,
            document: found.document.map(|id| ladder.document(id)),
            said: said(found.page, ladder),
            has_headings: found.has_headings,
            made_headings: found.made_headings.len(),
        }
    }

    /// How many sections a page has: what comes before its first heading is one too.
    pub(super) fn sections(&self) -> usize {
        let headings = self
            .document
            .map_or(0, |document| document.outline.headings.len());
        1 + if self.has_headings { headings } else { 0 } + self.made_headings
    }

    /// Hands each word over with its section, in the order of sections.
    pub(super) fn words(&self, sink: &mut impl FnMut(usize, Word<'_>)) {
        if let Page::Check(code) = self.page {
            markdown_words(code.explanation(), &mut |word| sink(0, word));
        }
        for text in &self.said {
            words_of(text, &mut |word| sink(0, word));
        }
        let Some(document) = self.document else {
            return;
        };
        for (span, _) in &document.cells {
            words_of(&document.text[span.start()..span.end()], &mut |word| {
                sink(0, word);
            });
        }
        for tag in &document.front.common.tags {
            words_of(&tag.value, &mut |word| sink(0, word));
        }
        let outline = &document.outline;
        let end = document.body_start + outline.parsed;
        if outline.has_raw_html {
            // Sections cannot be told apart there without more ado.
            words_of(&plain_text(document.body(), outline, &[]), &mut |word| {
                sink(0, word);
            });
            return;
        }
        let mut start = document.body_start;
        let mut section = 0;
        let headings = outline.headings.iter().filter(|_| self.has_headings);
        for heading in headings {
            let at = heading.span.start().clamp(start, end);
            markdown_words(&document.text[start..at], &mut |word| sink(section, word));
            section += 1;
            start = at;
        }
        markdown_words(&document.text[start..end], &mut |word| sink(section, word));
    }
}

/// Tags with their reasons, attributes: what a page shows of its front matter and is no inline
/// text.
fn said(page: Page, ladder: &Ladder) -> Vec<&str> {
    match page {
        Page::Subject(Subject::Model(id)) => {
            let said = &ladder.model(id).said;
            said.iter().map(|(_, held)| &*held.text).collect()
        }
        Page::Subject(Subject::Team(id)) => {
            let team = ladder.team(id);
            let overrides = team.overrides.iter().map(|(_, held)| &*held.text);
            let attributes = team.attributes.iter();
            let attributes = attributes.flat_map(|each| [&*each.label, &*each.text]);
            let people = team.people.iter().map(|person| &*person.name);
            overrides.chain(attributes).chain(people).collect()
        }
        Page::Subject(Subject::Role(id)) => {
            let attributes = &ladder.role(id).attributes;
            attributes
                .iter()
                .flat_map(|each| [&*each.label, &*each.text])
                .collect()
        }
        _ => Vec::new(),
    }
}

/// The words of Markdown, without what a page does not show of it.
fn markdown_words(text: &str, sink: &mut impl FnMut(Word<'_>)) {
    words_but(text, hidden, sink);
}

/// How many bytes a page does not show where one of these signs is.
fn hidden(bytes: &[u8], at: usize) -> usize {
    match bytes[at] {
        b']' => destination(bytes, at + 1),
        b'{' if bytes.get(at + 1) == Some(&b'#') => until(bytes, at, b'}'),
        b'&' => entity(bytes, at),
        b'`' if at == 0 || bytes[at - 1] == b'\n' => fence(bytes, at),
        b'[' if at == 0 || bytes[at - 1] == b'\n' => definition(bytes, at),
        _ => 0,
    }
}

/// How far the end of something hidden is looked for, in bytes. Nothing that an author means is
/// longer, and a line of a million brackets that never close must not be read once for each of
/// them.
const FURTHEST: usize = 500;

/// How many bytes `(address "title")` after a link's text has, with the bracket before it.
fn destination(bytes: &[u8], at: usize) -> usize {
    if bytes.get(at) != Some(&b'(') {
        return 0;
    }
    let mut open = 0_usize;
    for (length, byte) in line(bytes, at).enumerate() {
        match byte {
            b'(' => open += 1,
            b')' if open == 1 => return length + 2,
            b')' => open -= 1,
            _ => {}
        }
    }
    0
}

/// How many bytes the line has that begins fenced code, up to the code's title.
fn fence(bytes: &[u8], at: usize) -> usize {
    let line = bytes[at..].split(|byte| *byte == b'\n').next();
    let line = line.unwrap_or_default();
    let ticks = line.iter().take_while(|byte| **byte == b'`').count();
    if ticks < 3 || line[ticks..].contains(&b'`') {
        return 0;
    }
    let title = line.windows(7).position(|bytes| bytes == b"title=\"");
    title.map_or(line.len(), |start| start + 7)
}

/// How many bytes there are up to a sign on the same line, with it.
fn until(bytes: &[u8], at: usize, sign: u8) -> usize {
    let end = line(bytes, at).position(|byte| *byte == sign);
    end.map_or(0, |length| length + 1)
}

/// The bytes from a place on to the end of its line, as far as they count.
fn line(bytes: &[u8], at: usize) -> impl Iterator<Item = &u8> {
    let near = bytes[at..].iter().take(FURTHEST);
    near.take_while(|byte| **byte != b'\n')
}

/// How many bytes `&amp;` has.
fn entity(bytes: &[u8], at: usize) -> usize {
    const LONGEST: usize = 32;
    let name = bytes[at + 1..]
        .iter()
        .take(LONGEST)
        .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#')
        .count();
    if name > 0 && bytes.get(at + 1 + name) == Some(&b';') {
        name + 2
    } else {
        0
    }
}

/// How many bytes the line `[label]: address "title"` has. A footnote's text is text.
fn definition(bytes: &[u8], at: usize) -> usize {
    let line = bytes[at..]
        .iter()
        .take_while(|byte| **byte != b'\n')
        .count();
    let line = &bytes[at..at + line];
    let label = line.iter().position(|byte| *byte == b']');
    match label {
        Some(end) if line.get(1) != Some(&b'^') && line.get(end + 1) == Some(&b':') => line.len(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::markdown_words;

    fn words(text: &str) -> String {
        let mut words = Vec::new();
        markdown_words(text, &mut |word| words.push(word.text()));
        words.join(" ")
    }

    #[test]
    fn what_a_page_does_not_show_is_left_out() {
        assert_eq!(
            words("see [the plan](../secret/file.md#part \"title\") now"),
            "see the plan now"
        );
        assert_eq!(words("[a (b) link](x(y)z) end"), "link end");
        assert_eq!(words("## Head {#own-id}\nAT&amp;T &nbsp; ok"), "head at ok");
        assert_eq!(
            words("[ref]: https://example.org \"T\"\nrest [^1]: note\n[^2]: more"),
            "rest 1 note 2 more"
        );
        assert_eq!(
            words("a [b] (kept) [x](open\nkept {# open"),
            "kept open kept open"
        );
        assert_eq!(
            words("a `span` of\n```rust {#no} title=\"Its caption\"\nlet code;\n```\nend"),
            "span of its caption let code end"
        );
        assert_eq!(
            words("````yaml\nkey: 1\n````\n``one`two`` end"),
            "key 1 one two end"
        );
        let far = format!("[x]({}) [y](near)", "ab ".repeat(200));
        assert_eq!(words(&far), "ab ".repeat(200).trim());
    }
}
