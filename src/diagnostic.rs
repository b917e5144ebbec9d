//! What is wrong with the input, where, and what to do about it.
//!
//! A diagnostic is an ordinary value: stages collect them and go on, the end sorts and prints them
//! ([`print`]). They are made only by the functions of this module's children, one child for each
//! part of the input, so that wording, code and "did you mean" are in one place. Messages are
//! lower case, without a full stop, with identifiers in backticks.

/// A diagnostic as it will read: its code, place and message, then what is said besides, each a
/// format string with its values. `mark(span)` is a second place.
macro_rules! say {
    (
        $code:ident, $at:expr, $message:literal $(, $value:expr)*
        $(; $verb:ident $(($span:expr))? $text:literal $(, $part:expr)*)*
    ) => {
        say!((Code::$code), $at, $message $(, $value)* $(; $verb $(($span))? $text $(, $part)*)*)
    };
    (
        ($code:expr), $at:expr, $message:literal $(, $value:expr)*
        $(; $verb:ident $(($span:expr))? $text:literal $(, $part:expr)*)*
    ) => {
        Diagnostic::new($code, $at, format!($message $(, $value)*))
            $(.$verb($($span,)? format!($text $(, $part)*)))*
    };
}

pub mod assessment;
mod causes;
mod checked;
mod code;
pub mod comparison;
pub mod config;
mod doubt;
pub mod files;
pub mod front_matter;
pub mod links;
mod look_alike;
pub mod markdown;
mod nearest;
pub mod ownership;
pub mod print;
mod severity;
mod shown;
mod slips;
pub mod team;
pub mod theme;
pub mod tracks;

pub use causes::{causes, gather};
pub use checked::Checked;
pub use code::{Code, Lint};
pub use nearest::nearest;
pub use severity::Severity;
pub use shown::shown;

use std::sync::Arc;

use crate::source::{SourceFile, SourceTree};
use crate::span::Span;

/// A second place that belongs to a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub span: Span,
    pub label: String,
}

/// One thing that is wrong.
///
/// A copy shares what it says: each stage hands on those of the stage before, and a hostile page
/// has a hundred thousand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    code: Code,
    severity: Severity,
    at: Span,
    because: Option<Span>,
    says: Arc<Says>,
}

/// The words of a diagnostic, and its other places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Says {
    message: String,
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
            at,
            because: None,
            says: Arc::new(Says {
                message: message.into(),
                ..Says::default()
            }),
        }
    }

    fn label(mut self, label: impl Into<String>) -> Diagnostic {
        Arc::make_mut(&mut self.says).label = label.into();
        self
    }

    fn mark(mut self, span: Span, label: impl Into<String>) -> Diagnostic {
        let label = label.into();
        Arc::make_mut(&mut self.says)
            .marks
            .push(Mark { span, label });
        self
    }

    fn note(mut self, note: impl Into<String>) -> Diagnostic {
        Arc::make_mut(&mut self.says).notes.push(note.into());
        self
    }

    fn help(mut self, help: impl Into<String>) -> Diagnostic {
        Arc::make_mut(&mut self.says).helps.push(help.into());
        self
    }

    /// The question whether something near was meant, where there is one to ask.
    fn ask(self, question: Option<String>) -> Diagnostic {
        match question {
            Some(question) => self.help(question),
            None => self,
        }
    }

    /// The same as a consequence of what is wrong at another place, if anything is.
    #[must_use]
    pub fn follows(mut self, cause: Option<Span>) -> Diagnostic {
        self.because = self.because.or(cause.filter(|cause| *cause != self.at));
        self
    }

    /// The same with another severity: a lint that was lowered or raised in `book.toml`.
    pub fn with_severity(mut self, severity: Severity) -> Diagnostic {
        self.severity = severity;
        self
    }

    pub fn code(&self) -> Code {
        self.code
    }

    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// What is wrong, in one line.
    pub fn message(&self) -> &str {
        &self.says.message
    }

    pub fn at(&self) -> Span {
        self.at
    }

    /// The place whose mistake this one follows from.
    pub fn because(&self) -> Option<Span> {
        self.because
    }

    /// The words at the caret; may be empty.
    pub fn caret_label(&self) -> &str {
        &self.says.label
    }

    pub fn marks(&self) -> &[Mark] {
        &self.says.marks
    }

    /// What else is worth knowing.
    pub fn notes(&self) -> &[String] {
        &self.says.notes
    }

    pub fn helps(&self) -> &[String] {
        &self.says.helps
    }
}

/// Puts diagnostics into the order that programs get them in: by path, then place, then code.
/// People get causes before consequences and errors before warnings ([`print`]).
pub fn sort(diagnostics: &mut [Diagnostic], tree: &SourceTree) {
    let path = |one: &Diagnostic| tree.file(one.at.file()).map(SourceFile::path);
    let rest = |one: &Diagnostic| (one.at.start(), one.at.end(), one.code.name());
    diagnostics.sort_by(|a, b| {
        let by_place = path(a).cmp(&path(b)).then_with(|| rest(a).cmp(&rest(b)));
        by_place.then_with(|| a.says.message.cmp(&b.says.message))
    });
}

/// Whether any of them keeps the site from being published.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
}
