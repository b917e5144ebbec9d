//! The table of faults in `docs/faults.md`: every row is there, and every test that it names is there too.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(top().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The rows as number and the text of their last column.
fn rows() -> Vec<(usize, String)> {
    read("docs/faults.md")
        .lines()
        .filter_map(|line| {
            let mut cells = line.strip_prefix("| ")?.strip_suffix(" |")?.split(" | ");
            let number = cells.next()?.parse().ok()?;
            Some((number, cells.last()?.to_owned()))
        })
        .collect()
}

/// What stands between backticks.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn every_row_names_tests_that_exist() {
    let functions = functions();
    let parts = read("tests/chaos/run");
    let mut wrong = Vec::new();
    let mut cases = BTreeSet::new();
    for (number, held) in rows() {
        if names(&held).next().is_none() {
            wrong.push(format!("row {number} names no test"));
        }
        for name in names(&held) {
            let (kind, rest) = name.split_once([':', '/']).unwrap_or((name, ""));
            let exists = match kind {
                "faults" => {
                    cases.insert(rest.to_owned());
                    fs::read_dir(top().join("tests/faults"))
                        .unwrap()
                        .any(|entry| {
                            entry
                                .unwrap()
                                .file_name()
                                .to_string_lossy()
                                .starts_with(&format!("{rest}-"))
                        })
                }
                "fn" => functions.contains(rest),
                "chaos" => parts.contains(&format!("Part(\"{rest}\"")),
                "fuzz" => top().join(format!("fuzz/fuzz_targets/{rest}.rs")).is_file(),
                "site" => top().join(format!("tests/site/{rest}.test.mjs")).is_file(),
                _ => false,
            };
            if !exists {
                wrong.push(format!("row {number}: there is no {name}"));
            }
        }
    }
    let numbers: Vec<usize> = rows().into_iter().map(|(number, _)| number).collect();
    assert_eq!(numbers, (1..=115).collect::<Vec<_>>());
    for entry in fs::read_dir(top().join("tests/faults")).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        let number = name.split('-').next().unwrap_or_default().to_owned();
        if !cases.contains(&number) {
            wrong.push(format!("tests/faults/{name} is in no row"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The name of every function in the tests and in the modules' own tests.
fn functions() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut folders: Vec<PathBuf> = ["tests/it", "src"].map(|folder| top().join(folder)).into();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(path).unwrap();
                names.extend(text.lines().filter_map(|line| {
                    let name = line.trim_start().strip_prefix("fn ")?;
                    Some(name[..name.find(['(', '<'])?].to_owned())
                }));
            }
        }
    }
    names
}
