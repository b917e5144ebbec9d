//! What sources say of areas and roles, and the page of all their disagreements.

use std::sync::Arc;

use super::Site;
use super::view;
use crate::ladder::claims::Claim;
use crate::ladder::{Answer, AreaId, Outcome, Reason, RoleId, Subject};
use crate::route::{Extra, Page, Url};

/// The place of the claims on the page of an area.
const CLAIMS: &str = "lb-claims";

impl Site {
    /// What sources say of an area.
    pub(super) fn area_claims(&self, from: &str, id: AreaId) -> Vec<view::AreaClaim> {
        let claims = self.ladder.claims(id);
        claims
            .chunk_by(|one, next| one.source == next.source)
            .flat_map(|of_one| {
                of_one.iter().enumerate().map(|(at, claim)| {
                    let rows = if at == 0 { of_one.len() } else { 0 };
                    self.area_claim(from, claim, rows)
                })
            })
            .collect()
    }

    fn area_claim(&self, from: &str, claim: &Claim, rows: usize) -> view::AreaClaim {
        let answer = Answer {
            outcome: Outcome::Held(Arc::clone(&claim.held)),
            reason: Reason::Nothing,
        };
        view::AreaClaim {
            source: self.link_to(from, Subject::Source(claim.source)),
            rows,
            model: claim
                .model
                .map(|model| self.link_to(from, Subject::Model(model))),
            answer: self.answer(from, &answer),
        }
    }

    /// The claims of an area that sources disagree about.
    pub(super) fn disputed(&self, from: &str, id: AreaId) -> Option<Url> {
        let page = Page::Subject(Subject::Area(id));
        self.is_disputed(id)
            .then(|| self.url(from, page).with_fragment(CLAIMS))
    }

    /// Whether sources disagree about an area.
    pub(crate) fn is_disputed(&self, id: AreaId) -> bool {
        self.disputed.binary_search(&id).is_ok()
    }

    pub(super) fn disagreements_link(&self, from: &str) -> view::DisagreementsLink {
        let count = self.disputed.len();
        let text = match count {
            0 => self.words.get("disputed_none").to_owned(),
            1 => self.words.get("disputed_one").to_owned(),
            _ => self
                .words
                .fill("disputed_many", &[("count", &count.to_string())]),
        };
        view::DisagreementsLink {
            url: self.url(from, Page::Disagreements),
            count,
            text,
        }
    }

    pub(super) fn disagreements(&self, from: &str) -> view::Disagreements {
        /// A page with more rows is no page to read.
        const ROWS: usize = 2_000;
        let ladder = &self.ladder;
        let mut rows = 0;
        let fits = |id: &&AreaId| {
            rows += ladder.claims(**id).len();
            rows <= ROWS
        };
        let areas = self.disputed.iter().take_while(fits).map(|id| {
            let category = ladder.ancestry(*id).last().filter(|top| top != id);
            let link = self.area_link(from, *id);
            view::DisputedArea {
                id: ladder.area(*id).id.clone(),
                area: view::Link {
                    url: link.url.with_fragment(CLAIMS),
                    ..link
                },
                category: category.map(|category| self.area_link(from, category)),
                description: self.plain_description(Subject::Area(*id)),
                claims: self.area_claims(from, *id),
            }
        });
        let areas: Vec<view::DisputedArea> = areas.collect();
        view::Disagreements {
            body: self.index_body(from, Page::Disagreements),
            left_out: match self.disputed.len() - areas.len() {
                0 => None,
                more => Some(
                    self.words
                        .fill("disputed_cut", &[("count", &more.to_string())]),
                ),
            },
            areas,
            has_claims: ladder
                .area_ids()
                .any(|area| !ladder.claims(area).is_empty()),
            csv: self
                .routes
                .between(from, &self.routes.extra(&Extra::DisagreementsCsv)),
            sources: self.url(from, Page::Sources),
        }
    }

    /// What sources say of a role.
    pub(super) fn role_claims(&self, from: &str, id: RoleId) -> Vec<view::RoleClaim> {
        let role = self.ladder.role(id);
        let claims = role.claims.iter();
        claims
            .map(|(source, text)| view::RoleClaim {
                source: self.link_to(from, Subject::Source(*source)),
                text: self.inline(from, role.document, text),
            })
            .collect()
    }
}
