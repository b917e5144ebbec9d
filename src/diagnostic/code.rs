//! The stable codes, their severities, the lints that may change those, and the long explanations.

use super::Severity;

/// A group of diagnostics whose severity `book.toml` may set under `[lints]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lint {
    /// Links to pages that are not there.
    Links,
    /// Links to headings that are not there.
    Anchors,
    /// Pictures and other files that are not there.
    Assets,
    /// Areas that nobody owns.
    Gaps,
    /// Roles and people that lead together and are far apart.
    Pairings,
    /// Form and taste.
    Style,
    /// Texts that say the same twice.
    Duplicates,
    /// Review dates that have passed or come near.
    Due,
    /// What a theme's templates print.
    Theme,
}

impl Lint {
    /// All of them, in the order of the documentation.
    pub const ALL: [Lint; 9] = [
        Lint::Links,
        Lint::Anchors,
        Lint::Assets,
        Lint::Gaps,
        Lint::Pairings,
        Lint::Style,
        Lint::Duplicates,
        Lint::Due,
        Lint::Theme,
    ];

    /// The key in `book.toml`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Lint::Links => "links",
            Lint::Anchors => "anchors",
            Lint::Assets => "assets",
            Lint::Gaps => "gaps",
            Lint::Pairings => "pairings",
            Lint::Style => "style",
            Lint::Duplicates => "duplicates",
            Lint::Due => "due",
            Lint::Theme => "theme",
        }
    }
}

macro_rules! codes {
    ($( $(#[doc = $doc:literal])+ $variant:ident $name:literal $severity:ident $($lint:ident)?; )+) => {
        /// What kind of thing is wrong. The name is stable: people grep for it and silence it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $( $(#[doc = $doc])+ $variant, )+ }

        impl Code {
            /// Every code, in the order of the documentation.
            pub const ALL: &[Code] = &[$(Code::$variant),+];

            /// As printed between brackets and as `ladderbook explain` takes it.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)+ }
            }

            /// The severity it has unless `book.toml` says otherwise.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)+ }
            }

            /// The lint that may change its severity.
            #[must_use]
            pub fn lint(self) -> Option<Lint> {
                match self { $(Code::$variant => codes!(@lint $($lint)?),)+ }
            }

            /// The long form: Markdown with what it means, a wrong and a right example.
            #[must_use]
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
    /// A file that should hold text has none.
    EmptyFile "empty-file" Error;
    /// Bytes that are not UTF-8.
    BadUtf8 "bad-utf8" Error;
    /// A control character in a title, name or id.
    ControlCharacter "control-character" Error;
    /// A character that cannot be seen or that changes the direction of writing.
    InvisibleCharacter "invisible-character" Warning;
    /// Something is larger, longer or deeper than allowed.
    OverLimit "over-limit" Error;
    /// A symbolic link.
    SymbolicLink "symbolic-link" Error;
    /// A pipe, socket or device.
    NotRegular "not-regular" Error;
    /// A file name that is not UTF-8 or cannot be an id.
    BadFileName "bad-file-name" Error;
    /// A file name that Windows cannot hold.
    WindowsName "windows-name" Warning;
    /// A file that looks like a key or a backup.
    PrivateFile "private-file" Warning;
    /// There is nothing to build.
    NoContent "no-content" Error;
    /// Two files want one address or id.
    PathTaken "path-taken" Error;
    /// A redirect that cannot work.
    BadAlias "bad-alias" Error;

    // Settings and front matter
    /// `book.toml` is no TOML.
    MalformedToml "malformed-toml" Error;
    /// The front matter is no YAML.
    MalformedYaml "malformed-yaml" Error;
    /// A block that opens and never closes.
    UnclosedFrontMatter "unclosed-front-matter" Error;
    /// Front matter in another language than YAML, or twice.
    WrongFence "wrong-fence" Error;
    /// A key that the format does not know.
    UnknownKey "unknown-key" Error;
    /// A key that appears twice.
    DuplicateKey "duplicate-key" Error;
    /// A key that must be there.
    MissingKey "missing-key" Error;
    /// A value of another type or form than the key takes.
    WrongType "wrong-type" Error;
    /// `#` made the value a comment.
    CommentedValue "commented-value" Error;
    /// A text that YAML reads as something else.
    QuoteIt "quote-it" Error;
    /// A YAML anchor, alias, merge or tag.
    YamlAlias "yaml-alias" Error;
    /// A value that the key does not take.
    BadValue "bad-value" Error;

    // Assessments
    /// An assessment that is no checklist and no set of questions, or both.
    AssessmentForm "assessment-form" Error;
    /// A threshold that nobody or everybody reaches.
    BadThreshold "bad-threshold" Error;
    /// A scale whose ends are turned round, or that is too long.
    BadScale "bad-scale" Error;
    /// Results that leave averages out, or that no average has.
    BadResults "bad-results" Error;

    // Names and ownership
    /// A role that no file defines.
    UnknownRole "unknown-role" Error;
    /// An area that no file defines.
    UnknownArea "unknown-area" Error;
    /// A model, source, team or other page that no file defines.
    UnknownName "unknown-name" Error;
    /// A scope that the settings do not have.
    UnknownScope "unknown-scope" Error;
    /// A name that several things answer to.
    AmbiguousName "ambiguous-name" Error;
    /// A name that something else has already.
    NameTaken "name-taken" Error;
    /// A name that the tag language keeps for itself.
    ReservedName "reserved-name" Error;
    /// A letter that only looks like the one meant.
    LookAlike "look-alike" Error;
    /// An ownership tag that cannot be read.
    MalformedTag "malformed-tag" Error;
    /// An item of an ownership tag that may be a reason or say how a role holds the area.
    DoubtfulReason "doubtful-reason" Error;
    /// A range of percentages that is none.
    BadRange "bad-range" Error;
    /// A relation that leads back to its start.
    Cycle "cycle" Error;
    /// Two roles own an area and do not say they share it.
    UnsharedArea "unshared-area" Warning;
    /// A role shares an area with one that does not share it back.
    UnreturnedShare "unreturned-share" Warning;
    /// A team that belongs to one of no larger scope.
    ScopeOrder "scope-order" Error;
    /// Roles or people that lead together and are far apart in seniority.
    SeniorityGap "seniority-gap" Warning Pairings;
    /// Areas of a model that nobody owns.
    Gaps "gaps" Warning Gaps;
    /// Something that no reader will ever see an effect of.
    NoEffect "no-effect" Warning Style;
    /// A level that stands lower on an axis than the level before it.
    LowerStep "lower-step" Warning Style;
    /// Two texts of tracks and axes that say the same.
    NearDuplicate "near-duplicate" Warning Duplicates;

    // Markdown
    /// Text that the parser breaks down on.
    UnreadableMarkdown "unreadable-markdown" Error;
    /// HTML that is not allowed.
    RemovedHtml "removed-html" Warning;
    /// An attribute that is not allowed.
    RemovedAttribute "removed-attribute" Warning;
    /// A link with a scheme that is not allowed.
    RemovedLink "removed-link" Warning;
    /// A `:::` container that never closes.
    UnclosedContainer "unclosed-container" Warning;
    /// A `:::` container of a kind that does not exist.
    UnknownContainer "unknown-container" Warning Style;
    /// Text that reads like a link and is none.
    LeftAsText "left-as-text" Warning Style;

    // Links and assets
    /// A link to a page that is not there.
    BrokenLink "broken-link" Error Links;
    /// A link to a heading that is not there.
    BrokenAnchor "broken-anchor" Error Anchors;
    /// `[[…]]` with a name that nothing has.
    UnknownTarget "unknown-target" Error Links;
    /// A link that leaves the content folder.
    OutsideLink "outside-link" Error;
    /// A link to a page that is not published.
    DraftLink "draft-link" Error Links;
    /// A file that is not there.
    MissingAsset "missing-asset" Error Assets;
    /// An SVG that holds more than a picture.
    UnsafeSvg "unsafe-svg" Error;
    /// A file whose content is not what its name says.
    WrongAssetType "wrong-asset-type" Warning Assets;

    // Pages
    /// More pairs than the budget has pages for.
    PairBudget "pair-budget" Warning;
    /// No site address, so the sitemap holds paths only.
    NoSiteUrl "no-site-url" Note;
    /// git cannot say when pages changed last.
    NoDates "no-dates" Warning;
    /// A page that should be looked at again, by now or soon.
    ReviewDue "review-due" Warning Due;
    /// A page that would ask another host for something.
    OtherHost "other-host" Error;
    /// A template that prints text where it could be read as markup.
    UnescapedText "unescaped-text" Warning Theme;
    /// Something in a template that the policy of the pages keeps browsers from running.
    AgainstPolicy "against-policy" Warning Theme;
    /// A theme's file that cannot be used.
    Template "template" Error;
}

impl Code {
    /// The code of this name.
    #[must_use]
    pub fn find(name: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.name() == name)
    }

    /// What it means in a few words: the title of its explanation.
    #[must_use]
    pub fn title(self) -> &'static str {
        let first = self.explanation().lines().next().unwrap_or_default();
        first.trim_start_matches('#').trim()
    }
}
