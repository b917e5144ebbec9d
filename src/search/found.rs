//! What the search says of a page.
//!
//! Everything here holds for any page: its part of the site is its kind, its document has its
//! words. A new kind of content needs a line in [`other_names`] where it has names beside its
//! title, and one in [`about`] where it is about roles.

use std::collections::BTreeSet;

use crate::ladder::links::Target;
use crate::ladder::{Answer, AreaId, DocumentId, RoleId, Subject};
use crate::page::Desk;
use crate::page::frame::search;
use crate::page::prose;
use crate::plan::Part;
use crate::plan::route::{Page, Url};
use crate::words::key;

/// A page as the search shows it.
pub(super) struct Found {
    pub(super) page: Page,
    pub(super) title: String,
    /// Its address from the root of the site.
    pub(super) url: Url,
    pub(super) others: Vec<String>,
    /// The part of the site it belongs to.
    pub(super) part: Part,
    /// What is said below its title: an area's owner.
    pub(super) note: Option<String>,
    /// The roles it is about, each once, in their order.
    pub(super) roles: Vec<RoleId>,
    /// The categories it is about, each once, in their order.
    pub(super) categories: Vec<AreaId>,
    /// Whose words it shows.
    pub(super) document: Option<DocumentId>,
    /// Whether it lists the pages of its part.
    pub(super) is_listing: bool,
    /// Whether the headings of its document are on it with their ids.
    pub(super) has_headings: bool,
}

/// What the search says of a page.
pub(super) fn found(desk: &Desk<'_>, page: Page) -> Found {
    let document = desk.plan.document_of(page);
    let (roles, categories) = about(desk, page, document);
    Found {
        page,
        title: search::one_line(&desk.title(page)),
        url: desk.url(page),
        others: other_names(desk, page)
            .iter()
            .map(|name| search::one_line(name))
            .collect(),
        part: page.part(),
        note: note(desk, page),
        roles: roles.into_iter().collect(),
        categories: categories.into_iter().collect(),
        document,
        is_listing: page.is_index(),
        has_headings: !matches!(page, Page::RolePair(..)),
    }
}

/// The names of a page beside its title: what readers type.
fn other_names(desk: &Desk<'_>, page: Page) -> Vec<String> {
    let both = |abbr: &Option<String>, also: &[String]| abbr.iter().chain(also).cloned().collect();
    match page {
        Page::Subject(Subject::Role(id)) => {
            let role = desk.ladder.role(id);
            both(&role.abbr, &role.also)
        }
        Page::Subject(Subject::Area(id)) => {
            let area = desk.ladder.area(id);
            both(&area.abbr, &area.also)
        }
        Page::Subject(Subject::Model(id)) => desk.ladder.model(id).also.clone(),
        Page::Subject(Subject::Team(id)) => desk.ladder.team(id).also.clone(),
        // "EM vs TL", whichever of them comes first.
        Page::RolePair(first, second) => {
            let names = [first, second].map(|id| desk.ladder.role(id).short());
            let versus = |left, right| {
                desk.words
                    .fill(key!("title_versus"), &[("left", left), ("right", right)])
            };
            vec![versus(names[0], names[1]), versus(names[1], names[0])]
        }
        Page::Check(code) => vec![code.name().to_owned()],
        _ => Vec::new(),
    }
}

/// The roles and categories that a page is about.
fn about(
    desk: &Desk<'_>,
    page: Page,
    document: Option<DocumentId>,
) -> (BTreeSet<RoleId>, BTreeSet<AreaId>) {
    let ladder = &desk.ladder;
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
            for answer in answers(desk, id) {
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
            for target in document.iter().flat_map(|id| &ladder.links[*id].body) {
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

/// What is below a title in the results.
fn note(desk: &Desk<'_>, page: Page) -> Option<String> {
    let note = match page {
        Page::Subject(Subject::Area(id)) => desk
            .phrase
            .owner_in_models(id)
            .or_else(|| desk.phrase.owner_by_default(id))?,
        page => prose::document_description(desk, desk.plan.document_of(page)?)?,
    };
    Some(shortened(&search::one_line(&note)))
}

/// The answers of all models for an area; the default answer last.
fn answers(desk: &Desk<'_>, area: AreaId) -> impl Iterator<Item = Answer> {
    let models = desk.ladder.model_ids();
    models
        .map(move |model| desk.ladder.answer(model, area))
        .chain(std::iter::once_with(move || {
            desk.ladder.default_answer(area)
        }))
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
