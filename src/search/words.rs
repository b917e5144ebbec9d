//! Cuts a text into words, without case and accents: the same cut that the client makes of what a
//! reader types.
//!
//! All text of a site comes through here, and nearly all of it is short words of ASCII. Such a word
//! is a number, its bytes taken as one, so that looking it up needs no text to be made, compared or
//! hashed.

use crate::text::fold;

/// Words longer than this, in bytes, are no words: keys, hashes, addresses.
const LONGEST: usize = 40;

const SHORT: usize = 16;

/// A word of a text. Each word has only one of the two forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word<'a> {
    /// Its bytes, the first one highest.
    Short(u128),
    /// A word that is too long for that.
    Long(&'a str),
}

impl<'a> Word<'a> {
    fn of(word: &'a str) -> Word<'a> {
        if word.len() > SHORT {
            return Word::Long(word);
        }
        Word::Short(
            word.bytes()
                .fold(0, |number, byte| number << 8 | u128::from(byte)),
        )
    }

    pub(super) fn text(self) -> String {
        match self {
            Word::Short(number) => {
                let bytes = number.to_be_bytes();
                let blank = number.leading_zeros() as usize / 8;
                String::from_utf8_lossy(&bytes[blank..]).into_owned()
            }
            Word::Long(word) => word.to_owned(),
        }
    }
}

/// What a byte is.
const SEPARATOR: u8 = 0;
/// What may begin something of Markdown that a page does not show.
const SIGN: u8 = 1;
/// A letter or digit of ASCII.
const LETTER: u8 = 2;
/// Part of a character outside ASCII.
const OTHER: u8 = 3;

const CLASSES: [u8; 256] = {
    let mut classes = [SEPARATOR; 256];
    let mut at = 0_u8;
    while at < 128 {
        classes[at as usize] = match at {
            b'[' | b']' | b'{' | b'&' | b'`' => SIGN,
            _ if at.is_ascii_alphanumeric() => LETTER,
            _ => SEPARATOR,
        };
        at += 1;
    }
    let mut at = 128;
    while at < 256 {
        classes[at] = OTHER;
        at += 1;
    }
    classes
};

/// The last `length` bytes, letters and digits of ASCII all of them, as the number of a word: two
/// and at most [`SHORT`].
#[inline]
fn lower_case(bytes: &[u8], length: usize) -> u128 {
    // This bit makes a small letter of a capital one; small letters and digits have it.
    const SMALL: u128 = u128::from_be_bytes([0x20; SHORT]);
    let unused = 8 * (SHORT - length);
    let number = match bytes.last_chunk::<SHORT>() {
        Some(chunk) => u128::from_be_bytes(*chunk) << unused >> unused,
        None => bytes[bytes.len() - length..]
            .iter()
            .fold(0, |number, byte| number << 8 | u128::from(*byte)),
    };
    number | (SMALL >> unused)
}

/// Signs that join single letters and digits to one word: `1:1`, `A/B`, `R&D`, `2.0`.
const JOINS: &[u8] = b":/&.+-";

/// How many bytes the word has that single letters and digits make, the first of them at `start`, and the word itself: `1:1` in any
/// of its spellings, `c++`, `c#`. `None` where longer words are joined.
fn compound(bytes: &[u8], start: usize) -> Option<(usize, String)> {
    let at = |place: usize| bytes.get(place).copied().unwrap_or_default();
    let is_join = |byte: u8| JOINS.contains(&byte);
    let is_letter = |byte: u8| CLASSES[usize::from(byte)] >= LETTER;
    if start > 1 && is_join(bytes[start - 1]) && is_letter(bytes[start - 2]) {
        return None;
    }
    let mut word = String::from(char::from(at(start).to_ascii_lowercase()));
    let mut end = start + 1;
    while is_join(at(end)) && at(end + 1).is_ascii_alphanumeric() {
        word.push(':');
        word.push(char::from(at(end + 1).to_ascii_lowercase()));
        end += 2;
    }
    if word.len() == 1 {
        let is_language = at(start).is_ascii_alphabetic();
        return [&b"++"[..], b"#"]
            .into_iter()
            .filter(|sign| is_language && bytes[end..].starts_with(sign))
            .find(|sign| !is_letter(at(end + sign.len())))
            .map(|sign| (1 + sign.len(), word + &String::from_utf8_lossy(sign)));
    }
    // Several of them: `1:1s`.
    end += usize::from(at(end).eq_ignore_ascii_case(&b's'));
    let goes_on = is_letter(at(end)) || is_join(at(end)) && is_letter(at(end + 1));
    (!goes_on && word.len() <= LONGEST).then_some((end - start, word))
}

/// The words of a plain text. A single letter tells nothing and is no word; a single digit is one.
pub(super) fn words_of(text: &str, sink: &mut impl FnMut(Word<'_>)) {
    words_but(text, |_, _| 0, sink);
}

/// The words of a text without what `hidden` takes out: how many bytes at a [`SIGN`].
#[inline]
pub(super) fn words_but(
    text: &str,
    hidden: impl Fn(&[u8], usize) -> usize,
    sink: &mut impl FnMut(Word<'_>),
) {
    let bytes = text.as_bytes();
    let class = |at: usize| {
        bytes
            .get(at)
            .map_or(SEPARATOR, |byte| CLASSES[*byte as usize])
    };
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let mut next = class(at);
        while next == LETTER {
            at += 1;
            next = class(at);
        }
        if next == OTHER {
            let more = bytes[at..]
                .iter()
                .take_while(|byte| CLASSES[**byte as usize] >= LETTER);
            at += more.count();
            other_words(&text[start..at], sink);
            continue;
        }
        match at - start {
            0 if next == SIGN => at += hidden(bytes, at).max(1),
            0 => at += 1,
            1 => match compound(bytes, start) {
                Some((length, word)) => {
                    sink(Word::of(&word));
                    at = start + length;
                }
                None if bytes[start].is_ascii_digit() => sink(Word::Short(bytes[start].into())),
                None => {}
            },
            2..=SHORT => sink(Word::Short(lower_case(&bytes[..at], at - start))),
            length if length <= LONGEST => sink(Word::Long(&text[start..at].to_ascii_lowercase())),
            _ => {}
        }
    }
}

/// The words of a text that has other letters in it than those of ASCII.
fn other_words(text: &str, sink: &mut impl FnMut(Word<'_>)) {
    let text = fold::search(text);
    for part in text.split(|c: char| !c.is_alphanumeric()) {
        let mut whole = |word: &str| {
            if (2..=LONGEST).contains(&word.len()) {
                sink(Word::of(word));
            }
        };
        // Where words are written without spaces, each sign is one, or each two letters are.
        let (mut start, mut before) = (0, None);
        for (at, c) in part.char_indices() {
            let end = at + c.len_utf8();
            let is_run_on = is_run_on(c);
            if stands_alone(c) || is_run_on {
                whole(&part[start..at]);
                start = end;
            }
            if stands_alone(c) {
                whole(&part[at..end]);
            } else if is_run_on {
                whole(&part[before.unwrap_or(at)..end]);
            }
            before = is_run_on.then_some(at);
        }
        whole(&part[start..]);
    }
}

/// Signs of Chinese and Japanese.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}')
        || matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// Letters of scripts that write words without spaces between them: Thai, Lao, Burmese, Khmer.
fn is_run_on(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

#[cfg(test)]
mod tests {
    use super::words_of;

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        words_of(text, &mut |word| words.push(word.text()));
        words
    }

    #[test]
    fn words_are_folded() {
        assert_eq!(
            words("Écoles—the R&D café, İstanbul x 24"),
            ["ecoles", "the", "r:d", "cafe", "istanbul", "24"]
        );
        assert_eq!(words("don’t isn't"), ["don", "isn"]);
        assert_eq!(words("技术 lead主管"), ["技", "术", "lead", "主", "管"]);
        assert_eq!(words("A az9"), ["az9"]);
    }

    #[test]
    fn single_letters_and_digits_are_words_together() {
        assert_eq!(words("a 1:1, our 1-1s; A/B"), ["1:1", "our", "1:1", "a:b"]);
        assert_eq!(
            words("C++ and C#, P 0, v2.0"),
            ["c++", "and", "c#", "0", "v2", "0"]
        );
        assert_eq!(
            words("2026-1-1 a/b-test 10.2.0 A-Z"),
            ["2026", "1", "1", "test", "10", "2", "0", "a:z"]
        );
    }

    #[test]
    fn words_without_spaces_are_found_inside_a_run() {
        // Marks over letters are left out first.
        assert_eq!(words("ทีมงาน"), ["ท", "ทม", "มง", "งา", "าน"]);
    }

    #[test]
    fn long_words_are_words_but_what_is_too_long_is_none() {
        assert_eq!(
            words("Sixteen_letters0 Internationalization"),
            ["sixteen", "letters0", "internationalization"]
        );
        assert_eq!(
            words("abcdefghijklmnoP abcdefghijklmnopQ"),
            ["abcdefghijklmnop", "abcdefghijklmnopq"]
        );
        assert_eq!(words(&format!("a {} bc", "x".repeat(41))), ["bc"]);
    }
}
