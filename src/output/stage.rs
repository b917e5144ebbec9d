//! The staging folder: the next site, where no reader sees it.
//!
//! It begins with a *plan*, the list of all files that will be put there. The plan is what proves a
//! folder left by a killed build to be ours, and what says which files in it may be removed; the
//! manifest takes its place at the end. A stage that is dropped removes itself, on every way out of
//! a publish that failed.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Seek, Write};
use std::path::Path;

use rustix::fd::AsFd;
use rustix::fs::FileType;
use rustix::io::Errno;

use super::error::OutputError;
use super::folder::{Folder, foreign, name};
use super::manifest::{Entry, Manifest, entry_of};
use super::names::{self, INNER, MANIFEST, MERGED, PLAN};
use crate::beneath;

/// What may be at the top of a staging folder without being a file of the site, in the order of
/// its removal.
const CONTROL: [&str; 3] = [MERGED, MANIFEST, PLAN];

/// The paths of the new site, checked.
#[derive(Default)]
pub(super) struct Plan<'a> {
    /// In the caller's order.
    pub(super) paths: &'a [String],
    /// Every folder they need, parents first.
    pub(super) folders: BTreeSet<&'a str>,
}

impl<'a> Plan<'a> {
    pub(super) fn new(paths: &'a [String]) -> Result<Self, OutputError> {
        let folders = names::check(paths.iter().map(String::as_str))?;
        Ok(Self { paths, folders })
    }
}

pub(super) struct Stage<'a> {
    /// The folder it is in: the output's parent, or the output itself.
    home: &'a Folder,
    name: OsString,
    pub(super) folder: Folder,
    plan: &'a Plan<'a>,
    /// Whether dropping it removes it.
    armed: bool,
}

impl<'a> Stage<'a> {
    pub(super) fn create(
        home: &'a Folder,
        name: &OsStr,
        plan: &'a Plan<'a>,
    ) -> Result<Self, OutputError> {
        home.create_folder(name)?;
        let folder = match home.open_folder(name) {
            Ok(Some(folder)) => folder,
            opened => {
                let _ = home.remove_folder(name);
                return Err(opened
                    .err()
                    .unwrap_or_else(|| OutputError::NotOurs(home.path_of(name))));
            }
        };
        let stage = Self {
            home,
            name: name.to_owned(),
            folder,
            plan,
            armed: true,
        };
        stage.write_plan()?;
        for folder in &plan.folders {
            stage.folder.create_folder(folder)?;
        }
        Ok(stage)
    }

    pub(super) fn name(&self) -> &OsStr {
        &self.name
    }

    pub(super) fn stands_in(&self, folder: &Folder) -> bool {
        std::ptr::eq(self.home, folder)
    }

    fn write_plan(&self) -> Result<(), OutputError> {
        let lines = self.plan.paths.iter().flat_map(|path| [path, "\n"]);
        let plan: String = lines.collect();
        self.folder.remove_file(PLAN)?;
        self.write(PLAN, plan.as_bytes())
    }

    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        self.folder
            .create_file(path)?
            .write_all(bytes)
            .map_err(OutputError::io("write", self.folder.path_of(path)))
    }

    /// Copies in constant memory, by the kernel where it can (the blocks may even be shared), and
    /// then reads what was written: the hash is that of the staged file, no matter what happens to
    /// the other one.
    pub(super) fn copy(&self, path: &str, source: &mut File) -> Result<Entry, OutputError> {
        let mut file = self.folder.create_file(path)?;
        let written = io::copy(source, &mut file).and_then(|_| {
            file.rewind()?;
            entry_of(&mut file)
        });
        written.map_err(OutputError::io("write", self.folder.path_of(path)))
    }

    pub(super) fn write_manifest(&self, manifest: &Manifest) -> Result<(), OutputError> {
        self.write(MANIFEST, manifest.to_json().as_bytes())
    }

    /// Makes the stage exactly what the output is to be.
    pub(super) fn remove_plan(&self) -> Result<(), OutputError> {
        self.folder.remove_file(PLAN)
    }

    /// Leaves the folder where it is: it has become the output, or is needed to recover.
    pub(super) fn keep(mut self) {
        self.armed = false;
    }

    /// Moves this stage into the output, from where single files can be renamed. `changed` are the
    /// files that matter.
    pub(super) fn move_into<'b>(
        mut self,
        output: &'b Folder,
        changed: &[&str],
    ) -> Result<Stage<'b>, OutputError>
    where
        'a: 'b,
    {
        // The proof must be there before the move: inside the output, nothing may be unproven
        // for a moment.
        self.write_plan()?;
        match self.home.rename(&self.name, output, INNER) {
            Ok(()) => {
                let folder = output.open_folder(OsStr::new(INNER))?;
                let folder = folder.ok_or_else(|| OutputError::NotOurs(output.path_of(INNER)))?;
                self.armed = false;
                Ok(Stage {
                    home: output,
                    name: OsString::from(INNER),
                    folder,
                    plan: self.plan,
                    armed: true,
                })
            }
            Err(Errno::XDEV | Errno::BUSY) => {
                let inner = Stage::create(output, OsStr::new(INNER), self.plan)?;
                for path in changed.iter().copied().chain([MANIFEST]) {
                    if let Some(mut file) = self.folder.open_file(path)? {
                        inner.copy(path, &mut file)?;
                    }
                }
                Ok(inner)
            }
            Err(error) => Err(OutputError::io("rename", self.home.path_of(&self.name))(
                error,
            )),
        }
    }

    /// Removes the folder now, and says what was in the way.
    pub(super) fn remove(mut self) -> Result<(), OutputError> {
        self.armed = false;
        self.remove_now()
    }

    fn remove_now(&self) -> Result<(), OutputError> {
        let paths = self.plan.paths.iter().map(String::as_str);
        remove_tree(self.home, &self.name, &self.folder, paths)
    }
}

impl Drop for Stage<'_> {
    fn drop(&mut self) {
        if self.armed {
            // The error that led here is the one to report; the next publish removes what this
            // cannot.
            let _ = self.remove_now();
        }
    }
}

/// The files that a staging folder, or a former site in its place, may hold: proven by its plan or
/// its manifest.
pub(super) fn proven_paths(folder: &Folder) -> Result<Vec<String>, OutputError> {
    if let Some(plan) = folder.read_own(PLAN)? {
        // A plan cut short by a kill is one that nothing was put beside yet: only whole lines
        // count.
        let paths: Vec<String> = (plan.split_inclusive(|byte| *byte == b'\n'))
            .filter_map(|line| line.strip_suffix(b"\n"))
            .map(|line| String::from_utf8_lossy(line).into_owned())
            .collect();
        names::check(paths.iter().map(String::as_str))?;
        return Ok(paths);
    }
    match Manifest::read(folder)? {
        Some(manifest) => Ok(manifest.files.into_keys().collect()),
        None if folder.items("")?.is_empty() => Ok(Vec::new()),
        None => Err(OutputError::NotOurs(folder.path().to_owned())),
    }
}

/// Removes what a killed publish left beside the output.
pub(super) fn remove_leftover(parent: &Folder, stage: &OsStr) -> Result<(), OutputError> {
    let Some(folder) = parent.open_folder(stage)? else {
        return Ok(());
    };
    let paths = proven_paths(&folder)?;
    remove_tree(parent, stage, &folder, paths.iter().map(String::as_str))
}

/// Removes the folder `tree`, which is `own_name` in `home`, file by file: `paths` are all that is
/// ours in it. The proof goes last, so that a removal cut short can be taken up again.
pub(super) fn remove_tree<'a>(
    home: &Folder,
    own_name: &OsStr,
    tree: &Folder,
    paths: impl Iterator<Item = &'a str> + Clone,
) -> Result<(), OutputError> {
    let folders = names::folders_of(paths.clone());
    for folder in &folders {
        // A link in the place of a folder would lead the removal astray.
        if !matches!(tree.kind_of(folder)?, None | Some(FileType::Directory)) {
            return Err(OutputError::NotOurs(home.path_of(own_name).join(folder)));
        }
    }
    if tree.kind_of(PLAN)?.is_some() {
        // Here the manifest is not the proof but the sign of a complete stage, which this no longer
        // is.
        tree.remove_file(MANIFEST)?;
    }
    match remove_listed(tree, paths.clone(), &folders) {
        // A published folder was made read-only. The site has been replaced all the same, or
        // never was in place.
        Err(error) if error.is_denied() => {
            tree.make_writable(folders.iter().copied());
            remove_listed(tree, paths, &folders)?;
        }
        removed => removed?,
    }
    let mut others = Vec::new();
    for item in tree.items("")? {
        if !CONTROL
            .iter()
            .any(|own| name(&item.name) == OsStr::new(own))
        {
            others.push(item);
        }
    }
    if !others.is_empty() {
        return Err(foreign(&home.path_of(own_name), &others, true));
    }
    for own in CONTROL {
        tree.remove_file(own)?;
    }
    home.remove_folder(own_name)?;
    Ok(())
}

fn remove_listed<'a>(
    tree: &Folder,
    paths: impl Iterator<Item = &'a str>,
    folders: &BTreeSet<&str>,
) -> Result<(), OutputError> {
    for path in paths {
        tree.remove_file(path)?;
    }
    for folder in folders.iter().rev() {
        tree.remove_folder(folder)?;
    }
    Ok(())
}

/// Opens an asset, `path` in full: a regular file, at the end of a way without links.
pub(super) fn open_asset(
    root: &Path,
    below: &Path,
    path: &Path,
) -> Result<(File, u64), OutputError> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let file = rustix::fs::open(root, flags, Mode::empty())
        .and_then(|root| beneath::open(root.as_fd(), below))
        .map(File::from)
        .map_err(OutputError::io("open", path))?;
    let metadata = file.metadata().map_err(OutputError::io("read", path))?;
    if !metadata.is_file() {
        return Err(OutputError::io("copy", path)(io::Error::other(
            "not a regular file",
        )));
    }
    Ok((file, metadata.len()))
}
