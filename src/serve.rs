//! The preview: a server that shows the site as it would be built, and shows it again when a file
//! changes.
//!
//! ```text
//! watch -> project (read, parse, resolve, lay out) -> state -> answer (render the page that is asked for)
//! ```
//!
//! One thread follows the files and makes states; all others answer from the newest. A page is
//! rendered when it is asked for, by the function that `build` uses, so there is nothing to go
//! stale.

#![expect(
    clippy::disallowed_methods,
    reason = "this module opens sockets and looks at the clock"
)]

mod address;
mod answer;
mod asset;
mod body;
mod guard;
mod held;
mod listen;
mod made;
mod page;
mod project;
mod state;
mod still;

use std::hash::{BuildHasher, Hasher, RandomState};
use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::diagnostic::Diagnostic;
use crate::load;
use crate::source::SourceTree;
use crate::watch::Watch;
use project::{Project, Step};
use state::Hub;

pub use still::Still;

/// Rendering needs as deep a stack as in `build`.
const STACK: usize = 8 * 1024 * 1024;

/// Rendering is work for processors, so more threads than there are of those only wait for each
/// other. Some wait for the disk.
const RENDERING: usize = 16;

/// Files that could not be read are tried again after this time.
const AGAIN: Duration = Duration::from_millis(500);

/// A commit changes no file of the project, and is looked for this often.
const COMMITS: Duration = Duration::from_secs(3);

/// What the command line and `book.toml` say of the server.
#[derive(Clone, Debug)]
pub struct Options {
    pub host: String,
    /// The port; 0 lets the system choose.
    pub port: u16,
    /// Whether another port will do.
    pub exact_port: bool,
    /// Names of this host that requests may use, besides those of this machine and those in
    /// `book.toml`.
    pub allowed_hosts: Vec<String>,
    /// Whether to look at the files instead of waiting for the system's events.
    pub poll: bool,
    /// How the project is read.
    pub load: load::Options,
}

/// What a person at the terminal, or an editor, is told.
pub enum Event<'a> {
    Listening {
        /// In full, with the path of the site.
        address: String,
        /// Whether others in the network can reach it.
        is_public: bool,
    },
    State(News<'a>),
    /// The system reports no changes, so the files are looked at. The sentence says why.
    Polling(String),
}

pub struct News<'a> {
    /// The name of the state, as browsers are told it.
    pub build: String,
    pub took: Duration,
    /// Paths of the files that changed; empty for the first state.
    pub changed: &'a [String],
    /// What is wrong; nothing where the project cannot be read.
    pub diagnostics: &'a [Diagnostic],
    /// Where the diagnostics point to.
    pub tree: Option<&'a SourceTree>,
    pub unreadable: Option<&'a str>,
    /// Whether the newest files are shown; else the last good site, or none.
    pub is_shown: bool,
    /// Whether there is a site to show at all.
    pub has_site: bool,
}

/// Serves for ever. The error, one sentence, is that it cannot start.
///
/// Parsing uses the pool of threads from which this is called.
pub fn serve(
    root: &Path,
    options: &Options,
    tell: &mut dyn FnMut(Event<'_>),
) -> Result<(), String> {
    listen::raise_limit_of_files();
    let bound = listen::bind(&options.host, options.port, options.exact_port)?;
    let local = bound
        .local_addr()
        .map_err(|error| format!("cannot listen: {error}"))?;
    let root = canonical(root)?;
    // Watching starts first, so that nothing changes unseen while the files are read.
    let mut watch = Watch::start(&root, options.poll);
    let mut project = Project::new(&root, options.load.clone(), names(options, local));
    let first = project.first();
    let base = first.state.base.clone();
    let run = format!("{:x}", RandomState::new().build_hasher().finish());
    let hub = Arc::new(Hub::new(run, first.state));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_name("serve")
        .thread_stack_size(STACK)
        .max_blocking_threads(RENDERING)
        .build()
        .map_err(|error| format!("cannot start threads: {error}"))?;
    runtime.spawn(listen::accept(bound, Arc::clone(&hub), Arc::from(&*root)));
    tell(Event::Listening {
        address: format!("http://{}{base}", shown(local)),
        is_public: !local.ip().is_loopback(),
    });
    tell_state(&hub, first.took, &first.changed, tell);
    loop {
        if let Some(reason) = watch.take_reason() {
            tell(Event::Polling(reason));
        }
        let commits = project.has_repository().then_some(COMMITS);
        let changes = watch.next(project.is_unread().then_some(AGAIN).or(commits));
        // A mistake of ours in one file must not end what works for all others.
        let step = catch_unwind(AssertUnwindSafe(|| project.next(&changes, &hub)))
            .unwrap_or_else(|_| Some(project.after_panic(&hub)));
        let Some(Step {
            state,
            took,
            changed,
        }) = step
        else {
            continue;
        };
        hub.publish(state);
        tell_state(&hub, took, &changed, tell);
    }
}

fn tell_state(hub: &Hub, took: Duration, changed: &[String], tell: &mut dyn FnMut(Event<'_>)) {
    let state = hub.state();
    let problems = &state.problems;
    tell(Event::State(News {
        build: state.build(&hub.run),
        took,
        changed,
        diagnostics: problems.diagnostics(),
        tree: problems.tree().map(|tree| &**tree),
        unreadable: problems.message(),
        is_shown: problems.errors == 0,
        has_site: state.good.is_some(),
    }));
}

fn canonical(root: &Path) -> Result<PathBuf, String> {
    let canonical = std::fs::canonicalize(root);
    canonical.map_err(|error| format!("cannot open {}: {error}", root.display()))
}

/// The names that requests may use. An address that was asked for by itself is one of them; one
/// that means all addresses of the machine does not name it.
fn names(options: &Options, local: SocketAddr) -> Vec<String> {
    let own = (!local.ip().is_unspecified()).then(|| local.ip().to_string());
    let names = options.allowed_hosts.iter().cloned().chain(own);
    names.map(|name| guard::known_name(&name)).collect()
}

/// The address as a browser takes it.
fn shown(local: SocketAddr) -> SocketAddr {
    // An address that means all of them can be bound and not be called.
    let ip = match local {
        SocketAddr::V4(_) if local.ip().is_unspecified() => std::net::Ipv4Addr::LOCALHOST.into(),
        SocketAddr::V6(_) if local.ip().is_unspecified() => std::net::Ipv6Addr::LOCALHOST.into(),
        _ => local.ip(),
    };
    SocketAddr::new(ip, local.port())
}
