//! The names in an output folder: which paths may be there, and the folders they need.
//!
//! Paths from the caller and paths from a manifest on disk pass through the same gate, so that
//! nothing in this module can write or remove a file outside the output folder.

use std::collections::BTreeSet;

use super::error::OutputError;

/// Lies in the output folder and names every file of the site.
pub(super) const MANIFEST: &str = ".ladderbook-manifest.json";
/// Written first into a staging folder: names every file that will be put there, so that all of
/// them can be removed.
pub(super) const PLAN: &str = ".ladderbook-staging";
/// The staging folder of a publish file by file. It is inside the output, on its very file
/// system.
pub(super) const INNER: &str = ".ladderbook-next";
/// A manifest on its way to the output folder, after a publish file by file was killed.
pub(super) const MERGED: &str = ".ladderbook-merged.json";

const RESERVED: [&str; 4] = [MANIFEST, PLAN, INNER, MERGED];

/// The folders above `path`, nearest first: `a/b/c` gives `a/b` and `a`.
pub(super) fn folders_above(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(|(at, _)| &path[..at])
}

/// Every folder that `paths` need, parents before children.
pub(super) fn folders_of<'a>(paths: impl IntoIterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let mut folders = BTreeSet::new();
    for path in paths {
        for folder in folders_above(path) {
            if !folders.insert(folder) {
                break; // it was there, so its parents are
            }
        }
    }
    folders
}

/// Checks that these paths can all be files of one folder, and returns the folders they need.
pub(super) fn check<'a>(
    paths: impl IntoIterator<Item = &'a str> + Clone,
) -> Result<BTreeSet<&'a str>, OutputError> {
    let mut files = BTreeSet::new();
    for path in paths.clone() {
        if let Some(fault) = fault(path) {
            return Err(refuse(path, fault));
        }
        if !files.insert(path) {
            return Err(refuse(path, "it appears twice"));
        }
    }
    let folders = folders_of(paths);
    match files.intersection(&folders).next() {
        Some(both) => Err(refuse(both, "it is a folder of the site too")),
        None => Ok(folders),
    }
}

fn refuse(path: &str, fault: &'static str) -> OutputError {
    OutputError::Path {
        path: path.to_owned(),
        fault,
    }
}

fn fault(path: &str) -> Option<&'static str> {
    if path.is_empty() {
        return Some("it is empty");
    }
    if path.starts_with('/') {
        return Some("it is absolute");
    }
    // The plan holds one path a line, and no web address needs these.
    if path.contains(|c: char| c == '\\' || c.is_control()) {
        return Some("it holds a backslash or a control character");
    }
    let mut components = path.split('/');
    if components.clone().any(|c| matches!(c, "" | "." | "..")) {
        return Some("it has an empty component, `.` or `..`");
    }
    if components.next().is_some_and(|c| RESERVED.contains(&c)) {
        return Some("the name is reserved for publishing");
    }
    None
}
