//! Finds the front matter of a file: what is between its two lines of `---`, or what was meant
//! to.

use std::ops::Range;

use super::limits::Limits;
use crate::diagnostic::{Diagnostic, front_matter as say};
use crate::source::{Contents, SourceFile};
use crate::span::{FileId, Span};

pub(super) struct Parts {
    /// What is between the fences, or what was meant to.
    pub(super) yaml: Option<Range<usize>>,
    pub(super) body: usize,
}

/// Finds the front matter block. One that is wrong in its fences only is read all the same: nothing
/// is published with an error, and the names in it are known to all other files, which would
/// otherwise seem to be wrong as well.
pub(super) fn split(
    file: FileId,
    text: &str,
    limits: &Limits,
    diagnostics: &mut Vec<Diagnostic>,
) -> Parts {
    let start = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let first = line_at(text, start);
    let fence = text[first.clone()].trim_end();
    let span = |range: Range<usize>| Span::new(file, text, range);
    if fence != "---" {
        let (meant, body) = if let Some(body) = other_fence(text, start, fence) {
            diagnostics.push(say::wrong_fence(span(start..start + fence.len()), fence));
            (None, body)
        } else if let Some(late) = late_block(text, start) {
            diagnostics.push(say::late_fence(span(late..late + 3)));
            block_at(text, late).map_or((None, start), |(yaml, after)| (Some(yaml), after))
        } else if let Some((yaml, after)) = unopened_block(text, start) {
            let at = span(start..start + fence.len());
            diagnostics.push(if yaml.start == start {
                say::unopened(at)
            } else {
                say::wrong_dashes(at, fence)
            });
            (Some(yaml), after)
        } else {
            (None, start)
        };
        return Parts {
            yaml: meant.filter(|yaml| yaml.len() <= limits.front_matter),
            body,
        };
    }
    let Some((yaml, after)) = block_at(text, start) else {
        let (meant, closing) = unclosed_block(text, first.end);
        let opening = span(start..start + 3);
        diagnostics.push(if let Some(closing) = closing.clone() {
            let written = text[closing.clone()].to_owned();
            say::closed_otherwise(opening, span(closing), &written)
        } else {
            say::unclosed(opening, span(text.len()..text.len()))
        });
        return Parts {
            yaml: meant.filter(|yaml| yaml.len() <= limits.front_matter),
            body: closing.map_or(text.len(), |closing| line_at(text, closing.start).end),
        };
    };
    if yaml.len() > limits.front_matter {
        let at = yaml.start + limits.front_matter;
        let limit = format!("{} KiB", limits.front_matter / 1024);
        diagnostics.push(say::over_limit(
            span(at..at + 1),
            "the front matter",
            &limit,
            "front-matter",
        ));
        return Parts {
            yaml: None,
            body: after,
        };
    }
    if let Some((second, _)) = block_at(text, after)
        && looks_like_mapping(&text[second])
    {
        diagnostics.push(say::second_block(
            span(after..after + 3),
            span(start..start + 3),
        ));
    }
    Parts {
        yaml: Some(yaml),
        body: after,
    }
}

/// The front matter of a file that is no UTF-8, where all of it comes before the first wrong byte.
pub(super) fn before_wrong_byte(file: &SourceFile, shown: &str, limits: &Limits) -> Parts {
    let good = match file.contents() {
        Contents::BadText { at, .. } => *at,
        _ => 0,
    };
    let yaml = block_at(shown, 0)
        .filter(|(_, after)| *after <= good)
        .map(|(yaml, _)| yaml)
        .filter(|yaml| yaml.len() <= limits.front_matter);
    Parts {
        yaml,
        body: shown.len(),
    }
}

/// A front matter that nothing opens, or that other dashes do (a word processor makes `—` of
/// `---`): its inside, and where the text goes on. Only where it has a title: lines with a colon
/// above a line of dashes may well be text.
fn unopened_block(text: &str, start: usize) -> Option<(Range<usize>, usize)> {
    let first = line_at(text, start);
    let inside = if is_like_fence(&text[first.clone()]) {
        first.end
    } else {
        start
    };
    let mut at = inside;
    while at < text.len() {
        let line = line_at(text, at);
        if is_like_fence(&text[line.clone()]) {
            let yaml = &text[inside..at];
            let titled = yaml.lines().any(|line| line.starts_with("title: "));
            return (titled && looks_like_mapping(yaml)).then_some((inside..at, line.end));
        }
        at = line.end;
    }
    None
}

/// The lines of a front matter that nothing closes, as far as they read like one, and the line that
/// was meant to close it.
fn unclosed_block(text: &str, inside: usize) -> (Option<Range<usize>>, Option<Range<usize>>) {
    let mut at = inside;
    let mut closing = None;
    while at < text.len() {
        let line = line_at(text, at);
        let written = text[line.clone()].trim_end();
        if is_like_fence(written) {
            closing = Some(at..at + written.len());
            break;
        }
        if written.is_empty() {
            break;
        }
        at = line.end;
    }
    let meant = looks_like_mapping(&text[inside..at]).then_some(inside..at);
    (meant.clone(), closing.filter(|_| meant.is_some()))
}

/// Whether a line is a fence or was meant to be one: up to six dashes of any kind and nothing else.
fn is_like_fence(line: &str) -> bool {
    let line = line.trim();
    (1..=6).contains(&line.chars().count()) && line.chars().all(|c| "-–—―−‐‑".contains(c))
}

/// Where the text goes on after a front matter in another language (`+++`, `;;;`, `---js`) that
/// starts at `start`, if one does.
fn other_fence(text: &str, start: usize, fence: &str) -> Option<usize> {
    let marked = fence.strip_prefix("---").map(str::trim_start);
    let closing = match fence {
        "+++" | ";;;" => fence,
        // `--- ---` and `-----` are thematic breaks.
        _ if marked.is_some_and(|rest| rest.contains(|c: char| c != '-' && c != ' ')) => "---",
        _ => return None,
    };
    let mut at = line_at(text, start).end;
    while at < text.len() {
        let line = line_at(text, at);
        if text[line.clone()].trim_end() == closing {
            return Some(line.end);
        }
        at = line.end;
    }
    // `--- and so on` may open a paragraph; a language right after the dashes is never text.
    let is_text = marked.is_some() && fence[3..].starts_with(' ');
    (!is_text).then_some(text.len())
}

/// A block that is front matter in all but its place: blank lines or comments come before it.
fn late_block(text: &str, start: usize) -> Option<usize> {
    let mut rest = text[start..].trim_start();
    while let Some(comment) = rest.strip_prefix("<!--") {
        rest = comment[comment.find("-->")? + 3..].trim_start();
    }
    let at = text.len() - rest.len();
    let (inside, _) = block_at(text, at)?;
    let inside = &text[inside];
    // Keys are in lower case; a sentence between two rules is not.
    let is_late = at > start && inside.trim_start().starts_with(|c: char| !c.is_uppercase());
    (is_late && looks_like_mapping(inside)).then_some(at)
}

/// A `---` … `---` block that starts at `start`: its inside, and where the text goes on.
fn block_at(text: &str, start: usize) -> Option<(Range<usize>, usize)> {
    let opening = line_at(text, start);
    if text[opening.clone()].trim_end() != "---" {
        return None;
    }
    let mut at = opening.end;
    while at < text.len() {
        let line = line_at(text, at);
        if text[line.clone()].trim_end() == "---" {
            return Some((opening.end..line.start, line.end));
        }
        at = line.end;
    }
    None
}

/// The line that starts at `at`, with its end: LF, CRLF or a lone CR.
fn line_at(text: &str, at: usize) -> Range<usize> {
    let rest = &text.as_bytes()[at..];
    let end = rest
        .iter()
        .position(|byte| matches!(byte, b'\n' | b'\r'))
        .map_or(text.len(), |end| {
            let crlf = rest[end] == b'\r' && rest.get(end + 1) == Some(&b'\n');
            at + end + 1 + usize::from(crlf)
        });
    at..end
}

/// Whether the lines of a block read like `key: value`, so that it was meant as front matter and
/// not as two thematic breaks.
fn looks_like_mapping(block: &str) -> bool {
    let mut lines = block
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))
        .peekable();
    lines
        .peek()
        .is_some_and(|line| !line.starts_with([' ', '\t', '-']))
        && lines.all(|line| {
            let indented = line.starts_with([' ', '\t', '-']);
            indented
                || line.split_once(':').is_some_and(|(key, rest)| {
                    !key.contains(' ') && (rest.is_empty() || rest.starts_with(' '))
                })
        })
}
