//! Comments and texts are free of the turns of phrase that CONTRIBUTING.md lists under *Words*: they are the ones that slip in, and that
//! readers of this project stumbled over most.

use std::fs;
use std::path::Path;

/// What a native speaker would write otherwise.
const TICS: [&str; 11] = [
    "is none",
    "are none",
    "was none",
    "none of that",
    "behind",
    "stands",
    "stood",
    "nobody",
    "somebody",
    "everybody",
    "whatever",
];

/// Where the word is meant: `nobody` as the tag's word and the answer that the site shows, places, idioms.
const MEANT: [&str; 35] = [
    ": nobody",
    "| nobody",
    "* nobody",
    "\" nobody",
    "nobody (",
    "= \" nobody",
    "stands in for",
    "stood in for",
    "( stands in",
    "\" stands in",
    "as it stands",
    "stands for",
    "stands or falls",
    "stands and falls",
    "where it stands",
    "where each project stands",
    "where each stands",
    "where { level } stands",
    "stands between",
    "it stands in",
    "is none of",
    "are none of",
    "there is none",
    "stands in its way",
    "stood in the way",
    "left behind",
    "leave behind",
    "leaves behind",
    "leave their text behind",
    "the reason behind",
    "behind nginx",
    "behind a proxy",
    "behind one calendar",
    "behind odd spelling",
    "standing behind",
];

/// What is read, and by which endings.
const READ: [(&str, &[&str]); 8] = [
    ("src", &["rs", "md"]),
    ("content", &["md"]),
    ("themes", &["html", "css", "js", "toml"]),
    ("docs", &["md"]),
    ("README.md", &["md"]),
    ("ARCHITECTURE.md", &["md"]),
    ("CHANGELOG.md", &["md"]),
    ("SECURITY.md", &["md"]),
];

/// Rooms that have yet to be gone through. This list may only become shorter.
const UNREAD: [&str; 7] = [
    "src/plan",
    "src/page",
    "src/render",
    "src/kinds.rs",
    "src/document/front_matter",
    "src/cli/new.rs",
    "src/cli/templates/init",
];

#[test]
fn comments_and_texts_are_plain_english() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = 0;
    let mut found = Vec::new();
    for (below, endings) in READ {
        for entry in walkdir::WalkDir::new(root.join(below)).sort_by_file_name() {
            let entry = entry.expect("the repository can be read");
            let path = entry.path();
            let ending = path.extension().and_then(|ending| ending.to_str());
            if !ending.is_some_and(|ending| endings.contains(&ending)) {
                continue;
            }
            let shown = path.strip_prefix(root).expect("below the root");
            let shown = shown.to_string_lossy();
            files += 1;
            if UNREAD.iter().any(|room| shown.starts_with(room)) {
                continue;
            }
            let text = fs::read_to_string(path).expect("texts are UTF-8");
            let tics = tics(&text, ending.unwrap_or_default());
            found.extend(tics.into_iter().map(|tic| format!("{shown}:{tic}")));
        }
    }
    assert!(files > 500, "only {files} files were read");
    assert!(
        found.is_empty(),
        "say it as CONTRIBUTING.md does under *Words*, or add the idiom to MEANT:\n{}",
        found.join("\n")
    );
}

/// A line, and the turn of phrase that is on it.
fn tics(text: &str, ending: &str) -> Vec<String> {
    let words = words(text, ending);
    let has_at = |at: usize, phrase: &str| {
        let mut rest = words[at..].iter();
        phrase
            .split(' ')
            .all(|word| rest.next().is_some_and(|(known, _)| known == word))
    };
    let mut meant = vec![false; words.len()];
    for at in 0..words.len() {
        for phrase in MEANT.into_iter().filter(|phrase| has_at(at, phrase)) {
            meant[at..at + phrase.split(' ').count()].fill(true);
        }
    }
    let mut found = Vec::new();
    for (at, (_, line)) in words.iter().enumerate().filter(|(at, _)| !meant[*at]) {
        let tic = TICS.into_iter().find(|tic| has_at(at, tic));
        found.extend(tic.map(|tic| format!("{line}: {tic}")));
    }
    found
}

/// The words and signs of a text with their lines: of Rust its comments, of Markdown what is not code, and nothing between backticks.
fn words(text: &str, ending: &str) -> Vec<(String, usize)> {
    let mut words = Vec::new();
    let mut fence = None;
    for (line, number) in text.lines().zip(1..) {
        let start = line.trim_start();
        let part = match ending {
            "rs" => start
                .strip_prefix("//")
                .map_or("", |text| text.trim_start_matches(['/', '!'])),
            "md" => {
                let marks = start.len() - start.trim_start_matches(['`', '~']).len();
                match fence {
                    Some(opened) if marks >= opened => fence = None,
                    None if marks >= 3 => fence = Some(marks),
                    None => {
                        add(&mut words, line, number);
                        continue;
                    }
                    Some(_) => {}
                }
                ""
            }
            _ => line,
        };
        add(&mut words, part, number);
    }
    words
}

fn add(words: &mut Vec<(String, usize)>, line: &str, number: usize) {
    let outside = line.split('`').step_by(2);
    for c in outside.flat_map(|part| part.chars().chain([' '])) {
        let is_letter = c.is_alphanumeric() || c == '-' || c == '_';
        match words.last_mut() {
            Some((word, at)) if is_letter && *at == number && word.ends_with(is_of_a_word) => {
                word.extend(c.to_lowercase());
            }
            _ => words.push((c.to_lowercase().collect(), number)),
        }
    }
    words.retain(|(word, _)| word != " ");
}

fn is_of_a_word(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_'
}

#[test]
fn a_turn_of_phrase_is_found_where_it_is_not_meant() {
    let rust = "/// A mark that is\n/// none.\nlet nobody = 1; // not looked at\n    // `nobody` and as it stands\n";
    assert_eq!(tics(rust, "rs"), ["1: is none"]);
    let markdown =
        "customers: nobody (none yet)\nNobody owns it.\n```\nnobody\n```\nWhat stands behind it\n";
    assert_eq!(
        tics(markdown, "md"),
        ["2: nobody", "6: stands", "6: behind"]
    );
    assert_eq!(tics(".lb-nobody { }", "css"), Vec::<String>::new());
}
