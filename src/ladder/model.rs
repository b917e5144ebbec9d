//! Operating models: ways to divide the areas among roles.

use std::sync::Arc;

use super::{AreaId, DocumentId, Held, RoleId, SourceId};
use crate::document::front_matter::Status;
use crate::text::Text;

/// One way to divide the areas among roles.
#[derive(Clone, Debug)]
pub struct Model {
    pub id: String,
    pub document: DocumentId,
    pub title: String,
    pub also: Vec<String>,
    /// Roles taking part, in the order of lists.
    pub roles: Vec<RoleId>,
    /// Whether areas it does not name fall to the role definitions.
    pub inherit: bool,
    pub said: Vec<(AreaId, Arc<Held>)>,
    /// Whether a source recommends it.
    pub recommended: bool,
    pub recommended_by: Option<SourceId>,
    /// Described or only mentioned.
    pub status: Status,
    /// Where it comes from.
    pub sources: Vec<SourceId>,
    pub fits: Vec<Text>,
    pub strains: Vec<Text>,
    /// Where it was seen.
    pub seen_at: Vec<Text>,
    pub leave_when: Vec<Text>,
    /// How it is varied.
    pub variants: Vec<Text>,
}

impl Model {
    /// What the model itself says of an area.
    pub fn says(&self, area: AreaId) -> Option<&Arc<Held>> {
        self.said
            .binary_search_by_key(&area, |(area, _)| *area)
            .ok()
            .map(|at| &self.said[at].1)
    }

    /// Whether a role takes part.
    pub fn has(&self, role: RoleId) -> bool {
        self.roles.binary_search(&role).is_ok()
    }
}
