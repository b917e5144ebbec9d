//! Build script: lists the files of the default theme for `src/theme/embedded.rs`, and fingerprints the program's sources.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a build script reads the package and talks to cargo"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::{env, fs};

fn main() {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    let out = env::var("OUT_DIR").expect("cargo sets it");
    let theme = Path::new(&root).join("themes/default");
    for path in ["src", "themes/default", "Cargo.lock", "build.rs"] {
        println!("cargo:rerun-if-changed={path}");
    }

    let files = files_below(&theme);
    let mut code = String::new();
    for (name, folder, kind, include) in [
        ("TEMPLATES", "templates", "&str", "include_str"),
        ("WORDS", "words", "&str", "include_str"),
        ("STATICS", "static", "&[u8]", "include_bytes"),
    ] {
        let _ = writeln!(code, "pub(super) const {name}: &[(&str, {kind})] = &[");
        for (path, _) in files
            .iter()
            .filter(|(path, _)| path.starts_with(&format!("{folder}/")))
        {
            // Words keep their folder: they are looked up by it. The others are named as themes name them.
            let shown = if folder == "words" {
                path
            } else {
                &path[folder.len() + 1..]
            };
            let file = theme.join(path);
            let _ = writeln!(
                code,
                "    ({shown:?}, {include}!({:?})),",
                file.display().to_string()
            );
        }
        code.push_str("];\n");
    }
    let english = files
        .get("words/en.toml")
        .expect("the theme has English words");
    let english = String::from_utf8_lossy(english);
    let keys = english.lines().filter_map(|line| line.split_once(" = "));
    let mut keys: Vec<&str> = keys.map(|(key, _)| key).collect();
    keys.sort_unstable();
    let list = format!("const KEYS: &[&str] = &{keys:?};");
    fs::write(Path::new(&out).join("keys.rs"), list).expect("OUT_DIR can be written");

    let manifest = theme.join("theme.toml").display().to_string();
    let _ = writeln!(
        code,
        "pub(super) const MANIFEST: &str = include_str!({manifest:?});"
    );
    fs::write(Path::new(&out).join("embedded.rs"), code).expect("OUT_DIR can be written");

    // What a build came from decides whether the next one has anything to do; a changed program is a changed origin.
    let mut hasher = DefaultHasher::new();
    files_below(&Path::new(&root).join("src")).hash(&mut hasher);
    files.hash(&mut hasher);
    fs::read(Path::new(&root).join("Cargo.lock"))
        .ok()
        .hash(&mut hasher);
    println!(
        "cargo:rustc-env=LADDERBOOK_SOURCES={:016x}",
        hasher.finish()
    );
}

/// Every file below a folder with its bytes, by path.
fn files_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut todo = vec![folder.to_owned()];
    while let Some(next) = todo.pop() {
        for entry in fs::read_dir(&next)
            .expect("the package holds its sources")
            .flatten()
        {
            let path = entry.path();
            if path.is_dir() {
                todo.push(path);
            } else if let (Ok(below), Ok(bytes)) = (path.strip_prefix(folder), fs::read(&path)) {
                files.insert(below.to_string_lossy().replace('\\', "/"), bytes);
            }
        }
    }
    files
}
