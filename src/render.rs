//! Calls templates: a page of the site to its bytes, and nothing else.

mod print;

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use tera::{Context, Value};

use crate::diagnostic::Diagnostic;
use crate::page::frame::{print as print_page, redirect, shell, sidebar};
use crate::page::view::Html;
use crate::page::{self, Site, view};
use crate::plan::route::Page;
use crate::plan::{Redirect, printed};
use crate::source::SourceTree;
use crate::theme::Theme;

/// The pages of a site, rendered when asked for.
pub struct Pages {
    site: Arc<Site>,
    theme: Arc<Theme>,
    tree: Arc<SourceTree>,
    /// One for each list of pages: what thousands of pages share is rendered once.
    sidebars: Vec<OnceLock<Result<Sidebar, Box<Diagnostic>>>>,
}

/// A rendered sidebar, cut where an entry can be marked as the page itself.
struct Sidebar {
    pieces: Vec<String>,
    /// The page of the mark behind each piece but the last.
    marks: Vec<Page>,
}

/// Stands in a rendered sidebar for a mark. No text of the site can hold it: control characters are errors in content.
const MARK: char = '\0';

impl Pages {
    /// The pages of a site in a theme.
    #[must_use]
    pub fn new(site: &Arc<Site>, theme: &Arc<Theme>, tree: &Arc<SourceTree>) -> Pages {
        let sidebars = site.plan.folders.iter().map(|_| OnceLock::new()).collect();
        Pages {
            site: Arc::clone(site),
            theme: Arc::clone(theme),
            tree: Arc::clone(tree),
            sidebars,
        }
    }

    /// The HTML of a page, by its place in the site's list.
    ///
    /// # Errors
    /// What is wrong with the theme.
    pub fn page(&self, number: usize) -> Result<String, Box<Diagnostic>> {
        let placed = &self.site.plan.pages[number];
        let desk = self.site.desk_among(placed, &self.theme);
        let shell = shell::shell(&desk, number);
        let sidebar = self.sidebar(placed.folder, placed.page)?;
        let mut page = Value::from_serializable(&shell)
            .into_map()
            .unwrap_or_default();
        page.insert("sidebar".into(), Value::safe_string(&sidebar));
        let mut context = Context::new();
        context.insert_value("page", Value::from(page));
        if placed.page == Page::Print {
            context.insert("view", &self.print(&placed.path)?);
        } else {
            context.insert("view", &page::view(&desk, placed.page));
        }
        self.theme
            .page(&format!("{}.html", shell.kind), &context, &self.tree)
    }

    /// The whole ladder on one page: the pages are rendered once more, as they are seen from there, and taken out of their frames.
    fn print(&self, from: &str) -> Result<view::Print, Box<Diagnostic>> {
        let plan = &self.site.plan;
        let desk = self.site.desk(from);
        let (parts, left_out) = printed::printed(plan);
        let places = printed::places(plan, from, &parts);
        let mut printed = Vec::with_capacity(parts.len());
        for part in parts {
            let pages = part.pages.par_iter();
            let pages: Vec<String> = pages
                .map(|number| {
                    let page = plan.pages[*number].page;
                    let (shell, view) = (shell::on_paper(&desk, page), page::view(&desk, page));
                    let mut context = Context::new();
                    context.insert("page", &shell);
                    context.insert("view", &view);
                    // Bodies are the largest texts there are, and by now there is a copy.
                    drop(view);
                    let page =
                        self.theme
                            .page(&format!("{}.html", shell.kind), &context, &self.tree)?;
                    drop(context);
                    let id = printed::id(plan, *number);
                    Ok(print::piece(&page, shell.kind, &id, &places))
                })
                .collect::<Result<_, Box<Diagnostic>>>()?;
            printed.push((part, pages.concat()));
        }
        Ok(print_page::view(&desk, printed, left_out))
    }

    /// The HTML of a page that only leads to another.
    ///
    /// # Errors
    /// What is wrong with the theme.
    pub fn redirect(&self, from: &Redirect) -> Result<String, Box<Diagnostic>> {
        let mut context = Context::new();
        let desk = self.site.desk(&from.path);
        context.insert("view", &redirect::view(&desk, from.target));
        self.theme.page("redirect.html", &context, &self.tree)
    }

    /// The sidebar of a page, with the page's own entry marked.
    fn sidebar(&self, number: usize, current: Page) -> Result<String, Box<Diagnostic>> {
        let rendered = self.sidebars[number].get_or_init(|| self.render_sidebar(number));
        let sidebar = rendered.as_ref().map_err(Clone::clone)?;
        let mut out =
            String::with_capacity(sidebar.pieces.iter().map(String::len).sum::<usize>() + 32);
        for (at, piece) in sidebar.pieces.iter().enumerate() {
            out.push_str(piece);
            if sidebar.marks.get(at) == Some(&current) {
                out.push_str(" aria-current=\"page\"");
            }
        }
        Ok(out)
    }

    fn render_sidebar(&self, number: usize) -> Result<Sidebar, Box<Diagnostic>> {
        let listed = std::cell::RefCell::new(Vec::new());
        let sidebar = sidebar::view(&self.site, number, |page| {
            let mut listed = listed.borrow_mut();
            listed.push(page);
            Html(format!("{MARK}{}{MARK}", listed.len() - 1))
        });
        let listed = listed.into_inner();
        let mut context = Context::new();
        context.insert("sidebar", &sidebar);
        let html = self.theme.piece("sidebar.html", &context, &self.tree)?;
        let (mut pieces, mut marks) = (Vec::new(), Vec::new());
        for (at, piece) in html.split(MARK).enumerate() {
            // Text and numbers take turns.
            if at % 2 == 0 {
                pieces.push(piece.to_owned());
            } else if let Some(page) = piece.parse::<usize>().ok().and_then(|at| listed.get(at)) {
                marks.push(*page);
            }
        }
        Ok(Sidebar { pieces, marks })
    }
}
