//! Which pages there are and what each one shows.
//!
//! [`Site::lay_out`] decides every output path at once; what a page shows ([`Site::view`]) is computed when the page is asked for,
//! so that a preview renders one page without the others.

mod areas;
mod assessments;
pub mod chart;
mod claims;
mod home;
mod models;
mod pages;
pub(crate) mod pairs;
mod phrase;
mod prose;
mod roles;
pub(crate) mod search;
pub(crate) mod shell;
mod teams;
mod tracks;
mod trust;
pub mod view;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, files};
use crate::document::front_matter::{Date, Kind};
use crate::ladder::pairs::{Pair, Pairs};
use crate::ladder::{
    AreaId, AssessmentId, AxisId, DocumentId, Ladder, ModelId, RoleId, SourceId, Subject, TeamId,
    TrackId,
};
use crate::markdown::{self, Terms};
use crate::route::{Extra, Page, Routes, Url, collisions, folded};
use crate::span::Span;
use crate::words::Words;
use shell::Folder;
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

/// The addresses of the theme's files that every page links, as `path?v=hash` below the root.
#[derive(Clone, Debug, Default)]
pub struct Statics {
    /// Path below the output folder and version of the stylesheet.
    pub stylesheet: (String, String),
    /// Path below the output folder and version of the script.
    pub script: (String, String),
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
            Extra::SearchIndex,
            Extra::Sitemap,
            Extra::NoJekyll,
        ];
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

    fn place_pages(&mut self) {
        let ladder = Arc::clone(&self.ladder);
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
        let models: Vec<Page> =
            subjects(|at| Subject::Model(ModelId::new(at)), ladder.models.len());
        let model_pairs = self
            .model_pairs
            .iter()
            .map(|(first, second)| Page::ModelPair(*first, *second));
        add(
            !ladder.models.is_empty(),
            Page::Models,
            models.into_iter().chain(model_pairs).collect(),
        );
        let role_pairs = self
            .pairs
            .roles
            .iter()
            .map(|pair| Page::RolePair(pair.first, pair.second));
        add(
            !self.pairs.roles.is_empty(),
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
        let track_pairs = self.track_pairs.iter();
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
        self.guide_folders = self.guides_by_folder();
        let guides: Vec<Page> = self
            .guide_folders
            .values()
            .flatten()
            .map(|id| Page::Subject(Subject::Page(*id)))
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
        pages.extend([Page::About, Page::Print, Page::Search, Page::NotFound]);

        let mut folders = shell::Folders::default();
        self.pages = pages
            .into_iter()
            .map(|page| {
                let path = self.routes.path(page);
                let folder = folders.of(self, page, &path);
                Placed { page, path, folder }
            })
            .collect();
        self.folders = folders.finish();
    }

    /// Guides and the glossary: every document that has a page of its own and is no role, area, model or source.
    fn plain_pages(&self) -> impl Iterator<Item = DocumentId> {
        let prose: Vec<DocumentId> = self.index_prose.values().copied().collect();
        (0..self.ladder.documents.len())
            .map(DocumentId::new)
            .filter(move |id| {
                self.ladder.subjects[id.index()] == Subject::Page(*id) && !prose.contains(id)
            })
            .filter(|id| !matches!(self.ladder.document(*id).kind, Kind::Comparison))
    }

    fn guides_by_folder(&self) -> BTreeMap<String, Vec<DocumentId>> {
        let mut folders: BTreeMap<String, Vec<DocumentId>> = BTreeMap::new();
        for id in self.plain_pages() {
            let path = &self.ladder.document(id).path;
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            folders.entry(folder.to_owned()).or_default().push(id);
        }
        for ids in folders.values_mut() {
            ids.sort_by_cached_key(|id| {
                let document = self.ladder.document(*id);
                let weight = document.front.common.weight.unwrap_or(i32::MAX);
                (
                    !document.is_index(),
                    weight,
                    document.title().to_lowercase(),
                    document.path.clone(),
                )
            });
        }
        folders
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

    fn place_redirects(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        let pages: HashSet<Cow<'_, str>> = self
            .pages
            .iter()
            .map(|placed| folded(&placed.path))
            .collect();
        // By the path as file systems may see it: `old` and `Old` are one address on some.
        let mut redirects: BTreeMap<String, Redirect> = BTreeMap::new();
        for (index, document) in self.ladder.documents.iter().enumerate() {
            let target = self.page_of(self.ladder.subjects[index]);
            for alias in &document.front.common.aliases {
                let Some(path) = self.routes.alias(&alias.value) else {
                    let why = "is no address below the site";
                    diagnostics.push(files::bad_alias(alias.span, &alias.value, why));
                    continue;
                };
                let key = folded(&path).into_owned();
                if key == folded(&self.routes.path(target)) {
                    let why = "leads to itself";
                    diagnostics.push(files::bad_alias(alias.span, &alias.value, why));
                } else if pages.contains(&*key) {
                    let why = "is the address of another page";
                    diagnostics.push(files::bad_alias(alias.span, &alias.value, why));
                } else if let Some(first) = redirects.get(&key) {
                    diagnostics.push(files::alias_taken(alias.span, &alias.value, first.at));
                } else {
                    let at = alias.span;
                    redirects.insert(key, Redirect { path, target, at });
                }
            }
        }
        // A tuned pair is also found under the other order of its names.
        for pair in &self.pairs.roles {
            let Some(file) = pair.file else { continue };
            let path = self.routes.reversed_pair(pair.first, pair.second);
            let key = folded(&path).into_owned();
            if !pages.contains(&*key) {
                let document = self.ladder.comparisons[file.index()].document;
                redirects.entry(key).or_insert(Redirect {
                    path,
                    target: Page::RolePair(pair.first, pair.second),
                    at: Span::file_start(self.ladder.document(document).file),
                });
            }
        }
        self.redirects = redirects.into_values().collect();
        self.redirects.sort_by(|a, b| a.path.cmp(&b.path));
    }

    /// Reports output paths that two files want, or that some file systems cannot tell apart.
    fn check_collisions(&self, occupied: &[String], diagnostics: &mut Vec<Diagnostic>) {
        let extras: Vec<String> = self
            .extras()
            .iter()
            .map(|extra| self.routes.extra(extra))
            .collect();
        let pages = self
            .pages
            .iter()
            .map(|placed| (placed.path.as_str(), self.place_of(placed.page)));
        let redirects = self
            .redirects
            .iter()
            .map(|redirect| (redirect.path.as_str(), Some(redirect.at)));
        let others = self.assets.iter().chain(&extras).chain(occupied);
        let (paths, places): (Vec<&str>, Vec<Option<Span>>) = pages
            .chain(redirects)
            .chain(others.map(|path| (path.as_str(), None)))
            .unzip();
        let source = |at: usize| {
            let document = self.document_of(self.pages.get(at)?.page)?;
            Some(folded(&self.ladder.document(document).path))
        };
        let is_one_file =
            |first, second| source(first).is_some_and(|path| Some(path) == source(second));
        for (first, second) in collisions(paths.iter().copied()) {
            let (at, other) = match (places[first], places[second]) {
                // Files that some systems take for one have been reported as files.
                (Some(_), Some(_)) if is_one_file(first, second) => continue,
                (Some(first), Some(second)) => (second, Some(first)),
                (Some(one), None) | (None, Some(one)) => (one, None),
                (None, None) => (Span::file_start(self.config.file), None),
            };
            diagnostics.push(files::path_taken(at, paths[second], other));
        }
    }

    /// Where the file stands that a page comes from; none for a page that the site has whatever the content.
    fn place_of(&self, page: Page) -> Option<Span> {
        let document = self.document_of(page)?;
        Some(Span::file_start(self.ladder.document(document).file))
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
            stylesheet: linked(&self.statics.stylesheet),
            script: linked(&self.statics.redirect_script),
        }
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

/// The files that pages link or show, and the pictures that the settings name.
fn assets(ladder: &Ladder, config: &Config) -> Vec<String> {
    let pictures = [&config.book.favicon, &config.book.logo];
    let mut assets = ladder.linked_assets();
    for picture in pictures.into_iter().flatten() {
        if let Err(at) = assets.binary_search(&picture.value) {
            assets.insert(at, picture.value.clone());
        }
    }
    assets
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

/// The documents whose prose stands on a generated page.
fn index_prose(ladder: &Ladder) -> BTreeMap<Page, DocumentId> {
    let pages = [
        ("index.md", Page::Home, true),
        ("roles/index.md", Page::Roles, !ladder.roles.is_empty()),
        ("areas/index.md", Page::Areas, !ladder.areas.is_empty()),
        (
            "areas/disagreements.md",
            Page::Disagreements,
            !ladder.areas.is_empty(),
        ),
        ("models/index.md", Page::Models, !ladder.models.is_empty()),
        (
            "comparisons/index.md",
            Page::Comparisons,
            ladder.roles.len() > 1,
        ),
        ("teams/index.md", Page::Teams, !ladder.teams.is_empty()),
        (
            "tracks/index.md",
            Page::Tracks,
            !(ladder.tracks.is_empty() && ladder.axes.is_empty()),
        ),
        (
            "assessments/index.md",
            Page::Assessments,
            !ladder.assessments.is_empty(),
        ),
        (
            "sources/index.md",
            Page::Sources,
            !ladder.sources.is_empty(),
        ),
        ("guides/index.md", Page::Guides, true),
        ("about.md", Page::About, true),
        ("print.md", Page::Print, true),
    ];
    pages
        .into_iter()
        .filter(|(.., generated)| *generated)
        .filter_map(|(path, page, _)| {
            let at = ladder
                .documents
                .binary_search_by(|document| document.path.as_str().cmp(path))
                .ok()?;
            Some((page, DocumentId::new(at)))
        })
        .collect()
}
