//! Options of every command.

use std::path::PathBuf;

use clap::ValueEnum;

use super::failure::Failure;
use crate::diagnostic::Severity;
use crate::diagnostic::print::Reach;
use crate::{compile, config};

/// Options of every command.
#[derive(clap::Args, Clone)]
pub(super) struct Common {
    /// The folder with `book.toml`; else it is looked for from here upwards.
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,

    /// Threads to use; all of the machine's by default.
    #[arg(short = 'j', long, global = true, value_name = "N")]
    pub(super) jobs: Option<usize>,

    /// The theme, no matter what `book.toml` says.
    #[arg(long, global = true, value_name = "NAME")]
    pub(super) theme: Option<String>,

    /// Say more about what is done.
    #[arg(long, global = true)]
    pub(super) verbose: bool,

    /// The form in which diagnostics are printed.
    #[arg(long, global = true, value_enum, default_value_t = Format::Human, value_name = "FORM")]
    pub(super) message_format: Format,

    /// Print every mistake, also those that only follow from another.
    #[arg(long, global = true)]
    pub(super) all: bool,

    /// Treat warnings as errors: nothing is published then.
    #[arg(long, global = true, value_enum, value_name = "WHAT")]
    pub(super) deny: Option<Deny>,

    /// When to use colours.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub(super) color: Color,
}

impl Common {
    /// What is said here of how a project is compiled.
    pub(super) fn compilation(&self) -> compile::Options {
        let refuse = self.deny.map_or(Severity::Error, |_| Severity::Warning);
        compile::Options {
            theme: self.theme.clone(),
            refuse: Some(refuse),
            due: None,
        }
    }

    /// What is printed of mistakes that follow from others.
    pub(super) fn reach(&self) -> Reach {
        if self.all { Reach::All } else { Reach::Causes }
    }

    /// The name of a theme is a part of a path.
    pub(super) fn check_theme(&self) -> Result<(), Failure> {
        match &self.theme {
            Some(theme) if !config::is_theme_name(theme) => Err(Failure::Machine(format!(
                "`{theme}` is not the name of a theme: use letters, digits, `-` and `_`"
            ))),
            _ => Ok(()),
        }
    }
}

/// The form in which diagnostics are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Human,
    /// One JSON object a line.
    Json,
    /// One SARIF 2.1.0 document.
    Sarif,
    /// Annotations of a forge's log.
    Github,
}

/// What is treated as an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    /// Warnings.
    Warnings,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}
