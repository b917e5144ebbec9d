//! Where a page is made: everything that it may look at, and the path that it is seen from.

use std::collections::HashMap;
use std::sync::Arc;

use super::link::Link;
use super::shelf::{Shelf, Shelves};
use super::terms;
use crate::config::Config;
use crate::document::front_matter::Kind;
use crate::ladder::{AreaId, DocumentId, Ladder, Subject};
use crate::markdown::{self, Terms};
use crate::phrase::Phrase;
use crate::plan::route::{Extra, Page, Url};
use crate::plan::{Placed, Plan};
use crate::theme::{Links, Theme};
use crate::words::Words;
use crate::words::key;

/// What all pages are made from. It owns that, shared, so that the preview can keep a site while the next one is made.
pub struct Site {
    /// Which pages there are and where.
    pub plan: Plan,
    pub(crate) ladder: Arc<Ladder>,
    pub(crate) config: Arc<Config>,
    words: Arc<Words>,
    /// The theme's files that pages link.
    links: Arc<Links>,
    glossary: Option<DocumentId>,
    /// What is explained where it first stands on a page.
    terms: Terms,
    /// The words that the Markdown renderer puts into pages.
    prose_words: markdown::Words,
    /// Of each sidebar of the plan the first one that is in the same output folder.
    shelf_of: Vec<Shelf>,
    shelves: Shelves,
}

impl Site {
    /// The site of a plan in the words and with the files of a theme.
    #[must_use]
    pub fn new(
        plan: Plan,
        ladder: &Arc<Ladder>,
        config: &Arc<Config>,
        words: &Arc<Words>,
        links: &Arc<Links>,
    ) -> Site {
        let mut folders: HashMap<&str, Shelf> = HashMap::new();
        let shelf_of = plan.folders.iter().enumerate();
        let shelf_of =
            shelf_of.map(|(at, folder)| *folders.entry(&folder.from).or_insert(Shelf(at)));
        let shelf_of = shelf_of.collect();
        let mut documents = ladder.documents.iter();
        let glossary = documents
            .position(|document| document.kind == Kind::Glossary)
            .map(DocumentId::new);
        Site {
            plan,
            ladder: Arc::clone(ladder),
            config: Arc::clone(config),
            words: Arc::clone(words),
            links: Arc::clone(links),
            glossary,
            terms: terms::terms(ladder, glossary),
            prose_words: terms::words_for_prose(words),
            shelf_of,
            shelves: Shelves::default(),
        }
    }

    /// A desk for a page of the plan, at which what it shares with its neighbours is made once, and drawn by the theme.
    #[must_use]
    pub fn desk_among<'a>(&'a self, placed: &'a Placed, theme: &'a Theme) -> Desk<'a> {
        Desk {
            theme: Some(theme),
            shelf: Some(self.shelf_of[placed.folder]),
            ..self.desk(&placed.path)
        }
    }

    /// A desk for the page at an output path.
    #[must_use]
    pub fn desk<'a>(&'a self, from: &'a str) -> Desk<'a> {
        Desk {
            ladder: &self.ladder,
            config: &self.config,
            words: &self.words,
            phrase: Phrase {
                ladder: &self.ladder,
                words: &self.words,
            },
            plan: &self.plan,
            links: &self.links,
            glossary: self.glossary,
            terms: &self.terms,
            prose_words: &self.prose_words,
            theme: None,
            shelf: None,
            shelves: &self.shelves,
            from,
        }
    }
}

/// Where a page is made. Addresses are relative to `from`, the page's own path.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// The domain.
    pub ladder: &'a Ladder,
    /// The settings.
    pub config: &'a Config,
    /// Words of the site that stand for themselves.
    pub words: &'a Words,
    /// The ladder in words.
    pub phrase: Phrase<'a>,
    /// Which pages there are and where.
    pub plan: &'a Plan,
    pub(super) links: &'a Links,
    pub(super) glossary: Option<DocumentId>,
    pub(super) terms: &'a Terms,
    pub(super) prose_words: &'a markdown::Words,
    pub(super) theme: Option<&'a Theme>,
    pub(super) shelf: Option<Shelf>,
    pub(super) shelves: &'a Shelves,
    pub(super) from: &'a str,
}

impl Desk<'_> {
    /// The address of an output path.
    pub(crate) fn url_of_path(&self, path: &str) -> Url {
        self.plan.routes.between(self.from, path)
    }

    /// The address of a page.
    pub(crate) fn url(&self, page: Page) -> Url {
        self.url_of_path(&self.plan.routes.path(page))
    }

    /// The address of a file that is no page.
    pub(super) fn extra_url(&self, extra: &Extra) -> Url {
        self.url_of_path(&self.plan.routes.extra(extra))
    }

    /// A link to a page.
    pub(super) fn link(&self, page: Page) -> Link {
        Link {
            title: self.title(page),
            url: self.url(page),
        }
    }

    pub(super) fn link_to(&self, subject: Subject) -> Link {
        self.link(Page::Subject(subject))
    }

    pub(super) fn area_link(&self, id: AreaId) -> Link {
        self.link_to(Subject::Area(id))
    }

    /// A page's title: as its author wrote it, else in the words of the site.
    #[must_use]
    pub fn title(&self, page: Page) -> String {
        let own = match page {
            Page::Subject(_) | Page::Check(_) => None,
            page => self.written_title(page),
        };
        if let Some(own) = own {
            return own;
        }
        let versus = |left: &str, right: &str| {
            let parts = [("left", left), ("right", right)];
            self.words.fill(key!("title_versus"), &parts)
        };
        let key = match page {
            Page::Subject(subject) => return self.ladder.title_of(subject),
            Page::Check(code) => return code.title().to_owned(),
            Page::Index(part) => {
                let Some((title, _)) = part.index_words() else {
                    return self.config.book.title.value.clone();
                };
                title
            }
            Page::RolePair(first, second) => {
                let (left, right) = self.plan.sides(first, second);
                let (left, right) = (self.ladder.role(left), self.ladder.role(right));
                return versus(&left.title, &right.title);
            }
            Page::TrackPair(first, second) => {
                let (left, right) = (self.ladder.track(first), self.ladder.track(second));
                return versus(&left.title, &right.title);
            }
            Page::ModelPair(first, second) => {
                let (before, after) = (self.ladder.model(first), self.ladder.model(second));
                let parts = [("before", &*before.title), ("after", &after.title)];
                return self.words.fill(key!("title_model_pair"), &parts);
            }
            Page::Disagreements => key!("title_disagreements"),
            Page::About => key!("title_about"),
            Page::Print => key!("title_print"),
            Page::NotFound => key!("title_not_found"),
            Page::Search => key!("title_search"),
        };
        self.words.get(key).to_owned()
    }

    /// The title that the document of a page has by its front matter, or by the heading it opens with.
    fn written_title(&self, page: Page) -> Option<String> {
        let document = self.ladder.document(self.plan.document_of(page)?);
        let outline = &document.outline;
        let first = outline
            .headings
            .first()
            .filter(|_| outline.opens_with_title);
        let title = document
            .front
            .common
            .title
            .as_ref()
            .map(|title| &title.value);
        title.or(first.map(|heading| &heading.text)).cloned()
    }
}
