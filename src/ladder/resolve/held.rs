//! Ownership tags with every name resolved.

use super::resolver::{Resolver, plain};
use crate::diagnostic::{front_matter, ownership as say};
use crate::document::front_matter::usable_in_tags;
use crate::document::tag::{self, HolderName, Tag};
use crate::ladder::{Case, Condition, Held, Holder, RoleId, Who, held};
use crate::span::Span;
use crate::text::{Text, fold};

/// A tag with every name resolved; `None` where one could not be.
pub(super) fn held(resolver: &mut Resolver<'_>, tag: &Tag) -> Option<Held> {
    if let Some((at, role)) = title_in(resolver, tag) {
        let name = resolver.names.roles.shown_of(role);
        resolver.lookups.miss(say::title_in_tag(at, name));
        return None;
    }
    let mut complete = true;
    let mut cases = Vec::with_capacity(tag.cases.len());
    for case in &tag.cases {
        let mut holders: Vec<(Span, Holder)> = Vec::with_capacity(case.holders.len());
        for holder in &case.holders {
            let Some(resolved) = of_one(resolver, holder) else {
                complete = false;
                continue;
            };
            let same = |(_, other): &(Span, Holder)| {
                (other.who, other.via) == (resolved.who, resolved.via)
            };
            let at = holder.name.text().span;
            if let Some((first, _)) = holders.iter().find(|held| same(held)) {
                let what = format!("`{}`", holder.name.text().value);
                let again = front_matter::said_already(at, &what, *first);
                resolver.lookups.wrong.push(again);
            }
            holders.push((at, resolved));
        }
        cases.push(Case {
            holders: holders.into_iter().map(|(_, holder)| holder).collect(),
            join: case.join,
            when: case.when.as_ref().map(plain),
            condition: case
                .when
                .as_ref()
                .and_then(|when| condition(resolver, when)),
        });
    }
    complete.then(|| Held {
        text: text_of(resolver, tag, &cases),
        cases,
    })
}

/// A title that holds a sign of the tag, where a holder is named: read on, the tag would say
/// something else of another role.
fn title_in(resolver: &Resolver<'_>, tag: &Tag) -> Option<(Span, RoleId)> {
    let titles = &resolver.titles_not_in_tags;
    let is_mapping = || !names(tag).all(|name| usable_in_tags(&name.value));
    if titles.is_empty() || is_mapping() {
        return None;
    }
    let text = fold::name(&tag.text.value);
    let separators = [" + ", "+", "; ", ";", " or "];
    let starts = separators.iter().flat_map(|separator| {
        text.match_indices(separator)
            .map(|(at, _)| at + separator.len())
    });
    let longest = titles.keys().map(String::len).max()?;
    let found = std::iter::once(0).chain(starts).find_map(|start| {
        let rest = &text[start..];
        let ends = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
        let ends = ends.take_while(|end| *end <= longest);
        let goes_on = |end: usize| rest[end..].starts_with(char::is_alphanumeric);
        ends.filter(|end| !goes_on(*end))
            .find_map(|end| titles.get_key_value(&rest[..end]))
    });
    let (title, role) = found?;
    let begins = |name: &&Text| title.starts_with(&fold::name(&name.value));
    let at = names(tag)
        .find(begins)
        .map_or(tag.text.span, |name| name.span);
    Some((at, *role))
}

/// The text of a tag, by names that a line can hold: a mapping takes others too.
fn text_of(resolver: &Resolver<'_>, tag: &Tag, cases: &[Case]) -> String {
    if names(tag).all(|name| usable_in_tags(&name.value)) {
        return tag.text.value.clone();
    }
    let mut tag = tag.clone();
    for (written, case) in tag.cases.iter_mut().zip(cases) {
        for (holder, resolved) in written.holders.iter_mut().zip(&case.holders) {
            if let (HolderName::Role(name), Some(role)) = (&mut holder.name, resolved.role())
                && !usable_in_tags(&name.value)
            {
                resolver
                    .names
                    .roles
                    .shown_of(role)
                    .clone_into(&mut name.value);
            }
        }
    }
    tag.to_string()
}

/// The names of the roles in a tag.
fn names(tag: &Tag) -> impl Iterator<Item = &Text> {
    let holders = tag.cases.iter().flat_map(|case| &case.holders);
    holders.filter_map(|holder| match &holder.name {
        HolderName::Role(name) => Some(name),
        HolderName::Shared(_) | HolderName::Nobody(_) => None,
    })
}

fn of_one(resolver: &mut Resolver<'_>, holder: &tag::Holder) -> Option<Holder> {
    let who = match &holder.name {
        HolderName::Role(name) => resolver.role_named(name).map(Who::Role),
        HolderName::Shared(_) => Some(Who::Shared),
        HolderName::Nobody(_) => Some(Who::Nobody),
    };
    let via = holder.via.as_ref().map(|area| resolver.area_named(area));
    let via = via.map_or(Some(None), |area| area.map(Some));
    Some(Holder {
        who: who?,
        via: via?,
        manner: holder.manner,
        share: holder
            .share
            .as_ref()
            .map(|share| (share.range, plain(&share.text))),
        because: holder.because.iter().map(plain).collect(),
        open: None,
    })
}

/// The condition that a text names: `no TL`, `there is no TL`, `there is no separate TL`. Where the
/// words after `no` are neither a role nor near to one, the text is just a text.
fn condition(resolver: &mut Resolver<'_>, when: &Text) -> Option<Condition> {
    let before = resolver.lookups.wrong.len();
    let names = held::missing_role(&when.value);
    let named = names.map(|at| when.part(at..when.value.len()));
    let mut named: Vec<Text> = named
        .filter(|name| resolver.names.roles.is_near(&name.value, before))
        .collect();
    // Of `no The Team` and `no the TL` the longer name counts, if it is one.
    named.sort_by_key(|name| !resolver.names.roles.is_claimed(&name.value));
    resolver.role_named(named.first()?).map(Condition::No)
}
