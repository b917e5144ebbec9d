//! Files that need each other.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// From module to module, each with one reason.
pub(super) type Edges = BTreeMap<String, BTreeMap<String, String>>;

/// Every group of modules that lead to each other.
pub(super) fn circles(edges: &Edges) -> Vec<BTreeSet<String>> {
    let mut left: BTreeSet<&str> = edges.keys().map(String::as_str).collect();
    let mut found = Vec::new();
    while let Some(one) = left.pop_first() {
        let ahead = reached(edges, one);
        let circle: BTreeSet<String> = ahead
            .into_iter()
            .filter(|other| *other != one && reached(edges, other).contains(one))
            .chain([one])
            .map(str::to_owned)
            .collect();
        if circle.len() > 1 {
            left.retain(|other| !circle.contains(*other));
            found.push(circle);
        }
    }
    found
}

fn reached<'a>(edges: &'a Edges, from: &str) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    let mut todo = vec![from];
    while let Some(one) = todo.pop() {
        for next in edges.get(one).into_iter().flat_map(BTreeMap::keys) {
            if seen.insert(next.as_str()) {
                todo.push(next);
            }
        }
    }
    seen
}

/// The shortest way from a module back to it, as text.
pub(super) fn shortest(edges: &Edges, circle: &BTreeSet<String>) -> String {
    let ways = circle.iter().filter_map(|start| way_back(edges, start));
    let shortest = ways.min_by_key(Vec::len).unwrap_or_default();
    let steps = shortest.windows(2).map(|step| {
        let reason = &edges[step[0]][step[1]];
        format!("{} -> {} by {reason}", step[0], step[1])
    });
    steps.collect::<Vec<_>>().join(", ")
}

fn way_back<'a>(edges: &'a Edges, start: &'a str) -> Option<Vec<&'a str>> {
    let mut before: BTreeMap<&str, &str> = BTreeMap::new();
    let mut todo = VecDeque::from([start]);
    while let Some(one) = todo.pop_front() {
        for next in edges.get(one).into_iter().flat_map(BTreeMap::keys) {
            if next == start {
                let mut way = vec![start, one];
                while let Some(last) = way.last().filter(|last| **last != start) {
                    way.push(before[last]);
                }
                way.reverse();
                return Some(way);
            }
            if !before.contains_key(next.as_str()) {
                before.insert(next, one);
                todo.push_back(next);
            }
        }
    }
    None
}
