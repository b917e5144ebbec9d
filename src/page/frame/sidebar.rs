//! The list of pages beside a page: one for each part of the site and each folder of guides, shared by all pages in it.

use serde::Serialize;

use crate::document::front_matter::RoleKind;
use crate::kinds::Kind;
use crate::ladder::{DocumentId, RoleId, Subject};
use crate::page::area_rows;
use crate::page::desk::{Desk, Site};
use crate::page::html::Html;
use crate::plan::Part;
use crate::plan::folders::{Folder, Lists, PAIRS, SIDEBAR};
use crate::plan::route::{Page, Url};
use crate::words::key;

/// The list of the pages of one part, given to `sidebar.html` alone as `sidebar`. It is rendered once for all pages of a folder.
#[derive(Clone, Debug, Serialize)]
pub struct Sidebar {
    /// The part's title.
    pub title: String,
    /// The part's own page.
    pub url: Url,
    /// The groups of its pages.
    pub groups: Vec<SidebarGroup>,
}

/// Pages under one heading.
#[derive(Clone, Debug, Serialize)]
pub struct SidebarGroup {
    /// The heading; none for pages under no heading.
    pub title: Option<String>,
    /// The heading's own page.
    pub url: Option<Url>,
    /// The pages.
    pub items: Vec<SidebarItem>,
    /// How many more there are on the part's own page.
    pub more: usize,
}

/// A page of the list.
#[derive(Clone, Debug, Serialize)]
pub struct SidebarItem {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: Url,
    /// How deep it is nested below its group, from 0.
    pub depth: usize,
    /// The words to print into its tag, `{{ item.mark }}`: the page's own entry is marked there after the list was rendered.
    pub mark: Html,
}

/// The contents of a sidebar. Every item's mark is made by `mark` from the page it leads to.
#[must_use]
pub fn view(site: &Site, number: usize, mark: impl Fn(Page) -> Html) -> Sidebar {
    let folder = &site.plan.folders[number];
    let desk = &site.desk(&folder.from);
    let item = |page: Page, depth: usize| SidebarItem {
        title: desk.title(page),
        url: desk.url(page),
        depth,
        mark: mark(page),
    };
    let index = Page::Index(folder.part);
    let groups = match folder.part {
        Part::Home => Vec::new(),
        Part::Roles => role_groups(desk, &item),
        Part::Areas => area_groups(desk, &item),
        Part::Models => model_groups(desk, &folder.lists, &item),
        Part::Compare => comparison_groups(desk, &folder.lists, &item),
        Part::Teams => {
            let tree = desk.ladder.team_tree().into_iter();
            let teams = tree.map(|(id, depth)| item(Page::Subject(Subject::Team(id)), depth));
            vec![group(None, teams)]
        }
        Part::Tracks => {
            let axes = Some(desk.words.get(key!("nav_axes")).to_owned());
            vec![
                listed_group(desk, None, &item, Kind::Track),
                listed_group(desk, axes, &item, Kind::Axis),
            ]
        }
        Part::Guides => guide_groups(desk, folder, &item),
        Part::Checks => {
            let codes = crate::diagnostic::Code::ALL.iter().copied();
            vec![group(None, codes.map(|code| item(Page::Check(code), 0)))]
        }
        part => {
            let kinds = part.kinds().iter();
            let groups = kinds.map(|kind| listed_group(desk, None, &item, *kind));
            groups.collect()
        }
    };
    Sidebar {
        title: desk.title(index),
        url: desk.url(index),
        groups,
    }
}

/// The pages of a kind, in the order of lists.
fn listed_group(
    desk: &Desk<'_>,
    title: Option<String>,
    item: &impl Fn(Page, usize) -> SidebarItem,
    kind: Kind,
) -> SidebarGroup {
    let all = desk.ladder.all_of(kind).into_iter();
    group(title, all.map(|subject| item(Page::Subject(subject), 0)))
}

fn role_groups(desk: &Desk<'_>, item: &impl Fn(Page, usize) -> SidebarItem) -> Vec<SidebarGroup> {
    [RoleKind::Job, RoleKind::Hat, RoleKind::Group]
        .into_iter()
        .map(|kind| {
            let roles = desk
                .ladder
                .role_ids()
                .filter(|id| desk.ladder.role(*id).kind == kind);
            let title = desk.phrase.roles_of_kind(kind);
            group(
                Some(title),
                roles.map(|id| item(Page::Subject(Subject::Role(id)), 0)),
            )
        })
        .filter(|group| !group.items.is_empty())
        .collect()
}

fn area_groups(desk: &Desk<'_>, item: &impl Fn(Page, usize) -> SidebarItem) -> Vec<SidebarGroup> {
    let mut left = SIDEBAR;
    desk.ladder
        .categories()
        .map(|category| {
            let below = area_rows::below(desk, category);
            let shown = below.len().min(left);
            left -= shown;
            let items = below[..shown].iter().map(|id| {
                item(
                    Page::Subject(Subject::Area(*id)),
                    desk.ladder.area(*id).depth - 1,
                )
            });
            let page = Page::Subject(Subject::Area(category));
            SidebarGroup {
                title: Some(desk.title(page)),
                url: Some(desk.url(page)),
                items: items.collect(),
                more: below.len() - shown,
            }
        })
        .take(SIDEBAR)
        .collect()
}

/// All models; beside a way from one to another also the other ways from there.
fn model_groups(
    desk: &Desk<'_>,
    lists: &Lists,
    item: &impl Fn(Page, usize) -> SidebarItem,
) -> Vec<SidebarGroup> {
    let models = desk.ladder.model_ids();
    let models = models.map(|id| item(Page::Subject(Subject::Model(id)), 0));
    let mut groups = vec![group(None, models)];
    if let Lists::ModelPairsOf(model) = lists {
        let title = &desk.ladder.model(*model).title;
        let ways = desk
            .plan
            .ways
            .others_than(*model)
            .iter()
            .map(|other| SidebarItem {
                title: desk.ladder.model(*other).title.clone(),
                ..item(Page::ModelPair(*model, *other), 0)
            });
        groups.push(group(
            Some(desk.words.fill(key!("switch_from"), &[("model", title)])),
            ways,
        ));
    }
    groups
}

/// The comparisons that have a file, then those of the role on the left, or on the page of all comparisons the first of the others.
fn comparison_groups(
    desk: &Desk<'_>,
    lists: &Lists,
    item: &impl Fn(Page, usize) -> SidebarItem,
) -> Vec<SidebarGroup> {
    let beside: Option<(RoleId, usize)> = match lists {
        Lists::PairsOf(role, slice) => Some((*role, slice * PAIRS)),
        _ => None,
    };
    let of_role = beside.into_iter().flat_map(|(role, start)| {
        let pairs = desk.plan.shown.pairs.of(role).skip(start).take(PAIRS);
        pairs.map(|(other, pair)| (other, Page::RolePair(pair.first, pair.second)))
    });
    let of_role: Vec<(RoleId, Page)> = of_role.collect();
    let tuned = desk
        .plan
        .shown
        .pairs
        .roles
        .iter()
        .filter(|pair| pair.file.is_some());
    let tuned = tuned.map(|pair| Page::RolePair(pair.first, pair.second));
    let tuned = tuned.map(|page| {
        let mut entry = item(page, 0);
        // A page is marked once, where its role's comparisons are.
        if of_role.iter().any(|(_, listed)| *listed == page) {
            entry.mark = Html::default();
        }
        entry
    });
    let tuned = group(
        Some(desk.words.get(key!("comparisons_tuned")).to_owned()),
        tuned,
    );
    let others = if let Some((role, _)) = beside {
        let title = &desk.ladder.role(role).title;
        let named = of_role.iter().map(|(other, page)| SidebarItem {
            title: desk.ladder.role(*other).title.clone(),
            ..item(*page, 0)
        });
        let mut others = group(
            Some(desk.words.fill(key!("comparisons_of"), &[("role", title)])),
            named,
        );
        others.more = desk.plan.shown.pairs.of(role).count() - others.items.len();
        others
    } else {
        let rest = desk
            .plan
            .shown
            .pairs
            .roles
            .iter()
            .filter(|pair| pair.file.is_none());
        let rest = rest.map(|pair| item(Page::RolePair(pair.first, pair.second), 0));
        let mut others = group(
            Some(desk.words.get(key!("comparisons_generated")).to_owned()),
            rest.take(PAIRS),
        );
        others.more = desk.plan.shown.pairs.roles.len() - tuned.items.len() - others.items.len();
        others
    };
    [tuned, others]
        .into_iter()
        .filter(|group| !group.items.is_empty())
        .collect()
}

fn guide_groups(
    desk: &Desk<'_>,
    folder: &Folder,
    item: &impl Fn(Page, usize) -> SidebarItem,
) -> Vec<SidebarGroup> {
    let (own, slice) = match &folder.lists {
        Lists::Guides(own, slice) => (own.clone(), *slice),
        _ => ("guides".to_owned(), 0),
    };
    let all = desk
        .plan
        .guides
        .folders
        .get(&own)
        .map_or(&[][..], Vec::as_slice);
    let start = slice * SIDEBAR;
    let shown = &all[start.min(all.len())..(start + SIDEBAR).min(all.len())];
    // A list that is cut into slices stays one list.
    let sections = if all.len() > SIDEBAR {
        Vec::new()
    } else {
        desk.plan.guides.sections(desk.ladder, &own)
    };
    let guides = |ids: &mut dyn Iterator<Item = DocumentId>| -> Vec<SidebarItem> {
        ids.map(|id| item(Page::Subject(Subject::Page(id)), 0))
            .collect()
    };
    let mut unsorted = shown.iter().copied().filter(|id| {
        let mut sections = sections.iter();
        !sections.any(|section| section.ids.contains(id))
    });
    let mut groups = vec![SidebarGroup {
        title: None,
        url: None,
        items: guides(&mut unsorted),
        more: all.len() - shown.len(),
    }];
    groups.extend(sections.iter().map(|section| SidebarGroup {
        title: Some(section.title.clone()),
        url: None,
        items: guides(&mut section.ids.iter().copied().take(SIDEBAR)),
        more: 0,
    }));
    // The folders around it, each by its first page, which is its index page where it has one.
    const AROUND: usize = 4;
    let names: Vec<&String> = desk.plan.guides.folders.keys().collect();
    let here = names.iter().position(|name| **name == own).unwrap_or(0);
    let near = &names[here.saturating_sub(AROUND)..(here + AROUND + 1).min(names.len())];
    let items: Vec<SidebarItem> = near
        .iter()
        .filter(|name| ***name != own)
        .filter_map(|name| {
            let first = *desk.plan.guides.folders.get(*name)?.first()?;
            if sections.iter().any(|section| section.ids.contains(&first)) {
                return None;
            }
            if *name == "guides" {
                return Some(item(Page::Index(Part::Guides), 0));
            }
            let mut entry = item(Page::Subject(Subject::Page(first)), 0);
            if !desk.ladder.document(first).is_index() && !name.is_empty() {
                entry.title = name.rsplit('/').next().unwrap_or(name).replace('-', " ");
            }
            Some(entry)
        })
        .collect();
    if !items.is_empty() {
        let title = Some(desk.words.get(key!("guides_elsewhere")).to_owned());
        groups.push(SidebarGroup {
            title,
            url: None,
            items,
            more: 0,
        });
    }
    groups
}

fn group(title: Option<String>, items: impl Iterator<Item = SidebarItem>) -> SidebarGroup {
    let mut items: Vec<SidebarItem> = items.collect();
    let more = items.len().saturating_sub(SIDEBAR);
    items.truncate(SIDEBAR);
    SidebarGroup {
        title,
        url: None,
        items,
        more,
    }
}
