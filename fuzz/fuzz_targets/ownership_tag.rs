//! Any text as an ownership tag. One that can be read says the same when it is printed and read again.
#![no_main]

use ladderbook::document::limits::Limits;
use ladderbook::document::tag;
use ladderbook::text::Text;
use ladderbook::source::SourceTree;
use ladderbook::span::Span;
use ladderbook_fuzz::{assert_diagnostics, text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let written = text(data);
    // As YAML gives it: a plain scalar has no blanks around it.
    let written = written.trim();
    let (tree, at) = place(written);
    let mut wrong = Vec::new();
    let tag = tag::parse(&Text::exact(written, at), &Limits::default(), &mut wrong);
    assert_diagnostics(&wrong, &tree);
    let Some(tag) = tag.filter(|_| wrong.is_empty()) else { return };
    let printed = tag.to_string();
    if printed.len() > Limits::default().tag {
        return;
    }
    let (_, at) = place(&printed);
    let again = tag::parse(&Text::exact(&printed, at), &Limits::default(), &mut wrong);
    assert!(wrong.is_empty(), "{written:?} printed as {printed:?}: {}", wrong[0].message());
    let again = again.expect("what is printed can be read");
    assert_eq!(again.to_string(), printed, "from {written:?}");
    let shape = |tag: &tag::Tag| {
        let holders = tag.cases.iter().flat_map(|case| {
            case.holders.iter().map(|holder| (holder.name.text().value.clone(), holder.manner.quality, holder.manner.relations, holder.because.len()))
        });
        let whens = tag.cases.iter().map(|case| case.when.as_ref().map(|when| when.value.clone()));
        (holders.collect::<Vec<_>>(), whens.collect::<Vec<_>>())
    };
    assert_eq!(shape(&again), shape(&tag), "{written:?} printed as {printed:?}");
});

fn place(written: &str) -> (SourceTree, Span) {
    let mut tree = SourceTree::default();
    let file = tree.insert_text("tag.md", written);
    (tree, Span::new(file, written, 0..written.len()))
}
