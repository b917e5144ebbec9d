//! What a killed publish leaves behind, and what only looks like it.

use super::*;

const PLAN: &str = ".site.next/.ladderbook-staging";
const NEW: &[(&str, &str)] = &[("index.html", "new"), ("a/b.html", "b")];

/// A publish over these leftovers gives the site of a first publish, and nothing else.
fn check_removed(scratch: &Scratch) {
    scratch.publish(&Site::new(NEW));
    let cold = Scratch::new();
    cold.publish(&Site::new(NEW));
    assert_eq!(scratch.tree(""), cold.tree(""));
}

#[test]
fn killed_before_the_plan() {
    let scratch = Scratch::new();
    scratch.publish(&Site::new(OLD));
    fs::create_dir(scratch.path(".site.next")).unwrap();
    check_removed(&scratch);
}

#[test]
fn killed_while_the_plan_was_written() {
    let scratch = Scratch::new();
    scratch.publish(&Site::new(OLD));
    for plan in [
        &b""[..],
        b"index.html\na/b.ht",
        b"index.html\na/",
        b"a/\xc3",
    ] {
        scratch.write(PLAN, "");
        fs::write(scratch.path(PLAN), plan).unwrap();
        check_removed(&scratch);
    }
}

#[test]
fn killed_while_files_were_staged() {
    let scratch = Scratch::new();
    scratch.publish(&Site::new(OLD));
    scratch.write(PLAN, "x/y.html\nz.html\nnever.html\n");
    scratch.write(".site.next/x/y.html", "y");
    scratch.write(".site.next/z.html", "half a fi");
    check_removed(&scratch);
}

#[test]
fn killed_while_the_manifest_was_written() {
    let scratch = Scratch::new();
    scratch.publish(&Site::new(OLD));
    scratch.write(PLAN, "z.html\n");
    scratch.write(".site.next/z.html", "z");
    scratch.write(".site.next/.ladderbook-manifest.json", "{\"ladderb");
    check_removed(&scratch);
}

#[test]
fn killed_before_or_after_the_swap() {
    let scratch = Scratch::new();
    scratch.publish(&Site::new(OLD));
    fs::rename(scratch.path("site"), scratch.path(".site.next")).unwrap();
    check_removed(&scratch);
    // And in the middle of the removal.
    scratch.publish(&Site::new(OLD));
    fs::rename(scratch.path("site"), scratch.path(".site.next")).unwrap();
    fs::remove_file(scratch.path(".site.next/roles/em.html")).unwrap();
    check_removed(&scratch);
}

#[test]
fn a_folder_without_proof_is_not_ours() {
    let scratch = Scratch::new();
    scratch.publish(&Site::new(OLD));
    scratch.write(".site.next/notes.txt", "mine");
    scratch.check_refused(
        &Site::new(NEW),
        &expect![
            "`$/.site.next` is in the way and nothing proves that ladderbook made it; move it away"
        ],
    );
}

#[test]
fn a_file_or_link_in_the_place_of_the_staging_folder_is_not_ours() {
    let scratch = Scratch::new();
    scratch.write(".site.next", "mine");
    scratch.check_refused(&Site::new(NEW), &expect!["`$/.site.next` is not a folder"]);
    fs::remove_file(scratch.path(".site.next")).unwrap();
    scratch.write("theirs/.ladderbook-staging", "index.html\n");
    scratch.write("theirs/index.html", "mine");
    symlink("theirs", scratch.path(".site.next")).unwrap();
    scratch.check_refused(&Site::new(NEW), &expect!["`$/.site.next` is not a folder"]);
}

#[test]
fn only_what_the_proof_names_is_removed() {
    let scratch = Scratch::new();
    scratch.write(PLAN, "x/y.html\n");
    scratch.write(".site.next/x/y.html", "y");
    scratch.write(".site.next/x/notes.txt", "mine");
    for _ in 0..2 {
        let error = scratch.try_publish(&Site::new(NEW)).unwrap_err();
        expect!["`$/.site.next` holds 1 entry that ladderbook did not write: `x/`; move them away, or choose another output folder"]
            .assert_eq(&scratch.message(&error));
        assert!(scratch.path(".site.next/x/notes.txt").exists());
    }
    fs::remove_file(scratch.path(".site.next/x/notes.txt")).unwrap();
    check_removed(&scratch);
}

#[test]
fn a_plan_or_a_link_cannot_lead_the_removal_outside() {
    let scratch = Scratch::new();
    let mine = scratch.write("mine/index.html", "mine");
    scratch.write(PLAN, "../mine/index.html\n");
    scratch.check_refused(
        &Site::new(NEW),
        &expect!["`../mine/index.html` cannot be a file of the site: it has an empty component, `.` or `..`"],
    );
    scratch.write(PLAN, "x/index.html\n");
    symlink("../mine", scratch.path(".site.next/x")).unwrap();
    scratch.check_refused(
        &Site::new(NEW),
        &expect!["`$/.site.next/x` is in the way and nothing proves that ladderbook made it; move it away"],
    );
    assert!(mine.exists());
}
