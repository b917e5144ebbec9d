//! The structure of the code, read with `syn`: no circle of files, by imports or by method calls; no type whose methods are everywhere;
//! nothing imported that the table of `ARCHITECTURE.md` does not allow; no field assigned by another file than that of its type.
//!
//! `LADDERBOOK_SRC=DIR cargo test --test it architecture` looks at the sources of another checkout.

mod circles;
mod document;
mod known;
mod program;
mod samples;
mod uses;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use known::Known;
use program::Program;
use uses::{Uses, room};

/// A type that needs more files than this is a knot in waiting.
const FILES_OF_A_TYPE: usize = 3;

/// Every source file, by its path below `src/`.
fn sources() -> Vec<(String, String)> {
    let root = std::env::var_os("LADDERBOOK_SRC").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        PathBuf::from,
    );
    let mut files = Vec::new();
    let mut todo = vec![root.clone()];
    while let Some(folder) = todo.pop() {
        for entry in std::fs::read_dir(folder).expect("src is there").flatten() {
            let path = entry.path();
            if path.is_dir() {
                todo.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let below = path.strip_prefix(&root).expect("below src");
                let text = std::fs::read_to_string(&path).expect("it is a text");
                files.push((below.to_string_lossy().replace('\\', "/"), text));
            }
        }
    }
    files.sort();
    files
}

/// What is wrong with a program, and the shortest way round each circle by its first file.
fn look(
    program: &Program,
    uses: &Uses,
    exceptions: &BTreeSet<String>,
) -> (Known, BTreeMap<String, String>) {
    let mut found = Known {
        assigned: uses.assigned.clone(),
        unresolved: uses.unresolved.values().sum::<usize>() * 10_000 / uses.calls.max(1),
        ..Known::default()
    };
    let mut shown = BTreeMap::new();
    for circle in circles::circles(&uses.edges) {
        let way = circles::shortest(&uses.edges, &circle);
        let files: BTreeSet<String> = circle
            .iter()
            .map(|module| program.path(module).to_owned())
            .collect();
        shown.extend(files.first().map(|first| (first.clone(), way)));
        found.circles.push(files);
    }
    for ((module, name), methods) in &program.methods {
        let inherent = methods.values().flatten().filter(|one| one.is_inherent);
        let files: BTreeSet<&str> = inherent.map(|one| one.module.as_str()).collect();
        let name = format!("{module}::{name}");
        if files.len() > FILES_OF_A_TYPE && !exceptions.contains(&name) {
            found.spread.insert(name);
        }
    }
    (found, shown)
}

#[test]
fn the_code_is_built_as_architecture_md_says() {
    let program = Program::new(sources());
    let uses = Uses::new(&program);
    let exceptions = document::spread();
    let mut wrong: Vec<String> = against(&document::allowed(), &program, &uses)
        .into_iter()
        .collect();

    let (found, shown) = look(&program, &uses, &exceptions);
    for circle in &found.circles {
        let way = circle.first().and_then(|first| shown.get(first));
        let way = way.map_or("", String::as_str);
        println!("{} files in a circle: {way}", circle.len());
    }
    println!(
        "{} of 10,000 calls could be of several types:",
        found.unresolved
    );
    println!("{:?}", uses.unresolved);
    let known = Known::read();
    let sizes = || found.size().into_iter().zip(known.size());
    if std::env::var_os("UPDATE_EXPECT").is_some() && sizes().all(|(found, known)| found <= known) {
        found.write();
    } else {
        wrong.extend(known.compare(&found, &shown));
    }

    let (all, _) = look(&program, &uses, &BTreeSet::new());
    let needless = exceptions.difference(&all.spread);
    wrong.extend(needless.map(|name| format!("{name} needs no exception in ARCHITECTURE.md")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Imports that the table does not have, and modules without a row.
fn against(
    allowed: &BTreeMap<String, Option<BTreeSet<String>>>,
    program: &Program,
    uses: &Uses,
) -> BTreeSet<String> {
    let rooms: BTreeSet<&str> = program
        .files
        .iter()
        .map(|file| room(&file.module))
        .filter(|room| !room.is_empty())
        .collect();
    let mut wrong: BTreeSet<String> = rooms
        .into_iter()
        .filter(|room| !allowed.contains_key(*room))
        .map(|room| format!("`{room}` is not in the table"))
        .collect();
    for (from, to) in &uses.imports {
        let (from, to) = (room(from), room(to));
        let row = allowed.get(from).and_then(Option::as_ref);
        if from != to && !to.is_empty() && row.is_some_and(|row| !row.contains(to)) {
            wrong.insert(format!("`{from}` uses `{to}`"));
        }
    }
    wrong
}

#[test]
fn only_the_modules_at_the_ends_touch_the_machine() {
    // clippy.toml forbids the calls; here it is held that nothing else opts out.
    let at_the_ends = ["main", "cli", "load", "output", "watch", "serve"];
    let opted_out: BTreeSet<String> = sources()
        .into_iter()
        .filter(|(_, source)| source.contains("clippy::disallowed_methods"))
        .map(|(path, _)| path.split(['/', '.']).next().unwrap_or_default().to_owned())
        .filter(|room| !at_the_ends.contains(&room.as_str()))
        .collect();
    assert_eq!(opted_out, BTreeSet::new());
}
