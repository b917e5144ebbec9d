//! The look of a site: compiled templates, words and static files.
//!
//! The default theme is part of the binary. A theme in `themes/<name>/` replaces it file by file,
//! so a team that wants another footer has one file to keep.

mod embedded;
mod lint;
mod manifest;
mod reports;
mod statics;
mod words;

pub use manifest::{Linked, Links};
pub use statics::Static;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Context, ErrorKind, Tera};

use crate::diagnostic::{Checked, Diagnostic, files, theme as say};
use crate::source::{Contents, SourceFile, SourceTree};
use crate::span::{FileId, Span};
use crate::words::Words;

/// The folder that holds themes, below the project root.
pub const THEMES: &str = "themes";

/// The theme that is part of the binary.
pub const DEFAULT: &str = "default";

/// The folder of the pieces that pages are put together from, among the templates.
const COMPONENTS: &str = "components/";

/// What the names of the default's pieces begin with, so that a theme may have a file of that name
/// and keep the pieces that it says nothing of.
const FALLBACK: &str = "default/";

pub struct Theme {
    tera: Tera,
    words: Arc<Words>,
    statics: Vec<Static>,
    links: Arc<Links>,
    /// The files of the project that templates come from; the others are part of the binary.
    files: BTreeMap<String, FileId>,
    /// Where to point when something is wrong with a template that is part of the binary.
    fallback: Span,
}

impl Theme {
    /// Compiles the theme of this name for a language. `fallback` is where the settings choose it.
    pub fn compile(
        tree: &SourceTree,
        name: &str,
        language: &str,
        fallback: Span,
    ) -> Checked<Option<Theme>> {
        let mut diagnostics = Vec::new();
        let root = format!("{THEMES}/{name}");
        if name != DEFAULT && tree.below(&root).next().is_none() {
            diagnostics.push(say::unknown_theme(fallback, name));
            return Checked::with(None, diagnostics);
        }
        let words = words::table(tree, &root, language, fallback, &mut diagnostics);
        let mut templates: BTreeMap<String, Cow<'static, str>> = BTreeMap::new();
        for (path, text) in embedded::TEMPLATES {
            let prefix = if path.starts_with(COMPONENTS) {
                FALLBACK
            } else {
                ""
            };
            templates.insert(format!("{prefix}{path}"), Cow::Borrowed(*text));
        }
        let mut origins = BTreeMap::new();
        let folder = format!("{root}/templates");
        for file in tree.below(&folder) {
            let path = file.path()[folder.len() + 1..].to_owned();
            if let Some(text) = text_of(file, &mut diagnostics) {
                templates.insert(path.clone(), Cow::Owned(text.to_owned()));
                origins.insert(path, file.id());
            }
        }
        let statics = statics(tree, &root);
        let links = links(tree, &root, &statics, &mut diagnostics);
        let mut theme = Theme {
            tera: Tera::new(),
            words: Arc::new(words),
            statics,
            links: Arc::new(links),
            files: origins,
            fallback,
        };
        // By any name, templates make pages.
        theme.tera.autoescape_on([""]);
        // By this a theme's component wins over the default's of that name, in whichever file
        // either is.
        let compiled = theme
            .tera
            .set_fallback_prefixes([FALLBACK])
            .and_then(|()| theme.tera.add_raw_templates(&templates));
        if let Err(error) = compiled {
            diagnostics.extend(theme.diagnostics(tree, &error));
            return Checked::with(None, diagnostics);
        }
        theme.tera.global_context().insert("t", theme.words.all());
        Checked::with(Some(theme), diagnostics)
    }

    /// Whether two trees hold the same files of a theme.
    pub fn is_same(one: &SourceTree, other: &SourceTree, name: &str) -> bool {
        let root = format!("{THEMES}/{name}");
        let (mut one, mut other) = (one.below(&root), other.below(&root));
        loop {
            return match (one.next(), other.next()) {
                (None, None) => true,
                (Some(one), Some(other))
                    if one.id() == other.id() && one.contents().is_same(other.contents()) =>
                {
                    continue;
                }
                _ => false,
            };
        }
    }

    /// What is to be said of the project's own templates, before a page is rendered. `addresses`
    /// are the fields of the views that hold addresses.
    pub fn look(&self, tree: &SourceTree, addresses: &[&str]) -> Vec<Diagnostic> {
        let files = self.files.values().filter_map(|id| tree.file(*id));
        files.flat_map(|file| lint::look(file, addresses)).collect()
    }

    pub fn words(&self) -> &Arc<Words> {
        &self.words
    }

    /// The files that are published as they are, by path.
    pub fn statics(&self) -> &[Static] {
        &self.statics
    }

    pub fn links(&self) -> &Arc<Links> {
        &self.links
    }

    /// Where an address is in the project's own templates; else where the settings choose the
    /// theme.
    fn place_of(&self, address: &str, tree: &SourceTree) -> Span {
        let files = self.files.values().filter_map(|id| tree.file(*id));
        let found = files.filter_map(|file| {
            let text = file.shown_text();
            let at = text.find(address)?;
            Some(Span::new(file.id(), text, at..at + address.len()))
        });
        found.min().unwrap_or(self.fallback)
    }

    /// Calls the template of a page, and looks at what comes out: no page asks another host for
    /// anything. What authors write cannot, but a theme can, by any word of any view; so the
    /// finished page is looked at, where nothing is left to guess.
    ///
    /// # Errors
    /// What is wrong with the template, pointing into its file; boxed because it is large and rare.
    pub fn page(
        &self,
        template: &str,
        context: &Context,
        tree: &SourceTree,
    ) -> Result<String, Box<Diagnostic>> {
        let html = self.piece(template, context, tree)?;
        match lint::loaded(&html) {
            None => Ok(html),
            Some(address) => {
                let at = self.place_of(&address, tree);
                Err(Box::new(say::other_host(at, template, &address)))
            }
        }
    }

    /// Calls the template of a piece that pages are put together from.
    ///
    /// # Errors
    /// As [`Theme::page`].
    pub fn piece(
        &self,
        template: &str,
        context: &Context,
        tree: &SourceTree,
    ) -> Result<String, Box<Diagnostic>> {
        self.tera
            .render(template, context)
            .map_err(|error| Box::new(self.diagnostic(tree, &error)))
    }

    /// Calls a component by itself, for what many pages show. None where that fails: a page that calls it in its place says why.
    #[must_use]
    pub(crate) fn component(&self, name: &str, arguments: &Context) -> Option<String> {
        self.tera.render_component(name, arguments, None, true).ok()
    }

    /// Everything that Tera finds wrong with the templates as a whole.
    fn diagnostics(&self, tree: &SourceTree, error: &tera::Error) -> Vec<Diagnostic> {
        let text = error.to_string();
        let found = reports::reports(&text);
        if !matches!(error.kind(), ErrorKind::Msg(_)) || found.is_empty() {
            return vec![self.diagnostic(tree, error)];
        }
        let located = found.iter().map(|report| {
            let file = self.files.get(report.template);
            match file.and_then(|id| tree.file(*id)) {
                Some(file) => {
                    let text = file.shown_text();
                    let at = Span::new(file.id(), text, report.range(text));
                    say::template(at, report.message)
                }
                None => say::own_template(self.fallback, own(report.template), report.message),
            }
        });
        located.collect()
    }

    /// Tera's error as a diagnostic that points into the theme's file.
    fn diagnostic(&self, tree: &SourceTree, error: &tera::Error) -> Diagnostic {
        let (template, range, message) = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => (
                report.filename().to_owned(),
                report.span().range.clone(),
                report.message().to_owned(),
            ),
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                (tpl.clone(), 0..0, error.to_string())
            }
            ErrorKind::MissingParent { current, .. } => (current.clone(), 0..0, error.to_string()),
            _ => (String::new(), 0..0, error.to_string()),
        };
        let file = self.files.get(&template).and_then(|id| tree.file(*id));
        match file {
            Some(file) => say::template(Span::new(file.id(), file.shown_text(), range), &message),
            None => say::own_template(self.fallback, own(&template), &message),
        }
    }
}

fn text_of<'a>(file: &'a SourceFile, diagnostics: &mut Vec<Diagnostic>) -> Option<&'a str> {
    match file.contents() {
        Contents::Text(text) => return Some(text),
        Contents::BadText { shown, at, byte } => {
            let span = Span::new(file.id(), shown, *at..*at + 1);
            diagnostics.push(files::bad_utf8(span, *byte));
        }
        Contents::TooLarge { len, limit } => {
            let start = Span::file_start(file.id());
            diagnostics.push(files::file_too_large(start, *len, *limit));
        }
        Contents::Bytes(_) | Contents::Asset { .. } => {}
    }
    None
}

/// What pages link: by the theme's own manifest, else by the default's.
fn links(
    tree: &SourceTree,
    root: &str,
    statics: &[Static],
    diagnostics: &mut Vec<Diagnostic>,
) -> Links {
    let Some(file) = tree.get(&format!("{root}/theme.toml")) else {
        return manifest::default_links(embedded::MANIFEST, statics);
    };
    if text_of(file, diagnostics).is_none() {
        return Links::default();
    }
    // A kind of page is called as its template. Two make no page, but its frame and the list beside
    // it.
    let kinds = embedded::TEMPLATES.iter().filter_map(|(path, _)| {
        let name = path.strip_suffix(".html")?;
        (!name.contains('/') && !["base", "sidebar"].contains(&name)).then_some(name)
    });
    manifest::links(file, statics, &kinds.collect::<Vec<_>>()).noted(diagnostics)
}

/// The name of a template of the default as it is in its folder.
fn own(template: &str) -> &str {
    template.strip_prefix(FALLBACK).unwrap_or(template)
}

/// The static files: those of the binary, with those of the theme's folder put over them.
fn statics(tree: &SourceTree, root: &str) -> Vec<Static> {
    let mut files: BTreeMap<String, Cow<'static, [u8]>> = BTreeMap::new();
    let folder = format!("{root}/static");
    // The default's stylesheets build on one another: on a project's own `style.css` they would
    // overrule what is in it.
    let brings_style = tree.get(&format!("{folder}/style.css")).is_some();
    for (path, bytes) in embedded::STATICS {
        if !(brings_style && path.ends_with(".css")) {
            files.insert((*path).to_owned(), Cow::Borrowed(*bytes));
        }
    }
    for file in tree.below(&folder) {
        let bytes: Arc<[u8]> = match file.contents() {
            Contents::Bytes(bytes) => Arc::clone(bytes),
            Contents::Text(text) => Arc::from(text.as_bytes()),
            Contents::BadText { .. } | Contents::Asset { .. } | Contents::TooLarge { .. } => {
                continue;
            }
        };
        files.insert(
            file.path()[folder.len() + 1..].to_owned(),
            Cow::Owned(bytes.to_vec()),
        );
    }
    files
        .into_iter()
        .map(|(path, bytes)| Static::new(&path, bytes))
        .collect()
}
