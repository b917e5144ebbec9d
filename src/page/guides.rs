//! The list of guides: all of them while they are few, else their folders.
//!
//! Nobody reads a list of nine hundred titles. Beyond [`FEW`] guides a folder is one entry, which leads to its first page (its index
//! page where it has one); the sidebar there lists the folder. A folder that no sidebar can hold is still listed page by page.
//!
//! Whoever writes an index page sorts the pages below it: what it links under a heading is grouped by that heading in the sidebar, and
//! stands no second time in the list below the index page's own words.

use std::collections::BTreeMap;

use super::desk::Desk;
use super::link::Link;
use super::{lists, prose};
use crate::ladder::{DocumentId, Subject};
use crate::plan::Part;
use crate::plan::folders::SIDEBAR;
use crate::plan::route::Page;
use crate::words::key;

/// As many guides as a person looks through.
const FEW: usize = 100;

/// However the guides are spread, the list ends somewhere; the search has the rest.
const SHOWN: usize = 500;

pub(crate) fn view(desk: &Desk<'_>) -> lists::Listing {
    let many = desk
        .plan
        .guides
        .folders
        .values()
        .map(Vec::len)
        .sum::<usize>()
        > FEW;
    let mut groups = if many {
        folders_of_guides(desk)
    } else {
        all_guides(desk)
    };
    let mut left = SHOWN;
    for group in &mut groups {
        group.items.truncate(left);
        left -= group.items.len();
    }
    groups.retain(|group| !group.items.is_empty());
    // The explanations of diagnostics are for authors, as some guides are; nothing else leads to them.
    groups.push(lists::ListingGroup {
        title: Some(desk.words.get(key!("nav_checks")).to_owned()),
        items: vec![lists::ListingItem {
            link: desk.link(Page::Index(Part::Checks)),
            description: Some(desk.words.get(key!("description_checks")).to_owned()),
        }],
    });
    lists::Listing {
        body: prose::index_body(desk, Page::Index(Part::Guides)),
        groups,
    }
}

/// Every guide that the index page does not list itself, by folder.
fn all_guides(desk: &Desk<'_>) -> Vec<lists::ListingGroup> {
    let sections = desk.plan.guides.sections(desk.ladder, "guides");
    let folders = desk.plan.guides.folders.iter();
    folders
        .map(|(folder, ids)| {
            let mut ids = ids.clone();
            ids.retain(|id| !sections.iter().any(|section| section.ids.contains(id)));
            lists::ListingGroup {
                title: heading(below_guides(folder)),
                items: listed_guides(desk, &ids),
            }
        })
        .collect()
}

/// What stands in no folder, then the folders, each below the one that it lies in.
fn folders_of_guides(desk: &Desk<'_>) -> Vec<lists::ListingGroup> {
    let mut groups: BTreeMap<&str, Vec<lists::ListingItem>> = BTreeMap::new();
    let mut long = Vec::new();
    for (folder, ids) in &desk.plan.guides.folders {
        let below = below_guides(folder);
        if below.is_empty() {
            groups
                .entry("")
                .or_default()
                .extend(listed_guides(desk, ids));
        } else if ids.len() > SIDEBAR {
            long.push(lists::ListingGroup {
                title: heading(below),
                items: listed_guides(desk, ids),
            });
        } else {
            let (above, name) = below.split_once('/').unwrap_or(("", below));
            // A folder with folders in it heads their list.
            let is_head = above.is_empty() && has_folders_below(desk, folder);
            let group = if is_head { name } else { above };
            groups
                .entry(group)
                .or_default()
                .push(folder_of_guides(desk, name, ids));
        }
    }
    let groups = groups
        .into_iter()
        .map(|(above, items)| lists::ListingGroup {
            title: heading(above),
            items,
        });
    groups.chain(long).collect()
}

fn has_folders_below(desk: &Desk<'_>, folder: &str) -> bool {
    let start = format!("{folder}/");
    let mut next = desk.plan.guides.folders.range(start.clone()..);
    next.next()
        .is_some_and(|(other, _)| other.starts_with(&start))
}

/// A folder as one entry.
fn folder_of_guides(desk: &Desk<'_>, name: &str, ids: &[DocumentId]) -> lists::ListingItem {
    let first = Subject::Page(ids[0]);
    let has_index = desk.ladder.document(ids[0]).is_index();
    let link = desk.link_to(first);
    let link = if has_index {
        link
    } else {
        let title = heading(name).unwrap_or_default();
        Link { title, ..link }
    };
    let about = prose::description(desk, first).filter(|_| has_index);
    let count = desk.words.fill(
        key!("guides_in_folder"),
        &[("count", &ids.len().to_string())],
    );
    let description = if ids.len() == 1 {
        about
    } else {
        Some(about.map_or(count.clone(), |about| format!("{about} {count}")))
    };
    lists::ListingItem { link, description }
}

fn listed_guides(desk: &Desk<'_>, ids: &[DocumentId]) -> Vec<lists::ListingItem> {
    ids.iter()
        .take(SHOWN)
        .map(|id| lists::ListingItem {
            link: desk.link_to(Subject::Page(*id)),
            description: prose::description(desk, Subject::Page(*id)),
        })
        .collect()
}

/// A content folder as the list of guides sees it: `guides` itself needs no name there.
fn below_guides(folder: &str) -> &str {
    folder
        .strip_prefix("guides")
        .filter(|below| below.is_empty() || below.starts_with('/'))
        .unwrap_or(folder)
        .trim_start_matches('/')
}

/// The name of a folder as a heading; none for that of no name.
fn heading(folder: &str) -> Option<String> {
    (!folder.is_empty()).then(|| folder.replace(['-', '_'], " ").replace('/', " › "))
}
