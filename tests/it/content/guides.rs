//! The guides for authors in `content/guides`: every example in them does what the guide says.
//!
//! | a fenced block | must |
//! |---|---|
//! | with a title | be a file; files with nothing between them build without a word |
//! | with a title and `more` | do so with the roles and areas of `guides/named.txt` that it names and does not define |
//! | with a title and `wrong CODE…` | have exactly these codes |
//! | `text printed` | be what the terminal shows for the files before it |
//! | `csv matrix` | be the matrix of the files before it |
//! | `toml` | be settings without a mistake |
//! | `toml defaults` | be settings that change nothing |
//! | `toml words` | be a table of words |
//! | `yaml` | be YAML |
//! | `nginx` | be a file of `deploy/` |

#![expect(
    clippy::disallowed_methods,
    reason = "the guides are files, and the newest of them count"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use ladderbook::compile::Output;
use ladderbook::config::{self, Config};
use ladderbook::diagnostic::{self, Checked, Code, Diagnostic, Severity, print};
use ladderbook::document::kind_and_id;
use ladderbook::source::{SourceFile, SourceTree};

use crate::fences::{Block, blocks};
use crate::whole::{self, compiled};

/// Languages of blocks that are only shown: pieces of Markdown, commands, grammar.
const SHOWN: &[&str] = &["sh", "text", "markdown", "html"];

#[test]
fn every_example_does_what_the_guide_says() {
    let mut wrong = Vec::new();
    for (name, text) in guides() {
        let mut before = None;
        for block in blocks(&text) {
            if let Err(why) = block.check(&mut before) {
                wrong.push(format!("{name}, {}: {why}", block.info));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn checks_name_every_code_that_a_lint_can_change() {
    let checks = guide("checks.md");
    let missing: Vec<&str> = Code::ALL
        .iter()
        .filter(|code| code.lint().is_some())
        .map(|code| code.name())
        .filter(|name| !checks.contains(&format!("`{name}`")))
        .collect();
    assert_eq!(missing, Vec::<&str>::new(), "not in checks.md");
}

#[test]
fn themes_name_every_template() {
    let theme = guide("theme.md");
    let missing: Vec<String> = crate::theme::files("templates", "html")
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| !theme.contains(&format!("`{name}`")))
        .collect();
    assert_eq!(missing, Vec::<String>::new(), "not in theme.md");
}

impl Block {
    /// `before` is the last fixture.
    fn check(&self, before: &mut Option<Built>) -> Result<(), String> {
        let words: Vec<&str> = self.info.split_whitespace().collect();
        match words.as_slice() {
            ["fixture", rest @ ..] => {
                let (more, rest) = match rest {
                    ["more", rest @ ..] => (named_in(&self.text), rest),
                    rest => (String::new(), rest),
                };
                let expected: BTreeSet<&str> = match rest {
                    [] => BTreeSet::new(),
                    ["wrong", codes @ ..] => codes.iter().copied().collect(),
                    _ => return Err("a fixture of no known sort".to_owned()),
                };
                let built = Built::new(&self.text, &more);
                let codes = built.diagnostics.iter().map(|one| one.code().name());
                let found: BTreeSet<&str> = codes.collect();
                let printed = built.printed();
                *before = Some(built);
                same_or(found == expected, &printed, &rest.join(" "))
            }
            ["text", "printed"] => {
                let built = before.as_ref().ok_or("no fixture before it")?;
                let printed = built.printed();
                same_or(printed.trim() == self.text.trim(), &printed, "")
            }
            ["csv", "matrix"] => {
                let built = before.as_ref().ok_or("no fixture before it")?;
                same_or(built.matrix.trim() == self.text.trim(), &built.matrix, "")
            }
            ["toml"] => settings(&self.text).map(|_| ()),
            ["toml", "defaults"] => unchanged(&settings(&self.text)?),
            ["toml", "words"] => toml::from_str::<BTreeMap<String, String>>(&self.text)
                .map(|_| ())
                .map_err(|error| error.to_string()),
            ["yaml"] => yaml(&self.text),
            ["nginx"] => {
                let folder = below("deploy");
                let known = files(&folder)
                    .iter()
                    .any(|name| read(&folder.join(name)) == self.text);
                same_or(known, "no such file in deploy/", "")
            }
            [language] if SHOWN.contains(language) => Ok(()),
            _ => Err("a block of no known sort".to_owned()),
        }
    }
}

fn same_or(same: bool, found: &str, expected: &str) -> Result<(), String> {
    if same {
        return Ok(());
    }
    Err(format!("expected <{expected}>, found\n{found}"))
}

/// What came of a fixture.
struct Built {
    tree: SourceTree,
    /// Without notes, which are about settings that no fixture has.
    diagnostics: Vec<Diagnostic>,
    matrix: String,
}

impl Built {
    fn new(fixture: &str, more: &str) -> Built {
        let settings = if fixture.starts_with("//- book.toml") {
            ""
        } else {
            "//- book.toml\n[book]\ntitle = \"Ladder\"\n"
        };
        let tree = SourceTree::fixture(&format!("{settings}{fixture}{more}"));
        let Checked {
            value: compiled,
            mut diagnostics,
        } = compiled(&tree);
        let mut matrix = String::new();
        if let Some(output) = &compiled.output {
            diagnostics.extend(failures(output));
            if output.find("models/matrix.csv").is_some() {
                matrix = whole::text(output, "models/matrix.csv").replace('\r', "");
            }
        }
        diagnostics.retain(|one| one.severity() != Severity::Note);
        diagnostic::sort(&mut diagnostics, &tree);
        diagnostics.dedup();
        Built {
            tree,
            diagnostics,
            matrix,
        }
    }

    fn printed(&self) -> String {
        let look = print::Look {
            color: false,
            width: 100,
            reach: print::Reach::All,
        };
        print::terminal(&self.diagnostics, &self.tree, "", look)
    }
}

/// The roles and areas that a fixture names and does not define: what a reader takes for granted.
fn named_in(fixture: &str) -> String {
    let known = SourceTree::fixture(include_str!("guides/named.txt"));
    let id = |file: &SourceFile| kind_and_id(file.path().trim_start_matches("content/"));
    let defined: BTreeSet<_> = SourceTree::fixture(fixture).files().map(id).collect();
    let names = |text: &str| -> Vec<String> {
        text.lines()
            .filter_map(|line| line.split_once(": "))
            .filter(|(key, _)| ["title", "abbr", "also"].contains(key))
            .map(|(_, name)| name.trim_matches(['[', ']']).to_lowercase())
            .collect()
    };
    let text = fixture.to_lowercase();
    let said = |name: &str| {
        text.match_indices(name).any(|(at, _)| {
            let in_word = |c: char| c.is_alphanumeric() || c == '-';
            !text[..at].ends_with(in_word) && !text[at + name.len()..].starts_with(in_word)
        })
    };
    known
        .files()
        .filter(|file| !defined.contains(&id(file)))
        .filter(|file| {
            let (_, id) = id(file);
            let text = file.text().unwrap_or_default();
            said(&id) || names(text).iter().any(|name| said(name))
        })
        .map(|file| format!("//- {}\n{}", file.path(), file.text().unwrap_or_default()))
        .collect()
}

/// What only rendering finds. The explanations of the checks are the same in every ladder, and have tests of their own.
fn failures(output: &Output) -> Vec<Diagnostic> {
    output
        .paths()
        .iter()
        .enumerate()
        .filter(|(_, path)| !path.starts_with("checks/"))
        .filter_map(|(index, _)| output.bytes(index).err())
        .map(|wrong| *wrong)
        .collect()
}

/// Settings of which a guide shows a part: only what must be there is added.
fn settings(text: &str) -> Result<Config, String> {
    let text = if text.contains("[book]") {
        text.to_owned()
    } else {
        format!("{text}\n[book]\ntitle = \"Ladder\"\n")
    };
    let mut tree = SourceTree::default();
    tree.insert_text("book.toml", &text);
    let file = tree.get("book.toml").expect("it was just put there");
    let Checked {
        value: config,
        diagnostics,
    } = config::parse(file);
    let look = print::Look {
        color: false,
        width: 100,
        reach: print::Reach::All,
    };
    let printed = print::terminal(&diagnostics, &tree, "", look);
    same_or(diagnostics.is_empty(), &printed, "").map(|()| config)
}

/// Whether settings are what they would be if nobody had written them.
fn unchanged(config: &Config) -> Result<(), String> {
    let default = settings("")?;
    let build = |config: &Config| {
        let build = &config.build;
        (
            build.output.value.clone(),
            build.page_style,
            build.base_path.clone(),
            build.theme.value.clone(),
            build.markdown_copies,
            build.git,
            build.noindex,
            build.search,
        )
    };
    let serve = |config: &Config| {
        let serve = &config.serve;
        let names = serve.allowed_hosts.len();
        (serve.host.clone(), serve.port, names, serve.poll)
    };
    let same = config.limits == default.limits
        && build(config) == build(&default)
        && serve(config) == serve(&default)
        && config.book.language == default.book.language
        && config.lints.is_empty();
    same_or(same, &format!("{config:#?}"), "the defaults")
}

fn yaml(text: &str) -> Result<(), String> {
    granit_parser::Parser::new_from_str(text)
        .find_map(Result::err)
        .map_or(Ok(()), |error| Err(error.to_string()))
}

/// Every guide with its name.
fn guides() -> Vec<(String, String)> {
    let folder = below("content/guides");
    files(&folder)
        .into_iter()
        .map(|name| {
            let text = read(&folder.join(&name));
            (name, text)
        })
        .collect()
}

fn guide(name: &str) -> String {
    read(&below("content/guides").join(name))
}

fn below(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The names of the files in a folder, sorted.
fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder of this repository")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort();
    names
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("a text of this repository")
}
