//! The names things go by. Names are compared after NFC, without regard to case, with runs of white space as one space.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::ownership::{self as say, Named};
use crate::span::Span;
use crate::text::Text;

pub use crate::text::fold::name as folded;

/// How many of `count` names an unknown one is compared with: all, unless so much is wrong already that nobody needs more hints.
/// Comparing costs what there is of both, and a pull request must not hang whoever checks it.
pub(super) fn worth_comparing(count: usize, diagnostics: &[Diagnostic]) -> usize {
    const ENOUGH: usize = 2_000_000;
    if diagnostics.len().saturating_mul(count) > ENOUGH {
        0
    } else {
        count
    }
}

/// Who goes by which name, within one kind of thing.
#[derive(Clone, Debug)]
pub struct NameTable {
    what: Named,
    claims: BTreeMap<String, Vec<Claim>>,
    /// The id of each thing, which tells equal names apart.
    ids: Vec<String>,
    /// One name each, for lists of known names.
    shown: Vec<String>,
    /// Every name as written, for "did you mean".
    written: Vec<String>,
    /// Names of things that are not published, with the place of each.
    drafts: BTreeMap<String, Span>,
}

#[derive(Clone, Copy, Debug)]
struct Claim {
    index: usize,
    span: Span,
}

impl NameTable {
    /// An empty table of so many things.
    pub(super) fn new(what: Named, count: usize) -> NameTable {
        NameTable {
            what,
            claims: BTreeMap::new(),
            ids: vec![String::new(); count],
            shown: vec![String::new(); count],
            written: Vec::new(),
            drafts: BTreeMap::new(),
        }
    }

    /// Adds a thing with its id, the name that lists show, and all names it claims.
    pub(super) fn claim<'a>(
        &mut self,
        index: usize,
        (id, shown): (&str, &str),
        names: impl IntoIterator<Item = (&'a str, Span)>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        id.clone_into(&mut self.ids[index]);
        shown.clone_into(&mut self.shown[index]);
        for (name, span) in names {
            let claims = self.claims.entry(folded(name)).or_default();
            if claims.iter().any(|claim| claim.index == index) {
                continue;
            }
            if let Some(first) = claims.first() {
                diagnostics.push(say::name_taken(self.what, name, span, first.span));
            }
            claims.push(Claim { index, span });
            self.written.push(name.to_owned());
        }
    }

    /// Notes the names of something that is not published.
    pub(super) fn note_draft<'a>(&mut self, names: impl IntoIterator<Item = (&'a str, Span)>) {
        for (name, span) in names {
            self.drafts.entry(folded(name)).or_insert(span);
        }
    }

    /// The thing of this name; a diagnostic where there is none or more than one.
    pub(super) fn find(&self, name: &Text, diagnostics: &mut Vec<Diagnostic>) -> Option<usize> {
        let key = folded(&name.value);
        match self.claims.get(&key).map(Vec::as_slice) {
            Some([only]) => Some(only.index),
            Some(several) if !several.is_empty() => {
                let meanings: Vec<(Span, String)> = several
                    .iter()
                    .map(|claim| (claim.span, self.ids[claim.index].clone()))
                    .collect();
                diagnostics.push(say::ambiguous(name, &meanings));
                None
            }
            _ => {
                let wrong = if let Some(draft) = self.drafts.get(&key) {
                    say::name_of_draft(self.what, name, *draft)
                } else {
                    let near = worth_comparing(self.written.len(), diagnostics);
                    let written = self.written[..near].iter().map(String::as_str);
                    let shown = self.shown.iter().map(String::as_str);
                    say::unknown_name(self.what, name, written, shown)
                };
                diagnostics.push(wrong);
                None
            }
        }
    }

    /// The things of this name, without a diagnostic.
    #[must_use]
    pub fn all(&self, name: &str) -> Vec<usize> {
        self.claims
            .get(&folded(name))
            .map(|claims| claims.iter().map(|claim| claim.index).collect())
            .unwrap_or_default()
    }

    /// The things of this name with the place of each claim.
    pub(super) fn claimed(&self, name: &str) -> Vec<(usize, Span)> {
        let claims = self.claims.get(&folded(name)).into_iter().flatten();
        claims.map(|claim| (claim.index, claim.span)).collect()
    }

    /// Where a thing of this name stands that is not published.
    pub(super) fn draft(&self, name: &str) -> Option<Span> {
        self.drafts.get(&folded(name)).copied()
    }

    /// One name of each thing, for lists of known names.
    pub(super) fn shown(&self) -> impl Iterator<Item = &str> + Clone {
        self.shown.iter().map(String::as_str)
    }

    /// The id of a thing.
    #[must_use]
    pub fn id(&self, index: usize) -> &str {
        self.ids.get(index).map_or("", String::as_str)
    }

    /// Every name as written.
    pub fn written(&self) -> impl Iterator<Item = &str> + Clone {
        self.written.iter().map(String::as_str)
    }
}
