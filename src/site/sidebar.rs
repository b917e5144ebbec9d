//! The list of pages beside a page: one for each part of the site and each folder of guides, shared by all pages in it.

use std::collections::BTreeMap;

use super::shell::{index_page, part_of};
use super::view::{self, Html};
use super::{Part, Placed, Site};
use crate::config::PageStyle;
use crate::document::front_matter::RoleKind;
use crate::ladder::{AreaId, DocumentId, ModelId, RoleId, Subject};
use crate::route::Page;

/// More entries than this and a sidebar stops being one; it also keeps the output linear in the number of pages.
pub(super) const SIDEBAR: usize = 120;

/// Comparisons of one role that are listed beside one of them: every such page has the picker, too.
const PAIRS: usize = SIDEBAR / 4;

/// Pages that share one sidebar: the same part, the same list, the same place to link from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Folder {
    part: Part,
    /// A path that stands for all pages of the folder where relative addresses are made.
    from: String,
    /// What it lists, where that is not the same for the whole part.
    lists: Lists,
}

/// What tells the sidebars of one part from each other.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Lists {
    /// Nothing: there is one.
    #[default]
    TheSame,
    /// The guides of a content folder, and which slice of them.
    Guides(String, usize),
    /// The comparisons of a role, and which slice of them.
    PairsOf(RoleId, usize),
    /// The comparisons of a model.
    ModelPairsOf(ModelId),
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
        let lists = match page {
            Page::Subject(Subject::Page(id)) => {
                let folder = site.ladder.document(id).folder().to_owned();
                let count = self.counts.entry(folder.clone()).or_default();
                *count += 1;
                Lists::Guides(folder, (*count - 1) / SIDEBAR)
            }
            Page::RolePair(first, second) => {
                let (left, right) = site.sides(first, second);
                let mut others = site.pairs.of(left).map(|(other, _)| other);
                let at = others.position(|other| other == right).unwrap_or(0);
                Lists::PairsOf(left, at / PAIRS)
            }
            Page::ModelPair(before, _) => Lists::ModelPairsOf(before),
            _ => Lists::TheSame,
        };
        let folder = Folder {
            part,
            from: stand_in(path, site.config.build.page_style),
            lists,
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
            Part::Models => self.model_groups(&folder.lists, &item),
            Part::Compare => self.comparison_groups(&folder.lists, &item),
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

    /// All models; beside two of them also what else one of the two was compared with.
    fn model_groups(
        &self,
        lists: &Lists,
        item: &impl Fn(Page, usize) -> view::SidebarItem,
    ) -> Vec<view::SidebarGroup> {
        let models = self.ladder.model_ids();
        let models = models.map(|id| item(Page::Subject(Subject::Model(id)), 0));
        let mut groups = vec![group(None, models)];
        if let Lists::ModelPairsOf(model) = lists {
            let pairs = self.model_pairs.iter();
            let of_model = pairs.filter(|(one, other)| one == model || other == model);
            groups.push(group(
                Some(self.words.get("switch_all").to_owned()),
                of_model.map(|(one, other)| item(Page::ModelPair(*one, *other), 0)),
            ));
        }
        groups
    }

    /// The comparisons that have a file, then those of the role on the left, or on the page of all comparisons the first of the others.
    fn comparison_groups(
        &self,
        lists: &Lists,
        item: &impl Fn(Page, usize) -> view::SidebarItem,
    ) -> Vec<view::SidebarGroup> {
        let beside: Option<(RoleId, usize)> = match lists {
            Lists::PairsOf(role, slice) => Some((*role, slice * PAIRS)),
            _ => None,
        };
        let of_role = beside.into_iter().flat_map(|(role, start)| {
            let pairs = self.pairs.of(role).skip(start).take(PAIRS);
            pairs.map(|(other, pair)| (other, Page::RolePair(pair.first, pair.second)))
        });
        let of_role: Vec<(RoleId, Page)> = of_role.collect();
        let tuned = self.pairs.roles.iter().filter(|pair| pair.file.is_some());
        let tuned = tuned.map(|pair| Page::RolePair(pair.first, pair.second));
        let tuned = tuned.map(|page| {
            let mut entry = item(page, 0);
            // A page is marked once, where its role's comparisons are.
            if of_role.iter().any(|(_, listed)| *listed == page) {
                entry.mark = Html::default();
            }
            entry
        });
        let tuned = group(Some(self.words.get("comparisons_tuned").to_owned()), tuned);
        let others = if let Some((role, _)) = beside {
            let title = &self.ladder.role(role).title;
            let named = of_role.iter().map(|(other, page)| view::SidebarItem {
                title: self.ladder.role(*other).title.clone(),
                ..item(*page, 0)
            });
            let mut others = group(
                Some(self.words.fill("comparisons_of", &[("role", title)])),
                named,
            );
            others.more = self.pairs.of(role).count() - others.items.len();
            others
        } else {
            let rest = self.pairs.roles.iter().filter(|pair| pair.file.is_none());
            let rest = rest.map(|pair| item(Page::RolePair(pair.first, pair.second), 0));
            let mut others = group(
                Some(self.words.get("comparisons_generated").to_owned()),
                rest.take(PAIRS),
            );
            others.more = self.pairs.roles.len() - tuned.items.len() - others.items.len();
            others
        };
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
        let (own, slice) = match &folder.lists {
            Lists::Guides(own, slice) => (own.clone(), *slice),
            _ => ("guides".to_owned(), 0),
        };
        let all = self.guide_folders.get(&own).map_or(&[][..], Vec::as_slice);
        let start = slice * SIDEBAR;
        let shown = &all[start.min(all.len())..(start + SIDEBAR).min(all.len())];
        // A list that is cut into slices stays one list.
        let sections = if all.len() > SIDEBAR {
            Vec::new()
        } else {
            self.guide_sections(&own)
        };
        let guides = |ids: &mut dyn Iterator<Item = DocumentId>| -> Vec<view::SidebarItem> {
            ids.map(|id| item(Page::Subject(Subject::Page(id)), 0))
                .collect()
        };
        let mut unsorted = shown.iter().copied().filter(|id| {
            let mut sections = sections.iter();
            !sections.any(|section| section.ids.contains(id))
        });
        let mut groups = vec![view::SidebarGroup {
            title: None,
            url: None,
            items: guides(&mut unsorted),
            more: all.len() - shown.len(),
        }];
        groups.extend(sections.iter().map(|section| view::SidebarGroup {
            title: Some(section.title.clone()),
            url: None,
            items: guides(&mut section.ids.iter().copied().take(SIDEBAR)),
            more: 0,
        }));
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
                if sections.iter().any(|section| section.ids.contains(&first)) {
                    return None;
                }
                if *name == "guides" {
                    return Some(item(Page::Guides, 0));
                }
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
