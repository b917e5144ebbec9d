//! The names things go by. Names are compared after NFC, without regard to case, with runs of white
//! space as one space.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::list::{Id, List};
use super::references::Reference;
use super::{DocumentId, Subject};
use crate::diagnostic::ownership as say;
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::Document;
use crate::kinds::Kind;
use crate::span::Span;
use crate::text::Text;

use crate::text::fold;

/// How many of `count` names an unknown one is compared with after so many mistakes `before`: all,
/// unless enough hints were given. Comparing costs what there is of both, and a pull request must
/// not hang the check.
pub(super) fn worth_comparing(count: usize, before: usize) -> usize {
    const ENOUGH: usize = 2_000_000;
    if before.saturating_mul(count) > ENOUGH {
        0
    } else {
        count
    }
}

/// What looking names up brings to light.
#[derive(Default)]
pub(super) struct Lookups {
    pub(super) wrong: Vec<Diagnostic>,
    /// Where each name that was found is.
    pub(super) named: Vec<Reference>,
    /// How many could not be found, or not be used.
    pub(super) missed: usize,
}

impl Lookups {
    pub(super) fn note(&mut self, name: &Text, means: impl Into<Subject>) {
        self.named.push(Reference {
            span: name.span,
            subject: means.into(),
        });
    }

    /// Notes a name that leads nowhere.
    pub(super) fn miss(&mut self, wrong: Diagnostic) {
        self.missed += 1;
        self.wrong.push(wrong);
    }
}

pub(super) struct Claimed<'a> {
    pub(super) document: DocumentId,
    /// What tells it from others of the same name.
    pub(super) id: &'a str,
    /// The name that lists show.
    pub(super) shown: String,
    /// All names it claims, with their places.
    pub(super) names: Vec<(&'a str, Span)>,
}

/// Who goes by which name, within one kind of thing.
#[derive(Clone, Debug)]
pub struct NameTable<I> {
    what: Kind,
    claims: BTreeMap<String, Vec<Claim<I>>>,
    /// The id of each thing, which tells equal names apart.
    ids: List<I, String>,
    /// One name each, for lists of known names.
    shown: List<I, String>,
    /// Every name as written, for "did you mean".
    written: Vec<String>,
    /// Names of things that are not published, with the place of each.
    drafts: BTreeMap<String, Span>,
    /// Files whose names may not all be known, with the mistake that hides them.
    hidden: Vec<(Arc<Document>, Span)>,
}

#[derive(Clone, Copy, Debug)]
struct Claim<I> {
    by: I,
    span: Span,
}

impl<I: Id> NameTable<I> {
    /// The names of all things of a kind. Of two that claim one name, the one whose path comes
    /// second is to blame.
    pub(super) fn new(
        what: Kind,
        things: &List<I, Claimed<'_>>,
        wrong: &mut Vec<Diagnostic>,
    ) -> NameTable<I> {
        let mut claims: BTreeMap<String, Vec<Claim<I>>> = BTreeMap::new();
        let mut written = Vec::new();
        let mut by_path: Vec<(I, &Claimed)> = things.pairs().collect();
        by_path.sort_unstable_by_key(|(_, thing)| thing.document);
        for (by, thing) in by_path {
            for (name, span) in &thing.names {
                let others = claims.entry(fold::name(name)).or_default();
                if others.iter().any(|claim| claim.by == by) {
                    continue;
                }
                if let Some(first) = others.first() {
                    wrong.push(say::name_taken(what, name, *span, first.span));
                }
                others.push(Claim { by, span: *span });
                written.push((*name).to_owned());
            }
        }
        NameTable {
            what,
            claims,
            ids: things.iter().map(|thing| thing.id.to_owned()).collect(),
            shown: things.iter().map(|thing| thing.shown.clone()).collect(),
            written,
            drafts: BTreeMap::new(),
            hidden: Vec::new(),
        }
    }

    /// The name that lists show, which can be written wherever names are looked up.
    pub(super) fn shown_of(&self, id: I) -> &str {
        &self.shown[id]
    }

    /// The same with the names of things that are not published, so that a reference to one can be
    /// told from a slip.
    pub(super) fn beside_drafts<'a>(
        self,
        names: impl IntoIterator<Item = (&'a str, Span)>,
    ) -> NameTable<I> {
        let mut drafts = BTreeMap::new();
        for (name, span) in names {
            drafts.entry(fold::name(name)).or_insert(span);
        }
        NameTable { drafts, ..self }
    }

    /// The same with the files that may have said more names than are known here, each with the
    /// mistake that hides them.
    pub(super) fn beside_hidden(
        self,
        hidden: impl IntoIterator<Item = (Arc<Document>, Span)>,
    ) -> NameTable<I> {
        // Each is searched for every unknown name.
        const MOST: usize = 20;
        let hidden = hidden.into_iter().take(MOST).collect();
        NameTable { hidden, ..self }
    }

    /// The same for things in another order, which `places` gives for each.
    pub(super) fn in_order(self, places: &List<I, I>) -> NameTable<I> {
        let moved = |texts: List<I, String>| {
            let mut moved: Vec<(I, String)> = places.iter().copied().zip(texts).collect();
            moved.sort_unstable_by_key(|(place, _)| *place);
            moved.into_iter().map(|(_, text)| text).collect()
        };
        let claims = self.claims.into_iter().map(|(name, claims)| {
            let claims = claims.into_iter().map(|claim| Claim {
                by: places[claim.by],
                ..claim
            });
            (name, claims.collect())
        });
        NameTable {
            claims: claims.collect(),
            ids: moved(self.ids),
            shown: moved(self.shown),
            ..self
        }
    }

    /// The one thing of this name, else what is wrong with it beside so many mistakes `before`.
    pub(super) fn meaning(&self, name: &Text, before: usize) -> Result<I, Diagnostic> {
        let key = fold::name(&name.value);
        match self.claims.get(&key).map(Vec::as_slice) {
            Some([only]) => Ok(only.by),
            Some(several) if !several.is_empty() => {
                let meanings: Vec<(Span, String)> = several
                    .iter()
                    .map(|claim| (claim.span, self.ids[claim.by].clone()))
                    .collect();
                Err(say::ambiguous(name, &meanings))
            }
            _ => Err(if let Some(draft) = self.drafts.get(&key) {
                say::name_of_draft(self.what, name, *draft)
            } else {
                let near = worth_comparing(self.written.len(), before);
                let written = self.written[..near].iter().map(String::as_str);
                let mut hidden = self
                    .hidden
                    .iter()
                    .take(if near > 0 { usize::MAX } else { 0 });
                let cause = hidden.find(|(document, _)| document.may_have_said(&name.value));
                let cause = cause.map(|(_, mistake)| *mistake);
                say::unknown_name(self.what, name, written, self.shown()).follows(cause)
            }),
        }
    }

    /// Whether something goes by this name, published or not.
    pub(super) fn is_claimed(&self, name: &str) -> bool {
        let key = fold::name(name);
        self.claims.contains_key(&key) || self.drafts.contains_key(&key)
    }

    /// Whether something goes by this name, or by one that it may be a slip of.
    pub(super) fn is_near(&self, name: &str, before: usize) -> bool {
        let near = worth_comparing(self.written.len(), before);
        let written = self.written[..near].iter().map(String::as_str);
        self.is_claimed(name) || !nearest(name, written).is_empty()
    }

    pub fn all(&self, name: &str) -> Vec<I> {
        self.claimed(name).map(|(by, _)| by).collect()
    }

    /// The things of this name with the place of each claim.
    pub(super) fn claimed(&self, name: &str) -> impl Iterator<Item = (I, Span)> {
        let claims = self.claims.get(&fold::name(name)).into_iter().flatten();
        claims.map(|claim| (claim.by, claim.span))
    }

    /// Where a thing of this name is written that is not published.
    pub(super) fn draft(&self, name: &str) -> Option<Span> {
        self.drafts.get(&fold::name(name)).copied()
    }

    /// One name of each thing, for lists of known names.
    pub(super) fn shown(&self) -> impl Iterator<Item = &str> + Clone {
        self.shown.iter().map(String::as_str)
    }

    /// The id of a thing.
    pub fn id(&self, of: I) -> &str {
        &self.ids[of]
    }

    pub fn written(&self) -> impl Iterator<Item = &str> + Clone {
        self.written.iter().map(String::as_str)
    }
}

impl<I: Id + Into<Subject>> NameTable<I> {
    /// The thing of this name. The use of the name is noted, or what is wrong with it.
    pub(super) fn find(&self, name: &Text, lookups: &mut Lookups) -> Option<I> {
        match self.meaning(name, lookups.wrong.len()) {
            Ok(found) => {
                lookups.note(name, found);
                Some(found)
            }
            Err(wrong) => {
                lookups.miss(wrong);
                None
            }
        }
    }

    /// The things of these names.
    pub(super) fn find_all<'t>(
        &self,
        names: impl IntoIterator<Item = &'t Text>,
        lookups: &mut Lookups,
    ) -> Vec<I> {
        let names = names.into_iter();
        names.filter_map(|name| self.find(name, lookups)).collect()
    }
}
