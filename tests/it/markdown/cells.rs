//! Single cells of front matter.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use ladderbook::document::limits::Limits;
use ladderbook::document::markdown::{Place, outline_cell};
use ladderbook::markdown::{plain_text_cell, render_cell};
use ladderbook::span::Span;

use super::{facts_of, file, hrefs, listed, page};

/// HTML, text and facts of the value that stands in `file_text` at `written`.
fn check(file_text: &str, written: &str, value: &str, expected: &Expect) {
    let start = file_text.find(written).unwrap();
    let span = Span::new(file(), file_text, start..start + written.len());
    let place = Place::cell(file_text, span, value);
    let outline = outline_cell(value, place, &Limits::default());
    let hrefs = hrefs(&outline);
    let html = render_cell(value, &outline, &hrefs, &page());
    let plain = plain_text_cell(value, &outline, &hrefs);
    expected.assert_eq(&format!(
        "{html}\n{plain}\n{}",
        facts_of(file_text, &outline)
    ));
}

#[test]
fn spans_and_links() {
    check(
        "left: \"Runs *all* [[hiring|the hiring]], see [x](y.md#z)\"\n",
        "\"Runs *all* [[hiring|the hiring]], see [x](y.md#z)\"",
        "Runs *all* [[hiring|the hiring]], see [x](y.md#z)",
        &expect![[r#"
            Runs <em>all</em> <a href="hiring.html">the hiring</a>, see <a href="y.md#z">x</a>
            Runs all the hiring, see x
            1:21 link [hiring|the hiring] name hiring [hiring]  labelled
            1:50 link [y.md#z] path y.md #z [z]
        "#]],
    );
}

#[test]
fn what_would_start_a_block_is_text() {
    let mut shown = String::new();
    for cell in [
        "- 5 < 6 & more",
        "# one",
        "2. *half*",
        "> quoted",
        "```",
        "***",
        "[^1]: x",
        "[a]: x",
        "<div>x</div>",
        "<b onclick=x>y</b>",
        "a {#b}",
        "| a | b |",
        " ~20-25%, ~~30~~ ",
        "",
        " _ ",
        "line\nend [[x]]",
        ":::tip [[x]]",
        "<script>x</script>",
    ] {
        let place = Place::body(file(), cell, 0);
        let outline = outline_cell(cell, place, &Limits::default());
        let hrefs = hrefs(&outline);
        let html = render_cell(cell, &outline, &hrefs, &page());
        let plain = plain_text_cell(cell, &outline, &hrefs);
        let _ = writeln!(shown, "{cell:?}: [{html}] [{plain}]");
        shown += &listed(cell, &outline.diagnostics);
    }
    expect![[r##"
        "- 5 < 6 & more": [- 5 &lt; 6 &amp; more] [- 5 < 6 & more]
        "# one": [# one] [# one]
        "2. *half*": [2. <em>half</em>] [2. half]
        "> quoted": [&gt; quoted] [> quoted]
        "```": [```] [```]
        "***": [***] [***]
        "[^1]: x": [[^1]: x] [[^1]: x]
        "[a]: x": [[a]: x] [[a]: x]
        "<div>x</div>": [<div>x</div>] [x]
        "<b onclick=x>y</b>": [<b>y</b>] [y]
        1:4 warning[removed-attribute] `onclick` is not allowed on `<b>` [onclick=x]
        "a {#b}": [a {#b}] [a {#b}]
        "| a | b |": [| a | b |] [| a | b |]
        " ~20-25%, ~~30~~ ": [~20-25%, <del>30</del>] [~20-25%, 30]
        "": [] []
        " _ ": [_] [_]
        "line\nend [[x]]": [line end <a href="x.html">Title of x</a>] [line end Title of x]
        ":::tip [[x]]": [:::tip <a href="x.html">Title of x</a>] [:::tip Title of x]
        "<script>x</script>": [] []
        1:1 warning[removed-html] `<script>` is not allowed in content [<script>]
    "##]]
    .assert_eq(&shown);
}

#[test]
fn a_value_that_yaml_changed_is_pointed_at_as_a_whole() {
    check(
        "left: \"see \\\"[x](javascript:y)\\\"\"\n",
        "\"see \\\"[x](javascript:y)\\\"\"",
        "see \"[x](javascript:y)\"",
        &expect![[r#"
            see &quot;x&quot;
            see "x"
            1:7 link ["see \"[x](javascript:y)\""] refused
            1:7 warning[removed-link] links with `javascript:` are not allowed [\"see \\\"[x](javascript:y)\\\"\"]
        "#]],
    );
}
