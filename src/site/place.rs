//! Which pages there are, in which order, and that no two of them want the same path.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::sidebar::Folders;
use super::{Placed, Redirect, Site};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, files};
use crate::document::front_matter::Kind;
use crate::ladder::{
    AreaId, AssessmentId, AxisId, DocumentId, Ladder, ModelId, RoleId, SourceId, Subject, TeamId,
    TrackId,
};
use crate::route::{Page, collisions, folded};
use crate::span::Span;

impl Site {
    pub(super) fn place_pages(&mut self) {
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
        pages.extend([Page::About, Page::Print]);
        pages.extend(self.config.build.search.then_some(Page::Search));
        pages.push(Page::NotFound);

        let mut folders = Folders::default();
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
    pub(super) fn plain_pages(&self) -> impl Iterator<Item = DocumentId> {
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
            let folder = self.ladder.document(id).folder();
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

    pub(super) fn place_redirects(&mut self, diagnostics: &mut Vec<Diagnostic>) {
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
        // Who was called otherwise was compared under that name.
        for former in self.former_comparisons() {
            let key = folded(&former.path).into_owned();
            if !pages.contains(&*key) {
                redirects.entry(key).or_insert(former);
            }
        }
        self.redirects = redirects.into_values().collect();
        self.redirects.sort_by(|a, b| a.path.cmp(&b.path));
    }

    /// Where the comparisons of roles and models stood that had another id: their aliases tell it.
    fn former_comparisons(&self) -> Vec<Redirect> {
        let mut found = Vec::new();
        for (index, document) in self.ladder.documents.iter().enumerate() {
            for alias in &document.front.common.aliases {
                let mut add = |folder: &str, former: &str, other: &str, target: Page| {
                    let path = self.routes.pair(folder, former, other);
                    let at = alias.span;
                    found.push(Redirect { path, target, at });
                };
                match (
                    self.ladder.subjects[index],
                    self.routes.alias_id(&alias.value),
                ) {
                    (Subject::Role(role), Some(("roles", former))) => {
                        for (other, pair) in self.pairs.of(role) {
                            let target = Page::RolePair(pair.first, pair.second);
                            add("compare", former, &self.ladder.role(other).id, target);
                        }
                    }
                    (Subject::Model(model), Some(("models", former))) => {
                        for (one, two) in &self.model_pairs {
                            let other = if *one == model { two } else { one };
                            if *one == model || *two == model {
                                let target = Page::ModelPair(*one, *two);
                                add("models", former, &self.ladder.model(*other).id, target);
                            }
                        }
                    }
                    _ => {}
                }
            }
        }
        found
    }

    /// Reports output paths that two files want, or that some file systems cannot tell apart.
    pub(super) fn check_collisions(&self, occupied: &[String], diagnostics: &mut Vec<Diagnostic>) {
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
}

/// The files that pages link or show, and the pictures that the settings name.
pub(super) fn assets(ladder: &Ladder, config: &Config) -> Vec<String> {
    let pictures = [&config.book.favicon, &config.book.logo];
    let mut assets = ladder.linked_assets();
    for picture in pictures.into_iter().flatten() {
        if let Err(at) = assets.binary_search(&picture.value) {
            assets.insert(at, picture.value.clone());
        }
    }
    assets
}

/// The documents whose prose stands on a generated page.
pub(super) fn index_prose(ladder: &Ladder) -> BTreeMap<Page, DocumentId> {
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
