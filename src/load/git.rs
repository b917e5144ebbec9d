//! Asks git when the content changed last: one `git log` for all files, in bounded time.
//!
//! No git and no repository are no trouble at all. git is told not to listen to what a hook or a
//! person has set for another repository, to run no other program, and to fetch nothing: what a
//! partial clone lacks is asked for in another way.

#![expect(clippy::disallowed_methods, reason = "this module calls git")]

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::document::CONTENT;
use crate::source::git::{FORMAT, Facts, Trouble};

/// How long git may take, in seconds.
const PATIENCE: u64 = 15;

/// More than any ladder has to say of itself, in bytes.
const LONGEST: u64 = 1 << 30;

/// What git sets for its own children, which must not choose the repository here: a build may be
/// run by a hook.
const INHERITED: &str = "GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_COMMON_DIR GIT_CONFIG \
                         GIT_CONFIG_COUNT GIT_CONFIG_PARAMETERS GIT_DIR GIT_GRAFT_FILE \
                         GIT_IMPLICIT_WORK_TREE GIT_INDEX_FILE GIT_NAMESPACE \
                         GIT_OBJECT_DIRECTORY GIT_PREFIX GIT_SHALLOW_FILE GIT_TRACE \
                         GIT_WORK_TREE";

/// What git knows of the content of a project; nothing where no repository holds it.
pub fn facts(root: &Path) -> Facts {
    let content = format!("HEAD:./{CONTENT}");
    let asked = run(
        root,
        &["rev-parse", "--is-shallow-repository", "HEAD", &content],
    );
    let answer = match asked {
        Ok(answer) => answer,
        // The repository belongs to another user, which is seen in containers only, or lies among
        // the files as one of them: both are worth saying.
        Err(Failure::Said(words))
            if words.contains("dubious ownership") || words.contains("bare repository") =>
        {
            return Facts::without_dates(None, Trouble::Failed(words));
        }
        Err(_) => return Facts::default(),
    };
    let answer = String::from_utf8_lossy(&answer);
    let mut lines = answer.lines();
    let is_shallow = lines.next() == Some("true");
    let is_commit = |line: &&str| line.bytes().all(|byte| byte.is_ascii_hexdigit());
    let Some(commit) = lines.next().filter(is_commit).map(str::to_owned) else {
        return Facts::default();
    };
    if is_shallow {
        return Facts::without_dates(Some(commit), Trouble::Shallow);
    }
    // Renames with changes are found by comparing files, which a partial clone may not have; names
    // alone always do.
    let log = log(root, "--find-renames").or_else(|failure| match failure {
        Failure::Said(_) => log(root, "--no-renames"),
        failure => Err(failure),
    });
    match log {
        Ok(log) => Facts::read(commit, &log),
        Err(Failure::Said(words)) => Facts::without_dates(Some(commit), Trouble::Failed(words)),
        Err(Failure::TooSlow) => Facts::without_dates(Some(commit), Trouble::TooSlow(PATIENCE)),
        Err(Failure::NoGit) => Facts::default(),
    }
}

/// Files of the repository that change when another commit is checked out, or a commit is made;
/// none without a repository.
pub fn signs(root: &Path) -> Vec<PathBuf> {
    let asked = run(
        root,
        &["rev-parse", "--git-path", "HEAD", "--git-path", "logs/HEAD"],
    );
    let paths = asked.unwrap_or_default();
    let paths = String::from_utf8_lossy(&paths);
    paths.lines().map(|path| root.join(path)).collect()
}

fn log(root: &Path, renames: &str) -> Result<Vec<u8>, Failure> {
    run(
        root,
        &[
            "-c",
            "log.follow=false",
            "log",
            "-z",
            "--no-show-signature",
            "--no-merges",
            "--no-ext-diff",
            "--encoding=UTF-8",
            "--date=short",
            "--relative",
            "--name-status",
            renames,
            // More files renamed at once than this, and only those without a change are followed:
            // finding the others is quadratic.
            "-l400",
            FORMAT,
            "HEAD",
            "--",
            CONTENT,
        ],
    )
}

enum Failure {
    NoGit,
    TooSlow,
    /// The first line of what it said.
    Said(String),
}

fn run(root: &Path, arguments: &[&str]) -> Result<Vec<u8>, Failure> {
    let mut command = Command::new("git");
    for name in INHERITED.split(' ') {
        command.env_remove(name);
    }
    let spawned = command
        .arg("--no-pager")
        // Ordinary files of the content may look like a repository without a work tree, which
        // forges all that is said of it and brings settings of its own.
        .args(["-c", "safe.bareRepository=explicit"])
        .args(arguments)
        .current_dir(root)
        .env("LC_ALL", "C")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = spawned.map_err(|_| Failure::NoGit)?;
    let (Ok(output), Ok(errors)) = (drain(child.stdout.take()), drain(child.stderr.take())) else {
        // No thread to be had: the build goes on without what git knows.
        let _ = child.kill();
        let _ = child.wait();
        return Err(Failure::NoGit);
    };
    let Ok(output) = output.recv_timeout(Duration::from_secs(PATIENCE)) else {
        // It may have ended just now; then there is nothing to kill.
        let _ = child.kill();
        let _ = child.wait();
        return Err(Failure::TooSlow);
    };
    let status = child.wait().map_err(|_| Failure::NoGit)?;
    match output {
        Ok(output) if status.success() => Ok(output),
        _ => {
            let words = errors.recv_timeout(Duration::from_secs(1));
            let words = words.ok().and_then(Result::ok).unwrap_or_default();
            let words = String::from_utf8_lossy(&words);
            let first = words.lines().next().unwrap_or_default();
            Err(Failure::Said(first.to_owned()))
        }
    }
}

/// Reads to the end beside the caller, who may lose patience.
fn drain(
    from: Option<impl Read + Send + 'static>,
) -> io::Result<mpsc::Receiver<io::Result<Vec<u8>>>> {
    let (sender, receiver) = mpsc::channel();
    thread::Builder::new().spawn(move || {
        let mut bytes = Vec::new();
        let read = match from {
            Some(from) => from.take(LONGEST).read_to_end(&mut bytes).map(|_| bytes),
            None => Ok(bytes),
        };
        // The receiver may have given up.
        let _ = sender.send(read);
    })?;
    Ok(receiver)
}
