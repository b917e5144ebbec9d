//! Reads one file.

use std::path::Path;
use std::sync::Arc;

use rustix::buffer::spare_capacity;
use rustix::fd::{BorrowedFd, OwnedFd};
use rustix::fs::{AtFlags, FileType, Stat};
use rustix::io::{Errno, retry_on_intr};

use super::memory::Budget;
use super::rules::Reading;
use crate::beneath;
use crate::source::{ASSET_HEAD, Contents};

pub(super) enum Outcome {
    File(Contents),
    /// It was a file when it was listed. Now it is a pipe, which was opened without waiting, and
    /// not read.
    NotRegular,
}

pub(super) enum Failure {
    Unreadable(Errno),
    /// It is gone, or became something else, or another size.
    Changed,
    /// It would use up the memory; it was counted and not read.
    Memory,
}

impl From<Errno> for Failure {
    fn from(reason: Errno) -> Failure {
        if is_change(reason) {
            Failure::Changed
        } else {
            Failure::Unreadable(reason)
        }
    }
}

/// Whether an error only says that an entry is no longer what it was when it was listed.
pub(super) fn is_change(reason: Errno) -> bool {
    // ELOOP: became a symbolic link. ENXIO: became a socket.
    matches!(
        reason,
        Errno::NOENT | Errno::NOTDIR | Errno::LOOP | Errno::NXIO | Errno::STALE
    )
}

/// What lies at a path, a symbolic link being one; nothing where there is nothing.
pub(super) fn stat(root: BorrowedFd<'_>, path: &str) -> Result<Option<Stat>, Errno> {
    match rustix::fs::statat(root, path, AtFlags::SYMLINK_NOFOLLOW) {
        Ok(stat) => Ok(Some(stat)),
        Err(Errno::NOENT | Errno::NOTDIR) => Ok(None),
        Err(reason) => Err(reason),
    }
}

pub(super) fn is_folder(stat: &Stat) -> bool {
    FileType::from_raw_mode(stat.st_mode) == FileType::Directory
}

/// Reads the file at a path below `root`. `buffer` is any vector; its capacity is used from file to
/// file.
pub(super) fn read(
    root: BorrowedFd<'_>,
    path: &str,
    how: Reading,
    buffer: &mut Vec<u8>,
    budget: &Budget,
) -> Result<Outcome, Failure> {
    if how == Reading::Nothing {
        return Ok(Outcome::File(Contents::Asset {
            len: 0,
            head: Arc::from([]),
        }));
    }
    let file = beneath::open(root, Path::new(path))?;
    let stat = rustix::fs::fstat(&file)?;
    match FileType::from_raw_mode(stat.st_mode) {
        FileType::RegularFile => {}
        FileType::Directory => return Err(Failure::Changed),
        _ => return Ok(Outcome::NotRegular),
    }
    let len = u64::try_from(stat.st_size).unwrap_or(0);
    let (limit, is_text) = match how {
        Reading::Text(limit) => (limit, true),
        Reading::Bytes(limit) => (limit, false),
        Reading::Head | Reading::Nothing => {
            let wanted = usize::try_from(len).unwrap_or(usize::MAX).min(ASSET_HEAD);
            read_exactly(&file, wanted, buffer, wanted < ASSET_HEAD)?;
            return Ok(Outcome::File(Contents::Asset {
                len,
                head: Arc::from(buffer.as_slice()),
            }));
        }
    };
    let Some(wanted) = usize::try_from(len).ok().filter(|_| len <= limit) else {
        return Ok(Outcome::File(Contents::TooLarge { len, limit }));
    };
    if !budget.draw(len) {
        return Err(Failure::Memory);
    }
    read_exactly(&file, wanted, buffer, true)?;
    budget.weigh(buffer);
    Ok(Outcome::File(if is_text {
        text(buffer)
    } else {
        Contents::Bytes(Arc::from(buffer.as_slice()))
    }))
}

/// Reads `wanted` bytes, and sees that the file ends there where it should.
fn read_exactly(
    file: &OwnedFd,
    wanted: usize,
    buffer: &mut Vec<u8>,
    ends_there: bool,
) -> Result<(), Failure> {
    buffer.clear();
    // One byte more than wanted: a read that leaves room is the end of a regular file, so that most
    // files take one read.
    buffer.reserve(wanted + 1);
    loop {
        let room = buffer.capacity() - buffer.len();
        let count = retry_on_intr(|| rustix::io::read(file, spare_capacity(buffer)))?;
        if buffer.len() > wanted && ends_there {
            return Err(Failure::Changed);
        }
        if buffer.len() >= wanted && (!ends_there || count < room) {
            buffer.truncate(wanted);
            return Ok(());
        }
        if count == 0 {
            return Err(Failure::Changed);
        }
    }
}

fn text(bytes: &[u8]) -> Contents {
    match std::str::from_utf8(bytes) {
        Ok(text) => Contents::Text(Arc::from(text)),
        Err(error) => {
            let at = error.valid_up_to();
            Contents::BadText {
                shown: Arc::from(String::from_utf8_lossy(bytes)),
                at,
                // There is a wrong byte where the valid part ends.
                byte: bytes.get(at).copied().unwrap_or_default(),
            }
        }
    }
}
