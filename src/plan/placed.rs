//! Which pages there are, in which order.

use super::guides::Guides;
use super::part::Part;
use super::route::Page;
use super::shown::Shown;
use crate::config::Config;
use crate::diagnostic::Code;
use crate::ladder::{Ladder, ModelId, TrackId};

/// A page with its place.
pub struct Placed {
    /// What it is.
    pub page: Page,
    /// Below the output folder.
    pub path: String,
    /// Which sidebar it has: a place in the plan's list of folders.
    pub folder: usize,
}

/// All pages in the order they are written in: part by part, guides after the kinds, checks last.
pub(super) fn pages(
    ladder: &Ladder,
    config: &Config,
    shown: &Shown,
    model_pairs: &[(ModelId, ModelId)],
    track_pairs: &[(TrackId, TrackId)],
    guides: &Guides,
) -> Vec<Page> {
    let in_part = |part: Part| -> Vec<Page> {
        let subjects = part.kinds().iter().flat_map(|kind| ladder.all_of(*kind));
        let mut pages: Vec<Page> = subjects.map(Page::Subject).collect();
        match part {
            Part::Areas if !pages.is_empty() => pages.push(Page::Disagreements),
            Part::Models => {
                let forth = model_pairs.iter();
                pages.extend(forth.map(|(one, other)| Page::ModelPair(*one, *other)));
                let back = model_pairs.iter();
                pages.extend(back.map(|(one, other)| Page::ModelPair(*other, *one)));
            }
            // The file of a comparison is shown on the page of its pair.
            Part::Compare => {
                let pairs = shown.pairs.roles.iter();
                pages = pairs
                    .map(|pair| Page::RolePair(pair.first, pair.second))
                    .collect();
            }
            Part::Tracks => pages.extend(
                track_pairs
                    .iter()
                    .map(|(first, second)| Page::TrackPair(*first, *second)),
            ),
            Part::Guides => pages = guides.all().map(|id| Page::Subject(id.into())).collect(),
            Part::Checks => pages = Code::ALL.iter().copied().map(Page::Check).collect(),
            _ => {}
        }
        pages
    };
    let mut parts = Part::ALL.to_vec();
    parts.sort_by_key(|part| [Part::Guides, Part::Checks].contains(part));
    let mut pages = Vec::new();
    for part in parts {
        let index = Page::Index(part);
        let members = in_part(part);
        let is_there = match part {
            Part::Home => true,
            Part::Guides => shown.prose.contains_key(&index),
            _ => false,
        };
        if is_there || !members.is_empty() {
            pages.push(index);
            pages.extend(members);
        }
    }
    pages.extend([Page::About, Page::Print]);
    pages.extend(config.build.search.then_some(Page::Search));
    pages.push(Page::NotFound);
    pages
}

/// The parts that the site has, in the order of the header.
pub(super) fn parts(pages: &[Placed]) -> Vec<Part> {
    let mut parts: Vec<Part> = pages
        .iter()
        .filter(|placed| placed.page.is_index())
        .map(|placed| placed.page.part())
        .filter(|part| part.is_read())
        .collect();
    parts.sort_unstable();
    parts
}
