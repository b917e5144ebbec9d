//! What a site was made from, in one word: whether a build has anything to do.
//!
//! The word covers every byte that can reach the site: the project's files and what git knows
//! of them, the theme chosen on the command line, the program itself. It is content that counts: no
//! time, no place, so that two checkouts of one revision agree.

use std::fs::File;
use std::io;
use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::source::git::Facts;
use crate::source::{Contents, SourceFile, SourceTree};

/// The fingerprint; none where a file cannot be read, which the build itself will report.
pub(super) fn fingerprint(
    tree: &SourceTree,
    git: &Facts,
    root: &Path,
    theme: Option<&str>,
) -> Option<String> {
    let files: Vec<&SourceFile> = tree.files().collect();
    // Each file by itself, so that all cores take part.
    let digests: Vec<[u8; 32]> = files
        .par_iter()
        .map(|file| digest(file, root))
        .collect::<io::Result<_>>()
        .ok()?;
    let mut all = Sha256::new();
    for part in [
        env!("CARGO_PKG_VERSION"),
        env!("LADDERBOOK_SOURCES"),
        theme.unwrap_or_default(),
    ] {
        all.update(part);
        all.update([0]);
    }
    for (file, digest) in files.iter().zip(digests) {
        all.update(file.path());
        all.update([0]);
        all.update(digest);
    }
    all.update(format!("{:?} {:?}", git.commit, git.trouble));
    for (path, change) in git.changes() {
        all.update(path);
        all.update([0]);
        all.update(format!("{} {}", change.date, change.people));
    }
    for (file, what) in tree.irregular() {
        all.update(format!("{} {what:?}", file.path()));
    }
    Some(
        all.finalize()
            .iter()
            .fold(String::new(), |hex, byte| format!("{hex}{byte:02x}")),
    )
}

fn digest(file: &SourceFile, root: &Path) -> io::Result<[u8; 32]> {
    let mut hasher = Sha256::new();
    match file.contents() {
        Contents::Text(text) => hasher.update(text.as_bytes()),
        Contents::Bytes(bytes) => hasher.update(bytes),
        // Held by its first bytes only.
        Contents::Asset { .. } => {
            io::copy(
                &mut File::open(root.join(file.path()))?,
                &mut Feed(&mut hasher),
            )?;
        }
        Contents::BadText { .. } | Contents::TooLarge { .. } => {
            return Err(io::ErrorKind::InvalidData.into());
        }
    }
    Ok(hasher.finalize().into())
}

/// A hasher that can be copied into.
struct Feed<'a>(&'a mut Sha256);

impl io::Write for Feed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
