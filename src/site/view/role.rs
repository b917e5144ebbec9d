//! Roles.

use serde::Serialize;

use super::{
    AreaAnswer, Bar, Chip, Html, Link, ListingItem, PairedWith, PairingGroup, Part, Partner,
    Practice, RoleClaim,
};

/// All roles.
#[derive(Clone, Debug, Serialize)]
pub struct Roles {
    /// The author's words on them.
    pub body: Html,
    /// Jobs, hats, groups; each with at least one role.
    pub groups: Vec<RoleGroup>,
    /// Which roles lead together, scope by scope.
    pub pairings: Vec<PairingGroup>,
}

/// Roles of one sort.
#[derive(Clone, Debug, Serialize)]
pub struct RoleGroup {
    /// What they are.
    pub title: String,
    /// The roles.
    pub roles: Vec<RoleCard>,
}

/// A role in a list.
#[derive(Clone, Debug, Serialize)]
pub struct RoleCard {
    /// The role.
    pub chip: Chip,
    /// What it is.
    pub description: Option<String>,
    /// What it looks at.
    pub focus: Option<String>,
    /// How many areas it owns or shares by its definition.
    pub area_count: usize,
}

/// A role.
#[derive(Clone, Debug, Serialize)]
pub struct Role {
    /// Itself.
    pub chip: Chip,
    /// Abbreviation.
    pub abbr: Option<String>,
    /// Other names.
    pub also: Vec<String>,
    /// `job`, `hat`, `group`.
    pub kind: &'static str,
    /// The same in the site's language.
    pub kind_word: String,
    /// What it looks at.
    pub focus: Option<String>,
    /// The questions it answers, in the site's language.
    pub answers: Vec<String>,
    /// How many there are.
    pub how_many: Option<String>,
    /// The layer of the organization where it works.
    pub scope: Option<String>,
    /// The roles it leads together with.
    pub pairs_with: Vec<PairedWith>,
    /// Its manager's role.
    pub reports_to: Option<Chip>,
    /// The roles that report to it.
    pub reports: Vec<Chip>,
    /// Who wears this hat.
    pub worn_by: Vec<Chip>,
    /// Hats it wears.
    pub wears: Vec<Chip>,
    /// The larger role it is a part of.
    pub subset_of: Option<Chip>,
    /// The roles that are a part of it.
    pub supersets: Vec<Chip>,
    /// The roles it combines.
    pub hybrid_of: Vec<Chip>,
    /// Roles it stands in for.
    pub backs_up: Vec<Backup>,
    /// Roles that stand in for it.
    pub backed_up_by: Vec<Backup>,
    /// What it owns by its definition, by category.
    pub owns: Vec<AreaGroup>,
    /// What it takes part in.
    pub takes_part: Vec<Part>,
    /// What sources say of it.
    pub claims: Vec<RoleClaim>,
    /// Facts about it.
    pub attributes: Vec<Attribute>,
    /// What it holds, model by model; only models it takes part in.
    pub models: Vec<RoleInModel>,
    /// Its tracks.
    pub tracks: Vec<Link>,
    /// What the people in it do again and again.
    pub practices: Vec<Practice>,
    /// Assessments that are about it.
    pub assessments: Vec<ListingItem>,
    /// Comparisons with other roles.
    pub compare: Vec<Link>,
    /// The author's words before the first heading: no heading of the page stands over them, so they come first.
    pub lead: Html,
    /// The author's words from the first heading on.
    pub body: Html,
}

/// Who stands in for whom.
#[derive(Clone, Debug, Serialize)]
pub struct Backup {
    /// The other role.
    pub chip: Chip,
    /// When, in a phrase: `when` of the table of words.
    pub when: Option<String>,
}

/// Areas under their category.
#[derive(Clone, Debug, Serialize)]
pub struct AreaGroup {
    /// The category's id.
    pub id: String,
    /// The category.
    pub category: Link,
    /// The areas; empty when the category itself is meant.
    pub areas: Vec<AreaLink>,
}

/// An area in a list.
#[derive(Clone, Debug, Serialize)]
pub struct AreaLink {
    /// The area's id, for fragments.
    pub id: String,
    /// Title and address.
    pub link: Link,
    /// What it is.
    pub description: Option<String>,
    /// The other holders, where it is shared.
    pub with: Vec<Chip>,
    /// Who takes part in it without owning.
    pub partners: Vec<Partner>,
    /// 0 for an area directly below its category.
    pub depth: usize,
}

/// A fact of a role.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Attribute {
    /// What it is about.
    pub label: String,
    /// As written.
    pub text: String,
    /// The bar, when the text is a range.
    pub bar: Option<Bar>,
}

/// What a role holds under a model.
#[derive(Clone, Debug, Serialize)]
pub struct RoleInModel {
    /// The model.
    pub model: Link,
    /// The areas with their answers.
    pub areas: Vec<AreaAnswer>,
}
