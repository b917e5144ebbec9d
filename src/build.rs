//! Wires the stages: the explanation of the program.
//!
//! ```text
//! SourceTree  ->  Document  ->  Ladder  ->  Site  ->  Output
//! ```
//!
//! Everything here is a pure function of the files in memory. Reading them and writing the site are `cli`'s business.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, config as say};
use crate::document::{self, CONTENT, Document};
use crate::export;
use crate::files;
use crate::ladder::links::Assets;
use crate::ladder::{self, Ladder, Scopes};
use crate::render::Pages;
use crate::route::{Extra, Page};
use crate::site::view::ADDRESSES;
use crate::site::{Site, Statics, Stylesheet};
use crate::source::{SourceFile, SourceTree};
use crate::theme::Theme;

/// Everything that stands before the site is laid out: settings, documents, ladder, theme.
pub struct Prepared {
    /// The files it was made from.
    pub tree: Arc<SourceTree>,
    /// `book.toml`.
    pub config: Arc<Config>,
    /// All documents, resolved.
    pub ladder: Arc<Ladder>,
    /// The compiled theme; none when it has errors.
    pub theme: Option<Arc<Theme>>,
    /// What is wrong so far.
    pub diagnostics: Vec<Diagnostic>,
    /// Every document, drafts as well, by path.
    documents: Vec<Arc<Document>>,
    /// What is wrong with the theme.
    wrong_theme: Vec<Diagnostic>,
    /// What is wrong with the names of files.
    wrong_files: Vec<Diagnostic>,
}

/// Parses every document, resolves them, compiles the theme.
#[must_use]
pub fn prepare(tree: &SourceTree, config: Config) -> Prepared {
    // The other two are short, and each is the work of one thread.
    let (documents, (compiled, wrong_files)) = rayon::join(
        || parse(tree, &config, None),
        || {
            let compiled = compile(tree, &config);
            (compiled, files::check_files(tree, &config.limits))
        },
    );
    // A copy of a tree shares the texts of its files.
    resolve(
        Arc::new(tree.clone()),
        config,
        None,
        documents,
        compiled,
        wrong_files,
    )
}

/// The same as [`prepare`], for a tree that was made from the one before: what is made of one file alone is kept where that file is
/// the same. What is made of many is made again, so that nothing has to know what depends on what.
#[must_use]
pub fn prepare_again(tree: Arc<SourceTree>, config: Config, before: &Prepared) -> Prepared {
    let known = (config.limits.file == before.config.limits.file).then_some(before);
    let documents = parse(&tree, &config, known);
    let chosen = &config.build.theme;
    let same_theme = *chosen == before.config.build.theme
        && config.book.language == before.config.book.language
        && Theme::is_same(&tree, &before.tree, &chosen.value);
    let compiled = match &before.theme {
        Some(theme) if same_theme => (Some(Arc::clone(theme)), before.wrong_theme.clone()),
        _ => compile(&tree, &config),
    };
    let wrong_files = if config.limits == before.config.limits && tree.has_files_of(&before.tree) {
        before.wrong_files.clone()
    } else {
        files::check_files(&tree, &config.limits)
    };
    resolve(
        tree,
        config,
        Some(&before.ladder),
        documents,
        compiled,
        wrong_files,
    )
}

/// Parses every Markdown file of the content folder, on all threads. Documents that were made of the same files are taken from
/// `known`. The order is that of paths.
fn parse(tree: &SourceTree, config: &Config, known: Option<&Prepared>) -> Vec<Arc<Document>> {
    // Both lists are in the order of paths, so that they can be gone through side by side.
    let mut known_documents = known
        .map_or(&[][..], |known| &known.documents)
        .iter()
        .peekable();
    let files: Vec<(&SourceFile, Option<Arc<Document>>)> = tree
        .below(CONTENT)
        .filter(|file| files::is_markdown(file.path()))
        .map(|file| {
            let path = below_content(file);
            while known_documents
                .next_if(|document| document.file != file.id() && *document.path < *path)
                .is_some()
            {}
            let document = known_documents.next_if(|document| document.file == file.id());
            let is_same = |_: &&Arc<Document>| {
                let before = known.and_then(|known| known.tree.file(file.id()));
                before.is_some_and(|before| before.contents().is_same(file.contents()))
            };
            (file, document.filter(is_same).map(Arc::clone))
        })
        .collect();
    files
        .into_par_iter()
        .map(|(file, document)| {
            document.unwrap_or_else(|| Arc::new(document::parse(file, &config.limits.file)))
        })
        .collect()
}

fn compile(tree: &SourceTree, config: &Config) -> (Option<Arc<Theme>>, Vec<Diagnostic>) {
    let chosen = &config.build.theme;
    let (theme, mut wrong) =
        Theme::compile(tree, &chosen.value, &config.book.language, chosen.span);
    wrong.extend(theme.iter().flat_map(|theme| theme.look(tree, &ADDRESSES)));
    (theme.map(Arc::new), wrong)
}

fn resolve(
    tree: Arc<SourceTree>,
    config: Config,
    before: Option<&Ladder>,
    documents: Vec<Arc<Document>>,
    (theme, wrong_theme): (Option<Arc<Theme>>, Vec<Diagnostic>),
    wrong_files: Vec<Diagnostic>,
) -> Prepared {
    let mut diagnostics = wrong_files.clone();
    diagnostics.extend(
        documents
            .iter()
            .flat_map(|document| document.diagnostics.iter().cloned()),
    );
    let (ladder, wrong) = ladder::resolve(&documents, &assets(&tree), &scopes(&config), before);
    diagnostics.extend(wrong);
    diagnostics.extend(wrong_theme.iter().cloned());
    diagnostics.extend(check_linked(&tree, &config, &ladder));
    Prepared {
        tree,
        config: Arc::new(config),
        ladder: Arc::new(ladder),
        theme,
        diagnostics,
        documents,
        wrong_theme,
        wrong_files,
    }
}

/// What the settings say of scopes, without its places.
fn scopes(config: &Config) -> Scopes {
    let order = config.scopes.order.iter();
    Scopes {
        order: order.map(|scope| scope.value.clone()).collect(),
        parity: config.scopes.parity,
    }
}

/// A file's path below the content folder.
fn below_content(file: &SourceFile) -> &str {
    &file.path()[CONTENT.len() + 1..]
}

/// The files below the content folder that are no pages.
fn assets(tree: &SourceTree) -> Assets {
    let files = tree
        .below(CONTENT)
        .filter(|file| !files::is_markdown(file.path()));
    let (published, withheld) = files
        .map(|file| below_content(file).to_owned())
        .partition(|path: &String| files::is_publishable(path));
    Assets {
        published,
        withheld,
    }
}

/// What is wrong with the files that pages link or show, and with the pictures that the settings name.
fn check_linked(tree: &SourceTree, config: &Config, ladder: &Ladder) -> Vec<Diagnostic> {
    let linked = ladder.linked_assets();
    let files = linked
        .iter()
        .filter_map(|path| tree.get(&format!("{CONTENT}/{path}")));
    let mut diagnostics: Vec<Diagnostic> = files
        .flat_map(|file| files::check_asset(file, &config.limits))
        .collect();
    diagnostics.extend(files::check_pictures(config, tree));
    diagnostics
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
        stylesheets: Stylesheet::ALL
            .into_iter()
            .filter_map(|sheet| Some((sheet, theme.find_static(sheet.path())?.version.clone())))
            .collect(),
        script: linked("site.js"),
        tools_script: linked("tools.js"),
        matrix_script: linked("matrix.js"),
        early_script: linked("early.js"),
        assess_script: linked("assess.js"),
        redirect_script: linked("redirect.js"),
        search_script: linked("search.js"),
        favicon: theme.find_static("icon.svg").map(|file| file.path.clone()),
    }
}

/// Lays the site out, unless there is no theme to show it in; and what is wrong with it.
#[must_use]
pub fn lay_out(prepared: &Prepared) -> (Option<Output>, Vec<Diagnostic>) {
    let Some(theme) = &prepared.theme else {
        return (None, Vec::new());
    };
    let statics = statics(theme);
    let occupied: Vec<String> = theme
        .statics()
        .iter()
        .map(|file| file.path.clone())
        .collect();
    let (site, mut wrong) = Site::lay_out(
        &prepared.ladder,
        &prepared.config,
        theme.words(),
        statics,
        &occupied,
    );
    let facts = prepared.tree.git();
    let site = site.with_git(facts);
    if let (true, Some(trouble)) = (prepared.config.build.git, &facts.trouble) {
        wrong.push(say::no_dates(prepared.config.book.title.span, trouble));
    }
    let output = Output::new(&Arc::new(site), theme, &prepared.tree);
    (Some(output), wrong)
}

/// Every file of the site by its path, its bytes made when asked for.
pub struct Output {
    site: Arc<Site>,
    theme: Arc<Theme>,
    tree: Arc<SourceTree>,
    pages: Pages,
    paths: Vec<String>,
    items: Vec<Item>,
    /// The places of paths, made when the first is looked for: `build` never does.
    places: OnceLock<HashMap<String, usize>>,
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

impl Output {
    /// All files: what pages need first, then pages, then what leads to pages.
    #[must_use]
    pub fn new(site: &Arc<Site>, theme: &Arc<Theme>, tree: &Arc<SourceTree>) -> Output {
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
            pages: Pages::new(site, theme, tree),
            site: Arc::clone(site),
            theme: Arc::clone(theme),
            tree: Arc::clone(tree),
            paths,
            items,
            places: OnceLock::new(),
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
        let places = self.places.get_or_init(|| {
            let places = self.paths.iter().enumerate();
            places.map(|(at, path)| (path.clone(), at)).collect()
        });
        places.get(path).copied()
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
            Item::Extra(Extra::Copy(page)) => made(self.written(*page)),
            Item::Extra(extra) => made(export::render(&self.site, extra)),
        })
    }

    /// The Markdown of a page as its author wrote it.
    fn written(&self, page: Page) -> String {
        let document = self.site.document_of(page);
        let file = document.and_then(|id| self.tree.file(self.site.ladder.document(id).file));
        file.map_or("", SourceFile::shown_text).to_owned()
    }

    /// Renders one page of every kind and keeps nothing: what most mistakes in a theme show up in, at little cost. The page that holds
    /// all others is left out for its price.
    #[must_use]
    pub fn try_kinds(&self) -> Vec<Diagnostic> {
        let mut kinds = BTreeSet::new();
        let numbers: Vec<usize> = (0..self.items.len())
            .filter(|number| match &self.items[*number] {
                Item::Page(at) => {
                    let page = &self.site.pages()[*at];
                    page.page != Page::Print && kinds.insert(self.site.kind(page))
                }
                Item::Redirect(_) => kinds.insert("redirect"),
                Item::Static(_) | Item::Asset(_) | Item::Extra(_) => false,
            })
            .collect();
        self.try_some(numbers)
    }

    /// Renders the files of these paths, as far as there are such, and keeps nothing.
    #[must_use]
    pub fn try_paths(&self, paths: &BTreeSet<String>) -> Vec<Diagnostic> {
        self.try_some(paths.iter().filter_map(|path| self.find(path)).collect())
    }

    /// Renders everything and keeps nothing: what `check` does to find what only rendering can find.
    #[must_use]
    pub fn try_all(&self) -> Vec<Diagnostic> {
        self.try_some((0..self.paths.len()).collect())
    }

    fn try_some(&self, numbers: Vec<usize>) -> Vec<Diagnostic> {
        let wrong = numbers
            .into_par_iter()
            .filter_map(|number| self.bytes(number).err());
        let mut wrong: Vec<Diagnostic> = wrong.map(|diagnostic| *diagnostic).collect();
        wrong.dedup();
        wrong
    }
}
