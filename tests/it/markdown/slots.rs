//! Any text in any slot of a body is that text to a browser: nothing of it becomes an element, an attribute or another slot's value.

use ladderbook::document::limits::Limits;
use ladderbook::document::markdown::{Place, outline, outline_cell};
use ladderbook::markdown::{render, render_cell};
use proptest::prelude::*;
use scraper::Html;

use super::{file, hrefs, page};
use crate::judge::{elements, text as text_of};

/// What ends a slot in one language or another.
const BITS: [&str; 44] = [
    "\"",
    "'",
    "<",
    ">",
    "&",
    "`",
    "``",
    "]",
    "[",
    ")",
    "(",
    "|",
    "\\",
    "{",
    "}",
    "#",
    "*",
    "_",
    "~",
    "~~",
    "!",
    "=",
    "-->",
    "<!--",
    "</a>",
    "</title>",
    "</script>",
    "<script>",
    "<img src=x onerror=x>",
    "&quot;",
    "&#34;",
    "&lt;",
    "]]",
    "[[",
    ":::",
    "{{ 7*7 }}",
    "javascript:x",
    "onclick=x",
    "__proto__",
    "ü",
    "🙃",
    "\u{2028}",
    "a b",
    "x",
];

fn any_text() -> impl Strategy<Value = String> {
    let bit = prop_oneof![
        9 => (0..BITS.len()).prop_map(|at| BITS[at].to_owned()),
        1 => any::<char>().prop_filter("no blank, no control", |c| !c.is_control() && !c.is_whitespace() && *c != '\u{feff}').prop_map(String::from),
    ];
    // Letters at both ends: blanks and marks there belong to the slot and not to the text.
    prop::collection::vec(bit, 1..10).prop_map(|bits| format!("q{}q", bits.concat()))
}

/// As an author writes a text that is to mean itself.
fn escaped(text: &str) -> String {
    text.chars()
        .flat_map(|c| {
            c.is_ascii_punctuation()
                .then_some('\\')
                .into_iter()
                .chain([c])
        })
        .collect()
}

fn html_of(body: &str) -> String {
    let outline = outline(body, Place::body(file(), body, 0), &Limits::default());
    render(body, &outline, &hrefs(&outline), &page())
}

/// The values of an attribute, in document order.
fn values(html: &str, name: &str, attribute: &str) -> Vec<String> {
    elements(&Html::parse_fragment(html))
        .filter(|element| element.value().name() == name)
        .filter_map(|element| element.value().attr(attribute).map(str::to_owned))
        .collect()
}

/// Only these elements, with only these attributes, whatever the slot holds.
fn assert_only(html: &str, names: &[&str]) -> Result<(), TestCaseError> {
    for element in elements(&Html::parse_fragment(html)) {
        let name = element.value().name();
        prop_assert!(names.contains(&name), "<{name}> in {html}");
        for (attribute, _) in element.value().attrs() {
            let known = [
                "id",
                "class",
                "href",
                "src",
                "alt",
                "title",
                "aria-label",
                "role",
                "tabindex",
                "loading",
                "scope",
            ];
            prop_assert!(known.contains(&attribute), "{attribute} in {html}");
        }
    }
    Ok(())
}

/// As much of a code block's first line as names its language.
fn language(text: &str) -> &str {
    let text = text.trim_end();
    text.split(|c: char| c.is_whitespace() || c == ',' || c == '{')
        .next()
        .unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_stays_itself_in_every_slot(text in any_text()) {
        let written = escaped(&text);
        let shown = |html: &str| text_of(html).trim().to_owned();

        for (body, names) in [
            (format!("{written}\n"), &["p"][..]),
            (format!("- {written}\n"), &["ul", "li"]),
            (format!("> {written}\n"), &["blockquote", "p"]),
            (format!("**{written}**\n"), &["p", "strong"]),
            (format!("[{written}](x.md)\n"), &["p", "a"]),
        ] {
            let html = html_of(&body);
            assert_only(&html, names)?;
            prop_assert_eq!(shown(&html), text.as_str(), "{}", body);
        }

        let html = html_of(&format!("# {written}\n"));
        assert_only(&html, &["h1", "a"])?;
        prop_assert_eq!(shown(&html), format!("{text} #"));
        prop_assert_eq!(values(&html, "a", "aria-label"), [format!("Link: {text}")]);

        let html = html_of(&format!("[a](x.md \"{written}\") ![{written}](p.png '{written}')\n"));
        assert_only(&html, &["p", "a", "img"])?;
        prop_assert_eq!(values(&html, "a", "title"), [text.as_str()]);
        prop_assert_eq!(values(&html, "img", "alt"), [text.as_str()]);
        prop_assert_eq!(values(&html, "img", "title"), [text.as_str()]);

        let html = html_of(&format!("~~~ {written}\nx\n~~~\n"));
        assert_only(&html, &["pre", "code"])?;
        prop_assert_eq!(values(&html, "code", "class"), [format!("language-{}", language(&text))]);

        let html = html_of(&format!("| a |\n|---|\n| {written} |\n"));
        assert_only(&html, &["div", "table", "thead", "tbody", "tr", "th", "td"])?;
        let cell = Html::parse_fragment(&html);
        let cell = elements(&cell).find(|element| element.value().name() == "td").map(|cell| cell.text().collect::<String>());
        prop_assert_eq!(cell.as_deref(), Some(text.as_str()));

        let facts = outline_cell(&written, Place::body(file(), &written, 0), &Limits::default());
        let html = render_cell(&written, &facts, &[], &page());
        assert_only(&html, &[])?;
        prop_assert_eq!(text_of(&html), text.as_str());
    }

    /// Where nothing can be escaped, a slot may end early; then the rest is text like any other.
    #[test]
    fn no_text_breaks_out_of_a_slot(text in any_text()) {
        for body in [
            format!("~~~{text}\nx\n~~~\n"),
            format!("# h {{#{text}}}\n"),
            format!("# h {{.{text} {text}={text}}}\n"),
            format!("x[^{text}]\n\n[^{text}]: y\n"),
            format!(":::tip {text}\nx\n:::\n"),
            format!("[[x|{text}]]\n"),
            format!("[[{text}]]\n"),
            format!("[a](<{text}>)\n"),
            format!("[a]({text} '{text}')\n"),
            format!("[r]: {text} '{text}'\n\n[r]\n"),
            format!("<{text}>\n"),
            format!("<b title=\"{text}\">x</b>\n"),
            format!("<b title='{text}'>x</b>\n"),
            format!("<b title={text}>x</b>\n"),
            format!("<a href=\"{text}\">x</a>\n"),
            format!("| a | b |\n|---|---|\n| {text} | {text} |\n"),
        ] {
            super::properties::assert_harmless(&html_of(&body));
            let html = html_of(&body);
            for element in elements(&Html::parse_fragment(&html)) {
                let name = element.value().name();
                prop_assert!(!["script", "style", "svg", "math", "iframe", "form", "base", "meta", "object", "template"].contains(&name), "<{name}> in {html}");
                for (attribute, value) in element.value().attrs() {
                    prop_assert!(!attribute.starts_with("on") && attribute != "style", "{attribute} in {html}");
                    let trimmed = value.trim().to_lowercase();
                    prop_assert!(!["href", "src"].contains(&attribute) || !trimmed.starts_with("javascript:"), "{value} in {html}");
                }
            }
        }
    }
}
