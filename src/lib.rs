//! ladderbook turns a folder of Markdown role definitions into a cross-linked site.
pub mod output;
