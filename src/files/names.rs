//! Names that cannot be addresses, that some system cannot hold, that two files share on some
//! system, or that look like keys.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Limits;
use crate::diagnostic::{Diagnostic, files as say};
use crate::document::CONTENT;
use crate::document::index::Indexes;
use crate::source::{Irregular, SourceFile, SourceTree};
use crate::span::Span;
use crate::text::fold;

/// What follows the last dot of a name, lower case; nothing for a hidden file without another
/// dot.
pub fn ending(name: &str) -> Option<String> {
    let (stem, ending) = name.rsplit_once('.')?;
    (!stem.is_empty()).then(|| ending.to_ascii_lowercase())
}

/// Whether a name looks like that of a key or of a file with passwords.
pub fn is_private(name: &str) -> bool {
    const NAMES: &str = ".env .git-credentials .htpasswd .netrc .npmrc .pgpass .pypirc id_dsa \
                         id_ecdsa id_ed25519 id_rsa";
    const ENDINGS: &[&str] = &["jks", "kdbx", "key", "keystore", "p12", "pem", "pfx", "ppk"];
    let name = name.to_ascii_lowercase();
    NAMES.split(' ').any(|known| known == name)
        || name.starts_with(".env.")
        || ending(&name).is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// Checks the name of every file and folder of the content and the theme, each once.
pub(super) fn check(tree: &SourceTree, limits: &Limits) -> Vec<Diagnostic> {
    let irregular = tree
        .irregular()
        .filter(|(_, what)| **what != Irregular::BadName)
        .map(|(file, _)| file);
    let mut files: Vec<&SourceFile> = tree.files().chain(irregular).collect();
    files.sort_unstable_by_key(|file| file.path());
    let mut names = Names {
        limits,
        siblings: BTreeMap::new(),
        folders: BTreeSet::new(),
        diagnostics: Vec::new(),
    };
    for file in files {
        names.add(file);
    }
    names.diagnostics.extend(second_indexes(tree));
    names.diagnostics
}

/// Files that would be their folder's first page if another were not.
fn second_indexes(tree: &SourceTree) -> Vec<Diagnostic> {
    let paths = tree.below(CONTENT).map(SourceFile::path);
    let indexes = Indexes::among(paths.filter(|path| path.strip_suffix(".md").is_some()));
    let second = |(path, first): (&str, &str)| {
        let at = |path| Some(Span::file_start(tree.id(path)?));
        // Names that some systems take for one have been reported.
        if fold::path(path) == fold::path(first) {
            return None;
        }
        let (name, first_name) = (split(path).1, split(first).1);
        Some(say::second_index(at(path)?, name, at(first)?, first_name))
    };
    indexes.seconds().filter_map(second).collect()
}

struct Names<'a> {
    limits: &'a Limits,
    /// The names in a folder, by the folder and the form that all spellings of a name share.
    siblings: BTreeMap<(&'a str, String), (&'a str, Span)>,
    folders: BTreeSet<&'a str>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Names<'a> {
    fn add(&mut self, file: &'a SourceFile) {
        let at = Span::file_start(file.id());
        let path = file.path();
        // `content` and `themes` are our own names, and so is what lies beside them.
        let Some(start) = path.find('/') else { return };
        let folders = path[start + 1..]
            .match_indices('/')
            .map(|(slash, _)| &path[..start + 1 + slash]);
        for folder in folders {
            if self.folders.insert(folder) {
                let (parent, name) = split(folder);
                self.add_name(parent, name, name, at);
            }
        }
        let (parent, name) = split(path);
        let stem = name.strip_suffix(".md").unwrap_or(name);
        self.add_name(parent, name, stem, at);
        if is_private(name) {
            self.diagnostics.push(say::private_file(at, name));
        }
        let in_content = path.starts_with(CONTENT);
        if in_content && stem == name && is_almost_markdown(name) {
            let why = "does not end in `.md`, so it is not read";
            self.diagnostics.push(say::bad_file_name(at, name, why));
        }
    }

    /// A name in a folder; `stem` is the part of it that becomes an address.
    fn add_name(&mut self, folder: &'a str, name: &'a str, stem: &str, at: Span) {
        if let Some(why) = unfit(name, stem) {
            self.diagnostics.push(say::bad_file_name(at, name, &why));
        }
        if let Some(found) = say::invisible_in_name(at, name) {
            self.diagnostics.push(found);
        }
        if is_bad_on_windows(name) || stem.ends_with('.') {
            self.diagnostics.push(say::windows_name(at, name));
        }
        if stem.len() > self.limits.file.id {
            let limit = self.limits.file.id;
            self.diagnostics.push(say::name_too_long(at, limit));
        }
        match self.siblings.entry((folder, fold::file(name))) {
            std::collections::btree_map::Entry::Vacant(place) => {
                place.insert((name, at));
            }
            std::collections::btree_map::Entry::Occupied(place) => {
                let (other, first) = *place.get();
                self.diagnostics
                    .push(say::case_clash(at, name, first, other));
            }
        }
    }
}

/// A path as its folder and its name.
fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

/// Why a name cannot become an address.
fn unfit(name: &str, stem: &str) -> Option<String> {
    if let Some(control) = name.chars().find(|c| c.is_control()) {
        return Some(format!(
            "holds the control character U+{:04X}",
            control as u32
        ));
    }
    if name.contains('\\') {
        return Some("holds a backslash".to_owned());
    }
    (stem.trim() != stem).then(|| "starts or ends in a space".to_owned())
}

/// Whether Windows keeps the name for a device, or one of its characters for itself.
fn is_bad_on_windows(name: &str) -> bool {
    const DEVICES: &[&str] = &["aux", "con", "conin$", "conout$", "nul", "prn"];
    let stem = name.split('.').next().unwrap_or(name);
    let stem = stem.trim_end().to_ascii_lowercase();
    let numbered = ["com", "lpt"].iter().any(|device| {
        stem.strip_prefix(device).is_some_and(|number| {
            let mut number = number.chars();
            number
                .next()
                .is_some_and(|c| matches!(c, '0'..='9' | '¹' | '²' | '³'))
                && number.next().is_none()
        })
    });
    DEVICES.contains(&stem.as_str())
        || numbered
        || name.contains(['<', '>', ':', '"', '|', '?', '*'])
}

/// Whether an author will wonder why the file is not a page.
fn is_almost_markdown(name: &str) -> bool {
    ending(name).is_some_and(|ending| matches!(ending.as_str(), "md" | "markdown" | "mdown"))
}

#[cfg(test)]
mod tests {
    use super::{ending, is_bad_on_windows, is_private};

    #[test]
    fn names_that_windows_keeps() {
        for name in [
            "con",
            "CON.md",
            "aux .txt",
            "com1.md",
            "nul.tar.gz",
            "a:b",
            "why?.md",
        ] {
            assert!(is_bad_on_windows(name), "{name}");
        }
        for name in ["icon.md", "com.md", "com10.md", "console"] {
            assert!(!is_bad_on_windows(name), "{name}");
        }
    }

    #[test]
    fn names_of_keys() {
        for name in ["id_rsa", ".env", ".env.local", "Server.PEM", "a.key"] {
            assert!(is_private(name), "{name}");
        }
        for name in ["id_rsa.pub", "environment.md", "key", "pem.md"] {
            assert!(!is_private(name), "{name}");
        }
        assert_eq!(ending(".env"), None);
        assert_eq!(ending("a.tar.GZ").as_deref(), Some("gz"));
    }
}
