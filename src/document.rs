//! One Markdown file, parsed alone. Parsing never fails: what is wrong becomes a diagnostic, what is right is kept.

mod fields;
pub mod front_matter;
pub mod limits;
pub mod outline;
pub mod range;
pub mod tag;
pub mod yaml;
