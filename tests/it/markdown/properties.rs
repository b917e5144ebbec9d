//! What holds for any text at all.

use ladderbook::document::limits::Limits;
use ladderbook::document::markdown::{Place, outline, outline_cell};
use ladderbook::document::outline::{Destination, Outline};
use ladderbook::markdown::{Href, plain_text, plain_text_cell, render, render_cell, render_parts};
use proptest::prelude::*;

use super::{file, page};

/// Bits that mean something to one of the parsers.
const BITS: [&str; 96] = [
    "\n",
    "\n",
    "\n\n",
    " ",
    "  ",
    "    ",
    "\t",
    "\r\n",
    "\r",
    "a",
    "ä",
    "🙃",
    "b c",
    "\u{a0}",
    "\0",
    "\u{feff}",
    "# ",
    "## ",
    "===\n",
    "---\n",
    "- ",
    "* ",
    "1. ",
    "> ",
    ">",
    "+ ",
    ": ",
    "| a | b |\n|---|---|\n",
    "|",
    "```",
    "~~~\n",
    "`",
    "*",
    "**",
    "_",
    "~~",
    "~",
    "[",
    "]",
    "(",
    ")",
    "[[",
    "]]",
    "![",
    "](",
    "](x.md)",
    "](<",
    "[a](b.md#c)",
    "[[name]]",
    "[[n|l]]",
    "[[n#f|",
    "[^1]",
    "[^1]: ",
    "[r]",
    "[r]: x.md\n",
    "<https://e.org>",
    "<a@b.c>",
    "javascript:",
    "//",
    "&amp;",
    "&#x6a;",
    "&",
    "\\",
    "\\\n",
    ":::",
    ":::tip\n",
    ":::note T\n",
    "::::",
    ":::nope\n",
    ":::details\n",
    "\n:::\n",
    "> [!NOTE]\n",
    "- [ ] ",
    "- [x] ",
    "{#id .c x=y}",
    "{.lb-x}",
    "<",
    ">",
    "<div>",
    "</div>",
    "<div>\n",
    "<b ",
    "</b>",
    "<script>",
    "</script>",
    "<style>",
    "<!--",
    "-->",
    "<svg>",
    "<a href=\"x.md\">",
    "<img src=p.png onerror=x>",
    "<p id=\"x\" class='lb-a b'>",
    "\"",
    "'",
    "=",
    "<?>",
];

fn any_text() -> impl Strategy<Value = String> {
    let bit = prop_oneof![
        9 => (0..BITS.len()).prop_map(|at| BITS[at].to_owned()),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(bit, 0..60).prop_map(|bits| bits.concat())
}

/// A different address for each link, so that one that is skipped or taken twice shows.
fn numbered(outline: &Outline) -> Vec<Href> {
    let to = |number: usize| Href::To {
        url: format!("to-{number}-x.html"),
        title: Some("T".to_owned()),
    };
    (0..outline.links.len()).map(to).collect()
}

/// No script, no handler, no dangerous scheme, every attribute quoted. Text is escaped, so `<` always starts a tag.
/// Gives the ids.
pub(super) fn assert_harmless(html: &str) -> Vec<&str> {
    let mut ids = Vec::new();
    for tag in html.split('<').skip(1) {
        let name: String = tag
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        assert!(!name.is_empty(), "a bare `<` in {html}");
        let forbidden = [
            "script", "style", "svg", "math", "iframe", "form", "base", "meta", "object",
        ];
        assert!(!forbidden.contains(&&*name), "<{name}> in {html}");
        let mut rest = tag.trim_start_matches('/')[name.len()..].trim_start();
        while !rest.starts_with('>') {
            let Some((attribute, after)) = rest.split_once("=\"") else {
                // Our own `disabled` and `checked` come without a value.
                let word: String = rest.chars().take_while(char::is_ascii_lowercase).collect();
                assert!(
                    ["disabled", "checked"].contains(&&*word),
                    "{rest} in {html}"
                );
                rest = rest[word.len()..].trim_start();
                continue;
            };
            if let Some((word, after)) = attribute.split_once(' ') {
                assert!(
                    ["disabled", "checked"].contains(&word),
                    "{attribute} in {html}"
                );
                rest = &rest[rest.len() - (after.len() + rest.len() - attribute.len())..];
                continue;
            }
            assert!(
                !attribute.starts_with("on") && attribute != "style",
                "{attribute} in {html}"
            );
            let Some((value, after)) = after.split_once('"') else {
                panic!("an attribute without end in {html}");
            };
            if attribute == "id" {
                ids.push(value);
            }
            let value = value.to_lowercase();
            if attribute == "href" || attribute == "src" {
                assert!(
                    !["javascript:", "data:", "vbscript:", "//"]
                        .iter()
                        .any(|bad| value.starts_with(bad)),
                    "{value} in {html}"
                );
            }
            rest = after.trim_start();
        }
    }
    ids
}

fn assert_spans(text: &str, outline: &Outline) {
    let links = outline.links.iter().map(|link| link.span);
    let parts = outline
        .links
        .iter()
        .flat_map(|link| match &link.destination {
            Destination::Anchor(one) => vec![one.span],
            Destination::Relative { fragment, .. } => fragment.iter().map(|one| one.span).collect(),
            Destination::Name { name, fragment, .. } => {
                let fragment = fragment.iter().map(|one| one.span);
                fragment.chain([name.span]).collect()
            }
            _ => Vec::new(),
        });
    let headings = outline.headings.iter().map(|one| one.span);
    let wrong = outline
        .diagnostics
        .iter()
        .map(ladderbook::diagnostic::Diagnostic::at);
    for span in links.chain(parts).chain(headings).chain(wrong) {
        assert!(text.get(span.range()).is_some(), "{span:?} in {text:?}");
    }
}

fn addresses(html: &str) -> Vec<usize> {
    html.split("\"to-")
        .skip(1)
        .filter_map(|rest| rest.split_once("-x.html\"")?.0.parse().ok())
        .collect()
}

fn small_limits() -> impl Strategy<Value = Limits> {
    (1_usize..8, 1_usize..4, 1_usize..6).prop_map(|(markdown, containers, html)| Limits {
        markdown_depth: markdown * 8,
        container_depth: containers * 8,
        html_depth: html * 8,
        ..Limits::default()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_body_is_read_and_rendered(front in any_text(), body in any_text(), limits in small_limits()) {
        let text = format!("{front}{body}");
        let outline = outline(&body, Place::body(file(), &text, front.len()), &limits);
        assert_spans(&text, &outline);
        let hrefs = numbered(&outline);
        let html = render(&body, &outline, &hrefs, &page());
        let mut ids = assert_harmless(&html);
        let used = addresses(&html);
        prop_assert!(used.iter().all(|number| *number < hrefs.len()), "{body:?} {html}");
        ids.sort_unstable();
        let all = ids.len();
        ids.dedup();
        prop_assert_eq!(ids.len(), all, "ids in {} from {:?}", html, body);
        for part in render_parts(&body, &outline, &hrefs, &page()).parts {
            assert_harmless(&part.html);
            assert_harmless(&part.heading);
        }
        let plain = plain_text(&body, &outline, &hrefs);
        prop_assert!(plain.len() <= body.len() * 8 + 64);
    }

    /// Without raw HTML nothing hides or repeats a link, so each address must stand in the page once and in order.
    #[test]
    fn the_nth_link_gets_the_nth_address(body in any_text()) {
        let body = body.replace(['<', '&'], "");
        let outline = outline(&body, Place::body(file(), &body, 0), &Limits::default());
        let hrefs = numbered(&outline);
        let html = render(&body, &outline, &hrefs, &page());
        let plain = addresses(&html);
        // Footnotes stand at the end, and links in the text of pictures leave no trace.
        if !body.contains("[^") && !body.contains("![") {
            let all: Vec<usize> = (0..hrefs.len()).collect();
            prop_assert_eq!(plain, all, "{:?} {}", body, html);
        }
    }

    #[test]
    fn any_cell_is_read_and_rendered(cell in any_text()) {
        let outline = outline_cell(&cell, Place::body(file(), &cell, 0), &Limits::default());
        assert_spans(&cell, &outline);
        let hrefs = numbered(&outline);
        let html = render_cell(&cell, &outline, &hrefs, &page());
        assert_harmless(&html);
        prop_assert!(addresses(&html).iter().all(|number| *number < hrefs.len()));
        let plain = plain_text_cell(&cell, &outline, &hrefs);
        prop_assert!(plain.len() <= cell.len() * 4 + 16);
    }

    /// Any text in any slot comes out as that text.
    #[test]
    fn text_in_a_code_block_survives(text in any_text()) {
        let text = text.replace(['\r', '\0'], "").replace('~', "-");
        let body = format!("~~~~~~\n{text}\n~~~~~~\n");
        let outline = outline(&body, Place::body(file(), &body, 0), &Limits::default());
        let html = render(&body, &outline, &[], &page());
        let inner = html.strip_prefix("<pre tabindex=\"0\"><code>").and_then(|html| html.strip_suffix("\n</code></pre>\n"));
        let back = inner.unwrap_or_default().replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
        let shown = |text: &str| text.chars().map(|c| if c.is_ascii_control() && c != '\n' && c != '\t' { '\u{fffd}' } else { c }).collect::<String>();
        prop_assert_eq!(back, shown(&text));
    }
}
