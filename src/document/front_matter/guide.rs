//! The keys of an ordinary page.

use crate::document::fields::Fields;
use crate::document::yaml::Text;

/// A guide, the glossary or an index page as written.
#[derive(Clone, Debug, PartialEq)]
pub struct GuideText {
    /// The roles whose practice it describes.
    pub practice_of: Vec<Text>,
}

pub(super) fn read(fields: &mut Fields<'_>) -> GuideText {
    GuideText {
        practice_of: fields.short_texts("practice-of"),
    }
}
