//! Addresses: the only module that makes output paths and links between pages.
//!
//! Every page has a path below the output folder. Links between pages are relative, so that the site works under any sub-path,
//! behind a proxy and from disk; a [`Url`] can only be made here, which keeps plain text out of `href` and `src`.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde::Serialize;

use super::part::Part;
use crate::config::PageStyle;
use crate::diagnostic::Code;
use crate::ladder::{DocumentId, Ladder, ModelId, RoleId, Subject, TeamId, TrackId};
use crate::text::{fold, percent};

/// The page for addresses that are none: hosts look for this very name.
const NOT_FOUND: &str = "404.html";

/// The search index: at the root, so that a script finds the root by it.
pub(crate) const SEARCH_INDEX: &str = "search-index.js";

/// A page of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Page {
    /// What a part of the site is entered by: the front page, a list, the matrix of models.
    Index(Part),
    /// Where sources disagree.
    Disagreements,
    /// The page of a role, area, model, team, track, axis, assessment, source, guide, or the glossary.
    Subject(Subject),
    /// Two roles, alphabetical by id.
    RolePair(RoleId, RoleId),
    /// From one model to another: each way has a page.
    ModelPair(ModelId, ModelId),
    /// Two tracks, alphabetical by id.
    TrackPair(TrackId, TrackId),
    /// The long explanation of a diagnostic.
    Check(Code),
    /// What the site is, and what it was made from.
    About,
    /// The whole ladder on one page.
    Print,
    /// The search.
    Search,
    /// For addresses that are none.
    NotFound,
}

impl Page {
    /// The part of the site that it belongs to.
    pub(crate) fn part(self) -> Part {
        match self {
            Page::Index(part) => part,
            Page::About | Page::Print | Page::Search | Page::NotFound => Part::Home,
            Page::Disagreements => Part::Areas,
            Page::ModelPair(..) => Part::Models,
            Page::RolePair(..) => Part::Compare,
            Page::TrackPair(..) => Part::Tracks,
            Page::Check(_) => Part::Checks,
            Page::Subject(subject) => Part::of(subject.kind()),
        }
    }

    /// Whether it is the one that its part is entered by.
    pub(crate) fn is_index(self) -> bool {
        matches!(self, Page::Index(_))
    }
}

/// A file of the site that is no page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Extra {
    /// `api/ladder.json`
    LadderJson,
    /// `api/ladder.schema.json`
    LadderSchema,
    /// `api/pages.json`
    PagesJson,
    /// The matrix as CSV.
    MatrixCsv,
    /// The levels of all tracks by axes as CSV.
    TracksCsv,
    /// What sources say of the areas they disagree about, as CSV.
    DisagreementsCsv,
    /// A comparison of roles as CSV.
    RolePairCsv(RoleId, RoleId),
    /// From one model to another as CSV.
    ModelPairCsv(ModelId, ModelId),
    /// The Markdown of a page, beside it.
    Copy(Page),
    /// `llms.txt`
    Llms,
    /// `search-index.js`
    SearchIndex,
    /// Who holds what in a team as CSV.
    TeamCsv(TeamId),
    /// Where all teams depart from their models as CSV.
    DeparturesCsv,
    /// What roles hold in teams as CSV.
    InTeamsCsv,
    /// The areas that no role owns under any model as CSV.
    OwnerlessCsv,
    /// `sitemap.xml`
    Sitemap,
    /// `.nojekyll`: keeps GitHub Pages from dropping files.
    NoJekyll,
}

/// An address that is safe to stand in `href` or `src`: made of checked parts, percent-encoded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Url(String);

impl Url {
    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A link to another host that has passed [`crate::document::front_matter::is_web_address`] or the Markdown allow-list.
    #[must_use]
    pub fn external(checked: &str) -> Url {
        Url(checked.to_owned())
    }

    /// A fragment of the same page.
    #[must_use]
    pub fn fragment(id: &str) -> Url {
        Url(format!("#{}", percent::component(id)))
    }

    /// The same address with a fragment.
    #[must_use]
    pub fn with_fragment(&self, id: &str) -> Url {
        Url(format!("{}#{}", self.0, percent::component(id)))
    }

    /// The same address with a version, so that a cached copy of an older file is not used.
    #[must_use]
    pub fn with_version(&self, hash: &str) -> Url {
        Url(format!("{}?v={}", self.0, percent::component(hash)))
    }
}

/// Makes paths for one style and one ladder.
#[derive(Clone)]
pub struct Routes {
    ladder: Arc<Ladder>,
    style: PageStyle,
    base_path: Arc<str>,
}

impl Routes {
    /// Routes of a ladder that is published below `base_path`, which starts and ends with `/`.
    #[must_use]
    pub fn new(ladder: &Arc<Ladder>, style: PageStyle, base_path: &str) -> Routes {
        Routes {
            ladder: Arc::clone(ladder),
            style,
            base_path: Arc::from(base_path),
        }
    }

    /// The path of a page below the output folder.
    #[must_use]
    pub fn path(&self, page: Page) -> String {
        match page {
            Page::Index(Part::Home) => "index.html".to_owned(),
            Page::Index(part) => format!("{}/index.html", part.folder()),
            Page::Disagreements => self.styled("areas/disagreements"),
            Page::About => self.styled("about"),
            Page::Print => self.styled("print"),
            Page::Search => self.styled("search"),
            Page::NotFound => NOT_FOUND.to_owned(),
            Page::Check(code) => self.styled(&format!("checks/{}", code.name())),
            Page::RolePair(first, second) => self.styled(&self.role_pair(first, second)),
            Page::ModelPair(before, after) => self.styled(&self.model_pair(before, after)),
            Page::TrackPair(first, second) => {
                let id = |track| &self.ladder.track(track).id;
                self.styled(&versus("tracks", id(first), id(second)))
            }
            Page::Subject(Subject::Comparison(id)) => {
                let comparison = &self.ladder.comparisons[id];
                let (left, right) = (comparison.left, comparison.right);
                let ordered = self.ladder.role(left).id < self.ladder.role(right).id;
                let (first, second) = if ordered {
                    (left, right)
                } else {
                    (right, left)
                };
                self.path(Page::RolePair(first, second))
            }
            Page::Subject(Subject::Page(id)) => self.document(id),
            Page::Subject(subject) => {
                let path = &self.ladder.document(self.ladder.document_of(subject)).place;
                self.styled(path.strip_suffix(".md").unwrap_or(path))
            }
        }
    }

    /// A page's path as an id that no other page has: without what all pages end in, `/` as `.`, and whatever else may not stand in an
    /// XML name as `..` and its number, since charts have ids that must be such names.
    #[must_use]
    pub fn id(&self, path: &str) -> String {
        let stem = path.strip_suffix(".html").unwrap_or(path);
        let stem = match self.style {
            PageStyle::Folder => stem.strip_suffix("/index").unwrap_or(stem),
            PageStyle::Flat => stem,
        };
        let mut id = String::with_capacity(stem.len());
        for byte in stem.bytes() {
            match byte {
                b'/' => id.push('.'),
                byte if byte.is_ascii_alphanumeric() || b"-_".contains(&byte) => {
                    id.push(char::from(byte));
                }
                byte => id.push_str(&format!("..{byte:02X}")),
            }
        }
        id
    }

    /// The other order of a pair: a redirect page.
    #[must_use]
    pub fn reversed_pair(&self, first: RoleId, second: RoleId) -> String {
        self.styled(&self.role_pair(second, first))
    }

    /// The path of a file that is no page.
    #[must_use]
    pub fn extra(&self, extra: &Extra) -> String {
        match extra {
            Extra::LadderJson => "api/ladder.json".to_owned(),
            Extra::LadderSchema => "api/ladder.schema.json".to_owned(),
            Extra::PagesJson => "api/pages.json".to_owned(),
            Extra::MatrixCsv => "models/matrix.csv".to_owned(),
            Extra::TracksCsv => "tracks/tracks.csv".to_owned(),
            Extra::DisagreementsCsv => "areas/disagreements.csv".to_owned(),
            Extra::RolePairCsv(first, second) => format!("{}.csv", self.role_pair(*first, *second)),
            Extra::ModelPairCsv(before, after) => {
                format!("{}.csv", self.model_pair(*before, *after))
            }
            Extra::Copy(page) => {
                let path = self.path(*page);
                format!("{}.md", path.strip_suffix(".html").unwrap_or(&path))
            }
            Extra::Llms => "llms.txt".to_owned(),
            Extra::SearchIndex => SEARCH_INDEX.to_owned(),
            Extra::TeamCsv(id) => {
                let path = &self.ladder.document(self.ladder.team(*id).document).place;
                format!("{}.csv", path.strip_suffix(".md").unwrap_or(path))
            }
            // Teams and models have tables of their own; none is called like this.
            Extra::DeparturesCsv => "teams/index.csv".to_owned(),
            Extra::InTeamsCsv => "roles/in-teams.csv".to_owned(),
            Extra::OwnerlessCsv => "areas/without-owner.csv".to_owned(),
            Extra::Sitemap => "sitemap.xml".to_owned(),
            Extra::NoJekyll => ".nojekyll".to_owned(),
        }
    }

    /// The comparison of two by their ids, which stand in the order of the alphabet.
    #[must_use]
    pub fn pair(&self, folder: &str, one: &str, other: &str) -> String {
        let (first, second) = if one < other {
            (one, other)
        } else {
            (other, one)
        };
        self.styled(&versus(folder, first, second))
    }

    /// The way from one model to another by their ids.
    #[must_use]
    pub fn way(&self, before: &str, after: &str) -> String {
        self.styled(&versus("models", before, after))
    }

    /// The folder of an alias and the id that its page had there: `roles` and `old-name`.
    #[must_use]
    pub fn alias_id<'a>(&self, alias: &'a str) -> Option<(&'a str, &'a str)> {
        self.alias(alias)?;
        let stem = alias.strip_prefix('/').unwrap_or(alias);
        let stem = stem.strip_suffix('/').unwrap_or(stem);
        let stem = stem.strip_suffix(".html").unwrap_or(stem);
        stem.rsplit_once('/')
    }

    /// The path of an alias such as `guides/old-name`; `None` when it leaves the site or names no page.
    #[must_use]
    pub fn alias(&self, alias: &str) -> Option<String> {
        let trimmed = alias.strip_prefix('/').unwrap_or(alias);
        let stem = trimmed
            .strip_suffix(".html")
            .or_else(|| trimmed.strip_suffix('/'))
            .unwrap_or(trimmed);
        let ok = |part: &str| {
            !part.is_empty()
                && part != "."
                && part != ".."
                && !part.starts_with('.')
                && !part.ends_with([' ', '.'])
                && !part.contains(|c: char| c.is_control() || "\\:?#%*<>|\"".contains(c))
        };
        if !stem.split('/').all(ok) {
            return None;
        }
        Some(if trimmed.ends_with(".html") {
            trimmed.to_owned()
        } else if trimmed.ends_with('/') {
            // The address was a folder's, so that is what hosts are asked for.
            format!("{stem}/index.html")
        } else {
            self.styled(stem)
        })
    }

    /// The address of one output path as seen from another: relative, but from the page that hosts show for any address that is
    /// none, however deep.
    #[must_use]
    pub fn between(&self, from: &str, to: &str) -> Url {
        let to = match self.style {
            PageStyle::Folder => without_index(to),
            PageStyle::Flat => to,
        };
        if from == NOT_FOUND {
            return Url(format!("{}{}", self.base_path, percent::path(to)));
        }
        Url(relative(from, to))
    }

    /// The address of a page below the site's own address; for sitemaps.
    #[must_use]
    pub fn below(&self, base: &str, path: &str) -> String {
        let path = percent::path(without_index(path));
        format!("{}/{path}", base.trim_end_matches('/'))
    }

    fn styled(&self, stem: &str) -> String {
        let is_index = stem == "index" || stem.ends_with("/index");
        match self.style {
            PageStyle::Folder if !is_index => format!("{stem}/index.html"),
            PageStyle::Flat | PageStyle::Folder => format!("{stem}.html"),
        }
    }

    fn role_pair(&self, first: RoleId, second: RoleId) -> String {
        let id = |role| &self.ladder.role(role).id;
        versus("compare", id(first), id(second))
    }

    fn model_pair(&self, before: ModelId, after: ModelId) -> String {
        let id = |model| &self.ladder.model(model).id;
        versus("models", id(before), id(after))
    }

    fn document(&self, id: DocumentId) -> String {
        let path = &self.ladder.document(id).place;
        let stem = path.strip_suffix(".md").unwrap_or(path);
        // The index prose of comparisons stands on the page of all comparisons.
        if stem == "comparisons/index" {
            self.path(Page::Index(Part::Compare))
        } else {
            self.styled(stem)
        }
    }
}

/// The folder's address where a path is that of its index page; `my-index.html` is none.
fn without_index(path: &str) -> &str {
    path.strip_suffix("index.html")
        .filter(|folder| folder.is_empty() || folder.ends_with('/'))
        .unwrap_or(path)
}

/// How far up the root of the site is from an output path: `../../` or nothing.
#[must_use]
pub fn root_from(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// A relative address between two paths below the output folder.
fn relative(from: &str, to: &str) -> String {
    let after_slash = |path: &[u8]| {
        path.iter()
            .rposition(|byte| *byte == b'/')
            .map_or(0, |at| at + 1)
    };
    let folder = &from.as_bytes()[..after_slash(from.as_bytes())];
    let alike = folder.iter().zip(to.as_bytes());
    let alike = alike.take_while(|(one, other)| one == other).count();
    let shared = after_slash(&folder[..alike]);
    let ups = from[shared..folder.len()].matches('/').count();
    let mut url = String::with_capacity("../".len() * ups + to.len() - shared);
    (0..ups).for_each(|_| url.push_str("../"));
    // Behind a slash begins a character.
    percent::push_path(&mut url, &to[shared..]);
    if url.is_empty() { "./".to_owned() } else { url }
}

/// Output paths that collide on such a file system, and paths that are a file for one page and a folder for another: the places of
/// the two among `paths`.
#[must_use]
pub fn collisions<'p>(paths: impl IntoIterator<Item = &'p str>) -> Vec<(usize, usize)> {
    let paths: Vec<Cow<'_, str>> = paths.into_iter().map(fold::path).collect();
    let mut seen: HashMap<&str, usize> = HashMap::with_capacity(paths.len());
    let mut found = Vec::new();
    for (at, path) in paths.iter().enumerate() {
        match seen.entry(path) {
            Entry::Occupied(first) => found.push((*first.get(), at)),
            Entry::Vacant(place) => {
                place.insert(at);
            }
        }
    }
    let mut also_folders = HashSet::new();
    for (inside, path) in paths.iter().enumerate() {
        for (slash, _) in path.match_indices('/') {
            // One page in the folder says enough.
            if let Some(at) = seen.get(&path[..slash])
                && also_folders.insert(*at)
            {
                found.push((*at, inside));
            }
        }
    }
    found
}

/// A comparison's path without its ending.
fn versus(folder: &str, first: &str, second: &str) -> String {
    format!("{folder}/{first}-vs-{second}")
}

#[cfg(test)]
mod tests {
    use super::{collisions, relative, without_index};

    #[test]
    fn relative_addresses_climb_and_descend() {
        assert_eq!(relative("index.html", "roles/a.html"), "roles/a.html");
        assert_eq!(relative("roles/a.html", "roles/b.html"), "b.html");
        assert_eq!(relative("roles/a.html", "index.html"), "../index.html");
        assert_eq!(
            relative("areas/people/staffing.html", "areas/product/index.html"),
            "../product/index.html"
        );
        assert_eq!(
            relative("areas/people/staffing.html", "roles/a.html"),
            "../../roles/a.html"
        );
        assert_eq!(
            relative("areas/pe/x.html", "areas/people/y.html"),
            "../people/y.html"
        );
        assert_eq!(relative("roles/a/index.html", "roles/a/"), "./");
        assert_eq!(relative("ä/b.html", "äx/c.html"), "../%C3%A4x/c.html");
    }

    #[test]
    fn a_page_called_my_index_keeps_its_name() {
        assert_eq!(without_index("index.html"), "");
        assert_eq!(without_index("roles/index.html"), "roles/");
        assert_eq!(
            without_index("guides/my-index.html"),
            "guides/my-index.html"
        );
    }

    #[test]
    fn paths_that_one_system_cannot_tell_apart_collide() {
        assert_eq!(
            collisions(["a.html", "A.html", "b/c", "b"]),
            [(0, 1), (3, 2)]
        );
    }
}
