//! Reading a project's folder: what gets into the tree, and what the system may do meanwhile.

#![expect(
    clippy::disallowed_methods,
    reason = "these tests make the folders they read"
)]

use std::ffi::OsStr;
use std::fs;
use std::os::fd::AsFd;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};

use expect_test::{Expect, expect};
use ladderbook::beneath;
use ladderbook::load::{self, LoadError, Options};
use ladderbook::source::{Contents, Irregular, SourceFile, SourceTree};

/// A folder of a test's own, gone when the test is.
struct Folder(PathBuf);

impl Folder {
    fn empty() -> Folder {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path =
            std::env::temp_dir().join(format!("ladderbook-load-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder for the test");
        Folder(fs::canonicalize(&path).expect("it was just made"))
    }

    /// With the files of a fixture: `//- path` lines, each followed by that file's text.
    fn with(fixture: &str) -> Folder {
        let folder = Folder::empty();
        for file in SourceTree::fixture(fixture).files() {
            folder.write(file.path(), file.text().unwrap_or_default());
        }
        folder
    }

    fn at(&self, path: &str) -> PathBuf {
        self.0.join(path)
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.at(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).expect("a folder for the file");
        }
        fs::write(path, text).expect("a file for the test");
    }

    fn load(&self) -> Result<SourceTree, LoadError> {
        load::load(&self.0, &Options::default())
    }

    fn good(&self) -> SourceTree {
        self.load().expect("nothing is wrong with the folder")
    }

    /// The message of an error, with the test's folder as `ROOT`.
    fn said(&self, result: Result<SourceTree, LoadError>) -> String {
        match result {
            Ok(tree) => listing(&tree),
            Err(error) => error
                .to_string()
                .replace(&self.0.display().to_string(), "ROOT"),
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const SMALL: &str = "\
//- book.toml
[book]
title = \"T\"
//- content/index.md
# Home
//- content/roles/tl.md
# TL
";

/// Every entry of a tree, one a line.
fn listing(tree: &SourceTree) -> String {
    let mut lines: Vec<String> = tree
        .files()
        .map(|file| {
            let what = match file.contents() {
                Contents::Text(text) => format!("text {:?}", text.get(..12).unwrap_or(text)),
                Contents::BadText { shown, at, byte } => {
                    format!("bad text {shown:?}, 0x{byte:02X} at {at}")
                }
                Contents::Bytes(bytes) => format!("{} bytes", bytes.len()),
                Contents::Asset { len, head } => format!("asset of {len}, head of {}", head.len()),
                Contents::TooLarge { len, limit } => format!("too large: {len} > {limit}"),
            };
            format!("{}: {what}\n", file.path())
        })
        .chain(
            tree.irregular()
                .map(|(file, what)| format!("{}: {what:?}\n", file.path())),
        )
        .collect();
    lines.sort();
    lines.concat()
}

fn check(folder: &Folder, expected: &Expect) {
    expected.assert_eq(&folder.said(folder.load()));
}

/// Whether files with mode 000 can be read all the same.
fn is_root() -> bool {
    let folder = Folder::empty();
    folder.write("secret", "x");
    fs::set_permissions(folder.at("secret"), fs::Permissions::from_mode(0o000))
        .expect("our own file");
    fs::read(folder.at("secret")).is_ok()
}

fn mkfifo(path: &Path) {
    let done = Command::new("mkfifo").arg(path).status();
    assert!(done.is_ok_and(|status| status.success()), "mkfifo works");
}

#[test]
fn texts_are_read_and_other_files_are_known_by_their_start() {
    let folder = Folder::with(SMALL);
    folder.write("content/roles/photo.png", vec![7; 2000]);
    folder.write("content/roles/small.bin", [1, 2, 3]);
    folder.write("content/logo.SVG", "<svg/>");
    folder.write("content/empty.md", "");
    folder.write("content/bad.md", b"ab\n\xe4\xf6\n");
    folder.write("themes/default/static/a/b.css", "p{}");
    folder.write("themes/default/templates/role.html", "<p>");
    folder.write("themes/other/templates/role.html", "<p>");
    folder.write("site/index.html", "<p>");
    folder.write("README.md", "no part of the ladder");
    check(
        &folder,
        &expect![[r##"
        book.toml: text "[book]\ntitle"
        content/bad.md: bad text "ab\n��\n", 0xE4 at 3
        content/empty.md: text ""
        content/index.md: text "# Home\n"
        content/logo.SVG: text "<svg/>"
        content/roles/photo.png: asset of 2000, head of 512
        content/roles/small.bin: asset of 3, head of 3
        content/roles/tl.md: text "# TL\n"
        themes/default/static/a/b.css: 3 bytes
        themes/default/templates/role.html: text "<p>"
    "##]],
    );
    assert!(folder.good().has_folder("content/roles"));
}

#[test]
fn the_command_line_may_choose_another_theme() {
    let folder = Folder::with(SMALL);
    folder.write("themes/default/templates/a.html", "a");
    folder.write("themes/other/templates/b.html", "b");
    folder.write("secret/c.html", "c");
    let with = |theme: &str| {
        let options = Options {
            theme: Some(theme.to_owned()),
            ..Options::default()
        };
        let tree = load::load(&folder.0, &options).expect("nothing is wrong");
        let themes: Vec<&str> = tree.below("themes").map(SourceFile::path).collect();
        themes.join(" ")
    };
    assert_eq!(with("other"), "themes/other/templates/b.html");
    assert_eq!(with("../secret"), "");
    assert_eq!(with("gone"), "");
}

#[test]
fn what_editors_and_desktops_leave_behind_is_passed_over() {
    let folder = Folder::with(SMALL);
    for name in [
        ".git/config",
        ".hidden.md",
        ".index.md.swp",
        "index.md~",
        "#index.md#",
        "4913",
        "Thumbs.db",
        "roles/.#tl.md",
    ] {
        folder.write(&format!("content/{name}"), "x");
    }
    folder.write("content/.env", "PASSWORD=1");
    folder.write("content/id_rsa", "KEY");
    folder.write("content/node_modules/a.md", "x");
    check(
        &folder,
        &expect![[r##"
        book.toml: text "[book]\ntitle"
        content/.env: asset of 0, head of 0
        content/id_rsa: asset of 0, head of 0
        content/index.md: text "# Home\n"
        content/node_modules/a.md: text "x"
        content/roles/tl.md: text "# TL\n"
    "##]],
    );
}

#[test]
fn links_and_pipes_are_named_and_never_followed() {
    let folder = Folder::with(SMALL);
    let outside = Folder::with("//- secret.md\nsecret\n");
    symlink(outside.at("secret.md"), folder.at("content/out.md")).expect("a link");
    symlink("/etc", folder.at("content/etc")).expect("a link");
    symlink(".", folder.at("content/loop")).expect("a link");
    symlink("gone", folder.at("content/roles/dangling.md")).expect("a link");
    mkfifo(&folder.at("content/pipe.md"));
    let _socket = UnixListener::bind(folder.at("content/socket.md")).expect("a socket");
    let start = Instant::now();
    let tree = folder.good();
    assert!(start.elapsed() < Duration::from_secs(1));
    let said = listing(&tree).replace(&outside.0.display().to_string(), "OUTSIDE");
    expect![[r##"
        book.toml: text "[book]\ntitle"
        content/etc: Symlink { target: "/etc" }
        content/index.md: text "# Home\n"
        content/loop: Symlink { target: "." }
        content/out.md: Symlink { target: "OUTSIDE/secret.md" }
        content/pipe.md: NotRegular
        content/roles/dangling.md: Symlink { target: "gone" }
        content/roles/tl.md: text "# TL\n"
        content/socket.md: NotRegular
    "##]]
    .assert_eq(&said);
}

#[test]
fn a_content_folder_that_is_a_link_is_not_followed() {
    let folder = Folder::with("//- book.toml\n[book]\ntitle = \"T\"\n//- elsewhere/a.md\nA\n");
    symlink("elsewhere", folder.at("content")).expect("a link");
    symlink("elsewhere", folder.at("themes")).expect("a link");
    check(
        &folder,
        &expect![[r#"
        book.toml: text "[book]\ntitle"
        content: Symlink { target: "elsewhere" }
        themes: Symlink { target: "elsewhere" }
    "#]],
    );
}

#[test]
fn names_that_are_no_text_are_escaped() {
    let folder = Folder::with(SMALL);
    let name = OsStr::from_bytes(b"caf\xe9.md");
    fs::write(folder.at("content").join(name), "x").expect("a file");
    let name = OsStr::from_bytes(b"f\xff");
    fs::create_dir(folder.at("content").join(name)).expect("a folder");
    check(
        &folder,
        &expect![[r##"
        book.toml: text "[book]\ntitle"
        content/caf\xE9.md: BadName
        content/f\xFF: BadName
        content/index.md: text "# Home\n"
        content/roles/tl.md: text "# TL\n"
    "##]],
    );
}

#[test]
fn a_text_over_the_limit_is_not_read() {
    let folder = Folder::with(SMALL);
    folder.write("book.toml", "[book]\ntitle = \"T\"\n[limits]\nbody = 100\n");
    folder.write("content/large.md", "x".repeat(101));
    folder.write("content/fits.md", "x".repeat(100));
    // A gibibyte that takes no room.
    let file = fs::File::create(folder.at("content/huge.svg")).expect("a file");
    file.set_len(1 << 30).expect("a sparse file");
    let file = fs::File::create(folder.at("content/huge.mp4")).expect("a file");
    file.set_len(1 << 34).expect("a sparse file");
    check(
        &folder,
        &expect![[r##"
        book.toml: text "[book]\ntitle"
        content/fits.md: text "xxxxxxxxxxxx"
        content/huge.mp4: asset of 17179869184, head of 512
        content/huge.svg: too large: 1073741824 > 100
        content/index.md: text "# Home\n"
        content/large.md: too large: 101 > 100
        content/roles/tl.md: text "# TL\n"
    "##]],
    );
}

#[test]
fn without_content_the_tree_has_none() {
    let folder = Folder::with("//- book.toml\n[book]\ntitle = \"T\"\n");
    check(
        &folder,
        &expect![[r#"
        book.toml: text "[book]\ntitle"
    "#]],
    );
    assert!(!folder.good().has_folder("content"));
    folder.write("content", "a file");
    check(
        &folder,
        &expect![[r#"
        book.toml: text "[book]\ntitle"
        content: asset of 6, head of 6
    "#]],
    );
}

#[test]
fn settings_that_cannot_be_read_are_one_sentence() {
    let folder = Folder::empty();
    check(
        &folder,
        &expect!["no book.toml in ROOT or above; `ladderbook init` makes a small ladder"],
    );
    let gone = load::load(&folder.at("gone"), &Options::default());
    expect!["cannot open ROOT/gone: No such file or directory"].assert_eq(&folder.said(gone));
    fs::create_dir(folder.at("book.toml")).expect("a folder");
    check(
        &folder,
        &expect!["cannot read ROOT/book.toml: it is a folder"],
    );
    fs::remove_dir(folder.at("book.toml")).expect("our own folder");
    symlink("/etc/passwd", folder.at("book.toml")).expect("a link");
    check(
        &folder,
        &expect!["cannot read ROOT/book.toml: it is a symbolic link to /etc/passwd"],
    );
    fs::remove_file(folder.at("book.toml")).expect("our own link");
    mkfifo(&folder.at("book.toml"));
    let start = Instant::now();
    check(
        &folder,
        &expect!["cannot read ROOT/book.toml: it is not a regular file"],
    );
    assert!(start.elapsed() < Duration::from_secs(1));
}

#[test]
fn settings_alone_leave_the_rest_unread() {
    let folder = Folder::with(SMALL);
    let tree = load::settings(&folder.0).expect("good settings");
    expect![[r#"
        book.toml: text "[book]\ntitle"
    "#]]
    .assert_eq(&listing(&tree));
}

#[test]
fn everything_unreadable_is_named() {
    if is_root() {
        return everything_unreadable_is_named_to_another_user();
    }
    let folder = Folder::with(SMALL);
    forbid(&folder);
    // No `expect!`: it looks for this file, which another user may not reach.
    assert_eq!(
        folder.said(folder.load()),
        "cannot read ROOT/content/a.md (Permission denied), \
         ROOT/content/b (Permission denied)"
    );
    allow(&folder);
}

fn forbid(folder: &Folder) {
    folder.write("content/a.md", "x");
    folder.write("content/b/c.md", "x");
    folder.write("content/id_rsa", "x");
    for path in ["content/a.md", "content/b", "content/id_rsa"] {
        let mode = fs::Permissions::from_mode(0o000);
        fs::set_permissions(folder.at(path), mode).expect("our own file");
    }
}

fn allow(folder: &Folder) {
    let mode = fs::Permissions::from_mode(0o755);
    fs::set_permissions(folder.at("content/b"), mode).expect("our own folder");
}

/// Root reads everything, so this test runs itself again as nobody.
fn everything_unreadable_is_named_to_another_user() {
    let setpriv = Command::new("setpriv").arg("--version").output();
    if setpriv.is_err() || std::env::var_os("LADDERBOOK_AS_NOBODY").is_some() {
        return;
    }
    let this = std::env::current_exe().expect("this test's program");
    // It must be where nobody may read it.
    let copy = Folder::empty();
    let program = copy.at("it");
    fs::copy(this, &program).expect("a copy of this program");
    fs::set_permissions(&copy.0, fs::Permissions::from_mode(0o755)).expect("our own folder");
    let output = Command::new("setpriv")
        .args(["--reuid", "65534", "--regid", "65534", "--clear-groups"])
        .arg(&program)
        .args(["--exact", "load::everything_unreadable_is_named"])
        .env("LADDERBOOK_AS_NOBODY", "1")
        .current_dir(std::env::temp_dir())
        .output()
        .expect("setpriv runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("1 passed"), "{said}");
}

#[test]
fn a_folder_that_changes_while_it_is_read_never_gives_half_a_tree() {
    let folder = Folder::with(SMALL);
    for number in 0..300 {
        folder.write(&format!("content/guides/a/{number}.md"), "A".repeat(3000));
    }
    let (one, other) = (folder.at("content/guides/a"), folder.at("content/guides/b"));
    let stop = AtomicBool::new(false);
    let (mut whole, mut changed) = (0, 0);
    std::thread::scope(|threads| {
        threads.spawn(|| {
            while !stop.load(Ordering::Relaxed) {
                fs::rename(&one, &other).expect("our own folder");
                std::thread::sleep(Duration::from_micros(700));
                fs::rename(&other, &one).expect("our own folder");
                std::thread::sleep(Duration::from_micros(700));
            }
        });
        let end = Instant::now() + Duration::from_millis(700);
        while Instant::now() < end {
            match folder.load() {
                Ok(tree) => {
                    let a = tree.below("content/guides/a").count();
                    let b = tree.below("content/guides/b").count();
                    assert!(matches!((a, b), (300, 0) | (0, 300)), "{a} and {b}");
                    whole += 1;
                }
                Err(LoadError::Changed(_)) => changed += 1,
                Err(other) => panic!("{other}"),
            }
        }
        stop.store(true, Ordering::Relaxed);
    });
    assert!(whole + changed > 0);
}

#[test]
fn a_file_that_grows_while_it_is_read_is_whole_or_an_error() {
    let folder = Folder::with(SMALL);
    let stop = AtomicBool::new(false);
    std::thread::scope(|threads| {
        threads.spawn(|| {
            while !stop.load(Ordering::Relaxed) {
                folder.write("content/index.md", "a".repeat(100_000));
                folder.write("content/index.md", "b".repeat(50_000));
            }
        });
        let end = Instant::now() + Duration::from_millis(300);
        while Instant::now() < end {
            match folder.load() {
                // Writing in place starts with an empty file, and goes page by page.
                Ok(tree) => {
                    let text = tree.get("content/index.md").and_then(|file| file.text());
                    let text = text.expect("the file is never gone");
                    assert!(text.len() <= 100_000);
                }
                Err(LoadError::Changed(_)) => {}
                Err(other) => panic!("{other}"),
            }
        }
        stop.store(true, Ordering::Relaxed);
    });
}

#[test]
fn no_link_is_followed_on_the_way_to_a_file() {
    let folder = Folder::with(SMALL);
    folder.write("content/real/file", "x");
    symlink("real", folder.at("content/linked")).expect("a link");
    symlink("file", folder.at("content/real/link")).expect("a link");
    let root = fs::File::open(folder.at("content")).expect("a folder");
    for (path, opens) in [
        ("real/file", true),
        ("linked/file", false),
        ("real/link", false),
        ("real/none", false),
        ("../content/real/file", false),
    ] {
        let opened = beneath::open(root.as_fd(), Path::new(path));
        assert_eq!(opened.is_ok(), opens, "{path}");
    }
}

#[test]
fn what_does_not_fit_into_memory_is_not_read() {
    let folder = Folder::with(SMALL);
    for number in 0..20 {
        let file = fs::File::create(folder.at(&format!("content/{number}.md"))).expect("a file");
        file.set_len(4 << 20).expect("a sparse file");
    }
    let options = Options {
        memory: Some(256 << 20),
        ..Options::default()
    };
    let result = load::load(&folder.0, &options);
    expect!["this ladder needs about 537 MiB of memory, and the caller allows 256 MiB"]
        .assert_eq(&folder.said(result));
    let small = load::need(
        30,
        load::Texts {
            bytes: 30 * 4096,
            signs: 30 * 400,
            in_hand: 4 * 400,
        },
    );
    assert!(small < 64 << 20, "a small ladder fits into 64 MiB: {small}");
}

#[test]
fn the_root_is_the_nearest_folder_with_settings() {
    let folder = Folder::with(SMALL);
    folder.write("content/deep/er/a.md", "x");
    let found = load::find_root(&folder.at("content/deep/er"));
    assert_eq!(found.as_deref(), Some(folder.0.as_path()));
    let found = load::find_root(&folder.at("content/deep/not-there"));
    assert_eq!(found.as_deref(), Some(folder.0.as_path()));
    assert_eq!(load::find_root(&Folder::empty().0), None);
}

#[test]
fn a_deep_folder_takes_no_stack() {
    let folder = Folder::with(SMALL);
    let deep = format!("content/{}", vec!["d"; 1500].join("/"));
    folder.write(&format!("{deep}/a.md"), "x");
    let tree = folder.good();
    assert!(tree.get(&format!("{deep}/a.md")).is_some());
}

// Reading again

/// The paths that a reload says changed.
fn reload(folder: &Folder, tree: &mut SourceTree, paths: &[&str]) -> Vec<String> {
    let before = tree.clone();
    let paths: Vec<PathBuf> = paths.iter().map(|path| folder.at(path)).collect();
    let changed = load::reload(tree, &folder.0, &Options::default(), &paths).expect("it goes well");
    let mut paths: Vec<String> = changed
        .into_iter()
        .map(|id| {
            let file = tree.file(id).or_else(|| before.file(id));
            file.map_or("?", |file| file.path()).to_owned()
        })
        .collect();
    paths.sort();
    paths
}

/// After reading again, the tree is what a fresh one would be.
fn assert_fresh(folder: &Folder, tree: &SourceTree) {
    assert_eq!(listing(tree), listing(&folder.good()));
}

#[test]
fn only_what_changed_is_read_again() {
    let folder = Folder::with(SMALL);
    let mut tree = folder.good();
    let id = tree.id("content/roles/tl.md");
    folder.write("content/roles/tl.md", "# Tech Lead\n");
    folder.write("content/index.md", "# Not told\n");
    let changed = reload(&folder, &mut tree, &["content/roles/tl.md"]);
    assert_eq!(changed, ["content/roles/tl.md"]);
    assert_eq!(tree.id("content/roles/tl.md"), id);
    let home = tree.get("content/index.md").and_then(|file| file.text());
    assert_eq!(home, Some("# Home\n"));
    // The same bytes again are no change.
    folder.write("content/roles/tl.md", "# Tech Lead\n");
    let changed = reload(&folder, &mut tree, &["content/roles/tl.md"]);
    assert!(changed.is_empty());
}

#[test]
fn files_and_folders_come_and_go() {
    let folder = Folder::with(SMALL);
    let mut tree = folder.good();
    folder.write("content/areas/people/index.md", "P");
    folder.write("content/areas/people/hiring.md", "H");
    let changed = reload(
        &folder,
        &mut tree,
        &["content/areas", "content/areas/people"],
    );
    assert_eq!(changed.len(), 2);
    assert_fresh(&folder, &tree);
    fs::rename(folder.at("content/areas"), folder.at("content/fields")).expect("our own folder");
    let changed = reload(&folder, &mut tree, &["content/areas", "content/fields"]);
    assert_eq!(changed.len(), 4);
    assert_fresh(&folder, &tree);
    // A file where a folder was, told by a path that was below it.
    fs::remove_dir_all(folder.at("content/fields")).expect("our own folder");
    folder.write("content/fields", "x");
    reload(&folder, &mut tree, &["content/fields/people/index.md"]);
    assert_fresh(&folder, &tree);
    // A link where a file was, and a file where a link was.
    fs::remove_file(folder.at("content/index.md")).expect("our own file");
    symlink("roles", folder.at("content/index.md")).expect("a link");
    reload(&folder, &mut tree, &["content/index.md"]);
    assert_fresh(&folder, &tree);
    fs::remove_file(folder.at("content/index.md")).expect("our own link");
    folder.write("content/index.md", "# Home\n");
    reload(&folder, &mut tree, &["content/index.md"]);
    assert_fresh(&folder, &tree);
    assert_eq!(tree.irregular().count(), 0);
    fs::remove_dir_all(folder.at("content")).expect("our own folder");
    reload(&folder, &mut tree, &["content"]);
    assert_fresh(&folder, &tree);
}

#[test]
fn names_that_are_no_text_come_and_go() {
    let folder = Folder::with(SMALL);
    let mut tree = folder.good();
    let bad = folder.at("content").join(OsStr::from_bytes(b"a\xff.md"));
    fs::write(&bad, "x").expect("a file");
    let options = Options::default();
    load::reload(&mut tree, &folder.0, &options, std::slice::from_ref(&bad)).expect("it goes well");
    assert_eq!(
        tree.irregular().map(|(_, what)| what).collect::<Vec<_>>(),
        [&Irregular::BadName]
    );
    fs::remove_file(&bad).expect("our own file");
    load::reload(&mut tree, &folder.0, &options, &[bad]).expect("it goes well");
    assert_fresh(&folder, &tree);
}

#[test]
fn new_settings_can_mean_another_theme_and_other_limits() {
    let folder = Folder::with(SMALL);
    folder.write("themes/default/templates/a.html", "a");
    folder.write("themes/other/templates/b.html", "b");
    let mut tree = folder.good();
    folder.write(
        "book.toml",
        "[book]\ntitle = \"T\"\n[build]\ntheme = \"other\"\n[limits]\nbody = 3\n",
    );
    let changed = reload(&folder, &mut tree, &["book.toml"]);
    assert_fresh(&folder, &tree);
    expect![[r#"
        book.toml
        content/index.md
        content/roles/tl.md
        themes/default/templates/a.html
        themes/other/templates/b.html
    "#]]
    .assert_eq(&(changed.join("\n") + "\n"));
    // With other settings that decide nothing here, only the settings change.
    folder.write(
        "book.toml",
        "[book]\ntitle = \"New\"\n[build]\ntheme = \"other\"\n[limits]\nbody = 3\n",
    );
    assert_eq!(reload(&folder, &mut tree, &["book.toml"]), ["book.toml"]);
}

#[test]
fn what_does_not_belong_to_the_project_is_passed_over() {
    let folder = Folder::with(SMALL);
    let mut tree = folder.good();
    folder.write("site/index.html", "x");
    folder.write("themes/other/templates/b.html", "x");
    let paths = [
        "site/index.html",
        "themes/other/templates/b.html",
        "content/.git/index",
        "content/4913",
        "content/../book.toml",
        "content-old/a.md",
    ];
    assert!(reload(&folder, &mut tree, &paths).is_empty());
    let outside = [PathBuf::from("/etc/passwd")];
    let changed = load::reload(&mut tree, &folder.0, &Options::default(), &outside);
    assert!(changed.expect("nothing is read").is_empty());
    assert_fresh(&folder, &tree);
}

#[test]
fn an_asset_that_somebody_wrote_to_has_changed_though_its_start_has_not() {
    let folder = Folder::with(SMALL);
    folder.write("content/a.png", vec![1; 1000]);
    let mut tree = folder.good();
    let changed = reload(&folder, &mut tree, &["content/a.png"]);
    assert_eq!(changed, ["content/a.png"]);
    let changed = load::reload_all(&mut tree, &folder.0, &Options::default());
    assert!(changed.expect("it goes well").is_empty());
}

#[test]
fn a_reload_that_fails_leaves_the_tree_as_it_was() {
    let folder = Folder::with(SMALL);
    let mut tree = folder.good();
    let before = listing(&tree);
    folder.write("content/index.md", "# Changed\n");
    fs::remove_file(folder.at("book.toml")).expect("our own file");
    let paths = ["book.toml", "content/index.md"].map(|path| folder.at(path));
    let result = load::reload(&mut tree, &folder.0, &Options::default(), &paths);
    assert!(matches!(result, Err(LoadError::NoBook(_))));
    assert_eq!(listing(&tree), before);
}
