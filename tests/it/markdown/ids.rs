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
        &expect![[r##""##]],
    );
    check_faults(
        ONE_FOR_A_BROWSER,
        &expect![[r##""##]],
    );
    let html = Html::parse_fragment(&rendered(ONE_FOR_A_BROWSER));
    let mut seen = BTreeSet::new();
    for id in elements(&html).filter_map(|element| element.value().attr("id")) {
        assert!(seen.insert(id.to_owned()), "{id:?}");
    }
}
