//! Files beside the pages: opened without following any link, sent in pieces.

use std::path::Path;

use futures_util::stream;
use hyper::body::Bytes;
use rustix::fd::{AsFd, OwnedFd};
use rustix::fs::{FileType, Mode, OFlags};

use super::body::{self, Body};
use super::held::PIECE;
use crate::beneath;

/// A part of it, or why there are no more.
type Piece = Result<Bytes, std::io::Error>;

pub(super) struct Asset {
    file: OwnedFd,
    pub(super) len: u64,
    /// Moves when the file changes.
    pub(super) version: String,
}

/// Opens a file of the project that the site names. A folder on the way that has become a link
/// since then is not followed, and only regular files are opened.
pub(super) fn open(root: &Path, below: &Path) -> Option<Asset> {
    let flags = OFlags::RDONLY | OFlags::CLOEXEC;
    let root = rustix::fs::open(root, flags, Mode::empty()).ok()?;
    let file = beneath::open(root.as_fd(), below).ok()?;
    let stat = rustix::fs::fstat(&file).ok()?;
    if FileType::from_raw_mode(stat.st_mode) != FileType::RegularFile {
        return None;
    }
    let version = format!(
        "{:x}-{:x}-{:x}-{:x}",
        stat.st_size, stat.st_mtime, stat.st_mtime_nsec, stat.st_ino
    );
    let len = u64::try_from(stat.st_size).ok()?;
    Some(Asset { file, len, version })
}

impl Asset {
    /// The bytes; exactly as many as there were when it was opened, or an error in the middle.
    pub(super) fn into_body(self) -> Body {
        let pieces = stream::unfold(Some((self.file, self.len)), |rest| async move {
            let (file, left) = rest?;
            if left == 0 {
                return None;
            }
            let wanted = usize::try_from(left).map_or(PIECE, |left| left.min(PIECE));
            // A disk may be slow or a network away.
            let read = tokio::task::spawn_blocking(move || {
                let mut buffer = vec![0; wanted];
                let read = rustix::io::retry_on_intr(|| rustix::io::read(&file, &mut buffer));
                read.map(|count| {
                    buffer.truncate(count);
                    (file, buffer)
                })
            });
            Some(match read.await {
                Ok(Ok((_, buffer))) if buffer.is_empty() => (cut_short(), None),
                Ok(Ok((file, buffer))) => {
                    let left = left - buffer.len() as u64;
                    (Ok(Bytes::from(buffer)), Some((file, left)))
                }
                Ok(Err(reason)) => (Err(reason.into()), None),
                Err(_) => (cut_short(), None),
            })
        });
        body::in_pieces(pieces)
    }
}

fn cut_short() -> Piece {
    Err(std::io::ErrorKind::UnexpectedEof.into())
}
