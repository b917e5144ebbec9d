//! The table of modules in `ARCHITECTURE.md` against the `use crate::…` lines: a stage that looks where it may not is a boundary lost.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The rows of the table: modules, and what each may use; `None` for "all".
fn allowed() -> BTreeMap<String, Option<BTreeSet<String>>> {
    let text =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md"))
            .expect("it is there");
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

/// The first component of every path below `crate::` in a source text, tests at its end left out.
fn used(source: &str) -> BTreeSet<String> {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let mut used = BTreeSet::new();
    let code = source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    for line in code {
        for (at, _) in line.match_indices("crate::") {
            let name: String = line[at + "crate::".len()..]
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            used.insert(name);
        }
    }
    used.remove("");
    used
}

/// Every source file with the module it belongs to.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut todo = vec![root.clone()];
    while let Some(folder) = todo.pop() {
        for entry in std::fs::read_dir(folder).expect("src is there").flatten() {
            let path = entry.path();
            if path.is_dir() {
                todo.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let below = path
                    .strip_prefix(&root)
                    .expect("below src")
                    .to_string_lossy()
                    .into_owned();
                let module = below
                    .split(['/', '.'])
                    .next()
                    .unwrap_or_default()
                    .to_owned();
                files.push((
                    module,
                    std::fs::read_to_string(&path).expect("it is a text"),
                ));
            }
        }
    }
    files
}

#[test]
fn every_module_uses_only_what_the_table_says() {
    let allowed = allowed();
    let mut wrong = BTreeSet::new();
    for (module, source) in sources().iter().filter(|(module, _)| module != "lib") {
        let Some(row) = allowed.get(module) else {
            wrong.insert(format!("`{module}` is not in the table"));
            continue;
        };
        let Some(row) = row else { continue };
        for name in used(source)
            .iter()
            .filter(|name| *name != module && !row.contains(*name))
        {
            wrong.insert(format!("`{module}` uses `{name}`"));
        }
    }
    assert_eq!(wrong, BTreeSet::new());
}

#[test]
fn only_the_modules_at_the_ends_touch_the_machine() {
    // clippy.toml forbids the calls; here it is held that nobody else opts out.
    let at_the_ends = ["main", "cli", "load", "output", "watch", "serve"];
    let opted_out: BTreeSet<String> = sources()
        .into_iter()
        .filter(|(module, source)| {
            source.contains("clippy::disallowed_methods") && !at_the_ends.contains(&module.as_str())
        })
        .map(|(module, _)| module)
        .collect();
    assert_eq!(opted_out, BTreeSet::new());
}
