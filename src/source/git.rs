//! What git knows of the content: an input like the files themselves, read by `load` from one `git
//! log` and never asked for again.
//!
//! Only what is true is kept. A clone without its past would date every page by its only commit, so
//! it has no dates at all.

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What git knows of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The commit that is checked out, in full; none where no repository holds the content.
    pub commit: Option<String>,
    /// When each file changed last, by its path below the project root.
    changes: BTreeMap<String, Change>,
    /// Why there are no dates, where a repository holds the content.
    pub trouble: Option<Trouble>,
}

/// When a file changed last, and how many had a hand in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The day as git writes it, `YYYY-MM-DD`, in the time zone of who committed.
    pub date: String,
    /// Authors by their mail addresses.
    pub people: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The clone holds the newest commits only.
    Shallow,
    /// git ended with an error; its words, not made safe.
    Failed(String),
    /// git took longer than this many seconds.
    TooSlow(u64),
}

/// How `git log` has to be told to write what [`Facts::read`] reads.
pub const FORMAT: &str = "--format=commit %H%x00%aE%x00%cd";

/// A file while the log is read.
struct File<'a> {
    path: &'a [u8],
    date: Option<&'a str>,
    authors: BTreeSet<usize>,
}

/// The files of a log, read from the newest commit to the oldest.
#[derive(Default)]
struct Log<'a> {
    files: Vec<File<'a>>,
    /// Which file a path is at the commit being read: names change on the way back. None: one that
    /// was there before and went.
    names: HashMap<&'a [u8], Option<usize>>,
}

impl<'a> Log<'a> {
    fn file(&mut self, path: &'a [u8]) -> Option<usize> {
        if let Some(known) = self.names.get(path) {
            return *known;
        }
        let at = self.files.len();
        self.files.push(File {
            path,
            date: None,
            authors: BTreeSet::new(),
        });
        self.names.insert(path, Some(at));
        Some(at)
    }

    fn touch(&mut self, path: &'a [u8], date: &'a str, author: usize) {
        if let Some(at) = self.file(path) {
            let file = &mut self.files[at];
            file.date.get_or_insert(date);
            file.authors.insert(author);
        }
    }
}

impl Facts {
    /// Facts of a repository whose past is not known.
    pub fn without_dates(commit: Option<String>, trouble: Trouble) -> Facts {
        Facts {
            commit,
            changes: BTreeMap::new(),
            trouble: Some(trouble),
        }
    }

    /// Reads `git log -z --name-status` in [`FORMAT`], newest first. Anything in names and
    /// addresses, no text but a NUL ends a field, and git writes none into one.
    ///
    /// A file keeps its past where git reports it as renamed. A rename that changes no word is no
    /// update of it.
    pub fn read(commit: String, log: &[u8]) -> Facts {
        let mut fields = log.split(|byte| *byte == 0).peekable();
        let mut seen = Log::default();
        let mut authors: HashMap<Vec<u8>, usize> = HashMap::new();
        let (mut author, mut date) = (0, "");
        while let Some(field) = fields.next() {
            let field = field.strip_prefix(b"\n").unwrap_or(field);
            if field.starts_with(b"commit ") {
                let mail = fields.next().unwrap_or_default().to_ascii_lowercase();
                let next = authors.len();
                author = *authors.entry(mail).or_insert(next);
                date = fields
                    .next()
                    .and_then(|date| std::str::from_utf8(date).ok())
                    .unwrap_or_default();
                continue;
            }
            let Some(path) = fields.next() else { break };
            match field.first() {
                Some(b'A') => {
                    seen.touch(path, date, author);
                    // What had this name before was another file.
                    seen.names.insert(path, None);
                }
                Some(b'D') => {
                    seen.names.entry(path).or_insert(None);
                }
                Some(b'R' | b'C') => {
                    let Some(new) = fields.next() else { break };
                    if field != b"R100" {
                        seen.touch(new, date, author);
                    }
                    let file = seen.file(new);
                    seen.names.insert(new, None);
                    if field.starts_with(b"R") {
                        seen.names.insert(path, file);
                    }
                }
                _ => seen.touch(path, date, author),
            }
        }
        let changes = seen.files.into_iter().filter_map(|file| {
            let change = Change {
                date: file.date?.to_owned(),
                people: file.authors.len(),
            };
            Some((std::str::from_utf8(file.path).ok()?.to_owned(), change))
        });
        Facts {
            commit: Some(commit),
            changes: changes.collect(),
            trouble: None,
        }
    }

    /// When a file changed last, by its path below the project root.
    pub fn change(&self, path: &str) -> Option<&Change> {
        self.changes.get(path)
    }

    /// Every file's last change, by path.
    pub fn changes(&self) -> impl Iterator<Item = (&str, &Change)> {
        self.changes
            .iter()
            .map(|(path, change)| (path.as_str(), change))
    }
}

#[cfg(test)]
mod tests {
    use super::{Change, Facts};

    fn change(date: &str, people: usize) -> Change {
        Change {
            date: date.to_owned(),
            people,
        }
    }

    fn read(log: &str) -> Vec<(String, Change)> {
        let facts = Facts::read("c".to_owned(), log.replace('|', "\0").as_bytes());
        let changes = facts.changes();
        changes
            .map(|(path, change)| (path.to_owned(), change.clone()))
            .collect()
    }

    #[test]
    fn the_newest_change_counts_and_every_author_once() {
        let log = "commit 3|A@x.org|2026-05-03|\nM|content/a.md|\
                   commit 2|b@x.org|2026-05-02|\nM|content/a.md|\
                   commit 1|a@x.org|2026-05-01|\nA|content/a.md|A|content/b.md|";
        assert_eq!(
            read(log),
            [
                ("content/a.md".to_owned(), change("2026-05-03", 2)),
                ("content/b.md".to_owned(), change("2026-05-01", 1)),
            ]
        );
    }

    #[test]
    fn a_renamed_file_keeps_its_past_and_a_new_one_of_the_old_name_has_none() {
        let log = "commit 4|d@x.org|2026-05-04|\nA|content/a.md|\
                   commit 3|c@x.org|2026-05-03|\nR100|content/a.md|content/z.md|\
                   commit 2|b@x.org|2026-05-02|\nR080|content/0.md|content/a.md|\
                   commit 1|a@x.org|2026-05-01|\nA|content/0.md|";
        assert_eq!(
            read(log),
            [
                ("content/a.md".to_owned(), change("2026-05-04", 1)),
                ("content/z.md".to_owned(), change("2026-05-02", 2)),
            ]
        );
    }

    #[test]
    fn names_that_look_like_the_log_itself_are_names() {
        let log = "commit 1|commit 2|2026-05-01|\nA|commit 9|A|M\n|";
        assert_eq!(
            read(log),
            [
                ("M\n".to_owned(), change("2026-05-01", 1)),
                ("commit 9".to_owned(), change("2026-05-01", 1)),
            ]
        );
    }
}
