//! What sources say, and where they disagree.

use serde::Serialize;

use super::{Answer, Html, Link};
use crate::route::Url;

/// What a source says of an area.
#[derive(Clone, Debug, Serialize)]
pub struct AreaClaim {
    /// The source.
    pub source: Link,
    /// How many claims of the same source follow, this one included; 0 for those that follow.
    pub rows: usize,
    /// The model it is said of; none where it is said of no model.
    pub model: Option<Link>,
    /// Who holds the area by its word.
    pub answer: Answer,
}

/// All areas that sources disagree about.
#[derive(Clone, Debug, Serialize)]
pub struct Disagreements {
    /// The author's words on them.
    pub body: Html,
    /// The areas, in the order of areas.
    pub areas: Vec<DisputedArea>,
    /// How many more there are, in words, where they are too many for a page.
    pub left_out: Option<String>,
    /// Whether there are claims at all.
    pub has_claims: bool,
    /// The same as CSV.
    pub csv: Url,
    /// All sources.
    pub sources: Url,
}

/// An area that sources disagree about.
#[derive(Clone, Debug, Serialize)]
pub struct DisputedArea {
    /// Its id: the section of the page is `#lb-area-<id>`.
    pub id: String,
    /// The area, at its claims.
    pub area: Link,
    /// The category it belongs to; none for a category.
    pub category: Option<Link>,
    /// What it is.
    pub description: Option<String>,
    /// What the sources say, by source.
    pub claims: Vec<AreaClaim>,
}

/// The way to the page of all disagreements.
#[derive(Clone, Debug, Serialize)]
pub struct DisagreementsLink {
    /// The page.
    pub url: Url,
    /// How many areas are on it.
    pub count: usize,
    /// The same in words.
    pub text: String,
}

/// What a source says of a role.
#[derive(Clone, Debug, Serialize)]
pub struct RoleClaim {
    /// The source.
    pub source: Link,
    /// What it says.
    pub text: Html,
}
