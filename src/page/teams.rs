//! The page of all teams.

use serde::Serialize;

use super::desk::Desk;
use super::html::Html;
use super::{pairings, prose, team_rows};
use crate::plan::Part;
use crate::plan::route::Page;

/// All teams.
#[derive(Clone, Debug, Serialize)]
pub struct Teams {
    /// The author's words on them.
    pub body: Html,
    /// The teams, each followed by those that belong to it.
    pub teams: Vec<team_rows::TeamRow>,
    /// Which roles lead together, scope by scope.
    pub pairings: Vec<pairings::PairingGroup>,
}

pub(crate) fn view(desk: &Desk<'_>) -> Teams {
    let tree = desk.ladder.team_tree().into_iter();
    Teams {
        body: prose::index_body(desk, Page::Index(Part::Teams)),
        teams: tree
            .map(|(id, depth)| team_rows::row(desk, id, depth))
            .collect(),
        pairings: pairings::groups(desk),
    }
}
