//! YAML as a tree with a span on every key and value.
//!
//! Built on the events of `granit-parser`, the parser below `serde-saphyr`: a typed deserializer
//! stops at the first wrong value and turns `1.10` into a number, while authors want every mistake
//! at once and text as they typed it. This is the only module that knows the parser.

mod block;
mod slips;
pub(crate) mod write;

use granit_parser::{Event, Options, Parser, ScalarStyle};

use super::limits::Limits;
use super::{Entry, Node, Value};
use crate::diagnostic::{Code, Diagnostic, front_matter as say};
use crate::text::Text;
pub(crate) use block::Block;
use block::{is_key, too_deep};

/// The entries of the block's top-level mapping as far as they could be read, and what is wrong.
///
/// The parser gives up at its first error. Reading goes on at the next line that starts with a key,
/// so that one slip doesn't hide the others, nor the names that the rest of the ladder goes by.
pub(crate) fn parse(block: Block<'_>, limits: &Limits) -> (Vec<Entry>, Vec<Diagnostic>) {
    // Each new start may read to the end of the block again; who has made so many mistakes has
    // enough to do.
    const STARTS: usize = 8;
    let (mut entries, mut diagnostics) = (Vec::<Entry>::new(), Vec::new());
    let mut rest = block;
    for start in 0..STARTS {
        let (found, wrong, stopped) = parse_from(rest, limits);
        // A file of aliases has one mistake, its first.
        let is_alias = |one: &Diagnostic| one.code() == Code::YamlAlias;
        let had_alias = diagnostics.iter().any(is_alias);
        diagnostics.extend(
            wrong
                .into_iter()
                .filter(|one| !(had_alias && is_alias(one))),
        );
        let before = entries.len();
        for entry in found {
            let known = |known: &Entry| known.key.value == entry.key.value;
            if start == 0 || !entries[..before].iter().any(known) {
                entries.push(entry);
            }
        }
        let next = stopped.and_then(|at| next_key(block.text, at, block.end));
        let Some(start) = next else { break };
        rest = Block { start, ..block };
    }
    (entries, diagnostics)
}

/// The first line after the one at `at` that starts with a key.
fn next_key(text: &str, at: usize, end: usize) -> Option<usize> {
    let mut start = at;
    loop {
        start += text.get(start..end)?.find(['\n', '\r'])? + 1;
        let line = text.get(start..end)?;
        let line = &line[..line.find(['\n', '\r']).unwrap_or(line.len())];
        if is_key(line) {
            return Some(start);
        }
    }
}

/// Reads from the block's start to the first error, and says where in the file that is if reading
/// can go on after it.
fn parse_from(block: Block<'_>, limits: &Limits) -> (Vec<Entry>, Vec<Diagnostic>, Option<usize>) {
    let mut builder = Builder {
        block,
        limits,
        open: Vec::new(),
        root: None,
        nodes: 0,
        diagnostics: Vec::new(),
    };
    let mut stopped = None;
    if let Err(stop) = builder.run() {
        // What is over a limit is not looked at again.
        let slip = matches!(
            stop.code(),
            Code::MalformedYaml | Code::QuoteIt | Code::YamlAlias
        );
        stopped = slip.then(|| stop.at().start());
        builder.diagnostics.push(*stop);
        builder.close_everything();
    }
    let Builder {
        root,
        mut diagnostics,
        ..
    } = builder;
    let entries = match root {
        Some(Node {
            value: Value::Map(entries),
            ..
        }) => entries,
        None
        | Some(Node {
            value: Value::Empty,
            ..
        }) => Vec::new(),
        Some(node) => {
            if diagnostics.is_empty() {
                diagnostics.push(say::not_a_mapping(node.span));
            }
            Vec::new()
        }
    };
    (entries, diagnostics, stopped)
}

/// A collection whose end has not come yet.
enum Open {
    List {
        items: Vec<Node>,
        start: usize,
    },
    Map {
        entries: Vec<Entry>,
        key: Option<Text>,
        start: usize,
    },
}

struct Builder<'a> {
    block: Block<'a>,
    limits: &'a Limits,
    open: Vec<Open>,
    root: Option<Node>,
    nodes: usize,
    diagnostics: Vec<Diagnostic>,
}

impl Builder<'_> {
    /// Reads all events; the error is the diagnostic after which reading further makes no sense.
    fn run(&mut self) -> Result<(), Box<Diagnostic>> {
        let options = granit_parser::options! {
            emit_comments: false,
            disallow_directives: true,
            emit_anchor_events: true,
        };
        let options: Options = options;
        let yaml = self.block.yaml().to_owned();
        for event in Parser::new_from_str_with_options(&yaml, options) {
            let (event, span) = event
                .map_err(|error| Box::new(slips::meant_by(&error, self.block, self.limits)))?;
            let range = span.byte_range().unwrap_or(0..0);
            match event {
                Event::Scalar(text, style, _, tag) => {
                    self.count(range.start)?;
                    if tag.is_some() {
                        let start = span
                            .tag_start
                            .and_then(|mark| mark.byte_offset())
                            .unwrap_or(range.start);
                        return Err(Box::new(say::yaml_tag(self.block.span(start, range.end))));
                    }
                    let node = self.scalar(&text, style, range);
                    self.push(node)?;
                }
                Event::SequenceStart(_, _, tag) | Event::MappingStart(_, _, tag)
                    if tag.is_some() =>
                {
                    let start = span
                        .tag_start
                        .and_then(|mark| mark.byte_offset())
                        .unwrap_or(range.start);
                    return Err(Box::new(say::yaml_tag(self.block.span(start, range.end))));
                }
                Event::SequenceStart(..) => {
                    self.count(range.start)?;
                    self.open.push(Open::List {
                        items: Vec::new(),
                        start: range.start,
                    });
                }
                Event::MappingStart(..) => {
                    self.count(range.start)?;
                    self.open.push(Open::Map {
                        entries: Vec::new(),
                        key: None,
                        start: range.start,
                    });
                }
                Event::SequenceEnd | Event::MappingEnd => {
                    if let Some(node) = self.close(range.end) {
                        self.push(node)?;
                    }
                }
                Event::Anchor(..) | Event::Alias(_) | Event::UnresolvedAlias(_) => {
                    return Err(Box::new(say::yaml_alias(
                        self.block.span(range.start, range.end),
                    )));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Counts a node and checks the limits at its start.
    fn count(&mut self, at: usize) -> Result<(), Box<Diagnostic>> {
        self.nodes += 1;
        if self.nodes > self.limits.yaml_nodes {
            let limit = format!("{} values", self.limits.yaml_nodes);
            return Err(Box::new(say::over_limit(
                self.block.span(at, at + 1),
                "the front matter",
                &limit,
                "yaml-nodes",
            )));
        }
        if self.open.len() > self.limits.yaml_depth {
            return Err(Box::new(too_deep(self.block, self.limits, at)));
        }
        Ok(())
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, range: std::ops::Range<usize>) -> Node {
        let source = self.block.yaml().get(range.clone()).unwrap_or_default();
        let span = self.block.span(range.start, range.end);
        let plain = matches!(style, ScalarStyle::Plain);
        if plain && matches!(text, "" | "~" | "null" | "Null" | "NULL") {
            return Node {
                value: Value::Empty,
                span,
            };
        }
        let quotes = usize::from(matches!(
            style,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted
        ));
        let inner = source
            .len()
            .checked_sub(quotes)
            .and_then(|end| source.get(quotes..end));
        let text = if inner == Some(text) {
            let span = self.block.span(range.start + quotes, range.end - quotes);
            Text::exact(text, span)
        } else {
            Text::made(text.to_owned(), span)
        };
        self.diagnostics
            .extend(say::unseen_characters(&text.value, |range| {
                text.span_of(range)
            }));
        Node {
            value: Value::Text(text),
            span,
        }
    }

    /// Adds a finished node to the innermost open collection.
    fn push(&mut self, node: Node) -> Result<(), Box<Diagnostic>> {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map { entries, key, .. }) => match key.take() {
                Some(key) => entries.push(Entry { key, value: node }),
                None => match node.value {
                    Value::Text(text) if text.value == "<<" => {
                        return Err(Box::new(say::yaml_alias(text.span)));
                    }
                    Value::Text(text) => {
                        if let Some(first) =
                            entries.iter().find(|entry| entry.key.value == text.value)
                        {
                            self.diagnostics.push(say::duplicate_key(
                                &text.value,
                                text.span,
                                first.key.span,
                            ));
                        }
                        *key = Some(text);
                    }
                    _ => return Err(Box::new(say::key_is_no_text(node.span))),
                },
            },
        }
        Ok(())
    }

    fn close(&mut self, end: usize) -> Option<Node> {
        Some(match self.open.pop()? {
            Open::List { items, start } => Node {
                value: Value::List(items),
                span: self.block.span(start, end),
            },
            Open::Map { entries, start, .. } => Node {
                value: Value::Map(entries),
                span: self.block.span(start, end),
            },
        })
    }

    /// After an error: what was read so far is kept.
    fn close_everything(&mut self) {
        let end = self.block.end - self.block.start;
        while let Some(node) = self.close(end) {
            // The only error here would be a collection as a key, and the front matter has its
            // error already.
            let _ = self.push(node);
        }
    }
}
