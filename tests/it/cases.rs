//! Markdown and folders as people have them: each test is a shape that was met in public repositories.

use ladderbook::source::SourceTree;

use crate::whole;

const BOOK: &str = "//- book.toml\n[book]\ntitle = \"T\"\nurl = \"https://example.org/h/\"\n";

fn tree(files: &str) -> SourceTree {
    SourceTree::fixture(&format!("{BOOK}{files}"))
}

fn page(files: &str, path: &str) -> String {
    whole::text(&whole::output(&tree(files)), path)
}

/// The headings of a page, as `h2#id text`.
fn headings(html: &str) -> Vec<String> {
    let html = scraper::Html::parse_document(html);
    let selector = scraper::Selector::parse("h1, h2, h3, h4, h5, h6").expect("it is one");
    html.select(&selector)
        .map(|heading| {
            let text: String = heading.text().collect();
            let id = heading
                .attr("id")
                .map_or(String::new(), |id| format!("#{id}"));
            let text = text.trim_end_matches('#').trim();
            format!("{}{id} {text}", heading.value().name())
        })
        .filter(|heading| !heading.contains("#lb-") && !heading.ends_with("On this page"))
        .collect()
}

#[test]
fn a_title_that_is_the_first_heading_stands_once() {
    for (body, expected) in [
        (
            "# On call\n\nWho carries the phone.\n",
            vec!["h1#on-call On call"],
        ),
        (
            "---\ntitle: On Call\n---\n\n# On call\n\n## A\n",
            vec!["h1#on-call On Call", "h2#a A"],
        ),
        (
            "![logo](x.png)\n\n# *On* call\n",
            vec!["h1#on-call On call"],
        ),
        (
            "<!-- a comment -->\n\nOn call\n=======\n",
            vec!["h1#on-call On call"],
        ),
        // Another first heading is not the title's, and there is one heading of the first level.
        (
            "---\ntitle: Rota\n---\n\n# On call\n\n## A\n",
            vec!["h1 Rota", "h2#on-call On call", "h3#a A"],
        ),
        (
            "# One\n\n# Two\n\n###### Deep\n",
            vec!["h1#one One", "h2#two Two", "h6#deep Deep"],
        ),
        (
            "Some words.\n\n# On call\n",
            vec!["h1 On call", "h2#on-call On call"],
        ),
        (
            "## On call\n\nText.\n",
            vec!["h1 On call", "h2#on-call On call"],
        ),
    ] {
        let files = format!("//- content/guides/a.md\n{body}//- content/guides/x.png\n");
        let html = page(&files, "guides/a.html");
        assert_eq!(headings(&html), expected, "{body}");
        assert_eq!(
            html.matches("Who carries").count(),
            body.matches("Who").count()
        );
    }
}

#[test]
fn links_to_the_title_and_the_headings_after_it_still_lead_there() {
    let files = "\
//- content/guides/a.md
# On call [b](b.md)

[up](#on-call-b) [b](b.md) [[b|and b]]

## Rota {#own}
//- content/guides/b.md
# B

[to a](a.md#on-call-b) and [its rota](a.md#own)
";
    let html = page(files, "guides/a.html");
    assert_eq!(headings(&html), ["h1#on-call-b On call b", "h2#own Rota"]);
    assert!(
        html.contains("<a href=\"#on-call-b\">up</a> <a href=\"b.html\">b</a>"),
        "{html}"
    );
    assert!(html.contains("<a href=\"b.html\">and b</a>"));
    let paper = page(files, "print.html");
    assert_eq!(
        paper.matches("On call b").count(),
        paper.matches(">On call b<").count()
    );
}

#[test]
fn headings_in_html_are_headings() {
    let files = "\
//- content/guides/a.md
<h1 align=\"center\">Handbook &amp; more</h1>

[pay](#pay) [own](#mine)

<h2>Pay</h2>

x

<h2 id=\"mine\">Leave</h2>

## Later

<h3>Never closed
";
    let html = page(files, "guides/a.html");
    assert_eq!(
        headings(&html),
        [
            "h1#handbook--more Handbook & more",
            "h2#pay Pay",
            "h2#mine Leave",
            "h2#later Later",
            "h3#never-closed Never closed"
        ]
    );
    assert!(
        html.contains("href=\"#pay\">Pay</a>"),
        "in the table of contents"
    );
    assert!(!html.contains("align"), "{html}");
}

/// What a body's paragraphs and lists are, without the page around it.
fn main_part(body: &str) -> String {
    let html = page(
        &format!("//- content/guides/a.md\n---\ntitle: A\n---\n\n{body}"),
        "guides/a.html",
    );
    let start = html.rfind("</header>").expect("a head") + "</header>".len();
    let end = html.find("<footer").expect("a footer");
    let main = html[start..end].replace(" rel=\"noopener noreferrer\"", "");
    main.trim().to_owned()
}

#[test]
fn a_line_that_begins_with_a_colon_and_no_blank_is_text() {
    for body in [
        "Ask **first**.\n\n:warning: Not encrypted.\n",
        "Thanks\n:tada: and welcome\n",
        "leaves at ten\n:30 past\n",
        "> quoted\n> :warning: too\n\n- item\n\n  :param x\n",
        "`code\n:x` and ::y\n:*z*\n",
        ":=\n",
    ] {
        let html = main_part(body);
        assert!(!html.contains("<dl"), "{html}");
        assert_eq!(
            html.matches(':').count(),
            body.matches(':').count(),
            "{html}"
        );
        assert!(!html.contains(';'), "{html}");
    }
    assert_eq!(
        main_part("```\n:a b\n```\n\n:::note\n:tip: x\n:::\n")
            .matches(':')
            .count(),
        3
    );
    assert!(main_part("term\n: what it is\n").contains("<dd>"));
    let link = main_part("[a](https://x.example/ \"one\n:two\")\n");
    assert!(link.contains("title=\"one\n:two\""), "{link}");
}

#[test]
fn bare_addresses_are_links() {
    let html = main_part(
        "Runbook: https://wiki.example.org/ops_(new). Mail team@example.org or see *www.example.org*, please.\n\n\
         | https://a.example/x_y_z |\n|---|\n| see:https://b.example |\n\n\
         [https://c.example](https://d.example) `https://e.example` <https://f.example>\n\n    https://g.example\n",
    );
    for link in [
        "<a href=\"https://wiki.example.org/ops_(new)\">https://wiki.example.org/ops_(new)</a>.",
        "<a href=\"mailto:team@example.org\">team@example.org</a> or",
        "<em><a href=\"http://www.example.org\">www.example.org</a></em>, please",
        "<a href=\"https://a.example/x_y_z\">https://a.example/x_y_z</a>",
        "see:<a href=\"https://b.example\">https://b.example</a>",
        "<a href=\"https://d.example\">https://c.example</a>",
        "<a href=\"https://f.example\">https://f.example</a>",
        "<code>https://e.example</code>",
    ] {
        assert!(html.contains(link), "{link}\n{html}");
    }
    assert_eq!(html.matches("<a ").count(), 7, "{html}");
    let with_description =
        "//- content/guides/a.md\n---\ntitle: A\ndescription: See https://x.example/a&b.\n---\n";
    assert!(
        page(with_description, "guides/a.html")
            .contains("<a href=\"https://x.example/a&amp;b\" rel=\"noopener noreferrer\">https://x.example/a&amp;b</a>.")
    );
}

const TEAM: &str = "//- content/guides/team/index.md\n# Team\n\n## X\n//- content/guides/x.png\n";

#[test]
fn links_from_the_root_and_to_folders_lead_where_a_forge_leads() {
    let files = format!(
        "{TEAM}//- content/guides/deep/a.md\n# A\n\n[1](/guides/team/index.md) [2](/guides/team/) [3](/guides/team) \
         [4](../team) [5](../team#x) [6](/content/guides/team/index.md#x) ![7](/guides/x.png)\n"
    );
    let html = page(&files, "guides/deep/a.html");
    for (number, url) in [
        (1, "../team/index.html"),
        (2, "../team/index.html"),
        (3, "../team/index.html"),
        (4, "../team/index.html"),
        (5, "../team/index.html#x"),
        (6, "../team/index.html#x"),
    ] {
        let link = format!("<a href=\"{url}\">{number}</a>");
        assert!(html.contains(&link), "{link}\n{html}");
    }
    assert!(
        html.contains("src=\"../../files/guides/x.png\"") || html.contains("x.png\" alt=\"7\""),
        "{html}"
    );
}

/// What is said of a project, each as its code with the text it points at.
fn said(files: &str) -> Vec<String> {
    let tree = tree(files);
    let said = whole::compiled(&tree).diagnostics;
    let quiet = ["no-content", "no-site-url"];
    said.iter()
        .filter(|one| !quiet.contains(&one.code().name()))
        .map(|one| {
            let at = one.at();
            let text = tree
                .file(at.file())
                .and_then(|file| file.text())
                .unwrap_or_default();
            format!(
                "{:?} {} `{}`",
                one.severity(),
                one.code().name(),
                &text[at.start()..at.end()]
            )
        })
        .collect()
}

#[test]
fn links_that_leave_the_content_folder_can_be_lowered_and_are_text_then() {
    let link = "//- content/guides/a.md\n# A\n\n[rota](../../private.md)\n";
    assert_eq!(said(link), ["Error outside-link `../../private.md`"]);
    let lowered = format!("[lints]\nlinks = \"warn\"\n{link}");
    assert_eq!(said(&lowered), ["Warning outside-link `../../private.md`"]);
    assert!(page(&lowered, "guides/a.html").contains("<p>rota</p>"));
}

#[test]
fn a_front_matter_after_a_comment_is_found() {
    let file = "//- content/guides/a.md\n<!-- SPDX-License-Identifier: CC-BY-4.0 -->\n<!-- x -->\n\n---\ntitle: On call\n---\n\nText.\n";
    assert_eq!(said(file), ["Error wrong-fence `---`"]);
    assert_eq!(
        said("//- content/guides/a.md\n<!-- x -->\n\n---\n\nText: more\n\n---\n\nEnd.\n"),
        [""; 0]
    );
}

#[test]
fn a_cell_that_no_column_shows_is_told() {
    let table = |rows: &str| {
        said(&format!(
            "//- content/guides/a.md\n# A\n\n| R | A |\n|---|---|\n{rows}\n"
        ))
    };
    assert_eq!(
        table("| TL | EM | PM | Security |"),
        ["Warning lost-cell `PM`"]
    );
    assert_eq!(table("| `a|b` | EM |"), ["Warning lost-cell `EM`"]);
    assert_eq!(table("TL | EM | PM"), ["Warning lost-cell `PM`"]);
    for fine in [
        "| TL | EM |",
        "| TL |",
        "TL | EM",
        "| `a\\|b` | EM | |",
        "| TL | EM |  ",
    ] {
        assert_eq!(table(fine), [""; 0], "{fine}");
    }
    assert_eq!(
        said("//- content/guides/a.md\n# A\n\n> | A |\n> |---|\n> | x | y |\n"),
        ["Warning lost-cell `y`"]
    );
}

#[test]
fn an_alias_that_was_a_folder_is_one() {
    let files = "//- content/guides/now.md\n---\ntitle: Now\naliases: [/handbook/on-call/, docs/faq]\n---\n";
    let output = whole::output(&tree(files));
    assert!(output.find("handbook/on-call/index.html").is_some());
    assert!(output.find("docs/faq.html").is_some());
}

#[test]
fn names_that_only_windows_refuses_are_warnings_all_alike() {
    let files = "//- content/guides/rules-etc./a.md\n# A\n//- content/guides/what?.md\n# W\n";
    let said = said(files);
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(
        said.iter()
            .all(|one| one.starts_with("Warning windows-name"))
    );
    assert!(page(files, "guides/rules-etc./a.html").contains("<h1"));
}

#[test]
fn a_container_without_a_title_has_the_words_of_its_kind() {
    for kind in [
        "note",
        "tip",
        "important",
        "warning",
        "caution",
        "info",
        "details",
    ] {
        let html = main_part(&format!(":::{kind}\nText.\n:::\n"));
        assert!(!html.contains("alert_"), "{html}");
        assert!(html.to_lowercase().contains(&format!(">{kind}<")), "{html}");
    }
}

/// The addresses that a page links in its own words.
fn linked(html: &str) -> Vec<String> {
    let html = scraper::Html::parse_document(html);
    let selector = scraper::Selector::parse(".lb-prose a").expect("it is one");
    let hrefs = html.select(&selector).filter_map(|link| link.attr("href"));
    let hrefs = hrefs.filter(|href| !href.starts_with('#'));
    hrefs.map(str::to_owned).collect()
}

/// `README.md`, as forges show it, and `_index.md`, as Hugo has it.
#[test]
fn a_folders_readme_is_its_first_page() {
    for name in ["README.md", "readme.md", "_index.md", "index.md"] {
        let files = format!(
            "//- content/guides/a.md\n# A\n\n[1](team/) [2](team) [3](./team/{name}#rules) [4](/guides/team/) [5](team/aa.md)\n\
             //- content/guides/team/{name}\n# The team\n\n## Rules\n\n[up](../a.md) [one](aa.md) [all](.)\n\
             //- content/guides/team/aa.md\n# Aa\n\n[its folder](./) [again](../team) [file]({name}) [[The team]]\n"
        );
        let output = whole::output(&tree(&files));
        let paths = output.paths();
        assert!(
            paths.iter().any(|path| path == "guides/team/index.html"),
            "{name}"
        );
        assert!(
            !paths
                .iter()
                .any(|path| path.to_lowercase().contains("readme")),
            "{name}"
        );
        let index = "team/index.html";
        assert_eq!(
            linked(&whole::text(&output, "guides/a.html")),
            [
                index,
                index,
                &format!("{index}#rules"),
                index,
                "team/aa.html"
            ],
            "{name}"
        );
        let of_readme = linked(&whole::text(&output, "guides/team/index.html"));
        assert_eq!(of_readme, ["../a.html", "aa.html", "index.html"], "{name}");
        let page = whole::text(&output, "guides/team/aa.html");
        assert_eq!(linked(&page), ["index.html"; 4], "{name}");
        // So does its entry in the sidebar, which comes before the others.
        let sidebar = scraper::Html::parse_document(&page);
        let links = scraper::Selector::parse(".lb-side a").expect("it is one");
        let hrefs: Vec<&str> = sidebar
            .select(&links)
            .filter_map(|link| link.attr("href"))
            .collect();
        let at = |wanted: &str| hrefs.iter().position(|href| *href == wanted);
        assert!(
            at("index.html") < at("aa.html") && at("index.html").is_some(),
            "{name}: {hrefs:?}"
        );
    }
}

#[test]
fn the_readme_of_a_kind_is_about_its_list_and_one_of_a_category_is_the_category() {
    let files = "//- content/README.md\n# Welcome\n\nWelcome here.\n\
         //- content/roles/README.md\nAll our roles.\n\
         //- content/roles/em.md\n---\ntitle: Engineering Manager\n---\nx\n\
         //- content/areas/people/README.md\n---\ntitle: People\n---\nx\n\
         //- content/areas/people/hiring.md\n---\ntitle: Hiring\n---\nx\n";
    let output = whole::output(&tree(files));
    assert!(whole::text(&output, "index.html").contains("Welcome here."));
    assert!(whole::text(&output, "roles/index.html").contains("All our roles."));
    assert!(whole::text(&output, "areas/people/hiring.html").contains("href=\"index.html\""));
    assert!(output.find("roles/README.html").is_none());
}

#[test]
fn of_two_first_pages_one_wins_and_the_other_keeps_its_name() {
    let files = "//- content/guides/team/README.md\n# Read me\n\nx\n\
         //- content/guides/team/index.md\n# Index\n\n[the other](README.md)\n";
    let warned: Vec<&str> = whole::compiled(&tree(files))
        .diagnostics
        .iter()
        .map(|one| one.code().name())
        .collect();
    assert_eq!(warned, ["second-index"]);
    let output = whole::output(&tree(files));
    assert_eq!(
        linked(&whole::text(&output, "guides/team/index.html")),
        ["README.html"]
    );
}

/// The site makes these lists itself, so a link to one needs no file.
#[test]
fn links_to_lists_that_the_site_makes_work() {
    let files = "//- content/index.md\n# Home\n\n[1](guides/index.md) [2](roles/) [3](roles) [4](guides) [5](./)\n\
         //- content/guides/a.md\n# A\n\n[1](../roles/index.md) [2](/roles/) [3](.) [home](/)\n\
         //- content/roles/tl.md\n---\ntitle: TL\n---\n\nx\n";
    let output = whole::output(&tree(files));
    assert_eq!(
        linked(&whole::text(&output, "index.html")),
        [
            "guides/index.html",
            "roles/index.html",
            "roles/index.html",
            "guides/index.html",
            "index.html"
        ]
    );
    assert_eq!(
        linked(&whole::text(&output, "guides/a.html")),
        [
            "../roles/index.html",
            "../roles/index.html",
            "index.html",
            "../index.html"
        ]
    );
    // Without a role there is no such list; no suggestion leads to the page itself.
    let files = "//- content/index.md\n[1](roles/) [2](guides/indx.md)\n\
         //- content/guides/team/a.md\n[3](../team/)\n";
    let helps: Vec<String> = whole::compiled(&tree(files))
        .diagnostics
        .iter()
        .flat_map(|one| one.helps().to_vec())
        .collect();
    assert_eq!(
        helps,
        [
            "write an `index.md` or `README.md` for it, or link to one of its pages",
            "links are relative to the file that holds them and end in `.md`",
            "links are relative to the file that holds them and end in `.md`",
        ]
    );
}

/// The rule of `CommonMark`, which forges follow, and not a friendlier one: what is bold here is bold there.
#[test]
fn emphasis_beside_punctuation_is_as_commonmark_has_it() {
    let files = "//- content/guides/a.md\n---\ntitle: A\n---\n\n**注意：**正文。含**「重点」**内容。\n\n**注意**：正文。\n";
    let html = page(files, "guides/a.html");
    assert!(
        html.contains("<p>**注意：<strong>正文。含</strong>「重点」**内容。</p>"),
        "{html}"
    );
    assert!(
        html.contains("<p><strong>注意</strong>：正文。</p>"),
        "{html}"
    );
}

/// Braces at the end of a heading are attributes only where they hold an id or a class.
#[test]
fn a_heading_keeps_what_it_has_between_braces() {
    let body = "## GET /users/{id}\n\n## {Book Name}\n\n## Set {a} and {b}\n\n## Old name {#own .x}\n\nKeys {c}\n------\n";
    let html = page(
        &format!("//- content/guides/a.md\n---\ntitle: A\n---\n{body}"),
        "guides/a.html",
    );
    assert_eq!(
        headings(&html),
        [
            "h1 A",
            "h2#get-usersid GET /users/{id}",
            "h2#-book-name {Book Name}",
            "h2#set-a-and-b Set {a} and {b}",
            "h2#own Old name",
            "h2#keys-c Keys {c}",
        ]
    );
}

/// Once they are warnings, links to headings that are not there lead to the page, or nowhere.
#[test]
fn lowered_links_to_missing_headings_are_not_dead() {
    let files = "[lints]\nanchors = \"warn\"\n//- content/guides/a.md\n# A\n\n[1](#gone) [2](b.md#gone) [3](#top) [4](b.md#b) [[B#gone]]\n\
         //- content/guides/b.md\n# B\n\nx\n";
    assert_eq!(
        linked(&page(files, "guides/a.html")),
        ["b.html", "b.html#b", "b.html"]
    );
}

/// The terms that a page explains: what is shown, and where it leads.
fn explained(html: &str) -> Vec<String> {
    let html = scraper::Html::parse_document(html);
    let selector = scraper::Selector::parse(".lb-prose .lb-term").expect("it is one");
    html.select(&selector)
        .map(|term| {
            let text: String = term.text().collect();
            format!("{text} {}", term.attr("href").unwrap_or("-"))
        })
        .collect()
}

#[test]
fn terms_have_an_anchor_each_and_are_explained_where_they_mean_that() {
    let glossary = "//- content/glossary.md\n---\ntitle: Glossary\nonly-here: [poorly, Backup]\n---\n\
         either\n: One of several.\n\nRunbook\n: What to do.\n\npoorly\n: Not well.\n\nbackup\n: Stands in.\n\n\
         ## Other\n\nTech Lead (TL)\n: Leads.\n\nrunbook\n: Again.\n\n";
    let guide = "//- content/guides/a.md\n# A\n\n**Either** can be done poorly, by backup or runbook, says the TL. \
         [its words](../glossary.md#term-runbook)\n";
    let files = format!("{glossary}{guide}");
    let html = page(&files, "guides/a.html");
    assert_eq!(
        explained(&html),
        [
            "runbook ../glossary.html#term-runbook",
            "TL ../glossary.html#term-tech-lead-tl"
        ]
    );
    let html = page(&files, "glossary.html");
    for id in [
        "term-either",
        "term-runbook",
        "term-poorly",
        "term-tech-lead-tl",
        "term-runbook-1",
    ] {
        assert_eq!(
            html.matches(&format!("<dt id=\"{id}\">")).count(),
            1,
            "{id}"
        );
    }
    // What no term is called is told, and other pages have no such key.
    let wrong = "//- content/glossary.md\n---\nonly-here: [runbok]\n---\nRunbook\n: What to do.\n\
         //- content/guides/a.md\n---\nonly-here: [x]\n---\nx\n";
    assert_eq!(
        said(wrong),
        [
            "Warning no-effect `runbok`",
            "Warning unknown-key `only-here`"
        ]
    );
}

/// A reader looks for the second group before the twelfth.
#[test]
fn lists_have_numbers_in_the_order_of_their_values() {
    let team = |at: usize| format!("//- content/teams/t{at}.md\n---\ntitle: Group {at}\n---\nx\n");
    let guide = |at: usize| format!("//- content/guides/g{at}.md\n# Part {at}\n\nx\n");
    let numbers = [12, 2, 4, 100, 1];
    let files: String = numbers.map(|at| team(at) + &guide(at)).concat();
    let output = whole::output(&tree(&files));
    for (path, name) in [("teams/index.html", "Group"), ("guides/index.html", "Part")] {
        let html = whole::text(&output, path);
        let main = &html[html.find("<main").expect("it has one")..];
        let places: Vec<Option<usize>> = [1, 2, 4, 12, 100]
            .iter()
            .map(|at| main.find(&format!(">{name} {at}<")))
            .collect();
        assert!(
            places.is_sorted() && places.iter().all(Option::is_some),
            "{path} {places:?}"
        );
    }
}

/// The title of an index page groups nothing: what is linked below it is not its section.
#[test]
fn the_title_of_an_index_page_is_no_section_of_it() {
    let index = "//- content/guides/index.md\n# All guides\n\n[A](a.md)\n\n## Later\n\n[B](b.md)\n";
    let files = format!("{index}//- content/guides/a.md\n# A\n\n//- content/guides/b.md\n# B\n\n");
    let html = page(&files, "guides/a.html");
    let sidebar = scraper::Html::parse_document(&html);
    let groups = scraper::Selector::parse(".lb-side-group").expect("it is one");
    let titles: Vec<String> = sidebar
        .select(&groups)
        .map(|it| it.text().collect())
        .collect();
    assert!(titles.contains(&"Later".to_owned()), "{titles:?}");
    assert!(!titles.contains(&"All guides".to_owned()), "{titles:?}");
}
