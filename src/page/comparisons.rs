//! The page of all comparisons of roles.

use serde::Serialize;

use super::desk::Desk;
use super::html::Html;
use super::link::Link;
use super::{chips, prose};
use crate::plan::Part;
use crate::plan::route::{Page, Url};

/// All comparisons.
#[derive(Clone, Debug, Serialize)]
pub struct Comparisons {
    /// The author's words on them.
    pub body: Html,
    /// Comparisons with a file.
    pub tuned: Vec<Link>,
    /// For each role the comparisons it is in.
    pub roles: Vec<ComparedRole>,
    /// How many pairs have no page.
    pub left_out: usize,
}

/// A role with its comparisons.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedRole {
    /// The role.
    pub chip: chips::Chip,
    /// Its comparisons, by the other role.
    pub others: Vec<ComparedWith>,
}

/// A comparison from one role's side.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedWith {
    /// The other role.
    pub chip: chips::Chip,
    /// The comparison's page.
    pub url: Url,
}

pub(crate) fn view(desk: &Desk<'_>) -> Comparisons {
    let tuned = desk
        .plan
        .shown
        .pairs
        .roles
        .iter()
        .filter(|pair| pair.file.is_some());
    let roles = desk
        .ladder
        .role_ids()
        .map(|role| ComparedRole {
            chip: chips::chip(desk, role),
            others: desk
                .plan
                .shown
                .pairs
                .of(role)
                .map(|(other, pair)| ComparedWith {
                    chip: chips::chip(desk, other),
                    url: desk.url(Page::RolePair(pair.first, pair.second)),
                })
                .collect(),
        })
        .filter(|role| !role.others.is_empty())
        .collect();
    Comparisons {
        body: prose::index_body(desk, Page::Index(Part::Compare)),
        tuned: tuned
            .map(|pair| desk.link(Page::RolePair(pair.first, pair.second)))
            .collect(),
        roles,
        left_out: desk.plan.shown.pairs.left_out,
    }
}
