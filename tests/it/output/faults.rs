//! Outputs that are refused, and publishes that fail: nothing is removed, and the old site stays to the byte.

use std::time::Instant;

use super::*;

// ---- Where the site may go ----

fn check_overlap(scratch: &Scratch, output: &Path, expected: &Expect) {
    let before = scratch.tree("");
    let (project, content) = (scratch.path("book"), scratch.path("book/content"));
    let kept = [
        Kept {
            what: "the content folder",
            path: &content,
            may_hold_output: false,
        },
        Kept {
            what: "the project folder",
            path: &project,
            may_hold_output: true,
        },
    ];
    match Destination::check(output, &kept) {
        Ok(destination) => {
            expected.assert_eq(
                &destination
                    .path()
                    .display()
                    .to_string()
                    .replace(scratch.0.to_str().unwrap(), "$"),
            );
        }
        Err(error) => expected.assert_eq(&scratch.message(&error)),
    }
    assert_eq!(scratch.tree(""), before);
}

#[test]
fn the_output_never_overlaps_what_the_author_wrote() {
    let scratch = Scratch::new();
    scratch.write("book/content/index.md", "# Hi");
    let check = |output: &str, expected: Expect| {
        check_overlap(&scratch, &scratch.path(output), &expected);
    };
    check(
        "book/content",
        expect![
            "the output folder `$/book/content` is the content folder itself; choose another output folder"
        ],
    );
    check(
        "book/./roles/../content/",
        expect![
            "the output folder `$/book/content` is the content folder itself; choose another output folder"
        ],
    );
    check(
        "book/content/site/html",
        expect![
            "the output folder `$/book/content/site/html` lies inside the content folder `$/book/content`; choose another output folder"
        ],
    );
    check(
        "book",
        expect![
            "the output folder `$/book` holds the content folder `$/book/content`; choose another output folder"
        ],
    );
    check(
        ".",
        expect![
            "the output folder `$` holds the content folder `$/book/content`; choose another output folder"
        ],
    );
    check_overlap(
        &scratch,
        Path::new("/"),
        &expect![
            "the output folder `/` holds the content folder `$/book/content`; choose another output folder"
        ],
    );
    // Another spelling is another folder here, and the same one elsewhere.
    check(
        "book/Content/site",
        expect![
            "the output folder `$/book/Content/site` lies inside the content folder `$/book/content`; choose another output folder"
        ],
    );
    check("book/site", expect!["$/book/site"]);
    check("book/content-site", expect!["$/book/content-site"]);
    check("elsewhere/site", expect!["$/elsewhere/site"]);
}

#[test]
fn links_hide_no_overlap() {
    let scratch = Scratch::new();
    scratch.write("book/content/index.md", "# Hi");
    symlink("book", scratch.path("way")).unwrap();
    symlink("../way/content/new", scratch.path("book/out")).unwrap();
    symlink("loop", scratch.path("loop")).unwrap();
    let check = |output: &str, expected: Expect| {
        check_overlap(&scratch, &scratch.path(output), &expected);
    };
    check(
        "way/content",
        expect![
            "the output folder `$/book/content` is the content folder itself; choose another output folder"
        ],
    );
    check(
        "book/out",
        expect![
            "the output folder `$/book/content/new` lies inside the content folder `$/book/content`; choose another output folder"
        ],
    );
    check(
        "way",
        expect![
            "the output folder `$/book` holds the content folder `$/book/content`; choose another output folder"
        ],
    );
    check("way/site", expect!["$/book/site"]);
    check(
        "loop/site",
        expect!["cannot resolve `$/loop/site`: Too many levels of symbolic links (os error 40)"],
    );
    check(
        "book/content/index.md/site",
        expect!["cannot resolve `$/book/content/index.md/site`: Not a directory (os error 20)"],
    );
}

#[test]
fn a_linked_output_is_published_where_the_link_leads() {
    let scratch = Scratch::new();
    fs::create_dir(scratch.path("www")).unwrap();
    // The target does not exist yet.
    symlink("www/real", scratch.path("site")).unwrap();
    scratch.publish(&Site::new(&[("a", "1")]));
    scratch.publish(&Site::new(&[("a", "2")]));
    expect![[r#"
        site -> www/real
        www/
        www/real/
        www/real/.ladderbook-manifest.json
        www/real/a = 2"#]]
    .assert_eq(&scratch.tree(""));
}

#[test]
fn a_file_in_the_place_of_the_output_is_refused() {
    let scratch = Scratch::new();
    scratch.write("site", "a file");
    scratch.check_refused(&Site::new(OLD), &expect!["`$/site` is not a folder"]);
}

// ---- Foreign files ----

#[test]
fn a_folder_of_somebody_else_is_refused() {
    let scratch = Scratch::new();
    for name in ["g", "f", "e/x", "e/y", "d", "c", "b", "a\u{1b}[2J\u{202e}"] {
        scratch.write(&format!("site/{name}"), "mine");
    }
    scratch.check_refused(
        &Site::new(OLD),
        &expect![r"`$/site` holds 7 entries and no manifest of ladderbook: `a\u{1b}[2J\u{202e}`, `b`, `c`, `d`, `e/` and 2 more; move them away, or choose another output folder"],
    );
}

#[test]
fn whatever_is_added_to_the_site_is_refused_and_kept() {
    let scratch = Scratch::new();
    scratch.publish(&Site::new(OLD));
    let message = |what: &str| {
        format!(
            "`$/site` holds 1 entry that ladderbook did not write: `{what}`; move them away, or choose another output folder"
        )
    };
    let path = |below: &str| scratch.path("site").join(below);
    let cases: [(&str, &dyn Fn()); 5] = [
        ("roles/notes.txt", &|| {
            scratch.write("site/roles/notes.txt", "mine");
        }),
        ("empty/", &|| fs::create_dir(path("empty")).unwrap()),
        (".ladderbook-staging", &|| {
            scratch.write("site/.ladderbook-staging", "");
        }),
        ("index.html", &|| {
            fs::remove_file(path("index.html")).unwrap();
            symlink("/etc/hostname", path("index.html")).unwrap();
        }),
        ("index.html/", &|| {
            fs::remove_file(path("index.html")).unwrap();
            fs::create_dir(path("index.html")).unwrap();
        }),
    ];
    for (what, add) in cases {
        add();
        let before = scratch.tree("");
        let error = scratch
            .try_publish(&Site::new(&[("other", "o")]))
            .unwrap_err();
        assert_eq!(scratch.message(&error), message(what));
        assert_eq!(scratch.tree(""), before);
        let added = path(what.trim_end_matches('/'));
        fs::remove_file(&added)
            .or_else(|_| fs::remove_dir(&added))
            .unwrap();
        scratch.publish(&Site::new(OLD));
    }
    // A link in the place of one of our folders would lead the removal of its files astray.
    let theirs = scratch.write("theirs/em.html", "EM");
    fs::remove_dir_all(path("roles")).unwrap();
    symlink("../theirs", path("roles")).unwrap();
    let error = scratch
        .try_publish(&Site::new(&[("other", "o")]))
        .unwrap_err();
    assert_eq!(scratch.message(&error), message("roles"));
    assert!(theirs.exists());
}

/// What came in between the check and the publish is found as well.
#[test]
fn the_output_is_checked_again_under_the_lock() {
    let scratch = Scratch::new();
    scratch.publish(&Site::new(OLD));
    let destination = scratch.destination();
    scratch.write("site/notes.txt", "mine");
    let before = scratch.tree("");
    let site = Site::new(&[("other", "o")]);
    let error = publish(&destination, &site, None, &AtomicBool::new(false)).unwrap_err();
    assert!(matches!(
        error,
        PublishError::Output(OutputError::Foreign { total: 1, .. })
    ));
    assert_eq!(scratch.tree(""), before);
}

// ---- Manifests ----

const NO_BYTES: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// A manifest that names these files.
fn naming(paths: &[&str]) -> String {
    let files: Vec<String> = paths
        .iter()
        .map(|path| format!(r#"{{"path": "{path}", "size": 0, "sha256": "{NO_BYTES}"}}"#))
        .collect();
    let files = files.join(",");
    format!(r#"{{"ladderbook-manifest": 1, "tool": "x", "files": [{files}]}}"#)
}

fn check_manifest(scratch: &Scratch, text: &str, fault: &str) {
    fs::write(scratch.path("site").join(MANIFEST), text).unwrap();
    let before = scratch.tree("");
    let error = scratch
        .try_publish(&Site::new(&[("other", "o")]))
        .unwrap_err();
    assert_eq!(
        scratch.message(&error),
        format!("the manifest `$/site/{MANIFEST}` {fault}; nothing was removed")
    );
    assert_eq!(scratch.tree(""), before);
}

#[test]
fn a_manifest_that_cannot_be_read_removes_nothing() {
    let scratch = Scratch::new();
    scratch.publish(&Site::new(OLD));
    let good = fs::read_to_string(scratch.path("site").join(MANIFEST)).unwrap();
    let newer = good
        .replace("t\": 1,", "t\": 2,")
        .replace(env!("CARGO_PKG_VERSION"), "9.0.0");
    let cases = [
        (
            "",
            "is damaged (EOF while parsing a value at line 1 column 0)",
        ),
        (
            good.split_once("tl.html").unwrap().0,
            "is damaged (EOF while parsing a string at line 7 column 16)",
        ),
        (
            "[1, 2]",
            "is damaged (invalid type: integer `2`, expected a string at line 1 column 5)",
        ),
        (
            &good.replace("\"size\"", "\"length\""),
            "is damaged (unknown field `length`, expected one of `path`, `size`, `sha256` at line 5 column 31)",
        ),
        (
            &newer,
            "was written by a newer version (`ladderbook 9.0.0`)",
        ),
        (
            r#"{"ladderbook-manifest": 7, "tool": "ladderbook 9.9.9", "tree": {}}"#,
            "was written by a newer version (`ladderbook 9.9.9`)",
        ),
        (
            &naming(&["a"]).replace(NO_BYTES, "e3b0"),
            "gives `a` no valid hash",
        ),
        (
            &naming(&["a"]).replace("e3b0", "g3b0"),
            "gives `a` no valid hash",
        ),
    ];
    for (text, fault) in cases {
        check_manifest(&scratch, text, fault);
    }
}

#[test]
fn a_manifest_that_leaves_the_folder_removes_nothing() {
    let scratch = Scratch::new();
    scratch.write("outside", "mine");
    scratch.publish(&Site::new(OLD));
    let cases: [(&[&str], &str); 11] = [
        (
            &["../outside"],
            "names `../outside`: it has an empty component, `.` or `..`",
        ),
        (
            &["a/../../outside"],
            "names `a/../../outside`: it has an empty component, `.` or `..`",
        ),
        (&["/etc/hostname"], "names `/etc/hostname`: it is absolute"),
        (
            &[r"a\\b"],
            r"names `a\b`: it holds a backslash or a control character",
        ),
        (
            &["a//b"],
            "names `a//b`: it has an empty component, `.` or `..`",
        ),
        (
            &["a/"],
            "names `a/`: it has an empty component, `.` or `..`",
        ),
        (
            &["./a"],
            "names `./a`: it has an empty component, `.` or `..`",
        ),
        (&[""], "names ``: it is empty"),
        (&["a", "a"], "names `a`: it appears twice"),
        (&["a", "a/b"], "names `a`: it is a folder of the site too"),
        (
            &[MANIFEST],
            "names `.ladderbook-manifest.json`: the name is reserved for publishing",
        ),
    ];
    for (paths, fault) in cases {
        check_manifest(&scratch, &naming(paths), fault);
    }
}

#[test]
fn a_manifest_that_is_not_there_removes_nothing() {
    let scratch = Scratch::new();
    scratch.publish(&Site::new(OLD));
    let path = scratch.path("site").join(MANIFEST);
    let good = fs::read_to_string(&path).unwrap();
    fs::remove_file(&path).unwrap();
    scratch.check_refused(
        &Site::new(OLD),
        &expect!["`$/site` holds 2 entries and no manifest of ladderbook: `index.html`, `roles/`; move them away, or choose another output folder"],
    );
    symlink(scratch.write("good.json", &good), &path).unwrap();
    scratch.check_refused(
        &Site::new(OLD),
        &expect!["cannot open `$/site/.ladderbook-manifest.json`: Too many levels of symbolic links (os error 40)"],
    );
    fs::remove_file(&path).unwrap();
    make_pipe(&path);
    let error = scratch.try_publish(&Site::new(OLD)).unwrap_err();
    expect!["`$/site/.ladderbook-manifest.json` is in the way and nothing proves that ladderbook made it; move it away"]
        .assert_eq(&scratch.message(&error));
}

fn make_pipe(path: &Path) {
    let mode = rustix::fs::Mode::from_raw_mode(0o644);
    rustix::fs::mkfifoat(rustix::fs::CWD, path, mode).unwrap();
}

// ---- Paths ----

#[test]
fn paths_that_no_folder_can_hold_are_errors() {
    let scratch = Scratch::new();
    scratch.publish(&Site::new(OLD));
    let check = |paths: &[&str], expected: Expect| {
        let files: Vec<(&str, &str)> = paths.iter().map(|path| (*path, "x")).collect();
        scratch.check_refused(&Site::new(&files), &expected);
    };
    check(
        &[""],
        expect!["`` cannot be a file of the site: it is empty"],
    );
    check(
        &["/a"],
        expect!["`/a` cannot be a file of the site: it is absolute"],
    );
    check(
        &["../a"],
        expect!["`../a` cannot be a file of the site: it has an empty component, `.` or `..`"],
    );
    check(
        &["a/./b"],
        expect!["`a/./b` cannot be a file of the site: it has an empty component, `.` or `..`"],
    );
    check(
        &["a/"],
        expect!["`a/` cannot be a file of the site: it has an empty component, `.` or `..`"],
    );
    check(
        &["a\\b"],
        expect![r"`a\b` cannot be a file of the site: it holds a backslash or a control character"],
    );
    check(
        &["a\nb"],
        expect![
            r"`a\u{a}b` cannot be a file of the site: it holds a backslash or a control character"
        ],
    );
    check(
        &["a\0b"],
        expect![
            r"`a\u{0}b` cannot be a file of the site: it holds a backslash or a control character"
        ],
    );
    check(
        &["a", "b", "a"],
        expect!["`a` cannot be a file of the site: it appears twice"],
    );
    check(
        &["a-b", "a/b/c", "a/b"],
        expect!["`a/b` cannot be a file of the site: it is a folder of the site too"],
    );
    check(
        &[MANIFEST],
        expect![
            "`.ladderbook-manifest.json` cannot be a file of the site: the name is reserved for publishing"
        ],
    );
    check(
        &[".ladderbook-next/a"],
        expect![
            "`.ladderbook-next/a` cannot be a file of the site: the name is reserved for publishing"
        ],
    );
}

// ---- Publishes that fail ----

/// A site with one file that makes the publish fail, at every place among the others.
fn check_fault_at_every_file(fault: impl Fn(Site) -> Site, expected: &Expect) {
    let scratch = Scratch::new();
    scratch.write("asset", "asset");
    scratch.publish(&Site::new(OLD));
    let before = scratch.tree("");
    for at in 0..8 {
        for threads in [1, 3] {
            let site = (0..8).fold(Site::default(), |site, n| {
                let site = if n == at { fault(site) } else { site };
                site.and(&format!("new/{n}.html"), Made::Text(format!("new {n}")))
            });
            let pool = rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .unwrap();
            let error = pool.install(|| scratch.try_publish(&site)).unwrap_err();
            expected.assert_eq(&scratch.message(&error).replace(&"x".repeat(300), "LONG"));
            assert_eq!(scratch.tree(""), before, "fault at {at}, {threads} threads");
        }
    }
    // The fault gone, everything works again.
    assert_eq!(
        scratch
            .publish(&Site::new(&[("index.html", "new")]))
            .removed,
        2
    );
}

#[test]
fn an_error_of_the_caller_leaves_the_old_site() {
    check_fault_at_every_file(
        |site| site.and("bad.html", Made::Error("no such template".to_owned())),
        &expect!["no such template"],
    );
}

#[test]
fn a_missing_asset_leaves_the_old_site() {
    check_fault_at_every_file(
        |site| site.and("bad.png", Made::Copy(PathBuf::from("/nowhere/bad.png"))),
        &expect!["cannot open `/nowhere/bad.png`: No such file or directory (os error 2)"],
    );
}

#[test]
fn an_asset_that_has_become_a_link_is_not_followed() {
    let scratch = Scratch::new();
    scratch.publish(&Site::new(OLD));
    scratch.write("secret", "not for the site");
    symlink("secret", scratch.path("picture.png")).unwrap();
    let before = scratch.tree("");
    let site = Site::new(OLD).and("new.png", Made::Copy(scratch.path("picture.png")));
    let error = scratch.try_publish(&site).unwrap_err();
    expect!["cannot open `$/picture.png`: Too many levels of symbolic links (os error 40)"]
        .assert_eq(&scratch.message(&error));
    assert_eq!(scratch.tree(""), before);
}

#[test]
fn a_manifest_that_was_made_huge_is_not_read() {
    let scratch = Scratch::new();
    scratch.publish(&Site::new(OLD));
    let mut options = fs::OpenOptions::new();
    let path = scratch.path(&format!("site/{MANIFEST}"));
    let manifest = options.write(true).open(path).unwrap();
    manifest.set_len(6 << 30).unwrap();
    let started = Instant::now();
    let error = scratch.try_publish(&Site::new(OLD)).unwrap_err();
    assert!(
        scratch
            .message(&error)
            .ends_with("is damaged (larger than 512 MiB); nothing was removed")
    );
    assert!(started.elapsed() < Duration::from_secs(2));
}

#[test]
fn a_file_that_cannot_be_created_leaves_the_old_site() {
    check_fault_at_every_file(
        |site| {
            site.and(
                &format!("{}.html", "x".repeat(300)),
                Made::Text("long".to_owned()),
            )
        },
        &expect!["cannot create `$/.site.next/LONG.html`: File name too long (os error 36)"],
    );
}

#[test]
fn a_folder_that_cannot_be_created_leaves_the_old_site() {
    let scratch = Scratch::new();
    scratch.publish(&Site::new(OLD));
    let before = scratch.tree("");
    let path = format!("a/b/{}/c.html", "x".repeat(300));
    let error = scratch
        .try_publish(&Site::new(&[("a/a", "a"), (&path, "long")]))
        .unwrap_err();
    assert!(
        scratch
            .message(&error)
            .starts_with("cannot create `$/.site.next/a/b/xxx")
    );
    assert_eq!(scratch.tree(""), before);
}

#[test]
fn an_asset_that_is_no_file_is_an_error_at_once() {
    let scratch = Scratch::new();
    scratch.publish(&Site::new(OLD));
    make_pipe(&scratch.path("pipe"));
    for asset in ["pipe", "site"] {
        let site = Site::new(&[]).and("a.png", Made::Copy(scratch.path(asset)));
        let error = scratch.try_publish(&site).unwrap_err();
        assert_eq!(
            scratch.message(&error),
            format!("cannot copy `$/{asset}`: not a regular file")
        );
        assert!(!scratch.path(".site.next").exists());
        assert!(scratch.path("site/index.html").exists());
    }
}

#[test]
fn a_panic_while_rendering_leaves_nothing_behind() {
    let scratch = Scratch::new();
    scratch.publish(&Site::new(OLD));
    let before = scratch.tree("");
    let site = Site::new(&[("a", "a"), ("b/c", "c")]).and("z", Made::Panic);
    let caught = std::panic::catch_unwind(|| scratch.try_publish(&site).is_ok());
    assert!(caught.is_err());
    assert_eq!(scratch.tree(""), before);
}

#[test]
fn a_wish_to_stop_leaves_the_old_site() {
    let scratch = Scratch::new();
    scratch.publish(&Site::new(OLD));
    let before = scratch.tree("");
    for at in 0..6 {
        let mut site = (0..6).fold(Site::default(), |site, n| {
            site.and(&format!("new/{n}.html"), Made::Text(format!("new {n}")))
        });
        site.stop_at = Some((at, AtomicBool::new(false)));
        let stop = &site.stop_at.as_ref().unwrap().1;
        let result = publish(&scratch.destination(), &site, None, stop);
        assert!(
            matches!(result, Err(PublishError::Stopped)),
            "{at}: {result:?}"
        );
        assert_eq!(scratch.tree(""), before, "stopped at {at}");
    }
    let stop = AtomicBool::new(true);
    let result = publish(&scratch.destination(), &Site::new(OLD), None, &stop);
    assert!(matches!(result, Err(PublishError::Stopped)));
}
