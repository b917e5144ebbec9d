//! What a body is rendered with, and the parts it is cut into.

use super::terms::Terms;
use crate::document::markdown::Kind;
use crate::document::outline::Outline;

/// Where a link leads, as the caller resolved it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Href {
    /// To this address, encoded but not escaped.
    To {
        url: String,
        /// What a `[[name]]` without a label shows.
        title: Option<String>,
    },
    /// Nowhere: broken or refused. The text stays.
    None,
}

/// The words that the renderer puts into a page, in the language of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Names the link of a heading to itself; the heading's text follows a colon.
    pub permalink: String,
    pub footnotes: String,
    /// Names the link from a footnote back to the text; its number follows.
    pub back: String,
    /// Names a table that can be scrolled; its number follows.
    pub table: String,
    pub done: String,
    pub open: String,
    /// Titles of containers and alerts that have none of their own.
    pub note: String,
    pub tip: String,
    pub important: String,
    pub warning: String,
    pub caution: String,
    pub info: String,
    pub details: String,
}

impl Words {
    pub(super) fn kind(&self, kind: Kind) -> &str {
        match kind {
            Kind::Note => &self.note,
            Kind::Tip => &self.tip,
            Kind::Important => &self.important,
            Kind::Warning => &self.warning,
            Kind::Caution => &self.caution,
            Kind::Info => &self.info,
            Kind::Details => &self.details,
        }
    }
}

/// What the page around a body brings with it.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    pub words: &'a Words,
    /// Terms to explain where they first appear.
    pub terms: &'a Terms,
    /// The page's own name. It is not explained on the page itself, and neither is a term inside
    /// it.
    pub own_name: &'a str,
    /// The glossary's address as seen from the page.
    pub glossary: &'a str,
    /// Put before every id, for pages that show several bodies; else empty.
    pub id_prefix: &'a str,
    /// How many levels headings go down, because the page has headings above them.
    pub lower_headings: u8,
    /// Whether the page's own heading says what the body opens with, which is then left out.
    pub drops_title: bool,
}

/// A body that is cut into parts is cut at headings of these levels.
pub(super) const CUT_LEVELS: u8 = 3;

/// A body cut at its headings of the first three levels; see [`render_parts`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// What comes before the first of them.
    pub lead: String,
    pub parts: Vec<Part>,
    pub footnotes: String,
}

/// A heading and what is below it, up to the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// 1 to 3, as written.
    pub level: u8,
    /// The heading's id, with the page's prefix. It is not in the HTML: the caller puts it where it
    /// puts the heading.
    pub id: String,
    pub text: String,
    /// The heading's inside as HTML.
    pub heading: String,
    /// What is below it.
    pub html: String,
}

/// As much of a text as was within the limits when it was read.
pub(super) fn within<'a>(text: &'a str, outline: &Outline) -> &'a str {
    text.get(..outline.parsed).unwrap_or_default()
}
