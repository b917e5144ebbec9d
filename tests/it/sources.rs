//! What pages say of a source: days and languages in words, and on paper whose it is and where.

use std::fmt::Write as _;

use expect_test::expect;
use ladderbook::page::View;
use ladderbook::page::frame::shell::shell;
use ladderbook::plan::route::Url;
use ladderbook::source::SourceTree;

use crate::whole::{prepared, with_site};

const SOURCES: &str = r#"
//- book.toml
[book]
title = "Ladder"
language = "en-US"
//- content/sources/a.md
---
title: A
authors: [Ann, Bob]
url: https://example.com/a?b=c
date: 2022-06-14
saved: 2024-01-02
language: en
---
//- content/sources/b.md
---
title: B
authors: [Cy]
language: fr-CA
---
//- content/sources/c.md
---
title: C
language: tlh
---
//- content/roles/tl.md
---
title: Tech Lead
source: [a, b, c]
---
"#;

#[test]
fn days_and_languages_are_words_and_paper_says_where_a_source_is() {
    let said = with_site(&prepared(&SourceTree::fixture(SOURCES)), |site| {
        let mut out = String::new();
        for (number, placed) in site.plan.pages.iter().enumerate() {
            if let View::Source(source) =
                ladderbook::page::view(&site.desk(&placed.path), placed.page)
            {
                let day = |day: Option<ladderbook::page::view::Day>| {
                    day.map(|day| format!("{} is {}", day.date, day.text))
                };
                let (date, saved) = (day(source.date), day(source.saved));
                let _ = writeln!(
                    out,
                    "{}: {date:?}, {saved:?}, {:?}",
                    placed.path, source.language
                );
            }
            for cited in shell(&site.desk(&placed.path), number).sources {
                let address = cited.address.as_ref().map(Url::as_str);
                let _ = writeln!(
                    out,
                    "{} rests on {}: {:?} {:?} {address:?}",
                    placed.path, cited.link.title, cited.authors, cited.year
                );
            }
        }
        out
    });
    expect![[r#"
        roles/tl.html rests on A: ["Ann", "Bob"] Some("2022") Some("https://example.com/a?b=c")
        roles/tl.html rests on B: ["Cy"] None None
        roles/tl.html rests on C: [] None None
        sources/a.html: Some("2022-06-14 is 14 June 2022"), Some("2024-01-02 is 2 January 2024"), None
        sources/b.html: None, None, Some("French")
        sources/c.html: None, None, Some("tlh")
    "#]].assert_eq(&said);
}
