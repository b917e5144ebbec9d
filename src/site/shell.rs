//! What every page has around its content: header, sidebar, breadcrumbs, neighbours, facts about the page itself.

use super::pages::web_address;
use super::view::{self, Html};
use super::{Part, Placed, Site};
use crate::document::Document;
use crate::ladder::{AreaId, DocumentId, Subject, TeamId};
use crate::route::{Extra, Page, Url};

/// The part of the site that a page belongs to.
pub(super) fn part_of(page: Page) -> Part {
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

impl Site {
    /// The template of a page.
    #[must_use]
    pub fn kind(&self, placed: &Placed) -> &'static str {
        kind_of(placed.page)
    }

    /// Everything around the content of a page; the sidebar is put in by the caller, who renders each one once.
    #[must_use]
    pub fn shell(&self, number: usize) -> view::Shell {
        let placed = &self.pages[number];
        let (from, page) = (placed.path.as_str(), placed.page);
        let document = self.document_of(page);
        let common = document.map(|id| &self.ladder.document(id).front.common);
        let review_by = common.and_then(|common| common.review_by.as_ref());
        view::Shell {
            description: self.description(page, document),
            lede: document.and_then(|id| self.lede(from, id)),
            crumbs: self.crumbs(from, page),
            nav: self.nav(from, page),
            toc: document.map(|id| self.toc(id)).unwrap_or_default(),
            owner: common
                .and_then(|common| common.owner.as_ref())
                .map(|owner| owner.value.clone()),
            review_by: review_by.map(|date| date.value.to_string()),
            review_by_text: review_by.map(|date| self.date(date.value)),
            updated: document.and_then(|id| self.updated(id)),
            sources: common
                .map(|common| self.citations(from, common))
                .unwrap_or_default(),
            edit: document.and_then(|id| self.edit_url(id)),
            view_source: document.and_then(|id| self.source_url(id)),
            copy: document
                .filter(|_| self.config.build.markdown_copies)
                .map(|_| {
                    self.routes
                        .between(from, &self.routes.extra(&Extra::Copy(page)))
                }),
            previous: self.neighbour(from, number, number.checked_sub(1)),
            next: self.neighbour(from, number, Some(number + 1)),
            mentions: document
                .map(|id| self.mentions(from, id))
                .unwrap_or_default(),
            ..self.bare_shell(from, page)
        }
    }

    fn document_title(&self, page: Page) -> String {
        let site = &self.config.book.title.value;
        if page == Page::Home {
            return site.clone();
        }
        self.words.fill(
            "title_sitewide",
            &[("page", &self.title(page)), ("site", site)],
        )
    }

    /// What every page has, those included that show nothing.
    pub(super) fn bare_shell(&self, from: &str, page: Page) -> view::Shell {
        let linked =
            |file: &(String, String)| self.routes.between(from, &file.0).with_version(&file.1);
        view::Shell {
            kind: kind_of(page),
            document_title: self.document_title(page),
            title: self.title(page),
            description: None,
            lede: None,
            site_title: self.config.book.title.value.clone(),
            authors: self.authors(),
            logo: self
                .config
                .book
                .logo
                .as_ref()
                .map(|logo| self.routes.between(from, &logo.value)),
            language: self.config.book.language.clone(),
            noindex: self.config.build.noindex,
            root: crate::route::root_from(from),
            path: from.to_owned(),
            stylesheets: self.stylesheets(from, page),
            script: linked(&self.statics.script),
            tools_script: linked(&self.statics.tools_script),
            matrix_script: linked(&self.statics.matrix_script),
            early_script: linked(&self.statics.early_script),
            favicon: self.favicon(from),
            home: self.url(from, Page::Home),
            search: self.search_links(from),
            crumbs: Vec::new(),
            nav: Vec::new(),
            sidebar: Html::default(),
            toc: Vec::new(),
            owner: None,
            review_by: None,
            review_by_text: None,
            updated: None,
            sources: Vec::new(),
            edit: None,
            view_source: None,
            copy: None,
            about: self.url(from, Page::About),
            print: self.url(from, Page::Print),
            previous: None,
            next: None,
            mentions: Vec::new(),
        }
    }

    /// The icon that the settings name, else that of the theme.
    fn favicon(&self, from: &str) -> Option<Url> {
        let own = self.config.book.favicon.as_ref().map(|icon| &icon.value);
        own.or(self.statics.favicon.as_ref())
            .map(|icon| self.routes.between(from, icon))
    }

    pub(super) fn description(&self, page: Page, document: Option<DocumentId>) -> Option<String> {
        if let Some(written) = document.and_then(|id| self.document_description(id)) {
            return Some(written);
        }
        let key = match page {
            Page::Roles => "description_roles",
            Page::Areas => "description_areas",
            Page::Models => "description_matrix",
            Page::Comparisons => "description_comparisons",
            Page::Disagreements => "description_disagreements",
            Page::Teams => "description_teams",
            Page::Tracks => "description_tracks",
            Page::Assessments => "description_assessments",
            Page::Sources => "description_sources",
            Page::Guides => "description_guides",
            Page::Checks => "description_checks",
            Page::Home => return self.book_description(),
            Page::About => "description_about",
            Page::Print => "description_print",
            Page::NotFound => "description_not_found",
            Page::Search => "description_search",
            Page::ModelPair(before, after) => {
                let (before, after) = (self.ladder.model(before), self.ladder.model(after));
                return Some(self.words.fill(
                    "description_model_pair",
                    &[("before", &before.title), ("after", &after.title)],
                ));
            }
            Page::TrackPair(..) => "description_track_pair",
            _ => return None,
        };
        Some(self.words.get(key).to_owned())
    }

    pub(super) fn citations(
        &self,
        from: &str,
        common: &crate::document::front_matter::Common,
    ) -> Vec<view::Citation> {
        let named = common.sources.iter();
        let named = named.flat_map(|name| self.ladder.names.sources.all(&name.value));
        named
            .map(crate::ladder::SourceId::new)
            .map(|id| {
                let source = self.ladder.source(id);
                view::Citation {
                    link: self.link_to(from, Subject::Source(id)),
                    authors: source.authors.clone(),
                    year: source.date.map(|date| date.year.to_string()),
                    address: web_address(source),
                }
            })
            .collect()
    }

    fn edit_url(&self, id: DocumentId) -> Option<Url> {
        let edit = self.config.edit.as_ref()?;
        Some(Url::external(&edit.edit.url(&self.path_of(id))))
    }

    fn source_url(&self, id: DocumentId) -> Option<Url> {
        let source = self.config.edit.as_ref()?.source.as_ref()?;
        Some(Url::external(&source.url(&self.path_of(id))))
    }

    /// A document's file below the project root.
    fn path_of(&self, id: DocumentId) -> String {
        let path = &self.ladder.document(id).path;
        format!("{}/{path}", crate::document::CONTENT)
    }

    /// Where a page is linked. Lists name every page of their kind, which tells nobody anything.
    fn mentions(&self, from: &str, id: DocumentId) -> Vec<view::LinkGroup> {
        /// Backlinks beyond these are no help, and every page would link every other.
        const SHOWN: usize = 50;
        let mut pages: Vec<Page> = self.ladder.mentions[id.index()]
            .iter()
            .map(|id| self.page_of(self.ladder.subjects[id.index()]))
            .collect();
        let mut seen = std::collections::BTreeSet::new();
        let is_list = |page: Page| {
            let document = self.document_of(page).map(|id| self.ladder.document(id));
            page == index_page(part_of(page)) || document.is_some_and(Document::is_index)
        };
        pages.retain(|page| {
            seen.insert(*page) && self.document_of(*page) != Some(id) && !is_list(*page)
        });
        pages.truncate(SHOWN);
        self.listed_by_part(from, &pages)
    }

    pub(super) fn nav(&self, from: &str, page: Page) -> Vec<view::NavItem> {
        let current = part_of(page);
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
        .filter(|part| self.has(*part))
        .map(|part| view::NavItem {
            title: self.words.get(nav_key(part)).to_owned(),
            url: self.url(from, index_page(part)),
            current: part == current,
        })
        .collect()
    }

    /// Whether the site has a part.
    fn has(&self, part: Part) -> bool {
        match part {
            Part::Home | Part::Checks => true,
            Part::Roles => !self.ladder.roles.is_empty(),
            Part::Areas => !self.ladder.areas.is_empty(),
            Part::Models => !self.ladder.models.is_empty(),
            Part::Compare => !self.pairs.roles.is_empty(),
            Part::Teams => !self.ladder.teams.is_empty(),
            Part::Tracks => !(self.ladder.tracks.is_empty() && self.ladder.axes.is_empty()),
            Part::Assessments => !self.ladder.assessments.is_empty(),
            Part::Sources => !self.ladder.sources.is_empty(),
            Part::Guides => {
                !self.guide_folders.is_empty() || self.index_prose.contains_key(&Page::Guides)
            }
        }
    }

    fn crumbs(&self, from: &str, page: Page) -> Vec<view::Crumb> {
        let crumb = |page: Page| view::Crumb {
            title: self.title(page),
            url: Some(self.url(from, page)),
        };
        let mut crumbs = Vec::new();
        if page != Page::Home {
            crumbs.push(view::Crumb {
                title: self.words.get("nav_home").to_owned(),
                url: Some(self.url(from, Page::Home)),
            });
            let index = index_page(part_of(page));
            if index != page && index != Page::Home {
                crumbs.push(view::Crumb {
                    title: self.words.get(nav_key(part_of(page))).to_owned(),
                    url: Some(self.url(from, index)),
                });
            }
            if let Page::Subject(Subject::Area(area)) = page {
                let mut above: Vec<AreaId> = self.ladder.ancestry(area).skip(1).collect();
                above.reverse();
                crumbs.extend(
                    above
                        .into_iter()
                        .map(|area| crumb(Page::Subject(Subject::Area(area)))),
                );
            }
            if let Page::Subject(Subject::Team(team)) = page {
                /// However deep teams are nested: a crumb for each would make pages grow with all of them.
                const CRUMBS: usize = 8;
                let mut above: Vec<TeamId> = self.ladder.teams_above(team).take(CRUMBS).collect();
                above.reverse();
                let pages = above.into_iter().map(|id| Page::Subject(Subject::Team(id)));
                crumbs.extend(pages.map(crumb));
            }
        }
        crumbs.push(view::Crumb {
            title: self.title(page),
            url: None,
        });
        crumbs
    }

    /// The page before or after, when it belongs to the same list.
    fn neighbour(&self, from: &str, number: usize, other: Option<usize>) -> Option<view::Link> {
        let (own, other) = (&self.pages[number], self.pages.get(other?)?);
        let is_model_pair = |page: Page| matches!(page, Page::ModelPair(..));
        let listed = |page: Page| {
            matches!(page, Page::Subject(_) | Page::Check(_) | Page::RolePair(..))
                || is_model_pair(page)
        };
        // Models and what changes hands between them are in one part, but in two lists.
        let same = listed(own.page)
            && listed(other.page)
            && part_of(own.page) == part_of(other.page)
            && is_model_pair(own.page) == is_model_pair(other.page);
        same.then(|| self.link(from, other.page))
    }
}

/// The page that lists a part.
pub(super) fn index_page(part: Part) -> Page {
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

pub(super) fn nav_key(part: Part) -> &'static str {
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

/// The template of a page, and what search results call it.
pub(crate) fn kind_of(page: Page) -> &'static str {
    match page {
        Page::Home => "home",
        Page::Roles => "roles",
        Page::Areas => "areas",
        Page::Disagreements => "disagreements",
        Page::Models => "matrix",
        Page::Comparisons => "comparisons",
        Page::Sources => "sources",
        Page::Teams => "teams",
        Page::Assessments => "assessments",
        Page::Guides | Page::Checks => "listing",
        Page::Tracks => "tracks",
        Page::TrackPair(..) => "track-pair",
        Page::Subject(Subject::Track(_)) => "track",
        Page::Subject(Subject::Axis(_)) => "axis",
        Page::About => "about",
        Page::Print => "print",
        Page::NotFound => "not-found",
        Page::Search => "search",
        Page::RolePair(..) => "role-pair",
        Page::ModelPair(..) => "model-pair",
        Page::Subject(Subject::Role(_)) => "role",
        Page::Subject(Subject::Area(_)) => "area",
        Page::Subject(Subject::Model(_)) => "model",
        Page::Subject(Subject::Source(_)) => "source",
        Page::Subject(Subject::Team(_)) => "team",
        Page::Subject(Subject::Assessment(_)) => "assessment",
        Page::Check(_) | Page::Subject(Subject::Page(_) | Subject::Comparison(_)) => "prose",
    }
}
