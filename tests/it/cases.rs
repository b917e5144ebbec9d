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
