//! The site as files: every path, and the bytes at it.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::document::CONTENT;
use crate::export;
use crate::page::Site;
use crate::page::kind::kind_of;
use crate::plan;
use crate::plan::route::{Extra, Page};
use crate::render::Pages;
use crate::source::{SourceFile, SourceTree};
use crate::theme::Theme;

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

/// What is at a path.
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
    Made(Cow<'a, [u8]>),
    /// Those of a file below the project root.
    CopyOf(PathBuf),
}

impl Output {
    /// All files: what pages need first, then pages, then what leads to pages.
    pub fn new(site: &Arc<Site>, theme: &Arc<Theme>, tree: &Arc<SourceTree>) -> Output {
        let statics = theme
            .statics()
            .iter()
            .enumerate()
            .map(|(at, file)| (file.path.clone(), Item::Static(at)));
        let assets = site
            .plan
            .assets
            .iter()
            .enumerate()
            .map(|(at, path)| (path.clone(), Item::Asset(at)));
        let pages = site
            .plan
            .pages
            .iter()
            .enumerate()
            .map(|(at, page)| (page.path.clone(), Item::Page(at)));
        let redirects = site
            .plan
            .redirects
            .iter()
            .enumerate()
            .map(|(at, page)| (page.path.clone(), Item::Redirect(at)));
        let extras = site
            .plan
            .extras
            .iter()
            .map(|extra| (site.plan.routes.extra(extra), Item::Extra(extra.clone())));
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

    /// What is to be said of the addresses that the last build published, and this one does not.
    pub fn vanished(&self, before: &[String]) -> Vec<Diagnostic> {
        let Site {
            plan,
            ladder,
            config,
            ..
        } = &*self.site;
        let wrong = plan::vanished(plan, ladder, before, config.file);
        config.apply_lints(wrong)
    }

    /// The path of every file, below the output folder.
    pub fn paths(&self) -> &[String] {
        &self.paths
    }

    /// Where a path is in [`Output::paths`].
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
            Item::Asset(at) => self.asset(&self.site.plan.assets[*at]),
            Item::Page(at) => made(self.pages.page(*at)?),
            Item::Redirect(at) => made(self.pages.redirect(&self.site.plan.redirects[*at])?),
            Item::Extra(extra) => made(export::render(
                &self.site.desk(&self.paths[index]),
                &self.tree,
                extra,
            )),
        })
    }

    /// A file of the content. A text was read to be checked, and what was checked is published: the
    /// file may be another by now.
    fn asset(&self, path: &str) -> Bytes<'_> {
        let path = format!("{CONTENT}/{path}");
        match self.tree.get(&path).and_then(SourceFile::text) {
            Some(text) => Bytes::Made(Cow::Borrowed(text.as_bytes())),
            None => Bytes::CopyOf(path.into()),
        }
    }

    /// Renders one page of every kind and keeps nothing: what most mistakes in a theme show up in,
    /// at little cost. The page that holds all others is left out for its price.
    pub fn try_kinds(&self) -> Vec<Diagnostic> {
        let mut kinds = BTreeSet::new();
        let numbers: Vec<usize> = (0..self.items.len())
            .filter(|number| match &self.items[*number] {
                Item::Page(at) => {
                    let page = &self.site.plan.pages[*at];
                    page.page != Page::Print && kinds.insert(kind_of(page.page))
                }
                Item::Redirect(_) => kinds.insert("redirect"),
                Item::Static(_) | Item::Asset(_) | Item::Extra(_) => false,
            })
            .collect();
        self.try_some(numbers)
    }

    /// Renders the files of these paths, as far as there are such, and keeps nothing.
    pub fn try_paths(&self, paths: &BTreeSet<String>) -> Vec<Diagnostic> {
        self.try_some(paths.iter().filter_map(|path| self.find(path)).collect())
    }

    /// Renders everything and keeps nothing: what `check` does to find what only rendering can
    /// find.
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
