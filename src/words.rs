//! The words of the site in one language: every text on a page that no author wrote.
//!
//! One table per language, part of the theme. Diagnostics stay English and are not here.

use std::collections::BTreeMap;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(BTreeMap<String, String>);

impl Words {
    pub fn new(words: impl IntoIterator<Item = (String, String)>) -> Words {
        Words(words.into_iter().collect())
    }

    /// The word of a key; the key itself where the table lacks it, so that a reader sees what is
    /// missing.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.get(key).map_or(key, String::as_str)
    }

    /// The word of a key with `{name}` replaced by each part. Parts are not searched for further
    /// names.
    pub fn fill(&self, key: &str, parts: &[(&str, &str)]) -> String {
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
        let words = Words::new([("versus".to_owned(), "{left} vs {right} {what}".to_owned())]);
        assert_eq!(
            words.fill("versus", &[("left", "{right}"), ("right", "b")]),
            "{right} vs b {what}"
        );
        assert_eq!(words.get("missing"), "missing");
    }
}
