//! Which names the documents claim, and which of them cannot be had.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::listed::{Entries, Listed};
use crate::diagnostic::{Diagnostic, front_matter, ownership as say};
use crate::document::Document;
use crate::document::front_matter::{OfKind, RoleText, usable_in_tags};
use crate::document::tag;
use crate::kinds::Kind;
use crate::ladder::names::{Claimed, NameTable};
use crate::ladder::{AreaId, Id, Names, RoleId};
use crate::span::Span;
use crate::text::fold;

/// The names of all kinds; those of areas have been claimed already.
pub(super) fn of_all(
    listed: &Listed,
    areas: NameTable<AreaId>,
    all: &[Arc<Document>],
    wrong: &mut Vec<Diagnostic>,
) -> Names {
    check_roles(&listed.roles, wrong);
    Names {
        roles: table(&listed.roles, all, wrong),
        areas: areas
            .beside_drafts(drafts(all, Kind::Area))
            .beside_hidden(hidden(all, Kind::Area)),
        models: table(&listed.models, all, wrong),
        teams: table(&listed.teams, all, wrong),
        tracks: table(&listed.tracks, all, wrong),
        axes: table(&listed.axes, all, wrong),
        assessments: table(&listed.assessments, all, wrong),
        sources: table(&listed.sources, all, wrong),
    }
}

/// The names that the things of a kind go by, beside those of drafts among `all`.
pub(super) fn table<I: Id, T: OfKind>(
    entries: &Entries<I, T>,
    all: &[Arc<Document>],
    wrong: &mut Vec<Diagnostic>,
) -> NameTable<I> {
    for entry in entries {
        repeated_names(entry.document, wrong);
    }
    let claimed = entries.iter().map(|entry| Claimed {
        document: entry.at,
        id: &entry.document.id,
        shown: shown(entry.document),
        names: names_of(entry.document),
    });
    let table = NameTable::new(T::KIND, &claimed.collect(), wrong);
    table
        .beside_drafts(drafts(all, T::KIND))
        .beside_hidden(hidden(all, T::KIND))
}

/// The documents whose names may not all be known: one that cannot be read, or whose id another file
/// has already.
fn hidden(all: &[Arc<Document>], kind: Kind) -> impl Iterator<Item = (Arc<Document>, Span)> {
    let mut ids = BTreeSet::new();
    let of_kind = all
        .iter()
        .filter(move |it| it.kind == kind && !it.front.common.draft);
    of_kind.filter_map(move |document| {
        let is_first = ids.insert(fold::name(&document.id));
        let taken = (!is_first).then(|| Span::file_start(document.file));
        Some((Arc::clone(document), taken.or_else(|| document.damage())?))
    })
}

/// The names of documents that are not published.
fn drafts(all: &[Arc<Document>], kind: Kind) -> impl Iterator<Item = (&str, Span)> {
    let drafts = all.iter();
    drafts
        .filter(move |document| document.front.common.draft && document.kind == kind)
        .flat_map(|document| names_of(document))
}

/// The name that lists of known names show: roles are known by their abbreviations.
fn shown(document: &Document) -> String {
    match document.front.own.other_names() {
        (Some(abbr), _) if document.kind == Kind::Role => abbr.value.clone(),
        _ if document.kind == Kind::Role && usable_in_tags(&document.title()) => document.title(),
        _ => document.id.clone(),
    }
}

/// Reports names of roles that cannot be written in a tag. A title is for readers, and need not be:
/// tags have the other names.
fn check_roles(roles: &Entries<RoleId, RoleText>, wrong: &mut Vec<Diagnostic>) {
    for entry in roles {
        let title = entry.document.front.common.title.as_ref();
        for (name, span) in names_of(entry.document) {
            let mut reserved = tag::RESERVED.iter();
            if reserved.any(|word| name.eq_ignore_ascii_case(word)) {
                wrong.push(say::reserved_name(span, name));
            } else if !usable_in_tags(name) && title.is_none_or(|title| title.span != span) {
                // An id has no place but the file, whose name it is.
                let is_id = span.end() == 0;
                let wrong_name = if is_id {
                    say::unusable_id
                } else {
                    say::unusable_name
                };
                wrong.push(wrong_name(span, name));
            }
        }
    }
}

/// The titles of roles that cannot be written in a tag, folded.
pub(super) fn titles_not_in_tags(roles: &Entries<RoleId, RoleText>) -> BTreeMap<String, RoleId> {
    let titles = roles
        .pairs()
        .map(|(id, entry)| (id, entry.document.title()));
    titles
        .filter(|(_, title)| !usable_in_tags(title))
        .map(|(id, title)| (fold::name(&title), id))
        .collect()
}

/// The names a document claims: title, abbreviation, other names, each with its place, and its id,
/// which has none but the file. A title that is only a heading is a name where a tag could hold it.
fn names_of(document: &Document) -> Vec<(&str, Span)> {
    let (abbr, also) = document.front.own.other_names();
    let title = document.front.common.title.as_ref();
    let heading = document.title_heading();
    let heading = heading.filter(|heading| title.is_none() && usable_in_tags(&heading.text));
    let written = title.into_iter().chain(abbr).chain(also);
    heading
        .map(|heading| (heading.text.as_str(), heading.span))
        .into_iter()
        .chain(written.map(|text| (text.value.as_str(), text.span)))
        .chain([(document.id.as_str(), Span::file_start(document.file))])
        .collect()
}

/// Other names that say what another name of the same thing has said. The id does not count: no
/// reader sees it.
fn repeated_names(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let (abbr, also) = document.front.own.other_names();
    let mut known: Vec<String> = document
        .front
        .common
        .title
        .iter()
        .chain(abbr)
        .map(|text| fold::name(&text.value))
        .collect();
    for name in also {
        let key = fold::name(&name.value);
        if known.contains(&key) {
            diagnostics.push(front_matter::own_name_again(name.span, &name.value));
        } else {
            known.push(key);
        }
    }
}
