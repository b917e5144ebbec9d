//! Facts about a body: its headings, its links, what it lacks. Parser events are not kept: the
//! renderer walks them again.

use crate::diagnostic::Diagnostic;
use crate::span::{Span, Spanned};

/// What the other stages need to know of a Markdown text without rendering it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    /// In document order; the ids are unique within the body.
    pub headings: Vec<Heading>,
    /// In document order. The renderer is given one target for each, in the same order.
    pub links: Vec<Link>,
    /// Every other id that a fragment may name: footnotes and ids in raw HTML.
    pub other_ids: Vec<String>,
    /// Ids of the words of definition lists, in document order.
    pub terms: Vec<String>,
    /// How many bytes of the body are within the limits; nothing after them is read or rendered.
    /// All of them but for an error.
    pub parsed: usize,
    /// Whether the finished HTML must go through the cleaner.
    pub has_raw_html: bool,
    /// Whether the body opens with a heading of the first level, so that nothing is read before it.
    pub opens_with_title: bool,
    /// What is wrong with the body taken by itself.
    pub diagnostics: Vec<Diagnostic>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// As GitHub makes it, or as `{#id}` says.
    pub id: String,
    /// Its text without markup.
    pub text: String,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it points to, as far as one file can tell.
    pub destination: Destination,
    pub is_image: bool,
    /// The destination as written.
    pub span: Span,
}

/// Where a link points, before anything is looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// `http:`, `https:`, `mailto:` or `tel:`; left as it is.
    External(String),
    /// `#fragment` of the same page, percent-decoded.
    Anchor(Spanned<String>),
    /// A relative path with its fragment, both percent-decoded.
    Relative {
        /// The path, with `/` between components.
        path: String,
        /// What follows `#`.
        fragment: Option<Spanned<String>>,
    },
    /// `[[name]]`, `[[kind/id]]`, `[[name|label]]`.
    Name {
        /// What comes before `|`, without its fragment.
        name: Spanned<String>,
        /// What follows `#`.
        fragment: Option<Spanned<String>>,
        /// Whether the author gave a label; without one the renderer is given the target's title.
        has_label: bool,
    },
    /// A scheme that is not allowed or a form that cannot be: the text stays, the link goes.
    Refused,
}
