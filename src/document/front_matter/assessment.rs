//! The keys of an assessment: a checklist with a threshold, or questions on a scale.
//!
//! Whether the numbers fit together is told here, where their places are known; what is kept has no contradiction in it.

use super::common::Written;
use crate::diagnostic::{assessment as say, front_matter};
use crate::span::Span;
use crate::text::Text;
use crate::value::fields::Fields;
use crate::value::keys::{self, Keys};

/// An assessment as written.
#[derive(Clone, Debug, PartialEq)]
pub struct AssessmentText {
    /// The roles and models it is about.
    pub about: Vec<Text>,
    /// What there is to fill in; none where nothing was written, or where what was written has been reported.
    pub form: Option<Form>,
    /// Whether any key of a form is there.
    pub has_form: bool,
}

/// What there is to fill in.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// Items to tick.
    Checklist(Checklist),
    /// Questions, each answered by a number.
    Questions(Questions),
}

/// Items to tick, and how many ticks mean something.
#[derive(Clone, Debug, PartialEq)]
pub struct Checklist {
    /// The items; at least one.
    pub items: Vec<Text>,
    /// How many ticks reach it: from one to the number of items.
    pub threshold: usize,
    /// What it means when it is reached.
    pub reached: Text,
    /// What it means otherwise.
    pub below: Option<Text>,
}

/// Questions on one scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Questions {
    /// The questions; at least one.
    pub questions: Vec<Question>,
    /// The numbers that answer them.
    pub scale: Scale,
    /// What the average of all answers means; ascending, and the last reaches the end of the scale. May be empty.
    pub results: Vec<Outcome>,
}

/// A question.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// What it is about, in a word or two.
    pub about: Option<Text>,
    /// The question.
    pub ask: Text,
    /// The time that it is asked about.
    pub window: Option<Text>,
    /// What else to think of.
    pub help: Vec<Text>,
    /// What the low end means here, where that is not what the scale says.
    pub low: Option<Text>,
    /// The same of the high end.
    pub high: Option<Text>,
}

/// The numbers that answer a question. Only the ends are described.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// The low end.
    pub from: u32,
    /// The high end, above the low one.
    pub to: u32,
    /// What the low end means.
    pub low: Text,
    /// What the high end means.
    pub high: Text,
    /// Which end is the better one, where one is.
    pub better: Option<End>,
}

/// An end of a scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The smaller number.
    Low,
    /// The larger number.
    High,
}

impl End {
    /// As written.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            End::Low => "low",
            End::High => "high",
        }
    }
}

/// What an average means.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The largest average that it is said of.
    pub up_to: Average,
    /// What it means.
    pub means: Text,
}

/// An average with at most two decimals, in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Average(pub u32);

impl Average {
    /// Of a whole number.
    #[must_use]
    pub fn whole(number: u32) -> Average {
        Average(number.saturating_mul(100))
    }

    /// Reads `3`, `2.5` or `2.25`.
    #[must_use]
    pub fn read(text: &str) -> Option<Average> {
        let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
        let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
        if !(1..=4).contains(&whole.len()) || !(1..=2).contains(&part.len()) {
            return None;
        }
        if !is_number(whole) || !is_number(part) {
            return None;
        }
        let tens = if part.len() == 1 { 10 } else { 1 };
        Some(Average(
            whole.parse::<u32>().ok()? * 100 + part.parse::<u32>().ok()? * tens,
        ))
    }
}

impl std::fmt::Display for Average {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, part) = (self.0 / 100, self.0 % 100);
        match (part, part % 10) {
            (0, _) => write!(out, "{whole}"),
            (_, 0) => write!(out, "{whole}.{}", part / 10),
            _ => write!(out, "{whole}.{part:02}"),
        }
    }
}

/// More numbers than these are no scale that a person can choose on.
const STEPS: u32 = 10;

impl Written for AssessmentText {
    const KEYS: &'static Keys = &keys::ASSESSMENT;

    fn read(fields: &mut Fields<'_>) -> AssessmentText {
        let about = fields.short_texts("for");
        let [checklist, questions, scale, results] =
            ["checklist", "questions", "scale", "results"].map(|key| fields.key_span(key));
        // All keys are read, so that everything wrong with them is said at once.
        let list = fields.mapping("checklist", &keys::CHECKLIST, read_checklist);
        let asked = read_questions(fields);
        let on_scale = fields.mapping("scale", &keys::SCALE, read_scale);
        let outcomes = read_results(fields, on_scale.as_ref());
        let form = match (checklist, questions) {
            (Some(first), Some(second)) => {
                fields.diagnostics.push(say::two_forms(second, first));
                None
            }
            (Some(_), None) => {
                if let Some(at) = scale.or(results) {
                    fields.diagnostics.push(say::not_of_a_checklist(at));
                }
                list.map(Form::Checklist)
            }
            (None, Some(at)) => {
                if scale.is_none() {
                    fields.diagnostics.push(say::no_scale(at));
                }
                on_scale.filter(|_| !asked.is_empty()).map(|scale| {
                    Form::Questions(Questions {
                        questions: asked,
                        scale,
                        results: outcomes,
                    })
                })
            }
            (None, None) => {
                if let Some(at) = scale.or(results) {
                    fields.diagnostics.push(say::no_questions(at));
                }
                None
            }
        };
        AssessmentText {
            about,
            form,
            has_form: [checklist, questions, scale, results]
                .iter()
                .any(Option::is_some),
        }
    }

    fn inline_texts(&self) -> Vec<&Text> {
        match &self.form {
            None => Vec::new(),
            Some(Form::Checklist(list)) => list
                .items
                .iter()
                .chain([&list.reached])
                .chain(&list.below)
                .collect(),
            Some(Form::Questions(form)) => {
                let asked = form.questions.iter();
                let results = form.results.iter().map(|outcome| &outcome.means);
                asked
                    .flat_map(|question| std::iter::once(&question.ask).chain(&question.help))
                    .chain(results)
                    .collect()
            }
        }
    }
}

fn read_checklist(fields: &mut Fields<'_>, at: Span) -> Option<Checklist> {
    for (key, help) in [
        ("items", "write `items: […]`, one text for each"),
        (
            "threshold",
            "write `threshold: half`, or how many ticks it takes",
        ),
        ("reached", "say what it means when the threshold is reached"),
    ] {
        fields.requires(key, help);
    }
    let items = fields.texts("items");
    if items.is_empty() && fields.has("items") {
        fields.diagnostics.push(say::nothing_to_fill_in(at));
    }
    say_twice(fields, &items);
    let threshold = fields.text("threshold");
    let threshold = threshold.and_then(|text| read_threshold(fields, &text, items.len()));
    let reached = fields.text("reached");
    let below = fields.text("below");
    if items.is_empty() {
        return None;
    }
    Some(Checklist {
        items,
        threshold: threshold?,
        reached: reached?,
        below,
    })
}

fn read_threshold(fields: &mut Fields<'_>, text: &Text, items: usize) -> Option<usize> {
    if text.value.eq_ignore_ascii_case("half") {
        return Some(items.div_ceil(2));
    }
    let number = text
        .value
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.value.parse::<usize>().ok())
        .flatten();
    let wrong = match number {
        None => say::threshold_is_no_number(text),
        Some(0) => say::threshold_of_nothing(text.span),
        // Without items something else is wrong, and has been said.
        Some(number) if number > items && items > 0 => {
            say::threshold_out_of_reach(text.span, number, items)
        }
        Some(number) => return Some(number),
    };
    fields.diagnostics.push(wrong);
    None
}

fn read_questions(fields: &mut Fields<'_>) -> Vec<Question> {
    let at = fields.key_span("questions");
    let before = fields.diagnostics.len();
    let questions = fields.list_of("questions", &keys::QUESTION, |question, _| {
        question.requires("ask", "write what is asked");
        let (about, ask) = (question.short_text("about"), question.text("ask"));
        let (window, help) = (question.short_text("window"), question.texts("help"));
        let (low, high) = (question.short_text("low"), question.short_text("high"));
        Some(Question {
            about,
            ask: ask?,
            window,
            help,
            low,
            high,
        })
    });
    if let Some(at) = at
        && questions.is_empty()
        && fields.diagnostics.len() == before
    {
        fields.diagnostics.push(say::nothing_to_fill_in(at));
    }
    let asked: Vec<Text> = questions.iter().map(|one| one.ask.clone()).collect();
    say_twice(fields, &asked);
    questions
}

/// Reports texts that stand twice in a form: nobody could tell the answers apart.
fn say_twice(fields: &mut Fields<'_>, texts: &[Text]) {
    for (at, text) in texts.iter().enumerate() {
        let first = texts[..at].iter().find(|first| first.value == text.value);
        if let Some(first) = first {
            let said = front_matter::said_already(text.span, "the same text", first.span);
            fields.diagnostics.push(said);
        }
    }
}

fn read_scale(fields: &mut Fields<'_>, at: Span) -> Option<Scale> {
    let places = ["from", "to"].map(|key| fields.value_span(key));
    for (key, help) in [
        ("from", "write `from: 1`"),
        ("to", "write `to: 5`"),
        ("low", "say what the low end means"),
        ("high", "say what the high end means"),
    ] {
        fields.requires(key, help);
    }
    let (from, to) = (fields.whole_number("from"), fields.whole_number("to"));
    let (low, high) = (fields.short_text("low"), fields.short_text("high"));
    let ends = [End::Low, End::High].map(|end| (end.name(), end));
    let better = fields.word("better", &ends).map(|end| end.value);
    let (from, to) = (from?, to?);
    let [from_at, to_at] = places.map(|place| place.unwrap_or(at));
    let Ok(first) = u32::try_from(from) else {
        fields.diagnostics.push(say::scale_below_zero(from_at));
        return None;
    };
    if to <= from {
        fields
            .diagnostics
            .push(say::scale_reversed(to_at, from_at, from, to));
        return None;
    }
    let last = to.unsigned_abs();
    if last - first > STEPS {
        let steps = STEPS + 1;
        fields.diagnostics.push(say::scale_too_long(to_at, steps));
        return None;
    }
    Some(Scale {
        from: first,
        to: last,
        low: low?,
        high: high?,
        better,
    })
}

fn read_results(fields: &mut Fields<'_>, scale: Option<&Scale>) -> Vec<Outcome> {
    let mut before: Option<(Average, Span)> = None;
    let mut is_whole = true;
    let results = fields.list_of("results", &keys::RESULT, |result, _| {
        for (key, help) in [
            ("up-to", "the largest average that it is said of"),
            ("means", "what such an average means"),
        ] {
            result.requires(key, help);
        }
        let (up_to, means) = (result.text("up-to"), result.text("means"));
        let outcome = up_to.and_then(|text| read_up_to(result, &text, before, scale));
        is_whole &= outcome.is_some() && means.is_some();
        let (up_to, at) = outcome?;
        before = Some((up_to, at));
        Some(Outcome {
            up_to,
            means: means?,
        })
    });
    if let (Some(scale), Some((last, at)), true) = (scale, before, is_whole)
        && last < Average::whole(scale.to)
    {
        fields.diagnostics.push(say::results_end_early(
            at,
            &last.to_string(),
            &scale.to.to_string(),
        ));
    }
    results
}

/// How far a result reaches, if that is a number of the scale and more than the result before it.
fn read_up_to(
    fields: &mut Fields<'_>,
    text: &Text,
    before: Option<(Average, Span)>,
    scale: Option<&Scale>,
) -> Option<(Average, Span)> {
    let Some(up_to) = Average::read(&text.value) else {
        fields.diagnostics.push(front_matter::wrong_type(
            text.span,
            "up-to",
            "a number with at most two decimals, such as `2` or `3.5`",
            "another text",
        ));
        return None;
    };
    if let Some((last, first)) = before.filter(|(last, _)| up_to <= *last) {
        let wrong = say::results_fall(text.span, first, &up_to.to_string(), &last.to_string());
        fields.diagnostics.push(wrong);
        return None;
    }
    let outside = scale
        .filter(|scale| up_to < Average::whole(scale.from) || up_to > Average::whole(scale.to));
    if let Some(scale) = outside {
        let wrong = say::result_off_the_scale(text, scale.from, scale.to);
        fields.diagnostics.push(wrong);
        return None;
    }
    Some((up_to, text.span))
}

#[cfg(test)]
mod tests {
    use super::Average;

    #[test]
    fn averages_are_read_and_written_without_rounding() {
        for (text, hundredths, shown) in [
            ("2", 200, "2"),
            ("2.5", 250, "2.5"),
            ("2.50", 250, "2.5"),
            ("2.05", 205, "2.05"),
            ("0", 0, "0"),
        ] {
            let read = Average::read(text);
            assert_eq!(read, Some(Average(hundredths)), "{text}");
            assert_eq!(read.map(|it| it.to_string()).as_deref(), Some(shown));
        }
        for wrong in ["", ".5", "2.", "2.125", "-1", "2,5", "1e3", "12345", "a"] {
            assert_eq!(Average::read(wrong), None, "{wrong}");
        }
    }
}
