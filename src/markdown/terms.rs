//! Glossary terms and abbreviations, explained where they first appear on a page.
//!
//! Most words of a page are no terms, so each is first held against its first letter and length,
//! and only what is left is looked up.

use foldhash::HashMap;

use super::escape;

/// Spellings with the same first word that are told apart; all of them are tried wherever the word
/// is.
const MOST: usize = 200;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// All its spellings. One with a capital letter after its first letter (`TL`, `DevOps`) is
    /// matched exactly, others in any case.
    pub forms: Vec<String>,
    /// The explanation, in one line of plain text.
    pub title: String,
    pub kind: TermKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TermKind {
    /// An abbreviation; the title is what it means.
    Abbreviation,
    /// A term with its place on the glossary's page.
    Glossary {
        /// Id on that page.
        anchor: String,
    },
    /// A term without a place of its own.
    Defined,
}

#[derive(Clone, Debug)]
pub struct Terms {
    all: Vec<Term>,
    /// Spellings by their first word in lower case, longest first.
    by_word: HashMap<String, Vec<Spelling>>,
    /// For each first byte, the lengths of first words of spellings that may start with it, one bit
    /// each.
    lengths: [u64; 256],
}

#[derive(Clone, Debug)]
struct Spelling {
    form: String,
    exact: bool,
    term: usize,
}

impl Default for Terms {
    fn default() -> Terms {
        Terms::new(Vec::new())
    }
}

impl Terms {
    /// Makes the terms ready to be looked up. Of two equal spellings the first wins.
    pub fn new(terms: Vec<Term>) -> Terms {
        let mut by_word: HashMap<String, Vec<Spelling>> = HashMap::default();
        let mut lengths = [0; 256];
        for (index, term) in terms.iter().enumerate() {
            for form in &term.forms {
                let form = form.trim();
                let Some(word) = words(form).next().filter(|(start, _)| *start == 0) else {
                    continue;
                };
                let key = word.1.to_lowercase();
                let Some(first) = key.bytes().next() else {
                    continue;
                };
                let exact = form.chars().skip(1).any(char::is_uppercase);
                if exact {
                    lengths[usize::from(form.as_bytes()[0])] |= length_bit(word.1.len());
                } else {
                    lengths[usize::from(first)] |= length_bit(key.len());
                    lengths[usize::from(first.to_ascii_uppercase())] |= length_bit(key.len());
                }
                by_word.entry(key).or_default().push(Spelling {
                    form: form.to_owned(),
                    exact,
                    term: index,
                });
            }
        }
        #[expect(
            clippy::iter_over_hash_type,
            reason = "each list is sorted by itself; the order among them is never seen"
        )]
        for spellings in by_word.values_mut() {
            spellings.sort_by_key(|spelling| std::cmp::Reverse(spelling.form.len()));
            spellings.truncate(MOST);
        }
        Terms {
            all: terms,
            by_word,
            lengths,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

/// Which terms were explained on this page already.
#[derive(Debug)]
pub(super) struct Seen<'a> {
    terms: &'a Terms,
    /// The page's own name, passed over wherever it is.
    own: Option<Spelling>,
    glossary: &'a str,
    explained: Vec<bool>,
    key: String,
}

impl<'a> Seen<'a> {
    /// `own` is the page's own name, `glossary` the address of the glossary's page.
    pub(super) fn new(terms: &'a Terms, own: &str, glossary: &'a str) -> Seen<'a> {
        let own = own.trim();
        Seen {
            terms,
            own: (!own.is_empty()).then(|| Spelling {
                form: own.to_owned(),
                exact: false,
                term: 0,
            }),
            glossary,
            explained: vec![false; terms.all.len()],
            key: String::new(),
        }
    }

    /// Appends text, with the terms explained that appear here for the first time.
    pub(super) fn write(&mut self, text: &str, out: &mut String) {
        // How far the text is written, and from where on terms are looked for.
        let (mut done, mut from) = (0, 0);
        for (start, word) in words(text) {
            if start < from {
                continue;
            }
            let first = word.as_bytes()[0];
            if let Some(own) = &self.own
                && own.may_start_with(first)
                && let Some(len) = own.matched(&text[start..])
            {
                from = start + len;
                continue;
            }
            // Outside ASCII, lower case may start with another byte and be longer or shorter.
            let has_length = self.terms.lengths[usize::from(first)] & length_bit(word.len()) != 0;
            if !has_length && word.is_ascii() {
                continue;
            }
            self.key.clear();
            if word.is_ascii() {
                self.key.push_str(word);
                self.key.make_ascii_lowercase();
            } else {
                self.key.extend(word.chars().flat_map(char::to_lowercase));
            }
            let Some(spellings) = self.terms.by_word.get(&self.key) else {
                continue;
            };
            // Whichever of them it was, it would stay as it is.
            if spellings.iter().all(|one| self.explained[one.term]) {
                continue;
            }
            let found = spellings.iter().find_map(|spelling| {
                let len = spelling.matched(&text[start..])?;
                Some((spelling.term, len))
            });
            let Some((index, len)) = found else { continue };
            if std::mem::replace(&mut self.explained[index], true) {
                continue;
            }
            escape::text(out, &text[done..start]);
            done = start + len;
            from = done;
            self.explain(index, &text[start..done], out);
        }
        escape::text(out, &text[done..]);
    }

    fn explain(&self, index: usize, text: &str, out: &mut String) {
        let term = &self.terms.all[index];
        let end = match &term.kind {
            TermKind::Abbreviation => {
                out.push_str("<abbr");
                "</abbr>"
            }
            TermKind::Glossary { anchor } => {
                out.push_str("<a class=\"lb-term\" href=\"");
                escape::url(out, self.glossary);
                out.push('#');
                escape::url(out, anchor);
                out.push('"');
                "</a>"
            }
            TermKind::Defined => {
                out.push_str("<dfn class=\"lb-term\"");
                "</dfn>"
            }
        };
        out.push_str(" title=\"");
        escape::text(out, &term.title);
        out.push_str("\">");
        escape::text(out, text);
        out.push_str(end);
    }
}

impl Spelling {
    /// Whether a text with this first byte can be it: most texts differ there already.
    #[inline]
    fn may_start_with(&self, first: u8) -> bool {
        let form = self.form.as_bytes()[0];
        !form.is_ascii_alphanumeric() || !first.is_ascii() || form.eq_ignore_ascii_case(&first)
    }

    /// How much of the start of `text` this is, if it is that as whole words. A blank matches any
    /// one blank, a line end too.
    fn matched(&self, text: &str) -> Option<usize> {
        let mut rest = text.char_indices();
        let same = |form: char, text: char| {
            form == text
                || (form.is_whitespace() && text.is_whitespace())
                || (!self.exact
                    && if form.is_ascii() && text.is_ascii() {
                        form.eq_ignore_ascii_case(&text)
                    } else {
                        form.to_lowercase().eq(text.to_lowercase())
                    })
        };
        for form in self.form.chars() {
            let (_, c) = rest.next()?;
            if !same(form, c) {
                return None;
            }
        }
        match rest.next() {
            Some((_, next)) if next.is_alphanumeric() => None,
            Some((end, _)) => Some(end),
            None => Some(text.len()),
        }
    }
}

fn length_bit(len: usize) -> u64 {
    1 << len.min(63)
}

/// Runs of letters and digits, each with its offset.
fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

struct Words<'a> {
    text: &'a str,
    at: usize,
}

/// What a byte says of the character that it is or begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Other,
    /// Beyond ASCII, where the character has to be looked at.
    Wide,
}

const CLASS: [Class; 256] = {
    let mut table = [Class::Wide; 256];
    let mut byte = 0u8;
    while byte < 0x80 {
        table[byte as usize] = if byte.is_ascii_alphanumeric() {
            Class::Letter
        } else {
            Class::Other
        };
        byte += 1;
    }
    table
};

impl Words<'_> {
    /// Where the run that begins at `at` ends: of letters and digits, or of what is neither.
    #[inline]
    fn run(&self, mut at: usize, of_letters: bool) -> usize {
        let bytes = self.text.as_bytes();
        let same = if of_letters {
            Class::Letter
        } else {
            Class::Other
        };
        loop {
            let mut rest = bytes[at..].iter();
            let Some(len) = rest.position(|byte| CLASS[usize::from(*byte)] != same) else {
                return bytes.len();
            };
            at += len;
            if bytes[at].is_ascii() {
                return at;
            }
            match self.wide(at) {
                (is_letter, len) if is_letter == of_letters => at += len,
                _ => return at,
            }
        }
    }

    #[cold]
    fn wide(&self, at: usize) -> (bool, usize) {
        let c = self.text[at..].chars().next();
        c.map_or((false, 1), |c| (c.is_alphanumeric(), c.len_utf8()))
    }
}

impl<'a> Iterator for Words<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<(usize, &'a str)> {
        let start = self.run(self.at, false);
        self.at = self.run(start, true);
        (start < self.at).then(|| (start, &self.text[start..self.at]))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::words;

    proptest! {
        #[test]
        fn words_are_the_runs_of_letters_and_digits(text in "[a-zA-Z0-9 ,.\\-\n\u{e9}\u{4e00}\u{301}\u{1f600}\u{2019}]{0,40}") {
            let expected: Vec<&str> = text
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .collect();
            let found: Vec<(usize, &str)> = words(&text).collect();
            for (start, word) in &found {
                prop_assert_eq!(&text[*start..*start + word.len()], *word);
            }
            prop_assert_eq!(found.into_iter().map(|(_, word)| word).collect::<Vec<_>>(), expected);
        }
    }
}
