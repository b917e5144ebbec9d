//! Diagnostics about Markdown.

use super::nearest::did_you_mean;
use super::{Code, Diagnostic, shown};
use crate::span::Span;

pub fn removed_element(at: Span, name: &str) -> Diagnostic {
    let name = shown(name);
    say!(RemovedHtml, at, "`<{name}>` is not allowed in content";
        label "taken out; the text in it stays")
}

/// An element that goes with all that is in it.
pub fn removed_content(at: Span, name: &str) -> Diagnostic {
    let name = shown(name);
    say!(RemovedHtml, at, "`<{name}>` is not allowed in content";
        label "taken out with its content";
        help "looks and behaviour belong to the theme")
}

pub fn removed_declaration(at: Span) -> Diagnostic {
    say!(RemovedHtml, at, "declarations and processing instructions are not allowed in content";
        label "taken out")
}

/// An attribute of raw HTML that content may not use.
pub fn removed_attribute(at: Span, element: &str, name: &str) -> Diagnostic {
    let (element, name) = (shown(element), shown(name));
    let found = say!(RemovedAttribute, at, "`{name}` is not allowed on `<{element}>`";
        label "taken out");
    if name == "class" {
        found.help("names that start with `lb-` belong to the site")
    } else if name == "style" {
        found.help("looks belong to the theme: use a class and style it there")
    } else {
        found
    }
}

/// An attribute of a heading that is neither `#id` nor `.class`, or a class of ours.
pub fn heading_attribute(at: Span, name: &str) -> Diagnostic {
    let name = shown(name);
    say!(RemovedAttribute, at, "`{name}` is not allowed on a heading";
        label "taken out";
        help "a heading takes `#id` and `.class` between its braces")
}

/// An `id` in raw HTML that is taken, reserved, or no id.
pub fn unusable_id(at: Span, id: &str) -> Diagnostic {
    say!(RemovedAttribute, at, "the id `{}` cannot be used here", shown(id);
        label "taken out";
        help "an id is unique on its page, has no spaces or quotes, and does not start with `lb-`")
}

/// A link with a scheme that is not allowed; an empty one for `//host`.
pub fn refused_link(at: Span, scheme: &str) -> Diagnostic {
    let scheme = shown(scheme);
    if scheme == "file" || scheme.len() == 1 {
        let what = if scheme == "file" {
            "link to a file"
        } else {
            "path on a drive"
        };
        return say!(OutsideLink, at, "a {what} of this machine works on no other";
            help "link to the file by a path relative to this page");
    }
    let message = if scheme.is_empty() {
        "a link without a scheme to another host is not allowed".to_owned()
    } else {
        format!("links with `{scheme}:` are not allowed")
    };
    say!(RemovedLink, at, "{message}";
        label "the text stays, the link goes";
        help "allowed are `http:`, `https:`, `mailto:`, `tel:` and relative paths")
}

/// A picture that a reader's browser would fetch from another host.
pub fn foreign_picture(at: Span) -> Diagnostic {
    say!(RemovedLink, at, "pictures are not loaded from other hosts";
        label "shown as a link";
        help "save the picture next to the page and link to it there")
}

pub fn unreadable_markdown(at: Span) -> Diagnostic {
    say!(UnreadableMarkdown, at, "the Markdown cannot be read from here on";
        label "the parser breaks down on this line or on what it ends";
        help "write this line, or the one above it, in another way")
}

/// A container that is open at the end of what it is in.
pub fn unclosed_container(at: Span, kind: &str) -> Diagnostic {
    say!(UnclosedContainer, at, "the `:::{kind}` container is never closed";
        label "opened here";
        help "close it with a line `:::`, as far in as this one")
}

/// A container of a kind that does not exist.
pub fn unknown_container(at: Span, name: &str, known: &[&str]) -> Diagnostic {
    let found = say!(UnknownContainer, at, "there is no container `{}`", shown(name);
        label "left as text");
    let mut known_kinds = known.iter();
    let started = known_kinds.find(|kind| !name.is_empty() && kind.starts_with(name));
    let question = started
        .map(|kind| format!("did you mean `{kind}`?"))
        .or_else(|| did_you_mean(name, known.iter().copied()));
    found.help(question.unwrap_or_else(|| format!("the kinds are `{}`", known.join("`, `"))))
}

/// A glossary without a word that reads as one.
pub fn glossary_of_nothing(at: Span) -> Diagnostic {
    say!(NoEffect, at, "the glossary explains no word";
        label "has no effect on other pages";
        help "write each word on a line of its own, and below it a line that starts with `: `")
}

/// A term of `only-here` that the glossary does not explain.
pub fn no_such_term<'a>(
    at: Span,
    term: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    say!(NoEffect, at, "the glossary does not explain `{}`", shown(term);
        label "has no effect")
    .ask(did_you_mean(term, known))
    .help("write it as it is above its explanation, or take it away here")
}

/// A word that the glossary explains a second time.
pub fn word_twice(at: Span, word: &str, first: Span) -> Diagnostic {
    say!(NoEffect, at, "`{}` is explained already", shown(word);
        label "has no effect on other pages";
        mark(first) "the first one";
        help "merge the two")
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Almost {
    /// `[text](a path with blanks.md)`
    Blank,
    /// `[[name]`
    Unclosed,
    /// `[text][label]`, where nothing defines the label.
    Undefined,
}

/// Text that reads like a link and is not one.
pub fn left_as_text(at: Span, what: Almost) -> Diagnostic {
    let (message, help) = match what {
        Almost::Blank => (
            "a path with a space does not make a link",
            "put it between `<` and `>`, or give the file a name without blanks",
        ),
        Almost::Unclosed => ("a `[[` that `]]` does not close", "write `[[name]]`"),
        Almost::Undefined => (
            "nothing on this page defines this label",
            "write `[text](path.md)` or `[[name]]`, or define it on a line of its own: \
             `[label]: path.md`",
        ),
    };
    say!(LeftAsText, at, "{message}";
        label "left as text";
        help "{help}")
}

pub fn lost_cell(at: Span, cell: &str, columns: usize) -> Diagnostic {
    let cells = if columns == 1 {
        "one cell".to_owned()
    } else {
        format!("{columns} cells")
    };
    say!(LostCell, at, "{} is in no column", super::front_matter::quoted(cell);
        label "the head of the table has {cells}, and a row no more than those";
        help "add a column to the head, or write `\\|` where the bar belongs to a text or to code")
}

pub fn too_deep_markdown(at: Span, limit: usize) -> Diagnostic {
    over_limit(at, "Markdown nests", limit, "levels", "markdown-depth")
}

pub fn too_deep_containers(at: Span, limit: usize) -> Diagnostic {
    over_limit(at, "containers nest", limit, "levels", "container-depth")
}

pub fn too_deep_html(at: Span, limit: usize) -> Diagnostic {
    over_limit(at, "HTML nests", limit, "levels", "html-depth")
}

/// Raw HTML that takes too long to put in order.
pub fn tangled_html(at: Span) -> Diagnostic {
    say!(OverLimit, at, "too much of the HTML is out of order";
        label "repairing it would take too long from here on";
        help "close each element before the one around it, and put nothing but rows and cells into \
            a table")
}

pub fn too_many_columns(at: Span, limit: usize) -> Diagnostic {
    over_limit(at, "the table has", limit, "columns", "table-columns")
}

fn over_limit(at: Span, what: &str, limit: usize, unit: &str, key: &str) -> Diagnostic {
    say!(OverLimit, at, "{what} more than {limit} {unit}";
        label "the limit is crossed here";
        help "`{key}` under `[limits]` in `book.toml` raises it")
}
