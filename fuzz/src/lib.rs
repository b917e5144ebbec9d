//! What the targets share: an HTML parser as the judge of pages, and the checks that every diagnostic must pass.

pub mod judge;

use std::panic;
use std::sync::Once;

use ladderbook::diagnostic::print::{self, Editor, Look, Reach};
use ladderbook::diagnostic::{self, Diagnostic};
use ladderbook::document::markdown;
use ladderbook::source::SourceTree;
use ladderbook::span::Span;
use serde::Deserialize;
use serde::de::IgnoredAny;

/// Call it first. The program catches a panic of the Markdown parser and makes an error of it; the fuzzer would end at any panic.
pub fn let_the_parser_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let end = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !markdown::is_reading() {
                end(panic);
            }
        }));
    });
}

/// The text of some input; bytes that are none become U+FFFD, so that no input is wasted.
#[must_use]
pub fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}

/// Every diagnostic points into a file that is there, on character boundaries, and every form of it can be printed and read.
///
/// Printing all forms takes hundreds of times as long as reading a tag, and a target of its own is about it: here it is done for one
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
    let chosen = diagnostics.iter().take(3).find(|one| is_chosen(one.message().as_bytes(), 1024));
    if let Some(one) = chosen {
        let look = Look { color: false, width: 100, reach: Reach::All };
        assert_printed(std::slice::from_ref(one), tree, Manner { prefix: "docs", look, has_editor: false });
    }
}

/// Whether these bytes are among one of `many`: the same ones each time, so that a find can be repeated.
#[must_use]
pub fn is_chosen(bytes: &[u8], many: u64) -> bool {
    (hash(bytes) >> 20).is_multiple_of(many)
}

/// A number for these bytes.
#[must_use]
pub fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
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

/// How diagnostics are printed.
#[derive(Clone, Copy)]
pub struct Manner<'a> {
    /// The project's folder in its repository, and on this machine.
    pub prefix: &'a str,
    /// The terminal.
    pub look: Look,
    /// Whether places lead to an editor.
    pub has_editor: bool,
}

/// All forms, each read by its own kind of reader.
///
/// # Panics
/// Where a form is none.
pub fn assert_printed(diagnostics: &[Diagnostic], tree: &SourceTree, manner: Manner<'_>) {
    let Manner { prefix, look, has_editor } = manner;
    let mut diagnostics = diagnostics.to_vec();
    diagnostic::sort(&mut diagnostics, tree);
    let terminal = print::terminal(&diagnostics, tree, prefix, look);
    let is_odd = |c: char| c.is_control() && c != '\n' && !(look.color && c == '\u{1b}');
    assert!(!terminal.contains(is_odd), "{terminal:?}");
    let json = print::json(&diagnostics, tree, prefix);
    assert_eq!(json.lines().count(), diagnostics.len());
    for line in json.lines() {
        let place: Place = serde_json::from_str(line).expect("it is JSON");
        assert!(place.line >= 1 && place.column >= 1, "{line}");
    }
    // It holds the explanation of each code, twice: for every input, that would take as long as all else.
    if is_chosen(json.as_bytes(), 4) {
        let sarif: Sarif = serde_json::from_str(&print::sarif(&diagnostics, tree, prefix)).expect("it is JSON");
        assert_eq!(sarif.runs[0].results.len(), diagnostics.len());
    }
    let github = print::github(&diagnostics, tree, prefix);
    assert!(!github.contains('\r'), "{github:?}");
    for line in github.lines() {
        assert!(["::error ", "::warning ", "::notice "].iter().any(|start| line.starts_with(start)), "{line:?}");
    }
    let editor = Editor { template: "vscode://file/{path}:{line}:{column}", root: prefix, schemes: print::EDITOR_SCHEMES };
    let html = print::html(&diagnostics, tree, has_editor.then_some(&editor));
    // Links to an editor have its scheme.
    judge::assert_fragment(&html.replace("href=\"vscode://file/", "href=\"https://file/"));
}

/// What is looked at in a line of JSON. To read the rest into values costs more than to print it.
#[derive(Deserialize)]
struct Place {
    line: u64,
    column: u64,
}

#[derive(Deserialize)]
struct Sarif {
    runs: [Run; 1],
}

#[derive(Deserialize)]
struct Run {
    results: Vec<IgnoredAny>,
}
