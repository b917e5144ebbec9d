//! The keys of a track: its levels, lowest first, each with a step on every axis.

use super::common::Written;
use crate::diagnostic::{front_matter as say, tracks};
use crate::span::{Span, Spanned};
use crate::text::Text;
use crate::value::fields::Fields;
use crate::value::keys::{self, Keys};

/// A track as written.
#[derive(Clone, Debug, PartialEq)]
pub struct TrackText {
    /// The role it belongs to.
    pub role: Option<Text>,
    /// The axes that its levels have steps on; all of them where nothing is said.
    pub axes: Vec<Text>,
    /// The levels, lowest first.
    pub levels: Vec<LevelText>,
    /// Where they stand, if they do.
    pub levels_at: Option<Span>,
}

/// A level of a track as written.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelText {
    /// Unique within the track.
    pub id: Text,
    /// Its name on the page.
    pub title: Option<Text>,
    /// How high it is beside the levels of other tracks.
    pub rung: Option<Spanned<usize>>,
    /// Axis and step, in the author's order.
    pub steps: Vec<(Text, Text)>,
    /// Where the steps stand, if they do.
    pub steps_at: Option<Span>,
    /// What else is expected from here on.
    pub expects: Vec<Text>,
    /// The level of another track that this one equals: `track/level`.
    pub same_as: Option<Text>,
}

/// The highest rung that can be named.
const HIGHEST_RUNG: i32 = 99;

impl Written for TrackText {
    const KEYS: &'static Keys = &keys::TRACK;

    fn read(fields: &mut Fields<'_>) -> TrackText {
        let levels_at = fields.value_span("levels");
        TrackText {
            role: fields.short_text("role"),
            axes: fields.short_texts("axes"),
            levels: fields.list_of("levels", &keys::LEVEL, read_level),
            levels_at,
        }
    }

    fn inline_texts(&self) -> Vec<&Text> {
        self.levels
            .iter()
            .flat_map(|level| &level.expects)
            .collect()
    }
}

fn read_level(fields: &mut Fields<'_>, span: Span) -> Option<LevelText> {
    let id = fields.short_text("id");
    let rung_at = fields.value_span("rung");
    let rung = fields.whole_number("rung").zip(rung_at);
    let steps_at = fields.value_span("steps");
    let level = LevelText {
        id: id.clone().unwrap_or(Text::made(String::new(), span)),
        title: fields.short_text("title"),
        rung: rung.and_then(|(number, at)| read_rung(number, at, fields)),
        steps: fields.text_map("steps"),
        steps_at,
        expects: fields.texts("expects"),
        same_as: fields.short_text("as"),
    };
    match id {
        None => {
            fields.missing("id", "give it a short name that stays: `id: tl4`");
            return None;
        }
        Some(id) if !is_level_id(&id.value) => {
            fields.diagnostics.push(say::bad_value(
                id.span,
                "the id of a level is made of small letters, digits and `-`",
                "write `id: tl4`, and the name in `title`",
            ));
            return None;
        }
        Some(_) => {}
    }
    if let (Some(same_as), Some(steps)) = (&level.same_as, level.steps_at) {
        fields
            .diagnostics
            .push(tracks::steps_and_as(same_as.span, steps));
    }
    Some(level)
}

fn read_rung(number: i32, at: Span, fields: &mut Fields<'_>) -> Option<Spanned<usize>> {
    if (1..=HIGHEST_RUNG).contains(&number) {
        return Some(Spanned::new(usize::try_from(number).ok()?, at));
    }
    fields.diagnostics.push(say::bad_value(
        at,
        format!("a rung is a whole number from 1 to {HIGHEST_RUNG}"),
        "count the rungs from the lowest: `rung: 1`",
    ));
    None
}

/// Level ids stand in addresses and in `as: track/level`.
fn is_level_id(id: &str) -> bool {
    !id.is_empty()
        && id
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
