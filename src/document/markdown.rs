//! The one event stream over a Markdown body, and what is read from it without rendering.
//!
//! [`outline`] and the renderer (`crate::markdown`) walk the very same [`stream::Stream`], so that
//! the nth link of the one is the nth link of the other. What pulldown-cmark does not have is added
//! here: `:::` containers, `[[links]]` as plain text, a cleaned view of raw HTML, heading ids as
//! GitHub makes them, an allow-list for attributes and schemes, and caps on nesting.

pub mod almost;
mod containers;
mod depth;
pub mod html;
pub mod link;
mod place;
mod read;
mod repair;
pub mod slug;
pub mod stream;
mod unbroken;

pub use containers::Kind;
pub use place::Place;
pub use read::{outline, outline_cell};
pub use unbroken::is_reading;

use pulldown_cmark::Options;

/// Ids and classes that start so are ours: content may not use them.
pub const RESERVED: &str = "lb-";

/// What is switched on. Metadata blocks never are: they are superlinear. Punctuation stays as
/// typed.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS
}

/// What is switched on for a single cell: spans only, and nothing that belongs to a heading.
fn cell_options() -> Options {
    Options::ENABLE_STRIKETHROUGH | Options::ENABLE_WIKILINKS
}
