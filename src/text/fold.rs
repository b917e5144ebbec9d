//! The forms under which texts are compared: one for each question, and no two of them are the
//! same.
//!
//! | form | composition | case | besides |
//! |---|---|---|---|
//! | [`name`] | NFC | lower | white space runs become one space |
//! | [`path`] | NFC | lower | |
//! | [`file`] | NFC | upper, then lower | |
//! | [`ordered`] | NFC | lower | as names, with numbers in the order of their values |
//! | [`search`] | NFKD | lower | without marks, and without what only says where a line may break |

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The form under which the name of a role, an area or a step is looked up. Accents count: `Resume`
/// and `Résumé` are two names.
pub fn name(name: &str) -> String {
    if name.is_ascii()
        && !name
            .bytes()
            .any(|byte| byte.is_ascii_whitespace() || byte.is_ascii_uppercase())
    {
        return name.to_owned();
    }
    // Most names are ASCII, which is composed already.
    let lower = if name.is_ascii() {
        name.to_ascii_lowercase()
    } else {
        name.nfc().collect::<String>().to_lowercase()
    };
    let mut folded = String::with_capacity(lower.len());
    for word in lower.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// The form by which texts are put in order: `Group 2` comes before `Group 12`. Texts that differ in
/// zeros before a number have the same form, so that who sorts needs another key after it.
pub fn ordered(text: &str) -> String {
    let folded = name(text);
    if !folded.bytes().any(|byte| byte.is_ascii_digit()) {
        return folded;
    }
    let mut out = String::with_capacity(folded.len() + 16);
    let mut rest = folded.as_str();
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, number) = rest.split_at(start);
        let end = number.find(|c: char| !c.is_ascii_digit());
        let (digits, after) = number.split_at(end.unwrap_or(number.len()));
        let digits = digits.trim_start_matches('0');
        out.push_str(before);
        // Of two numbers the one with more digits is greater. The digit in front keeps numbers
        // before letters.
        out.push_str(&format!("0{:08x}{digits}", digits.len()));
        rest = after;
    }
    out + rest
}

/// A path that the program writes, as file systems see it that ignore case or compose accents.
pub fn path(path: &str) -> Cow<'_, str> {
    if !path.is_ascii() {
        Cow::Owned(path.nfc().collect::<String>().to_lowercase())
    } else if path.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(path.to_ascii_lowercase())
    } else {
        Cow::Borrowed(path)
    }
}

/// The form that all spellings of an input file's name share on such file systems. It goes by way
/// of upper case, so that `ß` and `ss`, `ς` and `σ` meet as they do there: two files that cannot be
/// checked out together must be noticed on every system.
pub fn file(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    let upper: String = name.nfd().flat_map(char::to_uppercase).collect();
    upper.to_lowercase().nfc().collect()
}

/// What a reader searches by: without case, accents and forms that only look different. The client
/// does the same.
pub fn search(text: &str) -> String {
    let is_unseen = |c| {
        matches!(
            c,
            '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}'
        )
    };
    text.nfkd()
        .filter(|c| !is_combining_mark(*c) && !is_unseen(*c))
        .collect::<String>()
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{file, name, ordered, path, search};

    #[test]
    fn numbers_are_in_the_order_of_their_values() {
        let sorted = [
            "1",
            "2",
            "02b",
            "10",
            "99999999999999999999999",
            "100000000000000000000000",
            "a",
            "Group",
            "group 2",
            "Group 4",
            "group 12",
            "Group 12 B",
            "group a",
            "v1.9",
            "v1.10",
        ];
        let mut texts = sorted;
        texts.reverse();
        texts.sort_by_key(|text| ordered(text));
        assert_eq!(texts, sorted);
    }

    proptest! {
        #[test]
        fn a_greater_number_comes_later_whatever_is_around_it(
            one: u64, other: u64, zeros in "0{0,3}", before in "[a-z 0-9]{0,4}[a-z ]", after in "([a-z ][a-z0-9 ]{0,4})?",
        ) {
            let text = |number: u64| format!("{before}{zeros}{number}{after}");
            prop_assert_eq!(ordered(&text(one)).cmp(&ordered(&text(other))), one.cmp(&other));
        }

        #[test]
        fn texts_without_numbers_keep_their_order(one in "[a-zA-Zäß ]{0,6}", other in "[a-zA-Zäß ]{0,6}") {
            prop_assert_eq!(ordered(&one).cmp(&ordered(&other)), name(&one).cmp(&name(&other)));
        }
    }

    #[test]
    fn spellings_of_one_name_meet() {
        assert_eq!(name("Tech\u{a0} Lead"), "tech lead");
        assert_eq!(name("Fu\u{308}hrung"), name("FÜHRUNG"));
        assert_ne!(name("ЕM"), name("EM"));
        assert_eq!(file("Tech-Lead.md"), file("tech-lead.MD"));
        assert_eq!(file("fu\u{308}hrung"), file("FÜHRUNG"));
        assert_eq!(file("STRASSE"), file("straße"));
        assert_ne!(file("a"), file("ä"));
    }

    #[test]
    fn each_form_tells_apart_what_the_next_one_does_not() {
        assert_ne!(path("a  b"), path("a b"));
        assert_eq!(name("a  b"), name("a b"));
        assert_ne!(path("straße"), path("strasse"));
        assert_ne!(name("straße"), name("strasse"));
        assert_ne!(name("résumé"), name("resume"));
        assert_eq!(search("Résumé ①"), "resume 1");
        assert_eq!(search("respon\u{ad}sibility"), "responsibility");
    }
}
