//! The program as people and scripts call it: exit codes, what goes where, what is left on the disk.

#![expect(
    clippy::disallowed_methods,
    reason = "these tests call a program in folders of their own"
)]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use expect_test::{Expect, expect};
use serde_json::Value;

/// A folder of its own for each test, gone at its end.
struct Project(PathBuf);

impl Project {
    fn empty() -> Project {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("ladderbook-cli-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir(&path).unwrap();
        Project(path.canonicalize().unwrap())
    }

    /// A project from `//- path` lines, each followed by that file's text.
    fn of(fixture: &str) -> Project {
        let project = Project::empty();
        for part in fixture.split("//- ").filter(|part| !part.is_empty()) {
            let (path, text) = part.split_once('\n').unwrap();
            project.write(path, text);
        }
        project
    }

    /// The ladder of this repository.
    fn shipped() -> Project {
        let project = Project::empty();
        let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
        copy(&repository.join("content"), &project.path("content"));
        fs::copy(repository.join("book.toml"), project.path("book.toml")).unwrap();
        project
    }

    fn path(&self, below: &str) -> PathBuf {
        self.0.join(below)
    }

    fn write(&self, below: &str, text: &str) {
        let path = self.path(below);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn remove(&self, below: &str) {
        fs::remove_file(self.path(below)).unwrap();
    }

    fn read(&self, below: &str) -> String {
        fs::read_to_string(self.path(below)).expect(below)
    }

    /// A call from the project's folder.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ladderbook"));
        command
            .args(arguments)
            .current_dir(&self.0)
            .env_remove("NO_COLOR")
            .env_remove("COLUMNS")
            .stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// A call that must go well; what it printed as a result.
    fn good(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let (code, err) = (output.status.code(), text(&output.stderr));
        assert_eq!(code, Some(0), "{arguments:?}: {err}");
        text(&output.stdout)
    }

    /// Exit code, result, and what else was said, with the project's folder as `DIR`.
    fn said(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let code = output.status.code().expect("not killed");
        let said = format!(
            "exit {code}\n{}--\n{}",
            text(&output.stdout),
            text(&output.stderr)
        );
        said.replace(&*self.0.to_string_lossy(), "DIR")
    }

    fn check(&self, arguments: &[&str], expected: &Expect) {
        expected.assert_eq(&self.said(arguments));
    }

    /// Every file below a folder.
    fn files(&self, below: &str) -> BTreeMap<String, Vec<u8>> {
        let root = self.path(below);
        let mut found = BTreeMap::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            let Ok(entries) = fs::read_dir(&folder) else {
                continue;
            };
            for entry in entries {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let below = path.strip_prefix(&root).unwrap();
                    let bytes = fs::read(&path).unwrap();
                    found.insert(below.to_string_lossy().into_owned(), bytes);
                }
            }
        }
        found
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).unwrap();
        }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Two roles, a category with two areas, two models.
const SMALL: &str = "\
//- book.toml
[book]
title = \"Small\"
url = \"https://ladder.example\"
//- content/roles/em.md
---
title: Engineering Manager
abbr: EM
owns: [people]
---
//- content/roles/tl.md
---
title: Tech Lead
abbr: TL
---
//- content/areas/people/index.md
---
title: People
---
//- content/areas/people/hiring.md
---
title: Hiring
also: [staffing]
---
//- content/areas/code.md
---
title: Code
---
//- content/models/duo.md
---
title: Duo
roles: [EM]
owners:
  code: TL (poorly, too many duties)
---
//- content/models/alone.md
---
title: The lead alone
inherit: false
owners:
  hiring: nobody (no budget)
---
";

/// The same with a gap.
fn with_gap() -> Project {
    let project = Project::of(SMALL);
    project.write(
        "content/models/gap.md",
        "---\ntitle: With a gap\nroles: [EM]\n---\n",
    );
    project
}

/// The same with an error.
fn with_error() -> Project {
    let project = Project::of(SMALL);
    project.write(
        "content/models/wrong.md",
        "---\ntitle: Wrong\nowners:\n  people: EMM\n---\n",
    );
    project
}

#[test]
fn init_makes_a_ladder_that_builds_without_a_warning() {
    let project = Project::empty();
    project.check(
        &["init"],
        &expect![[r#"
            exit 0
            this folder holds a small ladder of 20 files

            next:
              ladderbook serve --open   # the site in a browser, which follows while you write
              ladderbook build          # makes the site, in site/
              ladderbook who hiring
              ladderbook new role data-engineer
            --
        "#]],
    );
    project.check(
        &["check", "--deny", "warnings"],
        &expect![[r#"
            exit 0
            --
            note[no-site-url]: `sitemap.xml` holds paths only
             --> book.toml:4:9
              |
            4 | title = "Our ladder"
              |         ^^^^^^^^^^^^
              |
              = help: set `url` under `[book]` to the address of the site

            nothing to complain about
        "#]],
    );
    project.good(&["build", "--deny", "warnings"]);
    assert!(
        project
            .path("site/compare/engineering-manager-vs-tech-lead.html")
            .is_file()
    );
    assert_eq!(project.read(".gitignore").lines().last(), Some("/.site.*"));
}

#[test]
fn init_refuses_a_folder_with_something_in_it_and_leaves_it_alone() {
    let project = Project::of("//- notes.txt\nmine\n");
    let before = project.files("");
    project.check(
        &["init"],
        &expect![[r#"
            exit 2
            --
            error: . is not empty (notes.txt is in it); `init` needs an empty folder or a new repository, `new` adds a file to a ladder
        "#]],
    );
    assert_eq!(project.files(""), before);
    // A repository without a file is empty enough; a folder that is missing is made.
    project.write("fresh/.git/HEAD", "ref: refs/heads/main\n");
    project.good(&["init", "fresh"]);
    project.good(&["init", "a/b"]);
    project.good(&["--root", "a/b", "check"]);
    assert_eq!(project.run(&["init", "a/b"]).status.code(), Some(2));
}

/// A clone of a repository that a forge has just made is where most ladders start.
#[test]
fn init_works_in_a_new_repository_and_leaves_its_files_alone() {
    let project = Project::empty();
    let files = [
        ".git/HEAD",
        ".github/workflows/ci.yml",
        ".gitlab-ci.yml",
        ".gitignore",
        ".gitattributes",
        ".editorconfig",
        "CODEOWNERS",
        "README.md",
        "readme.rst",
        "LICENSE",
        "LICENSE-MIT",
        "Licence.txt",
        "COPYING.LESSER",
        "NOTICE",
    ];
    for file in files {
        project.write(file, "mine\n");
    }
    project.check(
        &["init"],
        &expect![[r#"
        exit 0
        this folder holds a small ladder of 19 files

        next:
          ladderbook serve --open   # the site in a browser, which follows while you write
          ladderbook build          # makes the site, in site/
          ladderbook who hiring
          ladderbook new role data-engineer
        --
        .gitignore was there already and is as it was; add `/site/` and `/.site.*` to it
    "#]],
    );
    for file in files {
        assert_eq!(project.read(file), "mine\n", "{file}");
    }
    project.good(&["check", "--deny", "warnings"]);
    // What only begins like one of these is something else, and all of it is counted.
    let project = Project::of("//- README.md\nmine\n//- readmes/a.md\nmine\n//- b.txt\nmine\n");
    project.check(&["init"], &expect![[r#"
        exit 2
        --
        error: . is not empty (b.txt and 1 more are in it); `init` needs an empty folder or a new repository, `new` adds a file to a ladder
    "#]]);
}

/// Bookmarks outlive files: the last build's manifest knows what was there.
#[test]
fn an_address_that_is_gone_is_told_with_the_alias_to_write() {
    let project = Project::of(SMALL);
    let role = "---\ntitle: Product Manager\nabbr: PM\n---\n";
    project.write("content/roles/product-manager.md", role);
    project.write("content/guides/a.md", "x\n");
    project.write("content/guides/old/b.md", "x\n");
    project.good(&["build"]);
    project.remove("content/roles/product-manager.md");
    project.remove("content/guides/a.md");
    project.remove("content/guides/old/b.md");
    project.write(
        "content/roles/product-owner.md",
        "---\ntitle: Product Owner\n---\n",
    );
    project.write("content/guides/new/b.md", "x\n");
    let denied = project.run(&["build", "--deny", "warnings"]);
    assert_eq!(denied.status.code(), Some(1));
    let output = project.run(&["build"]);
    assert_eq!(output.status.code(), Some(0));
    let said = text(&output.stderr);
    let said: Vec<&str> = said
        .lines()
        .filter(|line| !line.contains("files written"))
        .collect();
    expect![[r#"
        warning[gone-address]: `guides/a` was published and is gone
         --> book.toml:1:1
          |
        1 | [book]
          | ^
          |
          = help: write `aliases: [guides/a]` into the front matter of the page that replaces it

        warning[gone-address]: `guides/old/b` was published and is gone
         --> content/guides/new/b.md:1:1
          |
        1 | x
          | ^ perhaps replaced by this one
          |
          = help: if this page replaces it, write `aliases: [guides/old/b]` into its front matter

        warning[gone-address]: `roles/product-manager` was published and is gone
         --> content/roles/product-owner.md:2:8
          |
        2 | title: Product Owner
          |        ^^^^^^^^^^^^^ perhaps replaced by this one
          |
          = help: if this page replaces it, write `aliases: [roles/product-manager]` into its front matter

        3 warnings"#]].assert_eq(&said.join("\n"));
    // Said once: by the next build the address is long gone.
    project.good(&["build", "--deny", "warnings"]);
    // An alias is all that it takes, for the comparisons of the role as well.
    project.write("content/roles/product-manager.md", role);
    project.remove("content/roles/product-owner.md");
    project.good(&["build"]);
    project.remove("content/roles/product-manager.md");
    project.write(
        "content/roles/product-owner.md",
        "---\ntitle: Product Owner\naliases: [roles/product-manager, roles/product-owner-old]\n---\n",
    );
    project.good(&["build", "--deny", "warnings"]);
    // Many are told in one line.
    for at in 0..30 {
        project.write(&format!("content/guides/many/{at}.md"), "x\n");
    }
    project.good(&["build"]);
    for at in 0..30 {
        project.remove(&format!("content/guides/many/{at}.md"));
    }
    let output = project.run(&["build"]);
    let said = text(&output.stderr);
    assert_eq!(said.matches("warning[gone-address]").count(), 11, "{said}");
    assert!(
        said.contains("20 more addresses were published and are gone"),
        "{said}"
    );
}

#[test]
fn new_makes_a_file_of_each_kind_and_never_over_another() {
    let project = Project::of(SMALL);
    for (arguments, path) in [
        (
            vec!["new", "role", "data-engineer"],
            "content/roles/data-engineer.md",
        ),
        (
            vec!["new", "area", "people/growth"],
            "content/areas/people/growth.md",
        ),
        (
            vec!["new", "area", "tools/builds"],
            "content/areas/tools/builds.md",
        ),
        (vec!["new", "area", "tools"], "content/areas/tools/index.md"),
        (
            vec!["new", "model", "Trio: all \"three\""],
            "content/models/trio-all-three.md",
        ),
        (
            vec!["new", "comparison", "tl", "em"],
            "content/comparisons/tl-vs-em.md",
        ),
        (
            vec!["new", "guide", "how/we-plan", "--title", "How we plan"],
            "content/guides/how/we-plan.md",
        ),
        (vec!["new", "source", "wiki"], "content/sources/wiki.md"),
        (vec!["new", "track", "QA lead"], "content/tracks/qa-lead.md"),
        (
            vec!["new", "axis", "people"],
            "content/tracks/axes/people.md",
        ),
        (vec!["new", "team", "Payments"], "content/teams/payments.md"),
        (
            vec!["new", "assessment", "Ready to go"],
            "content/assessments/ready-to-go.md",
        ),
    ] {
        assert_eq!(project.good(&arguments), format!("{path}\n"));
        let made = project.read(path);
        let again = project.run(&arguments);
        // A category's file is found beside its folder's, which is there by now.
        if path.ends_with("/tools/index.md") {
            assert!(text(&again.stderr).contains("content/areas/tools/index.md is there already"));
        }
        assert_eq!(again.status.code(), Some(2), "{path}");
        assert_eq!(project.read(path), made);
    }
    assert!(
        project
            .read("content/roles/data-engineer.md")
            .starts_with("---\ntitle: Data Engineer\n")
    );
    assert!(
        project
            .read("content/comparisons/tl-vs-em.md")
            .contains("\nbetween: [tl, em]\n")
    );
    assert!(
        project
            .read("content/guides/how/we-plan.md")
            .contains("\ntitle: How we plan\n")
    );
    // All that is left to say is that nobody owns the new areas yet.
    let said = text(&project.run(&["check", "--message-format", "github"]).stdout);
    assert!(
        said.lines().all(|line| line.contains("title=gaps")),
        "{said}"
    );
}

#[test]
fn new_refuses_names_that_no_file_can_have() {
    let project = Project::of(SMALL);
    let before = project.files("");
    for arguments in [
        ["new", "role", "../x"],
        ["new", "role", "a/b"],
        ["new", "guide", "/etc/x"],
        ["new", "area", ".."],
        ["new", "comparison", "em"],
        ["new", "poem", "x"],
    ] {
        assert_eq!(
            project.run(&arguments).status.code(),
            Some(2),
            "{arguments:?}"
        );
    }
    assert_eq!(project.files(""), before);
}

#[test]
fn who_answers_with_the_reason() {
    let project = with_gap();
    project.check(
        &["who", "staffing"],
        &expect![[r#"
            exit 0
            People › Hiring
              Duo                      EM                  from the role definition of EM, through People
              The lead alone           nobody (no budget)  the model says so
              With a gap               EM                  from the role definition of EM, through People
              by the role definitions  EM                  from the role definition of EM, through People
            --
        "#]],
    );
    project.check(
        &["who", "CODE"],
        &expect![[r#"
            exit 0
            Code
              Duo                      TL (poorly, too many duties)  the model says so
              The lead alone           not said                      the model says only what it says
              With a gap               nobody yet                    a gap: no model and no role definition says so
              by the role definitions  nobody yet                    a gap: no model and no role definition says so
            --
        "#]],
    );
    project.check(
        &["who", "people", "--model", "the lead alone"],
        &expect![[r#"
            exit 0
            People (with Hiring)
              The lead alone  area by area
            --
        "#]],
    );
    project.check(
        &["who", "hirring"],
        &expect![[r#"
            exit 2
            --
            error: unknown area `hirring`; did you mean `Hiring`?
        "#]],
    );
    project.check(
        &["who", "code", "--model", "trio"],
        &expect![[r#"
            exit 2
            --
            error: unknown model `trio`
        "#]],
    );
}

#[test]
fn who_answers_for_a_team() {
    let project = with_gap();
    project.write(
        "content/teams/payments.md",
        "---\ntitle: Payments\nmodel: duo\noverrides:\n  people: TL (the manager is away)\n---\n",
    );
    project.check(
        &["who", "staffing", "--team", "payments"],
        &expect![[r#"
            exit 0
            People › Hiring
              Payments  TL (the manager is away)  this team's override of People
              Duo       EM                        from the role definition of EM, through People
            --
        "#]],
    );
    project.check(
        &["who", "code", "--team", "payments"],
        &expect![[r#"
            exit 0
            Code
              Payments  TL (poorly, too many duties)  from the model Duo
            --
        "#]],
    );
    project.check(
        &["who", "code", "--team", "payment"],
        &expect![[r#"
        exit 2
        --
        error: unknown team `payment`; did you mean `Payments`?
    "#]],
    );
    project.check(
        &[
            "who",
            "code",
            "--team",
            "payments",
            "--model",
            "the lead alone",
        ],
        &expect![[r#"
            exit 0
            Code
              Payments if it followed The lead alone  not said                      the model says only what it says
              Payments today                          TL (poorly, too many duties)  from the model Duo
            --
        "#]],
    );
}

#[test]
fn who_answers_under_a_condition() {
    let project = with_gap();
    project.write(
        "content/models/duo.md",
        "---\ntitle: Duo\nowners:\n  code: TL; EM when there is no TL; EM + TL when it burns\n---\n",
    );
    project.write(
        "content/teams/payments.md",
        "---\ntitle: Payments\nmodel: duo\npeople: {TL: Ada}\n---\n",
    );
    let mut said = String::new();
    for arguments in [
        &["who", "code", "--model", "duo", "--when", "no tl"][..],
        &["who", "code", "--model", "duo", "--when", "When it  BURNS"],
        &["who", "code", "--team", "payments"],
        &["who", "code", "--team", "payments", "--when", "no TL"],
        &["who", "code", "--team", "payments", "--when", "it rains"],
        &["who", "people", "--team", "payments", "--when", "no TL"],
        &["who", "--role", "TL"],
        &["who", "--role", "tl", "--model", "duo"],
        &["who", "--role", "EM", "--team", "payments"],
        &["who", "code", "--role", "EM"],
        &["who"],
    ] {
        said.push_str(&project.said(arguments));
    }
    expect![[r#"
        exit 0
        Code
          Duo, when there is no TL  EM  the model says so
        --
        exit 0
        Code
          Duo, when it burns  EM and TL  the model says so
        --
        exit 0
        Code
          Payments  TL; EM and TL when it burns  from the model Duo
        --
        exit 0
        Code
          Payments, when there is no TL  EM; EM and TL (no such role in this team) when it burns  from the model Duo, when there is no TL, as here
        --
        exit 2
        --
        error: no condition `it rains` in this answer; there are `it burns`, `there is no TL`
        exit 2
        --
        error: no condition `no TL` in this answer; it has no conditions
        exit 0
        Tech Lead
        in Payments: Ada
          Code  TL; EM and TL when it burns  from the model Duo
        --
        exit 0
        Tech Lead
        under Duo
          Code  TL; EM when there is no TL; EM and TL when it burns  the model says so
        --
        exit 0
        Engineering Manager
        in Payments
          Code    TL; EM and TL when it burns  from the model Duo
          People  EM                           from the model Duo: from the role definition of EM
        --
        exit 2
        --
        error: the argument '[AREA]' cannot be used with '--role <ROLE>'

        Usage: ladderbook who <AREA>

        For more information, try '--help'.
        exit 2
        --
        error: the following required arguments were not provided:
          <AREA>

        Usage: ladderbook who <AREA>

        For more information, try '--help'.
    "#]].assert_eq(&said);
}

#[test]
fn who_suggests_words_of_the_same_stem_and_what_letters_are_short_for() {
    let project = with_gap();
    for (arguments, near) in [
        (&["who", "hires"][..], "did you mean `Hiring`?"),
        (
            &["who", "code", "--model", "TLA"],
            "did you mean `The lead alone`?",
        ),
        (&["who", "--role", "leads"], "did you mean"),
    ] {
        let said = project.said(arguments);
        assert!(said.contains(near), "{said}");
    }
}

#[test]
fn who_answers_what_it_can_while_files_have_errors() {
    let project = with_gap();
    project.write(
        "content/models/broken.md",
        "---\ntitle: Broken\nowners:\n  code: EMM\n---\n",
    );
    project.write(
        "content/teams/payments.md",
        "---\ntitle: Payments\nmodel: duo\npeople: {EMM: Ada}\n---\n",
    );
    let mut said = String::new();
    for arguments in [
        &["who", "code", "--model", "duo"][..],
        &["who", "code"],
        &["who", "code", "--team", "payments"],
        &["who", "--role", "TL", "--model", "broken"],
    ] {
        said.push_str(&project.said(arguments));
    }
    expect![[r#"
        exit 0
        Code
          Duo  TL (poorly, too many duties)  the model says so
        --
        note: files have errors, and what they say is missing: content/models/broken.md:4, content/teams/payments.md:4; `ladderbook check` shows them
        exit 1
        Code
          Broken                   not known                     content/models/broken.md:4 has an error
          Duo                      TL (poorly, too many duties)  the model says so
          The lead alone           not said                      the model says only what it says
          With a gap               nobody yet                    a gap: no model and no role definition says so
          by the role definitions  nobody yet                    a gap: no model and no role definition says so
        --
        note: files have errors, and what they say is missing: content/models/broken.md:4, content/teams/payments.md:4; `ladderbook check` shows them
        exit 1
        Code
          Payments  not known  content/teams/payments.md:4 has an error
        --
        note: files have errors, and what they say is missing: content/models/broken.md:4, content/teams/payments.md:4; `ladderbook check` shows them
        exit 1
        Tech Lead
        under Broken
          not known: content/models/broken.md:4 has an error
        --
        note: files have errors, and what they say is missing: content/models/broken.md:4, content/teams/payments.md:4; `ladderbook check` shows them
    "#]].assert_eq(&said);
}

#[test]
fn who_gives_no_answer_that_may_be_wrong() {
    let project = with_error();
    assert_eq!(project.run(&["who", "code"]).status.code(), Some(1));
    // A broken link changes nobody's area.
    let project = Project::of(SMALL);
    project.write("content/guides/g.md", "---\ntitle: G\n---\n[a](b.md)\n");
    assert_eq!(project.run(&["who", "code"]).status.code(), Some(0));
    assert_eq!(project.run(&["check"]).status.code(), Some(1));
}

#[test]
fn an_error_is_shown_and_nothing_is_published() {
    let project = with_error();
    let expected = expect![[r#"
        exit 1
        --
        error[unknown-role]: unknown role `EMM`
         --> content/models/wrong.md:4:11
          |
        4 |   people: EMM
          |           ^^^ no role has this name
          |
          = help: did you mean `EM`?
          = help: known roles: `EM`, `TL`

        1 error; nothing was written
    "#]];
    project.check(&["build"], &expected);
    assert!(!project.path("site").exists());
    assert_eq!(project.run(&["check"]).status.code(), Some(1));
    // A site that is there stays as it is.
    fs::remove_file(project.path("content/models/wrong.md")).unwrap();
    project.good(&["build"]);
    let site = project.files("site");
    project.write(
        "content/models/wrong.md",
        "---\ntitle: Wrong\nowners:\n  people: EMM\n---\n",
    );
    assert_eq!(project.run(&["build"]).status.code(), Some(1));
    assert_eq!(project.files("site"), site);
}

#[test]
fn warnings_stop_a_build_only_where_they_are_denied() {
    let project = with_gap();
    assert_eq!(
        project.run(&["build", "--deny", "warnings"]).status.code(),
        Some(1)
    );
    assert!(!project.path("site").exists());
    assert_eq!(
        project.run(&["check", "--deny", "warnings"]).status.code(),
        Some(1)
    );
    project.good(&["check"]);
    project.good(&["build"]);
    assert!(project.path("site/index.html").is_file());
    // A lint that is allowed says nothing, one that is denied is an error.
    let settings = project.read("book.toml");
    project.write(
        "book.toml",
        &format!("{settings}[lints]\ngaps = \"allow\"\n"),
    );
    project.good(&["build", "--deny", "warnings"]);
    project.write(
        "book.toml",
        &format!("{settings}[lints]\ngaps = \"deny\"\n"),
    );
    assert_eq!(project.run(&["build"]).status.code(), Some(1));
}

#[test]
fn a_build_without_changes_says_so_and_touches_nothing() {
    let project = Project::of(SMALL);
    project.good(&["build"]);
    let modified = |path| {
        fs::metadata(project.path(path))
            .unwrap()
            .modified()
            .unwrap()
    };
    let before = modified("site/index.html");
    let again = project.run(&["build"]);
    let said = text(&again.stderr);
    assert!(said.contains("site is up to date"), "{said}");
    assert_eq!(modified("site/index.html"), before);
    project.write("content/guides/g.md", "---\ntitle: G\n---\nText.\n");
    let said = text(&project.run(&["build"]).stderr);
    assert!(!said.contains("up to date"), "{said}");
    assert!(project.path("site/guides/g.html").is_file());
}

/// Threads wait for each other, so more than a machine can use must not be had by asking for them.
#[test]
fn any_number_of_threads_makes_the_same_site() {
    let project = with_gap();
    let site = |jobs: &str| {
        let _ = fs::remove_dir_all(project.path("site"));
        project.good(&["build", "-j", jobs]);
        project.files("site")
    };
    assert!(site("1") == site("1000000"));
}

#[test]
fn the_calls_own_mistakes_are_exit_code_2() {
    let project = Project::empty();
    for arguments in [
        &[][..],
        &["no-such-command"],
        &["build"],
        &["check", "--root", "missing"],
        &["who"],
        &["build", "--message-format", "xml"],
        &["explain", "no-such-code"],
        &["new", "role", "x"],
    ] {
        let output = project.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!output.stderr.is_empty(), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
    assert!(project.files("").is_empty());
    project.check(
        &["build"],
        &expect![[r#"
            exit 2
            --
            error: no book.toml in DIR or above; `ladderbook init` makes a small ladder
        "#]],
    );
    project.check(
        &["explain", "gap"],
        &expect![[r#"
            exit 2
            --
            error: there is no diagnostic `gap`; did you mean `gaps`?
        "#]],
    );
    let project = Project::of(SMALL);
    for theme in ["../../x", "a/b", ""] {
        let output = project.run(&["build", "--theme", theme]);
        assert_eq!(output.status.code(), Some(2), "{theme}");
    }
    assert!(!project.path("site").exists());
}

#[test]
fn help_and_the_like_are_results() {
    let project = Project::empty();
    let help = project.good(&["--help"]);
    for word in [
        "build",
        "check",
        "init",
        "new",
        "who",
        "explain",
        "Exit codes: 0 fine",
    ] {
        assert!(help.contains(word), "{word}");
    }
    let version = project.good(&["--version"]);
    assert_eq!(
        version,
        format!("ladderbook {}\n", env!("CARGO_PKG_VERSION"))
    );
    assert!(
        project
            .good(&["explain", "gaps"])
            .starts_with("# Areas without an owner\n")
    );
    assert_eq!(
        project.good(&["explain", "[gaps]"]),
        project.good(&["explain", "GAPS"])
    );
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(
            project.good(&["completions", shell]).contains("ladderbook"),
            "{shell}"
        );
    }
}

#[test]
fn a_project_is_found_from_any_folder_in_it_and_by_root() {
    let project = Project::of(SMALL);
    let from_below = project
        .command(&["check"])
        .current_dir(project.path("content/roles"))
        .output()
        .unwrap();
    assert_eq!(from_below.status.code(), Some(0));
    let elsewhere = Project::empty();
    let root = project.0.to_string_lossy().into_owned();
    elsewhere.good(&["--root", &root, "build"]);
    assert!(project.path("site/index.html").is_file());
    assert!(elsewhere.files("").is_empty());
    // Paths are shown as the caller can use them.
    project.write(
        "content/models/wrong.md",
        "---\ntitle: W\nowners:\n  people: EMM\n---\n",
    );
    let output = elsewhere.run(&["check", "--root", &root]);
    assert!(text(&output.stderr).contains(&format!("{root}/content/models/wrong.md:4:11")));
}

#[test]
fn every_form_of_message_says_the_same() {
    let project = with_error();
    project.write(
        "content/models/gap.md",
        "---\ntitle: With a gap\nroles: [EM]\n---\n",
    );
    let of = |form: &str| {
        let output = project.run(&["build", "--message-format", form]);
        assert_eq!(output.status.code(), Some(1), "{form}");
        text(&output.stdout)
    };
    let objects: Vec<Value> = of("json")
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let codes: Vec<&str> = objects
        .iter()
        .map(|object| object["code"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["gaps", "unknown-role"]);
    let sarif: Value = serde_json::from_str(&of("sarif")).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let rules: Vec<&str> = results
        .iter()
        .map(|result| result["ruleId"].as_str().unwrap())
        .collect();
    assert_eq!(rules, codes);
    let github = of("github");
    let kinds: Vec<&str> = github
        .lines()
        .map(|line| line.split([' ', ',']).next().unwrap())
        .collect();
    // Worst first: the runner shows ten of each severity.
    assert_eq!(kinds, ["::error", "::warning"]);
    assert_eq!(of("human"), "");
    // One document where nothing is wrong and nothing has to be done.
    let project = Project::of(SMALL);
    for _ in 0..2 {
        let sarif = project.good(&["build", "--message-format", "sarif"]);
        let sarif: Value = serde_json::from_str(&sarif).unwrap();
        assert_eq!(sarif["runs"][0]["results"], Value::Array(Vec::new()));
    }
}

/// A theme's mistake that only rendering finds is part of the one report.
#[test]
fn a_broken_template_is_part_of_the_one_document() {
    let project = with_gap();
    let settings = project.read("book.toml");
    project.write(
        "book.toml",
        &format!("{settings}[build]\ntheme = \"house\"\n"),
    );
    project.write(
        "themes/house/templates/prose.html",
        "{% extends \"base.html\" %}{% block main %}{{ no.such.thing }}{% endblock %}",
    );
    project.write("content/guides/g.md", "---\ntitle: G\n---\nText.\n");
    for command in ["build", "check"] {
        let output = project.run(&[command, "--message-format", "sarif"]);
        assert_eq!(output.status.code(), Some(1), "{command}");
        let sarif: Value = serde_json::from_slice(&output.stdout).unwrap();
        let results = sarif["runs"][0]["results"].as_array().unwrap();
        let rules: Vec<&str> = results
            .iter()
            .map(|result| result["ruleId"].as_str().unwrap())
            .collect();
        assert!(
            rules.contains(&"gaps") && rules.contains(&"template"),
            "{command}: {rules:?}"
        );
    }
    assert!(!project.path("site").exists());
}

/// Row 87.
#[test]
fn nobody_listening_is_no_reason_to_panic() {
    let project = with_gap();
    for arguments in [
        &["explain", "gaps"][..],
        &["--help"],
        &["who", "code"],
        &["completions", "bash"],
        &["check", "--message-format", "json"],
        &["new", "role", "x"],
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = project.command(arguments).stdout(writer).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!text(&output.stderr).contains("panicked"), "{arguments:?}");
    }
    // The site does not depend on who listens.
    let full = || File::options().write(true).open("/dev/full").unwrap();
    let output = project.command(&["build"]).stderr(full()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(project.path("site/index.html").is_file());
    let output = project
        .command(&["explain", "gaps"])
        .stdout(full())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let output = project
        .command(&["no-such-command"])
        .stderr(full())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
}

/// One file is one role: everything else follows from it, and goes with it.
#[test]
fn a_role_comes_with_its_file_and_goes_with_it() {
    let project = Project::shipped();
    project.good(&["build"]);
    let before = project.files("site");
    project.write(
        "content/roles/data-engineer.md",
        "---\ntitle: Data Engineer\nabbr: DE\n---\n\nMoves data.\n",
    );
    project.good(&["build"]);
    let page = |path: &str| project.read(&format!("site/{path}"));
    assert!(page("roles/data-engineer.html").contains("Moves data."));
    let index = page("roles/index.html");
    assert!(
        index.contains("href=\"data-engineer.html\""),
        "the role index"
    );
    let neighbour = page("roles/tech-lead.html");
    assert!(
        neighbour.contains("href=\"data-engineer.html\""),
        "the navigation"
    );
    assert!(page("compare/index.html").contains("data-engineer-vs-tech-lead.html"));
    assert!(page("compare/data-engineer-vs-tech-lead.html").contains("Data Engineer vs Tech Lead"));
    let ladder: Value = serde_json::from_str(&page("api/ladder.json")).unwrap();
    let roles = ladder["roles"].as_array().unwrap();
    assert!(roles.iter().any(|role| role["id"] == "data-engineer"));
    assert!(page("sitemap.xml").contains("roles/data-engineer.html"));
    fs::remove_file(project.path("content/roles/data-engineer.md")).unwrap();
    project.good(&["build"]);
    let after = project.files("site");
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&after), names(&before));
    let changed: Vec<&String> = after
        .iter()
        .filter(|(path, bytes)| before.get(*path) != Some(*bytes))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(changed, Vec::<&String>::new());
}
