//! Prints diagnostics in the form that was asked for.

use super::terminal::Terminal;
use super::{Failure, Format};
use crate::diagnostic::{self, Diagnostic, Severity, print};
use crate::source::SourceTree;

/// How diagnostics are printed.
pub(crate) struct Reporter<'a> {
    pub(super) format: Format,
    pub(super) deny_warnings: bool,
    /// Put before every path.
    pub(super) prefix: &'a str,
}

impl Reporter<'_> {
    /// Sorts and prints; the error is that the content has errors.
    pub(super) fn report(
        &self,
        mut diagnostics: Vec<Diagnostic>,
        tree: &SourceTree,
        terminal: &mut Terminal,
    ) -> Result<Vec<Diagnostic>, Failure> {
        diagnostic::sort(&mut diagnostics, tree);
        diagnostics.dedup();
        match self.format {
            Format::Human => {
                let look = print::Look {
                    color: terminal.color(),
                    width: super::terminal::width(),
                };
                terminal.say(&print::terminal(&diagnostics, tree, self.prefix, look))?;
            }
            Format::Json => terminal.result(&print::json(&diagnostics, tree, self.prefix))?,
            Format::Sarif => terminal.result(&print::sarif(&diagnostics, tree, self.prefix))?,
            Format::Github => terminal.result(&print::github(&diagnostics, tree, self.prefix))?,
        }
        let denied = self.deny_warnings
            && diagnostics
                .iter()
                .any(|diagnostic| diagnostic.severity() == Severity::Warning);
        if diagnostic::has_errors(&diagnostics) || denied {
            if let (Some(summary), Format::Human) = (print::summary(&diagnostics), self.format) {
                terminal.say(&format!("\n{summary}; nothing was written\n"))?;
            }
            return Err(Failure::Content);
        }
        Ok(diagnostics)
    }
}
