//! Standard output and error: what goes where, in which colours. A closed or full output is an
//! error, never a panic.

use std::io::{self, IsTerminal, Write};
use std::os::fd::AsFd;

use rustix::termios::tcgetwinsize;
use unicode_width::UnicodeWidthStr;

use super::common::Color;

pub(crate) struct Terminal {
    out: io::Stdout,
    err: io::Stderr,
    color: bool,
}

impl Terminal {
    pub(super) fn new(color: Color) -> Terminal {
        let err = io::stderr();
        let color = match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => err.is_terminal() && std::env::var_os("NO_COLOR").is_none(),
        };
        Terminal {
            out: io::stdout(),
            err,
            color,
        }
    }

    /// Whether to use colours on standard error.
    pub(super) fn color(&self) -> bool {
        self.color
    }

    /// Prints a result to standard output.
    pub(super) fn result(&mut self, text: &str) -> io::Result<()> {
        let mut out = self.out.lock();
        out.write_all(text.as_bytes())?;
        out.flush()
    }

    /// Prints a text to standard output: as it is, or filled up to the width of a terminal.
    pub(super) fn text(&mut self, text: &str) -> io::Result<()> {
        const READABLE: usize = 100;
        match columns_of(&self.out) {
            Some(columns) => self.result(&filled(text, columns.clamp(40, READABLE))),
            None => self.result(text),
        }
    }

    /// Prints what a person should know to standard error.
    pub(super) fn say(&mut self, text: &str) -> io::Result<()> {
        let mut err = self.err.lock();
        err.write_all(text.as_bytes())?;
        err.flush()
    }

    /// Prints why the command failed.
    pub(super) fn error(&mut self, message: &str) -> io::Result<()> {
        let (start, end) = if self.color {
            ("\x1b[1m\x1b[31m", "\x1b[0m")
        } else {
            ("", "")
        };
        let message = crate::diagnostic::shown(message);
        self.say(&format!("{start}error{end}: {message}\n"))
    }
}

/// The width to lay excerpts out for.
pub(super) fn width() -> usize {
    const USUAL: usize = 100;
    let columns = std::env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok())
        .or_else(|| columns_of(io::stderr()));
    columns.unwrap_or(USUAL).clamp(40, 200)
}

/// How many columns a stream has, if it is a terminal that says so.
fn columns_of(stream: impl AsFd) -> Option<usize> {
    let columns = tcgetwinsize(stream).ok()?.ws_col;
    (columns > 0).then(|| columns.into())
}

/// Markdown with its paragraphs and list items filled up to a width; all else as it is written.
pub(super) fn filled(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_code = false;
    let mut paragraph = String::new();
    for line in text.lines() {
        let is_fence = line.starts_with("```");
        let is_text = !in_code && !is_fence && !line.is_empty() && !line.starts_with(['#', '|']);
        in_code ^= is_fence;
        if !is_text || line.starts_with("- ") {
            fill(&mut out, &paragraph, width);
            paragraph.clear();
        }
        if is_text {
            paragraph.push_str(line);
            paragraph.push(' ');
        } else {
            out.push_str(line);
            out.push('\n');
        }
    }
    fill(&mut out, &paragraph, width);
    out
}

/// One paragraph or list item; the lines of an item are below its text.
fn fill(out: &mut String, paragraph: &str, width: usize) {
    let indent = if paragraph.starts_with("- ") {
        "  "
    } else {
        ""
    };
    let mut column = 0;
    for word in paragraph.split_whitespace() {
        if column > 0 && column + 1 + word.width() > width {
            out.push('\n');
            out.push_str(indent);
            column = indent.len();
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += word.width();
    }
    if column > 0 {
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::filled;

    #[test]
    fn paragraphs_and_items_are_filled_and_code_is_left() {
        let text = "# A heading that is long\n\nSome words\nof a text.\n\n- an item of words\n\
                    - two\n\n```yaml\nkey: a  long value\n```\n";
        assert_eq!(
            filled(text, 12),
            "# A heading that is long\n\nSome words\nof a text.\n\n- an item of\n  words\n\
             - two\n\n```yaml\nkey: a  long value\n```\n"
        );
        assert_eq!(filled("one\ntwo\nthree\n", 100), "one two three\n");
    }
}
