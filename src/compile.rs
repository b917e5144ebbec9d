//! The explanation of the program.
//!
//! ```text
//! SourceTree  ->  Document  ->  Ladder  ->  Plan  ->  Output
//!     prepare: parse, resolve, compile the theme      lay_out: place every page
//! ```
//!
//! [`compile`] is all of it: `build`, `check`, `serve` and the tests ask for a site here and
//! nowhere else. Everything is a pure function of the files in memory, and of what git knows of
//! them. `load` reads these, and `output` writes the site.

mod output;

use std::borrow::Cow;
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::{self, Config, SETTINGS};
use crate::diagnostic::{self, Checked, Diagnostic, Severity};
use crate::document::front_matter::Date;
use crate::document::index::Indexes;
use crate::document::{self, CONTENT, Document, below_content};
use crate::files;
use crate::ladder::links::Assets;
use crate::ladder::{self, Ladder, Scopes};
use crate::page::Site;
use crate::page::view::ADDRESSES;
use crate::plan::Plan;
use crate::source::git::Facts;
use crate::source::{SourceFile, SourceTree};
use crate::theme::Theme;

pub use output::{Bytes, Output};

/// What the command line says of a compilation.
#[derive(Clone, Debug)]
pub struct Options {
    /// A theme instead of the one that `book.toml` names.
    pub theme: Option<String>,
    /// The least severity that keeps the site from being made; none makes it in any case.
    pub refuse: Option<Severity>,
    /// A day, and how many days ahead of it a page counts as due for review.
    pub due: Option<(Date, i64)>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            theme: None,
            refuse: Some(Severity::Error),
            due: None,
        }
    }
}

pub struct Compiled {
    /// What the site is made of.
    pub prepared: Prepared,
    /// The site; none where it was refused, or where its theme does not compile.
    pub output: Option<Output>,
}

/// Settings, ladder and theme: all that is needed before the site is laid out.
pub struct Prepared {
    /// The files it was made from.
    pub tree: Arc<SourceTree>,
    pub config: Arc<Config>,
    pub ladder: Arc<Ladder>,
    /// The compiled theme; none when it has errors.
    pub theme: Option<Arc<Theme>>,
    kept: Kept,
}

/// What the next compilation may take over, with what is wrong with it: each was made of few files.
struct Kept {
    /// Every document, drafts as well, by path.
    documents: Vec<Arc<Document>>,
    theme: Checked<Option<Arc<Theme>>>,
    /// The names of files.
    names: Checked<()>,
}

/// Everything from files in memory to a site whose pages can be asked for. What is wrong is linted
/// and in the order it is printed in.
///
/// What was made of one file alone is taken from `before` where that file is the same. What is made
/// of many is made again, so that nothing has to know what depends on what.
pub fn compile(
    tree: &Arc<SourceTree>,
    git: &Facts,
    options: &Options,
    before: Option<&Prepared>,
) -> Checked<Compiled> {
    lay_out(prepare(tree, options, before), git, options)
}

/// The first half of [`compile`]: parses every document, resolves them, compiles the theme.
pub fn prepare(
    tree: &Arc<SourceTree>,
    options: &Options,
    before: Option<&Prepared>,
) -> Checked<Prepared> {
    let Checked {
        value: config,
        mut diagnostics,
    } = settings(tree, options);
    // The other two are short, and each is the work of one thread.
    let (documents, (theme, names)) = rayon::join(
        || parse(tree, &config, before),
        || {
            let theme = compile_theme(tree, &config, before);
            (theme, check_names(tree, &config, before))
        },
    );
    let before = before.map(|before| &*before.ladder);
    let resolved = ladder::resolve(&documents, &assets(tree), &scopes(&config), before);
    if let Some((today, within)) = options.due {
        diagnostics.extend(ladder::due::due(&resolved.value.documents, today, within));
    }
    diagnostics.extend(names.diagnostics.iter().cloned());
    let of_documents = documents.iter().flat_map(|document| &document.diagnostics);
    diagnostics.extend(of_documents.cloned());
    let ladder = resolved.noted(&mut diagnostics);
    diagnostics.extend(theme.diagnostics.iter().cloned());
    diagnostics.extend(check_linked(tree, &config, &ladder));
    let diagnostics = config.apply_lints(diagnostics);
    let prepared = Prepared {
        tree: Arc::clone(tree),
        config: Arc::new(config),
        ladder: Arc::new(ladder),
        theme: theme.value.clone(),
        kept: Kept {
            documents,
            theme,
            names,
        },
    };
    Checked::with(prepared, diagnostics)
}

/// The second half of [`compile`]: lays the site out, unless there is no theme to show it in, and
/// refuses it where too much is wrong.
pub fn lay_out(prepared: Checked<Prepared>, git: &Facts, options: &Options) -> Checked<Compiled> {
    let mut compiled = prepared.and_then(|prepared| {
        let mut wrong = Vec::new();
        let output = prepared.theme.as_ref().map(|theme| {
            let site = site(&prepared, theme, git).noted(&mut wrong);
            Output::new(&Arc::new(site), theme, &prepared.tree)
        });
        let wrong = prepared.config.apply_lints(wrong);
        Checked::with(Compiled { prepared, output }, wrong)
    });
    settle(&mut compiled, options);
    compiled
}

/// The same site beside the one published `before`, of which these are the files: also says which
/// addresses are gone.
pub fn beside_published(
    mut compiled: Checked<Compiled>,
    before: &[String],
    options: &Options,
) -> Checked<Compiled> {
    if let Some(output) = &compiled.value.output {
        compiled.diagnostics.extend(output.vanished(before));
        settle(&mut compiled, options);
    }
    compiled
}

/// Refuses the site where too much is wrong, and puts what is wrong in order.
fn settle(compiled: &mut Checked<Compiled>, options: &Options) {
    if options.refuse.is_some_and(|least| compiled.has(least)) {
        compiled.value.output = None;
    }
    diagnostic::sort(&mut compiled.diagnostics, &compiled.value.prepared.tree);
    compiled.diagnostics.dedup();
    diagnostic::gather(&mut compiled.diagnostics);
}

/// `book.toml` with what the command line says over it.
pub fn settings(tree: &SourceTree, options: &Options) -> Checked<Config> {
    // All that is read has settings; it is an error of reading otherwise.
    let nothing = SourceFile::nowhere(SETTINGS);
    let mut settings = config::parse(tree.get(SETTINGS).unwrap_or(&nothing));
    if let Some(theme) = &options.theme {
        settings.value.build.theme.value.clone_from(theme);
    }
    settings
}

/// A file, the path that it is known by, and what was made of it before.
type Known<'a> = (&'a SourceFile, Cow<'a, str>, Option<Arc<Document>>);

/// Parses every Markdown file of the content folder, on all threads. Documents that were made of
/// the same files under the same limits are taken from `before`. The order is that of paths.
fn parse(tree: &SourceTree, config: &Config, before: Option<&Prepared>) -> Vec<Arc<Document>> {
    let known = before.filter(|before| config.limits.file == before.config.limits.file);
    let markdown = || {
        tree.below(CONTENT)
            .filter(|file| files::is_markdown(file.path()))
    };
    let indexes = Indexes::among(markdown().map(below_content));
    // Both lists are in the order of paths, so that they can be gone through side by side.
    let mut known_documents = known
        .map_or(&[][..], |known| &known.kept.documents)
        .iter()
        .peekable();
    let files: Vec<Known<'_>> = markdown()
        .map(|file| {
            let path = below_content(file);
            while known_documents
                .next_if(|document| document.file != file.id() && *document.path < *path)
                .is_some()
            {}
            let document = known_documents.next_if(|document| document.file == file.id());
            let place = indexes.place(path);
            let is_same = |document: &&Arc<Document>| {
                let before = known.and_then(|known| known.tree.file(file.id()));
                document.place == place
                    && before.is_some_and(|before| before.contents().is_same(file.contents()))
            };
            let document = document.filter(is_same).map(Arc::clone);
            (file, place, document)
        })
        .collect();
    files
        .into_par_iter()
        .map(|(file, place, document)| {
            let limits = &config.limits.file;
            document.unwrap_or_else(|| Arc::new(document::parse_at(file, &place, limits)))
        })
        .collect()
}

/// The theme that the settings choose, taken from `before` where it was made of the same files and
/// compiled.
fn compile_theme(
    tree: &SourceTree,
    config: &Config,
    before: Option<&Prepared>,
) -> Checked<Option<Arc<Theme>>> {
    let chosen = &config.build.theme;
    let known = before.filter(|before| {
        before.theme.is_some()
            && *chosen == before.config.build.theme
            && config.book.language == before.config.book.language
            && Theme::is_same(tree, &before.tree, &chosen.value)
    });
    if let Some(known) = known {
        return known.kept.theme.clone();
    }
    let compiled = Theme::compile(tree, &chosen.value, &config.book.language, chosen.span);
    compiled.and_then(|theme| {
        let look = |theme: &Theme| theme.look(tree, &ADDRESSES);
        let wrong = theme.as_ref().map(look).unwrap_or_default();
        Checked::with(theme.map(Arc::new), wrong)
    })
}

/// What is wrong with the names of files.
fn check_names(tree: &SourceTree, config: &Config, before: Option<&Prepared>) -> Checked<()> {
    let known = before
        .filter(|before| config.limits == before.config.limits && tree.has_files_of(&before.tree));
    match known {
        Some(known) => known.kept.names.clone(),
        None => Checked::with((), files::check_files(tree, &config.limits)),
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

/// What is wrong with the files that pages link or show, and with the pictures that the settings
/// name.
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

/// Which pages there are, and where.
fn site(prepared: &Prepared, theme: &Theme, git: &Facts) -> Checked<Site> {
    let occupied: Vec<String> = theme
        .statics()
        .iter()
        .map(|file| file.path.clone())
        .collect();
    let (ladder, config) = (&prepared.ladder, &prepared.config);
    let plan = Plan::new(ladder, config, git, &occupied);
    plan.map(|plan| Site::new(plan, ladder, config, theme.words(), theme.links()))
}
