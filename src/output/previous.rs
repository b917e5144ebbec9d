//! What is at the output path now: nothing, an empty folder, or the site of the last publish,
//! proven file by file.
//!
//! A publish file by file (see [`super::in_place`]) that was killed leaves a mixture: files that
//! only the manifest in its staging folder names. Both manifests together prove them all, and the
//! merged one is put in place before anything else happens, so that the mixture stays ours no
//! matter what becomes of the next publish.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs::{File, Metadata};

use rustix::fs::FileType;

use super::error::OutputError;
use super::folder::{Folder, foreign};
use super::manifest::{Entry, Manifest};
use super::names::{self, INNER, MANIFEST, MERGED};
use super::stage::{proven_paths, remove_tree};

/// A published file, open, and what the manifest says of it.
pub(super) type PublishedFile = (File, Metadata, Entry);

#[derive(Default)]
pub(super) struct Previous {
    /// `None`: there is nothing at the output path.
    pub(super) folder: Option<Folder>,
    /// `None`: the folder is empty.
    pub(super) manifest: Option<Manifest>,
    interrupted: Option<Interrupted>,
}

/// A publish file by file that did not get to its end.
struct Interrupted {
    inner: Folder,
    paths: Vec<String>,
}

impl Previous {
    /// Looks at the output and changes nothing. Everything that is not proven to be ours is an
    /// error.
    pub(super) fn look(parent: &Folder, output: &OsStr) -> Result<Self, OutputError> {
        let Some(folder) = parent.open_folder(output)? else {
            return Ok(Self::default());
        };
        let mut manifest = Manifest::read(&folder)?;
        let mut interrupted = None;
        if let Some(inner) = folder.open_folder(OsStr::new(INNER))? {
            let paths = proven_paths(&inner)?;
            // A manifest cut short means that no file had been moved yet.
            if let Ok(Some(staged)) = Manifest::read(&inner) {
                manifest = merge(manifest, staged, &inner)?;
            }
            interrupted = Some(Interrupted { inner, paths });
        }
        check_items(&folder, manifest.as_ref())?;
        Ok(Self {
            folder: Some(folder),
            manifest,
            interrupted,
        })
    }

    /// The files of the last publish.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> + Clone {
        self.manifest.iter().flat_map(Manifest::paths)
    }

    /// Opens a published file; `None` where it is missing, because it is new or was removed
    /// it.
    pub(super) fn open(&self, path: &str) -> Result<Option<PublishedFile>, OutputError> {
        let (Some(folder), Some(manifest)) = (&self.folder, &self.manifest) else {
            return Ok(None);
        };
        let Some(entry) = manifest.files.get(path) else {
            return Ok(None);
        };
        let Some(file) = folder.open_file(path)? else {
            return Ok(None);
        };
        let metadata = file
            .metadata()
            .map_err(OutputError::io("read", folder.path_of(path)))?;
        Ok(Some((file, metadata, *entry)))
    }

    pub(super) fn is_interrupted(&self) -> bool {
        self.interrupted.is_some()
    }

    /// Ends an interrupted publish: the output holds a mixture, but nothing that its manifest
    /// doesn't name.
    pub(super) fn recovered(mut self) -> Result<Self, OutputError> {
        if let (Some(folder), Some(Interrupted { inner, paths })) =
            (&self.folder, self.interrupted.take())
        {
            if let Some(manifest) = &self.manifest {
                use std::io::Write;
                inner.remove_file(MERGED)?;
                let mut file = inner.create_file(MERGED)?;
                file.write_all(manifest.to_json().as_bytes())
                    .map_err(OutputError::io("write", inner.path_of(MERGED)))?;
                inner
                    .rename(MERGED, folder, MANIFEST)
                    .map_err(OutputError::io("rename", inner.path_of(MERGED)))?;
            }
            let paths = paths.iter().map(String::as_str);
            remove_tree(folder, OsStr::new(INNER), &inner, paths)?;
        }
        Ok(self)
    }
}

/// What the output holds after some of the `staged` files have been moved there. A file that is
/// still in the stage has not been moved.
fn merge(
    old: Option<Manifest>,
    staged: Manifest,
    inner: &Folder,
) -> Result<Option<Manifest>, OutputError> {
    let published_before = old.is_some();
    let old = old.map_or_else(BTreeMap::new, |manifest| manifest.files);
    let mut files = old.clone();
    for (path, entry) in staged.files {
        if old.get(&path) != Some(&entry) && inner.kind_of(&path)?.is_none() {
            files.insert(path, entry);
        }
    }
    // No fingerprint: it is the site of neither publish.
    Ok((published_before || !files.is_empty()).then(|| Manifest::new(None, files)))
}

/// Compares what is in the output with what the manifest names.
fn check_items(output: &Folder, manifest: Option<&Manifest>) -> Result<(), OutputError> {
    let files: BTreeSet<&str> = manifest.iter().flat_map(|m| m.paths()).collect();
    let folders = names::folders_of(files.iter().copied());
    let mut others = Vec::new();
    let mut to_read = vec![String::new()];
    while let Some(above) = to_read.pop() {
        for item in output.items(&above)? {
            let item = item.below(&above);
            let path = std::str::from_utf8(&item.name).unwrap_or("");
            let ours = match item.kind {
                FileType::Directory => folders.contains(path) || path == INNER,
                FileType::RegularFile => files.contains(path) || path == MANIFEST,
                _ => false,
            };
            if !ours {
                others.push(item);
            } else if item.kind == FileType::Directory && path != INNER {
                to_read.push(path.to_owned());
            }
        }
    }
    if others.is_empty() {
        return Ok(());
    }
    Err(foreign(output.path(), &others, manifest.is_some()))
}
