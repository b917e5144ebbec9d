//! Files made for a person: never over anything that is there.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::failure::Failure;

/// Makes a file with the folders above it. Anything in its place stays: the system decides
/// that in one step.
pub(super) fn create(path: &Path, text: &str) -> Result<(), Failure> {
    let failure = |error: std::io::Error| {
        Failure::Machine(match error.kind() {
            ErrorKind::AlreadyExists => format!("{} is there already", path.display()),
            _ => format!("cannot make {}: {error}", path.display()),
        })
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failure)?;
    }
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .map_err(failure)?;
    file.write_all(text.as_bytes()).map_err(failure)
}
