//! Glossary terms and abbreviations in running text.

use expect_test::expect;
use ladderbook::markdown::{Page, Term, TermKind, Terms, render};

use super::{hrefs, page, read};

fn terms() -> Terms {
    let term = |forms: &[&str], title: &str, kind: TermKind| Term {
        forms: forms.iter().map(|form| (*form).to_owned()).collect(),
        title: title.to_owned(),
        kind,
    };
    let anchor = |anchor: &str| TermKind::Glossary {
        anchor: anchor.to_owned(),
    };
    Terms::new(vec![
        term(&["TL"], "Tech \"Lead\"", TermKind::Abbreviation),
        term(&["R&D"], "research", TermKind::Abbreviation),
        term(&["area", "areas"], "a thing", anchor("area")),
        term(&["area of responsibility", "AoR"], "longer", anchor("aor")),
        term(&["charter"], "defined", TermKind::Defined),
        term(&["Übergabe"], "handover", TermKind::Defined),
    ])
}

fn check(text: &str, expected: &expect_test::Expect) {
    let outline = read(text);
    let terms = terms();
    let page = Page {
        terms: &terms,
        glossary: "../glossary.html",
        ..page()
    };
    expected.assert_eq(&render(text, &outline, &hrefs(&outline), &page));
}

#[test]
fn only_the_first_mention_in_running_text() {
    check(
        "# TL\n\n[TL](x.md) `TL` ![TL](p.png) <a href=y.md>TL</a> **TL** and TL.\n",
        &expect![[r##"
            <h1 id="tl">TL <a class="lb-anchor" href="#tl" aria-label="Link: TL">#</a></h1>
            <p><a href="x.md">TL</a> <code>TL</code> <img src="p.png" alt="TL" loading="lazy"> <a href="y.md">TL</a> <strong><abbr title="Tech &quot;Lead&quot;">TL</abbr></strong> and TL.</p>
        "##]],
    );
}

#[test]
fn whole_words_longest_first_also_over_a_line_end() {
    check(
        "An area\nof responsibility, an Area of its own, areas; tl, TLs, aTL, aor, Charters, CHARTER. übergabe. R&D & <b>.\n",
        &expect![[r#"
            <p>An <a class="lb-term" href="../glossary.html#aor" title="longer">area
            of responsibility</a>, an <a class="lb-term" href="../glossary.html#area" title="a thing">Area</a> of its own, areas; tl, TLs, aTL, aor, Charters, <dfn class="lb-term" title="defined">CHARTER</dfn>. <dfn class="lb-term" title="handover">übergabe</dfn>. <abbr title="research">R&amp;D</abbr> &amp; <b>.</b></p><b>
            </b>"#]],
    );
}

#[test]
fn a_page_does_not_explain_its_own_name() {
    let text = "An Area Manager, area manager, the AREA\nMANAGER and an area.\n";
    let outline = read(text);
    let terms = terms();
    let page = Page {
        terms: &terms,
        own_name: "Area Manager",
        glossary: "../glossary.html",
        ..page()
    };
    let expected = expect![[r#"
        <p>An Area Manager, area manager, the AREA
        MANAGER and an <a class="lb-term" href="../glossary.html#area" title="a thing">area</a>.</p>
    "#]];
    expected.assert_eq(&render(text, &outline, &hrefs(&outline), &page));
}
