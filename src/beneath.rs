//! Opens files below a folder without following a link on the way, even where one was put there
//! after they were listed: content is not trusted, and may change while it is read.

use std::path::Path;

use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
use rustix::fs::{Mode, OFlags};
use rustix::io::{Errno, retry_on_intr};

/// Opens a file to read. A link in the place of the file, or of a folder on the way to it, is an
/// error (`ELOOP`, `ENOTDIR`). Never waits for the other end of a pipe.
pub fn open(root: BorrowedFd<'_>, below: &Path) -> Result<OwnedFd, Errno> {
    const FILE: OFlags = OFlags::RDONLY
        .union(OFlags::NOFOLLOW)
        .union(OFlags::NONBLOCK)
        .union(OFlags::NOCTTY)
        .union(OFlags::CLOEXEC);
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        use rustix::fs::{ResolveFlags, openat2};
        let way = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS;
        match retry_on_intr(|| openat2(root, below, FILE, Mode::empty(), way)) {
            // An old kernel, or a container that does not let it through.
            Err(Errno::NOSYS | Errno::PERM) => {}
            opened => return opened,
        }
    }
    folder_by_folder(root, below, FILE)
}

fn folder_by_folder(root: BorrowedFd<'_>, below: &Path, file: OFlags) -> Result<OwnedFd, Errno> {
    const FOLDER: OFlags = OFlags::RDONLY
        .union(OFlags::NOFOLLOW)
        .union(OFlags::DIRECTORY)
        .union(OFlags::CLOEXEC);
    let mut reached: Option<OwnedFd> = None;
    let mut names = below.iter().peekable();
    while let Some(name) = names.next() {
        let flags = if names.peek().is_some() { FOLDER } else { file };
        let from = reached.as_ref().map_or(root, AsFd::as_fd);
        let next = retry_on_intr(|| rustix::fs::openat(from, name, flags, Mode::empty()))?;
        reached = Some(next);
    }
    reached.ok_or(Errno::NOENT)
}
