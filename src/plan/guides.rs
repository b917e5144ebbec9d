//! Guides by content folder, and how their index pages sort them.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;

use super::part::Part;
use super::route::Page;
use super::shown::Shown;
use crate::document::front_matter::Kind;
use crate::ladder::links::Target;
use crate::ladder::{DocumentId, Ladder, Subject};
use crate::text::fold;

/// Guides and the glossary: every document that has a page of its own and is nothing else.
pub(crate) struct Guides {
    /// By content folder: its index page first, then in the order of lists.
    pub(crate) folders: BTreeMap<String, Vec<DocumentId>>,
    /// The document whose prose stands on the page of all guides.
    index: Option<DocumentId>,
}

impl Guides {
    pub(super) fn new(ladder: &Ladder, shown: &Shown) -> Guides {
        let mut folders: BTreeMap<String, Vec<DocumentId>> = BTreeMap::new();
        for id in plain_pages(ladder, shown) {
            let folder = ladder.document(id).folder();
            folders.entry(folder.to_owned()).or_default().push(id);
        }
        for ids in folders.values_mut() {
            ids.sort_by_cached_key(|id| {
                let document = ladder.document(*id);
                let weight = document.front.common.weight.unwrap_or(i32::MAX);
                (
                    !document.is_index(),
                    weight,
                    fold::ordered(&document.title()),
                    document.path.clone(),
                )
            });
        }
        Guides {
            folders,
            index: shown.prose.get(&Page::Index(Part::Guides)).copied(),
        }
    }

    /// Every guide, folder by folder.
    pub(crate) fn all(&self) -> impl Iterator<Item = DocumentId> {
        self.folders.values().flatten().copied()
    }

    /// The headings of a folder's index page with the guides that it first links there, in the order of lists. Deeper headings count
    /// for the one above them.
    pub(crate) fn sections(&self, ladder: &Ladder, folder: &str) -> Vec<GuideSection> {
        const DEEPEST: u8 = 2;
        let Some(index) = self.index_of(ladder, folder) else {
            return Vec::new();
        };
        let outline = &ladder.document(index).outline;
        let headings: Vec<_> = outline
            .headings
            .iter()
            // The title is above all of them and groups none.
            .skip(usize::from(outline.opens_with_title))
            .filter(|heading| heading.level <= DEEPEST)
            .collect();
        let mut section_of: BTreeMap<DocumentId, usize> = BTreeMap::new();
        let targets = &ladder.links[index].body;
        for (link, target) in outline.links.iter().zip(targets) {
            let above =
                headings.partition_point(|heading| heading.span.start() < link.span.start());
            let (Target::Page(Subject::Page(id), _), Some(above)) = (target, above.checked_sub(1))
            else {
                continue;
            };
            if *id != index {
                section_of.entry(*id).or_insert(above);
            }
        }
        let mut sections: Vec<GuideSection> = headings
            .iter()
            .map(|heading| GuideSection {
                title: heading.text.clone(),
                ids: Vec::new(),
            })
            .collect();
        // Its own folder first, then what it lists of others. Other folders stay unread: there may be thousands.
        let linked = section_of.keys();
        let folders: BTreeSet<&str> = linked.map(|id| ladder.document(*id).folder()).collect();
        for folder in iter::once(folder).chain(folders) {
            for id in self.folders.get(folder).into_iter().flatten() {
                if let Some(above) = section_of.remove(id) {
                    sections[above].ids.push(*id);
                }
            }
        }
        sections.retain(|section| !section.ids.is_empty());
        sections
    }

    fn index_of(&self, ladder: &Ladder, folder: &str) -> Option<DocumentId> {
        if folder == "guides" {
            return self.index;
        }
        let first = *self.folders.get(folder)?.first()?;
        ladder.document(first).is_index().then_some(first)
    }
}

/// The documents that have a page of their own and are neither of another kind nor the prose of a generated page.
fn plain_pages(ladder: &Ladder, shown: &Shown) -> impl Iterator<Item = DocumentId> {
    let prose: BTreeSet<DocumentId> = shown.prose.values().copied().collect();
    (0..ladder.documents.len())
        .map(DocumentId::new)
        .filter(move |id| ladder.subjects[*id] == Subject::Page(*id) && !prose.contains(id))
        .filter(|id| !matches!(ladder.document(*id).kind, Kind::Comparison))
}

/// Guides that belong together by the word of their index page.
pub(crate) struct GuideSection {
    /// The heading that they are linked under.
    pub(crate) title: String,
    /// The guides.
    pub(crate) ids: Vec<DocumentId>,
}
