//! Events into HTML, one string, one pass.

use std::fmt::Write as _;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event as Parsed, Tag, TagEnd,
};

use super::footnotes::Footnotes;
use super::terms::Seen;
use super::{Href, Page, Part, Parts, escape};
use crate::document::markdown::html::{Element, is_void};
use crate::document::markdown::link::{Wiki, is_allowed};
use crate::document::markdown::stream::Event;
use crate::document::markdown::{Kind, RESERVED};
use crate::document::outline::Outline;

/// Headings of the comparison that a page is cut at.
pub(super) const CUT_LEVELS: u8 = 3;

pub(super) struct Writer<'a> {
    out: String,
    outline: &'a Outline,
    hrefs: &'a [Href],
    page: Page<'a>,
    /// How many links, headings, ids in raw HTML and tables came by.
    links: usize,
    headings: usize,
    raw_ids: usize,
    tables: usize,
    /// For each link that is open, whether it has a tag to close.
    open_links: Vec<bool>,
    /// Pictures that are open: what comes is their text.
    pictures: Vec<Picture<'a>>,
    alt: String,
    /// Text that may hold terms, gathered until something else comes.
    pending: String,
    terms: Option<Seen<'a>>,
    /// Headings, links and code that are open: no term is explained there.
    quiet: usize,
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    footnotes: Footnotes,
    /// Footnotes that are open: label, and where their text starts.
    open_footnotes: Vec<(CowStr<'a>, usize)>,
    /// Blocks that are open.
    depth: usize,
    /// Paragraphs leave no trace in a cell.
    spans_only: bool,
    cut: Option<Cut>,
}

/// Where a body is cut.
#[derive(Default)]
struct Cut {
    parts: Parts,
    /// Whether the heading that is open starts a part.
    in_heading: bool,
    /// Where the text of the current part starts.
    start: usize,
}

struct Picture<'a> {
    link: usize,
    title: CowStr<'a>,
    /// Where its text starts in `alt`.
    start: usize,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        outline: &'a Outline,
        hrefs: &'a [Href],
        page: Page<'a>,
        capacity: usize,
    ) -> Writer<'a> {
        Writer {
            out: String::with_capacity(capacity),
            outline,
            hrefs,
            page,
            links: 0,
            headings: 0,
            raw_ids: 0,
            tables: 0,
            open_links: Vec::new(),
            pictures: Vec::new(),
            alt: String::new(),
            pending: String::new(),
            terms: (!page.terms.is_empty()).then(|| Seen::new(page.terms, page.glossary)),
            quiet: 0,
            alignments: Vec::new(),
            column: 0,
            in_head: false,
            footnotes: Footnotes::default(),
            open_footnotes: Vec::new(),
            depth: 0,
            spans_only: false,
            cut: None,
        }
    }

    pub(super) fn cut_at_headings(mut self) -> Writer<'a> {
        self.cut = Some(Cut::default());
        self
    }

    pub(super) fn spans_only(mut self) -> Writer<'a> {
        self.spans_only = true;
        self
    }

    pub(super) fn finish(mut self) -> String {
        self.flush();
        self.footnotes.write(&self.page, &mut self.out);
        self.out
    }

    pub(super) fn finish_parts(mut self) -> Parts {
        self.flush();
        self.end_part();
        let mut parts = self.cut.take().unwrap_or_default().parts;
        self.footnotes.write(&self.page, &mut parts.footnotes);
        parts
    }

    pub(super) fn event(&mut self, event: Event<'a>) {
        match event {
            Event::Markdown(event) => self.markdown(event),
            Event::Wiki(wiki) => self.wiki(wiki),
            Event::Open(kind, title) => {
                self.flush();
                self.depth += 1;
                self.open_container(kind, title);
            }
            Event::Close(kind) => {
                self.flush();
                self.depth = self.depth.saturating_sub(1);
                self.close_container(kind);
            }
            Event::Element(element) => self.element(&element),
            Event::ElementEnd(name) => self.element_end(name),
            Event::HtmlText(text) => {
                self.flush();
                if self.pictures.is_empty() {
                    escape::html_text(&mut self.out, &text);
                }
            }
        }
    }

    fn markdown(&mut self, event: Parsed<'a>) {
        match event {
            Parsed::Text(text) => self.text(&text),
            Parsed::Start(tag) => {
                self.flush();
                self.start(tag);
            }
            Parsed::End(tag) => {
                self.flush();
                self.end(tag);
            }
            Parsed::Code(text) => {
                self.flush();
                if self.pictures.is_empty() {
                    self.out.push_str("<code>");
                    escape::text(&mut self.out, &text);
                    self.out.push_str("</code>");
                } else {
                    self.alt.push_str(&text);
                }
            }
            Parsed::SoftBreak => self.text("\n"),
            Parsed::HardBreak if !self.pictures.is_empty() => self.alt.push(' '),
            Parsed::HardBreak => self.raw("<br>\n"),
            Parsed::Rule => self.raw("<hr>\n"),
            Parsed::FootnoteReference(label) => {
                self.flush();
                if self.pictures.is_empty() {
                    let prefix = self.page.id_prefix;
                    self.footnotes.refer(&label, prefix, &mut self.out);
                }
            }
            Parsed::TaskListMarker(done) => {
                let words = self.page.words;
                self.raw("<input class=\"lb-task\" type=\"checkbox\" disabled");
                self.out.push_str(if done {
                    " checked aria-label=\""
                } else {
                    " aria-label=\""
                });
                let label = if done { &words.done } else { &words.open };
                escape::text(&mut self.out, label);
                self.out.push_str("\"> ");
            }
            // The stream gives raw HTML in events of its own; mathematics is not switched on.
            Parsed::Html(text)
            | Parsed::InlineHtml(text)
            | Parsed::InlineMath(text)
            | Parsed::DisplayMath(text) => self.text(&text),
        }
    }

    /// Our own markup.
    fn raw(&mut self, html: &str) {
        self.flush();
        self.out.push_str(html);
    }

    fn text(&mut self, text: &str) {
        if !self.pictures.is_empty() {
            self.alt.push_str(if text == "\n" { " " } else { text });
        } else if self.terms.is_some() && self.quiet == 0 {
            self.pending.push_str(text);
        } else {
            escape::text(&mut self.out, text);
        }
    }

    /// Writes the text that was gathered for its terms.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        if let Some(terms) = &mut self.terms {
            terms.write(&self.pending, &mut self.out);
        }
        self.pending.clear();
    }

    /// A block starts on a line of its own.
    fn block(&mut self, html: &str) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.out.push_str(html);
    }

    fn start(&mut self, tag: Tag<'a>) {
        match tag {
            Tag::Paragraph => {
                self.depth += 1;
                if !self.spans_only {
                    self.block("<p>");
                }
            }
            Tag::Heading { level, classes, .. } => {
                self.depth += 1;
                self.quiet += 1;
                self.open_heading(level as u8, &classes);
            }
            Tag::BlockQuote(kind) => {
                self.depth += 1;
                match kind.map(alert) {
                    Some(kind) => self.open_container(kind, ""),
                    None => self.block("<blockquote>\n"),
                }
            }
            Tag::CodeBlock(kind) => {
                self.depth += 1;
                self.quiet += 1;
                self.open_code(&kind);
            }
            Tag::List(first) => {
                self.depth += 1;
                match first {
                    None => self.block("<ul>\n"),
                    Some(1) => self.block("<ol>\n"),
                    Some(first) => {
                        self.block("<ol start=\"");
                        let _ = writeln!(self.out, "{first}\">");
                    }
                }
            }
            Tag::Item => {
                self.depth += 1;
                self.block("<li>");
            }
            Tag::FootnoteDefinition(label) => {
                self.depth += 1;
                self.open_footnotes.push((label, self.out.len()));
            }
            Tag::DefinitionList => {
                self.depth += 1;
                self.block("<dl>\n");
            }
            Tag::DefinitionListTitle => {
                self.depth += 1;
                self.block("<dt>");
            }
            Tag::DefinitionListDefinition => {
                self.depth += 1;
                self.block("<dd>");
            }
            Tag::Table(alignments) => {
                self.depth += 1;
                self.alignments = alignments;
                self.tables += 1;
                self.block("<div class=\"lb-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
                escape::text(&mut self.out, &self.page.words.table);
                let _ = writeln!(self.out, " {}\">", self.tables);
                self.out.push_str("<table>\n");
            }
            Tag::TableHead => {
                self.depth += 1;
                self.in_head = true;
                self.column = 0;
                self.out.push_str("<thead>\n<tr>");
            }
            Tag::TableRow => {
                self.depth += 1;
                self.column = 0;
                self.out.push_str("<tr>");
            }
            Tag::TableCell => {
                self.depth += 1;
                self.open_table_cell();
            }
            Tag::Emphasis => self.span("<em>"),
            Tag::Strong => self.span("<strong>"),
            Tag::Strikethrough => self.span("<del>"),
            Tag::Superscript => self.span("<sup>"),
            Tag::Subscript => self.span("<sub>"),
            Tag::Link { title, .. } => {
                self.quiet += 1;
                let index = self.next_link();
                let tagged = self.pictures.is_empty() && self.open_link(index, &title);
                self.open_links.push(tagged);
            }
            Tag::Image { title, .. } => {
                self.quiet += 1;
                let link = self.next_link();
                self.pictures.push(Picture {
                    link,
                    title,
                    start: self.alt.len(),
                });
            }
            Tag::HtmlBlock | Tag::MetadataBlock(_) => self.depth += 1,
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => return self.span("</em>"),
            TagEnd::Strong => return self.span("</strong>"),
            TagEnd::Strikethrough => return self.span("</del>"),
            TagEnd::Superscript => return self.span("</sup>"),
            TagEnd::Subscript => return self.span("</sub>"),
            TagEnd::Link => {
                self.quiet = self.quiet.saturating_sub(1);
                if self.open_links.pop() == Some(true) {
                    self.out.push_str("</a>");
                }
                return;
            }
            TagEnd::Image => {
                self.quiet = self.quiet.saturating_sub(1);
                return self.close_picture();
            }
            _ => self.depth = self.depth.saturating_sub(1),
        }
        match tag {
            TagEnd::Paragraph => {
                if !self.spans_only {
                    self.out.push_str("</p>\n");
                }
            }
            TagEnd::Heading(_) => {
                self.quiet = self.quiet.saturating_sub(1);
                self.close_heading();
            }
            TagEnd::BlockQuote(kind) => match kind.map(alert) {
                Some(kind) => self.close_container(kind),
                None => self.block("</blockquote>\n"),
            },
            TagEnd::CodeBlock => {
                self.quiet = self.quiet.saturating_sub(1);
                self.out.push_str("</code></pre>\n");
            }
            TagEnd::List(ordered) => self.block(if ordered { "</ol>\n" } else { "</ul>\n" }),
            TagEnd::Item => self.out.push_str("</li>\n"),
            TagEnd::FootnoteDefinition => {
                if let Some((label, start)) = self.open_footnotes.pop() {
                    let html = self.out.split_off(start);
                    self.footnotes.define(&label, html);
                }
            }
            TagEnd::DefinitionList => self.block("</dl>\n"),
            TagEnd::DefinitionListTitle => self.out.push_str("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.out.push_str("</dd>\n"),
            TagEnd::Table => self.out.push_str("</tbody>\n</table>\n</div>\n"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.out.push_str("</tr>\n</thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => self
                .out
                .push_str(if self.in_head { "</th>" } else { "</td>" }),
            _ => {}
        }
    }

    /// A tag inside a line; pictures have text only.
    fn span(&mut self, html: &str) {
        if self.pictures.is_empty() {
            self.out.push_str(html);
        }
    }

    fn open_heading(&mut self, level: u8, classes: &[CowStr]) {
        // Its own paragraph-like depth is already counted.
        let top = self.depth == 1;
        if let Some(cut) = &mut self.cut
            && level <= CUT_LEVELS
            && top
        {
            cut.in_heading = true;
            self.end_part();
            let heading = self.outline.headings.get(self.headings);
            let id = heading.map_or("", |heading| &heading.id);
            let part = Part {
                level,
                id: format!("{}{id}", self.page.id_prefix),
                text: heading.map_or_else(String::new, |heading| heading.text.clone()),
                heading: String::new(),
                html: String::new(),
            };
            if let Some(cut) = &mut self.cut {
                cut.parts.parts.push(part);
            }
            return;
        }
        self.block("<h");
        self.out
            .push(heading_digit(level, self.page.lower_headings));
        if let Some(heading) = self.outline.headings.get(self.headings) {
            self.out.push_str(" id=\"");
            escape::text(&mut self.out, self.page.id_prefix);
            escape::text(&mut self.out, &heading.id);
            self.out.push('"');
        }
        let mut classes = classes
            .iter()
            .filter(|class| !class.starts_with(RESERVED))
            .peekable();
        if classes.peek().is_some() {
            self.out.push_str(" class=\"");
            for (index, class) in classes.enumerate() {
                if index > 0 {
                    self.out.push(' ');
                }
                escape::text(&mut self.out, class);
            }
            self.out.push('"');
        }
        self.out.push('>');
    }

    fn close_heading(&mut self) {
        let heading = self.outline.headings.get(self.headings);
        self.headings += 1;
        if let Some(cut) = &mut self.cut
            && std::mem::take(&mut cut.in_heading)
        {
            if let Some(part) = cut.parts.parts.last_mut() {
                part.heading = self.out.split_off(cut.start);
            }
            return;
        }
        let Some(heading) = heading else { return };
        self.out.push_str(" <a class=\"lb-anchor\" href=\"#");
        escape::url(&mut self.out, self.page.id_prefix);
        escape::url(&mut self.out, &heading.id);
        self.out.push_str("\" aria-label=\"");
        escape::text(&mut self.out, &self.page.words.permalink);
        self.out.push_str(": ");
        escape::text(&mut self.out, &heading.text);
        self.out.push_str("\">#</a></h");
        self.out
            .push(heading_digit(heading.level, self.page.lower_headings));
        self.out.push_str(">\n");
    }

    /// Ends the part that is being written.
    fn end_part(&mut self) {
        let Some(cut) = &mut self.cut else { return };
        let html = self.out.split_off(cut.start);
        match cut.parts.parts.last_mut() {
            Some(part) => part.html = html,
            None => cut.parts.lead = html,
        }
        cut.start = self.out.len();
    }

    fn open_container(&mut self, kind: Kind, title: &str) {
        let title = if title.is_empty() {
            self.page.words.kind(kind)
        } else {
            title
        };
        if kind == Kind::Details {
            self.block("<details class=\"lb-note lb-details\">\n<summary>");
            escape::text(&mut self.out, title);
            self.out.push_str("</summary>\n");
            return;
        }
        self.block("<aside class=\"lb-note lb-");
        self.out.push_str(kind.name());
        self.out
            .push_str("\" role=\"note\">\n<p class=\"lb-note-title\">");
        escape::text(&mut self.out, title);
        self.out.push_str("</p>\n");
    }

    fn close_container(&mut self, kind: Kind) {
        self.block(if kind == Kind::Details {
            "</details>\n"
        } else {
            "</aside>\n"
        });
    }

    fn open_code(&mut self, kind: &CodeBlockKind) {
        self.block("<pre tabindex=\"0\"><code");
        if let CodeBlockKind::Fenced(info) = kind {
            let language = info
                .split(|c: char| c.is_whitespace() || matches!(c, ',' | '{'))
                .next()
                .unwrap_or_default();
            if !language.is_empty() {
                self.out.push_str(" class=\"language-");
                escape::text(&mut self.out, language);
                self.out.push('"');
            }
        }
        self.out.push('>');
    }

    fn open_table_cell(&mut self) {
        self.out.push_str(if self.in_head {
            "<th scope=\"col\""
        } else {
            "<td"
        });
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Left) => " class=\"lb-left\"",
            Some(Alignment::Center) => " class=\"lb-center\"",
            Some(Alignment::Right) => " class=\"lb-right\"",
            _ => "",
        };
        self.column += 1;
        self.out.push_str(class);
        self.out.push('>');
    }

    fn next_link(&mut self) -> usize {
        self.links += 1;
        self.links - 1
    }

    /// The address of a link, looked at once more.
    fn address(&self, index: usize) -> Option<&'a str> {
        match self.hrefs.get(index)? {
            Href::To { url, .. } if is_allowed(url) => Some(url),
            _ => None,
        }
    }

    fn open_link(&mut self, index: usize, title: &str) -> bool {
        let Some(url) = self.address(index) else {
            return false;
        };
        self.out.push_str("<a href=\"");
        self.href(url);
        self.titled(title);
        self.out.push('>');
        true
    }

    /// An address up to its closing quote, and what a foreign one needs besides.
    fn href(&mut self, url: &str) {
        escape::url(&mut self.out, url);
        self.out.push('"');
        if is_foreign(url) {
            self.out.push_str(" rel=\"noopener noreferrer\"");
        }
    }

    fn titled(&mut self, title: &str) {
        if !title.is_empty() {
            self.out.push_str(" title=\"");
            escape::text(&mut self.out, title);
            self.out.push('"');
        }
    }

    fn close_picture(&mut self) {
        let Some(picture) = self.pictures.pop() else {
            return;
        };
        if !self.pictures.is_empty() {
            return; // a picture inside the text of a picture is text
        }
        let alt = self.alt.split_off(picture.start);
        match self.address(picture.link) {
            None => escape::text(&mut self.out, &alt),
            Some(url) if is_foreign(url) => {
                // Nothing is loaded from another host: a link in its place, or its text where it stands in a link.
                let text = if alt.trim().is_empty() { url } else { &alt };
                let in_link = self.open_links.contains(&true);
                if !in_link {
                    self.open_link(picture.link, &picture.title);
                }
                escape::text(&mut self.out, text);
                if !in_link {
                    self.out.push_str("</a>");
                }
            }
            Some(url) => {
                self.out.push_str("<img src=\"");
                escape::url(&mut self.out, url);
                self.out.push_str("\" alt=\"");
                escape::text(&mut self.out, alt.trim());
                self.out.push('"');
                self.titled(&picture.title);
                self.out.push_str(" loading=\"lazy\">");
            }
        }
    }

    fn wiki(&mut self, wiki: Wiki) {
        self.flush();
        let index = self.next_link();
        let title = match self.hrefs.get(index) {
            Some(Href::To { title, .. }) if wiki.label.is_none() => title.as_deref(),
            _ => None,
        };
        let text = title.unwrap_or(wiki.text());
        if !self.pictures.is_empty() {
            return self.alt.push_str(text);
        }
        let tagged = self.open_link(index, "");
        escape::text(&mut self.out, text);
        if tagged {
            self.out.push_str("</a>");
        }
    }

    fn element(&mut self, element: &Element) {
        self.flush();
        let link = element.link.as_ref().map(|_| self.next_link());
        let id = element
            .id
            .as_ref()
            .filter(|(id, _)| self.outline.other_ids.get(self.raw_ids) == Some(id));
        self.raw_ids += usize::from(id.is_some());
        if !self.pictures.is_empty() {
            return;
        }
        let name = element.name;
        if name == "a" {
            self.quiet += 1;
        }
        let url = link.and_then(|link| self.address(link));
        if name == "img" && url.is_none_or(is_foreign) {
            let alt = element.attributes.iter().find(|(name, _)| *name == "alt");
            if let Some((_, alt)) = alt {
                escape::html_text(&mut self.out, alt);
            }
            return;
        }
        self.out.push('<');
        self.out.push_str(name);
        if let Some((id, _)) = id {
            self.out.push_str(" id=\"");
            escape::text(&mut self.out, self.page.id_prefix);
            escape::text(&mut self.out, id);
            self.out.push('"');
        }
        if let Some(url) = url {
            self.out
                .push_str(if name == "img" { " src=\"" } else { " href=\"" });
            self.href(url);
        }
        for (name, value) in &element.attributes {
            // Values hold entities of their own and neither quotes nor angle brackets.
            let _ = write!(self.out, " {name}=\"{value}\"");
        }
        if name == "img" && element.attributes.iter().all(|(name, _)| *name != "alt") {
            self.out.push_str(" alt=\"\"");
        }
        self.out.push('>');
    }

    fn element_end(&mut self, name: &str) {
        self.flush();
        if !self.pictures.is_empty() || is_void(name) {
            return;
        }
        if name == "a" {
            self.quiet = self.quiet.saturating_sub(1);
        }
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }
}

fn is_foreign(url: &str) -> bool {
    let scheme = url.split_once(':').map_or("", |(scheme, _)| scheme.trim());
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

fn heading_digit(level: u8, lower: u8) -> char {
    char::from(b'0' + level.saturating_add(lower).clamp(1, 6))
}

fn alert(kind: BlockQuoteKind) -> Kind {
    match kind {
        BlockQuoteKind::Note => Kind::Note,
        BlockQuoteKind::Tip => Kind::Tip,
        BlockQuoteKind::Important => Kind::Important,
        BlockQuoteKind::Warning => Kind::Warning,
        BlockQuoteKind::Caution => Kind::Caution,
    }
}
