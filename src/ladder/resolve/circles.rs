//! Relations in which each thing points to at most one other of its kind. What leads back to itself
//! is reported, and leads nowhere.

use super::listed::{Entries, Entry};
use super::resolver::Resolver;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::ownership as say;
use crate::ladder::names::NameTable;
use crate::ladder::{Id, List, Subject};
use crate::span::Span;
use crate::text::Text;

/// For each thing of a kind the one that `text` names, without circles.
pub(super) fn one_each<I: Id + Into<Subject>, T>(
    resolver: &mut Resolver<'_>,
    key: &str,
    names: &NameTable<I>,
    entries: &Entries<I, T>,
    text: fn(&T) -> Option<&Text>,
) -> List<I, Option<I>> {
    let find = |entry: &Entry<T>| {
        let name = text(entry.own)?;
        resolver.noting_misses(entry.at, |it| names.find(name, &mut it.lookups))
    };
    let found = entries.iter().map(find).collect();
    let mark = |id: I| {
        let document = entries[id].document;
        let at = text(entries[id].own).map_or(document.head(), |text| text.span);
        (at, document.title())
    };
    without_circles(key, found, mark, &mut resolver.lookups.wrong)
}

/// What each thing points to, without those that point at themselves in the end. `mark` tells where
/// a thing points, and its name.
pub(super) fn without_circles<I: Id>(
    key: &str,
    next: List<I, Option<I>>,
    mark: impl Fn(I) -> (Span, String),
    wrong: &mut Vec<Diagnostic>,
) -> List<I, Option<I>> {
    let found = circles(&next);
    let mut straight = next;
    for circle in found {
        let marks: Vec<(Span, String)> = circle.iter().map(|id| mark(*id)).collect();
        wrong.extend(say::cycle(key, &marks));
        for id in circle {
            straight[id] = None;
        }
    }
    straight
}

/// The circles, each once, starting at its first member; linear in the number of things, without
/// recursion.
fn circles<I: Id>(next: &List<I, Option<I>>) -> Vec<Vec<I>> {
    let mut seen_from: List<I, Option<I>> = List::beside(next, |_| None);
    let mut found = Vec::new();
    for start in next.ids() {
        let mut walk = std::iter::successors(Some(start), |at| next[*at]);
        let Some(met) = walk.find(|at| {
            let is_new = seen_from[*at].is_none();
            seen_from[*at].get_or_insert(start);
            !is_new
        }) else {
            continue;
        };
        // The walk ran into itself: `met` is on a circle that no earlier walk has met.
        if seen_from[met] == Some(start) {
            let rest = std::iter::successors(next[met], |at| next[*at]);
            let mut circle: Vec<I> = [met]
                .into_iter()
                .chain(rest.take_while(|at| *at != met))
                .collect();
            let first = circle.iter().enumerate().min_by_key(|(_, id)| **id);
            let first = first.map_or(0, |(place, _)| place);
            circle.rotate_left(first);
            found.push(circle);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::circles;
    use crate::ladder::{Id, List, TeamId};

    fn of(next: impl IntoIterator<Item = Option<usize>>) -> Vec<Vec<usize>> {
        let next: List<TeamId, Option<TeamId>> =
            next.into_iter().map(|to| to.map(TeamId::new)).collect();
        let places = |circle: Vec<TeamId>| circle.into_iter().map(Id::place).collect();
        circles(&next).into_iter().map(places).collect()
    }

    #[test]
    fn each_circle_is_found_once_and_tails_are_no_part_of_it() {
        let next = [Some(1), Some(2), Some(1), None, Some(4), Some(0)];
        assert_eq!(of(next), [vec![1, 2], vec![4]]);
    }

    #[test]
    fn a_long_chain_is_walked_once() {
        let count = 100_000;
        assert!(of((0..count).map(|at| (at + 1 < count).then_some(at + 1))).is_empty());
        assert_eq!(of((0..count).map(|at| Some((at + 1) % count))).len(), 1);
    }
}
