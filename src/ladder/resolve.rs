//! From documents to the ladder: every name looked up, every mistake reported, nothing left to fill in later.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use super::links::{Assets, DocumentLinks, Places, Target};
use super::names::{NameTable, folded};
use super::ownership::{Case, Held, Holder, Who};
use super::{
    Area, AreaId, Attribute, Comparison, ComparisonId, DocumentId, Ladder, Model, ModelId, Names,
    Role, RoleId, Source, SourceId, Subject, check, compare, plain,
};
use crate::diagnostic::ownership::{self as say, Named};
use crate::diagnostic::{Diagnostic, files, front_matter, has_errors};
use crate::document::Document;
use crate::document::front_matter::{
    Color, Common, Kind, ModelText, Own, Participation, usable_in_tags,
};
use crate::document::range::Range;
use crate::document::tag::{self, HolderName, Relation, Tag};
use crate::document::yaml::Text;
use crate::span::Span;

/// Resolves all documents, given by path.
#[must_use]
pub fn resolve(all: &[Arc<Document>], assets: &Assets) -> (Ladder, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let documents = published(all);
    let of_kind = KindIndex::new(&documents, &mut diagnostics);

    let roles = in_list_order(&documents, &of_kind.roles);
    let models = in_list_order(&documents, &of_kind.models);
    let sources = in_list_order(&documents, &of_kind.sources);
    let areas = area_tree(&documents, &of_kind.areas, &mut diagnostics);

    let mut names = Names {
        roles: NameTable::new(Named::Role, roles.len()),
        areas: NameTable::new(Named::Area, areas.len()),
        models: NameTable::new(Named::Model, models.len()),
        sources: NameTable::new(Named::Source, sources.len()),
    };
    note_drafts(all, &mut names);
    claim_role_names(&documents, &roles, &mut names.roles, &mut diagnostics);
    let area_documents: Vec<DocumentId> = areas.iter().map(|area| area.document).collect();
    claim_names(
        &documents,
        &area_documents,
        &mut names.areas,
        &mut diagnostics,
    );
    claim_names(&documents, &models, &mut names.models, &mut diagnostics);
    claim_names(&documents, &sources, &mut names.sources, &mut diagnostics);

    let mut resolver = Resolver {
        documents: &documents,
        names: &names,
        diagnostics: &mut diagnostics,
    };
    let (mut role_list, unsure_roles): (Vec<Role>, Vec<bool>) = roles
        .iter()
        .map(|document| resolver.noting_mistakes(*document, Resolver::role))
        .unzip();
    let (mut model_list, unsure_models): (Vec<Model>, Vec<bool>) = models
        .iter()
        .map(|document| resolver.noting_mistakes(*document, Resolver::model))
        .unzip();
    let source_list: Vec<Source> = sources.iter().map(|id| resolver.source(*id)).collect();
    for document in &documents {
        resolver.sources(&document.front.common);
    }
    let mut area_list = areas;
    take_part(
        &mut role_list,
        &mut model_list,
        &resolver.participations(&roles),
    );
    fill_default_owners(&role_list, &mut area_list);
    let comparisons: Vec<Comparison> = of_kind
        .comparisons
        .iter()
        .filter_map(|document| resolver.comparison(*document, &role_list))
        .collect();
    let compared: Vec<DocumentId> = comparisons.iter().map(|it| it.document).collect();
    let subjects = subjects(
        documents.len(),
        &[
            (&roles, |index| Subject::Role(RoleId::new(index))),
            (&area_documents, |index| Subject::Area(AreaId::new(index))),
            (&models, |index| Subject::Model(ModelId::new(index))),
            (&sources, |index| Subject::Source(SourceId::new(index))),
            (&compared, |index| {
                Subject::Comparison(ComparisonId::new(index))
            }),
        ],
    );
    check::role_cycles(&documents, &mut role_list, &mut diagnostics);
    check::sharing(&documents, &role_list, &area_list, &mut diagnostics);

    let unlinked = Ladder {
        documents,
        subjects,
        roles: role_list,
        areas: area_list,
        models: model_list,
        comparisons,
        sources: source_list,
        links: Vec::new(),
        mentions: Vec::new(),
        names,
    };
    check::gaps(&unlinked, &unsure_roles, &unsure_models, &mut diagnostics);
    check::twice_compared(&unlinked, &mut diagnostics);
    let links = resolve_links(&unlinked, all, assets, &mut diagnostics);
    let mentions = mentions(&unlinked, &links);
    (
        Ladder {
            links,
            mentions,
            ..unlinked
        },
        diagnostics,
    )
}

/// What the thing at a place of its list is, as a subject.
type Numbered = fn(usize) -> Subject;

/// What each of `count` documents is about: an ordinary page, unless one of the lists names it.
fn subjects(count: usize, lists: &[(&[DocumentId], Numbered)]) -> Vec<Subject> {
    let mut subjects: Vec<Subject> = (0..count)
        .map(|index| Subject::Page(DocumentId::new(index)))
        .collect();
    for (documents, subject) in lists {
        for (index, document) in documents.iter().enumerate() {
            subjects[document.index()] = subject(index);
        }
    }
    subjects
}

/// The documents that are no drafts.
fn published(all: &[Arc<Document>]) -> Vec<Arc<Document>> {
    all.iter()
        .filter(|document| !document.front.common.draft)
        .cloned()
        .collect()
}

/// Remembers the names of drafts, so that a reference to one can be told from a slip.
fn note_drafts(all: &[Arc<Document>], names: &mut Names) {
    for draft in all.iter().filter(|document| document.front.common.draft) {
        let table = match draft.kind {
            Kind::Role => &mut names.roles,
            Kind::Area => &mut names.areas,
            Kind::Model => &mut names.models,
            Kind::Source => &mut names.sources,
            Kind::Comparison | Kind::Glossary | Kind::Guide => continue,
        };
        table.note_draft(names_of(draft));
    }
}

/// The published documents of each kind, without those whose id another has already.
struct KindIndex {
    roles: Vec<DocumentId>,
    areas: Vec<DocumentId>,
    models: Vec<DocumentId>,
    comparisons: Vec<DocumentId>,
    sources: Vec<DocumentId>,
}

impl KindIndex {
    fn new(documents: &[Arc<Document>], diagnostics: &mut Vec<Diagnostic>) -> KindIndex {
        let mut index = KindIndex {
            roles: Vec::new(),
            areas: Vec::new(),
            models: Vec::new(),
            comparisons: Vec::new(),
            sources: Vec::new(),
        };
        let mut seen: BTreeMap<(Kind, String), usize> = BTreeMap::new();
        for (at, document) in documents.iter().enumerate() {
            let list = match document.kind {
                Kind::Role => &mut index.roles,
                Kind::Area => &mut index.areas,
                Kind::Model => &mut index.models,
                Kind::Comparison => &mut index.comparisons,
                Kind::Source => &mut index.sources,
                Kind::Glossary | Kind::Guide => continue,
            };
            let here = Span::file_start(document.file);
            match seen.entry((document.kind, folded(&document.id))) {
                Entry::Vacant(id) => {
                    id.insert(at);
                    list.push(DocumentId::new(at));
                }
                Entry::Occupied(first) => {
                    let first = &documents[*first.get()];
                    // Files that some systems take for one have been reported as files.
                    if folded(&first.path) != folded(&document.path) {
                        let first = Span::file_start(first.file);
                        let kind = document.kind.one();
                        diagnostics.push(files::id_taken(here, kind, &document.id, first));
                    }
                }
            }
        }
        index
    }
}

/// The key that lists are ordered by: weight, then title without regard to case, then id. What has no weight comes last.
fn list_key(document: &Document) -> (i32, String, String) {
    (
        document.front.common.weight.unwrap_or(i32::MAX),
        folded(&document.title()),
        document.id.clone(),
    )
}

fn in_list_order(documents: &[Arc<Document>], ids: &[DocumentId]) -> Vec<DocumentId> {
    let mut ids = ids.to_vec();
    ids.sort_by_cached_key(|id| list_key(&documents[id.index()]));
    ids
}

/// The areas as a tree, parents before their areas.
fn area_tree(
    documents: &[Arc<Document>],
    ids: &[DocumentId],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Area> {
    let ids = in_list_order(documents, ids);
    let mut parents = area_parents(documents, &ids, diagnostics);
    for cycle in check::cycles(ids.len(), |at| parents[at]) {
        let marks: Vec<(Span, String)> = cycle
            .iter()
            .map(|at| {
                let document = &documents[ids[*at].index()];
                let Own::Area(own) = &document.front.own else {
                    return (document.head(), document.id.clone());
                };
                (
                    own.parent
                        .as_ref()
                        .map_or(document.head(), |parent| parent.span),
                    document.id.clone(),
                )
            })
            .collect();
        diagnostics.extend(say::cycle("parent", &marks));
        for at in cycle {
            parents[at] = None;
        }
    }
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); ids.len()];
    for (at, parent) in parents.iter().enumerate() {
        if let Some(parent) = parent {
            children[*parent].push(at);
        }
    }
    // Parents first, each followed by all that belongs to it: areas can then be told from their place alone.
    let mut order: Vec<(usize, usize)> = Vec::with_capacity(ids.len());
    let mut todo: Vec<(usize, usize)> = (0..ids.len())
        .rev()
        .filter(|at| parents[*at].is_none())
        .map(|at| (at, 0))
        .collect();
    while let Some((at, depth)) = todo.pop() {
        order.push((at, depth));
        todo.extend(children[at].iter().rev().map(|child| (*child, depth + 1)));
    }
    let mut places = vec![0; ids.len()];
    for (place, (at, _)) in order.iter().enumerate() {
        places[*at] = place;
    }
    order
        .iter()
        .map(|(at, depth)| {
            let id = ids[*at];
            let document = &documents[id.index()];
            let (abbr, also) = match &document.front.own {
                Own::Area(own) => (
                    own.abbr.as_ref().map(plain),
                    own.also.iter().map(plain).collect(),
                ),
                _ => (None, Vec::new()),
            };
            Area {
                id: document.id.clone(),
                document: id,
                title: document.title(),
                abbr,
                also,
                parent: parents[*at].map(|parent| AreaId::new(places[parent])),
                children: children[*at]
                    .iter()
                    .map(|child| AreaId::new(places[*child]))
                    .collect(),
                depth: *depth,
                owners: Vec::new(),
                sharers: Vec::new(),
                partners: Vec::new(),
            }
        })
        .collect()
}

/// For each area the place of its parent: `parent:`, else the category of its folder.
fn area_parents(
    documents: &[Arc<Document>],
    ids: &[DocumentId],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Option<usize>> {
    let mut names = NameTable::new(Named::Area, ids.len());
    // The names are claimed once more when the areas are numbered; mistakes are reported then.
    claim_names(documents, ids, &mut names, &mut Vec::new());
    let folders: BTreeMap<&str, usize> = ids
        .iter()
        .enumerate()
        .filter_map(|(at, id)| Some((documents[id.index()].path.strip_suffix("/index.md")?, at)))
        .collect();
    ids.iter()
        .enumerate()
        .map(|(at, id)| {
            let document = &documents[id.index()];
            if let Own::Area(own) = &document.front.own
                && let Some(parent) = &own.parent
            {
                return names.find(parent, diagnostics);
            }
            let mut folder = document.path.as_str();
            while let Some((above, _)) = folder.rsplit_once('/') {
                if let Some(found) = folders.get(above)
                    && *found != at
                {
                    return Some(*found);
                }
                folder = above;
            }
            None
        })
        .collect()
}

/// The names a document claims: title, abbreviation, other names, each with its place, and its id, which has none but the file.
fn names_of(document: &Document) -> Vec<(&str, Span)> {
    let (abbr, also) = other_names(document);
    let title = document.front.common.title.as_ref();
    let written = title.into_iter().chain(abbr).chain(also);
    written
        .map(|text| (text.value.as_str(), text.span))
        .chain([(document.id.as_str(), Span::file_start(document.file))])
        .collect()
}

/// The abbreviation and the other names of a document.
fn other_names(document: &Document) -> (Option<&Text>, &[Text]) {
    let (abbr, also): (Option<&Text>, &[Text]) = match &document.front.own {
        Own::Role(own) => (own.abbr.as_ref(), &own.also),
        Own::Area(own) => (own.abbr.as_ref(), &own.also),
        Own::Model(own) => (None, &own.also),
        Own::Comparison(_) | Own::Source(_) | Own::Page => (None, &[]),
    };
    (abbr, also)
}

/// Other names that say what another name of the same thing has said. The id does not count: no reader sees it.
fn repeated_names(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let (abbr, also) = other_names(document);
    let mut known: Vec<String> = document
        .front
        .common
        .title
        .iter()
        .chain(abbr)
        .map(|text| folded(&text.value))
        .collect();
    for name in also {
        let key = folded(&name.value);
        if known.contains(&key) {
            diagnostics.push(front_matter::own_name_again(name.span, &name.value));
        } else {
            known.push(key);
        }
    }
}

/// Places in the order of paths: of two that claim a name, the second file is the one to blame.
fn by_path(ids: &[DocumentId]) -> Vec<(usize, DocumentId)> {
    let mut order: Vec<(usize, DocumentId)> = ids.iter().copied().enumerate().collect();
    order.sort_unstable_by_key(|(_, id)| *id);
    order
}

fn claim_names(
    documents: &[Arc<Document>],
    ids: &[DocumentId],
    names: &mut NameTable,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (index, id) in by_path(ids) {
        let document = &documents[id.index()];
        let shown = (document.id.as_str(), document.id.as_str());
        names.claim(index, shown, names_of(document), diagnostics);
        repeated_names(document, diagnostics);
    }
}

fn claim_role_names(
    documents: &[Arc<Document>],
    ids: &[DocumentId],
    names: &mut NameTable,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (index, id) in by_path(ids) {
        let document = &documents[id.index()];
        let claimed = names_of(document);
        for (name, span) in claimed.iter().filter(|(name, _)| !usable_in_tags(name)) {
            let reserved = tag::RESERVED
                .iter()
                .any(|word| name.eq_ignore_ascii_case(word));
            diagnostics.push(if reserved {
                say::reserved_name(*span, name)
            } else {
                say::unusable_name(*span, name)
            });
        }
        let shown = match &document.front.own {
            Own::Role(own) => own.abbr.as_ref().map_or_else(|| document.title(), plain),
            _ => document.title(),
        };
        names.claim(index, (&document.id, &shown), claimed, diagnostics);
        repeated_names(document, diagnostics);
    }
}

/// Looks names up, document by document.
struct Resolver<'a> {
    documents: &'a [Arc<Document>],
    names: &'a Names,
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

    fn sources(&mut self, common: &Common) -> Vec<SourceId> {
        common
            .sources
            .iter()
            .filter_map(|name| self.names.sources.find(name, self.diagnostics))
            .map(SourceId::new)
            .collect()
    }

    fn role(&mut self, id: DocumentId) -> Role {
        let document = Arc::clone(&self.documents[id.index()]);
        let Own::Role(own) = &document.front.own else {
            return Role::empty(&document, id);
        };
        let mut role = Role::empty(&document, id);
        role.abbr = own.abbr.as_ref().map(plain);
        role.also = own.also.iter().map(plain).collect();
        role.focus = own.focus.as_ref().map(plain);
        role.answers = own.answers.iter().map(|question| question.value).collect();
        role.kind = own.kind;
        role.how_many = own.how_many.as_ref().map(plain);
        role.reports_to = own
            .reports_to
            .as_ref()
            .and_then(|name| self.role_named(name));
        role.worn_by = self.roles_named(&own.worn_by);
        role.subset_of = own
            .subset_of
            .as_ref()
            .and_then(|name| self.role_named(name));
        role.hybrid_of = self.roles_named(&own.hybrid_of);
        // What it shares it says more of than that it owns it, and what it owns more than that it takes part.
        let mut said = BTreeMap::new();
        for (name, other) in &own.shares {
            let other = other.as_ref().map(|name| self.role_named(name));
            if let (Some(area), Some(other)) = (
                self.area_once(name, &mut said),
                other.map_or(Some(None), |role| role.map(Some)),
            ) {
                role.shares.push((area, other));
            }
        }
        role.owns = own
            .owns
            .iter()
            .filter_map(|name| self.area_once(name, &mut said))
            .collect();
        for (name, relation) in &own.takes_part {
            if let Some(area) = self.area_once(name, &mut said) {
                role.takes_part.push((
                    area,
                    relation
                        .as_ref()
                        .map_or(Relation::Helps, |relation| relation.value),
                ));
            }
        }
        for (name, when) in &own.backs_up {
            if let Some(other) = self.role_named(name) {
                let when = when
                    .as_ref()
                    .map(|when| when.value.trim_start_matches("when ").to_owned());
                role.backs_up.push((other, when));
            }
        }
        role.attributes = own
            .attributes
            .iter()
            .map(|(label, text)| Attribute {
                label: plain(label),
                text: plain(text),
                range: Range::read(&text.value).and_then(Result::ok),
            })
            .collect();
        role
    }

    /// The models that roles say they take part in: `None` for all.
    fn participations(&mut self, roles: &[DocumentId]) -> Vec<Option<Vec<ModelId>>> {
        let mut found = Vec::with_capacity(roles.len());
        for id in roles {
            let document = Arc::clone(&self.documents[id.index()]);
            found.push(match &document.front.own {
                Own::Role(own) => match &own.models {
                    Participation::All => None,
                    Participation::Named(names) => {
                        let ids = names
                            .iter()
                            .filter_map(|name| self.names.models.find(name, self.diagnostics));
                        Some(ids.map(ModelId::new).collect())
                    }
                },
                _ => Some(Vec::new()),
            });
        }
        found
    }

    fn model(&mut self, id: DocumentId) -> Model {
        let document = Arc::clone(&self.documents[id.index()]);
        let mut model = Model {
            id: document.id.clone(),
            document: id,
            title: document.title(),
            also: Vec::new(),
            roles: Vec::new(),
            inherit: true,
            said: Vec::new(),
            recommended: false,
            recommended_by: None,
            status: crate::document::front_matter::Status::Described,
            sources: document
                .front
                .common
                .sources
                .iter()
                .flat_map(|name| self.names.sources.all(&name.value))
                .map(SourceId::new)
                .collect(),
        };
        let Own::Model(own) = &document.front.own else {
            return model;
        };
        model.also = own.also.iter().map(plain).collect();
        model.inherit = own.inherit;
        model.status = own.status;
        model.recommended_by = own
            .recommended_by
            .as_ref()
            .and_then(|name| self.names.sources.find(name, self.diagnostics))
            .map(SourceId::new);
        model.recommended = own.recommended || model.recommended_by.is_some();
        model.roles = self.roles_named(&own.roles);
        model.said = self.owners(own);
        for (_, held) in &model.said {
            model.roles.extend(held.roles());
        }
        model.roles.sort_unstable();
        model.roles.dedup();
        model
    }

    fn owners(&mut self, own: &ModelText) -> Vec<(AreaId, Arc<Held>)> {
        let mut said: Vec<(AreaId, Arc<Held>)> = Vec::new();
        let mut places: BTreeMap<AreaId, Span> = BTreeMap::new();
        for (name, tag) in &own.owners {
            let held = self.held(tag);
            let Some(area) = self.area_named(name) else {
                continue;
            };
            if let Some(first) = places.get(&area) {
                let document = self.names.areas.id(area.index());
                self.diagnostics
                    .push(say::area_twice(name, *first, document));
                continue;
            }
            places.insert(area, name.span);
            said.extend(held.map(|held| (area, Arc::new(held))));
        }
        said.sort_by_key(|(area, _)| *area);
        said
    }

    /// A tag with every name resolved; `None` where one could not be.
    fn held(&mut self, tag: &Tag) -> Option<Held> {
        let mut complete = true;
        let mut cases = Vec::with_capacity(tag.cases.len());
        for case in &tag.cases {
            let mut holders: Vec<(Span, Holder)> = Vec::with_capacity(case.holders.len());
            for holder in &case.holders {
                let Some(resolved) = self.holder(holder) else {
                    complete = false;
                    continue;
                };
                let same = |(_, other): &(Span, Holder)| {
                    (other.who, other.via) == (resolved.who, resolved.via)
                };
                let at = holder.name.text().span;
                if let Some((first, _)) = holders.iter().find(|held| same(held)) {
                    let what = format!("`{}`", holder.name.text().value);
                    self.diagnostics
                        .push(front_matter::said_already(at, &what, *first));
                }
                holders.push((at, resolved));
            }
            cases.push(Case {
                holders: holders.into_iter().map(|(_, holder)| holder).collect(),
                join: case.join,
                when: case.when.as_ref().map(plain),
            });
        }
        complete.then(|| Held {
            cases,
            text: tag.text.value.clone(),
        })
    }

    fn holder(&mut self, holder: &tag::Holder) -> Option<Holder> {
        let who = match &holder.name {
            HolderName::Role(name) => self.role_named(name).map(Who::Role),
            HolderName::Shared(_) => Some(Who::Shared),
            HolderName::Nobody(_) => Some(Who::Nobody),
        };
        let via = holder.via.as_ref().map(|area| self.area_named(area));
        let via = via.map_or(Some(None), |area| area.map(Some));
        Some(Holder {
            who: who?,
            via: via?,
            quality: holder.quality,
            relation: holder.relation,
            share: holder
                .share
                .as_ref()
                .map(|share| (share.range, plain(&share.text))),
            because: holder.because.iter().map(plain).collect(),
        })
    }

    fn source(&mut self, id: DocumentId) -> Source {
        let document = &self.documents[id.index()];
        let mut source = Source {
            id: document.id.clone(),
            document: id,
            title: document.title(),
            authors: Vec::new(),
            url: None,
            date: None,
            saved: None,
            publisher: None,
            language: None,
        };
        if let Own::Source(own) = &document.front.own {
            source.authors = own.authors.iter().map(plain).collect();
            source.url = own.url.as_ref().map(plain);
            source.date = own.date.as_ref().map(|date| date.value);
            source.saved = own.saved.as_ref().map(|date| date.value);
            source.publisher = own.publisher.as_ref().map(plain);
            source.language = own.language.as_ref().map(plain);
        }
        source
    }

    fn comparison(&mut self, id: DocumentId, roles: &[Role]) -> Option<Comparison> {
        let document = Arc::clone(&self.documents[id.index()]);
        let Own::Comparison(own) = &document.front.own else {
            return None;
        };
        let Some((left, right)) = &own.between else {
            // An error in `between` itself has been reported by the parser.
            if !has_errors(&document.diagnostics) {
                let help = "write `between: [TL, EM]`";
                self.diagnostics.push(front_matter::missing_key(
                    document.head(),
                    "a comparison",
                    "between",
                    help,
                ));
            }
            return None;
        };
        let (left_id, right_id) = (self.role_named(left), self.role_named(right));
        let (left_id, right_id) = (left_id?, right_id?);
        if left_id == right_id {
            self.diagnostics.push(front_matter::bad_value(
                right.span,
                "a role cannot be compared with itself",
                "name two roles",
            ));
            return None;
        }
        self.check_attributes(own, roles, [left_id, right_id]);
        let names = |id: RoleId| -> Vec<String> {
            let role = &roles[id.index()];
            let names = [Some(&role.title), role.abbr.as_ref(), Some(&role.id)];
            names
                .into_iter()
                .flatten()
                .chain(&role.also)
                .map(|name| folded(name))
                .collect()
        };
        let both = ["both".to_owned(), "shared".to_owned()];
        let sections = compare::sections(&document, &names(left_id), &names(right_id), &both);
        Some(Comparison {
            document: id,
            left: left_id,
            right: right_id,
            sections,
        })
    }

    /// An `attribute:` row must name an attribute that at least one of the two roles has.
    fn check_attributes(
        &mut self,
        own: &crate::document::front_matter::ComparisonText,
        roles: &[Role],
        pair: [RoleId; 2],
    ) {
        for row in &own.rows {
            let crate::document::front_matter::RowText::Attribute(label) = row else {
                continue;
            };
            let known: Vec<&str> = pair
                .iter()
                .flat_map(|id| &roles[id.index()].attributes)
                .map(|attribute| attribute.label.as_str())
                .collect();
            if !known
                .iter()
                .any(|name| folded(name) == folded(&label.value))
            {
                self.diagnostics.push(front_matter::not_one_of(
                    label.span,
                    "attribute",
                    &label.value,
                    &known,
                ));
            }
        }
    }
}

impl Role {
    /// A role of which nothing is known but its name.
    fn empty(document: &Document, id: DocumentId) -> Role {
        Role {
            id: document.id.clone(),
            document: id,
            title: document.title(),
            abbr: None,
            also: Vec::new(),
            focus: None,
            answers: Vec::new(),
            kind: crate::document::front_matter::RoleKind::Job,
            how_many: None,
            reports_to: None,
            worn_by: Vec::new(),
            subset_of: None,
            hybrid_of: Vec::new(),
            owns: Vec::new(),
            shares: Vec::new(),
            takes_part: Vec::new(),
            backs_up: Vec::new(),
            attributes: Vec::new(),
            models: Vec::new(),
            color: document
                .front
                .common
                .color
                .as_ref()
                .map_or_else(|| color_of(&document.id), |color| color.value),
        }
    }
}

/// A colour that depends on the id alone, so that a new role changes nobody else's.
fn color_of(id: &str) -> Color {
    // FNV-1a: stable over machines and versions, which the standard hasher does not promise to be.
    let hash = id.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    Color::ALL[hash as usize % Color::ALL.len()]
}

/// Puts roles into the models they say they take part in, and gives each role the list of its models.
fn take_part(roles: &mut [Role], models: &mut [Model], participations: &[Option<Vec<ModelId>>]) {
    for (index, wanted) in participations.iter().enumerate() {
        let role = RoleId::new(index);
        for (at, model) in models.iter_mut().enumerate() {
            let takes_part = wanted
                .as_ref()
                .is_none_or(|wanted| wanted.contains(&ModelId::new(at)));
            if takes_part && let Err(place) = model.roles.binary_search(&role) {
                model.roles.insert(place, role);
            }
        }
    }
    for (at, model) in models.iter().enumerate() {
        for role in &model.roles {
            roles[role.index()].models.push(ModelId::new(at));
        }
    }
}

fn fill_default_owners(roles: &[Role], areas: &mut [Area]) {
    for (index, role) in roles.iter().enumerate() {
        let id = RoleId::new(index);
        for area in &role.owns {
            areas[area.index()].owners.push(id);
        }
        for (area, other) in &role.shares {
            areas[area.index()].sharers.push(id);
            areas[area.index()].sharers.extend(*other);
        }
        for (area, relation) in &role.takes_part {
            areas[area.index()].partners.push((id, *relation));
        }
    }
    for area in areas {
        for list in [&mut area.owners, &mut area.sharers] {
            list.sort_unstable();
            list.dedup();
        }
    }
}

fn resolve_links(
    ladder: &Ladder,
    all: &[Arc<Document>],
    assets: &Assets,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<DocumentLinks> {
    let drafts: Vec<&Document> = all
        .iter()
        .filter(|document| document.front.common.draft)
        .map(Arc::as_ref)
        .collect();
    Places::new(ladder, &drafts, assets).links(diagnostics)
}

/// For each document the documents that link to it.
fn mentions(ladder: &Ladder, links: &[DocumentLinks]) -> Vec<Vec<DocumentId>> {
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
