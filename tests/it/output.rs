//! Publishing: what stands in the output folder afterwards, and above all what is never lost.

#![expect(
    clippy::disallowed_methods,
    reason = "these tests are about files on a disk"
)]
#![expect(
    clippy::needless_raw_string_hashes,
    reason = "`UPDATE_EXPECT=1` writes them"
)]

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use expect_test::{Expect, expect};
use ladderbook::output::{
    Contents, Destination, Files, Kept, Mode, OutputError, PublishError, Published, is_current,
    publish,
};

mod faults;
mod in_place;
mod leftovers;
mod lock;

const MANIFEST: &str = ".ladderbook-manifest.json";

/// A folder of its own for each test, gone at its end.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!(
            "ladderbook-{}-{}",
            std::process::id(),
            COUNT.fetch_add(1, Ordering::Relaxed)
        );
        // Every publish sends its file system to the disk; in memory that costs nothing.
        let memory = Path::new("/dev/shm");
        let path = match fs::create_dir(memory.join(&name)) {
            Ok(()) => return Self(memory.join(name)),
            Err(_) => std::env::temp_dir().join(name),
        };
        fs::create_dir(&path).unwrap();
        Self(path.canonicalize().unwrap())
    }

    fn path(&self, below: &str) -> PathBuf {
        self.0.join(below)
    }

    fn write(&self, below: &str, text: &str) -> PathBuf {
        let path = self.path(below);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    /// The folder as text: every entry with its contents, sorted.
    fn tree(&self, below: &str) -> String {
        let mut lines = Vec::new();
        for entry in walkdir::WalkDir::new(self.path(below))
            .min_depth(1)
            .sort_by_file_name()
        {
            let entry = entry.unwrap();
            let shown = entry
                .path()
                .strip_prefix(self.path(below))
                .unwrap()
                .display()
                .to_string();
            lines.push(if entry.file_type().is_dir() {
                format!("{shown}/")
            } else if entry.file_type().is_symlink() {
                format!(
                    "{shown} -> {}",
                    fs::read_link(entry.path()).unwrap().display()
                )
            } else if entry.file_name() == MANIFEST {
                shown
            } else {
                format!(
                    "{shown} = {}",
                    String::from_utf8_lossy(&fs::read(entry.path()).unwrap())
                )
            });
        }
        lines.join("\n")
    }

    fn destination(&self) -> Destination {
        Destination::check(&self.path("site"), &[]).unwrap()
    }

    fn publish(&self, site: &Site) -> Published {
        publish(&self.destination(), site, None, &AtomicBool::new(false)).unwrap()
    }

    fn try_publish(&self, site: &Site) -> Result<Published, PublishError<String>> {
        let destination = Destination::check(&self.path("site"), &[])?;
        publish(&destination, site, None, &AtomicBool::new(false))
    }

    /// The message of an error, with the name of this folder taken out.
    fn message(&self, error: &impl std::fmt::Display) -> String {
        error.to_string().replace(self.0.to_str().unwrap(), "$")
    }

    fn check_refused(&self, site: &Site, expected: &Expect) {
        let before = self.tree("");
        let error = self.try_publish(site).unwrap_err();
        expected.assert_eq(&self.message(&error));
        assert_eq!(self.tree(""), before);
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

enum Made {
    Text(String),
    Copy(PathBuf),
    Error(String),
    Panic,
}

/// A site of given files, which may ask to stop while it is made.
#[derive(Default)]
struct Site {
    paths: Vec<String>,
    made: Vec<Made>,
    asked: Vec<AtomicUsize>,
    stop_at: Option<(usize, AtomicBool)>,
}

impl Site {
    fn new(files: &[(&str, &str)]) -> Self {
        files.iter().fold(Self::default(), |site, (path, text)| {
            site.and(path, Made::Text((*text).to_owned()))
        })
    }

    fn and(mut self, path: &str, made: Made) -> Self {
        self.paths.push(path.to_owned());
        self.made.push(made);
        self.asked.push(AtomicUsize::new(0));
        self
    }
}

impl Files for Site {
    type Error = String;

    fn paths(&self) -> &[String] {
        &self.paths
    }

    fn contents(&self, index: usize) -> Result<Contents<'_>, String> {
        self.asked[index].fetch_add(1, Ordering::Relaxed);
        if let Some((at, stop)) = &self.stop_at
            && *at == index
        {
            stop.store(true, Ordering::Relaxed);
        }
        match &self.made[index] {
            Made::Text(text) => Ok(Contents::Bytes(Cow::Borrowed(text.as_bytes()))),
            Made::Copy(path) => {
                let name = path.file_name().expect("the name of a file");
                Ok(Contents::CopyOf {
                    root: path.parent().expect("a file in a folder"),
                    below: name.into(),
                })
            }
            Made::Error(error) => Err(error.clone()),
            Made::Panic => panic!("a bug in rendering"),
        }
    }
}

const OLD: &[(&str, &str)] = &[
    ("index.html", "front"),
    ("roles/em.html", "EM"),
    ("roles/tl.html", "TL"),
];

fn inode(path: &Path) -> u64 {
    fs::symlink_metadata(path).unwrap().ino()
}

// ---- What a publish makes ----

#[test]
fn the_first_publish_creates_the_folder_and_its_parents() {
    let scratch = Scratch::new();
    let destination = Destination::check(&scratch.path("public/book/site"), &[]).unwrap();
    assert_eq!(scratch.tree(""), "", "a check creates nothing");
    let site = Site::new(OLD);
    let published = publish(&destination, &site, None, &AtomicBool::new(false)).unwrap();
    assert_eq!(
        published,
        Published {
            written: 3,
            unchanged: 0,
            removed: 0,
            mode: Mode::Swapped,
            edited_by_hand: Vec::new(),
        }
    );
    expect![[r#"
        public/
        public/book/
        public/book/site/
        public/book/site/.ladderbook-manifest.json
        public/book/site/index.html = front
        public/book/site/roles/
        public/book/site/roles/em.html = EM
        public/book/site/roles/tl.html = TL"#]]
    .assert_eq(&scratch.tree(""));
}

#[test]
fn an_empty_folder_is_published_into() {
    let scratch = Scratch::new();
    fs::create_dir(scratch.path("site")).unwrap();
    assert_eq!(scratch.publish(&Site::new(OLD)).mode, Mode::Swapped);
    expect![[r#"
        site/
        site/.ladderbook-manifest.json
        site/index.html = front
        site/roles/
        site/roles/em.html = EM
        site/roles/tl.html = TL"#]]
    .assert_eq(&scratch.tree(""));
}

#[test]
fn a_site_without_files_is_a_site() {
    let scratch = Scratch::new();
    assert_eq!(scratch.publish(&Site::default()).mode, Mode::Swapped);
    assert_eq!(scratch.publish(&Site::default()).mode, Mode::Unchanged);
    assert_eq!(scratch.publish(&Site::new(&[("a", "b")])).written, 1);
    assert_eq!(scratch.publish(&Site::default()).removed, 1);
    assert_eq!(scratch.tree(""), "site/\nsite/.ladderbook-manifest.json");
}

#[test]
fn the_manifest_names_every_file_and_nothing_of_the_machine() {
    let scratch = Scratch::new();
    let site = Site::new(&[("b \"q\".html", "b"), ("a/ü.html", "")]);
    publish(
        &scratch.destination(),
        &site,
        Some("abc"),
        &AtomicBool::new(false),
    )
    .unwrap();
    let version = concat!("ladderbook ", env!("CARGO_PKG_VERSION"));
    expect![[r#"
        {
        "ladderbook-manifest": 1,
        "tool": "VERSION",
        "fingerprint": "abc",
        "files": [
        {"path": "a/ü.html", "size": 0, "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"path": "b \"q\".html", "size": 1, "sha256": "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d"}
        ]
        }
    "#]]
    .assert_eq(
        &fs::read_to_string(scratch.path("site").join(MANIFEST))
            .unwrap()
            .replace(version, "VERSION"),
    );
}

#[test]
fn the_output_depends_on_the_files_alone() {
    let scratch = Scratch::new();
    let names: Vec<String> = (0..200).map(|n| format!("d{}/{}.html", n % 7, n)).collect();
    let mut files: Vec<(&str, &str)> = names.iter().map(|n| (n.as_str(), n.as_str())).collect();
    let mut trees = Vec::new();
    for threads in [1, 2, 5] {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        let output = scratch.path(&format!("site{threads}"));
        let destination = Destination::check(&output, &[]).unwrap();
        let site = Site::new(&files);
        pool.install(|| publish(&destination, &site, None, &AtomicBool::new(false)))
            .unwrap();
        let manifest = fs::read_to_string(output.join(MANIFEST)).unwrap();
        trees.push((scratch.tree(&format!("site{threads}")), manifest));
        files.reverse();
        files.swap(3, 77);
    }
    assert_eq!(trees[0], trees[1]);
    assert_eq!(trees[0], trees[2]);
}

/// Every step of a random history gives the same folder as a first publish.
#[test]
fn warm_equals_cold() {
    let scratch = Scratch::new();
    // A path may be a file in one site and a folder in the next.
    let pool = [
        "a", "a/b", "a/b/c", "a/c", "b", "b/a", "c.html", "c.html/x", "d/e/f/g", "d/e/h",
    ];
    let mut random: u64 = 7;
    let mut next = |n: u64| {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (random >> 33) % n
    };
    let mut swapped = 0;
    for step in 0..150 {
        let mut files: BTreeMap<&str, String> = BTreeMap::new();
        for path in pool {
            let clashes = files.keys().any(|f| path.starts_with(&format!("{f}/")));
            if next(2) == 0 && !clashes {
                files.insert(path, format!("{path} {}", next(2)));
            }
        }
        let files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (*p, t.as_str())).collect();
        let site = Site::new(&files);
        let warm = scratch.publish(&site);
        swapped += usize::from(warm.mode == Mode::Swapped);
        assert_eq!(warm.edited_by_hand, [""; 0], "step {step}");
        assert_eq!(warm.written + warm.unchanged, files.len(), "step {step}");
        let cold = Scratch::new();
        cold.publish(&site);
        assert_eq!(scratch.tree(""), cold.tree(""), "step {step}");
        assert_eq!(
            fs::read(scratch.path("site").join(MANIFEST)).unwrap(),
            fs::read(cold.path("site").join(MANIFEST)).unwrap(),
            "step {step}"
        );
    }
    assert!(
        swapped > 100,
        "the history must change something: {swapped}"
    );
}

#[test]
fn each_file_is_made_once() {
    let scratch = Scratch::new();
    for text in ["old", "old", "new"] {
        let site = Site::new(&[("a", text), ("b/c", "same")]);
        scratch.publish(&site);
        let asked: Vec<usize> = site
            .asked
            .iter()
            .map(|n| n.load(Ordering::Relaxed))
            .collect();
        assert_eq!(asked, [1, 1]);
    }
}

#[test]
fn unchanged_files_stay_the_very_same() {
    let scratch = Scratch::new();
    scratch.publish(&Site::new(OLD));
    let output = scratch.path("site");
    let (folder, front, em) = (
        inode(&output),
        inode(&output.join("index.html")),
        inode(&output.join("roles/em.html")),
    );

    let published = scratch.publish(&Site::new(OLD));
    assert_eq!((published.mode, published.unchanged), (Mode::Unchanged, 3));
    assert_eq!(
        inode(&output),
        folder,
        "nothing changed, so nothing is swapped"
    );

    let new = [
        ("index.html", "front"),
        ("roles/em.html", "EM!"),
        ("roles/tl.html", "TL"),
    ];
    let published = scratch.publish(&Site::new(&new));
    assert_eq!(
        (published.written, published.unchanged, published.removed),
        (1, 2, 0)
    );
    assert_ne!(inode(&output), folder);
    assert_eq!(
        inode(&output.join("index.html")),
        front,
        "unchanged, so linked"
    );
    assert_ne!(
        inode(&output.join("roles/em.html")),
        em,
        "changed, so never written into"
    );
    let links = fs::metadata(output.join("index.html")).unwrap().nlink();
    assert_eq!(links, 1, "the former site is gone");
}

#[test]
fn a_file_that_is_gone_takes_its_empty_folders_with_it() {
    let scratch = Scratch::new();
    scratch.publish(&Site::new(&[
        ("index.html", "front"),
        ("a/b/c/deep.html", "deep"),
        ("a/stays.html", "stays"),
    ]));
    let published = scratch.publish(&Site::new(&[
        ("index.html", "front"),
        ("a/stays.html", "stays"),
    ]));
    assert_eq!(
        (published.written, published.unchanged, published.removed),
        (0, 2, 1)
    );
    expect![[r#"
        site/
        site/.ladderbook-manifest.json
        site/a/
        site/a/stays.html = stays
        site/index.html = front"#]]
    .assert_eq(&scratch.tree(""));
}

#[test]
fn bytes_decide_and_not_the_clock() {
    let scratch = Scratch::new();
    scratch.publish(&Site::new(OLD));
    let path = scratch.path("site/index.html");
    let long_ago = fs::FileTimes::new().set_modified(std::time::UNIX_EPOCH);
    fs::File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_times(long_ago)
        .unwrap();

    // Another time, the same bytes.
    assert_eq!(scratch.publish(&Site::new(OLD)).mode, Mode::Unchanged);
    // The same size and time, other bytes: from us …
    let new = [
        ("index.html", "FRONT"),
        ("roles/em.html", "EM"),
        ("roles/tl.html", "TL"),
    ];
    let published = scratch.publish(&Site::new(&new));
    assert_eq!((published.written, published.edited_by_hand), (1, vec![]));
    // … and from somebody else.
    let times = fs::metadata(&path).unwrap().modified().unwrap();
    fs::write(&path, "FROST").unwrap();
    let file = fs::File::options().write(true).open(&path).unwrap();
    file.set_times(fs::FileTimes::new().set_modified(times))
        .unwrap();
    let published = scratch.publish(&Site::new(&new));
    assert_eq!(
        (published.written, published.edited_by_hand),
        (1, vec!["index.html".to_owned()])
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), "FRONT");
}

#[test]
fn files_edited_by_hand_are_named_and_rewritten() {
    let scratch = Scratch::new();
    let files = [("a", "a"), ("b", "b"), ("c", "c"), ("d", "d"), ("e", "e")];
    scratch.publish(&Site::new(&files));
    let b = scratch.write("site/b", "longer than before");
    scratch.write("site/c", "C");
    scratch.write("site/d", "D");
    fs::remove_file(scratch.path("site/e")).unwrap();
    // `c` is edited to what the next site holds, `d` is to be removed; a deleted file is simply restored.
    let published = scratch.publish(&Site::new(&[
        ("a", "a"),
        ("b", "new"),
        ("c", "C"),
        ("e", "e"),
    ]));
    assert_eq!(published.edited_by_hand, ["b", "d"]);
    assert_eq!(
        (published.written, published.unchanged, published.removed),
        (2, 2, 1)
    );
    assert_eq!(fs::read_to_string(b).unwrap(), "new");
    assert_eq!(fs::read_to_string(scratch.path("site/e")).unwrap(), "e");
    assert_eq!(
        scratch.publish(&Site::new(&[("a", "a")])).edited_by_hand,
        [""; 0]
    );
}

#[test]
fn permissions_come_from_the_umask_alone() {
    let scratch = Scratch::new();
    let secret = scratch.write("secret.png", "png");
    fs::set_permissions(&secret, PermissionsExt::from_mode(0o600)).unwrap();
    let script = scratch.write("script.png", "png");
    fs::set_permissions(&script, PermissionsExt::from_mode(0o755)).unwrap();
    let file_mode = mode(&scratch.write("plain", ""));
    fs::create_dir(scratch.path("folder")).unwrap();
    let folder_mode = mode(&scratch.path("folder"));

    let site = Site::new(&[("a/page.html", "page")])
        .and("secret.png", Made::Copy(secret))
        .and("script.png", Made::Copy(script));
    scratch.publish(&site);
    let files = ["a/page.html", "secret.png", "script.png", MANIFEST];
    for file in files {
        assert_eq!(mode(&scratch.path("site").join(file)), file_mode, "{file}");
    }
    for folder in ["site", "site/a"] {
        assert_eq!(mode(&scratch.path(folder)), folder_mode, "{folder}");
    }

    // A site published under a stricter umask does not stay unreadable for ever.
    let page = scratch.path("site/a/page.html");
    fs::set_permissions(&page, PermissionsExt::from_mode(0o600)).unwrap();
    let published = scratch.publish(&site);
    assert_eq!((published.written, published.edited_by_hand), (1, vec![]));
    assert_eq!(mode(&page), file_mode);
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().mode() & 0o7777
}

#[test]
fn assets_are_copied_and_compared() {
    let scratch = Scratch::new();
    let long = "0123456789".repeat(300_000);
    let asset = scratch.write("asset.bin", &long);
    let site = || Site::new(&[("page", "p")]).and("asset.bin", Made::Copy(asset.clone()));
    assert_eq!(scratch.publish(&site()).written, 2);
    assert_eq!(
        fs::read_to_string(scratch.path("site/asset.bin")).unwrap(),
        long
    );
    assert_eq!(scratch.publish(&site()).mode, Mode::Unchanged);

    let mut other = long.clone();
    other.replace_range(2_999_999.., "x");
    fs::write(&asset, &other).unwrap();
    let published = scratch.publish(&site());
    assert_eq!((published.written, published.edited_by_hand), (1, vec![]));
    assert_eq!(
        fs::read_to_string(scratch.path("site/asset.bin")).unwrap(),
        other
    );
    assert_ne!(inode(&asset), inode(&scratch.path("site/asset.bin")));

    fs::write(scratch.path("site/asset.bin"), "mine").unwrap();
    assert_eq!(scratch.publish(&site()).edited_by_hand, ["asset.bin"]);
}

/// While the site is replaced again and again, no file of it is ever missing, empty or half.
#[test]
fn readers_see_one_site_or_the_other() {
    let scratch = Scratch::new();
    let sites: Vec<Site> = ["one", "another"]
        .iter()
        .map(|text| Site::new(&[("index.html", &text.repeat(10_000)), ("a/b.html", text)]))
        .collect();
    scratch.publish(&sites[0]);
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut read = 0;
            while !done.load(Ordering::Relaxed) || read == 0 {
                let text = fs::read_to_string(scratch.path("site/index.html")).unwrap();
                assert!(
                    text == "one".repeat(10_000) || text == "another".repeat(10_000),
                    "{} bytes",
                    text.len()
                );
                read += 1;
            }
        });
        for round in 0..60 {
            let mode = scratch.publish(&sites[(round + 1) % 2]).mode;
            assert_eq!(mode, Mode::Swapped);
        }
        done.store(true, Ordering::Relaxed);
        reader.join().unwrap();
    });
}

// ---- Whether there is anything to do ----

#[test]
fn a_site_is_current_until_anything_about_it_changes() {
    let scratch = Scratch::new();
    let destination = scratch.destination();
    assert!(!is_current(&destination, "one"), "never published");
    let renew = |fingerprint: Option<&str>| {
        publish(
            &destination,
            &Site::new(OLD),
            fingerprint,
            &AtomicBool::new(false),
        )
        .unwrap()
    };
    renew(Some("one"));
    assert!(is_current(&destination, "one"));
    assert!(!is_current(&destination, "two"), "another fingerprint");

    // The same files from other sources: nothing is replaced, but the fingerprint is remembered.
    let folder = inode(&scratch.path("site"));
    assert_eq!(renew(Some("two")).mode, Mode::Unchanged);
    assert!(is_current(&destination, "two"));
    assert!(!is_current(&destination, "one"));
    assert_eq!(inode(&scratch.path("site")), folder);
    renew(None);
    assert!(
        !is_current(&destination, "two"),
        "published without a fingerprint"
    );

    let broken: [(&str, &dyn Fn()); 8] = [
        ("edited, same size", &|| {
            scratch.write("site/index.html", "FRONT");
        }),
        ("longer", &|| {
            scratch.write("site/index.html", "front!");
        }),
        ("removed", &|| {
            fs::remove_file(scratch.path("site/roles/tl.html")).unwrap();
        }),
        ("unreadable for others", &|| {
            let path = scratch.path("site/index.html");
            fs::set_permissions(path, PermissionsExt::from_mode(0o600)).unwrap();
        }),
        ("killed while staging", &|| {
            scratch.write(".site.next/.ladderbook-staging", "");
        }),
        ("killed in place", &|| {
            scratch.write("site/.ladderbook-next/.ladderbook-staging", "");
        }),
        ("in use", &|| {
            scratch.write(".site.lock", "");
        }),
        ("by another version", &|| {
            let path = scratch.path("site").join(MANIFEST);
            let text = fs::read_to_string(&path).unwrap();
            let text = text.replace("\"ladderbook 0", "\"ladderbook 999");
            fs::write(path, text).unwrap();
        }),
    ];
    for (what, do_it) in broken {
        renew(Some("one"));
        assert!(is_current(&destination, "one"), "before: {what}");
        do_it();
        assert!(!is_current(&destination, "one"), "{what}");
    }
    renew(Some("one"));
    assert!(is_current(&destination, "one"));
    assert_eq!(
        fs::read_dir(&scratch.0).unwrap().count(),
        1,
        "nothing but the site: {}",
        scratch.tree("")
    );
    scratch.write("site/notes.txt", "mine");
    assert!(!is_current(&destination, "one"), "a foreign file");
}
