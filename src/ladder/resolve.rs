//! From documents to the ladder: every name looked up, every mistake reported, nothing left to fill
//! in later.
//!
//! What each kind has is listed first, then the names it goes by. Each kind is resolved in its own
//! file, with the names of all the others at hand; what its file says of another thing is found
//! from that one through [`Inverse`].

mod about;
mod area;
mod assessment;
mod checks;
mod circles;
mod comparison;
mod held;
mod links;
mod listed;
mod model;
mod names;
mod pairing;
mod practice;
mod resolver;
mod role;
mod source;
mod team;
mod told;
mod track;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::links::{Assets, DocumentLinks, Target};
use super::names::Lookups;
use super::{DocumentId, Inverse, Ladder, List, References, Scopes, Subject};
use crate::diagnostic::Checked;
use crate::document::Document;
use crate::document::front_matter::ComparisonText;
use area::AreaTree;
use links::Places;
use listed::{KindIndex, Listed, published};
use resolver::Resolver;

/// Resolves all documents, given by path. What was made of the same things is taken from the ladder
/// `before`.
pub fn resolve(
    all: &[Arc<Document>],
    assets: &Assets,
    scopes: &Scopes,
    before: Option<&Ladder>,
) -> Checked<Ladder> {
    let mut lookups = Lookups::default();
    let documents = published(all);
    let of_kind = KindIndex::new(&documents, &mut lookups.wrong);
    let listed = Listed::new(&of_kind);
    let AreaTree {
        areas,
        places,
        names,
    } = AreaTree::new(&listed.areas, &mut lookups);
    let listed = Listed { areas, ..listed };
    let names = names::of_all(&listed, names, all, &mut lookups.wrong);

    let mut resolver = Resolver {
        names: &names,
        scopes,
        titles_not_in_tags: names::titles_not_in_tags(&listed.roles),
        lookups,
        unsure: BTreeSet::new(),
    };
    let cited: List<DocumentId, _> = documents
        .iter()
        .map(|document| source::sources(&mut resolver, document))
        .collect();
    let roles = role::roles(&mut resolver, &listed.roles);
    let models = model::models(&mut resolver, &listed.models, &roles, &cited);
    let areas = area::areas(&mut resolver, &listed.areas, places);
    let teams = team::teams(&mut resolver, &listed.teams);
    let axes = track::axes(&mut resolver, &listed.axes);
    let tracks = track::tracks(&mut resolver, &listed.tracks, &axes);
    let assessments = assessment::assessments(&mut resolver, &listed.assessments);
    let sources = listed.sources.iter().map(source::source).collect();
    let practices = practice::practices(&mut resolver, &documents);
    let pairings = pairing::pairings(&mut resolver, &listed.roles, &roles);
    let comparisons: List<_, _> = of_kind
        .by_path::<ComparisonText>()
        .filter_map(|entry| comparison::comparison(&mut resolver, &entry, &roles))
        .collect();
    let Resolver {
        lookups, unsure, ..
    } = resolver;
    let (named, mut wrong) = (
        lookups.named.into_iter().collect::<References>(),
        lookups.wrong,
    );

    let subjects = listed::subjects(documents.len(), &listed, &comparisons);
    let drafts = all.iter().filter(|document| document.front.common.draft);
    let links = Places::new(&documents, &subjects, drafts, assets).links(before, &mut wrong);
    let ladder = Ladder {
        mentions: mentions(&links, |subject| listed.document_of(subject, &comparisons)),
        inverse: Inverse::of(&roles, &models, &areas),
        documents,
        subjects,
        roles,
        areas,
        scopes: scopes.order.iter().cloned().collect(),
        models,
        comparisons,
        pairings,
        teams,
        tracks,
        axes,
        assessments,
        practices,
        sources,
        cited,
        links,
        names,
        named,
    };
    wrong.extend(checks::whole(&ladder, &unsure, scopes));
    Checked::with(ladder, wrong)
}

/// For each document the documents that link to it.
fn mentions(
    links: &List<DocumentId, Arc<DocumentLinks>>,
    document_of: impl Fn(Subject) -> DocumentId,
) -> List<DocumentId, Vec<DocumentId>> {
    let mut mentions: List<DocumentId, Vec<DocumentId>> = List::beside(links, |_| Vec::new());
    for (from, links) in links.pairs() {
        for target in links.targets() {
            if let Target::Page(subject, _) = target {
                let to = document_of(*subject);
                if to != from && mentions[to].last() != Some(&from) {
                    mentions[to].push(from);
                }
            }
        }
    }
    mentions
}
