//! Ids as a browser reads them, found by fuzzing.

use std::collections::BTreeSet;

use expect_test::expect;
use scraper::Html;

use super::{check_faults, check_html, rendered};
use crate::judge::elements;

/// A browser reads NUL as U+FFFD, so these were told apart here and not there.
const ONE_FOR_A_BROWSER: &str = "# Two {#con\0structor}\n\n# Three {#con\u{fffd}structor}\n\n<p id=\"o\u{1}\0r\">a</p>\n\n<p id=\"o\u{1}\u{fffd}r\">b</p>\n\n<p id=\"o\0r\">c</p>\n\n<p id=\"o\u{fffd}r\">d</p>\n";

#[test]
fn two_ids_that_a_browser_takes_for_one() {
    check_html(
        ONE_FOR_A_BROWSER,
        &expect![[r##"
            <h1 id="constructor">Two <a class="lb-anchor" href="#constructor" aria-label="Link: Two">#</a></h1>
            <h1 id="con�structor">Three <a class="lb-anchor" href="#con�structor" aria-label="Link: Three">#</a></h1>
            <p>a</p>
            <p>b</p>
            <p>c</p>
            <p id="o�r">d</p>
        "##]],
    );
    check_faults(
        ONE_FOR_A_BROWSER,
        &expect![[r#"
            5:4 warning[removed-attribute] the id `o␁␀r` cannot be used here [id=\"o\u{1}\0r\"]
            7:4 warning[removed-attribute] the id `o␁�r` cannot be used here [id=\"o\u{1}�r\"]
            9:4 warning[removed-attribute] the id `o␀r` cannot be used here [id=\"o\0r\"]
        "#]],
    );
    let html = Html::parse_fragment(&rendered(ONE_FOR_A_BROWSER));
    let mut seen = BTreeSet::new();
    for id in elements(&html).filter_map(|element| element.value().attr("id")) {
        assert!(seen.insert(id.to_owned()), "{id:?}");
    }
}
