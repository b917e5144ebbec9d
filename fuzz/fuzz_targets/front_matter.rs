//! Any bytes as a file of any kind: read without a panic, with diagnostics that can be shown.
#![no_main]

use std::sync::LazyLock;

use ladderbook::document;
use ladderbook::document::limits::Limits;
use ladderbook::kinds::Kind;
use ladderbook::source::SourceTree;
use ladderbook_fuzz::{assert_diagnostics, let_the_parser_panic, text};
use libfuzzer_sys::fuzz_target;

/// One path for every kind, in the order of `fuzz/seeds`, so that one corpus serves all.
static PATHS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folders = Kind::WITH_FOLDER.iter().filter_map(|kind| kind.folder());
    let of_kinds = folders.map(|folder| format!("content/{folder}/a.md"));
    of_kinds.chain(["content/glossary.md", "content/guides/a.md"].map(str::to_owned)).collect()
});

fuzz_target!(|data: &[u8]| {
    let_the_parser_panic();
    let Some((kind, data)) = data.split_first() else { return };
    let path = PATHS[*kind as usize % PATHS.len()].as_str();
    let mut tree = SourceTree::default();
    tree.insert_text(path, &text(data));
    let file = tree.get(path).expect("it was put there");
    let document = document::parse(file, &Limits::default());
    assert_diagnostics(&document.diagnostics, &tree);
});
