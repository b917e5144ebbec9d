//! Values that are one of a few words.

use super::{Fields, Language};
use crate::diagnostic::front_matter as say;
use crate::span::Spanned;
use crate::text::Text;
use crate::value::keys::Takes;

impl Fields<'_> {
    /// One of a few words; in front matter, ignoring case.
    pub(crate) fn word<T: Copy + PartialEq>(
        &mut self,
        key: &'static str,
        known: &[(&'static str, T)],
    ) -> Option<Spanned<T>> {
        self.declares(key, known);
        let text = match self.source.language {
            Language::Yaml => self.text(key)?,
            Language::Toml => self
                .line(key)
                .map(|line| Text::made(line.value, line.span))?,
        };
        self.as_word(key, &text, known)
    }

    pub(crate) fn words<T: Copy + PartialEq>(
        &mut self,
        key: &'static str,
        known: &[(&'static str, T)],
    ) -> Vec<Spanned<T>> {
        self.declares(key, known);
        let texts = self.texts(key);
        texts
            .iter()
            .filter_map(|text| self.as_word(key, text, known))
            .collect()
    }

    pub(crate) fn as_word<T: Copy + PartialEq>(
        &mut self,
        key: &str,
        text: &Text,
        known: &[(&'static str, T)],
    ) -> Option<Spanned<T>> {
        let is_it = |name: &str| match self.source.language {
            Language::Yaml => name.eq_ignore_ascii_case(&text.value),
            Language::Toml => name == text.value,
        };
        let found = known.iter().find(|(name, _)| is_it(name));
        if found.is_none() {
            // A value may have several words; the first is its name.
            let is_name = |(at, (_, value)): &(usize, &(&str, T))| {
                !known[..*at].iter().any(|(_, before)| before == value)
            };
            let named = known.iter().enumerate().filter(is_name);
            let names: Vec<&str> = named.map(|(_, (name, _))| *name).collect();
            self.diagnostics
                .push(say::not_one_of(text.span, key, &text.value, &names));
        }
        found.map(|(_, value)| Spanned::new(*value, text.span))
    }

    /// Holds the words that a key is read by to those that are declared.
    fn declares<T>(&self, key: &str, known: &[(&'static str, T)]) {
        let takes = self.keys.find(key).map(|key| key.takes);
        debug_assert!(
            matches!(takes, Some(Takes::Word(words) | Takes::Words(words))
                if words.iter().eq(known.iter().map(|(word, _)| word))),
            "the words of `{key}` of {} are declared",
            self.keys.what
        );
    }
}
