//! All views in one list: the contract with themes.
//!
//! A template gets one [`Shell`] as `page` and one of the page views as `view`, besides the theme's table of words as `t`. Views
//! hold no addresses as plain text ([`Url`](crate::plan::route::Url) cannot be made from author's text), no function, and no English:
//! wording comes from the table of words. Markup is in [`Html`] fields only, which the Markdown renderer or the theme itself has made
//! safe; it is printed as it stands, all else is escaped.

pub use super::answer::{Answer, Case, Chip, Holder, Partner, SharedAnswer, StandIn};
pub use super::area::{Area, ModelAnswer};
pub use super::area_rows::{AreaAnswer, AreaGroup, AreaLink, AreaRow};
pub use super::areas::{AreaCategory, Areas};
pub use super::assessment::{Assessment, Outcome, Question, Says};
pub use super::assessments::{AssessmentCard, Assessments};
pub use super::axis::{Axis, AxisStep, LevelsOfTrack};
pub use super::bars::{Attribute, Bar};
pub use super::chart::{Dot, Radar, RadarLabel, RadarLine, Shape, Spoke};
pub use super::claims::{AreaClaim, DisagreementsLink, RoleClaim};
pub use super::comparison::{PairCell, PairGroup, PairMatrix, PairRow, PairSide, RolePair};
pub use super::comparisons::{ComparedRole, ComparedWith, Comparisons};
pub use super::dates::{Day, Updated};
pub use super::disagreements::{Disagreements, DisputedArea};
pub use super::frame::about::{About, Count, MachineFile};
pub use super::frame::nav::{Crumb, NavItem, TocItem};
pub use super::frame::print::{Print, PrintPart};
pub use super::frame::redirect::Redirect;
pub use super::frame::search::{Search, SearchLetter, SearchLinks};
pub use super::frame::shell::{Citation, Shell};
pub use super::frame::sidebar::{Sidebar, SidebarGroup, SidebarItem};
pub use super::guide::{Cadence, Practice, Prose};
pub use super::home::{Home, ModelCard};
pub use super::html::Html;
pub use super::legend::LegendEntry;
pub use super::levels::{LevelRow, Step, StepCell, TrackGrid, TrackHead};
pub use super::link::Link;
pub use super::linked::{ScriptLink, StylesheetLink};
pub use super::lists::{LinkGroup, ListedLink, Listing, ListingGroup, ListingItem, PagesAbout};
pub use super::matrix::{Matrix, MatrixModel, MatrixRow, Repeats, Ways};
pub use super::model::{Load, MayHold, Model};
pub use super::model_pair::{Change, ChangeGroup, ModelPair, Number};
pub use super::not_found::NotFound;
pub use super::pairings::{PairedWith, Pairing, PairingGroup};
pub use super::role::{Backup, Part, Role, RoleArea, RoleInModel, RoleInTeam};
pub use super::roles::{RoleCard, RoleGroup, Roles};
pub use super::source::Source;
pub use super::sources::{SourceCard, Sources};
pub use super::team::{Departure, PeopleOfRole, Team, TeamAreaRow, TeamPairing};
pub use super::team_rows::{TeamAnswer, TeamRow};
pub use super::teams::{TeamDeparture, Teams};
pub use super::track::{Climb, Expected, Level, Track};
pub use super::track_pair::{AxisDifference, Rung, RungsAlone, SameStep, TrackPair};
pub use super::tracks::{AxisCard, Tracks};

/// The names of all fields that hold an address, and of the one that an address may begin with. The theme is told when it prints
/// another field where an address belongs.
pub const ADDRESSES: [&str; 22] = [
    "about",
    "address",
    "comparisons_url",
    "copy",
    "csv",
    "disagreements",
    "disputed",
    "edit",
    "favicon",
    "guides_url",
    "home",
    "index",
    "logo",
    "models_url",
    "page",
    "print",
    "root",
    "script",
    "sources",
    "style",
    "url",
    "view_source",
];
