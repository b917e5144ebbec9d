//! The keys of an ordinary page; of a practice, if it says whose it is and how often.

use super::common::Written;
use crate::text::Text;
use crate::value::fields::Fields;
use crate::value::keys::{self, Keys};

/// A guide, the glossary or an index page as written.
#[derive(Clone, Debug, PartialEq)]
pub struct GuideText {
    /// The roles whose practice it describes.
    pub practice_of: Vec<Text>,
    /// How often it is done.
    pub cadence: Vec<Cadence>,
    /// Of the glossary: terms that are explained on its own page alone.
    pub only_here: Vec<Text>,
}

/// How often something is done.
#[derive(Clone, Debug, PartialEq)]
pub struct Cadence {
    /// What, where that is not the practice as a whole.
    pub what: Option<Text>,
    /// How often, in the author's words.
    pub how_often: Text,
}

impl Written for GuideText {
    const KEYS: &'static Keys = &keys::GUIDE;

    fn read(fields: &mut Fields<'_>) -> GuideText {
        GuideText {
            only_here: if fields.knows("only-here") {
                fields.short_texts("only-here")
            } else {
                Vec::new()
            },
            practice_of: fields.short_texts("practice-of"),
            cadence: fields.list_of("cadence", &keys::CADENCE, |cadence, _| {
                cadence.requires("how-often", "write `how-often: every two or three weeks`");
                let (what, how_often) = (cadence.text("what"), cadence.short_text("how-often"));
                Some(Cadence {
                    what,
                    how_often: how_often?,
                })
            }),
        }
    }

    fn inline_texts(&self) -> Vec<&Text> {
        self.cadence
            .iter()
            .filter_map(|cadence| cadence.what.as_ref())
            .collect()
    }
}
