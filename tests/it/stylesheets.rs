//! Which stylesheets pages link, with the default theme and with one of somebody's own; and the list of guides, which is short enough to
//! be read.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use ladderbook::source::SourceTree;

use crate::whole::{output, text};

/// What each of these pages links, without versions; and which stylesheets are published.
fn check_links(theme: &str, expected: &Expect) {
    let fixture = "//- book.toml\n[book]\ntitle = \"A\"\n[build]\ntheme = \"house\"\n\
        //- themes/house/words/en.toml\nask = \"?\"\n\
        //- content/roles/a.md\n---\ntitle: A\n---\n//- content/areas/b.md\n---\ntitle: B\n---\n\
        //- content/models/c.md\n---\ntitle: C\naliases: [d]\nowners:\n  b: A\n---\n//- content/guides/e.md\n# E\n";
    let output = output(&SourceTree::fixture(&format!("{fixture}{theme}")));
    let mut said = String::new();
    for page in [
        "guides/e.html",
        "models/c.html",
        "models/index.html",
        "print.html",
        "d.html",
    ] {
        let html = text(&output, page);
        let links = html
            .lines()
            .filter(|line| line.contains("rel=\"stylesheet\""));
        let links = links.map(|line| {
            let address = line.split("href=\"").nth(1).unwrap_or_default();
            let address = address.split(['?', '"']).next().unwrap_or_default();
            let print = if line.contains("media=\"print\"") {
                " (print)"
            } else {
                ""
            };
            format!(" {}{print}", address.trim_start_matches("../"))
        });
        let _ = writeln!(said, "{page}:{}", links.collect::<String>());
    }
    let published = output.paths().iter().filter(|path| path.ends_with(".css"));
    let published: Vec<&str> = published.map(String::as_str).collect();
    let _ = writeln!(said, "published: {}", published.join(" "));
    expected.assert_eq(&said);
}

#[test]
fn a_page_links_what_its_kind_needs() {
    check_links(
        "",
        &expect![[r#"
            guides/e.html: style.css paper.css (print)
            models/c.html: style.css tables.css models.css paper.css (print)
            models/index.html: style.css tables.css matrix.css tools.css paper.css (print)
            print.html: style.css tables.css matrix.css models.css subjects.css sides.css tracks.css front.css assess.css tools.css paper.css (print)
            d.html: style.css paper.css (print)
            published: assess.css front.css matrix.css models.css paper.css search.css sides.css style.css subjects.css tables.css tools.css tracks.css
        "#]],
    );
}

#[test]
fn a_theme_with_a_stylesheet_of_its_own_is_linked_with_that_alone() {
    check_links(
        "//- themes/house/static/style.css\nbody { color: red }\n",
        &expect![[r#"
            guides/e.html: style.css
            models/c.html: style.css
            models/index.html: style.css
            print.html: style.css
            d.html: style.css
            published: style.css
        "#]],
    );
}

#[test]
fn such_a_theme_may_bring_families_of_its_own() {
    check_links(
        "//- themes/house/static/style.css\nbody { color: red }\n\
         //- themes/house/static/tables.css\ntd { color: red }\n",
        &expect![[r#"
            guides/e.html: style.css
            models/c.html: style.css tables.css
            models/index.html: style.css tables.css
            print.html: style.css tables.css
            d.html: style.css
            published: style.css tables.css
        "#]],
    );
}

#[test]
fn a_theme_may_add_a_sheet_that_has_the_last_word_everywhere() {
    check_links(
        "//- themes/house/static/own.css\n:root { --accent: #a3262f }\n",
        &expect![[r#"
            guides/e.html: style.css paper.css (print) own.css
            models/c.html: style.css tables.css models.css paper.css (print) own.css
            models/index.html: style.css tables.css matrix.css tools.css paper.css (print) own.css
            print.html: style.css tables.css matrix.css models.css subjects.css sides.css tracks.css front.css assess.css tools.css paper.css (print) own.css
            d.html: style.css paper.css (print) own.css
            published: assess.css front.css matrix.css models.css own.css paper.css search.css sides.css style.css subjects.css tables.css tools.css tracks.css
        "#]],
    );
}

/// The headings and entries of the list of guides.
fn check_guides(folders: &[(&str, usize, bool)], expected: &Expect) {
    let mut fixture = "//- book.toml\n[book]\ntitle = \"A\"\n".to_owned();
    for (folder, count, has_index) in folders {
        if *has_index {
            let _ = write!(
                fixture,
                "//- content/{folder}/index.md\n---\ntitle: All of {folder}\ndescription: What it is.\n---\n"
            );
        }
        for number in 0..*count {
            let _ = write!(
                fixture,
                "//- content/{folder}/p{number:03}.md\n# Page {number:03}\n"
            );
        }
    }
    let html = text(&output(&SourceTree::fixture(&fixture)), "guides/index.html");
    let main = &html[html.find("class=\"lb-lede").expect("there is a list")..];
    let mut said = String::new();
    let mut titles = 0;
    for line in main.split("<h").skip(1) {
        let words: String = line[line.find('>').unwrap_or(0) + 1..]
            .split('<')
            .skip_while(|part| part.is_empty())
            .map(|part| part.rsplit('>').next().unwrap_or_default())
            .take(5)
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" | ");
        if words.starts_with("Page ") {
            titles += 1;
            continue;
        }
        let _ = writeln!(said, "{}", words.trim_end_matches([' ', '|', '\n']));
    }
    let _ = writeln!(said, "and {titles} pages");
    expected.assert_eq(&said);
}

#[test]
fn few_guides_are_all_listed() {
    check_guides(
        &[("guides", 3, false), ("guides/people", 60, true)],
        &expect![[r#"
            people
            All of guides/people | What it is.
            Checks
            Checks | What can be wrong with the content of a ladder, and how to put it right.
            and 63 pages
        "#]],
    );
}

#[test]
fn many_guides_are_listed_by_folder() {
    check_guides(
        &[
            ("guides", 3, false),
            ("guides/people", 2, true),
            ("guides/people/hiring", 40, true),
            ("guides/people/letting-go", 30, false),
            ("guides/systems", 50, false),
            ("notes", 1, false),
        ],
        &expect![[r#"
            systems | 50 pages
            notes
            people
            All of guides/people | What it is. 3 pages
            All of guides/people/hiring | What it is. 41 pages
            letting go | 30 pages
            Checks
            Checks | What can be wrong with the content of a ladder, and how to put it right.
            and 3 pages
        "#]],
    );
}

#[test]
fn a_folder_that_no_sidebar_holds_is_listed_page_by_page() {
    check_guides(
        &[("guides/people", 20, false), ("guides/systems", 130, false)],
        &expect![[r#"
            people | 20 pages
            systems
            Checks
            Checks | What can be wrong with the content of a ladder, and how to put it right.
            and 130 pages
        "#]],
    );
}
