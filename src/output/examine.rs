//! Makes every file of the new site once, compares it with the published one as it is now, and
//! stages what differs.
//!
//! Files pass through one by one on every thread: no more of them are in memory than there are
//! threads. The clock of the file system says nothing here; only bytes do.

use std::ffi::OsString;
use std::fs::{File, Metadata};
use std::io::{self, Read, Seek};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use super::error::{OutputError, PublishError, Space};
use super::files::{Contents, Files};
use super::folder::Folder;
use super::manifest::{Entry, entry_of, hash_of_bytes};
use super::previous::Previous;
use super::stage::{Plan, Stage, open_asset};
use super::stop::Stop;

/// What became of one file.
pub(super) struct Seen {
    pub(super) entry: Entry,
    /// Whether it differs from the published file, and so has been staged.
    pub(super) changed: bool,
    /// Whether the published file was changed by hand.
    pub(super) edited: bool,
}

/// A staging folder that is created when the first file needs it: a build that changes nothing
/// touches nothing.
pub(super) struct LazyStage<'a> {
    home: &'a Folder,
    name: OsString,
    plan: &'a Plan<'a>,
    stage: OnceLock<Stage<'a>>,
    creating: Mutex<()>,
}

impl<'a> LazyStage<'a> {
    pub(super) fn new(home: &'a Folder, name: OsString, plan: &'a Plan<'a>) -> Self {
        Self {
            home,
            name,
            plan,
            stage: OnceLock::new(),
            creating: Mutex::new(()),
        }
    }

    fn get(&self) -> Result<&Stage<'a>, OutputError> {
        if let Some(stage) = self.stage.get() {
            return Ok(stage);
        }
        let _alone = self.creating.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(stage) = self.stage.get() {
            return Ok(stage);
        }
        let stage = Stage::create(self.home, &self.name, self.plan)?;
        Ok(self.stage.get_or_init(|| stage))
    }

    pub(super) fn into_stage(self) -> Result<Stage<'a>, OutputError> {
        match self.stage.into_inner() {
            Some(stage) => Ok(stage),
            None => Stage::create(self.home, &self.name, self.plan),
        }
    }
}

/// What a publish needs on the disk, beside the published site.
#[derive(Default)]
pub(super) struct Need {
    block: u64,
    bytes: AtomicU64,
    files: AtomicU64,
    /// Once the disk is full nothing more is written, but everything is still counted, so that the
    /// error can say how much was missing.
    full: AtomicBool,
}

impl Need {
    /// What every publish of this plan needs: folders, plan and manifest.
    pub(super) fn new(block: u64, plan: &Plan<'_>) -> Self {
        const LINE: u64 = 128; // of the manifest, without the path
        let need = Self {
            block,
            ..Self::default()
        };
        for _ in &plan.folders {
            need.add(block);
        }
        let paths: u64 = plan.paths.iter().map(|path| path.len() as u64 + 1).sum();
        need.add(paths);
        need.add(paths + LINE * plan.paths.len() as u64);
        need
    }

    pub(super) fn add(&self, bytes: u64) {
        let blocks = bytes.div_ceil(self.block.max(1));
        self.bytes
            .fetch_add(blocks.saturating_mul(self.block), Ordering::Relaxed);
        self.files.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn is_full(&self) -> bool {
        self.full.load(Ordering::Relaxed)
    }

    pub(super) fn space(&self) -> Space {
        Space {
            bytes: self.bytes.load(Ordering::Relaxed),
            files: Some(self.files.load(Ordering::Relaxed)),
        }
    }
}

pub(super) struct Examination<'a, 'f, F> {
    pub(super) files: &'f F,
    pub(super) paths: &'f [String],
    pub(super) previous: &'a Previous,
    pub(super) stage: &'f LazyStage<'a>,
    pub(super) need: &'f Need,
    /// The permissions of a new file, where they are known.
    pub(super) mode: Option<u32>,
    pub(super) stop: Stop<'f>,
}

impl<F: Files> Examination<'_, '_, F> {
    /// One answer for each path, in their order. The work begins at the other end, since what is
    /// made of all pages comes last and takes longest, and it is handed out in small portions,
    /// since pages of one kind are neighbours and may take a hundred times as long as those of
    /// another: the threads should end together.
    pub(super) fn run(&self) -> Result<Vec<Seen>, PublishError<F::Error>> {
        const PORTION: usize = 8;
        let mut seen: Vec<Seen> = (0..self.paths.len())
            .into_par_iter()
            .rev()
            .with_max_len(PORTION)
            .map(|index| self.examine(index))
            .collect::<Result<_, _>>()?;
        seen.reverse();
        Ok(seen)
    }

    fn examine(&self, index: usize) -> Result<Seen, PublishError<F::Error>> {
        self.stop.check()?;
        let path = self.paths[index].as_str();
        let contents = self.files.contents(index).map_err(PublishError::Files)?;
        Ok(match contents {
            Contents::Bytes(bytes) => self.examine_bytes(path, &bytes)?,
            Contents::CopyOf { root, below } => self.examine_asset(path, root, &below)?,
        })
    }

    fn examine_bytes(&self, path: &str, bytes: &[u8]) -> Result<Seen, OutputError> {
        let entry = Entry {
            size: bytes.len() as u64,
            sha256: hash_of_bytes(bytes),
        };
        let found = self.compare(path, entry.size, |published| {
            holds(published, bytes).map_err(OutputError::io("read", Path::new(path)))
        })?;
        if found.changed {
            self.put(entry.size, || self.stage.get()?.write(path, bytes))?;
        }
        Ok(Seen { entry, ..found })
    }

    /// Assets can be larger than memory: they are hashed, not held.
    fn examine_asset(&self, path: &str, root: &Path, below: &Path) -> Result<Seen, OutputError> {
        let asset = root.join(below);
        let (mut source, size) = open_asset(root, below, &asset)?;
        let mut entry = Entry {
            size,
            sha256: [0; 32],
        };
        let read = |file: &mut File, at: &Path| entry_of(file).map_err(OutputError::io("read", at));
        let found = self.compare(path, size, |published| {
            entry = read(&mut source, &asset)?;
            Ok(entry == read(published, Path::new(path))?)
        })?;
        if found.changed {
            source.rewind().map_err(OutputError::io("read", &asset))?;
            self.put(size, || {
                entry = self.stage.get()?.copy(path, &mut source)?;
                Ok(())
            })?;
        }
        if entry.size != size {
            return Err(OutputError::Changed(asset));
        }
        Ok(Seen { entry, ..found })
    }

    /// Compares a file of `size` bytes with the published one, if there is one. `is_same` reads
    /// only where the lengths agree.
    fn compare(
        &self,
        path: &str,
        size: u64,
        is_same: impl FnOnce(&mut File) -> Result<bool, OutputError>,
    ) -> Result<Seen, OutputError> {
        let mut seen = Seen {
            entry: Entry {
                size,
                sha256: [0; 32],
            },
            changed: true,
            edited: false,
        };
        let Some((mut file, metadata, entry)) = self.previous.open(path)? else {
            return Ok(seen);
        };
        if metadata.len() == size && is_same(&mut file)? {
            // A folder published under a stricter umask must not stay unreadable for ever.
            seen.changed = !has_mode(&metadata, self.mode);
        } else {
            seen.edited = !is_as_written(&mut file, &metadata, &entry)
                .map_err(OutputError::io("read", Path::new(path)))?;
        }
        Ok(seen)
    }

    fn put(
        &self,
        size: u64,
        write: impl FnOnce() -> Result<(), OutputError>,
    ) -> Result<(), OutputError> {
        self.need.add(size);
        if self.need.is_full() {
            return Ok(());
        }
        match write() {
            Err(error) if error.is_no_space() => {
                self.need.full.store(true, Ordering::Relaxed);
                Ok(())
            }
            done => done,
        }
    }
}

/// Whether a published file still is what the manifest says.
pub(super) fn is_as_written(
    file: &mut File,
    metadata: &Metadata,
    entry: &Entry,
) -> io::Result<bool> {
    if metadata.len() != entry.size {
        return Ok(false);
    }
    file.rewind()?;
    Ok(entry_of(file)? == *entry)
}

/// Whether a published file has the permissions that a new one would get, where those are known.
pub(super) fn has_mode(metadata: &Metadata, mode: Option<u32>) -> bool {
    mode.is_none_or(|mode| metadata.mode() & 0o777 == mode)
}

/// Whether the rest of `file` is exactly `bytes`, reading no further than the first difference.
fn holds(file: &mut File, mut bytes: &[u8]) -> io::Result<bool> {
    let mut buffer = [0; 16 * 1024];
    loop {
        let n = match file.read(&mut buffer) {
            Ok(0) => return Ok(bytes.is_empty()),
            Ok(n) => n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        match bytes.strip_prefix(&buffer[..n]) {
            Some([]) => return Ok(true),
            Some(rest) => bytes = rest,
            None => return Ok(false),
        }
    }
}
