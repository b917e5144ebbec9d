//! The palette of the site.

/// The palette. Every colour of it is readable in light, dark and print, and told apart by people who see colours differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the colours")]
pub enum Color {
    Crimson,
    Teal,
    Gold,
    Violet,
    Green,
    Rust,
    Blue,
    Pink,
    Olive,
    Slate,
}

impl Color {
    /// The palette in its order.
    pub const ALL: [Color; 10] = [
        Color::Crimson,
        Color::Teal,
        Color::Gold,
        Color::Violet,
        Color::Green,
        Color::Rust,
        Color::Blue,
        Color::Pink,
        Color::Olive,
        Color::Slate,
    ];

    /// As written in front matter and in class names.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Color::Crimson => "crimson",
            Color::Teal => "teal",
            Color::Gold => "gold",
            Color::Violet => "violet",
            Color::Green => "green",
            Color::Rust => "rust",
            Color::Blue => "blue",
            Color::Pink => "pink",
            Color::Olive => "olive",
            Color::Slate => "slate",
        }
    }
}
