//! `book.toml`: what it says, and what can be wrong with it.

use std::sync::Arc;

use expect_test::{Expect, expect};
use ladderbook::config::{self, Config, Level, PageStyle};
use ladderbook::diagnostic::print::{Look, Reach, terminal};
use ladderbook::diagnostic::{self, Code, Diagnostic, Lint, Severity, files, links};
use ladderbook::source::{Contents, SourceTree};
use ladderbook::span::Span;

fn tree(text: &str) -> SourceTree {
    let mut tree = SourceTree::default();
    tree.insert_text("book.toml", text);
    tree
}

fn parse(tree: &SourceTree) -> (Config, Vec<Diagnostic>) {
    let parsed = config::parse(tree.get("book.toml").expect("the tree has settings"));
    (parsed.value, parsed.diagnostics)
}

/// The settings of a text without mistakes.
fn good(text: &str) -> Config {
    let tree = tree(text);
    let (config, diagnostics) = parse(&tree);
    assert_eq!(lines(&tree, &diagnostics), "");
    config
}

/// `line:column code: message`, one a line.
fn lines(tree: &SourceTree, diagnostics: &[Diagnostic]) -> String {
    let lines: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| {
            let file = tree.file(diagnostic.at().file()).expect("a known file");
            let at = file.position(diagnostic.at().start());
            let (line, column) = (at.line, at.column);
            let (code, message) = (diagnostic.code().name(), diagnostic.message());
            format!("{line}:{column} {code}: {message}\n")
        })
        .collect();
    lines.concat()
}

fn check(text: &str, expected: &Expect) {
    let tree = tree(text);
    expected.assert_eq(&lines(&tree, &parse(&tree).1));
}

/// As the terminal shows it.
fn check_printed(text: &str, expected: &Expect) {
    let tree = tree(text);
    let (_, mut diagnostics) = parse(&tree);
    diagnostic::sort(&mut diagnostics, &tree);
    let look = Look {
        color: false,
        width: 100,
        reach: Reach::All,
    };
    expected.assert_eq(&terminal(&diagnostics, &tree, "", look));
}

const TITLE: &str = "[book]\ntitle = \"T\"\n";

/// The mistakes of lines below a good title; the first line is 3.
fn check_more(more: &str, expected: &Expect) {
    check(&format!("{TITLE}{more}"), expected);
}

#[test]
fn a_title_is_enough() {
    let config = good(TITLE);
    assert_eq!(config.book.title.value, "T");
    assert_eq!(config.book.language, "en");
    assert_eq!(config.build.output.value, "site");
    assert_eq!(config.build.page_style, PageStyle::Flat);
    assert_eq!(config.build.base_path, "/");
    assert_eq!(config.build.theme.value, "default");
    assert!(!config.build.markdown_copies);
    assert!(config.build.noindex);
    assert!(config.build.search);
    assert!(config.build.git);
    assert_eq!(config.limits, config::Limits::default());
    assert_eq!(config.address(), None);
    assert_eq!(config.edit, None);
}

#[test]
fn every_key_is_read() {
    let config = good(
        r#"
x-owner = "platform"

[book]
title = "Ladder"
description = "Who owns what"
authors = ["A", "B"]
language = "pt-BR"
url = "https://wiki.example.org/ladder"
favicon = "pictures/icon.svg"
logo = "pictures/logo.svg"

[build]
output = "public"
page-style = "folder"
theme = "house_style-2"
markdown-copies = true
noindex = false
search = false

[lints]
links = "warn"
gaps = "deny"
due = "allow"

[limits]
body = "8 MiB"
front-matter = 4096
id = 100
files = 10
pairs = 20
model-pairs = 30
track-pairs = 40
asset = "2GiB"
yaml-depth = 0x10

[scopes]
order = ["team", "area", "pillar"]

[serve]
host = "::1"
port = 8_080
allowed-hosts = ["ladder.example.org"]
editor = "vscode://file/{path}:{line}:{column}"
poll = true

[edit]
host = "gitlab"
repository = "https://gitlab.example.org/group/ladder.git/"
branch = "trunk/a#b"
folder = "docs"

[x-mine]
anything = 1
"#,
    );
    assert_eq!(config.book.authors.len(), 2);
    assert_eq!(config.build.base_path, "/ladder/");
    assert_eq!(
        config.address().as_deref(),
        Some("https://wiki.example.org/ladder/")
    );
    assert_eq!(config.build.page_style, PageStyle::Folder);
    assert_eq!(config.lints.get(&Lint::Gaps), Some(&Level::Deny));
    assert_eq!(config.limits.file.body, 8 * 1024 * 1024);
    assert_eq!(config.limits.file.yaml_depth, 16);
    assert_eq!(config.limits.asset, 2 * 1024 * 1024 * 1024);
    assert!(!config.build.noindex);
    assert!(!config.build.search);
    assert_eq!(config.limits.model_pairs, 30);
    assert_eq!(config.limits.track_pairs, 40);
    assert_eq!(config.serve.port, 8080);
    let edit = config.edit.expect("[edit] is there");
    let path = "content/guides/50% #1?.md";
    assert_eq!(
        edit.edit.url(path),
        "https://gitlab.example.org/group/ladder/-/edit/trunk/a%23b/docs/content/guides/50%25%20%231%3F.md"
    );
    assert_eq!(
        edit.source.map(|source| source.url("a.md")).as_deref(),
        Some("https://gitlab.example.org/group/ladder/-/blob/trunk/a%23b/docs/a.md")
    );
}

#[test]
fn each_forge_has_its_addresses() {
    let urls = |host: &str| {
        let text =
            format!("{TITLE}[edit]\nhost = \"{host}\"\nrepository = \"https://h.example/o/r\"\n");
        let edit = good(&text).edit.expect("[edit] is there");
        let source = edit.source.expect("a forge shows files");
        format!("{}\n{}\n", edit.edit.url("a.md"), source.url("a.md"))
    };
    let all: String = ["github", "gitlab", "gitea", "forgejo", "bitbucket"]
        .map(urls)
        .concat();
    expect![[r#"
        https://h.example/o/r/edit/main/a.md
        https://h.example/o/r/blob/main/a.md
        https://h.example/o/r/-/edit/main/a.md
        https://h.example/o/r/-/blob/main/a.md
        https://h.example/o/r/_edit/main/a.md
        https://h.example/o/r/src/branch/main/a.md
        https://h.example/o/r/_edit/main/a.md
        https://h.example/o/r/src/branch/main/a.md
        https://h.example/o/r/src/main/a.md?mode=edit
        https://h.example/o/r/src/main/a.md
    "#]]
    .assert_eq(&all);
}

#[test]
fn a_template_of_ones_own() {
    let config = good(
        "[book]\ntitle = \"T\"\n[edit]\nurl = \"https://h.example/?file={path}\"\nsource = \"https://h.example/{path}\"\n",
    );
    let edit = config.edit.expect("[edit] is there");
    assert_eq!(
        edit.edit.url("ä b.md"),
        "https://h.example/?file=%C3%A4%20b.md"
    );
    assert_eq!(
        edit.source.map(|source| source.url("b.md")).as_deref(),
        Some("https://h.example/b.md")
    );
}

#[test]
fn all_mistakes_at_once_with_their_places() {
    check_printed(
        r#"
[book]
tilte = "Ladder"
language = 3
url = "javascript:alert(1)"

[lints]
gaps = "dney"

[limit]
body = 1

[limits]
body = "4 MB"
"#,
        &expect![[r#"
            error[unknown-key]: `[book]` has no key `tilte`
             --> book.toml:3:1
              |
            3 | tilte = "Ladder"
              | ^^^^^ unknown key
              |
              = note: keys that start with `x-` are yours: they are kept and never checked
              = help: did you mean `title`?

            error[wrong-type]: `language` takes a text
             --> book.toml:4:12
              |
            4 | language = 3
              |            ^ this is a whole number

            error[bad-value]: `url` takes an `http` or `https` address
             --> book.toml:5:7
              |
            5 | url = "javascript:alert(1)"
              |       ^^^^^^^^^^^^^^^^^^^^^
              |
              = help: write it in full: `https://…`

            error[bad-value]: `gaps` cannot be `dney`
             --> book.toml:8:8
              |
            8 | gaps = "dney"
              |        ^^^^^^
              |
              = help: did you mean `deny`?
              = help: it takes `deny`, `warn`, `allow`

            error[unknown-key]: `book.toml` has no key `limit`
              --> book.toml:10:2
               |
            10 | [limit]
               |  ^^^^^ unknown key
               |
               = note: keys that start with `x-` are yours: they are kept and never checked
               = help: did you mean `limits`?

            error[bad-value]: `body` takes a number of bytes
              --> book.toml:14:8
               |
            14 | body = "4 MB"
               |        ^^^^^^
               |
               = help: write it as `4096`, `"64 KiB"`, `"4 MiB"` or `"1 GiB"`

        "#]],
    );
}

#[test]
fn a_title_is_needed() {
    check(
        "",
        &expect![[r#"
        1:1 missing-key: `book.toml` needs `title`
    "#]],
    );
    check(
        "[build]\n",
        &expect![[r#"
        1:1 missing-key: `book.toml` needs `title`
    "#]],
    );
    check(
        "[book]\nlanguage = \"de\"\n",
        &expect![[r#"
        1:2 missing-key: `book.toml` needs `title`
    "#]],
    );
    check(
        "[book]\ntitle = 3\n",
        &expect![[r#"
        2:9 wrong-type: `title` takes a text
    "#]],
    );
    check(
        "[book]\ntitle = \"  \"\n",
        &expect![[r#"
        2:9 bad-value: `title` is empty
    "#]],
    );
    check(
        "book = \"Ladder\"\n",
        &expect![[r#"
            1:8 wrong-type: `book` takes a table
        "#]],
    );
    check(
        "[[book]]\ntitle = \"T\"\n",
        &expect![[r#"
            1:1 wrong-type: `book` takes a table
        "#]],
    );
}

#[test]
fn malformed_toml() {
    check(
        "[book]\ntitle = \"T\n",
        &expect![[r#"
        2:11 malformed-toml: `book.toml` cannot be read as TOML
    "#]],
    );
    check(
        "[book\ntitle = \"T\"\n",
        &expect![[r#"
            1:6 malformed-toml: `book.toml` cannot be read as TOML
        "#]],
    );
    check(
        "[book]\ntitle = T\n[build]\noutptu = 3\n",
        &expect![[r#"
            2:9 malformed-toml: `book.toml` cannot be read as TOML
            4:1 unknown-key: `[build]` has no key `outptu`
        "#]],
    );
    check(
        "title: T\n",
        &expect![[r#"
        1:6 malformed-toml: `book.toml` cannot be read as TOML
    "#]],
    );
    check(
        "[book]\ntitle = \"T\"\r[build]\r",
        &expect![[r#"
            3:1 malformed-toml: `book.toml` cannot be read as TOML
        "#]],
    );
    check(
        "[book]\ntitle = \"a\u{0}b\"\n",
        &expect![[r#"
        2:11 malformed-toml: `book.toml` cannot be read as TOML
    "#]],
    );
    check(
        &format!("x-a = {}\n", "[".repeat(100_000)),
        &expect![[r#"
        1:87 malformed-toml: `book.toml` cannot be read as TOML
    "#]],
    );
    check(
        "\u{feff}[book]\r\ntitle = \"T\"\r\nlanguage = \r\n",
        &expect![[r#"
            3:12 malformed-toml: `book.toml` cannot be read as TOML
        "#]],
    );
}

#[test]
fn a_byte_order_mark_and_crlf_are_no_mistake() {
    let config = good("\u{feff}[book]\r\ntitle = \"T\"\r\n");
    assert_eq!(config.book.title.value, "T");
}

#[test]
fn duplicates_point_at_both() {
    check_printed(
        "[book]\ntitle = \"A\"\n[build]\ntheme = \"a\"\n[x-a]\ntitle = 1\n\"title\" = 2\n[book]\ntitle = \"B\"\n",
        &expect![[r#"
            error[duplicate-key]: `title` appears twice
             --> book.toml:7:1
              |
            6 | title = 1
              | ----- the first one
            7 | "title" = 2
              | ^^^^^^^ the second one
              |
              = help: keep one of them

            error[duplicate-key]: `book` appears twice
             --> book.toml:8:2
              |
            1 | [book]
              |  ---- the first one
            ...
            8 | [book]
              |  ^^^^ the second one
              |
              = help: keep one of them

            error[duplicate-key]: `title` appears twice
             --> book.toml:9:1
              |
            2 | title = "A"
              | ----- the first one
            ...
            9 | title = "B"
              | ^^^^^ the second one
              |
              = help: keep one of them

        "#]],
    );
}

#[test]
fn bytes_that_are_no_text() {
    let mut tree = SourceTree::default();
    let contents = Contents::BadText {
        shown: Arc::from("[book]\ntitle = \"\u{fffd}\"\n"),
        at: 16,
        byte: 0xe4,
    };
    tree.insert("book.toml", contents);
    let (config, diagnostics) = parse(&tree);
    expect![[r#"
        2:10 bad-utf8: the byte 0xE4 is not UTF-8
    "#]]
    .assert_eq(&lines(&tree, &diagnostics));
    assert_eq!(config.build.output.value, "site");
}

#[test]
fn addresses() {
    let said = |value: &str| {
        let tree = tree(&format!("{TITLE}url = \"{value}\"\n"));
        format!(
            "{value}\n    {}\n",
            lines(&tree, &parse(&tree).1).trim_end()
        )
    };
    let bad = [
        "javascript:alert(1)",
        "//host/",
        "https://a b/",
        "https://a\\nb/",
        "https://a.example/\\\"onclick=\\\"",
        "https://a.example/'",
        "https://",
        "https:///a",
        "https://me:secret@a.example/",
        "https://a.example:99999/",
        "https://a.example/?q",
        "file:///etc/passwd",
    ];
    expect![[r#"
        javascript:alert(1)
            3:7 bad-value: `url` takes an `http` or `https` address
        //host/
            3:7 bad-value: `url` takes an `http` or `https` address
        https://a b/
            3:7 bad-value: `url` cannot hold a space
        https://a\nb/
            3:7 bad-value: `url` holds a line end
        https://a.example/\"onclick=\"
            3:7 bad-value: `url` cannot hold `"`
        https://a.example/'
            3:7 bad-value: `url` cannot hold `'`
        https://
            3:7 bad-value: `url` has no host
        https:///a
            3:7 bad-value: `url` has no host
        https://me:secret@a.example/
            3:7 bad-value: `url` holds a user name or password
        https://a.example:99999/
            3:7 bad-value: `url` has no host
        https://a.example/?q
            3:7 bad-value: `url` holds a query or fragment
        file:///etc/passwd
            3:7 bad-value: `url` takes an `http` or `https` address
    "#]]
    .assert_eq(&bad.map(said).concat());
    for url in [
        "HTTPS://A.example/",
        "https://[::1]:8080/x",
        "http://localhost:3000",
        "https://bücher.example/",
    ] {
        good(&format!("{TITLE}url = \"{url}\"\n"));
    }
}

#[test]
fn base_paths() {
    check_more(
        "[build]\nbase-path = \"ladder\"\n",
        &expect![[r#"
        4:13 bad-value: `base-path` starts and ends with one `/`
    "#]],
    );
    check_more(
        "[build]\nbase-path = \"//evil.example/\"\n",
        &expect![[r#"
        4:13 bad-value: `base-path` starts and ends with one `/`
    "#]],
    );
    check_more(
        "[build]\nbase-path = \"/a/../b/\"\n",
        &expect![[r#"
        4:13 bad-value: `base-path` starts and ends with one `/`
    "#]],
    );
    check_more(
        "url = \"https://h.example/a/\"\n[build]\nbase-path = \"/b/\"\n",
        &expect![[r#"
            5:13 bad-value: `base-path` and the path of `url` differ: `/b/` and `/a/`
        "#]],
    );
    let config =
        good("[book]\ntitle = \"T\"\nurl = \"https://h.example\"\n[build]\nbase-path = \"/b/\"\n");
    assert_eq!(config.address().as_deref(), Some("https://h.example/b/"));
}

#[test]
fn names_of_themes_and_pictures_stay_inside() {
    check_more(
        "[build]\ntheme = \"../../x\"\n",
        &expect![[r#"
        4:9 bad-value: `theme` takes a plain name
    "#]],
    );
    check_more(
        "[build]\ntheme = \"\"\n",
        &expect![[r#"
        4:9 bad-value: `theme` is empty
    "#]],
    );
    check_more(
        "favicon = \"../icon.png\"\nlogo = \"/etc/logo.svg\"\n",
        &expect![[r#"
            3:11 bad-value: `favicon` takes a path below the content folder
            4:8 bad-value: `logo` takes a path below the content folder
        "#]],
    );
    assert!(!config::is_theme_name(".."));
    assert!(!config::is_theme_name(""));
    assert!(config::is_theme_name("default"));
}

#[test]
fn limits_have_a_floor_and_a_ceiling() {
    check_more(
        "[limits]\nbody = 0\nid = -1\nfiles = 1.5\nhtml-depth = 99999999999\nasset = \"9999999999 GiB\"\ntag = [1]\n",
        &expect![[r#"
            4:8 bad-value: `body` takes 1 to 1 GiB
            5:6 wrong-type: `id` takes a number of bytes such as `4096` or `"64 KiB"`
            6:9 wrong-type: `files` takes a whole number
            7:14 bad-value: `html-depth` takes 1 to 512
            8:9 bad-value: `asset` takes 1 to 1024 GiB
            9:7 wrong-type: `tag` takes a number of bytes such as `4096` or `"64 KiB"`
        "#]],
    );
}

#[test]
fn serving() {
    check_more(
        "[serve]\nport = 70000\nhost = \"http://localhost\"\nallowed-hosts = [1, \"a:b\"]\neditor = \"javascript:{path}\"\npoll = 1\n",
        &expect![[r#"
            4:8 bad-value: `port` takes a number up to 65535
            5:8 bad-value: `host` takes a host name or an IP address
            6:18 wrong-type: `allowed-hosts` takes a list of texts
            6:21 bad-value: `allowed-hosts` takes a host name or an IP address
            7:10 bad-value: `editor` cannot be `javascript`
            8:8 wrong-type: `poll` takes `true` or `false`
        "#]],
    );
    check_more(
        "[serve]\neditor = \"vscode://file\"\n",
        &expect![[r#"
        4:10 bad-value: `editor` takes an address with `{path}`
    "#]],
    );
}

#[test]
fn editing() {
    check_more(
        "[edit]\nhost = \"github\"\n",
        &expect![[r#"
        3:2 missing-key: `[edit]` needs `repository`
    "#]],
    );
    check_more(
        "[edit]\nhost = \"gihub\"\nrepository = \"https://h.example/o/r\"\n",
        &expect![[r#"
            4:8 bad-value: `host` cannot be `gihub`
        "#]],
    );
    check_more(
        "[edit]\nrepository = \"git@github.com:o/r\"\n",
        &expect![[r#"
            3:2 missing-key: `[edit]` needs `host`
            4:14 bad-value: `repository` takes an `http` or `https` address
        "#]],
    );
    check_more(
        "[edit]\nurl = \"https://h.example/\"\n",
        &expect![[r#"
        4:7 bad-value: `url` needs `{path}`
    "#]],
    );
    check_more(
        "[edit]\nurl = \"https://h.example/{path}\"\nhost = \"github\"\nfolder = \"../x\"\n",
        &expect![[r#"
            3:2 bad-value: `[edit]` has both `url` and `host`
            6:10 bad-value: `folder` takes a path inside the repository
        "#]],
    );
}

#[test]
fn scopes_stand_once() {
    check_more(
        "[scopes]\norder = [\"team\", \"area\", \"Team\", \"\"]\n",
        &expect![[r#"
            4:26 bad-value: the scope `Team` appears twice
            4:34 bad-value: `order` is empty
        "#]],
    );
    check_more(
        "[scopes]\norder = \"team\"\n",
        &expect![[r#"
        4:9 wrong-type: `order` takes a list of texts
    "#]],
    );
}

#[test]
fn parity_is_a_number_of_steps() {
    check_more(
        "[scopes]\nparity = 20\n",
        &expect![[r#"
        4:10 bad-value: `parity` takes a number up to 19
    "#]],
    );
    check_more(
        "[scopes]\nparity = \"one\"\n",
        &expect![[r#"
        4:10 wrong-type: `parity` takes a whole number
    "#]],
    );
}

#[test]
fn invisible_characters_are_named() {
    check(
        "[book]\ntitle = \"a\u{202e}b\"\n",
        &expect![[r#"
        2:9 invisible-character: an invisible character (U+202E RIGHT-TO-LEFT OVERRIDE)
    "#]],
    );
    check(
        "[book]\ntitle = \"a\\nb\"\n",
        &expect![[r#"
        2:9 bad-value: `title` holds a line end
    "#]],
    );
}

#[test]
fn lints_change_severities_and_errors_without_a_lint_stay() {
    let tree = tree(
        "[book]\ntitle = \"T\"\n[lints]\nlinks = \"warn\"\nassets = \"deny\"\nstyle = \"allow\"\n",
    );
    let (config, _) = parse(&tree);
    let at = Span::file_start(tree.id("book.toml").expect("there"));
    let found = vec![
        links::broken_link(at, "a.md", [], str::to_owned),
        links::broken_anchor(at, "a", None, [], true),
        links::wrong_asset_type(at, "a.png", "HTML"),
        links::outside_link(at, "../a", None),
        links::unsafe_svg(at, "script"),
        files::private_file(at, "id_rsa"),
    ];
    let severities: Vec<(Code, Severity)> = config
        .apply_lints(found)
        .iter()
        .map(|one| (one.code(), one.severity()))
        .collect();
    assert_eq!(
        severities,
        [
            (Code::BrokenLink, Severity::Warning),
            (Code::BrokenAnchor, Severity::Error),
            (Code::WrongAssetType, Severity::Error),
            (Code::OutsideLink, Severity::Warning),
            (Code::UnsafeSvg, Severity::Error),
            (Code::PrivateFile, Severity::Warning),
        ]
    );
    assert_eq!(config.severity(Code::NoEffect), None);
    assert_eq!(config.severity(Code::UnknownRole), Some(Severity::Error));
}

proptest::proptest! {
    /// Whatever stands in the file, reading it says so and goes on.
    #[test]
    fn any_text_is_read(text in "[\\[\\]a-c=\"'.\\n{}, 0-9#\u{fffd}ä\\-]{0,60}") {
        let tree = tree(&text);
        let _ = parse(&tree);
    }
}
