//! Where every link of every document leads.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::names::{folded, worth_comparing};
use super::{DocumentId, Ladder, Subject, plain};
use crate::diagnostic::{Diagnostic, links as say};
use crate::document::Document;
use crate::document::front_matter::Own;
use crate::document::outline::{Destination, Link, Outline};
use crate::span::{Span, Spanned};

/// The targets of a document's links, in the order of its outline's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentLinks {
    /// Of the body.
    pub body: Vec<Target>,
    /// Of each inline text of the front matter, in the order of [`Document::cells`].
    pub cells: Vec<Vec<Target>>,
    /// Whether nothing was wrong with any of them.
    is_right: bool,
}

impl DocumentLinks {
    fn targets(&self) -> impl Iterator<Item = &Target> {
        self.body.iter().chain(self.cells.iter().flatten())
    }

    /// Whether they lead where pages are and nowhere else: what lies beside the pages has no part in them.
    fn are_of_pages(&self) -> bool {
        self.is_right && !self.targets().any(|it| matches!(it, Target::Asset(_)))
    }
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To a page of the ladder, maybe to a place on it.
    Page(Subject, Option<String>),
    /// To a place on the same page.
    Here(String),
    /// To a file below the content folder that is copied along.
    Asset(String),
    /// To another host.
    External(String),
    /// Nowhere: refused, or broken and reported.
    Nowhere,
}

impl Ladder {
    /// The files that some page links or shows, as paths below the content folder, sorted.
    #[must_use]
    pub fn linked_assets(&self) -> Vec<String> {
        let targets = self.links.iter().flat_map(|links| links.targets());
        let mut assets: Vec<String> = targets
            .filter_map(|target| match target {
                Target::Asset(path) => Some(path.clone()),
                _ => None,
            })
            .collect();
        assets.sort_unstable();
        assets.dedup();
        assets
    }
}

/// The files below the content folder that are no documents, as paths below it; each list is sorted.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// Those that a page may link or show.
    pub published: Vec<String>,
    /// Those that nobody outside may see: keys, hidden files, unknown types.
    pub withheld: Vec<String>,
}

/// What links can lead to.
pub(super) struct Places<'a> {
    ladder: &'a Ladder,
    by_path: OnceLock<HashMap<&'a str, DocumentId>>,
    /// Every path, of documents, drafts and assets, under its lower-case form. Only a broken link asks for it.
    by_folded_path: OnceLock<BTreeMap<String, &'a str>>,
    /// The places of drafts, by path.
    drafts: BTreeMap<&'a str, Span>,
    /// The same by the names that `[[…]]` would find them under.
    drafts_by_name: BTreeMap<String, Span>,
    assets: &'a Assets,
    /// `[[name]]`: every subject under every name it goes by, and under `kind/id`.
    by_name: OnceLock<HashMap<String, Named>>,
    /// The names as they were written first, for "did you mean". Only an unknown one asks for them.
    written: OnceLock<Vec<String>>,
    /// What a fragment can name, by document. Only a link with a fragment asks for it.
    fragments: Vec<OnceLock<Fragments<'a>>>,
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
        let others = outline.other_ids.iter().map(String::as_str);
        Fragments {
            ids: headings().chain(others).collect(),
            headings: headings().map(str::len).sum(),
        }
    }
}

/// What `[[name]]` can mean.
enum Named {
    One(Subject),
    /// More than one, so that it means none.
    Several(Vec<Subject>),
}

impl Named {
    fn add(&mut self, subject: Subject) {
        match self {
            // The names of one document follow each other.
            Named::One(one) if *one == subject => {}
            Named::One(one) if steps_back(*one) && !steps_back(subject) => *one = subject,
            Named::Several(several)
                if several.iter().all(|one| steps_back(*one)) && !steps_back(subject) =>
            {
                *self = Named::One(subject);
            }
            Named::One(one) if steps_back(subject) && !steps_back(*one) => {}
            Named::Several(several)
                if steps_back(subject) && !several.iter().all(|one| steps_back(*one)) => {}
            Named::One(one) => *self = Named::Several(vec![*one, subject]),
            Named::Several(several) if several.last() == Some(&subject) => {}
            Named::Several(several) => several.push(subject),
        }
    }
}

impl<'a> Places<'a> {
    pub(super) fn new(
        ladder: &'a Ladder,
        drafts: &[&'a Document],
        assets: &'a Assets,
    ) -> Places<'a> {
        let drafts_by_name = drafts
            .iter()
            .flat_map(|draft| {
                let names = names_of_document(draft, &path_id(draft));
                names
                    .into_iter()
                    .map(|name| (folded(&name), draft.head()))
                    .collect::<Vec<_>>()
            })
            .collect();
        let drafts: BTreeMap<&str, Span> = drafts
            .iter()
            .map(|draft| (draft.path.as_str(), draft.head()))
            .collect();
        Places {
            ladder,
            by_path: OnceLock::new(),
            by_folded_path: OnceLock::new(),
            drafts,
            drafts_by_name,
            assets,
            by_name: OnceLock::new(),
            written: OnceLock::new(),
            fragments: ladder.documents.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    fn by_path(&self) -> &HashMap<&'a str, DocumentId> {
        self.by_path.get_or_init(|| {
            let documents = self.ladder.documents.iter().enumerate();
            documents
                .map(|(index, document)| (document.path.as_str(), DocumentId::new(index)))
                .collect()
        })
    }

    fn by_name(&self) -> &HashMap<String, Named> {
        self.by_name.get_or_init(|| names_of_subjects(self.ladder))
    }

    /// The paths of all documents, in order.
    fn paths(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let documents = self.ladder.documents.iter();
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

    /// Where the links of all documents lead. Those of the ladder `before` are kept where all that they were made of is the same.
    ///
    /// Nearly all of them are right, and those are looked up on all threads. Whatever has a mistake in it is done again, one document
    /// after the other: how much is said of a mistake depends on how many there were before.
    pub(super) fn links(
        &self,
        before: Option<&Ladder>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Arc<DocumentLinks>> {
        let documents = &self.ladder.documents;
        let before = before.filter(|before| is_as_linkable(before, self.ladder));
        if before.is_none() {
            rayon::join(|| self.by_path(), || self.by_name());
        }
        let known = |index: usize| {
            let before = before?;
            let links = &before.links[index];
            let is_same = Arc::ptr_eq(&before.documents[index], &documents[index]);
            (is_same && links.are_of_pages()).then(|| Arc::clone(links))
        };
        let right: Vec<Option<Arc<DocumentLinks>>> = documents
            .par_iter()
            .enumerate()
            .map(|(index, document)| {
                known(index).or_else(|| {
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

    /// Where the links of a document lead.
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
                self.check_fragment(id, fragment, None, mistakes);
                Target::Here(fragment.value.clone())
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
        if let Some(id) = self.by_path().get(path.as_str()) {
            if let Some(fragment) = fragment {
                self.check_fragment(*id, fragment, Some(written), mistakes);
            }
            return Target::Page(
                self.ladder.subjects[id.index()],
                fragment.map(|fragment| fragment.value.clone()),
            );
        }
        if is_among(&self.assets.published, &path) {
            return Target::Asset(path);
        }
        mistakes.add(|before| self.broken(document, link, written, &path, before));
        Target::Nowhere
    }

    /// The link to a page that was named from the content folder on (`/roles/tech-lead.md`) or with the wrong slashes.
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
        before: &[Diagnostic],
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
            let known = worth_comparing(self.by_path().len(), before);
            let known = self.paths().take(known);
            say::broken_link(link.span, written, known, |path| relative(from, path))
        } else {
            let known = worth_comparing(self.assets.published.len(), before);
            let known = self.assets.published[..known].iter().map(String::as_str);
            say::missing_asset(link.span, written, known, |path| relative(from, path))
        }
    }

    fn check_fragment(
        &self,
        id: DocumentId,
        fragment: &Spanned<String>,
        page: Option<&str>,
        mistakes: &mut Mistakes<'_>,
    ) {
        let outline = &self.ladder.documents[id.index()].outline;
        let known = self.fragments[id.index()].get_or_init(|| Fragments::of(outline));
        let wanted = fragment.value.as_str();
        if wanted.is_empty() || known.ids.contains(wanted) {
            return;
        }
        mistakes.add(|before| {
            let ids = outline.headings.iter().map(|heading| heading.id.as_str());
            // Ids are as long as headings, so that their number says little of what comparing costs.
            let cost = known.headings.div_ceil(100).saturating_mul(wanted.len());
            let is_worth_comparing = worth_comparing(cost, before) > 0;
            say::broken_anchor(fragment.span, wanted, page, ids, is_worth_comparing)
        });
    }

    fn named(
        &self,
        name: &Spanned<String>,
        fragment: Option<&Spanned<String>>,
        mistakes: &mut Mistakes<'_>,
    ) -> Target {
        let key = folded(&name.value);
        match self.by_name().get(&key) {
            Some(Named::One(subject)) => {
                if let Some(fragment) = fragment {
                    let id = self.ladder.document_of(*subject);
                    self.check_fragment(id, fragment, Some(&name.value), mistakes);
                }
                return Target::Page(*subject, fragment.map(|fragment| fragment.value.clone()));
            }
            Some(Named::Several(several)) => mistakes.add(|_| {
                let forms: Vec<String> = several
                    .iter()
                    .map(|subject| format!("[[{}]]", qualified(self.ladder, *subject)))
                    .collect();
                say::ambiguous_target(name.span, &name.value, forms.iter().map(String::as_str))
            }),
            None => mistakes.add(|before| {
                if let Some(draft) = self.drafts_by_name.get(&key) {
                    return say::draft_link(name.span, &name.value, *draft);
                }
                let written = self.written.get_or_init(|| written_names(self.ladder));
                let known = worth_comparing(written.len(), before);
                let known = written[..known].iter().map(String::as_str);
                say::unknown_target(name.span, &name.value, known)
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

/// What becomes of mistakes.
enum Mistakes<'d> {
    /// They are told.
    Told(&'d mut Vec<Diagnostic>),
    /// Only whether there are any counts.
    Noticed(bool),
}

impl Mistakes<'_> {
    /// Adds one, made from those before it.
    fn add(&mut self, make: impl FnOnce(&[Diagnostic]) -> Diagnostic) {
        match self {
            Mistakes::Told(diagnostics) => {
                let mistake = make(diagnostics);
                diagnostics.push(mistake);
            }
            Mistakes::Noticed(any) => *any = true,
        }
    }
}

/// Whether every link that led to a page of one ladder leads to the same page of the other: the same pages in the same places, by the
/// same names, with the same headings. Most edits are of a text between them.
fn is_as_linkable(before: &Ladder, after: &Ladder) -> bool {
    let mut documents = before.documents.iter().zip(&after.documents);
    before.documents.len() == after.documents.len()
        && before.subjects == after.subjects
        && documents.all(|(before, after)| Arc::ptr_eq(before, after) || looks_alike(before, after))
}

/// Whether nobody can tell two documents apart who links to them.
fn looks_alike(before: &Document, after: &Document) -> bool {
    let headings = |document: &Document| -> Vec<String> {
        let headings = document.outline.headings.iter();
        headings.map(|heading| heading.id.clone()).collect()
    };
    before.path == after.path
        && before.kind == after.kind
        && names_of_document(before, "") == names_of_document(after, "")
        && headings(before) == headings(after)
        && before.outline.other_ids == after.outline.other_ids
}

/// The path that a relative path means from a document; `None` when it climbs out or is absolute.
fn joined(from: &str, path: &str) -> Option<String> {
    if path.starts_with('/')
        || path.contains('\\')
        || path.contains(':') && path.split(':').next().is_some_and(|drive| drive.len() == 1)
    {
        return None;
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
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
    let stem = document.path.strip_suffix(".md").unwrap_or(&document.path);
    match document.kind.folder() {
        Some(folder) => format!("{folder}/{}", document.id),
        None => stem.to_owned(),
    }
}

/// `kind/id`, which is never ambiguous.
fn qualified(ladder: &Ladder, subject: Subject) -> String {
    match subject {
        Subject::Role(id) => format!("roles/{}", ladder.role(id).id),
        Subject::Area(id) => format!("areas/{}", ladder.area(id).id),
        Subject::Model(id) => format!("models/{}", ladder.model(id).id),
        Subject::Team(id) => format!("teams/{}", ladder.team(id).id),
        Subject::Track(id) => format!("tracks/{}", ladder.track(id).id),
        Subject::Axis(id) => format!("tracks/axes/{}", ladder.axis(id).id),
        Subject::Assessment(id) => format!("assessments/{}", ladder.assessment(id).id),
        Subject::Source(id) => format!("sources/{}", ladder.source(id).id),
        Subject::Comparison(id) => format!(
            "comparisons/{}",
            ladder.document(ladder.comparisons[id.index()].document).id
        ),
        Subject::Page(id) => ladder.document(id).id.clone(),
    }
}

fn names_of_subjects(ladder: &Ladder) -> HashMap<String, Named> {
    // An id, a title, the id with its kind: most documents go by three names at least.
    let mut by_name: HashMap<String, Named> = HashMap::with_capacity(ladder.documents.len() * 4);
    for (index, subject) in ladder.subjects.iter().enumerate() {
        let document = &ladder.documents[index];
        for name in names_of_document(document, &qualified(ladder, *subject)) {
            by_name
                .entry(folded(&name))
                .and_modify(|named| named.add(*subject))
                .or_insert(Named::One(*subject));
        }
    }
    by_name
}

/// A track is called like its role, and an axis may well be called like an area: by that name the others are meant, so that a new
/// track breaks no link. `[[tracks/tech-lead]]` means the track.
fn steps_back(subject: Subject) -> bool {
    matches!(subject, Subject::Track(_) | Subject::Axis(_))
}

/// Every name once, however often and in whatever case it is used, in order.
fn written_names(ladder: &Ladder) -> Vec<String> {
    let mut written: BTreeMap<String, String> = BTreeMap::new();
    for (document, subject) in ladder.documents.iter().zip(&ladder.subjects) {
        for name in names_of_document(document, &qualified(ladder, *subject)) {
            written.entry(folded(&name)).or_insert(name);
        }
    }
    written.into_values().collect()
}

/// Every name that `[[…]]` finds a document under.
fn names_of_document(document: &Document, qualified: &str) -> Vec<String> {
    let mut names = vec![document.id.clone(), qualified.to_owned(), document.title()];
    let (abbr, also) = document.front.own.other_names();
    names.extend(abbr.into_iter().chain(also).map(plain));
    if let Own::Guide(_) = document.front.own {
        // A guide is also known by its file name alone.
        names.extend(document.id.rsplit('/').next().map(str::to_owned));
    }
    names
}
