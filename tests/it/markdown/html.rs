//! What bodies look like on a page.

use expect_test::expect;
use ladderbook::markdown::{Href, Page, plain_text, render, render_parts};

use super::{check_html, hrefs, page, read};

#[test]
fn paragraphs_and_spans() {
    check_html(
        "One *two* **three** ~~four~~ `five < 5`,  \nsix\\\nseven & \"eight\" – ‘nine” ^^^ ;)\n(unbalanced\n\n***\n\n_[over\nlines](https://e.org)\nin emphasis._\n",
        &expect![[r#"
            <p>One <em>two</em> <strong>three</strong> <del>four</del> <code>five &lt; 5</code>,<br>
            six<br>
            seven &amp; &quot;eight&quot; – ‘nine” ^^^ ;)
            (unbalanced</p>
            <hr>
            <p><em><a href="https://e.org" rel="noopener noreferrer">over
            lines</a>
            in emphasis.</em></p>
        "#]],
    );
}

#[test]
fn lists_of_every_kind() {
    check_html(
        "right after a colon:\n- a\n- b\n\n  c\n\n* d\n  1. e\n  2. f\n\n7) g\n\n- [ ] h\n- [x] i\n\n• no list\n",
        &expect![[r#"
            <p>right after a colon:</p>
            <ul>
            <li>
            <p>a</p>
            </li>
            <li>
            <p>b</p>
            <p>c</p>
            </li>
            </ul>
            <ul>
            <li>d
            <ol>
            <li>e</li>
            <li>f</li>
            </ol>
            </li>
            </ul>
            <ol start="7">
            <li>g</li>
            </ol>
            <ul>
            <li><input class="lb-task" type="checkbox" disabled aria-label="open"> h</li>
            <li><input class="lb-task" type="checkbox" disabled checked aria-label="done"> i</li>
            </ul>
            <p>• no list</p>
        "#]],
    );
}

#[test]
fn definition_lists() {
    check_html(
        "Accountable\n: answers for it\n: and more\n\nConsulted\n: is asked\n",
        &expect![[r#"
            <dl>
            <dt id="term-accountable">Accountable</dt>
            <dd>answers for it</dd>
            <dd>and more</dd>
            <dt id="term-consulted">Consulted</dt>
            <dd>is asked</dd>
            </dl>
        "#]],
    );
}

#[test]
fn tables_scroll_and_name_their_columns() {
    check_html(
        "| Area | Owner | Share |\n|:-----|:-----:|------:|\n| People | **EM** | 30% |\n| Short |\n\nx\n\n| only | a head |\n|---|---|\n",
        &expect![[r#"
            <div class="lb-scroll" tabindex="0" role="region" aria-label="Table 1">
            <table>
            <thead>
            <tr><th scope="col" class="lb-left">Area</th><th scope="col" class="lb-center">Owner</th><th scope="col" class="lb-right">Share</th></tr>
            </thead>
            <tbody>
            <tr><td class="lb-left">People</td><td class="lb-center"><strong>EM</strong></td><td class="lb-right">30%</td></tr>
            <tr><td class="lb-left">Short</td><td class="lb-center"></td><td class="lb-right"></td></tr>
            </tbody>
            </table>
            </div>
            <p>x</p>
            <div class="lb-scroll" tabindex="0" role="region" aria-label="Table 2">
            <table>
            <thead>
            <tr><th scope="col">only</th><th scope="col">a head</th></tr>
            </thead>
            <tbody>
            </tbody>
            </table>
            </div>
        "#]],
    );
}

#[test]
fn a_head_without_text_is_no_head() {
    check_html(
        "| | |\n|---|:-:|\n| a | b |\n\n| | x |\n|---|---|\n",
        &expect![[r#"
            <div class="lb-scroll" tabindex="0" role="region" aria-label="Table 1">
            <table>
            <tbody>
            <tr><td>a</td><td class="lb-center">b</td></tr>
            </tbody>
            </table>
            </div>
            <div class="lb-scroll" tabindex="0" role="region" aria-label="Table 2">
            <table>
            <thead>
            <tr><th scope="col"></th><th scope="col">x</th></tr>
            </thead>
            <tbody>
            </tbody>
            </table>
            </div>
        "#]],
    );
}

#[test]
fn code_may_have_a_title() {
    check_html(
        "```yaml title=\"content/roles/<vp>.md\" {1,3}\na: b\n```\n\n```title='My file'\n```\n\n~~~js {title=\"a.js\"}\n~~~\n\n```sh subtitle=\"x\" title=\"\"\n```\n\n```sh title=x\n```\n\n    title=\"x\"\n\n<b>raw</b>\n",
        &expect![[r#"
            <figure class="lb-file">
            <figcaption>content/roles/&lt;vp&gt;.md</figcaption>
            <pre tabindex="0"><code class="language-yaml">a: b
            </code></pre>
            </figure>
            <figure class="lb-file">
            <figcaption>My file</figcaption>
            <pre tabindex="0"><code></code></pre>
            </figure>
            <figure class="lb-file">
            <figcaption>a.js</figcaption>
            <pre tabindex="0"><code class="language-js"></code></pre>
            </figure>
            <pre tabindex="0"><code class="language-sh"></code></pre>
            <pre tabindex="0"><code class="language-sh"></code></pre>
            <pre tabindex="0"><code>title="x"
            </code></pre>
            <p><b>raw</b></p>
        "#]],
    );
}

#[test]
fn code_is_left_alone() {
    check_html(
        "```rust,ignore\nlet x = \"[[a]] <b> {{ 7*7 }}\";\n```\n\n    {% include %}\n    :::tip\n\n```c++ {#x onclick=a}\n```\n\n~~~\"><script>\n~~~\n",
        &expect![[r#"
            <pre tabindex="0"><code class="language-rust">let x = &quot;[[a]] &lt;b&gt; {{ 7*7 }}&quot;;
            </code></pre>
            <pre tabindex="0"><code>{% include %}
            :::tip
            </code></pre>
            <pre tabindex="0"><code class="language-c++"></code></pre>
            <pre tabindex="0"><code class="language-&quot;&gt;&lt;script&gt;"></code></pre>
        "#]],
    );
}

/// What makes highlighters slow is text here: there is none. One that comes needs a budget for each block, and these to be read in time.
#[test]
fn code_that_stalls_highlighters_is_text_like_any_other() {
    let nested =
        |open: &str, close: &str| format!("{}{}", open.repeat(60_000), close.repeat(60_000));
    for (language, code) in [
        ("makefile", format!("a := {}", "$(".repeat(150_000))),
        ("makefile", format!("a := {}", nested("$(b ", ")"))),
        ("rust", format!("fn a() {{ {} }}", nested("(", ")"))),
        ("rust", format!("type A = {};", nested("Vec<", ">"))),
        ("rust", format!("r{0}\"{0}", "#".repeat(150_000))),
        ("json", format!("{{\"a\": [{}1]}}", "1, ".repeat(300_000))),
        ("html", nested("<div a='", "</div>")),
        ("js", format!("`{}`", nested("${`", "`}"))),
        ("regex", format!("({}", "a+)*(".repeat(60_000))),
        (
            "sh",
            format!("{}\n{}", "<<A ".repeat(60_000), "\"$(".repeat(60_000)),
        ),
        ("", "\u{0}\u{1b}[31m\u{202e}".repeat(40_000)),
    ] {
        let start = std::time::Instant::now();
        let html = super::rendered(&format!("~~~{language}\n{code}\n~~~\n"));
        // Only a program that hangs needs as long.
        assert!(start.elapsed().as_secs() < 30, "{language}");
        let page = scraper::Html::parse_fragment(&html);
        let pre = scraper::Selector::parse("pre > code").unwrap();
        let [shown] = page.select(&pre).collect::<Vec<_>>()[..] else {
            panic!("{language}: not one block of code");
        };
        assert_eq!(
            shown.children().count(),
            1,
            "{language}: text and nothing else"
        );
        let shown: String = shown.text().collect();
        // No page may hold these.
        let expected = code.replace(['\0', '\u{1b}'], "\u{fffd}");
        assert!(
            shown.trim_end() == expected.trim_end(),
            "{language}: another text"
        );
    }
}

#[test]
fn alerts_and_quotes() {
    check_html(
        "> [!WARNING]\n> Careful *now*.\n\n> [!note]\n> low\n\n> just\n> said\n\n> [!NOPE]\n> x\n",
        &expect![[r#"
            <aside class="lb-note lb-warning" role="note">
            <p class="lb-note-title">Warning</p>
            <p>Careful <em>now</em>.</p>
            </aside>
            <aside class="lb-note" role="note">
            <p class="lb-note-title">Note</p>
            <p>low</p>
            </aside>
            <blockquote>
            <p>just
            said</p>
            </blockquote>
            <blockquote>
            <p>[!NOPE]
            x</p>
            </blockquote>
        "#]],
    );
}

#[test]
fn headings_lead_to_themselves() {
    check_html(
        "# A & \"B\" {#x .y .lb-z}\n\nSetext *two*\n---\n\n### [[name]] here\n",
        &expect![[r##"
            <h1 id="x" class="y">A &amp; &quot;B&quot; <a class="lb-anchor" href="#x" aria-label="Link: A &amp; &quot;B&quot;">#</a></h1>
            <h2 id="setext-two">Setext <em>two</em> <a class="lb-anchor" href="#setext-two" aria-label="Link: Setext two">#</a></h2>
            <h3 id="name-here"><a href="name.html">Title of name</a> here <a class="lb-anchor" href="#name-here" aria-label="Link: name here">#</a></h3>
        "##]],
    );
}

#[test]
fn headings_below_those_of_the_page() {
    let text = "# One\n###### Six\n[x](#one) [^1]\n\n[^1]: n\n";
    let outline = read(text);
    let lowered = Page {
        lower_headings: 1,
        id_prefix: "roles-tl--",
        ..page()
    };
    expect![[r##"
        <h2 id="roles-tl--one">One <a class="lb-anchor" href="#roles-tl--one" aria-label="Link: One">#</a></h2>
        <h6 id="roles-tl--six">Six <a class="lb-anchor" href="#roles-tl--six" aria-label="Link: Six">#</a></h6>
        <p><a href="#one">x</a> <sup class="lb-footnote"><a id="roles-tl--lb-fnref-1" href="#roles-tl--lb-fn-1">1</a></sup></p>
        <section class="lb-footnotes" aria-label="Notes">
        <ol>
        <li id="roles-tl--lb-fn-1"><p>n <a class="lb-back" href="#roles-tl--lb-fnref-1" aria-label="Back 1">↩</a></p></li>
        </ol>
        </section>
    "##]].assert_eq(&render(text, &outline, &hrefs(&outline), &lowered));
}

#[test]
fn footnotes_go_to_the_end_in_the_order_of_their_first_mention() {
    check_html(
        "One[^b], glued[^A]to a word, again[^b].\n\n[^a]: The *second*; a bare < 4.\n\n[^b]: The first, [linked](x.md).\n\n    With more.\n\n[^unused]: Never mentioned.\n\nAn unknown one[^c].\n",
        &expect![[r##"
            <p>One<sup class="lb-footnote"><a id="lb-fnref-1" href="#lb-fn-1">1</a></sup>, glued<sup class="lb-footnote"><a id="lb-fnref-2" href="#lb-fn-2">2</a></sup>to a word, again<sup class="lb-footnote"><a id="lb-fnref-1-2" href="#lb-fn-1">1</a></sup>.</p>
            <p>An unknown one[^c].</p>
            <section class="lb-footnotes" aria-label="Notes">
            <ol>
            <li id="lb-fn-1"><p>The first, <a href="x.md">linked</a>.</p>
            <p>With more. <a class="lb-back" href="#lb-fnref-1" aria-label="Back 1">↩</a> <a class="lb-back" href="#lb-fnref-1-2" aria-label="Back 1-2">↩</a></p></li>
            <li id="lb-fn-2"><p>The <em>second</em>; a bare &lt; 4. <a class="lb-back" href="#lb-fnref-2" aria-label="Back 2">↩</a></p></li>
            <li id="lb-fn-3"><p>Never mentioned.</p></li>
            </ol>
            </section>
        "##]],
    );
}

#[test]
fn links_and_pictures() {
    check_html(
        "[in](a.md \"t\") [out](https://e.org/?a=1&b=[2]) <me@e.org> [[name]] [[name#x|label *not* em]] ![alt *em*](p.png \"t\") [![in](p.png)](a.md)\n\n![far](https://e.org/p.png) [![far](https://e.org/p.png)](a.md) ![](https://e.org/q.png)\n",
        &expect![[r#"
            <p><a href="a.md" title="t">in</a> <a href="https://e.org/?a=1&amp;b=%5B2%5D" rel="noopener noreferrer">out</a> <a href="mailto:me@e.org">me@e.org</a> <a href="name.html">Title of name</a> <a href="name.html#x">label *not* em</a> <img src="p.png" alt="alt em" title="t" loading="lazy"> <a href="a.md"><img src="p.png" alt="in" loading="lazy"></a></p>
            <p><a href="https://e.org/p.png" rel="noopener noreferrer">far</a> <a href="a.md">far</a> <a href="https://e.org/q.png" rel="noopener noreferrer">https://e.org/q.png</a></p>
        "#]],
    );
}

#[test]
fn a_broken_link_keeps_its_text() {
    let text = "[a *b*](x.md) [[c]] ![d](e.png) <a href=\"f.md\">g</a>\n";
    let outline = read(text);
    let hrefs = vec![Href::None; outline.links.len()];
    expect![[r#"
        <p>a <em>b</em> c d <a>g</a></p>
    "#]]
    .assert_eq(&render(text, &outline, &hrefs, &page()));
}

#[test]
fn an_address_that_became_dangerous_on_its_way_is_not_written() {
    let text = "[a](x.md)\n";
    let outline = read(text);
    let to = |url: &str| {
        let url = url.to_owned();
        render(text, &outline, &[Href::To { url, title: None }], &page())
    };
    assert_eq!(to(" javascript:x"), "<p>a</p>\n");
    assert_eq!(to("//e.org"), "<p>a</p>\n");
    assert_eq!(
        to("b.html\" onclick=\"x"),
        "<p><a href=\"b.html%22%20onclick=%22x\">a</a></p>\n"
    );
}

#[test]
fn sections_become_parts_with_footnotes_and_definitions_in_common() {
    let text = "Lead [r].\n\n## Hiring & *more*\n\n### TL\n\n- Interviews[^1]\n\n#### Deeper\n\nx\n\n> ## quoted\n\n### EM\n\n- Decides [[people]]\n\n[^1]: Note [r].\n\n[r]: r.md\n";
    let outline = read(text);
    let parts = render_parts(text, &outline, &hrefs(&outline), &page());
    expect![[r##"
        Parts {
            lead: "<p>Lead <a href=\"r.md\">r</a>.</p>\n",
            parts: [
                Part {
                    level: 2,
                    id: "hiring--more",
                    text: "Hiring & more",
                    heading: "Hiring &amp; <em>more</em>",
                    html: "",
                },
                Part {
                    level: 3,
                    id: "tl",
                    text: "TL",
                    heading: "TL",
                    html: "<ul>\n<li>Interviews<sup class=\"lb-footnote\"><a id=\"lb-fnref-1\" href=\"#lb-fn-1\">1</a></sup></li>\n</ul>\n<h4 id=\"deeper\">Deeper <a class=\"lb-anchor\" href=\"#deeper\" aria-label=\"Link: Deeper\">#</a></h4>\n<p>x</p>\n<blockquote>\n<h2 id=\"quoted\">quoted <a class=\"lb-anchor\" href=\"#quoted\" aria-label=\"Link: quoted\">#</a></h2>\n</blockquote>\n",
                },
                Part {
                    level: 3,
                    id: "em",
                    text: "EM",
                    heading: "EM",
                    html: "<ul>\n<li>Decides <a href=\"people.html\">Title of people</a></li>\n</ul>\n",
                },
            ],
            footnotes: "<section class=\"lb-footnotes\" aria-label=\"Notes\">\n<ol>\n<li id=\"lb-fn-1\"><p>Note <a href=\"r.md\">r</a>. <a class=\"lb-back\" href=\"#lb-fnref-1\" aria-label=\"Back 1\">↩</a></p></li>\n</ol>\n</section>\n",
        }
    "##]].assert_debug_eq(&parts);
}

#[test]
fn parts_with_raw_html_are_whole_each() {
    let text = "<div>\n\n## A\n\nx\n\n## B\n\n</div>\n";
    let outline = read(text);
    let parts = render_parts(text, &outline, &hrefs(&outline), &page());
    expect![[r#"
        Parts {
            lead: "<div>\n</div>",
            parts: [
                Part {
                    level: 2,
                    id: "a",
                    text: "A",
                    heading: "A",
                    html: "<p>x</p>\n",
                },
                Part {
                    level: 2,
                    id: "b",
                    text: "B",
                    heading: "B",
                    html: "\n",
                },
            ],
            footnotes: "",
        }
    "#]]
    .assert_debug_eq(&parts);
}

#[test]
fn plain_text_is_what_a_reader_reads() {
    let text = "# Head *line*\n\nSome `code`, [a link](x.md), [[name]] and\n[[name|label]].[^1]\n\n- one\n- two\n\n| a | b |\n|---|---|\n| c | d |\n\n:::tip Title\nin it\n:::\n\n<p>raw &amp; <b>bold</b><br>line</p>\n\n![alt](p.png)\n\n```\ncode\n```\n\n[^1]: note\n";
    let outline = read(text);
    expect![[r#"
        Head line
        Some code, a link, Title of name and label.
        one
        two
        a b
        c d
        Title
        in it
        raw & bold line
        alt
        code
        note"#]]
    .assert_eq(&plain_text(text, &outline, &hrefs(&outline)));
}
