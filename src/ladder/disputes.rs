//! What sources say of an area, side by side, and whether they disagree.
//!
//! A claim is what one source says: in the area's own file, or through a model that names the
//! source first. What the definition of a role says is no claim: it is the ladder's own word, and a
//! role that names four sources doesn't say which of them said what.
//!
//! One source may describe several models, each with holders of its own; that is no quarrel,
//! neither with itself nor with a source that knows one of these models only. Two sources disagree
//! where *nothing* that the one says of an area is said by the other too.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{AreaId, Case, Held, Holder, Ladder, List, ModelId, SourceId, Subject, Who};
use crate::document::tag::Join;

/// What a source says of an area.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    pub source: SourceId,
    /// The model of the source that it is said of; none where the area's own file tells it.
    pub model: Option<ModelId>,
    /// Who holds the area.
    pub held: Arc<Held>,
}

/// Those who hold an area together, as one source says.
type Holders = BTreeSet<Who>;

impl Ladder {
    /// What sources say of an area: by source in the order of lists, what the area's file tells
    /// first.
    pub fn claims(&self, area: AreaId) -> Vec<Claim> {
        let mut claims: Vec<Claim> = self.told(area).collect();
        for model in self.model_ids() {
            if let Some(held) = self.model(model).says(area) {
                claims.extend(self.claims_of(model, held));
            }
        }
        in_order(claims)
    }

    /// The areas that sources disagree about, in the order of areas.
    pub fn disputed(&self) -> Vec<AreaId> {
        // Each model is walked once: asking for the claims of every area would ask every model for
        // every area.
        let mut claims: List<AreaId, Vec<Claim>> =
            List::beside(&self.areas, |area| self.told(area).collect());
        for model in self.model_ids() {
            for (area, held) in &self.model(model).said {
                claims[*area].extend(self.claims_of(model, held));
            }
        }
        let areas = self.area_ids().zip(claims);
        areas
            .filter_map(|(area, claims)| disagree(&in_order(claims)).then_some(area))
            .collect()
    }

    /// What the area's own file tells.
    fn told(&self, area: AreaId) -> impl Iterator<Item = Claim> {
        self.area(area).claims.iter().map(|(source, held)| Claim {
            source: *source,
            model: None,
            held: Arc::clone(held),
        })
    }

    /// What a model says is said by the first source that it names; further ones know the model
    /// too, but may put it otherwise.
    fn claims_of(&self, model: ModelId, held: &Arc<Held>) -> impl Iterator<Item = Claim> {
        self.model(model)
            .sources
            .first()
            .map(move |source| Claim {
                source: *source,
                model: Some(model),
                held: Arc::clone(held),
            })
            .into_iter()
    }

    /// The sources whose claims a subject's own file tells.
    pub fn claim_sources(&self, subject: Subject) -> impl Iterator<Item = SourceId> {
        let (of_area, of_role) = match subject {
            Subject::Area(id) => (&self.area(id).claims[..], &[][..]),
            Subject::Role(id) => (&[][..], &self.role(id).claims[..]),
            _ => (&[][..], &[][..]),
        };
        let of_area = of_area.iter().map(|(source, _)| *source);
        of_area.chain(of_role.iter().map(|(source, _)| *source))
    }
}

/// By source; what is said of no model comes first.
fn in_order(mut claims: Vec<Claim>) -> Vec<Claim> {
    claims.sort_by_key(|claim| (claim.source, claim.model));
    claims
}

/// Whether any two sources have no answer in common. The claims are by source.
fn disagree(claims: &[Claim]) -> bool {
    let mut by_source: Vec<BTreeSet<Holders>> = claims
        .chunk_by(|one, next| one.source == next.source)
        .map(|of_one| {
            of_one
                .iter()
                .flat_map(|claim| &claim.held.cases)
                .flat_map(answers)
                .collect()
        })
        .collect();
    // Who says only who takes part leaves open who answers for it, and contradicts no one.
    by_source.retain(|answers| !answers.is_empty());
    by_source
        .iter()
        .enumerate()
        .any(|(at, one)| by_source[at + 1..].iter().any(|next| one.is_disjoint(next)))
}

/// Who may hold the area in one case: several together are one answer, either of several is one
/// answer each.
fn answers(case: &Case) -> Vec<Holders> {
    let answering = case.holders.iter().filter(|holder| holder.answers_for_it());
    let holders: Holders = answering.map(who).collect();
    match case.join {
        _ if holders.is_empty() => Vec::new(),
        Join::All => vec![holders],
        Join::Any => holders
            .into_iter()
            .map(|one| Holders::from([one]))
            .collect(),
    }
}

fn who(holder: &Holder) -> Who {
    holder.who
}
