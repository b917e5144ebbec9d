//! Authors' Markdown with its links made into addresses.

use super::Site;
use super::view::{self, Html};
use crate::diagnostic::Code;
use crate::document::front_matter::Kind;
use crate::document::yaml::Text;
use crate::ladder::links::Target;
use crate::ladder::{DocumentId, Ladder};
use crate::markdown::{self, Href, Part, Terms};
use crate::route::Url;

impl Site<'_> {
    /// The body of a document.
    pub(crate) fn body(&self, from: &str, id: DocumentId) -> Html {
        let document = self.ladder.document(id);
        let hrefs = self.hrefs(from, &self.ladder.links[id.index()].body);
        let terms = if document.kind == Kind::Glossary { &Terms::default() } else { &self.terms };
        Html(markdown::render(document.body(), &document.outline, &hrefs, &terms.from(from), self.words))
    }

    /// The body of a document, cut at its headings of level 2 and 3.
    pub(super) fn parts(&self, from: &str, id: DocumentId) -> Vec<Part> {
        let document = self.ladder.document(id);
        let hrefs = self.hrefs(from, &self.ladder.links[id.index()].body);
        markdown::render_parts(document.body(), &document.outline, &hrefs, &self.terms.from(from), self.words)
    }

    /// An inline text of a document's front matter.
    pub(crate) fn inline(&self, from: &str, id: DocumentId, text: &Text) -> Html {
        let document = self.ladder.document(id);
        let Some(at) = document.cell(text) else { return Html(markdown::escaped(&text.value)) };
        let hrefs = self.hrefs(from, &self.ladder.links[id.index()].cells[at]);
        Html(markdown::render_inline(&text.value, &document.cells[at].1, &hrefs))
    }

    pub(super) fn inlines(&self, from: &str, id: DocumentId, texts: &[Text]) -> Vec<Html> {
        texts.iter().map(|text| self.inline(from, id, text)).collect()
    }

    /// The description with its links.
    pub(super) fn lede(&self, from: &str, id: DocumentId) -> Option<Html> {
        let text = self.ladder.document(id).front.common.description.as_ref()?;
        Some(self.inline(from, id, text))
    }

    /// What the renderer is given for each link.
    fn hrefs(&self, from: &str, targets: &[Target]) -> Vec<Href> {
        targets.iter().map(|target| self.href(from, target)).collect()
    }

    fn href(&self, from: &str, target: &Target) -> Href {
        match target {
            Target::Nowhere => Href::None,
            Target::External(url) => Href::external(Url::external(url)),
            Target::Here(fragment) => Href::to(Url::fragment(fragment)),
            Target::Asset(path) => Href::to(self.routes.between(from, path)),
            Target::Page(subject, fragment) => {
                let page = self.page_of(*subject);
                let url = self.url(from, page);
                let url = match fragment {
                    Some(fragment) => url.with_fragment(fragment),
                    None => url,
                };
                Href::titled(url, self.title(page))
            }
        }
    }

    /// The headings of a document's body for a table of contents.
    pub(super) fn toc(&self, id: DocumentId) -> Vec<view::TocItem> {
        let headings = &self.ladder.document(id).outline.headings;
        headings
            .iter()
            .filter(|heading| (2..=3).contains(&heading.level))
            .map(|heading| view::TocItem { level: heading.level, text: heading.text.clone(), url: Url::fragment(&heading.id) })
            .collect()
    }

    /// The long explanation of a diagnostic.
    pub(super) fn check(&self, code: Code) -> view::Prose {
        let body = code.explanation().split_once('\n').map_or("", |(_, body)| body);
        view::Prose { body: Html(markdown::render_ours(body, self.words)) }
    }
}

/// The title of a diagnostic's page.
pub(super) fn check_title(code: Code) -> String {
    code.title().to_owned()
}

/// The terms of the glossary, to be explained where they first appear on a page.
pub(super) fn terms(ladder: &Ladder) -> Terms {
    let glossary = ladder.documents.iter().find(|document| document.kind == Kind::Glossary);
    glossary.map(|document| Terms::of_glossary(document)).unwrap_or_default()
}
