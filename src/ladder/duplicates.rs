//! Texts of tracks and axes that say the same twice: the start of two wordings that drift apart.
//!
//! Texts are compared by their *shingles*, runs of three words: two texts are near when they share
//! at least [`NEAR`] of all the shingles that either has. Two such texts share one of the rarest
//! shingles of each, so only texts that meet in one of those are compared, and each text with at
//! most [`CANDIDATES`] others: the work grows with the content and not with its square, no matter
//! what the content is.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::diagnostic::{Diagnostic, tracks as say};
use crate::text::Text;

/// Shared shingles of all, in percent: over a sentence of ten words one of which differs, under two
/// sentences of one build.
const NEAR: usize = 45;

/// Words in a shingle.
const WORDS: usize = 3;

/// How many others a text is compared with.
const CANDIDATES: usize = 64;

/// Texts that are near each other: the later one, the earlier one, and whether they differ in
/// nothing but case and signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near {
    /// The place of the later text.
    pub second: usize,
    /// The place of the earlier text it is nearest to.
    pub first: usize,
    /// Whether they have the same words.
    pub equal: bool,
}

/// Reports texts that are twice; they are given by path and place.
pub(super) fn check(texts: &[&Text], diagnostics: &mut Vec<Diagnostic>) {
    let values: Vec<&str> = texts.iter().map(|text| text.value.as_str()).collect();
    for Near {
        second,
        first,
        equal,
    } in near(&values)
    {
        diagnostics.push(say::near_duplicate(
            texts[second].span,
            texts[first].span,
            equal,
        ));
    }
}

/// For each text the earlier one it is nearest to, if one is near.
pub fn near(texts: &[&str]) -> Vec<Near> {
    let words = numbered_words(texts);
    let (shingles, count_of) = shingles(&words);
    let mut equals: HashMap<&[u32], usize> = HashMap::new();
    // For each shingle the earlier texts that have it among their rarest.
    let mut earlier: HashMap<u32, Vec<usize>> = HashMap::new();
    let mut found = Vec::new();
    for (second, own) in shingles.iter().enumerate() {
        if own.is_empty() {
            continue;
        }
        let rarest = rarest(own, &count_of);
        let equal = match equals.entry(words[second].as_slice()) {
            Entry::Occupied(first) => Some(*first.get()),
            Entry::Vacant(place) => {
                place.insert(second);
                None
            }
        };
        let nearest = match equal {
            Some(first) => Some(Near {
                second,
                first,
                equal: true,
            }),
            None => nearest(&shingles, second, &rarest, &earlier).map(|first| Near {
                second,
                first,
                equal: false,
            }),
        };
        found.extend(nearest);
        // The first of equal texts counts for all of them.
        if equal.is_none() {
            for shingle in rarest {
                let list = earlier.entry(shingle).or_default();
                if list.len() < CANDIDATES {
                    list.push(second);
                }
            }
        }
    }
    found
}

/// The words of each text, letters and digits only, small, each as a number.
fn numbered_words(texts: &[&str]) -> Vec<Vec<u32>> {
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut number = |word: &str| {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        *numbers.entry(word.to_lowercase()).or_insert(next)
    };
    texts
        .iter()
        .map(|text| {
            text.split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .map(&mut number)
                .collect()
        })
        .collect()
}

/// The shingles of each text, as sorted numbers without repetition, and in how many texts each
/// number is. A text of fewer words is one shingle.
fn shingles(texts: &[Vec<u32>]) -> (Vec<Vec<u32>>, Vec<usize>) {
    let mut numbers: HashMap<&[u32], u32> = HashMap::new();
    let mut count_of = Vec::new();
    let mut all = Vec::with_capacity(texts.len());
    for words in texts {
        let size = WORDS.min(words.len()).max(1);
        let mut own: Vec<u32> = words
            .windows(size)
            .map(|shingle| {
                let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                *numbers.entry(shingle).or_insert(next)
            })
            .collect();
        own.sort_unstable();
        own.dedup();
        count_of.resize(numbers.len(), 0);
        for shingle in &own {
            count_of[*shingle as usize] += 1;
        }
        all.push(own);
    }
    (all, count_of)
}

/// So many of the rarest shingles that a near text must have one of them.
fn rarest(own: &[u32], count_of: &[usize]) -> Vec<u32> {
    let mut by_count = own.to_vec();
    by_count.sort_unstable_by_key(|shingle| (count_of[*shingle as usize], *shingle));
    by_count.truncate(own.len() - (own.len() * NEAR).div_ceil(100) + 1);
    by_count
}

/// The earlier text that shares most with this one; the first of those that share as much.
fn nearest(
    shingles: &[Vec<u32>],
    second: usize,
    rarest: &[u32],
    earlier: &HashMap<u32, Vec<usize>>,
) -> Option<usize> {
    let own = &shingles[second];
    let mut candidates: Vec<usize> = rarest
        .iter()
        .filter_map(|shingle| earlier.get(shingle))
        .flatten()
        .copied()
        .take(CANDIDATES * 4)
        .collect();
    candidates.sort_unstable();
    candidates.dedup();
    candidates.truncate(CANDIDATES);
    let mut best: Option<(usize, usize, usize)> = None;
    for first in candidates {
        let other = &shingles[first];
        let (small, large) = (own.len().min(other.len()), own.len().max(other.len()));
        if small * 100 < large * NEAR {
            continue;
        }
        let shared = shared(own, other);
        let all = own.len() + other.len() - shared;
        let is_near = shared * 100 >= all * NEAR;
        // shared / all > best shared / best all
        let is_better = best.is_none_or(|(_, most, of)| shared * of > most * all);
        if is_near && is_better {
            best = Some((first, shared, all));
        }
    }
    best.map(|(first, ..)| first)
}

/// How many numbers two sorted lists have in common.
fn shared(one: &[u32], other: &[u32]) -> usize {
    let (mut at, mut beside, mut count) = (0, 0, 0);
    while at < one.len() && beside < other.len() {
        match one[at].cmp(&other[beside]) {
            std::cmp::Ordering::Less => at += 1,
            std::cmp::Ordering::Greater => beside += 1,
            std::cmp::Ordering::Equal => {
                (at, beside, count) = (at + 1, beside + 1, count + 1);
            }
        }
    }
    count
}
