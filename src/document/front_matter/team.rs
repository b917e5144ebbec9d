//! The keys of a team.

use crate::document::fields::Fields;
use crate::document::yaml::Text;

/// A team as written.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamText {
    /// Other names.
    pub also: Vec<Text>,
}

pub(super) fn read(fields: &mut Fields<'_>) -> TeamText {
    TeamText {
        also: fields.short_texts("also"),
    }
}
