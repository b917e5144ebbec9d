//! The domain: all documents, resolved. Every reference is an id that exists.
//!
//! Nothing here knows Markdown, HTML, addresses or files. What a reader may ask ("who owns this
//! area under this model, and why?") is a function of the ladder, not a table in it: a table of
//! every area under every model would be the largest thing in memory.

pub mod about;
mod area;
pub mod assessment;
pub mod changes;
pub mod compare;
mod comparison;
pub mod defined;
pub mod disputes;
pub mod due;
pub mod duplicates;
pub mod expected;
pub mod held;
mod inverse;
pub mod links;
mod list;
pub mod loads;
mod model;
pub mod names;
mod order;
pub mod ownership;
pub mod pairing;
pub mod pairs;
pub mod part;
pub mod practice;
pub mod references;
mod resolve;
mod role;
pub mod scope;
mod seats;
mod source;
mod subject;
pub mod team;
pub mod team_answers;
pub mod track;
mod usage;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::document::Document;
use crate::document::front_matter::Cadence;
use crate::kinds::{Kind, kinds};

use inverse::Inverse;
use links::Target;
use names::NameTable;
use order::list_key;
use track::Level;

pub use area::Area;
pub use assessment::Assessment;
pub use comparison::{Comparison, Section};
pub use held::{Case, Condition, Held, Holder, OpenSeat, Who};
pub use list::{Id, List};
pub use model::Model;
pub use ownership::{Answer, Outcome, Reason};
pub use pairing::Pairing;
pub use part::{Holding, Part, Partner};
pub use practice::Practice;
pub use references::{Reference, References};
pub use resolve::resolve;
pub use role::{Attribute, Role};
pub use scope::Scopes;
pub use source::Source;
pub use subject::{
    AreaId, AssessmentId, AxisId, ComparisonId, DocumentId, ModelId, RoleId, ScopeId, SourceId,
    Subject, TeamId, TrackId,
};
pub use team::{Seat, Team};
pub use track::{Axis, LevelId, Track};

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

macro_rules! lookups {
    ($( $section:ident { $(
        $(#[doc = $doc:literal])+
        $kind:ident $one:ident $several:ident $text:ident $id:ident $folder:literal $a:literal;
    )+ } )+) => {
        impl Ladder {
            $($(
                #[doc = concat!("The ", stringify!($one), " of an id.")]
                pub fn $one(&self, id: $id) -> &$kind {
                    &self.$several[id]
                }
            )+)+

            /// Those of a kind, in the order of lists. Guides and the glossary are in no list.
            pub fn all_of(&self, kind: Kind) -> Vec<Subject> {
                match kind {
                    $($( Kind::$kind => self.$several.ids().map(Subject::$kind).collect(), )+)+
                    Kind::Glossary | Kind::Guide => Vec::new(),
                }
            }

            /// Whether there is any of a kind that has a list.
            pub fn has_any(&self, kind: Kind) -> bool {
                match kind {
                    $($( Kind::$kind => !self.$several.is_empty(), )+)+
                    Kind::Glossary | Kind::Guide => false,
                }
            }

            pub fn document_of(&self, subject: Subject) -> DocumentId {
                match subject {
                    $($( Subject::$kind(id) => self.$several[id].document, )+)+
                    Subject::Page(id) => id,
                }
            }
        }
    };
}

kinds!(lookups);

/// The whole content set.
#[derive(Clone, Debug)]
pub struct Ladder {
    /// Published documents by path; drafts are left out.
    pub documents: List<DocumentId, Arc<Document>>,
    pub subjects: List<DocumentId, Subject>,
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
    pub teams: List<TeamId, Team>,
    pub tracks: List<TrackId, Track>,
    /// The axes of tracks in the order of lists.
    pub axes: List<AxisId, Axis>,
    pub assessments: List<AssessmentId, Assessment>,
    /// Guides that say whose practice they are, or how often it is done.
    pub practices: BTreeMap<DocumentId, Practice>,
    pub sources: List<SourceId, Source>,
    pub cited: List<DocumentId, Vec<SourceId>>,
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

impl Ladder {
    pub fn document(&self, id: DocumentId) -> &Document {
        &self.documents[id]
    }

    pub fn scope(&self, id: ScopeId) -> &str {
        &self.scopes[id]
    }

    /// A subject's name on the page.
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

    pub fn categories(&self) -> impl Iterator<Item = AreaId> {
        self.area_ids()
            .filter(|area| self.area(*area).parent.is_none())
    }

    /// All track ids in the order of lists.
    pub fn track_ids(&self) -> impl Iterator<Item = TrackId> + use<> {
        (0..self.tracks.len()).map(TrackId::new)
    }

    /// All axis ids in the order of lists.
    pub fn axis_ids(&self) -> impl Iterator<Item = AxisId> + use<> {
        (0..self.axes.len()).map(AxisId::new)
    }

    /// The levels of a track, lowest first.
    pub fn level_ids(&self, track: TrackId) -> impl Iterator<Item = LevelId> + use<> {
        (0..self.track(track).levels.len()).map(move |place| LevelId { track, place })
    }

    pub fn level(&self, id: LevelId) -> &Level {
        &self.track(id.track).levels[id.place]
    }

    /// The roles that stand in for a role, in the order of lists.
    pub fn backing_up(&self, role: RoleId) -> &[RoleId] {
        &self.inverse.stand_ins[role]
    }

    /// The pairings of a role, each with the other one.
    pub fn pairings_of(&self, role: RoleId) -> impl Iterator<Item = (RoleId, Pairing)> {
        let pairings = self.pairings.iter();
        pairings.filter_map(move |pairing| Some((pairing.other(role)?, *pairing)))
    }

    /// The pairings of two roles, one for each scope.
    pub fn pairings_between(&self, one: RoleId, other: RoleId) -> impl Iterator<Item = Pairing> {
        let of_one = self.pairings_of(one);
        of_one.filter_map(move |(found, pairing)| (found == other).then_some(pairing))
    }

    /// The practices of a role, in the order of lists.
    pub fn practices_of(&self, role: RoleId) -> impl Iterator<Item = &Practice> {
        let all = self.practices.values();
        let mut own: Vec<&Practice> = all
            .filter(|practice| practice.roles.contains(&role))
            .collect();
        own.sort_by_cached_key(|practice| list_key(self.document(practice.document)));
        own.into_iter()
    }

    /// The roles whose practice a guide describes, in the author's order.
    pub fn practitioners(&self, guide: DocumentId) -> &[RoleId] {
        let practice = self.practices.get(&guide);
        practice.map_or(&[], |practice| &practice.roles)
    }

    /// How often the practice of a guide is done.
    pub fn cadence(&self, guide: DocumentId) -> &[Cadence] {
        let practice = self.practices.get(&guide);
        practice.map_or(&[], |practice| &practice.cadence)
    }

    /// The assessments that are about a role.
    pub fn assessments_of_role(&self, role: RoleId) -> impl Iterator<Item = AssessmentId> {
        self.assessments_that(move |assessment| assessment.roles.contains(&role))
    }

    /// The assessments that are about a model.
    pub fn assessments_of_model(&self, model: ModelId) -> impl Iterator<Item = AssessmentId> {
        self.assessments_that(move |assessment| assessment.models.contains(&model))
    }

    fn assessments_that(
        &self,
        wanted: impl Fn(&Assessment) -> bool,
    ) -> impl Iterator<Item = AssessmentId> {
        let all = self.assessments.pairs();
        all.filter(move |(_, assessment)| wanted(assessment))
            .map(|(id, _)| id)
    }

    /// The hats that a role wears, in the order of lists.
    pub fn hats(&self, role: RoleId) -> &[RoleId] {
        &self.inverse.wears[role]
    }

    /// The models that a role takes part in, in their order.
    pub fn models_with(&self, role: RoleId) -> &[ModelId] {
        &self.inverse.models[role]
    }

    /// The roles that own an area by default.
    pub fn owners(&self, area: AreaId) -> &[RoleId] {
        &self.inverse.owners[area]
    }

    /// The roles that co-own an area by default.
    pub fn sharers(&self, area: AreaId) -> &[RoleId] {
        &self.inverse.sharers[area]
    }

    /// The files that some page links or shows, as paths below the content folder, sorted.
    pub fn linked_assets(&self) -> Vec<String> {
        let targets = self.links.iter().flat_map(|links| links.targets());
        let mut assets: Vec<String> = targets
            .filter_map(|target| match target {
                Target::Asset(path) => Some(path.clone()),
                _ => None,
            })
            .collect();
        assets.sort_unstable();
        assets.dedup();
        assets
    }
}
