//! The page of all tracks and axes.

use serde::Serialize;

use super::desk::Desk;
use super::html::Html;
use super::link::Link;
use super::{levels, prose};
use crate::ladder::{AxisId, Subject};
use crate::plan::Part;
use crate::plan::route::{Extra, Page, Url};

/// All tracks and axes.
#[derive(Clone, Debug, Serialize)]
pub struct Tracks {
    /// The author's words on them.
    pub body: Html,
    /// The columns of the grid: every axis that a track has.
    pub columns: Vec<Link>,
    /// The rows of the grid, track by track.
    pub tracks: Vec<levels::TrackGrid>,
    /// Tracks that are too many for the grid.
    pub more: Vec<Link>,
    /// The axes with their steps.
    pub axes: Vec<AxisCard>,
    /// Pages that compare two tracks.
    pub comparisons: Vec<Link>,
    /// The grid as CSV.
    pub csv: Url,
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

/// More cells than this and the page of all tracks lists the other tracks without their levels.
const GRID_CELLS: usize = 20_000;

pub(crate) fn view(desk: &Desk<'_>) -> Tracks {
    let columns = desk.ladder.axes_of_tracks();
    let (mut cells, mut shown) = (0_usize, Vec::new());
    for id in desk.ladder.track_ids() {
        cells += (desk.ladder.track(id).levels.len() + 1) * (columns.len() + 1);
        if cells <= GRID_CELLS {
            shown.push(levels::grid(desk, id, &columns));
        }
    }
    let more = desk.ladder.track_ids().skip(shown.len());
    Tracks {
        body: prose::index_body(desk, Page::Index(Part::Tracks)),
        columns: levels::axis_links(desk, &columns),
        more: more.map(|id| desk.link_to(Subject::Track(id))).collect(),
        tracks: shown,
        axes: desk
            .ladder
            .axis_ids()
            .map(|id| axis_card(desk, id))
            .collect(),
        comparisons: desk
            .plan
            .track_pairs
            .iter()
            .take(GRID_CELLS / 100)
            .map(|(one, other)| desk.link(Page::TrackPair(*one, *other)))
            .collect(),
        csv: desk.extra_url(&Extra::TracksCsv),
    }
}

fn axis_card(desk: &Desk<'_>, id: AxisId) -> AxisCard {
    let steps = desk.ladder.axis(id).steps.iter();
    AxisCard {
        link: desk.link_to(Subject::Axis(id)),
        description: prose::description(desk, Subject::Axis(id)),
        steps: steps.map(|step| step.title.clone()).collect(),
    }
}
