//! Text from a file made safe to show: in a terminal, in a log, in a page.

use std::borrow::Cow;

/// The text with every control character as its symbol (`␛`), every other invisible or
/// direction-changing character as `<U+202E>`, and nothing else changed. Line feeds and tabs become
/// symbols too: the printer lays out lines itself.
pub fn shown(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| c.is_control() || is_invisible(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\0'..='\u{1f}' => out.push(char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}')),
            '\u{7f}' => out.push('\u{2421}'),
            c if c.is_control() || is_invisible(c) => {
                out.push_str(&format!("<U+{:04X}>", c as u32));
            }
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Zero-width, direction-changing and other characters that a reader cannot see; no-break space and
/// the joiner of emoji are left alone.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'
        | '\u{200c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn control_and_direction_characters_become_visible() {
        assert_eq!(shown("plain – text"), "plain – text");
        assert_eq!(shown("a\u{1b}[31m\u{202e}b\u{7}\n"), "a␛[31m<U+202E>b␇␊");
    }
}
