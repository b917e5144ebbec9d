//! Headings, links, ids.

use expect_test::expect;
use ladderbook::document::limits::Limits;
use ladderbook::document::markdown::{Place, outline};

use super::{check_facts, facts_of, file};

#[test]
fn headings_get_the_ids_that_a_forge_gives_them() {
    check_facts(
        "## First heading is a second level\n\n# Coaching & Growth (People)\n\n#### `code` and *em* & [a link](x.md)\n\nSetext [^1]\n===\n\n[^1]: n\n\n## 🙃\n\n## ![only a picture](p.png)\n\n## Straße — Ünï_code 2.0\n",
        &expect![[r#"
            1:1 h2 #first-heading-is-a-second-level First heading is a second level
            3:1 h1 #coaching--growth-people Coaching & Growth (People)
            5:1 h4 #code-and-em--a-link code and em & a link
            7:1 h1 #setext- Setext
            12:1 h2 #h 🙃
            14:1 h2 #h-1 only a picture
            16:1 h2 #straße--ünï_code-20 Straße — Ünï_code 2.0
            5:33 link [x.md] path x.md
            14:22 picture [p.png] path p.png
            ids lb-fn-1
        "#]],
    );
}

#[test]
fn equal_headings_are_numbered_in_document_order() {
    check_facts(
        "# a\n# a\n# a 1\n# a\n# {#a}\n# b {#own .class}\n# own\n# lb-note\n# __proto__\n# constructor\n",
        &expect![[r#"
            1:1 h1 #a a
            2:1 h1 #a-1 a
            3:1 h1 #a-1-1 a 1
            4:1 h1 #a-2 a
            5:1 h1 #a-3 
            6:1 h1 #own b
            7:1 h1 #own-1 own
            8:1 h1 #h-lb-note lb-note
            9:1 h1 #proto proto
            10:1 h1 #constructor constructor
        "#]],
    );
}

#[test]
fn a_heading_longer_than_an_id_may_be() {
    let long = "ä".repeat(5_000);
    let outline = super::read(&format!("# {long}\n\n# {long}\n"));
    let ids: Vec<usize> = outline.headings.iter().map(|one| one.id.len()).collect();
    assert_eq!(ids, [188, 190]);
}

#[test]
fn twenty_thousand_equal_headings() {
    let outline = super::read(&"# x\n".repeat(20_000));
    let last = outline.headings.last().map(|one| one.id.as_str());
    assert_eq!(last, Some("x-19999"));
}

#[test]
fn every_form_of_link_is_found_with_the_place_of_its_destination() {
    check_facts(
        "[a](b.md) [a](<b c.md> 'title') [*a* `](`](x/../b.md#frag%20ment \"t\") [a]()\n[ref][r], [r][], [r], ![pic](p.png) [![nested](n.png)](n.md)\n<https://a.b/c> <me@a.b> [q](?raw=1) [q](p.png?raw=true#x)\n[a](\n  line.md\n)\n\n[r]: <ref.md#x> \"t\"\n",
        &expect![[r#"
            1:5 link [b.md] path b.md
            1:16 link [b c.md] path b c.md
            1:44 link [x/../b.md#frag%20ment] path x/../b.md #frag ment [frag%20ment]
            1:75 link [] anchor # []
            8:7 link [ref.md#x] path ref.md #x [x]
            8:7 link [ref.md#x] path ref.md #x [x]
            8:7 link [ref.md#x] path ref.md #x [x]
            2:30 picture [p.png] path p.png
            2:56 link [n.md] path n.md
            2:48 picture [n.png] path n.png
            3:2 link [https://a.b/c] external https://a.b/c
            3:18 link [me@a.b] external mailto:me@a.b
            3:30 link [?raw=1] anchor # [?raw=1]
            3:42 link [p.png?raw=true#x] path p.png #x [x]
            5:3 link [line.md] path line.md
        "#]],
    );
}

#[test]
fn addresses_with_balanced_brackets_and_fragments_in_percent_signs() {
    check_facts(
        "See [Someone](https://en.example.org/wiki/Someone_(manager)), ([x](https://e.org/a_(b)_(c))) and\n[ part](https://e.org/2023#d%C3%A9j%C3%A0), [a stray quote\"](y.md#d%C3%A9j%C3%A0-vu).\n",
        &expect![[r#"
            1:15 link [https://en.example.org/wiki/Someone_(manager)] external https://en.example.org/wiki/Someone_(manager)
            1:68 link [https://e.org/a_(b)_(c)] external https://e.org/a_(b)_(c)
            2:9 link [https://e.org/2023#d%C3%A9j%C3%A0] external https://e.org/2023#d%C3%A9j%C3%A0
            2:62 link [y.md#d%C3%A9j%C3%A0-vu] path y.md #déjà-vu [d%C3%A9j%C3%A0-vu]
        "#]],
    );
}

#[test]
fn names_in_double_brackets() {
    check_facts(
        "[[people]] [[ areas/people#scope ]] [[people|our *people*]] [[#here]] ![[picture]]\n`[[code]]` \\[[no]] [[]] [[|x]] [[javascript:x]] [[a|<b>]] [[a_b_c]] [text [[inner]] more](x.md)\n\n    [[code]]\n\n| a | b |\n|---|---|\n| [[x\\|y]] | [[z]] |\n\n> quoted [[over\n> lines]]\n",
        &expect![[r#"
            1:3 link [people] name people [people]
            1:14 link [ areas/people#scope ] name areas/people [areas/people] #scope [scope]
            1:39 link [people|our *people*] name people [people]  labelled
            1:63 link [#here] anchor #here [here]
            1:74 link [picture] name picture [picture]
            2:34 link [javascript:x] name javascript:x [javascript:x]
            2:51 link [a|<b>] name a [a]  labelled
            2:61 link [a_b_c] name a_b_c [a_b_c]
            2:77 link [inner] name inner [inner]
            8:5 link [x\|y] name x [x]  labelled
            8:16 link [z] name z [z]
            10:12 link [over
            > lines] name over
            > lines [over
            > lines]
        "#]],
    );
}

#[test]
fn links_in_raw_html_stand_in_line_with_the_others() {
    check_facts(
        "[one](1.md) <a href=\"2.md#x\">two</a> [three](3.md)\n\n<div id=\"Own\">\n<img src='4.png'>\n<a name=old href=https://e.org/?a&amp;b=1>five</a>\n</div>\n\n> <p><a\n> href=\"6.md\">six</a>\n\n[seven](7.md)\n",
        &expect![[r#"
            1:7 link [1.md] path 1.md
            1:22 link [2.md#x] path 2.md #x [x]
            1:46 link [3.md] path 3.md
            4:11 picture [4.png] path 4.png
            5:18 link [https://e.org/?a&amp;b=1] external https://e.org/?a&b=1
            9:9 link [6.md] path 6.md
            11:9 link [7.md] path 7.md
            ids Own old
            raw HTML
        "#]],
    );
}

#[test]
fn spans_count_from_the_start_of_the_file() {
    let text = "\u{feff}---\r\ntitle: ä\r\n---\r\n# ü\r\n\r\n[ö](b.md#x) [bad](javascript:x)\r\n\r\n:::tip\r\nx\r\n";
    let start = text.find("# ü").unwrap();
    let outline = outline(
        &text[start..],
        Place::body(file(), text, start),
        &Limits::default(),
    );
    expect![[r#"
        4:1 h1 #ü ü
        6:5 link [b.md#x] path b.md #x [x]
        6:19 link [javascript:x] refused
        6:19 warning[removed-link] links with `javascript:` are not allowed [javascript:x]
        8:1 warning[unclosed-container] the `:::tip` container is never closed [:::tip]
    "#]]
    .assert_eq(&facts_of(text, &outline));
}

#[test]
fn same_page_links_and_what_they_lead_to() {
    check_facts(
        "Own [people](#people--process), [risk](#organizational-risk-people).\n\n## People & Process\n\n#### Organizational Risk (People)\n",
        &expect![[r#"
            3:1 h2 #people--process People & Process
            5:1 h4 #organizational-risk-people Organizational Risk (People)
            1:14 link [#people--process] anchor #people--process [people--process]
            1:40 link [#organizational-risk-people] anchor #organizational-risk-people [organizational-risk-people]
        "#]],
    );
}

#[test]
fn a_text_without_any_markup() {
    check_facts(
        "Roles\n\nOne thing\nits other side\n\n  • a bullet of its own\nno line end",
        &expect![[""]],
    );
}
