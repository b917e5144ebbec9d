//! Any text as `book.toml`.
#![no_main]

use ladderbook::build;
use ladderbook::config;
use ladderbook::source::SourceTree;
use ladderbook_fuzz::{assert_diagnostics, is_chosen, text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut tree = SourceTree::default();
    tree.insert_text(config::SETTINGS, &text(data));
    let (config, found) = config::parse(tree.get(config::SETTINGS).expect("it was put there"));
    assert_diagnostics(&found, &tree);
    if let Some(address) = config.address() {
        let scheme = address.split("://").next().unwrap_or_default().to_ascii_lowercase();
        assert!(scheme == "http" || scheme == "https", "{address:?}");
        assert!(!address.contains(['"', '\'', '<', '>', ' ', '\n', '\r']), "{address:?}");
    }
    // Compiling a theme takes longer than reading thousands of settings.
    if !is_chosen(data, 128) {
        return;
    }
    // A small ladder under these settings, without its pages: what the settings say about other files is checked here.
    tree.insert_folder("content");
    tree.insert_text("content/roles/em.md", "---\ntitle: Engineering Manager\n---\n");
    let prepared = build::prepare(&tree, config);
    assert_diagnostics(&prepared.config.apply_lints(prepared.diagnostics.clone()), &tree);
});
