//! The manifest: what the last publish put into the output folder.
//!
//! It is the only thing that proves a file ours. So a manifest that is damaged, newer than this
//! program, or names anything outside the folder stops the publish, and nothing is removed on its
//! word. It holds no date and no absolute path: the same site has the same manifest.

use std::collections::BTreeMap;
use std::io::Read;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::error::OutputError;
use super::folder::Folder;
use super::names::{self, MANIFEST};

const FORMAT: u32 = 1;
const TOOL: &str = concat!("ladderbook ", env!("CARGO_PKG_VERSION"));

pub(super) type Hash = [u8; 32];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) size: u64,
    pub(super) sha256: Hash,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Manifest {
    /// The program that wrote it, with its version.
    tool: String,
    /// What the caller said the site was made from.
    pub(super) fingerprint: Option<String>,
    pub(super) files: BTreeMap<String, Entry>,
}

#[derive(Deserialize)]
struct Head {
    #[serde(rename = "ladderbook-manifest")]
    format: u32,
    #[serde(default)]
    tool: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(rename = "ladderbook-manifest")]
    format: u32,
    tool: String,
    fingerprint: Option<String>,
    files: Vec<WrittenFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFile {
    path: String,
    size: u64,
    sha256: String,
}

impl Manifest {
    pub(super) fn new(fingerprint: Option<&str>, files: BTreeMap<String, Entry>) -> Self {
        Self {
            tool: TOOL.to_owned(),
            fingerprint: fingerprint.map(str::to_owned),
            files,
        }
    }

    /// Whether this very version of the program wrote it.
    pub(super) fn is_of_this_version(&self) -> bool {
        self.tool == TOOL
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &str> + Clone {
        self.files.keys().map(String::as_str)
    }

    /// The manifest in `folder`, if it is there.
    pub(super) fn read(folder: &Folder) -> Result<Option<Self>, OutputError> {
        let Some(bytes) = folder.read_own(MANIFEST)? else {
            return Ok(None);
        };
        let path = folder.path_of(MANIFEST);
        match Self::parse(&bytes) {
            Ok(manifest) => Ok(Some(manifest)),
            Err(fault) => Err(OutputError::Manifest { path, fault }),
        }
    }

    fn parse(bytes: &[u8]) -> Result<Self, String> {
        let written: Written = serde_json::from_slice(bytes).map_err(|error| {
            // A newer format may hold what this version cannot read: look at its number before
            // calling it damaged.
            match serde_json::from_slice(bytes) {
                Ok(Head { format, tool }) if format > FORMAT => newer(&tool),
                _ => format!("is damaged ({error})"),
            }
        })?;
        if written.format > FORMAT {
            return Err(newer(&written.tool));
        }
        names::check(written.files.iter().map(|file| file.path.as_str())).map_err(|error| {
            match error {
                OutputError::Path { path, fault } => format!("names `{path}`: {fault}"),
                other => other.to_string(),
            }
        })?;
        let mut files = BTreeMap::new();
        for WrittenFile { path, size, sha256 } in written.files {
            let Some(sha256) = hash_from_hex(&sha256) else {
                return Err(format!("gives `{path}` no valid hash"));
            };
            files.insert(path, Entry { size, sha256 });
        }
        Ok(Self {
            tool: written.tool,
            fingerprint: written.fingerprint,
            files,
        })
    }

    /// One file a line: a published site often lives in git.
    pub(super) fn to_json(&self) -> String {
        let mut json = format!(
            "{{\n\"ladderbook-manifest\": {FORMAT},\n\"tool\": {},\n",
            quoted(&self.tool)
        );
        if let Some(fingerprint) = &self.fingerprint {
            json.push_str("\"fingerprint\": ");
            json.push_str(&quoted(fingerprint));
            json.push_str(",\n");
        }
        json.push_str("\"files\": [");
        for (i, (path, entry)) in self.files.iter().enumerate() {
            json.push_str(if i == 0 { "\n" } else { ",\n" });
            json.push_str("{\"path\": ");
            json.push_str(&quoted(path));
            json.push_str(", \"size\": ");
            json.push_str(&entry.size.to_string());
            json.push_str(", \"sha256\": \"");
            push_hex(&mut json, &entry.sha256);
            json.push_str("\"}");
        }
        json.push_str("\n]\n}\n");
        json
    }
}

fn newer(tool: &str) -> String {
    format!("was written by a newer version (`{tool}`)")
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn push_hex(text: &mut String, hash: &Hash) {
    const DIGITS: [u8; 16] = *b"0123456789abcdef";
    for byte in hash {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
}

fn hash_from_hex(text: &str) -> Option<Hash> {
    let mut hash = Hash::default();
    let bytes = text.as_bytes();
    if bytes.len() != 2 * hash.len() {
        return None;
    }
    for (byte, pair) in hash.iter_mut().zip(bytes.chunks_exact(2)) {
        let high = char::from(pair[0]).to_digit(16)?;
        let low = char::from(pair[1]).to_digit(16)?;
        *byte = u8::try_from(high * 16 + low).ok()?;
    }
    Some(hash)
}

pub(super) fn hash_of_bytes(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

/// The size and hash of what is left to read.
pub(super) fn entry_of(file: &mut impl Read) -> std::io::Result<Entry> {
    let mut hasher = Sha256::new();
    let mut buffer = [0; 16 * 1024];
    let mut size = 0;
    loop {
        match file.read(&mut buffer) {
            Ok(0) => break,
            Ok(n) => {
                hasher.update(&buffer[..n]);
                size += n as u64;
            }
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(Entry {
        size,
        sha256: hasher.finalize().into(),
    })
}
