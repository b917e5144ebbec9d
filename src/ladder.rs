//! The domain: all documents, resolved. Every reference is an id that exists.
//!
//! Nothing here knows Markdown, HTML, addresses or files. What a reader may ask ("who owns this area under this model, and why?")
//! is a function of the ladder, not a table in it: a table of every area under every model would be the largest thing in memory.

pub mod assessment;
pub mod check;
pub mod claims;
pub mod compare;
pub mod due;
pub mod duplicates;
pub mod links;
pub mod names;
pub mod ownership;
pub mod pairing;
pub mod pairs;
pub mod practice;
mod resolve;
pub mod scope;
pub mod team;
pub mod track;

use std::sync::Arc;

use crate::document::Document;
use crate::document::front_matter::{Color, Date, Question, RoleKind, Status};
use crate::document::range::Range;
use crate::document::tag::Relation;
use crate::text::Text;

pub use assessment::Assessment;
pub use ownership::{Answer, Case, Held, Holder, Outcome, Reason, Who};
pub use pairing::Pairing;
pub use practice::Practice;
pub use resolve::resolve;
pub use scope::Scopes;
pub use team::Team;
pub use track::{Axis, LevelId, Track};

macro_rules! ids {
    ($( $(#[doc = $doc:literal])+ $name:ident )+) => { $(
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
    )+ };
}

ids! {
    /// A published document; in the order of paths.
    DocumentId
    /// A role; in the order of lists.
    RoleId
    /// An area; parents before their areas, in the order of lists.
    AreaId
    /// An operating model; in the order of lists.
    ModelId
    /// A comparison that has a file.
    ComparisonId
    /// A scope; the smallest first.
    ScopeId
    /// A team; in the order of lists.
    TeamId
    /// A track; in the order of lists.
    TrackId
    /// An axis; in the order of lists.
    AxisId
    /// An assessment; in the order of lists.
    AssessmentId
    /// A source; in the order of lists.
    SourceId
}

/// The whole content set.
#[derive(Clone, Debug)]
pub struct Ladder {
    /// Published documents by path; drafts are left out.
    pub documents: Vec<Arc<Document>>,
    /// What each document is about.
    pub subjects: Vec<Subject>,
    /// Roles in the order of lists.
    pub roles: Vec<Role>,
    /// Areas; parents before their areas, siblings in the order of lists.
    pub areas: Vec<Area>,
    /// The layers of the organization, the smallest first.
    pub scopes: Vec<String>,
    /// Operating models in the order of lists.
    pub models: Vec<Model>,
    /// Comparisons that have a file.
    pub comparisons: Vec<Comparison>,
    /// Roles that lead together: by scope, those at no scope last, then in the order of lists.
    pub pairings: Vec<Pairing>,
    /// Teams in the order of lists.
    pub teams: Vec<Team>,
    /// Tracks in the order of lists.
    pub tracks: Vec<Track>,
    /// The axes of tracks in the order of lists.
    pub axes: Vec<Axis>,
    /// Assessments in the order of lists.
    pub assessments: Vec<Assessment>,
    /// Practices in the order of lists.
    pub practices: Vec<Practice>,
    /// Sources in the order of lists.
    pub sources: Vec<Source>,
    /// The target of every link.
    pub links: Vec<Arc<links::DocumentLinks>>,
    /// The documents that link to a document, each once, by path.
    pub mentions: Vec<Vec<DocumentId>>,
    /// Names that are looked up from outside: the command line.
    pub names: Names,
}

/// The name tables.
#[derive(Clone, Debug)]
pub struct Names {
    /// Of roles.
    pub roles: names::NameTable,
    /// Of areas.
    pub areas: names::NameTable,
    /// Of models.
    pub models: names::NameTable,
    /// Of teams.
    pub teams: names::NameTable,
    /// Of tracks.
    pub tracks: names::NameTable,
    /// Of axes.
    pub axes: names::NameTable,
    /// Of assessments.
    pub assessments: names::NameTable,
    /// Of sources.
    pub sources: names::NameTable,
}

/// What a document is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A role.
    Role(RoleId),
    /// An area or category.
    Area(AreaId),
    /// An operating model.
    Model(ModelId),
    /// A comparison.
    Comparison(ComparisonId),
    /// A team.
    Team(TeamId),
    /// A track.
    Track(TrackId),
    /// An axis of tracks.
    Axis(AxisId),
    /// An assessment.
    Assessment(AssessmentId),
    /// A source.
    Source(SourceId),
    /// An ordinary page: a guide, the glossary, an index page, the front page.
    Page(DocumentId),
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
    /// The hats it wears, in the order of lists.
    pub wears: Vec<RoleId>,
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
    /// The models it takes part in, in their order.
    pub models: Vec<ModelId>,
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
    /// Roles that own it by default.
    pub owners: Vec<RoleId>,
    /// Roles that co-own it by default.
    pub sharers: Vec<RoleId>,
    /// Roles that take part in it by default.
    pub partners: Vec<(RoleId, Relation)>,
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
    /// The role of an id.
    #[must_use]
    pub fn role(&self, id: RoleId) -> &Role {
        &self.roles[id.index()]
    }

    /// The area of an id.
    #[must_use]
    pub fn area(&self, id: AreaId) -> &Area {
        &self.areas[id.index()]
    }

    /// The model of an id.
    #[must_use]
    pub fn model(&self, id: ModelId) -> &Model {
        &self.models[id.index()]
    }

    /// The source of an id.
    #[must_use]
    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[id.index()]
    }

    /// The team of an id.
    #[must_use]
    pub fn team(&self, id: TeamId) -> &Team {
        &self.teams[id.index()]
    }

    /// The name of a scope.
    #[must_use]
    pub fn scope(&self, id: ScopeId) -> &str {
        &self.scopes[id.index()]
    }

    /// The track of an id.
    #[must_use]
    pub fn track(&self, id: TrackId) -> &Track {
        &self.tracks[id.index()]
    }

    /// The axis of an id.
    #[must_use]
    pub fn axis(&self, id: AxisId) -> &Axis {
        &self.axes[id.index()]
    }

    /// The assessment of an id.
    #[must_use]
    pub fn assessment(&self, id: AssessmentId) -> &Assessment {
        &self.assessments[id.index()]
    }

    /// The document of an id.
    #[must_use]
    pub fn document(&self, id: DocumentId) -> &Document {
        &self.documents[id.index()]
    }

    /// Where a subject is written.
    #[must_use]
    pub fn document_of(&self, subject: Subject) -> DocumentId {
        match subject {
            Subject::Role(id) => self.role(id).document,
            Subject::Area(id) => self.area(id).document,
            Subject::Model(id) => self.model(id).document,
            Subject::Comparison(id) => self.comparisons[id.index()].document,
            Subject::Team(id) => self.team(id).document,
            Subject::Track(id) => self.track(id).document,
            Subject::Axis(id) => self.axis(id).document,
            Subject::Assessment(id) => self.assessment(id).document,
            Subject::Source(id) => self.source(id).document,
            Subject::Page(id) => id,
        }
    }

    /// A subject's name on the page.
    #[must_use]
    pub fn title_of(&self, subject: Subject) -> String {
        match subject {
            Subject::Role(id) => self.role(id).title.clone(),
            Subject::Area(id) => self.area(id).title.clone(),
            Subject::Model(id) => self.model(id).title.clone(),
            Subject::Team(id) => self.team(id).title.clone(),
            Subject::Track(id) => self.track(id).title.clone(),
            Subject::Axis(id) => self.axis(id).title.clone(),
            Subject::Assessment(id) => self.assessment(id).title.clone(),
            Subject::Source(id) => self.source(id).title.clone(),
            Subject::Comparison(_) | Subject::Page(_) => {
                self.document(self.document_of(subject)).title()
            }
        }
    }

    /// All role ids in the order of lists.
    pub fn role_ids(&self) -> impl Iterator<Item = RoleId> + use<> {
        (0..self.roles.len()).map(RoleId::new)
    }

    /// All area ids, parents before their areas.
    pub fn area_ids(&self) -> impl Iterator<Item = AreaId> + use<> {
        (0..self.areas.len()).map(AreaId::new)
    }

    /// All model ids in the order of lists.
    pub fn model_ids(&self) -> impl Iterator<Item = ModelId> + use<> {
        (0..self.models.len()).map(ModelId::new)
    }

    /// All team ids in the order of lists.
    pub fn team_ids(&self) -> impl Iterator<Item = TeamId> + use<> {
        (0..self.teams.len()).map(TeamId::new)
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
