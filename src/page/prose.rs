//! Authors' Markdown with its links made into addresses.

use super::desk::Desk;
use super::html::Html;
use crate::document::Document;
use crate::document::front_matter::Kind;
use crate::document::outline::Heading;
use crate::ladder::links::Target;
use crate::ladder::{DocumentId, Subject};
use crate::markdown;
use crate::markdown::{Href, Parts, Terms};
use crate::plan::Part;
use crate::plan::route::{Page, Url};
use crate::text::{Text, fold};

/// The body of a document.
pub(crate) fn body(desk: &Desk<'_>, id: DocumentId) -> Html {
    let document = desk.ladder.document(id);
    let hrefs = hrefs(desk, &desk.ladder.links[id].body);
    around_body(desk, id, |page| {
        Html(markdown::render(
            document.body(),
            &document.outline,
            &hrefs,
            page,
        ))
    })
}

/// The body of a document in two: what stands before its first heading, and the rest.
pub(crate) fn body_with_lead(desk: &Desk<'_>, id: DocumentId) -> (Html, Html) {
    let document = desk.ladder.document(id);
    let hrefs = hrefs(desk, &desk.ladder.links[id].body);
    let (lead, rest) = around_body(desk, id, |page| {
        markdown::render_with_lead(document.body(), &document.outline, &hrefs, page)
    });
    (Html(lead), Html(rest))
}

/// The body of a document, cut at its headings.
pub(crate) fn parts(desk: &Desk<'_>, id: DocumentId) -> Parts {
    let document = desk.ladder.document(id);
    let hrefs = hrefs(desk, &desk.ladder.links[id].body);
    around_body(desk, id, |page| {
        markdown::render_parts(document.body(), &document.outline, &hrefs, page)
    })
}

/// An inline text of a document's front matter.
pub(crate) fn inline(desk: &Desk<'_>, id: DocumentId, text: &Text) -> Html {
    let document = desk.ladder.document(id);
    let Some(at) = document.cell(text) else {
        return Html::escaped(&text.value);
    };
    let hrefs = hrefs(desk, &desk.ladder.links[id].cells[at]);
    around(desk, document, |page| {
        Html(markdown::render_cell(
            &text.value,
            &document.cells[at].1,
            &hrefs,
            page,
        ))
    })
}

/// The same without markup.
pub(crate) fn inline_text(desk: &Desk<'_>, id: DocumentId, text: &Text) -> String {
    let document = desk.ladder.document(id);
    let Some(at) = document.cell(text) else {
        return text.value.clone();
    };
    let hrefs = hrefs(desk, &desk.ladder.links[id].cells[at]);
    markdown::plain_text_cell(&text.value, &document.cells[at].1, &hrefs)
}

pub(crate) fn inlines(desk: &Desk<'_>, id: DocumentId, texts: &[Text]) -> Vec<Html> {
    texts.iter().map(|text| inline(desk, id, text)).collect()
}

/// The description with its links.
pub(crate) fn lede(desk: &Desk<'_>, id: DocumentId) -> Option<Html> {
    let text = desk.ladder.document(id).front.common.description.as_ref()?;
    Some(inline(desk, id, text))
}

/// A subject's description without markup.
pub(crate) fn description(desk: &Desk<'_>, subject: Subject) -> Option<String> {
    document_description(desk, desk.ladder.document_of(subject))
}

pub(crate) fn document_description(desk: &Desk<'_>, id: DocumentId) -> Option<String> {
    let text = desk.ladder.document(id).front.common.description.as_ref()?;
    Some(inline_text(desk, id, text))
}

/// The text below each heading that a comparison's body is cut at, by the heading's place in the document.
pub(crate) fn part_texts(desk: &Desk<'_>, id: DocumentId) -> Vec<(usize, String)> {
    let document = desk.ladder.document(id);
    let hrefs = hrefs(desk, &desk.ladder.links[id].body);
    markdown::plain_text_parts(document.body(), &document.outline, &hrefs)
}

/// The prose on an index page.
pub(crate) fn index_body(desk: &Desk<'_>, page: Page) -> Html {
    desk.plan
        .shown
        .prose
        .get(&page)
        .map(|id| body(desk, *id))
        .unwrap_or_default()
}

pub(crate) fn subject_body(desk: &Desk<'_>, subject: Subject) -> Html {
    body(desk, desk.ladder.document_of(subject))
}

/// As [`around`], for a body below the page's own heading.
fn around_body<T>(
    desk: &Desk<'_>,
    id: DocumentId,
    render: impl FnOnce(&markdown::Page<'_>) -> T,
) -> T {
    around(desk, desk.ladder.document(id), |page| {
        render(&markdown::Page {
            lower_headings: lower_headings(desk, id),
            drops_title: title_heading(desk, id).is_some(),
            ..*page
        })
    })
}

/// Renders with what the page around a text brings with it. The glossary does not explain its own terms.
fn around<T>(
    desk: &Desk<'_>,
    document: &Document,
    render: impl FnOnce(&markdown::Page<'_>) -> T,
) -> T {
    let none = Terms::default();
    let glossary = desk
        .glossary
        .map(|id| desk.url(Page::Subject(Subject::Page(id))));
    render(&markdown::Page {
        words: desk.prose_words,
        terms: if document.kind == Kind::Glossary {
            &none
        } else {
            desk.terms
        },
        own_name: document
            .front
            .common
            .title
            .as_ref()
            .map_or("", |title| &title.value),
        glossary: glossary.as_ref().map_or("", Url::as_str),
        id_prefix: "",
        lower_headings: 0,
        drops_title: false,
    })
}

/// The heading that a body opens with where it says what the page's own heading says: a page has its
/// title once.
pub(crate) fn title_heading<'a>(desk: &Desk<'a>, id: DocumentId) -> Option<&'a Heading> {
    let outline = &desk.ladder.document(id).outline;
    let first = outline
        .headings
        .first()
        .filter(|_| outline.opens_with_title)?;
    let title = desk.title(desk.plan.page_of(desk.ladder.subjects[id]));
    (fold::name(&title) == fold::name(&first.text)).then_some(first)
}

/// By how many levels the headings of a body go down: a page has one heading of the first.
pub(crate) fn lower_headings(desk: &Desk<'_>, id: DocumentId) -> u8 {
    let dropped = usize::from(title_heading(desk, id).is_some());
    let headings = desk.ladder.document(id).outline.headings.iter();
    u8::from(headings.skip(dropped).any(|heading| heading.level == 1))
}

/// What the renderer is given for each link.
fn hrefs(desk: &Desk<'_>, targets: &[Target]) -> Vec<Href> {
    targets.iter().map(|target| href(desk, target)).collect()
}

fn href(desk: &Desk<'_>, target: &Target) -> Href {
    let untitled = |url: &Url| Href::To {
        url: url.as_str().to_owned(),
        title: None,
    };
    match target {
        Target::Nowhere => Href::None,
        Target::External(url) => Href::To {
            url: url.clone(),
            title: None,
        },
        Target::List(kind) => {
            let page = Page::Index(Part::of(*kind));
            // A limit may have left nothing to list.
            if !desk.plan.pages.iter().any(|placed| placed.page == page) {
                return Href::None;
            }
            Href::To {
                url: desk.url(page).as_str().to_owned(),
                title: Some(desk.title(page)),
            }
        }
        Target::Here(fragment) => untitled(&Url::fragment(fragment)),
        Target::Asset(path) => untitled(&desk.url_of_path(path)),
        Target::Page(subject, fragment) => {
            let page = desk.plan.page_of(*subject);
            let url = desk.url(page);
            let url = match fragment {
                Some(fragment) => url.with_fragment(fragment),
                None => url,
            };
            Href::To {
                url: url.as_str().to_owned(),
                title: Some(desk.title(page)),
            }
        }
    }
}
