//! Career tracks: levels, each with a step on every axis.
//!
//! Steps build on each other: whoever stands on the third step of an axis does what the first two say as well. So a level is a
//! *position*, one step for each axis, and what is new at a level is the difference of two positions.

use super::{AxisId, DocumentId, RoleId, TrackId};
use crate::text::Text;

/// One direction in which people grow, in steps that build on each other.
#[derive(Clone, Debug)]
pub struct Axis {
    /// File name without ending.
    pub id: String,
    /// Where it is defined.
    pub document: DocumentId,
    /// Name on the page.
    pub title: String,
    /// Its steps, smallest first.
    pub steps: Vec<Step>,
}

/// A step of an axis.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its name.
    pub title: String,
    /// What somebody does who stands on it.
    pub text: Option<Text>,
}

/// A career ladder proper.
#[derive(Clone, Debug)]
pub struct Track {
    /// File name without ending.
    pub id: String,
    /// Where it is defined.
    pub document: DocumentId,
    /// Name on the page.
    pub title: String,
    /// The role it belongs to.
    pub role: Option<RoleId>,
    /// The axes that its levels have steps on, each with one step at least.
    pub axes: Vec<AxisId>,
    /// Its levels, lowest first.
    pub levels: Vec<Level>,
}

/// A level of a track.
#[derive(Clone, Debug)]
pub struct Level {
    /// Unique within the track.
    pub id: String,
    /// Name on the page.
    pub title: String,
    /// How high it is beside the levels of other tracks, counted from 1.
    pub rung: usize,
    /// For each axis of the track the place of the step in the axis's list.
    pub steps: Vec<usize>,
    /// What the level itself adds to the steps.
    pub expects: Vec<Text>,
    /// The level that it equals.
    pub same_as: Option<LevelId>,
}

/// A level, by the place in its track.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LevelId {
    /// The track.
    pub track: TrackId,
    /// The place, 0 for the lowest.
    pub place: usize,
}
