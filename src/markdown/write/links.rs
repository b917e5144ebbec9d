//! Links and pictures.

use super::Writer;
use crate::document::markdown::link::{Wiki, is_allowed};
use crate::markdown::escape;
use crate::markdown::page::Href;

impl<'a> Writer<'a> {
    pub(super) fn next_link(&mut self) -> usize {
        self.links += 1;
        self.links - 1
    }

    /// The address of a link, looked at once more.
    pub(super) fn address(&self, index: usize) -> Option<&'a str> {
        match self.hrefs.get(index)? {
            Href::To { url, .. } if is_allowed(url) => Some(url),
            _ => None,
        }
    }

    pub(super) fn open_link(&mut self, index: usize, title: &str) -> bool {
        let Some(url) = self.address(index) else {
            return false;
        };
        self.out.push_str("<a href=\"");
        self.href(url);
        self.titled(title);
        self.out.push('>');
        true
    }

    /// An address up to its closing quote, and what a foreign one needs besides.
    pub(super) fn href(&mut self, url: &str) {
        escape::url(&mut self.out, url);
        self.out.push('"');
        if is_foreign(url) {
            self.out.push_str(" rel=\"noopener noreferrer\"");
        }
    }

    pub(super) fn titled(&mut self, title: &str) {
        if !title.is_empty() {
            self.out.push_str(" title=\"");
            escape::text(&mut self.out, title);
            self.out.push('"');
        }
    }

    pub(super) fn close_picture(&mut self) {
        let Some(picture) = self.pictures.pop() else {
            return;
        };
        if !self.pictures.is_empty() {
            return; // a picture inside the text of a picture is text
        }
        let alt = self.alt.split_off(picture.start);
        match self.address(picture.link) {
            None => escape::text(&mut self.out, &alt),
            Some(url) if is_foreign(url) => {
                // Nothing is loaded from another host: a link in its place, or its text where it
                // is in a link.
                let text = if alt.trim().is_empty() { url } else { &alt };
                let in_link = self.open_links.contains(&true);
                if !in_link {
                    self.open_link(picture.link, &picture.title);
                }
                escape::text(&mut self.out, text);
                if !in_link {
                    self.out.push_str("</a>");
                }
            }
            Some(url) => {
                self.out.push_str("<img src=\"");
                escape::url(&mut self.out, url);
                self.out.push_str("\" alt=\"");
                escape::text(&mut self.out, alt.trim());
                self.out.push('"');
                self.titled(&picture.title);
                self.out.push_str(" loading=\"lazy\">");
            }
        }
    }

    pub(super) fn wiki(&mut self, wiki: Wiki) {
        self.flush();
        let index = self.next_link();
        let title = match self.hrefs.get(index) {
            Some(Href::To { title, .. }) if wiki.label.is_none() => title.as_deref(),
            _ => None,
        };
        let text = title.unwrap_or(wiki.text());
        if !self.pictures.is_empty() {
            return self.alt.push_str(text);
        }
        let tagged = self.open_link(index, "");
        escape::text(&mut self.out, text);
        if tagged {
            self.out.push_str("</a>");
        }
    }
}

pub(super) fn is_foreign(url: &str) -> bool {
    let scheme = url.split_once(':').map_or("", |(scheme, _)| scheme.trim());
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}
