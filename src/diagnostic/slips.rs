//! What people write in an ownership tag out of habit, and what they meant: `EM/TL`, `EM poorly`, `“EM”`, `none`, `TL (A)`.
//!
//! A spelling that is merely near a name is [`super::nearest`]'s business.

use super::nearest::nearest;

/// Words of the tag that stand in parentheses.
const IN_PARENTHESES: [&str; 8] = [
    "poorly",
    "undefined",
    "accountable",
    "does",
    "consulted",
    "helps",
    "backup",
    "custodial",
];

/// What stands for "nobody" in other tables.
const NOBODY: [&str; 22] = [
    "-",
    "–",
    "—",
    "?",
    "??",
    "???",
    "n/a",
    "na",
    "no one",
    "no-one",
    "none",
    "noone",
    "open",
    "tba",
    "tbd",
    "todo",
    "unassigned",
    "unclear",
    "unknown",
    "unowned",
    "vacant",
    "x",
];

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
    let bare = name.trim_matches(['“', '”', '„', '‟', '‘', '’', '‚', '«', '»', '"', '\'']);
    if bare != name
        && let Some(role) = find(bare)
    {
        return Some(format!(
            "did you mean `{role}`? only `\"` and `'` around the whole value are quotes to YAML"
        ));
    }
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
            "did you mean `{role}: {}`? a blank goes behind the colon",
            rest.trim()
        ));
    }
    if let Some((role, word)) = name.rsplit_once(' ')
        && let Some(role) = find(role)
        && let Some(word) = nearest(word, IN_PARENTHESES).first()
    {
        return Some(format!("did you mean `{role} ({word})`?"));
    }
    let is_nobody = NOBODY.contains(&name.trim().to_lowercase().as_str());
    is_nobody.then(|| {
        "where nobody owns an area, write `nobody`, with the reason: `nobody (not decided yet)`"
            .to_owned()
    })
}

/// The word of the tag that a reason of one word was most likely meant to be, which would change who answers for the area.
pub(super) fn meant_by_reason(reason: &str) -> Option<&'static str> {
    match reason {
        "R" => return Some("does"),
        "A" => return Some("accountable"),
        "C" => return Some("consulted"),
        _ => {}
    }
    let is_word = reason.chars().all(|c| c.is_alphabetic() || c == '-');
    // Shorter words are too near to each other: `goes` and `does` are one letter apart, and both may be meant.
    (is_word && reason.chars().count() >= 4 && !reason.eq_ignore_ascii_case("goes"))
        .then(|| nearest(reason, IN_PARENTHESES).into_iter().next())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::{meant_by_reason, meant_by_role};

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
            "did you mean `EM: away`? a blank goes behind the colon"
        );
        assert!(meant("“EM”").starts_with("did you mean `EM`?"));
        assert!(meant("TBD").contains("`nobody`"));
        assert_eq!(meant("EM/PM"), "");
        assert_eq!(meant("EM daily"), "");
    }

    #[test]
    fn a_reason_is_a_slip_only_where_it_is_nearly_a_word_of_the_tag() {
        for (reason, meant) in [
            ("porly", "poorly"),
            ("consult", "consulted"),
            ("help", "helps"),
            ("back-up", "backup"),
            ("A", "accountable"),
        ] {
            assert_eq!(meant_by_reason(reason), Some(meant), "{reason}");
        }
        for reason in [
            "lately",
            "part-time",
            "overloaded",
            "too many duties",
            "goes",
            "no",
            "I",
            "new",
        ] {
            assert_eq!(meant_by_reason(reason), None, "{reason}");
        }
    }
}
