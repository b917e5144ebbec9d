//! "Did you mean": the known names closest to a word.

/// The names of `known` that a person may have meant by `word`, best first, at most three.
///
/// A name counts when it equals the word but for case, or when a third of the word's letters, at
/// least one, would have to be changed. Ties go by the order of the alphabet, so that the answer
/// does not depend on the order of `known`.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    // A word longer than this is no slip of the finger, and the distance costs the product of the
    // lengths.
    const LONGEST: usize = 100;
    if word.is_empty() || word.len() > LONGEST {
        return Vec::new();
    }
    let word = word.to_lowercase();
    let letters = word.chars().count();
    // One letter is a slip of any other: only its other case is near.
    let allowed = if letters == 1 {
        0
    } else {
        (letters / 3).max(1)
    };
    let mut found: Vec<(usize, &str)> = known
        .into_iter()
        .filter(|name| !name.is_empty() && name.len() <= LONGEST)
        .filter(|name| name.chars().count().abs_diff(letters) <= allowed)
        .filter_map(|name| {
            let distance = strsim::damerau_levenshtein(&word, &name.to_lowercase());
            (distance <= allowed).then_some((distance, name))
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found.truncate(3);
    found.into_iter().map(|(_, name)| name).collect()
}

/// ``did you mean `a`?`` for the longest known name all of whose words are in the one that was
/// written, one after the other: `Tech lead role`, `the EM`.
pub(super) fn did_you_mean_part<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    const MOST: usize = 8;
    let folded =
        |text: &str| -> Vec<String> { text.split_whitespace().map(str::to_lowercase).collect() };
    let wanted = folded(word);
    if wanted.len() > MOST {
        return None;
    }
    let parts = known.into_iter().filter(|known| {
        let words = folded(known);
        // One letter is no name to guess at.
        words.concat().len() > 1
            && words.len() < wanted.len()
            && wanted.windows(words.len()).any(|part| part == words)
    });
    let longest = parts.max_by(|one, other| one.len().cmp(&other.len()).then(other.cmp(one)))?;
    Some(format!("did you mean `{longest}`?"))
}

/// ``did you mean `a` or `b`?`` for [`nearest`]'s answer, nothing for none.
pub(super) fn did_you_mean<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    let found: Vec<String> = nearest(word, known)
        .into_iter()
        .map(|name| format!("`{name}`"))
        .collect();
    (!found.is_empty()).then(|| format!("did you mean {}?", found.join(" or ")))
}

#[cfg(test)]
mod tests {
    use super::{did_you_mean_part, nearest};

    #[test]
    fn a_name_within_what_was_written_is_meant() {
        let known = ["Tech Lead", "tech", "EM", "x"];
        let part = |word| did_you_mean_part(word, known).unwrap_or_default();
        assert_eq!(part("Tech lead role"), "did you mean `Tech Lead`?");
        assert_eq!(part("the EM"), "did you mean `EM`?");
        assert_eq!(part("Technical Leader"), "");
        assert_eq!(part("x y"), "");
    }

    #[test]
    fn the_closest_name_comes_first_and_strangers_stay_out() {
        assert_eq!(nearest("EMM", ["TL", "EM", "PM"]), ["EM"]);
        assert_eq!(
            nearest(
                "tecnical-strategy",
                ["technical-culture", "technical-strategy", "people"]
            ),
            ["technical-strategy"]
        );
        assert!(nearest("zzz", ["EM", "TL"]).is_empty());
    }
}
