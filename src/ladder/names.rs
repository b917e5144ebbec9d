//! The names things go by. Names are compared after NFC, without regard to case, with runs of white space as one space.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::ownership::{self as say, Named};
use crate::document::yaml::Text;
use crate::span::Span;

/// The form under which a name is looked up.
#[must_use]
pub fn folded(name: &str) -> String {
    if name.is_ascii()
        && !name
            .bytes()
            .any(|byte| byte.is_ascii_whitespace() || byte.is_ascii_uppercase())
    {
        return name.to_owned();
    }
    let name: String = name.nfc().collect();
    let lower = name.to_lowercase();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Who goes by which name, within one kind of thing.
#[derive(Clone, Debug)]
pub struct NameTable {
    what: Named,
    claims: BTreeMap<String, Vec<Claim>>,
    /// One name each, for lists of known names.
    shown: Vec<String>,
    /// Every name as written, for "did you mean".
    written: Vec<String>,
}

#[derive(Clone, Copy, Debug)]
struct Claim {
    index: usize,
    span: Span,
}

impl NameTable {
    pub(super) fn new(what: Named) -> NameTable {
        NameTable {
            what,
            claims: BTreeMap::new(),
            shown: Vec::new(),
            written: Vec::new(),
        }
    }

    /// Adds a thing with the name that lists show and all names it claims.
    pub(super) fn claim<'a>(
        &mut self,
        index: usize,
        shown: &str,
        names: impl IntoIterator<Item = (&'a str, Span)>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        self.shown.push(shown.to_owned());
        for (name, span) in names {
            let claims = self.claims.entry(folded(name)).or_default();
            if claims.iter().any(|claim| claim.index == index) {
                continue;
            }
            if let Some(first) = claims.first() {
                diagnostics.push(say::name_taken(self.what, name, span, first.span));
            }
            claims.push(Claim { index, span });
            self.written.push(name.to_owned());
        }
    }

    /// The thing of this name; a diagnostic where there is none or more than one.
    pub(super) fn find(&self, name: &Text, diagnostics: &mut Vec<Diagnostic>) -> Option<usize> {
        match self.claims.get(&folded(&name.value)).map(Vec::as_slice) {
            Some([only]) => Some(only.index),
            Some(several) if !several.is_empty() => {
                let meanings: Vec<(Span, String)> = several
                    .iter()
                    .map(|claim| (claim.span, self.shown[claim.index].clone()))
                    .collect();
                diagnostics.push(say::ambiguous(name, &meanings));
                None
            }
            _ => {
                let written = self.written.iter().map(String::as_str);
                let shown = self.shown.iter().map(String::as_str);
                diagnostics.push(say::unknown_name(self.what, name, written, shown));
                None
            }
        }
    }

    /// The things of this name, without a diagnostic.
    #[must_use]
    pub fn all(&self, name: &str) -> Vec<usize> {
        self.claims
            .get(&folded(name))
            .map(|claims| claims.iter().map(|claim| claim.index).collect())
            .unwrap_or_default()
    }

    /// Every name as written.
    pub fn written(&self) -> impl Iterator<Item = &str> {
        self.written.iter().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn case_composition_and_spaces_do_not_matter() {
        assert_eq!(folded("Tech\u{a0} Lead"), "tech lead");
        assert_eq!(folded("Fu\u{308}hrung"), folded("FÜHRUNG"));
        assert_ne!(folded("ЕM"), folded("EM"));
    }
}
