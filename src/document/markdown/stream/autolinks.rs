//! Bare addresses, which GitHub makes links of: `https://…`, `http://…`, `www.…` and `name@host`.

use std::ops::Range;

use pulldown_cmark::{LinkType, Tag, TagEnd};

/// An address in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) at: Range<usize>,
    pub(super) form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `http://` or `https://`.
    Web,
    /// Without a scheme.
    Www,
    Mail,
}

/// The link that an address in `text` is.
pub(super) fn tags<'a>(found: &Found, text: &str) -> (Tag<'a>, TagEnd) {
    let address = &text[found.at.clone()];
    let (link_type, dest_url) = match found.form {
        Form::Web => (LinkType::Autolink, address.to_owned()),
        Form::Www => (LinkType::Autolink, format!("http://{address}")),
        Form::Mail => (LinkType::Email, address.to_owned()),
    };
    let link = Tag::Link {
        link_type,
        dest_url: dest_url.into(),
        title: "".into(),
        id: "".into(),
    };
    (link, TagEnd::Link)
}

/// Whether an address may be in a text, or begin in it.
pub(super) fn may_hold(text: &str) -> bool {
    let has_sign = memchr::memchr2(b':', b'@', text.as_bytes()).is_some();
    has_sign && (text.contains("://") || text.contains('@')) || text.contains("www.")
}

/// The addresses in a text that `before` comes before, in order.
pub(super) fn find(text: &str, before: Option<char>) -> Vec<Found> {
    // No line that is meant to be read is longer, and looking for the end of an address that may begin
    // anywhere would take the square of its length.
    const LONGEST: usize = 4096;
    let mut found: Vec<Found> = Vec::new();
    if text.len() > LONGEST {
        return found;
    }
    // What was looked at already, so that a text full of signs is read once.
    let mut seen = 0;
    for (sign, _) in text.match_indices(['w', ':', '@']) {
        let rest = &text[sign..];
        let address = if sign < seen {
            None
        } else if rest.starts_with("://") {
            web(text, seen, sign)
        } else if rest.starts_with("www.") {
            let begins = text[..sign].chars().next_back().or(before);
            let begins = begins.is_none_or(|c| c.is_whitespace() || "*_~(".contains(c));
            begins
                .then(|| address(text, sign, sign, Form::Www))
                .flatten()
        } else if rest.starts_with('@') {
            mail(text, seen, sign, before)
        } else {
            None
        };
        if let Some(address) = address {
            seen = address.at.end;
            found.push(address);
        }
    }
    found
}

fn web(text: &str, seen: usize, colon: usize) -> Option<Found> {
    let scheme = |name: &str| {
        let start = colon
            .checked_sub(name.len())
            .filter(|start| *start >= seen)?;
        let is_it = text.get(start..colon)?.eq_ignore_ascii_case(name);
        let ends_a_word = text[..start].ends_with(|c: char| c.is_ascii_alphanumeric());
        (is_it && !ends_a_word).then_some(start)
    };
    let start = scheme("https").or_else(|| scheme("http"))?;
    address(text, start, colon + 3, Form::Web)
}

/// An address from `start` on, whose host begins at `host`. What is no address is told by its host
/// alone: a text of a million beginnings must not be read to its end for each of them.
fn address(text: &str, start: usize, host: usize, form: Form) -> Option<Found> {
    let rest = &text[host..];
    let ends_host = |c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    let name = rest.split(ends_host).next().unwrap_or_default();
    let name = name.trim_end_matches('.');
    if !is_host(name) || form != Form::Web && !name.contains('.') {
        return None;
    }
    // A name and a password come before a host; looked for only so far, as no one means longer ones.
    const FURTHEST: usize = 256;
    let ends_authority = |b: &u8| matches!(b, b'/' | b'?' | b'#') || b.is_ascii_whitespace();
    let near = rest.as_bytes().iter().take(FURTHEST);
    if near.take_while(|b| !ends_authority(b)).any(|b| *b == b'@') {
        return None;
    }
    let end = rest.find(|c: char| c.is_whitespace() || c == '<' || is_wide_sign(c));
    let len = without_end(&rest[..end.unwrap_or(rest.len())]);
    Some(Found {
        at: start..host + len.max(name.len()),
        form,
    })
}

/// Signs of scripts that put no blank after an address.
fn is_wide_sign(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}' | '“' | '”' | '„' | '«' | '»' | '…')
}

/// How long an address is without the signs that end the sentence and not the address.
fn without_end(text: &str) -> usize {
    let open = text.matches('(').count();
    let mut closed = text.matches(')').count();
    let mut len = text.len();
    while let Some(last) = text[..len].chars().next_back() {
        match last {
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"' => {}
            ')' if closed > open => closed -= 1,
            ';' => {
                // A reference to a character, as in `?a&gt;`.
                let name = text[..len - 1].rfind('&').map(|at| &text[at + 1..len - 1]);
                let is_name = |name: &&str| {
                    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric())
                };
                let Some(name) = name.filter(is_name) else {
                    break;
                };
                len -= name.len() + 1;
            }
            _ => break,
        }
        len -= last.len_utf8();
    }
    len
}

fn is_host(name: &str) -> bool {
    let parts: Vec<&str> = name.split('.').collect();
    let is_part = |part: &&str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    };
    parts.iter().all(is_part) && !parts.iter().rev().take(2).any(|part| part.contains('_'))
}

fn mail(text: &str, seen: usize, sign: usize, before: Option<char>) -> Option<Found> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || ".+-_".contains(c);
    let name = text[seen..sign]
        .chars()
        .rev()
        .take_while(|c| is_name(*c))
        .count();
    let start = sign - name;
    // What comes before the text may be a part of the name.
    let whole = start > 0 || before.is_none_or(|c| !is_name(c) && !matches!(c, '/' | '\\'));
    let begins = !text[..start].ends_with(['/', ':', '@']);
    let host = &text[sign + 1..];
    let is_of_host = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
    let len = host.find(|c| !is_of_host(c)).unwrap_or(host.len());
    let goes_on = host[len..].starts_with(['@', ':', '/']);
    let host = host[..len].trim_end_matches('.');
    let is_right = name > 0 && whole && begins && !goes_on && host.contains('.') && is_host(host);
    (is_right && !host.ends_with(['-', '_'])).then(|| Found {
        at: start..sign + 1 + host.len(),
        form: Form::Mail,
    })
}

#[cfg(test)]
mod tests {
    use super::find;

    fn found(text: &str) -> Vec<&str> {
        find(text, None)
            .into_iter()
            .map(|one| &text[one.at])
            .collect()
    }

    #[test]
    fn addresses_end_where_github_ends_them() {
        for (text, expected) in [
            (
                "Runbook: https://wiki.example.org/ops_(new). Mail",
                vec!["https://wiki.example.org/ops_(new)"],
            ),
            (
                "(see https://example.org/a?b=1&c=2#d)",
                vec!["https://example.org/a?b=1&c=2#d"],
            ),
            ("www.example.org, please", vec!["www.example.org"]),
            ("team@example.org.", vec!["team@example.org"]),
            (
                "HTTP://Example.org:8080/x, and http://localhost/",
                vec!["HTTP://Example.org:8080/x", "http://localhost/"],
            ),
            ("\"https://example.org/\"", vec!["https://example.org/"]),
            ("https://example.org/a&lt;", vec!["https://example.org/a"]),
            (
                "见https://example.org/a。更多",
                vec!["https://example.org/a"],
            ),
            (
                "xhttp://a.b https:// http://_x.y_ ftp://a.b www awww.a.b",
                vec![],
            ),
            (
                "@team a@b @a.b a@b.c@d.e git@example.org:x/y.git https://u:p@example.org",
                vec![],
            ),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
        assert_eq!(find("b@example.org", Some('_')), []);
        assert_eq!(found("https://a.b^c, http://^x"), ["https://a.b^c"]);
    }
}
