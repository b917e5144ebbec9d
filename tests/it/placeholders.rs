//! No reader sees the `{name}` of a word that the engine should have filled in.

use std::collections::BTreeSet;
use std::path::Path;

use ladderbook::load::{self, Options};

use crate::whole;

/// Every page of our own ladder, with everything that a reader may see or hear of it. The page that holds all others is left out: it is
/// cut from these. What stands in `data-` attributes is filled in by scripts, and code may be about placeholders.
#[test]
fn no_page_shows_the_name_of_a_part_that_was_not_filled_in() {
    let tree = load::load(Path::new(env!("CARGO_MANIFEST_DIR")), &Options::default())
        .expect("our own ladder can be read");
    let compiled = whole::compiled(&tree).value;
    let theme = compiled.prepared.theme.as_ref().expect("a theme");
    let words = theme.words().all();
    let names: BTreeSet<String> = words.values().flat_map(|word| placeholders(word)).collect();
    assert!(names.len() > 10, "{names:?}");

    let output = compiled.output.expect("a site");
    let mut shown = Vec::new();
    for (path, html) in whole::pages(&output).filter(|(path, _)| *path != "print.html") {
        let left = placeholders(&without_code(&without_data(&html)));
        shown.extend(
            left.into_iter()
                .filter(|name| names.contains(name))
                .map(|name| format!("{path}: {name}")),
        );
    }
    assert_eq!(shown, Vec::<String>::new());
}

/// All `{name}` in a text.
fn placeholders(text: &str) -> Vec<String> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
        .filter(|name| {
            !name.is_empty()
                && name
                    .chars()
                    .all(|letter| letter.is_ascii_lowercase() || letter == '_')
        })
        .map(|name| format!("{{{name}}}"))
        .collect()
}

/// A page without its `data-` attributes, whose values hold no quotation mark.
fn without_data(html: &str) -> String {
    let mut parts = html.split(" data-");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| {
        let value = part.split_once("=\"").filter(|(name, _)| {
            name.chars()
                .all(|letter| letter.is_ascii_lowercase() || letter == '-')
        });
        let rest = value.and_then(|(_, rest)| Some(rest.split_once('"')?.1));
        kept + rest.unwrap_or(part)
    })
}

/// A page without what stands in `<code>`.
fn without_code(html: &str) -> String {
    let mut parts = html.split("<code");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| {
        kept + part.split_once("</code>").map_or(part, |(_, rest)| rest)
    })
}

#[test]
fn the_test_above_sees_what_it_looks_for() {
    assert_eq!(
        placeholders(&without_code(&without_data(
            r#"<p title="{a} or" data-sum="{b}" data-keeps>{c_d} <code class="x">{e}</code> {F} {} {g</p>"#
        ))),
        ["{a}", "{c_d}"]
    );
}
