//! The page about the site itself.

use serde::Serialize;

use super::book;
use crate::page::desk::Desk;
use crate::page::html::Html;
use crate::page::link::Link;
use crate::page::{dates, prose};
use crate::plan::Part;
use crate::plan::route::{Extra, Page, Url};
use crate::words::{Key, key};

/// About the site.
#[derive(Clone, Debug, Serialize)]
pub struct About {
    /// The author's words.
    pub body: Html,
    /// `[book] description`.
    pub description: Option<String>,
    /// `[book] authors`.
    pub authors: Vec<String>,
    /// `[book] license`.
    pub license: Option<String>,
    /// The version of the program.
    pub version: &'static str,
    /// The commit that the site was made from.
    pub commit: Option<String>,
    /// When the newest of the content changed.
    pub updated: Option<dates::Updated>,
    /// How many pages of each kind there are.
    pub counts: Vec<Count>,
    /// Files for machines.
    pub files: Vec<MachineFile>,
}

/// How many pages of a kind there are.
#[derive(Clone, Debug, Serialize)]
pub struct Count {
    /// The kind's own page.
    pub link: Link,
    /// How many.
    pub count: usize,
}

/// A file for machines.
#[derive(Clone, Debug, Serialize)]
pub struct MachineFile {
    /// Its path below the root.
    pub path: String,
    /// Its address.
    pub url: Url,
    /// What it is.
    pub description: String,
}

pub(crate) fn view(desk: &Desk<'_>) -> About {
    let file = |extra: Extra, words: Key| {
        let path = desk.plan.routes.extra(&extra);
        MachineFile {
            url: desk.url_of_path(&path),
            path,
            description: desk.words.get(words).to_owned(),
        }
    };
    let mut files = vec![
        file(Extra::LadderJson, key!("file_ladder")),
        file(Extra::LadderSchema, key!("file_schema")),
        file(Extra::PagesJson, key!("file_pages")),
    ];
    if !desk.ladder.models.is_empty() {
        files.push(file(Extra::MatrixCsv, key!("file_matrix")));
    }
    files.push(file(Extra::Llms, key!("file_llms")));
    files.push(file(Extra::Sitemap, key!("file_sitemap")));
    About {
        body: prose::index_body(desk, Page::About),
        description: book::description(desk),
        authors: book::authors(desk),
        license: book::license(desk),
        version: env!("CARGO_PKG_VERSION"),
        commit: desk.plan.commit().map(str::to_owned),
        updated: dates::newest(desk),
        counts: counts(desk),
        files,
    }
}

/// How many pages each part has, the pages that list them not counted.
fn counts(desk: &Desk<'_>) -> Vec<Count> {
    let mut counts = std::collections::BTreeMap::<Part, usize>::new();
    for placed in &desk.plan.pages {
        let counted = matches!(placed.page, Page::Subject(_) | Page::RolePair(..));
        if counted {
            *counts.entry(placed.page.part()).or_default() += 1;
        }
    }
    let counts = counts.into_iter().filter(|(part, _)| *part != Part::Home);
    counts
        .map(|(part, count)| Count {
            link: Link {
                title: desk.words.get(part.nav_key()).to_owned(),
                url: desk.url(Page::Index(part)),
            },
            count,
        })
        .collect()
}
