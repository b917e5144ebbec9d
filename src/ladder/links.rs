//! Where the links of documents lead.

use super::Subject;
use crate::kinds::Kind;

/// The targets of a document's links, in the order of its outline's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentLinks {
    pub body: Vec<Target>,
    /// Of each inline text of the front matter, in the order of [`Document::cells`].
    pub cells: Vec<Vec<Target>>,
    /// Whether nothing was wrong with any of them.
    pub(super) is_right: bool,
}

impl DocumentLinks {
    pub(super) fn targets(&self) -> impl Iterator<Item = &Target> {
        self.body.iter().chain(self.cells.iter().flatten())
    }

    /// Whether they lead where pages are and nowhere else: what lies beside the pages has no part
    /// in them.
    pub(super) fn are_of_pages(&self) -> bool {
        self.is_right && !self.targets().any(|it| matches!(it, Target::Asset(_)))
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To a page of the ladder, maybe to a place on it.
    Page(Subject, Option<String>),
    /// To the page that lists all of a kind, which no file has words for.
    List(Kind),
    /// To a place on the same page.
    Here(String),
    /// To a file below the content folder that is copied along.
    Asset(String),
    External(String),
    /// Nowhere: refused, or broken and reported.
    Nowhere,
}

/// The files below the content folder that are no documents, as paths below it; each list is
/// sorted.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// Those that a page may link or show.
    pub published: Vec<String>,
    /// Those that no reader may see: keys, hidden files, unknown types.
    pub withheld: Vec<String>,
}
