//! Heading ids as GitHub makes them, so that links written against a forge's rendering keep
//! working.
//!
//! The rule is that of GitHub's own pipeline: lower case; letters, marks, decimal digits,
//! connectors, `-` and the space stay, everything else goes; each space becomes one `-` (so `a & b`
//! gives `a--b`, and the text after a picture begins with one); a second equal id gets `-1`, the
//! next `-2`. `tests/site/slugs.test.mjs` holds it against `github-slugger` for all of Unicode;
//! `tests/it/slugs.rs` says where we differ, and why.

use std::collections::HashMap;

use unicode_normalization::char::is_combining_mark;

use super::RESERVED;

/// Longest id, in bytes, before a number is added. With the number an id stays under 200 bytes.
const LONGEST: usize = 188;

/// What an id starts with that would otherwise be empty or one of ours.
const FALLBACK: &str = "h";

/// The id of a heading with this text, before it is made unique.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(LONGEST) + 4);
    for c in text.chars() {
        if c.is_ascii() {
            match c {
                'a'..='z' | '0'..='9' | '-' | '_' => out.push(c),
                'A'..='Z' => out.push(c.to_ascii_lowercase()),
                ' ' => out.push('-'),
                _ => {}
            }
        } else if c.is_alphabetic() {
            out.extend(c.to_lowercase());
        } else if is_combining_mark(c) || is_decimal_digit(c) || is_connector(c) {
            out.push(c);
        }
        if out.len() >= LONGEST {
            break;
        }
    }
    out
}

/// The id of a word of a definition list, before it is made unique: `term-` keeps it apart from
/// headings.
pub fn term_id(text: &str) -> String {
    format!("term-{}", slug(text.trim()))
}

/// An id that may be in a page: neither empty, nor over-long, nor one of ours, and without what
/// no browser keeps as it is: NUL is read as U+FFFD, so that two ids could become one.
fn settle(mut id: String) -> String {
    id.retain(|c| !c.is_control());
    if id.len() > LONGEST {
        let mut end = LONGEST;
        while !id.is_char_boundary(end) {
            end -= 1;
        }
        id.truncate(end);
    }
    if id.is_empty() {
        FALLBACK.to_owned()
    } else if id.starts_with(RESERVED) {
        format!("{FALLBACK}-{id}")
    } else {
        id
    }
}

#[derive(Debug, Default)]
pub struct Ids {
    /// Each id taken, with the last number tried for it; the number only ever grows, which keeps
    /// equal headings linear.
    taken: HashMap<String, u32>,
}

impl Ids {
    pub fn unique(&mut self, wanted: String) -> String {
        let wanted = settle(wanted);
        let Some(&last) = self.taken.get(&wanted) else {
            self.taken.insert(wanted.clone(), 0);
            return wanted;
        };
        let mut number = last;
        let id = loop {
            number += 1;
            let id = format!("{wanted}-{number}");
            if !self.taken.contains_key(&id) {
                break id;
            }
        };
        self.taken.insert(wanted, number);
        self.taken.insert(id.clone(), 0);
        id
    }

    /// Takes an id as it is; false where it cannot be had.
    pub fn take(&mut self, id: &str) -> bool {
        let usable = !id.is_empty()
            && id.len() <= LONGEST
            && !id.starts_with(RESERVED)
            && !id.contains(|c: char| {
                c.is_whitespace()
                    || c.is_control()
                    || matches!(c, '&' | '<' | '>' | '"' | '\'' | '`')
            });
        usable && !self.taken.contains_key(id) && self.taken.insert(id.to_owned(), 0).is_none()
    }
}

/// General category Pc, but for `_`.
fn is_connector(c: char) -> bool {
    matches!(
        c,
        '\u{203f}' | '\u{2040}' | '\u{2054}' | '\u{fe33}' | '\u{fe34}' | '\u{fe4d}'
            ..='\u{fe4f}' | '\u{ff3f}'
    )
}

/// General category Nd outside ASCII: ten digits after each of these zeros. The standard library
/// only knows all of N, and superscripts and fractions must go.
fn is_decimal_digit(c: char) -> bool {
    const ZEROS: [u32; 64] = [
        0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6,
        0x0d66, 0x0de6, 0x0e50, 0x0ed0, 0x0f20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0,
        0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0,
        0xaa50, 0xabf0, 0xff10, 0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0,
        0x11450, 0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0,
        0x16a60, 0x16b50, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e950,
        0x1fbf0,
    ];
    let code = c as u32;
    let after = ZEROS.partition_point(|zero| *zero <= code);
    after > 0 && code - ZEROS[after - 1] < 10
}

#[cfg(test)]
mod tests {
    use super::{Ids, slug};

    #[test]
    fn slugs_are_those_of_github() {
        for (text, expected) in [
            (
                "Coaching & Growth (People Management)",
                "coaching--growth-people-management",
            ),
            (
                "Roadmap Feasibility & Execution",
                "roadmap-feasibility--execution",
            ),
            ("What’s next?", "whats-next"),
            ("a_b - c", "a_b---c"),
            ("Développer son réseau", "développer-son-réseau"),
            ("ΑΒΓ Ünïcode İ", "αβγ-ünïcode-i̇"),
            ("x² ½ ٣", "x--٣"),
            ("e\u{301}t", "e\u{301}t"),
            ("a\u{a0}b", "ab"),
            ("🙃", ""),
            ("日本語 テスト", "日本語-テスト"),
            ("1.2.3 Release", "123-release"),
        ] {
            assert_eq!(slug(text), expected, "{text}");
        }
    }

    #[test]
    fn equal_ids_are_numbered_around_those_that_exist() {
        let mut ids = Ids::default();
        let made: Vec<String> = ["x", "x-1", "x", "x", "", "lb-note", "x-1"]
            .into_iter()
            .map(|id| ids.unique(id.to_owned()))
            .collect();
        assert_eq!(made, ["x", "x-1", "x-2", "x-3", "h", "h-lb-note", "x-1-1"]);
    }
}
