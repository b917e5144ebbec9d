//! The XML declaration of an SVG, in the one form that all parsers read alike.

/// What an XML declaration says.
pub(super) enum Declared {
    /// Version 1.0, and an encoding that [`is_plain_encoding`] or none.
    Plain,
    OtherEncoding,
    /// Anything else, so that it doesn't matter how another parser would understand it.
    OtherForm,
}

/// Reads what follows `<?xml` in an XML declaration.
pub(super) fn declared(rest: &str) -> Declared {
    let mut rest = rest.strip_suffix("?>").unwrap_or(rest);
    let mut seen: Vec<&str> = Vec::new();
    let mut encoding = None;
    loop {
        let trimmed = rest.trim_start_matches([' ', '\t', '\n', '\r']);
        if trimmed.is_empty() {
            break;
        }
        let Some((name, value, after)) = pseudo_attribute(trimmed).filter(|_| trimmed != rest)
        else {
            return Declared::OtherForm;
        };
        let is_next = match (name, seen.as_slice()) {
            ("version", []) => value == "1.0",
            ("encoding", ["version"]) => {
                encoding = Some(value);
                true
            }
            ("standalone", ["version"] | ["version", "encoding"]) => matches!(value, "yes" | "no"),
            _ => false,
        };
        if !is_next {
            return Declared::OtherForm;
        }
        seen.push(name);
        rest = after;
    }
    match encoding {
        _ if seen.is_empty() => Declared::OtherForm,
        Some(encoding) if !is_plain_encoding(encoding) => Declared::OtherEncoding,
        _ => Declared::Plain,
    }
}

/// `name="value"` at the start of a text, and what follows it.
fn pseudo_attribute(text: &str) -> Option<(&str, &str, &str)> {
    const BLANKS: [char; 4] = [' ', '\t', '\n', '\r'];
    let (name, after) = text.split_once('=')?;
    let after = after.trim_start_matches(BLANKS);
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (value, after) = after[1..].split_once(quote)?;
    Some((name.trim_end_matches(BLANKS), value, after))
}

/// Encodings in which ASCII means itself, no matter what came before it.
fn is_plain_encoding(name: &str) -> bool {
    const PLAIN: &[&str] = &[
        "utf-8",
        "utf8",
        "us-ascii",
        "ascii",
        "iso-8859-1",
        "windows-1252",
    ];
    PLAIN.contains(&name.to_ascii_lowercase().as_str())
}
