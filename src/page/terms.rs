//! What is explained where it first stands on a page, and the words that the Markdown renderer puts into pages.

use std::collections::HashSet;
use std::ops::Range;

use crate::document::glossary::{self, Entry};
use crate::document::limits::Limits;
use crate::document::markdown::slug::term_id;
use crate::document::markdown::{Place, outline_cell};
use crate::ladder::links::Target;
use crate::ladder::{DocumentId, Ladder};
use crate::markdown::{self, Href, Term, TermKind, Terms};
use crate::span::FileId;
use crate::text::fold;
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

/// The words of the glossary that are explained on other pages.
fn glossary_terms(ladder: &Ladder, id: DocumentId) -> Vec<Term> {
    let document = ladder.document(id);
    let only_here = document.front.own.only_here().iter();
    let only_here: HashSet<String> = only_here.map(|term| fold::name(&term.value)).collect();
    let anchors: HashSet<&str> = document.outline.terms.iter().map(String::as_str).collect();
    let entries = glossary::entries(&document.text, document.body_start).into_iter();
    entries
        .filter_map(|Entry { word, line }| {
            let word = &document.text[word];
            let forms: Vec<String> = forms(word)
                .into_iter()
                .filter(|form| !only_here.contains(&fold::name(form)) && !is_everyday(form))
                .collect();
            if forms.is_empty() || only_here.contains(&fold::name(word)) {
                return None;
            }
            let anchor = term_id(&plain(word, &[]));
            let explanation = &document.text[line.start + 2..line.end];
            Some(Term {
                forms,
                title: plain(explanation, &titles_within(ladder, id, line)),
                kind: if anchors.contains(anchor.as_str()) {
                    TermKind::Glossary { anchor }
                } else {
                    TermKind::Defined
                },
            })
        })
        .collect()
}

/// Whether a term is a word that any sentence may hold in another sense: "Either can be handed on".
/// A glossary may well say what it means by one, in its own tables; in running text it hardly ever
/// means that.
fn is_everyday(term: &str) -> bool {
    const WORDS: &str = " a all an and another any as at both but by each either every few for from her \
        here him his how i if in into it its last least less many more most much neither next no none nor \
        not now of off on one only or other our out over own same she should so some such than that the \
        their them then there these they this those to too two under up us we what when where whether \
        which who whose why will with without yes you your ";
    WORDS.contains(&format!(" {} ", term.trim().to_lowercase()))
}

/// The words of the glossary, each in all its forms.
pub(crate) fn glossary_words(ladder: &Ladder, id: DocumentId) -> Vec<String> {
    let document = ladder.document(id);
    let entries = glossary::entries(&document.text, document.body_start).into_iter();
    let mut words: Vec<String> = entries
        .flat_map(|entry| forms(&document.text[entry.word]))
        .collect();
    words.dedup();
    words
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
