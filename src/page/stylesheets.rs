//! Which stylesheets a page links.
//!
//! One sheet for everything was two thirds of what a reader fetched for a long page. So every page links the theme's `style.css`,
//! and with it only the families that its kind needs. A sheet that the theme lacks is not linked.

use serde::Serialize;

use crate::plan::route::{Routes, Url};

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

/// The addresses of the theme's files that pages link, as `path?v=hash` below the root.
#[derive(Clone, Debug, Default)]
pub struct Statics {
    /// The stylesheets that the theme has, in the order of [`Stylesheet::ALL`], with their versions.
    pub stylesheets: Vec<(Stylesheet, String)>,
    /// Path below the output folder and version of the script.
    pub script: (String, String),
    /// The same of the script of filters and pickers.
    pub tools_script: (String, String),
    /// The same of the script of areas by models.
    pub matrix_script: (String, String),
    /// The same of the script that runs before anything is painted.
    pub early_script: (String, String),
    /// The same of the script of assessments.
    pub assess_script: (String, String),
    /// The same of the script of redirect pages.
    pub redirect_script: (String, String),
    /// The same of the script of the search.
    pub search_script: (String, String),
    /// Path below the output folder of the icon, unless the theme has none.
    pub favicon: Option<String>,
}

/// A stylesheet to link.
#[derive(Clone, Debug, Serialize)]
pub struct StylesheetLink {
    /// Its address.
    pub url: Url,
    /// `print`, where it is for that alone.
    pub media: Option<&'static str>,
}

impl Statics {
    /// The sheets of this theme that pages of this kind link.
    fn stylesheets_of(&self, kind: &str) -> impl Iterator<Item = &(Stylesheet, String)> {
        self.stylesheets
            .iter()
            .filter(move |(sheet, _)| sheet.is_for(kind))
    }

    /// The stylesheets that a page of this kind links.
    pub(crate) fn links(&self, routes: &Routes, from: &str, kind: &str) -> Vec<StylesheetLink> {
        let sheets = self.stylesheets_of(kind);
        sheets
            .map(|(sheet, version)| StylesheetLink {
                url: routes.between(from, sheet.path()).with_version(version),
                media: sheet.media(),
            })
            .collect()
    }

    /// The stylesheet of the search, where the theme has one.
    pub(crate) fn search(&self, routes: &Routes, from: &str) -> Option<Url> {
        let sheets = &mut self.stylesheets.iter();
        let (sheet, version) = sheets.find(|(sheet, _)| *sheet == Stylesheet::Search)?;
        Some(routes.between(from, sheet.path()).with_version(version))
    }
}
