//! Input that is too long, too deep or too much of it, made by a program: what must come out, and that it does not take for ever.
//!
//! The clock only guards against hanging: the time is what a slow machine with an unoptimized build may need many times over.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use expect_test::{Expect, expect};
use ladderbook::diagnostic::{Code, Diagnostic};
use ladderbook::source::{Contents, SourceTree};

use super::{SETTINGS, diagnose, lines, tree};
use crate::whole;

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

/// Row 4.
#[test]
fn thousands_of_equal_settings_are_each_reported() {
    let guide = ("content/guides/g.md".to_owned(), "# G\n".to_owned());
    let mut tree = project(vec![guide]);
    let settings = format!("{SETTINGS}\n[x-mine]\n{}", "x-a = 1\n".repeat(60_000));
    tree.insert_text("book.toml", &settings);
    assert_eq!(timed(&tree).len(), 59_999);
}

/// Row 36.
#[test]
fn more_models_times_areas_than_allowed() {
    let area = |at| (format!("content/areas/a{at}.md"), format!("# Area {at}\n"));
    let model = |at| {
        let text = format!(
            "---\ntitle: Model {at}\nowners: {{a1: nobody (yet), a2: nobody (yet)}}\n---\n"
        );
        (format!("content/models/m{at}.md"), text)
    };
    let mut tree = project(vec![area(1), area(2), model(1), model(2)]);
    for (cells, said) in [(3, 1), (4, 0)] {
        tree.insert_text(
            "book.toml",
            &format!("{SETTINGS}\n[limits]\ncells = {cells}\n"),
        );
        let found = timed(&tree);
        let over = found.iter().filter(|one| one.code() == Code::OverLimit);
        assert_eq!(over.count(), said, "{cells}");
    }
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
        // What is wrong with the body is not what counts here: its page, the search and the rest are made all the same.
        let output = whole::compiled(&tree).value.output;
        let _ = output.expect("a theme").try_all();
        assert!(
            start.elapsed() < FOR_EVER,
            "{pattern:?} took {:?}",
            start.elapsed()
        );
    }
}

/// Row 48: of two parts that refer to each other neither is looked through for each of the other.
#[test]
fn definitions_and_uses_in_great_number_are_read_in_time() {
    // So many that looking through the headings of a page for each link to it takes minutes.
    const COUNT: usize = 80_000;
    const LAST: usize = COUNT - 1;
    let guide = |name: &str, body: String| {
        let text = format!("---\ntitle: Guide {name}\n---\n{body}");
        (format!("content/guides/{name}.md"), text)
    };
    let each = |count: usize, write: &dyn Fn(usize) -> String| -> String {
        (0..count).map(write).collect()
    };
    let headings = |count: usize| "# a\n".repeat(count);
    let elsewhere = format!("[x](g.md#a-{LAST}) [[Guide g#a-{LAST}]]\n");
    let to_each = each(COUNT / 4, &|at| format!("[x](#a-{})\n", at.max(1)));
    let ids = each(COUNT / 4, &|at| format!("<a id=\"a-{at}\"></a>\n\n"));
    for files in [
        vec![
            guide("g", headings(COUNT)),
            guide("h", elsewhere.repeat(COUNT)),
        ],
        vec![guide("g", to_each.clone() + "\n" + &headings(COUNT / 4))],
        vec![guide("g", ids + &to_each)],
    ] {
        check(files, &expect![[""]]);
    }
}

/// Row 53: so many that each is compared with all headings no more.
#[test]
fn broken_fragments_in_great_number_are_each_reported_in_time() {
    const COUNT: usize = 10_000;
    let headings = "# heading number abc\n".repeat(COUNT);
    let body = format!("{headings}\n{}", "[x](#heading-number-abd)\n".repeat(COUNT));
    let tree = project(vec![(
        "content/guides/g.md".to_owned(),
        format!("---\ntitle: G\n---\n{body}"),
    )]);
    let found = timed(&tree);
    assert_eq!(found.len(), COUNT);
    let with_a_guess = |found: &&Diagnostic| {
        let help = found.helps().first();
        help.is_some_and(|help| help.starts_with("did you mean"))
    };
    let guesses = found.iter().take_while(with_a_guess).count();
    assert_eq!(guesses, found.iter().filter(with_a_guess).count());
    assert!((10..COUNT / 10).contains(&guesses), "{guesses}");
}

/// Row 47: what a browser would open again and again, or move about.
#[test]
fn html_out_of_order_ends_at_a_limit() {
    let distinct = |write: &dyn Fn(usize) -> String| (0..100_000).map(write).collect::<String>();
    let open: String = (0..100).map(|at| format!("<b title={at}>")).collect();
    let mut said = String::new();
    for (what, body) in [
        ("<b><i></b>", "<b><i></b>".repeat(200_000)),
        ("<b></i>", "<b></i>".repeat(150_000)),
        ("<b><i></b>, one a line", "<b><i></b>\n\n".repeat(80_000)),
        (
            "<i title=…> open in each paragraph",
            distinct(&|at| format!("<p><i title={at}>x</p>\n")),
        ),
        (
            "a hundred opened again in each paragraph",
            format!("<p>{open}{}", "<p>x".repeat(100_000)),
        ),
        (
            "the same in Markdown",
            format!("{open}\n\n{}", "x\n\n".repeat(100_000)),
        ),
        ("<span><div></span>", "<span><div></span>".repeat(60_000)),
        (
            "<li><section>",
            format!("<ul>{}", "<li><section>".repeat(80_000)),
        ),
        (
            "<table><i></i>",
            format!("<table>{}", "<i></i>".repeat(150_000)),
        ),
        ("<a><p></a>", "<a href=#><div></a>".repeat(60_000)),
    ] {
        let tree = project(vec![(
            "content/guides/g.md".to_owned(),
            format!("---\ntitle: G\n---\n{body}"),
        )]);
        said += &format!("{what}\n{}", lines(&timed(&tree), &tree));
    }
    expect![[r#"
        <b><i></b>
        content/guides/g.md:4:13934-13937 error over-limit
        <b></i>
        content/guides/g.md:4:897-900 error over-limit
        <b><i></b>, one a line
        content/guides/g.md:2832:4-7 error over-limit
        <i title=…> open in each paragraph
        content/guides/g.md:1219:23 error over-limit
        a hundred opened again in each paragraph
        content/guides/g.md:4:1969-1970 error over-limit
        the same in Markdown
        content/guides/g.md:392:1-2 error over-limit
        <span><div></span>
        content/guides/g.md:4:35629-35634 error over-limit
        <li><section>
        content/guides/g.md:4:17481-17490 error over-limit
        <table><i></i>
        content/guides/g.md:4:27161-27164 error over-limit
        <a><p></a>
        content/guides/g.md:4:41816-41820 error over-limit
    "#]]
    .assert_eq(&said);
}

/// Row 47: what people get wrong is repaired.
#[test]
fn html_that_is_a_little_out_of_order_is_fine() {
    for slip in [
        "<b>a<i>b</b>c</i>\n\n",
        "<p>a<p>b\n\n",
        "<ul><li>a<p>b<li><b>c</b></ul>\n\n",
        "<table><tr><td>a<td>b<tr><td><i>c</table>\n\n",
        "<table><b>x</b><tr><td>a</table>\n\n",
        "<div><b>a</div></b>\n\n",
    ] {
        check_body(&slip.repeat(1_000), &expect![[""]]);
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

/// Row 36: as many models times areas as the limit allows.
#[test]
fn a_very_large_ladder_takes_time_in_proportion() {
    check(
        ladder(1_000, 20_000, 50),
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
