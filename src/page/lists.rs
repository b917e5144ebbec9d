//! Lists of pages of any kind: pages with the same title are told apart by what they are, and long lists are grouped by it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::desk::Desk;
use super::html::Html;
use super::link::Link;
use super::{kind, prose};
use crate::kinds::Kind;
use crate::ladder::{Subject, about};
use crate::plan::Part;
use crate::plan::route::{Page, Url};
use crate::words::key;

/// A link in a list of pages of any kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListedLink {
    /// Text.
    pub title: String,
    /// Address.
    pub url: Url,
    /// What the page is, in a word, where another page of the list has the same title.
    pub kind: Option<String>,
}

/// Links that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LinkGroup {
    /// What they are; none for a short list, which is not grouped.
    pub title: Option<String>,
    /// The links.
    pub links: Vec<ListedLink>,
}

/// A list of pages under headings: guides, checks.
#[derive(Clone, Debug, Serialize)]
pub struct Listing {
    /// The author's words.
    pub body: Html,
    /// The groups.
    pub groups: Vec<ListingGroup>,
}

/// Pages under one heading.
#[derive(Clone, Debug, Serialize)]
pub struct ListingGroup {
    /// The heading; none for pages under no heading.
    pub title: Option<String>,
    /// The pages.
    pub items: Vec<ListingItem>,
}

/// A page of a listing.
#[derive(Clone, Debug, Serialize)]
pub struct ListingItem {
    /// Title and page.
    pub link: Link,
    /// What it is.
    pub description: Option<String>,
}

/// The pages of one kind that are about a role or a model.
#[derive(Clone, Debug, Serialize)]
pub struct PagesAbout {
    /// The id of their section.
    pub id: &'static str,
    /// What they are.
    pub title: String,
    /// The pages.
    pub items: Vec<ListingItem>,
}

/// More links than these and a reader looks for a group first.
const MANY: usize = 8;

/// Links to pages, in their order.
pub(crate) fn listed(desk: &Desk<'_>, pages: &[Page]) -> Vec<ListedLink> {
    let titles: Vec<String> = pages.iter().map(|page| desk.title(*page)).collect();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for title in &titles {
        *times.entry(title).or_default() += 1;
    }
    let links = pages.iter().zip(&titles);
    links
        .map(|(page, title)| ListedLink {
            title: title.clone(),
            url: desk.url(*page),
            kind: kind_word(desk, *page).filter(|_| times[title.as_str()] > 1),
        })
        .collect()
}

/// The same, by part of the site where they are many. Pages keep their order within a group.
pub(crate) fn by_part(desk: &Desk<'_>, pages: &[Page]) -> Vec<LinkGroup> {
    if pages.is_empty() {
        return Vec::new();
    }
    if pages.len() <= MANY {
        return vec![LinkGroup {
            title: None,
            links: listed(desk, pages),
        }];
    }
    let mut parts: BTreeMap<Part, Vec<Page>> = BTreeMap::new();
    for page in pages {
        parts.entry(page.part()).or_default().push(*page);
    }
    parts
        .into_iter()
        .map(|(part, pages)| LinkGroup {
            title: Some(desk.words.get(part.nav_key()).to_owned()),
            links: listed(desk, &pages),
        })
        .collect()
}

/// The pages that are about a role or a model, kind by kind.
pub(crate) fn about(desk: &Desk<'_>, thing: Subject) -> Vec<PagesAbout> {
    let kinds = Kind::WITH_FOLDER.iter().map(|of| {
        let subjects = about::about(desk.ladder, *of, thing).into_iter();
        let items = subjects.map(|subject| ListingItem {
            link: desk.link_to(subject),
            description: prose::description(desk, subject),
        });
        PagesAbout {
            id: of.words(),
            title: desk.words.get(kind::words_of(*of).1).to_owned(),
            items: items.collect(),
        }
    });
    kinds.filter(|kind| !kind.items.is_empty()).collect()
}

/// What a page is, in a word; none for pages that are the only one of their kind.
fn kind_word(desk: &Desk<'_>, page: Page) -> Option<String> {
    Some(match page {
        Page::Subject(Subject::Area(area)) if !desk.ladder.area(area).children.is_empty() => {
            desk.words.get(key!("category")).to_owned()
        }
        Page::Subject(subject) => desk.words.get(kind::words_of(subject.kind()).0).to_owned(),
        Page::RolePair(..) => desk.words.get(key!("comparison")).to_owned(),
        _ => return None,
    })
}
