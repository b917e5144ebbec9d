//! Ranges of percentages: `30% to 70%`, `30-70%`, `30–70%`, `30%~70%`, `~20-25%`, `up to 30%`,
//! `50%`.

use crate::diagnostic::ownership::RangeFault;

/// A range of percentages, in tenths of a percent, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The lower end, 0 to 1000.
    pub low: u16,
    /// The upper end, `low` to 1000.
    pub high: u16,
    /// Written with a leading `~`.
    pub about: bool,
}

impl Range {
    /// Reads a text that is wholly a range; `None` where it does not look like one: no `%`, or
    /// other words.
    pub fn read(text: &str) -> Option<Result<Range, RangeFault>> {
        if !text.contains(['%', '％', '٪']) {
            return None;
        }
        let tokens = tokens(text)?;
        let (about, tokens) = match tokens.as_slice() {
            [Token::Tilde, rest @ ..] if !rest.is_empty() => (true, rest),
            all => (false, all),
        };
        let (low, high) = match tokens {
            [Token::Number(only)] => (*only, *only),
            [Token::UpTo, Token::Number(high)] => (0, *high),
            [
                Token::Number(low),
                Token::Dash | Token::To | Token::Tilde,
                Token::Number(high),
            ] => (*low, *high),
            [Token::Dash, Token::Number(_), ..] => return Some(Err(RangeFault::OutOfBounds)),
            _ => return Some(Err(RangeFault::Incomplete)),
        };
        Some(if low > 1000 || high > 1000 {
            Err(RangeFault::OutOfBounds)
        } else if low > high {
            Err(RangeFault::Reversed)
        } else {
            Ok(Range {
                low: narrow(low),
                high: narrow(high),
                about,
            })
        })
    }
}

/// Both ends are at most 1000 here.
fn narrow(tenths: u32) -> u16 {
    u16::try_from(tenths).unwrap_or(1000)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Token {
    /// In tenths; capped, so that a long number is simply too large.
    Number(u32),
    Dash,
    Tilde,
    To,
    UpTo,
}

/// `None` when there is anything that has no place in a range.
fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim();
    while let Some(c) = rest.chars().next() {
        if digit(c).is_some() {
            let (number, after) = number(rest);
            tokens.push(Token::Number(number));
            let after = after.trim_start();
            rest = after
                .strip_prefix(['%', '％', '٪'])
                .unwrap_or(after)
                .trim_start();
            continue;
        }
        let (token, length) = match c {
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => (Token::Dash, c.len_utf8()),
            '~' | '〜' | '～' => (Token::Tilde, c.len_utf8()),
            _ if starts_with_word(rest, "up to") => (Token::UpTo, "up to".len()),
            _ if starts_with_word(rest, "to") => (Token::To, "to".len()),
            _ => return None,
        };
        tokens.push(token);
        rest = rest[length..].trim_start();
    }
    Some(tokens)
}

fn starts_with_word(text: &str, word: &str) -> bool {
    text.get(..word.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(word))
        && text[word.len()..].starts_with(char::is_whitespace)
}

/// The number at the start, in tenths, and what follows it.
fn number(text: &str) -> (u32, &str) {
    const CAP: u32 = 1_000_000;
    let (mut tenths, mut decimals) = (0u32, None);
    for (at, c) in text.char_indices() {
        if let Some(digit) = digit(c) {
            match decimals {
                None => tenths = (tenths * 10 + digit * 10).min(CAP),
                Some(0) => {
                    tenths = (tenths + digit).min(CAP);
                    decimals = Some(1);
                }
                Some(_) => {}
            }
        } else if matches!(c, '.' | ',')
            && decimals.is_none()
            && text[at + 1..].chars().next().and_then(digit).is_some()
        {
            decimals = Some(0);
        } else {
            return (tenths, &text[at..]);
        }
    }
    (tenths, "")
}

/// Decimal digits of the scripts people paste from: ASCII, full-width, Arabic-Indic and its
/// extended form.
fn digit(c: char) -> Option<u32> {
    [('0', '9'), ('０', '９'), ('٠', '٩'), ('۰', '۹')]
        .into_iter()
        .find(|(first, last)| (*first..=*last).contains(&c))
        .map(|(first, _)| c as u32 - first as u32)
}

#[cfg(test)]
mod tests {
    use super::{Range, RangeFault};

    fn ends(text: &str) -> Option<Result<(u16, u16), RangeFault>> {
        Range::read(text).map(|range| range.map(|range| (range.low, range.high)))
    }

    #[test]
    fn every_way_to_write_a_range_is_read() {
        for text in [
            "30% to 70%",
            "30-70%",
            "30–70%",
            "30 % – 70 %",
            "30%~70%",
            "30%−70%",
            "30‐70%",
            "٣٠–٧٠٪",
            "30％〜70％",
        ] {
            assert_eq!(ends(text), Some(Ok((300, 700))), "{text}");
        }
        assert_eq!(ends("~20-25%"), Some(Ok((200, 250))));
        assert_eq!(
            Range::read("~20-25%")
                .and_then(Result::ok)
                .map(|range| range.about),
            Some(true)
        );
        assert_eq!(ends("up to 30%"), Some(Ok((0, 300))));
        assert_eq!(ends("12.5%"), Some(Ok((125, 125))));
    }

    #[test]
    fn what_looks_like_a_range_and_is_none_says_why() {
        assert_eq!(ends("70–30%"), Some(Err(RangeFault::Reversed)));
        assert_eq!(ends("300%"), Some(Err(RangeFault::OutOfBounds)));
        assert_eq!(ends("-5%"), Some(Err(RangeFault::OutOfBounds)));
        assert_eq!(ends("30%~"), Some(Err(RangeFault::Incomplete)));
        assert_eq!(
            ends("99999999999999999999%"),
            Some(Err(RangeFault::OutOfBounds))
        );
    }

    #[test]
    fn other_text_is_no_range() {
        for text in ["too many duties", "100% sure", "half", "30 to 70"] {
            assert_eq!(ends(text), None, "{text}");
        }
    }
}
