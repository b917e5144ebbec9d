//! The table of goals in `docs/figures.md`: every row says what was asked, what was reached, and how to measure it again, and what it calls
//! is there.

use std::fs;
use std::path::Path;

fn read(path: &str) -> String {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(top.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What is wrong with a command: the program is not there, or does not know what it is told to do.
fn trouble(command: &str) -> Option<String> {
    let words: Vec<&str> = command
        .split(' ')
        .skip_while(|word| word.contains('='))
        .collect();
    let (program, rest) = words.split_first()?;
    let is_option = |word: &str| word.starts_with('-') || word.parse::<u32>().is_ok();
    let named = || rest.iter().filter(|word| !is_option(word));
    let unknown = |known: &dyn Fn(&str) -> bool| {
        let unknown = named().find(|word| !known(word));
        unknown.map(|word| format!("`{command}`: there is no {word}"))
    };
    match *program {
        "cargo" => None,
        "node" => {
            let tests = rest.iter().skip(1);
            let missing = tests.into_iter().find(|name| {
                let path = format!("tests/site/{name}.test.mjs");
                !Path::new(env!("CARGO_MANIFEST_DIR")).join(path).is_file()
            });
            missing.map(|name| format!("`{command}`: there is no {name}"))
        }
        "tests/chaos/run" => {
            let parts = read("tests/chaos/run");
            unknown(&|word| parts.contains(&format!("Part(\"{word}\"")))
        }
        "benches/strain" => {
            let strain = read("benches/strain");
            unknown(&|word| strain.contains(&format!("\n{word} ")))
        }
        "fuzz/run" => {
            let run = read("fuzz/run");
            unknown(&|word| run.contains(word))
        }
        "./test" => {
            let sections = read("test");
            unknown(&|word| sections.contains(&format!("section_{word}()")))
        }
        path => {
            let is_there = Path::new(env!("CARGO_MANIFEST_DIR")).join(path).is_file();
            (!is_there).then(|| format!("there is no `{path}`"))
        }
    }
}

#[test]
fn every_figure_can_be_measured_again() {
    let text = read("docs/figures.md");
    let rows: Vec<Vec<&str>> = text
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"))
        .map(|line| line.split(" | ").collect::<Vec<&str>>())
        .filter(|cells| cells[0] != "goal")
        .collect();
    assert!(rows.len() > 30, "{}", rows.len());
    let mut wrong = Vec::new();
    for cells in rows {
        let [goal, asked, reached, again] = cells[..] else {
            wrong.push(format!("{}: not four cells", cells[0]));
            continue;
        };
        if [goal, asked, reached, again]
            .iter()
            .any(|cell| cell.is_empty())
        {
            wrong.push(format!("{goal}: an empty cell"));
        }
        let commands = again.split('`').skip(1).step_by(2);
        wrong.extend(
            commands
                .filter_map(trouble)
                .map(|what| format!("{goal}: {what}")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
