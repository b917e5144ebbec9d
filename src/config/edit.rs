//! `[edit]`: where a page's source can be read and edited.

use super::address;
use crate::diagnostic::{Diagnostic, config as say, front_matter as common};
use crate::span::Spanned;
use crate::text::percent;
use crate::value::fields::Fields;
use crate::value::keys;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub edit: Template,
    /// Shows the file; not every way to write `[edit]` tells it.
    pub source: Option<Template>,
}

/// An `http` or `https` address with `{path}` in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template(String);

impl Template {
    /// The address for a file, by its path relative to the project root.
    pub fn url(&self, path: &str) -> String {
        self.0.replace(PATH, &percent::path(path))
    }
}

const PATH: &str = "{path}";

/// A forge, and what it puts between the repository and the path.
#[derive(Clone, Copy, PartialEq)]
enum Forge {
    GitHub,
    GitLab,
    Gitea,
    Bitbucket,
    Azure,
}

const FORGES: [(&str, Forge); 6] = [
    ("github", Forge::GitHub),
    ("gitlab", Forge::GitLab),
    ("gitea", Forge::Gitea),
    ("forgejo", Forge::Gitea),
    ("bitbucket", Forge::Bitbucket),
    ("azure", Forge::Azure),
];

impl Forge {
    fn edit(self, repository: &str, branch: &str, path: &str) -> String {
        match self {
            Forge::GitHub => format!("{repository}/edit/{branch}/{path}"),
            Forge::GitLab => format!("{repository}/-/edit/{branch}/{path}"),
            Forge::Gitea => format!("{repository}/_edit/{branch}/{path}"),
            Forge::Bitbucket => format!("{repository}/src/{branch}/{path}?mode=edit"),
            // It has no address that opens the editor; the page of the file has the button.
            Forge::Azure => self.source(repository, branch, path),
        }
    }

    fn source(self, repository: &str, branch: &str, path: &str) -> String {
        match self {
            Forge::GitHub => format!("{repository}/blob/{branch}/{path}"),
            Forge::GitLab => format!("{repository}/-/blob/{branch}/{path}"),
            Forge::Gitea => format!("{repository}/src/branch/{branch}/{path}"),
            Forge::Bitbucket => format!("{repository}/src/{branch}/{path}"),
            Forge::Azure => format!("{repository}?path=/{path}&version=GB{branch}"),
        }
    }
}

pub(super) fn read(root: &mut Fields<'_>) -> Option<Edit> {
    let mut table = root.table("edit", &keys::EDIT);
    let url = template(&mut table, "url");
    let source = template(&mut table, "source");
    let host = table.word("host", &FORGES);
    let repository = table.checked_line("repository", repository);
    let branch = table.line("branch");
    let folder = table.checked_line("folder", inside_repository);
    // A value that is wrong was reported already; only what is not there at all is missing.
    let [has_url, has_host, has_repository] =
        ["url", "host", "repository"].map(|key| table.has(key));
    if has_host != has_repository && !has_url {
        let missing = if has_host { "repository" } else { "host" };
        let help = "write `host` and `repository`, or `url` with `{path}`";
        table.missing(missing, help);
    }
    let twice = (has_url && has_host).then(|| say::edit_twice(table.head()));
    table.passes(twice);
    table.finish();
    if let Some(edit) = url {
        return Some(Edit { edit, source });
    }
    let (host, repository) = (host?.value, repository?);
    let repository = repository.value.trim_end_matches('/');
    let repository = repository.strip_suffix(".git").unwrap_or(repository);
    let branch = branch.map_or_else(|| "main".to_owned(), |branch| percent::path(&branch.value));
    let path = match folder {
        Some(folder) => format!("{}/{PATH}", percent::path(folder.value.trim_matches('/'))),
        None => PATH.to_owned(),
    };
    Some(Edit {
        edit: Template(host.edit(repository, &branch, &path)),
        source: source.or(Some(Template(host.source(repository, &branch, &path)))),
    })
}

fn template(table: &mut Fields<'_>, key: &'static str) -> Option<Template> {
    let url = table.checked_line(key, |url| {
        let without = || {
            common::bad_value(
                url.span,
                format!("`{key}` needs `{PATH}`"),
                "write the place of the file's path: \
                 `https://git.example.org/ladder/edit/main/{path}`",
            )
        };
        address::web(key, url).or_else(|| (!url.value.contains(PATH)).then(without))
    })?;
    Some(Template(url.value))
}

fn repository(url: &Spanned<String>) -> Option<Diagnostic> {
    address::web("repository", url).or_else(|| {
        url.value.contains(['?', '#', '{', '}']).then(|| {
            common::bad_value(
                url.span,
                "`repository` takes the address of the repository's front page",
                "write it as `https://github.com/owner/name`",
            )
        })
    })
}

fn inside_repository(folder: &Spanned<String>) -> Option<Diagnostic> {
    let climbs = folder
        .value
        .split('/')
        .any(|part| part == ".." || part == ".");
    climbs.then(|| {
        common::bad_value(
            folder.span,
            "`folder` takes a path inside the repository",
            "it is the folder that holds `book.toml`",
        )
    })
}
