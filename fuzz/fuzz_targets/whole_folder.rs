//! A small ladder with something odd in every part of it, up to the bytes of every page.
#![no_main]

use std::sync::{Arc, LazyLock};

use arbitrary::{Arbitrary, Unstructured};
use ladderbook::compile::{self, Bytes, Options, Prepared};
use ladderbook::config;
use ladderbook::diagnostic::Severity;
use ladderbook::kinds::Kind;
use ladderbook::source::SourceTree;
use ladderbook::source::git::Facts;
use ladderbook_fuzz::{assert_diagnostics, hash, let_the_parser_panic};
use ladderbook_fuzz::judge::assert_page;
use libfuzzer_sys::fuzz_target;

/// Names that files and references share, so that references often lead somewhere.
const NAMES: [&str; 10] = ["em", "tl", "pm", "people", "staffing", "scrum", "kanban", "a-b", "__proto__", "index"];
static FOLDERS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let of_kinds = Kind::WITH_FOLDER.iter().filter_map(|kind| kind.folder());
    of_kinds.chain(["areas/people", "guides"]).collect()
});
const KEYS: [&str; 34] = [
    "title", "abbr", "also", "owns", "shares", "takes-part", "backs-up", "reports-to", "attributes", "models", "roles",
    "inherit", "owners", "between", "rows", "model", "overrides", "levels", "axes", "scale", "threshold", "questions",
    "description", "weight", "owner", "tags", "draft", "aliases", "source", "review-by", "color", "x-mine", "answers",
    "subset-of",
];

#[derive(Debug)]
enum Value {
    Name(usize),
    List(Vec<usize>),
    Text(String),
    Tag(String),
    Map(Vec<(usize, String)>),
    Number(i32),
}

impl<'a> Arbitrary<'a> for Value {
    fn arbitrary(u: &mut Unstructured<'a>) -> arbitrary::Result<Self> {
        Ok(match u.int_in_range(0..=8)? {
            0 | 1 => Value::Name(u.arbitrary::<u8>()?.into()),
            2 | 3 => Value::List((0..u.int_in_range(0..=3)?).map(|_| Ok(u.arbitrary::<u8>()?.into())).collect::<arbitrary::Result<_>>()?),
            4 => Value::Text(short(u)?),
            5 => Value::Tag(tag(u)?),
            6 | 7 => Value::Map(
                (0..u.int_in_range(0..=3)?)
                    .map(|_| Ok((u.arbitrary::<u8>()?.into(), tag(u)?)))
                    .collect::<arbitrary::Result<_>>()?,
            ),
            _ => Value::Number(u.arbitrary()?),
        })
    }
}

fn short(u: &mut Unstructured<'_>) -> arbitrary::Result<String> {
    let len = u.int_in_range(0..=24)?.min(u.len());
    Ok(String::from_utf8_lossy(u.bytes(len)?).into_owned())
}

fn tag(u: &mut Unstructured<'_>) -> arbitrary::Result<String> {
    const BITS: [&str; 14] =
        [" + ", " or ", "; ", " (poorly)", " (backup)", " (30-70%)", " via people", " when it rains", "nobody", "Shared", ", undefined", "(", ")", " (a reason)"];
    let mut tag = name(u.arbitrary::<u8>()?.into()).to_owned();
    for _ in 0..u.int_in_range(0..=3)? {
        tag.push_str(BITS[u.choose_index(BITS.len())?]);
        tag.push_str(name(u.arbitrary::<u8>()?.into()));
    }
    Ok(tag)
}

fn name(at: usize) -> &'static str {
    NAMES[at % NAMES.len()]
}

#[derive(Arbitrary, Debug)]
struct File {
    folder: u8,
    name: u8,
    front: Vec<(u8, Value)>,
    body: Body,
}

#[derive(Arbitrary, Debug)]
struct Body(Vec<Piece>);

#[derive(Arbitrary, Debug)]
enum Piece {
    Heading(u8),
    Link(u8),
    Markdown(u8, u8),
    Container,
    Raw(String),
}

impl File {
    fn path(&self) -> String {
        format!("content/{}/{}.md", FOLDERS[usize::from(self.folder) % FOLDERS.len()], name(self.name.into()))
    }

    fn text(&self) -> String {
        let mut text = String::from("---\n");
        for (key, value) in self.front.iter().take(8) {
            text.push_str(KEYS[usize::from(*key) % KEYS.len()]);
            text.push_str(": ");
            match value {
                Value::Name(at) => text.push_str(name(*at)),
                Value::List(all) => text.push_str(&format!("[{}]", all.iter().map(|at| name(*at)).collect::<Vec<_>>().join(", "))),
                Value::Text(any) => text.push_str(any),
                Value::Tag(tag) => text.push_str(&serde_json::to_string(tag).unwrap_or_default()),
                Value::Map(all) => {
                    for (at, tag) in all {
                        text.push_str(&format!("\n  {}: {}", name(*at), serde_json::to_string(tag).unwrap_or_default()));
                    }
                }
                Value::Number(number) => text.push_str(&number.to_string()),
            }
            text.push('\n');
        }
        text.push_str("---\n");
        for piece in self.body.0.iter().take(12) {
            match piece {
                Piece::Heading(at) => text.push_str(&format!("\n## {}\n", name((*at).into()))),
                Piece::Link(at) => text.push_str(&format!("[[{}]] ", name((*at).into()))),
                Piece::Markdown(folder, at) => {
                    let folder = FOLDERS[usize::from(*folder) % FOLDERS.len()];
                    text.push_str(&format!("[to](../{folder}/{}.md#em) ", name((*at).into())));
                }
                Piece::Container => text.push_str("\n:::tip\n"),
                Piece::Raw(any) => text.push_str(any),
            }
        }
        text
    }
}

/// A ladder without files. The theme is compiled once for all inputs, which takes longer than everything else.
static EMPTY: LazyLock<Prepared> =
    LazyLock::new(|| compile::prepare(&Arc::new(settings()), &Options::default(), None).value);

fn settings() -> SourceTree {
    let mut tree = SourceTree::default();
    tree.insert_text(config::SETTINGS, "[book]\ntitle = \"A ladder\"\n");
    tree.insert_folder("content");
    tree
}

fuzz_target!(|files: Vec<File>| {
    let_the_parser_panic();
    let mut tree = settings();
    let mut ladder = 0;
    for file in files.iter().take(10) {
        let text = file.text();
        ladder ^= hash(text.as_bytes());
        tree.insert_text(&file.path(), &text);
    }
    // A ladder with errors is rendered as well, which neither the preview nor `build` would do: it finds more.
    let options = Options { refuse: None, ..Options::default() };
    let compiled = compile::compile(&Arc::new(tree), &Facts::default(), &options, Some(&EMPTY));
    assert_diagnostics(&compiled.diagnostics, &compiled.value.prepared.tree);
    let is_good = !compiled.has(Severity::Error);
    let Some(output) = compiled.value.output else { return };
    for (at, path) in output.paths().iter().enumerate() {
        assert!(!path.split('/').any(|part| part.is_empty() || part == "." || part == ".."), "{path}");
        // Rendering is what takes the time: a few files of each ladder, others of another one.
        if !((hash(path.as_bytes()) ^ ladder) >> 20).is_multiple_of(10) {
            continue;
        }
        let bytes = output.bytes(at);
        let Ok(Bytes::Made(bytes)) = bytes else {
            assert!(bytes.is_ok() || !is_good, "{path} cannot be rendered");
            continue;
        };
        let text = std::str::from_utf8(&bytes).expect("what is made is text");
        if path.ends_with(".html") {
            assert_page(text, output.paths());
        } else if path.ends_with(".json") {
            serde_json::from_str::<serde_json::Value>(text).expect(path);
        }
    }
});
