//! A whole project laid out, for tests of what the site says.

use ladderbook::build::{self, Prepared};
use ladderbook::config;
use ladderbook::diagnostic::Severity;
use ladderbook::site::Site;
use ladderbook::source::SourceTree;

/// Settings, ladder and theme of a project without errors.
pub(crate) fn prepared(tree: &SourceTree) -> Prepared {
    let settings = tree.get("book.toml").expect("a project has settings");
    let (config, mut diagnostics) = config::parse(settings);
    let prepared = build::prepare(tree, config);
    diagnostics.extend(prepared.diagnostics.iter().cloned());
    check(tree, &diagnostics);
    prepared
}

/// What something says of the site.
pub(crate) fn with_site<T>(prepared: &Prepared, then: impl FnOnce(&Site) -> T) -> T {
    let theme = prepared.theme.as_ref().expect("the default theme compiles");
    let (site, _) = Site::lay_out(
        &prepared.ladder,
        &prepared.config,
        theme.words(),
        build::statics(theme),
        &[],
    );
    then(&site)
}

fn check(tree: &SourceTree, diagnostics: &[ladderbook::diagnostic::Diagnostic]) {
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
