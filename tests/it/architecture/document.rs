//! What `ARCHITECTURE.md` says of the code.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn text() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md");
    std::fs::read_to_string(path).expect("it is there")
}

/// The rows of the table: modules, and what each may use; `None` for "all".
pub(super) fn allowed() -> BTreeMap<String, Option<BTreeSet<String>>> {
    let text = text();
    let mut rows = BTreeMap::new();
    for line in text.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [modules, _, _, uses] = cells[..] else {
            panic!("a row of four cells: {line}")
        };
        let uses = (uses != "all").then(|| {
            uses.split(',')
                .map(|name| name.trim().to_owned())
                .collect::<BTreeSet<_>>()
        });
        for module in modules.split(',') {
            rows.insert(module.trim().trim_matches('`').to_owned(), uses.clone());
        }
    }
    rows
}

/// The types that may have methods in more than three files, each with its reason.
pub(super) fn spread() -> BTreeSet<String> {
    let text = text();
    let section = text.split("\n## Types in many files\n").nth(1);
    let section = section.map_or("", |rest| rest.split("\n## ").next().unwrap_or(rest));
    let rows = section.lines().filter_map(|line| {
        let (name, reason) = line.strip_prefix("- `")?.split_once("`: ")?;
        (!reason.is_empty()).then(|| name.to_owned())
    });
    rows.collect()
}
