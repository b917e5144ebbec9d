//! The domain: all documents, resolved. Every reference is an id that exists.
//!
//! Nothing here knows Markdown, HTML, addresses or files. What a reader may ask ("who owns this area under this model, and why?")
//! is a function of the ladder, not a table in it: a table of every area under every model would be the largest thing in memory.

pub mod assessment;
pub mod compare;
pub mod disputes;
pub mod due;
pub mod duplicates;
mod inverse;
pub mod links;
mod list;
pub mod names;
pub mod ownership;
pub mod pairing;
pub mod pairs;
pub mod practice;
pub mod references;
mod resolve;
pub mod scope;
pub mod team;
pub mod track;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::document::Document;
use crate::document::front_matter::{Color, Date, Question, RoleKind, RowText, Status};
use crate::document::range::Range;
use crate::document::tag::Relation;
use crate::kinds::kinds;
use crate::text::Text;

use inverse::Inverse;
use names::NameTable;

pub use assessment::Assessment;
pub use list::{Id, List};
pub use ownership::{Answer, Case, Held, Holder, Outcome, Reason, Who};
pub use pairing::Pairing;
pub use practice::Practice;
pub use references::{Reference, References};
pub use resolve::resolve;
pub use scope::Scopes;
pub use team::Team;
pub use track::{Axis, LevelId, Track};

macro_rules! id {
    ($(#[doc = $doc:expr])+ $name:ident) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// From a place in the ladder's list of its kind, which has fewer than 2³² entries.
            #[must_use]
            pub fn new(index: usize) -> $name {
                $name(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// The place in the ladder's list of its kind.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl Id for $name {
            fn at(place: usize) -> $name {
                $name::new(place)
            }

            fn place(self) -> usize {
                self.index()
            }
        }
    };
}

id! {
    /// A published document; in the order of paths.
    DocumentId
}

id! {
    /// A scope; the smallest first.
    ScopeId
}

macro_rules! subjects {
    ($( $section:ident { $(
        $(#[doc = $doc:literal])+
        $kind:ident $one:ident $several:ident $text:ident $id:ident $folder:literal $a:literal;
    )+ } )+) => {
        $($(
            id! {
                #[doc = concat!("A place in [`Ladder::", stringify!($several), "`].")]
                $id
            }

            impl From<$id> for Subject {
                fn from(id: $id) -> Subject {
                    Subject::$kind(id)
                }
            }
        )+)+

        /// What a document is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Subject {
            $($( $(#[doc = $doc])+ $kind($id), )+)+
            /// An ordinary page: a guide, the glossary, an index page, the front page.
            Page(DocumentId),
        }

        impl Ladder {
            $($(
                #[doc = concat!("The ", stringify!($one), " of an id.")]
                #[must_use]
                pub fn $one(&self, id: $id) -> &$kind {
                    &self.$several[id]
                }
            )+)+

            /// Where a subject is written.
            #[must_use]
            pub fn document_of(&self, subject: Subject) -> DocumentId {
                match subject {
                    $($( Subject::$kind(id) => self.$several[id].document, )+)+
                    Subject::Page(id) => id,
                }
            }
        }
    };
}

kinds!(subjects);

impl From<DocumentId> for Subject {
    fn from(id: DocumentId) -> Subject {
        Subject::Page(id)
    }
}

macro_rules! names {
    (named { $(
        $(#[doc = $doc:literal])+
        $kind:ident $one:ident $several:ident $text:ident $id:ident $folder:literal $a:literal;
    )+ } linked { $($linked:tt)+ }) => {
        /// The names of things, by kind.
        #[derive(Clone, Debug)]
        #[expect(missing_docs, reason = "each is called like its list")]
        pub struct Names {
            $( pub $several: NameTable<$id>, )+
        }
    };
}

kinds!(names);

/// The whole content set.
#[derive(Clone, Debug)]
pub struct Ladder {
    /// Published documents by path; drafts are left out.
    pub documents: List<DocumentId, Arc<Document>>,
    /// What each document is about.
    pub subjects: List<DocumentId, Subject>,
    /// Roles in the order of lists.
    pub roles: List<RoleId, Role>,
    /// Areas; parents before their areas, siblings in the order of lists.
    pub areas: List<AreaId, Area>,
    /// The layers of the organization, the smallest first.
    pub scopes: List<ScopeId, String>,
    /// Operating models in the order of lists.
    pub models: List<ModelId, Model>,
    /// Comparisons that have a file.
    pub comparisons: List<ComparisonId, Comparison>,
    /// Roles that lead together: by scope, those at no scope last, then in the order of lists.
    pub pairings: Vec<Pairing>,
    /// Teams in the order of lists.
    pub teams: List<TeamId, Team>,
    /// Tracks in the order of lists.
    pub tracks: List<TrackId, Track>,
    /// The axes of tracks in the order of lists.
    pub axes: List<AxisId, Axis>,
    /// Assessments in the order of lists.
    pub assessments: List<AssessmentId, Assessment>,
    /// Guides that say whose practice they are, or how often it is done.
    pub practices: BTreeMap<DocumentId, Practice>,
    /// Sources in the order of lists.
    pub sources: List<SourceId, Source>,
    /// The sources that each document names.
    pub cited: List<DocumentId, Vec<SourceId>>,
    /// The target of every link.
    pub links: List<DocumentId, Arc<links::DocumentLinks>>,
    /// The documents that link to a document, each once, by path.
    pub mentions: List<DocumentId, Vec<DocumentId>>,
    /// Names that are looked up from outside: the command line.
    pub names: Names,
    /// What roles and models say, read from the other end.
    inverse: Inverse,
    /// The names that front matter uses.
    named: References,
}

/// A hat that holds responsibility.
#[derive(Clone, Debug)]
pub struct Role {
    /// File name without ending.
    pub id: String,
    /// Where it is defined.
    pub document: DocumentId,
    /// Name on the page.
    pub title: String,
    /// Abbreviation.
    pub abbr: Option<String>,
    /// Other names.
    pub also: Vec<String>,
    /// What it looks at.
    pub focus: Option<String>,
    /// Which questions it answers.
    pub answers: Vec<Question>,
    /// Job, hat or group.
    pub kind: RoleKind,
    /// How many there are.
    pub how_many: Option<String>,
    /// Its manager's role.
    pub reports_to: Option<RoleId>,
    /// Who wears this hat.
    pub worn_by: Vec<RoleId>,
    /// The layer of the organization where it works.
    pub scope: Option<ScopeId>,
    /// How senior it is, 1 to 20.
    pub seniority: Option<u8>,
    /// The larger role it is a part of.
    pub subset_of: Option<RoleId>,
    /// The roles it combines.
    pub hybrid_of: Vec<RoleId>,
    /// Areas it owns by default.
    pub owns: Vec<AreaId>,
    /// Areas it co-owns by default, with the other holder where it is named.
    pub shares: Vec<(AreaId, Option<RoleId>)>,
    /// Areas it takes part in.
    pub takes_part: Vec<(AreaId, Relation)>,
    /// Roles it stands in for, and when.
    pub backs_up: Vec<(RoleId, Option<String>)>,
    /// Facts to be compared.
    pub attributes: Vec<Attribute>,
    /// What sources say of it: inline Markdown of its file.
    pub claims: Vec<(SourceId, Text)>,
    /// The models that it says it takes part in; none stands for all.
    pub joins: Option<Vec<ModelId>>,
    /// Its colour on every page.
    pub color: Color,
}

impl Role {
    /// The abbreviation where it has one, else the title.
    #[must_use]
    pub fn short(&self) -> &str {
        self.abbr.as_deref().unwrap_or(&self.title)
    }
}

/// A fact about a role that is lined up with the same fact of another.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    /// What it is about.
    pub label: String,
    /// As written.
    pub text: String,
    /// When the text is wholly a range.
    pub range: Option<Range>,
}

/// A thing that can be owned.
#[derive(Clone, Debug)]
pub struct Area {
    /// File name without ending, or the folder's name.
    pub id: String,
    /// Where it is defined.
    pub document: DocumentId,
    /// Name on the page.
    pub title: String,
    /// Abbreviation.
    pub abbr: Option<String>,
    /// Other names.
    pub also: Vec<String>,
    /// The area it belongs to.
    pub parent: Option<AreaId>,
    /// The areas that belong to it, in the order of lists.
    pub children: Vec<AreaId>,
    /// 0 for a category.
    pub depth: usize,
    /// Concrete examples.
    pub examples: Vec<Text>,
    /// What good looks like.
    pub good: Vec<Text>,
    /// How far it looks ahead.
    pub horizon: Vec<Text>,
    /// Who holds it by the word of sources, as its own file tells, in the order of the file.
    pub claims: Vec<(SourceId, Arc<Held>)>,
}

/// One way to divide the areas among roles.
#[derive(Clone, Debug)]
pub struct Model {
    /// File name without ending.
    pub id: String,
    /// Where it is defined.
    pub document: DocumentId,
    /// Name on the page.
    pub title: String,
    /// Other names.
    pub also: Vec<String>,
    /// Roles taking part, in the order of lists.
    pub roles: Vec<RoleId>,
    /// Whether areas it does not name fall to the role definitions.
    pub inherit: bool,
    /// What it says of areas, by area.
    pub said: Vec<(AreaId, Arc<Held>)>,
    /// Whether somebody recommends it.
    pub recommended: bool,
    /// Who does.
    pub recommended_by: Option<SourceId>,
    /// Described or only mentioned.
    pub status: Status,
    /// Where it comes from.
    pub sources: Vec<SourceId>,
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

impl Model {
    /// What the model itself says of an area.
    #[must_use]
    pub fn says(&self, area: AreaId) -> Option<&Arc<Held>> {
        self.said
            .binary_search_by_key(&area, |(area, _)| *area)
            .ok()
            .map(|at| &self.said[at].1)
    }

    /// Whether a role takes part.
    #[must_use]
    pub fn has(&self, role: RoleId) -> bool {
        self.roles.binary_search(&role).is_ok()
    }
}

/// A comparison that has a file.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Where it is written.
    pub document: DocumentId,
    /// Left column.
    pub left: RoleId,
    /// Right column.
    pub right: RoleId,
    /// Rows that come before what the data adds.
    pub rows: Vec<RowText>,
    /// The sections of the body that are rows: indices into the document's headings.
    pub sections: Vec<compare::Section>,
}

/// Where a claim comes from.
#[derive(Clone, Debug)]
pub struct Source {
    /// File name without ending.
    pub id: String,
    /// Where it is described.
    pub document: DocumentId,
    /// Name on the page.
    pub title: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Where it is.
    pub url: Option<String>,
    /// When it was written.
    pub date: Option<Date>,
    /// When this copy was saved.
    pub saved: Option<Date>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its language.
    pub language: Option<String>,
}

impl Ladder {
    /// The document of an id.
    #[must_use]
    pub fn document(&self, id: DocumentId) -> &Document {
        &self.documents[id]
    }

    /// The name of a scope.
    #[must_use]
    pub fn scope(&self, id: ScopeId) -> &str {
        &self.scopes[id]
    }

    /// A subject's name on the page.
    #[must_use]
    pub fn title_of(&self, subject: Subject) -> String {
        self.document(self.document_of(subject)).title()
    }

    /// All role ids in the order of lists.
    pub fn role_ids(&self) -> impl Iterator<Item = RoleId> + use<> {
        self.roles.ids()
    }

    /// All area ids, parents before their areas.
    pub fn area_ids(&self) -> impl Iterator<Item = AreaId> + use<> {
        self.areas.ids()
    }

    /// All model ids in the order of lists.
    pub fn model_ids(&self) -> impl Iterator<Item = ModelId> + use<> {
        self.models.ids()
    }

    /// All team ids in the order of lists.
    pub fn team_ids(&self) -> impl Iterator<Item = TeamId> + use<> {
        self.teams.ids()
    }

    /// The area itself, then the area it belongs to, and so on up to its category.
    pub fn ancestry(&self, area: AreaId) -> impl Iterator<Item = AreaId> {
        std::iter::successors(Some(area), |area| self.area(*area).parent)
    }

    /// The categories.
    pub fn categories(&self) -> impl Iterator<Item = AreaId> {
        self.area_ids()
            .filter(|area| self.area(*area).parent.is_none())
    }
}

/// A text as the domain keeps it: without its place.
fn plain(text: &Text) -> String {
    text.value.clone()
}
