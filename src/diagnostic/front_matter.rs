//! What can be wrong with a front matter block, its keys and its values.

use std::fmt::Display;
use std::ops::Range;

use super::look_alike::name_of;
use super::nearest::did_you_mean;
use super::shown::is_invisible;
use super::slips::without_odd_quotes;
use super::{Code, Diagnostic};
use crate::span::Span;
use crate::text::Text;

/// How many characters of an author's text a message repeats.
const QUOTED: usize = 60;

/// The start of a text, for a message; the printers make it safe to show.
pub(super) fn quoted(text: &str) -> String {
    let mut start: String = text.chars().take(QUOTED).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    format!("`{start}`")
}

/// Names for a help text, as many as fit a line or two.
pub(super) fn listed(names: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    const SHOWN: usize = 12;
    let mut names = names.into_iter();
    let mut list: Vec<String> = names
        .by_ref()
        .take(SHOWN)
        .map(|name| format!("`{}`", name.as_ref()))
        .collect();
    // A slice knows its length: a list of all names costs nothing where a thousand diagnostics have
    // one.
    let more = match names.size_hint() {
        (least, Some(most)) if least == most => least,
        _ => names.count(),
    };
    if more > 0 {
        list.push(format!("and {more} more"));
    }
    list.join(", ")
}

/// The file holds nothing, or nothing but a byte order mark.
pub fn empty_file(at: Span) -> Diagnostic {
    say!(EmptyFile, at, "the file is empty"; help "write a title and a body, or delete the file")
}

/// A guide without a word: a placeholder, as many folders of pages have them.
pub fn empty_page(at: Span) -> Diagnostic {
    say!(EmptyPage, at, "the page is empty";
        label "readers see its title and nothing else";
        help "write what it is for, or delete the file")
}

pub fn unclosed(opening: Span, end_of_file: Span) -> Diagnostic {
    say!(UnclosedFrontMatter, opening, "the front matter never closes";
        label "opened here";
        mark(end_of_file) "the file ends here";
        help "close it with a line that holds only `---`")
}

/// The front matter closes with a line that is not quite `---`.
pub fn closed_otherwise(opening: Span, closing: Span, written: &str) -> Diagnostic {
    say!(UnclosedFrontMatter, closing, "{} does not close the front matter", quoted(written);
        label "three hyphens and nothing else";
        mark(opening) "opened here";
        help "write `---`")
}

pub fn unopened(at: Span) -> Diagnostic {
    say!(WrongFence, at, "nothing opens the front matter";
        label "without a `---` above it, it would be text";
        help "put a line `---` above it")
}

/// Front matter between dashes of another kind or number.
pub fn wrong_dashes(at: Span, fence: &str) -> Diagnostic {
    say!(WrongFence, at, "{} does not open a front matter", quoted(fence);
        label "three hyphens and nothing else";
        help "write `---`; word processors turn hyphens into dashes")
}

/// Front matter in another language, marked by its fence.
pub fn wrong_fence(at: Span, fence: &str) -> Diagnostic {
    say!(WrongFence, at, "{} does not open a front matter", quoted(fence);
        label "only YAML between two lines of `---`";
        help "write the front matter as YAML between `---` lines")
}

pub fn second_block(at: Span, first: Span) -> Diagnostic {
    say!(WrongFence, at, "a second front matter block";
        label "only one block of YAML between `---` is read";
        mark(first) "the first one";
        help "move its keys into the first block")
}

pub fn malformed_yaml(at: Span, reason: &str) -> Diagnostic {
    say!(MalformedYaml, at, "the front matter cannot be read as YAML";
        label "{}", reason.to_lowercase();
        help "put a text that holds signs of YAML into quotes: `\"…\"`")
}

pub fn unclosed_quote(at: Span) -> Diagnostic {
    say!(MalformedYaml, at, "a quote that never closes";
        label "opened here";
        help "close it on the same line; a quote inside the text is written twice or with a `\\` \
            before it")
}

pub fn unclosed_bracket(at: Span) -> Diagnostic {
    say!(MalformedYaml, at, "a bracket that never closes";
        label "opened here";
        help "close it on the same line")
}

pub fn tab_indents(at: Span) -> Diagnostic {
    say!(MalformedYaml, at, "a tab cannot indent front matter";
        label "a tab";
        help "indent with spaces")
}

/// A space that YAML takes for a letter, mostly from a word processor or a web page.
pub fn odd_space(at: Span, found: char) -> Diagnostic {
    let name = match found {
        '\u{a0}' => "a no-break space (U+00A0)".to_owned(),
        found => name_of(found),
    };
    say!(MalformedYaml, at, "{name} is not a space to YAML";
        label "looks like a space";
        help "replace it by a space")
}

/// `title:Tech Lead`.
pub fn tight_colon(at: Span) -> Diagnostic {
    say!(MalformedYaml, at, "no space after the colon";
        label "without it, this is one word";
        help "write `key: value`")
}

/// `hiring: -`.
pub fn dash_behind_colon(at: Span) -> Diagnostic {
    say!(MalformedYaml, at, "a `-` starts an item of a list, which cannot follow a colon";
        help "leave the value out, or start the list on the next line; where no role owns an area, \
            write `nobody`")
}

/// A key that is neither below the one above it nor beside it.
pub fn uneven_indent(at: Span) -> Diagnostic {
    say!(MalformedYaml, at, "the front matter cannot be read as YAML";
        label "indented unlike the lines around it";
        help "start keys that belong together in the same column")
}

/// The block is a list or a text.
pub fn not_a_mapping(at: Span) -> Diagnostic {
    say!(MalformedYaml, at, "the front matter is not a list of keys";
        help "write `key: value` lines")
}

/// A list or mapping in the place of a key.
pub fn key_is_no_text(at: Span) -> Diagnostic {
    say!(MalformedYaml, at, "a key must be a text"; help "write `key: value`")
}

pub fn yaml_alias(at: Span) -> Diagnostic {
    say!(YamlAlias, at, "anchors and aliases are not part of the format";
        help "write the value out, or put it in quotes if it is a text that starts with `&` or `*`")
}

pub fn yaml_tag(at: Span) -> Diagnostic {
    say!(YamlAlias, at, "YAML tags are not part of the format";
        help "remove the tag, or put the value in quotes if it is a text that starts with `!`")
}

/// A value that must be quoted; `ready` is how it is written then.
pub fn quote_it(at: Span, found: char, ready: &str) -> Diagnostic {
    let message = if found == ':' {
        "a text with `: ` in it must be quoted".to_owned()
    } else if found == '`' {
        "a text cannot start with a backtick unless it is quoted".to_owned()
    } else {
        format!("a text cannot start with `{found}` unless it is quoted")
    };
    // What is longer helps no one.
    const SHOWN: usize = 100;
    let ready = if ready.chars().count() > SHOWN {
        "\"…\""
    } else {
        ready
    };
    say!(QuoteIt, at, "{message}";
        label "quote the whole value";
        help "quote it: `{ready}`")
}

/// A text whose end became a comment.
pub fn cut_text(at: Span, key: &str, ready: &str) -> Diagnostic {
    say!(CutText, at, "the value of `{key}` ends before this `#`";
        label "` #` starts a comment in YAML";
        help "if it belongs to the text, quote all of it: `{ready}`; if it is a comment, put two \
            spaces before it")
}

/// A name between the quotes of a word processor.
pub fn odd_quotes(name: &Text, key: &str) -> Option<Diagnostic> {
    let bare = without_odd_quotes(&name.value)?;
    Some(
        say!(OddQuotes, name.span, "the quotes are part of this `{key}`";
        label "typographic quotes";
        help "write {}; only `\"` and `'` are quotes to YAML", quoted(bare)),
    )
}

/// A quoted text whose next line starts further left than it may.
pub fn unindented_quote(at: Span, opening: Span) -> Diagnostic {
    say!(MalformedYaml, at, "the lines of a quoted text must be indented";
        label "this line starts at the margin";
        mark(opening) "the text that goes on here";
        help "indent it, or write the text on one line")
}

/// A comma inside `[…]` or `{…}` that cut an ownership tag in pieces.
pub fn quote_the_tag(at: Span, written: &str) -> Diagnostic {
    say!(QuoteIt, at, "{} is a piece of an ownership tag", quoted(written);
        label "YAML cut the tag at a comma";
        help "quote it: `\"TL (poorly, too many duties)\"`, `\"Team, undefined\"`")
}

/// Front matter that does not start on the first line, and is text there.
pub fn late_fence(at: Span) -> Diagnostic {
    say!(WrongFence, at, "a front matter starts on the first line of its file";
        label "here it would be text";
        help "remove the text before it")
}

pub fn said_already(at: Span, what: &str, first: Span) -> Diagnostic {
    say!(NoEffect, at, "{what} is here already";
        label "has no effect";
        mark(first) "the first one";
        help "remove one of the two")
}

/// A name that repeats another name of the same thing.
pub fn own_name_again(at: Span, name: &str) -> Diagnostic {
    say!(NoEffect, at, "{} is its name already", quoted(name);
        label "has no effect";
        help "`title`, `abbr` and `also` are compared without regard to case; remove it here")
}

/// `owner: #platform`.
pub fn commented_value(at: Span, key: &str) -> Diagnostic {
    say!(CommentedValue, at, "the value of `{key}` is empty";
        label "`#` starts a comment; the value is empty; quote it";
        help "quote it: `{key}: \"#…\"`")
}

pub fn duplicate_key(key: &str, second: Span, first: Span) -> Diagnostic {
    say!(DuplicateKey, second, "{} appears twice", quoted(key);
        label "the second one";
        mark(first) "the first one";
        help "keep one of them")
}

/// Where a key belongs.
pub struct Home {
    /// As diagnostics name it: "a role", "`[build]`".
    pub what: &'static str,
    /// The folder below `content/` whose files have the key.
    pub folder: Option<&'static str>,
}

/// A key that the kind does not have: those that it has are `known`, and `homes` are where it
/// belongs.
pub fn unknown_key(at: Span, key: &str, kind: &str, known: &[&str], homes: &[Home]) -> Diagnostic {
    if let Some(space) = key.chars().next().filter(|c| c.is_whitespace()) {
        return odd_space(at.inside(key, 0..space.len_utf8()), space);
    }
    let help = did_you_mean(key, known.iter().copied())
        .or_else(|| elsewhere(key, kind, homes))
        .unwrap_or_else(|| format!("the keys are {}", listed(known)));
    say!(UnknownKey, at, "{kind} has no key {}", quoted(key);
        label "unknown key";
        help "{help}";
        note "keys that start with `x-` are yours: they are kept and never checked")
}

fn elsewhere(key: &str, here: &str, homes: &[Home]) -> Option<String> {
    if here == "`[lints]`"
        && let Some(lint) = Code::find(key).map(Code::lint)
    {
        return Some(match lint {
            Some(lint) => format!(
                "it belongs to the group `{}`, which can be set",
                lint.name()
            ),
            None => "this one cannot be changed".to_owned(),
        });
    }
    let names: Vec<&str> = homes.iter().map(|home| home.what).collect();
    let (last, before) = names.split_last()?;
    let places = match before {
        [] => (*last).to_owned(),
        before => format!("{} or {last}", before.join(", ")),
    };
    let what_to_do = match homes {
        [_] if here.starts_with('`') => ": write it below that header".to_owned(),
        _ if here.starts_with('`') => ": write it below the header that is meant".to_owned(),
        [
            Home {
                folder: Some(folder),
                ..
            },
        ] if here == "a guide" => {
            format!("; if this is one, move the file to `content/{folder}/`")
        }
        _ => String::new(),
    };
    Some(format!("it is a key of {places}{what_to_do}"))
}

pub fn missing_key(at: Span, kind: &str, key: &str, help: &str) -> Diagnostic {
    say!(MissingKey, at, "{kind} needs `{key}`"; help "{help}")
}

pub fn wrong_type(at: Span, key: &str, expected: &str, found: &str) -> Diagnostic {
    say!(WrongType, at, "`{key}` takes {expected}"; label "this is {found}")
}

/// A value that has the right type and still cannot be.
pub fn bad_value(at: Span, message: impl Display, help: impl Display) -> Diagnostic {
    say!(BadValue, at, "{message}"; help "{help}")
}

/// A word that the key does not take.
pub fn not_one_of(at: Span, key: &str, word: &str, known: &[&str]) -> Diagnostic {
    say!(BadValue, at, "`{key}` cannot be {}", quoted(word))
        .ask(did_you_mean(word, known.iter().copied()))
        .help(format!("it takes {}", listed(known)))
}

pub fn over_limit(at: Span, what: &str, limit: &str, key: &str) -> Diagnostic {
    say!(OverLimit, at, "{what} is over the limit of {limit}";
        label "crossed here";
        help "make it smaller, or raise `{key}` under `[limits]` in `book.toml`")
}

pub fn control_character(at: Span, found: char) -> Diagnostic {
    say!(ControlCharacter, at, "a control character (U+{:04X})", found as u32;
        help "delete it; it is invisible in most editors")
}

/// Control characters (errors) and invisible ones (warnings) of a text; `place` turns byte ranges
/// of it into spans.
pub fn unseen_characters(text: &str, place: impl Fn(Range<usize>) -> Span) -> Vec<Diagnostic> {
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_control()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (at, c) in text.char_indices() {
        let place = || place(at..at + c.len_utf8());
        if c.is_control() && !matches!(c, '\n' | '\t' | '\r') {
            found.push(control_character(place(), c));
        } else if is_invisible(c) {
            found.push(
                say!(InvisibleCharacter, place(), "an invisible character ({})", name_of(c);
                help "delete it, unless the writing system needs it"),
            );
        }
    }
    found
}

/// A page that should be looked at again: by now (`left` is negative) or in so many days.
pub fn review_due(at: Span, date: &str, left: i64, owner: Option<&str>) -> Diagnostic {
    let days = |count: i64| match count {
        1 => "1 day".to_owned(),
        count => format!("{count} days"),
    };
    let when = match left {
        0 => format!("is due today, {date}"),
        left if left < 0 => format!("was due on {date}, {} ago", days(-left)),
        left => format!("falls due on {date}, in {}", days(left)),
    };
    let owner = match owner {
        Some(owner) => format!("looked after by {owner}"),
        None => "no `owner` is named".to_owned(),
    };
    say!(ReviewDue, at, "the review of this page {when}";
        help "look at the page, correct what is wrong, and set `review-by` on";
        note "{owner}")
}
