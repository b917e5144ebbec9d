//! The parts of the site: the table that the header and the pages that list are made from, with
//! their words, addresses and templates.
//!
//! It lies beside the table of kinds, not in it: parts have an order of their own, two kinds can
//! share one, and guides have one as well. A kind that is in no part does not compile.

use crate::kinds::Kind;
use crate::words::{Key, key};

/// The words of a part's page: its title and its description.
macro_rules! index_words {
    (-) => {
        None
    };
    ($words:literal) => {
        Some((
            key!(concat!("title_", $words)),
            key!(concat!("description_", $words)),
        ))
    };
}

macro_rules! parts {
    ($(
        $(#[doc = $doc:literal])+
        $part:ident ($($kind:ident)*) $folder:literal $words:tt $template:literal;
    )+) => {
        /// A part of the site: what its header leads to.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Part { $( $(#[doc = $doc])+ $part, )+ }

        impl Part {
            /// All of them, in the order of the header.
            pub(crate) const ALL: &[Part] = &[$(Part::$part),+];

            /// The part that the pages of a kind are in.
            pub(crate) fn of(kind: Kind) -> Part {
                match kind { $($( Kind::$kind => Part::$part, )*)+ }
            }

            /// The kinds whose pages are in it.
            pub(crate) fn kinds(self) -> &'static [Kind] {
                match self { $( Part::$part => &[$(Kind::$kind),*], )+ }
            }

            /// The folder that its page is in, in addresses.
            pub(crate) fn folder(self) -> &'static str {
                match self { $( Part::$part => $folder, )+ }
            }

            /// The template of its page, and what search results call that.
            pub(crate) fn index_template(self) -> &'static str {
                match self { $( Part::$part => $template, )+ }
            }

            /// The key of what the header calls it.
            pub(crate) fn nav_key(self) -> Key {
                match self { $( Part::$part => key!(concat!("nav_", $folder)), )+ }
            }

            /// The keys of its page's title and description; the front page has those of the book.
            pub(crate) fn index_words(self) -> Option<(Key, Key)> {
                match self { $( Part::$part => index_words!($words), )+ }
            }
        }
    };
}

parts! {
    // The kinds in it, its folder in addresses, its words, the template of its page.
    /// The front page and what belongs nowhere else.
    Home () "home" - "home";
    /// Roles.
    Roles (Role) "roles" "roles" "roles";
    /// Areas.
    Areas (Area) "areas" "areas" "areas";
    /// Models and their matrix.
    Models (Model) "models" "matrix" "matrix";
    /// Comparisons of roles.
    Compare (Comparison) "compare" "comparisons" "comparisons";
    /// Teams.
    Teams (Team) "teams" "teams" "teams";
    /// Tracks and their axes.
    Tracks (Track Axis) "tracks" "tracks" "tracks";
    /// Assessments.
    Assessments (Assessment) "assessments" "assessments" "assessments";
    /// Guides and the glossary.
    Guides (Guide Glossary) "guides" "guides" "listing";
    /// Sources.
    Sources (Source) "sources" "sources" "sources";
    /// Explanations of diagnostics.
    Checks () "checks" "checks" "listing";
}

impl Part {
    /// Whether readers come for its pages: the header names it, and it is on paper.
    pub(super) fn is_read(self) -> bool {
        !matches!(self, Part::Home | Part::Checks)
    }

    /// The file whose words are on its page.
    pub(super) fn prose_file(self) -> Option<String> {
        let folder = match self {
            Part::Home => return Some("index.md".to_owned()),
            Part::Checks => return None,
            part => part.kinds().iter().find_map(|kind| kind.folder()),
        };
        Some(format!("{}/index.md", folder.unwrap_or(self.folder())))
    }
}
