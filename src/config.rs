//! `book.toml`: the settings of a site.
//!
//! Reading never fails: what is wrong becomes a diagnostic with its place, and the default stands in, so that one run reports every
//! mistake in the settings and in the content.

mod address;
mod edit;
mod limits;
mod syntax;
mod table;

use std::collections::BTreeMap;

use toml::de::DeTable;

use crate::diagnostic::{
    Checked, Code, Diagnostic, Lint, Severity, config as say, files, front_matter as common,
};
use crate::source::{Contents, SourceFile};
use crate::span::{FileId, Span, Spanned};
use table::{Place, Table};

pub use edit::{Edit, Template};
pub use limits::Limits;

/// Where the settings stand, below the project root.
pub const SETTINGS: &str = "book.toml";

/// The settings.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// `book.toml` itself.
    pub file: FileId,
    /// `[book]`
    pub book: Book,
    /// `[build]`
    pub build: Build,
    /// `[lints]`: only those that are set.
    pub lints: BTreeMap<Lint, Level>,
    /// `[limits]`
    pub limits: Limits,
    /// `[scopes]`
    pub scopes: Scopes,
    /// `[serve]`
    pub serve: Serve,
    /// `[edit]`
    pub edit: Option<Edit>,
}

/// What the site is called, and where it will stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Book {
    /// Its name; a stand-in where it is missing.
    pub title: Spanned<String>,
    /// One or two sentences.
    pub description: Option<Spanned<String>>,
    /// Who wrote it.
    pub authors: Vec<Spanned<String>>,
    /// A language tag such as `en` or `de-CH`.
    pub language: String,
    /// Where the site will stand, as written: `http` or `https`, without query and fragment.
    pub url: Option<Spanned<String>>,
    /// Whether the settings say nothing at all about it. One that is wrong or misspelt has its own diagnostic.
    pub url_is_missing: bool,
    /// Under which terms its words may be used.
    pub license: Option<Spanned<String>>,
    /// A picture below the content folder.
    pub favicon: Option<Spanned<String>>,
    /// A picture below the content folder.
    pub logo: Option<Spanned<String>>,
}

/// How the site is made.
#[derive(Clone, Debug, PartialEq)]
pub struct Build {
    /// The output folder, relative to the project root or absolute.
    pub output: Spanned<String>,
    /// How pages are laid out in folders.
    pub page_style: PageStyle,
    /// The path of the site on its host; starts and ends with `/`.
    pub base_path: String,
    /// The name of a folder below `themes/`, or `default`.
    pub theme: Spanned<String>,
    /// Whether each page's Markdown is published beside it.
    pub markdown_copies: bool,
    /// Whether git is asked when pages changed last.
    pub git: bool,
    /// Whether search engines are asked to stay away.
    pub noindex: bool,
    /// Whether the site has a search.
    pub search: bool,
}

/// How pages are laid out in folders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PageStyle {
    /// `roles/tech-lead.html`
    #[default]
    Flat,
    /// `roles/tech-lead/index.html`
    Folder,
}

/// What a lint does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Its diagnostics are errors.
    Deny,
    /// Its diagnostics are warnings.
    Warn,
    /// Its diagnostics are dropped.
    Allow,
}

/// The layers of the organization.
#[derive(Clone, Debug, PartialEq)]
pub struct Scopes {
    /// Their names, from the smallest to the largest.
    pub order: Vec<Spanned<String>>,
    /// How many steps of seniority two roles that lead together may be apart.
    pub parity: u8,
}

/// The preview server.
#[derive(Clone, Debug, PartialEq)]
pub struct Serve {
    /// The address it listens on.
    pub host: String,
    /// The port; 0 lets the system choose.
    pub port: u16,
    /// The names it answers to, besides those of this machine.
    pub allowed_hosts: Vec<Spanned<String>>,
    /// A URL with `{path}`, `{line}` and `{column}` that opens a file.
    pub editor: Option<Spanned<String>>,
    /// Whether it looks at the files itself, where the system does not tell of changes.
    pub poll: bool,
}

impl Config {
    /// The severity of a diagnostic under these settings; none where its lint is allowed.
    #[must_use]
    pub fn severity(&self, code: Code) -> Option<Severity> {
        match code.lint().and_then(|lint| self.lints.get(&lint)) {
            Some(Level::Allow) => None,
            Some(Level::Warn) => Some(Severity::Warning),
            Some(Level::Deny) => Some(Severity::Error),
            None => Some(code.severity()),
        }
    }

    /// The diagnostics under `[lints]`. What belongs to no lint stays as it is.
    #[must_use]
    pub fn apply_lints(&self, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        diagnostics
            .into_iter()
            .filter_map(|diagnostic| {
                let lint = diagnostic.code().lint();
                if lint.is_none_or(|lint| !self.lints.contains_key(&lint)) {
                    return Some(diagnostic);
                }
                let severity = self.severity(diagnostic.code())?;
                Some(diagnostic.with_severity(severity))
            })
            .collect()
    }

    /// The absolute address of the site's root, with `/` at its end; none without `url`.
    #[must_use]
    pub fn address(&self) -> Option<String> {
        let url = self.book.url.as_ref()?;
        let origin = address::origin(&url.value);
        Some(format!("{origin}{}", self.build.base_path))
    }
}

/// Reads the settings, and says what is wrong with them.
pub fn parse(file: &SourceFile) -> Checked<Config> {
    let start = Span::file_start(file.id());
    let text = match file.contents() {
        Contents::Text(text) => text,
        Contents::BadText { shown, at, byte } => {
            let at = Span::new(file.id(), shown, *at..*at + 1);
            let wrong = vec![files::bad_utf8(at, *byte)];
            return Checked::with(read_nothing(file.id()), wrong);
        }
        Contents::TooLarge { len, limit } => {
            let wrong = vec![say::settings_too_large(start, *len, *limit)];
            return Checked::with(read_nothing(file.id()), wrong);
        }
        Contents::Bytes(_) | Contents::Asset { .. } => {
            return Checked::new(read_nothing(file.id()));
        }
    };
    let place = Place {
        file: file.id(),
        text,
    };
    let (root, errors) = DeTable::parse_recoverable(text);
    let mistakes = syntax::mistakes(place, &errors);
    let mut found = Vec::new();
    let mut config = read(place, root.into_inner(), &mut found);
    // What cannot be read may well have said where the site will stand.
    config.book.url_is_missing &= mistakes.is_empty();
    let mut diagnostics = syntax::without_guesses(text, &mistakes, found);
    diagnostics.extend(mistakes);
    diagnostics.sort_by_key(|one| (one.at(), one.code()));
    Checked::with(config, diagnostics)
}

/// The defaults, for a file that has no text.
fn read_nothing(file: FileId) -> Config {
    let place = Place { file, text: "" };
    let mut config = read(place, DeTable::new(), &mut Vec::new());
    // Nobody knows what they would have said.
    config.book.url_is_missing = false;
    config
}

fn read(place: Place<'_>, root: DeTable<'_>, diagnostics: &mut Vec<Diagnostic>) -> Config {
    let mut root = Table::root(place, root);
    let book = read_book(&mut root, place, diagnostics);
    let build = read_build(&mut root, &book, place, diagnostics);
    let config = Config {
        file: place.file,
        book,
        build,
        lints: read_lints(&mut root, diagnostics),
        limits: limits::read(&mut root, diagnostics),
        scopes: read_scopes(&mut root, diagnostics),
        serve: read_serve(&mut root, diagnostics),
        edit: edit::read(&mut root, diagnostics),
    };
    root.finish(diagnostics);
    config
}

fn read_book(root: &mut Table<'_>, place: Place<'_>, diagnostics: &mut Vec<Diagnostic>) -> Book {
    let mut table = root.table("book", "`[book]`", diagnostics);
    let title = table.line("title", diagnostics);
    if !table.has("title") && !table.is_spoiled() && !table.has_almost("title") {
        diagnostics.push(common::missing_key(
            table.head(),
            "`book.toml`",
            "title",
            "write `title = \"…\"` below `[book]`",
        ));
    }
    let language = table.line("language", diagnostics);
    let url = table
        .line("url", diagnostics)
        .filter(|url| checked(address::site(url), diagnostics));
    let book = Book {
        url_is_missing: !table.has("url") && !table.is_spoiled() && !table.has_almost("url"),
        title: title.unwrap_or_else(|| {
            Spanned::new(
                "Engineering ladder".to_owned(),
                Span::file_start(place.file),
            )
        }),
        description: table.line("description", diagnostics),
        authors: table.lines("authors", diagnostics),
        language: language
            .filter(|language| checked(address::language(language), diagnostics))
            .map_or_else(|| "en".to_owned(), |language| language.value),
        url,
        license: table.line("license", diagnostics),
        favicon: table
            .line("favicon", diagnostics)
            .filter(|path| checked(address::below_content("favicon", path), diagnostics)),
        logo: table
            .line("logo", diagnostics)
            .filter(|path| checked(address::below_content("logo", path), diagnostics)),
    };
    table.finish(diagnostics);
    book
}

fn read_build(
    root: &mut Table<'_>,
    book: &Book,
    place: Place<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Build {
    let default = |text: &str| Spanned::new(text.to_owned(), Span::file_start(place.file));
    let mut table = root.table("build", "`[build]`", diagnostics);
    // A `url` with a path says where the site stands; `base-path` need not say it again.
    let url_path = book.url.as_ref().map(|url| address::path(&url.value));
    let base_path = table
        .line("base-path", diagnostics)
        .filter(|path| checked(address::base_path(path, url_path.as_deref()), diagnostics));
    let styles = [("flat", PageStyle::Flat), ("folder", PageStyle::Folder)];
    let build = Build {
        output: table
            .line("output", diagnostics)
            .unwrap_or_else(|| default("site")),
        page_style: table
            .word("page-style", &styles, diagnostics)
            .unwrap_or_default(),
        base_path: base_path
            .map(|path| path.value)
            .or(url_path)
            .unwrap_or_else(|| "/".to_owned()),
        theme: table
            .line("theme", diagnostics)
            .filter(|theme| checked(theme_name(theme), diagnostics))
            .unwrap_or_else(|| default("default")),
        markdown_copies: table.flag("markdown-copies", diagnostics).unwrap_or(false),
        git: table.flag("git", diagnostics).unwrap_or(true),
        noindex: table.flag("noindex", diagnostics).unwrap_or(true),
        search: table.flag("search", diagnostics).unwrap_or(true),
    };
    table.finish(diagnostics);
    build
}

/// What is wrong with the name of a theme. The command line checks `--theme` by [`is_theme_name`].
fn theme_name(theme: &Spanned<String>) -> Option<Diagnostic> {
    (!is_theme_name(&theme.value)).then(|| {
        common::bad_value(
            theme.span,
            "`theme` takes a plain name",
            "it is the name of a folder below `themes/`: letters, digits, `-` and `_`",
        )
    })
}

/// Whether a theme may have this name: letters, digits, `-` and `_`, so that it cannot leave the folder of themes.
#[must_use]
pub fn is_theme_name(name: &str) -> bool {
    const LONGEST: usize = 100;
    (1..=LONGEST).contains(&name.len())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

fn read_lints(root: &mut Table<'_>, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<Lint, Level> {
    let levels = [
        ("deny", Level::Deny),
        ("warn", Level::Warn),
        ("allow", Level::Allow),
    ];
    let mut table = root.table("lints", "`[lints]`", diagnostics);
    let lints = Lint::ALL
        .into_iter()
        .filter_map(|lint| Some((lint, table.word(lint.name(), &levels, diagnostics)?)))
        .collect();
    table.finish(diagnostics);
    lints
}

fn read_scopes(root: &mut Table<'_>, diagnostics: &mut Vec<Diagnostic>) -> Scopes {
    /// As far as seniorities can be apart.
    const WIDEST: u8 = 19;
    let mut table = root.table("scopes", "`[scopes]`", diagnostics);
    let mut order: Vec<Spanned<String>> = Vec::new();
    for scope in table.lines("order", diagnostics) {
        let same =
            |other: &&Spanned<String>| other.value.to_lowercase() == scope.value.to_lowercase();
        if let Some(first) = order.iter().find(same) {
            diagnostics.push(say::scope_twice(&scope, first.span));
        } else {
            order.push(scope);
        }
    }
    let parity = table.number("parity", diagnostics).and_then(|parity| {
        let number = u8::try_from(parity.value).ok();
        let fitting = number.filter(|number| *number <= WIDEST);
        if fitting.is_none() {
            diagnostics.push(common::bad_value(
                parity.span,
                format!("`parity` takes a number up to {WIDEST}"),
                "it is how many steps of seniority two roles that lead together may be apart; leave it out for 1",
            ));
        }
        fitting
    });
    table.finish(diagnostics);
    Scopes {
        order,
        parity: parity.unwrap_or(1),
    }
}

fn read_serve(root: &mut Table<'_>, diagnostics: &mut Vec<Diagnostic>) -> Serve {
    let mut table = root.table("serve", "`[serve]`", diagnostics);
    let port = table.number("port", diagnostics).and_then(|port| {
        let number = u16::try_from(port.value).ok();
        if number.is_none() {
            diagnostics.push(common::bad_value(
                port.span,
                "`port` takes a number up to 65535",
                "leave it out for 4000, or write 0 and the system chooses a free one",
            ));
        }
        number
    });
    let serve = Serve {
        host: table
            .line("host", diagnostics)
            .filter(|host| checked(address::host("host", host), diagnostics))
            .map_or_else(|| "127.0.0.1".to_owned(), |host| host.value),
        port: port.unwrap_or(4000),
        allowed_hosts: table
            .lines("allowed-hosts", diagnostics)
            .into_iter()
            .filter(|host| checked(address::host("allowed-hosts", host), diagnostics))
            .collect(),
        editor: table
            .line("editor", diagnostics)
            .filter(|editor| checked(address::editor(editor), diagnostics)),
        poll: table.flag("poll", diagnostics).unwrap_or(false),
    };
    table.finish(diagnostics);
    serve
}

/// Collects what a check found; whether it found nothing.
fn checked(found: Option<Diagnostic>, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let fine = found.is_none();
    diagnostics.extend(found);
    fine
}
