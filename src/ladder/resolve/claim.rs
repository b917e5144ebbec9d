//! Which names the documents claim, and which of them cannot be had.

use std::sync::Arc;

use crate::diagnostic::ownership as say;
use crate::diagnostic::{Diagnostic, front_matter};
use crate::document::Document;
use crate::document::front_matter::{Kind, Own, usable_in_tags};
use crate::document::tag;
use crate::ladder::names::{NameTable, folded};
use crate::ladder::{DocumentId, Names, plain};
use crate::span::Span;

/// Remembers the names of drafts, so that a reference to one can be told from a slip.
pub(super) fn note_drafts(all: &[Arc<Document>], names: &mut Names) {
    for draft in all.iter().filter(|document| document.front.common.draft) {
        let table = match draft.kind {
            Kind::Role => &mut names.roles,
            Kind::Area => &mut names.areas,
            Kind::Model => &mut names.models,
            Kind::Team => &mut names.teams,
            Kind::Track => &mut names.tracks,
            Kind::Axis => &mut names.axes,
            Kind::Assessment => &mut names.assessments,
            Kind::Source => &mut names.sources,
            Kind::Comparison | Kind::Glossary | Kind::Guide => continue,
        };
        table.note_draft(names_of(draft));
    }
}

pub(super) fn claim_names(
    documents: &[Arc<Document>],
    ids: &[DocumentId],
    names: &mut NameTable,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (index, id) in by_path(ids) {
        let document = &documents[id.index()];
        let shown = (document.id.as_str(), document.id.as_str());
        names.claim(index, shown, names_of(document), diagnostics);
        repeated_names(document, diagnostics);
    }
}

pub(super) fn claim_role_names(
    documents: &[Arc<Document>],
    ids: &[DocumentId],
    names: &mut NameTable,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (index, id) in by_path(ids) {
        let document = &documents[id.index()];
        let claimed = names_of(document);
        for (name, span) in claimed.iter().filter(|(name, _)| !usable_in_tags(name)) {
            let reserved = tag::RESERVED
                .iter()
                .any(|word| name.eq_ignore_ascii_case(word));
            diagnostics.push(if reserved {
                say::reserved_name(*span, name)
            } else {
                say::unusable_name(*span, name)
            });
        }
        let shown = match &document.front.own {
            Own::Role(own) => own.abbr.as_ref().map_or_else(|| document.title(), plain),
            _ => document.title(),
        };
        names.claim(index, (&document.id, &shown), claimed, diagnostics);
        repeated_names(document, diagnostics);
    }
}

/// The names a document claims: title, abbreviation, other names, each with its place, and its id, which has none but the file.
fn names_of(document: &Document) -> Vec<(&str, Span)> {
    let (abbr, also) = document.front.own.other_names();
    let title = document.front.common.title.as_ref();
    let written = title.into_iter().chain(abbr).chain(also);
    written
        .map(|text| (text.value.as_str(), text.span))
        .chain([(document.id.as_str(), Span::file_start(document.file))])
        .collect()
}

/// Other names that say what another name of the same thing has said. The id does not count: no reader sees it.
fn repeated_names(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let (abbr, also) = document.front.own.other_names();
    let mut known: Vec<String> = document
        .front
        .common
        .title
        .iter()
        .chain(abbr)
        .map(|text| folded(&text.value))
        .collect();
    for name in also {
        let key = folded(&name.value);
        if known.contains(&key) {
            diagnostics.push(front_matter::own_name_again(name.span, &name.value));
        } else {
            known.push(key);
        }
    }
}

/// Places in the order of paths: of two that claim a name, the second file is the one to blame.
fn by_path(ids: &[DocumentId]) -> Vec<(usize, DocumentId)> {
    let mut order: Vec<(usize, DocumentId)> = ids.iter().copied().enumerate().collect();
    order.sort_unstable_by_key(|(_, id)| *id);
    order
}
