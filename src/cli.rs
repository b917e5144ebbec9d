//! The command line: arguments, the commands, exit codes, progress.
//!
//! Exit code 0: fine. 1: the content has errors. 2: the call or the machine.

#![expect(
    clippy::disallowed_methods,
    reason = "arguments, environment, clock and terminal are read here"
)]

mod build;
mod common;
mod create;
mod due;
mod explain;
mod failure;
mod fingerprint;
mod init;
mod limited;
mod new;
mod project;
mod report;
mod serve;
mod terminal;
mod who;

use std::panic;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::document::markdown;
use common::Common;
use failure::Failure;
use project::Project;
use terminal::Terminal;

/// What the exit codes mean, for all who call the program from a script.
const EXIT_CODES: &str = "\
Exit codes: 0 fine; 1 the content has errors, or warnings under `--deny warnings`; 2 the call or the machine.
Results go to standard output, everything else to standard error.";

/// Turns a folder of Markdown role definitions into a cross-linked site: who owns what, role against role, model against model.
#[derive(Parser)]
#[command(name = "ladderbook", version, about, propagate_version = true, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,

    #[command(flatten)]
    common: Common,
}

#[derive(Subcommand)]
enum Command {
    /// Build the site.
    Build,
    /// Show the site in a browser, and show it again when a file changes.
    Serve(serve::Options),
    /// Report what is wrong without writing anything.
    Check {
        /// Also report pages whose review is overdue or falls due within this time: 14d, 2w, 3m.
        #[arg(long, value_name = "TIME", value_parser = due::within)]
        due: Option<due::Within>,
    },
    /// Make a small but complete ladder in an empty folder or a new repository.
    Init {
        /// The folder, made where it is missing; the working folder by default.
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
    },
    /// Make a file with the right front matter in the right folder; nothing is ever overwritten.
    ///
    /// Examples: `new role data-engineer`, `new area people/staffing`, `new guide "How we plan"`,
    /// `new comparison tech-lead engineering-manager`.
    New {
        /// What kind of file.
        kind: new::Kind,
        /// Its id or title; for a comparison the two roles; nothing for the glossary.
        #[arg(num_args = 0..=2, value_name = "NAME")]
        names: Vec<String>,
        /// The title, where it is not the id in words.
        #[arg(long)]
        title: Option<String>,
    },
    /// Say who owns an area under each model or in a team, and why.
    ///
    /// With `--role`, what a role holds. A team and a model together answer what if.
    Who(who::Question),
    /// Explain a diagnostic, with a wrong and a right example.
    Explain {
        /// Its code, as printed between brackets.
        code: String,
    },
    /// Print a completion script.
    Completions {
        /// For which shell.
        shell: clap_complete::Shell,
    },
}

/// Runs the command that the arguments ask for.
pub fn run() -> ExitCode {
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        // It becomes an error in the file.
        if !markdown::is_reading() {
            report(panic);
        }
    }));
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version end here as well, with 0; a closed output is no reason to panic.
            let printed = error.print().is_ok();
            let code = if error.use_stderr() || !printed { 2 } else { 0 };
            return ExitCode::from(code);
        }
    };
    let mut terminal = Terminal::new(arguments.common.color);
    let done = limited::work()
        .unwrap_or_else(|| dispatch(&arguments, &mut terminal).map(|()| ExitCode::SUCCESS));
    match done {
        Ok(code) => code,
        Err(Failure::Content) => ExitCode::from(1),
        Err(Failure::Machine(message)) => {
            // Nowhere is left to say that this could not be said.
            let _ = terminal.error(&message);
            ExitCode::from(2)
        }
        Err(Failure::Output) => ExitCode::from(2),
        Err(Failure::Signal(number)) => ExitCode::from(128 + number),
    }
}

fn dispatch(arguments: &Arguments, terminal: &mut Terminal) -> Result<(), Failure> {
    let common = &arguments.common;
    match &arguments.command {
        Command::Explain { code } => explain::explain(code, terminal),
        Command::Completions { shell } => {
            explain::completions(*shell, Arguments::command(), terminal)
        }
        Command::Init { folder } => init::init(folder.as_deref(), common, terminal),
        Command::New { kind, names, title } => {
            let project = Project::find(common)?;
            new::new(&project, *kind, names, title.as_deref(), terminal)
        }
        Command::Build => in_pool(common, || {
            build::build(&Project::find(common)?, common, terminal)
        }),
        Command::Serve(options) => in_pool(common, || {
            serve::serve(&Project::find(common)?, common, options, terminal)
        }),
        Command::Check { due } => in_pool(common, || {
            build::check(&Project::find(common)?, common, *due, terminal)
        }),
        Command::Who(question) => in_pool(common, || {
            who::who(&Project::find(common)?, common, question, terminal)
        }),
    }
}

/// Runs work on a pool of threads of our own: their number is chosen here, and their stacks are large enough for the deepest
/// nesting that the limits allow.
fn in_pool<T: Send>(
    common: &Common,
    work: impl FnOnce() -> Result<T, Failure> + Send,
) -> Result<T, Failure> {
    const STACK: usize = 8 * 1024 * 1024;
    // Threads wait for each other, and the time that takes grows by the square of their number.
    const MOST: usize = 256;
    let jobs = common
        .jobs
        .filter(|jobs| *jobs > 0)
        .unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs.min(MOST))
        .stack_size(STACK)
        .build()
        .map_err(|error| Failure::Machine(format!("cannot start threads: {error}")))?;
    pool.install(work)
}
