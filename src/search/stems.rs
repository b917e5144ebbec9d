//! Which forms of a word go together: `policy` and `policies`, `hire` and `hiring`.
//!
//! The stems are Snowball's. The client gets them as a table of endings, each with how much of it goes and what comes instead;
//! the longest that a word has counts. The table is made from the words of the site, so that it gives each of them the stem that it
//! has here, and a word that a reader types and the site lacks the one that its like have.

use std::collections::BTreeMap;

use frostem::Stemmer;

/// Shorter words have one form.
const SHORTEST: usize = 3;

/// How much goes from the end of a word, in letters, and what comes instead.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rule {
    drop: u8,
    add: String,
}

impl Rule {
    const NONE: Rule = Rule {
        drop: 0,
        add: String::new(),
    };

    fn between(word: &str, stem: &str) -> Option<Rule> {
        let same = word
            .chars()
            .zip(stem.chars())
            .take_while(|(one, other)| one == other);
        let same = same.count();
        let drop = u8::try_from(word.chars().count() - same).ok()?;
        (drop <= MOST_DROPPED).then(|| Rule {
            drop,
            add: stem.chars().skip(same).collect(),
        })
    }
}

/// A capital letter says how much goes.
const MOST_DROPPED: u8 = 25;

/// The table for some words of a language: entries with a space between them, each an ending (`^` begins one that is the whole word),
/// a capital letter for how many letters go, what comes. Empty where the language has no stems here.
pub(super) fn table<'a>(words: impl IntoIterator<Item = &'a str>, language: &str) -> String {
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    let Ok(stemmer) = Stemmer::try_from_name(primary) else {
        return String::new();
    };
    let mut known: Vec<(Vec<char>, Rule)> = Vec::new();
    for word in words {
        let has_forms = word.chars().all(char::is_alphabetic);
        if has_forms && word.chars().count() >= SHORTEST {
            let rule = Rule::between(word, &stemmer.stem(word));
            known.extend(rule.map(|rule| (word.chars().rev().collect(), rule)));
        }
    }
    known.sort_unstable();
    known.dedup();
    let mut entries = Vec::new();
    // A word that nothing is known of keeps its form.
    endings(&known, 0, &Rule::NONE, &mut entries);
    entries.join(" ")
}

/// The entries for words that share their last letters, as many as `depth`, under the rule of a shorter ending.
fn endings(words: &[(Vec<char>, Rule)], depth: usize, above: &Rule, entries: &mut Vec<String>) {
    if words.iter().all(|(_, rule)| rule == above) {
        return;
    }
    // What is said of a few words must not be said of all that end a little like them.
    if let [(first, rule), .., (last, _)] = words
        && words.iter().all(|(_, other)| other == rule)
    {
        let same = first
            .iter()
            .zip(last)
            .take_while(|(one, other)| one == other);
        entries.push(entry("", &first[..same.count()], rule));
        return;
    }
    if let [(word, rule)] = words {
        entries.push(entry("^", word, rule));
        return;
    }
    let mut counts: BTreeMap<&Rule, usize> = BTreeMap::new();
    for (_, rule) in words {
        *counts.entry(rule).or_default() += 1;
    }
    let most = counts
        .iter()
        .max_by_key(|(rule, count)| (**count, *rule == &above, *rule));
    // A rule takes no more letters than the ending has that it is told by.
    let usual = most.map_or(above, |(rule, _)| *rule);
    let usual = if usize::from(usual.drop) <= depth {
        usual
    } else {
        above
    };
    if usual != above {
        entries.push(entry("", &words[0].0[..depth], usual));
    }
    let (whole, longer) = words.split_at(words.partition_point(|(word, _)| word.len() == depth));
    for (word, rule) in whole.iter().filter(|(_, rule)| rule != usual) {
        entries.push(entry("^", word, rule));
    }
    for words in longer.chunk_by(|(one, _), (other, _)| one[depth] == other[depth]) {
        endings(words, depth + 1, usual, entries);
    }
}

fn entry(start: &str, reversed: &[char], rule: &Rule) -> String {
    let ending: String = reversed.iter().rev().collect();
    let drop = char::from(b'A' + rule.drop);
    format!("{start}{ending}{drop}{}", rule.add)
}

#[cfg(test)]
mod tests {
    use super::table;

    /// What the client makes of a word.
    fn stem(table: &str, word: &str) -> String {
        let rules: Vec<(&str, &str)> = table
            .split(' ')
            .filter_map(|entry| Some(entry.split_at(entry.find(|c: char| c.is_ascii_uppercase())?)))
            .collect();
        let whole = format!("^{word}");
        let rule = rules
            .iter()
            .find(|(ending, _)| *ending == whole)
            .or_else(|| {
                let fitting = rules.iter().filter(|(ending, _)| word.ends_with(ending));
                fitting.max_by_key(|(ending, _)| ending.len())
            });
        let Some((_, rule)) = rule else {
            return word.to_owned();
        };
        let drop = usize::from(rule.as_bytes()[0] - b'A');
        let kept = word.chars().count() - drop;
        word.chars().take(kept).chain(rule[1..].chars()).collect()
    }

    #[test]
    fn each_word_has_the_stem_that_it_has_here_and_an_unknown_one_that_of_its_like() {
        let words = [
            "policy", "parties", "party", "hire", "hires", "manager", "manages", "news", "sing",
            "rating", "coaching", "owns", "is", "leading", "reading", "building",
        ];
        let english = table(words, "en-GB");
        let stemmer = frostem::Stemmer::try_from_name("en").expect("it has English");
        for word in words {
            assert_eq!(
                stem(&english, word),
                stemmer.stem(word),
                "{word} by {english}"
            );
        }
        assert_eq!(stem(&english, "policies"), stem(&english, "policy"));
        assert_eq!(stem(&english, "teaching"), "teach");
        assert_eq!(table(words, "tlh"), "");
    }
}
