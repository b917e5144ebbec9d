//! The five forms of diagnostics.

use std::sync::Arc;

use expect_test::{Expect, expect, expect_file};
use ladderbook::diagnostic::ownership;
use ladderbook::diagnostic::print::{
    EDITOR_SCHEMES, Editor, Look, Reach, SHOWN_LIMIT, github, html, json, sarif, summary, terminal,
};
use ladderbook::diagnostic::{Code, Diagnostic, Severity};
use ladderbook::kinds::Kind;
use ladderbook::source::{Contents, Irregular, SourceTree};
use ladderbook::span::{Span, Spanned};
use ladderbook::text::Text;
use proptest::prelude::*;
use serde_json::Value;

const PLAIN: Look = Look {
    color: false,
    width: 100,
    reach: Reach::All,
};

const ESCAPE: char = '\u{1b}';

const LADDER: &str = "\
//- content/models/scrum.md
---
title: Scrum
owners:
  people: EMM
---
//- content/roles/em.md
---
title: Engineering Manager
abbr: EM
---
//- content/roles/tl.md
---
title: Tech Lead
abbr: EM
---
";

/// Where a word stands in a file.
fn find(tree: &SourceTree, path: &str, word: &str) -> Spanned<String> {
    let file = tree.get(path).expect("the fixture has this file");
    let text = file.shown_text();
    let start = text.find(word).expect("the file holds this word");
    let span = Span::new(file.id(), text, start..start + word.len());
    Spanned::new(word.to_owned(), span)
}

fn unknown_role(at: &Spanned<String>, known: &[&str]) -> Diagnostic {
    let name = Text::exact(&at.value, at.span);
    let known = known.iter().copied();
    ownership::unknown_name(Kind::Role, &name, known.clone(), known)
}

fn name_taken(second: &Spanned<String>, first: Span) -> Diagnostic {
    ownership::name_taken(Kind::Role, &second.value, second.span, first)
}

/// A role that does not exist, and a name given twice.
fn two_errors(tree: &SourceTree) -> Vec<Diagnostic> {
    let known = ["EM", "Engineering Manager", "TL", "Tech Lead"];
    let unknown = find(tree, "content/models/scrum.md", "EMM");
    let first = find(tree, "content/roles/em.md", "EM");
    let second = find(tree, "content/roles/tl.md", "EM");
    vec![
        unknown_role(&unknown, &known),
        name_taken(&second, first.span),
    ]
}

fn check(printed: &str, expected: &Expect) {
    expected.assert_eq(printed);
}

/// The terminal form of an unknown role at `word` in a file of this text.
fn check_excerpt(text: &str, word: &str, expected: &Expect) {
    let mut tree = SourceTree::default();
    tree.insert_text("content/roles/em.md", text);
    let at = find(&tree, "content/roles/em.md", word);
    let diagnostic = unknown_role(&at, &[]);
    check(&terminal(&[diagnostic], &tree, "", PLAIN), expected);
}

#[test]
fn terminal_has_place_excerpt_caret_and_help() {
    let tree = SourceTree::fixture(LADDER);
    check(
        &terminal(&two_errors(&tree), &tree, "docs/", PLAIN),
        &expect![[r#"
            error[unknown-role]: unknown role `EMM`
             --> docs/content/models/scrum.md:4:11
              |
            4 |   people: EMM
              |           ^^^ no role has this name
              |
              = help: did you mean `EM`?
              = help: known roles: `EM`, `Engineering Manager`, `TL`, `Tech Lead`

            error[name-taken]: two roles claim the name `EM`
             --> docs/content/roles/tl.md:3:7
              |
            3 | abbr: EM
              |       ^^ claimed again
              |
             ::: docs/content/roles/em.md:3:7
              |
            3 | abbr: EM
              |       -- claimed here
              |
              = help: names are the id, `title`, `abbr` and `also`, compared without regard to case; give one of the two another

        "#]],
    );
}

#[test]
fn terminal_in_colour() {
    let tree = SourceTree::fixture(LADDER);
    let look = Look {
        color: true,
        ..PLAIN
    };
    let printed = terminal(&two_errors(&tree)[..1], &tree, "", look);
    check(
        &printed.replace('\u{1b}', "␛"),
        &expect![[r#"
            ␛[1m␛[91merror[unknown-role]␛[0m␛[1m: unknown role `EMM`␛[0m
             ␛[1m␛[94m--> ␛[0mcontent/models/scrum.md:4:11
              ␛[1m␛[94m|␛[0m
            ␛[1m␛[94m4␛[0m ␛[1m␛[94m|␛[0m   people: EMM
              ␛[1m␛[94m|␛[0m           ␛[1m␛[91m^^^␛[0m ␛[1m␛[91mno role has this name␛[0m
              ␛[1m␛[94m|␛[0m
              ␛[1m␛[94m= ␛[0m␛[1mhelp␛[0m: did you mean `EM`?
              ␛[1m␛[94m= ␛[0m␛[1mhelp␛[0m: known roles: `EM`, `Engineering Manager`, `TL`, `Tech Lead`

        "#]],
    );
}

#[test]
fn tabs_line_ends_and_the_byte_order_mark_keep_the_caret_in_place() {
    check_excerpt(
        "\u{feff}EMM: x\r\n",
        "EMM",
        &expect![[r#"
            error[unknown-role]: unknown role `EMM`
             --> content/roles/em.md:1:1
              |
            1 | EMM: x
              | ^^^ no role has this name
              |
              = help: there is no role yet; `ladderbook new role …` makes one

        "#]],
    );
    check_excerpt(
        "---\r\nowns:\t\tEMM\r\n",
        "EMM",
        &expect![[r#"
            error[unknown-role]: unknown role `EMM`
             --> content/roles/em.md:2:8
              |
            2 | owns:        EMM
              |              ^^^ no role has this name
              |
              = help: there is no role yet; `ladderbook new role …` makes one

        "#]],
    );
    check_excerpt(
        "a\rb\rEMM",
        "EMM",
        &expect![[r#"
            error[unknown-role]: unknown role `EMM`
             --> content/roles/em.md:3:1
              |
            3 | EMM
              | ^^^ no role has this name
              |
              = help: there is no role yet; `ladderbook new role …` makes one

        "#]],
    );
    check_excerpt(
        "名前: EMM 名前\n",
        "EMM",
        &expect![[r#"
            error[unknown-role]: unknown role `EMM`
             --> content/roles/em.md:1:5
              |
            1 | 名前: EMM 名前
              |       ^^^ no role has this name
              |
              = help: there is no role yet; `ladderbook new role …` makes one

        "#]],
    );
}

#[test]
fn what_a_terminal_would_obey_is_shown_as_symbols() {
    check_excerpt(
        "x: \u{1b}[31m\u{202e} E\u{7}M\u{200b}M\n",
        "E\u{7}M\u{200b}M",
        &expect![[r#"
            error[look-alike]: unknown role `E␇M<U+200B>M`: it contains U+200B ZERO WIDTH SPACE
             --> content/roles/em.md:1:14
              |
            1 | x: ␛[31m<U+202E> E␇M<U+200B>M
              |                     ^^^^^^^^ cannot be seen
              |
              = help: type the name again

        "#]],
    );
    let mut tree = SourceTree::default();
    tree.insert_text("content/\u{1b}]52;c;x\u{7}.md", "a: EMM\n");
    let at = find(&tree, "content/\u{1b}]52;c;x\u{7}.md", "EMM");
    let diagnostic = unknown_role(&at, &[]);
    check(
        &terminal(&[diagnostic], &tree, "", PLAIN),
        &expect![[r#"
            error[unknown-role]: unknown role `EMM`
             --> content/␛]52;c;x␇.md:1:4
              |
            1 | a: EMM
              |    ^^^ no role has this name
              |
              = help: there is no role yet; `ladderbook new role …` makes one

        "#]],
    );
}

#[test]
fn a_line_of_megabytes_is_cut_around_the_caret() {
    let long = "ä".repeat(2_000_000);
    check_excerpt(
        &format!("{long} EMM {long}"),
        "EMM",
        &expect![[r#"
            error[unknown-role]: unknown role `EMM`
             --> content/roles/em.md:1:2000002
              |
            1 | ...äääääääääääääääääääääääääääääää EMM ääääääääääääääääääääääääääääääääääääääääääääääääääääää...
              |                                    ^^^ no role has this name
              |
              = help: there is no role yet; `ladderbook new role …` makes one

        "#]],
    );
}

#[test]
fn marks_far_apart_and_in_other_files_have_their_own_excerpts() {
    let gap = "\n".repeat(5);
    let far = "\n".repeat(5_000);
    let mut tree = SourceTree::default();
    tree.insert_text("a.md", &format!("EM 1\nb\nEM 2\n{gap}EM 3\n{far}EM 4\n"));
    tree.insert_text("b.md", "EM 5\n");
    let second = find(&tree, "a.md", "EM 2");
    let firsts = [
        ("a.md", "EM 1"),
        ("a.md", "EM 3"),
        ("a.md", "EM 4"),
        ("b.md", "EM 5"),
    ];
    let diagnostics: Vec<Diagnostic> = firsts
        .into_iter()
        .map(|(path, word)| name_taken(&second, find(&tree, path, word).span))
        .collect();
    check(
        &terminal(&diagnostics, &tree, "", PLAIN),
        &expect![[r#"
            error[name-taken]: two roles claim the name `EM 2`
             --> a.md:3:1
              |
            1 | EM 1
              | ---- claimed here
            2 | b
            3 | EM 2
              | ^^^^ claimed again
              |
              = help: names are the id, `title`, `abbr` and `also`, compared without regard to case; give one of the two another

            error[name-taken]: two roles claim the name `EM 2`
             --> a.md:3:1
              |
            3 | EM 2
              | ^^^^ claimed again
            ...
            9 | EM 3
              | ---- claimed here
              |
              = help: names are the id, `title`, `abbr` and `also`, compared without regard to case; give one of the two another

            error[name-taken]: two roles claim the name `EM 2`
                --> a.md:3:1
                 |
               3 | EM 2
                 | ^^^^ claimed again
                 |
                ::: a.md:5010:1
                 |
            5010 | EM 4
                 | ---- claimed here
                 |
                 = help: names are the id, `title`, `abbr` and `also`, compared without regard to case; give one of the two another

            error[name-taken]: two roles claim the name `EM 2`
             --> a.md:3:1
              |
            3 | EM 2
              | ^^^^ claimed again
              |
             ::: b.md:1:1
              |
            1 | EM 5
              | ---- claimed here
              |
              = help: names are the id, `title`, `abbr` and `also`, compared without regard to case; give one of the two another

        "#]],
    );
}

#[test]
fn two_marks_far_apart_in_one_long_line_have_their_own_excerpts() {
    let mut tree = SourceTree::default();
    tree.insert_text("a.md", &format!("EM 1 {} EM 2", "-".repeat(5_000)));
    let first = find(&tree, "a.md", "EM 1").span;
    let diagnostic = name_taken(&find(&tree, "a.md", "EM 2"), first);
    check(
        &terminal(&[diagnostic], &tree, "", PLAIN),
        &expect![[r#"
            error[name-taken]: two roles claim the name `EM 2`
             --> a.md:1:5007
              |
            1 | ...----------------------------------- EM 2
              |                                        ^^^^ claimed again
              |
             ::: a.md:1:1
              |
            1 | EM 1 ----------------------------------------------------------------------------------------...
              | ---- claimed here
              |
              = help: names are the id, `title`, `abbr` and `also`, compared without regard to case; give one of the two another

        "#]],
    );
}

#[test]
fn a_range_over_several_lines_is_marked_up_to_the_end_of_its_first() {
    check_excerpt(
        "a: |\n  EMM\n  more\n",
        "EMM\n  more",
        &expect![[r#"
            error[unknown-role]: unknown role `EMM␊  more`
             --> content/roles/em.md:2:3
              |
            2 |   EMM
              |   ^^^ no role has this name
              |
              = help: there is no role yet; `ladderbook new role …` makes one

        "#]],
    );
}

#[test]
fn a_file_without_a_text_has_a_place_and_no_excerpt() {
    let mut tree = SourceTree::fixture("//- content/a.md\n");
    tree.insert_irregular("content/pipe.md", Irregular::NotRegular);
    let asset = Contents::Asset {
        len: 3,
        head: Arc::from(&b"PNG"[..]),
    };
    tree.insert("content/a.png", asset);
    let start = |path| Span::file_start(tree.id(path).expect("it was put in"));
    let diagnostics = [
        name_taken(
            &Spanned::new(String::from("a"), start("content/a.png")),
            start("content/pipe.md"),
        ),
        unknown_role(&Spanned::new(String::from("b"), start("content/a.md")), &[]),
    ];
    check(
        &terminal(&diagnostics, &tree, "", PLAIN),
        &expect![[r#"
            error[name-taken]: two roles claim the name `a`
            --> content/a.png:1:1
             = note: claimed again
             = note: content/pipe.md:1:1: claimed here
             = help: names are the id, `title`, `abbr` and `also`, compared without regard to case; give one of the two another

            error[unknown-role]: unknown role `b`
            --> content/a.md:1:1
             = note: no role has this name
             = help: there is no role yet; `ladderbook new role …` makes one

        "#]],
    );
}

#[test]
fn the_summary_counts_by_severity() {
    let tree = SourceTree::fixture(LADDER);
    let [error, other] = two_errors(&tree).try_into().expect("there are two");
    let warning = other.clone().with_severity(Severity::Warning);
    let many = vec![warning.clone(); 1_200];
    assert_eq!(summary(&[], Reach::Causes), None);
    assert_eq!(
        summary(std::slice::from_ref(&error), Reach::Causes),
        Some(String::from("1 error"))
    );
    assert_eq!(
        summary(
            &[
                error.clone(),
                warning,
                other,
                error.with_severity(Severity::Note)
            ],
            Reach::Causes
        ),
        Some(String::from("2 errors, 1 warning, 1 note"))
    );
    assert_eq!(
        summary(&many, Reach::Causes),
        Some(String::from("… and 200 more; 1,200 warnings in all"))
    );
}

#[test]
fn a_thousand_warnings_do_not_hide_the_error_behind_them() {
    let tree = SourceTree::fixture(LADDER);
    let [error, other] = two_errors(&tree).try_into().expect("there are two");
    let mut diagnostics = vec![other.with_severity(Severity::Warning); SHOWN_LIMIT + 5];
    diagnostics.push(error);
    let shown = github(&diagnostics, &tree, "");
    assert_eq!(shown.lines().count(), SHOWN_LIMIT);
    assert!(
        shown
            .lines()
            .next()
            .is_some_and(|line| line.starts_with("::error "))
    );
    assert_eq!(
        json(&diagnostics, &tree, "").lines().count(),
        SHOWN_LIMIT + 6
    );
}

#[test]
fn json_is_one_object_a_line() {
    let tree = SourceTree::fixture(LADDER);
    check(
        &json(&two_errors(&tree), &tree, "docs"),
        &expect![[r#"
            {"code":"unknown-role","severity":"error","message":"unknown role `EMM`","file":"docs/content/models/scrum.md","line":4,"column":11,"endLine":4,"endColumn":14,"label":"no role has this name","marks":[],"notes":[],"help":["did you mean `EM`?","known roles: `EM`, `Engineering Manager`, `TL`, `Tech Lead`"],"cause":null}
            {"code":"name-taken","severity":"error","message":"two roles claim the name `EM`","file":"docs/content/roles/tl.md","line":3,"column":7,"endLine":3,"endColumn":9,"label":"claimed again","marks":[{"file":"docs/content/roles/em.md","line":3,"column":7,"endLine":3,"endColumn":9,"label":"claimed here"}],"notes":[],"help":["names are the id, `title`, `abbr` and `also`, compared without regard to case; give one of the two another"],"cause":null}
        "#]],
    );
}

#[test]
fn json_is_exact_and_shows_no_terminal_anything_to_obey() {
    let mut tree = SourceTree::default();
    let path = "\u{1b}[2J \u{9b}2J \u{202e} \u{e0041} \u{1f600}\"\\.md";
    tree.insert_text(path, "EMM");
    let at = find(&tree, path, "EMM");
    let printed = json(&[unknown_role(&at, &[])], &tree, "");
    let object: Value = serde_json::from_str(&printed).expect("it is JSON");
    assert_eq!(object["file"], path);
    check(
        &printed,
        &expect![[r#"
            {"code":"unknown-role","severity":"error","message":"unknown role `EMM`","file":"\u001b[2J \u009b2J \u202e \udb40\udc41 😀\"\\.md","line":1,"column":1,"endLine":1,"endColumn":4,"label":"no role has this name","marks":[],"notes":[],"help":["there is no role yet; `ladderbook new role …` makes one"],"cause":null}
        "#]],
    );
}

#[test]
fn sarif_is_one_document_with_the_rules_it_uses() {
    let tree = SourceTree::fixture(LADDER);
    let mut document: Value =
        serde_json::from_str(&sarif(&two_errors(&tree), &tree, "my docs")).expect("it is JSON");
    // The explanation and the version change by themselves.
    let driver = &mut document["runs"][0]["tool"]["driver"];
    assert_eq!(driver["semanticVersion"].take(), env!("CARGO_PKG_VERSION"));
    let rules = driver["rules"].as_array_mut().expect("it has rules");
    for (rule, code) in rules.iter_mut().zip([Code::UnknownRole, Code::NameTaken]) {
        assert_eq!(rule["help"]["markdown"], code.explanation());
        assert_eq!(rule["help"]["text"], code.explanation());
        rule["help"].take();
    }
    let printed = serde_json::to_string_pretty(&document).expect("it was JSON before");
    expect_file!["print.sarif.json"].assert_eq(&printed);
}

#[test]
fn sarif_keeps_its_own_syntax_out_of_messages() {
    let mut tree = SourceTree::default();
    let word = "{0} [x](1) a\\b";
    tree.insert_text("a.md", word);
    let at = find(&tree, "a.md", word);
    let printed = sarif(&[unknown_role(&at, &[])], &tree, "");
    let document: Value = serde_json::from_str(&printed).expect("it is JSON");
    let message = document["runs"][0]["results"][0]["message"]["text"].as_str();
    check(
        message.unwrap_or_default(),
        &expect![[r#"
            unknown role `{{0}} \[x\](1) a\\b`
            no role has this name
            help: there is no role yet; `ladderbook new role …` makes one"#]],
    );
}

#[test]
fn github_has_one_command_a_line() {
    let tree = SourceTree::fixture(LADDER);
    check(
        &github(&two_errors(&tree), &tree, "docs"),
        &expect![[r#"
            ::error file=docs/content/models/scrum.md,line=4,col=11,endLine=4,endColumn=14,title=unknown-role::unknown role `EMM`%0Ano role has this name%0Ahelp: did you mean `EM`?%0Ahelp: known roles: `EM`, `Engineering Manager`, `TL`, `Tech Lead`
            ::error file=docs/content/roles/tl.md,line=3,col=7,endLine=3,endColumn=9,title=name-taken::two roles claim the name `EM`%0Aclaimed again%0Adocs/content/roles/em.md:3:7: claimed here%0Ahelp: names are the id, `title`, `abbr` and `also`, compared without regard to case; give one of the two another
        "#]],
    );
}

#[test]
fn github_commands_cannot_be_forged() {
    let mut tree = SourceTree::default();
    let path = "content/a,b:c%0A\r\n::error::.md";
    let word = "x%0A\r\n::error file=y::z";
    tree.insert_text(path, word);
    let at = find(&tree, path, word);
    check(
        &github(&[unknown_role(&at, &[])], &tree, ""),
        &expect![[r#"
            ::error file=content/a%2Cb%3Ac%250A␍␊%3A%3Aerror%3A%3A.md,line=1,col=1,title=unknown-role::unknown role `x%250A␍␊::error file=y::z`%0Ano role has this name%0Ahelp: there is no role yet; `ladderbook new role …` makes one
        "#]],
    );
}

#[test]
fn html_is_a_fragment_with_links_to_the_editor() {
    let tree = SourceTree::fixture(LADDER);
    let editor = Editor {
        template: "vscode://file/{path}:{line}:{column}",
        root: "/home/a b/",
        schemes: EDITOR_SCHEMES,
    };
    check(
        &html(&two_errors(&tree), &tree, Some(&editor)),
        &expect![[r#"
            <section class="lb-diags" lang="en" dir="ltr">
            <article class="lb-diag lb-diag-error">
            <h2 class="lb-diag-title"><span class="lb-diag-code">error[unknown-role]</span>: unknown role <code>EMM</code></h2>
            <p class="lb-diag-place"><a href="vscode://file//home/a%20b/content/models/scrum.md:4:11">content/models/scrum.md:4:11</a></p>
            <pre class="lb-diag-excerpt" tabindex="0">  <span class="lb-diag-gutter">|</span>
            <span class="lb-diag-gutter">4</span> <span class="lb-diag-gutter">|</span>   people: EMM
              <span class="lb-diag-gutter">|</span>           <span class="lb-diag-caret">^^^</span> <span class="lb-diag-caret">no role has this name</span></pre>
            <p class="lb-diag-help"><b>help</b>: did you mean <code>EM</code>?</p>
            <p class="lb-diag-help"><b>help</b>: known roles: <code>EM</code>, <code>Engineering Manager</code>, <code>TL</code>, <code>Tech Lead</code></p>
            </article>
            <article class="lb-diag lb-diag-error">
            <h2 class="lb-diag-title"><span class="lb-diag-code">error[name-taken]</span>: two roles claim the name <code>EM</code></h2>
            <p class="lb-diag-place"><a href="vscode://file//home/a%20b/content/roles/tl.md:3:7">content/roles/tl.md:3:7</a></p>
            <pre class="lb-diag-excerpt" tabindex="0">  <span class="lb-diag-gutter">|</span>
            <span class="lb-diag-gutter">3</span> <span class="lb-diag-gutter">|</span> abbr: EM
              <span class="lb-diag-gutter">|</span>       <span class="lb-diag-caret">^^</span> <span class="lb-diag-caret">claimed again</span>
              <span class="lb-diag-gutter">|</span>
             <span class="lb-diag-gutter">::: </span>content/roles/em.md:3:7
              <span class="lb-diag-gutter">|</span>
            <span class="lb-diag-gutter">3</span> <span class="lb-diag-gutter">|</span> abbr: EM
              <span class="lb-diag-gutter">|</span>       <span class="lb-diag-mark">--</span> <span class="lb-diag-mark">claimed here</span></pre>
            <p class="lb-diag-help"><b>help</b>: names are the id, <code>title</code>, <code>abbr</code> and <code>also</code>, compared without regard to case; give one of the two another</p>
            </article>
            <p class="lb-diag-summary">2 errors</p>
            </section>
        "#]],
    );
}

#[test]
fn html_is_text_whatever_the_files_hold() {
    let mut tree = SourceTree::default();
    let path = "content/\"><script>{line}.md";
    let word = "</pre><script>alert('1')</script>`&amp;";
    tree.insert_text(path, word);
    let at = find(&tree, path, word);
    let editor = Editor {
        template: "javascript:alert(1)//{path}",
        root: "",
        schemes: EDITOR_SCHEMES,
    };
    let diagnostics = [unknown_role(&at, &[])];
    check(
        &html(&diagnostics, &tree, Some(&editor)),
        &expect![[r#"
            <section class="lb-diags" lang="en" dir="ltr">
            <article class="lb-diag lb-diag-error">
            <h2 class="lb-diag-title"><span class="lb-diag-code">error[unknown-role]</span>: unknown role <code>&lt;/pre&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;</code>&amp;amp;`</h2>
            <p class="lb-diag-place">content/&quot;&gt;&lt;script&gt;{line}.md:1:1</p>
            <pre class="lb-diag-excerpt" tabindex="0">  <span class="lb-diag-gutter">|</span>
            <span class="lb-diag-gutter">1</span> <span class="lb-diag-gutter">|</span> &lt;/pre&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;`&amp;amp;
              <span class="lb-diag-gutter">|</span> <span class="lb-diag-caret">^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^</span> <span class="lb-diag-caret">no role has this name</span></pre>
            <p class="lb-diag-help"><b>help</b>: there is no role yet; <code>ladderbook new role …</code> makes one</p>
            </article>
            <p class="lb-diag-summary">1 error</p>
            </section>
        "#]],
    );
    let editor = Editor {
        template: "idea://open?file={path}&line={line}",
        ..editor
    };
    let printed = html(&diagnostics, &tree, Some(&editor));
    let place = printed.lines().find(|line| line.contains("href"));
    check(
        place.unwrap_or_default(),
        &expect![[
            r#"<p class="lb-diag-place"><a href="idea://open?file=content/%22%3E%3Cscript%3E%7Bline%7D.md&amp;line=1">content/&quot;&gt;&lt;script&gt;{line}.md:1:1</a></p>"#
        ]],
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Spans may be older than the text: `serve` keeps a diagnostic while its file changes.
    #[test]
    fn no_text_and_no_span_breaks_any_form(
        text in hostile(),
        path in hostile(),
        older in hostile(),
        name in hostile(),
        ranges in ((0usize..300, 0usize..300), (0usize..300, 0usize..300)),
        look in (any::<bool>(), any::<usize>()),
    ) {
        let mut tree = SourceTree::default();
        let file = tree.insert_text(&path, &text);
        let gone = tree.insert_text("gone.md", "gone");
        tree.remove("gone.md");
        let ((start, len), (other_start, other_len)) = ranges;
        let span = Span::new(file, &older, start..start + len);
        let other = Span::new(file, &text, other_start..other_start + other_len);
        let at = Spanned::new(name.clone(), span);
        let diagnostics = [
            unknown_role(&at, &[name.as_str(), "EM"]),
            name_taken(&at, other),
            name_taken(&Spanned::new(name, other), span),
            name_taken(&at, Span::file_start(gone)),
        ];
        let count = diagnostics.len();

        let (color, width) = look;
        let printed = terminal(&diagnostics, &tree, &path, Look { color, width, reach: Reach::All });
        let is_obeyed = |c: char| c.is_control() && c != '\n' && !(color && c == ESCAPE);
        prop_assert!(!printed.contains(is_obeyed));

        let printed = json(&diagnostics, &tree, &path);
        prop_assert_eq!(printed.lines().count(), count);
        for line in printed.lines() {
            let object: Value = serde_json::from_str(line).expect("it is JSON");
            prop_assert!(object["line"].as_u64() >= Some(1) && object["column"].as_u64() >= Some(1));
        }

        let document: Value =
            serde_json::from_str(&sarif(&diagnostics, &tree, &path)).expect("it is JSON");
        prop_assert_eq!(wrong_in_sarif(&document), Vec::<String>::new());

        let printed = github(&diagnostics, &tree, &path);
        prop_assert!(printed.lines().all(|line| line.starts_with("::error file=")));
        prop_assert!(!printed.contains('\r'));
        prop_assert_eq!(printed.matches('\n').count(), count);

        let printed = html(&diagnostics, &tree, None);
        prop_assert!(!printed.contains("<script") && !printed.contains(ESCAPE));
        prop_assert_eq!(printed.matches("<span").count(), printed.matches("</span>").count());
    }
}

/// Texts made of what printers stumble over.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z ]{1,6}",
        any::<char>().prop_map(String::from),
        prop::sample::select(vec![
            "\r\n",
            "\n",
            "\r",
            "\t",
            "\u{feff}",
            "\u{1b}[31m",
            "\u{1}0\u{1}",
            "\u{202e}",
            "\u{200d}",
            "e\u{301}",
            "\u{1f468}\u{200d}\u{1f469}",
            "名前",
            "::error::",
            "%0A",
            "<script>",
            "</pre>",
            "`",
            "{0}",
            "[x](1)",
            "\0",
            "\u{2028}",
            "\u{85}",
        ])
        .prop_map(String::from),
    ];
    let short = prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat());
    (short, prop_oneof![4 => Just(1usize), 1 => Just(200)])
        .prop_map(|(text, times)| text.repeat(times))
}

/// What SARIF 2.1.0's schema would say, of the parts we write.
fn wrong_in_sarif(document: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut expect = |is_right: bool, what: &str| {
        if !is_right {
            wrong.push(what.to_owned());
        }
    };
    expect(document["version"] == "2.1.0", "version");
    expect(document["$schema"].is_string(), "schema");
    let runs = document["runs"].as_array().map_or(&[][..], Vec::as_slice);
    expect(runs.len() == 1, "one run");
    for run in runs {
        let driver = &run["tool"]["driver"];
        expect(driver["name"].is_string(), "driver name");
        expect(run["columnKind"] == "unicodeCodePoints", "column kind");
        let rules = driver["rules"].as_array().map_or(&[][..], Vec::as_slice);
        for rule in rules {
            expect(rule["id"].is_string(), "rule id");
            expect(rule["shortDescription"]["text"].is_string(), "rule text");
        }
        let results = run["results"].as_array().map_or(&[][..], Vec::as_slice);
        expect(!results.is_empty(), "results");
        for result in results {
            expect(result["message"]["text"].is_string(), "message");
            let levels = ["none", "note", "warning", "error"];
            let level = result["level"].as_str().unwrap_or_default();
            expect(levels.contains(&level), "level");
            let index = result["ruleIndex"]
                .as_u64()
                .and_then(|index| usize::try_from(index).ok());
            let rule = index.and_then(|index| rules.get(index));
            expect(
                rule.is_some_and(|rule| rule["id"] == result["ruleId"]),
                "rule",
            );
            let lists = [&result["locations"], &result["relatedLocations"]];
            for location in lists.into_iter().filter_map(Value::as_array).flatten() {
                let place = &location["physicalLocation"];
                let uri = place["artifactLocation"]["uri"].as_str().unwrap_or(" ");
                let is_uri = |c: char| c.is_ascii_alphanumeric() || "-._~/%".contains(c);
                expect(uri.chars().all(is_uri), "uri");
                let number = |key: &str| place["region"][key].as_u64().unwrap_or(0);
                let start = (number("startLine"), number("startColumn"));
                let end = (number("endLine"), number("endColumn"));
                expect(
                    start >= (1, 1) && start.1 >= 1 && end.1 >= 1 && start <= end,
                    "region",
                );
            }
        }
    }
    wrong
}
