//! Every input file in memory: the only thing the pipeline may look at.
//!
//! `load` fills a [`SourceTree`] from disk; tests fill one from a string ([`SourceTree::fixture`]).
//! Files that are only copied (pictures and the like) are named here with their size and first
//! bytes, and never held whole.

pub mod git;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::span::FileId;

/// How many bytes of an asset are kept, to tell its type by its content.
pub const ASSET_HEAD: usize = 512;

/// Every input file, by its path relative to the project root, with `/` between components.
#[derive(Clone, Debug, Default)]
pub struct SourceTree {
    ids: BTreeMap<Arc<str>, FileId>,
    /// By id. Ids are never given to another path, so that spans kept from an earlier state of the
    /// tree stay true.
    files: Vec<Option<SourceFile>>,
    /// Entries that are not readable files, sorted by path when loaded.
    irregular: BTreeMap<Arc<str>, Irregular>,
    /// Folders, so that an empty content folder can be told from a missing one.
    folders: Vec<Arc<str>>,
}

#[derive(Clone, Debug)]
pub struct SourceFile {
    id: FileId,
    path: Arc<str>,
    contents: Contents,
}

#[derive(Clone, Debug)]
pub enum Contents {
    /// A text that the pipeline reads: Markdown, `book.toml`, templates, SVG.
    Text(Arc<str>),
    /// Bytes that should have been text. `shown` is the text with U+FFFD for what is wrong.
    BadText {
        /// The text, for excerpts.
        shown: Arc<str>,
        /// Offset in `shown` of the first wrong byte.
        at: usize,
        byte: u8,
    },
    /// A small file held whole because it is served from memory (a theme's static files).
    Bytes(Arc<[u8]>),
    Asset {
        /// Bytes on disk.
        len: u64,
        /// The first [`ASSET_HEAD`] bytes.
        head: Arc<[u8]>,
    },
    /// A text over the size limit, not read.
    TooLarge {
        /// Bytes on disk.
        len: u64,
        limit: u64,
    },
}

/// Something in the tree that is not a plain file with a plain name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Irregular {
    /// A symbolic link that leaves its root, dangles, or loops.
    Symlink { target: String },
    /// A pipe, socket or device.
    NotRegular,
    /// A name that is not UTF-8; the path holds it with `\xNN` for the wrong bytes.
    BadName,
}

/// Line and column, both from 1; columns count characters, a byte order mark does not count as one,
/// CRLF is one line end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

impl SourceTree {
    /// Adds a text file, or replaces what was known of it.
    pub fn insert_text(&mut self, path: &str, text: &str) -> FileId {
        self.insert(path, Contents::Text(Arc::from(text)))
    }

    /// Adds a file, or replaces what was known of it.
    pub fn insert(&mut self, path: &str, contents: Contents) -> FileId {
        let (path, id) = if let Some((path, id)) = self.ids.get_key_value(path) {
            (Arc::clone(path), *id)
        } else {
            let path: Arc<str> = Arc::from(path);
            let id = self.next_id();
            self.ids.insert(Arc::clone(&path), id);
            (path, id)
        };
        self.files[id.0 as usize] = Some(SourceFile { id, path, contents });
        id
    }

    /// Forgets a file; its id stays reserved for its path.
    pub fn remove(&mut self, path: &str) {
        if let Some(id) = self.ids.get(path) {
            self.files[id.0 as usize] = None;
        }
        self.irregular.remove(path);
    }

    /// Notes an entry that is no plain file. It gets an id so that a diagnostic can point at it.
    pub fn insert_irregular(&mut self, path: &str, what: Irregular) {
        self.insert(path, Contents::Bytes(Arc::from([])));
        self.irregular.insert(Arc::from(path), what);
    }

    pub fn insert_folder(&mut self, path: &str) {
        if let Err(at) = self.folders.binary_search_by(|known| (**known).cmp(path)) {
            self.folders.insert(at, Arc::from(path));
        }
    }

    /// Whether a folder of this path was seen.
    pub fn has_folder(&self, path: &str) -> bool {
        self.folders
            .binary_search_by(|known| (**known).cmp(path))
            .is_ok()
    }

    pub fn get(&self, path: &str) -> Option<&SourceFile> {
        self.ids
            .get(path)
            .and_then(|id| self.files[id.0 as usize].as_ref())
    }

    /// The file of this id, unless it was removed since.
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize).and_then(Option::as_ref)
    }

    pub fn id(&self, path: &str) -> Option<FileId> {
        self.get(path).map(SourceFile::id)
    }

    pub fn files(&self) -> impl Iterator<Item = &SourceFile> {
        self.ids
            .values()
            .filter_map(|id| self.files[id.0 as usize].as_ref())
            .filter(|file| !self.irregular.contains_key(file.path()))
    }

    /// Whether both trees have files of the same names in the same places, no matter what is in
    /// them. Quick where one was made from the other.
    pub fn has_files_of(&self, other: &SourceTree) -> bool {
        let is_same = |(one, other): (&Option<SourceFile>, &Option<SourceFile>)| match (one, other)
        {
            (Some(one), Some(other)) => {
                Arc::ptr_eq(&one.path, &other.path) || one.path == other.path
            }
            (None, None) => true,
            _ => false,
        };
        self.files.len() == other.files.len()
            && self.files.iter().zip(&other.files).all(is_same)
            && self.irregular == other.irregular
    }

    /// The plain files below a folder, by path; `folder` without a `/` at its end.
    pub fn below<'a>(&'a self, folder: &str) -> impl Iterator<Item = &'a SourceFile> + use<'a> {
        let start: Arc<str> = Arc::from(format!("{folder}/"));
        let end: Arc<str> = Arc::from(format!("{folder}0")); // '0' follows '/'
        self.ids
            .range(start..end)
            .filter_map(|(_, id)| self.files[id.0 as usize].as_ref())
            .filter(|file| !self.irregular.contains_key(file.path()))
    }

    /// The entries that are no plain files, by path.
    pub fn irregular(&self) -> impl Iterator<Item = (&SourceFile, &Irregular)> {
        self.irregular
            .iter()
            .filter_map(|(path, what)| Some((self.get(path)?, what)))
    }

    /// A whole project in one string: `//- path` lines, each followed by that file's text.
    ///
    /// ```
    /// let tree = ladderbook::source::SourceTree::fixture("//- content/a.md\nA\n//- content/b.md\nB\n");
    /// assert_eq!(tree.get("content/b.md").and_then(|file| file.text()), Some("B\n"));
    /// ```
    pub fn fixture(text: &str) -> SourceTree {
        let mut tree = SourceTree::default();
        let mut open: Option<(&str, String)> = None;
        for line in text.split_inclusive('\n') {
            if let Some(path) = line.strip_prefix("//- ") {
                if let Some((path, text)) = open.take() {
                    tree.insert_text(path, &text);
                }
                open = Some((path.trim_end(), String::new()));
            } else if let Some((_, text)) = &mut open {
                text.push_str(line);
            }
        }
        if let Some((path, text)) = open {
            tree.insert_text(path, &text);
        }
        tree.folders_from_paths();
        tree
    }

    /// Notes the folders that the files' paths imply; `load` notes them as it walks.
    fn folders_from_paths(&mut self) {
        let paths: Vec<Arc<str>> = self.ids.keys().cloned().collect();
        for path in paths {
            for (slash, _) in path.match_indices('/') {
                self.insert_folder(&path[..slash]);
            }
        }
    }

    /// A path that was removed keeps its entry in `ids`, so this is only ever asked for a path
    /// never seen before.
    fn next_id(&mut self) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(None);
        id
    }
}

impl Contents {
    /// Whether two contents are the same, as far as the pipeline looks at them. Quick where one was
    /// taken over from the other.
    pub fn is_same(&self, other: &Contents) -> bool {
        fn same<T: ?Sized + PartialEq>(one: &Arc<T>, other: &Arc<T>) -> bool {
            Arc::ptr_eq(one, other) || one == other
        }
        match (self, other) {
            (Contents::Text(one), Contents::Text(other)) => same(one, other),
            (Contents::Bytes(one), Contents::Bytes(other)) => same(one, other),
            (
                Contents::Asset { len, head },
                Contents::Asset {
                    len: other_len,
                    head: other_head,
                },
            ) => len == other_len && same(head, other_head),
            (
                Contents::BadText { shown, at, byte },
                Contents::BadText {
                    shown: other_shown,
                    at: other_at,
                    byte: other_byte,
                },
            ) => (at, byte) == (other_at, other_byte) && same(shown, other_shown),
            (
                Contents::TooLarge { len, limit },
                Contents::TooLarge {
                    len: other_len,
                    limit: other_limit,
                },
            ) => (len, limit) == (other_len, other_limit),
            _ => false,
        }
    }
}

impl SourceFile {
    /// An empty text that is in no tree.
    pub fn nowhere(path: &str) -> SourceFile {
        SourceFile {
            id: FileId(0),
            path: Arc::from(path),
            contents: Contents::Text(Arc::from("")),
        }
    }

    pub fn id(&self) -> FileId {
        self.id
    }

    pub fn path(&self) -> &str {
        &self.path
    }

    pub fn shared_path(&self) -> Arc<str> {
        Arc::clone(&self.path)
    }

    pub fn contents(&self) -> &Contents {
        &self.contents
    }

    /// Its text, where it is a good one.
    pub fn text(&self) -> Option<&str> {
        match &self.contents {
            Contents::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text that excerpts are cut from; empty for a file without one.
    pub fn shown_text(&self) -> &str {
        match &self.contents {
            Contents::Text(text) | Contents::BadText { shown: text, .. } => text,
            _ => "",
        }
    }

    /// Line and column of an offset in [`SourceFile::shown_text`].
    pub fn position(&self, offset: usize) -> Position {
        position(self.shown_text(), offset)
    }
}

/// Line and column of a byte offset in a text; see [`Position`].
pub fn position(text: &str, offset: usize) -> Position {
    let start_of_text = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let offset = offset.clamp(start_of_text, text.len().max(start_of_text));
    let before = &text.as_bytes()[..offset.min(text.len())];
    let (mut line, mut line_start) = (1, start_of_text);
    for (at, byte) in before.iter().enumerate() {
        // CR counts here unless an LF follows, which then counts for both.
        let ends_line =
            *byte == b'\n' || (*byte == b'\r' && text.as_bytes().get(at + 1) != Some(&b'\n'));
        if ends_line {
            line += 1;
            line_start = at + 1;
        }
    }
    let column = text
        .get(line_start..offset)
        .map_or(1, |start| start.chars().count() + 1);
    Position { line, column }
}

#[cfg(test)]
mod tests {
    use super::{Position, SourceTree, position};

    #[test]
    fn columns_count_characters_and_skip_the_byte_order_mark() {
        let text = "\u{feff}äb\r\nc\rd";
        assert_eq!(position(text, 0), Position { line: 1, column: 1 });
        assert_eq!(position(text, 3), Position { line: 1, column: 1 });
        assert_eq!(position(text, 5), Position { line: 1, column: 2 });
        assert_eq!(position(text, 8), Position { line: 2, column: 1 });
        assert_eq!(position(text, 10), Position { line: 3, column: 1 });
    }

    #[test]
    fn a_path_keeps_its_id_when_it_goes_and_comes_back() {
        let mut tree = SourceTree::fixture("//- a\n1\n//- b\n2\n");
        let before = tree.id("a");
        tree.remove("a");
        assert_eq!(tree.id("a"), None);
        tree.insert_text("a", "3");
        assert_eq!(tree.id("a"), before);
    }

    #[test]
    fn below_takes_the_folder_and_not_its_namesakes() {
        let tree = SourceTree::fixture(
            "//- content/a\n//- content-old/b\n//- content.md\n//- content/c/d\n",
        );
        let paths: Vec<&str> = tree.below("content").map(super::SourceFile::path).collect();
        assert_eq!(paths, ["content/a", "content/c/d"]);
    }
}
