//! What people write in an ownership tag out of habit, and what they meant: `EM/TL`, `EM poorly`,
//! `“EM”`, `none`.
//!
//! A spelling that is merely near a name is [`super::nearest`]'s business.

use super::nearest::nearest;
use crate::vocabulary::{QUALITIES, RELATIONS};

/// What other tables write for `nobody`.
const NOBODY: &str = "-|–|—|?|??|???|n/a|na|no one|no-one|none|noone|open|tba|tbd|todo|unassigned|\
                      unclear|unknown|unowned|vacant|x";

/// Words that say how a role holds an area, between the parentheses of a tag.
pub(super) fn words() -> impl Iterator<Item = &'static str> + Clone {
    QUALITIES.into_iter().chain(RELATIONS)
}

/// The quotes of word processors, and what people take for them.
const ODD_QUOTES: [char; 11] = ['“', '”', '„', '‟', '‘', '’', '‚', '«', '»', '"', '\''];

/// What is between the quotes of a word processor, if they are around all of a text.
pub(super) fn without_odd_quotes(text: &str) -> Option<&str> {
    let bare = text
        .trim()
        .strip_prefix(ODD_QUOTES)?
        .strip_suffix(ODD_QUOTES)?;
    let is_whole = !bare.trim().is_empty() && !bare.contains(['“', '”', '„', '‟', '«', '»']);
    is_whole.then_some(bare.trim())
}

/// What an unknown name was meant to be that a known one would be without its quotes.
pub(super) fn between_quotes<'a>(
    name: &str,
    known: &(impl IntoIterator<Item = &'a str> + Clone),
) -> Option<String> {
    let bare = name.trim_matches(ODD_QUOTES).trim().to_lowercase();
    if bare == name.trim().to_lowercase() {
        return None;
    }
    let mut known = known.clone().into_iter();
    let meant = known.find(|known| known.to_lowercase() == bare)?;
    Some(format!(
        "did you mean `{meant}`? typographic quotes are part of a name; only `\"` and `'` around \
         the whole value are quotes to YAML"
    ))
}

/// Whether a name is more like that of a person than of a role: two to four words that each begin
/// with a capital, none of which is in the name of a role.
pub(super) fn is_like_a_person<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> bool {
    /// Words of titles, for ladders that have few roles yet.
    const OF_TITLES: [&str; 24] = [
        "architect",
        "analyst",
        "chief",
        "coach",
        "data",
        "delivery",
        "designer",
        "developer",
        "director",
        "engineer",
        "engineering",
        "head",
        "lead",
        "manager",
        "master",
        "officer",
        "owner",
        "principal",
        "product",
        "scrum",
        "senior",
        "staff",
        "team",
        "tech",
    ];
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    let is_name = |word: &str| {
        word.chars().next().is_some_and(char::is_uppercase)
            && word.chars().any(char::is_lowercase)
            && word
                .chars()
                .all(|c| c.is_alphabetic() || "-'’.".contains(c))
    };
    (2..=4).contains(&words.len())
        && name.split_whitespace().all(is_name)
        && !words.iter().any(|word| OF_TITLES.contains(&word.as_str()))
        && !known.into_iter().any(|known| {
            let mut of_role = known.split_whitespace();
            of_role.any(|word| words.contains(&word.to_lowercase()))
        })
}

/// A file's name as addresses and tags like it: small letters and hyphens, without what is in
/// parentheses.
pub(super) fn file_name(id: &str) -> String {
    let outside = id.split('(').next().unwrap_or_default();
    let words = |text: &str| {
        let parts = text.split(|c: char| !c.is_alphanumeric());
        let parts: Vec<String> = parts
            .filter(|part| !part.is_empty())
            .map(str::to_lowercase)
            .collect();
        parts.join("-")
    };
    let (short, long) = (words(outside), words(id));
    match (short.is_empty(), long.is_empty()) {
        (false, _) => short,
        (true, false) => long,
        (true, true) => "role".to_owned(),
    }
}

/// What an unknown name of a role was meant to be, as a sentence that helps.
pub(super) fn meant_by_role<'a>(
    name: &str,
    known: &(impl IntoIterator<Item = &'a str> + Clone),
) -> Option<String> {
    let find = |wanted: &str| {
        let wanted = wanted.trim();
        let mut known = known.clone().into_iter();
        known.find(|known| known.to_lowercase() == wanted.to_lowercase())
    };
    for sign in ["/", "&", "|", " and "] {
        let roles: Option<Vec<&str>> = name.split(sign).map(find).collect();
        if let Some(roles) = roles.filter(|roles| roles.len() > 1) {
            return Some(format!(
                "did you mean `{}` (together) or `{}` (one of them)?",
                roles.join(" + "),
                roles.join(" or ")
            ));
        }
    }
    if let Some((role, rest)) = name.split_once(':')
        && let Some(role) = find(role)
    {
        return Some(format!(
            "did you mean `{role}: {}`? a space goes after the colon",
            rest.trim()
        ));
    }
    if let Some((role, word)) = name.rsplit_once(' ')
        && let Some(role) = find(role)
        && let Some(word) = nearest(word, words()).first()
    {
        return Some(format!("did you mean `{role} ({word})`?"));
    }
    let name = name.trim().to_lowercase();
    let is_nobody = NOBODY.split('|').any(|known| known == name);
    is_nobody.then(|| {
        "where no role owns an area, write `nobody`, with the reason: `nobody (not decided yet)`"
            .to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::{between_quotes, is_like_a_person, meant_by_role, without_odd_quotes};

    #[test]
    fn people_are_told_from_roles_and_quotes_from_quotations() {
        let known = ["EM", "Release Captain"];
        for person in [
            "Ada Lovelace",
            "Jean-Luc Picard",
            "Anna de Vries",
            "Conan O'Brien",
        ] {
            // A particle is no capital: the name is told by the others.
            assert_eq!(
                is_like_a_person(person, known),
                !person.contains(" de "),
                "{person}"
            );
        }
        for role in [
            "EM",
            "Ada",
            "Data Engineer",
            "Release Boss",
            "the Board",
            "VP Sales 2",
        ] {
            assert!(!is_like_a_person(role, known), "{role}");
        }
        assert_eq!(without_odd_quotes("“Tech Lead”"), Some("Tech Lead"));
        assert_eq!(without_odd_quotes("„Tech Lead“"), Some("Tech Lead"));
        for text in [
            "Tech Lead",
            "“Now” and “then”",
            "the “lead”",
            "“”",
            "Teams’",
        ] {
            assert_eq!(without_odd_quotes(text), None, "{text}");
        }
    }

    #[test]
    fn habits_are_understood_and_other_words_are_left_alone() {
        let known = ["EM", "TL", "Engineering Manager"];
        let meant = |name| meant_by_role(name, &known).unwrap_or_default();
        assert_eq!(
            meant("em/TL"),
            "did you mean `EM + TL` (together) or `EM or TL` (one of them)?"
        );
        assert_eq!(meant("EM and tl"), meant("EM & TL"));
        assert_eq!(
            meant("engineering manager porly"),
            "did you mean `Engineering Manager (poorly)`?"
        );
        assert_eq!(
            meant("EM:away"),
            "did you mean `EM: away`? a space goes after the colon"
        );
        let quoted = between_quotes("“EM”", &known).unwrap_or_default();
        assert!(quoted.starts_with("did you mean `EM`?"));
        assert_eq!(between_quotes("EM", &known), None);
        assert!(meant("TBD").contains("`nobody`"));
        assert_eq!(meant("EM/PM"), "");
        assert_eq!(meant("EM daily"), "");
    }
}
