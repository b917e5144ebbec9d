//! Which stylesheets a page links.
//!
//! One sheet for everything was two thirds of what a reader fetched for a long page. So every page links the theme's `style.css`,
//! and with it only the families that its kind needs. A sheet that the theme lacks is not linked.

use super::shell::kind_of;
use super::view;
use super::{Site, Statics};
use crate::route::Page;

/// A stylesheet of a theme, in the order in which pages link them: a later one may overrule an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stylesheet {
    /// What every page needs: colors, type, the frame, authors' words, roles and answers.
    Base,
    /// Tables of areas, and everything that becomes cards on a phone.
    Tables,
    /// Areas by models, levels by axes.
    Matrix,
    /// Who carries how much under a model, and where it strains.
    Models,
    /// What a role, an area, a team is.
    Subjects,
    /// Two of a kind side by side.
    Sides,
    /// Levels, axes, charts.
    Tracks,
    /// The front page, the page about the site, all of it on one page.
    Front,
    /// Sheets to fill in.
    Assess,
    /// Filters and pickers.
    Tools,
    /// The search; on other pages its script brings it.
    Search,
    /// Print.
    Paper,
    /// What a theme adds to all of these. The default theme has none.
    Own,
}

impl Stylesheet {
    /// All of them, in the order in which they are linked.
    pub const ALL: [Stylesheet; 13] = [
        Stylesheet::Base,
        Stylesheet::Tables,
        Stylesheet::Matrix,
        Stylesheet::Models,
        Stylesheet::Subjects,
        Stylesheet::Sides,
        Stylesheet::Tracks,
        Stylesheet::Front,
        Stylesheet::Assess,
        Stylesheet::Tools,
        Stylesheet::Search,
        Stylesheet::Paper,
        Stylesheet::Own,
    ];

    /// Its path below the output folder.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Stylesheet::Base => "style.css",
            Stylesheet::Tables => "tables.css",
            Stylesheet::Matrix => "matrix.css",
            Stylesheet::Models => "models.css",
            Stylesheet::Subjects => "subjects.css",
            Stylesheet::Sides => "sides.css",
            Stylesheet::Tracks => "tracks.css",
            Stylesheet::Front => "front.css",
            Stylesheet::Assess => "assess.css",
            Stylesheet::Tools => "tools.css",
            Stylesheet::Search => "search.css",
            Stylesheet::Paper => "paper.css",
            Stylesheet::Own => "own.css",
        }
    }

    /// What it is for, where that is not everything.
    fn media(self) -> Option<&'static str> {
        (self == Stylesheet::Paper).then_some("print")
    }

    /// Whether pages of this kind need it.
    fn is_for(self, kind: &str) -> bool {
        let is_linked_by_all =
            matches!(self, Stylesheet::Base | Stylesheet::Paper | Stylesheet::Own);
        // The page that holds all others needs what they need.
        let holds_all = kind == "print" && self != Stylesheet::Search;
        is_linked_by_all || holds_all || families_of(kind).contains(&self)
    }
}

/// The families that a kind of page needs beside what every page links.
fn families_of(kind: &str) -> &'static [Stylesheet] {
    use Stylesheet::{
        Assess, Front, Matrix, Models, Search, Sides, Subjects, Tables, Tools, Tracks,
    };
    match kind {
        "home" => &[Tables, Matrix, Front, Tools],
        "areas" | "area" | "disagreements" | "team" | "teams" => &[Tables, Subjects],
        "model" => &[Tables, Models],
        "role" | "roles" | "source" => &[Subjects],
        "matrix" => &[Tables, Matrix, Tools],
        "model-pair" => &[Tables, Sides, Tools],
        "role-pair" => &[Tables, Matrix, Sides, Tools],
        "comparisons" => &[Sides, Tools],
        "tracks" | "track" => &[Tables, Matrix, Tracks],
        "track-pair" => &[Tables, Sides, Tracks],
        "axis" => &[Tracks],
        "assessments" => &[Assess],
        "assessment" => &[Assess, Tools],
        "about" => &[Subjects, Front],
        "search" => &[Tools, Search],
        _ => &[],
    }
}

impl Statics {
    /// The sheets of this theme that pages of this kind link.
    fn stylesheets_of(&self, kind: &str) -> impl Iterator<Item = &(Stylesheet, String)> {
        self.stylesheets
            .iter()
            .filter(move |(sheet, _)| sheet.is_for(kind))
    }
}

impl Site {
    /// The stylesheets that a page links.
    pub(super) fn stylesheets(&self, from: &str, page: Page) -> Vec<view::StylesheetLink> {
        self.linked_stylesheets(from, kind_of(page))
    }

    /// The same for a page that only leads to another.
    pub(super) fn redirect_stylesheets(&self, from: &str) -> Vec<view::StylesheetLink> {
        self.linked_stylesheets(from, "redirect")
    }

    fn linked_stylesheets(&self, from: &str, kind: &str) -> Vec<view::StylesheetLink> {
        let sheets = self.statics.stylesheets_of(kind);
        sheets
            .map(|(sheet, version)| view::StylesheetLink {
                url: self
                    .routes
                    .between(from, sheet.path())
                    .with_version(version),
                media: sheet.media(),
            })
            .collect()
    }

    /// The stylesheet of the search, where the theme has one.
    pub(super) fn search_stylesheet(&self, from: &str) -> Option<crate::route::Url> {
        let sheets = &mut self.statics.stylesheets.iter();
        let (sheet, version) = sheets.find(|(sheet, _)| *sheet == Stylesheet::Search)?;
        Some(
            self.routes
                .between(from, sheet.path())
                .with_version(version),
        )
    }
}
