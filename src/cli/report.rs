//! Prints diagnostics in the form that was asked for.

use super::common::Format;
use super::failure::Failure;
use super::terminal::Terminal;
use crate::diagnostic::print::{self, Reach};
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::source::SourceTree;

pub(crate) struct Reporter<'a> {
    pub(super) format: Format,
    pub(super) reach: Reach,
    pub(super) deny_warnings: bool,
    /// Put before every path.
    pub(super) prefix: &'a str,
    /// What follows from mistakes, after their number.
    pub(super) outcome: &'a str,
}

impl Reporter<'_> {
    /// Whether diagnostics keep a command from doing its work.
    pub(super) fn refuses(&self, diagnostics: &[Diagnostic]) -> bool {
        let is_warning = |diagnostic: &Diagnostic| diagnostic.severity() == Severity::Warning;
        diagnostic::has_errors(diagnostics)
            || (self.deny_warnings && diagnostics.iter().any(is_warning))
    }

    /// Sorts and prints, and gives back what was printed; the error is that it keeps the command
    /// from its work.
    pub(super) fn report(
        &self,
        mut diagnostics: Vec<Diagnostic>,
        tree: &SourceTree,
        terminal: &mut Terminal,
    ) -> Result<Vec<Diagnostic>, Failure> {
        diagnostic::sort(&mut diagnostics, tree);
        diagnostics.dedup();
        self.print(&diagnostics, tree, terminal)?;
        if !self.refuses(&diagnostics) {
            let warned = diagnostics
                .iter()
                .any(|diagnostic| diagnostic.severity() == Severity::Warning);
            // Warnings of a long list are easily overlooked, and `check` would end without a word.
            if let (true, Some(summary), Format::Human) = (
                warned,
                print::summary(&diagnostics, self.reach),
                self.format,
            ) {
                terminal.say(&format!("{summary}\n"))?;
            }
            return Ok(diagnostics);
        }
        if let (Some(summary), Format::Human) =
            (print::summary(&diagnostics, self.reach), self.format)
        {
            terminal.say(&format!("{summary}{}\n", self.outcome))?;
        }
        Err(Failure::Content)
    }

    /// Prints in the form that was asked for.
    pub(super) fn print(
        &self,
        diagnostics: &[Diagnostic],
        tree: &SourceTree,
        terminal: &mut Terminal,
    ) -> Result<(), Failure> {
        match self.format {
            Format::Human => {
                let look = print::Look {
                    color: terminal.color(),
                    width: super::terminal::width(),
                    reach: self.reach,
                };
                terminal.say(&print::terminal(diagnostics, tree, self.prefix, look))?;
            }
            Format::Json => terminal.result(&print::json(diagnostics, tree, self.prefix))?,
            Format::Sarif => terminal.result(&print::sarif(diagnostics, tree, self.prefix))?,
            Format::Github => terminal.result(&print::github(diagnostics, tree, self.prefix))?,
        }
        Ok(())
    }
}
