//! Any text, path and span in every form of a diagnostic.
#![no_main]

use arbitrary::Arbitrary;
use ladderbook::diagnostic::{Diagnostic, comparison};
use ladderbook::diagnostic::ownership as say;
use ladderbook::diagnostic::print::{Look, Reach};
use ladderbook::document;
use ladderbook::document::limits::Limits;
use ladderbook::source::SourceTree;
use ladderbook::span::{Span, Spanned};
use ladderbook_fuzz::{Manner, assert_printed, let_the_parser_panic};
use libfuzzer_sys::fuzz_target;

#[derive(Arbitrary, Debug)]
struct Input {
    kind: u8,
    /// Which of a reader's own diagnostics is printed with it.
    read: u8,
    span: (u16, u16),
    other: (u16, u16),
    width: u16,
    color: bool,
    has_editor: bool,
    path: String,
    name: String,
    prefix: String,
    /// What the text was when the spans were made: the preview keeps a diagnostic while its file changes.
    older: String,
    text: String,
}

fuzz_target!(|input: Input| {
    let_the_parser_panic();
    let mut tree = SourceTree::default();
    let file = tree.insert_text(&input.path, &input.text);
    let span = |text: &str, (start, len): (u16, u16)| {
        Span::new(file, text, usize::from(start)..usize::from(start) + usize::from(len))
    };
    let at = Spanned::new(input.name.clone(), span(&input.older, input.span));
    let mut all = vec![of_kind(input.kind, &at, span(&input.text, input.other))];
    // And one of a reader that met the same text.
    if let Some(file) = tree.get(&input.path) {
        let read = document::parse(file, &Limits::default()).diagnostics;
        let chosen = usize::from(input.read) % read.len().max(1);
        all.extend(read.into_iter().nth(chosen));
    }
    let look = Look { color: input.color, width: input.width.into(), reach: Reach::All };
    assert_printed(&all, &tree, Manner { prefix: &input.prefix, look, has_editor: input.has_editor });
});

/// Each kind by itself: all of them for every text would print the same text six times over.
fn of_kind(kind: u8, at: &Spanned<String>, other: Span) -> Diagnostic {
    let (span, name) = (at.span, &at.value);
    match kind % 6 {
        0 => say::reserved_name(span, name),
        1 => say::unusable_name(span, name),
        2 => say::unreturned_share(span, name, name, name),
        3 => say::gaps(other, name, &[name, "b"], name),
        4 => comparison::compared_twice(span, other, [name, "b"]),
        _ => say::comma_between_holders(span, name),
    }
}
