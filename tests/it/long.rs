//! A long file has a reason, written down in `ARCHITECTURE.md`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Lines. A longer file is two files that have not met their wall yet, or says why it is one.
const LONG: usize = 400;

#[test]
fn each_long_file_has_its_reason() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut long = BTreeSet::new();
    for entry in walkdir::WalkDir::new(root.join("src")) {
        let entry = entry.expect("src can be read");
        let path = entry.path();
        if path.extension().is_some_and(|ending| ending == "rs") {
            let lines = fs::read_to_string(path)
                .expect("code is UTF-8")
                .lines()
                .count();
            if lines > LONG {
                let below = path.strip_prefix(root.join("src")).expect("below src");
                long.insert(below.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    let text = fs::read_to_string(root.join("ARCHITECTURE.md")).expect("it is there");
    let (_, rest) = text
        .split_once("## Long files")
        .expect("it has the heading");
    let section = rest.split("\n## ").next().unwrap_or_default();
    let reasons = section.lines().filter_map(|line| {
        let (path, reason) = line.strip_prefix("- `")?.split_once("`: ")?;
        assert!(!reason.is_empty(), "{path} is long, and says no reason");
        Some(path.to_owned())
    });
    assert_eq!(reasons.collect::<BTreeSet<String>>(), long);
}
