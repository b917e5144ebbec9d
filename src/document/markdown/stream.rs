//! The event stream that [`super::outline`] and the renderer share.
//!
//! [`Source`] holds what the parser reads, [`Stream`] walks it. Most events are pulldown-cmark's
//! own and pass through untouched; nothing is allocated for them.

mod autolinks;
mod fences;
mod raw;
mod run;

use std::borrow::Cow;
use std::collections::VecDeque;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event as Parsed, LinkType, OffsetIter, Parser, Tag, TagEnd};

use super::containers::{Kind, Masked};
use super::html::Element;
use super::link::Wiki;
use super::{cell_options, depth, options};
use crate::document::limits::Limits;
use run::Run;

/// A letter that opens a paragraph, no matter what follows it: see [`Source::cell`].
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
    pub fn body(body: &'a str) -> Source<'a> {
        Source {
            masked: Masked::new(body),
            guard: 0,
            options: options(),
        }
    }

    /// A single cell: spans only. Nothing at its start makes a block of it (`- 5`, `# 1`, `2.
    /// half`), as a word is put before it, and line ends count as blanks.
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
            held: None,
            unlinked: 0,
            headings: Headings::default(),
        }
    }

    /// Whether a cell is plain text through and through, so that it need not be parsed.
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
        }) && !autolinks::may_hold(cell)
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
    Close(Kind),
    /// The start tag of an element of raw HTML. Counts as a link where it has one.
    Element(Box<Element>),
    /// An end tag of raw HTML, matched or not.
    ElementEnd(&'static str),
    /// Text between tags of raw HTML, as written: entities are not decoded.
    HtmlText(String),
    /// The element that comes next is a heading of this level. Counts as a heading.
    RawHeading(u8),
    /// The raw heading ends: by its own end tag, or because something else begins or ends.
    RawHeadingEnd {
        closed: bool,
    },
}

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
    Unclosed(Kind),
    /// A container of a kind that does not exist.
    UnknownKind(String),
}

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
    /// Whether no `</script` (`</style`) is left, so that it is not looked for twice.
    no_more_ends: [bool; 2],
    /// Whether texts are what the author wrote, and none is skipped.
    is_verbatim: bool,
    /// Bytes of the first text that are not the author's.
    guard: usize,
    problems: Vec<(Problem, Range<usize>)>,
    saw_raw_html: bool,
    /// An event of the parser's that was met too early.
    held: Option<(Parsed<'a>, Range<usize>)>,
    /// Links, pictures and code that are open: an address in them is a text.
    unlinked: usize,
    headings: Headings<'a>,
}

/// Which heading is open. Headings are never inside one another, so that each has a number.
#[derive(Default)]
struct Headings<'a> {
    in_markdown: bool,
    in_raw: bool,
    /// Up to where the open heading was told, unless it has attributes.
    told: Option<usize>,
    /// What comes once the end of a heading, or its start, has been told.
    ahead: VecDeque<(Event<'a>, Range<usize>)>,
}

impl<'a> Headings<'a> {
    /// What to tell first, given what comes next.
    fn pass(
        &mut self,
        next: Option<(Event<'a>, Range<usize>)>,
        body: &str,
    ) -> Option<(Event<'a>, Range<usize>)> {
        let Some((mut event, range)) = next else {
            let end = Event::RawHeadingEnd { closed: false };
            return std::mem::take(&mut self.in_raw).then_some((end, 0..0));
        };
        match &mut event {
            Event::Markdown(Parsed::Start(Tag::Heading {
                id, classes, attrs, ..
            })) => {
                self.in_markdown = true;
                // An id or a class tells attributes from a text between braces.
                let is_text = id.is_none() && classes.is_empty();
                if is_text {
                    attrs.clear();
                }
                self.told = is_text.then_some(range.start);
                if std::mem::take(&mut self.in_raw) {
                    let end = Event::RawHeadingEnd { closed: false };
                    self.ahead.push_back((event, range.clone()));
                    return Some((end, range));
                }
                return Some((event, range));
            }
            Event::Markdown(Parsed::End(TagEnd::Heading(_))) => {
                self.in_markdown = false;
                let tail = self.told.take().and_then(|told| tail(body, &range, told));
                if let Some((text, at)) = tail {
                    self.ahead.push_back((event, range));
                    return Some((Event::Markdown(Parsed::Text(text.into())), at));
                }
            }
            Event::Element(element) if !self.in_markdown => {
                if let Some(level) = heading_level(element.name) {
                    let start = (Event::RawHeading(level), range.clone());
                    self.ahead.push_back((event, range.clone()));
                    if std::mem::replace(&mut self.in_raw, true) {
                        self.ahead.push_front(start);
                        return Some((Event::RawHeadingEnd { closed: false }, range));
                    }
                    return Some(start);
                }
            }
            Event::ElementEnd(name) if self.in_raw && heading_level(name).is_some() => {
                self.in_raw = false;
                let end = Event::RawHeadingEnd { closed: true };
                self.ahead.push_back((end, range.clone()));
            }
            _ => {}
        }
        self.told = self.told.map(|told| told.max(range.end));
        Some((event, range))
    }
}

/// The text between braces at the end of a heading that was told up to a place, with the blank before
/// it, and its own place: the parser takes it for attributes, `/users/{id}` too.
fn tail(body: &str, heading: &Range<usize>, told: usize) -> Option<(String, Range<usize>)> {
    let written = body.get(heading.clone())?;
    let end = written.rfind('}')? + 1;
    let start = written[..end].rfind('{')?;
    let start = written[..start].trim_end_matches([' ', '\t']).len();
    let at = heading.start + start..heading.start + end;
    (told <= at.start).then(|| (written[start..end].to_owned(), at))
}

/// Of `h1` to `h6`.
fn heading_level(element: &str) -> Option<u8> {
    match element.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
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

    /// Whether anything nests too deep so far.
    pub(super) fn has_crossed(&self) -> bool {
        self.crossing.is_some()
    }

    /// Whether any raw HTML came by that a page may hold.
    pub fn saw_raw_html(&self) -> bool {
        self.saw_raw_html
    }

    /// Where the definition of a reference link is.
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
        if !source.is_masked() || !source.is_changed(masked) {
            return text;
        }
        let written = source.body.get(source.original_range(masked.clone()));
        match written {
            Some(written) if text.len() == masked.len() => written.into(),
            _ => source.unmasked(&text, masked.clone()).into(),
        }
    }

    fn may_hold_address(&self, text: &str) -> bool {
        self.unlinked == 0 && autolinks::may_hold(text) && !self.elements.contains(&"a")
    }

    /// A text, and those that follow it, with a link for each address in it.
    fn with_addresses(&mut self, text: CowStr<'a>, masked: Range<usize>) {
        let mut end = masked.end;
        let mut pieces = vec![(text, masked)];
        for (event, masked) in self.events.by_ref() {
            match event {
                Parsed::Text(text) if end == masked.start => {
                    end = masked.end;
                    pieces.push((text, masked));
                }
                other => {
                    self.held = Some((other, masked));
                    break;
                }
            }
        }
        let mut run = Run::default();
        let pieces: Vec<(CowStr<'a>, usize)> = pieces
            .into_iter()
            .map(|(text, masked)| {
                let text = self.restored(text, &masked);
                let range = self.source.masked.original_range(masked);
                run.push(text.clone(), range.start);
                (text, range.len())
            })
            .collect();
        let before = self.source.masked.body[..run.source(&(0..0)).start]
            .chars()
            .next_back();
        let found = autolinks::find(&run.text, before);
        let starts_and_ends = found.iter().flat_map(|one| {
            let (start, end) = autolinks::tags(one, &run.text);
            [
                (one.at.start, Parsed::Start(start)),
                (one.at.end, Parsed::End(end)),
            ]
            .map(|(at, event)| (at, event, run.source(&one.at)))
        });
        let mut edges = starts_and_ends.peekable();
        let mut start = 0;
        for (text, written) in pieces {
            let end = start + text.len();
            let mut from = start;
            while let Some((edge, event, range)) = edges.next_if(|(edge, event, _)| {
                *edge < end || *edge == end && matches!(event, Parsed::End(_))
            }) {
                // A reference to a character is not cut in two.
                let cut = if text.len() == written {
                    edge.max(from)
                } else {
                    from
                };
                self.push_text(&run, from..cut);
                from = cut;
                self.queue.push_back((Event::Markdown(event), range));
            }
            if from == start {
                let range = run.source(&(start..end));
                self.queue
                    .push_back((Event::Markdown(Parsed::Text(text)), range));
            } else {
                self.push_text(&run, from..end);
            }
            start = end;
        }
    }

    fn push_text(&mut self, run: &Run<'a>, range: Range<usize>) {
        if !range.is_empty() {
            let text = run.text[range.clone()].to_owned().into();
            let event = Event::Markdown(Parsed::Text(text));
            self.queue.push_back((event, run.source(&range)));
        }
    }

    /// A link whose address or title goes on in a line that begins with a colon.
    fn with_colons(&self, tag: Tag<'a>, masked: &Range<usize>) -> Tag<'a> {
        let restored = |text: CowStr<'a>| {
            let source = &self.source.masked;
            CowStr::from(source.unmasked(&text, masked.clone()))
        };
        match tag {
            Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            } => Tag::Link {
                link_type,
                dest_url: restored(dest_url),
                title: restored(title),
                id,
            },
            Tag::Image {
                link_type,
                dest_url,
                title,
                id,
            } => Tag::Image {
                link_type,
                dest_url: restored(dest_url),
                title: restored(title),
                id,
            },
            other => other,
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
        if let Some(fence) = fence {
            return self.fence(fence);
        }
        let mut run = Run::default();
        for (text, masked) in lines {
            self.extend(&mut run, text, masked);
        }
        self.raw_html(&run);
        self.foreign = None;
    }

    fn cross(&mut self, what: Deep, at: &Range<usize>) {
        if self.crossing.is_none() {
            self.crossing = Some((what, at.clone()));
        }
    }

    /// Takes note of an event, and says whether it can be passed on as it is. Most can, and are
    /// then not taken apart: moving them around costs as much as parsing them.
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
                self.unlinked += usize::from(is_unlinked(tag.to_end()));
                if depth::counts(tag) {
                    self.levels += 1;
                    if self.levels > self.caps.markdown {
                        let at = self.source.masked.original(range.start);
                        self.cross(Deep::Markdown, &(at..at + 1));
                    }
                }
                // What a link says of itself was read from the masked text.
                let is_link = matches!(tag, Tag::Link { .. } | Tag::Image { .. });
                !(is_link && self.source.masked.hides_colon(range))
            }
            Parsed::End(tag) => {
                self.depth = self.depth.saturating_sub(1);
                self.unlinked = self.unlinked.saturating_sub(usize::from(is_unlinked(*tag)));
                if depth::end_counts(*tag) {
                    self.levels = self.levels.saturating_sub(1);
                }
                if self.foreign.is_some() && *tag == TagEnd::Paragraph {
                    self.foreign = None;
                }
                self.open.last().is_none_or(|open| open.depth <= self.depth)
            }
            Parsed::Text(text) => self.is_verbatim && !self.may_hold_address(text),
            Parsed::Code(_) => self.is_verbatim,
            _ => true,
        }
    }

    /// Makes what it takes out of an event that cannot be passed on.
    #[inline(never)]
    fn take_apart(&mut self, event: Parsed<'a>, masked: Range<usize>) {
        let range = self.source.masked.original_range(masked.clone());
        let event = match event {
            Parsed::Start(Tag::HtmlBlock) => return self.html_block(masked),
            Parsed::Start(tag @ (Tag::Link { link_type, .. } | Tag::Image { link_type, .. }))
                if !matches!(link_type, LinkType::WikiLink { .. }) =>
            {
                Event::Markdown(Parsed::Start(self.with_colons(tag, &masked)))
            }
            Parsed::Start(Tag::Link { .. }) => self.wiki(false, range.clone()),
            Parsed::Start(_) => self.wiki(true, range.clone()),
            Parsed::InlineHtml(text) | Parsed::Html(text) => {
                let mut run = Run::default();
                self.extend(&mut run, text, masked);
                return self.raw_html(&run);
            }
            Parsed::Text(_) | Parsed::Code(_) if range.start < self.skip_until => return,
            Parsed::Text(text) if self.may_hold_address(&text) => {
                return self.with_addresses(text, masked);
            }
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

fn is_unlinked(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock)
}

impl<'a> Iterator for Stream<'a> {
    type Item = (Event<'a>, Range<usize>);

    #[inline]
    fn next(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        if !self.headings.ahead.is_empty() {
            return self.headings.ahead.pop_front();
        }
        let next = self.step();
        self.headings.pass(next, self.source.masked.body)
    }
}

impl<'a> Stream<'a> {
    fn step(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        loop {
            if !self.queue.is_empty() {
                return self.queue.pop_front();
            }
            match self.held.take().or_else(|| self.events.next()) {
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
