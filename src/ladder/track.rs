//! Career tracks: levels, each with a step on every axis.
//!
//! Steps build on each other: a person on the third step of an axis does what the first two
//! say as well. So a level is a *position*, one step for each axis, and what is new at a level is
//! the difference of two positions.

use super::{AxisId, DocumentId, RoleId, TrackId};
use crate::text::Text;

/// One direction in which people grow, in steps that build on each other.
#[derive(Clone, Debug)]
pub struct Axis {
    pub id: String,
    pub document: DocumentId,
    pub title: String,
    /// Its steps, smallest first.
    pub steps: Vec<Step>,
}

#[derive(Clone, Debug)]
pub struct Step {
    pub title: String,
    /// What a person on it does.
    pub text: Option<Text>,
}

/// A career ladder proper.
#[derive(Clone, Debug)]
pub struct Track {
    pub id: String,
    pub document: DocumentId,
    pub title: String,
    pub role: Option<RoleId>,
    /// The axes that its levels have steps on, each with one step at least.
    pub axes: Vec<AxisId>,
    /// Its levels, lowest first.
    pub levels: Vec<Level>,
}

#[derive(Clone, Debug)]
pub struct Level {
    /// Unique within the track.
    pub id: String,
    pub title: String,
    /// How high it is beside the levels of other tracks, counted from 1.
    pub rung: usize,
    /// For each axis of the track the place of the step in the axis's list.
    pub steps: Vec<usize>,
    /// What the level itself adds to the steps.
    pub expects: Vec<Text>,
    pub same_as: Option<LevelId>,
}

/// A level, by the place in its track.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LevelId {
    pub track: TrackId,
    /// The place, 0 for the lowest.
    pub place: usize,
}
