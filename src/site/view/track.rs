//! Tracks, their axes, two tracks side by side, and the charts of their levels.

use serde::Serialize;

use super::{Chip, Html, Link};
use crate::route::Url;

/// All tracks and axes.
#[derive(Clone, Debug, Serialize)]
pub struct Tracks {
    /// The author's words on them.
    pub body: Html,
    /// The columns of the grid: every axis that a track has.
    pub columns: Vec<Link>,
    /// The rows of the grid, track by track.
    pub tracks: Vec<TrackGrid>,
    /// Tracks that are too many for the grid.
    pub more: Vec<Link>,
    /// The axes with their steps.
    pub axes: Vec<AxisCard>,
    /// Pages that compare two tracks.
    pub comparisons: Vec<Link>,
    /// The grid as CSV.
    pub csv: Url,
}

/// A track's levels by axes.
#[derive(Clone, Debug, Serialize)]
pub struct TrackGrid {
    /// The track.
    pub track: TrackHead,
    /// Its levels, lowest first.
    pub levels: Vec<LevelRow>,
}

/// A track where it is one of several.
#[derive(Clone, Debug, Serialize)]
pub struct TrackHead {
    /// Title and page.
    pub link: Link,
    /// What it is.
    pub description: Option<String>,
    /// The role it belongs to.
    pub role: Option<Chip>,
}

/// A row of a grid.
#[derive(Clone, Debug, Serialize)]
pub struct LevelRow {
    /// Title and place on the track's page.
    pub link: Link,
    /// How high it is beside the levels of other tracks, from 1.
    pub rung: usize,
    /// One cell for each column; none where the track does not have the axis.
    pub cells: Vec<Option<StepCell>>,
}

/// A step in a grid.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StepCell {
    /// Its name.
    pub title: String,
    /// Counted from 1.
    pub number: usize,
    /// How many steps the axis has.
    pub of: usize,
    /// The same as a share, in percent, for a bar.
    pub percent: f64,
    /// Whether the level before stands lower.
    pub is_new: bool,
}

/// An axis in a list.
#[derive(Clone, Debug, Serialize)]
pub struct AxisCard {
    /// Title and page.
    pub link: Link,
    /// What it is.
    pub description: Option<String>,
    /// Names of its steps, smallest first.
    pub steps: Vec<String>,
}

/// A track.
#[derive(Clone, Debug, Serialize)]
pub struct Track {
    /// The role it belongs to.
    pub role: Option<Chip>,
    /// The columns of the grid: its axes.
    pub columns: Vec<Link>,
    /// The grid.
    pub grid: TrackGrid,
    /// Level by level, lowest first.
    pub levels: Vec<Level>,
    /// Comparisons with other tracks.
    pub compare: Vec<Link>,
    /// The author's words.
    pub body: Html,
}

/// A level.
#[derive(Clone, Debug, Serialize)]
pub struct Level {
    /// For addresses: the section's id is `lb-level-` and this.
    pub id: String,
    /// Title.
    pub title: String,
    /// How high it is beside the levels of other tracks, from 1.
    pub rung: usize,
    /// The level before.
    pub before: Option<Link>,
    /// The level of another track that it equals.
    pub same_as: Option<Link>,
    /// Where it stands, over the level before.
    pub radar: Option<Radar>,
    /// What is new against the level before; everything for the lowest.
    pub fresh: Expected,
    /// Everything that is expected.
    pub all: Expected,
}

/// What is expected.
#[derive(Clone, Debug, Serialize)]
pub struct Expected {
    /// Axis by axis, only those with something to say.
    pub climbs: Vec<Climb>,
    /// What levels say beside their steps.
    pub expects: Vec<Html>,
}

/// Steps of an axis that are expected.
#[derive(Clone, Debug, Serialize)]
pub struct Climb {
    /// The axis.
    pub axis: Link,
    /// The steps, smallest first.
    pub steps: Vec<Step>,
}

/// A step with its text.
#[derive(Clone, Debug, Serialize)]
pub struct Step {
    /// Its name.
    pub title: String,
    /// Counted from 1.
    pub number: usize,
    /// How many steps the axis has.
    pub of: usize,
    /// What somebody does who stands on it.
    pub text: Option<Html>,
}

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
    pub step: Step,
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

/// Two tracks, rung by rung.
#[derive(Clone, Debug, Serialize)]
pub struct TrackPair {
    /// The first track.
    pub left: TrackHead,
    /// The second track.
    pub right: TrackHead,
    /// Rungs in a row that only one of them has, lowest first.
    pub alone: Vec<RungsAlone>,
    /// The rungs that both have, lowest first.
    pub rungs: Vec<Rung>,
}

/// Rungs in a row that only one track has.
#[derive(Clone, Debug, Serialize)]
pub struct RungsAlone {
    /// Which rungs, in words.
    pub rungs: String,
    /// The track that has them.
    pub track: Link,
    /// Its levels there.
    pub levels: Vec<Link>,
}

/// Two levels on one rung.
#[derive(Clone, Debug, Serialize)]
pub struct Rung {
    /// Counted from 1.
    pub number: usize,
    /// The first track's level.
    pub left: Link,
    /// The second track's level.
    pub right: Link,
    /// Both positions; none where there are too few axes for a chart.
    pub radar: Option<Radar>,
    /// The axes on which the two stand on different steps.
    pub differs: Vec<AxisDifference>,
    /// The axes on which they stand on the same one.
    pub same: Vec<SameStep>,
    /// What only the first one's levels say beside their steps, new on this rung.
    pub left_expects: Vec<Html>,
    /// The same of the second one.
    pub right_expects: Vec<Html>,
}

/// An axis on which two levels stand on different steps.
#[derive(Clone, Debug, Serialize)]
pub struct AxisDifference {
    /// The axis.
    pub axis: Link,
    /// The first one's step; none where its track does not have the axis.
    pub left: Option<Step>,
    /// The second one's step.
    pub right: Option<Step>,
    /// Who stands higher: `left`, `right`; `neither` where only one track has the axis.
    pub ahead: &'static str,
}

/// An axis on which two levels stand on the same step.
#[derive(Clone, Debug, Serialize)]
pub struct SameStep {
    /// The axis.
    pub axis: Link,
    /// The step's name.
    pub step: String,
}

/// A chart of one or two positions, one spoke for each axis. Lengths are in units of the picture, one decimal.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Radar {
    /// The ids of title and description start with it.
    pub id: String,
    /// What is shown, in words.
    pub title: String,
    /// All of it in words, for those who do not see it.
    pub text: String,
    /// Width of the picture.
    pub width: f64,
    /// Height of the picture.
    pub height: f64,
    /// Polygons around the center, as `points` of SVG.
    pub rings: Vec<String>,
    /// One for each axis.
    pub spokes: Vec<Spoke>,
    /// Every step of every axis.
    pub ticks: Vec<Dot>,
    /// Names around the chart.
    pub labels: Vec<RadarLabel>,
    /// One or two positions; the one on top comes last.
    pub shapes: Vec<Shape>,
}

/// A line from the center outwards.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Spoke {
    /// The center.
    pub from: Dot,
    /// The outer end.
    pub to: Dot,
}

/// A point.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Dot {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// Lines of text at the end of a spoke.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RadarLabel {
    /// `text-anchor` of SVG: `start`, `middle`, `end`.
    pub anchor: &'static str,
    /// The lines, from the top.
    pub lines: Vec<RadarLine>,
}

/// A line of text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RadarLine {
    /// The anchor, on the base line.
    pub at: Dot,
    /// The text.
    pub text: String,
    /// `axis`; a step: `step`, `new` (higher than before), `left`, `right`.
    pub kind: &'static str,
}

/// A position.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shape {
    /// Whose it is.
    pub name: String,
    /// `now`, `before`; `left`, `right` for two tracks.
    pub kind: &'static str,
    /// The polygon, as `points` of SVG.
    pub points: String,
    /// Its corners.
    pub dots: Vec<Dot>,
}
