//! Markdown bodies and cells: what is read out of them, and what becomes of them on a page.

mod cells;
mod commonmark;
mod containers;
mod facts;
mod hostile;
mod html;
mod ids;
mod properties;
mod raw;
mod slots;
mod terms;

use std::fmt::Write as _;
use std::sync::LazyLock;

use expect_test::Expect;
use ladderbook::diagnostic::Diagnostic;
use ladderbook::document::limits::Limits;
use ladderbook::document::markdown::{Place, outline};
use ladderbook::document::outline::{Destination, Outline};
use ladderbook::markdown::{Href, Page, Terms, Words, render};
use ladderbook::source::{SourceTree, position};
use ladderbook::span::FileId;

static WORDS: LazyLock<Words> = LazyLock::new(|| Words {
    permalink: "Link".to_owned(),
    footnotes: "Notes".to_owned(),
    back: "Back".to_owned(),
    table: "Table".to_owned(),
    done: "done".to_owned(),
    open: "open".to_owned(),
    note: "Note".to_owned(),
    tip: "Tip".to_owned(),
    important: "Important".to_owned(),
    warning: "Warning".to_owned(),
    caution: "Caution".to_owned(),
    info: "Info".to_owned(),
    details: "Details".to_owned(),
});
static NO_TERMS: LazyLock<Terms> = LazyLock::new(Terms::default);

fn page() -> Page<'static> {
    Page {
        words: &WORDS,
        terms: &NO_TERMS,
        own_name: "",
        glossary: "",
        id_prefix: "",
        lower_headings: 0,
        drops_title: false,
    }
}

fn file() -> FileId {
    SourceTree::default().insert_text("page.md", "")
}

fn read(text: &str) -> Outline {
    outline(text, Place::body(file(), text, 0), &Limits::default())
}

/// Links resolved as if every target were there: to the destination itself, and a `[[name]]` to a page of that title.
fn hrefs(outline: &Outline) -> Vec<Href> {
    let to = |url: String| Href::To { url, title: None };
    outline
        .links
        .iter()
        .map(|link| match &link.destination {
            Destination::External(url) => to(url.clone()),
            Destination::Anchor(fragment) => to(format!("#{}", fragment.value)),
            Destination::Relative { path, fragment } => to(match fragment {
                Some(fragment) => format!("{path}#{}", fragment.value),
                None => path.clone(),
            }),
            Destination::Name { name, fragment, .. } => Href::To {
                url: match fragment {
                    Some(fragment) => format!("{}.html#{}", name.value, fragment.value),
                    None => format!("{}.html", name.value),
                },
                title: Some(format!("Title of {}", name.value)),
            },
            Destination::Refused => Href::None,
        })
        .collect()
}

fn rendered(text: &str) -> String {
    let outline = read(text);
    render(text, &outline, &hrefs(&outline), &page())
}

/// `line:column severity[code] message [the words at the caret]`, in the order of the text.
fn listed(text: &str, diagnostics: &[Diagnostic]) -> String {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_key(|one| (one.at().start(), one.at().end()));
    let mut out = String::new();
    for one in sorted {
        let at = position(text, one.at().start());
        let _ = writeln!(
            out,
            "{}:{} {}[{}] {} [{}]",
            at.line,
            at.column,
            one.severity().name(),
            one.code().name(),
            one.message(),
            text[one.at().range()].escape_debug(),
        );
    }
    out
}

fn facts_of(text: &str, outline: &Outline) -> String {
    let mut out = String::new();
    for heading in &outline.headings {
        let at = position(text, heading.span.start());
        let (line, column) = (at.line, at.column);
        let _ = writeln!(
            out,
            "{line}:{column} h{} #{} {}",
            heading.level, heading.id, heading.text
        );
    }
    for link in &outline.links {
        let at = position(text, link.span.start());
        let written = &text[link.span.range()];
        let fragment = |one: &Option<ladderbook::span::Spanned<String>>| match one {
            Some(one) => format!("#{} [{}]", one.value, &text[one.span.range()]),
            None => String::new(),
        };
        let to = match &link.destination {
            Destination::External(url) => format!("external {url}"),
            Destination::Anchor(one) => format!("anchor {}", fragment(&Some(one.clone()))),
            Destination::Relative {
                path,
                fragment: one,
            } => {
                format!("path {path} {}", fragment(one))
            }
            Destination::Name {
                name,
                fragment: one,
                has_label,
            } => format!(
                "name {} [{}] {}{}",
                name.value,
                &text[name.span.range()],
                fragment(one),
                if *has_label { " labelled" } else { "" }
            ),
            Destination::Refused => "refused".to_owned(),
        };
        let what = if link.is_image { "picture" } else { "link" };
        let _ = writeln!(
            out,
            "{}:{} {what} [{written}] {}",
            at.line,
            at.column,
            to.trim_end()
        );
    }
    if !outline.other_ids.is_empty() {
        let _ = writeln!(out, "ids {}", outline.other_ids.join(" "));
    }
    if outline.has_raw_html {
        out.push_str("raw HTML\n");
    }
    out + &listed(text, &outline.diagnostics)
}

fn check_html(text: &str, expected: &Expect) {
    expected.assert_eq(&rendered(text));
}

fn check_facts(text: &str, expected: &Expect) {
    expected.assert_eq(&facts_of(text, &read(text)));
}

fn check_faults(text: &str, expected: &Expect) {
    expected.assert_eq(&listed(text, &read(text).diagnostics));
}
