//! Addresses that the last build published and this one does not: readers have them in bookmarks,
//! chats and other pages.

use std::collections::{BTreeSet, HashSet};

use super::Plan;
use super::part::Part;
use super::route::Page;
use crate::diagnostic::{Diagnostic, files as say, nearest};
use crate::ladder::Ladder;
use crate::span::{FileId, Span};

/// How many are told one by one.
const TOLD: usize = 10;

/// What is to be said of the files of the last build, `before`, of which this plan has none at
/// their place. Where no page can be told to replace one, the report points at the file of
/// `settings`.
///
/// Only addresses of pages that somebody wrote are told: a comparison that nobody tuned follows the
/// roles that it compares, and what their aliases say.
pub fn vanished(
    plan: &Plan,
    ladder: &Ladder,
    before: &[String],
    settings: FileId,
) -> Vec<Diagnostic> {
    let settings = Span::file_start(settings);
    let redirects = plan.redirects.iter().map(|redirect| &*redirect.path);
    let pages = plan.pages.iter().map(|placed| &*placed.path);
    let now: HashSet<&str> = pages.chain(redirects).map(stem).collect();
    let known: HashSet<&str> = before.iter().map(|path| stem(path)).collect();
    let lists: HashSet<String> = Part::ALL
        .iter()
        .map(|part| plan.routes.path(Page::Index(*part)))
        .chain(
            [Page::Disagreements, Page::About, Page::Print, Page::Search]
                .map(|page| plan.routes.path(page)),
        )
        .map(|path| stem(&path).to_owned())
        .collect();
    let gone: BTreeSet<&str> = before
        .iter()
        .filter(|path| path.ends_with(".html"))
        .map(|path| stem(path))
        .filter(|stem| !now.contains(stem) && !lists.contains(*stem) && !is_made(stem))
        .collect();
    let new: Vec<(&str, Span)> = plan
        .pages
        .iter()
        .filter(|placed| !known.contains(stem(&placed.path)))
        .filter_map(|placed| {
            let document = plan.document_of(placed.page)?;
            Some((stem(&placed.path), ladder.document(document).head()))
        })
        .collect();
    let mut wrong: Vec<Diagnostic> = gone
        .iter()
        .take(TOLD)
        .map(|stem| {
            let heir = heir(stem, &new, gone.len());
            say::gone_address(heir.unwrap_or(settings), stem, heir.is_some())
        })
        .collect();
    if gone.len() > TOLD {
        let rest: Vec<&str> = gone.iter().skip(TOLD).copied().collect();
        wrong.push(say::more_gone(settings, &rest));
    }
    wrong
}

/// The page that most likely replaces one that is gone: in the same folder the only one that is
/// new, or the one of the nearest name; in another the one of the same name.
fn heir(gone: &str, new: &[(&str, Span)], count: usize) -> Option<Span> {
    // Each is compared with each.
    const COMPARED: usize = 1_000;
    if new.len().saturating_mul(count.min(TOLD)) > COMPARED {
        return None;
    }
    let split = |stem: &'_ str| -> (String, String) {
        let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
        (folder.to_owned(), name.to_owned())
    };
    let (folder, name) = split(gone);
    let moved = new.iter().find(|(stem, _)| split(stem).1 == name);
    let here = || new.iter().filter(|(stem, _)| split(stem).0 == folder);
    let only = || {
        (count == 1 && here().count() == 1)
            .then(|| here().next())
            .flatten()
    };
    let near = || {
        let found = *nearest(gone, here().map(|(stem, _)| *stem)).first()?;
        here().find(|(stem, _)| *stem == found)
    };
    moved.or_else(only).or_else(near).map(|(_, at)| *at)
}

/// An address without its ending: `guides/a` for `guides/a.html` and `guides/a/index.html`.
fn stem(path: &str) -> &str {
    let path = path.strip_suffix(".html").unwrap_or(path);
    path.strip_suffix("/index").unwrap_or(path)
}

/// Whether the site made the page by itself, from two others or from the program.
fn is_made(stem: &str) -> bool {
    let (folder, name) = stem.split_once('/').unwrap_or(("", stem));
    match folder {
        "compare" | "checks" => true,
        "models" | "tracks" => name.contains("-vs-"),
        "" => name == "404" || name.is_empty(),
        _ => false,
    }
}
