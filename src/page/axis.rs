//! The page of an axis: its steps, and who stands on them.

use serde::Serialize;

use super::desk::Desk;
use super::html::Html;
use super::link::Link;
use super::{levels, prose};
use crate::ladder::{AxisId, Subject};

/// An axis.
#[derive(Clone, Debug, Serialize)]
pub struct Axis {
    /// Its steps, smallest first.
    pub steps: Vec<AxisStep>,
    /// The author's words.
    pub body: Html,
}

/// A step with those who stand on it.
#[derive(Clone, Debug, Serialize)]
pub struct AxisStep {
    /// The step.
    pub step: levels::Step,
    /// The levels that stand on it, track by track.
    pub tracks: Vec<LevelsOfTrack>,
}

/// Some levels of a track.
#[derive(Clone, Debug, Serialize)]
pub struct LevelsOfTrack {
    /// The track.
    pub track: Link,
    /// The levels.
    pub levels: Vec<Link>,
}

pub(crate) fn view(desk: &Desk<'_>, id: AxisId) -> Axis {
    let places = 0..desk.ladder.axis(id).steps.len();
    Axis {
        steps: places
            .map(|place| AxisStep {
                step: levels::step(desk, id, place),
                tracks: levels_on(desk, id, place),
            })
            .collect(),
        body: prose::subject_body(desk, Subject::Axis(id)),
    }
}

/// The levels that stand on a step.
fn levels_on(desk: &Desk<'_>, axis: AxisId, place: usize) -> Vec<LevelsOfTrack> {
    let tracks = desk.ladder.track_ids().map(|track| {
        let levels = desk.ladder.level_ids(track);
        let levels = levels.filter(|level| desk.ladder.step_on(*level, axis) == Some(place));
        LevelsOfTrack {
            track: desk.link_to(Subject::Track(track)),
            levels: levels.map(|level| levels::link(desk, level)).collect(),
        }
    });
    tracks.filter(|track| !track.levels.is_empty()).collect()
}
