//! The keys of an axis.

use crate::document::fields::Fields;
use crate::document::yaml::Text;

/// An axis as written.
#[derive(Clone, Debug, PartialEq)]
pub struct AxisText {
    /// What it is about, in a word.
    pub about: Option<Text>,
}

pub(super) fn read(fields: &mut Fields<'_>) -> AxisText {
    AxisText {
        about: fields.short_text("about"),
    }
}
