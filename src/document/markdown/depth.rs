//! How much of a body is shallow enough to be handed to the Markdown parser.
//!
//! The parser takes time proportional to depth for every line, blank ones too, so depth has to be
//! known before it runs: 250,000 list markers on one line and as many blank lines after it would
//! keep it busy for hours. A scan of line starts gives an upper bound; only a line above the limit
//! is looked at exactly, by parsing the text up to its end.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::options;

/// Lines that may turn out to be shallow after all (a row of dashes in a code block) before the
/// scan stops believing them.
const SECOND_LOOKS: usize = 8;

/// Where a body becomes too deep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Crossing {
    /// Start of the line: what comes before it may be parsed.
    pub(super) line: usize,
    /// The marker that is one too many.
    pub(super) at: Range<usize>,
}

/// The first place where blocks nest deeper than `limit`.
pub(super) fn crossing(body: &str, limit: usize) -> Option<Crossing> {
    let bytes = body.as_bytes();
    let lines = Lines {
        text: body,
        old_mac: body.contains('\r'),
    };
    let mut open = 0;
    let mut second_looks = 0;
    let mut line = 0;
    while line < bytes.len() {
        let start = line_markers(bytes, line);
        if start.markers > 0 {
            let before = open;
            open = start.markers + open.min(start.blanks / 2);
            if open > limit {
                let end = lines.end(start.end);
                let markers = line_markers(&bytes[..rule_start(bytes, line, end)], line).markers;
                if markers + before.min(start.blanks / 2) <= limit {
                    open = before.max(markers);
                    line = end;
                    continue;
                }
                second_looks += 1;
                let exact = deep_marker(&body[..end], limit);
                if exact.is_some() || second_looks > SECOND_LOOKS {
                    let at = exact.unwrap_or(start.end..start.end);
                    return Some(Crossing { line, at });
                }
                open = limit;
            }
        }
        line = lines.end(start.end);
    }
    None
}

/// What is at the start of a line.
struct LineStart {
    /// Quote, list, definition and footnote markers.
    markers: usize,
    /// Columns of blanks between them.
    blanks: usize,
    end: usize,
}

fn line_markers(bytes: &[u8], start: usize) -> LineStart {
    let (mut markers, mut blanks) = (0, 0);
    let mut at = start;
    while at < bytes.len() {
        match bytes[at] {
            b' ' => blanks += 1,
            b'\t' => blanks += 4,
            b'>' => markers += 1,
            b'-' | b'+' | b'*' | b':' if is_blank(bytes, at + 1) => markers += 1,
            b'0'..=b'9' => {
                let digits = bytes[at..]
                    .iter()
                    .take(10)
                    .take_while(|byte| byte.is_ascii_digit())
                    .count();
                let mark = at + digits;
                if matches!(bytes.get(mark), Some(b'.' | b')')) && is_blank(bytes, mark + 1) {
                    markers += 1;
                    at = mark;
                } else {
                    break;
                }
            }
            b'[' if bytes.get(at + 1) == Some(&b'^') => {
                markers += 1;
                break;
            }
            _ => break,
        }
        at += 1;
    }
    LineStart {
        markers,
        blanks,
        end: at,
    }
}

/// Where the thematic break begins (`- - -`) that a line ends with; else the end of the line.
fn rule_start(bytes: &[u8], line: usize, end: usize) -> usize {
    let Some(mark) = bytes[line..end]
        .iter()
        .rfind(|byte| !byte.is_ascii_whitespace())
        .filter(|byte| matches!(byte, b'-' | b'*'))
    else {
        return end;
    };
    let tail = bytes[line..end]
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_whitespace() || *byte == mark)
        .count();
    end - tail
}

fn is_blank(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at), None | Some(b' ' | b'\t' | b'\n' | b'\r'))
}

/// Finds ends of lines; CR alone is one too, which is only looked for where there is any.
struct Lines<'a> {
    text: &'a str,
    old_mac: bool,
}

impl Lines<'_> {
    /// One past the line end at or after `at`.
    fn end(&self, at: usize) -> usize {
        // Offsets come from ASCII bytes, so they are boundaries.
        let rest = self.text.get(at..).unwrap_or_default();
        let end = if self.old_mac {
            rest.find(['\n', '\r'])
        } else {
            rest.find('\n')
        };
        end.map_or(self.text.len(), |end| at + end + 1)
    }
}

/// The first marker nested deeper than `limit`, as the parser sees it.
fn deep_marker(text: &str, limit: usize) -> Option<Range<usize>> {
    let mut depth = 0;
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Start(tag) if counts(&tag) => {
                depth += 1;
                if depth > limit {
                    return Some(range.start..range.start + 1);
                }
            }
            Event::End(tag) if end_counts(tag) => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Whether a tag is a level of nesting to a person: a list and its item are one, a paragraph or
/// table is not.
pub(super) fn counts(tag: &Tag) -> bool {
    matches!(
        tag,
        Tag::BlockQuote(_)
            | Tag::Item
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionListDefinition
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

/// [`counts`] for the end of the tag.
pub(super) fn end_counts(tag: pulldown_cmark::TagEnd) -> bool {
    use pulldown_cmark::TagEnd;
    matches!(
        tag,
        TagEnd::BlockQuote(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionListDefinition
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
    )
}

#[cfg(test)]
mod tests {
    use super::crossing;

    #[test]
    fn the_marker_above_the_limit_is_found() {
        let at = |body: &str| crossing(body, 4).map(|crossing| (crossing.line, crossing.at.start));
        assert_eq!(at("> > > > a\n"), None);
        assert_eq!(at(">>>>> a\n"), Some((0, 4)));
        assert_eq!(at("x\n\n- - > - - a\n"), Some((3, 11)));
        assert_eq!(at("- a\n  - b\n    - c\n      - d\n"), None);
        assert_eq!(
            at("- a\n  - b\n    - c\n      - d\n        - e\n"),
            Some((28, 36))
        );
    }

    #[test]
    fn rules_and_code_are_not_deep() {
        assert_eq!(crossing(&"- - - - - -\n".repeat(20), 4), None);
        assert_eq!(crossing(&"> * - - - - - -\n\n".repeat(20), 4), None);
        assert_eq!(crossing("```\n> > > > > > a\n```\n", 4), None);
    }
}
