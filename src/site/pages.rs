//! Sources, the list of checks, and the page for addresses that are none.

use std::collections::BTreeMap;

use super::Site;
use super::view::{self, Html};
use crate::diagnostic::{Code, Severity};
use crate::document::front_matter::is_web_address;
use crate::ladder::{Source, SourceId, Subject};
use crate::route::{Page, Url};

impl Site {
    pub(super) fn sources(&self, from: &str) -> view::Sources {
        let sources = (0..self.ladder.sources.len())
            .map(SourceId::new)
            .map(|id| {
                let source = self.ladder.source(id);
                view::SourceCard {
                    link: self.link_to(from, Subject::Source(id)),
                    description: self.plain_description(Subject::Source(id)),
                    authors: source.authors.clone(),
                    date: source.date.map(|date| self.day(date)),
                }
            })
            .collect();
        view::Sources {
            body: self.index_body(from, Page::Sources),
            sources,
        }
    }

    pub(super) fn source(&self, from: &str, id: SourceId) -> view::Source {
        let source = self.ladder.source(id);
        let used_by: Vec<Page> = self.citing[id.index()]
            .iter()
            .map(|document| self.page_of(self.ladder.subjects[document.index()]))
            .collect();
        view::Source {
            authors: source.authors.clone(),
            url: web_address(source),
            date: source.date.map(|date| self.day(date)),
            saved: source.saved.map(|date| self.day(date)),
            publisher: source.publisher.clone(),
            language: source
                .language
                .as_deref()
                .and_then(|language| self.other_language(language)),
            used_by: self.listed_by_part(from, &used_by),
            body: self.subject_body(from, Subject::Source(id)),
        }
    }

    /// A language by its name, where it is not the one that the site is in.
    fn other_language(&self, tag: &str) -> Option<String> {
        let short = |tag: &str| tag.split(['-', '_']).next().unwrap_or(tag).to_lowercase();
        let language = short(tag);
        if language == short(&self.config.book.language) {
            return None;
        }
        let key = format!("language_{language}");
        let name = self.words.get(&key);
        Some(if name == key { tag } else { name }.to_owned())
    }

    pub(super) fn checks(&self, from: &str) -> view::Listing {
        let mut groups: BTreeMap<std::cmp::Reverse<Severity>, Vec<view::ListingItem>> =
            BTreeMap::new();
        for code in Code::ALL {
            groups
                .entry(std::cmp::Reverse(code.severity()))
                .or_default()
                .push(view::ListingItem {
                    link: self.link(from, Page::Check(*code)),
                    description: Some(code.name().to_owned()),
                });
        }
        let title = |severity: Severity| {
            self.words
                .get(&format!("severity_{}", severity.name()))
                .to_owned()
        };
        let groups = groups
            .into_iter()
            .map(|(severity, items)| view::ListingGroup {
                title: Some(title(severity.0)),
                items,
            })
            .collect();
        view::Listing {
            body: Html::default(),
            groups,
        }
    }

    pub(super) fn not_found(&self, from: &str) -> view::NotFound {
        let parts = [
            Page::Home,
            Page::Roles,
            Page::Areas,
            Page::Models,
            Page::Comparisons,
        ];
        let placed = |page: &Page| self.pages().iter().any(|placed| placed.page == *page);
        view::NotFound {
            links: parts
                .into_iter()
                .filter(placed)
                .map(|page| self.link(from, page))
                .collect(),
        }
    }
}

/// Where a source is, if that is a place that a link may lead to.
pub(super) fn web_address(source: &Source) -> Option<Url> {
    let url = source.url.as_deref().filter(|url| is_web_address(url));
    url.map(Url::external)
}
