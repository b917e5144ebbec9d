//! Input files as files: names, types, pictures.

use std::sync::Arc;

use expect_test::{Expect, expect};
use ladderbook::config::{self, Limits};
use ladderbook::diagnostic::print::{Look, Reach, terminal};
use ladderbook::diagnostic::{self, Diagnostic};
use ladderbook::files;
use ladderbook::source::{Contents, Irregular, SourceTree};

/// `path:line:column code: message`, one a line, with the other places named.
fn lines(tree: &SourceTree, mut diagnostics: Vec<Diagnostic>) -> String {
    diagnostic::sort(&mut diagnostics, tree);
    let lines: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| {
            let file = tree.file(diagnostic.at().file()).expect("a known file");
            let at = file.position(diagnostic.at().start());
            let (path, line, column) = (file.path(), at.line, at.column);
            let (code, message) = (diagnostic.code().name(), diagnostic.message());
            let marks: Vec<String> = diagnostic
                .marks()
                .iter()
                .filter_map(|mark| tree.file(mark.span.file()))
                .map(|file| format!(" (and {})", file.path()))
                .collect();
            let marks = marks.concat();
            visible(&format!("{path}:{line}:{column} {code}: {message}{marks}")) + "\n"
        })
        .collect();
    lines.concat()
}

/// With what an editor would change or hide as `\u{…}`.
fn visible(text: &str) -> String {
    let is_plain = |c: char| c == ' ' || c.is_alphanumeric() || c.is_ascii_graphic();
    text.chars()
        .map(|c| {
            if is_plain(c) || "–…".contains(c) {
                c.to_string()
            } else {
                c.escape_unicode().to_string()
            }
        })
        .collect()
}

/// A tree with settings and files of these paths below the content folder, besides a good one.
fn content(paths: &[&str]) -> SourceTree {
    let mut tree =
        SourceTree::fixture("//- book.toml\n[book]\ntitle = \"T\"\n//- content/index.md\nx\n");
    for path in paths {
        tree.insert_text(&format!("content/{path}"), "x");
    }
    tree
}

fn check_names(paths: &[&str], expected: &Expect) {
    let tree = content(paths);
    expected.assert_eq(&lines(&tree, files::check_files(&tree, &Limits::default())));
}

#[test]
fn ordinary_names_are_fine() {
    check_names(
        &[
            "roles/tech lead.md",
            "guides/50% #1?.d/a+b&c.md",
            "guides/Ünïcode – 日本語 🎉.md",
            "guides/fu\u{308}hrung.md",
            "guides/.well-known",
            "node_modules/con-fig/README.md",
        ],
        &expect![[r#"
            content/guides/50% #1?.d/a+b&c.md:1:1 windows-name: Windows cannot hold a file called `50% #1?.d`
        "#]],
    );
}

#[test]
fn names_that_windows_cannot_hold() {
    check_names(
        &[
            "con.md",
            "aux/a.md",
            "aux/b.md",
            "guides/nul.tar.md",
            "guides/a:b.md",
            "guides/why?.md",
            "guides/icon.md",
        ],
        &expect![[r#"
            content/aux/a.md:1:1 windows-name: Windows cannot hold a file called `aux`
            content/con.md:1:1 windows-name: Windows cannot hold a file called `con.md`
            content/guides/a:b.md:1:1 windows-name: Windows cannot hold a file called `a:b.md`
            content/guides/nul.tar.md:1:1 windows-name: Windows cannot hold a file called `nul.tar.md`
            content/guides/why?.md:1:1 windows-name: Windows cannot hold a file called `why?.md`
        "#]],
    );
}

#[test]
fn names_that_cannot_be_addresses() {
    let long = format!("guides/{}.md", "l".repeat(201));
    check_names(
        &[
            "a\\b.md",
            "a\nb.md",
            "a\u{1b}[31m.md",
            "a .md",
            "a..md",
            " a.md",
            "folder./x.md",
            "folder /y.md",
            "picture.png.",
            "a\u{202e}b.md",
            "README.MD",
            "b.markdown",
            &long,
        ],
        &expect![[r#"
            content/ a.md:1:1 bad-file-name: the file name ` a.md` starts or ends in a space
            content/README.MD:1:1 bad-file-name: the file name `README.MD` does not end in `.md`, so it is not read
            content/a\u{a}b.md:1:1 bad-file-name: the file name `a\u{a}b.md` holds the control character U+000A
            content/a\u{1b}[31m.md:1:1 bad-file-name: the file name `a\u{1b}[31m.md` holds the control character U+001B
            content/a .md:1:1 bad-file-name: the file name `a .md` starts or ends in a space
            content/a..md:1:1 windows-name: Windows cannot hold a file called `a..md`
            content/a\b.md:1:1 bad-file-name: the file name `a\b.md` holds a backslash
            content/a\u{202e}b.md:1:1 invisible-character: the file name `a\u{202e}b.md` holds an invisible character (U+202E)
            content/b.markdown:1:1 bad-file-name: the file name `b.markdown` does not end in `.md`, so it is not read
            content/folder /y.md:1:1 bad-file-name: the file name `folder ` starts or ends in a space
            content/folder./x.md:1:1 windows-name: Windows cannot hold a file called `folder.`
            content/guides/lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll.md:1:1 over-limit: a file name of more than 200 bytes
            content/picture.png.:1:1 windows-name: Windows cannot hold a file called `picture.png.`
        "#]],
    );
}

#[test]
fn names_that_are_one_on_some_systems() {
    check_names(
        &[
            "roles/Tech-Lead.md",
            "roles/tech-lead.md",
            "Roles/em.md",
            "guides/fu\u{308}hrung.md",
            "guides/f\u{fc}hrung.md",
            "guides/people",
            "guides/People/a.md",
            "guides/People/b.md",
            "areas/people/a.md",
            "areas/People-2/a.md",
        ],
        &expect![[r#"
            content/guides/führung.md:1:1 path-taken: `führung.md` and `fu\u{308}hrung.md` are one name on some systems (and content/guides/fu\u{308}hrung.md)
            content/guides/people:1:1 path-taken: `people` and `People` are one name on some systems (and content/guides/People/a.md)
            content/roles/Tech-Lead.md:1:1 path-taken: `roles` and `Roles` are one name on some systems (and content/Roles/em.md)
            content/roles/tech-lead.md:1:1 path-taken: `tech-lead.md` and `Tech-Lead.md` are one name on some systems (and content/roles/Tech-Lead.md)
        "#]],
    );
}

#[test]
fn entries_that_are_no_files() {
    let mut tree = content(&[]);
    let target = "../../etc/\u{1b}passwd".to_owned();
    tree.insert_irregular("content/out.md", Irregular::Symlink { target });
    tree.insert_irregular("content/pipe", Irregular::NotRegular);
    tree.insert_irregular("content/caf\\xE9.md", Irregular::BadName);
    expect![[r#"
        content/caf\xE9.md:1:1 bad-file-name: the file name `caf\xE9.md` is not UTF-8
        content/out.md:1:1 symbolic-link: a symbolic link to `../../etc/\u{1b}passwd`
        content/pipe:1:1 not-regular: not a regular file
    "#]]
    .assert_eq(&lines(&tree, files::check_files(&tree, &Limits::default())));
}

#[test]
fn a_link_is_shown_with_its_target() {
    let mut tree = content(&[]);
    let target = "../../secrets.md".to_owned();
    tree.insert_irregular("content/out.md", Irregular::Symlink { target });
    let found = files::check_files(&tree, &Limits::default());
    let look = Look {
        color: false,
        width: 100,
        reach: Reach::All,
    };
    expect![[r#"
        error[symbolic-link]: a symbolic link to `../../secrets.md`
        --> content/out.md:1:1
         = help: symbolic links are not followed; put the file itself here

    "#]]
    .assert_eq(&terminal(&found, &tree, "", look));
}

#[test]
fn keys_are_named_and_not_published() {
    check_names(
        &[
            ".env",
            "guides/id_rsa",
            "guides/server.pem",
            "key.md",
            "id_rsa.pub",
        ],
        &expect![[r#"
            content/.env:1:1 private-file: `.env` looks private and is not published
            content/guides/id_rsa:1:1 private-file: `id_rsa` looks private and is not published
            content/guides/server.pem:1:1 private-file: `server.pem` looks private and is not published
        "#]],
    );
    for path in [
        "content/.env",
        "content/id_rsa",
        "content/a.pem",
        "content/a.md",
        "content/a.html",
        "content/a.js",
        "content/a.php",
        "content/Thumbs.db",
        "content/Makefile",
        "content/.git/a.png",
        "content/.a.png",
        "content//a.png",
        "",
    ] {
        assert!(!files::is_publishable(path), "{path}");
    }
    for path in ["a.png", "content/a b.SVG", "x/y.tar.zip", "x/y.PDF"] {
        assert!(files::is_publishable(path), "{path}");
    }
}

#[test]
fn a_project_needs_content() {
    let tree = SourceTree::fixture("//- book.toml\n[book]\ntitle = \"T\"\n//- content/a.png\nx\n");
    expect![[r#"
        book.toml:1:1 no-content: no Markdown file in `content/`
    "#]]
    .assert_eq(&lines(&tree, files::check_files(&tree, &Limits::default())));
}

#[test]
fn a_project_may_have_so_many_files() {
    let tree = content(&["a.md", "b.md"]);
    let with = |files| Limits {
        files,
        ..Limits::default()
    };
    assert_eq!(files::check_files(&tree, &with(4)), []);
    expect![[r#"
        book.toml:1:1 over-limit: more than 3 files
    "#]]
    .assert_eq(&lines(&tree, files::check_files(&tree, &with(3))));
}

// Assets

fn asset(path: &str, head: &[u8]) -> SourceTree {
    let mut tree = SourceTree::default();
    let len = u64::try_from(head.len()).expect("a small number");
    let head = Arc::from(head);
    tree.insert(path, Contents::Asset { len, head });
    tree
}

fn check_one(tree: &SourceTree) -> String {
    let file = tree.files().next().expect("one file");
    lines(tree, files::check_asset(file, &Limits::default()))
}

#[test]
fn a_type_that_fits_its_ending_is_fine() {
    for (path, head) in [
        ("a.png", &b"\x89PNG\r\n\x1a\n..."[..]),
        ("a.JPG", b"\xff\xd8\xff\xe0"),
        ("a.jpeg", b"\xff\xd8\xff\xe1"),
        ("a.gif", b"GIF89a"),
        ("a.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 "),
        ("a.avif", b"\x00\x00\x00\x20ftypavif"),
        ("a.mp4", b"\x00\x00\x00\x20ftypisom"),
        ("a.pdf", b"%PDF-1.7"),
        ("a.docx", b"PK\x03\x04"),
        ("a.ico", b"\x00\x00\x01\x00\x01"),
        ("a.mp3", b"\xff\xfb\x90"),
        ("a.csv", b"a;b\n"),
        ("a.txt", "ä – ö".as_bytes()),
        ("a.unknown", b"<html>"),
    ] {
        assert_eq!(check_one(&asset(path, head)), "");
    }
}

#[test]
fn a_type_that_does_not_fit_its_ending_is_named() {
    let all: String = [
        ("a.png", &b"  \n<!DOCTYPE html><p>"[..]),
        ("b.png", b"<script>alert(1)</script>"),
        ("c.png", b"\xff\xd8\xff\xe0"),
        ("d.png", b"hello"),
        ("e.jpg", b"<?xml version='1.0'?><svg/>"),
        ("f.pdf", b"\x7fELF"),
        ("g.xlsx", b"\xd0\xcf\x11\xe0"),
        ("h.csv", b"PK\x03\x04"),
        ("i.webp", b"RIFF\x00\x00\x00\x00WAVE"),
        ("j.txt", b"<html>"),
        ("k.gif", b""),
    ]
    .into_iter()
    .map(|(path, head)| check_one(&asset(path, head)))
    .collect();
    expect![[r#"
        a.png:1:1 wrong-asset-type: `a.png` holds HTML
        b.png:1:1 wrong-asset-type: `b.png` holds HTML
        c.png:1:1 wrong-asset-type: `c.png` holds a JPEG picture
        d.png:1:1 wrong-asset-type: `d.png` holds something else than a PNG picture
        e.jpg:1:1 wrong-asset-type: `e.jpg` holds an SVG picture
        f.pdf:1:1 wrong-asset-type: `f.pdf` holds a program
        g.xlsx:1:1 wrong-asset-type: `g.xlsx` holds something else than a ZIP archive
        h.csv:1:1 wrong-asset-type: `h.csv` holds a ZIP archive
        i.webp:1:1 wrong-asset-type: `i.webp` holds a WAVE recording
        j.txt:1:1 wrong-asset-type: `j.txt` holds HTML
        k.gif:1:1 wrong-asset-type: `k.gif` is empty
    "#]]
    .assert_eq(&all);
}

#[test]
fn an_asset_over_the_limit_is_an_error() {
    let mut tree = SourceTree::default();
    let head = Arc::from(&b"\x00\x00\x00\x20ftypisom"[..]);
    let len = 10 << 30;
    tree.insert("content/a.mp4", Contents::Asset { len, head });
    let too_large = Contents::TooLarge {
        len: 5 << 20,
        limit: 4 << 20,
    };
    let found = check_one(&tree);
    let mut tree = SourceTree::default();
    tree.insert("content/a.svg", too_large);
    expect![[r#"
        content/a.mp4:1:1 over-limit: the file has 10737418240 bytes, over the limit of 1073741824
        content/a.svg:1:1 over-limit: the file has 5242880 bytes, over the limit of 4 MiB
    "#]]
    .assert_eq(&(found + &check_one(&tree)));
}

// SVG

fn svg(text: &str) -> String {
    let mut tree = SourceTree::default();
    tree.insert_text("a.svg", text);
    check_one(&tree)
}

/// One line of an SVG's inside each.
fn check_svg(inside: &[&str], expected: &Expect) {
    let all: Vec<String> = inside
        .iter()
        .map(|line| {
            let said = svg(&format!("<svg xmlns='x'>\n{line}\n</svg>"));
            let said = said.trim_end().replace('\n', "\n    ");
            format!("{}\n    {said}\n", visible(line))
        })
        .collect();
    expected.assert_eq(&all.concat());
}

#[test]
fn pictures_are_fine() {
    for text in [
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n<!-- made by a tool -->\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n<svg xmlns:xlink=\"http://www.w3.org/1999/xlink\"><g/></svg>",
        "<svg><style>.a{fill:url(#b);font-family:\"A\\201C\"} @media print{.a{fill:red}}</style><use xlink:href=\"#c\"/></svg>",
        "<svg><image href=\"data:image/png;base64,AAAA\"/><path style=\"fill:url('#g')\" d=\"M0 0\"/></svg>",
        "<svg><a href=\"https://example.org/\"><text>Only &lt;script&gt; &#38; more</text></a></svg>",
        "<svg xmlns:rdf=\"r\"><metadata><rdf:RDF><rdf:Description rdf:about=\"http://x\"/></rdf:RDF></metadata></svg>",
        "<svg><animate attributeName=\"opacity\" values=\"0;1\"/><title>on = off</title></svg>",
        "<?xml version = '1.0'\n encoding='us-ascii' ?>\r\n<svg>\t</svg>",
        "<?xml version='1.0' standalone='yes'?><?xpacket begin='\u{feff}' id='x'?><svg/>",
    ] {
        assert_eq!(svg(text), "", "{text}");
    }
}

/// Elements that each use the one before ten times.
fn bomb(levels: usize, by: impl Fn(usize) -> String) -> String {
    let mut text = "<svg><defs><g id=\"a0\"><rect/></g>\n".to_owned();
    for level in 1..levels {
        text += &format!("<g id=\"a{level}\">{}</g>\n", by(level - 1).repeat(10));
    }
    format!("{text}</defs>{}</svg>\n", by(levels - 1))
}

#[test]
fn a_picture_that_draws_too_much_by_references_is_no_picture() {
    let by_use = |level| format!("<use href=\"#a{level}\"/>");
    let by_fill = |level| format!("<path fill=\"url( '#a{level}' )\"/>");
    let by_style = |level| format!("<path style=\"fill:\\75rl(#a{level})\"/>");
    assert_eq!(svg(&bomb(5, by_use)), "");
    for too_much in [bomb(9, by_use), bomb(9, by_fill), bomb(30, by_style)] {
        let said = svg(&too_much);
        let end = "unsafe-svg: the picture draws more than 1,000,000 elements by references to references";
        assert!(
            said.trim_end().ends_with(end) && said.lines().count() == 1,
            "{said}"
        );
    }
    // Those that refer to themselves draw nothing, and many that stand for one draw little.
    assert_eq!(
        svg(
            "<svg><g id=\"a\"><use href=\"#a\"/><use href=\"#b\"/></g><g id=\"b\"><use href=\"#a\"/></g></svg>"
        ),
        ""
    );
    let many = "<use href=\"#p\"/>".repeat(100_000);
    assert_eq!(
        svg(&format!("<svg><g id=\"p\"><path/></g>{many}</svg>")),
        ""
    );
}

#[test]
fn what_makes_a_picture_unsafe_is_found_where_it_stands() {
    check_svg(
        &[
            "<script>alert(1)</script>",
            "<g><SCRIPT href='x'/></g>",
            "<x:script xmlns:x='http://www.w3.org/2000/svg'/>",
            "<foreignObject><p>x</p></foreignObject>",
            "<h:iframe xmlns:h='http://www.w3.org/1999/xhtml' src='https://x'/>",
            "<g onload='alert(1)'/>",
            "<g  id='a'\t ONCLICK = \"x\"/>",
            "<image href='https://x/y.png'/>",
            "<image xlink:href=' \tHTTPS://x/y.png'/>",
            "<use href='other.svg#a'/>",
            "<a href='java&#x73;cript:alert(1)'/>",
            "<a href='java\nscript:alert(1)'/>",
            "<a href='data:text/html,x'/>",
            "<image href='data:image/svg+xml,x'/>",
            "<g style='fill:url(https://x)'/>",
            "<g fill=' URL( \"//x\" )'/>",
            "<g style='fill:\\75rl(https://x)'/>",
            "<style>@import 'https://x';</style>",
            "<style>@im&#112;ort 'https://x';</style>",
            "<style><g></g>a{}<!-- --> @import 'x';</style>",
            "<style><![CDATA[ a{background:url(https://x)} ]]></style>",
            "<animate attributeName='href' values='javascript:x'/>",
            "<set attributeName='xlink:href' to='x'/>",
            "<g xml:base='https://x/'/>",
            "<?xml-stylesheet href='https://x'?>",
        ],
        &expect![[r#"
            <script>alert(1)</script>
                a.svg:2:2 unsafe-svg: the picture holds `<script>`
            <g><SCRIPT href='x'/></g>
                a.svg:2:5 unsafe-svg: the picture holds `<SCRIPT>`
                a.svg:2:12 unsafe-svg: the picture holds `href=x`
            <x:script xmlns:x='http://www.w3.org/2000/svg'/>
                a.svg:2:2 unsafe-svg: the picture holds `<x:script>`
            <foreignObject><p>x</p></foreignObject>
                a.svg:2:2 unsafe-svg: the picture holds `<foreignObject>`
            <h:iframe xmlns:h='http://www.w3.org/1999/xhtml' src='https://x'/>
                a.svg:2:2 unsafe-svg: the picture holds `<h:iframe>`
                a.svg:2:50 unsafe-svg: the picture holds `src=https://x`
            <g onload='alert(1)'/>
                a.svg:2:4 unsafe-svg: the picture holds `onload=`
            <g  id='a'\u{9} ONCLICK = "x"/>
                a.svg:2:13 unsafe-svg: the picture holds `ONCLICK=`
            <image href='https://x/y.png'/>
                a.svg:2:8 unsafe-svg: the picture holds `href=https://x/y.png`
            <image xlink:href=' \u{9}HTTPS://x/y.png'/>
                a.svg:2:8 unsafe-svg: the picture holds `xlink:href=HTTPS://x/y.png`
            <use href='other.svg#a'/>
                a.svg:2:6 unsafe-svg: the picture holds `href=other.svg#a`
            <a href='java&#x73;cript:alert(1)'/>
                a.svg:2:4 unsafe-svg: the picture holds `href=javascript:alert(1)`
            <a href='java\u{a}script:alert(1)'/>
                a.svg:2:4 unsafe-svg: the picture holds `href=java\u{a}script:alert(1)`
            <a href='data:text/html,x'/>
                a.svg:2:4 unsafe-svg: the picture holds `href=data:text/html,x`
            <image href='data:image/svg+xml,x'/>
                a.svg:2:8 unsafe-svg: the picture holds `href=data:image/svg+xml,x`
            <g style='fill:url(https://x)'/>
                a.svg:2:4 unsafe-svg: the picture holds `url(https://x)`
            <g fill=' URL( "//x" )'/>
                a.svg:2:4 unsafe-svg: the picture holds `url(//x)`
            <g style='fill:\75rl(https://x)'/>
                a.svg:2:4 unsafe-svg: the picture holds `url(https://x)`
            <style>@import 'https://x';</style>
                a.svg:2:8 unsafe-svg: the picture holds `@import`
            <style>@im&#112;ort 'https://x';</style>
                a.svg:2:8 unsafe-svg: the picture holds `@import`
            <style><g></g>a{}<!-- --> @import 'x';</style>
                a.svg:2:27 unsafe-svg: the picture holds `@import`
            <style><![CDATA[ a{background:url(https://x)} ]]></style>
                a.svg:2:31 unsafe-svg: the picture holds `url(https://x)`
            <animate attributeName='href' values='javascript:x'/>
                a.svg:2:10 unsafe-svg: the picture holds `attributeName=href`
                a.svg:2:31 unsafe-svg: the picture holds `javascript:`
            <set attributeName='xlink:href' to='x'/>
                a.svg:2:6 unsafe-svg: the picture holds `attributeName=xlink:href`
            <g xml:base='https://x/'/>
                a.svg:2:4 unsafe-svg: the picture holds `xml:base=https://x/`
            <?xml-stylesheet href='https://x'?>
                a.svg:2:1 unsafe-svg: the picture takes a style sheet from elsewhere
        "#]],
    );
}

#[test]
fn a_picture_that_hides_behind_its_form_is_no_picture() {
    let all: String = [
        "<!DOCTYPE svg [<!ENTITY x '<script/>'>]>\n<svg>&x;</svg>",
        "<svg>&unknown;</svg>",
        "<svg><g a='1' a='2'/></svg>",
        "<svg><g a=1/></svg>",
        "<svg><g></svg>",
        "<svg><!-- a -- b --></svg>",
        "<svg><g ",
        "<?xml version='1.0' encoding='ISO-2022-JP'?><svg/>",
        "<?xml-x encoding=\"iso-2022-jp\"?><svg><text>\u{1b}$B<!--\u{1b}(B<script>alert(1)</script>--></text></svg>",
        "<?xmlx?><svg><?XML encoding='utf-8'?><?xml-model href='x'?></svg>",
        "<?xml version='1.0' standalone='encoding=\"iso-2022-jp\"'?><svg/>",
        "<?xml version='1.0' encoding=' utf-8'?><svg/>",
        "<?xml version='1.0' encoding=utf-8?><svg/>",
        "<?xml encoding='utf-8'?><svg/>",
        "<?xml version='1.1' encoding='utf-8'?><svg/>",
        "\n<?xml version='1.0'?><svg/>",
        "\u{feff}\u{feff}<?xml version='1.0'?><svg/>",
        "<svg>\u{1}<!--\u{fffe}--><text a='\u{ffff}'/>\u{c}</svg>\0",
        "<html><body/></html>",
        "no markup at all",
        "\n\n",
    ]
    .map(|text| {
        let said = svg(text).trim_end().replace('\n', "\n    ");
        format!("{}\n    {said}\n", visible(text))
    })
    .concat();
    expect![[r#"
        <!DOCTYPE svg [<!ENTITY x '<script/>'>]>\u{a}<svg>&x;</svg>
            a.svg:1:1 unsafe-svg: the picture declares entities of its own
            a.svg:2:6 unsafe-svg: the picture cannot be read as XML
        <svg>&unknown;</svg>
            a.svg:1:6 unsafe-svg: the picture cannot be read as XML
        <svg><g a='1' a='2'/></svg>
            a.svg:1:6 unsafe-svg: the picture cannot be read as XML
        <svg><g a=1/></svg>
            a.svg:1:6 unsafe-svg: the picture cannot be read as XML
        <svg><g></svg>
            a.svg:1:9 unsafe-svg: the picture cannot be read as XML
        <svg><!-- a -- b --></svg>
            a.svg:1:13 unsafe-svg: the picture cannot be read as XML
        <svg><g 
            a.svg:1:6 unsafe-svg: the picture cannot be read as XML
        <?xml version='1.0' encoding='ISO-2022-JP'?><svg/>
            a.svg:1:1 unsafe-svg: the picture names an encoding other than UTF-8
        <?xml-x encoding="iso-2022-jp"?><svg><text>\u{1b}$B<!--\u{1b}(B<script>alert(1)</script>--></text></svg>
            a.svg:1:1 unsafe-svg: the picture has an instruction with a name that XML keeps for itself
            a.svg:1:44 unsafe-svg: the picture holds U+001B, a character that XML forbids
            a.svg:1:51 unsafe-svg: the picture holds U+001B, a character that XML forbids
        <?xmlx?><svg><?XML encoding='utf-8'?><?xml-model href='x'?></svg>
            a.svg:1:1 unsafe-svg: the picture has an instruction with a name that XML keeps for itself
            a.svg:1:14 unsafe-svg: the picture has an instruction with a name that XML keeps for itself
            a.svg:1:38 unsafe-svg: the picture has an instruction with a name that XML keeps for itself
        <?xml version='1.0' standalone='encoding="iso-2022-jp"'?><svg/>
            a.svg:1:1 unsafe-svg: the picture has an XML declaration in an unusual form
        <?xml version='1.0' encoding=' utf-8'?><svg/>
            a.svg:1:1 unsafe-svg: the picture names an encoding other than UTF-8
        <?xml version='1.0' encoding=utf-8?><svg/>
            a.svg:1:1 unsafe-svg: the picture has an XML declaration in an unusual form
        <?xml encoding='utf-8'?><svg/>
            a.svg:1:1 unsafe-svg: the picture has an XML declaration in an unusual form
        <?xml version='1.1' encoding='utf-8'?><svg/>
            a.svg:1:1 unsafe-svg: the picture has an XML declaration in an unusual form
        \u{a}<?xml version='1.0'?><svg/>
            a.svg:2:1 unsafe-svg: the picture has something before its XML declaration
        \u{feff}\u{feff}<?xml version='1.0'?><svg/>
            a.svg:1:1 unsafe-svg: the picture cannot be read as XML
        <svg>\u{1}<!--\u{fffe}--><text a='\u{ffff}'/>\u{c}</svg>\u{0}
            a.svg:1:6 unsafe-svg: the picture holds U+0001, a character that XML forbids
            a.svg:1:11 unsafe-svg: the picture holds U+FFFE, a character that XML forbids
            a.svg:1:24 unsafe-svg: the picture holds U+FFFF, a character that XML forbids
            a.svg:1:28 unsafe-svg: the picture holds U+000C, a character that XML forbids
            a.svg:1:35 unsafe-svg: the picture holds U+0000, a character that XML forbids
        <html><body/></html>
            a.svg:1:2 wrong-asset-type: `a.svg` holds something else than an SVG picture
        no markup at all
            a.svg:1:1 wrong-asset-type: `a.svg` holds something else than an SVG picture
        \u{a}\u{a}
            a.svg:1:1 wrong-asset-type: `a.svg` is empty
    "#]]
    .assert_eq(&all);
}

#[test]
fn a_picture_is_not_reported_without_end() {
    let text = format!(
        "<svg>{}</svg>",
        "<g onload='x'><a b='url('/>".repeat(150_000)
    );
    let mut tree = SourceTree::default();
    tree.insert_text("a.svg", &text);
    let file = tree.files().next().expect("one file");
    let found = files::check_asset(file, &Limits::default());
    assert!(!found.is_empty() && found.len() <= 101);
}

// Pictures in the settings

#[test]
fn pictures_of_the_settings_are_checked_where_they_are_named() {
    let mut tree = SourceTree::fixture(
        "//- book.toml\n[book]\ntitle = \"T\"\nfavicon = \"pictures/icn.svg\"\nlogo = \"logo.md\"\n//- content/logo.md\nx\n//- content/pictures/icon.svg\n<svg/>\n",
    );
    let check = |tree: &SourceTree| {
        let settings = tree.get("book.toml").expect("there");
        let config = config::parse(settings).value;
        lines(tree, files::check_pictures(&config, tree))
    };
    expect![[r#"
        book.toml:3:11 missing-asset: no file `pictures/icn.svg`
        book.toml:4:8 missing-asset: `logo.md` is of a kind that is not published
    "#]]
    .assert_eq(&check(&tree));
    tree.insert_text("content/pictures/icn.svg", "<svg onload='x'/>");
    expect![[r#"
        book.toml:4:8 missing-asset: `logo.md` is of a kind that is not published
        content/pictures/icn.svg:1:6 unsafe-svg: the picture holds `onload=`
    "#]]
    .assert_eq(&check(&tree));
}

/// The encoding that Blink would take from the bytes of an XML document: it looks for the word in whatever begins with `<?xml`.
fn encoding_for_blink(text: &str) -> Option<String> {
    let inside = text.strip_prefix("<?xml")?.split("?>").next()?;
    let after = inside.split_once("encoding")?.1.trim_start();
    let after = after.strip_prefix('=')?.trim_start();
    let quote = after.chars().next()?;
    let after = after.strip_prefix(['"', '\''])?;
    Some(after.split(quote).next()?.trim().to_lowercase())
}

proptest::proptest! {
    /// Whatever a file says about its encoding, where it says it and how: a picture that is accepted is read as what we read.
    #[test]
    fn no_picture_is_read_in_another_encoding(
        before in "(|\u{feff}| |\n)",
        target in "<\\?(xml|xml-x|xmlx|XML|xml-stylesheet)",
        parts in proptest::collection::vec("( version='1\\.[01]'| encoding ?= ?['\"](utf-8|iso-2022-jp|utf-16|shift_jis)['\"]| standalone=('no'|'encoding=\"gbk\"')| |x)", 0..4),
        escape in "(|\u{1b}\\$B|\u{e})",
    ) {
        let whole = format!("{before}{target}{}?><svg><text>{escape}</text></svg>", parts.concat());
        if svg(&whole).is_empty() {
            let encoding = encoding_for_blink(&whole).unwrap_or_default();
            proptest::prop_assert!(matches!(encoding.as_str(), "" | "utf-8"), "{whole:?}");
            proptest::prop_assert!(escape.is_empty(), "{whole:?}");
        }
    }

    /// Whatever stands before a script: it is found, or what hides it is.
    #[test]
    fn no_script_gets_through(text in "[<>/= a-d&;#\\[\\]-]{0,40}", more in "[<>/=\"' a-d&;!-]{0,20}") {
        let whole = format!("<svg>{text}<script>{more}</script></svg>");
        proptest::prop_assert!(!svg(&whole).is_empty(), "{whole}");
    }
}
