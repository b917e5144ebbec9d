//! The words of the site in one language: every text on a page that no author wrote.
//!
//! One table per language, part of the theme. Diagnostics stay English and are not here.

use std::collections::BTreeMap;

include!(concat!(env!("OUT_DIR"), "/keys.rs"));

/// The key of a word: one of those that the default theme has in English.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(&'static str);

impl Key {
    /// As [`key!`] calls it, so that a key without a word does not compile.
    ///
    /// # Panics
    /// Where the default theme has no such word, which in a constant is an error of the compiler.
    pub const fn new(name: &'static str) -> Key {
        let mut at = 0;
        while at < KEYS.len() {
            if is_same(KEYS[at], name) {
                return Key(name);
            }
            at += 1;
        }
        panic!("themes/default/words/en.toml has no such word")
    }
}

const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// A [`Key`], looked for when the program is compiled.
macro_rules! key {
    ($name:expr) => {{
        const KEY: $crate::words::Key = $crate::words::Key::new($name);
        KEY
    }};
}

pub(crate) use key;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(BTreeMap<String, String>);

impl Words {
    pub fn new(words: impl IntoIterator<Item = (String, String)>) -> Words {
        Words(words.into_iter().collect())
    }

    /// The word of a key; the key itself where the table lacks it, so that a reader sees what is
    /// missing.
    pub fn get(&self, key: Key) -> &str {
        self.0.get(key.0).map_or(key.0, String::as_str)
    }

    /// The word of one of a family whose members are named elsewhere: months, relations, kinds.
    pub fn named(&self, name: &str) -> String {
        self.0.get(name).map_or(name, String::as_str).to_owned()
    }

    /// The word of a key with `{name}` replaced by each part. Parts are not searched for further
    /// names.
    pub fn fill(&self, key: Key, parts: &[(&str, &str)]) -> String {
        let mut out = String::new();
        let mut rest = self.get(key);
        while let Some(open) = rest.find('{') {
            let Some(close) = rest[open..].find('}').map(|close| open + close) else {
                break;
            };
            out.push_str(&rest[..open]);
            let name = &rest[open + 1..close];
            match parts.iter().find(|(part, _)| *part == name) {
                Some((_, text)) => out.push_str(text),
                None => out.push_str(&rest[open..=close]),
            }
            rest = &rest[close + 1..];
        }
        out.push_str(rest);
        out
    }

    /// All words, for templates.
    pub fn all(&self) -> &BTreeMap<String, String> {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn parts_are_put_in_once_and_not_searched_again() {
        let words = Words::new([(
            "title_versus".to_owned(),
            "{left} vs {right} {what}".to_owned(),
        )]);
        assert_eq!(
            words.fill(key!("title_versus"), &[("left", "{right}"), ("right", "b")]),
            "{right} vs b {what}"
        );
        assert_eq!(words.get(key!("track")), "track", "a table without it");
    }
}
