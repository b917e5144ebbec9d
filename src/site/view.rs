//! What each page shows: the contract with themes.
//!
//! A template gets one [`Shell`] as `page` and one of the page views as `view`, besides the theme's table of words as `t`. Views
//! hold no addresses as plain text ([`Url`] cannot be made from author's text), no function, and no English: wording comes from
//! the table of words. Markup is in [`Html`] fields only, which the Markdown renderer or the theme itself has made safe;
//! it is printed as it stands, all else is escaped.
//!
//! One file for each family of pages; this one has what all of them use.

mod about;
mod area;
mod assessment;
mod claim;
mod comparison;
mod model;
mod ownership;
mod page;
mod role;
mod search;
mod shell;
mod team;
mod track;

use serde::{Serialize, Serializer};

use crate::markdown;
use crate::route::Url;

pub use about::{About, Count, MachineFile, Print, PrintPart, Updated};
pub use area::{Area, AreaCategory, AreaRow, Areas};
pub use assessment::{
    Assessment, AssessmentCard, Assessments, Cadence, Outcome, Practice, Question, Says,
};
pub use claim::{AreaClaim, Disagreements, DisagreementsLink, DisputedArea, RoleClaim};
pub use comparison::{
    ComparedRole, ComparedWith, Comparisons, PairCell, PairGroup, PairMatrix, PairRow, PairSide,
    RolePair,
};
pub use model::{
    Change, Load, Matrix, MatrixModel, MatrixRow, Model, ModelCard, ModelPair, Repeats,
};
pub use ownership::{
    Answer, AreaAnswer, Bar, Case, Chip, Holder, LegendEntry, ModelAnswer, Part, Partner,
};
pub use page::{
    Day, Home, Listing, ListingGroup, ListingItem, NotFound, Prose, Redirect, Source, SourceCard,
    Sources,
};
pub use role::{
    AreaGroup, AreaLink, Attribute, Backup, Role, RoleCard, RoleGroup, RoleInModel, Roles,
};
pub use search::{Search, SearchLetter, SearchLinks};
pub use shell::{
    Citation, Crumb, NavItem, Shell, Sidebar, SidebarGroup, SidebarItem, StylesheetLink, TocItem,
};
pub use team::{
    Departure, PairedWith, Pairing, PairingGroup, PeopleOfRole, Team, TeamAnswer, TeamAreaRow,
    TeamPairing, TeamRow, Teams,
};
pub use track::{
    Axis, AxisCard, AxisDifference, AxisStep, Climb, Dot, Expected, Level, LevelRow, LevelsOfTrack,
    Radar, RadarLabel, RadarLine, Rung, RungsAlone, SameStep, Shape, Spoke, Step, StepCell, Track,
    TrackGrid, TrackHead, TrackPair, Tracks,
};

/// The names of all fields that hold an address, and of the one that an address may begin with. `render` tells a theme that prints
/// another field where an address belongs.
pub const ADDRESSES: [&str; 25] = [
    "about",
    "address",
    "comparisons_url",
    "copy",
    "csv",
    "disagreements",
    "disputed",
    "early_script",
    "edit",
    "favicon",
    "guides_url",
    "home",
    "index",
    "logo",
    "matrix_script",
    "models_url",
    "page",
    "print",
    "root",
    "script",
    "sources",
    "style",
    "tools_script",
    "url",
    "view_source",
];

/// Markup that the Markdown renderer has made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(pub String);

/// To a template it is marked as markup, so that it is printed as it stands and no template has a reason to say `| safe`; to any other
/// format it is a text.
impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tera::Value::safe_string(&self.0).serialize(serializer)
    }
}

impl Html {
    /// A text that is no markup.
    #[must_use]
    pub fn escaped(text: &str) -> Html {
        Html(markdown::escaped(text))
    }
}

/// A link with its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Text.
    pub title: String,
    /// Address.
    pub url: Url,
}

/// A link in a list of pages of any kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListedLink {
    /// Text.
    pub title: String,
    /// Address.
    pub url: Url,
    /// What the page is, in a word, where another page of the list has the same title.
    pub kind: Option<String>,
}

/// Links that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LinkGroup {
    /// What they are; none for a short list, which is not grouped.
    pub title: Option<String>,
    /// The links.
    pub links: Vec<ListedLink>,
}
