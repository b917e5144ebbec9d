//! Heading ids, from the heading as it is written: GitHub's where nothing speaks against them. `tests/site/slugs.test.mjs` compares with
//! the library that others use, over all of Unicode and random headings; here are the cases with a name.

use ladderbook::document;
use ladderbook::document::limits::Limits;
use ladderbook::source::SourceTree;

/// The ids of the headings of a body, in order.
fn ids(body: &str) -> Vec<String> {
    let mut tree = SourceTree::default();
    let file = tree.insert_text("content/guides/a.md", body);
    let document = document::parse(tree.file(file).unwrap(), &Limits::default());
    let headings = document.outline.headings.iter();
    headings.map(|heading| heading.id.clone()).collect()
}

/// Each heading is alone on its page.
fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(heading, expected)| (heading, expected, ids(heading)))
        .filter(|(_, expected, found)| *found != [**expected])
        .map(|(heading, expected, found)| format!("{heading}: {found:?}, not {expected:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn headings_have_the_ids_that_github_gives_them() {
    check(&[
        ("# Who decides", "who-decides"),
        ("# whoDecidesWhat", "whodecideswhat"),
        // What is no letter, digit, mark or connector goes and leaves the blanks around it.
        ("# Who - what", "who---what"),
        ("# Who & what", "who--what"),
        ("# Who -- what", "who----what"),
        (
            "# snake_case and `__init__.py`",
            "snake_case-and-__init__py",
        ),
        ("# read(it [, then])", "readit--then"),
        ("# What’s next?", "whats-next"),
        ("# One–two—three", "onetwothree"),
        ("# C++ / C# & .NET", "c--c--net"),
        ("# 1.2.3 (2026-11-21)", "123-2026-11-21"),
        ("# 50 % of €", "50--of-"),
        ("# \\# \\* \\_x\\_", "--_x_"),
        // Blanks at the ends are only there when something that goes, or a picture, stood beside them.
        ("#   Who decides   ", "who-decides"),
        ("# Who decides ##", "who-decides"),
        ("# Who decides 🚀", "who-decides-"),
        ("# 🚀 Who decides", "-who-decides"),
        ("# 🚀-🚀 who", "--who"),
        ("# 👩‍💻_👩‍💻", "_"),
        ("# &#x20;who&#x20;", "-who-"),
        ("# -who-", "-who-"),
        ("# ![A map](a.png) Who", "-who"),
        ("# :rocket: Who", "rocket-who"),
        // Other scripts stay, in lower case where they have one.
        ("# Développer son Équipe", "développer-son-équipe"),
        ("# De\u{301}velopper", "de\u{301}velopper"),
        ("# Größe & ẞ", "größe--ß"),
        ("# ΑΒΓ İ", "αβγ-i\u{307}"),
        ("# Кто решает", "кто-решает"),
        ("# 日本語 テスト", "日本語-テスト"),
        ("# 誰が？決める。", "誰が決める"),
        ("# हिन्दी ٣ ３", "हिन्दी-٣-３"),
        ("# x² ½ ⅷ ‿", "x--ⅷ-‿"),
        ("# a\u{a0}b\u{2003}c\u{200b}d", "abcd"),
        ("# ♥ ★ ™", "--"),
        // What is said in a heading counts, not how.
        (
            "# *Who* **decides** ~~what~~ `now()`",
            "who-decides-what-now",
        ),
        ("# [Who](a.md) decides", "who-decides"),
        ("# Press <kbd>Ctrl</kbd>", "press-ctrl"),
        ("# R&amp;D &lt;b&gt;", "rd-b"),
        ("Who\ndecides\n=======", "whodecides"),
        ("Who  \ndecides\n-------", "whodecides"),
    ]);
}

#[test]
fn equal_headings_are_numbered_as_github_does() {
    let body = |headings: &[&str]| {
        let lines = headings.iter().map(|heading| format!("# {heading}\n"));
        ids(&lines.collect::<String>())
    };
    assert_eq!(
        body(&["Who", "Who", "who!", "Who 1", "Who-1", "Who", "WHO"]),
        [
            "who", "who-1", "who-2", "who-1-1", "who-1-2", "who-3", "who-4"
        ]
    );
    assert_eq!(
        body(&["What-1", "What", "What"]),
        ["what-1", "what", "what-2"]
    );
    assert_eq!(
        body(&["&#x20;a&#x20;", "-a-", "a-", "a-"]),
        ["-a-", "-a--1", "a-", "a--1"]
    );
    assert_eq!(
        body(&[
            "`__proto__`",
            "`__proto__`",
            "constructor",
            "hasOwnProperty"
        ]),
        ["__proto__", "__proto__-1", "constructor", "hasownproperty"]
    );
}

/// Where ours are others, each for its reason.
#[test]
fn ids_that_are_not_those_of_github() {
    check(&[
        // An empty id can't be linked to. GitHub leaves it empty, and numbers the next `-1`.
        ("# 🚀", "h"),
        ("# ???", "h"),
        // These belong to the theme: a page must not imitate its parts.
        ("# lb-main", "h-lb-main"),
        ("# LB Main", "h-lb-main"),
        // An author's own id goes before; GitHub shows the braces.
        ("# Who decides {#who}", "who"),
        ("# Who decides {.wide}", "who-decides"),
        // The mark of a footnote is no word of the heading. GitHub counts its number: `who-1`.
        ("# Who [^1]\n\n[^1]: n", "who-"),
        // A name in double brackets counts by its label.
        ("# Ask [[em|the manager]]", "ask-the-manager"),
    ]);
    // An id has 200 bytes at most, cut between letters.
    let long = ids(&format!(
        "# {}\n# {0}\n# {}",
        "ab ".repeat(100),
        "é".repeat(200)
    ));
    assert_eq!(
        long,
        [
            "ab-".repeat(63)[..188].to_owned(),
            format!("{}-1", &"ab-".repeat(63)[..188]),
            "é".repeat(94),
        ]
    );
    // Letters of Unicode 16 are letters. github-slugger knows Unicode 13.
    check(&[("# a\u{10d50}b", "a\u{10d70}b")]);
    // Lower case goes letter by letter, as Ruby has it; JavaScript knows the sigma at the end of a word.
    check(&[("# ΣΟΦΟΣ", "σοφοσ")]);
}
