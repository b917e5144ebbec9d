//! Percent coding: everything but letters, digits and `-._~` is encoded, a colon above all, which
//! would make the first component of a path a scheme.

/// A path as part of an address: its slashes stay.
pub fn path(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    push_path(&mut out, path);
    out
}

/// Appends a path as [`path`] encodes it.
pub fn push_path(out: &mut String, path: &str) {
    encode(out, path, |byte| byte == b'/');
}

/// One component of a path, a fragment, or a value in a query.
pub fn component(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    encode(&mut out, text, |_| false);
    out
}

fn encode(out: &mut String, text: &str, keep: impl Fn(u8) -> bool) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let is_plain =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate() {
        if is_plain(byte) || keep(byte) {
            continue;
        }
        // Only ASCII is kept, so a stretch of it begins and ends where a character does; nothing
        // lies between the bytes of one.
        if start < at {
            out.push_str(&text[start..at]);
        }
        out.push('%');
        out.push(char::from(HEX[usize::from(byte >> 4)]));
        out.push(char::from(HEX[usize::from(byte & 15)]));
        start = at + 1;
    }
    out.push_str(&text[start..]);
}

#[cfg(test)]
mod tests {
    use super::{component, path};

    #[test]
    fn nothing_in_a_path_can_become_a_scheme_or_a_query() {
        assert_eq!(
            path("javascript:x/a b?#%+.html"),
            "javascript%3Ax/a%20b%3F%23%25%2B.html"
        );
        assert_eq!(component("ä/b"), "%C3%A4%2Fb");
    }
}
