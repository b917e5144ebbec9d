//! The page for addresses that are none.

use serde::Serialize;

use super::desk::Desk;
use super::link::Link;
use crate::plan::Part;
use crate::plan::route::Page;

/// The page for addresses that are none.
#[derive(Clone, Debug, Serialize)]
pub struct NotFound {
    /// Where to go on.
    pub links: Vec<Link>,
}

pub(crate) fn view(desk: &Desk<'_>) -> NotFound {
    let parts = [
        Page::Index(Part::Home),
        Page::Index(Part::Roles),
        Page::Index(Part::Areas),
        Page::Index(Part::Models),
        Page::Index(Part::Compare),
    ];
    let placed = |page: &Page| desk.plan.pages.iter().any(|placed| placed.page == *page);
    NotFound {
        links: parts
            .into_iter()
            .filter(placed)
            .map(|page| desk.link(page))
            .collect(),
    }
}
