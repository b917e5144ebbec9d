//! Which pages there are, in which order.

use super::guides::Guides;
use super::route::Page;
use super::shown::Shown;
use crate::config::Config;
use crate::diagnostic::Code;
use crate::ladder::{
    AreaId, AssessmentId, AxisId, Ladder, ModelId, RoleId, SourceId, Subject, TeamId, TrackId,
};

/// A page with its place.
pub struct Placed {
    /// What it is.
    pub page: Page,
    /// Below the output folder.
    pub path: String,
    /// Which sidebar it has: a place in the plan's list of folders.
    pub folder: usize,
}

/// All pages in the order they are written in.
pub(super) fn pages(
    ladder: &Ladder,
    config: &Config,
    shown: &Shown,
    model_pairs: &[(ModelId, ModelId)],
    track_pairs: &[(TrackId, TrackId)],
    guides: &Guides,
) -> Vec<Page> {
    let mut pages = vec![Page::Home];
    let mut add = |any: bool, index: Page, members: Vec<Page>| {
        if any {
            pages.push(index);
            pages.extend(members);
        }
    };
    let subjects = |subject: fn(usize) -> Subject, count: usize| -> Vec<Page> {
        (0..count).map(|at| Page::Subject(subject(at))).collect()
    };
    let roles = subjects(|at| Subject::Role(RoleId::new(at)), ladder.roles.len());
    add(!roles.is_empty(), Page::Roles, roles);
    let mut areas = subjects(|at| Subject::Area(AreaId::new(at)), ladder.areas.len());
    if !areas.is_empty() {
        areas.push(Page::Disagreements);
    }
    add(!areas.is_empty(), Page::Areas, areas);
    let models: Vec<Page> = subjects(|at| Subject::Model(ModelId::new(at)), ladder.models.len());
    let model_pairs = model_pairs
        .iter()
        .map(|(first, second)| Page::ModelPair(*first, *second));
    add(
        !ladder.models.is_empty(),
        Page::Models,
        models.into_iter().chain(model_pairs).collect(),
    );
    let role_pairs = shown
        .pairs
        .roles
        .iter()
        .map(|pair| Page::RolePair(pair.first, pair.second));
    add(
        !shown.pairs.roles.is_empty(),
        Page::Comparisons,
        role_pairs.collect(),
    );
    let teams = subjects(|at| Subject::Team(TeamId::new(at)), ladder.teams.len());
    add(!teams.is_empty(), Page::Teams, teams);
    let mut tracks = subjects(|at| Subject::Track(TrackId::new(at)), ladder.tracks.len());
    tracks.extend(subjects(
        |at| Subject::Axis(AxisId::new(at)),
        ladder.axes.len(),
    ));
    let track_pairs = track_pairs.iter();
    tracks.extend(track_pairs.map(|(first, second)| Page::TrackPair(*first, *second)));
    add(!tracks.is_empty(), Page::Tracks, tracks);
    let assessments = subjects(
        |at| Subject::Assessment(AssessmentId::new(at)),
        ladder.assessments.len(),
    );
    add(!assessments.is_empty(), Page::Assessments, assessments);
    let sources = subjects(
        |at| Subject::Source(SourceId::new(at)),
        ladder.sources.len(),
    );
    add(!sources.is_empty(), Page::Sources, sources);
    let guides: Vec<Page> = guides
        .all()
        .map(|id| Page::Subject(Subject::Page(id)))
        .collect();
    let has_guides_index = ladder
        .documents
        .iter()
        .any(|document| document.path == "guides/index.md");
    add(!guides.is_empty() || has_guides_index, Page::Guides, guides);
    add(
        true,
        Page::Checks,
        Code::ALL.iter().copied().map(Page::Check).collect(),
    );
    pages.extend([Page::About, Page::Print]);
    pages.extend(config.build.search.then_some(Page::Search));
    pages.push(Page::NotFound);
    pages
}
