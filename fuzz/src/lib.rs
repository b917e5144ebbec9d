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
/// # Panics
/// Where one does not.
pub fn assert_diagnostics(diagnostics: &[Diagnostic], tree: &SourceTree) {
    for diagnostic in diagnostics {
        assert_span(diagnostic.at(), tree, diagnostic);
        for mark in diagnostic.marks() {
            assert_span(mark.span, tree, diagnostic);
        }
    }
    // All forms take longer than most inputs take to be read: a few diagnostics stand for many.
    assert_printed(&diagnostics[..diagnostics.len().min(3)], tree);
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
