//! Roles: the hats that hold responsibility.

use super::{AreaId, DocumentId, ModelId, RoleId, ScopeId, SourceId};
use crate::document::front_matter::{Color, Question, RoleKind};
use crate::document::range::Range;
use crate::document::tag::Relation;
use crate::text::Text;

/// A hat that holds responsibility.
#[derive(Clone, Debug)]
pub struct Role {
    /// File name without ending.
    pub id: String,
    /// Where it is defined.
    pub document: DocumentId,
    /// Name on the page.
    pub title: String,
    /// Abbreviation.
    pub abbr: Option<String>,
    /// Other names.
    pub also: Vec<String>,
    /// What it looks at.
    pub focus: Option<String>,
    /// Which questions it answers.
    pub answers: Vec<Question>,
    /// Job, hat or group.
    pub kind: RoleKind,
    /// How many there are.
    pub how_many: Option<String>,
    /// Its manager's role.
    pub reports_to: Option<RoleId>,
    /// Who wears this hat.
    pub worn_by: Vec<RoleId>,
    /// The layer of the organization where it works.
    pub scope: Option<ScopeId>,
    /// How senior it is, 1 to 20.
    pub seniority: Option<u8>,
    /// The larger role it is a part of.
    pub subset_of: Option<RoleId>,
    /// The roles it combines.
    pub hybrid_of: Vec<RoleId>,
    /// Areas it owns by default.
    pub owns: Vec<AreaId>,
    /// Areas it co-owns by default, with the other holder where it is named.
    pub shares: Vec<(AreaId, Option<RoleId>)>,
    /// Areas it takes part in.
    pub takes_part: Vec<(AreaId, Relation)>,
    /// Roles it stands in for, and when.
    pub backs_up: Vec<(RoleId, Option<String>)>,
    /// Facts to be compared.
    pub attributes: Vec<Attribute>,
    /// What sources say of it: inline Markdown of its file.
    pub claims: Vec<(SourceId, Text)>,
    /// The models that it says it takes part in; none stands for all.
    pub joins: Option<Vec<ModelId>>,
    /// Its colour on every page.
    pub color: Color,
}

impl Role {
    /// The abbreviation where it has one, else the title.
    #[must_use]
    pub fn short(&self) -> &str {
        self.abbr.as_deref().unwrap_or(&self.title)
    }

    /// Whether it says that it takes part in a model.
    pub(super) fn joins(&self, model: ModelId) -> bool {
        let models = self.joins.as_ref();
        models.is_none_or(|models| models.contains(&model))
    }
}

/// A fact about a role that is lined up with the same fact of another.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    /// What it is about.
    pub label: String,
    /// As written.
    pub text: String,
    /// When the text is wholly a range.
    pub range: Option<Range>,
}
