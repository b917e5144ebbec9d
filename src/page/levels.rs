//! Levels and steps in the tables of tracks.

use serde::Serialize;

use super::bars::percent;
use super::desk::Desk;
use super::html::Html;
use super::link::Link;
use super::{chips, prose};
use crate::ladder::expected::Wording;
use crate::ladder::track::LevelId;
use crate::ladder::{AxisId, Subject, TrackId};
use crate::plan::route::Page;

/// A track where it is one of several.
#[derive(Clone, Debug, Serialize)]
pub struct TrackHead {
    /// Title and page.
    pub link: Link,
    /// What it is.
    pub description: Option<String>,
    /// The role it belongs to.
    pub role: Option<chips::Chip>,
}

/// A track's levels by axes.
#[derive(Clone, Debug, Serialize)]
pub struct TrackGrid {
    /// The track.
    pub track: TrackHead,
    /// Its levels, lowest first.
    pub levels: Vec<LevelRow>,
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

pub(crate) fn head(desk: &Desk<'_>, id: TrackId) -> TrackHead {
    TrackHead {
        link: desk.link_to(Subject::Track(id)),
        description: prose::description(desk, Subject::Track(id)),
        role: desk
            .ladder
            .track(id)
            .role
            .map(|role| chips::chip(desk, role)),
    }
}

pub(crate) fn grid(desk: &Desk<'_>, id: TrackId, columns: &[AxisId]) -> TrackGrid {
    let row = |level: LevelId| LevelRow {
        link: link(desk, level),
        rung: desk.ladder.level(level).rung,
        cells: columns
            .iter()
            .map(|axis| step_cell(desk, level, *axis))
            .collect(),
    };
    TrackGrid {
        track: head(desk, id),
        levels: desk.ladder.level_ids(id).map(row).collect(),
    }
}

fn step_cell(desk: &Desk<'_>, level: LevelId, axis: AxisId) -> Option<StepCell> {
    let place = desk.ladder.step_on(level, axis)?;
    let steps = &desk.ladder.axis(axis).steps;
    let before = before(level).and_then(|before| desk.ladder.step_on(before, axis));
    Some(StepCell {
        title: steps[place].title.clone(),
        number: place + 1,
        of: steps.len(),
        percent: percent(place + 1, steps.len()),
        is_new: before.is_some_and(|before| before < place),
    })
}

pub(crate) fn axis_links(desk: &Desk<'_>, axes: &[AxisId]) -> Vec<Link> {
    let axes = axes.iter().map(|id| Subject::Axis(*id));
    axes.map(|axis| desk.link_to(axis)).collect()
}

/// A level's place on its track's page.
pub(crate) fn link(desk: &Desk<'_>, level: LevelId) -> Link {
    let page = Page::Subject(Subject::Track(level.track));
    let data = desk.ladder.level(level);
    Link {
        title: data.title.clone(),
        url: desk
            .url(page)
            .with_fragment(&format!("lb-level-{}", data.id)),
    }
}

pub(crate) fn step(desk: &Desk<'_>, axis: AxisId, place: usize) -> Step {
    let axis = desk.ladder.axis(axis);
    let step = &axis.steps[place];
    let text = step.text.as_ref();
    Step {
        title: step.title.clone(),
        number: place + 1,
        of: axis.steps.len(),
        text: text.map(|text| prose::inline(desk, axis.document, text)),
    }
}

pub(crate) fn step_title(desk: &Desk<'_>, axis: AxisId, place: Option<usize>) -> String {
    let steps = &desk.ladder.axis(axis).steps;
    let step = place.and_then(|place| steps.get(place));
    step.map_or_else(String::new, |step| step.title.clone())
}

pub(crate) fn wordings(desk: &Desk<'_>, wordings: &[Wording<'_>]) -> Vec<Html> {
    let wordings = wordings.iter();
    wordings
        .map(|wording| prose::inline(desk, wording.document, wording.text))
        .collect()
}

pub(crate) fn before(level: LevelId) -> Option<LevelId> {
    let place = level.place.checked_sub(1)?;
    Some(LevelId { place, ..level })
}
