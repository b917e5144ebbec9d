//! An open folder. Everything in it is reached relative to its handle, which stays right when the
//! folder is renamed, and no symbolic link is ever followed on the last component.

use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::fs::{self, AtFlags, Dir, FileType, Mode, OFlags};
use rustix::io::Errno;

use super::error::{OutputError, SHOWN, Space};

/// All permissions; the umask takes away from them.
const FILE_MODE: Mode = Mode::from_raw_mode(0o666);
const FOLDER_MODE: Mode = Mode::from_raw_mode(0o777);

#[derive(Debug)]
pub(super) struct Folder {
    handle: OwnedFd,
    /// Where it was when it was opened, for messages.
    path: PathBuf,
}

pub(super) struct Item {
    pub(super) name: Vec<u8>,
    pub(super) kind: FileType,
}

impl Item {
    /// The same by its path, where its folder lies at `above`.
    pub(super) fn below(self, above: &str) -> Item {
        if above.is_empty() {
            return self;
        }
        let name = [above.as_bytes(), b"/".as_slice(), &self.name].concat();
        Item { name, ..self }
    }
}

impl Folder {
    pub(super) fn open(path: &Path) -> Result<Self, OutputError> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let handle = fs::open(path, flags, Mode::empty()).map_err(OutputError::io("open", path))?;
        Ok(Self {
            handle,
            path: path.to_owned(),
        })
    }

    /// The folder `name` in this one, if it is there.
    pub(super) fn open_folder(&self, name: &OsStr) -> Result<Option<Self>, OutputError> {
        let path = self.path_of(name);
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        match fs::openat(&self.handle, name, flags, Mode::empty()) {
            Ok(handle) => Ok(Some(Self { handle, path })),
            Err(Errno::NOENT) => Ok(None),
            Err(Errno::NOTDIR | Errno::LOOP) => Err(OutputError::NotAFolder(path)),
            Err(error) => Err(OutputError::io("open", path)(error)),
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn path_of(&self, name: impl AsRef<Path>) -> PathBuf {
        self.path.join(name)
    }

    /// Opens a regular file to read, if it is there. Never waits, no matter what is
    /// there.
    pub(super) fn open_file(&self, name: &str) -> Result<Option<File>, OutputError> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let file = match fs::openat(&self.handle, name, flags, Mode::empty()) {
            Ok(handle) => File::from(handle),
            Err(error) if is_absent(error) => return Ok(None),
            Err(error) => return Err(OutputError::io("open", self.path_of(name))(error)),
        };
        let metadata = file
            .metadata()
            .map_err(OutputError::io("read", self.path_of(name)))?;
        if metadata.is_file() {
            Ok(Some(file))
        } else {
            Err(OutputError::NotOurs(self.path_of(name)))
        }
    }

    /// The bytes of a file that a publish wrote for the next one, if it is there.
    pub(super) fn read_own(&self, name: &str) -> Result<Option<Vec<u8>>, OutputError> {
        // Half a gigabyte names millions of files. What is longer was made longer.
        const MOST: u64 = 512 * 1024 * 1024;
        let Some(file) = self.open_file(name)? else {
            return Ok(None);
        };
        let path = self.path_of(name);
        let mut bytes = Vec::new();
        let len = file.metadata().map_or(0, |metadata| metadata.len());
        if len <= MOST {
            file.take(MOST + 1)
                .read_to_end(&mut bytes)
                .map_err(OutputError::io("read", &path))?;
        }
        if len.max(bytes.len() as u64) > MOST {
            let fault = "is damaged (larger than 512 MiB)".to_owned();
            return Err(OutputError::Manifest { path, fault });
        }
        Ok(Some(bytes))
    }

    /// Creates a file that must not exist yet: nothing is ever written *into* a file that may be
    /// published.
    pub(super) fn create_file(&self, name: &str) -> Result<File, OutputError> {
        let flags = OFlags::RDWR | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
        fs::openat(&self.handle, name, flags, FILE_MODE)
            .map(File::from)
            .map_err(OutputError::io("create", self.path_of(name)))
    }

    /// Opens or creates the file that a lock is held on.
    pub(super) fn open_lock(&self, name: &OsStr) -> Result<File, OutputError> {
        let flags =
            OFlags::RDWR | OFlags::CREATE | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        fs::openat(&self.handle, name, flags, FILE_MODE)
            .map(File::from)
            .map_err(OutputError::io("lock", self.path_of(name)))
    }

    pub(super) fn create_folder(&self, name: impl AsRef<OsStr>) -> Result<(), OutputError> {
        let name = name.as_ref();
        fs::mkdirat(&self.handle, name, FOLDER_MODE)
            .map_err(OutputError::io("create", self.path_of(name)))
    }

    /// Like [`Folder::create_folder`], and content if it is there already.
    pub(super) fn ensure_folder(&self, name: &str) -> Result<(), OutputError> {
        match fs::mkdirat(&self.handle, name, FOLDER_MODE) {
            Ok(()) | Err(Errno::EXIST) => Ok(()),
            Err(error) => Err(OutputError::io("create", self.path_of(name))(error)),
        }
    }

    /// Removes a file. It is no error if it is gone already.
    pub(super) fn remove_file(&self, name: impl AsRef<OsStr>) -> Result<(), OutputError> {
        let name = name.as_ref();
        match fs::unlinkat(&self.handle, name, AtFlags::empty()) {
            Ok(()) => Ok(()),
            Err(error) if is_absent(error) => Ok(()),
            Err(error) => Err(OutputError::io("remove", self.path_of(name))(error)),
        }
    }

    /// Removes a folder if it is empty, and says whether it is gone.
    pub(super) fn remove_folder(&self, name: impl AsRef<OsStr>) -> Result<bool, OutputError> {
        let name = name.as_ref();
        match fs::unlinkat(&self.handle, name, AtFlags::REMOVEDIR) {
            Ok(()) => Ok(true),
            Err(error) if is_absent(error) => Ok(true),
            Err(Errno::NOTEMPTY | Errno::EXIST) => Ok(false),
            Err(error) => Err(OutputError::io("remove", self.path_of(name))(error)),
        }
    }

    /// Lets their owner remove what is in this folder and in `folders` below it, parents first.
    /// What cannot be changed shows when it is to be removed.
    pub(super) fn make_writable<'a>(&self, folders: impl Iterator<Item = &'a str>) {
        let _ = fs::fchmod(&self.handle, Mode::RWXU);
        for folder in folders {
            let _ = fs::chmodat(&self.handle, folder, Mode::RWXU, AtFlags::empty());
        }
    }

    /// Gives the published file `name` a second name below `other`.
    pub(super) fn link_file(&self, name: &str, other: &Folder) -> Result<(), Errno> {
        fs::linkat(&self.handle, name, &other.handle, name, AtFlags::empty())
    }

    pub(super) fn rename(
        &self,
        name: impl AsRef<OsStr>,
        other: &Folder,
        new_name: impl AsRef<OsStr>,
    ) -> Result<(), Errno> {
        fs::renameat(
            &self.handle,
            name.as_ref(),
            &other.handle,
            new_name.as_ref(),
        )
    }

    /// Swaps two entries of this folder in one step.
    pub(super) fn exchange(&self, one: &OsStr, other: &OsStr) -> Result<(), Errno> {
        #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
        {
            use rustix::fs::RenameFlags;
            fs::renameat_with(
                &self.handle,
                one,
                &self.handle,
                other,
                RenameFlags::EXCHANGE,
            )
        }
        #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
        {
            let _ = (one, other);
            Err(Errno::NOSYS)
        }
    }

    /// Sends everything on this file system to the disk.
    pub(super) fn sync(&self) -> Result<(), OutputError> {
        #[cfg(any(target_os = "linux", target_os = "android"))]
        match fs::syncfs(&self.handle) {
            // A file system that knows no such call has nothing to send.
            Ok(()) | Err(Errno::NOSYS | Errno::INVAL | Errno::OPNOTSUPP) => {}
            Err(error) => return Err(OutputError::io("sync", &self.path)(error)),
        }
        #[cfg(not(any(target_os = "linux", target_os = "android")))]
        fs::sync();
        Ok(())
    }

    /// What is in the folder `name` of this one (the empty name is this one itself).
    pub(super) fn items(&self, name: &str) -> Result<Vec<Item>, OutputError> {
        let path = self.path_of(name);
        let name = if name.is_empty() { "." } else { name };
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let mut items = Vec::new();
        let mut read = || {
            let handle = fs::openat(&self.handle, name, flags, Mode::empty())?;
            for entry in Dir::read_from(&handle)? {
                let entry = entry?;
                let name = entry.file_name();
                if matches!(name.to_bytes(), b"." | b"..") {
                    continue;
                }
                let mut kind = entry.file_type();
                if kind == FileType::Unknown {
                    let stat = fs::statat(&handle, name, AtFlags::SYMLINK_NOFOLLOW)?;
                    kind = FileType::from_raw_mode(stat.st_mode);
                }
                items.push(Item {
                    name: name.to_bytes().to_owned(),
                    kind,
                });
            }
            Ok::<(), Errno>(())
        };
        read().map_err(OutputError::io("read", path))?;
        Ok(items)
    }

    /// What has this name, without following it if it is a link; `None` where there is nothing.
    pub(super) fn kind_of(&self, name: impl AsRef<OsStr>) -> Result<Option<FileType>, OutputError> {
        let name = name.as_ref();
        match fs::statat(&self.handle, name, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(stat) => Ok(Some(FileType::from_raw_mode(stat.st_mode))),
            Err(error) if is_absent(error) => Ok(None),
            Err(error) => Err(OutputError::io("read", self.path_of(name))(error)),
        }
    }

    /// Whether `name` still leads to this open file, and not to another one that has taken its
    /// name.
    pub(super) fn leads_to(&self, name: &OsStr, file: &File) -> Result<bool, OutputError> {
        let failed = OutputError::io("lock", self.path_of(name));
        let there = match fs::statat(&self.handle, name, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(stat) => stat,
            Err(Errno::NOENT) => return Ok(false),
            Err(error) => return Err(failed(error)),
        };
        let open = fs::fstat(file).map_err(failed)?;
        Ok((there.st_dev, there.st_ino) == (open.st_dev, open.st_ino))
    }

    /// The permissions that a new file here gets from umask and access lists, where that can be
    /// asked without creating a name. (Reading the umask itself means setting it, for all threads.)
    pub(super) fn mode_of_new_file(&self) -> Option<u32> {
        #[cfg(any(target_os = "linux", target_os = "android"))]
        {
            let flags = OFlags::WRONLY | OFlags::TMPFILE | OFlags::CLOEXEC;
            let handle = fs::openat(&self.handle, ".", flags, FILE_MODE).ok()?;
            Some(fs::fstat(&handle).ok()?.st_mode & 0o777)
        }
        #[cfg(not(any(target_os = "linux", target_os = "android")))]
        None
    }

    pub(super) fn is_on_file_system_of(&self, other: &Folder) -> bool {
        match (fs::fstat(&self.handle), fs::fstat(&other.handle)) {
            (Ok(one), Ok(other)) => one.st_dev == other.st_dev,
            _ => true, // the first rename will tell
        }
    }

    /// What is free for this user, and the block size that everything is rounded up to.
    pub(super) fn free_space(&self) -> (Space, u64) {
        let Ok(stat) = fs::fstatvfs(&self.handle) else {
            return (Space::default(), 1);
        };
        let block = stat.f_frsize.max(1);
        let space = Space {
            bytes: stat.f_bavail.saturating_mul(block),
            files: (stat.f_files > 0).then_some(stat.f_favail),
        };
        (space, block)
    }
}

/// Whether nothing can have the name. One that is too long was never created.
fn is_absent(error: Errno) -> bool {
    matches!(error, Errno::NOENT | Errno::NOTDIR | Errno::NAMETOOLONG)
}

/// Bytes of a name as the system calls take them.
pub(super) fn name(bytes: &[u8]) -> &OsStr {
    OsStr::from_bytes(bytes)
}

/// The error for what is in an output folder and is not ours.
pub(super) fn foreign(output: &Path, others: &[Item], published_before: bool) -> OutputError {
    let mut shown: Vec<String> = others
        .iter()
        .map(|item| {
            let slash = if item.kind == FileType::Directory {
                "/"
            } else {
                ""
            };
            format!("{}{slash}", name(&item.name).to_string_lossy())
        })
        .collect();
    shown.sort_unstable();
    shown.truncate(SHOWN);
    OutputError::Foreign {
        output: output.to_owned(),
        first: shown,
        total: others.len(),
        published_before,
    }
}
