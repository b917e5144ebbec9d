//! The fenced blocks of guides and explanations.
//!
//! A block with a title is a file: ```` ```markdown title="content/index.md" ````. Files with nothing between them are one fixture, and
//! the words behind the title of the first say what is expected of it.

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

/// A fenced block, or several that are one fixture.
#[derive(Debug)]
pub(crate) struct Block {
    /// Its words; those of a fixture begin with `fixture`.
    pub(crate) info: String,
    /// Its text; a fixture has its files one after the other, each with its path before it.
    pub(crate) text: String,
}

/// The fenced blocks of a Markdown text, those of its front matter apart.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut is_open = false;
    let mut is_next_to_fixture = false;
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                is_open = true;
                let file = titled(&info);
                match (&file, blocks.last_mut()) {
                    (Some((path, "")), Some(before)) if is_next_to_fixture => {
                        before.text.push_str(&header(path));
                    }
                    (Some((path, words)), _) => blocks.push(Block {
                        info: format!("fixture {words}"),
                        text: header(path),
                    }),
                    (None, _) => blocks.push(Block {
                        info: info.to_string(),
                        text: String::new(),
                    }),
                }
                is_next_to_fixture = file.is_some();
            }
            Event::Text(part) if is_open => {
                if let Some(block) = blocks.last_mut() {
                    block.text.push_str(&part);
                }
            }
            Event::End(TagEnd::CodeBlock) => is_open = false,
            _ if is_open => {}
            _ => is_next_to_fixture = false,
        }
    }
    blocks
}

fn header(path: &str) -> String {
    format!("//- {path}\n")
}

/// The title of a block and the words behind it.
fn titled(info: &str) -> Option<(&str, &str)> {
    let (_, rest) = info.split_once(" title=\"")?;
    let (title, words) = rest.split_once('"')?;
    Some((title, words.trim()))
}
