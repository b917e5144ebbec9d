//! `build` and `check`.

use std::mem::ManuallyDrop;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Instant;

use super::common::Common;
use super::due::{self as clock, Within};
use super::failure::Failure;
use super::fingerprint::fingerprint;
use super::project::{Project, reporter};
use super::report::Reporter;
use super::terminal::Terminal;
use crate::compile::{self, Bytes, Compiled, Output};
use crate::diagnostic::{Checked, Code, Diagnostic, Severity};
use crate::document::CONTENT;
use crate::load;
use crate::output::{self, Contents, Destination, Kept, Mode, PublishError, Published};
use crate::source::SourceTree;
use crate::source::git::Facts;
use crate::theme::THEMES;

/// Builds the site and publishes it.
pub(super) fn build(
    project: &Project,
    common: &Common,
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    let started = Instant::now();
    let signal = Signal::watch()?;
    let options = common.compilation();
    let (destination, asks_git) = destination(project, common, &options)?;
    let git = AskedGit::new(&project.root, asks_git);
    let tree = read(project, common)?;
    // Where no site is there is nothing to be up to date, and documents are parsed while git
    // thinks.
    let early = (!destination.path().exists()).then(|| compile::prepare(&tree, &options, None));
    let git = git.facts();
    let reporter = reporter(common, project, "; nothing was written");
    let origin = fingerprint(&tree, &git, &project.root, common.theme.as_deref());
    if origin
        .as_ref()
        .is_some_and(|origin| output::is_current(&destination, origin))
    {
        // The caller asked for a document and gets one, with nothing in it.
        reporter.print(&[], &tree, terminal)?;
        let milliseconds = started.elapsed().as_millis();
        terminal.say(&format!(
            "{} is up to date, checked in {milliseconds} ms\n",
            destination.path().display()
        ))?;
        return Ok(());
    }
    let prepared = early.unwrap_or_else(|| compile::prepare(&tree, &options, None));
    let before = output::published(&destination);
    let compiled = compile::lay_out(prepared, &git, &options);
    let (published, _) = report_after(
        compile::beside_published(compiled, &before, &options),
        &reporter,
        terminal,
        |output, diagnostics| {
            // A build that warned must warn again: only a quiet one can be recognised.
            // That an address is gone is said once.
            let is_once = |one: &Diagnostic| is_note(one) || one.code() == Code::GoneAddress;
            let quiet = diagnostics.iter().all(is_once);
            let origin = origin.as_deref().filter(|_| quiet);
            let files = Publication {
                output,
                root: &project.root,
            };
            match output::publish(&destination, &files, origin, &signal.stop) {
                Ok(published) => Ok(published),
                Err(PublishError::Stopped) => Err(Problem::Failure(signal.failure())),
                Err(PublishError::Output(error)) => {
                    Err(Problem::Failure(Failure::Machine(error.to_string())))
                }
                Err(PublishError::Files(diagnostic)) => Err(Problem::Theme(vec![*diagnostic])),
            }
        },
    )?;
    for path in &published.edited_by_hand {
        terminal.say(&format!(
            "warning: {path} was changed since the last build; it is as built again\n"
        ))?;
    }
    terminal.say(&summary(
        &published,
        destination.path(),
        started,
        common.verbose,
    ))?;
    Ok(())
}

/// Reports what is wrong without writing anything.
pub(super) fn check(
    project: &Project,
    common: &Common,
    due: Option<Within>,
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    // What `build` would stop at is wrong already.
    destination(project, common, &common.compilation())?;
    let tree = read(project, common)?;
    let today = due.zip(clock::today());
    let options = compile::Options {
        due: today.map(|(within, today)| (today, within.days(today))),
        ..common.compilation()
    };
    let ((), diagnostics) = report_after(
        compile::compile(&tree, &Facts::default(), &options, None),
        &reporter(common, project, ""),
        terminal,
        |output, _| match output.try_all() {
            wrong if wrong.is_empty() => Ok(()),
            wrong => Err(Problem::Theme(wrong)),
        },
    )?;
    if diagnostics.iter().all(is_note) {
        terminal.say("nothing to complain about\n")?;
    }
    Ok(())
}

fn is_note(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity() == Severity::Note
}

/// Why the work on a laid-out site ends.
enum Problem {
    Failure(Failure),
    /// What only rendering finds.
    Theme(Vec<Diagnostic>),
}

/// Goes on with the output unless it was refused, and reports everything that is wrong: once, at
/// the end, since a program that reads the report wants one document.
fn report_after<T>(
    compiled: Checked<Compiled>,
    reporter: &Reporter<'_>,
    terminal: &mut Terminal,
    then: impl FnOnce(&Output, &[Diagnostic]) -> Result<T, Problem>,
) -> Result<(T, Vec<Diagnostic>), Failure> {
    let Checked {
        value,
        mut diagnostics,
    } = compiled;
    // The process is about to end: giving back the memory of ten thousand pages piece by piece
    // would only make it wait.
    let compiled = ManuallyDrop::new(value);
    let tree = &compiled.prepared.tree;
    let Some(output) = &compiled.output else {
        reporter.report(diagnostics, tree, terminal)?;
        return Err(Failure::Content);
    };
    match then(output, &diagnostics) {
        Ok(done) => Ok((done, reporter.report(diagnostics, tree, terminal)?)),
        Err(Problem::Failure(failure)) => {
            reporter.report(diagnostics, tree, terminal)?;
            Err(failure)
        }
        Err(Problem::Theme(wrong)) => {
            diagnostics.extend(wrong);
            reporter.report(diagnostics, tree, terminal)?;
            Err(Failure::Content)
        }
    }
}

pub(super) fn read(project: &Project, common: &Common) -> Result<Arc<SourceTree>, Failure> {
    let options = load::Options {
        theme: common.theme.clone(),
        memory: None,
    };
    let tree = load::load(&project.root, &options).map_err(machine)?;
    common.check_theme()?;
    Ok(Arc::new(tree))
}

/// What git knows of the files, asked for while other work is done.
enum AskedGit<'a> {
    Nobody,
    Thread(JoinHandle<Facts>),
    /// No thread could be had.
    Later(&'a Path),
}

impl<'a> AskedGit<'a> {
    fn new(root: &'a Path, asks: bool) -> AskedGit<'a> {
        if !asks {
            return AskedGit::Nobody;
        }
        let owned = root.to_owned();
        match thread::Builder::new().spawn(move || load::git::facts(&owned)) {
            Ok(thread) => AskedGit::Thread(thread),
            Err(_) => AskedGit::Later(root),
        }
    }

    fn facts(self) -> Facts {
        match self {
            AskedGit::Nobody => Facts::default(),
            // A thread that panicked knows nothing.
            AskedGit::Thread(thread) => thread.join().unwrap_or_default(),
            AskedGit::Later(root) => load::git::facts(root),
        }
    }
}

/// Where the site goes, checked before anything else is read: a wrong place must not cost a build.
/// Also whether the settings let git be asked.
fn destination(
    project: &Project,
    common: &Common,
    options: &compile::Options,
) -> Result<(Destination, bool), Failure> {
    let settings_alone = load::settings(&project.root).map_err(machine)?;
    common.check_theme()?;
    let config = compile::settings(&settings_alone, options).value;
    let content = project.root.join(CONTENT);
    let themes = project.root.join(THEMES);
    let kept = [
        Kept {
            what: "the project folder",
            path: &project.root,
            may_hold_output: true,
        },
        Kept {
            what: "the content folder",
            path: &content,
            may_hold_output: false,
        },
        Kept {
            what: "the folder of themes",
            path: &themes,
            may_hold_output: false,
        },
    ];
    let output = project.root.join(&config.build.output.value);
    let destination = Destination::check(&output, &kept).map_err(machine)?;
    Ok((destination, config.build.git))
}

fn machine(error: impl std::fmt::Display) -> Failure {
    Failure::Machine(error.to_string())
}

/// The output as `output` takes it.
struct Publication<'a> {
    output: &'a Output,
    root: &'a Path,
}

impl output::Files for Publication<'_> {
    type Error = Box<Diagnostic>;

    fn paths(&self) -> &[String] {
        self.output.paths()
    }

    fn contents(&self, index: usize) -> Result<Contents<'_>, Box<Diagnostic>> {
        Ok(match self.output.bytes(index)? {
            Bytes::Made(bytes) => Contents::Bytes(bytes),
            Bytes::CopyOf(below) => Contents::CopyOf {
                root: self.root,
                below,
            },
        })
    }
}

/// What a signal asked for.
struct Signal {
    stop: Arc<AtomicBool>,
    number: Arc<AtomicUsize>,
}

impl Signal {
    /// From now on SIGINT, SIGTERM and SIGHUP only set a flag.
    fn watch() -> Result<Signal, Failure> {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
        let signal = Signal {
            stop: Arc::new(AtomicBool::new(false)),
            number: Arc::new(AtomicUsize::new(0)),
        };
        for number in [SIGINT, SIGTERM, SIGHUP] {
            let value = usize::try_from(number).unwrap_or_default();
            signal_hook::flag::register_usize(number, Arc::clone(&signal.number), value)
                .and_then(|_| signal_hook::flag::register(number, Arc::clone(&signal.stop)))
                .map_err(|error| Failure::Machine(format!("cannot watch for signals: {error}")))?;
        }
        Ok(signal)
    }

    fn failure(&self) -> Failure {
        Failure::Signal(u8::try_from(self.number.load(Ordering::SeqCst)).unwrap_or(0))
    }
}

/// The closing line of a build.
fn summary(published: &Published, path: &Path, started: Instant, verbose: bool) -> String {
    let milliseconds = started.elapsed().as_millis();
    let Published {
        written,
        unchanged,
        removed,
        mode,
        ..
    } = published;
    let mut line = match mode {
        Mode::Unchanged => format!("{} is up to date: {unchanged} files", path.display()),
        Mode::Swapped | Mode::PerFile { .. } => {
            format!(
                "{}: {written} files written, {unchanged} unchanged, {removed} removed",
                path.display()
            )
        }
    };
    line.push_str(&format!(" in {milliseconds} ms\n"));
    if let (Mode::PerFile { reason }, true) = (mode, verbose) {
        line.push_str(&format!("published file by file: {reason}\n"));
    }
    line
}
