//! One Markdown file, parsed alone. Parsing never fails: what is wrong becomes a diagnostic, what
//! is right is kept.

mod fence;
pub mod front_matter;
pub(crate) mod glossary;
pub mod index;
pub mod markdown;
pub mod outline;
pub mod range;
pub mod tag;

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, files, front_matter as say};
use crate::source::{Contents, SourceFile};
use crate::span::{FileId, Span};
use crate::text::{Text, fold};
pub use crate::value::limits;
use crate::value::yaml::Block;
use front_matter::{FrontMatter, Kind};
use limits::Limits;
use outline::{Heading, Outline};

/// The folder that holds the ladder, below the project root.
pub const CONTENT: &str = "content";

/// One file of the ladder. Names in it are still text: an owner here may not exist.
#[derive(Clone, Debug)]
pub struct Document {
    pub file: FileId,
    /// Its path below the content folder, with its ending.
    pub path: String,
    /// The path that it is known by: its own, or that of its folder's index page.
    pub place: String,
    /// Told by its folder.
    pub kind: Kind,
    /// The file name without its ending; a category's folder name; unique within the kind (guides:
    /// the path without ending).
    pub id: String,
    /// What the author wrote between the `---` lines.
    pub front: FrontMatter,
    pub text: Arc<str>,
    pub body_start: usize,
    pub outline: Outline,
    /// Facts about each inline text of the front matter, by where it is, in file order.
    pub cells: Vec<(Span, Outline)>,
    /// What is wrong with this file taken by itself, the body's diagnostics included.
    pub diagnostics: Vec<Diagnostic>,
}

impl Document {
    pub fn body(&self) -> &str {
        &self.text[self.body_start..]
    }

    /// The title as written, else the first heading, else the file name with spaces and a capital.
    pub fn title(&self) -> String {
        if let Some(title) = &self.front.common.title {
            return title.value.clone();
        }
        if let Some(heading) = self.title_heading() {
            return heading.text.clone();
        }
        // A folder's first page is called like the folder.
        let named = self.id.strip_suffix("/index").unwrap_or(&self.id);
        let name = named.rsplit('/').next().unwrap_or(named);
        let mut words = name.replace(['-', '_'], " ");
        if let Some(first) = words.chars().next() {
            words.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
        }
        words
    }

    /// The heading that is the title where none is written.
    pub fn title_heading(&self) -> Option<&Heading> {
        let mut headings = self.outline.headings.iter();
        headings.find(|heading| !heading.text.is_empty())
    }

    /// Where a diagnostic about the file as a whole points: the title, else the start.
    pub fn head(&self) -> Span {
        self.front
            .common
            .title
            .as_ref()
            .map_or(Span::file_start(self.file), |title| title.span)
    }

    /// Where it says this name, folded: its title, its abbreviation or another name; an id has no
    /// place but the file.
    pub fn place_of_name(&self, folded: &str) -> Span {
        let (abbr, also) = self.front.own.other_names();
        let title = self.front.common.title.as_ref();
        let mut names = title.into_iter().chain(abbr).chain(also);
        let named = names.find(|name| fold::name(&name.value) == folded);
        let heading = self
            .title_heading()
            .filter(|it| fold::name(&it.text) == folded);
        let place = named.map(|name| name.span);
        let place = place.or_else(|| heading.map(|heading| heading.span));
        place.unwrap_or_else(|| Span::file_start(self.file))
    }

    /// Where its front matter cannot be read, so that what it says may be unknown to other files.
    pub fn damage(&self) -> Option<Span> {
        let mut wrong = self.diagnostics.iter();
        let damage = wrong.find(|wrong| wrong.code().is_damage())?;
        Some(damage.at())
    }

    /// Whether what could not be read may have said this name.
    pub fn may_have_said(&self, name: &str) -> bool {
        // Names are at the top of a file, and every unknown one is looked for in every damaged file.
        const TOP: usize = 4 * 1024;
        let end = (0..=self.text.len().min(TOP))
            .rev()
            .find(|end| self.text.is_char_boundary(*end));
        let top = &self.text[..end.unwrap_or(0)];
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !name.is_empty()
            && top.match_indices(name).any(|(at, _)| {
                let (before, after) = (&top[..at], &top[at + name.len()..]);
                !is_word(before.chars().next_back()) && !is_word(after.chars().next())
            })
    }

    /// Where the facts about an inline text of the front matter are in [`Document::cells`].
    pub fn cell(&self, text: &Text) -> Option<usize> {
        self.cells
            .binary_search_by_key(&text.span, |(span, _)| *span)
            .ok()
    }

    /// The folder that it lies in, below the content folder; empty for that one.
    pub fn folder(&self) -> &str {
        self.place.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Whether it is the index page of a folder and not a category.
    pub fn is_index(&self) -> bool {
        self.kind == Kind::Guide && (self.place == "index.md" || self.place.ends_with("/index.md"))
    }
}

/// What a path below the content folder holds: its kind and its id.
pub fn kind_and_id(path: &str) -> (Kind, String) {
    let stem = path.strip_suffix(".md").unwrap_or(path);
    if stem == "glossary" {
        return (Kind::Glossary, stem.to_owned());
    }
    match Kind::of_path(stem) {
        // The prose of a page that lists what the kind has: all of it, or the disagreements about
        // it.
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

/// Parses a Markdown file of the content folder that is known by its own path.
pub fn parse(file: &SourceFile, limits: &Limits) -> Document {
    parse_at(file, below_content(file), limits)
}

/// A file's path below the content folder.
pub fn below_content(file: &SourceFile) -> &str {
    let path = file.path();
    let below = path.strip_prefix(CONTENT);
    below
        .and_then(|path| path.strip_prefix('/'))
        .unwrap_or(path)
}

/// Parses a Markdown file that is known by the path `place` ([`index::Indexes`]), which tells its
/// kind.
pub fn parse_at(file: &SourceFile, place: &str, limits: &Limits) -> Document {
    let path = below_content(file);
    let (kind, id) = kind_and_id(place);
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
        let at = Span::file_start(file.id());
        diagnostics.push(match kind {
            Kind::Guide => say::empty_page(at),
            _ => say::empty_file(at),
        });
    }
    // Of a text with wrong bytes only what comes before them is read: what could be read after them
    // would only cause errors that mean nothing, and without its names every other file would seem
    // to be wrong.
    let parts = if usable {
        fence::split(file.id(), &text, limits, &mut diagnostics)
    } else {
        fence::before_wrong_byte(file, &text, limits)
    };
    // No front matter reads like an empty one.
    let yaml = parts.yaml.unwrap_or(0..0);
    let block = Block {
        file: file.id(),
        text: &text,
        start: yaml.start,
        end: yaml.end,
    };
    let front = front_matter::read(kind, block, limits, &mut diagnostics);
    let body = markdown::Place::body(file.id(), &text, parts.body);
    let mut outline = markdown::outline(&text[parts.body..], body, limits);
    diagnostics.append(&mut outline.diagnostics);
    let cells = cells(&front, &text, limits, &mut diagnostics);
    if kind == Kind::Glossary && usable {
        let title = front.common.title.as_ref();
        let head = title.map_or(Span::file_start(file.id()), |title| title.span);
        let only_here = front.own.only_here();
        diagnostics.extend(glossary::check(
            file.id(),
            &text,
            parts.body,
            head,
            only_here,
        ));
    }
    blame_damage(&mut diagnostics, &text);
    Document {
        file: file.id(),
        path: path.to_owned(),
        place: place.to_owned(),
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

/// What follows from the place where the front matter cannot be read: keys that seem to be missing,
/// and values of the same line that seem to be wrong.
fn blame_damage(diagnostics: &mut [Diagnostic], text: &str) {
    let is_damage = |one: &&Diagnostic| one.code().is_damage();
    let damages: Vec<Span> = diagnostics
        .iter()
        .filter(is_damage)
        .map(Diagnostic::at)
        .collect();
    let Some(first) = damages.first().copied() else {
        return;
    };
    for one in diagnostics {
        let at = one.at();
        let shares_line = |damage: &&Span| {
            let (start, end) = (
                damage.start().min(at.start()),
                damage.start().max(at.start()),
            );
            text.get(start..end)
                .is_some_and(|between| !between.contains(['\n', '\r']))
        };
        let cause = match one.code() {
            Code::MissingKey | Code::EmptyPage | Code::EmptyFile => Some(first),
            Code::WrongType | Code::BadValue | Code::UnknownKey | Code::MalformedTag => {
                damages.iter().find(shares_line).copied()
            }
            _ => None,
        };
        if cause.is_some() {
            *one = one.clone().follows(cause);
        }
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
