//! `:::` containers.

use expect_test::expect;

use super::{check_faults, check_html};

#[test]
fn a_lazy_line_before_the_closing_fence() {
    check_html(
        ":::tip\nAll of these, for example:\n\n- one\n- two\nand so on\n:::\n\nAfter.\n",
        &expect![[r#"
            <aside class="lb-note lb-tip" role="note">
            <p class="lb-note-title">Tip</p>
            <p>All of these, for example:</p>
            <ul>
            <li>one</li>
            <li>two
            and so on</li>
            </ul>
            </aside>
            <p>After.</p>
        "#]],
    );
}

#[test]
fn kinds_titles_and_spellings() {
    check_html(
        ":::note\na\n:::\n::: Important  A *title* & more\nb\n:::\n:::info[In brackets]\nc\n:::\n::::details x :::\nd\n::::\n:::CAUTION\n:::\n",
        &expect![[r#"
            <aside class="lb-note" role="note">
            <p class="lb-note-title">Note</p>
            <p>a</p>
            </aside>
            <aside class="lb-note lb-important" role="note">
            <p class="lb-note-title">A *title* &amp; more</p>
            <p>b</p>
            </aside>
            <aside class="lb-note lb-info" role="note">
            <p class="lb-note-title">In brackets</p>
            <p>c</p>
            </aside>
            <details class="lb-note lb-details">
            <summary>x</summary>
            <p>d</p>
            </details>
            <aside class="lb-note lb-caution" role="note">
            <p class="lb-note-title">Caution</p>
            </aside>
        "#]],
    );
}

#[test]
fn containers_nest_and_stand_in_lists_and_quotes() {
    check_html(
        "::::tip\nouter\n:::note\ninner\n:::\n::::\n\n:::tip\n:::note\nequal colons\n:::\n:::\n\n- item\n\n  :::tip\n  in it\n  :::\n\n- next\n\n> :::warning\n> quoted\n> :::\n\n- :::info\n  first\n  :::\n",
        &expect![[r#"
            <aside class="lb-note lb-tip" role="note">
            <p class="lb-note-title">Tip</p>
            <p>outer</p>
            <aside class="lb-note" role="note">
            <p class="lb-note-title">Note</p>
            <p>inner</p>
            </aside>
            </aside>
            <aside class="lb-note lb-tip" role="note">
            <p class="lb-note-title">Tip</p>
            <aside class="lb-note" role="note">
            <p class="lb-note-title">Note</p>
            <p>equal colons</p>
            </aside>
            </aside>
            <ul>
            <li>
            <p>item</p>
            <aside class="lb-note lb-tip" role="note">
            <p class="lb-note-title">Tip</p>
            <p>in it</p>
            </aside>
            </li>
            <li>
            <p>next</p>
            </li>
            </ul>
            <blockquote>
            <aside class="lb-note lb-warning" role="note">
            <p class="lb-note-title">Warning</p>
            <p>quoted</p>
            </aside>
            </blockquote>
            <ul>
            <li>
            <aside class="lb-note lb-info" role="note">
            <p class="lb-note-title">Info</p>
            first
            </aside>
            </li>
            </ul>
        "#]],
    );
}

#[test]
fn a_fence_ends_whatever_is_open() {
    check_html(
        "text\n:::tip\n| a | b |\n|---|---|\n| c | d |\n:::\ntext\n:::note\n<div>\nraw\n:::\nnot *raw*\n\n:::tip\n- item\n  :::\n- other list\n\n:::tip\n> quote\n:::\n",
        &expect![[r#"
            <p>text</p>
            <aside class="lb-note lb-tip" role="note">
            <p class="lb-note-title">Tip</p>
            <div class="lb-scroll" tabindex="0" role="region" aria-label="Table 1">
            <table>
            <thead>
            <tr><th scope="col">a</th><th scope="col">b</th></tr>
            </thead>
            <tbody>
            <tr><td>c</td><td>d</td></tr>
            </tbody>
            </table>
            </div>
            </aside>
            <p>text</p>
            <aside class="lb-note" role="note">
            <p class="lb-note-title">Note</p>
            <div>
            raw
            </div></aside>
            <p>not <em>raw</em></p>
            <aside class="lb-note lb-tip" role="note">
            <p class="lb-note-title">Tip</p>
            <ul>
            <li>item</li>
            </ul>
            </aside>
            <ul>
            <li>other list</li>
            </ul>
            <aside class="lb-note lb-tip" role="note">
            <p class="lb-note-title">Tip</p>
            <blockquote>
            <p>quote</p>
            </blockquote>
            </aside>
        "#]],
    );
}

#[test]
fn fences_in_code_and_comments_are_text() {
    let text = "```\n:::tip\n<b>\n:::\n```\n\n    :::tip\n\n`a :::tip`\n\n<pre>\n<b>\n:::tip\n</pre>\n\n<!--\n:::tip\n-->\n\na\n     :::tip\nb\n";
    check_html(
        text,
        &expect![[r#"
            <pre tabindex="0"><code>:::tip
            &lt;b&gt;
            :::
            </code></pre>
            <pre tabindex="0"><code>:::tip
            </code></pre>
            <p><code>a :::tip</code></p>
            <pre><b>
            :::tip
            </b></pre><b>

            <p>a
            :::tip
            b</p>
            </b>"#]],
    );
    check_faults(text, &expect![[""]]);
}

#[test]
fn one_that_never_closes() {
    let text = "a\n\n:::tip Title\nb\n\n- c\n\n  :::note\n  d\n\n- e\n\n:::warning\nf\n";
    check_html(
        text,
        &expect![[r#"
        <p>a</p>
        <aside class="lb-note lb-tip" role="note">
        <p class="lb-note-title">Title</p>
        <p>b</p>
        <ul>
        <li>
        <p>c</p>
        <aside class="lb-note" role="note">
        <p class="lb-note-title">Note</p>
        <p>d</p>
        </aside>
        </li>
        <li>
        <p>e</p>
        </li>
        </ul>
        <aside class="lb-note lb-warning" role="note">
        <p class="lb-note-title">Warning</p>
        <p>f</p>
        </aside>
        </aside>
    "#]],
    );
    check_faults(
        text,
        &expect![[r#"
        3:1 warning[unclosed-container] the `:::tip` container is never closed [:::tip Title]
        8:3 warning[unclosed-container] the `:::note` container is never closed [:::note]
        13:1 warning[unclosed-container] the `:::warning` container is never closed [:::warning]
    "#]],
    );
}

#[test]
fn one_of_an_unknown_kind() {
    let text = ":::tipp Title\nb\n:::\n\n::: {.callout-note}\nc\n:::\n\n:::tip\nd\n:::nope\ne\n:::\nf\n:::\n";
    check_html(
        text,
        &expect![[r#"
        <p>:::tipp Title</p>
        <p>b</p>
        <p>:::</p>
        <p>::: {.callout-note}</p>
        <p>c</p>
        <p>:::</p>
        <aside class="lb-note lb-tip" role="note">
        <p class="lb-note-title">Tip</p>
        <p>d</p>
        <p>:::nope</p>
        <p>e</p>
        <p>:::</p>
        <p>f</p>
        </aside>
    "#]],
    );
    check_faults(
        text,
        &expect![[r#"
        1:4 warning[unknown-container] there is no container `tipp` [tipp]
        5:5 warning[unknown-container] there is no container `{.callout-note}` [{.callout-note}]
        11:4 warning[unknown-container] there is no container `nope` [nope]
    "#]],
    );
}

#[test]
fn colons_that_are_no_fence() {
    check_html(
        ":::\n\na ::: b\n\n:: tip\n\n::: 5 things\n",
        &expect![[r#"
            <p>:::</p>
            <p>a ::: b</p>
            <p>:: tip</p>
            <p>::: 5 things</p>
        "#]],
    );
}

#[test]
fn ten_thousand_nested_ones() {
    check_faults(
        &":::tip\n".repeat(10_000),
        &expect![[r#"
        33:1 error[over-limit] containers nest more than 32 levels [:::tip]
    "#]],
    );
}
