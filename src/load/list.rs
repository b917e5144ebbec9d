//! Lists what lies below a folder, without opening anything but folders.

use rustix::fd::{AsFd, BorrowedFd};
use rustix::fs::{Dir, FileType, Mode, OFlags, Stat};
use rustix::io::Errno;

use super::read;
use super::rules;
use crate::source::Irregular;

#[derive(Default)]
pub(super) struct Listing {
    pub(super) files: Vec<Entry>,
    pub(super) odd: Vec<OddEntry>,
    pub(super) folders: Vec<Folder>,
    pub(super) unreadable: Vec<(String, Errno)>,
    pub(super) changed: Vec<String>,
}

pub(super) struct Entry {
    /// Relative to the project root, as the system knows it.
    pub(super) path: String,
}

/// Something that will not be read.
pub(super) struct OddEntry {
    /// Relative to the project root; bytes that are no UTF-8 as `\xNN`.
    pub(super) path: String,
    pub(super) what: Irregular,
}

/// A folder, and what it looked like before its entries were listed.
pub(super) struct Folder {
    pub(super) path: String,
    stamp: Stamp,
}

/// Changes when an entry is added, removed or renamed. (A folder that is renamed itself changes its
/// parent.) The system's numbers have other types on other systems; all fit here.
#[derive(PartialEq, Eq)]
struct Stamp {
    device: i128,
    inode: i128,
    seconds: i128,
    nanoseconds: i128,
}

impl Stamp {
    fn of(stat: &Stat) -> Stamp {
        Stamp {
            device: i128::from(stat.st_dev),
            inode: i128::from(stat.st_ino),
            seconds: i128::from(stat.st_mtime),
            nanoseconds: i128::from(stat.st_mtime_nsec),
        }
    }
}

impl Listing {
    /// Adds what lies at `path`, which may be anything or nothing. No part of the path may be a
    /// symbolic link: the first that is one is noted, and nothing beyond it is looked at.
    pub(super) fn add(&mut self, root: BorrowedFd<'_>, path: &str) {
        let ends = path
            .match_indices('/')
            .map(|(at, _)| at)
            .chain([path.len()]);
        for end in ends {
            let part = &path[..end];
            match read::stat(root, part) {
                Ok(None) => return,
                Ok(Some(stat)) if read::is_folder(&stat) => {}
                Ok(Some(stat)) => {
                    match irregular(root, part, &stat) {
                        Some(what) => self.odd.push(OddEntry {
                            path: part.to_owned(),
                            what,
                        }),
                        None => self.files.push(Entry {
                            path: part.to_owned(),
                        }),
                    }
                    return;
                }
                Err(reason) => {
                    self.unreadable.push((part.to_owned(), reason));
                    return;
                }
            }
        }
        self.add_folder(root, path);
    }

    /// Lists a folder and all below it. A loop, since an author may nest folders as deep as the
    /// system allows.
    fn add_folder(&mut self, root: BorrowedFd<'_>, path: &str) {
        let mut open = vec![path.to_owned()];
        while let Some(folder) = open.pop() {
            match self.add_entries(root, &folder, &mut open) {
                Ok(()) => {}
                Err(reason) if read::is_change(reason) => self.changed.push(folder),
                Err(reason) => self.unreadable.push((folder, reason)),
            }
        }
    }

    fn add_entries(
        &mut self,
        root: BorrowedFd<'_>,
        folder: &str,
        open: &mut Vec<String>,
    ) -> Result<(), Errno> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let handle = rustix::fs::openat(root, folder, flags, Mode::empty())?;
        self.folders.push(Folder {
            path: folder.to_owned(),
            stamp: Stamp::of(&rustix::fs::fstat(&handle)?),
        });
        for entry in Dir::new(handle)? {
            let entry = entry?;
            let name = entry.file_name().to_bytes();
            if name == b"." || name == b".." || rules::is_skipped(name) {
                continue;
            }
            let Ok(name) = std::str::from_utf8(name) else {
                self.odd.push(OddEntry {
                    path: format!("{folder}/{}", escaped(name)),
                    what: Irregular::BadName,
                });
                continue;
            };
            let path = format!("{folder}/{name}");
            match entry.file_type() {
                FileType::RegularFile => self.files.push(Entry { path }),
                FileType::Directory => open.push(path),
                // Links need a look at their target; and some file systems do not tell the type
                // here.
                _ => self.add_by_stat(root, path, open),
            }
        }
        Ok(())
    }

    fn add_by_stat(&mut self, root: BorrowedFd<'_>, path: String, open: &mut Vec<String>) {
        match read::stat(root, &path) {
            Ok(None) => self.changed.push(path),
            Ok(Some(stat)) if read::is_folder(&stat) => open.push(path),
            Ok(Some(stat)) => match irregular(root, &path, &stat) {
                Some(what) => self.odd.push(OddEntry { path, what }),
                None => self.files.push(Entry { path }),
            },
            Err(reason) => self.unreadable.push((path, reason)),
        }
    }

    /// Puts everything into the order of paths, which does not depend on the file system.
    pub(super) fn sort(&mut self) {
        self.files
            .sort_unstable_by(|one, other| one.path.cmp(&other.path));
        self.odd
            .sort_unstable_by(|one, other| one.path.cmp(&other.path));
        self.folders
            .sort_unstable_by(|one, other| one.path.cmp(&other.path));
    }
}

/// What an entry is when it is neither a file nor a folder.
pub(super) fn irregular(root: BorrowedFd<'_>, path: &str, stat: &Stat) -> Option<Irregular> {
    match FileType::from_raw_mode(stat.st_mode) {
        FileType::RegularFile | FileType::Directory => None,
        FileType::Symlink => {
            let target = rustix::fs::readlinkat(root, path, Vec::new())
                .map(|target| escaped(target.to_bytes()))
                .unwrap_or_default();
            Some(Irregular::Symlink { target })
        }
        _ => Some(Irregular::NotRegular),
    }
}

/// The folders of a listing that no longer are what they were when their entries were listed.
pub(super) fn changed_since(root: BorrowedFd<'_>, folders: &[Folder]) -> Vec<String> {
    folders
        .iter()
        .filter(|folder| {
            read::stat(root.as_fd(), &folder.path)
                .ok()
                .flatten()
                .is_none_or(|stat| Stamp::of(&stat) != folder.stamp)
        })
        .map(|folder| folder.path.clone())
        .collect()
}

/// A name as text, with `\xNN` for every byte that is no UTF-8.
pub(super) fn escaped(name: &[u8]) -> String {
    let mut text = String::with_capacity(name.len());
    for chunk in name.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02X}")));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn wrong_bytes_of_a_name_are_escaped() {
        assert_eq!(escaped(b"caf\xe9-\xc3\xa4.md"), "caf\\xE9-ä.md");
    }
}
