//! The keys of a source.

use super::address::read_url;
use super::common::Written;
use super::date::{Date, read_date};
use crate::span::Spanned;
use crate::text::Text;
use crate::value::fields::Fields;
use crate::value::keys::{self, Keys};

/// A source as written.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceText {
    /// Who wrote it.
    pub authors: Vec<Text>,
    /// Where it is.
    pub url: Option<Text>,
    /// When it was written.
    pub date: Option<Spanned<Date>>,
    /// When this copy was saved.
    pub saved: Option<Spanned<Date>>,
    /// Who published it.
    pub publisher: Option<Text>,
    /// Its language.
    pub language: Option<Text>,
}

impl Written for SourceText {
    const KEYS: &'static Keys = &keys::SOURCE;

    fn read(fields: &mut Fields<'_>) -> SourceText {
        SourceText {
            authors: fields.short_texts("authors"),
            url: read_url(fields, "url"),
            date: read_date(fields, "date"),
            saved: read_date(fields, "saved"),
            publisher: fields.short_text("publisher"),
            language: fields.short_text("language"),
        }
    }

    fn inline_texts(&self) -> Vec<&Text> {
        Vec::new()
    }
}
