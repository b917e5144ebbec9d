//! What can be wrong with tracks, their levels, and the axes they are on.

use super::front_matter::{listed, quoted};
use super::nearest::did_you_mean;
use super::{Code, Diagnostic};
use crate::span::Span;
use crate::text::Text;

/// More steps or levels than there may be, or fewer.
pub fn wrong_count(
    at: Span,
    what: &str,
    items: &str,
    found: usize,
    least: usize,
    most: usize,
) -> Diagnostic {
    let count = if found < least { "too few" } else { "too many" };
    say!(BadValue, at, "{what} has {least} to {most} {items}, and this one has {found}";
        label "{count} {items}")
}

/// More axes than a person can look at.
pub fn too_many_axes(at: Span, found: usize, most: usize) -> Diagnostic {
    say!(BadValue, at, "a track has at most {most} axes, and this one has {found}";
        help "name those that matter to it: `axes: [technology, people]`")
}

pub fn no_axes(at: Span) -> Diagnostic {
    say!(MissingKey, at, "this track has no axis yet";
        help "`ladderbook new axis technology` makes one")
}

/// Two steps of one axis, or two levels of one track, with one name.
pub fn twice(second: &Text, first: Span, what: &str) -> Diagnostic {
    say!(DuplicateKey, second.span, "two {what}s are called {}", quoted(&second.value);
        label "called so again";
        mark(first) "the first one";
        help "give one of the two another name")
}

pub fn axis_twice(second: &Text, first: Span) -> Diagnostic {
    say!(DuplicateKey, second.span, "the level has a step on {} already", quoted(&second.value);
        label "the same axis";
        mark(first) "the first one";
        help "keep one of them")
}

/// A level that says its steps and where to take them from.
pub fn steps_and_as(same_as: Span, steps: Span) -> Diagnostic {
    say!(BadValue, same_as, "a level has `steps` or is `as` another, not both";
        mark(steps) "its steps";
        help "remove one of the two")
}

/// A level without a step on an axis of its track.
pub fn missing_step(at: Span, level: &str, axes: &[&str]) -> Diagnostic {
    say!(MissingKey, at, "the level {} has no step on {}",
        quoted(level), listed(axes);
        help "every level has a step on every axis of its track: `technology: Adopts`")
}

/// A step on an axis that the track does not have.
pub fn foreign_axis(name: &Text, known: &[&str]) -> Diagnostic {
    say!(BadValue, name.span, "{} is not an axis of this track", quoted(&name.value);
        help "its axes are {}; add it under `axes:` or remove it here",
            listed(known))
}

/// A step that the axis does not have.
pub fn unknown_step(name: &Text, axis: &str, known: &[&str]) -> Diagnostic {
    let all = format!("the steps of {}", quoted(axis));
    let said = unknown(name, "step", &all, known);
    let is_number = name.value.chars().all(|c| c.is_ascii_digit());
    if is_number && !known.is_empty() {
        return said.help(format!("by number, say 1 to {}", known.len()));
    }
    said
}

/// A level that the track does not have.
pub fn unknown_level(name: &Text, track: &str, known: &[&str]) -> Diagnostic {
    let all = format!("the levels of {}", quoted(track));
    unknown(name, "level", &all, known)
}

fn unknown(name: &Text, what: &str, all: &str, known: &[&str]) -> Diagnostic {
    say!(UnknownName, name.span, "unknown {what} {}", quoted(&name.value);
        label "no {what} has this name")
    .ask(did_you_mean(&name.value, known.iter().copied()))
    .help(format!("{all} are {}", listed(known)))
}

/// `as:` without track or level.
pub fn malformed_as(at: Span) -> Diagnostic {
    say!(BadValue, at, "`as` takes a track and one of its levels";
        help "write both with a `/` between them: `as: developer/d4`")
}

/// A level that equals one on other axes.
pub fn as_lacks_axis(at: Span, track: &str, axes: &[&str]) -> Diagnostic {
    say!(BadValue, at, "{} has no step on {}", quoted(track), listed(axes);
        label "none of its levels can take the place of this one";
        help "say the steps here, or give the two tracks the same axes")
}

/// A step that is lower than that of the level before.
pub fn lower_step(at: Span, axis: &str, step: &str, before: &str, before_at: Span) -> Diagnostic {
    say!(LowerStep, at, "{} on {} is lower than {} of the level before",
        quoted(step), quoted(axis), quoted(before);
        mark(before_at) "the level before";
        help "steps build on each other: a level keeps what the level before it had")
}

pub fn rung_not_higher(at: Span, rung: usize, before: usize, before_at: Span) -> Diagnostic {
    say!(BadValue, at, "rung {rung} is not above rung {before} of the level before";
        mark(before_at) "the level before";
        help "write the lowest level first, each on a rung of its own")
}

/// Two texts that say the same; `equal` for those without a difference.
pub fn near_duplicate(second: Span, first: Span, equal: bool) -> Diagnostic {
    let message = if equal {
        "the same text appears elsewhere, word for word"
    } else {
        "this text says nearly the same as another"
    };
    say!(NearDuplicate, second, "{message}")
        .mark(first, if equal { "the same" } else { "nearly the same" })
        .help("say it once: make it a step of an axis, or let one level be `as` the other")
}
