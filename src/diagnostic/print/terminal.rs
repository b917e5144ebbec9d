//! For people at a terminal, in the manner of rustc.

use annotate_snippets::{Level, Renderer};

use super::excerpt::Excerpt;
use super::place::Places;
use super::{Reach, brief, shown_part};
use crate::diagnostic::causes::Group;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::SourceTree;

/// How the terminal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Whether escape codes for colours may be used.
    pub color: bool,
    /// Columns. Excerpts are cut to it, prose is not.
    pub width: usize,
    pub reach: Reach,
}

/// Each diagnostic with its excerpt and a blank line after it; at most [`super::SHOWN_LIMIT`] of
/// them.
pub fn terminal(diagnostics: &[Diagnostic], tree: &SourceTree, prefix: &str, look: Look) -> String {
    let renderer = if look.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    // Below 40 the printer has no room for a line number and a word; above 300 no terminal is
    // meant.
    let renderer = renderer.term_width(look.width.clamp(40, 300));
    let shown = shown_part(diagnostics, look.reach);
    let places = Places::of_groups(&shown, tree, prefix);
    shown
        .iter()
        .map(|group| one(group, &places, &renderer) + "\n\n")
        .collect()
}

fn one(group: &Group<'_>, places: &Places<'_>, renderer: &Renderer) -> String {
    let diagnostic = group.cause;
    let follows = group.told(|one| places.named(one));
    let excerpt = Excerpt::new(diagnostic, places);
    let notes = diagnostic.notes().iter().chain(&follows);
    let notes = notes.map(|note| (Level::NOTE, note));
    let helps = diagnostic.helps().iter().map(|help| (Level::HELP, help));
    let group = level(diagnostic.severity())
        .primary_title(brief(diagnostic.message()))
        .id(diagnostic.code().name())
        .elements(excerpt.elements(true))
        .elements(
            notes
                .chain(helps)
                .map(|(level, text)| level.message(brief(text))),
        );
    excerpt.named(&renderer.render(&[group]))
}

/// The printer's word for a severity.
pub(super) fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}
