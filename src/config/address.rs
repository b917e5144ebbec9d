//! What is wrong with an address, a path or a host in the settings. They end up in `href` and on
//! the wire, so little is allowed.

use crate::diagnostic::print::EDITOR_SCHEMES;
use crate::diagnostic::{Diagnostic, front_matter as say};
use crate::span::Spanned;

/// Characters that would end an attribute, a line or a header, or that browsers read as something
/// else.
fn is_unfit(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '"' | '\'' | '<' | '>' | '\\' | '`')
}

/// The part after `http://` or `https://`.
fn behind_scheme(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    let known = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    known.then_some(rest)
}

/// Checks a web address; `key` is what it was written for.
pub(super) fn web(key: &str, url: &Spanned<String>) -> Option<Diagnostic> {
    let bad = |message: String, help: &str| Some(say::bad_value(url.span, message, help));
    let Some(rest) = behind_scheme(&url.value) else {
        return bad(
            format!("`{key}` takes an `http` or `https` address"),
            "write it in full: `https://…`",
        );
    };
    if let Some(unfit) = url.value.chars().find(|c| is_unfit(*c)) {
        return bad(
            format!("`{key}` cannot hold {}", named(unfit)),
            "percent-encode it: a space is `%20`, a quote `%22`",
        );
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        return bad(
            format!("`{key}` holds a user name or password"),
            "leave out the part before the `@`; every reader of the site would see it",
        );
    }
    if !is_authority(authority) {
        return bad(
            format!("`{key}` has no host"),
            "write it in full: `https://example.org/`",
        );
    }
    None
}

/// Checks where the site will be.
pub(super) fn site(url: &Spanned<String>) -> Option<Diagnostic> {
    web("url", url).or_else(|| {
        url.value.contains(['?', '#']).then(|| {
            say::bad_value(
                url.span,
                "`url` holds a query or fragment",
                "it is the address above all pages, so it must end with a host or a folder",
            )
        })
    })
}

/// The scheme and host of a checked address.
pub(super) fn origin(url: &str) -> &str {
    let start = url.find("://").map_or(0, |at| at + 3);
    let end = url[start..].find('/').map_or(url.len(), |at| start + at);
    &url[..end]
}

/// The path of a checked address, with `/` at both ends.
pub(super) fn path(url: &str) -> String {
    let path = &url[origin(url).len()..];
    let inner = path.trim_matches('/');
    if inner.is_empty() {
        "/".to_owned()
    } else {
        format!("/{inner}/")
    }
}

/// Checks `base-path`; `url_path` is the path that `url` has.
pub(super) fn base_path(path: &Spanned<String>, url_path: Option<&str>) -> Option<Diagnostic> {
    let value = path.value.as_str();
    let bad = |message: String, help: String| Some(say::bad_value(path.span, message, help));
    if let Some(unfit) = value
        .chars()
        .find(|c| is_unfit(*c) || matches!(c, '?' | '#'))
    {
        return bad(
            format!("`base-path` cannot hold {}", named(unfit)),
            "it is the path of the site on its host, such as `/ladder/`".to_owned(),
        );
    }
    let climbs = value.split('/').any(|part| part == ".." || part == ".");
    // `//host/` would be an address on another host.
    if !value.starts_with('/') || !value.ends_with('/') || value.contains("//") || climbs {
        let inner: Vec<&str> = value
            .split('/')
            .filter(|part| !matches!(*part, "" | "." | ".."))
            .collect();
        let better = match inner.join("/").as_str() {
            "" => "/".to_owned(),
            inner => format!("/{inner}/"),
        };
        return bad(
            "`base-path` starts and ends with one `/`".to_owned(),
            format!("write `\"{better}\"`"),
        );
    }
    match url_path {
        Some(other) if other != "/" && other != value => bad(
            format!("`base-path` and the path of `url` differ: `{value}` and `{other}`"),
            "leave `base-path` out; `url` says it already".to_owned(),
        ),
        _ => None,
    }
}

/// Checks the path of a picture below the content folder.
pub(super) fn below_content(key: &str, path: &Spanned<String>) -> Option<Diagnostic> {
    let value = path.value.as_str();
    let plain = !value.contains(['\\', ':'])
        && value
            .split('/')
            .all(|part| !part.is_empty() && part != "." && part != "..");
    (!plain).then(|| {
        say::bad_value(
            path.span,
            format!("`{key}` takes a path below the content folder"),
            "write it without the folder itself, such as `pictures/logo.svg`",
        )
    })
}

/// Checks a language tag (RFC 5646, by its form only).
pub(super) fn language(tag: &Spanned<String>) -> Option<Diagnostic> {
    let mut parts = tag.value.split('-');
    let first = parts.next().unwrap_or_default();
    let fine = (2..=8).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
    (!fine).then(|| {
        say::bad_value(
            tag.span,
            "`language` takes a language tag",
            "write it as `en`, `de` or `pt-BR`",
        )
    })
}

/// Checks a host name or an IP address, without a port.
pub(super) fn host(key: &str, host: &Spanned<String>) -> Option<Diagnostic> {
    let value = host.value.as_str();
    let fine = value.parse::<std::net::IpAddr>().is_ok() || is_name(value);
    (!fine).then(|| {
        say::bad_value(
            host.span,
            format!("`{key}` takes a host name or an IP address"),
            "write it without scheme and port: `127.0.0.1`, `::1`, `ladder.localhost`",
        )
    })
}

/// Checks the address that opens a file in an editor.
pub(super) fn editor(editor: &Spanned<String>) -> Option<Diagnostic> {
    let value = editor.value.as_str();
    let scheme = value.split(':').next().unwrap_or_default();
    if !value.contains(':') || !EDITOR_SCHEMES.contains(&scheme) {
        return Some(say::not_one_of(
            editor.span,
            "editor",
            scheme,
            EDITOR_SCHEMES,
        ));
    }
    let fine = value.contains("{path}") && !value.chars().any(is_unfit);
    (!fine).then(|| {
        say::bad_value(
            editor.span,
            "`editor` takes an address with `{path}`",
            "write it as `vscode://file/{path}:{line}:{column}`",
        )
    })
}

/// A host with an optional port.
fn is_authority(text: &str) -> bool {
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (text, None),
    };
    let port_fits = port.is_none_or(|port| port.parse::<u16>().is_ok());
    let v6 = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
        .is_some_and(|host| host.parse::<std::net::Ipv6Addr>().is_ok());
    port_fits && (v6 || is_name(host))
}

/// A host name: letters of any writing system, digits, `-`, `_`, and single dots between.
fn is_name(host: &str) -> bool {
    !host.is_empty()
        && host.trim_end_matches('.').split('.').all(|label| {
            !label.is_empty()
                && label
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
        })
}

fn named(c: char) -> String {
    match c {
        ' ' => "a space".to_owned(),
        '`' => "a backtick".to_owned(),
        c if c.is_whitespace() || c.is_control() => format!("the character U+{:04X}", c as u32),
        c => format!("`{c}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::{origin, path};

    #[test]
    fn an_address_splits_into_origin_and_path() {
        assert_eq!(origin("https://a.example"), "https://a.example");
        assert_eq!(origin("https://a.example:8/b/c"), "https://a.example:8");
        assert_eq!(path("https://a.example"), "/");
        assert_eq!(path("https://a.example/b/c"), "/b/c/");
    }
}
