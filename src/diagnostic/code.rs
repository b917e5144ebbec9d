//! The stable codes, their severities, the lints that may change those, and the long explanations.

use super::severity::Severity;

/// A group of diagnostics whose severity `book.toml` may set under `[lints]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lint {
    Links,
    Anchors,
    /// Pictures and other files that are not there.
    Assets,
    Gaps,
    /// Tags in which roles take part and none answers.
    NoAccountable,
    /// Roles and people that lead together and are far apart.
    Pairings,
    /// Form and taste.
    Style,
    Duplicates,
    /// Review dates that have passed or come near.
    Due,
    /// What a theme's templates print.
    Theme,
}

impl Lint {
    /// All of them, in the order of the documentation.
    pub const ALL: [Lint; 10] = [
        Lint::Links,
        Lint::Anchors,
        Lint::Assets,
        Lint::Gaps,
        Lint::NoAccountable,
        Lint::Pairings,
        Lint::Style,
        Lint::Duplicates,
        Lint::Due,
        Lint::Theme,
    ];

    /// Whether nothing is said of it unless `book.toml` asks for it: what it finds is often meant.
    pub fn is_on_request(self) -> bool {
        matches!(self, Lint::NoAccountable)
    }

    /// The key in `book.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Lint::Links => "links",
            Lint::Anchors => "anchors",
            Lint::Assets => "assets",
            Lint::Gaps => "gaps",
            Lint::NoAccountable => "no-accountable",
            Lint::Pairings => "pairings",
            Lint::Style => "style",
            Lint::Duplicates => "duplicates",
            Lint::Due => "due",
            Lint::Theme => "theme",
        }
    }
}

macro_rules! codes {
    ($( $variant:ident $name:literal $severity:ident $($lint:ident)?; )+) => {
        /// What kind of thing is wrong, said at length in `explain/`. The name is stable: people
        /// grep for it and silence it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $( $variant, )+ }

        impl Code {
            /// Every code, in the order of the documentation.
            pub const ALL: &[Code] = &[$(Code::$variant),+];

            /// As printed between brackets and as `ladderbook explain` takes it.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)+ }
            }

            /// The severity it has unless `book.toml` says otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)+ }
            }

            /// The lint that may change its severity.
            pub fn lint(self) -> Option<Lint> {
                match self { $(Code::$variant => codes!(@lint $($lint)?),)+ }
            }

            /// The long form: Markdown with what it means, a wrong and a right example.
            pub fn explanation(self) -> &'static str {
                match self { $(Code::$variant => include_str!(concat!("explain/", $name, ".md")),)+ }
            }
        }
    };
    (@lint) => { None };
    (@lint $lint:ident) => { Some(Lint::$lint) };
}

codes! {
    // Files
    EmptyFile "empty-file" Error;
    EmptyPage "empty-page" Warning Style;
    BadUtf8 "bad-utf8" Error;
    ControlCharacter "control-character" Error;
    InvisibleCharacter "invisible-character" Warning;
    OverLimit "over-limit" Error;
    SymbolicLink "symbolic-link" Error;
    NotRegular "not-regular" Error;
    BadFileName "bad-file-name" Error;
    WindowsName "windows-name" Warning;
    PrivateFile "private-file" Warning;
    NoContent "no-content" Error;
    PathTaken "path-taken" Error;
    BadAlias "bad-alias" Error;
    SecondIndex "second-index" Warning Style;

    // Settings and front matter
    MalformedToml "malformed-toml" Error;
    MalformedYaml "malformed-yaml" Error;
    UnclosedFrontMatter "unclosed-front-matter" Error;
    WrongFence "wrong-fence" Error;
    UnknownKey "unknown-key" Error;
    DuplicateKey "duplicate-key" Error;
    MissingKey "missing-key" Error;
    WrongType "wrong-type" Error;
    CommentedValue "commented-value" Error;
    CutText "cut-text" Warning Style;
    QuoteIt "quote-it" Error;
    OddQuotes "odd-quotes" Warning Style;
    YamlAlias "yaml-alias" Error;
    BadValue "bad-value" Error;

    // Assessments
    AssessmentForm "assessment-form" Error;
    BadThreshold "bad-threshold" Error;
    BadScale "bad-scale" Error;
    BadResults "bad-results" Error;

    // Names and ownership
    UnknownRole "unknown-role" Error;
    UnknownArea "unknown-area" Error;
    UnknownName "unknown-name" Error;
    UnknownScope "unknown-scope" Error;
    AmbiguousName "ambiguous-name" Error;
    NameTaken "name-taken" Error;
    ReservedName "reserved-name" Error;
    LookAlike "look-alike" Error;
    MalformedTag "malformed-tag" Error;
    DoubtfulReason "doubtful-reason" Error;
    BadRange "bad-range" Error;
    Cycle "cycle" Error;
    UnsharedArea "unshared-area" Warning;
    UnreturnedShare "unreturned-share" Warning;
    ScopeOrder "scope-order" Error;
    SeniorityGap "seniority-gap" Warning Pairings;
    Gaps "gaps" Warning Gaps;
    NoAccountable "no-accountable" Warning NoAccountable;
    NoEffect "no-effect" Warning Style;
    AgainstDefinition "against-definition" Warning Style;
    LowerStep "lower-step" Warning Style;
    NearDuplicate "near-duplicate" Warning Duplicates;

    // Markdown
    UnreadableMarkdown "unreadable-markdown" Error;
    RemovedHtml "removed-html" Warning;
    RemovedAttribute "removed-attribute" Warning;
    RemovedLink "removed-link" Warning;
    UnclosedContainer "unclosed-container" Warning;
    UnknownContainer "unknown-container" Warning Style;
    LeftAsText "left-as-text" Warning Style;
    LostCell "lost-cell" Warning Style;

    // Links and assets
    BrokenLink "broken-link" Error Links;
    BrokenAnchor "broken-anchor" Error Anchors;
    UnknownTarget "unknown-target" Error Links;
    OutsideLink "outside-link" Error Links;
    DraftLink "draft-link" Error Links;
    MissingAsset "missing-asset" Error Assets;
    UnsafeSvg "unsafe-svg" Error;
    WrongAssetType "wrong-asset-type" Warning Assets;

    // Pages
    GoneAddress "gone-address" Warning Links;
    PairBudget "pair-budget" Warning;
    NoSiteUrl "no-site-url" Note;
    NoDates "no-dates" Warning;
    ReviewDue "review-due" Warning Due;
    OtherHost "other-host" Error;
    UnescapedText "unescaped-text" Warning Theme;
    AgainstPolicy "against-policy" Warning Theme;
    ThemeWords "theme-words" Warning Theme;
    Template "template" Error;
}

impl Code {
    pub fn find(name: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.name() == name)
    }

    /// Whether it keeps a part of a front matter from being read, so that other mistakes may only
    /// follow from it.
    pub fn is_damage(self) -> bool {
        matches!(
            self,
            Code::BadUtf8
                | Code::OverLimit
                | Code::MalformedYaml
                | Code::UnclosedFrontMatter
                | Code::WrongFence
                | Code::CommentedValue
                | Code::QuoteIt
                | Code::YamlAlias
        )
    }

    /// What it means in a few words: the title of its explanation.
    pub fn title(self) -> &'static str {
        let first = self.explanation().lines().next().unwrap_or_default();
        first.trim_start_matches('#').trim()
    }
}
