//! What the targets share: an HTML parser as the judge of pages, and the checks that every diagnostic must pass.

pub mod judge;

use ladderbook::diagnostic::print::{self, Look};
use ladderbook::diagnostic::{self, Diagnostic};
use ladderbook::source::SourceTree;
use ladderbook::span::Span;

/// The text of some input; bytes that are none become U+FFFD, so that no input is wasted.
#[must_use]
pub fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}

/// Every diagnostic points into a file that is there, on character boundaries, and every form of it can be printed and read.
///
/// Printing all forms takes a hundred times as long as reading a tag, and a target of its own is about it: here it is done for one
/// message of many.
///
/// # Panics
/// Where one does not.
pub fn assert_diagnostics(diagnostics: &[Diagnostic], tree: &SourceTree) {
    for diagnostic in diagnostics {
        assert_span(diagnostic.at(), tree, diagnostic);
        for mark in diagnostic.marks() {
            assert_span(mark.span, tree, diagnostic);
        }
    }
    let chosen = diagnostics.iter().take(3).find(|one| is_chosen(one.message().as_bytes(), 64));
    if let Some(one) = chosen {
        assert_printed(std::slice::from_ref(one), tree);
    }
}

/// Whether these bytes are among one of `many`: the same ones each time, so that a find can be repeated.
#[must_use]
pub fn is_chosen(bytes: &[u8], many: u64) -> bool {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    (hash >> 20).is_multiple_of(many)
}

fn assert_span(span: Span, tree: &SourceTree, diagnostic: &Diagnostic) {
    let file = tree.file(span.file()).expect("a span lies in a file of the project");
    let text = file.shown_text();
    assert!(
        text.is_empty() || text.get(span.range()).is_some(),
        "{span:?} in {} of {} bytes: {}",
        file.path(),
        text.len(),
        diagnostic.message()
    );
}

/// All forms, each read by its own kind of reader.
///
/// # Panics
/// Where a form is none.
pub fn assert_printed(diagnostics: &[Diagnostic], tree: &SourceTree) {
    let mut diagnostics = diagnostics.to_vec();
    diagnostic::sort(&mut diagnostics, tree);
    let look = Look { color: false, width: 100 };
    let terminal = print::terminal(&diagnostics, tree, "docs", look);
    assert!(!terminal.contains(|c: char| c.is_control() && c != '\n'), "{terminal:?}");
    let json = print::json(&diagnostics, tree, "docs");
    assert_eq!(json.lines().count(), diagnostics.len());
    for line in json.lines() {
        let value: serde_json::Value = serde_json::from_str(line).expect("it is JSON");
        assert!(value["line"].as_u64() >= Some(1) && value["column"].as_u64() >= Some(1), "{line}");
    }
    let sarif: serde_json::Value = serde_json::from_str(&print::sarif(&diagnostics, tree, "docs")).expect("it is JSON");
    let results = sarif["runs"][0]["results"].as_array().map_or(0, Vec::len);
    assert_eq!(results, diagnostics.len());
    let github = print::github(&diagnostics, tree, "docs");
    for line in github.lines() {
        assert!(["::error ", "::warning ", "::notice "].iter().any(|start| line.starts_with(start)), "{line:?}");
    }
    judge::assert_fragment(&print::html(&diagnostics, tree, None));
}
