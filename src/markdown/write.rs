//! Events into HTML, one string, one pass.

mod blocks;
mod links;
mod raw;

use std::fmt::Write as _;

use pulldown_cmark::{Alignment, BlockQuoteKind, CowStr, Event as Parsed, Tag, TagEnd};

use super::escape;
use super::footnotes::Footnotes;
use super::page::{Href, Page, Parts};
use super::terms::Seen;
use crate::document::markdown::Kind;
use crate::document::markdown::stream::Event;
use crate::document::outline::{Heading, Outline};

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
    /// How many words of definition lists came by.
    defined: usize,
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
    head: Head,
    footnotes: Footnotes,
    /// Footnotes that are open: label, and where their text starts.
    open_footnotes: Vec<(CowStr<'a>, usize)>,
    /// Whether the code that is open has a title.
    is_titled: bool,
    depth: usize,
    /// Paragraphs leave no trace in a cell.
    spans_only: bool,
    cut: Option<Cut>,
    /// Where the first heading starts that is not inside something else.
    first_heading: Option<usize>,
    /// Where the heading starts that the page has as its own.
    dropped: Option<usize>,
    /// Whether the element that comes next is a heading.
    is_heading: bool,
}

#[derive(Default)]
struct Cut {
    parts: Parts,
    /// Whether the heading that is open starts a part.
    in_heading: bool,
    /// Where the text of the current part starts.
    start: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct Head {
    /// Where it starts in the output.
    start: usize,
    /// Where the inside of its last cell starts.
    cell: usize,
    has_text: bool,
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
            defined: 0,
            open_links: Vec::new(),
            pictures: Vec::new(),
            alt: String::new(),
            pending: String::new(),
            terms: (!page.terms.is_empty())
                .then(|| Seen::new(page.terms, page.own_name, page.glossary)),
            quiet: 0,
            alignments: Vec::new(),
            column: 0,
            in_head: false,
            head: Head::default(),
            footnotes: Footnotes::default(),
            open_footnotes: Vec::new(),
            is_titled: false,
            depth: 0,
            spans_only: false,
            cut: None,
            first_heading: None,
            dropped: None,
            is_heading: false,
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

    /// What comes before the first heading, and the rest.
    pub(super) fn finish_with_lead(self) -> (String, String) {
        let end = self.first_heading;
        let mut html = self.finish();
        let rest = end.map_or_else(String::new, |end| html.split_off(end));
        (html, rest)
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
            Event::RawHeading(_) => {
                self.flush();
                self.begin_heading();
                self.quiet += 1;
                self.is_heading = true;
            }
            Event::RawHeadingEnd { .. } => {
                self.flush();
                self.drop_title();
                self.quiet = self.quiet.saturating_sub(1);
            }
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
            // The stream gives raw HTML in events of its own, and mathematics is not switched on:
            // were they to come, they would be text.
            Parsed::Text(text)
            | Parsed::Html(text)
            | Parsed::InlineHtml(text)
            | Parsed::InlineMath(text)
            | Parsed::DisplayMath(text) => self.text(&text),
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
        }
    }

    /// Counts a heading. What the body opens with may be the page's own heading already.
    fn begin_heading(&mut self) {
        let drops = self.page.drops_title && self.headings == 0;
        self.dropped = drops.then_some(self.out.len());
        self.headings += 1;
    }

    /// Takes out what was written of a heading that the page has already.
    fn drop_title(&mut self) {
        if let Some(start) = self.dropped.take() {
            self.out.truncate(start);
        }
    }

    /// The heading that was counted last.
    fn heading(&self) -> Option<&'a Heading> {
        self.outline.headings.get(self.headings.checked_sub(1)?)
    }

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

    /// The word of a definition list, with its id.
    fn open_term(&mut self) {
        let outline = self.outline;
        let id = outline.terms.get(self.defined);
        self.defined += 1;
        match id {
            Some(id) => {
                self.block("<dt id=\"");
                escape::text(&mut self.out, self.page.id_prefix);
                escape::text(&mut self.out, id);
                self.out.push_str("\">");
            }
            None => self.block("<dt>"),
        }
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
                self.begin_heading();
                if self.depth == 0 && self.dropped.is_none() {
                    self.first_heading.get_or_insert(self.out.len());
                }
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
                self.open_term();
            }
            Tag::DefinitionListDefinition => {
                self.depth += 1;
                self.block("<dd>");
            }
            Tag::Table(alignments) => {
                self.depth += 1;
                self.open_table(alignments);
            }
            Tag::TableHead => {
                self.depth += 1;
                self.open_table_head();
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
            TagEnd::Paragraph if self.spans_only => {}
            // All that was in it was taken out.
            TagEnd::Paragraph if self.out.ends_with("<p>") => {
                self.out.truncate(self.out.len() - "<p>".len());
            }
            TagEnd::Paragraph => self.out.push_str("</p>\n"),
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
                self.close_code();
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
                self.close_table_head();
            }
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell if self.in_head => {
                self.head.has_text |= self.out.len() > self.head.cell;
                self.out.push_str("</th>");
            }
            TagEnd::TableCell => self.out.push_str("</td>"),
            _ => {}
        }
    }

    /// A tag inside a line; pictures have text only.
    fn span(&mut self, html: &str) {
        if self.pictures.is_empty() {
            self.out.push_str(html);
        }
    }
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
