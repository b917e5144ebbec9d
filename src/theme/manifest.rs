//! `theme.toml`: which stylesheets and scripts each kind of page links.
//!
//! One sheet for everything was two thirds of what a reader fetched for a long page. So a theme
//! says which of its files a kind of page needs, and the program knows none of them by name.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::statics::Static;
use crate::diagnostic::{Checked, Diagnostic, theme as say};
use crate::source::SourceFile;
use crate::span::Span;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    icon: Option<Spanned<String>>,
    search: Option<Search>,
    #[serde(default)]
    stylesheets: Vec<Stylesheet>,
    #[serde(default)]
    scripts: Vec<Script>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Search {
    script: Spanned<String>,
    stylesheet: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stylesheet {
    file: Spanned<String>,
    #[serde(default)]
    optional: bool,
    media: Option<String>,
    pages: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    except: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Script {
    file: Spanned<String>,
    #[serde(default)]
    early: bool,
    pages: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    except: Vec<Spanned<String>>,
}

/// What pages link: files that the theme has.
#[derive(Debug, Default)]
pub struct Links {
    stylesheets: Vec<(Linked, Kinds)>,
    early_scripts: Vec<(Linked, Kinds)>,
    scripts: Vec<(Linked, Kinds)>,
    /// The script of the search; none for a theme without a search.
    pub search_script: Option<Linked>,
    /// The stylesheet that this script brings.
    pub search_stylesheet: Option<Linked>,
    /// The icon's path below the output folder.
    pub icon: Option<String>,
}

/// A file of the theme that pages link.
#[derive(Clone, Debug)]
pub struct Linked {
    /// Below the output folder.
    pub path: String,
    pub version: String,
    /// What a stylesheet is for, where that is not everything.
    pub media: Option<String>,
}

/// The kinds of pages that link a file.
#[derive(Debug)]
struct Kinds {
    /// All, where these are not named.
    only: Option<Vec<String>>,
    except: Vec<String>,
}

impl Kinds {
    fn hold(&self, kind: &str) -> bool {
        let is_in = |kinds: &Vec<String>| kinds.iter().any(|one| one == kind);
        self.only.as_ref().is_none_or(is_in) && !is_in(&self.except)
    }
}

impl Links {
    /// The stylesheets of a kind of page, in the order in which it links them.
    pub fn stylesheets(&self, kind: &str) -> impl Iterator<Item = &Linked> {
        of(&self.stylesheets, kind)
    }

    /// The scripts that run before anything of such a page is painted.
    pub fn early_scripts(&self, kind: &str) -> impl Iterator<Item = &Linked> {
        of(&self.early_scripts, kind)
    }

    /// The scripts that run once such a page has been read.
    pub fn scripts(&self, kind: &str) -> impl Iterator<Item = &Linked> {
        of(&self.scripts, kind)
    }
}

fn of<'a>(files: &'a [(Linked, Kinds)], kind: &str) -> impl Iterator<Item = &'a Linked> {
    let files = files.iter().filter(move |(_, kinds)| kinds.hold(kind));
    files.map(|(linked, _)| linked)
}

/// What pages link by the default's manifest. Of its files a theme that brings a stylesheet of its
/// own has few.
pub(super) fn default_links(text: &str, statics: &[Static]) -> Links {
    let manifest = toml::from_str(text).unwrap_or_default();
    let mut reader = Reader {
        file: None,
        statics,
        kinds: &[],
        diagnostics: Vec::new(),
    };
    reader.links(manifest)
}

/// What pages link by a project's own manifest. `kinds` are the kinds of pages.
pub(super) fn links(file: &SourceFile, statics: &[Static], kinds: &[&str]) -> Checked<Links> {
    let mut reader = Reader {
        file: Some(file),
        statics,
        kinds,
        diagnostics: Vec::new(),
    };
    let links = match toml::from_str(file.shown_text()) {
        Ok(manifest) => reader.links(manifest),
        Err(error) => {
            let message = error.message().to_owned();
            reader.say(error.span().unwrap_or(0..0), |at| {
                say::manifest(at, &message)
            });
            Links::default()
        }
    };
    Checked::with(links, reader.diagnostics)
}

struct Reader<'a> {
    /// The manifest, unless it is the default's.
    file: Option<&'a SourceFile>,
    statics: &'a [Static],
    kinds: &'a [&'a str],
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn links(&mut self, manifest: Manifest) -> Links {
        let mut links = Links::default();
        for sheet in manifest.stylesheets {
            let kinds = self.kinds(sheet.pages, sheet.except);
            if let Some(linked) = self.linked(&sheet.file, sheet.optional) {
                let media = sheet.media;
                links.stylesheets.push((Linked { media, ..linked }, kinds));
            }
        }
        for script in manifest.scripts {
            let kinds = self.kinds(script.pages, script.except);
            let scripts = if script.early {
                &mut links.early_scripts
            } else {
                &mut links.scripts
            };
            scripts.extend(self.linked(&script.file, false).map(|file| (file, kinds)));
        }
        if let Some(search) = manifest.search {
            links.search_script = self.linked(&search.script, false);
            let sheet = search.stylesheet;
            links.search_stylesheet = sheet.and_then(|sheet| self.linked(&sheet, false));
        }
        let icon = manifest.icon.and_then(|icon| self.linked(&icon, false));
        links.icon = icon.map(|icon| icon.path);
        links
    }

    fn linked(&mut self, file: &Spanned<String>, is_optional: bool) -> Option<Linked> {
        let path = file.get_ref();
        let found = self.statics.iter().find(|one| one.path == *path);
        if found.is_none() && !is_optional {
            self.say(file.span(), |at| say::no_static(at, path));
        }
        found.map(|file| Linked {
            path: file.path.clone(),
            version: file.version.clone(),
            media: None,
        })
    }

    fn kinds(&mut self, only: Option<Vec<Spanned<String>>>, except: Vec<Spanned<String>>) -> Kinds {
        let kinds = self.kinds;
        for kind in only.iter().flatten().chain(&except) {
            let name = kind.get_ref();
            if !kinds.contains(&name.as_str()) {
                self.say(kind.span(), |at| say::unknown_page(at, name, kinds));
            }
        }
        let names = |kinds: Vec<Spanned<String>>| kinds.into_iter().map(Spanned::into_inner);
        Kinds {
            only: only.map(|kinds| names(kinds).collect()),
            except: names(except).collect(),
        }
    }

    fn say(&mut self, range: Range<usize>, diagnostic: impl FnOnce(Span) -> Diagnostic) {
        if let Some(file) = self.file {
            let at = Span::new(file.id(), file.shown_text(), range);
            self.diagnostics.push(diagnostic(at));
        }
    }
}
