//! `llms.txt`: what the site is and where to read on, for programs that read instead of people. Markdown, as <https://llmstxt.org> has it.
//!
//! It is read whole, so it stays short: the pages of each kind up to a number, and the files that hold everything.

use super::json::meta;
use crate::route::{Extra, Page};
use crate::site::Site;

/// Pages named under one heading.
const LISTED: usize = 60;

/// The whole file. Addresses are absolute where the settings give the site's own.
#[must_use]
pub fn llms(site: &Site) -> String {
    let base = site.config.address();
    let address = |path: &str| match &base {
        Some(base) => site.routes.below(base, path),
        None => site.routes.between("llms.txt", path).as_str().to_owned(),
    };
    let mut text = format!("# {}\n", line(&site.config.book.title.value));
    if let Some(description) = &site.config.book.description {
        text.push_str(&format!("\n> {}\n", line(&description.value)));
    }
    for (heading, pages) in site.main_pages() {
        text.push_str(&format!("\n## {}\n\n", line(&heading)));
        for page in pages.iter().take(LISTED) {
            let document = site.document_of(*page);
            let copy = site.config.build.markdown_copies && document.is_some();
            let path = if copy {
                site.routes.extra(&Extra::Copy(*page))
            } else {
                site.routes.path(*page)
            };
            let meta = meta(site, *page, document);
            text.push_str(&format!("- [{}]({})", label(&meta.title), address(&path)));
            if let Some(description) = meta.description {
                text.push_str(&format!(": {}", line(&description)));
            }
            text.push('\n');
        }
        if pages.len() > LISTED {
            let more = pages.len() - LISTED;
            let all = address(&site.routes.extra(&Extra::PagesJson));
            let count = more.to_string();
            let more = site.words.fill("llms_more", &[("count", &count)]);
            text.push_str(&format!("- [{more}]({all})\n"));
        }
    }
    text.push_str(&format!("\n## {}\n\n", site.words.get("llms_data")));
    let mut files = vec![
        (Extra::LadderJson, "file_ladder"),
        (Extra::LadderSchema, "file_schema"),
        (Extra::PagesJson, "file_pages"),
    ];
    if !site.ladder.models.is_empty() {
        files.push((Extra::MatrixCsv, "file_matrix"));
    }
    for (extra, words) in files {
        let path = site.routes.extra(&extra);
        let words = site.words.get(words);
        text.push_str(&format!("- [{path}]({}): {words}\n", address(&path)));
    }
    text
}

impl Site {
    /// The pages worth reading first, under the headings of their kinds: everything that somebody wrote, guides last.
    fn main_pages(&self) -> Vec<(String, Vec<Page>)> {
        let (parts, _) = self.printed();
        let parts = parts.into_iter().map(|part| {
            let pages = part.pages.iter().map(|number| self.pages()[*number].page);
            (self.part_title(&part), pages.collect())
        });
        parts.collect()
    }
}

/// A text on one line.
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
