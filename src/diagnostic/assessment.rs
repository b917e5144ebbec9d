//! What can be wrong with an assessment: its form, threshold, scale, results, and whom it is for.

use super::front_matter::{listed, quoted};
use super::nearest::did_you_mean;
use super::ownership::looks_like;
use super::{Code, Diagnostic, look_alike};
use crate::span::Span;
use crate::text::Text;

pub fn no_form(at: Span) -> Diagnostic {
    say!(AssessmentForm, at, "an assessment needs `checklist` or `questions`";
        help "write `checklist:` with items to tick, or `questions:` with a `scale:`")
}

pub fn two_forms(at: Span, first: Span) -> Diagnostic {
    say!(AssessmentForm, at, "an assessment is a checklist or questions, not both";
        label "the second form";
        mark(first) "the first one";
        help "make two files of it")
}

/// `scale` or `results` beside a checklist.
pub fn not_of_a_checklist(at: Span) -> Diagnostic {
    say!(AssessmentForm, at, "a checklist has no scale and no results";
        label "belongs to `questions`";
        help "say under `checklist:` what it means when the threshold is `reached`, and `below` it")
}

/// `scale` or `results` without questions.
pub fn no_questions(at: Span) -> Diagnostic {
    say!(AssessmentForm, at, "a scale without questions";
        label "nothing is asked";
        help "write `questions:`, each with `ask:`")
}

pub fn no_scale(at: Span) -> Diagnostic {
    say!(AssessmentForm, at, "questions without a scale";
        label "how are they answered?";
        help "write `scale: {{from: 1, to: 5, low: never, high: always}}`")
}

pub fn nothing_to_fill_in(at: Span) -> Diagnostic {
    say!(AssessmentForm, at, "there is nothing to fill in";
        label "empty";
        help "write at least one")
}

pub fn threshold_is_no_number(text: &Text) -> Diagnostic {
    say!(BadThreshold, text.span, "{} is not a threshold", quoted(&text.value);
        help "write `half`, which is rounded up, or a whole number")
}

pub fn threshold_of_nothing(at: Span) -> Diagnostic {
    say!(BadThreshold, at, "a threshold of 0 is reached by an empty list"; help "write at least 1")
}

pub fn threshold_out_of_reach(at: Span, threshold: usize, items: usize) -> Diagnostic {
    let items = if items == 1 {
        "1 item".to_owned()
    } else {
        format!("{items} items")
    };
    say!(BadThreshold, at, "a threshold of {threshold} cannot be reached with {items}";
        help "lower it, or write `half`, which is rounded up")
}

pub fn scale_below_zero(at: Span) -> Diagnostic {
    say!(BadScale, at, "a scale starts at 0 or above"; help "write `from: 1` and `to: 5`")
}

/// A scale that ends where it starts, or below.
pub fn scale_reversed(at: Span, from_at: Span, from: i32, to: i32) -> Diagnostic {
    let help = if to < from {
        "turn the ends round, `low` and `high` with them; `better: low` says that less is better"
    } else {
        "it takes two numbers at least"
    };
    say!(BadScale, at, "a scale cannot go from {from} to {to}";
        label "not above its start";
        mark(from_at) "it starts here";
        help "{help}")
}

pub fn scale_too_long(at: Span, most: u32) -> Diagnostic {
    say!(BadScale, at, "a scale has at most {most} numbers";
        help "people tell few numbers apart; 1 to 5 will do")
}

/// A result that does not reach further than the one before.
pub fn results_fall(at: Span, before: Span, up_to: &str, last: &str) -> Diagnostic {
    say!(BadResults, at, "no average is above {last} and up to {up_to}";
        label "not above the one before";
        mark(before) "the one before";
        help "write the results from the smallest average to the largest")
}

/// Results that leave the upper end of the scale without a meaning.
pub fn results_end_early(at: Span, last: &str, to: &str) -> Diagnostic {
    say!(BadResults, at, "nothing is said of averages above {last}";
        label "the scale goes to {to}";
        help "let the last result go `up-to: {to}`")
}

/// A result for averages that the scale does not have.
pub fn result_off_the_scale(up_to: &Text, from: u32, to: u32) -> Diagnostic {
    say!(BadResults, up_to.span, "{} is not on the scale", quoted(&up_to.value);
        label "the scale goes from {from} to {to}";
        help "a result is said of the average of all answers, which lies on the scale")
}

/// A name that no role and no model has.
pub fn unknown_about<'a>(
    name: &Text,
    known: impl IntoIterator<Item = &'a str> + Clone,
    roles: impl IntoIterator<Item = &'a str>,
    models: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    if let Some(found) = look_alike::find(&name.value, known.clone()) {
        let at = name.span_of(found.at..found.at + found.found.len_utf8());
        return looks_like(at, "unknown role or model", &name.value, &found);
    }
    let said = say!(UnknownName, name.span, "unknown role or model {}", quoted(&name.value);
        label "no role and no model has this name");
    let said = said.ask(did_you_mean(&name.value, known));
    let lists = [("roles", listed(roles)), ("models", listed(models))];
    let lists = lists.into_iter().filter(|(_, names)| !names.is_empty());
    lists.fold(said, |said, (what, names)| {
        said.help(format!("known {what}: {names}"))
    })
}

/// A role or model that is not published.
pub fn about_a_draft(name: &Text, draft: Span) -> Diagnostic {
    say!(UnknownName, name.span, "{} is not published", quoted(&name.value);
        label "a draft";
        mark(draft) "here";
        help "remove `draft: true` there, or the name here")
}
