//! Files change while the preview runs; it always ends up with what is on disk.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::program::{Folder, LADDER, Preview, until};

const GUIDE: &str = "content/guides/first.md";
const PAGE: &str = "/guides/first.html";

fn guide(text: &str) -> String {
    format!("---\ntitle: First\n---\n\n{text}\n")
}

fn started() -> (Folder, Preview) {
    let folder = Folder::new(LADDER);
    let preview = Preview::start(&folder);
    (folder, preview)
}

fn signal(preview: &Preview, signal: Signal) {
    let process = Pid::from_raw(i32::try_from(preview.id()).expect("a small number"));
    kill_process(process.expect("not 0"), signal).expect("it runs");
}

#[test]
fn every_way_to_save_a_file_is_one_change() {
    let (folder, preview) = started();
    let path = folder.at(GUIDE);
    let beside = folder.at("content/guides/.first.md.tmp");
    let backup = folder.at("content/guides/first.md~");
    type Save<'a> = (&'a str, Box<dyn Fn(&str) + 'a>);
    let saves: Vec<Save<'_>> = vec![
        (
            "in place",
            Box::new(|text| fs::write(&path, text).expect("a write")),
        ),
        (
            "a new file renamed over it",
            Box::new(|text| {
                fs::write(&beside, text).expect("a write");
                fs::rename(&beside, &path).expect("a rename");
            }),
        ),
        (
            "the old file renamed away, as vim does after its probe",
            Box::new(|text| {
                let probe = folder.at("content/guides/4913");
                fs::write(&probe, "").expect("a write");
                fs::remove_file(&probe).expect("a removal");
                fs::rename(&path, &backup).expect("a rename");
                fs::write(&path, text).expect("a write");
                fs::remove_file(&backup).expect("a removal");
            }),
        ),
        (
            "by another program, as sed -i does",
            Box::new(|text| {
                let beside = folder.at("content/guides/sedAb12Cd");
                fs::write(&beside, text).expect("a write");
                fs::rename(&beside, &path).expect("a rename");
            }),
        ),
        (
            "removed and made again",
            Box::new(|text| {
                fs::remove_file(&path).expect("a removal");
                fs::write(&path, text).expect("a write");
            }),
        ),
        (
            "in two parts",
            Box::new(|text| {
                let (first, second) = text.split_at(text.len() / 2);
                let mut file = File::create(&path).expect("a file");
                file.write_all(first.as_bytes()).expect("a write");
                file.write_all(second.as_bytes()).expect("a write");
            }),
        ),
    ];
    for (number, (name, save)) in saves.iter().enumerate() {
        let text = format!("Saved as number {number}.");
        save(&guide(&text));
        preview.shows(PAGE, &text);
        // Nothing more follows, and no second news of the same file.
        thread::sleep(Duration::from_millis(100));
        let errors: Vec<_> = preview
            .states()
            .iter()
            .filter(|state| state["errors"] != 0)
            .cloned()
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
    }
    // The sweep has seen all of them as well by now, and had nothing to add.
    thread::sleep(Duration::from_secs(3));
    let states = preview.states();
    assert!(states.len() <= 1 + saves.len() + 2, "{states:#?}");
}

#[test]
fn the_moment_between_emptying_a_file_and_filling_it_is_not_shown() {
    let (folder, preview) = started();
    let (path, aside) = (
        folder.at("content/roles/tech-lead.md"),
        folder.at("content/roles/tech-lead.md~"),
    );
    for round in 0..6 {
        let text =
            format!("---\ntitle: Tech Lead\nabbr: TL\nowns: [design]\n---\n\nRound {round}.\n");
        let start = Instant::now();
        if round % 2 == 0 {
            File::create(&path).expect("it can be emptied");
        } else {
            fs::rename(&path, &aside).expect("a rename");
        }
        thread::sleep(Duration::from_millis(30));
        fs::write(&path, &text).expect("a write");
        let took = start.elapsed();
        preview.shows("/roles/tech-lead.html", &format!("Round {round}."));
        let wrong = preview.states().iter().any(|state| state["errors"] != 0);
        // Whoever takes longer than a program that saves is believed.
        if took > Duration::from_millis(80) {
            return;
        }
        assert!(!wrong, "{:#?}", preview.states());
    }
}

#[test]
fn equal_bytes_are_no_change() {
    let (folder, preview) = started();
    let tag = preview.get(PAGE).header("etag").map(str::to_owned);
    let text = folder.read(GUIDE);
    for _ in 0..3 {
        // Over what is there: a file that a busy machine leaves empty for long would rightly be seen as one.
        let open = File::options().write(true).open(folder.at(GUIDE));
        let written = open.and_then(|mut file| file.write_all(text.as_bytes()));
        written.expect("it can be written");
        thread::sleep(Duration::from_millis(50));
    }
    thread::sleep(Duration::from_secs(2));
    assert_eq!(preview.states().len(), 1, "{:?}", preview.states());
    // Another page changes; this one does not, and a browser that has it is told so.
    folder.edit("content/guides/second.md", "After", "Long after");
    preview.shows("/guides/second.html", "Long after");
    let known = format!(
        "Host: {}\r\nIf-None-Match: {}\r\n",
        preview.socket,
        tag.expect("a tag")
    );
    let answer = preview.get_with(PAGE, &known);
    assert_eq!((answer.status, answer.body.len()), (304, 0));
    let state = answer.header("x-ladderbook-state").unwrap_or_default();
    assert!(state.contains("-2 0 0 "), "{state}");
}

#[test]
fn folders_come_go_and_move() {
    let (folder, preview) = started();
    folder.write(
        "content/guides/deep/er/page.md",
        "---\ntitle: Deep\n---\n\nDeep down.\n",
    );
    preview.shows("/guides/deep/er/page.html", "Deep down.");
    // A folder that the preview has not seen before is watched as well.
    folder.edit(
        "content/guides/deep/er/page.md",
        "Deep down.",
        "Deeper down.",
    );
    preview.shows("/guides/deep/er/page.html", "Deeper down.");
    fs::rename(
        folder.at("content/guides/deep"),
        folder.at("content/guides/moved"),
    )
    .expect("a rename");
    preview.shows("/guides/moved/er/page.html", "Deeper down.");
    until("the old address is nothing", || {
        preview.get("/guides/deep/er/page.html").status == 404
    });
    folder.edit(
        "content/guides/moved/er/page.md",
        "Deeper down.",
        "Moved down.",
    );
    preview.shows("/guides/moved/er/page.html", "Moved down.");
    fs::remove_dir_all(folder.at("content/guides/moved")).expect("a removal");
    until("the page is gone", || {
        preview.get("/guides/moved/er/page.html").status == 404
    });
    // A whole folder from elsewhere, with all that is in it.
    folder.write("aside/new.md", "---\ntitle: New\n---\n\nFrom elsewhere.\n");
    fs::rename(folder.at("aside"), folder.at("content/guides/moved")).expect("a rename");
    preview.shows("/guides/moved/new.html", "From elsewhere.");
}

#[test]
fn the_content_folder_goes_away_and_comes_back() {
    let (folder, preview) = started();
    let (content, aside) = (folder.at("content"), folder.at("aside"));
    for round in 0..3 {
        fs::rename(&content, &aside).expect("a rename");
        until("that is an error", || {
            preview
                .states()
                .last()
                .is_some_and(|state| state["errors"] != 0)
        });
        assert_eq!(preview.get(PAGE).status, 200);
        fs::rename(&aside, &content).expect("a rename");
        until("all is well", || {
            preview
                .states()
                .last()
                .is_some_and(|state| state["errors"] == 0)
        });
        // Its watches went with it, and new ones came.
        let text = format!("Back for the time {round}.");
        folder.write(GUIDE, guide(&text));
        preview.shows(PAGE, &text);
    }
}

#[test]
fn a_checkout_of_a_thousand_files_ends_in_its_own_state() {
    let (folder, preview) = started();
    let name = |number: usize| format!("content/guides/many/{}/g{number}.md", number % 7);
    for (round, word) in ["one", "two", "three"].iter().enumerate() {
        for number in 0..1_000 {
            // Every third file is not there every second time.
            if round % 2 == 1 && number % 3 == 0 {
                fs::remove_file(folder.at(&name(number))).expect("a removal");
            } else {
                folder.write(
                    &name(number),
                    format!("---\ntitle: G{number}\n---\n\nVersion {word}.\n"),
                );
            }
        }
        let text = format!("Version {word}.");
        for number in [1, 500, 998] {
            preview.shows(
                &format!("/guides/many/{}/g{number}.html", number % 7),
                &text,
            );
        }
        let gone = format!("/guides/many/{}/g{}.html", 999 % 7, 999);
        let expected = if round % 2 == 1 { 404 } else { 200 };
        until("the last one has come or gone", || {
            preview.get(&gone).status == expected
        });
    }
}

#[test]
fn lost_events_are_made_up_for() {
    let (folder, preview) = started();
    let limit = fs::read_to_string("/proc/sys/fs/inotify/max_queued_events");
    let limit: usize = limit
        .ok()
        .and_then(|limit| limit.trim().parse().ok())
        .unwrap_or(16_384);
    signal(&preview, Signal::STOP);
    let noise = [
        folder.at("content/guides/second.md"),
        folder.at("content/index.md"),
    ];
    let texts = noise.clone().map(|path| fs::read(path).expect("a text"));
    // Each write is several events; taking turns keeps the kernel from folding them into one.
    for number in 0..limit {
        let at = number % 2;
        fs::write(&noise[at], &texts[at]).expect("a write");
    }
    folder.write(GUIDE, guide("Written behind a full queue."));
    signal(&preview, Signal::CONT);
    preview.shows(PAGE, "Written behind a full queue.");
}

#[test]
fn a_reached_limit_is_said_once_and_the_files_are_looked_at() {
    let limited = || {
        let mut command = Command::new("unshare");
        command.args([
            "-Ur",
            "sh",
            "-c",
            "echo 3 > /proc/sys/user/max_inotify_watches && exec \"$0\" \"$@\"",
        ]);
        command
    };
    if !limited()
        .arg("true")
        .output()
        .is_ok_and(|output| output.status.success())
    {
        eprintln!("skipped: the limit cannot be set for one program here");
        return;
    }
    let folder = Folder::new(LADDER);
    let mut command = limited();
    command.arg(env!("CARGO_BIN_EXE_ladderbook"));
    let preview = Preview::of(command, &folder, &["--port", "0"]);
    until("it says so", || {
        preview.said().contains("fs.inotify.max_user_watches")
    });
    folder.write(GUIDE, guide("Seen all the same."));
    preview.shows(PAGE, "Seen all the same.");
    assert_eq!(preview.said().matches("max_user_watches").count(), 1);
}

#[test]
fn without_events_the_files_are_looked_at() {
    let folder = Folder::new(LADDER);
    let preview = Preview::with(&folder, &["--port", "0", "--poll"]);
    folder.write(GUIDE, guide("Seen by looking."));
    preview.shows(PAGE, "Seen by looking.");
    // Of the same size, and with the time of the one before.
    let before = fs::metadata(folder.at(GUIDE))
        .and_then(|it| it.modified())
        .expect("a time");
    folder.write(GUIDE, guide("Seen by lookinG."));
    let file = File::options()
        .write(true)
        .open(folder.at(GUIDE))
        .expect("a file");
    file.set_modified(before).expect("a time can be set");
    preview.shows(PAGE, "Seen by lookinG.");
    folder.write(
        "content/guides/new/page.md",
        "---\ntitle: New\n---\n\nNew.\n",
    );
    preview.shows("/guides/new/page.html", "New.");
    fs::remove_dir_all(folder.at("content/guides/new")).expect("a removal");
    until("it is gone", || {
        preview.get("/guides/new/page.html").status == 404
    });
}

#[test]
fn a_change_without_an_event_is_found_all_the_same() {
    let (folder, preview) = started();
    // The system tells of a file by the folder in which it was opened, and this one is not watched.
    let outside = folder.at("outside.md");
    fs::hard_link(folder.at(GUIDE), &outside).expect("a second name of the file");
    for text in ["Written outside.", "Written outside, once more."] {
        fs::write(&outside, guide(text)).expect("a write");
        preview.shows(PAGE, text);
    }
    assert!(!preview.said().contains("poll"), "{}", preview.said());
}

#[test]
fn the_last_good_site_stays_while_there_are_errors() {
    let (folder, preview) = started();
    let good = preview.get(PAGE);
    folder.write(
        "content/roles/manager.md",
        "---\ntitle: Manager\nabbr: EM\nonwer: x\n---\n\nNew words.\n",
    );
    until("the error is told", || {
        let states = preview.states();
        preview.get("/__ladderbook/problems").body.contains("onwer")
            && states.last().is_some_and(|state| state["errors"] != 0)
    });
    let state = preview.states().last().cloned().expect("a state");
    let first = &state["diagnostics"][0];
    assert_eq!(first["code"], "unknown-key", "{state:#}");
    assert_eq!(
        (&first["line"], &first["column"]),
        (&4.into(), &1.into()),
        "{state:#}"
    );
    assert!(
        preview
            .get("/roles/manager.html")
            .body
            .contains("Looks after people.")
    );
    assert_eq!(preview.get(PAGE).header("etag"), good.header("etag"));
    // Other files may be mended or changed meanwhile; nothing half-good is shown.
    folder.write(GUIDE, guide("Changed while something else is wrong."));
    thread::sleep(Duration::from_millis(300));
    assert_eq!(preview.get(PAGE).header("etag"), good.header("etag"));
    folder.write(
        "content/roles/manager.md",
        "---\ntitle: Manager\nabbr: EM\nowns: [staffing]\n---\n\nNew words.\n",
    );
    preview.shows("/roles/manager.html", "New words.");
    preview.shows(PAGE, "Changed while something else is wrong.");
    assert!(!preview.get("/__ladderbook/problems").body.contains("onwer"));
}

#[test]
fn nothing_in_the_files_ends_the_server() {
    let (folder, mut preview) = started();
    let settings = folder.read("book.toml");
    let last_errors = |preview: &Preview| {
        preview
            .states()
            .last()
            .is_some_and(|state| state["errors"] != 0 || !state["unreadable"].is_null())
    };
    let faults: [(&str, Box<dyn Fn()>); 6] = [
        (
            "settings that are no TOML",
            Box::new(|| folder.write("book.toml", "[[[")),
        ),
        (
            "settings of other bytes",
            Box::new(|| folder.write("book.toml", b"\xff\xfe\x00")),
        ),
        (
            "no settings",
            Box::new(|| fs::remove_file(folder.at("book.toml")).expect("a removal")),
        ),
        (
            "a theme that is not there",
            Box::new(|| {
                folder.write(
                    "book.toml",
                    format!("{settings}\n[build]\ntheme = \"none\"\n"),
                );
            }),
        ),
        (
            "a template that does not compile",
            Box::new(|| {
                folder.write(
                    "themes/default/templates/role.html",
                    "{% extends \"none.html\" %}{{",
                );
            }),
        ),
        (
            "a template that fails when it is called",
            Box::new(|| {
                folder.write(
                    "themes/default/templates/role.html",
                    "{{ nothing.such.thing }}",
                );
            }),
        ),
    ];
    for (name, fault) in &faults {
        fault();
        until(name, || last_errors(&preview));
        assert_eq!(preview.get(PAGE).status, 200, "{name}");
        assert!(
            preview
                .get("/roles/manager.html")
                .body
                .contains("Looks after people."),
            "{name}"
        );
        let _ = fs::remove_dir_all(folder.at("themes"));
        folder.write("book.toml", &settings);
        until("all is well again", || !last_errors(&preview));
    }
    assert!(preview.is_running());
}

#[test]
fn a_page_that_cannot_be_rendered_brings_the_last_good_site_back() {
    let (folder, preview) = started();
    // Good for every role but one, and so not found by a look at one page of each kind.
    let base = fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/themes/default/templates/role.html"
    ))
    .expect("a template");
    let wrong = base.replacen("{% block content %}", "{% block content %}{% if page.title == \"Tech Lead\" %}{{ nothing.such.thing }}{% endif %}Own theme.", 1);
    assert_ne!(base, wrong, "the template has another form");
    folder.write("themes/default/templates/role.html", wrong);
    preview.shows("/roles/manager.html", "Own theme.");
    let answer = preview.get("/roles/tech-lead.html");
    assert_eq!(answer.status, 200);
    assert!(
        answer.body.contains("Looks after the system."),
        "{}",
        answer.body
    );
    assert!(
        !preview
            .get("/roles/manager.html")
            .body
            .contains("Own theme.")
    );
    assert!(
        preview
            .get("/__ladderbook/problems")
            .body
            .contains("role.html")
    );
    folder.write(
        "themes/default/templates/role.html",
        base.replacen("{% block content %}", "{% block content %}Mended.", 1),
    );
    preview.shows("/roles/tech-lead.html", "Mended.");
}

#[test]
fn no_answer_mixes_two_states_while_files_change() {
    let (folder, preview) = started();
    let stop = Arc::new(AtomicBool::new(false));
    thread::scope(|scope| {
        let clients: Vec<_> = (0..3)
            .map(|_| {
                let (stop, preview) = (Arc::clone(&stop), &preview);
                scope.spawn(move || {
                    let (mut count, mut seen) = (0, BTreeSet::new());
                    while !stop.load(Ordering::Relaxed) {
                        let answer = preview.get(PAGE);
                        assert_eq!(answer.status, 200);
                        assert!(answer.body.ends_with("</html>\n"), "cut off");
                        let len: usize = answer
                            .header("content-length")
                            .and_then(|len| len.parse().ok())
                            .expect("a length");
                        assert_eq!(len, answer.bytes.len());
                        // The title stands in the head and in the middle, and in the other page's link at the end.
                        let titles: BTreeSet<&str> = answer
                            .body
                            .match_indices("Title-")
                            .map(|(at, _)| &answer.body[at..at + 10])
                            .collect();
                        assert!(titles.len() <= 1, "{titles:?}");
                        seen.extend(titles.into_iter().map(str::to_owned));
                        count += 1;
                    }
                    (count, seen.len())
                })
            })
            .collect();
        let end = Instant::now() + Duration::from_secs(3);
        let mut number = 1_000;
        while Instant::now() < end {
            number += 1;
            folder.write(
                GUIDE,
                format!("---\ntitle: Title-{number}\n---\n\n# Title-{number}\n"),
            );
            thread::sleep(Duration::from_millis(15));
        }
        stop.store(true, Ordering::Relaxed);
        for client in clients {
            let (count, seen) = client.join().expect("no client fails");
            assert!(count > 5 && seen > 1, "{count} answers of {seen} states");
        }
        preview.shows(PAGE, &format!("Title-{number}"));
    });
}

#[test]
fn a_thousand_saves_end_in_the_last_one() {
    let (folder, preview) = started();
    for number in 0..1_000 {
        folder.write(GUIDE, guide(&format!("Save number {number}.")));
    }
    preview.shows(PAGE, "Save number 999.");
    // They were taken together, and not one by one.
    assert!(
        preview.states().len() < 500,
        "{} states",
        preview.states().len()
    );
}

#[test]
fn the_output_folder_is_not_watched_and_never_written() {
    let (folder, preview) = started();
    let build = || {
        let output = Command::new(env!("CARGO_BIN_EXE_ladderbook"))
            .args(["build", "--root"])
            .arg(folder.root())
            .output()
            .expect("the program starts");
        assert!(output.status.success(), "{output:?}");
    };
    assert!(!folder.at("site").exists());
    build();
    build();
    thread::sleep(Duration::from_secs(2));
    assert_eq!(preview.states().len(), 1, "{:?}", preview.states());
    // The script of the preview is in its answers, and not in what was built.
    assert!(preview.get("/").body.contains("__ladderbook"));
    assert!(!folder.read("site/index.html").contains("__ladderbook"));
}

#[test]
fn the_site_stands_below_its_base() {
    let folder = Folder::new(LADDER);
    folder.edit(
        "book.toml",
        "https://ladder.example",
        "https://example.org/docs/ladder/",
    );
    let preview = Preview::start(&folder);
    assert!(
        preview.address.ends_with("/docs/ladder/"),
        "{}",
        preview.address
    );
    assert_eq!(preview.get("/docs/ladder/").status, 200);
    assert_eq!(preview.get("/docs/ladder/roles/manager.html").status, 200);
    let root = preview.get("/");
    assert_eq!(
        (root.status, root.header("location")),
        (307, Some("/docs/ladder/"))
    );
    let folder_page = preview.get("/docs/ladder/roles");
    assert_eq!(folder_page.header("location"), Some("/docs/ladder/roles/"));
    assert_eq!(preview.get("/roles/manager.html").status, 404);
    let page = preview.get("/docs/ladder/roles/manager.html").body;
    assert!(
        page.contains("<script src=\"../__ladderbook/reload.js\""),
        "{page}"
    );
    let nothing = preview.get("/docs/ladder/roles/no/such/page.html").body;
    assert!(
        nothing.contains("<script src=\"/docs/ladder/__ladderbook/reload.js\""),
        "{nothing}"
    );
}

#[test]
fn a_picture_is_sent_as_it_is_and_no_link_is_followed() {
    let folder = Folder::new(LADDER);
    let picture: Vec<u8> = [b"\x89PNG\r\n\x1a\n".as_slice(), &[7; 200_000]].concat();
    folder.write("content/guides/picture.png", &picture);
    folder.write(GUIDE, guide("![A picture](picture.png)"));
    let preview = Preview::start(&folder);
    let answer = preview.get("/guides/picture.png");
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (200, Some("image/png"))
    );
    assert_eq!(answer.bytes, picture);
    let before = preview.get(PAGE);
    // New bytes under the old address: the page is the same, and browsers hear that a picture is not.
    folder.write(
        "content/guides/picture.png",
        [picture.as_slice(), &[8; 10]].concat(),
    );
    let pictures = |state: Option<&str>| {
        state
            .and_then(|state| state.split(' ').next_back())
            .map(str::to_owned)
    };
    until("the number moves", || {
        let now = preview.get(PAGE);
        assert_eq!(now.header("etag"), before.header("etag"));
        pictures(now.header("x-ladderbook-state")) != pictures(before.header("x-ladderbook-state"))
    });
    // A link in its place is not followed, not even before it is noticed.
    folder.write("secret", "secret");
    fs::remove_file(folder.at("content/guides/picture.png")).expect("a removal");
    std::os::unix::fs::symlink(folder.at("secret"), folder.at("content/guides/picture.png"))
        .expect("a link");
    for _ in 0..50 {
        assert!(!preview.get("/guides/picture.png").body.contains("secret"));
    }
}
