//! Diagnostics about names and about who owns what.

use super::nearest::did_you_mean;
use super::{Code, Diagnostic};
use crate::span::{Span, Spanned};

/// More names than this are no help.
const MOST_NAMES: usize = 20;

/// A name in an ownership tag, or in a key that takes a role, that no role answers to.
#[must_use]
pub fn unknown_role<'a>(
    at: &Spanned<String>,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let name = &at.value;
    let diagnostic = Diagnostic::new(Code::UnknownRole, at.span, format!("unknown role `{name}`"))
        .label("no role has this name");
    let helps = did_you_mean(name, known.clone())
        .into_iter()
        .chain(known_names("role", known));
    helps.fold(diagnostic, Diagnostic::help)
}

/// A name, abbreviation or id that something else has already.
#[must_use]
pub fn name_taken(second: &Spanned<String>, first: Span) -> Diagnostic {
    let name = &second.value;
    Diagnostic::new(
        Code::NameTaken,
        second.span,
        format!("the name `{name}` is taken"),
    )
    .label("also named so")
    .mark(first, "named here first")
    .help("give one of them another name; names are compared without regard to case")
}

/// ``the roles are `EM`, `TL` ``, in the order of the alphabet; nothing where there are none.
fn known_names<'a>(kind: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut known: Vec<&str> = known.collect();
    known.sort_unstable();
    known.dedup();
    let shown: Vec<String> = known
        .iter()
        .take(MOST_NAMES)
        .map(|name| format!("`{name}`"))
        .collect();
    let shown = shown.join(", ");
    match known.len() {
        0 => None,
        1 => Some(format!("the only {kind} is {shown}")),
        count if count > MOST_NAMES => {
            let more = count - MOST_NAMES;
            Some(format!("the {kind}s are {shown} and {more} more"))
        }
        _ => Some(format!("the {kind}s are {shown}")),
    }
}
