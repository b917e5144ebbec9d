//! What is explained where it first stands on a page, and the words that the Markdown renderer puts into pages.

use std::ops::Range;

use crate::document::glossary::{self, Entry};
use crate::document::limits::Limits;
use crate::document::markdown::{Place, outline_cell};
use crate::ladder::links::Target;
use crate::ladder::{DocumentId, Ladder};
use crate::markdown::{self, Href, Term, TermKind, Terms};
use crate::span::FileId;
use crate::words::{Key, Words, key};

/// The words that the Markdown renderer puts into pages.
pub(crate) fn words_for_prose(words: &Words) -> markdown::Words {
    let word = |key: Key| words.get(key).to_owned();
    markdown::Words {
        permalink: word(key!("md_permalink")),
        footnotes: word(key!("md_footnotes")),
        back: word(key!("md_footnote_back")),
        table: word(key!("md_table")),
        done: word(key!("md_task_done")),
        open: word(key!("md_task_open")),
        note: word(key!("alert_note")),
        tip: word(key!("alert_tip")),
        important: word(key!("alert_important")),
        warning: word(key!("alert_warning")),
        caution: word(key!("alert_caution")),
        info: word(key!("alert_info")),
        details: word(key!("alert_details")),
    }
}

/// What is explained where it first stands on a page: abbreviations of roles, and the terms of the glossary.
pub(crate) fn terms(ladder: &Ladder, glossary: Option<DocumentId>) -> Terms {
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
    let targets = &ladder.links[id].body;
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
