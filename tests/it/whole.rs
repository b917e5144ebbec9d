//! The harness: a project from its files in memory to what is said of it and what its site holds. Tests that need more than one stage
//! begin here.

use std::sync::Arc;

use ladderbook::compile::{self, Bytes, Compiled, Options, Output, Prepared};
use ladderbook::diagnostic::{Checked, Diagnostic, Severity};
use ladderbook::page::{self, Site, View};
use ladderbook::plan::Plan;
use ladderbook::source::SourceTree;
use ladderbook::source::git::Facts;

/// A project, compiled whatever is wrong with it.
pub(crate) fn compiled(tree: &SourceTree) -> Checked<Compiled> {
    let options = Options {
        refuse: None,
        ..Options::default()
    };
    compile::compile(&Arc::new(tree.clone()), &Facts::default(), &options, None)
}

/// The site of a project without errors.
pub(crate) fn output(tree: &SourceTree) -> Output {
    let compiled = compiled(tree);
    assert_no_error(tree, &compiled.diagnostics);
    compiled.value.output.expect("there is a theme")
}

/// Settings, ladder and theme of a project without errors.
pub(crate) fn prepared(tree: &SourceTree) -> Prepared {
    let prepared = compile::prepare(&Arc::new(tree.clone()), &Options::default(), None);
    assert_no_error(tree, &prepared.diagnostics);
    prepared.value
}

/// What something says of the site.
pub(crate) fn with_site<T>(prepared: &Prepared, then: impl FnOnce(&Site) -> T) -> T {
    let theme = prepared.theme.as_ref().expect("the default theme compiles");
    let (ladder, config) = (&prepared.ladder, &prepared.config);
    let plan = Plan::new(ladder, config, &Facts::default(), &[]).value;
    then(&Site::new(
        plan,
        ladder,
        config,
        theme.words(),
        theme.links(),
    ))
}

/// What the page at a path shows.
pub(crate) fn view(site: &Site, path: &str) -> View {
    let placed = site.plan.pages.iter().find(|placed| placed.path == path);
    let placed = placed.expect(path);
    page::view(&site.desk(&placed.path), placed.page)
}

/// A file of the site that is made, as text.
pub(crate) fn text(output: &Output, path: &str) -> String {
    let at = output.find(path).unwrap_or_else(|| panic!("no {path}"));
    made(output, at).unwrap_or_else(|| panic!("{path} is copied"))
}

/// Every file of the site that is made, with its path, as text.
pub(crate) fn texts(output: &Output) -> impl Iterator<Item = (&str, String)> {
    let paths = output.paths().iter().enumerate();
    paths.filter_map(|(at, path)| Some((path.as_str(), made(output, at)?)))
}

/// Every page of the site, with its path.
pub(crate) fn pages(output: &Output) -> impl Iterator<Item = (&str, String)> {
    let paths = output.paths().iter().enumerate();
    paths
        .filter(|(_, path)| path.ends_with(".html"))
        .filter_map(|(at, path)| Some((path.as_str(), made(output, at)?)))
}

fn made(output: &Output, at: usize) -> Option<String> {
    match output.bytes(at).expect("the theme is right") {
        Bytes::Made(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
        Bytes::CopyOf(_) => None,
    }
}

fn assert_no_error(tree: &SourceTree, diagnostics: &[Diagnostic]) {
    let errors: Vec<String> = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity() == Severity::Error)
        .map(|diagnostic| {
            let path = tree
                .file(diagnostic.at().file())
                .map_or("", |file| file.path());
            format!("{path}: {}", diagnostic.message())
        })
        .collect();
    assert_eq!(errors, Vec::<String>::new());
}
