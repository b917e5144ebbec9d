//! Cuts a text into words, without case and accents: the same cut that the client makes of what a reader types.
//!
//! Nearly all text is ASCII, and all text of a site comes through here: that case is a walk over bytes with a table.

use crate::site::search::folded;

/// Words longer than this, in bytes, are no words: keys, hashes, addresses.
const LONGEST: usize = 40;

/// Gathers the bytes of a word until it ends.
pub(super) struct Cutter<'s, S: FnMut(&str)> {
    sink: &'s mut S,
    word: [u8; LONGEST],
    length: usize,
}

impl<'s, S: FnMut(&str)> Cutter<'s, S> {
    pub(super) fn new(sink: &'s mut S) -> Cutter<'s, S> {
        Cutter { sink, word: [0; LONGEST], length: 0 }
    }

    /// Adds a letter or digit of ASCII to the word.
    #[inline]
    pub(super) fn letter(&mut self, byte: u8) {
        if let Some(place) = self.word.get_mut(self.length) {
            *place = byte.to_ascii_lowercase();
        }
        self.length += 1;
    }

    /// Ends the word. A single letter tells nothing and is no word.
    #[inline]
    pub(super) fn end(&mut self) {
        if let 2..=LONGEST = self.length
            && let Ok(word) = str::from_utf8(&self.word[..self.length])
        {
            (self.sink)(word);
        }
        self.length = 0;
    }

    /// A run of text that has other letters than those of ASCII in it, from where a word begins to where ASCII ends one.
    pub(super) fn run(&mut self, run: &str) {
        self.length = 0;
        let text = folded(run);
        for part in text.split(|c: char| !c.is_alphanumeric()) {
            // Where words are written without spaces, each sign is one.
            let mut start = 0;
            for (at, c) in part.char_indices().filter(|(_, c)| stands_alone(*c)) {
                self.whole(&part[start..at]);
                start = at + c.len_utf8();
                (self.sink)(&part[at..start]);
            }
            self.whole(&part[start..]);
        }
    }

    fn whole(&mut self, word: &str) {
        if word.len() > 1 && word.len() <= LONGEST {
            (self.sink)(word);
        }
    }
}

/// Signs of Chinese and Japanese.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// The words of a plain text.
pub(super) fn words_of(text: &str, sink: &mut impl FnMut(&str)) {
    let mut cutter = Cutter::new(sink);
    let mut at = 0;
    while at < text.len() {
        at = step(text, at, &mut cutter);
    }
    cutter.end();
}

/// Takes the byte at a place, or all of a run that is not ASCII, and says where to go on.
#[inline]
pub(super) fn step<S: FnMut(&str)>(text: &str, at: usize, cutter: &mut Cutter<'_, S>) -> usize {
    let byte = text.as_bytes()[at];
    if byte.is_ascii_alphanumeric() {
        cutter.letter(byte);
        return at + 1;
    }
    if byte.is_ascii() {
        cutter.end();
        return at + 1;
    }
    let ends = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphanumeric();
    let bytes = text.as_bytes();
    let start = at - bytes[..at].iter().rev().take_while(|byte| !ends(byte)).count();
    let end = at + bytes[at..].iter().take_while(|byte| !ends(byte)).count();
    cutter.run(&text[start..end]);
    end
}

#[cfg(test)]
mod tests {
    use super::words_of;

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        words_of(text, &mut |word| words.push(word.to_owned()));
        words
    }

    #[test]
    fn words_are_folded() {
        assert_eq!(words("Écoles—the R&D café, İstanbul x 24"), ["ecoles", "the", "cafe", "istanbul", "24"]);
        assert_eq!(words("don’t isn't"), ["don", "isn"]);
        assert_eq!(words("技术 lead主管"), ["技", "术", "lead", "主", "管"]);
    }

    #[test]
    fn what_is_too_long_is_no_word() {
        assert_eq!(words(&format!("a {} bc", "x".repeat(41))), ["bc"]);
    }
}
