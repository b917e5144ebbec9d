//! What the search says of a page.
//!
//! Everything here holds for any page: its part of the site is its kind, its document has its
//! words. A new kind of content needs a line in [`other_names`] where it has names beside its
//! title, and one in [`about`] where it is about roles.

use std::collections::BTreeSet;

use crate::document::Document;
use crate::kinds::Kind;
use crate::ladder::links::Target;
use crate::ladder::{Answer, AreaId, DocumentId, RoleId, Subject};
use crate::page::Desk;
use crate::page::frame::search;
use crate::page::{prose, terms};
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
    pub(super) is_glossary: bool,
    /// Headings after those that no document has, each with its id: the levels of a track.
    pub(super) made_headings: Vec<(String, String)>,
}

/// A page with this tag is for those who write the ladder.
const FOR_AUTHORS: &str = "authors";

impl Found {
    /// Whether it is for those who write the ladder, and not for those who read it.
    pub(super) fn is_for_authors(&self, document: Option<&Document>) -> bool {
        let mut tags = document
            .into_iter()
            .flat_map(|document| &document.front.common.tags);
        self.part == Part::Checks || tags.any(|tag| tag.value.eq_ignore_ascii_case(FOR_AUTHORS))
    }

    /// Whether it sets two things side by side and no author wrote it.
    pub(super) fn is_generated_pair(&self) -> bool {
        let is_pair = matches!(
            self.page,
            Page::RolePair(..) | Page::ModelPair(..) | Page::TrackPair(..)
        );
        is_pair && self.document.is_none()
    }

    /// Who holds an area by default, who does under the model that is recommended, where there is one, and what the area is.
    pub(super) fn answers(&self, desk: &Desk<'_>) -> Option<[String; 3]> {
        let Page::Subject(Subject::Area(id)) = self.page else {
            return None;
        };
        let default = desk.phrase.answer(&desk.ladder.default_answer(id));
        let mut models = desk.ladder.model_ids();
        let recommended = models.find(|model| desk.ladder.model(*model).recommended);
        let recommended =
            recommended.map(|model| desk.phrase.answer(&desk.ladder.answer(model, id)));
        let described = prose::description(desk, Subject::Area(id));
        let texts = [
            default,
            recommended.unwrap_or_default(),
            described.unwrap_or_default(),
        ];
        Some(texts.map(|text| search::one_line(&text)))
    }
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
        is_glossary: is_glossary(desk, page),
        has_headings: !matches!(page, Page::RolePair(..)),
        made_headings: made_headings(desk, page),
    }
}

/// The headings that a page has beside those of its document.
fn made_headings(desk: &Desk<'_>, page: Page) -> Vec<(String, String)> {
    let Page::Subject(Subject::Track(id)) = page else {
        return Vec::new();
    };
    let levels = desk.ladder.track(id).levels.iter();
    levels
        .map(|level| {
            (
                search::one_line(&level.title),
                format!("lb-level-{}", level.id),
            )
        })
        .collect()
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
            both_ways(desk, [first, second].map(|id| desk.ladder.role(id).short()))
        }
        Page::ModelPair(first, second) => {
            let mut names = both_ways(
                desk,
                [first, second].map(|id| &*desk.ladder.model(id).title),
            );
            // The way back is found here as well.
            names.push(desk.title(Page::ModelPair(second, first)));
            names
        }
        Page::Check(code) => vec![code.name().to_owned()],
        Page::Subject(Subject::Page(id)) if is_glossary(desk, page) => {
            terms::glossary_words(desk.ladder, id)
        }
        _ => Vec::new(),
    }
}

fn is_glossary(desk: &Desk<'_>, page: Page) -> bool {
    let document = desk.plan.document_of(page);
    document.is_some_and(|id| desk.ladder.document(id).kind == Kind::Glossary)
}

/// "EM vs TL" and "TL vs EM".
fn both_ways(desk: &Desk<'_>, [one, other]: [&str; 2]) -> Vec<String> {
    let versus = |left, right| {
        let parts = [("left", left), ("right", right)];
        desk.words.fill(key!("title_versus"), &parts)
    };
    vec![versus(one, other), versus(other, one)]
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
