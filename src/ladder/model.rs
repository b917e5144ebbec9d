//! Operating models: ways to divide the areas among roles.

use std::sync::Arc;

use super::{AreaId, DocumentId, Held, RoleId, SourceId};
use crate::document::front_matter::Status;
use crate::text::Text;

/// One way to divide the areas among roles.
#[derive(Clone, Debug)]
pub struct Model {
    /// File name without ending.
    pub id: String,
    /// Where it is defined.
    pub document: DocumentId,
    /// Name on the page.
    pub title: String,
    /// Other names.
    pub also: Vec<String>,
    /// Roles taking part, in the order of lists.
    pub roles: Vec<RoleId>,
    /// Whether areas it does not name fall to the role definitions.
    pub inherit: bool,
    /// What it says of areas, by area.
    pub said: Vec<(AreaId, Arc<Held>)>,
    /// Whether somebody recommends it.
    pub recommended: bool,
    /// Who does.
    pub recommended_by: Option<SourceId>,
    /// Described or only mentioned.
    pub status: Status,
    /// Where it comes from.
    pub sources: Vec<SourceId>,
    /// When it fits.
    pub fits: Vec<Text>,
    /// Where it strains.
    pub strains: Vec<Text>,
    /// Where it was seen.
    pub seen_at: Vec<Text>,
    /// When to leave it.
    pub leave_when: Vec<Text>,
    /// How it is varied.
    pub variants: Vec<Text>,
}

impl Model {
    /// What the model itself says of an area.
    #[must_use]
    pub fn says(&self, area: AreaId) -> Option<&Arc<Held>> {
        self.said
            .binary_search_by_key(&area, |(area, _)| *area)
            .ok()
            .map(|at| &self.said[at].1)
    }

    /// Whether a role takes part.
    #[must_use]
    pub fn has(&self, role: RoleId) -> bool {
        self.roles.binary_search(&role).is_ok()
    }
}
