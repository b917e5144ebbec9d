//! What the author most likely meant where the YAML parser gives up: a character that YAML keeps
//! for itself, a colon in a text, a quote that never closes.

use granit_parser::{ErrorKind, ScanError};

use super::block::{Block, is_key, too_deep};
use super::write::scalar;
use crate::diagnostic::{Diagnostic, front_matter as say};
use crate::value::limits::Limits;

/// The parser's error in the author's words; the usual causes are a character that YAML keeps for
/// itself and a colon in a text.
pub(super) fn meant_by(error: &ScanError, block: Block<'_>, limits: &Limits) -> Diagnostic {
    let yaml = block.yaml();
    let at = error
        .marker()
        .byte_offset()
        .unwrap_or(yaml.len())
        .min(yaml.len());
    let at = (0..=at)
        .rev()
        .find(|at| yaml.is_char_boundary(*at))
        .unwrap_or(0);
    let line_start = yaml[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let line_end = yaml[at..]
        .find(['\n', '\r'])
        .map_or(yaml.len(), |end| at + end);
    let line = &yaml[line_start..line_end];
    let control = |c: char| c.is_control() && !c.is_whitespace();
    if let Some((control, found)) = line.char_indices().find(|(_, c)| control(*c)) {
        let at = line_start + control;
        return say::control_character(block.span(at, at + found.len_utf8()), found);
    }
    if *error.kind() == ErrorKind::RecursionLimitExceeded {
        return too_deep(
            block,
            limits,
            deepest_allowed(yaml, limits.yaml_depth).unwrap_or(at),
        );
    }
    // These are found where the text goes on, which may be many lines after the mistake.
    let unclosed = matches!(
        error.kind(),
        ErrorKind::UnclosedQuotedScalar
            | ErrorKind::DocumentIndicatorInQuotedScalar
            | ErrorKind::InvalidQuotedScalarIndent
    );
    if let Some(quote) = unclosed.then(|| open_quote(&yaml[..at])).flatten() {
        if let Some(line) = goes_on_at_margin(&yaml[quote..line_end]) {
            let line = quote + line;
            let end = yaml[line..]
                .find(['\n', '\r'])
                .map_or(yaml.len(), |end| line + end);
            return say::unindented_quote(block.span(line, end), block.span(quote, quote + 1));
        }
        return say::unclosed_quote(block.span(quote, quote + 1));
    }
    if let Some(bracket) = open_bracket(&yaml[..line_start]) {
        return say::unclosed_bracket(block.span(bracket, bracket + 1));
    }
    // A sign that only looks like a space is a letter to YAML, and what it does to the rest cannot
    // be seen.
    let spaces = &yaml[line_start..line_end];
    if let Some((space, found)) = spaces.char_indices().find(|(_, c)| is_odd_space(*c)) {
        let at = line_start + space;
        return say::odd_space(block.span(at, at + found.len_utf8()), found);
    }
    if let Some(colon) = tight_colon(&yaml[..line_end]) {
        return say::tight_colon(block.span(colon, colon + 1));
    }
    if let Some(tab) = indenting_tab(&yaml[line_start..]) {
        let at = line_start + tab;
        return say::tab_indents(block.span(at, at + 1));
    }
    if let Some(value) = value_start(line) {
        let first = line[value..].chars().next().unwrap_or(' ');
        if matches!(first, '@' | '`' | '%' | '|' | '>') {
            let at = line_start + value;
            let ready = scalar(line[value..].trim_end());
            return say::quote_it(block.span(at, at + 1), first, &ready);
        }
        if first != '"'
            && first != '\''
            && first != '['
            && first != '{'
            && let Some(colon) = line[value..].find(": ")
        {
            let at = line_start + value + colon;
            let ready = scalar(line[value..].trim_end());
            return say::quote_it(block.span(at, at + 1), ':', &ready);
        }
        if matches!(first, '*' | '&') {
            let at = line_start + value;
            let end = line[value..]
                .find(char::is_whitespace)
                .map_or(line_end, |space| at + space);
            return say::yaml_alias(block.span(at, end));
        }
    }
    let place = block.span(at, at + 1);
    if line.trim_start().starts_with("- ") && line.contains(": -")
        || line.trim_end().ends_with(": -")
    {
        return say::dash_behind_colon(place);
    }
    if line.starts_with(' ') && is_key(line.trim()) {
        return say::uneven_indent(place);
    }
    say::malformed_yaml(place, &error.kind().to_string())
}

/// Whether a character is a space to the eye and a letter to YAML.
fn is_odd_space(c: char) -> bool {
    c.is_whitespace() && !c.is_ascii()
}

/// The colon of the last line that starts like `title:Tech Lead`, where the lines before the error
/// are such.
fn tight_colon(yaml: &str) -> Option<usize> {
    let mut start = yaml.len();
    // The parser notices it at the next colon, which is on the same line or on one below.
    for line in yaml.rsplit(['\n', '\r']).take(3) {
        start -= line.len();
        if let Some((key, value)) = line.split_once(':')
            && is_key(&format!("{key}:"))
            && value.starts_with(|c: char| c.is_alphanumeric() || "\"'[{".contains(c))
            && !line.contains(": ")
        {
            return Some(start + key.len());
        }
        start = start.saturating_sub(1);
    }
    None
}

/// The bracket that nests deeper than `limit`. The parser reads ahead to the end of nested brackets
/// and gives up there.
fn deepest_allowed(yaml: &str, limit: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in yaml.bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > limit {
            return Some(at);
        }
    }
    None
}

/// The last value that opens with a quote.
fn open_quote(yaml: &str) -> Option<usize> {
    let mut found = None;
    let mut start = 0;
    for line in yaml.split_inclusive(['\n', '\r']) {
        if let Some(value) =
            value_start(line).filter(|value| line[*value..].starts_with(['"', '\'']))
        {
            found = Some(start + value);
        }
        start += line.len();
    }
    found
}

/// Where a quoted text goes on that starts here and closes on a line without indentation: it is
/// closed, and only its lines are in the wrong place.
fn goes_on_at_margin(yaml: &str) -> Option<usize> {
    let quote = yaml.chars().next()?;
    let mut at_margin = None;
    let mut start = 0;
    for line in yaml.split_inclusive(['\n', '\r']) {
        if start > 0 && at_margin.is_none() && line.starts_with(|c: char| !c.is_whitespace()) {
            at_margin = Some(start);
        }
        let text = line.trim_end();
        if start > 0 && text.ends_with(quote) && !is_key(text.split(' ').next().unwrap_or_default())
        {
            return at_margin;
        }
        start += line.len();
    }
    None
}

/// The bracket that opens the last list or mapping on one line, where a line with a key of its own
/// follows before it closes.
fn open_bracket(yaml: &str) -> Option<usize> {
    let line = yaml.trim_end().rsplit(['\n', '\r']).next()?;
    let value = value_start(line)?;
    let opens = match line.as_bytes().get(value)? {
        b'[' => line.matches('[').count() > line.matches(']').count(),
        b'{' => line.matches('{').count() > line.matches('}').count(),
        _ => false,
    };
    opens.then(|| yaml.trim_end().len() - line.len() + value)
}

/// A tab among the blanks that start a line, in this line or the next.
fn indenting_tab(yaml: &str) -> Option<usize> {
    let mut start = 0;
    for line in yaml.split_inclusive(['\n', '\r']).take(2) {
        let blank = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        if let Some(tab) = blank.find('\t') {
            return Some(start + tab);
        }
        start += line.len();
    }
    None
}

/// Where the value begins in `key: value` or `- value`.
fn value_start(line: &str) -> Option<usize> {
    let dash = line
        .trim_start()
        .starts_with("- ")
        .then(|| line.find("- "))
        .flatten();
    let start = match (line.find(": "), dash) {
        (Some(colon), _) => colon + 1,
        (None, Some(dash)) => dash + 1,
        (None, None) => return None,
    };
    let skipped = line[start..].len() - line[start..].trim_start().len();
    (start + skipped < line.len()).then_some(start + skipped)
}
