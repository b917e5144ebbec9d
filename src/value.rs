//! What authors write between keys: the front matter (YAML) and `book.toml`, as one tree with a
//! place for every key and value, read by one reader against one list of keys.

pub(crate) mod fields;
pub mod keys;
pub mod limits;
pub(crate) mod toml;
pub(crate) mod yaml;

use crate::span::Span;
use crate::text::Text;

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub(crate) value: Value,
    pub(crate) span: Span,
}

impl Node {
    /// The items of a list; any other value is the only item of one.
    pub(crate) fn items(self) -> impl Iterator<Item = Node> {
        match self.value {
            Value::List(items) => items,
            _ => vec![self],
        }
        .into_iter()
    }
}

/// What a node holds. YAML leaves the type of a scalar to its reader, so each is a text there
/// YAML tells it by its looks, TOML says it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// No value at all, or `~`, or `null`.
    Empty,
    Text(Text),
    Flag(bool),
    Number(u64),
    /// A scalar that no key takes, as diagnostics name it.
    Other(&'static str),
    List(Vec<Node>),
    Map(Vec<Entry>),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub(crate) key: Text,
    pub(crate) value: Node,
}
