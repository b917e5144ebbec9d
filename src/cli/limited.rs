//! A limit on the address space, and a sentence for the program that runs into it.
//!
//! A failed allocation ends a process on the spot, and what a ladder needs can only be estimated. So
//! where there is such a limit (`ulimit -v`), the work is done by a second process, and this one has
//! room left to say why it ended. It passes signals on, and does nothing else.

use std::env;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, ExitCode};
use std::thread;

use rustix::process::{Pid, Resource, Signal, getrlimit, kill_process};
use signal_hook::consts::{SIGABRT, SIGBUS, SIGHUP, SIGINT, SIGSEGV, SIGTERM};
use signal_hook::iterator::Signals;

use super::failure::Failure;

/// Tells the second process that it is that.
const WORKER: &str = "LADDERBOOK_WORKER";

/// What a panic ends with: a thread could not be started.
const PANIC: i32 = 101;

/// What the work ended with, where it is done by a second process.
pub(super) fn work() -> Option<Result<ExitCode, Failure>> {
    let limit = getrlimit(Resource::As).current?;
    if env::var_os(WORKER).is_some() {
        die_with_parent();
        return None;
    }
    let mut arguments = env::args_os();
    let mut command = Command::new(env::current_exe().ok()?);
    if let Some(name) = arguments.next() {
        command.arg0(name);
    }
    // Without a second process there is still the work.
    let mut child = command.args(arguments).env(WORKER, "1").spawn().ok()?;
    pass_signals_on(&child);
    let status = child.wait().ok()?;
    Some(match (status.code(), status.signal()) {
        (Some(PANIC), _) | (_, Some(SIGABRT | SIGBUS | SIGSEGV)) => {
            let limit = limit / (1024 * 1024);
            Err(Failure::Machine(format!(
                "the memory ran out; the limit on the address space (`ulimit -v`) allows {limit} MiB"
            )))
        }
        (Some(code), _) => Ok(ExitCode::from(u8::try_from(code).unwrap_or(2))),
        (None, signal) => Err(Failure::Signal(
            signal
                .and_then(|signal| u8::try_from(signal).ok())
                .unwrap_or(0),
        )),
    })
}

/// Whoever stops this process means the work.
fn pass_signals_on(child: &Child) {
    let id = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    let signals = Signals::new([SIGINT, SIGTERM, SIGHUP]);
    let (Some(id), Ok(mut signals)) = (id, signals) else {
        return;
    };
    // Without a thread to spare, the second process hears of a signal from the terminal only.
    let _ = thread::Builder::new().spawn(move || {
        for signal in signals.forever() {
            let _ = Signal::from_named_raw(signal).map(|signal| kill_process(id, signal));
        }
    });
}

fn die_with_parent() {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    let _ = rustix::process::set_parent_process_death_signal(Some(Signal::KILL));
}
