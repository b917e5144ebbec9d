//! Checks of the ladder as a whole: circles, areas owned twice, areas owned by nobody.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use super::names::folded;
use super::{Area, AreaId, DocumentId, Ladder, Role, RoleId};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::ownership as say;
use crate::document::Document;
use crate::document::front_matter::{Own, RoleText};
use crate::span::Span;
use crate::text::Text;

/// The circles of a relation in which each thing points to at most one other. Each circle once, starting at its first member;
/// linear in the number of things, without recursion.
#[must_use]
pub(super) fn cycles(count: usize, next: impl Fn(usize) -> Option<usize>) -> Vec<Vec<usize>> {
    const UNSEEN: usize = usize::MAX;
    let mut seen_in_walk = vec![UNSEEN; count];
    let mut found = Vec::new();
    for start in 0..count {
        let mut at = start;
        while seen_in_walk[at] == UNSEEN {
            seen_in_walk[at] = start;
            match next(at) {
                Some(to) => at = to,
                None => break,
            }
        }
        // The walk ran into itself: `at` is on a circle that no earlier walk has met.
        if seen_in_walk[at] == start && next(at).is_some() {
            let mut cycle = vec![at];
            let mut member = next(at);
            while let Some(to) = member.filter(|to| *to != at) {
                cycle.push(to);
                member = next(to);
            }
            if member == Some(at) {
                let first = cycle
                    .iter()
                    .enumerate()
                    .min_by_key(|(_, at)| **at)
                    .map_or(0, |(index, _)| index);
                cycle.rotate_left(first);
                found.push(cycle);
            }
        }
    }
    found
}

/// A relation from a role to one other: its key, the role it leads to, and the text that says so.
type OneToOne = (
    &'static str,
    fn(&Role) -> Option<RoleId>,
    fn(&RoleText) -> Option<&Text>,
);

/// Reports circles of `reports-to` and `subset-of`, and roles that back themselves up, and breaks them.
pub(super) fn role_cycles(
    documents: &[Arc<Document>],
    roles: &mut [Role],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let relations: [OneToOne; 2] = [
        (
            "reports-to",
            |role| role.reports_to,
            |own| own.reports_to.as_ref(),
        ),
        (
            "subset-of",
            |role| role.subset_of,
            |own| own.subset_of.as_ref(),
        ),
    ];
    for (key, target, text) in relations {
        for cycle in cycles(roles.len(), |at| target(&roles[at]).map(RoleId::index)) {
            let marks: Vec<(Span, String)> = cycle
                .iter()
                .map(|at| {
                    let document = &documents[roles[*at].document.index()];
                    let span = own_role(document)
                        .and_then(text)
                        .map_or(document.head(), |text| text.span);
                    (span, roles[*at].title.clone())
                })
                .collect();
            diagnostics.extend(say::cycle(key, &marks));
            for at in cycle {
                if key == "reports-to" {
                    roles[at].reports_to = None;
                } else {
                    roles[at].subset_of = None;
                }
            }
        }
    }
    for (index, role) in roles.iter_mut().enumerate() {
        let id = RoleId::new(index);
        if role.backs_up.iter().any(|(other, _)| *other == id) {
            let document = &documents[role.document.index()];
            let names: Vec<String> = std::iter::once(&role.id)
                .chain([&role.title])
                .chain(&role.abbr)
                .chain(&role.also)
                .map(|name| folded(name))
                .collect();
            let itself = |(text, _): &&(Text, Option<Text>)| names.contains(&folded(&text.value));
            let name = own_role(document)
                .and_then(|own| own.backs_up.iter().find(itself))
                .map_or(document.head(), |(text, _)| text.span);
            diagnostics.extend(say::cycle("backs-up", &[(name, role.title.clone())]));
            role.backs_up.retain(|(other, _)| *other != id);
        }
    }
}

/// Warns of areas that several roles own without saying so, and of shares that nobody returns.
pub(super) fn sharing(
    documents: &[Arc<Document>],
    roles: &[Role],
    areas: &[Area],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let place = |role: RoleId, area: &Area| {
        let document = &documents[roles[role.index()].document.index()];
        place_of(document, area).unwrap_or_else(|| document.head())
    };
    for (index, area) in areas.iter().enumerate() {
        let id = AreaId::new(index);
        // Of two files the second one is to blame.
        let mut owners = area.owners.clone();
        owners.sort_by_key(|role| roles[role.index()].document);
        if let [first, rest @ ..] = owners.as_slice() {
            for second in rest {
                let names = [roles[first.index()].short(), roles[second.index()].short()];
                diagnostics.push(say::unshared_area(
                    place(*second, area),
                    place(*first, area),
                    &area.title,
                    &area.id,
                    names,
                ));
            }
        }
        for sharer in &area.sharers {
            let role = &roles[sharer.index()];
            let names_other = role
                .shares
                .iter()
                .any(|(shared, other)| *shared == id && other.is_some());
            let shares_itself = role.shares.iter().any(|(shared, _)| *shared == id);
            let owner = area.owners.iter().find(|owner| *owner != sharer);
            if let Some(owner) = owner.filter(|_| shares_itself) {
                let owner_name = roles[owner.index()].short();
                diagnostics.push(say::share_of_owned(
                    place(*sharer, area),
                    place(*owner, area),
                    &area.title,
                    &area.id,
                    owner_name,
                ));
            } else if shares_itself && !names_other && area.sharers.len() == 1 {
                diagnostics.push(say::unreturned_share(
                    place(*sharer, area),
                    &area.title,
                    &area.id,
                    role.short(),
                ));
            }
        }
    }
}

/// Where a role's file names an area among those it owns or shares.
fn place_of(document: &Document, area: &Area) -> Option<Span> {
    let own = own_role(document)?;
    let names: Vec<String> = std::iter::once(&area.id)
        .chain([&area.title])
        .chain(&area.abbr)
        .chain(&area.also)
        .map(|name| folded(name))
        .collect();
    own.owns
        .iter()
        .chain(own.shares.iter().map(|(area, _)| area))
        .find(|text| names.contains(&folded(&text.value)))
        .map(|text| text.span)
}

fn own_role(document: &Document) -> Option<&RoleText> {
    match &document.front.own {
        Own::Role(own) => Some(own),
        _ => None,
    }
}

/// One warning for each model that leaves areas to nobody. Where something of the model, or of a role that takes part in it,
/// could not be read or found, nobody can tell whether an area has an owner: the mistake comes first.
pub(super) fn gaps(
    ladder: &Ladder,
    unsure_roles: &[bool],
    unsure_models: &[bool],
    diagnostics: &mut Vec<Diagnostic>,
) {
    for id in ladder.model_ids() {
        let mut roles = ladder.model(id).roles.iter();
        if unsure_models[id.index()] || roles.any(|role| unsure_roles[role.index()]) {
            continue;
        }
        let gaps = ladder.gaps(id);
        if !gaps.is_empty() {
            let model = ladder.model(id);
            let names: Vec<&str> = gaps
                .iter()
                .map(|area| ladder.area(*area).title.as_str())
                .collect();
            let at = ladder.document(model.document).head();
            diagnostics.push(say::gaps(
                at,
                &model.title,
                &names,
                &ladder.area(gaps[0]).id,
            ));
        }
    }
}

/// Two files for one pair of roles.
pub(super) fn twice_compared(ladder: &Ladder, diagnostics: &mut Vec<Diagnostic>) {
    let head = |id: DocumentId| ladder.document(id).head();
    let mut seen: BTreeMap<(RoleId, RoleId), DocumentId> = BTreeMap::new();
    for comparison in &ladder.comparisons {
        let (left, right) = (comparison.left, comparison.right);
        match seen.entry((left.min(right), left.max(right))) {
            Entry::Vacant(pair) => {
                pair.insert(comparison.document);
            }
            Entry::Occupied(first) => {
                let names = [ladder.role(left).short(), ladder.role(right).short()];
                diagnostics.push(say::compared_twice(
                    head(comparison.document),
                    head(*first.get()),
                    names,
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::cycles;

    #[test]
    fn each_circle_is_found_once_and_tails_are_no_part_of_it() {
        let next = [Some(1), Some(2), Some(1), None, Some(4), Some(0)];
        assert_eq!(cycles(next.len(), |at| next[at]), vec![vec![1, 2], vec![4]]);
    }

    #[test]
    fn a_long_chain_is_walked_once() {
        let count = 100_000;
        assert!(cycles(count, |at| (at + 1 < count).then_some(at + 1)).is_empty());
        assert_eq!(cycles(count, |at| Some((at + 1) % count)).len(), 1);
    }
}
