//! Where every link of every document leads.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::resolver::plain;
use crate::diagnostic::{Diagnostic, links as say};
use crate::document::front_matter::Own;
use crate::document::outline::{Destination, Link, Outline};
use crate::document::{CONTENT, Document};
use crate::kinds::Kind;
use crate::ladder::links::{Assets, DocumentLinks, Target};
use crate::ladder::names::worth_comparing;
use crate::ladder::{DocumentId, Ladder, List, Subject};
use crate::span::{Span, Spanned};
use crate::text::fold;

pub(super) struct Places<'a> {
    documents: &'a List<DocumentId, Arc<Document>>,
    subjects: &'a List<DocumentId, Subject>,
    by_path: OnceLock<HashMap<&'a str, DocumentId>>,
    /// Every path, of documents, drafts and assets, under its lower-case form. Only a broken link
    /// asks for it.
    by_folded_path: OnceLock<BTreeMap<String, &'a str>>,
    drafts: BTreeMap<&'a str, Span>,
    /// The same by the names that `[[…]]` would find them under.
    drafts_by_name: BTreeMap<String, Span>,
    assets: &'a Assets,
    /// `[[name]]`: every document under every name it goes by, and under `kind/id`.
    by_name: OnceLock<HashMap<String, Named>>,
    /// The names as they were written first, for "did you mean". Only an unknown one asks for them.
    written: OnceLock<Vec<String>>,
    /// Documents that cannot be read as they were meant. Only an unknown name asks for them.
    damaged: OnceLock<Vec<&'a Document>>,
    /// What a fragment can name, by document. Only a link with a fragment asks for it.
    fragments: List<DocumentId, OnceLock<Fragments<'a>>>,
}

/// What a fragment can name in a document.
struct Fragments<'a> {
    ids: HashSet<&'a str>,
    /// Bytes of all ids of headings, which is what comparing a word with them costs.
    headings: usize,
}

impl<'a> Fragments<'a> {
    fn of(outline: &'a Outline) -> Fragments<'a> {
        let headings = || outline.headings.iter().map(|heading| heading.id.as_str());
        let others = outline.other_ids.iter().chain(&outline.terms);
        let others = others.map(String::as_str);
        Fragments {
            ids: headings().chain(others).collect(),
            headings: headings().map(str::len).sum(),
        }
    }
}

/// What `[[name]]` can mean.
enum Named {
    One(DocumentId),
    /// More than one, so that it means none.
    Several(Vec<DocumentId>),
}

impl Named {
    /// Adds a document. One that steps back counts only where no other has the name.
    fn add(&mut self, id: DocumentId, steps_back: impl Fn(DocumentId) -> bool) {
        match self {
            // The names of one document follow each other.
            Named::One(one) if *one == id => {}
            Named::One(one) if steps_back(*one) && !steps_back(id) => *one = id,
            Named::Several(several)
                if several.iter().all(|one| steps_back(*one)) && !steps_back(id) =>
            {
                *self = Named::One(id);
            }
            Named::One(one) if steps_back(id) && !steps_back(*one) => {}
            Named::Several(several)
                if steps_back(id) && !several.iter().all(|one| steps_back(*one)) => {}
            Named::One(one) => *self = Named::Several(vec![*one, id]),
            Named::Several(several) if several.last() == Some(&id) => {}
            Named::Several(several) => several.push(id),
        }
    }
}

impl<'a> Places<'a> {
    pub(super) fn new(
        documents: &'a List<DocumentId, Arc<Document>>,
        subjects: &'a List<DocumentId, Subject>,
        drafts: impl Iterator<Item = &'a Arc<Document>> + Clone,
        assets: &'a Assets,
    ) -> Places<'a> {
        let named = |draft: &'a Arc<Document>| {
            let names = names_of_document(draft, &path_id(draft)).into_iter();
            names.map(|name| (fold::name(&name), draft.head()))
        };
        Places {
            documents,
            subjects,
            by_path: OnceLock::new(),
            by_folded_path: OnceLock::new(),
            drafts_by_name: drafts.clone().flat_map(named).collect(),
            drafts: drafts
                .map(|draft| (draft.path.as_str(), draft.head()))
                .collect(),
            assets,
            by_name: OnceLock::new(),
            written: OnceLock::new(),
            damaged: OnceLock::new(),
            fragments: List::beside(documents, |_| OnceLock::new()),
        }
    }

    fn damaged(&self) -> &[&'a Document] {
        // Each is searched for every unknown name.
        const MOST: usize = 20;
        self.damaged.get_or_init(|| {
            let damaged = self.documents.iter().filter(|it| it.damage().is_some());
            damaged.map(|it| &**it).take(MOST).collect()
        })
    }

    fn by_path(&self) -> &HashMap<&'a str, DocumentId> {
        self.by_path.get_or_init(|| {
            let documents = || self.documents.pairs();
            let files = documents().map(|(id, document)| (document.path.as_str(), id));
            let mut by_path: HashMap<&str, DocumentId> = files.collect();
            for (id, document) in documents() {
                by_path.entry(document.place.as_str()).or_insert(id);
            }
            by_path
        })
    }

    fn by_name(&self) -> &HashMap<String, Named> {
        self.by_name.get_or_init(|| {
            // A track is called like its role, and an axis may well be called like an area: by that
            // name the others are meant, so that a new track breaks no link. `[[tracks/tech-lead]]`
            // means the track.
            let steps_back = |id| matches!(self.subjects[id], Subject::Track(_) | Subject::Axis(_));
            // An id, a title, the id with its kind: most documents go by three names at least.
            let mut by_name: HashMap<String, Named> =
                HashMap::with_capacity(self.documents.len() * 4);
            for (id, document) in self.documents.pairs() {
                for name in names_of_document(document, &self.qualified(id)) {
                    by_name
                        .entry(fold::name(&name))
                        .and_modify(|named| named.add(id, steps_back))
                        .or_insert(Named::One(id));
                }
            }
            by_name
        })
    }

    /// Every name once, however often and in any case it is used, in order.
    fn written(&self) -> &[String] {
        self.written.get_or_init(|| {
            let mut written: BTreeMap<String, String> = BTreeMap::new();
            for (id, document) in self.documents.pairs() {
                for name in names_of_document(document, &self.qualified(id)) {
                    written.entry(fold::name(&name)).or_insert(name);
                }
            }
            written.into_values().collect()
        })
    }

    /// `kind/id`, which is never ambiguous.
    fn qualified(&self, id: DocumentId) -> String {
        let document = &self.documents[id];
        match self.subjects[id] {
            Subject::Page(_) => document.id.clone(),
            _ => path_id(document),
        }
    }

    /// Whether every link that led to a page of the ladder `before` leads to the same page now: the
    /// same pages in the same places, by the same names, with the same headings. Most edits are of
    /// a text between them.
    fn are_those_of(&self, before: &Ladder) -> bool {
        let mut documents = before.documents.iter().zip(self.documents);
        before.documents.len() == self.documents.len()
            && before.subjects == *self.subjects
            && documents
                .all(|(before, after)| Arc::ptr_eq(before, after) || looks_alike(before, after))
    }

    /// The paths of all documents, in order.
    fn paths(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let documents = self.documents.iter();
        documents.map(|document| document.path.as_str())
    }

    /// The file whose path is this one but for letter case.
    fn of_other_case(&self, path: &str) -> Option<&'a str> {
        let by_folded_path = self.by_folded_path.get_or_init(|| {
            let assets = self.assets.published.iter().map(String::as_str);
            self.paths()
                .chain(self.drafts.keys().copied())
                .chain(assets)
                .map(|path| (path.to_lowercase(), path))
                .collect()
        });
        by_folded_path.get(&path.to_lowercase()).copied()
    }

    /// Where the links of all documents lead. Those of the ladder `before` are kept where all that
    /// they were made of is the same.
    ///
    /// Nearly all of them are right, and those are looked up on all threads. A document with a
    /// mistake in it is done again, one document after the other: how much is said of a mistake
    /// depends on how many there were before.
    pub(super) fn links(
        &self,
        before: Option<&Ladder>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> List<DocumentId, Arc<DocumentLinks>> {
        let documents = self.documents;
        let before = before.filter(|before| self.are_those_of(before));
        if before.is_none() {
            rayon::join(|| self.by_path(), || self.by_name());
        }
        let known = |id: DocumentId| {
            let before = before?;
            let links = &before.links[id];
            let is_same = Arc::ptr_eq(&before.documents[id], &documents[id]);
            (is_same && links.are_of_pages()).then(|| Arc::clone(links))
        };
        let right: Vec<Option<Arc<DocumentLinks>>> = documents
            .par_iter()
            .enumerate()
            .map(|(index, document)| {
                known(DocumentId::new(index)).or_else(|| {
                    let mut mistakes = Mistakes::Noticed(false);
                    let links = self.links_of(DocumentId::new(index), document, &mut mistakes);
                    links.is_right.then(|| Arc::new(links))
                })
            })
            .collect();
        let all = documents.iter().zip(right).enumerate();
        all.map(|(index, (document, right))| {
            right.unwrap_or_else(|| {
                let mut mistakes = Mistakes::Told(diagnostics);
                Arc::new(self.links_of(DocumentId::new(index), document, &mut mistakes))
            })
        })
        .collect()
    }

    fn links_of(
        &self,
        id: DocumentId,
        document: &Document,
        mistakes: &mut Mistakes<'_>,
    ) -> DocumentLinks {
        let mut targets = |links: &[Link]| -> Vec<Target> {
            links
                .iter()
                .map(|link| self.target(id, document, link, mistakes))
                .collect()
        };
        let body = targets(&document.outline.links);
        let cells = document.cells.iter();
        let cells = cells.map(|(_, outline)| targets(&outline.links)).collect();
        DocumentLinks {
            body,
            cells,
            is_right: matches!(mistakes, Mistakes::Noticed(false)),
        }
    }

    fn target(
        &self,
        id: DocumentId,
        document: &Document,
        link: &Link,
        mistakes: &mut Mistakes<'_>,
    ) -> Target {
        match &link.destination {
            Destination::External(url) => Target::External(url.clone()),
            Destination::Refused => Target::Nowhere,
            Destination::Anchor(fragment) => {
                if self.check_fragment(id, fragment, None, mistakes) {
                    Target::Here(fragment.value.clone())
                } else {
                    Target::Nowhere
                }
            }
            Destination::Relative { path, fragment } => {
                self.relative(document, link, path, fragment.as_ref(), mistakes)
            }
            Destination::Name { name, fragment, .. } => {
                self.named(name, fragment.as_ref(), mistakes)
            }
        }
    }

    fn relative(
        &self,
        document: &Document,
        link: &Link,
        written: &str,
        fragment: Option<&Spanned<String>>,
        mistakes: &mut Mistakes<'_>,
    ) -> Target {
        let Some(path) = joined(&document.path, written) else {
            mistakes.add(|_| {
                let meant = self.meant_inside(document, written);
                say::outside_link(link.span, written, meant.as_deref())
            });
            return Target::Nowhere;
        };
        if let Some(id) = self.document_at(&path, written) {
            // Where the heading is not, the page still is.
            let fragment =
                fragment.filter(|it| self.check_fragment(id, it, Some(written), mistakes));
            return Target::Page(
                self.subjects[id],
                fragment.map(|fragment| fragment.value.clone()),
            );
        }
        if is_among(&self.assets.published, &path) {
            return Target::Asset(path);
        }
        if fragment.is_none()
            && let Some(kind) = self.list_at(&path)
        {
            return Target::List(kind);
        }
        mistakes.add(|before| self.broken(document, link, written, &path, before));
        Target::Nowhere
    }

    /// The document at a path, or the index page of the folder there: `team` and `team/` are one
    /// address to readers and on a forge. A path from the root may begin at the project's.
    fn document_at(&self, path: &str, written: &str) -> Option<DocumentId> {
        let at = |path: &str| self.by_path().get(path).copied();
        let folder = |path: &str| at(&format!("{path}/index.md"));
        let below = path
            .strip_prefix(CONTENT)
            .and_then(|path| path.strip_prefix('/'));
        let below = below.filter(|_| written.starts_with('/'));
        let found = at(path).or_else(|| folder(path));
        found.or_else(|| at(below?)).or_else(|| folder(below?))
    }

    /// The kind whose list is at a path that no file is at: the site makes it of what there is.
    fn list_at(&self, path: &str) -> Option<Kind> {
        let folder = path.strip_suffix("/index.md").unwrap_or(path);
        if folder == "guides" {
            return Some(Kind::Guide);
        }
        let mut kinds = Kind::WITH_FOLDER.iter().copied();
        // Axes are listed with tracks.
        let kind = kinds.find(|kind| *kind != Kind::Axis && kind.folder() == Some(folder))?;
        let of_kind = |kind: Kind| self.subjects.iter().filter(move |it| it.kind() == kind);
        let is_there = match kind {
            // Two roles can be compared without a file.
            Kind::Comparison => of_kind(Kind::Role).nth(1).is_some(),
            Kind::Track => [Kind::Track, Kind::Axis]
                .into_iter()
                .any(|it| of_kind(it).next().is_some()),
            kind => of_kind(kind).next().is_some(),
        };
        is_there.then_some(kind)
    }

    /// The link to a page that was named from the content folder on (`/roles/tech-lead.md`) or with
    /// the wrong slashes.
    fn meant_inside(&self, document: &Document, written: &str) -> Option<String> {
        let slashed = written.replace('\\', "/");
        let below = slashed.trim_start_matches('/');
        let below = below.strip_prefix("content/").unwrap_or(below);
        let path = if self.by_path().contains_key(below) {
            below.to_owned()
        } else {
            joined(&document.path, &slashed)
                .filter(|path| self.by_path().contains_key(path.as_str()))?
        };
        Some(relative(&document.path, &path))
    }

    /// What is wrong with a relative link that leads to no page and no file.
    fn broken(
        &self,
        document: &Document,
        link: &Link,
        written: &str,
        path: &str,
        before: usize,
    ) -> Diagnostic {
        // A link to a built page, `b.html`, was meant for its Markdown.
        let is_page = !link.is_image
            && path
                .rsplit('/')
                .next()
                .and_then(|name| name.rsplit_once('.'))
                .is_none_or(|(_, ending)| matches!(ending, "md" | "html" | "htm"));
        let from = document.path.as_str();
        if let Some(draft) = self.drafts.get(path) {
            say::draft_link(link.span, written, *draft)
        } else if is_among(&self.assets.withheld, path) {
            say::unpublished_asset(link.span, written)
        } else if let Some(actual) = self.of_other_case(path) {
            let actual_is_page = self.by_path().contains_key(actual);
            say::wrong_case(link.span, written, &relative(from, actual), actual_is_page)
        } else if is_page {
            let most = worth_comparing(self.by_path().len(), before);
            let known = self.paths().take(most).filter(|path| *path != from);
            let folder = path
                .strip_suffix("index.md")
                .unwrap_or(path)
                .trim_end_matches('/');
            let below = |path: &str| {
                path.strip_prefix(folder)
                    .is_some_and(|it| it.starts_with('/'))
            };
            if !folder.is_empty() && self.paths().take(most).any(below) {
                return say::folder_without_index(link.span, written);
            }
            say::broken_link(link.span, written, known, |path| relative(from, path))
        } else {
            let known = worth_comparing(self.assets.published.len(), before);
            let known = self.assets.published[..known].iter().map(String::as_str);
            say::missing_asset(link.span, written, known, |path| relative(from, path))
        }
    }

    /// Whether a document has what a fragment names.
    fn check_fragment(
        &self,
        id: DocumentId,
        fragment: &Spanned<String>,
        page: Option<&str>,
        mistakes: &mut Mistakes<'_>,
    ) -> bool {
        let outline = &self.documents[id].outline;
        let known = self.fragments[id].get_or_init(|| Fragments::of(outline));
        let wanted = fragment.value.as_str();
        // Browsers take `#top` for the start of any page.
        let is_top = wanted.is_empty() || wanted.eq_ignore_ascii_case("top");
        if is_top || known.ids.contains(wanted) {
            return true;
        }
        mistakes.add(|before| {
            let ids = outline.headings.iter().map(|heading| heading.id.as_str());
            // Ids are as long as headings, so that their number says little of what comparing
            // costs.
            let cost = known.headings.div_ceil(100).saturating_mul(wanted.len());
            let is_worth_comparing = worth_comparing(cost, before) > 0;
            say::broken_anchor(fragment.span, wanted, page, ids, is_worth_comparing)
                .follows(self.documents[id].damage())
        });
        false
    }

    fn named(
        &self,
        name: &Spanned<String>,
        fragment: Option<&Spanned<String>>,
        mistakes: &mut Mistakes<'_>,
    ) -> Target {
        let key = fold::name(&name.value);
        match self.by_name().get(&key) {
            Some(Named::One(id)) => {
                let fragment =
                    fragment.filter(|it| self.check_fragment(*id, it, Some(&name.value), mistakes));
                return Target::Page(
                    self.subjects[*id],
                    fragment.map(|fragment| fragment.value.clone()),
                );
            }
            Some(Named::Several(several)) => mistakes.add(|_| {
                let forms: Vec<String> = several
                    .iter()
                    .map(|id| format!("[[{}]]", self.qualified(*id)))
                    .collect();
                let forms = forms.iter().map(String::as_str);
                let second = several.get(1).map(|id| &*self.documents[*id]);
                let second = second.map(|second| second.place_of_name(&key));
                say::ambiguous_target(name.span, &name.value, forms, second)
            }),
            None => mistakes.add(|before| {
                if let Some(draft) = self.drafts_by_name.get(&key) {
                    return say::draft_link(name.span, &name.value, *draft);
                }
                let written = self.written();
                let known = worth_comparing(written.len(), before);
                let is_worth = known > 0;
                let known = written[..known].iter().map(String::as_str);
                let damaged = self
                    .damaged()
                    .iter()
                    .take(if is_worth { usize::MAX } else { 0 });
                let cause =
                    (damaged.filter(|it| it.may_have_said(&name.value))).find_map(|it| it.damage());
                say::unknown_target(name.span, &name.value, known).follows(cause)
            }),
        }
        Target::Nowhere
    }
}

fn is_among(sorted: &[String], path: &str) -> bool {
    sorted
        .binary_search_by(|known| known.as_str().cmp(path))
        .is_ok()
}

enum Mistakes<'d> {
    Told(&'d mut Vec<Diagnostic>),
    /// Only whether there are any counts.
    Noticed(bool),
}

impl Mistakes<'_> {
    /// Adds one; what it says may depend on how many there were before.
    fn add(&mut self, make: impl FnOnce(usize) -> Diagnostic) {
        match self {
            Mistakes::Told(diagnostics) => {
                let mistake = make(diagnostics.len());
                diagnostics.push(mistake);
            }
            Mistakes::Noticed(any) => *any = true,
        }
    }
}

/// Whether no link can tell two documents apart.
fn looks_alike(before: &Document, after: &Document) -> bool {
    let headings = |document: &Document| -> Vec<String> {
        let headings = document.outline.headings.iter();
        headings.map(|heading| heading.id.clone()).collect()
    };
    before.path == after.path
        && before.place == after.place
        && before.kind == after.kind
        && names_of_document(before, "") == names_of_document(after, "")
        && headings(before) == headings(after)
        && before.outline.other_ids == after.outline.other_ids
        && before.outline.terms == after.outline.terms
}

/// The path that a path means in a document; `None` when it climbs out or names a drive. One that
/// begins with `/` starts at the content folder.
fn joined(from: &str, path: &str) -> Option<String> {
    if path.contains('\\')
        || path.contains(':') && path.split(':').next().is_some_and(|drive| drive.len() == 1)
    {
        return None;
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let folder = if path.starts_with('/') { "" } else { folder };
    let mut joined = String::with_capacity(folder.len() + path.len() + 1);
    joined.push_str(folder);
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if joined.is_empty() => return None,
            ".." => joined.truncate(joined.rfind('/').unwrap_or(0)),
            part => {
                if !joined.is_empty() {
                    joined.push('/');
                }
                joined.push_str(part);
            }
        }
    }
    // A link to a folder is a link to its index page.
    Some(
        if path.ends_with('/') || path.is_empty() || path.ends_with("..") {
            if joined.is_empty() {
                "index.md".to_owned()
            } else {
                format!("{joined}/index.md")
            }
        } else {
            joined
        },
    )
}

/// The relative path from one document to another file, as a link in the former is written.
fn relative(from: &str, to: &str) -> String {
    let folders: Vec<&str> = from.split('/').collect();
    let parts: Vec<&str> = to.split('/').collect();
    let shared = folders[..folders.len() - 1]
        .iter()
        .zip(&parts[..parts.len() - 1])
        .take_while(|(folder, part)| folder == part)
        .count();
    "../".repeat(folders.len() - 1 - shared) + &parts[shared..].join("/")
}

/// A document's path as `[[…]]` takes it.
fn path_id(document: &Document) -> String {
    let stem = document
        .place
        .strip_suffix(".md")
        .unwrap_or(&document.place);
    match document.kind.folder() {
        Some(folder) => format!("{folder}/{}", document.id),
        None => stem.to_owned(),
    }
}

/// Every name that `[[…]]` finds a document under.
fn names_of_document(document: &Document, qualified: &str) -> Vec<String> {
    let mut names = vec![document.id.clone(), qualified.to_owned(), document.title()];
    let (abbr, also) = document.front.own.other_names();
    names.extend(abbr.into_iter().chain(also).map(plain));
    if let Own::Guide(_) = document.front.own {
        // A guide is also known by its file name alone.
        names.extend(document.id.rsplit('/').next().map(str::to_owned));
        // One that is its folder's index is also known by its own path.
        if document.place != document.path {
            names.extend(document.path.strip_suffix(".md").map(str::to_owned));
        }
    }
    names
}
