//! From changes on disk to the next state: read again what changed, parse it, resolve everything,
//! lay out. Pages are not rendered here.
//!
//! Nothing in the files ends this: what cannot be read or has errors leaves the last good site
//! where it is.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crate::compile::{self, Compiled, Output, Prepared};
use crate::config::SETTINGS;
use crate::diagnostic::{self, Checked, Diagnostic};
use crate::files;
use crate::load::{self, LoadError};
use crate::source::git::Facts;
use crate::source::{SourceFile, SourceTree};
use crate::span::FileId;
use crate::watch::Changes;

use super::guard;
use super::state::{Good, Hub, Problems, State};

/// How often a file is looked at again that changes while it is read, and how long to wait in
/// between.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(15);

/// How often a file is looked at again that was emptied or removed: many programs do so just before
/// they write it anew, and the moment in between is not worth showing.
const SETTLING: u32 = 6;

/// So many files at once are not saved but taken away.
const FEW: usize = 8;

pub(super) struct Project {
    root: PathBuf,
    options: load::Options,
    /// What the command line says of hosts.
    names: Vec<String>,
    tree: Arc<SourceTree>,
    prepared: Option<Prepared>,
    git: Git,
    /// The files could not be read the last time.
    unread: bool,
    /// The number of the state in which a file beside the pages changed last.
    pictures: u64,
}

/// What git said the last time. Another commit shows in the files of the repository, so that it is
/// not asked in vain.
#[derive(Default)]
struct Git {
    facts: Facts,
    signs: Option<Vec<PathBuf>>,
    asked: bool,
    seen: Vec<Option<(SystemTime, u64)>>,
}

impl Git {
    /// Asks git, unless it would say the same again.
    fn look(&mut self, root: &Path, asks: bool) {
        if self.is_new(root, asks) {
            let facts = asks.then(|| load::git::facts(root));
            self.facts = facts.unwrap_or_default();
        }
    }

    /// Whether git has to be asked, for the first time or again.
    fn is_new(&mut self, root: &Path, asks: bool) -> bool {
        let is_first = self.signs.is_none() || self.asked != asks;
        self.asked = asks;
        let signs = self.signs.get_or_insert_with(|| load::git::signs(root));
        let look = |path: &PathBuf| {
            let file = std::fs::metadata(path).ok()?;
            Some((file.modified().ok()?, file.len()))
        };
        let seen: Vec<_> = signs.iter().map(look).collect();
        let is_same = seen == self.seen;
        self.seen = seen;
        is_first || !is_same
    }
}

/// A state that is about to be shown, and what a person at the terminal is told of it.
pub(super) struct Step {
    pub(super) state: State,
    pub(super) took: Duration,
    /// Paths of the files that are new, gone or changed; empty at the start.
    pub(super) changed: Vec<String>,
}

impl Project {
    pub(super) fn new(root: &Path, options: load::Options, names: Vec<String>) -> Project {
        Project {
            root: root.to_path_buf(),
            options,
            names,
            tree: Arc::new(SourceTree::default()),
            prepared: None,
            git: Git::default(),
            unread: true,
            pictures: 0,
        }
    }

    /// Whether a repository holds the project, so that a commit without a change of files has to be
    /// looked for.
    pub(super) fn has_repository(&self) -> bool {
        self.git
            .signs
            .as_ref()
            .is_some_and(|signs| !signs.is_empty())
    }

    /// Whether the files could not be read, so that they have to be tried again without a further
    /// change.
    pub(super) fn is_unread(&self) -> bool {
        self.unread
    }

    pub(super) fn first(&mut self) -> Step {
        let start = Instant::now();
        let read = self.read(&Changes::everything());
        self.step(start, 1, None, &BTreeSet::new(), read)
    }

    /// The state after some changes; none where no byte changed that counts.
    pub(super) fn next(&mut self, changes: &Changes, hub: &Hub) -> Option<Step> {
        let start = Instant::now();
        let was_unread = self.unread;
        let knew = self.git.facts.clone();
        let read = if was_unread {
            self.read(&Changes::everything())
        } else {
            self.read(changes)
        };
        let now = hub.state();
        match &read {
            Ok(files) if files.is_empty() && !was_unread && self.git.facts == knew => {
                return None;
            }
            Err(error) if now.problems.message() == Some(&*error.to_string()) => return None,
            _ => {}
        }
        let suspects = hub.take_suspects();
        let step = self.step(start, hub.next_number(), Some(&now), &suspects, read);
        if step.state.problems.errors > 0 {
            hub.suspect(suspects);
        }
        Some(step)
    }

    /// The state after a panic. What is half-done is forgotten, and everything is read and
    /// parsed again at the next change.
    pub(super) fn after_panic(&mut self, hub: &Hub) -> Step {
        self.tree = Arc::new(SourceTree::default());
        self.prepared = None;
        self.git = Git::default();
        let number = hub.next_number();
        let message = "ladderbook has a mistake that these files bring to light; please report it";
        Step {
            state: self.unreadable(number, Some(&hub.state()), message),
            took: Duration::ZERO,
            changed: Vec::new(),
        }
    }

    /// Reads what may have changed. A file that is being written is tried again.
    fn read(&mut self, changes: &Changes) -> Result<Vec<FileId>, LoadError> {
        let paths: Vec<PathBuf> = changes.paths.iter().cloned().collect();
        let all = changes.everything || self.tree.get(SETTINGS).is_none();
        let before = Arc::clone(&self.tree);
        let tree = Arc::make_mut(&mut self.tree);
        let mut tries = 0;
        let read = loop {
            let read = if all {
                load::reload_all(tree, &self.root, &self.options)
            } else {
                load::reload(tree, &self.root, &self.options, &paths)
            };
            match read {
                Err(LoadError::Changed(_)) if tries < TRIES => {
                    tries += 1;
                    thread::sleep(PAUSE);
                }
                read => break read,
            }
        };
        let read = read.and_then(|changed| self.settled(&before, changed));
        self.unread = read.is_err();
        if read.is_ok() {
            let settings = compile::settings(&self.tree, &self.options()).value;
            self.git.look(&self.root, settings.build.git);
        }
        read
    }

    /// What changed after all, once files that were just emptied or removed have had time to be
    /// written.
    fn settled(
        &mut self,
        before: &SourceTree,
        mut changed: Vec<FileId>,
    ) -> Result<Vec<FileId>, LoadError> {
        let has_text = |tree: &SourceTree, id: FileId| {
            let text = tree.file(id).and_then(SourceFile::text);
            text.is_some_and(|text| !text.is_empty())
        };
        for _ in 0..SETTLING {
            let unfinished: Vec<PathBuf> = changed
                .iter()
                .filter(|id| has_text(before, **id) && !has_text(&self.tree, **id))
                .filter_map(|id| before.file(*id))
                .map(|file| self.root.join(file.path()))
                .collect();
            if unfinished.is_empty() || unfinished.len() > FEW {
                break;
            }
            thread::sleep(PAUSE);
            let tree = Arc::make_mut(&mut self.tree);
            match load::reload(tree, &self.root, &self.options, &unfinished) {
                Ok(more) => changed.extend(more),
                Err(LoadError::Changed(_)) => {}
                Err(error) => return Err(error),
            }
        }
        changed.sort_unstable();
        changed.dedup();
        Ok(changed)
    }

    fn step(
        &mut self,
        start: Instant,
        number: u64,
        now: Option<&State>,
        suspects: &BTreeSet<String>,
        read: Result<Vec<FileId>, LoadError>,
    ) -> Step {
        let (state, changed) = match read {
            Err(error) => (self.unreadable(number, now, &error.to_string()), Vec::new()),
            Ok(changed) => self.built(number, now, suspects, &changed),
        };
        Step {
            state,
            took: start.elapsed(),
            changed,
        }
    }

    /// The project cannot be read: everything stays, and says so.
    fn unreadable(&self, number: u64, now: Option<&State>, message: &str) -> State {
        State {
            number,
            good: now.and_then(|now| now.good.clone()),
            before: now.and_then(|now| now.before.clone()),
            problems: Arc::new(Problems::machine(message.to_owned(), number)),
            base: now.map_or_else(|| "/".to_owned(), |now| now.base.clone()),
            names: now.map_or_else(|| self.names.clone(), |now| now.names.clone()),
        }
    }

    fn built(
        &mut self,
        number: u64,
        now: Option<&State>,
        suspects: &BTreeSet<String>,
        changed: &[FileId],
    ) -> (State, Vec<String>) {
        let before = self.prepared.take();
        let Checked {
            value: Compiled { prepared, output },
            mut diagnostics,
        } = compile::compile(
            &self.tree,
            &self.git.facts,
            &self.options(),
            before.as_ref(),
        );
        // A template that only fails when it is called would otherwise be found page by page.
        let new_theme = before.as_ref().is_none_or(|before| {
            let same = before.theme.as_ref().zip(prepared.theme.as_ref());
            same.is_none_or(|(before, after)| !Arc::ptr_eq(before, after))
        });
        let output = output.filter(|output| {
            if new_theme {
                diagnostics.extend(output.try_kinds());
            }
            diagnostics.extend(output.try_paths(suspects));
            !diagnostic::has_errors(&diagnostics)
        });
        diagnostic::sort(&mut diagnostics, &prepared.tree);
        diagnostics.dedup();
        let paths = paths(changed, &prepared, before.as_ref());
        if paths.iter().any(|path| is_beside_pages(path)) {
            self.pictures = number;
        }
        let state = self.state(number, now, &prepared, output, diagnostics);
        self.prepared = Some(prepared);
        (state, if now.is_some() { paths } else { Vec::new() })
    }

    fn options(&self) -> compile::Options {
        compile::Options {
            theme: self.options.theme.clone(),
            ..compile::Options::default()
        }
    }

    fn state(
        &self,
        number: u64,
        now: Option<&State>,
        prepared: &Prepared,
        output: Option<Output>,
        diagnostics: Vec<Diagnostic>,
    ) -> State {
        let config = &prepared.config;
        let last = now.and_then(|now| now.good.as_ref());
        let good = output.map(|output| {
            Arc::new(Good {
                output,
                base: config.build.base_path.clone(),
                pictures: self.pictures,
            })
        });
        let base = match (&good, last) {
            (None, Some(last)) => last.base.clone(),
            _ => config.build.base_path.clone(),
        };
        let (good, before) = match good {
            Some(good) => (Some(good), last.cloned()),
            None => (last.cloned(), now.and_then(|now| now.before.clone())),
        };
        let hosts = config.serve.allowed_hosts.iter();
        let hosts = hosts.map(|host| guard::known_name(&host.value));
        State {
            number,
            good,
            before,
            problems: problems(number, now, prepared, diagnostics, &self.root),
            base,
            names: self.names.iter().cloned().chain(hosts).collect(),
        }
    }
}

/// The problems, with the number of the last ones where nothing about them changed.
fn problems(
    number: u64,
    now: Option<&State>,
    prepared: &Prepared,
    diagnostics: Vec<Diagnostic>,
    root: &Path,
) -> Arc<Problems> {
    let last = now.map(|now| &now.problems);
    let same = last.filter(|last| last.message().is_none() && last.diagnostics() == diagnostics);
    // The text around an error may have changed even if the error did not, and the panel shows it.
    let number = match same {
        Some(last) if last.errors == 0 => last.number,
        _ => number,
    };
    let editor = prepared.config.serve.editor.as_ref();
    Arc::new(Problems::new(
        diagnostics,
        Arc::clone(&prepared.tree),
        editor.map(|editor| editor.value.clone()),
        &root.to_string_lossy(),
        number,
    ))
}

/// Whether a file is shown by pages under an address that stays when its bytes change.
fn is_beside_pages(path: &str) -> bool {
    path.starts_with("content/") && !files::is_markdown(path)
}

/// The paths of files, also of those that are gone.
fn paths(changed: &[FileId], after: &Prepared, before: Option<&Prepared>) -> Vec<String> {
    let path = |id: &FileId| {
        let file = after.tree.file(*id);
        let file = file.or_else(|| before?.tree.file(*id));
        file.map(|file| file.path().to_owned())
    };
    changed.iter().filter_map(path).collect()
}
