//! How numbers and lists of words are written: as texts that are short, that compress well, and
//! that a few lines of script read.

use serde::{Serialize, Serializer};

/// The digits of numbers, five bits each; a digit of the second half has more digits after it. All
/// of them are in a script and in JSON as they are.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Between two lists of numbers.
const BETWEEN: char = ' ';

/// Numbers as text, the smallest digit first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Packed {
    text: String,
    lists: usize,
}

impl Packed {
    pub(super) fn number(&mut self, mut number: usize) {
        loop {
            let (digit, rest) = (number & 31, number >> 5);
            let more = if rest > 0 { 32 } else { 0 };
            self.text.push(char::from(DIGITS[digit + more]));
            if rest == 0 {
                break;
            }
            number = rest;
        }
    }

    /// Adds a list of numbers, apart from the one before.
    pub(super) fn list(&mut self, numbers: impl IntoIterator<Item = usize>) {
        if self.lists > 0 {
            self.text.push(BETWEEN);
        }
        self.lists += 1;
        for number in numbers {
            self.number(number);
        }
    }

    /// Adds a list of growing numbers as the distances between them, which are smaller.
    pub(super) fn growing(&mut self, numbers: impl IntoIterator<Item = usize>) {
        let mut next = 0;
        self.list(numbers.into_iter().map(|number| {
            let distance = number - next;
            next = number + 1;
            distance
        }));
    }
}

impl Serialize for Packed {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.text)
    }
}

/// The most that a text shares with the one before it: a capital letter says how much.
const MOST_SHARED: usize = 25;

/// How much of a text the one before it has too: in bytes, and in the units of UTF-16 that the
/// client counts in.
fn shared(text: &str, before: &str) -> (usize, usize) {
    let (mut bytes, mut units) = (0, 0);
    for (own, other) in text.chars().zip(before.chars()) {
        if own != other || units + own.len_utf16() > MOST_SHARED {
            break;
        }
        bytes += own.len_utf8();
        units += own.len_utf16();
    }
    (bytes, units)
}

fn push_after(out: &mut String, text: &str, before: &str) {
    let (bytes, units) = shared(text, before);
    out.push(char::from(b'A' + u8::try_from(units).unwrap_or(0)));
    out.push_str(&text[bytes..]);
}

/// Sorted words in one text: for each a capital letter that says how much of the word before it is
/// shared, then the rest. Folded words have no capital letters.
pub(super) fn word_list<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = String::new();
    let mut before = "";
    for word in words {
        push_after(&mut out, word, before);
        before = word;
    }
    out
}

/// Texts that begin alike, as addresses do, each as a capital letter that says how much of the one
/// before it is shared, and the rest.
pub(super) fn text_list<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut before = "";
    let shorter = texts.into_iter().map(|text| {
        let mut out = String::new();
        push_after(&mut out, text, before);
        before = text;
        out
    });
    shorter.collect()
}

/// A value as a script that sets one global name. What could end a script element or a line of a
/// script is written as an escape.
pub(super) fn script(value: &impl Serialize) -> String {
    // Texts and numbers always have a form in JSON.
    let json = serde_json::to_string(value).unwrap_or_default();
    let json = json
        .replace('<', "\\u003c")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029");
    format!("globalThis.lbIndex = {json};\n")
}

#[cfg(test)]
mod tests {
    use super::{Packed, script, text_list, word_list};

    #[test]
    fn numbers_are_short_and_lists_stand_apart() {
        let mut packed = Packed::default();
        packed.list([0, 31, 32, 1000]);
        packed.list([]);
        packed.growing([0, 1, 5]);
        assert_eq!(packed.text, "AfgBof  AAD");
    }

    #[test]
    fn words_share_their_beginnings() {
        assert_eq!(word_list(["staff", "staffing", "tech"]), "AstaffFingAtech");
        assert_eq!(
            text_list(["roles/a.html", "roles/b.html"]),
            ["Aroles/a.html", "Gb.html"]
        );
    }

    #[test]
    fn nothing_ends_the_script() {
        assert_eq!(
            script(&["</script>\u{2028}\"\\"]),
            "globalThis.lbIndex = [\"\\u003c/script>\\u2028\\\"\\\\\"];\n"
        );
    }
}
