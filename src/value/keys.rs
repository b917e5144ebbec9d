//! Every key that a file may have: its name, what it takes, and what it says, in one line.
//!
//! The reader ([`super::fields`]) asks for keys by name and holds itself to this list, from which
//! "unknown key", "belongs elsewhere" and the files of `ladderbook new` are made. Keys of a mapping
//! are listed in the order in which a help text names them.

use crate::diagnostic::front_matter::Home;
use crate::vocabulary::{QUALITIES, RELATIONS};

#[derive(Clone, Copy, Debug)]
pub struct Key {
    pub name: &'static str,
    pub takes: Takes,
    /// What it is for, in a few words.
    pub says: &'static str,
}

/// What a key takes. A list takes a single value for a list of one, but in `book.toml`.
#[derive(Clone, Copy, Debug)]
pub enum Takes {
    /// A text, mostly with inline Markdown.
    Text,
    Texts,
    /// A short text on one line: a title, a name.
    Line,
    Lines,
    Flag,
    Number,
    /// A number of bytes, as such or with a unit: `64 KiB`.
    Size,
    /// A day: `2026-10-31`.
    Date,
    Word(&'static [&'static str]),
    Words(&'static [&'static str]),
    /// Texts by a label of the author's.
    TextMap,
    Areas,
    /// A list of areas or roles, each alone or with a word on it after a colon.
    Named,
    /// A list of names, or such lists by scope.
    ByScope,
    /// Ownership tags by a name: of an area, a source.
    Tags,
    /// People by their role: a name, or one of these mappings.
    People(&'static Keys),
    /// A mapping with these keys; in `book.toml`, a table.
    One(&'static Keys),
    Many(&'static Keys),
}

/// The keys of one kind of mapping.
#[derive(Debug)]
pub struct Keys {
    /// As diagnostics name it: "a role", "`[build]`".
    pub what: &'static str,
    /// The folder below `content/` whose files have these keys.
    pub folder: Option<&'static str>,
    shared: &'static [Key],
    own: &'static [Key],
}

impl Keys {
    pub fn all(&self) -> impl Iterator<Item = &'static Key> + Clone + use<> {
        self.shared.iter().chain(self.own)
    }

    /// The mappings that values of these keys are made of.
    fn inner(&self) -> impl Iterator<Item = &'static Keys> + use<> {
        self.all().filter_map(|key| match key.takes {
            Takes::Tags => Some(&TAG),
            Takes::People(keys) | Takes::One(keys) | Takes::Many(keys) => Some(keys),
            _ => None,
        })
    }

    /// Where a key belongs that these are not: in a mapping below one of them, in another table, in
    /// the files of other kinds.
    pub(crate) fn homes_of(&self, key: &str) -> Vec<Home> {
        let has = |keys: &&Keys| keys.own(key).is_some();
        let mut homes: Vec<&Keys> = self.inner().filter(has).collect();
        if self.what.starts_with('`') {
            homes = BOOK_TOML.inner().filter(has).collect();
            // A `title` is meant for the site: a limit goes by that name, too, but is set by those
            // who know of it.
            let is_rare = |keys: &&Keys| [LINTS.what, LIMITS.what].contains(&keys.what);
            if !homes.iter().all(is_rare) {
                homes.retain(|keys| !is_rare(keys));
            }
        } else if homes.is_empty() {
            homes.extend(files().filter(has));
            // The glossary has the keys of a guide; naming the guide is enough.
            if homes.len() > 1 {
                homes.retain(|keys| keys.what != GLOSSARY.what);
            }
        }
        let home = |keys: &Keys| Home {
            what: keys.what,
            folder: keys.folder,
        };
        homes.into_iter().map(home).collect()
    }

    /// The key of this name that no other kind shares.
    pub fn own(&self, name: &str) -> Option<&'static Key> {
        self.own.iter().find(|key| key.name == name)
    }

    pub fn find(&self, name: &str) -> Option<&'static Key> {
        self.all().find(|key| key.name == name)
    }
}

/// The front matter of each kind of file.
pub fn files() -> impl Iterator<Item = &'static Keys> {
    let shared = ALL.iter().filter(|keys| !keys.shared.is_empty());
    shared.copied().chain([&GLOSSARY])
}

macro_rules! keys {
    ($(
        $(#[doc = $doc:literal])*
        $name:ident = $what:literal $(in $folder:literal)? $(, and $shared:ident)?
    {
        $( $key:literal $takes:expr, $says:literal; )*
    } )+) => {
        const ALL: &[&Keys] = &[$(&$name),+];

        $(
        $(#[doc = $doc])*
        pub static $name: Keys = Keys {
            what: $what,
            folder: keys!(@folder $($folder)?),
            shared: keys!(@shared $($shared)?),
            own: &[$( Key { name: $key, takes: $takes, says: $says } ),*],
        };
        )+
    };
    (@folder) => { None };
    (@folder $folder:literal) => { Some($folder) };
    (@shared) => { &[] };
    (@shared $shared:ident) => { $shared.own };
}

use Takes::{
    Areas, ByScope, Date, Flag, Line, Lines, Many, Named, Number, One, People, Size, Tags, Text,
    TextMap, Texts, Word, Words,
};

const COLORS: &[&str] = &[
    "crimson", "teal", "gold", "violet", "green", "rust", "blue", "pink", "olive", "slate",
];
const LEVELS: &[&str] = &["deny", "warn", "allow"];
const FORGES: &[&str] = &["github", "gitlab", "gitea", "forgejo", "bitbucket", "azure"];

keys! {
    COMMON = "a file" {
        "title" Line, "the name on the page";
        "description" Text, "one or two sentences";
        "weight" Number, "its place in lists; lighter comes first";
        "owner" Line, "who looks after the page";
        "tags" Lines, "free words";
        "draft" Flag, "true = not published";
        "aliases" Lines, "addresses that the page had before";
        "source" Lines, "sources that its claims come from";
        "review-by" Date, "when the page should be looked at again";
        "color" Word(COLORS), "a colour of the palette";
    }

    ROLE = "a role" in "roles", and COMMON {
        "abbr" Line, "short form, for tables and ownership tags";
        "also" Lines, "other names";
        "focus" Line, "what it looks at, in a word";
        "answers" Words(&["who", "when", "what", "how", "why"]), "the questions that it answers";
        "kind" Word(&["job", "hat", "group"]),
            "a job, a hat worn beside one, or several people as one";
        "how-many" Line, "how many there are";
        "reports-to" Line, "any name of a role";
        "worn-by" Lines, "the roles that wear this hat";
        "scope" Line, "a word of [scopes] order in book.toml";
        "seniority" Number, "how senior it is, comparable over roles";
        "pairs-with" ByScope, "the roles it leads together with";
        "subset-of" Line, "the larger role that it is a part of";
        "hybrid-of" Lines, "the roles that it combines";
        "owns" Areas, "areas, by id";
        "shares" Named, "areas owned together with somebody: `delivery: EM`";
        "takes-part" Named, "`hiring: helps`; or consulted, does, backup, custodial, informed";
        "backs-up" Named, "roles";
        "attributes" TextMap, "facts to compare with other roles";
        "claims" TextMap, "what sources say of the role, by source";
        "models" Lines, "takes part in these models even where they do not name it";
    }

    MODEL = "a model" in "models", and COMMON {
        "also" Lines, "other names";
        "roles" Lines, "take part without being named below";
        "inherit" Flag,
            "areas not named below fall to the role definitions; false = says only what it says";
        "owners" Tags, "area: ownership tag";
        "recommended" Flag, "true = the one to begin with";
        "recommended-by" Line, "the source that recommends it";
        "status" Word(&["described", "mentioned"]),
            "whether its source describes it or only mentions it";
        "fits" Texts, "when it fits";
        "strains" Texts, "where it hurts";
        "seen-at" Texts, "where it was seen";
        "leave-when" Texts, "when to leave it";
        "variants" Texts, "how it is varied";
    }

    AREA = "an area" in "areas", and COMMON {
        "abbr" Line, "short form, for tables and ownership tags";
        "also" Lines, "other names";
        "parent" Line, "the area it belongs to, where that is not its folder's";
        "examples" Texts, "what it is, in concrete terms";
        "good" Texts, "what good looks like";
        "horizon" Texts, "how far it looks ahead";
        "counts" Flag, "`false`: no load counts it, nor the areas in it";
        "co-owned" Flag, "`true`: several owners are meant";
        "models" Lines, "only these models speak of it; elsewhere it is not said, and no gap";
        "claims" Tags, "who holds it by the word of a source";
    }

    TEAM = "a team" in "teams", and COMMON {
        "also" Lines, "other names";
        "scope" Line, "a word of [scopes] order in book.toml";
        "parent" Line, "the team it belongs to, of a larger scope";
        "model" Line, "else that of the nearest team above which names one";
        "overrides" Tags,
            "area: ownership tag; only where the team departs from its model, with the reason";
        "overrides-below" Tags,
            "area: ownership tag; for the teams below it and not for the team itself";
        "expectations-by" Line, "who says what is expected of whom";
        "attributes" TextMap, "what shapes the team";
        "people" People(&PERSON), "role: name";
    }

    PERSON = "a person" {
        "name" Line, "the name";
        "seniority" Number, "how senior, where that is not as the role says";
    }

    COMPARISON = "a comparison" in "comparisons", and COMMON {
        "between" Lines, "the two roles, left and right";
        "rows" Many(&ROW), "come first; what the two roles own and share is added by itself";
    }

    ROW = "a row" {
        "left" Text, "the left cell";
        "right" Text, "the right cell";
        "both" Text, "one cell across both columns";
        "attribute" Line, "an attribute of the two roles";
        "backup" Word(&["mutual"]), "each stands in for the other";
    }

    ASSESSMENT = "an assessment" in "assessments", and COMMON {
        "for" Lines, "roles and models; it is listed on their pages";
        "checklist" One(&CHECKLIST), "items to tick";
        "questions" Many(&QUESTION), "in place of a checklist, with a scale";
        "scale" One(&SCALE), "the numbers that answer a question";
        "results" Many(&RESULT), "by average, from low to high";
    }

    CHECKLIST = "a checklist" {
        "items" Texts, "something that is true, or is not";
        "threshold" Text, "`half`, rounded up; or a number of ticks";
        "reached" Text, "what it means when the threshold is reached";
        "below" Text, "what it means otherwise";
    }

    QUESTION = "a question" {
        "about" Line, "what it is about, in a word or two";
        "ask" Text, "the question";
        "window" Line, "the time that it is asked about";
        "help" Texts, "what else to think of";
        "low" Line, "what the low end means here";
        "high" Line, "what the high end means here";
    }

    SCALE = "a scale" {
        "from" Number, "the low end";
        "to" Number, "the high end";
        "low" Line, "what the low end means";
        "high" Line, "what the high end means";
        "better" Word(&["low", "high"]), "which end is the better one";
    }

    RESULT = "a result" {
        "up-to" Text, "the largest average that it is said of: `2` or `3.5`";
        "means" Text, "what such an average means";
    }

    TRACK = "a track" in "tracks", and COMMON {
        "role" Line, "the role it belongs to";
        "axes" Lines, "all axes, unless some are named here";
        "levels" Many(&LEVEL), "lowest first; every level has a step on every axis";
    }

    LEVEL = "a level" {
        "id" Line, "a short name that stays: `tl4`";
        "rung" Number, "how high it is beside the levels of other tracks";
        "title" Line, "its name on the page";
        "steps" TextMap, "axis: step";
        "expects" Texts, "what else is expected from here on";
        "as" Line, "the level of another track that it equals: `track/level`";
    }

    AXIS = "an axis" in "tracks/axes", and COMMON {
        "steps" Many(&STEP), "smallest first; each includes those before it";
    }

    STEP = "a step" {
        "title" Line, "in a word or two, what somebody does here";
        "text" Text, "the same in a sentence or two";
    }

    SOURCE = "a source" in "sources", and COMMON {
        "authors" Lines, "who wrote it";
        "url" Line, "where it is";
        "date" Date, "when it was written";
        "saved" Date, "when this copy was saved";
        "publisher" Line, "who published it";
        "language" Line, "the language that it is written in";
    }

    GUIDE = "a guide", and COMMON {
        "practice-of" Lines, "the roles whose practice it describes";
        "cadence" Many(&CADENCE), "how often it is done";
    }

    CADENCE = "a cadence" {
        "what" Text, "what, where that is not the practice as a whole";
        "how-often" Line, "how often, in your own words";
    }

    TAG = "an ownership tag" {
        "holders" Many(&HOLDER), "who holds the area";
        "join" Word(&["all", "any"]), "whether several holders hold it together, or one of them";
        "when" Text, "the condition";
    }

    HOLDER = "a holder" {
        "role" Line, "any name of a role, `Shared` or `nobody`";
        "share" Text, "how much: `30–70%`";
        "via" Line, "the area through which it holds this one";
        "quality" Word(&QUALITIES), "how well";
        "relation" Words(&RELATIONS), "how, where it is not simply accountable: a word or several";
        "because" Texts, "why";
    }

    BOOK_TOML = "`book.toml`" {
        "book" One(&BOOK), "what the site is called, and where it will be";
        "build" One(&BUILD), "how the site is made";
        "lints" One(&LINTS), "what is an error, what a warning, what nothing";
        "limits" One(&LIMITS), "how large one file, and the whole, may be";
        "scopes" One(&SCOPES), "the layers of the organization";
        "serve" One(&SERVE), "the preview";
        "edit" One(&EDIT), "where sources can be read and edited";
    }

    BOOK = "`[book]`" {
        "title" Line, "the name of the site";
        "language" Line, "a language tag such as `en` or `de-CH`";
        "url" Line, "the address of the site";
        "description" Line, "one or two sentences";
        "authors" Lines, "who wrote it";
        "license" Line, "under which terms its words may be used";
        "favicon" Line, "a picture below the content folder";
        "logo" Line, "a picture below the content folder";
    }

    BUILD = "`[build]`" {
        "base-path" Line, "the path of the site on its host";
        "output" Line, "the output folder";
        "page-style" Word(&["flat", "folder"]), "`a.html` or `a/index.html`";
        "theme" Line, "a folder below `themes/`";
        "markdown-copies" Flag, "whether each page's Markdown is published beside it";
        "git" Flag, "whether git is asked when pages changed last";
        "noindex" Flag, "whether search engines are asked to stay away";
        "search" Flag, "whether the site has a search";
    }

    LINTS = "`[lints]`" {
        "links" Word(LEVELS), "links to pages that are not there";
        "anchors" Word(LEVELS), "links to headings that are not there";
        "assets" Word(LEVELS), "pictures and other files that are not there";
        "gaps" Word(LEVELS), "areas that no role owns";
        "no-accountable" Word(LEVELS), "tags in which roles take part and none answers; `allow` if not set";
        "pairings" Word(LEVELS), "roles and people that lead together and are far apart";
        "style" Word(LEVELS), "form and taste";
        "duplicates" Word(LEVELS), "texts that say the same twice";
        "due" Word(LEVELS), "review dates that have passed or come near";
        "theme" Word(LEVELS), "what a theme's templates print";
    }

    LIMITS = "`[limits]`" {
        "front-matter" Size, "a front matter";
        "yaml-depth" Number, "nesting of YAML lists and mappings";
        "yaml-nodes" Number, "YAML values in one front matter";
        "title" Size, "a title or name";
        "id" Size, "a file name without its ending";
        "tag" Size, "an ownership tag";
        "tag-depth" Number, "parentheses in an ownership tag";
        "body" Size, "a Markdown file";
        "markdown-depth" Number, "nesting of Markdown blocks and spans";
        "container-depth" Number, "nesting of `:::` containers";
        "html-depth" Number, "nesting of HTML elements";
        "table-columns" Number, "columns of a table";
        "files" Number, "files of a project";
        "pairs" Number, "pairs of roles that get a page";
        "model-pairs" Number, "pairs of models that get a page";
        "track-pairs" Number, "pairs of tracks that get a page";
        "cells" Number, "models times areas";
        "asset" Size, "a file that is only copied";
    }

    SCOPES = "`[scopes]`" {
        "order" Lines, "the layers, from the smallest to the largest";
        "parity" Number, "how many steps of seniority two roles that lead together may be apart";
    }

    SERVE = "`[serve]`" {
        "port" Number, "the port; 0 lets the system choose";
        "host" Line, "the address that the preview listens on";
        "allowed-hosts" Lines, "the names it answers to, besides those of this machine";
        "editor" Line, "an address with `{path}`, `{line}` and `{column}` that opens a file";
        "poll" Flag,
            "whether it looks at the files itself, where the system does not tell of changes";
    }

    EDIT = "`[edit]`" {
        "url" Line, "an address with `{path}` that opens a file for editing";
        "source" Line, "an address with `{path}` that shows a file";
        "host" Word(FORGES), "the forge that hosts the repository";
        "repository" Line, "the address of the repository's front page";
        "branch" Line, "the branch that is edited";
        "folder" Line, "the folder in the repository that holds `book.toml`";
    }
}

pub static GLOSSARY: Keys = Keys {
    what: "the glossary",
    folder: None,
    shared: COMMON.own,
    own: &[
        Key {
            name: "practice-of",
            takes: Takes::Lines,
            says: "the roles whose practice it describes",
        },
        Key {
            name: "cadence",
            takes: Takes::Many(&CADENCE),
            says: "how often it is done",
        },
        Key {
            name: "only-here",
            takes: Takes::Lines,
            says: "terms that are explained on this page alone",
        },
    ],
};
