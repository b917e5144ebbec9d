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
        if !self.pictures.is_empty() {
            return;
        }
        let name = element.name;
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

    pub(super) fn element_end(&mut self, name: &str) {
        self.flush();
        if !self.pictures.is_empty() || is_void(name) {
            return;
        }
        if name == "a" {
            self.quiet = self.quiet.saturating_sub(1);
        }
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }
}

fn is_formatting(name: &str) -> bool {
    matches!(
        name,
        "a" | "b" | "code" | "em" | "i" | "s" | "small" | "strong" | "u"
    )
}
