//! Comparisons of two roles.

use serde::Serialize;

use super::{Bar, Chip, Html, Link, MatrixModel, MatrixRow};
use crate::route::Url;

/// Two roles side by side.
#[derive(Clone, Debug, Serialize)]
pub struct RolePair {
    /// The left role.
    pub left: PairSide,
    /// The right role.
    pub right: PairSide,
    /// Where the two lead together, in a phrase; empty where nobody says that they do.
    pub pairing: String,
    /// The rows, in groups.
    pub groups: Vec<PairGroup>,
    /// Who owns each area, model by model, for these two roles.
    pub by_model: PairMatrix,
    /// The author's words that are no rows.
    pub body: Html,
    /// The same as CSV.
    pub csv: Url,
    /// Other comparisons of the left role, each titled by the role on the other side; for the picker.
    pub others: Vec<Link>,
    /// The same for the right role.
    pub others_right: Vec<Link>,
}

/// One of the two roles.
#[derive(Clone, Debug, Serialize)]
pub struct PairSide {
    /// The role.
    pub chip: Chip,
    /// What it is.
    pub description: Option<String>,
    /// What it looks at.
    pub focus: Option<String>,
    /// The questions it answers, in the site's language.
    pub answers: Vec<String>,
    /// Its manager's role.
    pub reports_to: Option<Chip>,
    /// How many areas it owns alone.
    pub owns: usize,
    /// How many it shares.
    pub shares: usize,
    /// The name of the list of its other comparisons.
    pub compare: String,
}

/// Rows under one heading.
#[derive(Clone, Debug, Serialize)]
pub struct PairGroup {
    /// `facing`, `shared`, `one-side`, `takes-part`, `hats`, `attributes`, `backup`, `sections`.
    pub kind: &'static str,
    /// The heading.
    pub title: String,
    /// The rows.
    pub rows: Vec<PairRow>,
}

/// A row.
#[derive(Clone, Debug, Serialize)]
pub struct PairRow {
    /// `sides` or `both`.
    pub form: &'static str,
    /// What the row is about, where that is not in its cells: an attribute, a section.
    pub label: Option<String>,
    /// The place of the label on the page, where links may lead to it.
    pub id: Option<String>,
    /// The left cell, or the one across both.
    pub left: PairCell,
    /// The right cell; empty text where the left one goes across both.
    pub right: PairCell,
}

/// A cell.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PairCell {
    /// `owns` (a coloured edge), `takes-part`, `empty`, `plain`, `intro` (the words before the parts of a section).
    pub state: &'static str,
    /// What stands there, for `owns`, `takes-part` and `plain`.
    pub html: Html,
    /// The area meant, where the cell is one.
    pub area: Option<Link>,
    /// A small word beside it: the relation, how it is shared.
    pub tag: Option<String>,
    /// Why the cell is empty.
    pub why: Option<String>,
    /// The bar of a range.
    pub bar: Option<Bar>,
    /// The roles that the cell speaks of: hats, the role that is stood in for.
    pub chips: Vec<Chip>,
    /// Where sources disagree about the area: its claims.
    pub disputed: Option<Url>,
}

/// Areas × models, told from two roles.
#[derive(Clone, Debug, Serialize)]
pub struct PairMatrix {
    /// Whether areas below the categories were left out to keep the page in bounds.
    pub categories_only: bool,
    /// The columns: models in which at least one of the two takes part.
    pub models: Vec<MatrixModel>,
    /// The rows: areas that at least one of the two holds under one of them.
    pub rows: Vec<MatrixRow>,
}

/// All comparisons.
#[derive(Clone, Debug, Serialize)]
pub struct Comparisons {
    /// The author's words on them.
    pub body: Html,
    /// Comparisons with a file.
    pub tuned: Vec<Link>,
    /// For each role the comparisons it is in.
    pub roles: Vec<ComparedRole>,
    /// How many pairs have no page.
    pub left_out: usize,
}

/// A role with its comparisons.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedRole {
    /// The role.
    pub chip: Chip,
    /// Its comparisons, by the other role.
    pub others: Vec<ComparedWith>,
}

/// A comparison from one role's side.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedWith {
    /// The other role.
    pub chip: Chip,
    /// The comparison's page.
    pub url: Url,
}
