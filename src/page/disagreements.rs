//! The page of everything that sources disagree about.

use serde::Serialize;

use super::desk::Desk;
use super::html::Html;
use super::link::Link;
use super::{claims, prose};
use crate::ladder::{AreaId, Subject};
use crate::plan::Part;
use crate::plan::route::{Extra, Page, Url};
use crate::words::key;

/// All areas that sources disagree about.
#[derive(Clone, Debug, Serialize)]
pub struct Disagreements {
    /// The author's words on them.
    pub body: Html,
    /// The areas, in the order of areas.
    pub areas: Vec<DisputedArea>,
    /// How many more there are, in words, where they are too many for a page.
    pub left_out: Option<String>,
    /// Whether there are claims at all.
    pub has_claims: bool,
    /// The same as CSV.
    pub csv: Url,
    /// All sources.
    pub sources: Url,
}

/// An area that sources disagree about.
#[derive(Clone, Debug, Serialize)]
pub struct DisputedArea {
    /// Its id: the section of the page is `#lb-area-<id>`.
    pub id: String,
    /// The area, at its claims.
    pub area: Link,
    /// The category it belongs to; none for a category.
    pub category: Option<Link>,
    /// What it is.
    pub description: Option<String>,
    /// What the sources say, by source.
    pub claims: Vec<claims::AreaClaim>,
}

pub(crate) fn view(desk: &Desk<'_>) -> Disagreements {
    /// A page with more rows is no page to read.
    const ROWS: usize = 2_000;
    let ladder = &desk.ladder;
    let mut rows = 0;
    let fits = |id: &&AreaId| {
        rows += ladder.claims(**id).len();
        rows <= ROWS
    };
    let areas = desk.plan.uses.disputed().iter().take_while(fits).map(|id| {
        let category = ladder.ancestry(*id).last().filter(|top| top != id);
        let link = desk.area_link(*id);
        DisputedArea {
            id: ladder.area(*id).id.clone(),
            area: Link {
                url: link.url.with_fragment(claims::CLAIMS),
                ..link
            },
            category: category.map(|category| desk.area_link(category)),
            description: prose::description(desk, Subject::Area(*id)),
            claims: claims::of_area(desk, *id),
        }
    });
    let areas: Vec<DisputedArea> = areas.collect();
    Disagreements {
        body: prose::index_body(desk, Page::Disagreements),
        left_out: match desk.plan.uses.disputed().len() - areas.len() {
            0 => None,
            more => Some(
                desk.words
                    .fill(key!("disputed_cut"), &[("count", &more.to_string())]),
            ),
        },
        areas,
        has_claims: ladder
            .area_ids()
            .any(|area| !ladder.claims(area).is_empty()),
        csv: desk.extra_url(&Extra::DisagreementsCsv),
        sources: desk.url(Page::Index(Part::Sources)),
    }
}
