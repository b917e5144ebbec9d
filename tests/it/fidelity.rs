//! Five real documents that people wrote for other programs, put into a ladder as they are: nothing panics, no word is lost, and what
//! is really wrong in them is said at its place. The documents are not part of this repository; without them the test is skipped.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use expect_test::expect;
use ladderbook::source::SourceTree;

use crate::whole::{self, compiled};

const SETTINGS: &str = "[book]\ntitle = \"Fidelity\"\nurl = \"https://ladder.example\"\n\n[lints]\nassets = \"warn\"\nlinks = \"warn\"\n";

fn documents() -> Option<Vec<(String, String)>> {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "..", "shared", "sources"]
        .iter()
        .collect();
    #[expect(
        clippy::disallowed_methods,
        reason = "the documents are read from disk"
    )]
    fn read(folder: &Path) -> Option<Vec<(String, String)>> {
        let mut documents: Vec<(String, String)> = std::fs::read_dir(folder)
            .ok()?
            .flatten()
            .filter_map(|entry| {
                let name = entry.path().file_stem()?.to_str()?.to_owned();
                Some((name, std::fs::read_to_string(entry.path()).ok()?))
            })
            .collect();
        documents.sort();
        Some(documents)
    }
    read(&folder).filter(|documents| !documents.is_empty())
}

/// The words of a text that are long enough to mean something, counted.
fn words(text: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 3)
    {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
    counts
}

/// What a reader of the Markdown source would call its words: no front matter, no tags, no addresses, no styles.
fn prose(markdown: &str) -> String {
    let body = match markdown
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"))
    {
        Some((_, body)) => body,
        None => markdown,
    };
    let mut out = String::new();
    let mut rest = body;
    while let Some(at) = rest.find(['<', ']']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = if rest.starts_with("<style") {
            rest.find("</style>").map(|end| end + "</style>".len())
        } else if rest.starts_with("](") {
            closing(rest)
        } else if rest.starts_with('<')
            && rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/')
        {
            rest.find('>').map(|end| end + 1)
        } else {
            None
        };
        let end = end.unwrap_or(1);
        out.push(' ');
        rest = &rest[end..];
    }
    out + rest
}

/// The end of `](…)`, with balanced parentheses inside.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return Some(at + 1),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The text of a page between its tags.
fn text_of(html: &str) -> String {
    let mut out = String::new();
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' => {
                in_tag = false;
                out.push(' ');
            }
            c if !in_tag => out.push(c),
            _ => {}
        }
    }
    out.replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
}

#[test]
fn five_real_documents_lose_no_word() {
    let Some(documents) = documents() else {
        println!("skipped: the documents are not beside this checkout");
        return;
    };
    let mut tree = SourceTree::default();
    tree.insert_text("book.toml", SETTINGS);
    tree.insert_folder("content");
    for (name, text) in &documents {
        tree.insert_text(&format!("content/guides/{name}.md"), text);
    }
    let compiled = compiled(&tree);
    let lines: Vec<String> = compiled
        .diagnostics
        .iter()
        .map(|diagnostic| {
            let file = tree
                .file(diagnostic.at().file())
                .expect("diagnostics point into the tree");
            let place = file.position(diagnostic.at().start());
            let path = file.path().rsplit('/').next().unwrap_or_default();
            format!(
                "{}:{}:{} {} {}",
                &path[..3],
                place.line,
                place.column,
                diagnostic.severity().name(),
                diagnostic.code().name()
            )
        })
        .collect();
    expect![[r#"
        000:3:1 warning unknown-key
        000:5:1 warning unknown-key
        000:6:1 warning unknown-key
        000:9:1 warning removed-html
        002:2:1 warning unknown-key
        002:6:1 warning unknown-key
        002:7:1 warning unknown-key
        002:9:1 warning unknown-key
        002:10:1 warning unknown-key
        004:4:1 warning unknown-key
        004:5:1 warning unknown-key
        004:6:1 warning unknown-key
        004:9:1 warning removed-html
        004:19:20 warning missing-asset
        004:33:38 warning missing-asset
        004:45:34 warning missing-asset
        004:59:42 warning missing-asset
        004:72:16 warning missing-asset
        004:84:8 warning removed-attribute
        004:84:19 warning removed-attribute
        004:84:35 warning removed-attribute"#]]
    .assert_eq(&lines.join("\n"));

    let output = compiled.value.output.expect("the default theme compiles");
    for (name, text) in &documents {
        let html = whole::text(&output, &format!("guides/{name}.html"));
        // The author's part of the page alone: a table of contents would repeat words that the body lost.
        let body = html
            .split_once("class=\"lb-prose\"")
            .and_then(|(_, rest)| rest.split_once("</main>"));
        let shown = words(&text_of(body.map_or("", |(body, _)| body)));
        let lost: Vec<String> = words(&prose(text))
            .into_iter()
            .filter(|(word, count)| shown.get(word).copied().unwrap_or(0) < *count)
            .map(|(word, _)| word)
            .collect();
        assert_eq!(
            lost,
            Vec::<String>::new(),
            "words of {name} that its page lacks"
        );
    }
}
