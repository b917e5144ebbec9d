//! What each page shows: a file for each kind of page, with its view and the function that makes it.
//!
//! A page is made at a [`Desk`], which knows the plan, the words and the path that the page is seen from, when the page is asked for,
//! so that a preview makes one page without the others. This file is the way from a page to its function; what stands around a page
//! is in [`frame`].

mod answer;
mod area;
mod area_rows;
mod areas;
mod assessment;
mod assessments;
mod axis;
mod bars;
pub mod chart;
mod checks;
mod chips;
mod claims;
mod comparison;
mod comparisons;
mod dates;
mod desk;
mod disagreements;
pub mod frame;
mod guide;
mod guides;
mod home;
mod html;
pub(crate) mod kind;
mod legend;
mod levels;
mod link;
mod linked;
mod lists;
mod matrix;
mod model;
mod model_pair;
mod not_found;
mod pairings;
pub(crate) mod prose;
mod radar;
mod role;
mod roles;
mod shared;
mod shelf;
mod source;
mod sources;
mod team;
mod team_rows;
mod teams;
pub(crate) mod terms;
mod track;
mod track_pair;
mod tracks;
pub mod view;
mod ways;

pub use desk::{Desk, Site};

use crate::ladder::Subject;
use crate::plan::Part;
use crate::plan::route::Page;
use frame::{about, print, search};

/// What a page shows.
#[expect(missing_docs, reason = "each variant is documented at its view")]
#[derive(serde::Serialize)]
#[serde(untagged)]
pub enum View {
    Home(Box<view::Home>),
    Roles(view::Roles),
    Role(Box<view::Role>),
    Areas(view::Areas),
    Area(Box<view::Area>),
    Disagreements(view::Disagreements),
    Matrix(view::Matrix),
    Model(Box<view::Model>),
    ModelPair(Box<view::ModelPair>),
    RolePair(Box<view::RolePair>),
    Comparisons(view::Comparisons),
    Teams(view::Teams),
    Team(Box<view::Team>),
    Assessments(view::Assessments),
    Assessment(Box<view::Assessment>),
    Sources(view::Sources),
    Source(view::Source),
    Tracks(view::Tracks),
    Track(Box<view::Track>),
    TrackPair(Box<view::TrackPair>),
    Axis(view::Axis),
    Listing(view::Listing),
    Prose(view::Prose),
    About(Box<view::About>),
    Print(Box<view::Print>),
    NotFound(view::NotFound),
    Search(view::Search),
}

/// What a page shows, made at a desk that stands where the page does.
#[must_use]
pub fn view(desk: &Desk<'_>, page: Page) -> View {
    match page {
        Page::Index(Part::Home) => View::Home(Box::new(home::view(desk))),
        Page::Index(Part::Roles) => View::Roles(roles::view(desk)),
        Page::Index(Part::Areas) => View::Areas(areas::view(desk)),
        Page::Index(Part::Models) => View::Matrix(matrix::view(desk)),
        Page::Index(Part::Compare) => View::Comparisons(comparisons::view(desk)),
        Page::Index(Part::Sources) => View::Sources(sources::view(desk)),
        Page::Disagreements => View::Disagreements(disagreements::view(desk)),
        Page::Index(Part::Teams) => View::Teams(teams::view(desk)),
        Page::Index(Part::Assessments) => View::Assessments(assessments::view(desk)),
        Page::Index(Part::Tracks) => View::Tracks(tracks::view(desk)),
        Page::Index(Part::Guides) => View::Listing(guides::view(desk)),
        Page::Index(Part::Checks) => View::Listing(checks::view(desk)),
        Page::Check(code) => View::Prose(checks::explanation(desk, code)),
        Page::About => View::About(Box::new(about::view(desk))),
        // Without its pages: these are rendered first, which is not done here.
        Page::Print => View::Print(Box::new(print::view(desk, Vec::new(), 0))),
        Page::NotFound => View::NotFound(not_found::view(desk)),
        Page::Search => View::Search(search::view(desk)),
        Page::ModelPair(first, second) => {
            View::ModelPair(Box::new(model_pair::view(desk, first, second)))
        }
        Page::TrackPair(first, second) => {
            View::TrackPair(Box::new(track_pair::view(desk, first, second)))
        }
        Page::RolePair(first, second) => {
            View::RolePair(Box::new(comparison::view(desk, first, second)))
        }
        Page::Subject(Subject::Role(id)) => View::Role(Box::new(role::view(desk, id))),
        Page::Subject(Subject::Area(id)) => View::Area(Box::new(area::view(desk, id))),
        Page::Subject(Subject::Model(id)) => View::Model(Box::new(model::view(desk, id))),
        Page::Subject(Subject::Track(id)) => View::Track(Box::new(track::view(desk, id))),
        Page::Subject(Subject::Axis(id)) => View::Axis(axis::view(desk, id)),
        Page::Subject(Subject::Source(id)) => View::Source(source::view(desk, id)),
        Page::Subject(Subject::Team(id)) => View::Team(Box::new(team::view(desk, id))),
        Page::Subject(Subject::Assessment(id)) => {
            View::Assessment(Box::new(assessment::view(desk, id)))
        }
        // A comparison's file is shown on its pair's page; a page of its own is never placed.
        Page::Subject(Subject::Comparison(_)) => View::Prose(view::Prose::default()),
        Page::Subject(Subject::Page(id)) => View::Prose(guide::view(desk, id)),
    }
}
