//! After every step of a random script of edits, each file of the site is, byte for byte, that of a clean build, and what is no file of
//! it any more is nothing.
//!
//! `LADDERBOOK_EDITS=200` makes it longer, `LADDERBOOK_SEED=1` another one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ladderbook::compile::{self, Bytes};
use ladderbook::load::{self, Options};
use ladderbook::source::git::Facts;

use super::program::{Folder, LADDER, PATIENCE, Preview};

/// Numbers that look random and are the same for a seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        (!from.is_empty()).then(|| &from[self.roll(from.len())])
    }
}

/// Every file of the site, by its path.
type Site = BTreeMap<String, Made>;

/// A file of the site.
struct Made {
    bytes: Vec<u8>,
    /// Copied from the folder, and not kept anywhere else.
    is_copy: bool,
}

/// Every file of the site; none where there are errors.
fn built(folder: &Folder) -> Option<Site> {
    let tree = load::load(folder.root(), &Options::default()).ok()?;
    let options = compile::Options::default();
    let compiled = compile::compile(&Arc::new(tree), &Facts::default(), &options, None);
    let output = compiled.value.output?;
    let files = output.paths().iter().enumerate().map(|(index, path)| {
        let bytes = match output.bytes(index).ok()? {
            Bytes::Made(bytes) => Made {
                bytes: bytes.into_owned(),
                is_copy: false,
            },
            Bytes::CopyOf(path) => Made {
                bytes: fs::read(folder.root().join(path)).ok()?,
                is_copy: true,
            },
        };
        Some((path.clone(), bytes))
    });
    files.collect()
}

/// Without the tag that the preview puts into pages.
fn without_tag(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let Some(start) = text.find("<script src=\"").filter(|start| {
        text[*start..]
            .split('>')
            .next()
            .is_some_and(|tag| tag.contains("__ladderbook/reload.js"))
    }) else {
        return bytes.to_vec();
    };
    let end =
        start + text[start..].find("</script>\n").expect("the tag ends") + "</script>\n".len();
    [&text.as_bytes()[..start], &text.as_bytes()[end..]].concat()
}

fn encoded(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes()
        .map(|byte| {
            if plain(byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

/// Compares all files, and asks for those that were there `once`; the answer is the first that differs.
fn difference(
    preview: &Preview,
    expected: &Site,
    once: &BTreeSet<String>,
    broken: bool,
) -> Option<String> {
    for path in once.iter().filter(|path| !expected.contains_key(*path)) {
        let status = preview.get(&format!("/{}", encoded(path))).status;
        if status != 404 {
            return Some(format!("{path} is gone: {status}"));
        }
    }
    for (path, made) in expected {
        // While there are errors the last good pages stay; what they show beside them is what lies there.
        if made.is_copy && broken {
            continue;
        }
        let answer = preview.get(&format!("/{}", encoded(path)));
        if answer.status != 200 {
            return Some(format!("{path}: {}", answer.status));
        }
        if without_tag(&answer.bytes) != made.bytes {
            return Some(format!("{path} differs"));
        }
        let has_errors = answer
            .header("x-ladderbook-state")
            .is_some_and(|state| state.split(' ').nth(1) != Some("0"));
        if path == "index.html" && has_errors != broken {
            return Some(format!("errors: {has_errors}"));
        }
    }
    None
}

/// The Markdown files below a folder, as paths below the project.
fn files(folder: &Folder, below: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut waiting = vec![below.to_owned()];
    while let Some(at) = waiting.pop() {
        let Ok(entries) = fs::read_dir(folder.at(&at)) else {
            continue;
        };
        for entry in entries.flatten() {
            let path = format!("{at}/{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                waiting.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// One edit; its name is for the message.
fn edit(folder: &Folder, dice: &mut Dice, number: usize) -> String {
    let guides = files(folder, "content/guides");
    let everything = files(folder, "content");
    let rename = |from: &str, to: &str| {
        if let Some(parent) = folder.at(to).parent() {
            let _ = fs::create_dir_all(parent);
        }
        let _ = fs::rename(folder.at(from), folder.at(to));
    };
    match dice.roll(16) {
        0..=2 => {
            let path = format!("content/guides/made-{}.md", dice.roll(8));
            folder.write(
                &path,
                format!(
                    "---\ntitle: Made {number}\nweight: {}\n---\n\nBy edit {number}. [[TL]]\n",
                    dice.roll(9)
                ),
            );
            format!("write {path}")
        }
        3 | 4 => {
            let Some(path) = dice.pick(&everything).cloned() else {
                return "nothing".to_owned();
            };
            let text = fs::read(folder.at(&path)).unwrap_or_default();
            folder.write(
                &path,
                [
                    text.as_slice(),
                    format!("\nAdded by edit {number}.\n").as_bytes(),
                ]
                .concat(),
            );
            format!("append to {path}")
        }
        5 => {
            let Some(path) = dice.pick(&guides).cloned() else {
                return "nothing".to_owned();
            };
            let to = format!("content/guides/moved-{}/m{number}.md", dice.roll(3));
            rename(&path, &to);
            format!("move {path} to {to}")
        }
        6 => {
            let Some(path) = dice.pick(&guides).cloned() else {
                return "nothing".to_owned();
            };
            let _ = fs::remove_file(folder.at(&path));
            format!("remove {path}")
        }
        7 => {
            let (from, to) = (dice.roll(3), dice.roll(3));
            let (from, to) = (
                format!("content/guides/moved-{from}"),
                format!("content/guides/folder-{to}"),
            );
            rename(&from, &to);
            format!("move folder {from} to {to}")
        }
        8 => {
            let tag = [
                "EM",
                "TL",
                "EM + TL",
                "TL (poorly, no time)",
                "nobody (on purpose)",
                "TL; EM when it is late",
            ][dice.roll(6)];
            folder.write("content/models/split.md", format!("---\ntitle: Split\nroles: [TL, EM]\nowners:\n  people: EM\n  design: \"{tag}\"\n---\n\nEdit {number}.\n"));
            format!("own design by {tag}")
        }
        9 => {
            let path = format!("content/roles/role-{}.md", dice.roll(3));
            if dice.roll(3) == 0 {
                let _ = fs::remove_file(folder.at(&path));
            } else {
                folder.write(
                    &path,
                    format!("---\ntitle: Role {path} {number}\n---\n\nNew.\n")
                        .replace("content/roles/", "")
                        .replace(".md", ""),
                );
            }
            format!("come or go {path}")
        }
        10 => {
            folder.write(
                "book.toml",
                format!("[book]\ntitle = \"Preview {number}\"\nurl = \"https://ladder.example\"\n"),
            );
            "rename the book".to_owned()
        }
        11 => {
            if dice.roll(2) == 0 {
                let _ = fs::remove_dir_all(folder.at("themes"));
            } else {
                folder.write("themes/default/static/style.css", format!("/* {number} */"));
                folder.write("themes/default/templates/not-found.html", format!("{{% extends \"base.html\" %}}{{% block content %}}{number}{{% endblock content %}}"));
            }
            "touch the theme".to_owned()
        }
        12 => {
            folder.write(
                "content/guides/picture.png",
                [
                    b"\x89PNG\r\n\x1a\n".as_slice(),
                    number.to_string().as_bytes(),
                ]
                .concat(),
            );
            folder.write(
                "content/guides/made-0.md",
                format!("---\ntitle: Picture {number}\n---\n\n![It](picture.png)\n"),
            );
            "a picture".to_owned()
        }
        13 => {
            let (Some(one), Some(other)) =
                (dice.pick(&guides).cloned(), dice.pick(&guides).cloned())
            else {
                return "nothing".to_owned();
            };
            rename(&one, "aside");
            rename(&other, &one);
            rename("aside", &other);
            format!("swap {one} and {other}")
        }
        14 => {
            let wrong = [
                "---\ntitle: [\n---\n",
                "---\ntitle: X\nonwer: y\n---\n",
                "no front matter, and [a bad link](none.md)\n",
                "",
            ][dice.roll(4)];
            folder.write("content/roles/broken.md", wrong);
            "break a role".to_owned()
        }
        _ => {
            folder.write("book.toml", "[book]\ntitel = \"x\"\n");
            "break book.toml".to_owned()
        }
    }
}

#[test]
fn after_every_edit_every_file_is_that_of_a_clean_build() {
    let number = |name: &str, default: u64| {
        std::env::var(name)
            .ok()
            .and_then(|text| text.parse().ok())
            .unwrap_or(default)
    };
    let (edits, seed) = (number("LADDERBOOK_EDITS", 30), number("LADDERBOOK_SEED", 4));
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let folder = Folder::new(LADDER);
    let preview = Preview::start(&folder);
    let mut good = built(&folder).expect("the ladder is good at first");
    let mut once: BTreeSet<String> = good.keys().cloned().collect();
    let (mut script, mut broken_for, mut good_ones) = (Vec::new(), 0, 0);
    for step in 0..edits {
        let name = if broken_for > 1 {
            // Mended all at once, as a checkout does.
            let _ = fs::remove_dir_all(folder.at("content"));
            for file in ladderbook::source::SourceTree::fixture(LADDER).files() {
                folder.write(file.path(), file.text().unwrap_or_default());
            }
            "mend everything".to_owned()
        } else {
            edit(
                &folder,
                &mut dice,
                usize::try_from(step).expect("a small number"),
            )
        };
        script.push(name);
        let now = built(&folder);
        let broken = now.is_none();
        if let Some(now) = now {
            good = now;
            good_ones += 1;
            once.extend(good.keys().cloned());
        }
        broken_for = if broken { broken_for + 1 } else { 0 };
        let end = Instant::now() + PATIENCE;
        while let Some(difference) = difference(&preview, &good, &once, broken) {
            assert!(
                Instant::now() < end,
                "seed {seed}, broken: {broken}: {difference} after {script:#?}\n{:#?}",
                preview.states().last()
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }
    assert!(
        good_ones * 3 > edits,
        "only {good_ones} of {edits} edits left a good ladder"
    );
}
