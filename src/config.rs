//! `book.toml`: the settings of a site.
//!
//! Reading never fails: what is wrong becomes a diagnostic with its place, and the default holds,
//! so that one run reports every mistake in the settings and in the content.

mod address;
mod edit;
mod limits;

use std::collections::BTreeMap;

use crate::diagnostic::{
    Checked, Code, Diagnostic, Lint, Severity, config as say, files, front_matter as common,
};
use crate::document::limits::Limits as FileLimits;
use crate::source::{Contents, SourceFile};
use crate::span::{FileId, Span, Spanned};
use crate::value::fields::{Fields, Language, Source};
use crate::value::{Entry, keys, toml};

pub use edit::{Edit, Template};
pub use limits::Limits;

/// Where the settings are, below the project root.
pub const SETTINGS: &str = "book.toml";

#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    pub file: FileId,
    pub book: Book,
    pub build: Build,
    /// `[lints]`: only those that are set.
    pub lints: BTreeMap<Lint, Level>,
    pub limits: Limits,
    pub scopes: Scopes,
    pub serve: Serve,
    pub edit: Option<Edit>,
}

/// What the site is called, and where it will be.
#[derive(Clone, Debug, PartialEq)]
pub struct Book {
    /// Its name; a stand-in where it is missing.
    pub title: Spanned<String>,
    /// One or two sentences.
    pub description: Option<Spanned<String>>,
    pub authors: Vec<Spanned<String>>,
    /// A language tag such as `en` or `de-CH`.
    pub language: String,
    /// Where the site will be, as written: `http` or `https`, without query and fragment.
    pub url: Option<Spanned<String>>,
    /// Whether the settings say nothing at all about it. One that is wrong or misspelt has its own
    /// diagnostic.
    pub url_is_missing: bool,
    /// Under which terms its words may be used.
    pub license: Option<Spanned<String>>,
    pub favicon: Option<Spanned<String>>,
    pub logo: Option<Spanned<String>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Build {
    /// The output folder, relative to the project root or absolute.
    pub output: Spanned<String>,
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
    pub search: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PageStyle {
    /// `roles/tech-lead.html`
    #[default]
    Flat,
    /// `roles/tech-lead/index.html`
    Folder,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    Deny,
    Warn,
    Allow,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Scopes {
    /// Their names, from the smallest to the largest.
    pub order: Vec<Spanned<String>>,
    /// How many steps of seniority two roles that lead together may be apart.
    pub parity: u8,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Serve {
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
    pub fn severity(&self, code: Code) -> Option<Severity> {
        let lint = code.lint();
        match lint.and_then(|lint| self.lints.get(&lint)) {
            Some(Level::Allow) => None,
            Some(Level::Warn) => Some(Severity::Warning),
            Some(Level::Deny) => Some(Severity::Error),
            None if lint.is_some_and(Lint::is_on_request) => None,
            None => Some(code.severity()),
        }
    }

    /// The diagnostics under `[lints]`. What belongs to no lint stays as it is.
    pub fn apply_lints(&self, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        diagnostics
            .into_iter()
            .filter_map(|diagnostic| {
                let lint = diagnostic.code().lint();
                let is_set = |lint: Lint| lint.is_on_request() || self.lints.contains_key(&lint);
                if !lint.is_some_and(is_set) {
                    return Some(diagnostic);
                }
                let severity = self.severity(diagnostic.code())?;
                Some(diagnostic.with_severity(severity))
            })
            .collect()
    }

    /// The absolute address of the site's root, with `/` at its end; none without `url`.
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
    let (entries, mistakes) = toml::parse(file.id(), text);
    let mut found = Vec::new();
    let mut config = read(file.id(), text, entries, &mut found);
    // What cannot be read may well have said where the site will be.
    config.book.url_is_missing &= mistakes.is_empty();
    let mut diagnostics = toml::without_guesses(text, &mistakes, found);
    diagnostics.extend(mistakes);
    diagnostics.sort_by_key(|one| (one.at(), one.code()));
    Checked::with(config, diagnostics)
}

/// The defaults, for a file that has no text.
fn read_nothing(file: FileId) -> Config {
    let mut config = read(file, "", Vec::new(), &mut Vec::new());
    // What they would have said is not known.
    config.book.url_is_missing = false;
    config
}

fn read(
    file: FileId,
    text: &str,
    entries: Vec<Entry>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Config {
    let source = Source {
        language: Language::Toml,
        text,
        limits: &FileLimits::default(),
    };
    let start = Span::file_start(file);
    let mut root = Fields::new(&keys::BOOK_TOML, start, entries, source, diagnostics);
    let book = read_book(&mut root);
    let build = read_build(&mut root, &book);
    let config = Config {
        file,
        book,
        build,
        lints: read_lints(&mut root),
        limits: limits::read(&mut root),
        scopes: read_scopes(&mut root),
        serve: read_serve(&mut root),
        edit: edit::read(&mut root),
    };
    root.finish();
    config
}

fn read_book(root: &mut Fields<'_>) -> Book {
    let start = Span::file_start(root.head().file());
    let mut table = root.table("book", &keys::BOOK);
    let title = table.line("title");
    if table.is_silent_on("title") {
        let help = "write `title = \"…\"` below `[book]`";
        let missing = common::missing_key(table.head(), "`book.toml`", "title", help);
        table.diagnostics.push(missing);
    }
    let language = table.checked_line("language", address::language);
    let below_content = |key| move |path: &_| address::below_content(key, path);
    let book = Book {
        url_is_missing: table.is_silent_on("url"),
        title: title.unwrap_or_else(|| Spanned::new("Engineering ladder".to_owned(), start)),
        description: table.line("description"),
        authors: table.lines("authors"),
        language: language.map_or_else(|| "en".to_owned(), |language| language.value),
        url: table.checked_line("url", address::site),
        license: table.line("license"),
        favicon: table.checked_line("favicon", below_content("favicon")),
        logo: table.checked_line("logo", below_content("logo")),
    };
    table.finish();
    book
}

fn read_build(root: &mut Fields<'_>, book: &Book) -> Build {
    let start = Span::file_start(root.head().file());
    let default = |text: &str| Spanned::new(text.to_owned(), start);
    let mut table = root.table("build", &keys::BUILD);
    // A `url` with a path says where the site is; `base-path` need not say it again.
    let url_path = book.url.as_ref().map(|url| address::path(&url.value));
    let base_path = table.checked_line("base-path", |path| {
        address::base_path(path, url_path.as_deref())
    });
    let styles = [("flat", PageStyle::Flat), ("folder", PageStyle::Folder)];
    let flag = |table: &mut Fields<'_>, key, default| {
        table
            .flag(key)
            .map_or(default, |flag: Spanned<bool>| flag.value)
    };
    let build = Build {
        output: table.line("output").unwrap_or_else(|| default("site")),
        page_style: table
            .word("page-style", &styles)
            .map_or(PageStyle::Flat, |style| style.value),
        base_path: base_path
            .map(|path| path.value)
            .or(url_path)
            .unwrap_or_else(|| "/".to_owned()),
        theme: table
            .checked_line("theme", theme_name)
            .unwrap_or_else(|| default("default")),
        markdown_copies: flag(&mut table, "markdown-copies", false),
        git: flag(&mut table, "git", true),
        noindex: flag(&mut table, "noindex", true),
        search: flag(&mut table, "search", true),
    };
    table.finish();
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

/// Whether a theme may have this name: letters, digits, `-` and `_`, so that it cannot leave the
/// folder of themes.
pub fn is_theme_name(name: &str) -> bool {
    const LONGEST: usize = 100;
    (1..=LONGEST).contains(&name.len())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

fn read_lints(root: &mut Fields<'_>) -> BTreeMap<Lint, Level> {
    let levels = [
        ("deny", Level::Deny),
        ("warn", Level::Warn),
        ("allow", Level::Allow),
    ];
    let mut table = root.table("lints", &keys::LINTS);
    let lints = Lint::ALL
        .into_iter()
        .filter_map(|lint| Some((lint, table.word(lint.name(), &levels)?.value)))
        .collect();
    table.finish();
    lints
}

fn read_scopes(root: &mut Fields<'_>) -> Scopes {
    /// As far as seniorities can be apart.
    const WIDEST: u8 = 19;
    let mut table = root.table("scopes", &keys::SCOPES);
    let mut order: Vec<Spanned<String>> = Vec::new();
    for scope in table.lines("order") {
        let same =
            |other: &&Spanned<String>| other.value.to_lowercase() == scope.value.to_lowercase();
        let first = order.iter().find(same);
        if table.passes(first.map(|first| say::scope_twice(&scope, first.span))) {
            order.push(scope);
        }
    }
    let parity = table.number("parity").and_then(|parity| {
        let number = u8::try_from(parity.value).ok();
        let fitting = number.filter(|number| *number <= WIDEST);
        let wrong = || {
            common::bad_value(
                parity.span,
                format!("`parity` takes a number up to {WIDEST}"),
                "it is how many steps of seniority two roles that lead together may be apart; \
                 leave it out for 1",
            )
        };
        table.passes(fitting.is_none().then(wrong));
        fitting
    });
    table.finish();
    Scopes {
        order,
        parity: parity.unwrap_or(1),
    }
}

fn read_serve(root: &mut Fields<'_>) -> Serve {
    let mut table = root.table("serve", &keys::SERVE);
    let port = table.number("port").and_then(|port| {
        let number = u16::try_from(port.value).ok();
        let wrong = || {
            common::bad_value(
                port.span,
                "`port` takes a number up to 65535",
                "leave it out for 4000, or write 0 and the system chooses a free one",
            )
        };
        table.passes(number.is_none().then(wrong));
        number
    });
    let host = table.checked_line("host", |host| address::host("host", host));
    let mut allowed_hosts = table.lines("allowed-hosts");
    allowed_hosts.retain(|host| table.passes(address::host("allowed-hosts", host)));
    let serve = Serve {
        host: host.map_or_else(|| "127.0.0.1".to_owned(), |host| host.value),
        port: port.unwrap_or(4000),
        allowed_hosts,
        editor: table.checked_line("editor", address::editor),
        poll: table.flag("poll").is_some_and(|poll| poll.value),
    };
    table.finish();
    serve
}
