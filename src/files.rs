//! Input files as files: whether their names can live everywhere, whether they are what their
//! endings say, which of them may be published. Pure; `load` found them, and content is not looked
//! at here but for pictures.

mod kind;
mod names;
mod svg;

use crate::config::{Config, Limits};
use crate::diagnostic::{Diagnostic, files as say, links};
use crate::document::CONTENT;
use crate::source::{Contents, Irregular, SourceFile, SourceTree};
use crate::span::{FileId, Span, Spanned};

pub use names::{ending, is_private};

/// Endings of files that pages may show or link, lower case. Anything else stays unpublished, so
/// that what merely lies in the content folder does not get out.
const PUBLISHED: &[&str] = &[
    "avif", "gif", "ico", "jpeg", "jpg", "png", "svg", "webp", // pictures
    "docx", "odp", "ods", "odt", "pdf", "pptx", "xlsx", // documents
    "csv", "tsv", "txt", // text and data
    "m4a", "mp3", "mp4", "ogg", "wav", "webm", // recordings
    "zip",
];

/// Whether a file that is no page may be published, by its path: a known type, nothing hidden on
/// the way to it, no key.
pub fn is_publishable(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let visible = path
        .split('/')
        .all(|part| !part.is_empty() && !part.starts_with('.'));
    visible
        && !is_private(name)
        && ending(name).is_some_and(|ending| PUBLISHED.contains(&ending.as_str()))
}

/// Whether a file is a page. Letter case counts: every system must see the same pages.
pub fn is_markdown(path: &str) -> bool {
    path.strip_suffix(".md").is_some()
}

/// What is wrong with the files of a project taken as files: their names, their number, entries
/// that are no files.
pub fn check_files(tree: &SourceTree, limits: &Limits) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (file, what) in tree.irregular() {
        let at = Span::file_start(file.id());
        diagnostics.push(match what {
            Irregular::Symlink { target } => say::symbolic_link(at, target),
            Irregular::NotRegular => say::not_regular(at),
            Irregular::BadName => {
                let name = file.path().rsplit('/').next().unwrap_or_default();
                say::bad_file_name(at, name, "is not UTF-8")
            }
        });
    }
    diagnostics.extend(names::check(tree, limits));
    // What is wrong with the whole is said of the settings, which are always there.
    let settings = tree
        .id(crate::config::SETTINGS)
        .map_or(Span::file_start(FileId(0)), Span::file_start);
    if tree.files().nth(limits.files).is_some() {
        diagnostics.push(say::too_many_files(settings, limits.files));
    }
    if !tree.below(CONTENT).any(|file| is_markdown(file.path())) {
        diagnostics.push(say::no_content(settings, CONTENT));
    }
    diagnostics
}

/// What is wrong with a file that is published beside the pages.
pub fn check_asset(file: &SourceFile, limits: &Limits) -> Vec<Diagnostic> {
    let at = Span::file_start(file.id());
    match file.contents() {
        Contents::Asset { len: 0, .. } => vec![say::empty_asset(at, file.path())],
        Contents::Asset { len, .. } if *len > limits.asset => {
            vec![say::asset_too_large(at, *len, limits.asset)]
        }
        Contents::Asset { head, .. } => kind::disagreement(file.path(), head)
            .map(|actual| links::wrong_asset_type(at, file.path(), &actual))
            .into_iter()
            .collect(),
        Contents::Text(text) if text.trim().is_empty() => {
            vec![say::empty_asset(at, file.path())]
        }
        Contents::Text(text) => svg::check(file, text),
        Contents::BadText { shown, at, byte } => {
            let at = Span::new(file.id(), shown, *at..*at + 1);
            vec![say::bad_utf8(at, *byte)]
        }
        Contents::TooLarge { len, limit } => vec![say::file_too_large(at, *len, *limit)],
        Contents::Bytes(_) => Vec::new(),
    }
}

/// What is wrong with the pictures that `book.toml` names.
pub fn check_pictures(config: &Config, tree: &SourceTree) -> Vec<Diagnostic> {
    [&config.book.favicon, &config.book.logo]
        .into_iter()
        .flatten()
        .flat_map(|picture| check_picture(picture, tree, &config.limits))
        .collect()
}

fn check_picture(picture: &Spanned<String>, tree: &SourceTree, limits: &Limits) -> Vec<Diagnostic> {
    let path = picture.value.as_str();
    let Some(file) = tree.get(&format!("{CONTENT}/{path}")) else {
        let known = tree
            .below(CONTENT)
            .filter_map(|file| file.path().strip_prefix("content/"))
            .filter(|path| is_publishable(path));
        return vec![links::missing_asset(
            picture.span,
            path,
            known,
            str::to_owned,
        )];
    };
    if is_publishable(path) {
        check_asset(file, limits)
    } else {
        vec![links::unpublished_asset(picture.span, path)]
    }
}
