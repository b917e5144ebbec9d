//! Tracks and their axes. A step is its place in the list of its axis, counted from 1.

use serde::Serialize;

use super::references::{role_id, texts};
use crate::export::meta::meta_of;
use crate::ladder::track::{LevelId, Step};
use crate::ladder::{AxisId, Subject, TrackId};
use crate::page::{Desk, prose};

pub(super) fn axis<'a>(desk: &Desk<'a>, id: AxisId) -> impl Serialize + use<'a> {
    let axis = desk.ladder.axis(id);
    let plain = |text| prose::inline_text(desk, axis.document, text);
    let step = |step: &'a Step| object! { title: &step.title, text: step.text.as_ref().map(plain) };
    object! {
        id: &axis.id,
        #[serde(flatten)]
        meta: meta_of(desk, Subject::Axis(id)),
        steps: axis.steps.iter().map(step).collect::<Vec<_>>(),
    }
}

pub(super) fn track<'a>(desk: &Desk<'a>, id: TrackId) -> impl Serialize + use<'a> {
    let track = desk.ladder.track(id);
    let axes = track
        .axes
        .iter()
        .map(|axis| desk.ladder.axis(*axis).id.as_str());
    let axes: Vec<&'a str> = axes.collect();
    let levels = desk.ladder.level_ids(id).map(|one| level(desk, one, &axes));
    let levels: Vec<_> = levels.collect();
    object! {
        id: &track.id,
        #[serde(flatten)]
        meta: meta_of(desk, Subject::Track(id)),
        role: track.role.map(|role| role_id(desk, role)),
        axes: axes,
        levels: levels,
    }
}

fn level<'a>(desk: &Desk<'a>, id: LevelId, axes: &[&'a str]) -> impl Serialize + use<'a> {
    let level = desk.ladder.level(id);
    let same = |other: LevelId| {
        object! {
            track: &desk.ladder.track(other.track).id,
            level: &desk.ladder.level(other).id,
        }
    };
    let stand = |(axis, place): (&&'a str, &usize)| object! { axis: *axis, step: place + 1 };
    let steps = axes.iter().zip(&level.steps);
    object! {
        id: &level.id,
        title: &level.title,
        rung: level.rung,
        // The level of another track that it equals.
        #[serde(rename = "as")]
        same_as: level.same_as.map(same),
        // One for each of the track's axes.
        steps: steps.map(stand).collect::<Vec<_>>(),
        // What the level itself adds to its steps.
        expects: texts(desk, desk.ladder.track(id.track).document, &level.expects),
    }
}
