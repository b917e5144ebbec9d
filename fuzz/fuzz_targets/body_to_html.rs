//! Any text as a body and as a cell. A browser's parser says what became of it.
#![no_main]

use std::sync::LazyLock;

use ladderbook::document::limits::Limits;
use ladderbook::document::markdown::{Place, outline, outline_cell};
use ladderbook::document::outline::{Destination, Outline};
use ladderbook::markdown::{Href, Page, Terms, Words, plain_text, render, render_cell, render_parts};
use ladderbook::source::SourceTree;
use ladderbook_fuzz::judge::assert_fragment;
use ladderbook_fuzz::{assert_diagnostics, is_chosen, let_the_parser_panic, text};
use libfuzzer_sys::fuzz_target;

static WORDS: LazyLock<Words> = LazyLock::new(Words::default);
static TERMS: LazyLock<Terms> = LazyLock::new(Terms::default);

fuzz_target!(|data: &[u8]| {
    let_the_parser_panic();
    let body = text(data);
    let mut tree = SourceTree::default();
    let file = tree.insert_text("content/a.md", &body);
    let limits = Limits::default();

    let facts = outline(&body, Place::body(file, &body, 0), &limits);
    let page = Page {
        words: &WORDS,
        terms: &TERMS,
        own_name: "",
        glossary: "",
        id_prefix: "",
        lower_headings: u8::from(is_chosen(data, 2)),
        drops_title: facts.opens_with_title,
    };
    assert_diagnostics(&facts.diagnostics, &tree);
    let to = hrefs(&facts);
    assert_fragment(&render(&body, &facts, &to, &page));
    // The same events once more: the judge costs more than they do.
    if is_chosen(data, 8) {
        let parts = render_parts(&body, &facts, &to, &page);
        assert_fragment(&parts.lead);
        for part in &parts.parts {
            assert_fragment(&part.heading);
            assert_fragment(&part.html);
        }
    }
    let plain = plain_text(&body, &facts, &to);
    assert!(plain.len() <= body.len() * 8 + 64);

    if !is_chosen(data, 4) {
        return;
    }
    let facts = outline_cell(&body, Place::body(file, &body, 0), &limits);
    assert_diagnostics(&facts.diagnostics, &tree);
    assert_fragment(&render_cell(&body, &facts, &hrefs(&facts), &page));
});

/// Every link leads where it says, as far as that is its own business: the worst case for the renderer.
fn hrefs(outline: &Outline) -> Vec<Href> {
    let to = |url: &str| Href::To { url: url.to_owned(), title: Some("<b>\"title\"".to_owned()) };
    outline
        .links
        .iter()
        .map(|link| match &link.destination {
            Destination::External(url) => to(url),
            Destination::Anchor(_) | Destination::Relative { .. } | Destination::Name { .. } => to("a.html#b"),
            Destination::Refused => Href::None,
        })
        .collect()
}
