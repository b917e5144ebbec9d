//! What every page has around its content: header, sidebar, breadcrumbs, neighbours, facts about the page itself.

use std::collections::BTreeMap;

use super::view::{self, Html};
use super::{Part, Placed, Site};
use crate::config::PageStyle;
use crate::document::front_matter::RoleKind;
use crate::ladder::{AreaId, DocumentId, Subject, TeamId};
use crate::route::{Extra, Page, Url};

/// More entries than this and a sidebar stops being one; it also keeps the output linear in the number of pages.
const SIDEBAR: usize = 120;

/// Pages that share one sidebar: the same part, the same list, the same place to link from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Folder {
    part: Part,
    /// A path that stands for all pages of the folder where relative addresses are made.
    from: String,
    /// For guides: the content folder whose pages are listed, and which slice of them.
    guides: Option<(String, usize)>,
}

/// Gives each page its folder while pages are placed.
#[derive(Default)]
pub(super) struct Folders {
    numbers: BTreeMap<Folder, usize>,
    /// How many guides of a content folder were placed already.
    counts: BTreeMap<String, usize>,
}

impl Folders {
    pub(super) fn of(&mut self, site: &Site, page: Page, path: &str) -> usize {
        let part = part_of(page);
        let guides = match page {
            Page::Subject(Subject::Page(id)) => {
                let folder = content_folder(&site.ladder.document(id).path).to_owned();
                let count = self.counts.entry(folder.clone()).or_default();
                *count += 1;
                Some((folder, (*count - 1) / SIDEBAR))
            }
            _ => None,
        };
        let folder = Folder {
            part,
            from: stand_in(path, site.config.build.page_style),
            guides,
        };
        let next = self.numbers.len();
        *self.numbers.entry(folder).or_insert(next)
    }

    pub(super) fn finish(self) -> Vec<Folder> {
        let mut folders: Vec<(usize, Folder)> = self
            .numbers
            .into_iter()
            .map(|(folder, number)| (number, folder))
            .collect();
        folders.sort_unstable_by_key(|(number, _)| *number);
        folders.into_iter().map(|(_, folder)| folder).collect()
    }
}

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

fn content_folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A page of the same folder that does not exist, so that a link from it to any page is right for all its neighbours.
fn stand_in(path: &str, style: PageStyle) -> String {
    let folder = content_folder(path);
    match style {
        PageStyle::Folder if path.ends_with("/index.html") && folder.contains('/') => {
            format!("{}/_/index.html", content_folder(folder))
        }
        PageStyle::Flat | PageStyle::Folder if folder.is_empty() => "_.html".to_owned(),
        PageStyle::Flat | PageStyle::Folder => format!("{folder}/_.html"),
    }
}

impl Site {
    /// How many different sidebars there are.
    #[must_use]
    pub fn sidebar_count(&self) -> usize {
        self.folders.len()
    }

    /// The template of a page.
    #[must_use]
    pub fn kind(&self, placed: &Placed) -> &'static str {
        kind_of(placed.page)
    }

    /// Which sidebar a page has.
    #[must_use]
    pub fn sidebar_of(&self, placed: &Placed) -> usize {
        placed.folder
    }

    /// The contents of a sidebar. Every item's mark is made by `mark` from the page it leads to.
    #[must_use]
    pub fn sidebar(&self, number: usize, mark: impl Fn(Page) -> Html) -> view::Sidebar {
        let folder = &self.folders[number];
        let item = |page: Page, depth: usize| view::SidebarItem {
            title: self.title(page),
            url: self.url(&folder.from, page),
            depth,
            mark: mark(page),
        };
        let index = index_page(folder.part);
        let groups = match folder.part {
            Part::Home => Vec::new(),
            Part::Roles => self.role_groups(&item),
            Part::Areas => self.area_groups(&folder.from, &item),
            Part::Models => vec![group(
                None,
                self.ladder
                    .model_ids()
                    .map(|id| item(Page::Subject(Subject::Model(id)), 0)),
            )],
            Part::Compare => self.comparison_groups(&item),
            Part::Teams => {
                let tree = self.ladder.team_tree().into_iter();
                let teams = tree.map(|(id, depth)| item(Page::Subject(Subject::Team(id)), depth));
                vec![group(None, teams)]
            }
            Part::Tracks => {
                let axes = Some(self.words.get("nav_axes").to_owned());
                vec![
                    self.listed_group(None, &item, |subject| matches!(subject, Subject::Track(_))),
                    self.listed_group(axes, &item, |subject| matches!(subject, Subject::Axis(_))),
                ]
            }
            Part::Assessments => vec![self.listed_group(None, &item, |subject| {
                matches!(subject, Subject::Assessment(_))
            })],
            Part::Sources => vec![
                self.listed_group(None, &item, |subject| matches!(subject, Subject::Source(_))),
            ],
            Part::Guides => self.guide_groups(folder, &item),
            Part::Checks => {
                let codes = crate::diagnostic::Code::ALL.iter().copied();
                vec![group(None, codes.map(|code| item(Page::Check(code), 0)))]
            }
        };
        view::Sidebar {
            title: self.title(index),
            url: self.url(&folder.from, index),
            groups,
        }
    }

    /// The pages of some subjects, in the order they are written in, which is that of lists.
    fn listed_group(
        &self,
        title: Option<String>,
        item: &impl Fn(Page, usize) -> view::SidebarItem,
        wanted: impl Fn(Subject) -> bool,
    ) -> view::SidebarGroup {
        let pages = self.pages.iter().map(|placed| placed.page);
        let wanted =
            pages.filter(|page| matches!(page, Page::Subject(subject) if wanted(*subject)));
        group(title, wanted.map(|page| item(page, 0)))
    }

    fn role_groups(
        &self,
        item: &impl Fn(Page, usize) -> view::SidebarItem,
    ) -> Vec<view::SidebarGroup> {
        [RoleKind::Job, RoleKind::Hat, RoleKind::Group]
            .into_iter()
            .map(|kind| {
                let roles = self
                    .ladder
                    .role_ids()
                    .filter(|id| self.ladder.role(*id).kind == kind);
                let title = self
                    .words
                    .get(&format!("role_kind_{}s", kind.name()))
                    .to_owned();
                group(
                    Some(title),
                    roles.map(|id| item(Page::Subject(Subject::Role(id)), 0)),
                )
            })
            .filter(|group| !group.items.is_empty())
            .collect()
    }

    fn area_groups(
        &self,
        from: &str,
        item: &impl Fn(Page, usize) -> view::SidebarItem,
    ) -> Vec<view::SidebarGroup> {
        let mut left = SIDEBAR;
        self.ladder
            .categories()
            .map(|category| {
                let below = self.below(category);
                let shown = below.len().min(left);
                left -= shown;
                let items = below[..shown].iter().map(|id| {
                    item(
                        Page::Subject(Subject::Area(*id)),
                        self.ladder.area(*id).depth - 1,
                    )
                });
                let page = Page::Subject(Subject::Area(category));
                view::SidebarGroup {
                    title: Some(self.title(page)),
                    url: Some(self.url(from, page)),
                    items: items.collect(),
                    more: below.len() - shown,
                }
            })
            .take(SIDEBAR)
            .collect()
    }

    /// All areas below an area, in order.
    pub(super) fn below(&self, area: AreaId) -> Vec<AreaId> {
        let depth = self.ladder.area(area).depth;
        self.ladder
            .area_ids()
            .skip(area.index() + 1)
            .take_while(|below| self.ladder.area(*below).depth > depth)
            .collect()
    }

    fn comparison_groups(
        &self,
        item: &impl Fn(Page, usize) -> view::SidebarItem,
    ) -> Vec<view::SidebarGroup> {
        let pairs = |tuned: bool| {
            let pairs = self
                .pairs
                .roles
                .iter()
                .filter(move |pair| pair.file.is_some() == tuned);
            pairs.map(|pair| item(Page::RolePair(pair.first, pair.second), 0))
        };
        let tuned = group(
            Some(self.words.get("comparisons_tuned").to_owned()),
            pairs(true),
        );
        let mut others = group(
            Some(self.words.get("comparisons_generated").to_owned()),
            pairs(false).take(SIDEBAR / 4),
        );
        others.more = self.pairs.roles.len() - tuned.items.len() - others.items.len();
        [tuned, others]
            .into_iter()
            .filter(|group| !group.items.is_empty())
            .collect()
    }

    fn guide_groups(
        &self,
        folder: &Folder,
        item: &impl Fn(Page, usize) -> view::SidebarItem,
    ) -> Vec<view::SidebarGroup> {
        let (own, slice) = folder.guides.clone().unwrap_or(("guides".to_owned(), 0));
        let all = self.guide_folders.get(&own).map_or(&[][..], Vec::as_slice);
        let start = slice * SIDEBAR;
        let shown = &all[start.min(all.len())..(start + SIDEBAR).min(all.len())];
        let mut groups = vec![view::SidebarGroup {
            title: None,
            url: None,
            items: shown
                .iter()
                .map(|id| item(Page::Subject(Subject::Page(*id)), 0))
                .collect(),
            more: all.len() - shown.len(),
        }];
        // The folders around it, each by its first page, which is its index page where it has one.
        const AROUND: usize = 4;
        let names: Vec<&String> = self.guide_folders.keys().collect();
        let here = names.iter().position(|name| **name == own).unwrap_or(0);
        let near = &names[here.saturating_sub(AROUND)..(here + AROUND + 1).min(names.len())];
        let items: Vec<view::SidebarItem> = near
            .iter()
            .filter(|name| ***name != own)
            .filter_map(|name| {
                let first = *self.guide_folders.get(*name)?.first()?;
                let mut entry = item(Page::Subject(Subject::Page(first)), 0);
                if !self.ladder.document(first).is_index() && !name.is_empty() {
                    entry.title = name.rsplit('/').next().unwrap_or(name).replace('-', " ");
                }
                Some(entry)
            })
            .collect();
        if !items.is_empty() {
            let title = Some(self.words.get("guides_elsewhere").to_owned());
            groups.push(view::SidebarGroup {
                title,
                url: None,
                items,
                more: 0,
            });
        }
        groups
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
                .map(|common| self.source_links(from, common))
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
            stylesheet: linked(&self.statics.stylesheet),
            script: linked(&self.statics.script),
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
            Page::ModelPair(..) => "description_model_pair",
            Page::TrackPair(..) => "description_track_pair",
            _ => return None,
        };
        Some(self.words.get(key).to_owned())
    }

    pub(super) fn source_links(
        &self,
        from: &str,
        common: &crate::document::front_matter::Common,
    ) -> Vec<view::Link> {
        common
            .sources
            .iter()
            .flat_map(|name| self.ladder.names.sources.all(&name.value))
            .map(|index| self.link_to(from, Subject::Source(crate::ladder::SourceId::new(index))))
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

    fn mentions(&self, from: &str, id: DocumentId) -> Vec<view::Link> {
        /// Backlinks beyond these are no help, and every page would link every other.
        const SHOWN: usize = 50;
        let mut pages: Vec<Page> = self.ladder.mentions[id.index()]
            .iter()
            .map(|id| self.page_of(self.ladder.subjects[id.index()]))
            .collect();
        let mut seen = std::collections::BTreeSet::new();
        pages.retain(|page| seen.insert(*page) && self.document_of(*page) != Some(id));
        pages
            .into_iter()
            .take(SHOWN)
            .map(|page| self.link(from, page))
            .collect()
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
        let listed =
            |page: Page| matches!(page, Page::Subject(_) | Page::Check(_) | Page::RolePair(..));
        let same =
            listed(own.page) && listed(other.page) && part_of(own.page) == part_of(other.page);
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

fn group(
    title: Option<String>,
    items: impl Iterator<Item = view::SidebarItem>,
) -> view::SidebarGroup {
    let mut items: Vec<view::SidebarItem> = items.collect();
    let more = items.len().saturating_sub(SIDEBAR);
    items.truncate(SIDEBAR);
    view::SidebarGroup {
        title,
        url: None,
        items,
        more,
    }
}
