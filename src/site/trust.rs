//! What lets a reader judge a page: when it changed last, who looked after it, what the site was made from.

use std::collections::HashMap;
use std::sync::Arc;

use super::view::{self, Html};
use super::{Part, Site, shell};
use crate::document::front_matter::Date;
use crate::document::{CONTENT, Document};
use crate::ladder::{DocumentId, Subject};
use crate::route::{Extra, Page};
use crate::source::git::{Change, Facts};

impl Site {
    /// The same site, with what git knows of its files, unless the settings want none of it.
    #[must_use]
    pub fn with_git(mut self, facts: &Facts) -> Site {
        if self.config.build.git {
            let change = |document: &Arc<Document>| {
                let Change { date, people } =
                    facts.change(&format!("{CONTENT}/{}", document.path))?;
                Some((Date::read(date)?, *people))
            };
            self.changes = self.ladder.documents.iter().map(change).collect();
            self.commit.clone_from(&facts.commit);
        }
        self
    }

    /// The commit that the site was made from.
    pub(crate) fn commit(&self) -> Option<&str> {
        self.commit.as_deref()
    }

    /// When a document changed last, and how many had a hand in it.
    pub(crate) fn change_of(&self, id: DocumentId) -> Option<(Date, usize)> {
        *self.changes.get(id.index())?
    }

    /// When the newest of the documents changed.
    pub(crate) fn newest_change(&self) -> Option<Date> {
        self.changes.iter().flatten().map(|(date, _)| *date).max()
    }

    pub(super) fn updated(&self, id: DocumentId) -> Option<view::Updated> {
        let (date, people) = self.change_of(id)?;
        let people = match people {
            0 => String::new(),
            1 => self.words.get("updated_by_one").to_owned(),
            many => self
                .words
                .fill("updated_by", &[("people", &many.to_string())]),
        };
        Some(view::Updated {
            date: date.to_string(),
            text: self.date(date),
            people,
        })
    }

    pub(super) fn newest(&self) -> Option<view::Updated> {
        let date = self.newest_change()?;
        Some(view::Updated {
            date: date.to_string(),
            text: self.date(date),
            people: String::new(),
        })
    }

    /// A date as a person writes it.
    pub(super) fn date(&self, date: Date) -> String {
        let month = format!("month_{}", date.month);
        let month = self.words.get(&month);
        let (day, year) = (date.day.to_string(), date.year.to_string());
        let parts = [("day", &*day), ("month", month), ("year", &*year)];
        self.words.fill("date", &parts)
    }

    /// The same for programs and for people.
    pub(super) fn day(&self, date: Date) -> view::Day {
        view::Day {
            date: date.to_string(),
            text: self.date(date),
        }
    }

    pub(super) fn book_description(&self) -> Option<String> {
        let description = self.config.book.description.as_ref();
        description.map(|description| description.value.clone())
    }

    pub(super) fn authors(&self) -> Vec<String> {
        let authors = self.config.book.authors.iter();
        authors.map(|author| author.value.clone()).collect()
    }

    pub(super) fn license(&self) -> Option<String> {
        let license = self.config.book.license.as_ref();
        license.map(|license| license.value.clone())
    }

    pub(super) fn about_page(&self, from: &str) -> view::About {
        let file = |extra: Extra, words: &str| {
            let path = self.routes.extra(&extra);
            view::MachineFile {
                url: self.routes.between(from, &path),
                path,
                description: self.words.get(words).to_owned(),
            }
        };
        let mut files = vec![
            file(Extra::LadderJson, "file_ladder"),
            file(Extra::LadderSchema, "file_schema"),
            file(Extra::PagesJson, "file_pages"),
        ];
        if !self.ladder.models.is_empty() {
            files.push(file(Extra::MatrixCsv, "file_matrix"));
        }
        files.push(file(Extra::Llms, "file_llms"));
        files.push(file(Extra::Sitemap, "file_sitemap"));
        view::About {
            body: self.index_body(from, Page::About),
            description: self.book_description(),
            authors: self.authors(),
            license: self.license(),
            version: env!("CARGO_PKG_VERSION"),
            commit: self.commit().map(str::to_owned),
            updated: self.newest(),
            counts: self.counts(from),
            files,
        }
    }

    /// How many pages each part has, the pages that list them not counted.
    fn counts(&self, from: &str) -> Vec<view::Count> {
        let mut counts = std::collections::BTreeMap::<Part, usize>::new();
        for placed in &self.pages {
            let counted = matches!(placed.page, Page::Subject(_) | Page::RolePair(..));
            if counted {
                *counts.entry(shell::part_of(placed.page)).or_default() += 1;
            }
        }
        let counts = counts.into_iter().filter(|(part, _)| *part != Part::Home);
        counts
            .map(|(part, count)| view::Count {
                link: view::Link {
                    title: self.words.get(shell::nav_key(part)).to_owned(),
                    url: self.url(from, shell::index_page(part)),
                },
                count,
            })
            .collect()
    }
}

/// At most so many pages are put on the one that holds them all: a browser lays that out in one go.
const PRINTED: usize = 500;

/// The pages of one part, by their places in the site's list, as they go onto the page that holds them all.
pub(crate) struct Printed {
    part: Part,
    pub(crate) pages: Vec<usize>,
}

impl Site {
    /// What stands on the page that holds the whole ladder: the front page's words aside, every page of the kinds, then guides, as
    /// far as they fit. Comparisons that nobody wrote by hand say again what roles say.
    pub(crate) fn printed(&self) -> (Vec<Printed>, usize) {
        const ORDER: [Part; 9] = [
            Part::Roles,
            Part::Models,
            Part::Areas,
            Part::Compare,
            Part::Teams,
            Part::Tracks,
            Part::Assessments,
            Part::Guides,
            Part::Sources,
        ];
        let mut by_part: Vec<Vec<usize>> = vec![Vec::new(); ORDER.len()];
        for (number, placed) in self.pages.iter().enumerate() {
            let wanted = match placed.page {
                Page::Subject(subject) => !matches!(subject, Subject::Comparison(_)),
                Page::Models => true,
                Page::RolePair(..) => self.document_of(placed.page).is_some(),
                _ => false,
            };
            let at = ORDER
                .iter()
                .position(|part| *part == shell::part_of(placed.page));
            if let (true, Some(at)) = (wanted, at) {
                by_part[at].push(number);
            }
        }
        // The wide matrix turns the sheet, so it stands behind the models.
        for pages in &mut by_part {
            pages.sort_by_key(|number| self.pages[*number].page == Page::Models);
        }
        // The kinds come first when the room is given out, wherever they stand.
        let total: usize = by_part.iter().map(Vec::len).sum();
        let mut left = PRINTED;
        let guides_last = (0..ORDER.len()).filter(|at| ORDER[*at] != Part::Guides);
        let guides = (0..ORDER.len()).filter(|at| ORDER[*at] == Part::Guides);
        for at in guides_last.chain(guides) {
            by_part[at].truncate(left);
            left -= by_part[at].len();
        }
        let left_out = total - (PRINTED - left);
        let parts = ORDER.into_iter().zip(by_part);
        let parts = parts.map(|(part, pages)| Printed { part, pages });
        (
            parts.filter(|part| !part.pages.is_empty()).collect(),
            left_out,
        )
    }

    /// What a part is called.
    pub(crate) fn part_title(&self, part: &Printed) -> String {
        self.words.get(shell::nav_key(part.part)).to_owned()
    }

    /// Where each page of these parts stands on the page that holds them, by its address as seen from there.
    pub(crate) fn printed_places(&self, from: &str, parts: &[Printed]) -> HashMap<String, String> {
        let numbers = parts.iter().flat_map(|part| &part.pages);
        let places = numbers.map(|number| {
            let url = self.routes.between(from, &self.pages[*number].path);
            (url.as_str().to_owned(), self.printed_id(*number))
        });
        places.collect()
    }

    /// A page as it goes onto the page at `from`, without what leads to other pages and what says how to edit it.
    pub(crate) fn printed_page(&self, from: &str, number: usize) -> (view::Shell, super::View) {
        let placed = super::Placed {
            path: from.to_owned(),
            ..self.pages[number]
        };
        let document = self.document_of(placed.page);
        let common = document.map(|id| &self.ladder.document(id).front.common);
        let shell = view::Shell {
            description: self.description(placed.page, document),
            lede: document.and_then(|id| self.lede(from, id)),
            owner: common
                .and_then(|common| common.owner.as_ref())
                .map(|owner| owner.value.clone()),
            updated: document.and_then(|id| self.updated(id)),
            sources: common
                .map(|common| self.citations(from, common))
                .unwrap_or_default(),
            ..self.bare_shell(from, placed.page)
        };
        (shell, self.view(&placed))
    }

    /// The id of a page on the page that holds them all: made from its address.
    pub(crate) fn printed_id(&self, number: usize) -> String {
        self.routes.id(&self.pages[number].path)
    }

    /// The page that holds the whole ladder, from its parts and the markup of the pages in each.
    pub(crate) fn print(
        &self,
        from: &str,
        parts: Vec<(Printed, String)>,
        left_out: usize,
    ) -> view::Print {
        let parts = parts.into_iter().map(|(printed, html)| {
            let id = format!("lb-part-{}", kind_word(printed.part));
            let items = printed.pages.iter().map(|number| view::Link {
                title: self.title(self.pages[*number].page),
                url: crate::route::Url::fragment(&self.printed_id(*number)),
            });
            view::PrintPart {
                title: self.part_title(&printed),
                url: crate::route::Url::fragment(&id),
                id,
                items: items.collect(),
                pages: Html(html),
            }
        });
        view::Print {
            body: self.index_body(from, Page::Print),
            description: self.book_description(),
            authors: self.authors(),
            license: self.license(),
            updated: self.newest(),
            parts: parts.collect(),
            left_out: (left_out > 0).then(|| {
                let count = left_out.to_string();
                self.words.fill("print_left_out", &[("count", &count)])
            }),
        }
    }
}

/// A part's word in ids.
fn kind_word(part: Part) -> &'static str {
    shell::nav_key(part).trim_start_matches("nav_")
}
