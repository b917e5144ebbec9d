//! Wires the stages: the explanation of the program.
//!
//! ```text
//! SourceTree  ->  Document  ->  Ladder  ->  Site  ->  Output
//! ```
//!
//! Everything here is a pure function of the files in memory. Reading them and writing the site are `cli`'s business.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::document::{self, CONTENT, Document};
use crate::export;
use crate::files;
use crate::ladder::{self, Ladder};
use crate::render::Pages;
use crate::route::Extra;
use crate::site::{self, Site, Statics};
use crate::source::SourceTree;
use crate::theme::Theme;

/// Everything that stands before the site is laid out: settings, documents, ladder, theme.
pub struct Prepared {
    /// `book.toml`.
    pub config: Config,
    /// All documents, resolved.
    pub ladder: Ladder,
    /// The compiled theme; none when it has errors.
    pub theme: Option<Theme>,
    /// What is wrong so far.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the settings, parses every document, resolves them, compiles the theme.
#[must_use]
pub fn prepare(tree: &SourceTree, config: Config) -> Prepared {
    let documents = parse(tree, &config);
    prepare_parsed(tree, config, &documents)
}

/// Parses every Markdown file of the content folder, on all threads.
#[must_use]
pub fn parse(tree: &SourceTree, config: &Config) -> Vec<Arc<Document>> {
    let files: Vec<_> = tree
        .below(CONTENT)
        .filter(|file| file.path().ends_with(".md"))
        .collect();
    files
        .into_par_iter()
        .map(|file| Arc::new(document::parse(file, &config.limits.file)))
        .collect()
}

/// The same for documents that were parsed before.
#[must_use]
pub fn prepare_parsed(tree: &SourceTree, config: Config, documents: &[Arc<Document>]) -> Prepared {
    let mut diagnostics = files::check_files(tree, &config.limits);
    diagnostics.extend(files::check_pictures(&config, tree));
    diagnostics.extend(
        documents
            .iter()
            .flat_map(|document| document.diagnostics.iter().cloned()),
    );
    let (ladder, wrong) = ladder::resolve(documents, &assets(tree));
    diagnostics.extend(wrong);
    let (theme, wrong) = Theme::compile(
        tree,
        &config.build.theme.value,
        &config.book.language,
        config.build.theme.span,
    );
    diagnostics.extend(wrong);
    diagnostics.extend(check_linked(tree, &config, &ladder));
    Prepared {
        config,
        ladder,
        theme,
        diagnostics,
    }
}

/// What is wrong with the files that pages link or show. Those that nobody links are not published, so they are left alone.
fn check_linked(tree: &SourceTree, config: &Config, ladder: &Ladder) -> Vec<Diagnostic> {
    site::linked_assets(ladder)
        .iter()
        .filter_map(|path| tree.get(&format!("{CONTENT}/{path}")))
        .flat_map(|file| files::check_asset(file, &config.limits))
        .collect()
}

/// The files below the content folder that a page may link, as paths below it, sorted.
fn assets(tree: &SourceTree) -> Vec<String> {
    let prefix = CONTENT.len() + 1;
    let files = tree
        .below(CONTENT)
        .filter(|file| files::is_publishable(file.path()));
    files.map(|file| file.path()[prefix..].to_owned()).collect()
}

/// The theme's files as pages link them.
#[must_use]
pub fn statics(theme: &Theme) -> Statics {
    let linked = |path: &str| {
        let version = theme
            .find_static(path)
            .map_or_else(String::new, |file| file.version.clone());
        (path.to_owned(), version)
    };
    Statics {
        stylesheet: linked("style.css"),
        script: linked("site.js"),
        early_script: linked("early.js"),
        redirect_script: linked("redirect.js"),
        favicon: theme.find_static("icon.svg").map(|file| file.path.clone()),
    }
}

/// Every file of the site by its path, its bytes made when asked for.
pub struct Output<'a> {
    site: &'a Site<'a>,
    theme: &'a Theme,
    pages: Pages<'a>,
    paths: Vec<String>,
    items: Vec<Item>,
}

/// What stands at a path.
enum Item {
    Static(usize),
    Asset(usize),
    Page(usize),
    Redirect(usize),
    Extra(Extra),
}

/// The contents of a file of the site.
#[derive(Debug)]
pub enum Bytes<'a> {
    /// These.
    Made(Cow<'a, [u8]>),
    /// Those of a file below the project root.
    CopyOf(PathBuf),
}

impl<'a> Output<'a> {
    /// All files: what pages need first, then pages, then what leads to pages.
    #[must_use]
    pub fn new(site: &'a Site<'a>, theme: &'a Theme, tree: &'a SourceTree) -> Output<'a> {
        let statics = theme
            .statics()
            .iter()
            .enumerate()
            .map(|(at, file)| (file.path.clone(), Item::Static(at)));
        let assets = site
            .assets()
            .iter()
            .enumerate()
            .map(|(at, path)| (path.clone(), Item::Asset(at)));
        let pages = site
            .pages()
            .iter()
            .enumerate()
            .map(|(at, page)| (page.path.clone(), Item::Page(at)));
        let redirects = site
            .redirects()
            .iter()
            .enumerate()
            .map(|(at, page)| (page.path.clone(), Item::Redirect(at)));
        let extras = site
            .extras()
            .into_iter()
            .map(|extra| (site.extra_path(&extra), Item::Extra(extra)));
        let (paths, items) = statics
            .chain(assets)
            .chain(pages)
            .chain(redirects)
            .chain(extras)
            .unzip();
        Output {
            site,
            theme,
            pages: Pages::new(site, theme, tree),
            paths,
            items,
        }
    }

    /// The path of every file, below the output folder.
    #[must_use]
    pub fn paths(&self) -> &[String] {
        &self.paths
    }

    /// Where a path stands in [`Output::paths`].
    #[must_use]
    pub fn find(&self, path: &str) -> Option<usize> {
        self.paths.iter().position(|known| known == path)
    }

    /// The contents of a file, by its place in [`Output::paths`].
    ///
    /// # Errors
    /// What is wrong with the theme.
    pub fn bytes(&self, index: usize) -> Result<Bytes<'_>, Box<Diagnostic>> {
        let made = |text: String| Bytes::Made(Cow::Owned(text.into_bytes()));
        Ok(match &self.items[index] {
            Item::Static(at) => Bytes::Made(Cow::Borrowed(&self.theme.statics()[*at].bytes)),
            Item::Asset(at) => Bytes::CopyOf([CONTENT, &self.site.assets()[*at]].iter().collect()),
            Item::Page(at) => made(self.pages.page(*at)?),
            Item::Redirect(at) => made(self.pages.redirect(&self.site.redirects()[*at])?),
            Item::Extra(extra) => made(export::render(self.site, extra)),
        })
    }

    /// Renders everything and keeps nothing: what `check` does to find what only rendering can find.
    #[must_use]
    pub fn try_all(&self) -> Vec<Diagnostic> {
        let wrong = (0..self.paths.len())
            .into_par_iter()
            .filter_map(|index| self.bytes(index).err());
        let mut wrong: Vec<Diagnostic> = wrong.map(|diagnostic| *diagnostic).collect();
        wrong.dedup();
        wrong
    }
}
