//! What people write in an ownership tag out of habit, and what they meant: `EM/TL`, `EM poorly`,
//! `“EM”`, `none`, `TL (A)`.
//!
//! A spelling that is merely near a name is [`super::nearest`]'s business.

use std::ops::Range;

use super::nearest::nearest;
use crate::vocabulary::{LETTERS, QUALITIES, RELATIONS};

/// What other tables write for `nobody`.
const NOBODY: &str = "-|–|—|?|??|???|n/a|na|no one|no-one|none|noone|open|tba|tbd|todo|unassigned|\
                      unclear|unknown|unowned|vacant|x";

/// Words that say how a role holds an area, between the parentheses of a tag.
fn words() -> impl Iterator<Item = &'static str> {
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

/// An item between parentheses that is nearly, or begins with, a word that says how a role holds
/// the area.
pub(super) struct Doubt {
    /// The part of the item that raises it.
    pub(super) at: Range<usize>,
    /// What that part is.
    pub(super) said: String,
    /// The items to write instead, if they say how the role holds the area.
    pub(super) meant: Option<String>,
}

/// Whether a reason may have been meant to change who answers for the area: then it is not taken as
/// one in silence.
pub(super) fn doubt(item: &str) -> Option<Doubt> {
    let is_letter =
        |part: &str| part.len() == 1 && part.starts_with(|c: char| c.is_ascii_alphabetic());
    let word_of = |part: &str| {
        if is_letter(part) {
            letter(part)
        } else {
            near(part)
        }
    };
    let parts: Vec<&str> = item.split(['/', '&', '+', '|']).map(str::trim).collect();
    if parts
        .iter()
        .all(|part| is_letter(part) || near(part).is_some())
    {
        let said = match parts[..] {
            [one] if is_letter(one) => "a single letter".to_owned(),
            [_] => "nearly a word of the tag".to_owned(),
            _ => "more than one relation".to_owned(),
        };
        let at = 0..item.len();
        let meant = word_of(parts[0]).map(str::to_owned);
        return Some(Doubt { at, said, meant });
    }
    let first = item.split_whitespace().next()?;
    let bare = first.trim_matches(|c: char| !c.is_alphanumeric());
    let at = item.find(bare).filter(|_| !bare.is_empty())?;
    let word = near(bare)?;
    let end = at + bare.len();
    let rest = item[end..].trim_start_matches(|c: char| !c.is_alphanumeric() && !"(\"".contains(c));
    let said = if word.eq_ignore_ascii_case(bare) {
        "a word of the tag".to_owned()
    } else {
        format!("nearly `{word}`, a word of the tag")
    };
    let meant = Some(match rest {
        "" => word.to_owned(),
        rest => format!("{word}, {rest}"),
    });
    Some(Doubt {
        at: at..end,
        said,
        meant,
    })
}

fn letter(part: &str) -> Option<&'static str> {
    let mut letters = LETTERS.into_iter();
    letters
        .find(|(letter, _)| part.eq_ignore_ascii_case(&letter.to_string()))
        .map(|(_, word)| word)
}

/// The word of the tag that this one is, or nearly is.
fn near(word: &str) -> Option<&'static str> {
    if let Some(same) = words().find(|known| known.eq_ignore_ascii_case(word)) {
        return Some(same);
    }
    let is_word = word.chars().all(|c| c.is_alphabetic() || c == '-');
    // Shorter words are too near to each other: `goes` and `does` are one letter apart, and both
    // may be meant.
    (is_word && word.chars().count() >= 4 && !word.eq_ignore_ascii_case("goes"))
        .then(|| nearest(word, words()).into_iter().next())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::{between_quotes, doubt, is_like_a_person, meant_by_role, without_odd_quotes};

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

    #[test]
    fn a_reason_that_may_say_who_answers_is_doubted() {
        for (item, meant) in [
            ("porly", "poorly"),
            ("consult", "consulted"),
            ("help", "helps"),
            ("back-up", "backup"),
            ("A", "accountable"),
            ("i", "informed"),
            ("A/R", "accountable"),
            ("responsible & accountable", "responsible"),
            ("informed the board", "informed, the board"),
            ("Inform the board", "informed, the board"),
            ("consulted: budget only", "consulted, budget only"),
            ("poorly staffed", "poorly, staffed"),
            ("“informed” of it", "informed, of it"),
            ("informed…", "informed"),
            ("does (mostly)", "does, (mostly)"),
        ] {
            let doubt = doubt(item).unwrap_or_else(|| panic!("{item} is taken for a reason"));
            assert_eq!(doubt.meant.as_deref(), Some(meant), "{item}");
        }
        assert!(doubt("z").is_some_and(|doubt| doubt.meant.is_none()));
        for reason in [
            "lately",
            "part-time",
            "overloaded",
            "too many duties",
            "goes",
            "goes on leave",
            "no",
            "new",
            "a board of its own",
            "30 people",
            "keeps the board informed",
            "I/O bound",
            "…",
        ] {
            assert!(doubt(reason).is_none(), "{reason}");
        }
    }
}
