//! Files of a theme that are published as they are.

use std::borrow::Cow;

use sha2::{Digest, Sha256};

/// A file that is published as it is.
pub struct Static {
    /// Below the output folder.
    pub path: String,
    pub bytes: Cow<'static, [u8]>,
    /// The start of its SHA-256, in hexadecimal: changes whenever the file does.
    pub version: String,
}

impl Static {
    pub(super) fn new(path: &str, bytes: Cow<'static, [u8]>) -> Static {
        let digest = Sha256::digest(&bytes);
        let version = digest
            .iter()
            .take(4)
            .fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
        Static {
            path: path.to_owned(),
            bytes,
            version,
        }
    }
}
