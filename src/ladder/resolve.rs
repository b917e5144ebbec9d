//! From documents to the ladder: every name looked up, every mistake reported, nothing left to fill in later.
//!
//! What each kind has is listed first, then the names it goes by. Each kind is resolved in its own file, with the names of all the
//! others at hand; what its file says of another thing is found from that one through [`Inverse`].

mod area;
mod assessment;
mod checks;
mod circles;
mod comparison;
mod held;
mod listed;
mod model;
mod names;
mod pairing;
mod practice;
mod role;
mod source;
mod team;
mod told;
mod track;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::links::{Assets, DocumentLinks, Places, Target};
use super::names::{Lookups, NameTable};
use super::{
    AreaId, DocumentId, Id, Inverse, Ladder, List, Names, References, RoleId, ScopeId, Scopes,
    Subject,
};
use crate::diagnostic::{Checked, front_matter};
use crate::document::Document;
use crate::document::front_matter::ComparisonText;
use crate::span::Span;
use crate::text::Text;
use area::AreaTree;
use listed::{KindIndex, Listed, published};

pub(super) use listed::list_key;

/// Resolves all documents, given by path. What was made of the same things is taken from the ladder `before`.
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
        lookups,
        unsure: BTreeSet::new(),
    };
    let cited: List<DocumentId, _> = documents
        .iter()
        .map(|document| resolver.sources(document))
        .collect();
    let roles = resolver.roles(&listed.roles);
    let models = resolver.models(&listed.models, &roles, &cited);
    let areas = resolver.areas(&listed.areas, places);
    let teams = resolver.teams(&listed.teams);
    let axes = resolver.axes(&listed.axes);
    let tracks = resolver.tracks(&listed.tracks, &axes);
    let assessments = resolver.assessments(&listed.assessments);
    let sources = listed.sources.iter().map(source::source).collect();
    let practices = resolver.practices(&documents);
    let pairings = resolver.pairings(&listed.roles, &roles);
    let comparisons: List<_, _> = of_kind
        .by_path::<ComparisonText>()
        .filter_map(|entry| resolver.comparison(&entry, &roles))
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

/// Looks names up, and keeps what comes to light.
struct Resolver<'a> {
    names: &'a Names,
    scopes: &'a Scopes,
    lookups: Lookups,
    /// Documents of which something could not be found.
    unsure: BTreeSet<DocumentId>,
}

impl Resolver<'_> {
    /// Resolves something of a document, and notes whether all of it was found.
    fn noting_misses<T>(&mut self, of: DocumentId, resolve: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.lookups.missed;
        let resolved = resolve(self);
        if self.lookups.missed > before {
            self.unsure.insert(of);
        }
        resolved
    }

    fn role_named(&mut self, name: &Text) -> Option<RoleId> {
        self.names.roles.find(name, &mut self.lookups)
    }

    fn roles_named<'t>(&mut self, names: impl IntoIterator<Item = &'t Text>) -> Vec<RoleId> {
        self.names.roles.find_all(names, &mut self.lookups)
    }

    fn area_named(&mut self, name: &Text) -> Option<AreaId> {
        self.names.areas.find(name, &mut self.lookups)
    }

    /// The thing of a name, unless the same file has named it already, by whatever name.
    fn once<I: Id + Into<Subject>>(
        &mut self,
        names: &NameTable<I>,
        name: &Text,
        said: &mut BTreeMap<I, Span>,
    ) -> Option<I> {
        let found = names.find(name, &mut self.lookups)?;
        if let Some(first) = said.get(&found) {
            let what = format!("`{}`", names.id(found));
            let again = front_matter::said_already(name.span, &what, *first);
            self.lookups.wrong.push(again);
            return None;
        }
        said.insert(found, name.span);
        Some(found)
    }

    fn scope_named(&mut self, name: &Text) -> Option<ScopeId> {
        self.scopes.find(name, &mut self.lookups)
    }
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
