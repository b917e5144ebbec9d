//! The keys of an area or category.

use super::common::Written;
use crate::document::tag::{self, Tag};
use crate::text::Text;
use crate::value::fields::Fields;
use crate::value::keys::{self, Keys};

/// An area or category as written.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaText {
    /// Abbreviation.
    pub abbr: Option<Text>,
    /// Other names.
    pub also: Vec<Text>,
    /// The area it belongs to, where that is not its folder's.
    pub parent: Option<Text>,
    /// Concrete examples.
    pub examples: Vec<Text>,
    /// What good looks like.
    pub good: Vec<Text>,
    /// How far it looks ahead.
    pub horizon: Vec<Text>,
    /// Whether loads count it.
    pub counts: bool,
    /// Whether several owners are meant.
    pub co_owned: bool,
    /// The only models that speak of it; empty for all.
    pub models: Vec<Text>,
    /// Who holds it by the word of a source: the source's name, and the ownership tag.
    pub claims: Vec<(Text, Tag)>,
}

impl Written for AreaText {
    const KEYS: &'static Keys = &keys::AREA;

    fn read(fields: &mut Fields<'_>) -> AreaText {
        AreaText {
            abbr: fields.short_text("abbr"),
            also: fields.short_texts("also"),
            parent: fields.short_text("parent"),
            examples: fields.texts("examples"),
            good: fields.texts("good"),
            horizon: fields.texts("horizon"),
            counts: fields.flag("counts").is_none_or(|counts| counts.value),
            co_owned: fields
                .flag("co-owned")
                .is_some_and(|co_owned| co_owned.value),
            models: fields.short_texts("models"),
            claims: tag::read_map(fields, "claims"),
        }
    }

    fn inline_texts(&self) -> Vec<&Text> {
        [&self.examples, &self.good, &self.horizon]
            .into_iter()
            .flatten()
            .collect()
    }

    fn other_names(&self) -> (Option<&Text>, &[Text]) {
        (self.abbr.as_ref(), &self.also)
    }
}
