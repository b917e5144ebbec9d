//! The keys of a team.

use crate::document::fields::Fields;
use crate::document::tag::Tag;
use crate::span::Spanned;
use crate::text::Text;

/// A team as written.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamText {
    /// Other names.
    pub also: Vec<Text>,
    /// The layer of the organization that it is.
    pub scope: Option<Text>,
    /// The team that it belongs to.
    pub parent: Option<Text>,
    /// The operating model that it follows, where that is not its parent's.
    pub model: Option<Text>,
    /// Where it departs from the model: areas with who holds them here.
    pub overrides: Vec<(Text, Tag)>,
    /// The role that says what is expected of whom.
    pub expectations_by: Option<Text>,
    /// What shapes it, by label.
    pub attributes: Vec<(Text, Text)>,
    /// Who has which role.
    pub people: Vec<PersonText>,
}

/// Somebody in a team.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonText {
    /// The role, by any of its names.
    pub role: Text,
    /// The name.
    pub name: Text,
    /// How senior, where that is not as the role says.
    pub seniority: Option<Spanned<u8>>,
}

pub(super) fn read(fields: &mut Fields<'_>) -> TeamText {
    TeamText {
        also: fields.short_texts("also"),
        scope: fields.short_text("scope"),
        parent: fields.short_text("parent"),
        model: fields.short_text("model"),
        overrides: fields.tag_map("overrides"),
        expectations_by: fields.short_text("expectations-by"),
        attributes: fields.text_map("attributes"),
        people: fields.people("people"),
    }
}
