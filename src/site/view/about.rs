//! The page about the site itself, the whole ladder on paper, and when a page changed last.

use serde::Serialize;

use super::{Html, Link};
use crate::route::Url;

/// When a page's file changed last, as git has it.
#[derive(Clone, Debug, Serialize)]
pub struct Updated {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// The same in words.
    pub text: String,
    /// "by 4 people".
    pub people: String,
}

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
    pub updated: Option<Updated>,
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
    pub updated: Option<Updated>,
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
