//! What can be wrong with teams, and with roles and people that lead together.

use super::front_matter::quoted;
use super::{Code, Diagnostic, shown};
use crate::span::Span;

/// A seniority that is no number, or none in its range.
pub fn bad_seniority(at: Span, most: u8) -> Diagnostic {
    say!(BadValue, at, "`seniority` takes a whole number from 1 to {most}";
        help "it counts over all roles: who is as senior as whom has the same number")
}

/// A role that a team no longer has, and has.
pub fn former_and_not(at: Span, role: &str) -> Diagnostic {
    say!(BadValue, at, "{} is `former` and more than that", quoted(role);
        help "`former` alone says that the team has no such seat any more; leave it out, or \
            everything beside it")
}

/// A person who is called like a word for a seat that no one has.
pub fn kept_for_open_seats(at: Span, role: &str, name: &str) -> Diagnostic {
    let word = name.to_lowercase();
    say!(BadValue, at, "{} cannot be the name of a person", quoted(name);
        label "kept for a seat that no one has, in capital letters too";
        help "write `{}: {}` if no one has the role; of a person write more of the name", shown(role), shown(&word))
}

/// What a team without teams below it says for them.
pub fn none_below(at: Span) -> Diagnostic {
    say!(NoEffect, at, "no team belongs to this one";
        label "has no effect";
        help "`overrides-below` is for the teams below a team; what the team itself does \
            differently goes under `overrides`")
}

/// A team below more teams than may speak for it.
pub fn too_many_above(at: Span, most: usize) -> Diagnostic {
    say!(OverLimit, at, "more than {most} teams above this one have `overrides-below`";
        label "the highest of them are not asked";
        help "put what they say into one of the teams between")
}

/// A team that belongs to one of no larger scope; the names are those of its own scope and of the
/// parent's.
pub fn scope_order(at: Span, above: Span, parent: &str, [own, other]: [&str; 2]) -> Diagnostic {
    let what = if own == other { "also" } else { "only" };
    say!(ScopeOrder, at, "a team of scope {} cannot belong to {}, which is {what} of scope {}",
        quoted(own), quoted(parent), quoted(other);
        mark(above) "its scope";
        help "a parent has a larger scope; correct one of the two, or leave one `scope` out")
}

/// A team that says what its model says.
pub fn empty_override(at: Span, area: &str, model: &str) -> Diagnostic {
    say!(NoEffect, at, "{} says the same of {}", quoted(model), quoted(area);
        label "has no effect";
        help "remove it here; what the team does not name follows its model")
}

/// Two roles that lead together and are far apart; each with its seniority.
pub fn roles_apart(at: Span, places: [Span; 2], roles: [(&str, u8); 2], parity: u8) -> Diagnostic {
    let said = apart(at, roles, parity);
    let marks = places.into_iter().zip(roles);
    marks.fold(said, |said, (place, (name, seniority))| {
        said.mark(place, format!("{name} has {seniority}"))
    })
}

/// Two people who lead a team together and are far apart; each with their seniority.
pub fn people_apart(at: Span, other: Span, people: [(&str, u8); 2], parity: u8) -> Diagnostic {
    apart(at, people, parity).mark(other, "the other one")
}

fn apart(at: Span, [one, other]: [(&str, u8); 2], parity: u8) -> Diagnostic {
    let steps = |count: u8| {
        if count == 1 {
            "1 step".to_owned()
        } else {
            format!("{count} steps")
        }
    };
    say!(SeniorityGap, at, "{} and {} lead together and are {} of seniority apart",
        quoted(one.0), quoted(other.0), steps(one.1.abs_diff(other.1));
        label "{} and {}, at most {} apart", one.1, other.1, steps(parity);
        help "who leads together is close in seniority; pair others, correct a `seniority`, or \
            raise `parity` under `[scopes]`")
}
