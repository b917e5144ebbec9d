//! Tracks and their axes. A step is its place in the list of its axis, counted from 1.

use serde::Serialize;

use crate::export::meta::{Meta, meta_of};
use crate::ladder::track::LevelId;
use crate::ladder::{AxisId, Subject, TrackId};
use crate::page::{Desk, prose};

#[derive(Serialize)]
pub(super) struct Axis<'a> {
    id: &'a str,
    #[serde(flatten)]
    meta: Meta<'a>,
    steps: Vec<Step<'a>>,
}

#[derive(Serialize)]
struct Step<'a> {
    title: &'a str,
    text: Option<String>,
}

impl<'a> Axis<'a> {
    pub(super) fn new(desk: &Desk<'a>, id: AxisId) -> Axis<'a> {
        let axis = desk.ladder.axis(id);
        let steps = axis.steps.iter().map(|step| Step {
            title: &step.title,
            text: step
                .text
                .as_ref()
                .map(|text| prose::inline_text(desk, axis.document, text)),
        });
        Axis {
            id: &axis.id,
            meta: meta_of(desk, Subject::Axis(id)),
            steps: steps.collect(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct Track<'a> {
    id: &'a str,
    #[serde(flatten)]
    meta: Meta<'a>,
    role: Option<&'a str>,
    axes: Vec<&'a str>,
    levels: Vec<Level<'a>>,
}

#[derive(Serialize)]
struct Level<'a> {
    id: &'a str,
    title: &'a str,
    rung: usize,
    /// The level of another track that it equals.
    #[serde(rename = "as")]
    same_as: Option<SameAs<'a>>,
    /// One for each of the track's axes.
    steps: Vec<Stand<'a>>,
    /// What the level itself adds to its steps.
    expects: Vec<String>,
}

#[derive(Serialize)]
struct SameAs<'a> {
    track: &'a str,
    level: &'a str,
}

#[derive(Serialize)]
struct Stand<'a> {
    axis: &'a str,
    step: usize,
}

impl<'a> Track<'a> {
    pub(super) fn new(desk: &Desk<'a>, id: TrackId) -> Track<'a> {
        let track = desk.ladder.track(id);
        let axes = track.axes.iter();
        let axes: Vec<&str> = axes
            .map(|axis| desk.ladder.axis(*axis).id.as_str())
            .collect();
        Track {
            id: &track.id,
            meta: meta_of(desk, Subject::Track(id)),
            role: track.role.map(|role| desk.ladder.role(role).id.as_str()),
            levels: desk
                .ladder
                .level_ids(id)
                .map(|level| Level::new(desk, level, &axes))
                .collect(),
            axes,
        }
    }
}

impl<'a> Level<'a> {
    fn new(desk: &Desk<'a>, id: LevelId, axes: &[&'a str]) -> Level<'a> {
        let level = desk.ladder.level(id);
        let document = desk.ladder.track(id.track).document;
        let steps = axes.iter().zip(&level.steps);
        Level {
            id: &level.id,
            title: &level.title,
            rung: level.rung,
            same_as: level.same_as.map(|other| SameAs {
                track: &desk.ladder.track(other.track).id,
                level: &desk.ladder.level(other).id,
            }),
            steps: steps
                .map(|(axis, place)| Stand {
                    axis,
                    step: place + 1,
                })
                .collect(),
            expects: level
                .expects
                .iter()
                .map(|text| prose::inline_text(desk, document, text))
                .collect(),
        }
    }
}
