//! How large, long and deep one file may be. The defaults are those of the documentation;
//! `[limits]` in `book.toml` raises them.

/// Limits on one file. Sizes are in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub front_matter: usize,
    /// Nesting of YAML collections.
    pub yaml_depth: usize,
    pub yaml_nodes: usize,
    pub title: usize,
    pub id: usize,
    pub tag: usize,
    pub tag_depth: usize,
    pub body: usize,
    /// Nesting of Markdown blocks and spans.
    pub markdown_depth: usize,
    /// Nesting of `:::` containers.
    pub container_depth: usize,
    /// Nesting of HTML elements.
    pub html_depth: usize,
    pub table_columns: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            front_matter: 64 * 1024,
            yaml_depth: 32,
            yaml_nodes: 5_000,
            title: 1024,
            id: 200,
            tag: 2 * 1024,
            tag_depth: 8,
            body: 4 * 1024 * 1024,
            markdown_depth: 64,
            container_depth: 32,
            html_depth: 128,
            table_columns: 200,
        }
    }
}
