//! Which pages go onto the one that holds them all.

use std::collections::HashMap;

use super::Plan;
use super::part::Part;
use super::route::Page;
use crate::ladder::Subject;

/// At most so many pages are put on the one that holds them all: a browser lays that out in one go.
const PRINTED: usize = 500;

/// The pages of one part, by their places in the plan's list, as they go onto the page that holds them all.
pub(crate) struct Printed {
    pub(crate) part: Part,
    pub(crate) pages: Vec<usize>,
}

/// What stands on the page that holds the whole ladder: the front page's words aside, every page of the kinds, then guides, as
/// far as they fit; and how many don't. Comparisons that nobody wrote by hand say again what roles say.
pub(crate) fn printed(plan: &Plan) -> (Vec<Printed>, usize) {
    let read = Part::ALL.iter().copied().filter(|part| part.is_read());
    let mut order: Vec<Part> = read.collect();
    // How the areas are divided is read before each of them.
    order.sort_by_key(|part| match part {
        Part::Areas => (Part::Models, 1),
        part => (*part, 0),
    });
    let mut by_part: Vec<Vec<usize>> = vec![Vec::new(); order.len()];
    for (number, placed) in plan.pages.iter().enumerate() {
        let wanted = match placed.page {
            Page::Subject(subject) => !matches!(subject, Subject::Comparison(_)),
            Page::Index(Part::Models) => true,
            Page::RolePair(..) => plan.document_of(placed.page).is_some(),
            _ => false,
        };
        let at = order.iter().position(|part| *part == placed.page.part());
        if let (true, Some(at)) = (wanted, at) {
            by_part[at].push(number);
        }
    }
    // The wide matrix turns the sheet, so it stands behind the models.
    for pages in &mut by_part {
        pages.sort_by_key(|number| plan.pages[*number].page == Page::Index(Part::Models));
    }
    // The kinds come first when the room is given out, wherever they stand.
    let total: usize = by_part.iter().map(Vec::len).sum();
    let mut left = PRINTED;
    let guides_last = (0..order.len()).filter(|at| order[*at] != Part::Guides);
    let guides = (0..order.len()).filter(|at| order[*at] == Part::Guides);
    for at in guides_last.chain(guides) {
        by_part[at].truncate(left);
        left -= by_part[at].len();
    }
    let left_out = total - (PRINTED - left);
    let parts = order.into_iter().zip(by_part);
    let parts = parts.map(|(part, pages)| Printed { part, pages });
    (
        parts.filter(|part| !part.pages.is_empty()).collect(),
        left_out,
    )
}

/// Where each page of these parts stands on the page that holds them, by its address as seen from there.
pub(crate) fn places(plan: &Plan, from: &str, parts: &[Printed]) -> HashMap<String, String> {
    let numbers = parts.iter().flat_map(|part| &part.pages);
    let places = numbers.map(|number| {
        let url = plan.routes.between(from, &plan.pages[*number].path);
        (url.as_str().to_owned(), id(plan, *number))
    });
    places.collect()
}

/// The id of a page on the page that holds them all: made from its address.
pub(crate) fn id(plan: &Plan, number: usize) -> String {
    plan.routes.id(&plan.pages[number].path)
}
