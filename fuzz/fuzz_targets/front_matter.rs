//! Any bytes as a file of any kind: read without a panic, with diagnostics that can be shown.
#![no_main]

use ladderbook::document;
use ladderbook::document::limits::Limits;
use ladderbook::source::SourceTree;
use ladderbook_fuzz::{assert_diagnostics, let_the_parser_panic, text};
use libfuzzer_sys::fuzz_target;

/// One path for every kind, so that one corpus serves all.
const PATHS: [&str; 9] = [
    "content/roles/a.md",
    "content/areas/people/a.md",
    "content/models/a.md",
    "content/comparisons/a.md",
    "content/teams/a.md",
    "content/tracks/a.md",
    "content/assessments/a.md",
    "content/glossary.md",
    "content/guides/a.md",
];

fuzz_target!(|data: &[u8]| {
    let_the_parser_panic();
    let Some((kind, data)) = data.split_first() else { return };
    let path = PATHS[*kind as usize % PATHS.len()];
    let mut tree = SourceTree::default();
    tree.insert_text(path, &text(data));
    let file = tree.get(path).expect("it was put there");
    let document = document::parse(file, &Limits::default());
    assert_diagnostics(&document.diagnostics, &tree);
});
