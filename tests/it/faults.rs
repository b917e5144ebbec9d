//! Bad input, one folder each: `tests/faults/<row>-<name>/` holds what is wrong and exactly what must be said about it.
//!
//! `input.txt` is a project in one text: `//- path` lines, each followed by that file's text. `//- path escaped` reads escapes in
//! it: `\xNN` is a byte, `\u{N}` a character, `\r`, `\n`, `\t` and `\\` are themselves, and a `\` at the end of a line takes the line
//! end away. A project without `book.toml` gets one in which nothing is wrong.
//!
//! `expected.txt` has a line for every diagnostic, in order: `path:line:column[-end] severity code`, and below it, further in,
//! one for each other place it marks: `also path:line:column[-end]`. The end is that of the caret, on the same line. Where the
//! wording matters, `expected.term` has what the terminal shows.
//!
//! To add a case, add a folder with an `input.txt`, decide what must come out, and run with `UPDATE_EXPECT=1` to see what does.

#![expect(
    clippy::disallowed_methods,
    reason = "the cases are folders of the repository"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ladderbook::config;
use ladderbook::diagnostic::print::{Look, Reach, terminal};
use ladderbook::diagnostic::{self, Diagnostic};
use ladderbook::source::{ASSET_HEAD, Contents, SourceTree};
use ladderbook::span::Span;

use crate::whole;

mod large;

/// Settings in which nothing is wrong, for cases about other things.
const SETTINGS: &str = "[book]\ntitle = \"A ladder\"\nurl = \"https://ladder.example\"\n";

#[test]
fn every_fault_is_reported_as_its_folder_says() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = Vec::new();
    for folder in cases() {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let input = fs::read_to_string(folder.join("input.txt")).expect(&name);
        let tree = project(&input);
        let diagnostics = diagnose(&tree);
        let actual = lines(&diagnostics, &tree);
        let lines = folder.join("expected.txt");
        let term = folder.join("expected.term");
        let look = Look {
            color: false,
            width: 100,
            reach: Reach::All,
        };
        let printed = terminal(&diagnostics, &tree, "", look);
        if update {
            fs::write(&lines, &actual).unwrap();
            if term.exists() {
                fs::write(&term, &printed).unwrap();
            }
            continue;
        }
        let expected = fs::read_to_string(&lines).unwrap_or_default();
        if expected != actual {
            wrong.push(format!(
                "{name}\n--- expected\n{expected}--- actual\n{actual}"
            ));
        }
        match fs::read_to_string(&term) {
            Ok(expected) if expected != printed => {
                wrong.push(format!(
                    "{name}, as printed\n--- expected\n{expected}--- actual\n{printed}"
                ));
            }
            _ => {}
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of the faults came out otherwise; UPDATE_EXPECT=1 rewrites the expectations\n\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Nobody should have to look for a case that is never run, or for the row of one.
#[test]
fn every_case_is_complete_and_belongs_to_a_row() {
    for folder in cases() {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let row = name
            .split('-')
            .next()
            .and_then(|row| row.parse::<u8>().ok());
        assert!(row.is_some_and(|row| (1..=112).contains(&row)), "{name}");
        for entry in fs::read_dir(&folder).unwrap() {
            let file = entry.unwrap().file_name().to_string_lossy().into_owned();
            let known = ["input.txt", "expected.txt", "expected.term"];
            assert!(known.contains(&file.as_str()), "{name}/{file}");
        }
        assert!(folder.join("input.txt").is_file(), "{name}");
        assert!(folder.join("expected.txt").is_file(), "{name}");
    }
}

pub(crate) fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults");
    let mut folders: Vec<PathBuf> = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    folders
}

/// The project that an `input.txt` describes.
pub(crate) fn project(input: &str) -> SourceTree {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let mut escaped = false;
    for line in input.split_inclusive('\n') {
        if let Some(head) = line.strip_prefix("//- ") {
            let head = head.trim_end();
            let path = head.strip_suffix(" escaped");
            escaped = path.is_some();
            files.push((path.unwrap_or(head).to_owned(), Vec::new()));
        } else if let Some((path, bytes)) = files.last_mut() {
            if escaped {
                unescape(line, bytes).unwrap_or_else(|| panic!("{path}: {line}"));
            } else {
                bytes.extend_from_slice(line.as_bytes());
            }
        }
    }
    if files.iter().all(|(path, _)| path != config::SETTINGS) {
        files.push((config::SETTINGS.to_owned(), SETTINGS.into()));
    }
    tree(files)
}

/// A project from the bytes of its files, read as they would be from a disk.
fn tree(files: Vec<(String, Vec<u8>)>) -> SourceTree {
    let mut tree = SourceTree::default();
    for (path, bytes) in files {
        for (slash, _) in path.match_indices('/') {
            tree.insert_folder(&path[..slash]);
        }
        let extension = Path::new(&path).extension().unwrap_or_default();
        let is_text = ["md", "toml", "svg", "html"].contains(&&*extension.to_string_lossy());
        let contents = if is_text {
            text(&bytes)
        } else {
            Contents::Asset {
                len: bytes.len() as u64,
                head: Arc::from(&bytes[..bytes.len().min(ASSET_HEAD)]),
            }
        };
        tree.insert(&path, contents);
    }
    tree
}

fn text(bytes: &[u8]) -> Contents {
    match std::str::from_utf8(bytes) {
        Ok(text) => Contents::Text(Arc::from(text)),
        Err(error) => Contents::BadText {
            shown: Arc::from(&*String::from_utf8_lossy(bytes)),
            at: error.valid_up_to(),
            byte: bytes[error.valid_up_to()],
        },
    }
}

/// One line with its escapes read; `None` where one is none.
fn unescape(line: &str, bytes: &mut Vec<u8>) -> Option<()> {
    let mut rest = line;
    while let Some(at) = rest.find('\\') {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        let mut chars = rest[at + 1..].chars();
        let used = match chars.next()? {
            // The line goes on in the next one.
            '\n' => 1,
            'r' => push(bytes, "\r"),
            'n' => push(bytes, "\n"),
            't' => push(bytes, "\t"),
            '\\' => push(bytes, "\\"),
            'x' => {
                bytes.push(u8::from_str_radix(rest.get(at + 2..at + 4)?, 16).ok()?);
                3
            }
            'u' => {
                let number = rest[at + 2..].strip_prefix('{')?.split('}').next()?;
                let c = char::from_u32(u32::from_str_radix(number, 16).ok()?)?;
                push(bytes, c.encode_utf8(&mut [0; 4]));
                number.len() + 3
            }
            _ => return None,
        };
        rest = &rest[at + 1 + used..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    Some(())
}

/// Adds a character that an escape of one letter stands for.
fn push(bytes: &mut Vec<u8>, text: &str) -> usize {
    bytes.extend_from_slice(text.as_bytes());
    1
}

/// Everything that is wrong with a project, sorted as it is printed: what `ladderbook check` finds before it renders.
fn diagnose(tree: &SourceTree) -> Vec<Diagnostic> {
    whole::compiled(tree).diagnostics
}

fn lines(diagnostics: &[Diagnostic], tree: &SourceTree) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let (severity, code) = (diagnostic.severity().name(), diagnostic.code().name());
        let _ = writeln!(out, "{} {severity} {code}", place(diagnostic.at(), tree));
        for mark in diagnostic.marks() {
            let _ = writeln!(out, "  also {}", place(mark.span, tree));
        }
    }
    out
}

/// `path:line:column-end`, without the end where nothing is underlined or more than a line is.
fn place(span: Span, tree: &SourceTree) -> String {
    let file = tree
        .file(span.file())
        .expect("spans lie in files of the project");
    let (start, end) = (file.position(span.start()), file.position(span.end()));
    let path = diagnostic::shown(file.path());
    let mut place = format!("{path}:{}:{}", start.line, start.column);
    if end.line == start.line && end.column > start.column {
        let _ = write!(place, "-{}", end.column);
    }
    place
}

/// Row 57: what a link says and what is published are the same, whatever the file is called.
#[test]
fn links_to_files_with_odd_names_lead_to_pages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/57-odd-file-names");
    let tree = project(&fs::read_to_string(folder.join("input.txt")).unwrap());
    let output = whole::compiled(&tree).value.output.unwrap();
    let mut followed = 0;
    for (path, page) in whole::pages(&output).filter(|(path, _)| path.starts_with("guides/")) {
        for attribute in ["href=\"", "src=\""] {
            for (start, _) in page.match_indices(attribute) {
                let link = &page[start + attribute.len()..];
                let link = &link[..link.find('"').unwrap()];
                let target = link.split(['#', '?']).next().unwrap();
                if target.is_empty() || target.contains("://") {
                    continue;
                }
                let target = resolved(path, target);
                assert!(
                    output.paths().contains(&target),
                    "{path}: {link} -> {target}"
                );
                followed += 1;
            }
        }
    }
    assert!(followed > 50, "{followed} links");
    for name in ["a b", "50%", "c#d", "what?", "a+b", "🎉", "fü"] {
        let page = format!("guides/{name}.html");
        assert!(output.paths().contains(&page), "{page}");
    }
    assert!(output.paths().contains(&"guides/my picture.png".to_owned()));
}

/// The path that a browser asks for when a page at `from` links to `link`.
fn resolved(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop().expect("inside the site");
            }
            part => parts.push(part),
        }
    }
    let mut bytes = Vec::new();
    let joined = parts.join("/");
    let mut rest = joined.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if *first == b'%' {
            let digits = std::str::from_utf8(&after[..2]).unwrap();
            bytes.push(u8::from_str_radix(digits, 16).unwrap());
            rest = &after[2..];
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).unwrap()
}
