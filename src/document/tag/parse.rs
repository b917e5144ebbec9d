//! The grammar of the ownership tag.

use super::items::{items, quote_end};
use super::{Case, Holder, HolderName, Join, Manner, Quality, Share, Tag};
use crate::diagnostic::{Code, Diagnostic, has_errors, ownership as say};
use crate::document::limits::Limits;
use crate::document::range::Range;
use crate::text::Text;
use crate::vocabulary::Twice;

/// Reads a tag; `None` where nothing of it can be used. Every mistake is reported at its place.
pub fn parse(text: &Text, limits: &Limits, diagnostics: &mut Vec<Diagnostic>) -> Option<Tag> {
    if text.value.len() > limits.tag {
        let at = text.span_of(limits.tag..limits.tag + 1);
        diagnostics.push(crate::diagnostic::front_matter::over_limit(
            at,
            "an ownership tag",
            &format!("{} bytes", limits.tag),
            "tag",
        ));
        return None;
    }
    let before = diagnostics.len();
    let quote = text
        .value
        .chars()
        .next()
        .filter(|c| "“”„‟«»‘’".contains(*c));
    let odd_quote = |quote: char| say::odd_quote(text.span_of(0..quote.len_utf8()), quote);
    let says_more = |tag: &str| tag.contains(['(', ';', '+']);
    if let Some(quote) = quote.filter(|_| says_more(&text.value)) {
        diagnostics.push(odd_quote(quote));
        return None;
    }
    let marks = match top_level(text, limits) {
        Ok(marks) => marks,
        Err(wrong) => {
            diagnostics.push(*wrong);
            return None;
        }
    };
    let mut cases = Vec::new();
    for piece in split(0..text.value.len(), &marks, |mark| mark == Mark::Semicolon) {
        cases.extend(parse_case(text, piece, &marks, diagnostics));
        // One mistake makes the rest of a tag read like several more.
        if is_broken(&diagnostics[before..]) {
            return None;
        }
    }
    if has_errors(&diagnostics[before..]) {
        return None;
    }
    let tag = Tag {
        cases,
        text: text.clone(),
    };
    // `“EM”, poorly` says more than a name as well.
    if let Some(quote) = quote.filter(|_| says_more(&tag.to_string())) {
        diagnostics.push(odd_quote(quote));
        return None;
    }
    Some(tag)
}

/// Whether what follows in a tag can no longer be told; an item in doubt leaves the rest as it is.
fn is_broken(diagnostics: &[Diagnostic]) -> bool {
    let in_doubt = |one: &Diagnostic| one.code() == Code::DoubtfulReason;
    diagnostics
        .iter()
        .any(|one| has_errors(std::slice::from_ref(one)) && !in_doubt(one))
}

/// A separator outside of parentheses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Semicolon,
    Comma,
    Plus,
    Or,
    Via,
    When,
    Open,
    Close,
}

type Marks = Vec<(std::ops::Range<usize>, Mark)>;

/// All separators outside of parentheses, with the outermost parentheses themselves.
fn top_level(text: &Text, limits: &Limits) -> Result<Marks, Box<Diagnostic>> {
    let value = &text.value;
    let mut marks = Marks::new();
    let mut open: Vec<usize> = Vec::new();
    let mut word_start = None;
    // Where an item between parentheses begins, and where its quotes end.
    let (mut item_begins, mut quoted_until) = (false, 0);
    for (at, c) in value.char_indices().chain([(value.len(), ' ')]) {
        if at < quoted_until {
            continue;
        }
        if c == '"' && item_begins {
            let Some(end) = quote_end(value, at) else {
                return Err(Box::new(say::open_quote(text.span_of(at..at + 1))));
            };
            quoted_until = end;
        }
        item_begins = match c {
            '(' => open.is_empty(),
            ',' => open.len() == 1,
            c => item_begins && c.is_whitespace(),
        };
        let in_word = c.is_alphanumeric();
        if in_word && word_start.is_none() {
            word_start = Some(at);
        }
        if !in_word
            && let Some(start) = word_start.take()
            && open.is_empty()
        {
            let ends = |c: char| c.is_whitespace() || ";,+()".contains(c);
            let stands_alone =
                (start == 0 || value[..start].ends_with(ends)) && (at == value.len() || ends(c));
            let mark = match &value[start..at] {
                word if word.eq_ignore_ascii_case("or") => Some(Mark::Or),
                word if word.eq_ignore_ascii_case("via") => Some(Mark::Via),
                word if word.eq_ignore_ascii_case("when") || word.eq_ignore_ascii_case("if") => {
                    Some(Mark::When)
                }
                _ => None,
            };
            // A word of the language that opens or closes the tag is a mistake found later, where a
            // name is missing.
            marks.extend(mark.filter(|_| stands_alone).map(|mark| (start..at, mark)));
        }
        let mark = match c {
            '(' => {
                open.push(at);
                if open.len() > limits.tag_depth {
                    return Err(Box::new(say::tag_too_deep(
                        text.span_of(at..at + 1),
                        limits.tag_depth,
                    )));
                }
                (open.len() == 1).then_some(Mark::Open)
            }
            ')' => {
                if open.pop().is_none() {
                    return Err(Box::new(say::unbalanced(text.span_of(at..at + 1), ')')));
                }
                open.is_empty().then_some(Mark::Close)
            }
            ';' if open.is_empty() => Some(Mark::Semicolon),
            ',' if open.is_empty() => Some(Mark::Comma),
            '+' if open.is_empty() => Some(Mark::Plus),
            _ => None,
        };
        marks.extend(mark.map(|mark| (at..at + 1, mark)));
    }
    match open.first() {
        Some(&at) => Err(Box::new(say::unbalanced(text.span_of(at..at + 1), '('))),
        None => Ok(marks),
    }
}

/// The pieces of `range` between the marks that `separates`.
fn split(
    range: std::ops::Range<usize>,
    marks: &Marks,
    separates: impl Fn(Mark) -> bool,
) -> Vec<std::ops::Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = range.start;
    for (place, mark) in within(&range, marks) {
        if separates(mark) {
            pieces.push(start..place.start);
            start = place.end;
        }
    }
    pieces.push(start..range.end);
    pieces
}

fn within<'a>(
    range: &std::ops::Range<usize>,
    marks: &'a Marks,
) -> impl Iterator<Item = (std::ops::Range<usize>, Mark)> + use<'a> {
    let range = range.clone();
    let first = marks.partition_point(|(place, _)| place.start < range.start);
    marks[first..]
        .iter()
        .take_while(move |(place, _)| place.start < range.end)
        .cloned()
}

fn parse_case(
    text: &Text,
    range: std::ops::Range<usize>,
    marks: &Marks,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Case> {
    let when_mark = within(&range, marks)
        .find(|(_, mark)| *mark == Mark::When)
        .map(|(place, _)| place);
    let set = range.start..when_mark.as_ref().map_or(range.end, |place| place.start);
    let when = when_mark.map(|place| text.part(place.end..range.end));
    if let Some(when) = &when
        && when.value.is_empty()
    {
        diagnostics.push(say::missing_condition(when.span));
        return None;
    }
    let plus = within(&set, marks).find(|(_, mark)| *mark == Mark::Plus);
    let or = within(&set, marks).find(|(_, mark)| *mark == Mark::Or);
    if let (Some((plus, _)), Some((or, _))) = (&plus, &or) {
        let second = if plus.start > or.start { plus } else { or };
        diagnostics.push(say::mixed_joins(text.span_of(second.clone())));
        return None;
    }
    let join = if or.is_some() { Join::Any } else { Join::All };
    let before = diagnostics.len();
    let mut holders = Vec::new();
    for piece in split(set, marks, |mark| matches!(mark, Mark::Plus | Mark::Or)) {
        holders.extend(parse_holder(text, piece, marks, diagnostics));
        if is_broken(&diagnostics[before..]) {
            return None;
        }
    }
    let nobody = |holder: &&Holder| matches!(holder.name, HolderName::Nobody(_));
    if join == Join::All
        && holders.len() > 1
        && let Some(nobody) = holders.iter().find(nobody)
    {
        diagnostics.push(say::nobody_with_others(nobody.name.text().span));
        return None;
    }
    Some(Case {
        holders,
        join,
        when,
    })
}

fn parse_holder(
    text: &Text,
    range: std::ops::Range<usize>,
    marks: &Marks,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Holder> {
    let own: Marks = within(&range, marks).collect();
    let name_end = own.first().map_or(range.end, |(place, _)| place.start);
    let name = text.part(range.start..name_end);
    if name.value.is_empty() {
        diagnostics.push(say::missing_holder(
            text.span_of(range.start..range.start.max(name_end).max(range.start + 1)),
        ));
        return None;
    }
    let mut holder = Holder {
        name: HolderName::of(name),
        via: None,
        manner: Manner::default(),
        share: None,
        because: Vec::new(),
    };
    for (index, (place, mark)) in own.iter().enumerate() {
        let next = own
            .get(index + 1)
            .map_or(range.end, |(place, _)| place.start);
        let piece = text.part(place.end..next);
        match mark {
            Mark::Via if piece.value.is_empty() => {
                diagnostics.push(say::missing_area(text.span_of(place.clone())));
                return None;
            }
            Mark::Via => set_once(&mut holder.via, piece.clone(), "area", &piece, diagnostics),
            Mark::Comma => {
                if Quality::find(&piece.value).is_some() {
                    add_item(&mut holder, piece, diagnostics);
                } else {
                    diagnostics.push(say::comma_between_holders(
                        text.span_of(place.clone()),
                        &text.value,
                    ));
                    return None;
                }
            }
            Mark::Open => {
                for (start, end) in items(&text.value, place.end, next) {
                    let before = diagnostics.len();
                    add_item(&mut holder, text.part(start..end), diagnostics);
                    if is_broken(&diagnostics[before..]) {
                        return None;
                    }
                }
            }
            Mark::Close if !piece.value.is_empty() => {
                diagnostics.push(say::text_after_qualifier(piece.span));
                return None;
            }
            Mark::Close | Mark::Semicolon | Mark::Plus | Mark::Or | Mark::When => {}
        }
    }
    Some(holder)
}

/// Notes what is said of a holder. Saying it twice is a mistake: one of the two would be lost.
fn set_once<T>(
    place: &mut Option<T>,
    value: T,
    what: &str,
    written: &Text,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if place.is_some() {
        diagnostics.push(say::said_twice(written.span, what));
    } else {
        *place = Some(value);
    }
}

/// The text between the quotes of a quoted item.
fn unquoted(item: &Text) -> Option<Text> {
    let inner = item.value.strip_prefix('"')?.strip_suffix('"')?;
    Some(item.part(1..1 + inner.len()))
}

fn add_item(holder: &mut Holder, item: Text, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(reason) = unquoted(&item).filter(|reason| !reason.value.is_empty()) {
        holder.because.push(reason);
    } else if item.value.is_empty() || item.value == "\"\"" {
        diagnostics.push(say::empty_qualifier(item.span));
    } else if let Some(said) = holder.manner.say(&item.value) {
        let twice = said.err().map(|twice| match twice {
            Twice::Quality => say::said_twice(item.span, "quality"),
            Twice::Relation(relation) => say::relation_twice(&item, relation),
        });
        diagnostics.extend(twice);
    } else {
        match Range::read(&item.value) {
            Some(Ok(range)) => {
                let text = item.clone();
                let share = Share { range, text };
                set_once(&mut holder.share, share, "range", &item, diagnostics);
            }
            Some(Err(fault)) => diagnostics.push(say::bad_range(&item, fault)),
            None => match say::doubtful_reason(&item) {
                Some(doubt) => diagnostics.push(doubt),
                None => holder.because.push(item),
            },
        }
    }
}
