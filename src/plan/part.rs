//! The parts of the site: what its header leads to.

use super::guides::Guides;
use super::route::Page;
use super::shown::Shown;
use crate::ladder::{Ladder, Subject};

/// A part of the site: what its header leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Part {
    /// The front page and what belongs nowhere else.
    Home,
    /// Roles.
    Roles,
    /// Areas.
    Areas,
    /// Models and their matrix.
    Models,
    /// Comparisons of roles.
    Compare,
    /// Teams.
    Teams,
    /// Tracks and their axes.
    Tracks,
    /// Assessments.
    Assessments,
    /// Guides and the glossary.
    Guides,
    /// Sources.
    Sources,
    /// Explanations of diagnostics.
    Checks,
}

/// The part of the site that a page belongs to.
pub(crate) fn part_of(page: Page) -> Part {
    match page {
        Page::Home | Page::About | Page::Print | Page::Search | Page::NotFound => Part::Home,
        Page::Roles | Page::Subject(Subject::Role(_)) => Part::Roles,
        Page::Areas | Page::Disagreements | Page::Subject(Subject::Area(_)) => Part::Areas,
        Page::Models | Page::ModelPair(..) | Page::Subject(Subject::Model(_)) => Part::Models,
        Page::Comparisons | Page::RolePair(..) | Page::Subject(Subject::Comparison(_)) => {
            Part::Compare
        }
        Page::Teams | Page::Subject(Subject::Team(_)) => Part::Teams,
        Page::Tracks
        | Page::TrackPair(..)
        | Page::Subject(Subject::Track(_) | Subject::Axis(_)) => Part::Tracks,
        Page::Assessments | Page::Subject(Subject::Assessment(_)) => Part::Assessments,
        Page::Sources | Page::Subject(Subject::Source(_)) => Part::Sources,
        Page::Guides | Page::Subject(Subject::Page(_)) => Part::Guides,
        Page::Checks | Page::Check(_) => Part::Checks,
    }
}

/// The page that lists a part.
pub(crate) fn index_page(part: Part) -> Page {
    match part {
        Part::Home => Page::Home,
        Part::Roles => Page::Roles,
        Part::Areas => Page::Areas,
        Part::Models => Page::Models,
        Part::Compare => Page::Comparisons,
        Part::Guides => Page::Guides,
        Part::Teams => Page::Teams,
        Part::Tracks => Page::Tracks,
        Part::Assessments => Page::Assessments,
        Part::Sources => Page::Sources,
        Part::Checks => Page::Checks,
    }
}

pub(crate) fn nav_key(part: Part) -> &'static str {
    match part {
        Part::Home => "nav_home",
        Part::Roles => "nav_roles",
        Part::Areas => "nav_areas",
        Part::Models => "nav_models",
        Part::Compare => "nav_compare",
        Part::Guides => "nav_guides",
        Part::Teams => "nav_teams",
        Part::Tracks => "nav_tracks",
        Part::Assessments => "nav_assessments",
        Part::Sources => "nav_sources",
        Part::Checks => "nav_checks",
    }
}

/// The parts that the site has, in the order of the header.
pub(super) fn parts(ladder: &Ladder, shown: &Shown, guides: &Guides) -> Vec<Part> {
    let has = |part: &Part| match part {
        Part::Home | Part::Checks => true,
        Part::Roles => !ladder.roles.is_empty(),
        Part::Areas => !ladder.areas.is_empty(),
        Part::Models => !ladder.models.is_empty(),
        Part::Compare => !shown.pairs.roles.is_empty(),
        Part::Teams => !ladder.teams.is_empty(),
        Part::Tracks => !(ladder.tracks.is_empty() && ladder.axes.is_empty()),
        Part::Assessments => !ladder.assessments.is_empty(),
        Part::Sources => !ladder.sources.is_empty(),
        Part::Guides => !guides.is_empty() || shown.prose.contains_key(&Page::Guides),
    };
    [
        Part::Roles,
        Part::Areas,
        Part::Models,
        Part::Compare,
        Part::Teams,
        Part::Tracks,
        Part::Assessments,
        Part::Guides,
        Part::Sources,
    ]
    .into_iter()
    .filter(has)
    .collect()
}
