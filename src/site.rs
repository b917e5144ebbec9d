//! Which pages there are and what each one shows.
//!
//! [`Site::lay_out`] decides every output path at once; what a page shows ([`Site::view`]) is computed when the page is asked for,
//! so that a preview renders one page without the others.

mod areas;
mod assessments;
pub mod chart;
mod claims;
mod guides;
mod home;
mod lists;
mod models;
mod pages;
pub(crate) mod pairs;
mod phrase;
mod place;
mod prose;
mod roles;
pub(crate) mod search;
pub(crate) mod shell;
mod sidebar;
mod stylesheets;
mod teams;
mod tracks;
mod trust;
pub mod view;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::document::front_matter::{Date, Kind};
use crate::ladder::pairs::{Pair, Pairs};
use crate::ladder::{AreaId, DocumentId, Ladder, ModelId, SourceId, Subject, TrackId};
use crate::markdown::{self, Terms, Turn};
use crate::route::{Extra, Page, Routes, Url};
use crate::span::Span;
use crate::words::Words;
use place::{assets, index_prose};
use sidebar::Folder;
pub use stylesheets::Stylesheet;
use teams::TeamIndex;

/// Headings down to this level are parts of a page: they stand in its table of contents, and they cut a comparison's body.
const LEVEL_OF_PART: u8 = 3;

/// A part of the site: what its header leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
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

/// The site, laid out. It owns what it shows, shared, so that the preview can keep it while the next one is made.
pub struct Site {
    pub(crate) ladder: Arc<Ladder>,
    pub(crate) config: Arc<Config>,
    pub(crate) words: Arc<Words>,
    pub(crate) routes: Routes,
    pub(crate) pairs: Pairs,
    pub(crate) model_pairs: Vec<(ModelId, ModelId)>,
    pub(crate) track_pairs: Vec<(TrackId, TrackId)>,
    /// The commit that it is made from, where git knows one.
    commit: Option<String>,
    /// When each document changed last and by how many people, where git knows.
    changes: Vec<Option<(Date, usize)>>,
    /// Addresses of the theme's files with their versions.
    statics: Statics,
    /// Pages in the order they are written in.
    pages: Vec<Placed>,
    redirects: Vec<Redirect>,
    /// Files that are copied: paths below the content folder, which are also their output paths.
    assets: Vec<String>,
    /// The document with a kind's index prose, by the page it stands on.
    index_prose: BTreeMap<Page, DocumentId>,
    folders: Vec<Folder>,
    /// Guides by content folder: index page first, then in the order of lists.
    guide_folders: BTreeMap<String, Vec<DocumentId>>,
    /// Which teams depart where, and which follow what.
    team_index: TeamIndex,
    /// For each source the documents that name it.
    citing: Vec<Vec<DocumentId>>,
    /// The areas that sources disagree about: every table that names an area asks.
    disputed: Vec<AreaId>,
    glossary: Option<DocumentId>,
    terms: Terms,
    prose_words: markdown::Words,
}

/// A page with its place.
pub struct Placed {
    /// What it is.
    pub page: Page,
    /// Below the output folder.
    pub path: String,
    /// Which sidebar it has: a place in the site's list of folders.
    folder: usize,
}

/// A page that only leads to another.
pub struct Redirect {
    /// Below the output folder.
    pub path: String,
    /// Where it leads.
    pub target: Page,
    /// Where somebody asked for it.
    at: Span,
}

/// The addresses of the theme's files that pages link, as `path?v=hash` below the root.
#[derive(Clone, Debug, Default)]
pub struct Statics {
    /// The stylesheets that the theme has, in the order of [`Stylesheet::ALL`], with their versions.
    pub stylesheets: Vec<(Stylesheet, String)>,
    /// Path below the output folder and version of the script.
    pub script: (String, String),
    /// The same of the script of filters and pickers.
    pub tools_script: (String, String),
    /// The same of the script of areas by models.
    pub matrix_script: (String, String),
    /// The same of the script that runs before anything is painted.
    pub early_script: (String, String),
    /// The same of the script of assessments.
    pub assess_script: (String, String),
    /// The same of the script of redirect pages.
    pub redirect_script: (String, String),
    /// The same of the script of the search.
    pub search_script: (String, String),
    /// Path below the output folder of the icon, unless the theme has none.
    pub favicon: Option<String>,
}

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

impl Site {
    /// Decides which pages there are and where. `occupied` are the output paths that the theme's own files take.
    #[must_use]
    pub fn lay_out(
        ladder: &Arc<Ladder>,
        config: &Arc<Config>,
        words: &Arc<Words>,
        statics: Statics,
        occupied: &[String],
    ) -> (Site, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let routes = Routes::new(ladder, config.build.page_style, &config.build.base_path);
        let pairs = ladder.pairs(config.limits.pairs);
        if pairs.left_out > 0 {
            diagnostics.push(crate::diagnostic::config::pair_budget(
                config.book.title.span,
                pairs.left_out,
                config.limits.pairs,
            ));
        }
        if config.book.url_is_missing {
            diagnostics.push(crate::diagnostic::config::no_site_url(
                config.book.title.span,
            ));
        }
        let model_pairs = ladder.model_pairs(config.limits.model_pairs);
        let track_pairs = ladder.track_pairs(config.limits.track_pairs);
        let glossary = ladder
            .documents
            .iter()
            .position(|document| document.kind == Kind::Glossary)
            .map(DocumentId::new);
        let mut site = Site {
            ladder: Arc::clone(ladder),
            config: Arc::clone(config),
            words: Arc::clone(words),
            routes,
            pairs,
            model_pairs,
            track_pairs,
            commit: None,
            changes: Vec::new(),
            statics,
            pages: Vec::new(),
            redirects: Vec::new(),
            assets: assets(ladder, config),
            index_prose: index_prose(ladder),
            folders: Vec::new(),
            guide_folders: BTreeMap::new(),
            team_index: TeamIndex::new(ladder),
            citing: citing(ladder),
            disputed: ladder.disputed(),
            glossary,
            terms: prose::terms(ladder, glossary),
            prose_words: prose::words_for_prose(words),
        };
        site.place_pages();
        site.place_redirects(&mut diagnostics);
        site.check_collisions(occupied, &mut diagnostics);
        (site, diagnostics)
    }

    /// Pages in the order they are written in.
    #[must_use]
    pub fn pages(&self) -> &[Placed] {
        &self.pages
    }

    /// Pages that only lead to another.
    #[must_use]
    pub fn redirects(&self) -> &[Redirect] {
        &self.redirects
    }

    /// Files below the content folder that are copied along.
    #[must_use]
    pub fn assets(&self) -> &[String] {
        &self.assets
    }

    /// The files that are no pages.
    #[must_use]
    pub fn extras(&self) -> Vec<Extra> {
        let mut extras = vec![
            Extra::LadderJson,
            Extra::LadderSchema,
            Extra::PagesJson,
            Extra::Llms,
            Extra::Sitemap,
            Extra::NoJekyll,
        ];
        if self.config.build.search {
            extras.push(Extra::SearchIndex);
        }
        if self.config.build.markdown_copies {
            let pages = self.pages.iter().map(|placed| placed.page);
            let written = pages.filter(|page| self.document_of(*page).is_some());
            extras.extend(written.map(Extra::Copy));
        }
        if !self.ladder.models.is_empty() {
            extras.push(Extra::MatrixCsv);
        }
        if !self.ladder.tracks.is_empty() {
            extras.push(Extra::TracksCsv);
        }
        if !self.ladder.areas.is_empty() {
            extras.push(Extra::DisagreementsCsv);
        }
        extras.extend(
            self.pairs
                .roles
                .iter()
                .map(|pair| Extra::RolePairCsv(pair.first, pair.second)),
        );
        extras.extend(
            self.model_pairs
                .iter()
                .map(|(first, second)| Extra::ModelPairCsv(*first, *second)),
        );
        extras.extend(self.ladder.team_ids().map(Extra::TeamCsv));
        extras
    }

    /// What a page shows.
    #[must_use]
    pub fn view(&self, placed: &Placed) -> View {
        let from = placed.path.as_str();
        match placed.page {
            Page::Home => View::Home(Box::new(self.home(from))),
            Page::Roles => View::Roles(self.roles(from)),
            Page::Areas => View::Areas(self.areas(from)),
            Page::Models => View::Matrix(self.matrix(from)),
            Page::Comparisons => View::Comparisons(self.comparisons(from)),
            Page::Sources => View::Sources(self.sources(from)),
            Page::Disagreements => View::Disagreements(self.disagreements(from)),
            Page::Teams => View::Teams(self.teams(from)),
            Page::Assessments => View::Assessments(self.assessments(from)),
            Page::Tracks => View::Tracks(self.tracks(from)),
            Page::Guides => View::Listing(self.guides(from)),
            Page::Checks => View::Listing(self.checks(from)),
            Page::Check(code) => View::Prose(self.check(code)),
            Page::About => View::About(Box::new(self.about_page(from))),
            // Without its pages: these are rendered first, which is not done here.
            Page::Print => View::Print(Box::new(self.print(from, Vec::new(), 0))),
            Page::NotFound => View::NotFound(self.not_found(from)),
            Page::Search => View::Search(self.search_page(from)),
            Page::ModelPair(first, second) => {
                View::ModelPair(Box::new(self.model_pair(from, first, second)))
            }
            Page::TrackPair(first, second) => {
                View::TrackPair(Box::new(self.track_pair(from, first, second)))
            }
            Page::RolePair(first, second) => {
                View::RolePair(Box::new(self.role_pair(from, first, second)))
            }
            Page::Subject(Subject::Role(id)) => View::Role(Box::new(self.role(from, id))),
            Page::Subject(Subject::Area(id)) => View::Area(Box::new(self.area(from, id))),
            Page::Subject(Subject::Model(id)) => View::Model(Box::new(self.model(from, id))),
            Page::Subject(Subject::Track(id)) => View::Track(Box::new(self.track(from, id))),
            Page::Subject(Subject::Axis(id)) => View::Axis(self.axis(from, id)),
            Page::Subject(Subject::Source(id)) => View::Source(self.source(from, id)),
            Page::Subject(Subject::Team(id)) => View::Team(Box::new(self.team(from, id))),
            Page::Subject(Subject::Assessment(id)) => {
                View::Assessment(Box::new(self.assessment(from, id)))
            }
            // A comparison's file is shown on its pair's page; a page of its own is never placed.
            Page::Subject(Subject::Comparison(_)) => View::Prose(view::Prose::default()),
            Page::Subject(Subject::Page(id)) => View::Prose(self.guide(from, id)),
        }
    }

    /// The address of a page from an output path.
    pub(crate) fn url(&self, from: &str, page: Page) -> Url {
        self.routes.between(from, &self.routes.path(page))
    }

    /// The address of a file that is no page.
    fn url_of_extra(&self, from: &str, extra: &Extra) -> Url {
        self.routes.between(from, &self.routes.extra(extra))
    }

    /// A link to a page.
    fn link(&self, from: &str, page: Page) -> view::Link {
        view::Link {
            title: self.title(page),
            url: self.url(from, page),
        }
    }

    fn link_to(&self, from: &str, subject: Subject) -> view::Link {
        self.link(from, Page::Subject(subject))
    }

    /// The page that shows a subject.
    pub(crate) fn page_of(&self, subject: Subject) -> Page {
        match subject {
            Subject::Page(id) => self
                .index_prose
                .iter()
                .find(|(_, prose)| **prose == id)
                .map_or(Page::Subject(subject), |(page, _)| *page),
            Subject::Comparison(id) => {
                let comparison = &self.ladder.comparisons[id.index()];
                match self.pairs.find(comparison.left, comparison.right) {
                    Some(Pair { first, second, .. }) => Page::RolePair(first, second),
                    None => Page::Comparisons,
                }
            }
            Subject::Role(_)
            | Subject::Area(_)
            | Subject::Model(_)
            | Subject::Team(_)
            | Subject::Track(_)
            | Subject::Axis(_)
            | Subject::Assessment(_)
            | Subject::Source(_) => Page::Subject(subject),
        }
    }

    /// The path of a file that is no page.
    #[must_use]
    pub fn extra_path(&self, extra: &Extra) -> String {
        self.routes.extra(extra)
    }

    /// What a page shows that only leads to another.
    #[must_use]
    pub fn redirect_view(&self, redirect: &Redirect) -> view::Redirect {
        let linked = |file: &(String, String)| {
            self.routes
                .between(&redirect.path, &file.0)
                .with_version(&file.1)
        };
        view::Redirect {
            target: self.link(&redirect.path, redirect.target),
            language: self.config.book.language.clone(),
            stylesheets: self.redirect_stylesheets(&redirect.path),
            script: linked(&self.statics.redirect_script),
        }
    }

    /// Held while a page is made: those of long documents are made one after another.
    pub(crate) fn turn(&self, page: Page) -> Turn {
        let document = self.document_of(page);
        markdown::turn(document.map_or(0, |id| self.ladder.document(id).body().len()))
    }

    /// The document that a page shows.
    pub(crate) fn document_of(&self, page: Page) -> Option<DocumentId> {
        match page {
            Page::Subject(subject) => Some(self.ladder.document_of(subject)),
            Page::RolePair(first, second) => {
                let file = self.pairs.find(first, second)?.file?;
                Some(self.ladder.comparisons[file.index()].document)
            }
            page => self.index_prose.get(&page).copied(),
        }
    }

    /// A page's title.
    #[must_use]
    pub fn title(&self, page: Page) -> String {
        let own = |key: &str| {
            let prose = self
                .index_prose
                .get(&page)
                .map(|id| self.ladder.document(*id));
            let written = prose.and_then(|document| document.front.common.title.as_ref());
            written.map_or_else(
                || self.words.get(key).to_owned(),
                |title| title.value.clone(),
            )
        };
        match page {
            Page::Home => {
                let prose = self
                    .index_prose
                    .get(&page)
                    .map(|id| self.ladder.document(*id));
                let written = prose.and_then(|document| document.front.common.title.as_ref());
                written.map_or_else(
                    || self.config.book.title.value.clone(),
                    |title| title.value.clone(),
                )
            }
            Page::Roles => own("title_roles"),
            Page::Areas => own("title_areas"),
            Page::Models => own("title_matrix"),
            Page::Comparisons => own("title_comparisons"),
            Page::Disagreements => own("title_disagreements"),
            Page::Teams => own("title_teams"),
            Page::Tracks => own("title_tracks"),
            Page::Assessments => own("title_assessments"),
            Page::Sources => own("title_sources"),
            Page::Guides => own("title_guides"),
            Page::Checks => own("title_checks"),
            Page::About => own("title_about"),
            Page::Print => own("title_print"),
            Page::NotFound => own("title_not_found"),
            Page::Search => own("title_search"),
            Page::Check(code) => code.title().to_owned(),
            Page::Subject(subject) => self.ladder.title_of(subject),
            Page::RolePair(..) if self.tuned_title(page).is_some() => {
                self.tuned_title(page).unwrap_or_default()
            }
            Page::RolePair(first, second) => {
                let (left, right) = self.sides(first, second);
                let (left, right) = (self.ladder.role(left), self.ladder.role(right));
                self.words.fill(
                    "title_versus",
                    &[("left", &left.title), ("right", &right.title)],
                )
            }
            Page::TrackPair(first, second) => self.words.fill(
                "title_versus",
                &[
                    ("left", &self.ladder.track(first).title),
                    ("right", &self.ladder.track(second).title),
                ],
            ),
            Page::ModelPair(first, second) => {
                let (before, after) = (self.ladder.model(first), self.ladder.model(second));
                self.words.fill(
                    "title_model_pair",
                    &[("before", &before.title), ("after", &after.title)],
                )
            }
        }
    }

    fn tuned_title(&self, page: Page) -> Option<String> {
        let document = self.ladder.document(self.document_of(page)?);
        document
            .front
            .common
            .title
            .as_ref()
            .map(|title| title.value.clone())
    }
}

/// For each source the documents that name it, by path.
fn citing(ladder: &Ladder) -> Vec<Vec<DocumentId>> {
    let mut citing: Vec<Vec<DocumentId>> = vec![Vec::new(); ladder.sources.len()];
    for (at, document) in ladder.documents.iter().enumerate() {
        let id = DocumentId::new(at);
        let names = document.front.common.sources.iter();
        let named = names.flat_map(|name| ladder.names.sources.all(&name.value));
        let claims = ladder.claim_sources(ladder.subjects[at]);
        for source in named.chain(claims.map(SourceId::index)) {
            if citing[source].last() != Some(&id) {
                citing[source].push(id);
            }
        }
    }
    citing
}
