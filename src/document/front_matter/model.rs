//! The keys of an operating model.

use super::common::Written;
use crate::document::tag::{self, Tag};
use crate::text::Text;
use crate::value::fields::Fields;
use crate::value::keys::{self, Keys};

/// An operating model as written.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelText {
    /// Other names.
    pub also: Vec<Text>,
    /// Roles taking part that hold nothing by name.
    pub roles: Vec<Text>,
    /// Whether areas not named fall to the role definitions.
    pub inherit: bool,
    /// Who holds what.
    pub owners: Vec<(Text, Tag)>,
    /// Whether somebody recommends it.
    pub recommended: bool,
    /// Who does: a source.
    pub recommended_by: Option<Text>,
    /// Described or only mentioned.
    pub status: Status,
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

/// Whether a source describes a model or only mentions it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Described.
    #[default]
    Described,
    /// Only mentioned.
    Mentioned,
}

impl Written for ModelText {
    const KEYS: &'static Keys = &keys::MODEL;

    fn read(fields: &mut Fields<'_>) -> ModelText {
        ModelText {
            also: fields.short_texts("also"),
            roles: fields.short_texts("roles"),
            inherit: fields.flag("inherit").is_none_or(|inherit| inherit.value),
            owners: tag::read_map(fields, "owners"),
            recommended: fields.flag("recommended").is_some_and(|flag| flag.value),
            recommended_by: fields.short_text("recommended-by"),
            status: fields
                .word(
                    "status",
                    &[
                        ("described", Status::Described),
                        ("mentioned", Status::Mentioned),
                    ],
                )
                .map_or(Status::Described, |status| status.value),
            fits: fields.texts("fits"),
            strains: fields.texts("strains"),
            seen_at: fields.texts("seen-at"),
            leave_when: fields.texts("leave-when"),
            variants: fields.texts("variants"),
        }
    }

    fn inline_texts(&self) -> Vec<&Text> {
        [
            &self.fits,
            &self.strains,
            &self.seen_at,
            &self.leave_when,
            &self.variants,
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn other_names(&self) -> (Option<&Text>, &[Text]) {
        (None, &self.also)
    }
}
