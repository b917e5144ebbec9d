//! A template's source in parts: text, what is printed, what is done, comments.
//!
//! Tera keeps its own reading to itself. Only what is between the parts is read here, in Tera's
//! way: a string in an expression may hold what would end it, a comment ends at the first `#}`, and
//! between `{% raw %}` and `{% endraw %}` all is text. A template that Tera does not take never
//! comes here.

use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Markup as it stands in the page.
    Text,
    /// `{{ … }}`
    Printed,
    /// `{% … %}`
    Done,
    /// `{# … #}`
    Comment,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) kind: Kind,
    /// With its delimiters.
    pub(super) range: Range<usize>,
    /// Without delimiters and their `-`.
    pub(super) inside: Range<usize>,
}

/// A word or a sign of an expression.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// A string has none of its letters here: nothing in it is of interest.
    pub(super) text: &'a str,
    pub(super) range: Range<usize>,
}

/// All parts, in order, without a gap.
pub(super) fn parts(source: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut at = 0;
    while at < source.len() {
        let start = at + next_start(&source[at..]).unwrap_or(source.len() - at);
        if start > at {
            parts.push(Part {
                kind: Kind::Text,
                range: at..start,
                inside: at..start,
            });
        }
        if start == source.len() {
            break;
        }
        let part = part(source, start);
        at = part.range.end;
        let is_raw = part.kind == Kind::Done && source[part.inside.clone()].trim() == "raw";
        parts.push(part);
        if is_raw {
            let end = end_of_raw(source, at);
            parts.push(Part {
                kind: Kind::Text,
                range: at..end,
                inside: at..end,
            });
            at = end;
        }
    }
    parts
}

/// Where the next part begins that is no text.
fn next_start(text: &str) -> Option<usize> {
    text.match_indices('{')
        .map(|(at, _)| at)
        .find(|at| matches!(text.as_bytes().get(at + 1), Some(b'{' | b'%' | b'#')))
}

/// The part that begins here, by `{{`, `{%` or `{#`.
fn part(source: &str, start: usize) -> Part {
    let (kind, closing) = match source.as_bytes()[start + 1] {
        b'{' => (Kind::Printed, "}}"),
        b'%' => (Kind::Done, "%}"),
        _ => (Kind::Comment, "#}"),
    };
    let from = start + 2;
    let length = if kind == Kind::Comment {
        source[from..].find(closing)
    } else {
        end_of_expression(&source[from..], closing)
    };
    let (inside_end, end) = match length {
        Some(length) => (from + length, from + length + 2),
        None => (source.len(), source.len()),
    };
    let inside = &source[from..inside_end];
    let opened = usize::from(inside.starts_with('-'));
    let closed = usize::from(inside.len() > opened && inside.ends_with('-'));
    Part {
        kind,
        range: start..end,
        inside: from + opened..inside_end - closed,
    }
}

/// Where an expression ends: at its closing sign, unless that is in a string.
fn end_of_expression(text: &str, closing: &str) -> Option<usize> {
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with(closing) {
            return Some(at);
        }
        at += length_of_next(rest);
    }
    None
}

/// Where `{% endraw %}` begins.
fn end_of_raw(source: &str, from: usize) -> usize {
    let ends = source[from..].match_indices("{%").map(|(at, _)| from + at);
    ends.into_iter()
        .find(|at| {
            let inside = source[at + 2..].trim_start_matches('-').trim_start();
            let rest = inside.strip_prefix("endraw").map(str::trim_start);
            rest.is_some_and(|rest| rest.trim_start_matches('-').starts_with("%}"))
        })
        .unwrap_or(source.len())
}

/// The words and signs of an expression.
pub(super) fn tokens(source: &str, inside: Range<usize>) -> Vec<Token<'_>> {
    let text = &source[inside.clone()];
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let length = length_of_next(&text[at..]);
        let word = &text[at..at + length];
        let start = inside.start + at;
        if !word.trim().is_empty() {
            let is_string = word.starts_with(['"', '\'', '`']);
            tokens.push(Token {
                text: if is_string { "" } else { word },
                range: start..start + length,
            });
        }
        at += length;
    }
    tokens
}

/// The length of the string, word or character that an expression goes on with.
fn length_of_next(text: &str) -> usize {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return 0 };
    if matches!(first, '"' | '\'' | '`') {
        let mut escaped = false;
        let end = chars.as_str().find(|c| {
            let ends = c == first && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        });
        return end.map_or(text.len(), |end| end + 2);
    }
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if is_word(first) {
        return text.find(|c| !is_word(c)).unwrap_or(text.len());
    }
    first.len_utf8()
}

/// The source as markup of the same length: a letter for each byte of what is printed, a blank for
/// what prints nothing.
pub(super) fn masked(source: &str, parts: &[Part]) -> String {
    let mut out = String::with_capacity(source.len());
    for part in parts {
        match part.kind {
            Kind::Text => out.push_str(&source[part.range.clone()]),
            Kind::Printed => out.extend(part.range.clone().map(|_| 'x')),
            Kind::Done | Kind::Comment => out.extend(part.range.clone().map(|_| ' ')),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Kind, masked, parts, tokens};

    fn inside(source: &str) -> Vec<(Kind, &str)> {
        let parts = parts(source);
        let whole: String = parts
            .iter()
            .map(|part| &source[part.range.clone()])
            .collect();
        assert_eq!(whole, source, "no gap");
        parts
            .iter()
            .map(|part| (part.kind, &source[part.inside.clone()]))
            .collect()
    }

    #[test]
    fn a_template_is_read_as_tera_reads_it() {
        use Kind::{Comment, Done, Printed, Text};
        assert_eq!(
            inside("a{{- b -}}c{%- if d %}{# {{ e }} #}{ f }{{ \"}}\\\"\" }}"),
            [
                (Text, "a"),
                (Printed, " b "),
                (Text, "c"),
                (Done, " if d "),
                (Comment, " {{ e }} "),
                (Text, "{ f }"),
                (Printed, " \"}}\\\"\" "),
            ]
        );
        assert_eq!(
            inside("{% raw %}{{ a }}{% if %}{%- endraw -%}ä{{ '%}' }}"),
            [
                (Done, " raw "),
                (Text, "{{ a }}{% if %}"),
                (Done, " endraw "),
                (Text, "ä"),
                (Printed, " '%}' "),
            ]
        );
        assert_eq!(inside("{%"), [(Done, "")]);
        assert_eq!(inside("{{-}}"), [(Printed, "")]);
    }

    #[test]
    fn a_mask_is_as_long_as_its_source() {
        let source = "<a {% if é %}href=\"{{ ü }}\"{# ö #}>ä</a>";
        let mask = masked(source, &parts(source));
        assert_eq!(mask.len(), source.len());
        assert_eq!(mask, "<a            href=\"xxxxxxxx\"        >ä</a>");
    }

    #[test]
    fn expressions_are_words_and_signs() {
        let source = "a_1.b | safe ~ 'x | safe'";
        let words: Vec<&str> = tokens(source, 0..source.len())
            .iter()
            .map(|token| token.text)
            .collect();
        assert_eq!(words, ["a_1", ".", "b", "|", "safe", "~", ""]);
    }
}
