//! Publishing file by file, and its leftovers.

use super::*;

const OLD_MIX: &[(&str, &str)] = &[
    ("both.html", "old"),
    ("gone.html", "old"),
    ("same.html", "same"),
];
const NEW_MIX: &[(&str, &str)] = &[
    ("a/new.html", "new"),
    ("both.html", "new"),
    ("same.html", "same"),
];

/// The output in the middle of a publish of `NEW_MIX` over `OLD_MIX`: `moved` files are in place already.
fn interrupted(moved: &[&str]) -> Scratch {
    let scratch = Scratch::new();
    scratch.publish(&Site::new(NEW_MIX));
    fs::rename(scratch.path("site"), scratch.path("new")).unwrap();
    scratch.publish(&Site::new(OLD_MIX));
    fs::rename(scratch.path("new"), scratch.path("site/.ladderbook-next")).unwrap();
    scratch.write(
        "site/.ladderbook-next/.ladderbook-staging",
        "a/new.html\nboth.html\nsame.html\n",
    );
    fs::remove_file(scratch.path("site/.ladderbook-next/same.html")).unwrap();
    if !moved.is_empty() {
        fs::create_dir(scratch.path("site/a")).unwrap();
    }
    for path in moved {
        fs::rename(
            scratch.path("site/.ladderbook-next").join(path),
            scratch.path("site").join(path),
        )
        .unwrap();
    }
    scratch
}

const STATES: &[&[&str]] = &[&[], &["a/new.html"], &["a/new.html", "both.html"]];

#[test]
fn the_next_publish_goes_on_where_a_killed_one_stopped() {
    for moved in STATES {
        for next in [OLD_MIX, NEW_MIX, &[("other", "other")]] {
            let scratch = interrupted(moved);
            let published = scratch.publish(&Site::new(next));
            assert_eq!(published.edited_by_hand, [""; 0], "the mixture is our own");
            let cold = Scratch::new();
            cold.publish(&Site::new(next));
            assert_eq!(scratch.tree(""), cold.tree(""), "{moved:?}");
        }
    }
}

#[test]
fn a_mixture_stays_ours_when_the_next_publish_fails_too() {
    for moved in STATES {
        let scratch = interrupted(moved);
        let bad = || Site::new(&[]).and("bad", Made::Error("bad".to_owned()));
        for _ in 0..2 {
            let error = scratch.try_publish(&bad()).unwrap_err();
            assert_eq!(scratch.message(&error), "bad");
        }
        scratch.write("site/both.html", "edited");
        let published = scratch.publish(&Site::new(&[("other", "other")]));
        assert_eq!(published.edited_by_hand, ["both.html"]);
        assert_eq!(
            scratch.tree(""),
            "site/\nsite/.ladderbook-manifest.json\nsite/other = other"
        );
    }
}

#[test]
fn killed_before_anything_was_moved() {
    let scratch = interrupted(&[]);
    // The staged manifest was cut short: it says nothing.
    scratch.write("site/.ladderbook-next/.ladderbook-manifest.json", "{\"lad");
    assert_eq!(scratch.publish(&Site::new(OLD_MIX)).mode, Mode::Unchanged);
    assert!(!scratch.path("site/.ladderbook-next").exists());
}

#[test]
fn foreign_files_are_refused_beside_an_interrupted_publish() {
    for moved in STATES {
        let scratch = interrupted(moved);
        scratch.write("site/notes.txt", "mine");
        scratch.check_refused(
            &Site::new(OLD_MIX),
            &expect!["`$/site` holds 1 entry that ladderbook did not write: `notes.txt`; move them away, or choose another output folder"],
        );
    }
}

#[test]
fn a_foreign_folder_of_that_name_is_refused() {
    let scratch = Scratch::new();
    scratch.publish(&Site::new(OLD_MIX));
    scratch.write("site/.ladderbook-next/notes.txt", "mine");
    scratch.check_refused(
        &Site::new(OLD_MIX),
        &expect!["`$/site/.ladderbook-next` is in the way and nothing proves that ladderbook made it; move it away"],
    );
}

// ---- On real mount points, in a mount namespace of our own ----

/// Runs an ignored test of this module again, with a small file system mounted where its site goes. Where the system
/// forbids namespaces, there is nothing to see.
#[expect(clippy::print_stderr, reason = "a test that did not run says so")]
fn with_mount(test: &str, mount: &str) {
    let scratch = Scratch::new();
    fs::create_dir(scratch.path("site")).unwrap();
    let in_namespace = |script: &str| {
        std::process::Command::new("unshare")
            .args(["-rm", "sh", "-euc", script])
            .current_dir(&scratch.0)
            .env("LADDERBOOK_TEST_MOUNT", &scratch.0)
            .env("LADDERBOOK_TEST", std::env::current_exe().unwrap())
            .env("LADDERBOOK_TEST_NAME", format!("output::in_place::{test}"))
            .output()
    };
    match in_namespace(mount) {
        Ok(tried) if tried.status.success() => {}
        tried => {
            eprintln!("not tested: no mount namespaces here: {tried:?}");
            return;
        }
    }
    let run = r#""$LADDERBOOK_TEST" --ignored --exact "$LADDERBOOK_TEST_NAME" --nocapture"#;
    let ran = in_namespace(&format!("{mount}\n{run}")).unwrap();
    let said = String::from_utf8_lossy(&ran.stdout) + String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{said}");
    assert!(said.contains("1 passed"), "{said}");
}

/// The folder that the outer test made, which it removes.
fn mounted() -> std::mem::ManuallyDrop<Scratch> {
    let path = std::env::var_os("LADDERBOOK_TEST_MOUNT").expect("run by `with_mount` only");
    std::mem::ManuallyDrop::new(Scratch(PathBuf::from(path)))
}

#[test]
fn another_file_system_is_published_to_file_by_file() {
    with_mount("on_a_mount", "mount -t tmpfs -o size=1m tmpfs site");
}

/// The same device, so that only the swap itself can tell.
#[test]
fn a_bind_mount_is_published_to_file_by_file() {
    with_mount("on_a_mount", "mkdir -p back; mount --bind back site");
}

#[test]
#[ignore = "run by the tests above, in a namespace"]
fn on_a_mount() {
    let scratch = mounted();
    let by_file = Mode::PerFile {
        reason: "the output folder is a mount point".to_owned(),
    };
    let folder = inode(&scratch.path("site"));
    let sites: [&[(&str, &str)]; 6] = [
        OLD_MIX,
        NEW_MIX,
        &[("a", "a file now"), ("same.html", "same")],
        &[("a/b/c", "a folder again"), ("same.html/x", "and this")],
        &[("a/b", "and back"), ("z/z/z", "z")],
        &[("z/z/y", "y")],
    ];
    for files in sites {
        let site = Site::new(files);
        assert_eq!(scratch.publish(&site).mode, by_file);
        let cold = Scratch::new();
        cold.publish(&site);
        assert_eq!(scratch.tree("site"), cold.tree("site"));
        assert_eq!(scratch.publish(&site).mode, Mode::Unchanged);
    }
    assert_eq!(inode(&scratch.path("site")), folder);

    let files = [("z/z/y", "y")];
    publish(
        &scratch.destination(),
        &Site::new(&files),
        Some("x"),
        &AtomicBool::new(false),
    )
    .unwrap();
    assert!(is_current(&scratch.destination(), "x"));
    scratch.write("site/z/notes.txt", "mine");
    scratch.check_refused(
        &Site::new(NEW_MIX),
        &expect!["`$/site` holds 1 entry that ladderbook did not write: `z/notes.txt`; move them away, or choose another output folder"],
    );
    fs::remove_file(scratch.path("site/z/notes.txt")).unwrap();
    scratch.write("site/z/z/y", "mine");
    assert_eq!(
        scratch.publish(&Site::new(&files)).edited_by_hand,
        ["z/z/y"]
    );
    let outside: Vec<_> = fs::read_dir(&scratch.0)
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert!(
        !outside
            .iter()
            .any(|name| name.to_str().unwrap().starts_with('.')),
        "{outside:?}"
    );
}

#[test]
fn a_fault_on_the_way_is_made_good_by_the_next_publish() {
    with_mount(
        "with_a_fault_on_the_way",
        "mount -t tmpfs -o size=1m tmpfs site",
    );
}

#[test]
#[ignore = "run by the test above, in a namespace"]
fn with_a_fault_on_the_way() {
    let scratch = mounted();
    scratch.publish(&Site::new(OLD_MIX));
    // A file that is a mount point cannot be replaced.
    let stuck = scratch.path("site/both.html");
    let mount = |command: &str, paths: &[&Path]| {
        let status = std::process::Command::new(command).args(paths).status();
        assert!(status.unwrap().success());
    };
    mount("mount", &[Path::new("--bind"), &stuck, &stuck]);
    for _ in 0..2 {
        let error = scratch.try_publish(&Site::new(NEW_MIX)).unwrap_err();
        expect!["cannot rename `$/site/.ladderbook-next/both.html`: Device or resource busy (os error 16)"]
            .assert_eq(&scratch.message(&error));
        assert!(scratch.path("site/a/new.html").exists());
    }
    mount("umount", &[&stuck]);
    let published = scratch.publish(&Site::new(NEW_MIX));
    assert_eq!(published.edited_by_hand, [""; 0]);
    let cold = Scratch::new();
    cold.publish(&Site::new(NEW_MIX));
    assert_eq!(scratch.tree("site"), cold.tree("site"));
}

#[test]
fn a_full_disk_leaves_the_old_site_and_says_what_was_missing() {
    with_mount(
        "on_a_full_disk",
        r#"mount -t tmpfs -o size=400k tmpfs "$LADDERBOOK_TEST_MOUNT"; mkdir "$LADDERBOOK_TEST_MOUNT/site""#,
    );
    with_mount("on_a_full_disk", "mount -t tmpfs -o size=400k tmpfs site");
}

#[test]
#[ignore = "run by the test above, in a namespace"]
fn on_a_full_disk() {
    let scratch = mounted();
    scratch.publish(&Site::new(OLD));
    let before = scratch.tree("");
    let big = "x".repeat(10_000);
    let names: Vec<String> = (0..60).map(|n| format!("d{}/{n}.html", n % 3)).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|n| (n.as_str(), big.as_str())).collect();
    let site = Site::new(&files);
    let error = scratch.try_publish(&site).unwrap_err();
    assert!(site.asked.iter().all(|n| n.load(Ordering::Relaxed) == 1));
    let PublishError::Output(OutputError::NoSpace { needed, free, .. }) = &error else {
        panic!("{error:?}");
    };
    assert!(needed.bytes >= 600_000 && needed.bytes < 800_000, "{error}");
    assert!(free.bytes > 200_000 && free.bytes < 400_000, "{error}");
    assert_eq!(scratch.tree(""), before);

    // As much as fits is no error.
    let published = scratch.publish(&Site::new(&files[..20]));
    assert_eq!((published.written, published.removed), (20, 3));
}
