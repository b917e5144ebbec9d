//! What the server shows at one moment: never changed, only replaced.
//!
//! A request takes the state once and answers from it, so that no answer mixes two states, and no
//! lock is held while a page is rendered. The number of the state is what browsers wait for; they
//! ask with the one they know, so no change between loading a page and waiting for news is lost.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread::available_parallelism;

use hyper::body::Bytes;
use tokio::sync::{Semaphore, watch};

use super::held::Held;
use crate::compile::Output;
use crate::diagnostic::print::{self, Editor, escaped};
use crate::diagnostic::{Diagnostic, Severity, shown};
use crate::source::SourceTree;

pub(super) struct Good {
    pub(super) output: Output,
    /// The path of the site on its host; starts and ends with `/`.
    pub(super) base: String,
    /// Moves when a file changed that pages show by an address that stays, such as a picture.
    pub(super) pictures: u64,
}

pub(super) struct Problems {
    pub(super) errors: usize,
    pub(super) warnings: usize,
    /// Moves when there is something else to show.
    pub(super) number: u64,
    source: Source,
    html: OnceLock<Bytes>,
}

enum Source {
    Diagnostics {
        list: Vec<Diagnostic>,
        tree: Arc<SourceTree>,
        editor: Option<String>,
        /// The project's folder, for links that open a file.
        root: String,
    },
    Machine(String),
}

impl Problems {
    pub(super) fn new(
        list: Vec<Diagnostic>,
        tree: Arc<SourceTree>,
        editor: Option<String>,
        root: &str,
        number: u64,
    ) -> Problems {
        let count = |severity| list.iter().filter(|one| one.severity() == severity).count();
        Problems {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            number,
            source: Source::Diagnostics {
                list,
                tree,
                editor,
                root: root.to_owned(),
            },
            html: OnceLock::new(),
        }
    }

    pub(super) fn machine(message: String, number: u64) -> Problems {
        Problems {
            errors: 1,
            warnings: 0,
            number,
            source: Source::Machine(message),
            html: OnceLock::new(),
        }
    }

    /// All of them; none where the project cannot be read.
    pub(super) fn diagnostics(&self) -> &[Diagnostic] {
        match &self.source {
            Source::Diagnostics { list, .. } => list,
            Source::Machine(_) => &[],
        }
    }

    /// The tree that the diagnostics point into.
    pub(super) fn tree(&self) -> Option<&Arc<SourceTree>> {
        match &self.source {
            Source::Diagnostics { tree, .. } => Some(tree),
            Source::Machine(_) => None,
        }
    }

    pub(super) fn message(&self) -> Option<&str> {
        match &self.source {
            Source::Diagnostics { .. } => None,
            Source::Machine(message) => Some(message),
        }
    }

    /// As a part of a page, made when it is asked for.
    pub(super) fn html(&self) -> &Bytes {
        self.html.get_or_init(|| Bytes::from(self.made()))
    }

    fn made(&self) -> String {
        match &self.source {
            Source::Diagnostics {
                list,
                tree,
                editor,
                root,
            } => {
                let editor = editor.as_deref().map(|template| Editor {
                    template,
                    root,
                    schemes: print::EDITOR_SCHEMES,
                });
                print::html(list, tree, editor.as_ref())
            }
            Source::Machine(message) => {
                let message = escaped(&shown(message));
                format!(
                    "<section class=\"lb-diags\" lang=\"en\" dir=\"ltr\">\n\
                     <article class=\"lb-diag lb-diag-error\">\n\
                     <h2 class=\"lb-diag-title\"><span class=\"lb-diag-code\">error</span>: \
                     {message}</h2>\n</article>\n</section>\n"
                )
            }
        }
    }
}

pub(super) struct State {
    /// Which moment: counts up.
    pub(super) number: u64,
    /// The last good site; none while there has been no good one.
    pub(super) good: Option<Arc<Good>>,
    /// The good site before it, in case this one turns out not to work when a page is
    /// rendered.
    pub(super) before: Option<Arc<Good>>,
    pub(super) problems: Arc<Problems>,
    /// The path of the site on its host.
    pub(super) base: String,
    /// Names of this host, besides those that every machine has for itself.
    pub(super) names: Vec<String>,
}

impl State {
    /// What a browser has to know of it, in one line of plain words.
    pub(super) fn words(&self, run: &str) -> String {
        let Problems {
            errors,
            warnings,
            number,
            ..
        } = &*self.problems;
        let pictures = self.good.as_ref().map_or(0, |good| good.pictures);
        let build = self.build(run);
        format!("{build} {errors} {warnings} {number} {pictures}")
    }

    /// The name of the build that a browser is told of.
    pub(super) fn build(&self, run: &str) -> String {
        format!("{run}-{}", self.number)
    }
}

/// Where the state is kept and waited for.
pub(super) struct Hub {
    state: watch::Sender<Arc<State>>,
    numbers: AtomicU64,
    /// Files of the site that could not be rendered. They are tried before the next site is shown.
    suspects: Mutex<BTreeSet<String>>,
    pub(super) listeners: AtomicU32,
    pub(super) held: Held,
    /// Those of requests to make something.
    pub(super) turns: Arc<Semaphore>,
    /// Tells this run of the server from the one before, whose numbers began at the same one.
    pub(super) run: String,
}

impl Hub {
    pub(super) fn new(run: String, first: State) -> Hub {
        let cores = available_parallelism().map_or(1, usize::from);
        Hub {
            numbers: AtomicU64::new(first.number),
            state: watch::Sender::new(Arc::new(first)),
            suspects: Mutex::default(),
            listeners: AtomicU32::new(0),
            held: Held::default(),
            turns: Arc::new(Semaphore::new(2 * cores.max(2))),
            run,
        }
    }

    pub(super) fn state(&self) -> Arc<State> {
        Arc::clone(&self.state.borrow())
    }

    pub(super) fn subscribe(&self) -> watch::Receiver<Arc<State>> {
        self.state.subscribe()
    }

    pub(super) fn next_number(&self) -> u64 {
        self.numbers.fetch_add(1, Ordering::Relaxed) + 1
    }

    pub(super) fn publish(&self, state: State) {
        self.state.send_replace(Arc::new(state));
    }

    /// The files to try before a site is shown. They are forgotten by that.
    pub(super) fn take_suspects(&self) -> BTreeSet<String> {
        self.suspects
            .lock()
            .map(|mut suspects| std::mem::take(&mut *suspects))
            .unwrap_or_default()
    }

    pub(super) fn suspect(&self, paths: impl IntoIterator<Item = String>) {
        if let Ok(mut suspects) = self.suspects.lock() {
            suspects.extend(paths);
        }
    }

    /// Takes a site back that was thought good until one of its files was rendered. The one before
    /// is shown again.
    pub(super) fn take_back(&self, wrong: &Arc<State>, path: &str, diagnostic: Diagnostic) {
        self.suspect([path.to_owned()]);
        let number = self.next_number();
        self.state.send_if_modified(|state| {
            // Another request was quicker, or the files changed again.
            if state.number != wrong.number {
                return false;
            }
            let Source::Diagnostics {
                tree, editor, root, ..
            } = &state.problems.source
            else {
                return false;
            };
            let problems = Problems::new(
                vec![diagnostic],
                Arc::clone(tree),
                editor.clone(),
                root,
                number,
            );
            let good = state.before.clone();
            *state = Arc::new(State {
                number,
                base: good.as_ref().map_or(&state.base, |good| &good.base).clone(),
                good,
                before: None,
                problems: Arc::new(problems),
                names: state.names.clone(),
            });
            true
        });
    }
}
