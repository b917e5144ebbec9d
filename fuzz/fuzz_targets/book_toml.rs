//! Any text as `book.toml`.
#![no_main]

use std::sync::{Arc, LazyLock};

use ladderbook::compile::{self, Options, Prepared};
use ladderbook::config;
use ladderbook::source::SourceTree;
use ladderbook_fuzz::{assert_diagnostics, is_chosen, text};
use libfuzzer_sys::fuzz_target;

/// A small ladder under the usual settings. What is made of its files and of the theme is taken from here, unless the settings choose
/// another theme or language: compiling one takes longer than reading thousands of settings.
static USUAL: LazyLock<Prepared> = LazyLock::new(|| {
    let tree = Arc::new(ladder("[book]\ntitle = \"A ladder\"\n"));
    compile::prepare(&tree, &Options::default(), None).value
});

fn ladder(settings: &str) -> SourceTree {
    let mut tree = SourceTree::default();
    tree.insert_text(config::SETTINGS, settings);
    tree.insert_folder("content");
    tree.insert_text("content/roles/em.md", "---\ntitle: Engineering Manager\n---\n");
    tree
}

fuzz_target!(|data: &[u8]| {
    let tree = ladder(&text(data));
    let parsed = config::parse(tree.get(config::SETTINGS).expect("it was put there"));
    assert_diagnostics(&parsed.diagnostics, &tree);
    if let Some(address) = parsed.value.address() {
        let scheme = address.split("://").next().unwrap_or_default().to_ascii_lowercase();
        assert!(scheme == "http" || scheme == "https", "{address:?}");
        assert!(!address.contains(['"', '\'', '<', '>', ' ', '\n', '\r']), "{address:?}");
    }
    if !is_chosen(data, 32) {
        return;
    }
    // What the settings say about other files is checked with these.
    let prepared = compile::prepare(&Arc::new(tree), &Options::default(), Some(&USUAL));
    assert_diagnostics(&prepared.diagnostics, &prepared.value.tree);
});
