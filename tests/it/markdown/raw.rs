//! Raw HTML: kept, cleaned, reported.

use expect_test::expect;

use super::{check_facts, check_faults, check_html};

#[test]
fn markdown_inside_nested_groups() {
    let text = "<div class=\"group\">\n\n#### Staffing (People)\n\nHire *well*.\n\n<div class=\"examples\">\n\n- one\n- two\n\n</div>\n</div>\n\nAfter.\n";
    check_html(
        text,
        &expect![[r##"
        <div class="group">
        <h4 id="staffing-people">Staffing (People) <a class="lb-anchor" href="#staffing-people" aria-label="Link: Staffing (People)">#</a></h4>
        <p>Hire <em>well</em>.</p>
        <div class="examples">
        <ul>
        <li>one</li>
        <li>two</li>
        </ul>
        </div>
        </div>
        <p>After.</p>
    "##]],
    );
    check_facts(
        text,
        &expect![[r#"
        3:1 h4 #staffing-people Staffing (People)
        raw HTML
    "#]],
    );
}

#[test]
fn a_style_block_goes_with_its_content() {
    let text =
        "<style>\n  .group { padding: 30px; }\n\n  .examples { color: gray; }\n</style>\n\nText.\n";
    check_html(
        text,
        &expect![[r#"

        <p>Text.</p>
    "#]],
    );
    check_faults(
        text,
        &expect![[r#"
        1:1 warning[removed-html] `<style>` is not allowed in content [<style>]
    "#]],
    );
}

#[test]
fn a_table_whose_head_cells_are_closed_as_data_cells() {
    let text = "<table border=\"1\" cellspacing=\"0\">\n<tr>\n<th>Focus\n</td>\n<th colspan=\"2\" >Model\n</td>\n</tr>\n<tr>\n<th>People\n</td>\n<td>EM\n</td>\n<td>TL (poorly)\n</td>\n</tr>\n</table>\n";
    check_html(
        text,
        &expect![[r#"
            <table>
            <tbody><tr>
            <th>Focus

            </th><th colspan="2">Model

            </th></tr>
            <tr>
            <th>People

            </th><td>EM
            </td>
            <td>TL (poorly)
            </td>
            </tr>
            </tbody></table>
        "#]],
    );
    check_faults(
        text,
        &expect![[r#"
        1:8 warning[removed-attribute] `border` is not allowed on `<table>` [border=\"1\"]
        1:19 warning[removed-attribute] `cellspacing` is not allowed on `<table>` [cellspacing=\"0\"]
    "#]],
    );
}

#[test]
fn an_element_that_nobody_knows() {
    let text = "<re-img src=\"manager.jpg\"></re-img>\n\nText <re-img>inside</re-img>.\n";
    check_html(
        text,
        &expect![[r#"
        <p>Text inside.</p>
    "#]],
    );
    check_faults(
        text,
        &expect![[r#"
        1:1 warning[removed-html] `<re-img>` is not allowed in content [<re-img src=\"manager.jpg\">]
        3:6 warning[removed-html] `<re-img>` is not allowed in content [<re-img>]
    "#]],
    );
}

#[test]
fn what_may_stay_stays() {
    check_html(
        "H<sub>2</sub>O <kbd title='\"q\"'>Ctrl</kbd> <a href=\"x.md?a&amp;b\" title=\"a &amp; b\">x &amp; y</a><br/>\n\n<details open>\n<summary>More</summary>\n\n*Markdown*\n\n</details>\n\n<img src=p.png width=10>\n<ol start=3><li>a<li>b</ol>\n<h2 id=raw>Raw</h2>\n<!-- gone -->\n<p>a < b & c</p>\n",
        &expect![[r#"
            <p>H<sub>2</sub>O <kbd title="&quot;q&quot;">Ctrl</kbd> <a href="x.md" title="a &amp; b">x &amp; y</a><br></p>
            <details open="">
            <summary>More</summary>
            <p><em>Markdown</em></p>
            </details>
            <img src="p.png" width="10" alt="">
            <ol start="3"><li>a</li><li>b</li></ol>
            <h2 id="raw">Raw</h2>

            <p>a &lt; b &amp; c</p>
        "#]],
    );
}

#[test]
fn script_and_company_are_taken_out_and_named() {
    let text = "a <script>alert(1)</script> b <img src=x onerror=alert(1)> c\n\n<div onclick=\"x()\" style=\"a\" class=\"ok lb-note\">\n<iframe src=\"https://e.org\">fallback</iframe>\n<form action=x><input name=y><button>go</button></form>\n</div>\n\n<base href=\"https://e.org\">\n\n<meta http-equiv=refresh content=\"0;url=x\">\n\n<?php echo ?>\n\n<!DOCTYPE html>\n\n<SCRIPT\n src=x>\n\nlost\n\n</script >\n\nkept\n";
    check_html(
        text,
        &expect![[r#"
        <p>a  b <img src="x" alt=""> c</p>
        <div class="ok">
        fallback
        go
        </div>






        kept
    "#]],
    );
    check_faults(
        text,
        &expect![[r#"
        1:3 warning[removed-html] `<script>` is not allowed in content [<script>]
        1:42 warning[removed-attribute] `onerror` is not allowed on `<img>` [onerror=alert(1)]
        3:6 warning[removed-attribute] `onclick` is not allowed on `<div>` [onclick=\"x()\"]
        3:20 warning[removed-attribute] `style` is not allowed on `<div>` [style=\"a\"]
        3:30 warning[removed-attribute] `class` is not allowed on `<div>` [class=\"ok lb-note\"]
        4:1 warning[removed-html] `<iframe>` is not allowed in content [<iframe src=\"https://e.org\">]
        5:1 warning[removed-html] `<form>` is not allowed in content [<form action=x>]
        5:16 warning[removed-html] `<input>` is not allowed in content [<input name=y>]
        5:30 warning[removed-html] `<button>` is not allowed in content [<button>]
        8:1 warning[removed-html] `<base>` is not allowed in content [<base href=\"https://e.org\">]
        10:1 warning[removed-html] `<meta>` is not allowed in content [<meta http-equiv=refresh content=\"0;url=x\">]
        12:1 warning[removed-html] declarations and processing instructions are not allowed in content [<?php echo ?>]
        14:1 warning[removed-html] declarations and processing instructions are not allowed in content [<!DOCTYPE html>]
        16:1 warning[removed-html] `<script>` is not allowed in content [<SCRIPT\n src=x>]
    "#]],
    );
}

#[test]
fn a_script_over_several_blocks_and_one_that_never_ends() {
    let text = "<div><script>\n\n*gone* [gone](x.md)\n\n</script></div>\n\nkept [kept](y.md)\n\n<div><script>\n\nkept too\n";
    check_html(
        text,
        &expect![[r#"
        <div>
        <p><em></em><a href="x.md"></a></p>
        <p></p></div><p></p>
        <p>kept <a href="y.md">kept</a></p>
        <div>
        <p>kept too</p>
        </div>"#]],
    );
    check_facts(
        text,
        &expect![[r#"
        3:15 link [x.md] path x.md
        7:13 link [y.md] path y.md
        raw HTML
        1:6 warning[removed-html] `<script>` is not allowed in content [<script>]
        9:6 warning[removed-html] `<script>` is not allowed in content [<script>]
    "#]],
    );
}

#[test]
fn schemes_in_raw_html() {
    let text = "<a href=\"java&#x09;script:x\">a</a> <a href=javascript&colon;x>b</a> <img src=\"data:x\" alt=\"c & d\"> <a href='//e.org'>e</a> <img src=https://e.org/p.png alt=f>\n";
    check_html(
        text,
        &expect![[r#"
        <p><a>a</a> <a>b</a> c &amp; d <a>e</a> f</p>
    "#]],
    );
    check_faults(
        text,
        &expect![[r#"
        1:10 warning[removed-link] links with `javascript:` are not allowed [java&#x09;script:x]
        1:44 warning[removed-link] links with `javascript:` are not allowed [javascript&colon;x]
        1:79 warning[removed-link] links with `data:` are not allowed [data:x]
        1:109 warning[removed-link] a link without a scheme to another host is not allowed [//e.org]
        1:133 warning[removed-link] pictures are not loaded from other hosts [https://e.org/p.png]
    "#]],
    );
}

#[test]
fn ids_in_raw_html_are_unique_and_not_ours() {
    let text = "<b id=x></b> <b id=x></b> <b id=lb-note></b> <b id='a b'></b> <a name=y></a>\n\n# x\n\n# y\n";
    check_html(
        text,
        &expect![[r##"
            <p><span id="x"></span><b></b> <b></b> <b></b> <b></b> <span id="y"></span><a></a></p>
            <h1 id="x-1">x <a class="lb-anchor" href="#x-1" aria-label="Link: x">#</a></h1>
            <h1 id="y-1">y <a class="lb-anchor" href="#y-1" aria-label="Link: y">#</a></h1>
        "##]],
    );
    check_facts(
        text,
        &expect![[r#"
        3:1 h1 #x-1 x
        5:1 h1 #y-1 y
        ids x y
        raw HTML
        1:17 warning[removed-attribute] the id `x` cannot be used here [id=x]
        1:30 warning[removed-attribute] the id `lb-note` cannot be used here [id=lb-note]
        1:49 warning[removed-attribute] the id `a b` cannot be used here [id=\'a b\']
    "#]],
    );
}

#[test]
fn tags_that_do_not_end_are_text() {
    check_html(
        "a <b c\n\n<div\nid=\"x\n\n<div>\n<a href=\"y\n\n</div>\n",
        &expect![[r#"
            <p>a &lt;b c</p>
            &lt;div
            id="x
            <div>
            &lt;a href="y
            </div>
        "#]],
    );
}

#[test]
fn our_classes_are_ours_however_they_are_written() {
    let text = "<p class=\"&#108;b-verdict a&amp;b\">x</p> <p class=\"x&Tab;lb-find\">y</p> <p class=\"&#108b-top\">z</p>\n";
    check_html(
        text,
        &expect![[r#"
        <p class="a&amp;b">x</p> <p class="x">y</p> <p>z</p>
    "#]],
    );
    check_faults(
        text,
        &expect![[r#"
        1:4 warning[removed-attribute] `class` is not allowed on `<p>` [class=\"&#108;b-verdict a&amp;b\"]
        1:45 warning[removed-attribute] `class` is not allowed on `<p>` [class=\"x&Tab;lb-find\"]
        1:76 warning[removed-attribute] `class` is not allowed on `<p>` [class=\"&#108b-top\"]
    "#]],
    );
}

#[test]
fn what_a_browser_passes_over_hides_no_scheme() {
    check_html(
        "![t](h&Tab;ttp://example.org/c.png) [u](<h&#10;ttps://example.org/>)\n",
        &expect![[r#"
            <p><a href="http://example.org/c.png" rel="noopener noreferrer">t</a> <a href="https://example.org/" rel="noopener noreferrer">u</a></p>
        "#]],
    );
}
