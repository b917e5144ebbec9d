//! stub
#![expect(clippy::disallowed_methods, reason = "this module reads the project")]
#![allow(missing_docs)]
use crate::source::{Contents, SourceTree}; use std::path::{Path, PathBuf}; use std::sync::Arc;
pub fn find_root(start: &Path) -> Option<PathBuf> { start.ancestors().find(|p| p.join("book.toml").is_file()).map(Path::to_owned) }
pub fn load(root: &Path) -> Result<SourceTree, String> {
    let mut tree = SourceTree::default();
    for e in walkdir::WalkDir::new(root).into_iter().filter_entry(|e| { let n = e.file_name().to_string_lossy(); !n.starts_with('.') && n != "target" && n != "site" && n != "node_modules" }) {
        let e = e.map_err(|e| e.to_string())?; let rel = e.path().strip_prefix(root).unwrap().to_string_lossy().to_string();
        if e.file_type().is_dir() { tree.insert_folder(&rel); continue }
        if !(rel.starts_with("content/") || rel.starts_with("themes/") || rel == "book.toml") { continue }
        let b = std::fs::read(e.path()).map_err(|e| e.to_string())?;
        match String::from_utf8(b) { Ok(t) => { tree.insert_text(&rel, &t); } Err(e) => { tree.insert(&rel, Contents::Asset { len: 0, head: Arc::from(&e.as_bytes()[..e.as_bytes().len().min(512)]) }); } }
    }
    Ok(tree)
}
