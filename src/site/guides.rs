//! The list of guides: all of them while they are few, else their folders.
//!
//! Nobody reads a list of nine hundred titles. Beyond [`FEW`] guides a folder is one entry, which leads to its first page (its index
//! page where it has one); the sidebar there lists the folder. A folder that no sidebar can hold is still listed page by page.
//!
//! Whoever writes an index page sorts the pages below it: what it links under a heading is grouped by that heading in the sidebar, and
//! stands no second time in the list below the index page's own words.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;

use super::Site;
use super::sidebar::SIDEBAR;
use super::view;
use crate::ladder::links::Target;
use crate::ladder::{DocumentId, Subject};
use crate::route::Page;

/// As many guides as a person looks through.
const FEW: usize = 100;

/// However the guides are spread, the list ends somewhere; the search has the rest.
const SHOWN: usize = 500;

impl Site {
    pub(super) fn guides(&self, from: &str) -> view::Listing {
        let many = self.guide_folders.values().map(Vec::len).sum::<usize>() > FEW;
        let mut groups = if many {
            self.folders_of_guides(from)
        } else {
            self.all_guides(from)
        };
        let mut left = SHOWN;
        for group in &mut groups {
            group.items.truncate(left);
            left -= group.items.len();
        }
        groups.retain(|group| !group.items.is_empty());
        // The explanations of diagnostics are for authors, as some guides are; nothing else leads to them.
        groups.push(view::ListingGroup {
            title: Some(self.words.get("nav_checks").to_owned()),
            items: vec![view::ListingItem {
                link: self.link(from, Page::Checks),
                description: Some(self.words.get("description_checks").to_owned()),
            }],
        });
        view::Listing {
            body: self.index_body(from, Page::Guides),
            groups,
        }
    }

    /// Every guide that the index page does not list itself, by folder.
    fn all_guides(&self, from: &str) -> Vec<view::ListingGroup> {
        let sections = self.guide_sections("guides");
        let folders = self.guide_folders.iter();
        folders
            .map(|(folder, ids)| {
                let mut ids = ids.clone();
                ids.retain(|id| !sections.iter().any(|section| section.ids.contains(id)));
                view::ListingGroup {
                    title: heading(below_guides(folder)),
                    items: self.listed_guides(from, &ids),
                }
            })
            .collect()
    }

    /// The headings of a folder's index page with the guides that it first links there, in the order of lists. Deeper headings count
    /// for the one above them.
    pub(super) fn guide_sections(&self, folder: &str) -> Vec<GuideSection> {
        const DEEPEST: u8 = 2;
        let Some(index) = self.index_of_guides(folder) else {
            return Vec::new();
        };
        let outline = &self.ladder.document(index).outline;
        let headings: Vec<_> = outline
            .headings
            .iter()
            .filter(|heading| heading.level <= DEEPEST)
            .collect();
        let mut section_of: BTreeMap<DocumentId, usize> = BTreeMap::new();
        let targets = &self.ladder.links[index.index()].body;
        for (link, target) in outline.links.iter().zip(targets) {
            let above =
                headings.partition_point(|heading| heading.span.start() < link.span.start());
            let (Target::Page(Subject::Page(id), _), Some(above)) = (target, above.checked_sub(1))
            else {
                continue;
            };
            if *id != index {
                section_of.entry(*id).or_insert(above);
            }
        }
        let mut sections: Vec<GuideSection> = headings
            .iter()
            .map(|heading| GuideSection {
                title: heading.text.clone(),
                ids: Vec::new(),
            })
            .collect();
        // Its own folder first, then what it lists of others. Other folders stay unread: there may be thousands.
        let linked = section_of.keys();
        let folders: BTreeSet<&str> = linked
            .map(|id| self.ladder.document(*id).folder())
            .collect();
        for folder in iter::once(folder).chain(folders) {
            for id in self.guide_folders.get(folder).into_iter().flatten() {
                if let Some(above) = section_of.remove(id) {
                    sections[above].ids.push(*id);
                }
            }
        }
        sections.retain(|section| !section.ids.is_empty());
        sections
    }

    fn index_of_guides(&self, folder: &str) -> Option<DocumentId> {
        if folder == "guides" {
            return self.index_prose.get(&Page::Guides).copied();
        }
        let first = *self.guide_folders.get(folder)?.first()?;
        self.ladder.document(first).is_index().then_some(first)
    }

    /// What stands in no folder, then the folders, each below the one that it lies in.
    fn folders_of_guides(&self, from: &str) -> Vec<view::ListingGroup> {
        let mut groups: BTreeMap<&str, Vec<view::ListingItem>> = BTreeMap::new();
        let mut long = Vec::new();
        for (folder, ids) in &self.guide_folders {
            let below = below_guides(folder);
            if below.is_empty() {
                groups
                    .entry("")
                    .or_default()
                    .extend(self.listed_guides(from, ids));
            } else if ids.len() > SIDEBAR {
                long.push(view::ListingGroup {
                    title: heading(below),
                    items: self.listed_guides(from, ids),
                });
            } else {
                let (above, name) = below.split_once('/').unwrap_or(("", below));
                // A folder with folders in it heads their list.
                let is_head = above.is_empty() && self.has_folders_below(folder);
                let group = if is_head { name } else { above };
                groups
                    .entry(group)
                    .or_default()
                    .push(self.folder_of_guides(from, name, ids));
            }
        }
        let groups = groups.into_iter().map(|(above, items)| view::ListingGroup {
            title: heading(above),
            items,
        });
        groups.chain(long).collect()
    }

    fn has_folders_below(&self, folder: &str) -> bool {
        let start = format!("{folder}/");
        let mut next = self.guide_folders.range(start.clone()..);
        next.next()
            .is_some_and(|(other, _)| other.starts_with(&start))
    }

    /// A folder as one entry.
    fn folder_of_guides(&self, from: &str, name: &str, ids: &[DocumentId]) -> view::ListingItem {
        let first = Subject::Page(ids[0]);
        let mut link = self.link_to(from, first);
        let has_index = self.ladder.document(ids[0]).is_index();
        if !has_index {
            link.title = heading(name).unwrap_or_default();
        }
        let about = self.plain_description(first).filter(|_| has_index);
        let count = self
            .words
            .fill("guides_in_folder", &[("count", &ids.len().to_string())]);
        let description = if ids.len() == 1 {
            about
        } else {
            Some(about.map_or(count.clone(), |about| format!("{about} {count}")))
        };
        view::ListingItem { link, description }
    }

    fn listed_guides(&self, from: &str, ids: &[DocumentId]) -> Vec<view::ListingItem> {
        ids.iter()
            .take(SHOWN)
            .map(|id| view::ListingItem {
                link: self.link_to(from, Subject::Page(*id)),
                description: self.plain_description(Subject::Page(*id)),
            })
            .collect()
    }
}

/// Guides that belong together by the word of their index page.
pub(super) struct GuideSection {
    /// The heading that they are linked under.
    pub(super) title: String,
    /// The guides.
    pub(super) ids: Vec<DocumentId>,
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
