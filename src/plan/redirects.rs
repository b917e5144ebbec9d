//! Pages that only lead to another: former addresses, and pairs in the other order.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use super::placed::Placed;
use super::route::{Page, Routes};
use super::shown::Shown;
use crate::diagnostic::{Diagnostic, files};
use crate::ladder::{ModelId, Subject};
use crate::span::Span;
use crate::text::fold::path as folded;

/// A page that only leads to another.
pub struct Redirect {
    /// Below the output folder.
    pub path: String,
    /// Where it leads.
    pub target: Page,
    /// Where somebody asked for it.
    pub(super) at: Span,
}

/// All redirects in the order of their paths, and what is wrong with the aliases that ask for them.
pub(super) fn redirects(
    routes: &Routes,
    shown: &Shown,
    model_pairs: &[(ModelId, ModelId)],
    placed: &[Placed],
) -> (Vec<Redirect>, Vec<Diagnostic>) {
    let ladder = shown.ladder();
    let mut wrong = Vec::new();
    let pages: HashSet<Cow<'_, str>> = placed.iter().map(|placed| folded(&placed.path)).collect();
    // By the path as file systems may see it: `old` and `Old` are one address on some.
    let mut redirects: BTreeMap<String, Redirect> = BTreeMap::new();
    for (id, document) in ladder.documents.pairs() {
        let target = shown.page_of(ladder.subjects[id]);
        for alias in &document.front.common.aliases {
            let Some(path) = routes.alias(&alias.value) else {
                let why = "is not an address below the site";
                wrong.push(files::bad_alias(alias.span, &alias.value, why));
                continue;
            };
            let key = folded(&path).into_owned();
            if key == folded(&routes.path(target)) {
                let why = "leads to itself";
                wrong.push(files::bad_alias(alias.span, &alias.value, why));
            } else if pages.contains(&*key) {
                let why = "is the address of another page";
                wrong.push(files::bad_alias(alias.span, &alias.value, why));
            } else if let Some(first) = redirects.get(&key) {
                wrong.push(files::alias_taken(alias.span, &alias.value, first.at));
            } else {
                let at = alias.span;
                redirects.insert(key, Redirect { path, target, at });
            }
        }
    }
    // A tuned pair is also found under the other order of its names.
    for pair in &shown.pairs.roles {
        let Some(file) = pair.file else { continue };
        let path = routes.reversed_pair(pair.first, pair.second);
        let key = folded(&path).into_owned();
        if !pages.contains(&*key) {
            let document = ladder.comparisons[file].document;
            redirects.entry(key).or_insert(Redirect {
                path,
                target: Page::RolePair(pair.first, pair.second),
                at: Span::file_start(ladder.document(document).file),
            });
        }
    }
    // Who was called otherwise was compared under that name.
    for former in former_comparisons(routes, shown, model_pairs) {
        let key = folded(&former.path).into_owned();
        if !pages.contains(&*key) {
            redirects.entry(key).or_insert(former);
        }
    }
    let mut redirects: Vec<Redirect> = redirects.into_values().collect();
    redirects.sort_by(|a, b| a.path.cmp(&b.path));
    (redirects, wrong)
}

/// Where the comparisons of roles and models stood that had another id: their aliases tell it.
fn former_comparisons(
    routes: &Routes,
    shown: &Shown,
    model_pairs: &[(ModelId, ModelId)],
) -> Vec<Redirect> {
    let ladder = shown.ladder();
    let mut found = Vec::new();
    for (id, document) in ladder.documents.pairs() {
        for alias in &document.front.common.aliases {
            let at = alias.span;
            let mut add = |path: String, target: Page| found.push(Redirect { path, target, at });
            match (ladder.subjects[id], routes.alias_id(&alias.value)) {
                (Subject::Role(role), Some(("roles", former))) => {
                    for (other, pair) in shown.pairs.of(role) {
                        let target = Page::RolePair(pair.first, pair.second);
                        let path = routes.pair("compare", former, &ladder.role(other).id);
                        add(path, target);
                    }
                }
                (Subject::Model(model), Some(("models", former))) => {
                    for (one, two) in model_pairs {
                        let other = if *one == model { *two } else { *one };
                        if *one == model || *two == model {
                            let id = &ladder.model(other).id;
                            add(routes.way(former, id), Page::ModelPair(model, other));
                            add(routes.way(id, former), Page::ModelPair(other, model));
                        }
                    }
                }
                _ => {}
            }
        }
    }
    found
}
