//! How much a picture draws, where elements stand for others: ten that each use ten others, nine
//! times over, are a billion shapes in two kilobytes, and stop a reader's browser.

use std::collections::HashMap;
use std::ops::Range;

/// More elements than this, drawn by references, stop a browser for seconds.
const MOST: u64 = 1_000_000;

/// The elements of a picture, in their order, and what they refer to.
#[derive(Default)]
pub(super) struct Drawn {
    /// For each element the one around it.
    parents: Vec<Option<usize>>,
    open: Vec<usize>,
    ids: HashMap<String, usize>,
    references: Vec<Reference>,
}

struct Reference {
    from: usize,
    id: String,
    at: Range<usize>,
}

impl Drawn {
    pub(super) fn enter(&mut self) {
        self.parents.push(self.open.last().copied());
        self.open.push(self.parents.len() - 1);
    }

    pub(super) fn leave(&mut self) {
        self.open.pop();
    }

    /// Names the innermost open element. Only the first of a name is found by it.
    pub(super) fn has_id(&mut self, id: &str) {
        if let Some(element) = self.open.last() {
            self.ids.entry(id.to_owned()).or_insert(*element);
        }
    }

    /// Notes what an address, or `url(…)` in a style, refers to in the picture.
    pub(super) fn refers(&mut self, address: &str, at: &Range<usize>) {
        let id = address.trim().strip_prefix('#');
        if let (Some(id), Some(from)) = (id, self.open.last()) {
            self.references.push(Reference {
                from: *from,
                id: id.to_owned(),
                at: at.clone(),
            });
        }
    }

    /// The place of the reference that draws most, where all of them draw too much.
    pub(super) fn too_much(&self) -> Option<Range<usize>> {
        if self.references.is_empty() {
            return None;
        }
        let drawn = self.each_with_its_references();
        let own = self.parents.len() as u64;
        if drawn[0].saturating_sub(own) <= MOST {
            return None;
        }
        let (mut most, mut place) = (0, None);
        for reference in &self.references {
            if let Some(to) = self.ids.get(&reference.id)
                && drawn[*to] > most
            {
                (most, place) = (drawn[*to], Some(&reference.at));
            }
        }
        place.cloned()
    }

    /// For each element how many are drawn with it, those below it and those it refers to. One that
    /// refers to itself, by any way, draws nothing more.
    fn each_with_its_references(&self) -> Vec<u64> {
        let mut below: Vec<Vec<usize>> = vec![Vec::new(); self.parents.len()];
        for element in 0..self.parents.len() {
            if let Some(parent) = self.parents[element] {
                below[parent].push(element);
            }
        }
        for reference in &self.references {
            if let Some(to) = self.ids.get(&reference.id) {
                below[reference.from].push(*to);
            }
        }
        let mut drawn = vec![0_u64; self.parents.len()];
        let mut is_begun = vec![false; self.parents.len()];
        let mut way = Vec::new();
        for first in 0..self.parents.len() {
            if !is_begun[first] {
                is_begun[first] = true;
                way.push((first, 0));
            }
            // No recursion: how deep a picture nests is up to its author.
            while let Some((element, next)) = way.last_mut() {
                let element = *element;
                if let Some(to) = below[element].get(*next).copied() {
                    *next += 1;
                    if !is_begun[to] {
                        is_begun[to] = true;
                        way.push((to, 0));
                    }
                } else {
                    drawn[element] = 1;
                    for to in &below[element] {
                        drawn[element] = drawn[element].saturating_add(drawn[*to]);
                    }
                    way.pop();
                }
            }
        }
        drawn
    }
}
