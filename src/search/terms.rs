//! The words of all pages with the places they are in.
//!
//! Pages are read on all threads, a batch at a time. Each batch counts with small numbers for its
//! own words; then the words of all batches are sorted and each list of places is put together in
//! the order of batches, which is that of pages. So the result does not depend on the number of
//! threads, and the work is linear in the text.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use foldhash::fast::RandomState;
use rayon::prelude::*;

use super::pack::{Packed, word_list};
use super::text::Text;
use super::words::Word;

/// Pages that are read together.
const BATCH: usize = 256;

/// Words with the places they are in, each place once, in order.
pub(super) struct Terms {
    words: Vec<Box<str>>,
    /// Where the places of each word end in `places`.
    ends: Vec<usize>,
    places: Vec<u32>,
    /// How many places there are in all.
    count: usize,
}

/// The index's form of it.
pub(super) struct PackedTerms {
    pub(super) words: String,
    pub(super) places: Packed,
}

/// What some pages hold.
#[derive(Default)]
struct Batch {
    short: HashMap<u128, Known, RandomState>,
    long: HashMap<Box<str>, Known, RandomState>,
    /// Words and places, in the order of places.
    pairs: Vec<(u32, u32)>,
}

/// A word of a batch.
#[derive(Clone, Copy)]
struct Known {
    number: u32,
    /// The last place it was seen at.
    place: u32,
}

impl Batch {
    #[inline]
    fn add(&mut self, word: Word<'_>, place: u32) {
        let number = small(self.short.len() + self.long.len());
        let new = Known { number, place };
        let known = match word {
            Word::Short(word) => match self.short.entry(word) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(free) => {
                    free.insert(new);
                    return self.pairs.push((number, place));
                }
            },
            Word::Long(word) => {
                if let Some(known) = self.long.get_mut(word) {
                    known
                } else {
                    self.long.insert(word.into(), new);
                    return self.pairs.push((number, place));
                }
            }
        };
        if known.place != place {
            known.place = place;
            self.pairs.push((known.number, place));
        }
    }
}

/// Places and words are fewer than 2³², as the bytes of a text are.
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX - 1)
}

impl Terms {
    /// Reads all pages. A place is a section, or else a page.
    pub(super) fn gather(texts: &[Text<'_>], by_section: bool) -> Terms {
        let mut starts = Vec::with_capacity(texts.len());
        let mut count = 0;
        for text in texts {
            starts.push(count);
            count += if by_section { text.sections() } else { 1 };
        }
        let batches: Vec<Batch> = texts
            .par_chunks(BATCH)
            .zip(starts.par_chunks(BATCH))
            .map(|(texts, starts)| {
                let mut batch = Batch::default();
                for (text, start) in texts.iter().zip(starts) {
                    text.words(&mut |section, word| {
                        let place = start + if by_section { section } else { 0 };
                        batch.add(word, small(place));
                    });
                }
                batch
            })
            .collect();
        Terms::merge(batches, count)
    }

    fn merge(batches: Vec<Batch>, count: usize) -> Terms {
        let mut all: Vec<(Box<str>, usize, u32)> = Vec::new();
        let mut pairs = Vec::with_capacity(batches.len());
        let mut numbers: Vec<Vec<usize>> = Vec::with_capacity(batches.len());
        for (at, batch) in batches.into_iter().enumerate() {
            numbers.push(vec![0; batch.short.len() + batch.long.len()]);
            pairs.push(batch.pairs);
            let short = batch.short.into_iter();
            let short = short.map(|(word, known)| (Word::Short(word).text().into(), known));
            let words = short.chain(batch.long);
            // Sorted below.
            all.extend(words.map(|(word, known)| (word, at, known.number)));
        }
        all.par_sort_unstable();
        let mut words: Vec<Box<str>> = Vec::new();
        for (word, batch, number) in all {
            if words.last() != Some(&word) {
                words.push(word);
            }
            numbers[batch][number as usize] = words.len() - 1;
        }
        let mut ends = vec![0; words.len() + 1];
        for (pairs, numbers) in pairs.iter().zip(&numbers) {
            for (word, _) in pairs {
                ends[numbers[*word as usize] + 1] += 1;
            }
        }
        for at in 1..ends.len() {
            ends[at] += ends[at - 1];
        }
        let mut places = vec![0; ends.last().copied().unwrap_or(0)];
        // While the lists are filled, `ends` says where each goes on: in the end, where it ends.
        for (pairs, numbers) in pairs.iter().zip(&numbers) {
            for (word, place) in pairs {
                let end = &mut ends[numbers[*word as usize]];
                places[*end] = *place;
                *end += 1;
            }
        }
        ends.pop();
        Terms {
            words,
            ends,
            places,
            count,
        }
    }

    /// The words that tell something of a site's language: on a larger one those that are in more places than one.
    pub(super) fn known(&self) -> impl Iterator<Item = &str> {
        const SMALL: usize = 20_000;
        let all = 0..self.words.len();
        let known = all.filter(|word| self.words.len() < SMALL || self.places(*word).len() > 1);
        known.map(|word| &*self.words[word])
    }

    fn places(&self, word: usize) -> &[u32] {
        let start = word.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.places[start..self.ends[word]]
    }

    /// Packs as much as `room` bytes hold once they are compressed, by an estimate. The words that
    /// tell least lose their places first; they stay in the list, so that the client knows them.
    /// Where there are very many words, those go that are on one page only and are hardly words.
    pub(super) fn pack(&self, room: usize) -> PackedTerms {
        let all: Vec<usize> = (0..self.words.len()).collect();
        let mut kept = all;
        let is_known = |word: &usize| self.places(*word).len() > 1;
        let is_word = |word: &usize| !self.words[*word].bytes().any(|byte| byte.is_ascii_digit());
        if size_of(&kept) > room / 2 {
            kept.retain(|word| is_known(word) || is_word(word));
        }
        if size_of(&kept) > room / 2 {
            kept.retain(is_known);
        }
        let most = self.most_places(&kept, 8 * room.saturating_sub(size_of(&kept)));
        let mut places = Packed::default();
        for word in &kept {
            let all = self.places(*word);
            let kept = if all.len() <= most { all } else { &[] };
            places.growing(kept.iter().map(|place| *place as usize));
        }
        let words = word_list(kept.iter().map(|word| &*self.words[*word]));
        PackedTerms { words, places }
    }

    /// How many places a word may have for all words together to fit into so many bits.
    fn most_places(&self, words: &[usize], room: usize) -> usize {
        let mut lengths: Vec<usize> = words.iter().map(|word| self.places(*word).len()).collect();
        lengths.sort_unstable();
        let mut used = 0;
        for length in lengths {
            used += self.bits(length);
            if used > room {
                // One of several words with as many places may not fit: none of them is taken.
                return length - 1;
            }
        }
        usize::MAX
    }

    /// How many bits so many places take: for each the logarithm of the distance to the next one,
    /// and some.
    fn bits(&self, length: usize) -> usize {
        let distance = (self.count / length.max(1)).max(1);
        length * (distance.ilog2() as usize + 2)
    }
}

/// How many bytes the words themselves take, about: of most only the end is written, and that is
/// compressed.
fn size_of(words: &[usize]) -> usize {
    const EACH: usize = 3;
    EACH * words.len()
}

#[cfg(test)]
mod tests {
    use super::Terms;

    /// Words with as many places as given, of 1,000.
    fn terms(words: &[(&str, u32)]) -> Terms {
        let mut terms = Terms {
            words: Vec::new(),
            ends: Vec::new(),
            places: Vec::new(),
            count: 1000,
        };
        for (word, count) in words {
            terms.words.push((*word).into());
            terms.places.extend(0..*count);
            terms.ends.push(terms.places.len());
        }
        terms
    }

    /// The words, and how many bytes the places of each take.
    fn packed(terms: &Terms, room: usize) -> (String, Vec<usize>) {
        let packed = terms.pack(room);
        let places = serde_json::to_value(&packed.places).expect("a text");
        let places = places.as_str().expect("a text");
        (packed.words, places.split(' ').map(str::len).collect())
    }

    #[test]
    fn words_that_stand_everywhere_lose_their_places_first() {
        let terms = terms(&[("the", 900), ("tie", 100), ("x", 1)]);
        assert_eq!(packed(&terms, 10_000).1, [900, 100, 1]);
        assert_eq!(packed(&terms, 200).1, [0, 100, 1]);
        assert_eq!(packed(&terms, 20).1, [0, 0, 1]);
    }

    #[test]
    fn words_that_are_none_go_before_the_list_grows_too_long() {
        let terms = terms(&[("a1", 1), ("b", 1), ("c2", 5)]);
        assert_eq!(packed(&terms, 1000).0, "Aa1AbAc2");
        assert_eq!(packed(&terms, 17).0, "AbAc2");
        assert_eq!(packed(&terms, 10).0, "Ac2");
    }
}
