//! Raw HTML, tag by tag; the cleaner looks at the whole when it is done.

use std::fmt::Write as _;

use super::Writer;
use super::links::is_foreign;
use crate::document::markdown::html::{Element, is_void};
use crate::markdown::escape;

impl Writer<'_> {
    pub(super) fn element(&mut self, element: &Element) {
        self.flush();
        let link = element.link.as_ref().map(|_| self.next_link());
        let id = element
            .id
            .as_ref()
            .filter(|(id, _)| self.outline.other_ids.get(self.raw_ids) == Some(id));
        self.raw_ids += usize::from(id.is_some());
        let is_heading = std::mem::take(&mut self.is_heading);
        if !self.pictures.is_empty() {
            return;
        }
        let name = self.shown(element.name);
        if name == "a" {
            self.quiet += 1;
        }
        let url = link.and_then(|link| self.address(link));
        if name == "img" && url.is_none_or(is_foreign) {
            let alt = element.attributes.iter().find(|(name, _)| *name == "alt");
            if let Some((_, alt)) = alt {
                escape::html_text(&mut self.out, alt);
            }
            return;
        }
        if let Some((id, _)) = id {
            // A browser opens these again in every paragraph until they are closed, id and all.
            let opens_again = is_formatting(name);
            self.out.push_str(if opens_again { "<span" } else { "<" });
            self.out.push_str(if opens_again { "" } else { name });
            self.out.push_str(" id=\"");
            escape::text(&mut self.out, self.page.id_prefix);
            escape::text(&mut self.out, id);
            self.out.push('"');
            if opens_again {
                self.out.push_str("></span><");
                self.out.push_str(name);
            }
        } else {
            self.out.push('<');
            self.out.push_str(name);
            if let Some(heading) = self.heading().filter(|_| is_heading) {
                self.out.push_str(" id=\"");
                escape::text(&mut self.out, self.page.id_prefix);
                escape::text(&mut self.out, &heading.id);
                self.out.push('"');
            }
        }
        if let Some(url) = url {
            self.out
                .push_str(if name == "img" { " src=\"" } else { " href=\"" });
            self.href(url);
        }
        for (name, value) in &element.attributes {
            // Values hold entities of their own and neither quotes nor angle brackets.
            let _ = write!(self.out, " {name}=\"{value}\"");
        }
        if name == "img" && element.attributes.iter().all(|(name, _)| *name != "alt") {
            self.out.push_str(" alt=\"\"");
        }
        self.out.push('>');
    }

    pub(super) fn element_end(&mut self, name: &'static str) {
        self.flush();
        if !self.pictures.is_empty() || is_void(name) {
            return;
        }
        if name == "a" {
            self.quiet = self.quiet.saturating_sub(1);
        }
        self.out.push_str("</");
        self.out.push_str(self.shown(name));
        self.out.push('>');
    }

    /// The name of an element on the page: headings go down as those in Markdown do.
    fn shown(&self, name: &'static str) -> &'static str {
        const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];
        let level = HEADINGS.iter().position(|heading| *heading == name);
        let lower = usize::from(self.page.lower_headings);
        level.map_or(name, |level| HEADINGS[(level + lower).min(5)])
    }
}

fn is_formatting(name: &str) -> bool {
    matches!(
        name,
        "a" | "b" | "code" | "em" | "i" | "s" | "small" | "strong" | "u"
    )
}
