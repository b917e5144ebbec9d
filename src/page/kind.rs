//! Which template shows a page.

use crate::kinds::{Kind, kinds};
use crate::ladder::Subject;
use crate::plan::route::Page;
use crate::words::{Key, key};

/// The template of a page, and what search results call it.
pub(crate) fn kind_of(page: Page) -> &'static str {
    match page {
        Page::Index(part) => part.index_template(),
        Page::Disagreements => "disagreements",
        Page::TrackPair(..) => "track-pair",
        Page::About => "about",
        Page::Print => "print",
        Page::NotFound => "not-found",
        Page::Search => "search",
        Page::RolePair(..) => "role-pair",
        Page::ModelPair(..) => "model-pair",
        Page::Check(_) | Page::Subject(Subject::Page(_) | Subject::Comparison(_)) => "prose",
        Page::Subject(subject) => subject.kind().word(),
    }
}

macro_rules! keys {
    ($( $section:ident { $(
        $(#[$doc:meta])+
        $kind:ident $one:ident $several:ident $text:ident $id:ident $folder:literal $a:literal;
    )+ } )+) => {
        /// The words for one page of a kind and for several.
        pub(super) fn words_of(kind: Kind) -> (Key, Key) {
            match kind {
                $($( Kind::$kind => (key!(stringify!($one)), key!(stringify!($several))), )+)+
                Kind::Glossary | Kind::Guide => (key!("guide"), key!("guides")),
            }
        }
    };
}

kinds!(keys);
