//! What sources say of areas and roles.

use std::sync::Arc;

use serde::Serialize;

use super::desk::Desk;
use super::html::Html;
use super::link::Link;
use super::{chips, prose};
use crate::ladder::disputes::Claim;
use crate::ladder::{Answer, AreaId, Outcome, Reason, RoleId, Subject};
use crate::plan::route::{Page, Url};
use crate::words::key;

/// What a source says of an area.
#[derive(Clone, Debug, Serialize)]
pub struct AreaClaim {
    /// The source.
    pub source: Link,
    /// How many claims of the same source follow, this one included; 0 for those that follow.
    pub rows: usize,
    /// The model it is said of; none where it is said of no model.
    pub model: Option<Link>,
    /// Who holds the area by its word.
    pub answer: chips::Answer,
}

/// What a source says of a role.
#[derive(Clone, Debug, Serialize)]
pub struct RoleClaim {
    /// The source.
    pub source: Link,
    /// What it says.
    pub text: Html,
}

/// The way to the page of all disagreements.
#[derive(Clone, Debug, Serialize)]
pub struct DisagreementsLink {
    /// The page.
    pub url: Url,
    /// How many areas are on it.
    pub count: usize,
    /// The same in words.
    pub text: String,
}

/// The place of the claims on the page of an area.
pub(crate) const CLAIMS: &str = "lb-claims";

/// What sources say of an area.
pub(crate) fn of_area(desk: &Desk<'_>, id: AreaId) -> Vec<AreaClaim> {
    let claims = desk.ladder.claims(id);
    claims
        .chunk_by(|one, next| one.source == next.source)
        .flat_map(|of_one| {
            of_one.iter().enumerate().map(|(at, claim)| {
                let rows = if at == 0 { of_one.len() } else { 0 };
                area_claim(desk, claim, rows)
            })
        })
        .collect()
}

fn area_claim(desk: &Desk<'_>, claim: &Claim, rows: usize) -> AreaClaim {
    let answer = Answer {
        outcome: Outcome::Held(Arc::clone(&claim.held)),
        reason: Reason::Nothing,
    };
    AreaClaim {
        source: desk.link_to(Subject::Source(claim.source)),
        rows,
        model: claim.model.map(|model| desk.link_to(Subject::Model(model))),
        answer: chips::answer(desk, &answer),
    }
}

/// What sources say of a role.
pub(crate) fn of_role(desk: &Desk<'_>, id: RoleId) -> Vec<RoleClaim> {
    let role = desk.ladder.role(id);
    let claims = role.claims.iter();
    claims
        .map(|(source, text)| RoleClaim {
            source: desk.link_to(Subject::Source(*source)),
            text: prose::inline(desk, role.document, text),
        })
        .collect()
}

/// The claims of an area that sources disagree about.
pub(crate) fn disputed(desk: &Desk<'_>, id: AreaId) -> Option<Url> {
    let page = Page::Subject(Subject::Area(id));
    desk.plan
        .uses
        .is_disputed(id)
        .then(|| desk.url(page).with_fragment(CLAIMS))
}

pub(crate) fn disagreements_link(desk: &Desk<'_>) -> DisagreementsLink {
    let count = desk.plan.uses.disputed().len();
    let text = match count {
        0 => desk.words.get(key!("disputed_none")).to_owned(),
        1 => desk.words.get(key!("disputed_one")).to_owned(),
        _ => desk
            .words
            .fill(key!("disputed_many"), &[("count", &count.to_string())]),
    };
    DisagreementsLink {
        url: desk.url(Page::Disagreements),
        count,
        text,
    }
}
