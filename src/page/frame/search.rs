//! The search: what every page has of it, and the page of its own.

use std::collections::BTreeMap;

use super::nav;
use crate::page::desk::Desk;
use crate::page::link::Link;
use crate::page::{linked, lists};
use crate::plan::Part;
use crate::plan::route::{Page, SEARCH_INDEX, Url};
use crate::text::fold;
use serde::Serialize;

/// What the search needs, wherever a page stands. In templates: `page.search`.
#[derive(Clone, Debug, Serialize)]
pub struct SearchLinks {
    /// The page of the search, for readers without JavaScript and for shared results.
    pub page: Url,
    /// The script of the search; nothing needs it before a reader searches.
    pub script: Url,
    /// The stylesheet that the script brings along, where the theme has one.
    pub style: Option<Url>,
    /// The search index, at the root of the site.
    pub index: Url,
}

/// `search.html`: the search, and the titles for those who cannot use it.
#[derive(Clone, Debug, Serialize)]
pub struct Search {
    /// Titles from A to Z.
    pub letters: Vec<SearchLetter>,
    /// Whether there are too many titles, so that some were left out.
    pub shortened: bool,
    /// The lists of all pages of a part.
    pub parts: Vec<Link>,
}

/// The titles that start with a letter.
#[derive(Clone, Debug, Serialize)]
pub struct SearchLetter {
    /// The letter, without its accent; `#` for what starts with none.
    pub letter: String,
    /// The pages.
    pub links: Vec<lists::ListedLink>,
}

/// The addresses that the search needs, from an output path. None where the site is to have no search, or the theme has none.
pub(crate) fn links(desk: &Desk<'_>) -> Option<SearchLinks> {
    if !desk.config.build.search {
        return None;
    }
    let address = |file| linked::address(desk, file);
    Some(SearchLinks {
        page: desk.url(Page::Search),
        script: desk.links.search_script.as_ref().map(address)?,
        style: desk.links.search_stylesheet.as_ref().map(address),
        // Without a version: it changes with every edit, and every page would change with it.
        index: desk.url_of_path(SEARCH_INDEX),
    })
}

/// The page of the search: for readers without JavaScript a list of titles from A to Z.
pub(crate) fn view(desk: &Desk<'_>) -> Search {
    let mut titles: Vec<(String, Page)> = desk
        .plan
        .searched()
        .filter(|page| is_listed(*page))
        .map(|page| (one_line(&desk.title(page)), page))
        .collect();
    // Who has very many pages has most of them in folders of guides, which have lists of their own.
    let shortened = titles.len() > LISTED;
    if shortened {
        titles.retain(|(_, page)| page.part() != Part::Guides);
        titles.truncate(LISTED);
    }
    titles.sort_by_cached_key(|(title, page)| (fold::ordered(&sorted_as(title)), *page));
    let pages: Vec<Page> = titles.iter().map(|(_, page)| *page).collect();
    let mut letters: BTreeMap<String, Vec<lists::ListedLink>> = BTreeMap::new();
    for ((title, _), link) in titles.into_iter().zip(lists::listed(desk, &pages)) {
        letters
            .entry(letter(&title))
            .or_default()
            .push(lists::ListedLink { title, ..link });
    }
    Search {
        letters: letters
            .into_iter()
            .map(|(letter, links)| SearchLetter { letter, links })
            .collect(),
        shortened,
        parts: nav::nav(desk, Page::Search)
            .into_iter()
            .map(|item| Link {
                title: item.title,
                url: item.url,
            })
            .collect(),
    }
}

/// More titles than these and a list is no help; it also keeps the page small.
const LISTED: usize = 1000;

/// A list from A to Z has what somebody named; pairs are found under compare, explanations of checks under checks.
fn is_listed(page: Page) -> bool {
    matches!(page, Page::Subject(_) | Page::Index(_))
}

/// Titles are sorted as dictionaries do it: without case, accents and marks.
fn sorted_as(title: &str) -> String {
    fold::search(title)
        .chars()
        .filter(|c| c.is_alphanumeric() || *c == ' ')
        .collect::<String>()
        .trim()
        .to_owned()
}

/// The letter that a title is listed under.
fn letter(title: &str) -> String {
    match sorted_as(title).chars().next() {
        Some(first) if first.is_alphabetic() => first.to_uppercase().collect(),
        _ => "#".to_owned(),
    }
}

/// Without line ends and double spaces.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
