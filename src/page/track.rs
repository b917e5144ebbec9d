//! The page of a track: its levels, and what is new at each.

use serde::Serialize;

use super::desk::Desk;
use super::html::Html;
use super::levels::before;
use super::link::Link;
use super::{chart, chips, levels, prose, radar};
use crate::ladder::track::LevelId;
use crate::ladder::{self, Subject, TrackId};
use crate::plan::route::Page;

/// A track.
#[derive(Clone, Debug, Serialize)]
pub struct Track {
    /// The role it belongs to.
    pub role: Option<chips::Chip>,
    /// The columns of the grid: its axes.
    pub columns: Vec<Link>,
    /// The grid.
    pub grid: levels::TrackGrid,
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
    pub radar: Option<chart::Radar>,
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
    pub steps: Vec<levels::Step>,
}

pub(crate) fn view(desk: &Desk<'_>, id: TrackId) -> Track {
    let track = desk.ladder.track(id);
    let pairs = desk.plan.track_pairs.iter();
    Track {
        role: track.role.map(|role| chips::chip(desk, role)),
        columns: levels::axis_links(desk, &track.axes),
        grid: levels::grid(desk, id, &track.axes),
        levels: desk
            .ladder
            .level_ids(id)
            .map(|one| level(desk, one))
            .collect(),
        compare: pairs
            .filter(|(one, other)| *one == id || *other == id)
            .map(|(one, other)| desk.link(Page::TrackPair(*one, *other)))
            .collect(),
        body: prose::subject_body(desk, Subject::Track(id)),
    }
}

fn level(desk: &Desk<'_>, id: LevelId) -> Level {
    let level = desk.ladder.level(id);
    Level {
        id: level.id.clone(),
        title: level.title.clone(),
        rung: level.rung,
        before: before(id).map(|before| levels::link(desk, before)),
        same_as: level.same_as.map(|other| levels::link(desk, other)),
        radar: radar::of_level(desk, id),
        fresh: expected(desk, &desk.ladder.new_at(id)),
        all: expected(desk, &desk.ladder.expected_at(id)),
    }
}

fn expected(desk: &Desk<'_>, expected: &ladder::expected::Expected<'_>) -> Expected {
    Expected {
        climbs: expected.climbs.iter().map(|one| climb(desk, one)).collect(),
        expects: levels::wordings(desk, &expected.expects),
    }
}

fn climb(desk: &Desk<'_>, climb: &ladder::expected::Climb) -> Climb {
    Climb {
        axis: desk.link_to(Subject::Axis(climb.axis)),
        steps: climb
            .steps
            .clone()
            .map(|place| levels::step(desk, climb.axis, place))
            .collect(),
    }
}
