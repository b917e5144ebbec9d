//! That no two files of the site want the same path.

use super::placed::Placed;
use super::redirects::Redirect;
use super::route::{self, Page};
use super::shown::Shown;
use crate::diagnostic::{Diagnostic, files as say};
use crate::span::{FileId, Span};
use crate::text::fold::path as folded;

/// Output paths that two files want, or that some file systems cannot tell apart. `files` are the paths of what is no page; where
/// no page is to blame, the settings are.
pub(super) fn collisions(
    shown: &Shown,
    placed: &[Placed],
    redirects: &[Redirect],
    files: &[String],
    settings: FileId,
) -> Vec<Diagnostic> {
    let mut wrong = Vec::new();
    let pages = placed
        .iter()
        .map(|placed| (placed.path.as_str(), place_of(shown, placed.page)));
    let redirects = redirects
        .iter()
        .map(|redirect| (redirect.path.as_str(), Some(redirect.at)));
    let (paths, places): (Vec<&str>, Vec<Option<Span>>) = pages
        .chain(redirects)
        .chain(files.iter().map(|path| (path.as_str(), None)))
        .unzip();
    let source = |at: usize| {
        let document = shown.document_of(placed.get(at)?.page)?;
        Some(folded(&shown.ladder().document(document).path))
    };
    let is_one_file =
        |first, second| source(first).is_some_and(|path| Some(path) == source(second));
    for (first, second) in route::collisions(paths.iter().copied()) {
        let (at, other) = match (places[first], places[second]) {
            // Files that some systems take for one have been reported as files.
            (Some(_), Some(_)) if is_one_file(first, second) => continue,
            (Some(first), Some(second)) => (second, Some(first)),
            (Some(one), None) | (None, Some(one)) => (one, None),
            (None, None) => (Span::file_start(settings), None),
        };
        wrong.push(say::path_taken(at, paths[second], other));
    }
    wrong
}

/// The place of the file that a page comes from; none for a page that every site has. Of two that are compared it is the first: its id is half of the address.
fn place_of(shown: &Shown, page: Page) -> Option<Span> {
    let ladder = shown.ladder();
    let first = || match page {
        Page::RolePair(first, _) => Some(ladder.document_of(first.into())),
        Page::ModelPair(before, _) => Some(ladder.document_of(before.into())),
        Page::TrackPair(first, _) => Some(ladder.document_of(first.into())),
        _ => None,
    };
    let document = shown.document_of(page).or_else(first)?;
    Some(Span::file_start(ladder.document(document).file))
}
