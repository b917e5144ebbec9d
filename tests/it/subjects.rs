//! What the pages of roles and areas lead with, how guides are sorted, and how pages with the same title are told apart.

use expect_test::{Expect, expect};
use ladderbook::page::Site;
use ladderbook::page::frame::shell::shell;
use ladderbook::page::view::Html;
use ladderbook::source::SourceTree;
use serde_json::Value;

use crate::whole::{self, prepared, with_site};

const LADDER: &str = r#"
//- book.toml
[book]
title = "Ladder"
//- content/roles/em.md
---
title: Engineering Manager
abbr: EM
weight: 1
owns: [people]
---
The manager.

## More

Much[^1] more.

[^1]: Really.
//- content/roles/tlm.md
---
title: Tech Lead Manager
abbr: TLM
weight: 2
---
A Tech Lead Manager is no tech lead.
//- content/areas/people/index.md
---
title: People
weight: 1
---
It starts with [[staffing]].
//- content/areas/people/staffing.md
---
title: Staffing
---
//- content/areas/delivery/index.md
---
title: Delivery
weight: 2
---
//- content/areas/delivery/roadmap.md
---
title: Roadmap
---
//- content/areas/delivery/dates.md
---
title: Dates
parent: roadmap
---
//- content/models/one.md
---
title: One
weight: 1
recommended: true
roles: [EM, TLM]
owners:
  people: TLM
  roadmap: EM
  dates: EM + TLM
---
//- content/models/two.md
---
title: Two
weight: 2
roles: [EM]
---
//- content/models/three.md
---
title: Three
weight: 3
recommended: true
inherit: false
owners:
  dates: TLM
---
//- content/glossary.md
---
title: Words
---
tech lead
: A role, not [[tlm]]; see [[roles/em|the other]] and [a page](https://example.org/).
//- content/guides/index.md
Begin with [this](first.md).

## For some

- [One](second.md)
- [Words](../glossary.md)

### In detail

- [[people-guide]]

## For all

- [One again](second.md) and [home](../index.md)
- [Staff](people-guide.md)
//- content/guides/first.md
---
title: First
---
See [[staffing]].
//- content/guides/second.md
---
title: Second
---
//- content/guides/people-guide.md
---
title: People
---
As in [[staffing]].
//- content/index.md
Hello.
"#;

fn site<T>(then: impl FnOnce(&Site) -> T) -> T {
    with_site(&prepared(&SourceTree::fixture(LADDER)), then)
}

fn number(site: &Site, path: &str) -> usize {
    let mut pages = site.plan.pages.iter();
    pages.position(|placed| placed.path == path).expect(path)
}

/// Parts of a page's view, by their JSON pointers.
fn check_view(path: &str, pointers: &[&str], expected: &Expect) {
    let view =
        site(|site| serde_json::to_value(whole::view(site, path)).expect("views are plain data"));
    check(&view, pointers, expected);
}

fn check(view: &Value, pointers: &[&str], expected: &Expect) {
    let lines = pointers.iter().map(|pointer| {
        let value = view
            .pointer(pointer)
            .map_or("none".to_owned(), Value::to_string);
        format!("{pointer}: {value}\n")
    });
    expected.assert_eq(&lines.collect::<String>());
}

#[test]
fn an_area_leads_with_recommended_models_that_speak_of_it() {
    check_view(
        "areas/people/staffing.html",
        &[
            "/recommended/0/model/title",
            "/recommended/0/answer/text",
            "/recommended/1",
            "/default/text",
            "/in_models",
        ],
        &expect![[r#"
            /recommended/0/model/title: "One"
            /recommended/0/answer/text: "TLM"
            /recommended/1: none
            /default/text: "EM"
            /in_models: "TLM in 1 of 2 models"
        "#]],
    );
}

#[test]
fn an_area_below_one_that_is_not_listed_stands_at_the_edge() {
    check_view(
        "roles/em.html",
        &[
            "/models/0/areas/0/area/title",
            "/models/0/areas/0/depth",
            "/models/0/areas/1/area/title",
            "/models/0/areas/1/depth",
            "/models/0/areas/2",
            "/models/1/areas/0/area/title",
            "/models/1/areas/0/depth",
        ],
        &expect![[r#"
            /models/0/areas/0/area/title: "Roadmap"
            /models/0/areas/0/depth: 0
            /models/0/areas/1/area/title: "Dates"
            /models/0/areas/1/depth: 1
            /models/0/areas/2: none
            /models/1/areas/0/area/title: "People"
            /models/1/areas/0/depth: 0
        "#]],
    );
}

#[test]
fn the_words_before_the_first_heading_are_the_lead_of_a_role() {
    check_view(
        "roles/em.html",
        &["/lead", "/body"],
        &expect![[r##"
        /lead: "<p>The manager.</p>\n"
        /body: "<h2 id=\"more\">More <a class=\"lb-anchor\" href=\"#more\" aria-label=\"Link to this section: More\">#</a></h2>\n<p>Much<sup class=\"lb-footnote\"><a id=\"lb-fnref-1\" href=\"#lb-fn-1\">1</a></sup> more.</p>\n<section class=\"lb-footnotes\" aria-label=\"Footnotes\">\n<ol>\n<li id=\"lb-fn-1\"><p>Really. <a class=\"lb-back\" href=\"#lb-fnref-1\" aria-label=\"Back to the text 1\">↩</a></p></li>\n</ol>\n</section>\n"
    "##]],
    );
}

#[test]
fn a_page_does_not_explain_its_own_name_and_explanations_name_their_links() {
    check_view(
        "roles/tlm.html",
        &["/lead", "/body"],
        &expect![[r#"
        /lead: "<p>A Tech Lead Manager is no <a class=\"lb-term\" href=\"../glossary.html#term-tech-lead\" title=\"A role, not Tech Lead Manager; see the other and a page.\">tech lead</a>.</p>\n"
        /body: ""
    "#]],
    );
}

#[test]
fn an_index_page_of_guides_sorts_them_and_lists_them_once() {
    let (sidebar, listing) = site(|site| {
        let placed = &site.plan.pages[number(site, "guides/first.html")];
        let sidebar =
            ladderbook::page::frame::sidebar::view(site, placed.folder, |_| Html::default());
        let sidebar: Vec<String> = sidebar
            .groups
            .iter()
            .map(|group| {
                let titles: Vec<&str> = group.items.iter().map(|item| &*item.title).collect();
                format!("{:?}: {}", group.title, titles.join(", "))
            })
            .collect();
        let listing = serde_json::to_value(whole::view(site, "guides/index.html"))
            .expect("views are plain data");
        (sidebar.join("\n"), listing)
    });
    expect![[r#"
        None: First
        Some("For some"): People, Second, Words"#]]
    .assert_eq(&sidebar);
    check(
        &listing,
        &[
            "/groups/0/title",
            "/groups/0/items/0/link/title",
            "/groups/0/items/1",
            "/groups/1/title",
        ],
        &expect![[r#"
            /groups/0/title: null
            /groups/0/items/0/link/title: "First"
            /groups/0/items/1: none
            /groups/1/title: "Checks"
        "#]],
    );
}

#[test]
fn equal_titles_are_told_apart_and_lists_are_no_mentions() {
    let shell = site(|site| {
        let path = "areas/people/staffing.html";
        serde_json::to_value(shell(&site.desk(path), number(site, path)))
            .expect("views are plain data")
    });
    check(
        &shell,
        &["/mentions"],
        &expect![[r#"
        /mentions: [{"title":null,"links":[{"title":"People","url":"index.html","kind":"Category"},{"title":"First","url":"../../guides/first.html","kind":null},{"title":"People","url":"../../guides/people-guide.html","kind":"Guide"}]}]
    "#]],
    );
}
