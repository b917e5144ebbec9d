//! How diagnostics travel from stage to stage.

use super::{Diagnostic, Severity};

/// A value, and what is wrong with the input that it was made from.
///
/// A stage never fails: it makes what it can and says what is wrong. Inside a stage, functions add
/// to one list; what a stage hands on is this.
#[derive(Clone, Debug)]
pub struct Checked<T> {
    pub value: T,
    /// What is wrong, in the order in which it was found.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// A value with nothing to say about it.
    pub fn new(value: T) -> Checked<T> {
        Checked::with(value, Vec::new())
    }

    pub fn with(value: T, diagnostics: Vec<Diagnostic>) -> Checked<T> {
        Checked { value, diagnostics }
    }

    /// Goes on with the value.
    pub fn map<U>(self, then: impl FnOnce(T) -> U) -> Checked<U> {
        Checked::with(then(self.value), self.diagnostics)
    }

    /// Goes on with the value, and adds what the next stage finds.
    pub fn and_then<U>(mut self, stage: impl FnOnce(T) -> Checked<U>) -> Checked<U> {
        let next = stage(self.value);
        self.diagnostics.extend(next.diagnostics);
        Checked::with(next.value, self.diagnostics)
    }

    /// The value alone; what is wrong is added to `found`.
    pub fn noted(self, found: &mut Vec<Diagnostic>) -> T {
        found.extend(self.diagnostics);
        self.value
    }

    pub fn has(&self, least: Severity) -> bool {
        self.diagnostics.iter().any(|one| one.severity() >= least)
    }
}
