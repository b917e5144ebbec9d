//! Which pages there are and where: every output path, decided at once, before anything is worded or drawn.
//!
//! [`Plan::new`] makes all of it from the ladder, the settings and what git knows; nothing is added to a plan later. What a page
//! shows is made by `page`, when the page is asked for.

mod changes;
mod collisions;
mod extras;
pub(crate) mod folders;
pub(crate) mod guides;
mod part;
mod placed;
pub(crate) mod printed;
mod redirects;
pub mod route;
mod shown;
pub(crate) mod uses;
mod vanished;
mod ways;

pub use part::Part;
pub use placed::Placed;
pub use redirects::Redirect;
pub use vanished::vanished;

use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::{Checked, config as say};
use crate::document::front_matter::Date;
use crate::ladder::{DocumentId, Ladder, ModelId, RoleId, Subject, TrackId};
use crate::source::git::Facts;
use changes::Changes;
use folders::Folder;
use guides::Guides;
use route::{Extra, Page, Routes};
use shown::Shown;
use uses::Uses;
use ways::Ways;

/// Every file of the site that is not the theme's, with its place.
pub struct Plan {
    /// Makes paths and addresses.
    pub routes: Routes,
    /// Pages in the order they are written in.
    pub pages: Vec<Placed>,
    /// Pages that only lead to another.
    pub redirects: Vec<Redirect>,
    /// Files that are copied: paths below the content folder, which are also their output paths.
    pub assets: Vec<String>,
    /// The files that are no pages.
    pub extras: Vec<Extra>,
    /// The parts that the header leads to.
    pub(crate) parts: Vec<Part>,
    /// Which page shows which document.
    pub(crate) shown: Shown,
    pub(crate) ways: Ways,
    pub(crate) track_pairs: Vec<(TrackId, TrackId)>,
    /// The different sidebars.
    pub(crate) folders: Vec<Folder>,
    pub(crate) guides: Guides,
    pub(crate) uses: Uses,
    changes: Changes,
}

impl Plan {
    /// Decides which pages there are and where, and says what is wrong with that. `occupied` are the output paths that the theme's
    /// own files take.
    pub fn new(
        ladder: &Arc<Ladder>,
        config: &Config,
        git: &Facts,
        occupied: &[String],
    ) -> Checked<Plan> {
        let at_title = config.book.title.span;
        let mut wrong = Vec::new();
        let routes = Routes::new(ladder, config.build.page_style, &config.build.base_path);
        let pairs = ladder.pairs(config.limits.pairs);
        if pairs.left_out > 0 {
            let (left_out, limit) = (pairs.left_out, config.limits.pairs);
            wrong.push(say::pair_budget(at_title, left_out, limit));
        }
        let [models, areas] = [ladder.models.len(), ladder.areas.len()];
        if models.saturating_mul(areas) > config.limits.cells {
            wrong.push(say::too_many_cells(
                at_title,
                models,
                areas,
                config.limits.cells,
            ));
        }
        if config.book.url_is_missing {
            wrong.push(say::no_site_url(at_title));
        }
        let shown = Shown::new(ladder, pairs);
        let ways = Ways::new(ladder, config.limits.model_pairs);
        let track_pairs = ladder.track_pairs(config.limits.track_pairs);
        let guides = Guides::new(ladder, &shown);
        let pages = placed::pages(ladder, config, &shown, &ways.pairs, &track_pairs, &guides);
        let (pages, folders) = folders::place(pages, &routes, &shown, config.build.page_style);
        let (redirects, bad_aliases) = redirects::redirects(&routes, &shown, &ways.pairs, &pages);
        wrong.extend(bad_aliases);
        let assets = extras::assets(ladder, config);
        let extras = extras::extras(config, &shown, &ways.pairs, &pages);
        let files: Vec<String> = (assets.iter().cloned())
            .chain(extras.iter().map(|extra| routes.extra(extra)))
            .chain(occupied.iter().cloned())
            .collect();
        let at_settings = config.file;
        wrong.extend(collisions::collisions(
            &shown,
            &pages,
            &redirects,
            &files,
            at_settings,
        ));
        if let (true, Some(trouble)) = (config.build.git, &git.trouble) {
            wrong.push(say::no_dates(at_title, trouble));
        }
        let plan = Plan {
            parts: placed::parts(&pages),
            uses: Uses::new(ladder),
            changes: Changes::new(ladder, config, git),
            routes,
            pages,
            redirects,
            assets,
            extras,
            shown,
            ways,
            track_pairs,
            folders,
            guides,
        };
        Checked::with(plan, wrong)
    }

    /// The document that a page shows.
    #[must_use]
    pub fn document_of(&self, page: Page) -> Option<DocumentId> {
        self.shown.document_of(page)
    }

    /// The page that shows a subject.
    #[must_use]
    pub fn page_of(&self, subject: Subject) -> Page {
        self.shown.page_of(subject)
    }

    /// The sides of a pair: as its file says, else the one that more roles report to on the right.
    #[must_use]
    pub fn sides(&self, first: RoleId, second: RoleId) -> (RoleId, RoleId) {
        self.shown.sides(first, second)
    }

    /// The commit that the site is made from, where git knows one.
    #[must_use]
    pub fn commit(&self) -> Option<&str> {
        self.changes.commit.as_deref()
    }

    /// When a document changed last, and how many had a hand in it.
    #[must_use]
    pub fn change_of(&self, id: DocumentId) -> Option<(Date, usize)> {
        *self.changes.of.get(id.index())?
    }

    /// When the newest of the documents changed.
    #[must_use]
    pub fn newest_change(&self) -> Option<Date> {
        let dates = self.changes.of.iter().flatten();
        dates.map(|(date, _)| *date).max()
    }

    /// Whether a way from one model to another is the one that lists name for both: from the first in the alphabet of ids.
    #[must_use]
    pub fn is_way_forth(&self, before: ModelId, after: ModelId) -> bool {
        let ladder = self.shown.ladder();
        ladder.model(before).id < ladder.model(after).id
    }

    /// The pages that a search may find.
    pub fn searched(&self) -> impl Iterator<Item = Page> {
        let pages = self.pages.iter().map(|placed| placed.page);
        pages.filter(|page| match page {
            Page::NotFound | Page::Print | Page::Search => false,
            Page::ModelPair(before, after) => self.is_way_forth(*before, *after),
            _ => true,
        })
    }
}
