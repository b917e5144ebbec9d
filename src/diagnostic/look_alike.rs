//! Characters that look like others, or like nothing: which one was meant, and the name of the one
//! that is there.
//!
//! Names are copied from chats, slides and pages in other languages. The table holds the letters
//! that are drawn just like a Latin one in common fonts; full-width and mathematical forms are
//! found by their compatibility mapping.

use unicode_normalization::UnicodeNormalization;

use super::shown::is_invisible;

/// A character that is not the one it seems to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LookAlike {
    /// Its first byte in the name.
    pub(super) at: usize,
    pub(super) found: char,
    /// The known name that was meant, where the name is one but for such characters.
    pub(super) meant: Option<String>,
}

/// The first character of an unknown name that is not what it seems: where the name would be a
/// known one without such characters, or where it is mixed into Latin letters.
pub(super) fn find<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<LookAlike> {
    let (at, found) = name
        .char_indices()
        .find(|(_, c)| seems(*c) != Seems::Itself)?;
    let plain = plain(name);
    let meant = known
        .into_iter()
        .find(|known| known.to_lowercase() == plain)
        .map(str::to_owned);
    let is_letter = found.is_alphabetic() || seems(found) == Seems::Nothing;
    let mixed = is_letter && name.chars().any(|c| c.is_ascii_alphabetic());
    (meant.is_some() || mixed).then_some(LookAlike { at, found, meant })
}

/// What a character looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seems {
    Itself,
    Other(char),
    Nothing,
}

fn seems(c: char) -> Seems {
    if c.is_ascii() {
        return Seems::Itself;
    }
    if is_invisible(c) || c == '\u{200d}' {
        return Seems::Nothing;
    }
    if let Some((other, _)) = in_table(c) {
        return Seems::Other(other);
    }
    let mut forms = [c].into_iter().nfkc();
    match (forms.next(), forms.next()) {
        (Some(form), None) if form.is_ascii_graphic() => Seems::Other(form),
        _ => Seems::Itself,
    }
}

/// What the table says of a character: the one it looks like, and its name.
fn in_table(c: char) -> Option<(char, String)> {
    TABLE.iter().find_map(|(start, letters)| {
        let mut entry = letters
            .split(", ")
            .find_map(|entry| entry.strip_prefix(c))?
            .chars();
        let other = entry.next()?;
        let name = format!("{start}{}", entry.as_str());
        Some((other, name.trim_start().to_owned()))
    })
}

/// The name as it seems to be, in lower case.
fn plain(name: &str) -> String {
    let seen: String = name
        .nfc()
        .filter_map(|c| match seems(c) {
            Seems::Itself => Some(c),
            Seems::Other(other) => Some(other),
            Seems::Nothing => None,
        })
        .collect();
    let words: Vec<&str> = seen.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// What a look-alike seems to be, for the words at the caret.
pub(super) fn label(c: char) -> String {
    match seems(c) {
        Seems::Other(other) => format!("looks like `{other}` and is another character"),
        Seems::Itself | Seems::Nothing => "cannot be seen".to_owned(),
    }
}

/// `U+0415 CYRILLIC CAPITAL LETTER IE`; the number alone where this table has no name.
pub(super) fn name_of(c: char) -> String {
    let number = format!("U+{:04X}", c as u32);
    if let Some(name) = INVISIBLE
        .split(", ")
        .find_map(|entry| entry.strip_prefix(c))
    {
        return format!("{number}{name}");
    }
    if let Some((_, name)) = in_table(c) {
        return format!("{number} {name}");
    }
    let Seems::Other(form) = seems(c) else {
        return number;
    };
    let kind = match form {
        'A'..='Z' => format!("LATIN CAPITAL LETTER {form}"),
        'a'..='z' => format!("LATIN SMALL LETTER {}", form.to_ascii_uppercase()),
        _ => format!("form of `{form}`"),
    };
    match c {
        '\u{ff01}'..='\u{ff5e}' => format!("{number} FULLWIDTH {kind}"),
        '\u{1d400}'..='\u{1d7ff}' => format!(
            "{number} MATHEMATICAL {}",
            kind.replace("LATIN ", "").replace("LETTER ", "")
        ),
        _ => format!("{number}, another form of `{form}`"),
    }
}

/// Characters that cannot be seen, with their names.
const INVISIBLE: &str = "\
    \u{00ad} SOFT HYPHEN, \u{034f} COMBINING GRAPHEME JOINER, \u{061c} ARABIC LETTER MARK, \
    \u{115f} HANGUL CHOSEONG FILLER, \u{1160} HANGUL JUNGSEONG FILLER, \
    \u{180e} MONGOLIAN VOWEL SEPARATOR, \u{200b} ZERO WIDTH SPACE, \
    \u{200c} ZERO WIDTH NON-JOINER, \u{200d} ZERO WIDTH JOINER, \u{200e} LEFT-TO-RIGHT MARK, \
    \u{200f} RIGHT-TO-LEFT MARK, \u{2028} LINE SEPARATOR, \u{2029} PARAGRAPH SEPARATOR, \
    \u{202a} LEFT-TO-RIGHT EMBEDDING, \u{202b} RIGHT-TO-LEFT EMBEDDING, \
    \u{202c} POP DIRECTIONAL FORMATTING, \u{202d} LEFT-TO-RIGHT OVERRIDE, \
    \u{202e} RIGHT-TO-LEFT OVERRIDE, \u{2060} WORD JOINER, \u{2061} FUNCTION APPLICATION, \
    \u{2062} INVISIBLE TIMES, \u{2063} INVISIBLE SEPARATOR, \u{2064} INVISIBLE PLUS, \
    \u{2066} LEFT-TO-RIGHT ISOLATE, \u{2067} RIGHT-TO-LEFT ISOLATE, \
    \u{2068} FIRST STRONG ISOLATE, \u{2069} POP DIRECTIONAL ISOLATE, \u{3164} HANGUL FILLER, \
    \u{feff} ZERO WIDTH NO-BREAK SPACE, \u{ffa0} HALFWIDTH HANGUL FILLER";

/// Characters that are drawn like an ASCII one, by how their names begin: each with the one it
/// looks like and the rest of its name.
const TABLE: [(&str, &str); 6] = [
    (
        "LATIN SMALL LETTER",
        "\u{0131}i DOTLESS I, \u{0261}g SCRIPT G",
    ),
    (
        "GREEK CAPITAL LETTER",
        "\u{0391}A ALPHA, \u{0392}B BETA, \u{0395}E EPSILON, \u{0396}Z ZETA, \
         \u{0397}H ETA, \u{0399}I IOTA, \u{039a}K KAPPA, \u{039c}M MU, \u{039d}N NU, \
         \u{039f}O OMICRON, \u{03a1}P RHO, \u{03a4}T TAU, \u{03a5}Y UPSILON, \
         \u{03a7}X CHI",
    ),
    (
        "GREEK SMALL LETTER",
        "\u{03b1}a ALPHA, \u{03b9}i IOTA, \u{03bd}v NU, \u{03bf}o OMICRON, \u{03c1}p RHO",
    ),
    (
        "CYRILLIC CAPITAL LETTER",
        "\u{0405}S DZE, \u{0406}I BYELORUSSIAN-UKRAINIAN I, \u{0408}J JE, \u{0410}A A, \
         \u{0412}B VE, \u{0415}E IE, \u{041a}K KA, \u{041c}M EM, \u{041d}H EN, \
         \u{041e}O O, \u{0420}P ER, \u{0421}C ES, \u{0422}T TE, \u{0423}Y U, \
         \u{0425}X HA, \u{051a}Q QA, \u{051c}W WE",
    ),
    (
        "CYRILLIC SMALL LETTER",
        "\u{0430}a A, \u{0435}e IE, \u{043e}o O, \u{0440}p ER, \u{0441}c ES, \
         \u{0443}y U, \u{0445}x HA, \u{0455}s DZE, \u{0456}i BYELORUSSIAN-UKRAINIAN I, \
         \u{0458}j JE, \u{04bb}h SHHA, \u{0501}d KOMI DE, \u{051b}q QA, \u{051d}w WE",
    ),
    (
        "",
        "\u{2010}- HYPHEN, \u{2011}- NON-BREAKING HYPHEN, \u{2012}- FIGURE DASH, \
         \u{2013}- EN DASH, \u{2014}- EM DASH, \u{2018}' LEFT SINGLE QUOTATION MARK, \
         \u{2019}' RIGHT SINGLE QUOTATION MARK, \u{2212}- MINUS SIGN",
    ),
];

#[cfg(test)]
mod tests {
    use super::{find, name_of};

    #[test]
    fn a_name_that_only_looks_right_is_found_under_its_first_wrong_character() {
        let known = ["EM", "Engineering Manager"];
        let meant = |name: &str| {
            find(name, known).map(|found| (found.at, name_of(found.found), found.meant))
        };
        let em = Some("EM".to_owned());
        let whole = Some("Engineering Manager".to_owned());
        for (name, at, called, expected) in [
            ("Еm", 0, "U+0415 CYRILLIC CAPITAL LETTER IE", em.clone()),
            ("E\u{200b}M", 1, "U+200B ZERO WIDTH SPACE", em.clone()),
            (
                "ＥＭ",
                0,
                "U+FF25 FULLWIDTH LATIN CAPITAL LETTER E",
                em.clone(),
            ),
            ("𝐄M", 0, "U+1D404 MATHEMATICAL CAPITAL E", em.clone()),
            ("EM\u{202e}", 2, "U+202E RIGHT-TO-LEFT OVERRIDE", em),
            (
                "Engineering  Mаnager",
                14,
                "U+0430 CYRILLIC SMALL LETTER A",
                whole,
            ),
            ("EMПX", 2, "", None),
        ] {
            let found = meant(name);
            if called.is_empty() {
                assert_eq!(found, None, "{name}");
            } else {
                assert_eq!(found, Some((at, called.to_owned(), expected)), "{name}");
            }
        }
        assert_eq!(meant("Лид"), None);
        assert_eq!(meant("Führung"), None);
        assert_eq!(meant("TеMP").map(|found| found.0), Some(1));
    }
}
