//! The examples of the specification of `CommonMark`, through our own path: what is read, resolved, rendered and cleaned.
//!
//! The specification is kept as its authors publish it, with its licence beside it. Our extensions stay on, as they are for every
//! author: an example that comes out otherwise is named below with the reason, and one that comes out as written may not be.

use std::collections::BTreeMap;

use pulldown_cmark::{Options, Parser};

use super::{file, hrefs, page};
use crate::judge::canonical;
use ladderbook::document::limits::Limits;
use ladderbook::document::markdown::{Place, outline};
use ladderbook::markdown::render;

const SPECIFICATION: &str = include_str!("commonmark/spec.txt");

/// Examples whose outcome is another one on purpose.
const OTHERWISE: [(&str, &[usize]); 10] = [
    (
        "bare addresses are links, as on GitHub",
        &[602, 608, 611, 612],
    ),
    (
        "elements that HTML doesn't have are taken out, their text stays",
        &[150, 163, 201, 491, 524, 536, 613, 614, 615, 617],
    ),
    (
        "scripts and styles go with what they hold",
        &[170, 172, 173, 176, 178],
    ),
    ("a form's elements are taken out", &[171]),
    (
        "attributes that no page needs are taken out, and blanks in them count once",
        &[154, 169, 616],
    ),
    (
        "a tag that never ends is text, not the end of the page",
        &[156, 157, 158],
    ),
    (
        "a picture always says what it shows, if only that it is nothing",
        &[475],
    ),
    (
        "of schemes there are four; the text stays",
        &[596, 598, 599, 601],
    ),
    ("double brackets are ours", &[548, 559, 590]),
    (
        "in raw HTML, names of characters outside of ASCII stay as written, as they can't make up a scheme",
        &[31, 630],
    ),
];

struct Example {
    markdown: String,
    html: String,
}

fn examples() -> Vec<Example> {
    let fence = "`".repeat(32);
    let mut examples = Vec::new();
    let mut rest = SPECIFICATION;
    while let Some((_, after)) = rest.split_once(&format!("\n{fence} example\n")) {
        let (example, after) = after.split_once(&format!("{fence}\n")).expect("an end");
        let (markdown, html) = example
            .split_once("\n.\n")
            .or_else(|| example.strip_prefix(".\n").map(|html| ("", html)))
            .expect("two parts");
        let text = |part: &str| part.replace('→', "\t");
        examples.push(Example {
            markdown: text(&format!("{markdown}\n")),
            html: text(html),
        });
        rest = after;
    }
    examples
}

/// What our pages have besides, and the specification does not.
fn without_ours(name: &str, attributes: &mut Vec<(String, String)>) -> bool {
    let has = |attributes: &[(String, String)], name: &str, value: &str| {
        attributes
            .iter()
            .any(|(one, two)| one == name && two == value)
    };
    if name == "a" && has(attributes, "class", "lb-anchor") {
        return false;
    }
    attributes.retain(|(attribute, _)| match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => attribute != "id",
        "pre" => attribute != "tabindex",
        "img" => attribute != "loading",
        // A link to another host tells it nothing of where it was followed.
        "a" => attribute != "rel",
        _ => true,
    });
    for (attribute, value) in attributes {
        if attribute == "href" || attribute == "src" {
            *value = decoded(value);
            // Both stand for the page itself.
            if value == "#" {
                value.clear();
            }
        }
    }
    true
}

/// An address is written in one of several ways that mean the same.
fn decoded(address: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = address.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        let digits = after
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => bytes.push(*first),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn ours(markdown: &str) -> String {
    let outline = outline(
        markdown,
        Place::body(file(), markdown, 0),
        &Limits::default(),
    );
    render(markdown, &outline, &hrefs(&outline), &page())
}

#[test]
fn the_examples_of_the_specification_come_out_as_written() {
    let examples = examples();
    assert_eq!(examples.len(), 652);
    let known: BTreeMap<usize, &str> = OTHERWISE
        .iter()
        .flat_map(|(why, numbers)| numbers.iter().map(|number| (*number, *why)))
        .collect();
    let mut wrong = Vec::new();
    for (at, example) in examples.iter().enumerate() {
        let number = at + 1;
        let mut plain = String::new();
        pulldown_cmark::html::push_html(
            &mut plain,
            Parser::new_ext(&example.markdown, Options::empty()),
        );
        let wanted = canonical(&example.html, &without_ours);
        // What the parser itself reads otherwise is not ours to answer for.
        if canonical(&plain, &without_ours) != wanted {
            wrong.push(format!("{number}: the parser\n{}", example.markdown));
            continue;
        }
        let html = ours(&example.markdown);
        let got = canonical(&html, &without_ours);
        match (got == wanted, known.get(&number)) {
            (true, None) | (false, Some(_)) => {}
            (true, Some(why)) => wrong.push(format!("{number}: comes out as written now ({why})")),
            (false, None) => wrong.push(format!(
                "{number}: {:?}\n--- wanted\n{wanted}--- came out\n{got}",
                example.markdown
            )),
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of 652\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
