//! Which pages share one sidebar: those of a part of the site, or of a folder of guides.

use std::collections::BTreeMap;

use super::part::Part;
use super::placed::Placed;
use super::route::{Page, Routes};
use super::shown::Shown;
use crate::config::PageStyle;
use crate::ladder::{ModelId, RoleId, Subject};

/// More entries than this and a sidebar stops being one; it also keeps the output linear in the number of pages.
pub(crate) const SIDEBAR: usize = 120;

/// Comparisons of one role that are listed beside one of them: every such page has the picker, too.
pub(crate) const PAIRS: usize = SIDEBAR / 4;

/// Pages that share one sidebar: the same part, the same list, the same place to link from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Folder {
    pub(crate) part: Part,
    /// A path that stands for all pages of the folder where relative addresses are made.
    pub(crate) from: String,
    /// What it lists, where that is not the same for the whole part.
    pub(crate) lists: Lists,
}

/// What tells the sidebars of one part from each other.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Lists {
    /// Nothing: there is one.
    #[default]
    TheSame,
    /// The guides of a content folder, and which slice of them.
    Guides(String, usize),
    /// The comparisons of a role, and which slice of them.
    PairsOf(RoleId, usize),
    /// The comparisons of a model.
    ModelPairsOf(ModelId),
}

/// Gives each page its folder while pages are placed.
#[derive(Default)]
struct Folders {
    numbers: BTreeMap<Folder, usize>,
    /// How many guides of a content folder were placed already.
    counts: BTreeMap<String, usize>,
}

impl Folders {
    fn of(&mut self, shown: &Shown, style: PageStyle, page: Page, path: &str) -> usize {
        let part = page.part();
        let lists = match page {
            Page::Subject(Subject::Page(id)) => {
                let folder = shown.ladder().document(id).folder().to_owned();
                let count = self.counts.entry(folder.clone()).or_default();
                *count += 1;
                Lists::Guides(folder, (*count - 1) / SIDEBAR)
            }
            Page::RolePair(first, second) => {
                let (left, right) = shown.sides(first, second);
                let mut others = shown.pairs.of(left).map(|(other, _)| other);
                let at = others.position(|other| other == right).unwrap_or(0);
                Lists::PairsOf(left, at / PAIRS)
            }
            Page::ModelPair(before, _) => Lists::ModelPairsOf(before),
            _ => Lists::TheSame,
        };
        let folder = Folder {
            part,
            from: stand_in(path, style),
            lists,
        };
        let next = self.numbers.len();
        *self.numbers.entry(folder).or_insert(next)
    }

    fn finish(self) -> Vec<Folder> {
        let mut folders: Vec<(usize, Folder)> = self
            .numbers
            .into_iter()
            .map(|(folder, number)| (number, folder))
            .collect();
        folders.sort_unstable_by_key(|(number, _)| *number);
        folders.into_iter().map(|(_, folder)| folder).collect()
    }
}

fn content_folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A page of the same folder that does not exist, so that a link from it to any page is right for all its neighbours.
fn stand_in(path: &str, style: PageStyle) -> String {
    let folder = content_folder(path);
    match style {
        PageStyle::Folder if path.ends_with("/index.html") && folder.contains('/') => {
            format!("{}/_/index.html", content_folder(folder))
        }
        PageStyle::Flat | PageStyle::Folder if folder.is_empty() => "_.html".to_owned(),
        PageStyle::Flat | PageStyle::Folder => format!("{folder}/_.html"),
    }
}

/// Pages with their paths and folders, and the folders.
pub(super) fn place(
    pages: Vec<Page>,
    routes: &Routes,
    shown: &Shown,
    style: PageStyle,
) -> (Vec<Placed>, Vec<Folder>) {
    let mut folders = Folders::default();
    let placed = pages.into_iter().map(|page| {
        let path = routes.path(page);
        let folder = folders.of(shown, style, page, &path);
        Placed { page, path, folder }
    });
    (placed.collect(), folders.finish())
}
