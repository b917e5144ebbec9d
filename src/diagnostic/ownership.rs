//! What can be wrong with ownership tags and with the names that roles and areas go by.

use super::front_matter::{listed, quoted};
use super::look_alike;
use super::nearest::{did_you_mean, did_you_mean_part};
use super::slips;
use super::{Code, Diagnostic};
use crate::kinds::Kind;
use crate::span::Span;
use crate::text::Text;
use crate::vocabulary::Relation;

pub use super::doubt::{doubtful_reason, is_doubtful};

const GRAMMAR: &str = "\
    a tag is a role (`EM`), several together (`EM + TL`), one of several (`STO or PM`), `nobody`, \
    or cases (`PM; TL when …`); `poorly`, reasons, relations and ranges go into `(…)`";

pub fn tag_too_deep(at: Span, limit: usize) -> Diagnostic {
    say!(MalformedTag, at, "parentheses nested more than {limit} deep"; help "{GRAMMAR}")
}

pub fn unbalanced(at: Span, which: char) -> Diagnostic {
    say!(MalformedTag, at, "a `{which}` without its other half"; help "{GRAMMAR}")
}

/// A tag between the quotes of a word processor.
pub fn odd_quote(at: Span, quote: char) -> Diagnostic {
    say!(MalformedTag, at, "`{quote}` is not a quote to YAML";
        label "read as part of the tag";
        help "write `\"` at both ends, or leave the quotes out")
}

/// A `#` that made the rest of a tag a comment.
pub fn cut_by_comment(at: Span) -> Diagnostic {
    say!(CommentedValue, at, "the ownership tag ends before this `#`";
        label "` #` starts a comment in YAML";
        help "quote the whole tag: `\"EM (see #12)\"`")
}

/// A quote that opens a reason and never closes.
pub fn open_quote(at: Span) -> Diagnostic {
    say!(MalformedTag, at, "a quoted reason without its closing quote";
        help "close it before the next `,` or `)`: `EM (\"informed, but late\")`")
}

/// `+` and `or` in one set.
pub fn mixed_joins(at: Span) -> Diagnostic {
    say!(MalformedTag, at, "`+` and `or` in one tag";
        label "together or one of them?";
        help "use only `+` (co-owned) or only `or` (either) between the holders, or write cases: \
            `EM + TL; STO when …`")
}

pub fn missing_holder(at: Span) -> Diagnostic {
    say!(MalformedTag, at, "a role is missing here"; help "{GRAMMAR}")
}

/// `via` with nothing after it.
pub fn missing_area(at: Span) -> Diagnostic {
    say!(MalformedTag, at, "an area is missing after `via`";
        help "write `EM via operational-efficiency`")
}

/// `when` with nothing after it.
pub fn missing_condition(at: Span) -> Diagnostic {
    say!(MalformedTag, at, "a condition is missing after `when`";
        help "write `TL when it is a platform team`")
}

/// `EM, TL`.
pub fn comma_between_holders(at: Span, tag: &str) -> Diagnostic {
    let together = tag
        .split(',')
        .map(str::trim)
        .collect::<Vec<_>>()
        .join(" + ");
    say!(MalformedTag, at, "a comma cannot separate holders";
        label "only a quality may follow a comma";
        help "did you mean {}? `or` makes it one of them", quoted(&together))
}

/// `EM (poorly) often`.
pub fn text_after_qualifier(at: Span) -> Diagnostic {
    say!(MalformedTag, at, "text after a closing parenthesis";
        help "put reasons into the parentheses: `EM (poorly, often away)`")
}

/// `EM ()` or `EM (poorly,)`.
pub fn empty_qualifier(at: Span) -> Diagnostic {
    say!(MalformedTag, at, "nothing between the parentheses or commas"; help "{GRAMMAR}")
}

/// Why something that looks like a range is not one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangeFault {
    /// The first number is the larger one.
    Reversed,
    /// Under 0 % or over 100 %.
    OutOfBounds,
    /// A number is missing or there is one too many.
    Incomplete,
}

pub fn bad_range(text: &Text, fault: RangeFault) -> Diagnostic {
    let why = match fault {
        RangeFault::Reversed => "the larger number comes first",
        RangeFault::OutOfBounds => "percentages go from 0 to 100",
        RangeFault::Incomplete => "a number is missing or there is one too many",
    };
    say!(BadRange, text.span, "{} is not a range", quoted(&text.value);
        label "{why}";
        help "write `30–70%`, `30% to 70%`, `up to 30%` or `~20-25%`")
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    Kind(Kind),
    Scope,
}

impl From<Kind> for Named {
    fn from(kind: Kind) -> Named {
        Named::Kind(kind)
    }
}

impl Named {
    fn word(self) -> &'static str {
        match self {
            Named::Kind(kind) => kind.word(),
            Named::Scope => "scope",
        }
    }

    fn code(self) -> Code {
        match self {
            Named::Kind(Kind::Role) => Code::UnknownRole,
            Named::Kind(Kind::Area) => Code::UnknownArea,
            Named::Kind(_) => Code::UnknownName,
            Named::Scope => Code::UnknownScope,
        }
    }
}

/// A name that nothing of its kind has. `known` holds every name, `shown` those worth listing.
pub fn unknown_name<'a>(
    what: impl Into<Named>,
    name: &Text,
    known: impl IntoIterator<Item = &'a str> + Clone,
    shown: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let what = what.into();
    let word = what.word();
    if let Some(found) = look_alike::find(&name.value, known.clone()) {
        let at = name.span_of(found.at..found.at + found.found.len_utf8());
        return looks_like(at, &format!("unknown {word}"), &name.value, &found);
    }
    let is_role = what == Kind::Role.into();
    let habit = slips::between_quotes(&name.value, &known).or_else(|| {
        is_role
            .then(|| slips::meant_by_role(&name.value, &known))
            .flatten()
    });
    let near = habit
        .or_else(|| did_you_mean(&name.value, known.clone()))
        .or_else(|| did_you_mean_part(&name.value, known.clone()));
    let person = is_role && near.is_none() && slips::is_like_a_person(&name.value, known);
    let person =
        person.then(|| "people go under `people:` of a team; an owner is a role".to_owned());
    let listed = listed(shown);
    let help = match what {
        Named::Scope if listed.is_empty() => {
            "no scopes are set; name them, the smallest first, by `order` under `[scopes]` in \
             `book.toml`"
                .to_owned()
        }
        Named::Kind(_) if listed.is_empty() => {
            format!("there is no {word} yet; `ladderbook new {word} …` makes one")
        }
        Named::Kind(kind) => format!("known {}: {listed}", kind.words()),
        Named::Scope => format!("known scopes: {listed}"),
    };
    say!((what.code()), name.span, "unknown {word} {}", quoted(&name.value);
        label "no {word} has this name")
    .ask(near)
    .ask(person)
    .help(help)
}

/// An unknown name with a character that is not the one it seems to be.
pub(super) fn looks_like(
    at: Span,
    what: &str,
    name: &str,
    found: &look_alike::LookAlike,
) -> Diagnostic {
    let help = match &found.meant {
        Some(meant) => format!("did you mean {}? type it again", quoted(meant)),
        None => "type the name again".to_owned(),
    };
    let letter = look_alike::name_of(found.found);
    say!(LookAlike, at, "{what} {}: it contains {letter}", quoted(name);
        label "{}", look_alike::label(found.found);
        help "{help}")
}

/// A name whose only bearer is a draft.
pub fn name_of_draft(what: impl Into<Named>, name: &Text, draft: Span) -> Diagnostic {
    let what = what.into();
    let (code, word) = (what.code(), what.word());
    say!((code), name.span, "the {word} {} is not published", quoted(&name.value);
        label "a draft";
        mark(draft) "here";
        help "remove `draft: true` there, or the name here")
}

/// A model that names one area by two names.
pub fn area_twice(second: &Text, first: Span, title: &str) -> Diagnostic {
    say!(DuplicateKey, second.span, "{} is here already", quoted(title);
        label "the same area";
        mark(first) "the first one";
        help "keep one of them; conditions go into one tag: `PM; TL when …`")
}

/// A second quality, area or range of one holder.
pub fn said_twice(at: Span, what: &str) -> Diagnostic {
    say!(MalformedTag, at, "a second {what} of one holder";
        label "which of the two?";
        help "keep one; what differs from case to case is written as cases: `TL (poorly); TL when \
            …`")
}

/// A second word for a relation that the holder has already.
pub fn relation_twice(word: &Text, relation: Relation) -> Diagnostic {
    let name = relation.name();
    let message = if word.value.eq_ignore_ascii_case(name) {
        format!("a second `{name}` of one holder")
    } else {
        format!(
            "{} is another word for `{name}`, which is here already",
            quoted(&word.value)
        )
    };
    say!(MalformedTag, word.span, "{message}"; help "keep one of the two")
}

/// `nobody + EM`.
pub fn nobody_with_others(at: Span) -> Diagnostic {
    say!(MalformedTag, at, "`nobody` cannot hold an area together with a role";
        help "leave `nobody` out, or write cases: `EM; nobody when …`")
}

/// A name that several things answer to: the place that gives it to each, and the id of each.
pub fn ambiguous(name: &Text, meanings: &[(Span, String)]) -> Diagnostic {
    let forms: Vec<&str> = meanings.iter().map(|(_, form)| form.as_str()).collect();
    let said = say!(AmbiguousName, name.span, "{} can mean several things", quoted(&name.value);
        help "say which: {}", listed(forms));
    // The second of two files that claim a name is to blame, and says so itself.
    let said = said.follows(meanings.get(1).map(|(span, _)| *span));
    meanings.iter().fold(said, |said, (span, form)| {
        said.mark(*span, format!("a name of `{form}`"))
    })
}

pub fn name_taken(what: Kind, name: &str, second: Span, first: Span) -> Diagnostic {
    let words = what.words();
    say!(NameTaken, second, "two {words} claim the name {}", quoted(name);
        label "claimed again";
        mark(first) "claimed here";
        help "names are the id, `title`, `abbr` and `also`, compared without regard to case; give \
            one of the two another")
}

/// A role that is called like a word of the tag language.
pub fn reserved_name(at: Span, name: &str) -> Diagnostic {
    say!(ReservedName, at, "no role can be called {}", quoted(name);
        label "a word of the ownership tag";
        help "choose another name")
}

/// A role's name that holds a sign of the tag language.
pub fn unusable_name(at: Span, name: &str) -> Diagnostic {
    say!(ReservedName, at, "{} cannot be used in an ownership tag", quoted(name);
        help "names in `abbr` and `also` may not contain `;`, `,`, `+`, `(`, `)` or the words or, \
            via, when, if; a title may")
}

/// A title in a tag that would read it as something else; `name` is one that the tag can hold.
pub fn title_in_tag(at: Span, name: &str) -> Diagnostic {
    say!(ReservedName, at, "this title cannot be used in an ownership tag";
        label "it holds a sign or word of the tag";
        help "write {}, which is the same role", quoted(name))
}

/// A role's file whose name holds a sign of the tag language.
pub fn unusable_id(at: Span, id: &str) -> Diagnostic {
    say!(ReservedName, at, "{} cannot be used in an ownership tag", quoted(id);
        label "a role is known by the name of its file";
        help "rename the file to {}", quoted(&format!("{}.md", slips::file_name(id))))
}

/// A relation that leads back to its start; a place and a name for each link of the circle.
pub fn cycle(key: &str, links: &[(Span, String)]) -> Option<Diagnostic> {
    let ((at, name), rest) = links.split_first()?;
    let message = if rest.is_empty() {
        format!("`{key}` of {} leads to itself", quoted(name))
    } else {
        let names = listed(links.iter().map(|(_, name)| name));
        format!("`{key}` goes round in a circle: {names} and back")
    };
    // More marks than a screen shows do not help.
    const MARKS: usize = 10;
    let label = if rest.is_empty() {
        "itself"
    } else {
        "one way into the circle"
    };
    let said = say!(Cycle, *at, "{message}"; label "{label}"; help "remove one `{key}`");
    Some(rest.iter().take(MARKS).fold(said, |said, (span, name)| {
        said.mark(*span, format!("{name} goes on"))
    }))
}

/// Two roles own an area and neither says that they share it.
pub fn unshared_area(
    second: Span,
    first: Span,
    title: &str,
    id: &str,
    names: [&str; 2],
) -> Diagnostic {
    let [one, other] = names.map(quoted);
    say!(UnsharedArea, second, "{one} and {other} both own {}", quoted(title);
        label "owned here";
        mark(first) "and owned here";
        note "until then the area counts as co-owned";
        help "if they share it, write `shares: [{id}]` instead of `owns` in both files; else \
            remove it from one of them")
}

/// A role shares an area that another owns alone.
pub fn share_of_owned(
    at: Span,
    owner: Span,
    title: &str,
    id: &str,
    owner_name: &str,
) -> Diagnostic {
    say!(UnreturnedShare, at, "{} is shared here, and {} says it owns it alone",
        quoted(title), quoted(owner_name);
        mark(owner) "owned here";
        note "until then the area counts as co-owned";
        help "move it from `owns` to `shares: [{id}]` there, or to `takes-part` here")
}

/// A role shares an area that no role shares back.
pub fn unreturned_share(at: Span, title: &str, id: &str, name: &str) -> Diagnostic {
    say!(UnreturnedShare, at, "no role shares {} with {}", quoted(title), quoted(name);
        help "name the other holder, `shares: [{id}: EM]`, or write `shares: [{id}]` in its file \
            too")
}

/// The areas without an owner under a model.
pub fn gaps(at: Span, model: &str, areas: &[&str], first_id: &str) -> Diagnostic {
    let count = areas.len();
    let plural = if count == 1 { "area" } else { "areas" };
    say!(Gaps, at, "{count} {plural} of {} without an owner", quoted(model);
        label "{}", listed(areas);
        help "say who holds it under `owners:`, or that no role does and why: `{first_id}: nobody \
            (…)`")
}

/// What a model says of an area that is not one of its areas.
pub fn said_elsewhere(at: Span, area: &str, model: &str) -> Diagnostic {
    say!(NoEffect, at, "{} is not said here: `models:` of the area leaves this model out",
        quoted(area);
        label "has no effect";
        help "add {} to `models:` of the area, or of the category that it is in; or remove it here",
            quoted(model))
}

/// A case whose holders all only take part.
pub fn no_accountable(at: Span, area: &str) -> Diagnostic {
    say!(NoAccountable, at, "roles take part in {} here, and none answers for it", quoted(area);
        help "name the role that answers for it: `EM + TL (helps)`; or, if it is the one that does \
            the work, `EM (accountable, does)`")
}
