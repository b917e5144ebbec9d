//! Where a page stands: the parts of the site, the way from the front page, the headings of the page.

use serde::Serialize;

use crate::document::outline::Heading;
use crate::ladder::{AreaId, DocumentId, Subject, TeamId};
use crate::page::desk::Desk;
use crate::page::prose;
use crate::plan::Part;
use crate::plan::route::{Page, Url};
use crate::words::key;

/// Headings down to this level are parts of a page: they stand in its table of contents.
const LEVEL_OF_PART: u8 = 3;

/// A part of the site.
#[derive(Clone, Debug, Serialize)]
pub struct NavItem {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: Url,
    /// Whether the page belongs to it.
    pub current: bool,
}

/// One step of the way from the front page.
#[derive(Clone, Debug, Serialize)]
pub struct Crumb {
    /// The page's title.
    pub title: String,
    /// Its address; the page itself has none.
    pub url: Option<Url>,
}

/// A heading of the page.
#[derive(Clone, Debug, Serialize)]
pub struct TocItem {
    /// 2 or 3.
    pub level: u8,
    /// Its text.
    pub text: String,
    /// Its place.
    pub url: Url,
}

pub(crate) fn nav(desk: &Desk<'_>, page: Page) -> Vec<NavItem> {
    let current = page.part();
    let parts = desk.plan.parts.iter();
    parts
        .map(|part| NavItem {
            title: desk.words.get(part.nav_key()).to_owned(),
            url: desk.url(Page::Index(*part)),
            current: *part == current,
        })
        .collect()
}

pub(crate) fn crumbs(desk: &Desk<'_>, page: Page) -> Vec<Crumb> {
    let crumb = |page: Page| Crumb {
        title: desk.title(page),
        url: Some(desk.url(page)),
    };
    let mut crumbs = Vec::new();
    if page != Page::Index(Part::Home) {
        crumbs.push(Crumb {
            title: desk.words.get(key!("nav_home")).to_owned(),
            url: Some(desk.url(Page::Index(Part::Home))),
        });
        let index = Page::Index(page.part());
        if index != page && index != Page::Index(Part::Home) {
            crumbs.push(Crumb {
                title: desk.words.get(page.part().nav_key()).to_owned(),
                url: Some(desk.url(index)),
            });
        }
        if let Page::Subject(Subject::Area(area)) = page {
            let mut above: Vec<AreaId> = desk.ladder.ancestry(area).skip(1).collect();
            above.reverse();
            crumbs.extend(
                above
                    .into_iter()
                    .map(|area| crumb(Page::Subject(Subject::Area(area)))),
            );
        }
        if let Page::Subject(Subject::Team(team)) = page {
            /// However deep teams are nested: a crumb for each would make pages grow with all of them.
            const CRUMBS: usize = 8;
            let mut above: Vec<TeamId> = desk.ladder.teams_above(team).take(CRUMBS).collect();
            above.reverse();
            let pages = above.into_iter().map(|id| Page::Subject(Subject::Team(id)));
            crumbs.extend(pages.map(crumb));
        }
    }
    crumbs.push(Crumb {
        title: desk.title(page),
        url: None,
    });
    crumbs
}

/// The headings of a document's body for a table of contents. Those that only name a column of a comparison are left out.
pub(crate) fn toc(desk: &Desk<'_>, id: DocumentId) -> Vec<TocItem> {
    let columns: Vec<usize> = match desk.ladder.subjects[id] {
        Subject::Comparison(comparison) => {
            let sections = &desk.ladder.comparisons[comparison].sections;
            sections
                .iter()
                .flat_map(|row| [row.left, row.right, row.both])
                .flatten()
                .collect()
        }
        _ => Vec::new(),
    };
    let headings = desk.ladder.document(id).outline.headings.iter().enumerate();
    let title = prose::title_heading(desk, id);
    let lower = prose::lower_headings(desk, id);
    let level = move |heading: &Heading| heading.level + lower;
    headings
        .filter(|(at, heading)| {
            (2..=LEVEL_OF_PART).contains(&level(heading))
                && !columns.contains(at)
                && title != Some(heading)
        })
        .map(|(_, heading)| TocItem {
            level: level(heading),
            text: heading.text.clone(),
            url: Url::fragment(&heading.id),
        })
        .collect()
}
