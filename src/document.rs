//! One Markdown file, parsed alone. Parsing never fails: what is wrong becomes a diagnostic, what is right is kept.

mod fields;
pub mod front_matter;
pub mod limits;
pub mod markdown;
pub mod outline;
pub mod range;
pub mod tag;
pub mod yaml;

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, files, front_matter as say};
use crate::source::{Contents, SourceFile};
use crate::span::{FileId, Span};
use front_matter::{FrontMatter, Kind};
use limits::Limits;
use outline::Outline;
use yaml::{Block, Text};

/// The folder that holds the ladder, below the project root.
pub const CONTENT: &str = "content";

/// One file of the ladder. Names in it are still text: an owner here may not exist.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file.
    pub file: FileId,
    /// Its path below the content folder, with its ending.
    pub path: String,
    /// Told by its folder.
    pub kind: Kind,
    /// The file name without its ending; a category's folder name; unique within the kind (guides: the path without ending).
    pub id: String,
    /// What the author wrote between the `---` lines.
    pub front: FrontMatter,
    /// The whole file.
    pub text: Arc<str>,
    /// Where the body starts in it.
    pub body_start: usize,
    /// Facts about the body.
    pub outline: Outline,
    /// Facts about each inline text of the front matter, by where it stands, in file order.
    pub cells: Vec<(Span, Outline)>,
    /// What is wrong with this file taken by itself, the body's diagnostics included.
    pub diagnostics: Vec<Diagnostic>,
}

impl Document {
    /// The Markdown below the front matter.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.text[self.body_start..]
    }

    /// The title as written, else the first heading, else the file name with spaces and a capital.
    #[must_use]
    pub fn title(&self) -> String {
        if let Some(title) = &self.front.common.title {
            return title.value.clone();
        }
        if let Some(heading) = self
            .outline
            .headings
            .iter()
            .find(|heading| !heading.text.is_empty())
        {
            return heading.text.clone();
        }
        let name = self.id.rsplit('/').next().unwrap_or(&self.id);
        let mut words = name.replace(['-', '_'], " ");
        if let Some(first) = words.chars().next() {
            words.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
        }
        words
    }

    /// Where a diagnostic about the file as a whole points: the title, else the start.
    #[must_use]
    pub fn head(&self) -> Span {
        self.front
            .common
            .title
            .as_ref()
            .map_or(Span::file_start(self.file), |title| title.span)
    }

    /// Where the facts about an inline text of the front matter stand in [`Document::cells`].
    #[must_use]
    pub fn cell(&self, text: &Text) -> Option<usize> {
        self.cells
            .binary_search_by_key(&text.span, |(span, _)| *span)
            .ok()
    }

    /// The folder that it lies in, below the content folder; empty for that one.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Whether it is the index page of a folder (`index.md`) and not a category.
    #[must_use]
    pub fn is_index(&self) -> bool {
        self.kind == Kind::Guide && (self.path == "index.md" || self.path.ends_with("/index.md"))
    }
}

/// What a path below the content folder holds: its kind and its id.
#[must_use]
pub fn kind_and_id(path: &str) -> (Kind, String) {
    let stem = path.strip_suffix(".md").unwrap_or(path);
    if stem == "glossary" {
        return (Kind::Glossary, stem.to_owned());
    }
    let below = |kind: Kind| stem.strip_prefix(kind.folder()?)?.strip_prefix('/');
    let found = Kind::WITH_FOLDER
        .into_iter()
        .find_map(|kind| Some((kind, below(kind)?)));
    match found {
        // The prose of a page that lists what the kind has: all of it, or the disagreements about it.
        None | Some((_, "index") | (Kind::Area, "disagreements")) => (Kind::Guide, stem.to_owned()),
        // `areas/people/index.md` is the category `people`.
        Some((Kind::Area, rest)) => {
            let named = rest.strip_suffix("/index").unwrap_or(rest);
            (
                Kind::Area,
                named.rsplit('/').next().unwrap_or(named).to_owned(),
            )
        }
        Some((kind, rest)) => (kind, rest.rsplit('/').next().unwrap_or(rest).to_owned()),
    }
}

/// Parses a Markdown file of the content folder.
#[must_use]
pub fn parse(file: &SourceFile, limits: &Limits) -> Document {
    let path = file
        .path()
        .strip_prefix(CONTENT)
        .and_then(|path| path.strip_prefix('/'))
        .unwrap_or(file.path());
    let (kind, id) = kind_and_id(path);
    let mut diagnostics = Vec::new();
    let text: Arc<str> = match file.contents() {
        Contents::Text(text) => Arc::clone(text),
        Contents::BadText { shown, at, byte } => {
            diagnostics.push(files::bad_utf8(
                Span::new(file.id(), shown, *at..*at + 1),
                *byte,
            ));
            Arc::clone(shown)
        }
        Contents::TooLarge { len, limit } => {
            diagnostics.push(files::file_too_large(
                Span::file_start(file.id()),
                *len,
                *limit,
            ));
            Arc::from("")
        }
        Contents::Bytes(_) | Contents::Asset { .. } => Arc::from(""),
    };
    let usable = diagnostics.is_empty();
    if usable && text.trim_start_matches('\u{feff}').trim().is_empty() {
        diagnostics.push(say::empty_file(Span::file_start(file.id())));
    }
    // A text with wrong bytes is kept for its excerpt only: what could be read of it would only cause errors that are none.
    let parts = if usable {
        split(file.id(), &text, limits, &mut diagnostics)
    } else {
        Parts {
            yaml: None,
            body: text.len(),
        }
    };
    let block = parts.yaml.map(|yaml| Block {
        file: file.id(),
        text: &text,
        start: yaml.start,
        end: yaml.end,
    });
    let front = front_matter::read(kind, block, &text, limits, &mut diagnostics);
    let place = markdown::Place::body(file.id(), &text, parts.body);
    let mut outline = markdown::outline(&text[parts.body..], place, limits);
    diagnostics.append(&mut outline.diagnostics);
    let cells = cells(&front, &text, limits, &mut diagnostics);
    Document {
        file: file.id(),
        path: path.to_owned(),
        kind,
        id,
        front,
        body_start: parts.body,
        text,
        outline,
        cells,
        diagnostics,
    }
}

/// Facts about the inline texts of a front matter, in file order.
fn cells(
    front: &FrontMatter,
    file: &str,
    limits: &Limits,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(Span, Outline)> {
    let mut cells: Vec<(Span, Outline)> = front
        .inline_texts()
        .into_iter()
        .map(|text| {
            let place = markdown::Place::cell(file, text.span, &text.value);
            let mut outline = markdown::outline_cell(&text.value, place, limits);
            diagnostics.append(&mut outline.diagnostics);
            (text.span, outline)
        })
        .collect();
    cells.sort_by_key(|(span, _)| *span);
    cells
}

/// Where the parts of a file are.
struct Parts {
    yaml: Option<std::ops::Range<usize>>,
    body: usize,
}

/// Finds the front matter block.
fn split(file: FileId, text: &str, limits: &Limits, diagnostics: &mut Vec<Diagnostic>) -> Parts {
    let start = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let first = line_at(text, start);
    let fence = text[first.clone()].trim_end();
    let span = |range: std::ops::Range<usize>| Span::new(file, text, range);
    if fence != "---" {
        let other = other_fence(text, start, fence);
        if other.is_some() {
            diagnostics.push(say::wrong_fence(span(start..start + fence.len()), fence));
        } else if let Some(late) = late_block(text, start) {
            diagnostics.push(say::late_fence(span(late..late + 3)));
        }
        return Parts {
            yaml: None,
            body: other.unwrap_or(start),
        };
    }
    let Some((yaml, after)) = block_at(text, start) else {
        let end = text.len();
        diagnostics.push(say::unclosed(span(start..start + 3), span(end..end)));
        return Parts {
            yaml: None,
            body: end,
        };
    };
    if yaml.len() > limits.front_matter {
        let at = yaml.start + limits.front_matter;
        let limit = format!("{} KiB", limits.front_matter / 1024);
        diagnostics.push(say::over_limit(
            span(at..at + 1),
            "the front matter",
            &limit,
            "front-matter",
        ));
        return Parts {
            yaml: None,
            body: after,
        };
    }
    if let Some((second, _)) = block_at(text, after)
        && looks_like_mapping(&text[second])
    {
        diagnostics.push(say::second_block(
            span(after..after + 3),
            span(start..start + 3),
        ));
    }
    Parts {
        yaml: Some(yaml),
        body: after,
    }
}

/// Where the text goes on behind a front matter in another language (`+++`, `;;;`, `---js`) that starts at `start`, if one does.
fn other_fence(text: &str, start: usize, fence: &str) -> Option<usize> {
    let marked = fence.strip_prefix("---").map(str::trim_start);
    let closing = match fence {
        "+++" | ";;;" => fence,
        // `--- ---` and `-----` are thematic breaks.
        _ if marked.is_some_and(|rest| rest.contains(|c: char| c != '-' && c != ' ')) => "---",
        _ => return None,
    };
    let mut at = line_at(text, start).end;
    while at < text.len() {
        let line = line_at(text, at);
        if text[line.clone()].trim_end() == closing {
            return Some(line.end);
        }
        at = line.end;
    }
    // `--- and so on` may open a paragraph; a language right behind the dashes is never text.
    let is_text = marked.is_some() && fence[3..].starts_with(' ');
    (!is_text).then_some(text.len())
}

/// A block that is front matter in all but its place: blank lines stand before it.
fn late_block(text: &str, start: usize) -> Option<usize> {
    let at = start + text[start..].len() - text[start..].trim_start().len();
    let (inside, _) = block_at(text, at)?;
    (at > start && looks_like_mapping(&text[inside])).then_some(at)
}

/// A `---` … `---` block that starts at `start`: its inside, and where the text goes on.
fn block_at(text: &str, start: usize) -> Option<(std::ops::Range<usize>, usize)> {
    let opening = line_at(text, start);
    if text[opening.clone()].trim_end() != "---" {
        return None;
    }
    let mut at = opening.end;
    while at < text.len() {
        let line = line_at(text, at);
        if text[line.clone()].trim_end() == "---" {
            return Some((opening.end..line.start, line.end));
        }
        at = line.end;
    }
    None
}

/// The line that starts at `at`, with its end: LF, CRLF or a lone CR.
fn line_at(text: &str, at: usize) -> std::ops::Range<usize> {
    let rest = &text.as_bytes()[at..];
    let end = rest
        .iter()
        .position(|byte| matches!(byte, b'\n' | b'\r'))
        .map_or(text.len(), |end| {
            let crlf = rest[end] == b'\r' && rest.get(end + 1) == Some(&b'\n');
            at + end + 1 + usize::from(crlf)
        });
    at..end
}

/// Whether the lines of a block read like `key: value`, so that it was meant as front matter and not as two thematic breaks.
fn looks_like_mapping(block: &str) -> bool {
    let mut lines = block
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))
        .peekable();
    lines
        .peek()
        .is_some_and(|line| !line.starts_with([' ', '\t', '-']))
        && lines.all(|line| {
            let indented = line.starts_with([' ', '\t', '-']);
            indented
                || line.split_once(':').is_some_and(|(key, rest)| {
                    !key.contains(' ') && (rest.is_empty() || rest.starts_with(' '))
                })
        })
}
