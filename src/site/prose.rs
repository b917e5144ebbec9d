//! Authors' Markdown with its links made into addresses.

use std::ops::Range;

use super::view::{self, Html};
use super::{LEVEL_OF_PART, Site};
use crate::diagnostic::Code;
use crate::document::Document;
use crate::document::front_matter::Kind;
use crate::document::glossary::{self, Entry};
use crate::document::limits::Limits;
use crate::document::markdown::{Place, outline, outline_cell};
use crate::document::yaml::Text;
use crate::ladder::links::Target;
use crate::ladder::{DocumentId, Ladder, Subject};
use crate::markdown::{self, Href, Parts, Term, TermKind, Terms};
use crate::route::{Page, Url};
use crate::span::FileId;
use crate::words::Words;

impl Site {
    /// The body of a document.
    pub(crate) fn body(&self, from: &str, id: DocumentId) -> Html {
        let document = self.ladder.document(id);
        let hrefs = self.hrefs(from, &self.ladder.links[id.index()].body);
        self.around(from, document, |page| {
            Html(markdown::render(
                document.body(),
                &document.outline,
                &hrefs,
                page,
            ))
        })
    }

    /// The body of a document in two: what stands before its first heading, and the rest.
    pub(super) fn body_with_lead(&self, from: &str, id: DocumentId) -> (Html, Html) {
        let document = self.ladder.document(id);
        let hrefs = self.hrefs(from, &self.ladder.links[id.index()].body);
        let (lead, rest) = self.around(from, document, |page| {
            markdown::render_with_lead(document.body(), &document.outline, &hrefs, page)
        });
        (Html(lead), Html(rest))
    }

    /// The body of a document, cut at its headings.
    pub(super) fn parts(&self, from: &str, id: DocumentId) -> Parts {
        let document = self.ladder.document(id);
        let hrefs = self.hrefs(from, &self.ladder.links[id.index()].body);
        self.around(from, document, |page| {
            markdown::render_parts(document.body(), &document.outline, &hrefs, page)
        })
    }

    /// An inline text of a document's front matter.
    pub(crate) fn inline(&self, from: &str, id: DocumentId, text: &Text) -> Html {
        let document = self.ladder.document(id);
        let Some(at) = document.cell(text) else {
            return Html::escaped(&text.value);
        };
        let hrefs = self.hrefs(from, &self.ladder.links[id.index()].cells[at]);
        self.around(from, document, |page| {
            Html(markdown::render_cell(
                &text.value,
                &document.cells[at].1,
                &hrefs,
                page,
            ))
        })
    }

    /// The same without markup.
    pub(crate) fn inline_text(&self, id: DocumentId, text: &Text) -> String {
        let document = self.ladder.document(id);
        let Some(at) = document.cell(text) else {
            return text.value.clone();
        };
        let hrefs = self.hrefs("", &self.ladder.links[id.index()].cells[at]);
        markdown::plain_text_cell(&text.value, &document.cells[at].1, &hrefs)
    }

    pub(super) fn inlines(&self, from: &str, id: DocumentId, texts: &[Text]) -> Vec<Html> {
        texts
            .iter()
            .map(|text| self.inline(from, id, text))
            .collect()
    }

    /// The description with its links.
    pub(super) fn lede(&self, from: &str, id: DocumentId) -> Option<Html> {
        let text = self.ladder.document(id).front.common.description.as_ref()?;
        Some(self.inline(from, id, text))
    }

    /// A subject's description without markup.
    pub(super) fn plain_description(&self, subject: Subject) -> Option<String> {
        self.document_description(self.ladder.document_of(subject))
    }

    pub(crate) fn document_description(&self, id: DocumentId) -> Option<String> {
        let text = self.ladder.document(id).front.common.description.as_ref()?;
        Some(self.inline_text(id, text))
    }

    /// The text below each heading that a comparison's body is cut at, by the heading's place in the document.
    pub(crate) fn part_texts(&self, id: DocumentId) -> Vec<(usize, String)> {
        let document = self.ladder.document(id);
        let hrefs = self.hrefs("", &self.ladder.links[id.index()].body);
        markdown::plain_text_parts(document.body(), &document.outline, &hrefs)
    }

    /// Renders with what the page around a text brings with it. The glossary does not explain its own terms.
    fn around<T>(
        &self,
        from: &str,
        document: &Document,
        render: impl FnOnce(&markdown::Page<'_>) -> T,
    ) -> T {
        let none = Terms::default();
        let glossary = self
            .glossary
            .map(|id| self.url(from, Page::Subject(Subject::Page(id))));
        render(&markdown::Page {
            words: &self.prose_words,
            terms: if document.kind == Kind::Glossary {
                &none
            } else {
                &self.terms
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
        })
    }

    /// What the renderer is given for each link.
    fn hrefs(&self, from: &str, targets: &[Target]) -> Vec<Href> {
        targets
            .iter()
            .map(|target| self.href(from, target))
            .collect()
    }

    fn href(&self, from: &str, target: &Target) -> Href {
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
            Target::Here(fragment) => untitled(&Url::fragment(fragment)),
            Target::Asset(path) => untitled(&self.routes.between(from, path)),
            Target::Page(subject, fragment) => {
                let page = self.page_of(*subject);
                let url = self.url(from, page);
                let url = match fragment {
                    Some(fragment) => url.with_fragment(fragment),
                    None => url,
                };
                Href::To {
                    url: url.as_str().to_owned(),
                    title: Some(self.title(page)),
                }
            }
        }
    }

    /// The headings of a document's body for a table of contents. Those that only name a column of a comparison are left out.
    pub(super) fn toc(&self, id: DocumentId) -> Vec<view::TocItem> {
        let columns: Vec<usize> = match self.ladder.subjects[id.index()] {
            Subject::Comparison(comparison) => {
                let sections = &self.ladder.comparisons[comparison.index()].sections;
                sections
                    .iter()
                    .flat_map(|row| [row.left, row.right, row.both])
                    .flatten()
                    .collect()
            }
            _ => Vec::new(),
        };
        let headings = self.ladder.document(id).outline.headings.iter().enumerate();
        headings
            .filter(|(at, heading)| {
                (2..=LEVEL_OF_PART).contains(&heading.level) && !columns.contains(at)
            })
            .map(|(_, heading)| view::TocItem {
                level: heading.level,
                text: heading.text.clone(),
                url: Url::fragment(&heading.id),
            })
            .collect()
    }

    /// The long explanation of a diagnostic: Markdown of our own, without links.
    pub(super) fn check(&self, code: Code) -> view::Prose {
        let body = code
            .explanation()
            .split_once('\n')
            .map_or("", |(_, body)| body);
        let outline = outline(body, Place::body(FileId(0), body, 0), &Limits::default());
        let page = markdown::Page {
            words: &self.prose_words,
            terms: &Terms::default(),
            own_name: "",
            glossary: "",
            id_prefix: "",
            lower_headings: 0,
        };
        view::Prose {
            body: Html(markdown::render(body, &outline, &[], &page)),
            ..view::Prose::default()
        }
    }
}

/// The words that the Markdown renderer puts into pages.
pub(super) fn words_for_prose(words: &Words) -> markdown::Words {
    let word = |key: &str| words.get(key).to_owned();
    markdown::Words {
        permalink: word("md_permalink"),
        footnotes: word("md_footnotes"),
        back: word("md_footnote_back"),
        table: word("md_table"),
        done: word("md_task_done"),
        open: word("md_task_open"),
        note: word("alert_note"),
        tip: word("alert_tip"),
        important: word("alert_important"),
        warning: word("alert_warning"),
        caution: word("alert_caution"),
        info: word("alert_info"),
        details: word("alert_details"),
    }
}

/// What is explained where it first stands on a page: abbreviations of roles, and the terms of the glossary.
pub(super) fn terms(ladder: &Ladder, glossary: Option<DocumentId>) -> Terms {
    let mut terms: Vec<Term> = Vec::new();
    if let Some(id) = glossary {
        terms.extend(glossary_terms(ladder, id));
    }
    terms.extend(ladder.roles.iter().filter_map(|role| {
        let abbr = role.abbr.clone()?;
        Some(Term {
            forms: vec![abbr],
            title: role.title.clone(),
            kind: TermKind::Abbreviation,
        })
    }));
    Terms::new(terms)
}

/// The words of the glossary. A term's place is its section.
fn glossary_terms(ladder: &Ladder, id: DocumentId) -> Vec<Term> {
    let document = ladder.document(id);
    let headings = &document.outline.headings;
    let entries = glossary::entries(&document.text, document.body_start).into_iter();
    entries
        .map(|Entry { word, line }| {
            let below = headings.partition_point(|heading| heading.span.start() < line.start);
            let explanation = &document.text[line.start + 2..line.end];
            let kind = match below.checked_sub(1).map(|at| &headings[at]) {
                Some(heading) => TermKind::Glossary {
                    anchor: heading.id.clone(),
                },
                None => TermKind::Defined,
            };
            Term {
                forms: forms(&document.text[word]),
                title: plain(explanation, &titles_within(ladder, id, line)),
                kind,
            }
        })
        .collect()
}

/// `Tech Lead (TL)` is found by either form.
fn forms(term: &str) -> Vec<String> {
    let term = plain(term, &[]);
    match term
        .strip_suffix(')')
        .and_then(|term| term.split_once(" ("))
    {
        Some((long, short)) => vec![long.to_owned(), short.to_owned()],
        None => vec![term],
    }
}

/// What the links of a part of a body are called that lead to pages of the ladder; `[[id]]` is read as that.
fn titles_within(ladder: &Ladder, id: DocumentId, part: Range<usize>) -> Vec<Href> {
    let links = &ladder.document(id).outline.links;
    let targets = &ladder.links[id.index()].body;
    let within = links.iter().zip(targets);
    within
        .filter(|(link, _)| part.contains(&link.span.start()))
        .map(|(_, target)| match target {
            Target::Page(subject, _) => Href::To {
                url: String::new(),
                title: Some(ladder.title_of(*subject)),
            },
            _ => Href::None,
        })
        .collect()
}

/// The text of a line without markup. Links are named by `hrefs`, where these are all of them.
fn plain(cell: &str, hrefs: &[Href]) -> String {
    let cell = cell.trim();
    let outline = outline_cell(cell, Place::body(FileId(0), cell, 0), &Limits::default());
    let known = hrefs.len() == outline.links.len();
    markdown::plain_text_cell(cell, &outline, if known { hrefs } else { &[] })
}
