//! What a name on the command line means, and what it may have been meant to mean.

use crate::cli::failure::Failure;
use crate::diagnostic::nearest;
use crate::ladder::names::NameTable;
use crate::ladder::{Id, Ladder};
use crate::text::fold;

/// The one thing of this name.
pub(super) fn find<I: Id>(
    what: &str,
    name: &str,
    names: &NameTable<I>,
    ladder: &Ladder,
) -> Result<I, Failure> {
    match names.all(name).as_slice() {
        [only] => Ok(*only),
        [] => {
            let near = meant(name, names, ladder);
            let near: Vec<String> = near.iter().map(|near| format!("`{near}`")).collect();
            let hint = if near.is_empty() {
                String::new()
            } else {
                format!("; did you mean {}?", near.join(" or "))
            };
            Err(Failure::Machine(format!("unknown {what} `{name}`{hint}")))
        }
        several => {
            let ids: Vec<String> = several
                .iter()
                .map(|at| format!("`{}`", names.id(*at)))
                .collect();
            Err(Failure::Machine(format!(
                "several {what}s are called `{name}`: say {}",
                ids.join(" or ")
            )))
        }
    }
}

/// The names that may have been meant: slips first, then words of the same stem, then those that
/// the name is short for. What a role is called in full counts as well: models are named after
/// roles.
fn meant<'a, I: Id>(name: &str, names: &'a NameTable<I>, ladder: &Ladder) -> Vec<&'a str> {
    const MOST: usize = 3;
    let slips = nearest(name, names.written());
    if !slips.is_empty() {
        return slips;
    }
    let roles = ladder.names.roles.all(name).into_iter();
    let titles = roles.map(|role| ladder.role(role).title.as_str());
    let asked: Vec<&str> = titles.chain([name]).collect();
    let stems: Vec<String> = asked.iter().flat_map(|asked| stems(asked)).collect();
    let letters = fold::name(name);
    let mut seen: Vec<I> = Vec::new();
    let fitting = names.written().filter(|known| {
        let is_near = self::stems(known).iter().any(|stem| stems.contains(stem));
        is_near || initials(known) == letters
    });
    // One name of each thing is enough.
    let fitting = fitting.filter(|known| {
        let things = names.all(known);
        let is_new = things.iter().any(|thing| !seen.contains(thing));
        seen.extend(things);
        is_new
    });
    fitting.take(MOST).collect()
}

/// The stems of the longer words of a name: those of `hires` and `hiring` are the same. Only for
/// suggestions.
fn stems(name: &str) -> Vec<String> {
    const ENDINGS: [&str; 10] = ["ings", "ing", "ers", "ies", "er", "es", "ed", "s", "e", "y"];
    const LEAST: usize = 3;
    let folded = fold::name(name);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    let stem = |word: &str| {
        let mut stems = ENDINGS
            .iter()
            .filter_map(|ending| word.strip_suffix(ending));
        let stem = stems
            .find(|stem| stem.chars().count() >= LEAST)
            .unwrap_or(word);
        // `planning` and `plan`
        let mut letters: Vec<char> = stem.chars().collect();
        if let [.., one, other] = letters[..]
            && one == other
            && letters.len() > LEAST
        {
            letters.pop();
        }
        letters.into_iter().collect()
    };
    words
        .filter(|word| word.chars().count() >= LEAST)
        .map(stem)
        .collect()
}

fn initials(name: &str) -> String {
    let folded = fold::name(name);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    words.filter_map(|word| word.chars().next()).collect()
}

#[cfg(test)]
mod tests {
    use super::{initials, stems};

    #[test]
    fn words_of_one_stem_meet() {
        assert_eq!(stems("hires"), stems("Hiring"));
        assert_eq!(stems("onboard"), stems("Onboarding"));
        assert_eq!(stems("plan"), stems("planning"));
        assert_ne!(stems("plan"), stems("people"));
        assert_eq!(initials("Single-threaded owner"), "sto");
    }
}
