//! Any text, path and span in every form of a diagnostic.
#![no_main]

use arbitrary::Arbitrary;
use ladderbook::diagnostic::Diagnostic;
use ladderbook::diagnostic::print::{self, Editor, Look};
use ladderbook::document;
use ladderbook::document::limits::Limits;
use ladderbook::source::SourceTree;
use ladderbook::span::{Span, Spanned};
use ladderbook_fuzz::assert_printed;
use ladderbook_fuzz::judge::assert_fragment;
use libfuzzer_sys::fuzz_target;

#[derive(Arbitrary, Debug)]
struct Input {
    path: String,
    text: String,
    /// What the text was when the spans were made: the preview keeps a diagnostic while its file changes.
    older: String,
    name: String,
    prefix: String,
    span: (u16, u16),
    other: (u16, u16),
    width: usize,
    color: bool,
}

fuzz_target!(|input: Input| {
    let mut tree = SourceTree::default();
    let file = tree.insert_text(&input.path, &input.text);
    let span = |text: &str, (start, len): (u16, u16)| {
        Span::new(file, text, usize::from(start)..usize::from(start) + usize::from(len))
    };
    let at = Spanned::new(input.name.clone(), span(&input.older, input.span));
    let mut all: Vec<Diagnostic> = every_kind(&at, span(&input.text, input.other));
    // And those of a reader that met the same text.
    if let Some(read) = tree.get(&input.path) {
        all.extend(document::parse(read, &Limits::default()).diagnostics);
    }
    assert_printed(&all, &tree);
    let look = Look { color: input.color, width: input.width };
    let printed = print::terminal(&all, &tree, &input.prefix, look);
    assert!(!printed.contains(|c: char| c.is_control() && c != '\n' && !(input.color && c == '\u{1b}')), "{printed:?}");
    let editor = Editor { template: "vscode://file/{path}:{line}:{column}", root: &input.prefix, schemes: print::EDITOR_SCHEMES };
    assert_without_scheme_check(&print::html(&all, &tree, Some(&editor)));
    let github = print::github(&all, &tree, &input.prefix);
    assert!(!github.contains('\r'));
});

fn every_kind(at: &Spanned<String>, other: Span) -> Vec<Diagnostic> {
    use ladderbook::diagnostic::ownership as say;
    vec![
        say::reserved_name(at.span, &at.value),
        say::unusable_name(at.span, &at.value),
        say::unreturned_share(at.span, &at.value, &at.value, &at.value),
        say::gaps(other, &at.value, &[&at.value, "b"], &at.value),
        say::compared_twice(at.span, other, [&at.value, "b"]),
        say::comma_between_holders(at.span, &at.value),
    ]
}

/// Links to an editor have its scheme.
fn assert_without_scheme_check(html: &str) {
    assert_fragment(&html.replace("href=\"vscode://file/", "href=\"https://file/"));
}
