//! The event stream that [`super::outline`] and the renderer share.
//!
//! [`Source`] holds what the parser reads, [`Stream`] walks it. Most events are pulldown-cmark's own and pass through untouched;
//! nothing is allocated for them.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event as Parsed, LinkType, OffsetIter, Parser, Tag, TagEnd};

use super::containers::{Kind, MASK, Masked};
use super::html::{self, Element, Token, Tokens};
use super::link::Wiki;
use super::{cell_options, depth, options};
use crate::document::limits::Limits;

/// A letter that opens a paragraph, whatever stands behind it: see [`Source::cell`].
const GUARD: &str = "x ";

/// A body, or a single cell, ready to be walked.
#[derive(Debug)]
pub struct Source<'a> {
    masked: Masked<'a>,
    /// Bytes at the start of the masked text that are not the author's.
    guard: usize,
    options: pulldown_cmark::Options,
}

impl<'a> Source<'a> {
    /// A body, or as much of it as is within the limits.
    #[must_use]
    pub fn body(body: &'a str) -> Source<'a> {
        Source {
            masked: Masked::new(body),
            guard: 0,
            options: options(),
        }
    }

    /// A single cell: spans only. Nothing at its start makes a block of it (`- 5`, `# 1`, `2. half`), as a word is put before it, and
    /// line ends count as blanks.
    #[must_use]
    pub fn cell(cell: &'a str) -> Source<'a> {
        let mut text = String::with_capacity(GUARD.len() + cell.len());
        text.push_str(GUARD);
        text.extend(cell.chars().map(|c| match c {
            '\n' | '\r' => ' ',
            c => c,
        }));
        Source {
            masked: Masked::guarded(cell, text, GUARD.len()),
            guard: GUARD.len(),
            options: cell_options(),
        }
    }

    /// The body or cell itself, which all ranges are about.
    pub(super) fn text(&self) -> &'a str {
        self.masked.body
    }

    /// Walks it from the start.
    #[must_use]
    pub fn stream(&self) -> Stream<'_> {
        self.stream_within(Caps {
            markdown: usize::MAX,
            containers: usize::MAX,
            html: usize::MAX,
        })
    }

    /// Walks it from the start and notes where it nests too deep.
    pub(super) fn stream_within(&self, caps: Caps) -> Stream<'_> {
        Stream {
            source: self,
            caps,
            crossing: None,
            levels: 0,
            events: Parser::new_ext(&self.masked.text, self.options).into_offset_iter(),
            queue: VecDeque::new(),
            depth: 0,
            open: Vec::new(),
            elements: Vec::new(),
            foreign: None,
            skip_until: 0,
            no_more_ends: [false; 2],
            is_verbatim: matches!(self.masked.text, Cow::Borrowed(_)),
            guard: self.guard,
            problems: Vec::new(),
            saw_raw_html: false,
        }
    }

    /// Whether a cell is plain text through and through, so that nobody has to parse it.
    #[must_use]
    pub fn is_plain(cell: &str) -> bool {
        !cell.bytes().any(|byte| {
            matches!(
                byte,
                b'*' | b'_'
                    | b'`'
                    | b'['
                    | b']'
                    | b'<'
                    | b'>'
                    | b'&'
                    | b'\\'
                    | b'~'
                    | b'!'
                    | b'\n'
                    | b'\r'
            )
        })
    }
}

/// One step through a body.
#[derive(Debug)]
pub enum Event<'a> {
    /// What pulldown-cmark says. Never raw HTML, never a `[[link]]`.
    Markdown(Parsed<'a>),
    /// `[[name]]`. Counts as a link.
    Wiki(Wiki<'a>),
    /// A container opens; the title is text, empty for the kind's own.
    Open(Kind, &'a str),
    /// The innermost container closes.
    Close(Kind),
    /// The start tag of an element of raw HTML. Counts as a link where it has one.
    Element(Box<Element>),
    /// An end tag of raw HTML, matched or not.
    ElementEnd(&'static str),
    /// Text between tags of raw HTML, as written: entities are not decoded.
    HtmlText(String),
}

/// How deep things may nest.
#[derive(Clone, Copy, Debug)]
pub(super) struct Caps {
    markdown: usize,
    containers: usize,
    html: usize,
}

impl From<&Limits> for Caps {
    fn from(limits: &Limits) -> Caps {
        Caps {
            markdown: limits.markdown_depth,
            containers: limits.container_depth,
            html: limits.html_depth,
        }
    }
}

/// What nests too deep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deep {
    Markdown,
    Containers,
    Html,
}

/// What the stream noticed on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// An element of this name went, its text stays.
    Element(String),
    /// An element of this name went, with what was in it.
    Content(String),
    /// A declaration or processing instruction went.
    Declaration,
    /// An attribute (second) of an element (first) went.
    Attribute(String, String),
    /// A container that never closes.
    Unclosed(Kind),
    /// A container of a kind that does not exist.
    UnknownKind(String),
}

/// A container that is open.
#[derive(Debug)]
struct Open {
    kind: Option<Kind>,
    colons: usize,
    /// How many blocks were open around it.
    depth: usize,
    at: Range<usize>,
}

/// Walks a [`Source`]; the ranges are bytes of the body.
pub struct Stream<'a> {
    source: &'a Source<'a>,
    events: OffsetIter<'a>,
    caps: Caps,
    /// The first place where something nests too deep.
    crossing: Option<(Deep, Range<usize>)>,
    /// Nesting as a person counts it.
    levels: usize,
    /// Events that were made out of one of the parser's.
    queue: VecDeque<(Event<'a>, Range<usize>)>,
    depth: usize,
    open: Vec<Open>,
    /// Elements of raw HTML that are open.
    elements: Vec<&'static str>,
    /// The `svg` or `math` we are in; what is inside is not reported one by one.
    foreign: Option<String>,
    /// Text before this place of the body is content of a `script` or `style`.
    skip_until: usize,
    /// Whether no `</script` (`</style`) is left, so that nobody looks for it twice.
    no_more_ends: [bool; 2],
    /// Whether texts are what the author wrote, and none is skipped.
    is_verbatim: bool,
    /// Bytes of the first text that are not the author's.
    guard: usize,
    problems: Vec<(Problem, Range<usize>)>,
    saw_raw_html: bool,
}

impl<'a> Stream<'a> {
    /// What it noticed so far.
    pub fn take_problems(&mut self) -> Vec<(Problem, Range<usize>)> {
        std::mem::take(&mut self.problems)
    }

    /// The first place where something nests too deep.
    pub(super) fn crossing(&self) -> Option<(Deep, Range<usize>)> {
        self.crossing.clone()
    }

    /// Whether any raw HTML came by that a page may hold.
    #[must_use]
    pub fn saw_raw_html(&self) -> bool {
        self.saw_raw_html
    }

    /// Where the definition of a reference link stands.
    #[must_use]
    pub fn definition(&self, label: &str) -> Option<Range<usize>> {
        let definition = self.events.reference_definitions().get(label)?;
        Some(self.source.masked.original_range(definition.span.clone()))
    }

    fn wiki(&mut self, image: bool, range: Range<usize>) -> Event<'a> {
        let end = if image { TagEnd::Image } else { TagEnd::Link };
        let mut nested = 0;
        for (event, _) in self.events.by_ref() {
            match event {
                Parsed::Start(Tag::Link { .. }) if !image => nested += 1,
                Parsed::Start(Tag::Image { .. }) if image => nested += 1,
                Parsed::End(tag) if tag == end => {
                    if nested == 0 {
                        break;
                    }
                    nested -= 1;
                }
                _ => {}
            }
        }
        let written = self.source.masked.body.get(range).unwrap_or_default();
        let inner = written
            .trim_start_matches('!')
            .strip_prefix("[[")
            .and_then(|inner| inner.strip_suffix("]]"))
            .unwrap_or(written);
        Event::Wiki(Wiki::new(inner))
    }

    /// The text of a parser's event where the mask or the guard changed it.
    fn restored(&mut self, text: CowStr<'a>, masked: &Range<usize>) -> CowStr<'a> {
        if self.guard > 0 && masked.start == 0 {
            let guard = std::mem::take(&mut self.guard);
            return match text {
                CowStr::Borrowed(text) => text.get(guard..).unwrap_or_default().into(),
                text => text.get(guard..).unwrap_or_default().to_owned().into(),
            };
        }
        let source = &self.source.masked;
        if source.fences.is_empty() || !source.is_changed(masked) {
            return text;
        }
        let written = source.body.get(source.original_range(masked.clone()));
        match written {
            Some(written) if text.len() == masked.len() => written.into(),
            _ => text.replace(MASK, ":::").into(),
        }
    }

    /// An HTML block: a fence in disguise, or raw HTML.
    fn html_block(&mut self, block: Range<usize>) {
        let fence = self.source.masked.fence_at(block.start).or_else(|| {
            // The block starts at the indentation of its first line.
            let line = &self.source.masked.text[block.clone()];
            let indent = line.len() - line.trim_start().len();
            (indent > 0)
                .then(|| self.source.masked.fence_at(block.start + indent))
                .flatten()
        });
        let mut lines = Vec::new();
        for (event, range) in self.events.by_ref() {
            match event {
                Parsed::End(TagEnd::HtmlBlock) => break,
                Parsed::Html(text) | Parsed::Text(text) if fence.is_none() => {
                    lines.push((text, range));
                }
                _ => {}
            }
        }
        match fence {
            Some(fence) => self.fence(fence),
            None => {
                let mut run = Run::default();
                for (text, masked) in lines {
                    self.extend(&mut run, text, masked);
                }
                self.raw_html(&run);
                self.foreign = None;
            }
        }
    }

    fn extend(&mut self, run: &mut Run<'a>, text: CowStr<'a>, masked: Range<usize>) {
        let text = self.restored(text, &masked);
        let at = self.source.masked.original_range(masked);
        run.push(text, at.start);
    }

    fn fence(&mut self, index: usize) {
        let source = self.source;
        let body = source.masked.body;
        let fence = &source.masked.fences[index];
        let at = fence.at.clone();
        let Some(opener) = &fence.opens else {
            let closes = self
                .open
                .iter()
                .rposition(|open| open.depth == self.depth && open.colons <= fence.colons);
            let Some(closes) = closes else {
                return self.plain_paragraph(at);
            };
            self.close_above(closes + 1);
            if let Some(open) = self.open.pop() {
                match open.kind {
                    Some(kind) => self.queue.push_back((Event::Close(kind), at)),
                    None => self.plain_paragraph(at),
                }
            }
            return;
        };
        self.open.push(Open {
            kind: opener.kind,
            colons: fence.colons,
            depth: self.depth,
            at: at.clone(),
        });
        if self.open.len() > self.caps.containers {
            self.cross(Deep::Containers, &at);
        }
        match opener.kind {
            Some(kind) => {
                let title = &body[opener.title.clone()];
                self.queue.push_back((Event::Open(kind, title), at));
            }
            None => {
                let name = body[opener.name.clone()].to_owned();
                self.problems
                    .push((Problem::UnknownKind(name), opener.name.clone()));
                self.plain_paragraph(at);
            }
        }
    }

    /// Closes the containers from this one on, which nobody closed.
    fn close_above(&mut self, keep: usize) {
        for open in self.open.drain(keep..).rev() {
            let Some(kind) = open.kind else { continue };
            let end = open.at.end;
            self.problems.push((Problem::Unclosed(kind), open.at));
            self.queue.push_back((Event::Close(kind), end..end));
        }
    }

    /// A line of the body as a paragraph of its own.
    fn plain_paragraph(&mut self, at: Range<usize>) {
        let text = &self.source.masked.body[at.clone()];
        for event in [
            Parsed::Start(Tag::Paragraph),
            Parsed::Text(text.into()),
            Parsed::End(TagEnd::Paragraph),
        ] {
            self.queue.push_back((Event::Markdown(event), at.clone()));
        }
    }

    fn raw_html(&mut self, run: &Run) {
        let mut tokens = Tokens::new(&run.text, run.offset_of(self.skip_until));
        while let Some((token, range)) = tokens.next() {
            let at = run.source(&range);
            match token {
                Token::Text(text) => {
                    self.saw_raw_html = true;
                    let text = Event::HtmlText(text.to_owned());
                    self.queue.push_back((text, at));
                }
                Token::Comment => {}
                Token::Other => self.problems.push((Problem::Declaration, at)),
                Token::Close { name } => {
                    if self.foreign.as_deref() == Some(&*name) {
                        self.foreign = None;
                    }
                    if let Some(name) = html::element(&name) {
                        if let Some(open) = self.elements.iter().rposition(|open| *open == name) {
                            self.elements.truncate(open);
                        }
                        self.saw_raw_html = true;
                        self.queue.push_back((Event::ElementEnd(name), at));
                    }
                }
                Token::Open { name, attributes } => match html::element(&name) {
                    Some(name) => {
                        let judged = html::judge(name, &attributes);
                        for one in judged.removed {
                            let problem = Problem::Attribute(name.to_owned(), one.name.clone());
                            self.problems.push((problem, run.source(&one.at)));
                        }
                        let mut element = judged.element;
                        for (_, range) in [&mut element.id, &mut element.link].into_iter().flatten()
                        {
                            *range = run.source(range);
                        }
                        self.open_element(name, &at);
                        self.saw_raw_html = true;
                        self.queue
                            .push_back((Event::Element(Box::new(element)), at));
                    }
                    None if name == "script" || name == "style" => {
                        let end = self.content_end(&name, run, range.end);
                        tokens.skip_to(end);
                        self.problems.push((Problem::Content(name), at));
                    }
                    None => {
                        if self.foreign.is_none() {
                            if name == "svg" || name == "math" {
                                self.foreign = Some(name.clone());
                            }
                            self.problems.push((Problem::Element(name), at));
                        }
                    }
                },
            }
        }
    }

    /// Counts how deep elements nest, the way a browser closes some of them by itself.
    fn open_element(&mut self, name: &'static str, at: &Range<usize>) {
        if html::is_void(name) {
            return;
        }
        // Where an end tag may be left out, the next start tag is one.
        let keep = match name {
            "tr" => self.inside(&["table", "tbody", "thead", "tfoot"]),
            "tbody" | "thead" | "tfoot" | "caption" | "colgroup" => self.inside(&["table"]),
            "td" | "th" => self.inside(&["table", "tr"]),
            "li" => self.inside(&["ul", "ol"]),
            "dt" | "dd" => self.inside(&["dl"]),
            "p" | "a" if self.elements.last() == Some(&name) => Some(self.elements.len() - 1),
            _ => None,
        };
        if let Some(keep) = keep {
            self.elements.truncate(keep);
        }
        self.elements.push(name);
        if self.elements.len() > self.caps.html {
            self.cross(Deep::Html, at);
        }
    }

    /// How many elements are open up to the innermost of these.
    fn inside(&self, names: &[&str]) -> Option<usize> {
        let innermost = self.elements.iter().rposition(|open| names.contains(open));
        innermost.map(|index| index + 1)
    }

    fn cross(&mut self, what: Deep, at: &Range<usize>) {
        if self.crossing.is_none() {
            self.crossing = Some((what, at.clone()));
        }
    }

    /// Where the content of a `script` or `style` ends: behind its end tag where there is one (in a later event, perhaps), else with
    /// the run.
    fn content_end(&mut self, name: &str, run: &Run, from: usize) -> usize {
        let end_tag = if name == "script" {
            "</script"
        } else {
            "</style"
        };
        if let Some(end) = find_ignoring_case(&run.text[from..], end_tag) {
            return from + end;
        }
        let no_more = &mut self.no_more_ends[usize::from(name == "style")];
        if !*no_more {
            let text = self.source.masked.body;
            let after = run.source(&(run.text.len()..run.text.len())).start;
            match find_ignoring_case(text.get(after..).unwrap_or_default(), end_tag) {
                Some(end) => {
                    self.skip_until = after + end;
                    self.is_verbatim = false;
                }
                None => *no_more = true,
            }
        }
        run.text.len()
    }

    /// Takes note of an event, and says whether it can be passed on as it is. Most can, and are then not taken apart: moving them
    /// around costs as much as parsing them.
    fn passes(&mut self, event: &Parsed<'a>, range: &Range<usize>) -> bool {
        match event {
            Parsed::Start(
                Tag::HtmlBlock
                | Tag::Link {
                    link_type: LinkType::WikiLink { .. },
                    ..
                }
                | Tag::Image {
                    link_type: LinkType::WikiLink { .. },
                    ..
                },
            )
            | Parsed::InlineHtml(_)
            | Parsed::Html(_) => false,
            Parsed::Start(tag) => {
                self.depth += 1;
                if depth::counts(tag) {
                    self.levels += 1;
                    if self.levels > self.caps.markdown {
                        let at = self.source.masked.original(range.start);
                        self.cross(Deep::Markdown, &(at..at + 1));
                    }
                }
                true
            }
            Parsed::End(tag) => {
                self.depth = self.depth.saturating_sub(1);
                if depth::end_counts(*tag) {
                    self.levels = self.levels.saturating_sub(1);
                }
                if self.foreign.is_some() && *tag == TagEnd::Paragraph {
                    self.foreign = None;
                }
                self.open.last().is_none_or(|open| open.depth <= self.depth)
            }
            Parsed::Text(_) | Parsed::Code(_) => self.is_verbatim,
            _ => true,
        }
    }

    /// Makes what it takes out of an event that cannot be passed on.
    #[inline(never)]
    fn take_apart(&mut self, event: Parsed<'a>, masked: Range<usize>) {
        let range = self.source.masked.original_range(masked.clone());
        let event = match event {
            Parsed::Start(Tag::HtmlBlock) => return self.html_block(masked),
            Parsed::Start(Tag::Link { .. }) => self.wiki(false, range.clone()),
            Parsed::Start(_) => self.wiki(true, range.clone()),
            Parsed::InlineHtml(text) | Parsed::Html(text) => {
                let mut run = Run::default();
                self.extend(&mut run, text, masked);
                return self.raw_html(&run);
            }
            Parsed::Text(_) | Parsed::Code(_) if range.start < self.skip_until => return,
            Parsed::Text(text) => Event::Markdown(Parsed::Text(self.restored(text, &masked))),
            Parsed::Code(text) => Event::Markdown(Parsed::Code(self.restored(text, &masked))),
            end => {
                let keep = self.open.partition_point(|open| open.depth <= self.depth);
                self.close_above(keep);
                Event::Markdown(end)
            }
        };
        self.queue.push_back((event, range));
    }
}

impl<'a> Iterator for Stream<'a> {
    type Item = (Event<'a>, Range<usize>);

    fn next(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        loop {
            if !self.queue.is_empty() {
                return self.queue.pop_front();
            }
            match self.events.next() {
                Some((event, masked)) => {
                    if self.passes(&event, &masked) {
                        let range = self.source.masked.original_range(masked);
                        return Some((Event::Markdown(event), range));
                    }
                    self.take_apart(event, masked);
                }
                None if self.open.is_empty() => return None,
                None => self.close_above(0),
            }
        }
    }
}

/// Raw HTML of one event or block, joined, and where its parts stand in the body.
#[derive(Default)]
struct Run<'a> {
    text: Cow<'a, str>,
    /// Offset in `text`, offset in the body.
    pieces: Vec<(usize, usize)>,
}

impl<'a> Run<'a> {
    fn push(&mut self, text: CowStr<'a>, source: usize) {
        let at = self.text.len();
        if self.pieces.is_empty() {
            self.text = match text {
                CowStr::Borrowed(text) => Cow::Borrowed(text),
                text => Cow::Owned(text.into_string()),
            };
        } else {
            self.text.to_mut().push_str(&text);
        }
        if self.source_of(at) != source || self.pieces.is_empty() {
            self.pieces.push((at, source));
        }
    }

    fn source_of(&self, at: usize) -> usize {
        let piece = self.pieces.partition_point(|(start, _)| *start <= at);
        match self.pieces.get(piece.wrapping_sub(1)) {
            Some((start, source)) => source + (at - start),
            None => at,
        }
    }

    /// The range of the body that a range of the run came from.
    fn source(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.source_of(range.start);
        // The last byte, not the one behind it: that one may be in another line.
        let end = match range.end {
            end if end > range.start => self.source_of(end - 1) + 1,
            _ => start,
        };
        start..end.max(start)
    }

    /// The offset in the run of a place in the body; its end for a place behind it.
    fn offset_of(&self, place: usize) -> usize {
        let piece = self.pieces.partition_point(|(_, source)| *source <= place);
        match self.pieces.get(piece.wrapping_sub(1)) {
            Some((start, source)) => {
                let end = self
                    .pieces
                    .get(piece)
                    .map_or(self.text.len(), |(next, _)| *next);
                let mut at = (start + (place - source)).min(end);
                while !self.text.is_char_boundary(at) {
                    at += 1;
                }
                at
            }
            None => 0,
        }
    }
}

fn find_ignoring_case(text: &str, word: &str) -> Option<usize> {
    let word = word.as_bytes();
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(at) = text[from..].find('<') {
        let at = from + at;
        let candidate = bytes.get(at..at + word.len());
        if candidate.is_some_and(|candidate| candidate.eq_ignore_ascii_case(word)) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}
