//! One publish at a time: a file lock beside the output folder.
//!
//! The lock is the kernel's (`flock`), not the file's existence, so it dies with its owner and a
//! file that a killed build left behind blocks no later one. Its owner removes the file at the end.
//! A build that had opened that file before would then hold a lock on a file without a name, while
//! the next one locks a new file: so the build that gets the lock looks whether the name still
//! leads to the file, and begins again if not.

use std::ffi::{OsStr, OsString};
use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};
use std::thread;
use std::time::Duration;

use rustix::fs;

use super::error::{OutputError, PublishError};
use super::folder::Folder;
use super::stop::Stop;

/// The number of a process and a line end, in bytes.
const LONGEST: u64 = 16;

const STEP: Duration = Duration::from_millis(20);

/// Held until dropped.
pub(super) struct Lock<'a> {
    parent: &'a Folder,
    name: OsString,
    file: File,
}

impl<'a> Lock<'a> {
    /// Takes the lock, waiting at most `patience` for its owner.
    pub(super) fn take<E>(
        parent: &'a Folder,
        name: &OsStr,
        patience: Duration,
        stop: Stop<'_>,
    ) -> Result<Self, PublishError<E>> {
        let mut waited = Duration::ZERO;
        loop {
            let mut file = parent.open_lock(name)?;
            match file.try_lock() {
                Ok(()) => {
                    if !parent.leads_to(name, &file)? {
                        continue;
                    }
                    if !is_ours(&mut file) {
                        return Err(OutputError::NotOurs(parent.path_of(name)).into());
                    }
                    // The number only makes the other one's message better.
                    let _ = file.set_len(0);
                    let _ = writeln!(file, "{}", std::process::id());
                    return Ok(Self {
                        parent,
                        name: name.to_owned(),
                        file,
                    });
                }
                Err(TryLockError::WouldBlock) => {
                    stop.check()?;
                    if waited >= patience {
                        return Err(OutputError::InUse {
                            lock: parent.path_of(name),
                            pid: owner(&mut file),
                        }
                        .into());
                    }
                    thread::sleep(STEP);
                    waited += STEP;
                }
                Err(TryLockError::Error(error)) => {
                    return Err(OutputError::io("lock", parent.path_of(name))(error).into());
                }
            }
        }
    }
}

impl Drop for Lock<'_> {
    fn drop(&mut self) {
        // The name goes first, while the lock is still held; closing the file then gives it back. A
        // file that cannot be removed does no harm, and one that has taken the name is not ours.
        if self
            .parent
            .leads_to(&self.name, &self.file)
            .unwrap_or(false)
        {
            let _ = self.parent.remove_file(&self.name);
        }
    }
}

/// Whether a file holds nothing but what a lock does, the number of a process, and has no other name
/// under which it could be more than that.
fn is_ours(file: &mut File) -> bool {
    let is_alone = fs::fstat(&*file).is_ok_and(|stat| stat.st_nlink == 1);
    let mut bytes = Vec::new();
    let is_read = file.take(LONGEST + 1).read_to_end(&mut bytes).is_ok();
    let is_short = bytes.len() as u64 <= LONGEST;
    let is_number = bytes.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'\n'));
    is_alone && is_read && is_short && is_number && file.rewind().is_ok()
}

fn owner(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.take(LONGEST).read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}
