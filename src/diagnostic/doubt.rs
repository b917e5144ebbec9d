//! Reasons in an ownership tag that may have been meant to say who answers: `TL (A)`, `TL (consult)`,
//! `TL (informed the board)`.

use std::ops::Range;

use super::front_matter::quoted;
use super::nearest::nearest;
use super::slips::words;
use super::{Code, Diagnostic, shown};
use crate::text::{Text, fold};
use crate::vocabulary::{LETTERS, Relation};

/// An item between parentheses that could say how a role holds the area as well as why; nothing
/// where it is plainly a reason.
pub fn doubtful_reason(item: &Text) -> Option<Diagnostic> {
    let Doubt { at, said, meant } = doubt(&item.value)?;
    let help = match meant {
        Some(meant) => format!("write `({meant})`, or"),
        None => "say it in a word (accountable, does, consulted, helps, backup, custodial or \
                 informed), or write"
            .to_owned(),
    };
    let at = item.span_of(at);
    Some(
        say!(DoubtfulReason, at, "{} may be a reason or a word of the tag", quoted(&item.value);
        label "{said}";
        help "{help} `(\"{}\")` if it is a reason", shown(&item.value)),
    )
}

/// Whether an item between parentheses needs quotes to be read as a reason.
pub fn is_doubtful(reason: &str) -> bool {
    doubt(reason).is_some()
}

/// An item between parentheses that is nearly, or begins with, a word that says how a role holds
/// the area.
struct Doubt {
    /// The part of the item that raises it.
    at: Range<usize>,
    /// What that part is.
    said: String,
    /// The items to write instead, if they say how the role holds the area.
    meant: Option<String>,
}

/// Words that a relation or quality is bent into, and that are too far from it to be a slip.
const BENT: [(&str, &str); 20] = [
    ("poor", "poorly"),
    ("poorer", "poorly"),
    ("do", "does"),
    ("did", "does"),
    ("done", "does"),
    ("doing", "does"),
    ("helping", "helps"),
    ("backsup", "backup"),
    ("backingup", "backup"),
    ("backedup", "backup"),
    ("standsin", "backup"),
    ("custody", "custodial"),
    ("watchesover", "custodial"),
    ("consultation", "consulted"),
    ("consultations", "consulted"),
    ("istold", "informed"),
    ("answersfor", "accountable"),
    ("driving", "driver"),
    ("accountabilities", "accountable"),
    ("contributory", "contributor"),
];

/// Words of their own, however near. Shorter ones are too near to each other: `goes` and `does` are
/// one letter apart, and both may be meant.
const OTHERS: [&str; 4] = ["goes", "hourly", "informal", "rapport"];

/// What separates relations in other tables: `A/R`.
const BETWEEN: [char; 4] = ['/', '&', '+', '|'];

/// Whether a reason may have been meant to change who answers for the area: then it is not taken as
/// one in silence.
fn doubt(item: &str) -> Option<Doubt> {
    several(item).or_else(|| first(item))
}

/// An item that is nothing but words or letters of the tag.
fn several(item: &str) -> Option<Doubt> {
    let parts = item.split(BETWEEN).flat_map(|part| part.split(" and "));
    let is_marked = |part: &str| part.contains(['<', '>', '=', '#']);
    let mut parts: Vec<String> = parts
        .map(|part| (bare(part), is_marked(part)))
        // `<b>` is no letter of a table.
        .map(|(part, is_marked)| {
            if is_marked && part.len() == 1 {
                String::new()
            } else {
                part
            }
        })
        .collect();
    if let [one] = &*parts
        && ["ar", "ra"].contains(&&**one)
    {
        parts = vec!["a".to_owned(), "r".to_owned()];
    }
    let is_word = |part: &String| is_letter(part) || near(part).is_some();
    if !parts.iter().all(is_word) {
        return None;
    }
    let said = match parts.as_slice() {
        [one] if is_letter(one) => "a single letter",
        [_] => "nearly a word of the tag",
        _ => "more than one relation",
    };
    let words: Option<Vec<&str>> = parts
        .iter()
        .map(|part| letter(part).or(near(part)))
        .collect();
    let meant = words.map(|words| {
        let mut once: Vec<&str> = Vec::new();
        for word in words {
            let relation = Relation::find(word);
            let repeats = |other: &&str| {
                *other == word || relation.is_some() && Relation::find(other) == relation
            };
            if !once.iter().any(repeats) {
                once.push(word);
            }
        }
        once.join(", ")
    });
    Some(Doubt {
        at: 0..item.len(),
        said: said.to_owned(),
        meant,
    })
}

/// An item whose first word is one of the tag, or nearly; or whose first two are one that was cut.
fn first(item: &str) -> Option<Doubt> {
    let one = word_from(item, 0)?;
    let written = bare(&item[one.clone()]);
    let rest = item[one.end..].trim_start();
    // `A board of its own`, `I am away`.
    let is_label = rest.starts_with([':', '=', '-', '–', '—', '→']);
    let is_article = ["a", "i"].contains(&&*written) && !is_label;
    let is_markup = item[..one.start].ends_with('<');
    let of_letter = letter(&written).filter(|_| !is_article && !is_markup);
    let of_compound = written.split_once('-').and_then(|(start, _)| same(start));
    let word = of_letter.or_else(|| near(&written)).or(of_compound);
    let of_two = || {
        let two = word_from(item, one.end)?;
        let is_next = item[one.end..two.start].trim().is_empty();
        let both = format!("{written}{}", bare(&item[two.clone()]));
        Some((two.end, known(&both).filter(|_| is_next)?))
    };
    let (end, word) = word.map(|word| (one.end, word)).or_else(of_two)?;
    let rest = item[end..].trim_start_matches(|c: char| !c.is_alphanumeric() && !"(\"".contains(c));
    let said = if of_letter.is_some() {
        format!("short for `{word}` in other tables")
    } else if same(&written) == Some(word) {
        "a word of the tag".to_owned()
    } else {
        format!("nearly `{word}`, a word of the tag")
    };
    let meant = Some(match rest {
        "" => word.to_owned(),
        rest => format!("{word}, {rest}"),
    });
    Some(Doubt {
        at: one.start..end,
        said,
        meant,
    })
}

/// The next word at or after a place.
fn word_from(item: &str, from: usize) -> Option<Range<usize>> {
    let start = from + item[from..].find(char::is_alphanumeric)?;
    let goes_on = |c: char| c.is_alphanumeric() || c == '-' || is_invisible(c);
    let length = item[start..].find(|c| !goes_on(c));
    Some(start..length.map_or(item.len(), |length| start + length))
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// A word as it is compared: in lower case, without accents, width and what is no part of a word.
fn bare(word: &str) -> String {
    let word = fold::search(word).replace(is_invisible, "");
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.to_owned()
}

fn is_letter(part: &str) -> bool {
    letter(part).is_some() || part.len() == 1 && part.starts_with(|c: char| c.is_ascii_lowercase())
}

fn letter(part: &str) -> Option<&'static str> {
    let mut chars = part.chars();
    let (Some(one), None) = (chars.next(), chars.next()) else {
        return None;
    };
    // Letters of other alphabets that look the same.
    let one = match one {
        'а' | 'α' => 'a',
        'с' => 'c',
        'і' | 'ι' => 'i',
        'ѕ' => 's',
        one => one,
    };
    let mut letters = LETTERS.into_iter();
    letters
        .find(|(letter, _)| letter.eq_ignore_ascii_case(&one))
        .map(|(_, word)| word)
}

/// The word of the tag that this one is.
fn same(word: &str) -> Option<&'static str> {
    words().find(|known| *known == word)
}

/// The word of the tag that this one is, or is a form of.
fn known(word: &str) -> Option<&'static str> {
    let bent = BENT.iter().find(|(bent, _)| *bent == word);
    same(word).or(bent.map(|(_, word)| *word))
}

/// The word of the tag that this one is, or nearly is.
fn near(word: &str) -> Option<&'static str> {
    let found = known(word);
    let is_word = word.chars().count() >= 4
        && word.contains(char::is_alphabetic)
        && word.chars().all(|c| c.is_alphanumeric() || c == '-')
        && !OTHERS.contains(&word);
    found.or_else(|| {
        is_word
            .then(|| nearest(word, words()).into_iter().next())
            .flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::doubt;

    #[test]
    fn a_reason_that_may_say_who_answers_is_doubted() {
        for (item, meant) in [
            ("porly", "poorly"),
            ("consult", "consulted"),
            ("help", "helps"),
            ("back-up", "backup"),
            ("A", "accountable"),
            ("i", "informed"),
            ("A/R", "accountable, does"),
            ("R/D", "does"),
            ("accountable and driver", "accountable, driver"),
            ("responsible & accountable", "responsible, accountable"),
            ("informed the board", "informed, the board"),
            ("Inform the board", "informed, the board"),
            ("consulted: budget only", "consulted, budget only"),
            ("poorly staffed", "poorly, staffed"),
            ("“informed” of it", "informed, of it"),
            ("informed…", "informed"),
            ("does (mostly)", "does, (mostly)"),
            ("ｉｎｆｏｒｍｅｄ", "informed"),
            ("INFORMED", "informed"),
            ("informs", "informed"),
            ("R:", "does"),
            ("R: prepares it", "does, prepares it"),
            ("A = the budget", "accountable, the budget"),
            ("poor", "poorly"),
            ("accountability", "accountable"),
            ("in formed", "informed"),
            ("stands in", "backup"),
            ("backs up the lead", "backup, the lead"),
            ("informed/asked late", "informed, asked late"),
            ("informed-only", "informed"),
            ("infor\u{200b}med", "informed"),
            ("А", "accountable"),
            ("AR", "accountable, does"),
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
            "I am away in May",
            "hourly",
            "<b>",
            "<s>later</s>",
            "informal talks",
            "back in May",
            "忙",
            "I/O bound",
            "…",
        ] {
            assert!(doubt(reason).is_none(), "{reason}");
        }
    }

    /// Every word that changes who answers, every form and every slip of one letter of a longer one.
    #[test]
    fn a_word_that_changes_who_answers_is_never_a_reason() {
        let words = super::words().map(str::to_owned);
        let bent = super::BENT.into_iter().map(|(word, _)| word.to_owned());
        let long = words.clone().filter(|word| word.len() >= 6);
        let forms = long.clone().flat_map(|word| {
            let stem = word.trim_end_matches(['s', 'd', 'e']).to_owned();
            ["s", "ed", "ing", ""].map(|end| format!("{stem}{end}"))
        });
        let slips = long.flat_map(|word| {
            let letters = ('a'..='z').chain(['-', 'é', '0']);
            let with = letters.flat_map(|letter| {
                let word = word.clone();
                (0..word.len()).flat_map(move |at| {
                    let (before, after) = word.split_at(at);
                    [
                        format!("{before}{letter}{after}"),
                        format!("{before}{letter}{}", &after[1..]),
                    ]
                })
            });
            let without = (0..word.len()).map(|at| format!("{}{}", &word[..at], &word[at + 1..]));
            let cut = (1..word.len()).map(|at| format!("{} {}", &word[..at], &word[at..]));
            with.chain(without).chain(cut).collect::<Vec<_>>()
        });
        let mut count = 0;
        for word in words.clone().chain(bent).chain(forms).chain(slips) {
            let is_said = |item: &str| doubt(item).is_some() || super::same(item).is_some();
            assert!(is_said(&word), "`{word}` is taken for a reason");
            for item in [
                word.to_uppercase(),
                format!("{word}."),
                format!("{word} the board"),
                format!("{word}: the board"),
            ] {
                assert!(doubt(&item).is_some(), "`{item}` is taken for a reason");
            }
            count += 1;
        }
        assert!(count > 6_000, "{count}");
        for letter in "acdirsACDIRS".chars() {
            for item in [
                format!("{letter}"),
                format!("{letter}: it"),
                format!("{letter}."),
            ] {
                assert!(doubt(&item).is_some(), "`{item}` is taken for a reason");
            }
        }
    }
}
