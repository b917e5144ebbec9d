//! The fuzz targets are a workspace with a list of crates of its own, which is built as it is: a dependency that only the program's
//! list has would stop every target.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn table(path: &str) -> toml::Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = fs::read_to_string(path).expect("it is there");
    text.parse().expect("it is TOML")
}

#[test]
fn what_the_program_depends_on_is_in_the_list_of_the_fuzz_targets() {
    let manifest = table("Cargo.toml");
    let dependencies = manifest["dependencies"].as_table().expect("a table");
    let wanted: BTreeSet<&str> = dependencies
        .iter()
        .map(|(name, how)| {
            how.get("package")
                .and_then(toml::Value::as_str)
                .unwrap_or(name)
        })
        .collect();
    let lock = table("fuzz/Cargo.lock");
    let packages = lock["package"].as_array().expect("a list");
    let listed: BTreeSet<&str> = packages
        .iter()
        .filter_map(|package| package.get("name")?.as_str())
        .collect();
    let missing: Vec<&&str> = wanted.difference(&listed).collect();
    assert!(
        missing.is_empty(),
        "not in fuzz/Cargo.lock: {missing:?}; `cargo metadata --manifest-path fuzz/Cargo.toml` adds them"
    );
}
