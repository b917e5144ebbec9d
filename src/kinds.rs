//! The kinds of content: the one table that every stage makes its own types from.

/// Gives the table to a macro. A line has what the kind is called in code, one of it and several, the type of its front matter, the
/// type of its ids, its folder below `content/`, and its article.
macro_rules! kinds {
    ($each:ident) => {
        $each! {
            // What other files name: by id, title, `abbr`, `also`.
            named {
                /// A hat that holds responsibility.
                Role role roles RoleText RoleId "roles" "a";
                /// A thing that can be owned, or a category of such.
                Area area areas AreaText AreaId "areas" "an";
                /// One way to divide the areas among roles.
                Model model models ModelText ModelId "models" "a";
                /// A real team.
                Team team teams TeamText TeamId "teams" "a";
                /// A career ladder proper.
                Track track tracks TrackText TrackId "tracks" "a";
                /// A direction in which people grow.
                Axis axis axes AxisText AxisId "tracks/axes" "an";
                /// A checklist or a set of questions.
                Assessment assessment assessments AssessmentText AssessmentId "assessments" "an";
                /// Where a claim comes from.
                Source source sources SourceText SourceId "sources" "a";
            }
            // What is only linked.
            linked {
                /// Two roles side by side.
                Comparison comparison comparisons ComparisonText ComparisonId "comparisons" "a";
            }
        }
    };
}

pub(crate) use kinds;

macro_rules! kind {
    ($( $section:ident { $(
        $(#[doc = $doc:literal])+
        $kind:ident $one:ident $several:ident $text:ident $id:ident $folder:literal $a:literal;
    )+ } )+) => {
        /// What kind of content a file is, told by its folder below `content/`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $($( $(#[doc = $doc])+ $kind, )+)+
            /// The words of the ladder: `glossary.md`.
            Glossary,
            /// Anything else, the front page and the index pages of the kinds included.
            Guide,
        }

        impl Kind {
            /// Those that have a folder.
            pub const WITH_FOLDER: &[Kind] = &[$($(Kind::$kind),+),+];

            /// The folder of the kind; none for guides, which live anywhere.
            #[must_use]
            pub fn folder(self) -> Option<&'static str> {
                match self {
                    $($( Kind::$kind => Some($folder), )+)+
                    Kind::Glossary | Kind::Guide => None,
                }
            }

            /// As diagnostics name one of it, with its article.
            #[must_use]
            pub fn one(self) -> &'static str {
                match self {
                    $($( Kind::$kind => concat!($a, " ", stringify!($one)), )+)+
                    Kind::Glossary => "the glossary",
                    Kind::Guide => "a guide",
                }
            }

            /// One of it, as `ladderbook new` takes it.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self {
                    $($( Kind::$kind => stringify!($one), )+)+
                    Kind::Glossary => "glossary",
                    Kind::Guide => "guide",
                }
            }

            /// Several of it.
            #[must_use]
            pub fn words(self) -> &'static str {
                match self {
                    $($( Kind::$kind => stringify!($several), )+)+
                    Kind::Glossary => "glossaries",
                    Kind::Guide => "guides",
                }
            }
        }
    };
}

kinds!(kind);

impl Kind {
    /// The kind whose folder a path lies in, and the rest of the path.
    #[must_use]
    pub fn of_path(path: &str) -> Option<(Kind, &str)> {
        let below = |kind: &Kind| {
            let rest = path.strip_prefix(kind.folder()?)?.strip_prefix('/')?;
            Some((*kind, rest))
        };
        // One folder may be inside another's.
        let found = Kind::WITH_FOLDER.iter().filter_map(below);
        found.min_by_key(|(_, rest)| rest.len())
    }
}
