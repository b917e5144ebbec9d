//! Character references.

use std::borrow::Cow;

/// The text with character references decoded: all numeric ones, and of the named ones those that
/// mean ASCII (only they can make up a scheme) and a few that occur in prose. Others stay as
/// written.
pub fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((c, len)) = reference(rest) {
            out.push(c);
            rest = &rest[len..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn reference(text: &str) -> Option<(char, usize)> {
    if let Some(number) = text.strip_prefix("&#") {
        let (digits_at, radix) = match number.bytes().next()? {
            b'x' | b'X' => (1, 16),
            _ => (0, 10),
        };
        let digits = &number[digits_at..];
        let len = digits
            .find(|c: char| !c.is_digit(radix))
            .unwrap_or(digits.len());
        if len == 0 {
            return None;
        }
        let c = u32::from_str_radix(&digits[..len], radix)
            .ok()
            .filter(|code| *code != 0)
            .and_then(char::from_u32)
            .unwrap_or('\u{fffd}');
        let end = 2 + digits_at + len;
        return Some((c, end + usize::from(text[end..].starts_with(';'))));
    }
    let name = &text[1..];
    let len = name.find(|c: char| !c.is_ascii_alphanumeric())?;
    if !name[len..].starts_with(';') {
        return None;
    }
    let c = match &name[..len] {
        "amp" | "AMP" => '&',
        "lt" | "LT" => '<',
        "gt" | "GT" => '>',
        "quot" | "QUOT" => '"',
        "apos" => '\'',
        "Tab" => '\t',
        "NewLine" => '\n',
        "excl" => '!',
        "num" => '#',
        "dollar" => '$',
        "percnt" => '%',
        "lpar" => '(',
        "rpar" => ')',
        "ast" | "midast" => '*',
        "plus" => '+',
        "comma" => ',',
        "period" => '.',
        "sol" => '/',
        "colon" => ':',
        "semi" => ';',
        "equals" => '=',
        "quest" => '?',
        "commat" => '@',
        "lsqb" | "lbrack" => '[',
        "bsol" => '\\',
        "rsqb" | "rbrack" => ']',
        "Hat" => '^',
        "lowbar" | "UnderBar" => '_',
        "grave" | "DiacriticalGrave" => '`',
        "lcub" | "lbrace" => '{',
        "verbar" | "vert" | "VerticalLine" => '|',
        "rcub" | "rbrace" => '}',
        "nbsp" => '\u{a0}',
        "shy" => '\u{ad}',
        "copy" => '©',
        "reg" => '®',
        "trade" => '™',
        "deg" => '°',
        "middot" => '·',
        "times" => '×',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "laquo" => '«',
        "raquo" => '»',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "bull" => '•',
        "larr" => '←',
        "rarr" => '→',
        "euro" => '€',
        _ => return None,
    };
    Some((c, len + 2))
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn references_that_could_hide_a_scheme_are_decoded() {
        assert_eq!(
            decoded("java&#x73;c&#114ipt&colon;&Tab;x&amp;y&unknown;&"),
            "javascript:\tx&y&unknown;&"
        );
    }
}
