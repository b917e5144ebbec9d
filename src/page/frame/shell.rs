//! What every page has around its content: header, breadcrumbs, neighbours, facts about the page itself.

use serde::Serialize;

use super::{book, nav, search};
use crate::document::Document;
use crate::ladder::{DocumentId, Subject};
use crate::page::desk::Desk;
use crate::page::html::Html;
use crate::page::link::Link;
use crate::page::{dates, kind, linked, lists, prose, source};
use crate::plan::Part;
use crate::plan::route::{Extra, Page, Url, root_from};
use crate::words::key;

/// What every page has. In templates: `page`.
#[derive(Clone, Debug, Serialize)]
pub struct Shell {
    /// Which template: `role`, `model-pair` …
    pub kind: &'static str,
    /// Heading of the page.
    pub title: String,
    /// The id by which links reach the heading of the body that says the title, which the page has only once.
    pub title_id: Option<String>,
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
    pub search: Option<search::SearchLinks>,
    /// The stylesheets that a page of this kind needs, in the order in which they are linked.
    pub stylesheets: Vec<linked::StylesheetLink>,
    /// The scripts that run before anything is painted.
    pub early_scripts: Vec<linked::ScriptLink>,
    /// The scripts that run once the page has been read.
    pub scripts: Vec<linked::ScriptLink>,
    /// Icon, where there is one.
    pub favicon: Option<Url>,
    /// From the front page to this one, itself last and without an address.
    pub crumbs: Vec<nav::Crumb>,
    /// The parts of the site.
    pub nav: Vec<nav::NavItem>,
    /// The finished list of the pages of this part, markup of the theme's `sidebar.html`.
    pub sidebar: Html,
    /// The headings of the page, levels 2 and 3.
    pub toc: Vec<nav::TocItem>,
    /// Who looks after the page.
    pub owner: Option<String>,
    /// When it should be looked at again, `YYYY-MM-DD`.
    pub review_by: Option<String>,
    /// The same as a person writes it.
    pub review_by_text: Option<String>,
    /// When its file changed last, where git knows.
    pub updated: Option<dates::Updated>,
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
    pub mentions: Vec<lists::LinkGroup>,
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

/// Everything around the content of a page; the sidebar is put in by the caller, who renders each one once.
#[must_use]
pub fn shell(desk: &Desk<'_>, number: usize) -> Shell {
    let page = desk.plan.pages[number].page;
    let document = desk.plan.document_of(page);
    let common = document.map(|id| &desk.ladder.document(id).front.common);
    let review_by = common.and_then(|common| common.review_by.as_ref());
    Shell {
        description: description(desk, page, document),
        lede: document.and_then(|id| prose::lede(desk, id)),
        crumbs: nav::crumbs(desk, page),
        nav: nav::nav(desk, page),
        toc: document.map(|id| nav::toc(desk, id)).unwrap_or_default(),
        owner: common
            .and_then(|common| common.owner.as_ref())
            .map(|owner| owner.value.clone()),
        review_by: review_by.map(|date| date.value.to_string()),
        review_by_text: review_by.map(|date| desk.phrase.date(date.value)),
        updated: document.and_then(|id| dates::updated(desk, id)),
        sources: document.map(|id| citations(desk, id)).unwrap_or_default(),
        edit: document.and_then(|id| edit_url(desk, id)),
        view_source: document.and_then(|id| source_url(desk, id)),
        copy: document
            .filter(|_| desk.config.build.markdown_copies)
            .map(|_| desk.extra_url(&Extra::Copy(page))),
        previous: neighbour(desk, number, number.checked_sub(1)),
        next: neighbour(desk, number, Some(number + 1)),
        mentions: document.map(|id| mentions(desk, id)).unwrap_or_default(),
        ..bare(desk, page)
    }
}

/// What a page has on the one that holds them all: nothing that leads to other pages or says how to edit it.
pub(crate) fn on_paper(desk: &Desk<'_>, page: Page) -> Shell {
    let document = desk.plan.document_of(page);
    let common = document.map(|id| &desk.ladder.document(id).front.common);
    Shell {
        description: description(desk, page, document),
        lede: document.and_then(|id| prose::lede(desk, id)),
        owner: common
            .and_then(|common| common.owner.as_ref())
            .map(|owner| owner.value.clone()),
        updated: document.and_then(|id| dates::updated(desk, id)),
        sources: document.map(|id| citations(desk, id)).unwrap_or_default(),
        ..bare(desk, page)
    }
}

/// What every page has, those included that show nothing.
fn bare(desk: &Desk<'_>, page: Page) -> Shell {
    let kind = kind::kind_of(page);
    Shell {
        kind,
        document_title: document_title(desk, page),
        title: desk.title(page),
        title_id: desk
            .plan
            .document_of(page)
            .and_then(|id| prose::title_heading(desk, id))
            .map(|heading| heading.id.clone()),
        description: None,
        lede: None,
        site_title: desk.config.book.title.value.clone(),
        authors: book::authors(desk),
        logo: desk
            .config
            .book
            .logo
            .as_ref()
            .map(|logo| desk.url_of_path(&logo.value)),
        language: desk.config.book.language.clone(),
        noindex: desk.config.build.noindex,
        root: root_from(desk.from),
        path: desk.from.to_owned(),
        stylesheets: linked::stylesheets(desk, kind),
        early_scripts: linked::early_scripts(desk, kind),
        scripts: linked::scripts(desk, kind),
        favicon: favicon(desk),
        home: desk.url(Page::Index(Part::Home)),
        search: search::links(desk),
        crumbs: Vec::new(),
        nav: Vec::new(),
        sidebar: Html::default(),
        toc: Vec::new(),
        owner: None,
        review_by: None,
        review_by_text: None,
        updated: None,
        sources: Vec::new(),
        edit: None,
        view_source: None,
        copy: None,
        about: desk.url(Page::About),
        print: desk.url(Page::Print),
        previous: None,
        next: None,
        mentions: Vec::new(),
    }
}

fn document_title(desk: &Desk<'_>, page: Page) -> String {
    let site = &desk.config.book.title.value;
    if page == Page::Index(Part::Home) {
        return site.clone();
    }
    desk.words.fill(
        key!("title_sitewide"),
        &[("page", &desk.title(page)), ("site", site)],
    )
}

/// The icon that the settings name, else that of the theme.
fn favicon(desk: &Desk<'_>) -> Option<Url> {
    let own = desk.config.book.favicon.as_ref().map(|icon| &icon.value);
    own.or(desk.links.icon.as_ref())
        .map(|icon| desk.url_of_path(icon))
}

fn description(desk: &Desk<'_>, page: Page, document: Option<DocumentId>) -> Option<String> {
    if let Some(written) = document.and_then(|id| prose::document_description(desk, id)) {
        return Some(written);
    }
    let key = match page {
        Page::Index(part) => {
            let Some((_, description)) = part.index_words() else {
                return book::description(desk);
            };
            description
        }
        Page::Disagreements => key!("description_disagreements"),
        Page::About => key!("description_about"),
        Page::Print => key!("description_print"),
        Page::NotFound => key!("description_not_found"),
        Page::Search => key!("description_search"),
        Page::ModelPair(before, after) => {
            let (before, after) = (desk.ladder.model(before), desk.ladder.model(after));
            return Some(desk.words.fill(
                key!("description_model_pair"),
                &[("before", &before.title), ("after", &after.title)],
            ));
        }
        Page::TrackPair(..) => key!("description_track_pair"),
        _ => return None,
    };
    Some(desk.words.get(key).to_owned())
}

fn citations(desk: &Desk<'_>, document: DocumentId) -> Vec<Citation> {
    let cited = desk.ladder.cited[document].iter();
    cited
        .map(|id| {
            let source = desk.ladder.source(*id);
            Citation {
                link: desk.link_to(Subject::Source(*id)),
                authors: source.authors.clone(),
                year: source.date.map(|date| date.year.to_string()),
                address: source::web_address(source),
            }
        })
        .collect()
}

fn edit_url(desk: &Desk<'_>, id: DocumentId) -> Option<Url> {
    let edit = desk.config.edit.as_ref()?;
    Some(Url::external(&edit.edit.url(&path_of(desk, id))))
}

fn source_url(desk: &Desk<'_>, id: DocumentId) -> Option<Url> {
    let source = desk.config.edit.as_ref()?.source.as_ref()?;
    Some(Url::external(&source.url(&path_of(desk, id))))
}

/// A document's file below the project root.
fn path_of(desk: &Desk<'_>, id: DocumentId) -> String {
    let path = &desk.ladder.document(id).path;
    format!("{}/{path}", crate::document::CONTENT)
}

/// Where a page is linked. Lists name every page of their kind, which tells nobody anything.
fn mentions(desk: &Desk<'_>, id: DocumentId) -> Vec<lists::LinkGroup> {
    /// Backlinks beyond these are no help, and every page would link every other.
    const SHOWN: usize = 50;
    let mut pages: Vec<Page> = desk.ladder.mentions[id]
        .iter()
        .map(|id| desk.plan.page_of(desk.ladder.subjects[*id]))
        .collect();
    let mut seen = std::collections::BTreeSet::new();
    let is_list = |page: Page| {
        let document = desk
            .plan
            .document_of(page)
            .map(|id| desk.ladder.document(id));
        page.is_index() || document.is_some_and(Document::is_index)
    };
    pages.retain(|page| {
        seen.insert(*page) && desk.plan.document_of(*page) != Some(id) && !is_list(*page)
    });
    pages.truncate(SHOWN);
    lists::by_part(desk, &pages)
}

/// The page before or after, when it belongs to the same list.
fn neighbour(desk: &Desk<'_>, number: usize, other: Option<usize>) -> Option<Link> {
    let (own, other) = (&desk.plan.pages[number], desk.plan.pages.get(other?)?);
    let is_model_pair = |page: Page| matches!(page, Page::ModelPair(..));
    let listed = |page: Page| {
        matches!(page, Page::Subject(_) | Page::Check(_) | Page::RolePair(..))
            || is_model_pair(page)
    };
    // Models and what changes hands between them are in one part, but in two lists.
    let same = listed(own.page)
        && listed(other.page)
        && own.page.part() == other.page.part()
        && is_model_pair(own.page) == is_model_pair(other.page);
    same.then(|| desk.link(other.page))
}
