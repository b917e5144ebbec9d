//! Lists of pages of any kind: pages with the same title are told apart by what they are, and long lists are grouped by it.

use std::collections::BTreeMap;

use super::shell::{nav_key, part_of};
use super::view;
use super::{Part, Site};
use crate::ladder::Subject;
use crate::route::Page;

/// More links than these and a reader looks for a group first.
const MANY: usize = 8;

impl Site {
    /// Links to pages, in their order.
    pub(super) fn listed(&self, from: &str, pages: &[Page]) -> Vec<view::ListedLink> {
        let titles: Vec<String> = pages.iter().map(|page| self.title(*page)).collect();
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        for title in &titles {
            *times.entry(title).or_default() += 1;
        }
        let links = pages.iter().zip(&titles);
        links
            .map(|(page, title)| view::ListedLink {
                title: title.clone(),
                url: self.url(from, *page),
                kind: self
                    .kind_word(*page)
                    .filter(|_| times[title.as_str()] > 1)
                    .map(str::to_owned),
            })
            .collect()
    }

    /// The same, by part of the site where they are many. Pages keep their order within a group.
    pub(super) fn listed_by_part(&self, from: &str, pages: &[Page]) -> Vec<view::LinkGroup> {
        if pages.is_empty() {
            return Vec::new();
        }
        if pages.len() <= MANY {
            return vec![view::LinkGroup {
                title: None,
                links: self.listed(from, pages),
            }];
        }
        let mut parts: BTreeMap<Part, Vec<Page>> = BTreeMap::new();
        for page in pages {
            parts.entry(part_of(*page)).or_default().push(*page);
        }
        parts
            .into_iter()
            .map(|(part, pages)| view::LinkGroup {
                title: Some(self.words.get(nav_key(part)).to_owned()),
                links: self.listed(from, &pages),
            })
            .collect()
    }

    /// What a page is, in a word; none for pages that are the only one of their kind.
    fn kind_word(&self, page: Page) -> Option<&str> {
        let key = match page {
            Page::Subject(subject) => match subject {
                Subject::Role(_) => "role",
                Subject::Area(area) if self.ladder.area(area).children.is_empty() => "area",
                Subject::Area(_) => "category",
                Subject::Model(_) => "model",
                Subject::Team(_) => "team",
                Subject::Track(_) => "track",
                Subject::Axis(_) => "axis",
                Subject::Assessment(_) => "assessment",
                Subject::Source(_) => "source",
                Subject::Comparison(_) => "comparison",
                Subject::Page(_) => "guide",
            },
            Page::RolePair(..) => "comparison",
            _ => return None,
        };
        Some(self.words.get(key))
    }
}
