//! `build` and `check`.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Instant;

use super::report::Reporter;
use super::terminal::Terminal;
use super::{Common, Failure, Project, read, reporter};
use crate::build::{self, Bytes, Output, Prepared};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::output::{self, Contents, Destination, Kept, Mode, PublishError, Published};

/// Builds the site and publishes it.
pub(super) fn build(
    project: &Project,
    common: &Common,
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    let started = Instant::now();
    let signal = Signal::watch()?;
    let (tree, settings) = read(project, common)?;
    let destination = destination(project, &settings.0)?;
    let reporter = reporter(common, project);
    let prepared = build::prepare(tree, settings);
    let published = with_site(&prepared, &reporter, terminal, |output, _| {
            let files = Publication {
                output,
                root: &project.root,
            };
            match output::publish(&destination, &files, None, &signal.stop) {
                Ok(published) => Ok(published),
                Err(PublishError::Stopped) => Err(Problem::Failure(signal.failure())),
                Err(PublishError::Output(error)) => {
                    Err(Problem::Failure(Failure::Machine(error.to_string())))
                }
                Err(PublishError::Files(diagnostic)) => Err(Problem::Diagnostic(diagnostic)),
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
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    let (tree, settings) = read(project, common)?;
    let reporter = reporter(common, project);
    let prepared = build::prepare(tree, settings);
    let count = with_site(
        &prepared,
        &reporter,
        terminal,
        |output, diagnostics| match output.try_all().into_iter().next() {
            Some(diagnostic) => Err(Problem::Diagnostic(Box::new(diagnostic))),
            None => Ok(diagnostics.len()),
        },
    )?;
    if count == 0 {
        terminal.say("nothing to complain about\n")?;
    }
    Ok(())
}

/// Why the work on a laid-out site ends.
enum Problem {
    Failure(Failure),
    Diagnostic(Box<Diagnostic>),
}

/// Lays the site out, reports everything that is wrong, and goes on with the output where nothing is.
fn with_site<T>(
    prepared: &Prepared,
    reporter: &Reporter<'_>,
    terminal: &mut Terminal,
    then: impl FnOnce(&Output, &[Diagnostic]) -> Result<T, Problem>,
) -> Result<T, Failure> {
    let tree = &prepared.tree;
    let (output, diagnostics) = build::lay_out(prepared);
    let diagnostics = reporter.report(diagnostics, tree, terminal)?;
    let output = output.ok_or(Failure::Content)?;
    then(&output, &diagnostics).map_err(|problem| match problem {
        Problem::Failure(failure) => failure,
        Problem::Diagnostic(diagnostic) => match reporter.report(vec![*diagnostic], tree, terminal)
        {
            Ok(_) => Failure::Content,
            Err(failure) => failure,
        },
    })
}

fn destination(project: &Project, config: &Config) -> Result<Destination, Failure> {
    let content = project.root.join(crate::document::CONTENT);
    let themes = project.root.join(crate::theme::THEMES);
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
    Destination::check(&project.root.join(&config.build.output.value), &kept)
        .map_err(|error| Failure::Machine(error.to_string()))
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
            Bytes::CopyOf(path) => Contents::CopyOf(self.root.join(path)),
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
