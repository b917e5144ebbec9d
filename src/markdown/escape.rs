//! Text made fit for HTML.

/// Bytes that HTML cannot hold as they are. Controls it cannot hold at all.
const SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = true;
        byte += 1;
    }
    table[b'\t' as usize] = false;
    table[b'\n' as usize] = false;
    table[b'\r' as usize] = false;
    table[0x7f] = true;
    table[b'&' as usize] = true;
    table[b'<' as usize] = true;
    table[b'>' as usize] = true;
    table[b'"' as usize] = true;
    table
};

/// Appends text, fit for an element's content and for an attribute between double quotes.
pub(super) fn text(out: &mut String, text: &str) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        if SPECIAL[usize::from(byte)] {
            out.push_str(&text[done..at]);
            out.push_str(match byte {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                _ => "\u{fffd}",
            });
            done = at + 1;
        }
    }
    out.push_str(&text[done..]);
}

/// Appends raw HTML's text, in which entities stay entities.
pub(super) fn html_text(out: &mut String, text: &str) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let replacement = match byte {
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(replacement);
        done = at + 1;
    }
    out.push_str(&text[done..]);
}

/// Appends an address, fit for an attribute between double quotes. What no address may hold is
/// percent-encoded; what is encoded already stays.
pub(super) fn url(out: &mut String, url: &str) {
    let url = url.trim();
    // Brackets are for IPv6 hosts alone.
    let keeps_brackets = url.contains("://[");
    let mut done = 0;
    for (at, byte) in url.bytes().enumerate() {
        let is_kept = match byte {
            b'[' | b']' => keeps_brackets,
            b'&' | b' ' | b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' => false,
            byte => !byte.is_ascii_control(),
        };
        if is_kept {
            continue;
        }
        out.push_str(&url[done..at]);
        done = at + 1;
        if byte == b'&' {
            out.push_str("&amp;");
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out.push_str(&url[done..]);
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_special_is_left() {
        let mut out = String::new();
        super::text(&mut out, "a<b>&\"'\u{1}ä\n");
        assert_eq!(out, "a&lt;b&gt;&amp;&quot;'\u{fffd}ä\n");
        out.clear();
        super::url(&mut out, " a b\"ü%20?x&y[1]|");
        assert_eq!(out, "a%20b%22ü%20?x&amp;y%5B1%5D%7C");
    }
}
