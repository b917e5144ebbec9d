//! What every page has around its own content.

use serde::Serialize;

use super::{Html, Link, LinkGroup, SearchLinks, Updated};
use crate::route::Url;

/// What every page has. In templates: `page`.
#[derive(Clone, Debug, Serialize)]
pub struct Shell {
    /// Which template: `role`, `model-pair` …
    pub kind: &'static str,
    /// Heading of the page.
    pub title: String,
    /// For the browser's tab and search engines: `title_sitewide` of the table of words, the site's title alone on the front page.
    pub document_title: String,
    /// One or two sentences under it.
    pub description: Option<String>,
    /// The same with its links, where the author wrote inline Markdown.
    pub lede: Option<Html>,
    /// `[book] title`.
    pub site_title: String,
    /// `[book] authors`.
    pub authors: Vec<String>,
    /// `[book] logo`.
    pub logo: Option<Url>,
    /// `[book] language`.
    pub language: String,
    /// Whether search engines are asked to stay away.
    pub noindex: bool,
    /// The way up to the root of the site: `../../`, empty at the root.
    pub root: String,
    /// The page's own address below the root.
    pub path: String,
    /// The front page.
    pub home: Url,
    /// What the search needs.
    pub search: Option<SearchLinks>,
    /// The stylesheets that a page of this kind needs, in the order in which they are linked.
    pub stylesheets: Vec<StylesheetLink>,
    /// The script that runs before anything is painted: it sets the colour scheme that the reader has chosen, so that no page flashes.
    pub early_script: Url,
    /// The script of everything else, run once the page has been read.
    pub script: Url,
    /// The script of filters and pickers, for the pages that have some.
    pub tools_script: Url,
    /// The script of areas by models.
    pub matrix_script: Url,
    /// Icon, where there is one.
    pub favicon: Option<Url>,
    /// From the front page to this one, itself last and without an address.
    pub crumbs: Vec<Crumb>,
    /// The parts of the site.
    pub nav: Vec<NavItem>,
    /// The finished list of the pages of this part, markup of the theme's `sidebar.html`.
    pub sidebar: Html,
    /// The headings of the page, levels 2 and 3.
    pub toc: Vec<TocItem>,
    /// Who looks after the page.
    pub owner: Option<String>,
    /// When it should be looked at again, `YYYY-MM-DD`.
    pub review_by: Option<String>,
    /// The same as a person writes it.
    pub review_by_text: Option<String>,
    /// When its file changed last, where git knows.
    pub updated: Option<Updated>,
    /// Where its claims come from.
    pub sources: Vec<Citation>,
    /// Where to change it.
    pub edit: Option<Url>,
    /// Where to read its file.
    pub view_source: Option<Url>,
    /// Its Markdown, published beside it.
    pub copy: Option<Url>,
    /// What the site is.
    pub about: Url,
    /// The whole ladder on one page.
    pub print: Url,
    /// The page before in its list.
    pub previous: Option<Link>,
    /// The page after in its list.
    pub next: Option<Link>,
    /// Pages that link here.
    pub mentions: Vec<LinkGroup>,
}

/// A source that a page rests on. Paper has no links, so it says whose it is and where.
#[derive(Clone, Debug, Serialize)]
pub struct Citation {
    /// Title and page.
    pub link: Link,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The year when it was written.
    pub year: Option<String>,
    /// Where it is.
    pub address: Option<Url>,
}

/// A stylesheet to link.
#[derive(Clone, Debug, Serialize)]
pub struct StylesheetLink {
    /// Its address.
    pub url: Url,
    /// `print`, where it is for that alone.
    pub media: Option<&'static str>,
}

/// One step of the way from the front page.
#[derive(Clone, Debug, Serialize)]
pub struct Crumb {
    /// The page's title.
    pub title: String,
    /// Its address; the page itself has none.
    pub url: Option<Url>,
}

/// A part of the site.
#[derive(Clone, Debug, Serialize)]
pub struct NavItem {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: Url,
    /// Whether the page belongs to it.
    pub current: bool,
}

/// A heading of the page.
#[derive(Clone, Debug, Serialize)]
pub struct TocItem {
    /// 2 or 3.
    pub level: u8,
    /// Its text.
    pub text: String,
    /// Its place.
    pub url: Url,
}

/// The list of the pages of one part, given to `sidebar.html` alone as `sidebar`. It is rendered once for all pages of a folder.
#[derive(Clone, Debug, Serialize)]
pub struct Sidebar {
    /// The part's title.
    pub title: String,
    /// The part's own page.
    pub url: Url,
    /// The groups of its pages.
    pub groups: Vec<SidebarGroup>,
}

/// Pages under one heading.
#[derive(Clone, Debug, Serialize)]
pub struct SidebarGroup {
    /// The heading; none for pages under no heading.
    pub title: Option<String>,
    /// The heading's own page.
    pub url: Option<Url>,
    /// The pages.
    pub items: Vec<SidebarItem>,
    /// How many more there are on the part's own page.
    pub more: usize,
}

/// A page of the list.
#[derive(Clone, Debug, Serialize)]
pub struct SidebarItem {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: Url,
    /// How deep it is nested below its group, from 0.
    pub depth: usize,
    /// The words to print into its tag, `{{ item.mark }}`: the page's own entry is marked there after the list was rendered.
    pub mark: Html,
}
