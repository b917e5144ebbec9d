//! The whole ladder on one page.

use serde::Serialize;

use super::book;
use crate::page::desk::Desk;
use crate::page::html::Html;
use crate::page::link::Link;
use crate::page::{dates, prose};
use crate::plan::printed::{self, Printed};
use crate::plan::route::{Page, Url};
use crate::words::key;

/// The whole ladder on one page.
#[derive(Clone, Debug, Serialize)]
pub struct Print {
    /// The author's words, `print.md`.
    pub body: Html,
    /// `[book] description`.
    pub description: Option<String>,
    /// `[book] authors`.
    pub authors: Vec<String>,
    /// `[book] license`.
    pub license: Option<String>,
    /// When the newest of the content changed.
    pub updated: Option<dates::Updated>,
    /// The parts of the site, each with its pages.
    pub parts: Vec<PrintPart>,
    /// A sentence on pages that were left out, where there are more than fit.
    pub left_out: Option<String>,
}

/// A part of the site on the page that holds them all.
#[derive(Clone, Debug, Serialize)]
pub struct PrintPart {
    /// Its title.
    pub title: String,
    /// Its id on the page.
    pub id: String,
    /// Its place on the page.
    pub url: Url,
    /// The pages in it, for the list of contents: title and place on the page.
    pub items: Vec<Link>,
    /// The pages themselves, one after the other: markup of the theme's own templates.
    pub pages: Html,
}

/// The page that holds the whole ladder, from its parts and the markup of the pages in each.
pub(crate) fn view(desk: &Desk<'_>, parts: Vec<(Printed, String)>, left_out: usize) -> Print {
    let parts = parts.into_iter().map(|(printed, html)| {
        let id = format!("lb-part-{}", printed.part.folder());
        let items = printed.pages.iter().map(|number| Link {
            title: desk.title(desk.plan.pages[*number].page),
            url: Url::fragment(&printed::id(desk.plan, *number)),
        });
        PrintPart {
            title: desk.words.get(printed.part.nav_key()).to_owned(),
            url: Url::fragment(&id),
            id,
            items: items.collect(),
            pages: Html(html),
        }
    });
    Print {
        body: prose::index_body(desk, Page::Print),
        description: book::description(desk),
        authors: book::authors(desk),
        license: book::license(desk),
        updated: dates::newest(desk),
        parts: parts.collect(),
        left_out: (left_out > 0).then(|| {
            let count = left_out.to_string();
            desk.words
                .fill(key!("print_left_out"), &[("count", &count)])
        }),
    }
}
