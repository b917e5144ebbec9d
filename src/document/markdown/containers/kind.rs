//! The kinds of containers.

/// The kinds of containers, which are those of alerts and two more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
    Info,
    /// Folded away until asked for.
    Details,
}

impl Kind {
    /// All of them, as the documentation lists them.
    pub const ALL: [Kind; 7] = [
        Kind::Note,
        Kind::Tip,
        Kind::Important,
        Kind::Warning,
        Kind::Caution,
        Kind::Info,
        Kind::Details,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Kind::Note => "note",
            Kind::Tip => "tip",
            Kind::Important => "important",
            Kind::Warning => "warning",
            Kind::Caution => "caution",
            Kind::Info => "info",
            Kind::Details => "details",
        }
    }

    pub(super) fn find(name: &str) -> Option<Kind> {
        Kind::ALL
            .into_iter()
            .find(|kind| kind.name().eq_ignore_ascii_case(name))
    }
}
