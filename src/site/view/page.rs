//! The front page, sources, lists, and pages of prose.

use serde::Serialize;

use super::{
    AreaGroup, Cadence, Chip, DisagreementsLink, Html, Link, LinkGroup, Matrix, ModelCard,
    RoleCard, StylesheetLink,
};
use crate::route::Url;

/// Index pages, guides, the glossary, the explanation of a check: prose. In templates: `view`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Prose {
    /// The roles whose practice a guide describes.
    pub practice_of: Vec<Chip>,
    /// How often a practice is done.
    pub cadence: Vec<Cadence>,
    /// The body.
    pub body: Html,
}

/// The front page.
#[derive(Clone, Debug, Serialize)]
pub struct Home {
    /// The author's welcome.
    pub body: Html,
    /// Who decides, under the recommended or first model; none without areas and models.
    pub matrix: Option<Matrix>,
    /// The link from it to the matrix of all models, in words: it says so where models are left out.
    pub matrix_full: String,
    /// The roles.
    pub roles: Vec<RoleCard>,
    /// The models.
    pub models: Vec<ModelCard>,
    /// The teams, for "who decides".
    pub teams: Vec<Link>,
    /// Hand-tuned comparisons, where there are any.
    pub comparisons: Vec<Link>,
    /// Guides, the first few.
    pub guides: Vec<Link>,
    /// The areas by category, for "who decides".
    pub categories: Vec<AreaGroup>,
    /// The page of all disagreements; none without areas.
    pub disagreements: Option<DisagreementsLink>,
    /// All models.
    pub models_url: Url,
    /// All comparisons.
    pub comparisons_url: Url,
    /// All guides; none without any.
    pub guides_url: Option<Url>,
}

/// All sources.
#[derive(Clone, Debug, Serialize)]
pub struct Sources {
    /// The author's words on them.
    pub body: Html,
    /// The sources.
    pub sources: Vec<SourceCard>,
}

/// A day.
#[derive(Clone, Debug, Serialize)]
pub struct Day {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// The same in words.
    pub text: String,
}

/// A source in a list.
#[derive(Clone, Debug, Serialize)]
pub struct SourceCard {
    /// Title and page.
    pub link: Link,
    /// What it is.
    pub description: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When.
    pub date: Option<Day>,
}

/// A source.
#[derive(Clone, Debug, Serialize)]
pub struct Source {
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Where it is.
    pub url: Option<Url>,
    /// When it was written.
    pub date: Option<Day>,
    /// When this copy was saved.
    pub saved: Option<Day>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its language, where that is not the site's.
    pub language: Option<String>,
    /// Pages that rest on it.
    pub used_by: Vec<LinkGroup>,
    /// The author's words.
    pub body: Html,
}

/// A list of pages under headings: guides, checks.
#[derive(Clone, Debug, Serialize)]
pub struct Listing {
    /// The author's words.
    pub body: Html,
    /// The groups.
    pub groups: Vec<ListingGroup>,
}

/// Pages under one heading.
#[derive(Clone, Debug, Serialize)]
pub struct ListingGroup {
    /// The heading; none for pages under no heading.
    pub title: Option<String>,
    /// The pages.
    pub items: Vec<ListingItem>,
}

/// A page of a listing.
#[derive(Clone, Debug, Serialize)]
pub struct ListingItem {
    /// Title and page.
    pub link: Link,
    /// What it is.
    pub description: Option<String>,
}

/// The page for addresses that are none.
#[derive(Clone, Debug, Serialize)]
pub struct NotFound {
    /// Where to go on.
    pub links: Vec<Link>,
}

/// A page that only leads to another. Given to `redirect.html` as `view`, without a [`Shell`].
#[derive(Clone, Debug, Serialize)]
pub struct Redirect {
    /// `[book] language`.
    pub language: String,
    /// The stylesheets that it needs, in the order in which they are linked.
    pub stylesheets: Vec<StylesheetLink>,
    /// `redirect.js`: goes on with the fragment that the reader came with.
    pub script: Url,
    /// Where to.
    pub target: Link,
}
