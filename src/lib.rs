//! ladderbook turns a folder of Markdown role definitions with ownership tags into a cross-linked
//! site.
//!
//! The program is a small compiler: each stage is a pure function from one named type to the next,
//! with IO at both ends only. `ARCHITECTURE.md` has the bird's eye view.

pub mod beneath;
pub mod cli;
pub mod compile;
pub mod config;
pub mod diagnostic;
pub mod document;
pub mod export;
pub mod files;
pub mod html;
pub mod kinds;
pub mod ladder;
pub mod load;
pub mod markdown;
pub mod output;
pub mod page;
pub mod phrase;
pub mod plan;
pub mod render;
pub mod search;
pub mod serve;
pub mod source;
pub mod span;
pub mod text;
pub mod theme;
pub mod value;
pub mod vocabulary;
pub mod watch;
pub mod words;
