//! From the address that was asked for to a key of the table of files. It is compared with the keys
//! and never becomes a path.
//!
//! Pure.

/// The folder of the addresses that belong to the preview itself. No page can have one: names of
/// pages do not start with `_` twice.
pub(super) const OWN: &str = "__ladderbook/";

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// Something of the preview itself, by its name below [`OWN`].
    Own(String),
    /// A file of the site, by its path; one that is there or not.
    File(String),
    /// The host's root, where the site is not at the root.
    Root,
    /// Nothing that a page of ours could link.
    Nothing,
}

/// No page has a longer address.
const LONGEST: usize = 2_048;

/// Reads the path of a request, with `base` being the path of the site on its host.
pub(super) fn asked(path: &str, base: &str) -> Asked {
    let Some(path) = (path.len() <= LONGEST).then(|| decoded(path)).flatten() else {
        return Asked::Nothing;
    };
    let below = path.strip_prefix(base);
    // A page that was loaded while the site had another base asks at the root.
    for path in [below, path.strip_prefix('/')].into_iter().flatten() {
        if let Some(own) = path.strip_prefix(OWN) {
            return Asked::Own(own.to_owned());
        }
    }
    let Some(below) = below else {
        // The root of the host, and the site's own path without its last slash.
        return if path == "/" || (base.len() > 1 && path == base.trim_end_matches('/')) {
            Asked::Root
        } else {
            Asked::Nothing
        };
    };
    let key = if below.is_empty() || below.ends_with('/') {
        format!("{below}index.html")
    } else {
        below.to_owned()
    };
    if key.split('/').all(|part| !matches!(part, "" | "." | "..")) {
        Asked::File(key)
    } else {
        Asked::Nothing
    }
}

/// Percent-decodes once. None for what is no text, and for encoded characters that other programs
/// take for more than a letter.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        let byte = match byte {
            b'%' => {
                let mut digit = || char::from(rest.next()?).to_digit(16);
                let byte = u8::try_from(digit()? * 16 + digit()?).ok()?;
                if byte == b'/' {
                    return None;
                }
                byte
            }
            byte => byte,
        };
        bytes.push(byte);
    }
    let text = String::from_utf8(bytes).ok()?;
    let unfit = |c: char| c == '\\' || c.is_control();
    (!text.contains(unfit)).then_some(text)
}

/// What a browser is told of a file of this name.
pub(super) fn content_type(path: &str) -> &'static str {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending.to_ascii_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml",
        "csv" => "text/csv; charset=utf-8",
        "tsv" => "text/tab-separated-values; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" => "audio/ogg",
        "wav" => "audio/wav",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{Asked, asked};

    fn file(path: &str) -> Asked {
        Asked::File(path.to_owned())
    }

    #[test]
    fn addresses_are_keys_below_the_base() {
        assert_eq!(asked("/", "/"), file("index.html"));
        assert_eq!(asked("/roles/", "/"), file("roles/index.html"));
        assert_eq!(asked("/roles/a.html", "/"), file("roles/a.html"));
        assert_eq!(asked("/l/roles/a.html", "/l/"), file("roles/a.html"));
        assert_eq!(asked("/l/", "/l/"), file("index.html"));
        assert_eq!(asked("/", "/l/"), Asked::Root);
        assert_eq!(asked("/roles/a.html", "/l/"), Asked::Nothing);
        assert_eq!(asked("/%C3%A4%20b%25.html", "/"), file("ä b%.html"));
        assert_eq!(asked("/a+b.html", "/"), file("a+b.html"));
    }

    #[test]
    fn the_preview_is_found_below_the_base_and_at_the_root() {
        let own = Asked::Own("events".to_owned());
        assert_eq!(asked("/l/__ladderbook/events", "/l/"), own);
        assert_eq!(asked("/__ladderbook/events", "/l/"), own);
        assert_eq!(
            asked("/roles/__ladderbook/events", "/"),
            file("roles/__ladderbook/events")
        );
    }

    #[test]
    fn what_is_no_plain_path_is_nothing() {
        for path in [
            "",
            "*",
            "roles",
            "//etc/passwd",
            "//",
            "/a//b.html",
            "/../Cargo.toml",
            "/a/../b.html",
            "/./a.html",
            "/%2e%2e/a",
            "/%2E%2E/a",
            "/..%2fa",
            "/a%2Fb.html",
            "/a%5cb",
            "/a\\b",
            "/a%00.html",
            "/a%0a.html",
            "/a%7f",
            "/a%C2%85",
            "/%ff",
            "/%",
            "/%2",
            "/%zz",
            "/%+2",
        ] {
            assert_eq!(asked(path, "/"), Asked::Nothing, "{path}");
        }
        assert_eq!(
            asked(&format!("/{}", "a".repeat(100_000)), "/"),
            Asked::Nothing
        );
        // Decoded once: what is left is a name like any other, and no file has it.
        assert_eq!(asked("/%252e%252e/a", "/"), file("%2e%2e/a"));
    }
}
