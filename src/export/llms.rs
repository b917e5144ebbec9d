//! `llms.txt`: what the site is and where to read on, for programs that read instead of people.
//! Markdown, as <https://llmstxt.org> has it.
//!
//! It is read whole, so it stays short: the pages of each kind up to a number, and the files that
//! hold everything.

use super::meta::meta;
use crate::page::Desk;
use crate::plan::printed::{Printed, printed};
use crate::plan::route::{Extra, Page};
use crate::words::key;

/// Pages named under one heading.
const LISTED: usize = 60;

/// The whole file. Addresses are absolute where the settings give the site's own.
pub fn llms(desk: &Desk<'_>) -> String {
    let base = desk.config.address();
    let address = |path: &str| match &base {
        Some(base) => desk.plan.routes.below(base, path),
        None => desk
            .plan
            .routes
            .between("llms.txt", path)
            .as_str()
            .to_owned(),
    };
    let mut text = format!("# {}\n", line(&desk.config.book.title.value));
    if let Some(description) = &desk.config.book.description {
        text.push_str(&format!("\n> {}\n", line(&description.value)));
    }
    for (heading, pages) in main_pages(desk) {
        text.push_str(&format!("\n## {}\n\n", line(&heading)));
        for page in pages.iter().take(LISTED) {
            let document = desk.plan.document_of(*page);
            let copy = desk.config.build.markdown_copies && document.is_some();
            let path = if copy {
                desk.plan.routes.extra(&Extra::Copy(*page))
            } else {
                desk.plan.routes.path(*page)
            };
            let meta = meta(desk, *page, document);
            text.push_str(&format!("- [{}]({})", label(&meta.title), address(&path)));
            if let Some(description) = meta.description {
                text.push_str(&format!(": {}", line(&description)));
            }
            text.push('\n');
        }
        if pages.len() > LISTED {
            let more = pages.len() - LISTED;
            let all = address(&desk.plan.routes.extra(&Extra::PagesJson));
            let count = more.to_string();
            let more = desk.words.fill(key!("llms_more"), &[("count", &count)]);
            text.push_str(&format!("- [{more}]({all})\n"));
        }
    }
    text.push_str(&format!("\n## {}\n\n", desk.words.get(key!("llms_data"))));
    let mut files = vec![
        (Extra::LadderJson, key!("file_ladder")),
        (Extra::LadderSchema, key!("file_schema")),
        (Extra::PagesJson, key!("file_pages")),
    ];
    if !desk.ladder.models.is_empty() {
        files.push((Extra::MatrixCsv, key!("file_matrix")));
    }
    for (extra, words) in files {
        let path = desk.plan.routes.extra(&extra);
        let words = desk.words.get(words);
        text.push_str(&format!("- [{path}]({}): {words}\n", address(&path)));
    }
    text
}

/// The pages worth reading first, under the headings of their kinds: everything that an author
/// wrote, guides last.
fn main_pages(desk: &Desk<'_>) -> Vec<(String, Vec<Page>)> {
    let (parts, _) = printed(desk.plan);
    let parts = parts.into_iter().map(|Printed { part, pages }| {
        let pages = pages.iter().map(|number| desk.plan.pages[*number].page);
        (desk.words.get(part.nav_key()).to_owned(), pages.collect())
    });
    parts.collect()
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text between the brackets of a link.
fn label(text: &str) -> String {
    line(text)
        .replace('\\', "\\\\")
        .replace('[', "\\[")
        .replace(']', "\\]")
}
