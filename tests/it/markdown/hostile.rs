//! Input made to harm: breakouts, schemes, parsers that disagree, depth.

use expect_test::expect;

use super::{check_faults, check_html, rendered};

#[test]
fn handlers_on_headings() {
    let text = "# h {onclick=alert(1) style=x #ok .fine}\n\n## h {onclick=\"a b\"}\n";
    check_html(
        text,
        &expect![[r##"
            <h1 id="ok" class="fine">h <a class="lb-anchor" href="#ok" aria-label="Link: h">#</a></h1>
            <h2 id="h-onclicka-b">h {onclick=&quot;a b&quot;} <a class="lb-anchor" href="#h-onclicka-b" aria-label="Link: h {onclick=&quot;a b&quot;}">#</a></h2>
        "##]],
    );
    check_faults(
        text,
        &expect![[r#"
            1:6 warning[removed-attribute] `onclick` is not allowed on a heading [onclick]
            1:23 warning[removed-attribute] `style` is not allowed on a heading [style]
        "#]],
    );
}

#[test]
fn breakouts_from_every_slot() {
    check_html(
        "```\"><b>\n```\n\n[a](x.md '\"><b>') ![\"><b>](p.png \"'\\\"><b>\") [[x\"><b>|\"><b>]]\n\n| \"><b> |\n|---|\n\n# \"><b> {.\"><b>}\n\n[^\"><b>]\n\n[^\"><b>]: x\n\n:::tip \"><b>\n:::\n",
        &expect![[r##"
            <pre tabindex="0"><code class="language-&quot;&gt;&lt;b&gt;"></code></pre>
            <p><a href="x.md" title="&quot;&gt;&lt;b&gt;">a</a> <img src="p.png" alt="&quot;&gt;" title="'&quot;&gt;&lt;b&gt;" loading="lazy"> <a href="x%22%3E%3Cb%3E.html">"&gt;&lt;b&gt;</a></p>
            <div class="lb-scroll" tabindex="0" role="region" aria-label="Table 1">
            <table>
            <thead>
            <tr><th scope="col">"&gt;<b></b></th></tr>
            </thead>
            <tbody>
            </tbody>
            </table>
            </div>
            <h1 id="-">"&gt;<b> {."&gt;<b>} <a class="lb-anchor" href="#-" aria-label="Link: &quot;&gt; {.&quot;&gt;}">#</a></b></b></h1><b><b>
            <p><sup class="lb-footnote"><a id="lb-fnref-1" href="#lb-fn-1">1</a></sup></p>
            <aside class="lb-note lb-tip" role="note">
            <p class="lb-note-title">"&gt;&lt;b&gt;</p>
            </aside>
            <section class="lb-footnotes" aria-label="Notes">
            <ol>
            <li id="lb-fn-1"><p>x <a class="lb-back" href="#lb-fnref-1" aria-label="Back 1">↩</a></p></li>
            </ol>
            </section>
            </b></b>"##]],
    );
}

#[test]
fn schemes_that_are_not_allowed() {
    let text = "[a](JaVaScRiPt:x) [b](java&#x09;script:x) [c](javascript&colon;x) [d](<\u{1} javascript:x>) [e](data:text/html,x)\n[f](vbscript:x) [g](blob:x) [h](//host/x) [i](\\\\\\\\host) [j][r] <javascript:x> ![k](javascript:x) [l](javascript%3Ax) [m](file:///x)\n\n[r]: javascript:x\n";
    check_html(
        text,
        &expect![[r#"
        <p>a b c d e
        f g h i j javascript:x k l m</p>
    "#]],
    );
    check_faults(
        text,
        &expect![[r#"
        1:5 warning[removed-link] links with `javascript:` are not allowed [JaVaScRiPt:x]
        1:23 warning[removed-link] links with `javascript:` are not allowed [java&#x09;script:x]
        1:47 warning[removed-link] links with `javascript:` are not allowed [javascript&colon;x]
        1:72 warning[removed-link] links with `javascript:` are not allowed [\u{1} javascript:x]
        1:93 warning[removed-link] links with `data:` are not allowed [data:text/html,x]
        2:5 warning[removed-link] links with `vbscript:` are not allowed [vbscript:x]
        2:21 warning[removed-link] links with `blob:` are not allowed [blob:x]
        2:33 warning[removed-link] a link without a scheme to another host is not allowed [//host/x]
        2:47 warning[removed-link] a link without a scheme to another host is not allowed [\\\\\\\\host]
        2:65 warning[removed-link] links with `javascript:` are not allowed [javascript:x]
        2:84 warning[removed-link] links with `javascript:` are not allowed [javascript:x]
        2:102 warning[removed-link] links with `javascript:` are not allowed [javascript%3Ax]
        2:122 error[outside-link] a link to a file of this machine works on no other [file:///x]
        4:6 warning[removed-link] links with `javascript:` are not allowed [javascript:x]
    "#]],
    );
}

#[test]
fn strings_that_parsers_read_in_two_ways() {
    for text in [
        "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<math><annotation-xml encoding=\"text/html\"><style><img src=x onerror=alert(1)></style></annotation-xml></math>",
        "<svg><style>*{font-family:'<\\/style><img/src=x/onerror=alert(1)>'}</style></svg>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<textarea><p title=\"</textarea><img src=x onerror=alert(1)>\">",
        "<title><p title=\"</title><img src=x onerror=alert(1)>\">",
        "<select><template><img src=x onerror=alert(1)></template></select>",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<a href=\"x\" <b>onclick=alert(1)>",
        "<img src=\"x` `<script>alert(1)</script>\"` `>",
        "<!--><img src=x onerror=alert(1)>-->",
        "<![CDATA[><img src=x onerror=alert(1)>]]>",
        "<div <!-- onclick=alert(1) -->>",
        "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\">",
        "<details/open/ontoggle=alert(1)>",
    ] {
        let html =
            rendered(&format!("<div>\n{text}\n</div>\n")) + &rendered(&format!("a {text}\n"));
        super::properties::assert_harmless(&html);
    }
}

#[test]
fn template_syntax_is_text() {
    check_html(
        "{{ 7*7 }} {% include \"x\" %} {{#include ../../x}} ${x} <% x %>\n",
        &expect![[r#"
            <p>{{ 7*7 }} {% include &quot;x&quot; %} {{#include ../../x}} ${x} &lt;% x %&gt;</p>
        "#]],
    );
}

#[test]
fn quotes_lists_and_emphasis_too_deep() {
    check_faults(
        &format!("a\n\n{} b\n", ">".repeat(100_000)),
        &expect![[r#"
        3:65 error[over-limit] Markdown nests more than 64 levels [>]
    "#]],
    );
    let lines: Vec<String> = (0..300).map(|level| "  ".repeat(level) + "- a\n").collect();
    let list = lines.concat();
    check_faults(
        &list,
        &expect![[r#"
        65:129 error[over-limit] Markdown nests more than 64 levels [-]
    "#]],
    );
    check_faults(
        &format!("ok\n\n{}a{}\n", "*a ".repeat(70), " b*".repeat(70)),
        &expect![[r#"
            3:193 error[over-limit] Markdown nests more than 64 levels [*]
        "#]],
    );
    check_faults(
        &format!("{}{}", "- ".repeat(60), "\n".repeat(100_000)),
        &expect![[""]],
    );
}

#[test]
fn html_too_deep() {
    check_faults(
        &format!("a\n\n{}\n", "<div>".repeat(50_000)),
        &expect![[r#"
            3:641 error[over-limit] HTML nests more than 128 levels [<div>]
        "#]],
    );
    check_faults(
        &"<div>\n\n".repeat(129),
        &expect![[r#"
        257:1 error[over-limit] HTML nests more than 128 levels [<div>]
    "#]],
    );
    check_faults(
        &format!("<ul>{}</ul>\n", "<li>a<p>b".repeat(500)),
        &expect![[""]],
    );
}

#[test]
fn nothing_behind_a_limit_is_rendered() {
    let text = format!("# a\n\n[b](c.md)\n\n{} d\n", ">".repeat(65));
    expect![[r##"
        <h1 id="a">a <a class="lb-anchor" href="#a" aria-label="Link: a">#</a></h1>
        <p><a href="c.md">b</a></p>
    "##]]
    .assert_eq(&rendered(&text));
}

#[test]
fn a_table_with_too_many_columns() {
    let text = format!("a\n\n|{}\n|{}\n", "x|".repeat(201), "-|".repeat(201));
    check_faults(
        &text,
        &expect![[r#"
        3:402 error[over-limit] the table has more than 200 columns [x]
    "#]],
    );
    check_faults(
        &format!("|{}\n|{}\n", "x|".repeat(200), "-|".repeat(200)),
        &expect![[""]],
    );
}
