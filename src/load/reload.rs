//! Reads again what changed, into a tree that is there already. Ids stay with their paths, and a
//! file whose bytes did not change keeps its text, so that a caller can tell what to do again.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use rustix::fd::{AsFd, BorrowedFd};

use super::error::LoadError;
use super::folder::{
    Loaded, Options, THEMES, config_of, list_all, open_root, read_all, read_settings, theme_folder,
};
use super::list::{Listing, OddEntry};
use super::read::{self, Outcome};
use super::rules;
use crate::config::{Config, SETTINGS};
use crate::document::CONTENT;
use crate::source::{Contents, Irregular, SourceTree};
use crate::span::FileId;

/// What is about to be in the tree.
enum New {
    File(Contents),
    Irregular(Irregular),
}

/// Reads the whole project again. Returns the files that are new, gone or changed; on an error the
/// tree is as it was.
pub fn reload_all(
    tree: &mut SourceTree,
    root: &Path,
    options: &Options,
) -> Result<Vec<FileId>, LoadError> {
    let handle = open_root(root)?;
    let (settings, config) = new_settings(root, handle.as_fd())?;
    let theme = theme_folder(&config, options);
    let listing = list_all(handle.as_fd(), theme.as_deref());
    let loaded = read_all(root, handle.as_fd(), listing, &config.limits, options)?;
    let scopes = [SETTINGS, CONTENT, THEMES].map(str::to_owned);
    let mut new = entries(loaded, tree);
    new.insert(SETTINGS.to_owned(), New::File(settings));
    Ok(replace(tree, &scopes, new, true))
}

/// Reads these paths again: files or folders, changed, new or gone; absolute, or relative to the
/// project root. Paths that do not belong to the project are passed over. Returns the files that
/// are new, gone or changed; on an error the tree is as it was, and [`LoadError::Changed`] means
/// that trying again may help.
pub fn reload(
    tree: &mut SourceTree,
    root: &Path,
    options: &Options,
    changed: &[PathBuf],
) -> Result<Vec<FileId>, LoadError> {
    let Some(before) = tree.get(SETTINGS).map(config_of) else {
        return reload_all(tree, root, options);
    };
    let handle = open_root(root)?;
    let theme = theme_folder(&before, options);
    let mut scopes = BTreeSet::new();
    for path in changed {
        match scope(root, handle.as_fd(), path, theme.as_deref()) {
            Scope::None => {}
            Scope::All => return reload_all(tree, root, options),
            Scope::Path(path) => {
                scopes.insert(path);
            }
        }
    }
    let mut new = BTreeMap::new();
    let mut config = before.clone();
    if scopes.contains(SETTINGS) {
        let (settings, after) = new_settings(root, handle.as_fd())?;
        if theme_folder(&after, options) != theme || after.limits != before.limits {
            return reload_all(tree, root, options);
        }
        config = after;
        new.insert(SETTINGS.to_owned(), New::File(settings));
    }
    // What lies below another path of the list is read with it.
    let scopes: Vec<String> = scopes
        .iter()
        .filter(|scope| {
            !scope
                .match_indices('/')
                .any(|(at, _)| scopes.contains(&scope[..at]))
        })
        .cloned()
        .collect();
    let mut listing = Listing::default();
    for scope in scopes.iter().filter(|scope| *scope != SETTINGS) {
        listing.add(handle.as_fd(), scope);
    }
    listing.sort();
    let loaded = read_all(root, handle.as_fd(), listing, &config.limits, options)?;
    new.append(&mut entries(loaded, tree));
    Ok(replace(tree, &scopes, new, false))
}

fn new_settings(root: &Path, handle: BorrowedFd<'_>) -> Result<(Contents, Config), LoadError> {
    let contents = read_settings(root, handle)?;
    let mut alone = SourceTree::default();
    let id = alone.insert(SETTINGS, contents.clone());
    let config = alone.file(id).map(config_of);
    // The file was put in on the line above.
    let config = config.ok_or_else(|| LoadError::NoBook(root.to_path_buf()))?;
    Ok((contents, config))
}

/// What has to be read again because of a path.
enum Scope {
    None,
    All,
    /// Relative to the project root.
    Path(String),
}

fn scope(root: &Path, handle: BorrowedFd<'_>, path: &Path, theme: Option<&str>) -> Scope {
    let relative = if path.is_absolute() {
        match path.strip_prefix(root) {
            Ok(relative) => relative,
            Err(_) => return Scope::None,
        }
    } else {
        path
    };
    let mut names: Vec<&OsStr> = Vec::new();
    for component in relative.components() {
        match component {
            Component::Normal(name) => names.push(name),
            Component::CurDir => {}
            _ => return Scope::None,
        }
    }
    let mut at = String::new();
    for name in &names {
        if rules::is_skipped(name.as_bytes()) {
            return Scope::None;
        }
        if !at.is_empty() {
            at.push('/');
        }
        match name.to_str() {
            Some(name) => at.push_str(name),
            // Such an entry is known by its name only; the folder around it tells whether it is
            // there.
            None => return around(&at),
        }
        // A folder above it may be gone or may have become a file; then that is what changed.
        let is_folder =
            read::stat(handle, &at).map(|stat| stat.is_some_and(|it| read::is_folder(&it)));
        if !matches!(is_folder, Ok(true)) {
            break;
        }
    }
    let inside = |folder: &str| {
        at.strip_prefix(folder)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    match theme {
        _ if at.is_empty() => Scope::All,
        _ if at == SETTINGS || inside(CONTENT) => Scope::Path(at),
        Some(theme) if inside(theme) => Scope::Path(at),
        // A link or a file where the folder of the themes should be, or the folder come back.
        Some(_) if at == THEMES => Scope::All,
        _ => Scope::None,
    }
}

/// The folder of an entry with a bad name; `at` ends in the `/` before that name.
fn around(at: &str) -> Scope {
    match at.trim_end_matches('/') {
        "" => Scope::None,
        folder
            if folder == CONTENT
                || folder.starts_with("content/")
                || folder.starts_with("themes/") =>
        {
            Scope::Path(folder.to_owned())
        }
        _ => Scope::None,
    }
}

/// What was read, by path; folders are noted in the tree at once.
fn entries(loaded: Loaded, tree: &mut SourceTree) -> BTreeMap<String, New> {
    for folder in loaded.folders {
        tree.insert_folder(&folder);
    }
    let files = loaded.files.into_iter().map(|(entry, outcome)| {
        let new = match outcome {
            Outcome::File(contents) => New::File(contents),
            Outcome::NotRegular => New::Irregular(Irregular::NotRegular),
        };
        (entry.path, new)
    });
    let odd = loaded
        .odd
        .into_iter()
        .map(|OddEntry { path, what }| (path, New::Irregular(what)));
    files.chain(odd).collect()
}

/// Puts `new` in the place of everything that lies at or below `scopes`.
fn replace(
    tree: &mut SourceTree,
    scopes: &[String],
    new: BTreeMap<String, New>,
    trust_heads: bool,
) -> Vec<FileId> {
    let mut changed = Vec::new();
    for path in known(tree, scopes) {
        if !new.contains_key(&*path) {
            changed.extend(tree.id(&path));
            tree.remove(&path);
        }
    }
    let odd: BTreeMap<Arc<str>, Irregular> = tree
        .irregular()
        .map(|(file, what)| (file.shared_path(), what.clone()))
        .collect();
    for (path, new) in new {
        let is_known = match (&new, odd.get(path.as_str())) {
            (New::Irregular(new), Some(old)) => new == old,
            (New::File(new), None) => tree
                .get(&path)
                .is_some_and(|old| is_same(old.contents(), new, trust_heads)),
            _ => false,
        };
        if is_known {
            continue;
        }
        // Forgets that it was irregular, too.
        tree.remove(&path);
        match new {
            New::File(contents) => {
                tree.insert(&path, contents);
            }
            New::Irregular(what) => tree.insert_irregular(&path, what),
        }
        changed.extend(tree.id(&path));
    }
    changed.sort_unstable();
    changed
}

/// Every path of the tree that lies at or below one of these.
fn known(tree: &SourceTree, scopes: &[String]) -> BTreeSet<Arc<str>> {
    let mut paths = BTreeSet::new();
    for scope in scopes {
        paths.extend(tree.get(scope).map(crate::source::SourceFile::shared_path));
        paths.extend(
            tree.below(scope)
                .map(crate::source::SourceFile::shared_path),
        );
        paths.extend(
            tree.irregular()
                .map(|(file, _)| file.shared_path())
                .filter(|path| {
                    path.strip_prefix(scope.as_str())
                        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                }),
        );
    }
    paths
}

/// Whether two contents are equal. Of a file that is only copied, more can differ than is known:
/// where an event said that it changed it did, and where everything is read again its size and
/// first bytes have to do.
fn is_same(old: &Contents, new: &Contents, trust_heads: bool) -> bool {
    match (old, new) {
        (Contents::Text(old), Contents::Text(new)) => old == new,
        (Contents::Bytes(old), Contents::Bytes(new)) => old == new,
        (
            Contents::Asset {
                len: old,
                head: old_head,
            },
            Contents::Asset {
                len: new,
                head: new_head,
            },
        ) => trust_heads && old == new && old_head == new_head,
        (Contents::TooLarge { len: old, .. }, Contents::TooLarge { len: new, .. }) => old == new,
        (
            Contents::BadText {
                shown: old,
                at: old_at,
                byte: old_byte,
            },
            Contents::BadText {
                shown: new,
                at: new_at,
                byte: new_byte,
            },
        ) => old == new && old_at == new_at && old_byte == new_byte,
        _ => false,
    }
}
