//! The search index: that it is a script whatever the content, says what the content says, and stays small. What a query finds in it is
//! tested where its client runs, in `tests/site/search.test.mjs`.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use ladderbook::search::index;
use ladderbook::source::SourceTree;
use serde_json::Value;

use crate::whole::{self, output, prepared, with_site};

const START: &str = "globalThis.lbIndex = ";

/// The index of a fixture as data, after it has been held to be nothing but a script of plain data.
fn index_of(fixture: &str) -> Value {
    let script = with_site(&prepared(&SourceTree::fixture(fixture)), |site| {
        index(&site.desk(""))
    });
    assert!(
        script.starts_with(START) && script.ends_with(";\n"),
        "{script}"
    );
    assert_eq!(script.lines().count(), 1);
    for ending in ['<', '\u{2028}', '\u{2029}', '\0'] {
        assert!(!script.contains(ending), "{ending:?} in {script}");
    }
    serde_json::from_str(&script[START.len()..script.len() - 2]).expect("what is set is JSON")
}

/// Texts that share their beginnings, one below the other.
fn texts(list: &Value) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for text in list.as_array().expect("a list") {
        let text = text.as_str().expect("texts");
        let shared = usize::from(text.as_bytes()[0] - b'A');
        let before = texts.last().map_or("", String::as_str);
        texts.push(
            before
                .chars()
                .take(shared)
                .chain(text[1..].chars())
                .collect(),
        );
    }
    texts
}

fn terms(index: &Value) -> Vec<String> {
    let mut terms: Vec<String> = Vec::new();
    let text = index["terms"].as_str().expect("a text");
    let starts: Vec<usize> = text
        .char_indices()
        .filter(|(_, c)| c.is_ascii_uppercase())
        .map(|(at, _)| at)
        .collect();
    for (number, start) in starts.iter().enumerate() {
        let end = starts.get(number + 1).copied().unwrap_or(text.len());
        let shared = usize::from(text.as_bytes()[*start] - b'A');
        let before = terms.last().map_or("", String::as_str);
        terms.push(
            before
                .chars()
                .take(shared)
                .chain(text[start + 1..end].chars())
                .collect(),
        );
    }
    terms
}

/// The pages of a fixture but those that every site has: title, address, kind, other names, note, about which roles and categories.
fn check(fixture: &str, expected: &Expect) {
    let index = index_of(fixture);
    let number = |text: &str| {
        text.bytes()
            .map(|byte| usize::from(byte - b'A'))
            .collect::<Vec<_>>()
    };
    let lists = |key: &str| -> Vec<Vec<usize>> {
        index[key]
            .as_str()
            .unwrap()
            .split(' ')
            .map(number)
            .collect()
    };
    let (roles, categories, outline) = (
        lists("about_roles"),
        lists("about_categories"),
        lists("outline"),
    );
    let kinds = number(index["kind"].as_str().unwrap());
    let listings: Vec<usize> = serde_json::from_value(index["listings"].clone()).unwrap();
    let mut out = String::new();
    let urls = texts(&index["urls"]);
    for (page, title) in texts(&index["titles"]).into_iter().enumerate() {
        let named = |list: &[usize], key: &str| -> Vec<String> {
            list.iter()
                .map(|at| index[key][at].as_str().unwrap().to_owned())
                .collect()
        };
        let kind = index["kinds"][kinds[page]].as_str().unwrap();
        if kind == "Checks" {
            continue;
        }
        let others = index["others"]
            .as_array()
            .unwrap()
            .iter()
            .find(|each| each[0] == page);
        let _ = writeln!(
            out,
            "{kind}: {title} ({}){}{}{}\n  roles {:?}, categories {:?}, headings {:?}",
            urls[page],
            if listings.contains(&page) {
                ", a list"
            } else {
                ""
            },
            others.map_or(String::new(), |each| format!(" {}", each[1])),
            match index["notes"][page].as_str().unwrap() {
                "" => String::new(),
                note => format!(" – {note}"),
            },
            named(&roles[page], "roles"),
            named(&categories[page], "categories"),
            named(&outline[page], "headings"),
        );
    }
    expected.assert_eq(&out);
}

const LADDER: &str = r#"
//- book.toml
[book]
title = "Ladder"
//- content/roles/tl.md
---
title: Tech Lead
abbr: TL
also: [Dev lead]
weight: 1
owns: [planning]
---
Leads. See [[people]].

## What  it is for

Text.
//- content/roles/em.md
---
title: Engineering Manager
abbr: EM
weight: 2
description: Manages **people**.
---
//- content/areas/people/index.md
---
title: People
weight: 1
---
//- content/areas/people/staffing.md
---
title: Staffing
also: [Hiring]
---
//- content/areas/planning.md
---
title: Planning
abbr: PL
weight: 2
---
//- content/areas/nothing.md
---
title: Nobody's
weight: 3
---
//- content/models/a.md
---
title: A
weight: 1
owners: {people: EM}
---
//- content/models/b.md
---
title: B
weight: 2
owners: {people: EM (poorly), planning: TL or EM}
---
//- content/models/c.md
---
title: C
weight: 3
inherit: false
owners: {staffing: 'TL (poorly, far from the work) + EM (helps)'}
---
//- content/guides/how.md
---
title: How
---
About [[tl]] and [[staffing]].
"#;

#[test]
fn every_page_is_in_it_with_its_names_and_its_owner() {
    check(
        LADDER,
        &expect![[r#"
            Home: Ladder (index.html), a list
              roles [], categories [], headings []
            Roles: Roles (roles/index.html), a list
              roles [], categories [], headings []
            Roles: Tech Lead (roles/tl.html) ["TL","Dev lead"]
              roles ["Tech Lead"], categories ["Planning"], headings ["What  it is for"]
            Roles: Engineering Manager (roles/em.html) ["EM"] – Manages people.
              roles ["Engineering Manager"], categories [], headings []
            Areas: Areas (areas/index.html), a list
              roles [], categories [], headings []
            Areas: People (areas/people/index.html) – EM in 2 of 2 models
              roles ["Engineering Manager"], categories ["People"], headings []
            Areas: Staffing (areas/people/staffing.html) ["Hiring"] – EM in 2 of 3 models
              roles ["Tech Lead", "Engineering Manager"], categories ["People"], headings []
            Areas: Planning (areas/planning.html) ["PL"] – TL or EM in 1 of 2 models
              roles ["Tech Lead", "Engineering Manager"], categories ["Planning"], headings []
            Areas: Nobody's (areas/nothing.html) – nobody yet in 2 of 2 models
              roles [], categories ["Nobody's"], headings []
            Areas: Where sources disagree (areas/disagreements.html)
              roles [], categories [], headings []
            Models: Operating models (models/index.html), a list
              roles [], categories [], headings []
            Models: A (models/a.html)
              roles ["Engineering Manager"], categories [], headings []
            Models: B (models/b.html)
              roles ["Tech Lead", "Engineering Manager"], categories [], headings []
            Models: C (models/c.html)
              roles ["Tech Lead", "Engineering Manager"], categories [], headings []
            Models: From “A” to “B” (models/a-vs-b.html) ["A vs B","B vs A","From “B” to “A”"]
              roles [], categories [], headings []
            Models: From “A” to “C” (models/a-vs-c.html) ["A vs C","C vs A","From “C” to “A”"]
              roles [], categories [], headings []
            Models: From “B” to “C” (models/b-vs-c.html) ["B vs C","C vs B","From “C” to “B”"]
              roles [], categories [], headings []
            Compare: Comparisons (compare/index.html), a list
              roles [], categories [], headings []
            Compare: Engineering Manager vs Tech Lead (compare/em-vs-tl.html) ["EM vs TL","TL vs EM"]
              roles ["Tech Lead", "Engineering Manager"], categories [], headings []
            Guides: Guides (guides/index.html), a list
              roles [], categories [], headings []
            Guides: How (guides/how.html)
              roles ["Tech Lead"], categories ["People"], headings []
            Home: About this site (about.html)
              roles [], categories [], headings []
        "#]],
    );
}

#[test]
fn words_are_those_that_a_page_shows() {
    let index = index_of(
        r#"
//- book.toml
[book]
title = "Ladder"
//- content/roles/tl.md
---
title: Tech Lead
x-note: zzprivate
attributes: {Zzcoding: zzhalf}
tags: [zztag]
---
Zzfirst [zzlabel](https://zzhost.example/zzpath "zztitle") <!-- zzcomment --> zzend
//- content/models/m.md
---
title: M
owners: {x: 'TL (poorly, zzreason)'}
fits: ["zzfits **zzbold**"]
---
# zzcomment in YAML is none: this is a heading
//- content/areas/x.md
---
title: X # zzyaml
---
Zzplain [zzref]. `zzcode` Zzé ZZé zzé

[zzref]: https://zzother.example/zzhidden
[^1]: zzfoot
//- content/guides/draft.md
---
title: Draft
draft: true
---
zzdraft
"#,
    );
    let ours: Vec<String> = terms(&index)
        .into_iter()
        .filter(|term| term.starts_with("zz"))
        .collect();
    assert_eq!(
        ours,
        [
            "zzbold",
            "zzcode",
            "zzcoding",
            "zzcomment",
            "zze",
            "zzend",
            "zzfirst",
            "zzfits",
            "zzfoot",
            "zzhalf",
            "zzlabel",
            "zzplain",
            "zzreason",
            "zzref",
            "zztag"
        ]
    );
}

#[test]
fn hostile_names_stay_names() {
    let index = index_of(
        r#"
//- book.toml
[book]
title = "</script><script>alert(1)</script>"
//- content/roles/__proto__.md
---
title: "__proto__"
abbr: "</script>"
also: ["constructor", "line\u2028end", "\"'\\`${x}"]
---
## `</script>` & `__proto__` {#constructor}

## 🙂
"#,
    );
    let titles = texts(&index["titles"]);
    assert_eq!(titles[0], "</script><script>alert(1)</script>");
    let page = titles
        .iter()
        .position(|title| title == "__proto__")
        .expect("the role");
    let others = index["others"].as_array().unwrap();
    let others = &others
        .iter()
        .find(|each| each[0] == page)
        .expect("it has names")[1];
    assert_eq!(
        *others,
        serde_json::json!(["</script>", "constructor", "line end", "\"'\\`${x}"])
    );
    assert_eq!(index["headings"][0], "</script> & __proto__");
    assert_eq!(
        index["anchors"],
        serde_json::json!([[0, "constructor"], [1, "h"]])
    );
}

#[test]
fn the_same_whatever_the_number_of_threads() {
    let prepared = prepared(&SourceTree::fixture(&many(700, 20)));
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("threads");
        pool.install(|| with_site(&prepared, |site| index(&site.desk(""))))
    };
    assert_eq!(with(1), with(5));
}

/// Guides of words that no other has, and of words that many have.
fn many(count: usize, words: usize) -> String {
    let mut fixture = "//- book.toml\n[book]\ntitle = \"Many\"\n".to_owned();
    for page in 0..count {
        let _ = write!(
            fixture,
            "//- content/guides/f{}/g{page}.md\n---\ntitle: Guide {page}\n---\n",
            page / 50
        );
        for word in 0..words {
            let _ = write!(
                fixture,
                "every{word} own{page}x{word} some{} ",
                (page * 7 + word) % 500
            );
        }
        let _ = writeln!(fixture, "\n\n## Part of {page}\n\ntext");
    }
    fixture
}

#[test]
fn words_of_a_large_site_lead_to_pages_and_those_of_a_small_one_to_sections() {
    // The last page has a heading of its own, "Part of …", in its last section.
    let last = |index: &Value, count: usize| {
        let number = format!("{}", count - 1);
        let at = terms(index)
            .iter()
            .position(|term| *term == number)
            .expect("the number of the last page");
        index["places"]
            .as_str()
            .unwrap()
            .split(' ')
            .nth(at)
            .unwrap()
            .len()
    };
    let (small, large) = (index_of(&many(50, 3)), index_of(&many(2_001, 3)));
    assert_eq!(
        (&small["by_section"], &large["by_section"]),
        (&Value::Bool(true), &Value::Bool(false))
    );
    assert!(last(&small, 50) > 0 && last(&large, 2_001) > 0);
}

#[test]
fn a_site_can_do_without_a_search() {
    let pages = "//- content/guides/a.md\n---\ntitle: A guide\n---\nText.\n";
    let files = |settings: &str| -> Vec<(String, String)> {
        let settings = format!("//- book.toml\n[book]\ntitle = \"T\"\n{settings}");
        let output = output(&SourceTree::fixture(&format!("{settings}{pages}")));
        let files = whole::texts(&output).map(|(path, text)| (path.to_owned(), text));
        files.collect()
    };
    let of_search = |files: Vec<(String, String)>| -> Vec<String> {
        let belongs = |(path, text): &(String, String)| {
            path.starts_with("search-index")
                || path.ends_with(".html")
                    && (text.contains("search.html") || text.contains("search-index"))
        };
        let found = files.into_iter().filter(belongs);
        found.map(|(path, _)| path).collect()
    };
    assert_eq!(
        of_search(files("[build]\nsearch = false\n")),
        Vec::<String>::new()
    );
    let with = of_search(files(""));
    for path in ["search-index.js", "search.html", "guides/a.html"] {
        assert!(with.iter().any(|found| found == path), "{with:?}");
    }
}
