//! What is wrong with the input, where, and what to do about it.
//!
//! A diagnostic is an ordinary value: stages collect them and go on, the end sorts and prints them ([`print`]). They are made only
//! by the functions of this module's children, one child for each part of the input, so that wording, code and "did you mean"
//! stand in one place. Messages are lower case, without a full stop, with identifiers in backticks.

pub mod assessment;
mod code;
pub mod config;
pub mod files;
pub mod front_matter;
pub mod links;
mod look_alike;
pub mod markdown;
mod nearest;
pub mod ownership;
pub mod print;
mod shown;
mod slips;
pub mod team;
pub mod theme;
pub mod tracks;

pub use code::{Code, Lint};
pub use nearest::nearest;
pub use shown::shown;

use crate::source::SourceTree;
use crate::span::Span;

/// How bad it is: an error keeps the site from being published, a warning does not, a note only informs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Worth mending.
    Warning,
    /// Must be mended.
    Error,
}

impl Severity {
    /// As printed.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A second place that belongs to a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The place.
    pub span: Span,
    /// What is there.
    pub label: String,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    code: Code,
    severity: Severity,
    message: String,
    at: Span,
    label: String,
    marks: Vec<Mark>,
    notes: Vec<String>,
    helps: Vec<String>,
}

impl Diagnostic {
    fn new(code: Code, at: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            severity: code.severity(),
            message: message.into(),
            at,
            label: String::new(),
            marks: Vec::new(),
            notes: Vec::new(),
            helps: Vec::new(),
        }
    }

    /// The words at the caret.
    fn label(mut self, label: impl Into<String>) -> Diagnostic {
        self.label = label.into();
        self
    }

    /// A second place.
    fn mark(mut self, span: Span, label: impl Into<String>) -> Diagnostic {
        self.marks.push(Mark {
            span,
            label: label.into(),
        });
        self
    }

    fn note(mut self, note: impl Into<String>) -> Diagnostic {
        self.notes.push(note.into());
        self
    }

    fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.helps.push(help.into());
        self
    }

    /// The same with another severity: a lint that was lowered or raised in `book.toml`.
    #[must_use]
    pub fn with_severity(mut self, severity: Severity) -> Diagnostic {
        self.severity = severity;
        self
    }

    /// Its stable code.
    #[must_use]
    pub fn code(&self) -> Code {
        self.code
    }

    /// How bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// What is wrong, in one line.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Where.
    #[must_use]
    pub fn at(&self) -> Span {
        self.at
    }

    /// The words at the caret; may be empty.
    #[must_use]
    pub fn caret_label(&self) -> &str {
        &self.label
    }

    /// Other places that belong to it.
    #[must_use]
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// What else is worth knowing.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// What to do.
    #[must_use]
    pub fn helps(&self) -> &[String] {
        &self.helps
    }
}

/// Puts diagnostics into the order they are printed in: by path, then place, then code.
pub fn sort(diagnostics: &mut [Diagnostic], tree: &SourceTree) {
    diagnostics.sort_by_cached_key(|diagnostic| {
        let path = tree
            .file(diagnostic.at.file())
            .map(crate::source::SourceFile::shared_path);
        (
            path,
            diagnostic.at.start(),
            diagnostic.at.end(),
            diagnostic.code.name(),
            diagnostic.message.clone(),
        )
    });
}

/// Whether any of them keeps the site from being published.
#[must_use]
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
}
