//! The forms under which texts are compared: one for each question, and no two of them are the
//! same.
//!
//! | form | composition | case | besides |
//! |---|---|---|---|
//! | [`name`] | NFC | lower | white space runs become one space |
//! | [`path`] | NFC | lower | |
//! | [`file`] | NFC | upper, then lower | |
//! | [`search`] | NFKD | lower | without marks |

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
    text.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .collect::<String>()
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{file, name, path, search};

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
    }
}
