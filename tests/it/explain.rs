//! The explanations of the codes: each has its parts, and its examples do what they say.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use ladderbook::config;
use ladderbook::diagnostic::{Code, Diagnostic};
use ladderbook::document::limits::Limits;
use ladderbook::document::{self, Document};
use ladderbook::ladder::{self, Scopes, links::Assets};
use ladderbook::source::{SourceFile, SourceTree};

use super::fences::{Block, blocks};

/// What one explanation holds.
struct Explanation<'a> {
    title: &'a str,
    prose: &'a str,
    wrong: Block,
    right: Block,
}

#[test]
fn every_explanation_has_its_parts() {
    let mut wrong = Vec::new();
    for code in Code::ALL {
        let Some(explanation) = read(code.explanation()) else {
            wrong.push(format!("{}: not of the usual form", code.name()));
            continue;
        };
        let mut expect = |is_right: bool, what: &str| {
            if !is_right {
                wrong.push(format!("{}: {what}", code.name()));
            }
        };
        expect(explanation.title == code.title(), "title");
        expect(!code.title().ends_with('.'), "full stop in the title");
        let sentences = explanation.prose.matches(". ").count() + 1;
        expect((2..=7).contains(&sentences), "too little or too much prose");
        let lint = code.lint().map(ladderbook::diagnostic::Lint::name);
        let named = lint.is_none_or(|lint| explanation.prose.contains(&format!("`{lint}`")));
        let speaks_of_lints = explanation.prose.contains("`[lints]`");
        expect(named && speaks_of_lints == lint.is_some(), "the lint");
        for example in [&explanation.wrong, &explanation.right] {
            let is_known = ["fixture", "text"].contains(&example.info.trim());
            expect(is_known, "language of an example");
            if example.info.trim() == "fixture" {
                let tree = SourceTree::fixture(&example.text);
                let paths: Vec<&str> = tree.files().map(SourceFile::path).collect();
                let is_ours = |path: &&str| *path == "book.toml" || path.starts_with("content/");
                expect(
                    example.text.starts_with("//- "),
                    "text before the first file",
                );
                expect(!paths.is_empty() && paths.iter().all(is_ours), "paths");
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn wrong_examples_have_their_code_and_right_ones_none() {
    let mut wrong = Vec::new();
    for code in Code::ALL {
        let explanation = read(code.explanation()).expect("the other test says what is missing");
        if explanation.wrong.info.trim() == "fixture" && !REPORTED_ELSEWHERE.contains(code) {
            let codes = codes_of(&SourceTree::fixture(&explanation.wrong.text));
            if !codes.contains(code) {
                wrong.push(format!("{}: the wrong one has {codes:?}", code.name()));
            }
        }
        if explanation.right.info.trim() == "fixture" {
            let codes = codes_of(&SourceTree::fixture(&explanation.right.text));
            if !codes.is_empty() {
                wrong.push(format!("{}: the right one has {codes:?}", code.name()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// Codes of stages that [`codes_of`] does not run.
const REPORTED_ELSEWHERE: &[Code] = &[
    Code::WindowsName,
    Code::PrivateFile,
    Code::NoContent,
    Code::BadAlias,
    Code::SecondIndex,
    Code::MalformedToml,
    Code::UnreadableMarkdown,
    Code::RemovedHtml,
    Code::RemovedAttribute,
    Code::RemovedLink,
    Code::UnclosedContainer,
    Code::UnknownContainer,
    Code::BrokenLink,
    Code::BrokenAnchor,
    Code::UnknownTarget,
    Code::OutsideLink,
    Code::DraftLink,
    Code::MissingAsset,
    Code::UnsafeSvg,
    Code::NoSiteUrl,
];

/// The codes that parsing and resolving a project reports.
fn codes_of(tree: &SourceTree) -> BTreeSet<Code> {
    let limits = Limits::default();
    let (pages, others): (Vec<&SourceFile>, Vec<&SourceFile>) = tree
        .below("content")
        .partition(|file| Path::new(file.path()).extension() == Some("md".as_ref()));
    let documents: Vec<Arc<Document>> = pages
        .into_iter()
        .map(|page| Arc::new(document::parse(page, &limits)))
        .collect();
    let published = others
        .into_iter()
        .filter_map(|file| file.path().strip_prefix("content/"))
        .map(str::to_owned)
        .collect();
    let assets = Assets {
        published,
        withheld: Vec::new(),
    };
    let settings = tree.get("book.toml").map(|file| config::parse(file).value);
    let scopes = settings.map_or_else(Scopes::default, |config| Scopes {
        order: config
            .scopes
            .order
            .into_iter()
            .map(|one| one.value)
            .collect(),
        parity: config.scopes.parity,
    });
    let resolved = ladder::resolve(&documents, &assets, &scopes, None);
    documents
        .iter()
        .flat_map(|document| document.diagnostics.iter())
        .chain(&resolved.diagnostics)
        .map(Diagnostic::code)
        .collect()
}

/// Takes an explanation apart.
fn read(text: &str) -> Option<Explanation<'_>> {
    let (title, rest) = text.strip_prefix("# ")?.split_once("\n\n")?;
    let (prose, rest) = rest.split_once("\n\n## Wrong\n\n")?;
    let (wrong, right) = rest.split_once("\n\n## Right\n\n")?;
    Some(Explanation {
        title,
        prose,
        wrong: example(wrong)?,
        right: example(right)?,
    })
}

/// The one example of a section that holds nothing else.
fn example(section: &str) -> Option<Block> {
    let section = section.trim_end();
    let mut blocks = blocks(section).into_iter();
    let is_all = section.starts_with("```") && section.ends_with("```");
    blocks.next().filter(|_| is_all && blocks.next().is_none())
}
