//! Input that is too long, too deep or too much of it, made by a program: what must come out, and that it does not take for ever.
//!
//! The clock only guards against hanging: the time is what a slow machine with an unoptimized build may need many times over.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use expect_test::{Expect, expect};
use ladderbook::diagnostic::Diagnostic;
use ladderbook::source::{Contents, SourceTree};
use ladderbook::{build, config};

use super::{SETTINGS, diagnose, lines, tree};

/// What only a program that hangs needs.
const FOR_EVER: Duration = Duration::from_secs(900);

/// The limit of one text, which `load` watches over.
const LARGEST: usize = 4 * 1024 * 1024;

fn project(files: Vec<(String, String)>) -> SourceTree {
    let large: Vec<(String, usize)> = files
        .iter()
        .filter(|(_, text)| text.len() > LARGEST)
        .map(|(path, text)| (path.clone(), text.len()))
        .collect();
    let settings = ("book.toml".to_owned(), SETTINGS.to_owned());
    let files = files.into_iter().chain([settings]);
    let mut tree = tree(
        files
            .map(|(path, text)| (path, text.into_bytes()))
            .collect(),
    );
    for (path, len) in large {
        let (len, limit) = (len as u64, LARGEST as u64);
        tree.insert(&path, Contents::TooLarge { len, limit });
    }
    tree
}

fn timed(tree: &SourceTree) -> Vec<Diagnostic> {
    let start = Instant::now();
    let diagnostics = diagnose(tree);
    assert!(start.elapsed() < FOR_EVER, "took {:?}", start.elapsed());
    diagnostics
}

fn check(files: Vec<(String, String)>, expected: &Expect) {
    let tree = project(files);
    expected.assert_eq(&lines(&timed(&tree), &tree));
}

/// A guide with this body below a title on its first three lines.
fn check_body(body: &str, expected: &Expect) {
    let text = format!("---\ntitle: G\n---\n{body}");
    check(vec![("content/guides/g.md".to_owned(), text)], expected);
}

fn check_front_matter(front_matter: &str, expected: &Expect) {
    let text = format!("---\n{front_matter}\n---\nText.\n");
    check(vec![("content/guides/g.md".to_owned(), text)], expected);
}

/// Row 18.
#[test]
fn deep_and_long_front_matter_ends_where_its_limit_is_crossed() {
    check_front_matter(
        &format!("x-a: {}", "[".repeat(60_000)),
        &expect![[r#"
            content/guides/g.md:2:38-39 error over-limit
        "#]],
    );
    check_front_matter(
        &format!("x-a: {}{}", "[".repeat(100_000), "]".repeat(100_000)),
        &expect![[r#"
            content/guides/g.md:2:65537-65538 error over-limit
        "#]],
    );
    let maps: String = (0..200)
        .map(|depth| format!("{}x-a:\n", " ".repeat(depth)))
        .collect();
    check_front_matter(
        &maps,
        &expect![[r#"
        content/guides/g.md:34:33-34 error over-limit
    "#]],
    );
    check_front_matter(
        &format!("x-a: {}", "{a: ".repeat(2_000)),
        &expect![[r#"
        content/guides/g.md:2:131-132 error over-limit
    "#]],
    );
    check_front_matter(
        &format!("x-a: [{}]", "1, ".repeat(6_000)),
        &expect![[r#"
        content/guides/g.md:2:14998-14999 error over-limit
    "#]],
    );
    check_front_matter(
        &"x-a: b\n".repeat(10_000),
        &expect![[r#"
        content/guides/g.md:9364:3-4 error over-limit
    "#]],
    );
    check_front_matter(
        &format!("title: {}", "t".repeat(2_000)),
        &expect![[r#"
        content/guides/g.md:2:1032-1033 error over-limit
    "#]],
    );
    check_front_matter(
        &format!("title: \"{}\"", "ä".repeat(600)),
        &expect![[r#"
        content/guides/g.md:2:521-522 error over-limit
    "#]],
    );
    check_front_matter(
        &format!("description: {}", "d".repeat(10_000_000)),
        &expect![[r#"
        content/guides/g.md:1:1 error over-limit
    "#]],
    );
}

/// Row 11, many times over.
#[test]
fn thousands_of_equal_keys_are_each_reported() {
    let tree = project(vec![(
        "content/guides/g.md".to_owned(),
        format!("---\n{}---\nText.\n", "x-a:\n".repeat(2_400)),
    )]);
    assert_eq!(timed(&tree).len(), 2_399);
}

/// Row 17.
#[test]
fn a_yaml_bomb_ends_at_its_first_anchor() {
    let mut bomb = "x-a0: &a0 [lol]\n".to_owned();
    for at in 1..100 {
        let below = at - 1;
        let _ = writeln!(
            bomb,
            "x-a{at}: &a{at} [*a{below}, *a{below}, *a{below}, *a{below}]"
        );
    }
    check_front_matter(
        &bomb,
        &expect![[r#"
        content/guides/g.md:2:7-10 error yaml-alias
    "#]],
    );
}

/// Row 28: a long chain is fine, a long circle is one mistake.
#[test]
fn ten_thousand_roles_in_a_row_and_in_a_circle() {
    const COUNT: usize = 10_000;
    let roles = |last: &str| -> Vec<(String, String)> {
        (0..COUNT)
            .map(|at| {
                let above = if at + 1 < COUNT {
                    format!("reports-to: r{}\n", at + 1)
                } else {
                    last.to_owned()
                };
                let path = format!("content/roles/r{at}.md");
                (path, format!("---\ntitle: Role {at}\n{above}---\n"))
            })
            .collect()
    };
    check(
        roles(""),
        &expect![[r#"
        book.toml:2:9-19 warning pair-budget
    "#]],
    );
    check(
        roles("reports-to: r0\n"),
        &expect![[r#"
        book.toml:2:9-19 warning pair-budget
        content/roles/r0.md:3:13-15 error cycle
          also content/roles/r1.md:3:13-15
          also content/roles/r2.md:3:13-15
          also content/roles/r3.md:3:13-15
          also content/roles/r4.md:3:13-15
          also content/roles/r5.md:3:13-15
          also content/roles/r6.md:3:13-15
          also content/roles/r7.md:3:13-15
          also content/roles/r8.md:3:13-15
          also content/roles/r9.md:3:13-16
          also content/roles/r10.md:3:13-16
    "#]],
    );
}

/// Row 28: areas nest by `parent`.
#[test]
fn ten_thousand_areas_in_each_other() {
    let areas = (0..10_000)
        .map(|at| {
            let parent = if at > 0 {
                format!("parent: a{}\n", at - 1)
            } else {
                String::new()
            };
            let path = format!("content/areas/a{at}.md");
            (path, format!("---\ntitle: Area {at}\n{parent}---\n"))
        })
        .collect();
    check(areas, &expect![[""]]);
}

/// Row 29.
#[test]
fn deep_and_long_tags_end_at_a_limit() {
    let model = |tag: &str| {
        let role = ("content/roles/em.md", "---\ntitle: EM\n---\n".to_owned());
        let area = ("content/areas/a.md", "---\ntitle: A\n---\n".to_owned());
        let text = format!("---\ntitle: M\nowners:\n  a: \"{tag}\"\n---\n");
        [role, area, ("content/models/m.md", text)]
            .map(|(path, text)| (path.to_owned(), text))
            .to_vec()
    };
    let parentheses = format!("EM {}{}", "(".repeat(10_000), ")".repeat(10_000));
    check(
        model(&parentheses),
        &expect![[r#"
        content/models/m.md:4:2055-2056 error over-limit
    "#]],
    );
    let parentheses = format!("EM {}{}", "(".repeat(900), ")".repeat(900));
    check(
        model(&parentheses),
        &expect![[r#"
        content/models/m.md:4:18-19 error malformed-tag
    "#]],
    );
    check(
        model(&";".repeat(2_000)),
        &expect![[r#"
        content/models/m.md:4:7-8 error malformed-tag
    "#]],
    );
    check(
        model(&"EM + ".repeat(400)),
        &expect![[r#"
        content/models/m.md:4:2006-2007 error malformed-tag
    "#]],
    );
    check(
        model(&format!("EM ({})", ",".repeat(1_000))),
        &expect![[r#"
        content/models/m.md:4:11 error malformed-tag
    "#]],
    );
}

/// Row 44.
#[test]
fn many_headings_footnotes_and_definitions_are_fine() {
    check_body(&"# x\n\n".repeat(20_000), &expect![[""]]);
    let footnotes: String = (0..20_000)
        .map(|at| format!("a[^{at}]\n\n[^{at}]: b\n\n"))
        .collect();
    check_body(&footnotes, &expect![[""]]);
    let definitions: String = (0..40_000)
        .map(|at| format!("[d{at}]: https://example.org/{at}\n"))
        .collect();
    check_body(&format!("[d1] [d39999]\n\n{definitions}"), &expect![[""]]);
}

/// Row 45.
#[test]
fn a_long_heading_keeps_its_text_and_gets_a_short_id() {
    let heading = "long ".repeat(2_048);
    let tree = project(vec![(
        "content/guides/g.md".to_owned(),
        format!("# {heading}\n"),
    )]);
    assert_eq!(lines(&timed(&tree), &tree), "");
    let file = tree.get("content/guides/g.md").unwrap();
    let document =
        ladderbook::document::parse(file, &ladderbook::document::limits::Limits::default());
    let heading = &document.outline.headings[0];
    assert!(heading.id.len() <= 200, "{} bytes", heading.id.len());
    assert_eq!(heading.text.len(), 5 * 2_048 - 1);
}

/// Row 46.
#[test]
fn deep_containers_end_at_a_limit() {
    let opened: String = (0..10_000)
        .map(|at| format!("{} note\n", ":".repeat(20_000 - at)))
        .collect();
    check_body(
        &opened[..LARGEST / 2],
        &expect![[r#"
        content/guides/g.md:36:1-19974 error over-limit
    "#]],
    );
    check_body(
        &"::: note\n".repeat(10_000),
        &expect![[r#"
        content/guides/g.md:36:1-9 error over-limit
    "#]],
    );
    check_body(
        &"::: tip\n".repeat(33),
        &expect![[r#"
        content/guides/g.md:36:1-8 error over-limit
    "#]],
    );
}

/// Row 47.
#[test]
fn deep_blocks_end_at_a_limit() {
    check_body(
        &">".repeat(100_000),
        &expect![[r#"
        content/guides/g.md:4:65-66 error over-limit
    "#]],
    );
    check_body(
        &"> ".repeat(100_000),
        &expect![[r#"
        content/guides/g.md:4:129-130 error over-limit
    "#]],
    );
    let list: String = (0..1_000)
        .map(|depth| format!("{}- a\n", "  ".repeat(depth)))
        .collect();
    check_body(
        &list,
        &expect![[r#"
        content/guides/g.md:68:129-130 error over-limit
    "#]],
    );
    check_body(&"- ".repeat(3_000), &expect![[""]]);
    check_body(
        &"<div>".repeat(50_000),
        &expect![[r#"
        content/guides/g.md:4:641-646 error over-limit
    "#]],
    );
    check_body(
        &"<div>\n\n".repeat(50_000),
        &expect![[r#"
        content/guides/g.md:260:1-6 error over-limit
    "#]],
    );
    check_body(
        &format!("{}x{}", "*a ".repeat(10_000), "*".repeat(10_000)),
        &expect![[r#"
        content/guides/g.md:4:193-194 error over-limit
    "#]],
    );
    check_body(
        &format!("{}{}", "[".repeat(50_000), "](x)".repeat(50_000)),
        &expect![[r#"
        content/guides/g.md:4:50003-50004 error broken-link
    "#]],
    );
}

/// Row 48.
#[test]
fn patterns_that_have_cost_other_parsers_the_square_are_read_in_time() {
    for pattern in [
        ">---\n",
        "[^",
        "[^a]",
        "[^a]: ",
        "<!--",
        "*_a[",
        "**a *a ",
        "![",
        "[a](",
        "[a](<b",
        "`a``",
        "``` \n",
        "~~a~",
        "<a ",
        "<a href='",
        "<?",
        "<![CDATA[",
        "&#",
        "\\[",
        "[[a",
        "[[a|",
        "[a]: b\n",
        "| a ",
        "|a|\n|-|\n",
        "a\n: b\n",
        "::: \n",
        "::: note\n:::\n",
        "<details><summary>",
        "</div>",
        "\u{0}",
        "\r",
        "- a\n\n ",
        "1. ",
        "    a\n\n",
        "> [!NOTE]\n",
        "_a_*b*",
        "http://a.b ",
        "](",
        "a]({#",
        "{#",
        "{#a ",
        "&a",
    ] {
        let body = pattern.repeat(300_000 / pattern.len());
        let tree = project(vec![(
            "content/guides/g.md".to_owned(),
            format!("---\ntitle: G\n---\n{body}"),
        )]);
        let start = Instant::now();
        let (config, _) = config::parse(tree.get(config::SETTINGS).expect("settings"));
        let mut prepared = build::prepare(&tree, config);
        // What is wrong with the body is not what counts here: its page, the search and the rest are made all the same.
        prepared.diagnostics.clear();
        let (output, _) = build::lay_out(&prepared);
        let _ = output.expect("a theme").try_all();
        assert!(
            start.elapsed() < FOR_EVER,
            "{pattern:?} took {:?}",
            start.elapsed()
        );
    }
}

/// Row 49.
#[test]
fn large_files_are_read_up_to_their_limit() {
    check_body(&"word ".repeat(400_000), &expect![[""]]);
    check_body(&"word\n\n".repeat(300_000), &expect![[""]]);
    check_body(
        &"a".repeat(10_000_000),
        &expect![[r#"
        content/guides/g.md:1:1 error over-limit
    "#]],
    );
    let row = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(1_000));
    check_body(
        &format!("{}{}{}", row("a"), row("-"), row("b")),
        &expect![[r#"
        content/guides/g.md:4:402-403 error over-limit
    "#]],
    );
}

/// Row 36.
#[test]
fn a_very_large_ladder_takes_time_in_proportion() {
    check(
        ladder(1_000, 20_000, 500),
        &expect![[r#"
        book.toml:2:9-19 warning pair-budget
    "#]],
    );
}

/// A ladder in which nothing is wrong but its size.
fn ladder(roles: usize, areas: usize, models: usize) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for at in 0..roles {
        let models = if at % 10 == 0 { "models: all\n" } else { "" };
        files.push((
            format!("content/roles/r{at}.md"),
            format!("---\ntitle: Role {at}\n{models}---\n"),
        ));
    }
    let categories = areas / 20;
    for at in 0..areas {
        let path = if at < categories {
            format!("content/areas/c{at}/index.md")
        } else {
            format!("content/areas/c{}/a{at}.md", at % categories)
        };
        files.push((path, format!("---\ntitle: Area {at}\n---\n")));
    }
    for at in 0..models {
        let owners: String = (0..categories)
            .map(|of| format!("  c{of}: r{}\n", (of + at) % roles))
            .collect();
        files.push((
            format!("content/models/m{at}.md"),
            format!("---\ntitle: Model {at}\nowners:\n{owners}---\n"),
        ));
    }
    files
}
