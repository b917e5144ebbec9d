//! The table of words of a theme in one language: the default's, with the theme's own over them.

use std::collections::BTreeMap;

use toml::de::DeTable;

use super::embedded;
use crate::diagnostic::{Diagnostic, theme as say};
use crate::source::{SourceFile, SourceTree};
use crate::span::Span;
use crate::words::Words;

type Table = BTreeMap<String, String>;

/// The default words, with those of the theme and the language put over them. `fallback` is where
/// the settings choose the theme.
pub(super) fn table(
    tree: &SourceTree,
    root: &str,
    language: &str,
    fallback: Span,
    diagnostics: &mut Vec<Diagnostic>,
) -> Words {
    let of_binary = |language: &str| -> Table {
        let path = format!("words/{language}.toml");
        let mut tables = embedded::WORDS.iter().filter(|(known, _)| *known == path);
        let text = tables.next().map_or("", |(_, text)| *text);
        toml::from_str(text).unwrap_or_default()
    };
    let english = of_binary("en");
    let mut said = of_binary(language);
    let mut all = english.clone();
    all.extend(said.clone());
    let mut place = fallback;
    let mut is_whole = true;
    for name in ["en", language] {
        let Some(file) = tree.get(&format!("{root}/words/{name}.toml")) else {
            continue;
        };
        let Some(text) = file.text() else { continue };
        match toml::from_str::<Table>(text) {
            Ok(words) => {
                check_keys(tree, root, file, &english, diagnostics);
                if name == language {
                    place = Span::file_start(file.id());
                    said.extend(words.clone());
                }
                all.extend(words);
            }
            Err(error) => {
                is_whole = false;
                let range = error.span().unwrap_or(0..0);
                let at = Span::new(file.id(), text, range);
                diagnostics.push(say::words(at, error.message()));
            }
        }
        // `en` may be the language itself.
        if name == language {
            break;
        }
    }
    let is_english = language == "en" || language.starts_with("en-");
    let missing = english.keys().filter(|key| !said.contains_key(*key));
    let missing: Vec<&str> = missing.map(String::as_str).collect();
    if is_whole && !is_english && !missing.is_empty() {
        let missing = say::missing_words(place, language, &missing, english.len());
        diagnostics.push(missing);
    }
    Words::new(all)
}

/// Reports keys that neither a page of the default nor a template of the theme asks for.
fn check_keys(
    tree: &SourceTree,
    root: &str,
    file: &SourceFile,
    known: &Table,
    diagnostics: &mut Vec<Diagnostic>,
) {
    // What many unknown keys are compared with grows with their number.
    const COMPARED: usize = 100;
    let text = file.shown_text();
    let (keys, _) = DeTable::parse_recoverable(text);
    let keys = keys.into_inner().into_iter().map(|(key, _)| key);
    let unknown = keys.filter(|key| {
        let key: &str = key.get_ref();
        let mut templates = tree.below(&format!("{root}/templates"));
        !known.contains_key(key) && !templates.any(|it| it.shown_text().contains(key))
    });
    for (before, key) in unknown.enumerate() {
        let near = known.keys().map(String::as_str);
        let near = near.take(if before < COMPARED { usize::MAX } else { 0 });
        let at = Span::new(file.id(), text, key.span());
        diagnostics.push(say::unknown_word(at, key.get_ref(), near));
    }
}
