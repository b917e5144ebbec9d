//! Standard output and error: what goes where, in which colours. A closed or full output is an error, never a panic.

use std::io::{self, IsTerminal, Write};

use super::Color;

/// The two streams.
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
        .and_then(|columns| columns.parse().ok());
    columns.unwrap_or(USUAL).clamp(40, 200)
}
