//! Text that reads like a link and is not one: Markdown leaves it as it stands, and no one notices
//! before a reader does.

use std::ops::Range;

use crate::diagnostic::markdown::Almost;

/// What a `[` that the parser left as text was meant for, and where that is; `at` is the place of
/// the bracket.
pub(super) fn link(text: &str, at: usize) -> Option<(Almost, Range<usize>)> {
    let before = text[..at].chars().next_back();
    if before.is_some_and(|c| c == '\\' || c == '[' || c == '!' || c.is_alphanumeric() || c == ']')
    {
        return None;
    }
    // No link is longer than this, and a long line of brackets must not be walked through from each
    // of them.
    const LONGEST: usize = 300;
    let far = text.len().min(at + LONGEST);
    let end = (at..=far).rev().find(|end| text.is_char_boundary(*end));
    let rest = &text[at..end.unwrap_or(at)];
    let line = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
    if let Some(name) = line.strip_prefix("[[") {
        let end = name.find([']', '[', '`', '<'])?;
        let is_name = end > 0 && name[end..].starts_with(']') && !name[end..].starts_with("]]");
        return is_name.then(|| (Almost::Unclosed, at..at + 2 + end + 1));
    }
    let shown = line.strip_prefix('[')?;
    let end = shown.find([']', '[', '`', '<']).filter(|end| *end > 0)?;
    let behind = &shown[end..];
    if let Some(path) = behind.strip_prefix("](") {
        let path = &path[..path.find(')')?];
        let start = at + 1 + end + 2;
        let is_path = path.trim().contains(' ')
            && !path.contains(['"', '\'', '<', '('])
            && (path.ends_with(".md") || path.contains(".md#"));
        return is_path.then(|| (Almost::Blank, start..start + path.len()));
    }
    let label = behind.strip_prefix("][")?;
    let len = label.find([']', '[', '`', '<']).filter(|len| *len > 0)?;
    let start = at + 1 + end + 2;
    label[len..]
        .starts_with(']')
        .then(|| (Almost::Undefined, start..start + len))
}

#[cfg(test)]
mod tests {
    use super::{Almost, link};

    #[test]
    fn only_what_reads_like_a_link_is_one_almost() {
        let found = |text: &str| {
            link(text, text.find('[').unwrap()).map(|(what, at)| (what, text[at].to_owned()))
        };
        assert_eq!(
            found("see [x](on call.md)."),
            Some((Almost::Blank, "on call.md".to_owned()))
        );
        assert_eq!(
            found("see [[tech-lead]."),
            Some((Almost::Unclosed, "[[tech-lead]".to_owned()))
        );
        assert_eq!(
            found("see [tech lead][tl]."),
            Some((Almost::Undefined, "tl".to_owned()))
        );
        for text in [
            "a[0][1]",
            "[x] done",
            "[sic] (on call)",
            "\\[x][y]",
            "[[ ",
            "[[]]",
            "[x](see below, or not)",
            "[^1]",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
