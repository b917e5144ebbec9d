//! Which entries of a folder are looked at, and how much of a file is read. Pure: names and numbers
//! only.

use crate::config::{Limits, SETTINGS};
use crate::document::CONTENT;
use crate::files;

/// The longest `book.toml`, in bytes.
const LONGEST_SETTINGS: u64 = 1024 * 1024;

/// The largest file of a theme, in bytes. It is served from memory.
const LARGEST_THEME_FILE: u64 = 16 * 1024 * 1024;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// Whole, as text, up to this many bytes.
    Text(u64),
    /// Whole, as it is, up to this many bytes.
    Bytes(u64),
    Head,
    /// Not at all: a key is private, and its name is all there is to report.
    Nothing,
}

impl Reading {
    /// How the file of this path, relative to the project root, is read.
    pub(super) fn of(path: &str, limits: &Limits) -> Reading {
        let name = path.rsplit('/').next().unwrap_or(path);
        let ending = files::ending(name);
        let ending = ending.as_deref();
        let body = u64::try_from(limits.file.body).unwrap_or(u64::MAX);
        if path == SETTINGS {
            return Reading::Text(LONGEST_SETTINGS);
        }
        if files::is_private(name) {
            return Reading::Nothing;
        }
        if path
            .strip_prefix(CONTENT)
            .is_some_and(|rest| rest.starts_with('/'))
        {
            // SVG is text that is looked through for scripts.
            return if files::is_markdown(name) || ending == Some("svg") {
                Reading::Text(body)
            } else {
                Reading::Head
            };
        }
        // `themes/<name>/static/…` is what the theme publishes; templates and settings of its own
        // lie beside it.
        let in_static = path.split('/').nth(2) == Some("static");
        match ending {
            _ if in_static => Reading::Bytes(LARGEST_THEME_FILE),
            Some("html" | "xml" | "txt" | "toml" | "svg" | "css" | "js" | "json" | "md") => {
                Reading::Text(LARGEST_THEME_FILE)
            }
            _ => Reading::Head,
        }
    }
}

/// Whether an entry is passed over without a word: hidden files, and what editors and desktops
/// leave behind. Hidden files that look like keys are not, since their owner should hear that they
/// lie there.
pub(super) fn is_skipped(name: &[u8]) -> bool {
    if name.starts_with(b".") {
        return !std::str::from_utf8(name).is_ok_and(files::is_private);
    }
    let surrounded = name.len() > 1 && name.starts_with(b"#") && name.ends_with(b"#");
    let swap = [&b".swp"[..], b".swo", b".swx"]
        .iter()
        .any(|ending| name.ends_with(ending));
    // Vim makes a file `4913` to see whether it may write.
    let litter = [&b"4913"[..], b"Thumbs.db", b"desktop.ini"].contains(&name);
    surrounded || swap || litter || name.ends_with(b"~")
}

#[cfg(test)]
mod tests {
    use super::{Reading, is_skipped};
    use crate::config::Limits;

    #[test]
    fn editor_leftovers_and_hidden_files_are_passed_over() {
        for name in [
            ".git",
            ".a.md.swp",
            "a.md~",
            "#a.md#",
            "4913",
            ".#a.md",
            "a.swp",
            ".DS_Store",
        ] {
            assert!(is_skipped(name.as_bytes()), "{name}");
        }
        for name in ["a.md", "#", "node_modules", ".env", ".env.local", "4914"] {
            assert!(!is_skipped(name.as_bytes()), "{name}");
        }
        assert!(is_skipped(b".\xff"));
    }

    #[test]
    fn what_is_read_of_a_file_depends_on_where_it_lies() {
        let limits = Limits::default();
        let of = |path| Reading::of(path, &limits);
        assert_eq!(of("content/a.md"), Reading::Text(4 * 1024 * 1024));
        assert_eq!(of("content/a.SVG"), Reading::Text(4 * 1024 * 1024));
        assert_eq!(of("content/a.png"), Reading::Head);
        assert_eq!(of("content/id_rsa"), Reading::Nothing);
        assert_eq!(of("content/static/a.css"), Reading::Head);
        let theme = 16 * 1024 * 1024;
        assert_eq!(of("themes/a/static/x/a.css"), Reading::Bytes(theme));
        assert_eq!(of("themes/a/templates/a.html"), Reading::Text(theme));
    }
}
