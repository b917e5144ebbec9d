//! Reads the facts out of a body: headings with their ids, links with their places, ids in raw
//! HTML, and what is wrong.

use std::ops::Range;

use pulldown_cmark::{Event as Parsed, LinkType, Tag, TagEnd};

use super::almost;
use super::depth;
use super::html::Element;
use super::link::{self, Form, Wiki};
use super::place::Place;
use super::repair::Repair;
use super::slug::{Ids, slug, term_id};
use super::stream::{Deep, Event, Problem, Source, Stream};
use super::unbroken::unbroken;
use super::{Kind, RESERVED};
use crate::diagnostic::{Code, Diagnostic, markdown as wrong};
use crate::document::limits::Limits;
use crate::document::outline::{Destination, Heading, Link, Outline};
use crate::html::decoded;
use crate::span::Spanned;

/// How often a body is cut before nothing of it is read; once is the rule.
const CUTS: usize = 4;

/// Reads a body. `place` says where it is in its file.
///
/// Where it goes over a limit, that is an error at the very place, and nothing from that line on is
/// read or rendered. The same where the parser itself breaks down.
pub fn outline(body: &str, place: Place, limits: &Limits) -> Outline {
    if let Some(outline) = unbroken(|| body_outline(body, place, limits)) {
        return outline;
    }
    let ends: Vec<usize> = (body.split_inclusive('\n'))
        .scan(0, |end, line| {
            *end += line.len();
            Some(*end)
        })
        .collect();
    // Up to the first line all is well, up to the last one it is not.
    let (mut well, mut broken) = (0, ends.len());
    let end_of = |lines: usize| lines.checked_sub(1).map_or(0, |last| ends[last]);
    while broken - well > 1 {
        let middle = well.midpoint(broken);
        match unbroken(|| body_outline(&body[..end_of(middle)], place, limits)) {
            Some(_) => well = middle,
            None => broken = middle,
        }
    }
    let good = &body[..end_of(well)];
    let mut outline = unbroken(|| body_outline(good, place, limits)).unwrap_or_default();
    let line = &body[good.len()..end_of(broken)];
    let at = good.len()..good.len() + line.trim_end().len();
    outline
        .diagnostics
        .push(wrong::unreadable_markdown(place.span(at)));
    outline
}

fn body_outline(body: &str, place: Place, limits: &Limits) -> Outline {
    let mut over = None;
    let mut parsed = body.len();
    if let Some(crossing) = depth::crossing(body, limits.markdown_depth) {
        parsed = crossing.line;
        let at = place.span(crossing.at);
        over = Some(wrong::too_deep_markdown(at, limits.markdown_depth));
    }
    for _ in 0..CUTS {
        let source = Source::body(&body[..parsed]);
        match Reader::new(&source, place, limits).run() {
            Ok(outline) => {
                let mut outline = Outline { parsed, ..outline };
                if over.is_some() {
                    // What closes them was cut off.
                    let cut = |found: &Diagnostic| found.code() == Code::UnclosedContainer;
                    outline.diagnostics.retain(|found| !cut(found));
                }
                outline.diagnostics.extend(over);
                return outline;
            }
            Err(crossing) => {
                parsed = body[..crossing.at.start.min(parsed)]
                    .rfind('\n')
                    .map_or(0, |end| end + 1);
                over.get_or_insert(*crossing.diagnostic);
            }
        }
    }
    Outline {
        diagnostics: over.into_iter().collect(),
        ..Outline::default()
    }
}

/// Reads a single cell: spans and links, no blocks.
pub fn outline_cell(cell: &str, place: Place, limits: &Limits) -> Outline {
    if Source::is_plain(cell) {
        return Outline {
            parsed: cell.len(),
            ..Outline::default()
        };
    }
    let source = Source::cell(cell);
    let broken = |diagnostic| Outline {
        diagnostics: vec![diagnostic],
        ..Outline::default()
    };
    match unbroken(|| Reader::new(&source, place, limits).run()) {
        Some(Ok(outline)) => Outline {
            parsed: cell.len(),
            ..outline
        },
        Some(Err(crossing)) => broken(*crossing.diagnostic),
        None => broken(wrong::unreadable_markdown(place.span(0..cell.len()))),
    }
}

/// A limit was crossed: where, and what to say.
struct Crossing {
    at: Range<usize>,
    diagnostic: Box<Diagnostic>,
}

struct OpenHeading {
    level: u8,
    /// `{#id}`.
    id: Option<String>,
    /// The id of a raw heading's tag, which is taken already.
    taken: Option<String>,
    text: String,
    /// Texts of pictures, which count only where there is nothing else.
    alt: String,
    range: Range<usize>,
}

struct Reader<'a> {
    source: &'a Source<'a>,
    stream: Stream<'a>,
    place: Place<'a>,
    limits: &'a Limits,
    outline: Outline,
    ids: Ids,
    heading: Option<OpenHeading>,
    pictures: usize,
    /// Links whose destination follows their text: index into the outline's links.
    unplaced: Vec<usize>,
    end: usize,
    footnotes: usize,
    /// Columns of the table's head so far; none outside a head.
    columns: Option<usize>,
    /// Columns of the table.
    head: usize,
    /// Whether this is the text of a code block.
    in_code: bool,
    /// Up to where text was looked at for what reads like a link.
    looked: usize,
    /// What it takes to repair the HTML so far, where there is any.
    repair: Option<Repair>,
    /// The word of a definition list that is open.
    term: Option<String>,
    /// Whether there was anything to read outside of headings.
    has_words: bool,
    opens_with_title: bool,
    /// Whether the element that comes next is a heading.
    is_heading: bool,
}

impl<'a> Reader<'a> {
    fn new(source: &'a Source<'a>, place: Place<'a>, limits: &'a Limits) -> Reader<'a> {
        Reader {
            source,
            stream: source.stream_within(limits.into()),
            place,
            limits,
            outline: Outline::default(),
            ids: Ids::default(),
            heading: None,
            pictures: 0,
            unplaced: Vec::new(),
            end: 0,
            footnotes: 0,
            columns: None,
            head: 0,
            in_code: false,
            looked: 0,
            repair: Repair::of(source.text()),
            term: None,
            has_words: false,
            opens_with_title: false,
            is_heading: false,
        }
    }

    fn run(mut self) -> Result<Outline, Crossing> {
        while let Some((event, range)) = self.stream.next() {
            if self.stream.has_crossed() {
                // Less will be read, and this too is found then.
                self.repair = None;
            }
            if let Some(repair) = &mut self.repair {
                repair.follow(&event);
                if repair.is_too_much(range.end) {
                    let diagnostic = Box::new(wrong::tangled_html(self.place.span(range.clone())));
                    return Err(Crossing {
                        at: range,
                        diagnostic,
                    });
                }
            }
            match event {
                Event::Markdown(Parsed::Start(tag)) => self.start(tag, range)?,
                Event::Markdown(Parsed::End(tag)) => self.end(tag, range),
                Event::Markdown(event) => {
                    if let Parsed::Text(words) = &event
                        && words.starts_with('[')
                        && !self.in_code
                        && range.start >= self.looked
                        && let Some((what, at)) = almost::link(self.source.text(), range.start)
                    {
                        self.looked = at.end;
                        let span = self.place.span(at);
                        self.outline
                            .diagnostics
                            .push(wrong::left_as_text(span, what));
                    }
                    self.inline(&event);
                    self.end = range.end;
                }
                Event::Wiki(wiki) => self.wiki(wiki, range),
                Event::Element(element) => self.element(*element),
                Event::HtmlText(text) => self.words(&decoded(&text)),
                Event::RawHeading(level) => self.open_raw_heading(level, range),
                Event::RawHeadingEnd { closed } => {
                    if let Some(heading) = self.heading.take() {
                        self.close_heading(heading, closed);
                    }
                }
                Event::Open(..) | Event::Close(_) | Event::ElementEnd(_) => {}
            }
        }
        if let Some((what, at)) = self.stream.crossing() {
            let span = self.place.span(at.clone());
            let diagnostic = Box::new(match what {
                Deep::Markdown => wrong::too_deep_markdown(span, self.limits.markdown_depth),
                Deep::Containers => wrong::too_deep_containers(span, self.limits.container_depth),
                Deep::Html => wrong::too_deep_html(span, self.limits.html_depth),
            });
            return Err(Crossing { at, diagnostic });
        }
        for (problem, at) in self.stream.take_problems() {
            let diagnostic = self.diagnostic(&problem, at);
            self.outline.diagnostics.push(diagnostic);
        }
        // Headings come first: their ids are those of forges.
        for term in &mut self.outline.terms {
            *term = self.ids.unique(std::mem::take(term));
        }
        for number in 1..=self.footnotes {
            self.outline
                .other_ids
                .push(format!("{RESERVED}fn-{number}"));
        }
        Ok(Outline {
            has_raw_html: self.stream.saw_raw_html(),
            opens_with_title: self.opens_with_title,
            ..self.outline
        })
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) -> Result<(), Crossing> {
        match tag {
            Tag::Heading {
                level,
                id,
                classes,
                attrs,
            } => {
                for (name, _) in &attrs {
                    self.heading_attribute(name, &range);
                }
                for class in classes.iter().filter(|class| class.starts_with(RESERVED)) {
                    self.heading_attribute(class, &range);
                }
                self.heading = Some(OpenHeading {
                    level: level as u8,
                    id: id.map(pulldown_cmark::CowStr::into_string),
                    taken: None,
                    text: String::new(),
                    alt: String::new(),
                    range,
                });
            }
            Tag::Link {
                link_type,
                dest_url,
                id,
                ..
            } => self.link(link_type, &dest_url, &id, range, false),
            Tag::Image {
                link_type,
                dest_url,
                id,
                ..
            } => {
                self.pictures += 1;
                self.link(link_type, &dest_url, &id, range, true);
            }
            Tag::CodeBlock(_) => self.in_code = true,
            Tag::FootnoteDefinition(_) => self.footnotes += 1,
            Tag::DefinitionListTitle => self.term = Some(String::new()),
            Tag::TableHead => {
                self.columns = Some(0);
                self.head = 0;
            }
            Tag::TableRow => self.check_row(&range),
            Tag::TableCell => {
                if let Some(columns) = &mut self.columns {
                    *columns += 1;
                    if *columns > self.limits.table_columns {
                        let at = range.start..range.start + 1;
                        let span = self.place.span(at.clone());
                        let limit = self.limits.table_columns;
                        let diagnostic = Box::new(wrong::too_many_columns(span, limit));
                        return Err(Crossing { at, diagnostic });
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Heading(_) => {
                if let Some(heading) = self.heading.take() {
                    self.close_heading(heading, true);
                }
            }
            TagEnd::Link => self.place_link(&range),
            TagEnd::Image => {
                self.pictures -= 1;
                self.place_link(&range);
            }
            TagEnd::DefinitionListTitle => {
                let term = self.term.take().unwrap_or_default();
                self.outline.terms.push(term_id(&term));
            }
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::TableHead => self.head = self.columns.take().unwrap_or(0),
            _ => {}
        }
        self.end = range.end;
    }

    /// A cell beyond those of the head is left out of the page.
    fn check_row(&mut self, row: &Range<usize>) {
        let written = self.written(row.clone());
        let Some(lost) = cell_beyond(written, self.head) else {
            return;
        };
        let at = row.start + lost.start..row.start + lost.end;
        let cell = self.written(at.clone()).to_owned();
        let span = self.place.span(at);
        let diagnostic = wrong::lost_cell(span, &cell, self.head);
        self.outline.diagnostics.push(diagnostic);
    }

    fn inline(&mut self, event: &Parsed) {
        match event {
            Parsed::Text(words) | Parsed::Code(words) => self.words(words),
            // A blank to the reader, and nothing to the id.
            Parsed::SoftBreak | Parsed::HardBreak => self.words("\n"),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if let Some(term) = &mut self.term {
            term.push_str(words);
        }
        match &mut self.heading {
            Some(heading) if self.pictures > 0 => heading.alt.push_str(words),
            Some(heading) => heading.text.push_str(words),
            None => self.has_words |= self.pictures == 0 && !words.trim().is_empty(),
        }
    }

    fn open_raw_heading(&mut self, level: u8, range: Range<usize>) {
        self.heading = Some(OpenHeading {
            level,
            id: None,
            taken: None,
            text: String::new(),
            alt: String::new(),
            range,
        });
        self.is_heading = true;
    }

    /// One that no end tag of its own closes is no title: nobody can tell how far it goes.
    fn close_heading(&mut self, heading: OpenHeading, closed: bool) {
        let opens = self.outline.headings.is_empty() && !self.has_words;
        let id = heading.id.unwrap_or_else(|| slug(&heading.text));
        let text = if heading.text.trim().is_empty() {
            heading.alt
        } else {
            heading.text
        };
        let is_title = opens && closed && heading.level == 1 && !text.trim().is_empty();
        self.opens_with_title |= is_title;
        self.outline.headings.push(Heading {
            level: heading.level,
            id: heading.taken.unwrap_or_else(|| self.ids.unique(id)),
            text: text.trim().replace('\n', " "),
            span: self.place.span(self.trimmed(heading.range)),
        });
    }

    /// Without the line end that the parser counts as part of a heading.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let text = self.written(range.clone());
        range.start..range.start + text.trim_end().len()
    }

    fn written(&self, range: Range<usize>) -> &'a str {
        self.source.text().get(range).unwrap_or_default()
    }

    fn link(
        &mut self,
        link_type: LinkType,
        destination: &str,
        label: &str,
        range: Range<usize>,
        is_image: bool,
    ) {
        let mut unplaced = false;
        let mut email = String::new();
        let mut destination = destination;
        let written = match link_type {
            LinkType::Autolink => self.within_brackets(range),
            LinkType::Email => {
                email.push_str("mailto:");
                email.push_str(destination);
                destination = &email;
                self.within_brackets(range)
            }
            LinkType::Inline => {
                self.end = range.start + 1 + usize::from(is_image);
                unplaced = true;
                range
            }
            _ => self.definition(label).unwrap_or(range),
        };
        let index = self.outline.links.len();
        if unplaced {
            self.unplaced.push(index);
            // The text has to be walked first; what depends on the place is made in `place_link`.
            self.outline.links.push(Link {
                destination: Destination::External(destination.to_owned()),
                is_image,
                span: self.place.span(written),
            });
        } else {
            // An end is still coming for it.
            self.unplaced.push(usize::MAX);
            self.push_link(destination, written, is_image);
        }
    }

    /// `<https://…>` without its brackets, which a bare address lacks.
    fn within_brackets(&self, range: Range<usize>) -> Range<usize> {
        if self.written(range.clone()).starts_with('<') {
            range.start + 1..range.end.saturating_sub(1)
        } else {
            range
        }
    }

    /// The destination in the definition of a reference link.
    fn definition(&self, label: &str) -> Option<Range<usize>> {
        let range = self.stream.definition(label)?;
        let text = self.written(range.clone());
        let colon = text.find("]:")? + 2;
        let start = colon + text[colon..].len() - text[colon..].trim_start().len();
        Some(destination_range(text, start, range.start))
    }

    /// At the end of a link with its destination after its text: the destination is what is
    /// between `](` and the title.
    fn place_link(&mut self, range: &Range<usize>) {
        let Some(index) = self.unplaced.pop().filter(|index| *index != usize::MAX) else {
            return;
        };
        let start = self.end.clamp(range.start, range.end);
        let text = self.written(start..range.end);
        let written = match text.find("](") {
            Some(at) => {
                let inner = &text[at + 2..];
                let at = at + 2 + inner.len() - inner.trim_start().len();
                destination_range(text, at, start)
            }
            None => range.clone(),
        };
        let link = &mut self.outline.links[index];
        let Destination::External(destination) = &mut link.destination else {
            return;
        };
        let destination = std::mem::take(destination);
        let text = self.source.text();
        *link = Link {
            destination: link::destination(&destination, text, written.clone(), &self.place),
            span: self.place.span(written),
            ..*link
        };
        let wrong = judged(&destination, link);
        self.outline.diagnostics.extend(wrong);
    }

    fn push_link(&mut self, destination: &str, written: Range<usize>, is_image: bool) {
        let text = self.source.text();
        let link = Link {
            destination: link::destination(destination, text, written.clone(), &self.place),
            is_image,
            span: self.place.span(written),
        };
        self.outline.diagnostics.extend(judged(destination, &link));
        self.outline.links.push(link);
    }

    fn wiki(&mut self, wiki: Wiki<'a>, range: Range<usize>) {
        self.end = range.end;
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(wiki.text());
        }
        let inner = self.written(range.clone());
        let part = |from: usize, part: &str| {
            let at = inner[from..].find(part).unwrap_or(0);
            let at = range.start + from + at;
            self.place.span(at..at + part.len())
        };
        let hash = inner.find('#').unwrap_or(0);
        let fragment = wiki
            .fragment
            .map(|fragment| Spanned::new(fragment.to_owned(), part(hash, fragment)));
        let destination = match fragment {
            Some(fragment) if wiki.name.is_empty() => Destination::Anchor(fragment),
            fragment => Destination::Name {
                name: Spanned::new(wiki.name.to_owned(), part(0, wiki.name)),
                fragment,
                has_label: wiki.label.is_some(),
            },
        };
        let bang = inner.len() - inner.trim_start_matches('!').len();
        let span = self
            .place
            .span(range.start + bang + 2..range.end.saturating_sub(2));
        self.outline.links.push(Link {
            destination,
            is_image: false,
            span,
        });
    }

    fn element(&mut self, element: Element) {
        let is_heading = std::mem::take(&mut self.is_heading);
        if let Some((id, at)) = element.id {
            if self.ids.take(&id) {
                if let Some(heading) = self.heading.as_mut().filter(|_| is_heading) {
                    heading.taken = Some(id.clone());
                }
                self.outline.other_ids.push(id);
            } else {
                let span = self.place.span(at);
                self.outline.diagnostics.push(wrong::unusable_id(span, &id));
            }
        }
        if let Some((destination, at)) = element.link {
            self.push_link(&destination, at, element.name == "img");
        }
    }

    fn heading_attribute(&mut self, name: &str, heading: &Range<usize>) {
        let text = self.written(heading.clone());
        let list = text.rfind('{').unwrap_or(0);
        let at = heading.start + list + text[list..].find(name).unwrap_or(0);
        let span = self.place.span(at..at + name.len());
        self.outline
            .diagnostics
            .push(wrong::heading_attribute(span, name));
    }

    fn diagnostic(&self, problem: &Problem, at: Range<usize>) -> Diagnostic {
        let at = self.place.span(at);
        match problem {
            Problem::Element(name) => wrong::removed_element(at, name),
            Problem::Content(name) => wrong::removed_content(at, name),
            Problem::Declaration => wrong::removed_declaration(at),
            Problem::Attribute(element, name) => wrong::removed_attribute(at, element, name),
            Problem::Unclosed(kind) => wrong::unclosed_container(at, kind.name()),
            Problem::UnknownKind(name) => {
                wrong::unknown_container(at, name, &Kind::ALL.map(Kind::name))
            }
        }
    }
}

/// The first cell of a table's row after so many, where one is.
fn cell_beyond(row: &str, columns: usize) -> Option<Range<usize>> {
    let inner = row.trim();
    let start = row.len() - row.trim_start().len();
    let inner_start = start + usize::from(inner.starts_with('|'));
    let mut bars = row.match_indices('|').map(|(at, _)| at).filter(|at| {
        let slashes = row[..*at]
            .bytes()
            .rev()
            .take_while(|byte| *byte == b'\\')
            .count();
        *at >= inner_start && slashes % 2 == 0
    });
    let begins = bars.nth(columns.checked_sub(1)?)? + 1;
    let ends = bars.next().unwrap_or(start + inner.len());
    let cell = row.get(begins..ends)?;
    let trimmed = cell.trim();
    let at = begins + cell.len() - cell.trim_start().len();
    (!trimmed.is_empty()).then(|| at..at + trimmed.len())
}

/// What is wrong with a link as such.
fn judged(destination: &str, link: &Link) -> Option<Diagnostic> {
    match (&link.destination, link.is_image) {
        (Destination::Refused, _) => match link::form(destination) {
            Form::Refused(scheme) => Some(wrong::refused_link(link.span, &scheme)),
            _ => None,
        },
        (Destination::External(_), true) => Some(wrong::foreign_picture(link.span)),
        _ => None,
    }
}

/// The destination at byte `start` of `text`, whose first byte is at `offset` in the body.
fn destination_range(text: &str, start: usize, offset: usize) -> Range<usize> {
    let rest = &text[start..];
    if let Some(inner) = rest.strip_prefix('<') {
        let len = inner.find('>').unwrap_or(inner.len());
        return offset + start + 1..offset + start + 1 + len;
    }
    let mut open = 0_usize;
    let mut escaped = false;
    let len = rest
        .find(|c: char| {
            if std::mem::take(&mut escaped) {
                return false;
            }
            match c {
                '\\' => escaped = true,
                '(' => open += 1,
                ')' if open == 0 => return true,
                ')' => open -= 1,
                _ => {}
            }
            c <= ' '
        })
        .unwrap_or(rest.len());
    offset + start..offset + start + len
}
