//! What the search says of a page, and the page of the search itself.
//!
//! Everything here holds for any page: its part of the site is its kind, its document has its words. A new kind of content needs a line
//! in [`Site::other_names`] where it has names beside its title, and one in [`Site::about`] where it is about roles.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::shell::{index_page, nav_key, part_of};
use super::{Part, Site, view};
use crate::document::tag::Join;
use crate::ladder::links::Target;
use crate::ladder::{Answer, AreaId, DocumentId, Held, Outcome, RoleId, Subject, Who};
use crate::route::{Page, Url};

/// A page as the search shows it.
pub(crate) struct Found {
    /// Which page.
    pub(crate) page: Page,
    /// Its title, one line.
    pub(crate) title: String,
    /// Its address from the root of the site.
    pub(crate) url: Url,
    /// Its abbreviation and other names.
    pub(crate) others: Vec<String>,
    /// The part of the site it belongs to.
    pub(crate) part: Part,
    /// What is said below its title: an area's owner.
    pub(crate) note: Option<String>,
    /// The roles it is about, each once, in their order.
    pub(crate) roles: Vec<RoleId>,
    /// The categories it is about, each once, in their order.
    pub(crate) categories: Vec<AreaId>,
    /// Whose words it shows.
    pub(crate) document: Option<DocumentId>,
    /// Whether it lists the pages of its part.
    pub(crate) is_listing: bool,
    /// Whether the headings of its document stand on it with their ids.
    pub(crate) has_headings: bool,
}

impl Site {
    /// The pages that a search may find.
    pub(crate) fn searched_pages(&self) -> impl Iterator<Item = Page> {
        self.pages
            .iter()
            .map(|placed| placed.page)
            .filter(|page| !matches!(page, Page::NotFound | Page::Print | Page::Search))
    }

    /// What the search says of a page.
    pub(crate) fn found(&self, page: Page) -> Found {
        let document = self.document_of(page);
        let (roles, categories) = self.about(page, document);
        Found {
            page,
            title: one_line(&self.title(page)),
            url: self.url(crate::route::SEARCH_INDEX, page),
            others: self
                .other_names(page)
                .iter()
                .map(|name| one_line(name))
                .collect(),
            part: part_of(page),
            note: self.note(page),
            roles: roles.into_iter().collect(),
            categories: categories.into_iter().collect(),
            document,
            is_listing: page == index_page(part_of(page)),
            has_headings: !matches!(page, Page::RolePair(..)),
        }
    }

    /// The word for the pages of a part.
    pub(crate) fn part_word(&self, part: Part) -> &str {
        self.words.get(nav_key(part))
    }

    /// The names of a page beside its title: what readers type.
    fn other_names(&self, page: Page) -> Vec<String> {
        let both =
            |abbr: &Option<String>, also: &[String]| abbr.iter().chain(also).cloned().collect();
        match page {
            Page::Subject(Subject::Role(id)) => {
                let role = self.ladder.role(id);
                both(&role.abbr, &role.also)
            }
            Page::Subject(Subject::Area(id)) => {
                let area = self.ladder.area(id);
                both(&area.abbr, &area.also)
            }
            Page::Subject(Subject::Model(id)) => self.ladder.model(id).also.clone(),
            Page::Subject(Subject::Team(id)) => self.ladder.team(id).also.clone(),
            // "EM vs TL", whichever of them comes first.
            Page::RolePair(first, second) => {
                let names = [first, second].map(|id| self.ladder.role(id).short());
                let versus = |left, right| {
                    self.words
                        .fill("title_versus", &[("left", left), ("right", right)])
                };
                vec![versus(names[0], names[1]), versus(names[1], names[0])]
            }
            Page::Check(code) => vec![code.name().to_owned()],
            _ => Vec::new(),
        }
    }

    /// The roles and categories that a page is about.
    fn about(
        &self,
        page: Page,
        document: Option<DocumentId>,
    ) -> (BTreeSet<RoleId>, BTreeSet<AreaId>) {
        let ladder = &self.ladder;
        let (mut roles, mut areas) = (BTreeSet::new(), BTreeSet::new());
        match page {
            Page::Subject(Subject::Role(id)) => {
                let role = ladder.role(id);
                roles.insert(id);
                areas.extend(role.owns.iter().copied());
                areas.extend(role.shares.iter().map(|(area, _)| *area));
            }
            Page::Subject(Subject::Area(id)) => {
                areas.insert(id);
                for answer in self.answers(id) {
                    if let Some(held) = answer.held() {
                        roles.extend(held.accountable_roles());
                    }
                }
            }
            Page::Subject(Subject::Model(id)) => roles.extend(&ladder.model(id).roles),
            Page::Subject(Subject::Team(id)) => {
                roles.extend(ladder.team(id).people.iter().map(|person| person.role));
            }
            Page::RolePair(first, second) => roles.extend([first, second]),
            _ => {
                // A page of prose is about what it links to.
                for target in document
                    .iter()
                    .flat_map(|id| &ladder.links[id.index()].body)
                {
                    match target {
                        Target::Page(Subject::Role(id), _) => {
                            roles.insert(*id);
                        }
                        Target::Page(Subject::Area(id), _) => {
                            areas.insert(*id);
                        }
                        _ => {}
                    }
                }
            }
        }
        let categories = areas
            .into_iter()
            .filter_map(|area| ladder.ancestry(area).last())
            .collect();
        (roles, categories)
    }

    /// What stands below a title in the results.
    fn note(&self, page: Page) -> Option<String> {
        let note = match page {
            Page::Subject(Subject::Area(id)) => self
                .owner_in_models(id)
                .or_else(|| self.owner_by_default(id))?,
            page => self.document_description(self.document_of(page)?)?,
        };
        Some(shortened(&one_line(&note)))
    }

    /// Who decides, and in how many models: "EM in 4 of 5 models"; none where no model says.
    pub(super) fn owner_in_models(&self, area: AreaId) -> Option<String> {
        let mut counts: Vec<(String, bool, usize)> = Vec::new();
        let mut total = 0;
        for model in self.ladder.model_ids() {
            let answer = self.ladder.answer(model, area);
            let Some(owner) = self.owner(&answer) else {
                continue;
            };
            total += 1;
            let held = matches!(answer.outcome, Outcome::Held(_));
            match counts.iter_mut().find(|(name, ..)| *name == owner) {
                Some((.., count)) => *count += 1,
                None => counts.push((owner, held, 1)),
            }
        }
        // Of equals one that somebody holds, and of those that of the model that stands first.
        let (owner, _, count) = counts
            .iter()
            .rev()
            .max_by_key(|(_, held, count)| (*count, *held))?;
        let key = if total == 1 {
            "search_owner_one"
        } else {
            "search_owner"
        };
        Some(self.words.fill(
            key,
            &[
                ("owner", owner),
                ("count", &count.to_string()),
                ("total", &total.to_string()),
            ],
        ))
    }

    /// Who decides by the role definitions.
    fn owner_by_default(&self, area: AreaId) -> Option<String> {
        let answer = self.ladder.default_answer(area);
        let owner = answer.held().map(|held| self.holders_in_short(held))?;
        Some(
            self.words
                .fill("search_owner_default", &[("owner", &owner)]),
        )
    }

    /// The answers of all models for an area; the default answer last.
    fn answers(&self, area: AreaId) -> impl Iterator<Item = Answer> {
        let models = self.ladder.model_ids();
        models
            .map(move |model| self.ladder.answer(model, area))
            .chain(std::iter::once_with(move || {
                self.ladder.default_answer(area)
            }))
    }

    /// Whom an answer names first, in short; none where it names nobody and says nothing.
    fn owner(&self, answer: &Answer) -> Option<String> {
        match &answer.outcome {
            Outcome::Held(held) => Some(self.holders_in_short(held)),
            Outcome::Gap => Some(self.words.get("answer_gap").to_owned()),
            Outcome::NotSaid | Outcome::ByArea => None,
        }
    }

    fn holders_in_short(&self, held: &Held) -> String {
        let Some(case) = held.cases.first() else {
            return String::new();
        };
        let answering = case.holders.iter().filter(|holder| holder.answers_for_it());
        let mut names: Vec<&str> = answering
            .map(|holder| match holder.who {
                Who::Role(role) => self.ladder.role(role).short(),
                Who::Shared => self.words.get("answer_shared"),
                Who::Nobody => self.words.get("answer_nobody"),
            })
            .collect();
        if names.is_empty() {
            names.push(self.words.get("answer_shared"));
        }
        names.join(self.words.get(match case.join {
            Join::Any => "join_any",
            Join::All => "join_all",
        }))
    }

    /// The addresses that the search needs, from an output path. None where the site is to have no search.
    pub(super) fn search_links(&self, from: &str) -> Option<view::SearchLinks> {
        let (path, version) = &self.statics.search_script;
        self.config.build.search.then(|| view::SearchLinks {
            page: self.url(from, Page::Search),
            script: self.routes.between(from, path).with_version(version),
            style: self.search_stylesheet(from),
            // Without a version: it changes with every edit, and every page would change with it.
            index: self.routes.between(from, crate::route::SEARCH_INDEX),
        })
    }

    /// The page of the search: for readers without JavaScript a list of titles from A to Z.
    pub(super) fn search_page(&self, from: &str) -> view::Search {
        let mut titles: Vec<(String, Page)> = self
            .searched_pages()
            .filter(|page| is_listed(*page))
            .map(|page| (one_line(&self.title(page)), page))
            .collect();
        // Who has very many pages has most of them in folders of guides, which have lists of their own.
        let shortened = titles.len() > LISTED;
        if shortened {
            titles.retain(|(_, page)| part_of(*page) != Part::Guides);
            titles.truncate(LISTED);
        }
        titles.sort_by_cached_key(|(title, page)| (sorted_as(title), *page));
        let pages: Vec<Page> = titles.iter().map(|(_, page)| *page).collect();
        let mut letters: BTreeMap<String, Vec<view::ListedLink>> = BTreeMap::new();
        for ((title, _), link) in titles.into_iter().zip(self.listed(from, &pages)) {
            letters
                .entry(letter(&title))
                .or_default()
                .push(view::ListedLink { title, ..link });
        }
        view::Search {
            letters: letters
                .into_iter()
                .map(|(letter, links)| view::SearchLetter { letter, links })
                .collect(),
            shortened,
            parts: self
                .nav(from, Page::Search)
                .into_iter()
                .map(|item| view::Link {
                    title: item.title,
                    url: item.url,
                })
                .collect(),
        }
    }
}

/// More titles than these and a list is no help; it also keeps the page small.
const LISTED: usize = 1000;

/// A list from A to Z has what somebody named; pairs are found under compare, explanations of checks under checks.
fn is_listed(page: Page) -> bool {
    match page {
        Page::Subject(_) => true,
        page => page == index_page(part_of(page)),
    }
}

/// Titles are sorted as dictionaries do it: without case, accents and marks.
fn sorted_as(title: &str) -> String {
    folded(title)
        .chars()
        .filter(|c| c.is_alphanumeric() || *c == ' ')
        .collect::<String>()
        .trim()
        .to_owned()
}

/// Without case, accents and forms that only look different: what texts are compared by. The client does the same.
pub(crate) fn folded(text: &str) -> String {
    text.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .collect::<String>()
        .to_lowercase()
}

/// The letter that a title is listed under.
fn letter(title: &str) -> String {
    match sorted_as(title).chars().next() {
        Some(first) if first.is_alphabetic() => first.to_uppercase().collect(),
        _ => "#".to_owned(),
    }
}

/// Without line ends and double spaces.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most a line of text, cut between words.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 120;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let head: String = text.chars().take(LONGEST).collect();
    let end = head.rfind(' ').unwrap_or(head.len());
    format!("{} …", head[..end].trim_end_matches([',', ';', ':', '.']))
}
