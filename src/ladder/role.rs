//! Roles: the hats that hold responsibility.

use super::{AreaId, DocumentId, ModelId, RoleId, ScopeId, SourceId};
use crate::document::front_matter::{Color, Question, RoleKind, usable_in_tags};
use crate::document::range::Range;
use crate::document::tag::Relations;
use crate::text::Text;

/// A hat that holds responsibility.
#[derive(Clone, Debug)]
pub struct Role {
    pub id: String,
    pub document: DocumentId,
    pub title: String,
    pub abbr: Option<String>,
    pub also: Vec<String>,
    /// What it looks at.
    pub focus: Option<String>,
    pub answers: Vec<Question>,
    /// Job, hat or group.
    pub kind: RoleKind,
    pub how_many: Option<String>,
    pub reports_to: Option<RoleId>,
    pub worn_by: Vec<RoleId>,
    /// The layer of the organization where it works.
    pub scope: Option<ScopeId>,
    /// How senior it is, 1 to 20.
    pub seniority: Option<u8>,
    /// The larger role it is a part of.
    pub subset_of: Option<RoleId>,
    pub hybrid_of: Vec<RoleId>,
    pub owns: Vec<AreaId>,
    /// Areas it co-owns by default, with the other holder where it is named.
    pub shares: Vec<(AreaId, Option<RoleId>)>,
    pub takes_part: Vec<(AreaId, Relations)>,
    /// Roles it stands in for, and when.
    pub backs_up: Vec<(RoleId, Option<String>)>,
    /// Facts to be compared.
    pub attributes: Vec<Attribute>,
    /// What sources say of it: inline Markdown of its file.
    pub claims: Vec<(SourceId, Text)>,
    /// The models that it says it takes part in; none is for all.
    pub joins: Option<Vec<ModelId>>,
    /// Its colour on every page.
    pub color: Color,
}

impl Role {
    /// The abbreviation where it has one, else the title.
    pub fn short(&self) -> &str {
        self.abbr.as_deref().unwrap_or(&self.title)
    }

    /// The shortest name that an ownership tag can hold: the id where there is no abbreviation and
    /// the title holds a sign of the tag.
    pub fn in_tags(&self) -> &str {
        let is_usable = self.abbr.is_some() || usable_in_tags(&self.title);
        if is_usable { self.short() } else { &self.id }
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
    pub text: String,
    /// When the text is wholly a range.
    pub range: Option<Range>,
}
