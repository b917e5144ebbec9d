//! What can be wrong with `book.toml`, besides what is wrong with keys and values anywhere
//! ([`super::front_matter`]).

use super::front_matter::quoted;
use super::{Code, Diagnostic};
use crate::source::git::Trouble;
use crate::span::{Span, Spanned};

pub fn malformed_toml(at: Span, reason: &str) -> Diagnostic {
    say!(MalformedToml, at, "`book.toml` cannot be read as TOML";
        label "{reason}";
        help "settings are `key = \"value\"` lines below headers such as `[book]`")
}

/// The same key, or the same header, twice.
pub fn duplicate_key(second: Span, key: &str, first: Option<Span>) -> Diagnostic {
    let said = say!(DuplicateKey, second, "{} appears twice", quoted(key);
        label "the second one";
        help "keep one of them");
    match first {
        Some(first) => said.mark(first, "the first one"),
        None => said,
    }
}

/// The settings are no settings but something large.
pub fn settings_too_large(at: Span, len: u64, limit: u64) -> Diagnostic {
    say!(OverLimit, at, "`book.toml` has {len} bytes, over the limit of {limit}";
        help "settings take a few lines; is this the right file?")
}

pub fn empty_value(at: Span, key: &str) -> Diagnostic {
    say!(BadValue, at, "`{key}` is empty"; help "write a value, or leave `{key}` out")
}

/// A text too long to be meant.
pub fn value_too_long(at: Span, key: &str, limit: usize) -> Diagnostic {
    say!(OverLimit, at, "`{key}` is longer than {limit} bytes"; help "shorten it")
}

/// A line end or another control character in a text of one line.
pub fn control_in_value(at: Span, key: &str, found: char) -> Diagnostic {
    let what = match found {
        '\n' | '\r' => "a line end".to_owned(),
        '\t' => "a tab".to_owned(),
        found => format!("the control character U+{:04X}", found as u32),
    };
    say!(BadValue, at, "`{key}` holds {what}"; help "write it on one line")
}

/// A limit of zero, or one beyond what the program can keep.
pub fn limit_out_of_range(at: Span, key: &str, highest: &str) -> Diagnostic {
    say!(BadValue, at, "`{key}` takes 1 to {highest}"; help "leave it out for the default")
}

/// A scope that appears in the order twice.
pub fn scope_twice(second: &Spanned<String>, first: Span) -> Diagnostic {
    say!(BadValue, second.span, "the scope {} appears twice", quoted(&second.value);
        mark(first) "the first one";
        help "each layer has one place in the order")
}

/// Two ways to say where sources are edited.
pub fn edit_twice(at: Span) -> Diagnostic {
    say!(BadValue, at, "`[edit]` has both `url` and `host`";
        help "`host` with `repository` writes the address itself; keep one of the two")
}

/// More pairs of roles than the budget has pages for.
pub fn too_many_cells(at: Span, models: usize, areas: usize, limit: usize) -> Diagnostic {
    say!(OverLimit, at, "{models} models of {areas} areas have more than {limit} cells";
        note "each model has an answer for each area, on several pages and in every export";
        help "split the ladder, or raise `cells` under `[limits]`")
}

pub fn pair_budget(at: Span, left_out: usize, budget: usize) -> Diagnostic {
    let message = if left_out == 1 {
        format!("1 comparison over the budget of {budget} has no page")
    } else {
        format!("{left_out} comparisons over the budget of {budget} have no page")
    };
    say!(PairBudget, at, "{message}";
        note "pairs with a file come first, then those that meet in most models";
        help "raise `pairs` under `[limits]`")
}

/// Without an address a sitemap can only hold paths.
pub fn no_site_url(at: Span) -> Diagnostic {
    say!(NoSiteUrl, at, "`sitemap.xml` holds paths only";
        help "set `url` under `[book]` to the address of the site")
}

pub fn no_dates(at: Span, trouble: &Trouble) -> Diagnostic {
    let (message, help) = match trouble {
        Trouble::Shallow => (
            "the clone is shallow, so no page says when it changed last".to_owned(),
            "fetch the whole past: `fetch-depth: 0` on GitHub, `GIT_DEPTH: 0` on GitLab, \
             `git fetch --unshallow` by hand",
        ),
        Trouble::Failed(words) => (
            format!("git ends with an error, so no page says when it changed last: {words}"),
            "put that right, or set `git = false` under `[build]`",
        ),
        Trouble::TooSlow(seconds) => (
            format!(
                "git takes longer than {seconds} seconds, so no page says when it changed last"
            ),
            "try `git gc`, or set `git = false` under `[build]`",
        ),
    };
    say!(NoDates, at, "{message}";
        note "pages are right without dates; `git = false` under `[build]` asks for none";
        help "{help}")
}
