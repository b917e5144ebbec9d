//! The keys of every kind.

use super::color::Color;
use super::date::{Date, read_date};
use crate::span::Spanned;
use crate::text::Text;
use crate::value::fields::Fields;
use crate::value::keys::Keys;

/// The front matter of one kind.
pub(super) trait Written: Sized {
    /// The keys it may have.
    const KEYS: &'static Keys;

    fn read(fields: &mut Fields<'_>) -> Self;

    /// The texts that hold inline Markdown.
    fn inline_texts(&self) -> Vec<&Text>;

    /// The abbreviation and the other names that the file claims beside its title.
    fn other_names(&self) -> (Option<&Text>, &[Text]) {
        (None, &[])
    }
}

/// The keys of every kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Common {
    /// The name on the page.
    pub title: Option<Text>,
    /// One or two sentences.
    pub description: Option<Text>,
    /// Place in lists; lighter comes first.
    pub weight: Option<i32>,
    /// Who looks after the page.
    pub owner: Option<Text>,
    /// Free words.
    pub tags: Vec<Text>,
    /// Not published.
    pub draft: bool,
    /// Addresses the page had before.
    pub aliases: Vec<Text>,
    /// Where its claims come from.
    pub sources: Vec<Text>,
    /// When somebody should look at it again.
    pub review_by: Option<Spanned<Date>>,
    /// A colour of the palette.
    pub color: Option<Spanned<Color>>,
}

pub(super) fn read(fields: &mut Fields<'_>) -> Common {
    Common {
        title: fields.short_text("title"),
        description: fields.text("description"),
        weight: fields.whole_number("weight"),
        owner: fields.short_text("owner"),
        tags: fields.short_texts("tags"),
        draft: fields.flag("draft").is_some_and(|draft| draft.value),
        aliases: fields.short_texts("aliases"),
        sources: fields.short_texts("source"),
        review_by: read_date(fields, "review-by"),
        color: fields.word("color", &Color::ALL.map(|color| (color.name(), color))),
    }
}
