//! The keys of a track.

use crate::document::fields::Fields;
use crate::document::yaml::Text;

/// A track as written.
#[derive(Clone, Debug, PartialEq)]
pub struct TrackText {
    /// The role it belongs to.
    pub role: Option<Text>,
}

pub(super) fn read(fields: &mut Fields<'_>) -> TrackText {
    TrackText {
        role: fields.short_text("role"),
    }
}
