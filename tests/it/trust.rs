//! What lets a reader judge a page: when it changed and by how many, when it is due, where its source is, what the site was made
//! from; and that it asks nobody else for anything. With repositories that git itself makes.

#![expect(
    clippy::disallowed_methods,
    reason = "these tests call git and the program in folders of their own"
)]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use expect_test::{Expect, expect};
use ladderbook::compile::{self, Options, Output};
use ladderbook::document::front_matter::Date;
use ladderbook::ladder::due::due;
use ladderbook::load;
use ladderbook::source::SourceTree;
use ladderbook::source::git::{Facts, Trouble};

use crate::whole::{prepared, text as file, texts};

/// A project in a repository, gone at its end.
struct Repository(PathBuf);

impl Repository {
    fn new() -> Repository {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("ladderbook-trust-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir(&path).unwrap();
        let repository = Repository(path.canonicalize().unwrap());
        repository.git(&["init", "-q", "-b", "main"], "", "");
        repository.write(
            "book.toml",
            "[book]\ntitle = \"T\"\nurl = \"https://t.example\"\n",
        );
        repository
    }

    fn git(&self, arguments: &[&str], who: &str, when: &str) {
        let day = if when.is_empty() { "2026-01-01" } else { when };
        let when = format!("{day}T12:00:00+0000");
        let status = Command::new("git")
            .args([
                "-c",
                "commit.gpgsign=false",
                "-c",
                "protocol.file.allow=always",
            ])
            .args(arguments)
            .current_dir(&self.0)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_AUTHOR_NAME", "somebody")
            .env("GIT_AUTHOR_EMAIL", who)
            .env("GIT_COMMITTER_NAME", "somebody")
            .env("GIT_COMMITTER_EMAIL", "committer@x.example")
            .env("GIT_AUTHOR_DATE", &when)
            .env("GIT_COMMITTER_DATE", &when)
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert!(status.success(), "{arguments:?}");
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn commit(&self, who: &str, when: &str) {
        self.git(&["add", "-A"], who, when);
        self.git(&["commit", "-q", "-m", "words"], who, when);
    }

    fn facts(&self) -> Facts {
        load::git::facts(&self.0)
    }

    /// What is known of each file, one a line.
    fn check(&self, expected: &Expect) {
        let facts = self.facts();
        let lines = facts
            .changes()
            .map(|(path, change)| format!("{path:?} {} {}\n", change.date, change.people));
        let commit = facts.commit.as_ref().map_or(0, String::len);
        let trouble = &facts.trouble;
        let head = format!("commit of {commit} characters, trouble {trouble:?}\n");
        expected.assert_eq(&std::iter::once(head).chain(lines).collect::<String>());
    }
}

impl Drop for Repository {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A pull request may bring files that look like a repository to git.
#[test]
fn a_bare_repository_among_the_files_is_not_asked() {
    let repository = Repository::new();
    let inner = repository.0.join("docs");
    fs::create_dir_all(inner.join("content")).unwrap();
    fs::write(inner.join("content/index.md"), "# T\n").unwrap();
    let forged = Repository::new();
    forged.write("docs/content/index.md", "# Forged\n");
    forged.git(&["add", "."], "", "");
    forged.git(&["commit", "-q", "-m", "x"], "a@b", "2099-01-03");
    for entry in ["HEAD", "config", "objects", "refs"] {
        fs::rename(forged.0.join(".git").join(entry), inner.join(entry)).unwrap();
    }
    let facts = load::git::facts(&inner);
    assert_eq!(facts.commit, None);
    assert!(
        matches!(&facts.trouble, Some(Trouble::Failed(words)) if words.contains("bare repository")),
        "{facts:?}"
    );
}

#[test]
fn a_file_has_the_day_of_its_last_change_and_everybody_who_changed_it() {
    let repository = Repository::new();
    repository.write("content/a.md", "# A\n\nOne.\n");
    repository.write("content/b.md", "# B\n");
    repository.commit("ada@x.example", "2026-05-01");
    repository.write("content/a.md", "# A\n\nTwo.\n");
    repository.commit("Grace@x.example", "2026-05-02");
    repository.write("content/a.md", "# A\n\nThree.\n");
    repository.commit("grace@X.example", "2026-05-03");
    // Not about the content.
    repository.write("README.md", "Read me.\n");
    repository.commit("else@x.example", "2026-05-04");
    // Not committed.
    repository.write("content/c.md", "# C\n");
    repository.check(&expect![[r#"
        commit of 40 characters, trouble None
        "content/a.md" 2026-05-03 2
        "content/b.md" 2026-05-01 1
    "#]]);
    // Two addresses of one person.
    repository.write(".mailmap", "Grace <ada@x.example> <grace@x.example>\n");
    repository.check(&expect![[r#"
        commit of 40 characters, trouble None
        "content/a.md" 2026-05-03 1
        "content/b.md" 2026-05-01 1
    "#]]);
}

#[test]
fn a_rename_takes_the_past_along_and_is_no_change_by_itself() {
    let repository = Repository::new();
    repository.write("content/guides/old.md", "# A\n\nOne.\nTwo.\nThree.\n");
    repository.commit("ada@x.example", "2026-05-01");
    repository.git(
        &["mv", "content/guides/old.md", "content/guides/new.md"],
        "",
        "2026-05-02",
    );
    repository.commit("mover@x.example", "2026-05-02");
    repository.write("content/guides/old.md", "# Another\n");
    repository.commit("grace@x.example", "2026-05-03");
    repository.check(&expect![[r#"
        commit of 40 characters, trouble None
        "content/guides/new.md" 2026-05-01 1
        "content/guides/old.md" 2026-05-03 1
    "#]]);
}

#[test]
fn hostile_names_and_addresses_are_names_and_addresses() {
    let repository = Repository::new();
    repository.write("content/line\nend \u{1b}[31m\u{202e}.md", "# A\n");
    repository.write("content/commit 0123", "");
    repository.write("content/-- \"quoted\" ü.md", "# B\n");
    repository.commit("<script>\u{202e}\u{1b}]52;x@x.example", "2026-05-01");
    repository.check(&expect![[r#"
        commit of 40 characters, trouble None
        "content/-- \"quoted\" ü.md" 2026-05-01 1
        "content/commit 0123" 2026-05-01 1
        "content/line\nend \u{1b}[31m\u{202e}.md" 2026-05-01 1
    "#]]);
}

#[test]
fn a_shallow_clone_has_no_dates_and_no_repository_is_no_trouble() {
    let repository = Repository::new();
    repository.write("content/a.md", "# A\n");
    repository.commit("ada@x.example", "2026-05-01");
    repository.write("content/b.md", "# B\n");
    repository.commit("ada@x.example", "2026-05-02");
    let address = format!("file://{}", repository.0.display());
    repository.git(
        &["clone", "-q", "--depth", "1", &address, "shallow"],
        "",
        "",
    );
    let shallow = load::git::facts(&repository.0.join("shallow"));
    assert_eq!(shallow.trouble, Some(Trouble::Shallow));
    assert_eq!(shallow.changes().count(), 0);
    // A folder of the repository that it does not hold, one of no repository, and one that is not there.
    fs::create_dir_all(repository.0.join("other/content")).unwrap();
    assert_eq!(
        load::git::facts(&repository.0.join("other")),
        Facts::default()
    );
    assert_eq!(load::git::facts(&std::env::temp_dir()), Facts::default());
    assert_eq!(
        load::git::facts(&repository.0.join("none")),
        Facts::default()
    );
}

#[test]
fn a_project_below_the_root_of_its_repository_knows_its_own_paths() {
    let repository = Repository::new();
    repository.write("docs/ladder/content/a.md", "# A\n");
    repository.write("content/a.md", "# Another\n");
    repository.commit("ada@x.example", "2026-05-01");
    let facts = load::git::facts(&repository.0.join("docs/ladder"));
    let paths: Vec<&str> = facts.changes().map(|(path, _)| path).collect();
    assert_eq!(paths, ["content/a.md"]);
}

/// The files of a project, made.
fn site(fixture: &str, facts: &Facts) -> (Output, Vec<String>) {
    let tree = SourceTree::fixture(fixture);
    let compiled = compile::compile(&Arc::new(tree), facts, &Options::default(), None);
    let said = compiled
        .diagnostics
        .iter()
        .map(|one| format!("{} {}", one.code().name(), one.message()));
    let said = said.collect();
    (compiled.value.output.unwrap(), said)
}

/// What stands between two texts, the first time.
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let from = text
        .find(start)
        .unwrap_or_else(|| panic!("no {start} in {text}"));
    let rest = &text[from + start.len()..];
    &rest[..rest.find(end).unwrap()]
}

const LADDER: &str = "\
//- book.toml
[book]
title = \"Ladder\"
description = \"Who owns <what>.\"
authors = [\"Ada\", \"Grace & Co\"]
license = \"CC BY 4.0\"
url = \"https://t.example\"
favicon = \"pictures/icon.svg\"
logo = \"pictures/logo.svg\"
[build]
markdown-copies = true
[edit]
host = \"azure\"
repository = \"https://dev.azure.com/o/p/_git/r\"
branch = \"trunk\"
//- content/pictures/icon.svg
<svg xmlns=\"http://www.w3.org/2000/svg\"/>
//- content/pictures/logo.svg
<svg xmlns=\"http://www.w3.org/2000/svg\"/>
//- content/roles/lead.md
---
title: Lead
description: Leads [the other way](../guides/a.md#two).
owner: The leads
review-by: 2026-10-01
---

## Two

To [below](#two), to [a guide](../guides/a.md#two), and [away](https://x.example/).

![mark](../pictures/logo.svg)
//- content/guides/a.md
# A

## Two

Back to [[lead]] and to [all roles](../roles/index.md).
//- content/roles/index.md
Words on roles.
";

/// The day and the people of some files, by a log as git writes it.
fn facts() -> Facts {
    let log = "commit 2|b@x|2026-05-03|\nM|content/roles/lead.md|\
               commit 1|a@x|2026-04-30|\nA|content/roles/lead.md|A|content/guides/a.md|";
    let commit = "0123456789abcdef0123456789abcdef01234567".to_owned();
    Facts::read(commit, log.replace('|', "\0").as_bytes())
}

#[test]
fn a_page_says_who_when_and_where() {
    let (output, said) = site(LADDER, &facts());
    assert_eq!(said, Vec::<String>::new());
    let page = file(&output, "roles/lead.html");
    expect![[r#"<li>Looked after by <b>The leads</b></li><li>Review by <time datetime="2026-10-01">1 October 2026</time></li><li>Last updated <time datetime="2026-05-03">3 May 2026</time> by 2 people</li><li class="lb-edit"><a href="https://dev.azure.com/o/p/_git/r?path=/content/roles/lead.md&amp;version=GBtrunk">Edit this page</a></li><li class="lb-edit"><a href="https://dev.azure.com/o/p/_git/r?path=/content/roles/lead.md&amp;version=GBtrunk">View source</a></li><li class="lb-edit"><a href="lead.md" type="text/markdown">As Markdown</a></li>"#]]
        .assert_eq(between(&page, "<ul class=\"lb-meta\">", "</ul>"));
    let guide = file(&output, "guides/a.html");
    assert!(guide.contains("30 April 2026</time> by one person</li>"));
    for tag in [
        "<meta name=\"author\" content=\"Grace &amp; Co\">",
        "<link rel=\"icon\" href=\"../pictures/icon.svg\">",
        "<img class=\"lb-logo\" src=\"../pictures/logo.svg\" alt=\"\">",
        "<link rel=\"alternate\" type=\"text/markdown\" href=\"a.md\">",
        "<meta name=\"referrer\" content=\"same-origin\">",
        "<meta name=\"robots\" content=\"noindex\">",
    ] {
        assert!(guide.contains(tag), "{tag}");
    }
    let home = file(&output, "index.html");
    let description = between(&home, "name=\"description\" content=\"", "\"");
    assert_eq!(description, "Who owns &lt;what&gt;.");
    assert!(output.find("pictures/icon.svg").is_some());
}

#[test]
fn the_commit_stands_on_one_page_and_in_the_list_of_pages() {
    let (output, _) = site(LADDER, &facts());
    let commit = "0123456789abcdef0123456789abcdef01234567";
    let holding = texts(&output).filter(|(_, text)| text.contains(commit));
    let places: Vec<&str> = holding.map(|(path, _)| path).collect();
    assert_eq!(places, ["about.html", "api/pages.json"]);
    let pages: serde_json::Value = serde_json::from_str(&file(&output, "api/pages.json")).unwrap();
    let pages_of = |path: &str| {
        let pages = pages["pages"].as_array().unwrap().iter();
        let mut pages = pages.filter(|page| page["path"] == path);
        pages.next().unwrap().to_string()
    };
    assert_eq!(pages["updated"], "2026-05-03");
    let sitemap = file(&output, "sitemap.xml");
    assert!(sitemap.contains("roles/lead.html</loc><lastmod>2026-05-03</lastmod>"));
    let [all, dated] = ["</url>", "</lastmod>"].map(|tag| sitemap.matches(tag).count());
    assert!(dated < all, "generated pages have no file of their own");
    expect![[r#"{"path":"roles/lead.html","kind":"role","title":"Lead","owner":"The leads","reviewBy":"2026-10-01","updated":"2026-05-03","people":2,"file":"content/roles/lead.md"}"#]]
        .assert_eq(&pages_of("roles/lead.html"));
}

#[test]
fn without_git_there_are_no_dates_and_a_shallow_clone_says_so_once() {
    let (output, said) = site(LADDER, &Facts::default());
    assert_eq!(said, Vec::<String>::new());
    assert!(!file(&output, "roles/lead.html").contains("Last updated"));
    let commit = "0123456789abcdef0123456789abcdef01234567".to_owned();
    let shallow = Facts::without_dates(Some(commit), Trouble::Shallow);
    let (output, said) = site(LADDER, &shallow);
    assert_eq!(
        said,
        ["no-dates the clone is shallow, so no page says when it changed last"]
    );
    assert!(!file(&output, "roles/lead.html").contains("Last updated"));
    let quiet = LADDER.replace("[build]", "[build]\ngit = false");
    for facts in [shallow, facts()] {
        let (output, said) = site(&quiet, &facts);
        assert_eq!(said, Vec::<String>::new());
        assert!(!file(&output, "roles/lead.html").contains("Last updated"));
        assert!(!file(&output, "about.html").contains("Source commit"));
    }
}

#[test]
fn the_whole_ladder_on_one_page_has_ids_of_its_own_and_links_within() {
    let (output, _) = site(LADDER, &facts());
    let page = file(&output, "print.html");
    let lead = between(
        &page,
        "<section class=\"lb-piece lb-page-role\"",
        "<section class=\"lb-part\"",
    );
    for part in [
        " id=\"roles.lead\">",
        "id=\"roles.lead:two\"",
        "<a href=\"#roles.lead%3Atwo\">below</a>",
        "<a href=\"#guides.a%3Atwo\">a guide</a>",
        "<a href=\"https://x.example/\" rel=\"noopener noreferrer\">away</a>",
        "src=\"pictures/logo.svg\"",
        "3 May 2026</time> by 2 people",
    ] {
        assert!(lead.contains(part), "{part} in {lead}");
    }
    assert!(page.contains("<a href=\"roles/index.html\">all roles</a>"));
    assert!(page.contains("<li><a href=\"#lb-part-roles\">Roles</a><ul><li><a href=\"#roles.lead\">Lead</a></li></ul></li>"));
    assert!(page.contains("Content as of <time datetime=\"2026-05-03\">3 May 2026</time>"));
    let mut ids: Vec<&str> = page
        .split(" id=\"")
        .skip(1)
        .map(|rest| &rest[..rest.find('"').unwrap()])
        .collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[test]
fn guides_that_do_not_fit_are_counted() {
    let mut ladder = LADDER.to_owned();
    for number in 0..600 {
        ladder.push_str(&format!("//- content/guides/g{number}.md\n# Guide\n"));
    }
    let (output, _) = site(&ladder, &Facts::default());
    let page = file(&output, "print.html");
    assert_eq!(page.matches("<section class=\"lb-piece ").count(), 500);
    assert!(page.contains("102 pages did not fit on this one"));
    assert!(page.contains("id=\"roles.lead\""));
    let llms = file(&output, "llms.txt");
    assert!(llms.lines().count() < 100, "{}", llms.lines().count());
}

#[test]
fn the_overview_for_programs_and_the_markdown_of_a_page() {
    let (output, _) = site(LADDER, &facts());
    expect![[r#"
        # Ladder

        > Who owns <what>.

        ## Roles

        - [Lead](https://t.example/roles/lead.md): Leads the other way.

        ## Guides

        - [A](https://t.example/guides/a.md)

        ## Data

        - [api/ladder.json](https://t.example/api/ladder.json): The whole ladder as data: roles, areas, models, and who owns what
        - [api/ladder.schema.json](https://t.example/api/ladder.schema.json): What the keys of that file mean, as a JSON Schema
        - [api/pages.json](https://t.example/api/pages.json): Every page with its owner, its review date and its last change
    "#]]
    .assert_eq(&file(&output, "llms.txt"));
    assert_eq!(file(&output, "roles/index.md"), "Words on roles.\n");
    let copies = output.paths().iter().filter(|path| path.ends_with(".md"));
    assert_eq!(
        copies.collect::<Vec<_>>(),
        ["roles/index.md", "roles/lead.md", "guides/a.md"]
    );
    let (output, _) = site(
        &LADDER.replace("markdown-copies = true", ""),
        &Facts::default(),
    );
    assert!(!output.paths().iter().any(|path| path.ends_with(".md")));
    assert!(file(&output, "llms.txt").contains("https://t.example/roles/lead.html"));
}

/// A theme that asks elsewhere, and what is said of it.
fn check_theme(template: &str, text: &str, expected: &Expect) {
    let fixture = LADDER.replace("[build]", "[build]\ntheme = \"ours\"");
    let fixture = format!("{fixture}//- themes/ours/templates/{template}\n{text}\n");
    let (output, _) = site(&fixture, &Facts::default());
    let tree = SourceTree::fixture(&fixture);
    let wrong = output.try_all();
    let said = wrong.iter().map(|one| {
        let file = tree.file(one.at().file()).unwrap();
        let at = file.position(one.at().start());
        let (code, message) = (one.code().name(), one.message());
        format!(
            "{}:{}:{} {code} {message}\n",
            file.path(),
            at.line,
            at.column
        )
    });
    expected.assert_eq(&said.collect::<String>());
}

#[test]
fn a_theme_that_asks_another_host_is_an_error_at_its_place() {
    check_theme(
        "source.html",
        "<link rel=\"stylesheet\" href=\"https://fonts.example/a.css\">",
        &expect![""],
    );
    check_theme(
        "prose.html",
        "{% extends \"base.html\" %}\n{% block content %}<img alt=\"\" src=\"https://count.example/a.gif\">{% endblock content %}",
        &expect![[r#"
            themes/ours/templates/prose.html:2:37 other-host pages of `prose.html` would load `https://count.example/a.gif` from another host
        "#]],
    );
    check_theme(
        "role.html",
        "<img alt=\"\" src=\"//{{ page.title }}.example/\">",
        &expect![[r#"
            book.toml:10:9 other-host pages of `role.html` would load `//Lead.example/` from another host
        "#]],
    );
}

#[test]
fn reviews_fall_due_by_the_day_that_the_caller_names() {
    let tree = SourceTree::fixture(
        "//- book.toml\n[book]\ntitle = \"T\"\n\
         //- content/a.md\n---\nreview-by: 2026-05-01\nowner: The leads\n---\n\
         //- content/b.md\n---\nreview-by: 2026-05-02\n---\n\
         //- content/c.md\n---\nreview-by: 2026-05-16\n---\n\
         //- content/d.md\n---\nreview-by: 2026-05-17\n---\n\
         //- content/e.md\n---\nreview-by: 2026-01-01\ndraft: true\n---\n",
    );
    let prepared = prepared(&tree);
    let documents: &[Arc<_>] = &prepared.ladder.documents;
    let said = |within: i64| {
        let reports = due(documents, Date::read("2026-05-02").unwrap(), within);
        let lines = reports.iter().map(|one| {
            let path = tree.file(one.at().file()).unwrap().path();
            format!(
                "{path} {} {} ({})\n",
                one.code().name(),
                one.message(),
                one.notes().join("; ")
            )
        });
        lines.collect::<String>()
    };
    expect![[r#"
        content/a.md review-due the review of this page was due on 2026-05-01, 1 day ago (looked after by The leads)
        content/b.md review-due the review of this page is due today, 2026-05-02 (no `owner` is named)
        content/c.md review-due the review of this page falls due on 2026-05-16, in 14 days (no `owner` is named)
    "#]]
    .assert_eq(&said(14));
    assert_eq!(said(0).lines().count(), 2);
}

/// The program in a repository.
fn run(repository: &Repository, arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_ladderbook"))
        .args(arguments)
        .current_dir(&repository.0)
        // As a hook would have it.
        .env("GIT_DIR", "/nowhere/.git")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    (
        output.status.code(),
        said.replace(&*repository.0.to_string_lossy(), "DIR"),
    )
}

#[test]
fn a_commit_is_a_reason_to_build_and_a_due_review_is_no_failure() {
    let repository = Repository::new();
    repository.write(".gitignore", "/site\n/.site*\n");
    repository.write(
        "content/index.md",
        "---\nreview-by: 2026-01-01\n---\n\nWords.\n",
    );
    repository.commit("ada@x.example", "2026-05-01");
    let page = || fs::read_to_string(repository.0.join("site/index.html")).unwrap();
    assert_eq!(run(&repository, &["build"]).0, Some(0));
    assert!(page().contains("1 May 2026</time> by one person"));
    assert!(
        run(&repository, &["build"])
            .1
            .contains("is up to date, checked")
    );
    repository.git(
        &["commit", "-q", "--amend", "-m", "other"],
        "bob@x.example",
        "2026-05-09",
    );
    assert_eq!(run(&repository, &["build"]).0, Some(0));
    assert!(page().contains("9 May 2026</time> by one person"));

    assert_eq!(run(&repository, &["check"]).0, Some(0));
    let (code, said) = run(&repository, &["check", "--due", "2w"]);
    assert_eq!(code, Some(0));
    assert!(
        said.contains("warning[review-due]: the review of this page was due on 2026-01-01"),
        "{said}"
    );
    assert_eq!(
        run(&repository, &["check", "--due", "2w", "--deny", "warnings"]).0,
        Some(1)
    );
    assert_eq!(run(&repository, &["check", "--due", "soon"]).0, Some(2));
}

/// Kills the preview at the end of its test.
struct Preview(std::process::Child);

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn the_preview_sees_a_commit_that_changes_no_file() {
    let repository = Repository::new();
    repository.write(".gitignore", "/site\n/.site*\n");
    repository.write("content/index.md", "Words.\n");
    repository.commit("ada@x.example", "2026-05-01");
    let child = Command::new(env!("CARGO_BIN_EXE_ladderbook"))
        .args(["serve", "--port", "0"])
        .current_dir(&repository.0)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut preview = Preview(child);
    let mut line = String::new();
    let output = preview.0.stdout.take().unwrap();
    BufReader::new(output).read_line(&mut line).unwrap();
    let host = between(&line, "http://", "/").to_owned();
    let shows = |date: &str| {
        let mut stream = TcpStream::connect(&host).unwrap();
        write!(
            stream,
            "GET /index.html HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut page = String::new();
        stream.read_to_string(&mut page).unwrap();
        page.contains(&format!("datetime=\"{date}\""))
    };
    assert!(shows("2026-05-01"));
    let other = ["commit", "-q", "--amend", "-m", "other"];
    repository.git(&other, "bob@x.example", "2026-05-09");
    let patience = Instant::now() + Duration::from_secs(60);
    while !shows("2026-05-09") {
        assert!(Instant::now() < patience, "the commit was never seen");
        std::thread::sleep(Duration::from_millis(200));
    }
    // What it shows is what a build writes.
    assert_eq!(run(&repository, &["build"]).0, Some(0));
    let page = fs::read_to_string(repository.0.join("site/index.html")).unwrap();
    assert!(page.contains("datetime=\"2026-05-09\""));
}
