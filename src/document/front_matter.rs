//! The front matter of each kind: what the author wrote, with its places, before any name is looked up.
//!
//! One file a kind: the keys it has, and how they are read.

mod address;
mod area;
pub mod assessment;
mod axis;
mod color;
mod common;
mod comparison;
mod date;
mod guide;
mod model;
mod role;
mod source;
mod team;
mod track;

use super::limits::Limits;
use crate::diagnostic::{Diagnostic, Severity};
use crate::kinds::kinds;
use crate::span::Span;
use crate::text::Text;
use crate::value::fields::{Fields, Language, Source};
use crate::value::keys::{self, Keys};
use crate::value::yaml::{self, Block};

pub use crate::kinds::Kind;
pub use address::is_web_address;
pub use area::AreaText;
pub use assessment::AssessmentText;
pub use axis::{AxisText, StepText};
pub use color::Color;
pub use common::Common;
use common::Written;
pub use comparison::{ComparisonText, RowText};
pub use date::Date;
pub use guide::{Cadence, GuideText};
pub use model::{ModelText, Status};
pub use role::{Participation, Question, RoleKind, RoleText};
pub use source::SourceText;
pub use team::{PersonText, Seat as SeatText, TeamText};
pub use track::{LevelText, TrackText};

pub use crate::vocabulary::usable_in_tags;

/// The front matter of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontMatter {
    /// The keys of every kind.
    pub common: Common,
    /// The keys of the file's own kind.
    pub own: Own,
}

impl FrontMatter {
    /// The texts that hold inline Markdown: cells, list items, not names and titles.
    #[must_use]
    pub fn inline_texts(&self) -> Vec<&Text> {
        let own = self.own.inline_texts();
        own.into_iter().chain(&self.common.description).collect()
    }
}

/// The front matter of one kind.
pub trait OfKind: Sized {
    /// The kind.
    const KIND: Kind;

    /// The keys of this kind, where they are.
    fn of(own: &Own) -> Option<&Self>;
}

macro_rules! own {
    ($( $section:ident { $(
        $(#[doc = $doc:literal])+
        $kind:ident $one:ident $several:ident $text:ident $id:ident $folder:literal $a:literal;
    )+ } )+) => {
        /// The keys that only one kind has.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Own {
            $($( $(#[doc = $doc])+ $kind(Box<$text>), )+)+
            /// The glossary, a guide, or an index page.
            Guide(Box<GuideText>),
        }

        $($( of_kind!($kind $text); )+)+

        impl Own {
            fn read(kind: Kind, fields: &mut Fields<'_>) -> Own {
                match kind {
                    $($( Kind::$kind => Own::$kind(Box::new($text::read(fields))), )+)+
                    Kind::Glossary | Kind::Guide => Own::Guide(Box::new(GuideText::read(fields))),
                }
            }

            /// The texts that hold inline Markdown.
            fn inline_texts(&self) -> Vec<&Text> {
                match self {
                    $($( Own::$kind(own) => own.inline_texts(), )+)+
                    Own::Guide(own) => own.inline_texts(),
                }
            }

            /// The terms that a glossary explains on its own page alone.
            #[must_use]
            pub fn only_here(&self) -> &[Text] {
                match self {
                    Own::Guide(own) => &own.only_here,
                    _ => &[],
                }
            }

            /// The abbreviation and the other names that the file claims beside its title.
            #[must_use]
            pub fn other_names(&self) -> (Option<&Text>, &[Text]) {
                match self {
                    $($( Own::$kind(own) => own.other_names(), )+)+
                    Own::Guide(own) => own.other_names(),
                }
            }
        }

        /// The keys of a kind.
        pub(crate) fn keys_of(kind: Kind) -> &'static Keys {
            match kind {
                $($( Kind::$kind => $text::KEYS, )+)+
                Kind::Glossary => &keys::GLOSSARY,
                Kind::Guide => GuideText::KEYS,
            }
        }
    };
}

macro_rules! of_kind {
    ($kind:ident $text:ident) => {
        impl OfKind for $text {
            const KIND: Kind = Kind::$kind;

            fn of(own: &Own) -> Option<&$text> {
                match own {
                    Own::$kind(own) => Some(own),
                    _ => None,
                }
            }
        }
    };
}

kinds!(own);
of_kind!(Guide GuideText);

/// Reads the front matter of a file of this kind.
pub(super) fn read(
    kind: Kind,
    block: Block<'_>,
    limits: &Limits,
    diagnostics: &mut Vec<Diagnostic>,
) -> FrontMatter {
    let (entries, wrong) = yaml::parse(block, limits);
    diagnostics.extend(wrong);
    let source = Source {
        language: Language::Yaml,
        text: block.text,
        limits,
    };
    let head = Span::file_start(block.file);
    let mut fields = Fields::new(keys_of(kind), head, entries, source, diagnostics);
    let common = common::read(&mut fields);
    let own = Own::read(kind, &mut fields);
    // A guide often comes from elsewhere and brings keys of its own; on the other kinds an unknown key is a slip.
    fields.finish_as(if matches!(own, Own::Guide(_)) {
        Severity::Warning
    } else {
        Severity::Error
    });
    FrontMatter { common, own }
}
