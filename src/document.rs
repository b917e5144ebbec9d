//! One Markdown file, parsed alone. Parsing never fails: what is wrong becomes a diagnostic, what is right is kept.

pub mod limits;
pub mod markdown;
pub mod outline;
