//! From documents to the ladder: every name looked up, every mistake reported, nothing left to fill in later.
//!
//! Names are claimed by kind first; then each kind of thing is resolved in its own file, with the names of all the others at hand.

mod area_tree;
mod assessment;
mod claim;
mod claims;
mod comparison;
mod held;
mod kinds;
mod model;
mod pairing;
mod practice;
mod role;
mod source;
mod team;
mod track;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::links::{Assets, DocumentLinks, Places, Target};
use super::names::NameTable;
use super::{
    Area, AreaId, Assessment, AssessmentId, Axis, AxisId, Comparison, ComparisonId, DocumentId,
    Ladder, Model, ModelId, Names, Role, RoleId, Scopes, Source, SourceId, Subject, Team, TeamId,
    Track, TrackId, check, duplicates,
};
use crate::diagnostic::ownership::Named;
use crate::diagnostic::{Checked, Diagnostic, front_matter, has_errors};
use crate::document::Document;
use crate::document::front_matter::{Common, Kind};
use crate::span::Span;
use crate::text::Text;
use claim::{claim_names, claim_role_names, note_drafts};
use kinds::{KindIndex, published};

/// Resolves all documents, given by path. What was made of the same things is taken from the ladder `before`.
pub fn resolve(
    all: &[Arc<Document>],
    assets: &Assets,
    scopes: &Scopes,
    before: Option<&Ladder>,
) -> Checked<Ladder> {
    let mut diagnostics = Vec::new();
    let documents = published(all);
    let of_kind = KindIndex::new(&documents, &mut diagnostics);

    let areas = area_tree::area_tree(&documents, of_kind.by_path(Kind::Area), &mut diagnostics);
    let listed = Listed::new(&of_kind, &areas, &documents);
    let names = listed.names(all, &documents, &mut diagnostics);

    let mut resolver = Resolver {
        documents: &documents,
        names: &names,
        scopes,
        diagnostics: &mut diagnostics,
    };
    let (mut role_list, unsure_roles): (Vec<Role>, Vec<bool>) = listed
        .roles
        .iter()
        .map(|document| resolver.noting_mistakes(*document, Resolver::role))
        .unzip();
    let (mut model_list, unsure_models): (Vec<Model>, Vec<bool>) = listed
        .models
        .iter()
        .map(|document| resolver.noting_mistakes(*document, Resolver::model))
        .unzip();
    let mut team_list: Vec<Team> = listed.teams.iter().map(|id| resolver.team(*id)).collect();
    let axis_list: Vec<Axis> = listed.axes.iter().map(|id| resolver.axis(*id)).collect();
    let track_list: Vec<Track> = resolver.tracks(&listed.tracks, &axis_list);
    let assessment_list: Vec<Assessment> = listed
        .assessments
        .iter()
        .map(|id| resolver.assessment(*id))
        .collect();
    let practices = resolver.practices();
    let sources = listed.sources.iter();
    let source_list: Vec<Source> = sources.map(|id| resolver.source(*id)).collect();
    for document in &documents {
        resolver.sources(&document.front.common);
    }
    let mut area_list = areas;
    for area in &mut area_list {
        area.claims = resolver.area_claims(area.document);
    }
    role::take_part(
        &mut role_list,
        &mut model_list,
        &resolver.participations(&listed.roles),
    );
    role::fill_hats(&mut role_list);
    let said_pairings = resolver.pairings(&listed.roles, &role_list);
    role::fill_default_owners(&role_list, &mut area_list);
    let comparisons: Vec<Comparison> = of_kind
        .by_path(Kind::Comparison)
        .iter()
        .filter_map(|document| resolver.comparison(*document, &role_list))
        .collect();
    let compared: Vec<DocumentId> = comparisons.iter().map(|it| it.document).collect();
    let subjects = listed.subjects(documents.len(), &compared);
    team::settle(&mut team_list, &documents, scopes, &mut diagnostics);
    let pairings = pairing::check_parity(
        said_pairings,
        &documents,
        &role_list,
        scopes,
        &mut diagnostics,
    );
    check::role_cycles(&documents, &mut role_list, &mut diagnostics);
    check::sharing(&documents, &role_list, &area_list, &mut diagnostics);

    let unlinked = Ladder {
        documents,
        subjects,
        roles: role_list,
        areas: area_list,
        scopes: scopes.order.clone(),
        models: model_list,
        comparisons,
        pairings,
        teams: team_list,
        tracks: track_list,
        axes: axis_list,
        assessments: assessment_list,
        practices,
        sources: source_list,
        links: Vec::new(),
        mentions: Vec::new(),
        names,
    };
    let unsure = [&*unsure_roles, &*unsure_models];
    check_whole(&unlinked, unsure, scopes, &mut diagnostics);
    let links = resolve_links(&unlinked, before, all, assets, &mut diagnostics);
    let mentions = mentions(&unlinked, &links);
    let ladder = Ladder {
        links,
        mentions,
        ..unlinked
    };
    Checked::with(ladder, diagnostics)
}

/// What can only be seen of all together.
fn check_whole(
    ladder: &Ladder,
    [unsure_roles, unsure_models]: [&[bool]; 2],
    scopes: &Scopes,
    diagnostics: &mut Vec<Diagnostic>,
) {
    check::gaps(ladder, unsure_roles, unsure_models, diagnostics);
    team::empty_overrides(ladder, diagnostics);
    team::people_apart(ladder, scopes, diagnostics);
    check::twice_compared(ladder, diagnostics);
    duplicates::check(&ladder.documents, diagnostics);
}

/// The documents of each kind in the order of lists: the places that ids count.
struct Listed {
    roles: Vec<DocumentId>,
    areas: Vec<DocumentId>,
    models: Vec<DocumentId>,
    teams: Vec<DocumentId>,
    tracks: Vec<DocumentId>,
    axes: Vec<DocumentId>,
    assessments: Vec<DocumentId>,
    sources: Vec<DocumentId>,
}

impl Listed {
    fn new(of_kind: &KindIndex, areas: &[Area], documents: &[Arc<Document>]) -> Listed {
        let listed = |kind: Kind| of_kind.listed(kind, documents);
        Listed {
            roles: listed(Kind::Role),
            areas: areas.iter().map(|area| area.document).collect(),
            models: listed(Kind::Model),
            teams: listed(Kind::Team),
            tracks: listed(Kind::Track),
            axes: listed(Kind::Axis),
            assessments: listed(Kind::Assessment),
            sources: listed(Kind::Source),
        }
    }

    /// Who goes by which name.
    fn names(
        &self,
        all: &[Arc<Document>],
        documents: &[Arc<Document>],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Names {
        let mut names = Names {
            roles: NameTable::new(Named::Role, self.roles.len()),
            areas: NameTable::new(Named::Area, self.areas.len()),
            models: NameTable::new(Named::Model, self.models.len()),
            teams: NameTable::new(Named::Team, self.teams.len()),
            tracks: NameTable::new(Named::Track, self.tracks.len()),
            axes: NameTable::new(Named::Axis, self.axes.len()),
            assessments: NameTable::new(Named::Assessment, self.assessments.len()),
            sources: NameTable::new(Named::Source, self.sources.len()),
        };
        note_drafts(all, &mut names);
        claim_role_names(documents, &self.roles, &mut names.roles, diagnostics);
        for (ids, table) in [
            (&self.areas, &mut names.areas),
            (&self.models, &mut names.models),
            (&self.teams, &mut names.teams),
            (&self.tracks, &mut names.tracks),
            (&self.axes, &mut names.axes),
            (&self.assessments, &mut names.assessments),
            (&self.sources, &mut names.sources),
        ] {
            claim_names(documents, ids, table, diagnostics);
        }
        names
    }

    /// What each of `count` documents is about: an ordinary page, unless it is in a list.
    fn subjects(&self, count: usize, compared: &[DocumentId]) -> Vec<Subject> {
        let mut subjects: Vec<Subject> = (0..count)
            .map(|index| Subject::Page(DocumentId::new(index)))
            .collect();
        type AsSubject = fn(usize) -> Subject;
        let lists: [(&[DocumentId], AsSubject); 9] = [
            (&self.roles, |at| Subject::Role(RoleId::new(at))),
            (&self.areas, |at| Subject::Area(AreaId::new(at))),
            (&self.models, |at| Subject::Model(ModelId::new(at))),
            (&self.teams, |at| Subject::Team(TeamId::new(at))),
            (&self.tracks, |at| Subject::Track(TrackId::new(at))),
            (&self.axes, |at| Subject::Axis(AxisId::new(at))),
            (&self.assessments, |at| {
                Subject::Assessment(AssessmentId::new(at))
            }),
            (&self.sources, |at| Subject::Source(SourceId::new(at))),
            (compared, |at| Subject::Comparison(ComparisonId::new(at))),
        ];
        for (documents, subject) in lists {
            for (at, document) in documents.iter().enumerate() {
                subjects[document.index()] = subject(at);
            }
        }
        subjects
    }
}

/// Looks names up, document by document.
struct Resolver<'a> {
    documents: &'a [Arc<Document>],
    names: &'a Names,
    scopes: &'a Scopes,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Resolver<'_> {
    /// Resolves a document, and says whether something of it could not be read or found.
    fn noting_mistakes<T>(
        &mut self,
        id: DocumentId,
        resolve: fn(&mut Self, DocumentId) -> T,
    ) -> (T, bool) {
        let before = self.diagnostics.len();
        let resolved = resolve(self, id);
        let own = &self.documents[id.index()].diagnostics;
        let unsure = has_errors(own) || has_errors(&self.diagnostics[before..]);
        (resolved, unsure)
    }

    fn role_named(&mut self, name: &Text) -> Option<RoleId> {
        self.names
            .roles
            .find(name, self.diagnostics)
            .map(RoleId::new)
    }

    fn axis_named(&mut self, name: &Text) -> Option<AxisId> {
        self.names
            .axes
            .find(name, self.diagnostics)
            .map(AxisId::new)
    }

    fn area_named(&mut self, name: &Text) -> Option<AreaId> {
        self.names
            .areas
            .find(name, self.diagnostics)
            .map(AreaId::new)
    }

    /// The area of a name, unless the same file has named it already.
    fn area_once(&mut self, name: &Text, said: &mut BTreeMap<AreaId, Span>) -> Option<AreaId> {
        let area = self.area_named(name)?;
        if let Some(first) = said.get(&area) {
            let what = format!("`{}`", self.names.areas.id(area.index()));
            self.diagnostics
                .push(front_matter::said_already(name.span, &what, *first));
            return None;
        }
        said.insert(area, name.span);
        Some(area)
    }

    fn roles_named(&mut self, names: &[Text]) -> Vec<RoleId> {
        names
            .iter()
            .filter_map(|name| self.role_named(name))
            .collect()
    }

    fn source_named(&mut self, name: &Text) -> Option<SourceId> {
        self.names
            .sources
            .find(name, self.diagnostics)
            .map(SourceId::new)
    }

    fn sources(&mut self, common: &Common) -> Vec<SourceId> {
        common
            .sources
            .iter()
            .filter_map(|name| self.names.sources.find(name, self.diagnostics))
            .map(SourceId::new)
            .collect()
    }
}

fn resolve_links(
    ladder: &Ladder,
    before: Option<&Ladder>,
    all: &[Arc<Document>],
    assets: &Assets,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Arc<DocumentLinks>> {
    let drafts: Vec<&Document> = all
        .iter()
        .filter(|document| document.front.common.draft)
        .map(Arc::as_ref)
        .collect();
    Places::new(ladder, &drafts, assets).links(before, diagnostics)
}

/// For each document the documents that link to it.
fn mentions(ladder: &Ladder, links: &[Arc<DocumentLinks>]) -> Vec<Vec<DocumentId>> {
    let mut mentions = vec![Vec::new(); ladder.documents.len()];
    for (from, links) in links.iter().enumerate() {
        for target in links.body.iter().chain(links.cells.iter().flatten()) {
            if let Target::Page(subject, _) = target {
                let list: &mut Vec<DocumentId> =
                    &mut mentions[ladder.document_of(*subject).index()];
                let from = DocumentId::new(from);
                if ladder.document_of(*subject) != from && list.last() != Some(&from) {
                    list.push(from);
                }
            }
        }
    }
    mentions
}
