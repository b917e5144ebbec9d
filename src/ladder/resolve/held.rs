//! Ownership tags with every name resolved.

use super::resolver::{Resolver, plain};
use crate::diagnostic::front_matter;
use crate::document::tag::{self, HolderName, Tag};
use crate::ladder::{Case, Condition, Held, Holder, Who, held};
use crate::span::Span;
use crate::text::Text;

/// A tag with every name resolved; `None` where one could not be.
pub(super) fn held(resolver: &mut Resolver<'_>, tag: &Tag) -> Option<Held> {
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
        cases,
        text: tag.text.value.clone(),
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
