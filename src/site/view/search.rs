//! The search: what every page has of it, and the page of its own.

use serde::Serialize;

use super::{Link, ListedLink};
use crate::route::Url;

/// What the search needs, wherever a page stands. In templates: `page.search`.
#[derive(Clone, Debug, Serialize)]
pub struct SearchLinks {
    /// The page of the search, for readers without JavaScript and for shared results.
    pub page: Url,
    /// The script of the search; nothing needs it before a reader searches.
    pub script: Url,
    /// The stylesheet that the script brings along, where the theme has one.
    pub style: Option<Url>,
    /// The search index, at the root of the site.
    pub index: Url,
}

/// `search.html`: the search, and the titles for those who cannot use it.
#[derive(Clone, Debug, Serialize)]
pub struct Search {
    /// Titles from A to Z.
    pub letters: Vec<SearchLetter>,
    /// Whether there are too many titles, so that some were left out.
    pub shortened: bool,
    /// The lists of all pages of a part.
    pub parts: Vec<Link>,
}

/// The titles that start with a letter.
#[derive(Clone, Debug, Serialize)]
pub struct SearchLetter {
    /// The letter, without its accent; `#` for what starts with none.
    pub letter: String,
    /// The pages.
    pub links: Vec<ListedLink>,
}
