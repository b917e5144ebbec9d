//! What it takes to put raw HTML in order, counted before anything is rendered.
//!
//! The cleaner repairs what is not nested well as browsers do, and that can cost anything: an
//! element that ends out of order is opened again wherever text follows, so that `<b><i></b>` over
//! and over leaves thousands of elements open; text between the rows of a table moves in front of
//! it, past everything that was there before. No rule about tags finds all of it without refusing
//! honest pages. So the cleaner's own tree builder reads the tags, on a tree that holds nothing and
//! counts the steps.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, ExpandedName, LocalName, QualName, ns};
use pulldown_cmark::{Event as Parsed, Tag as Start, TagEnd as End};

use super::html::{Element, is_void};
use super::stream::Event;

// Work is counted in steps that take about a nanosecond each.

/// Looking at one element that is open.
const LOOK: u64 = 3;
/// An element that the author didn't write, until it is printed. It also takes memory.
const ELEMENT: u64 = 1_000;
/// Comparing the attributes of two elements.
const COMPARISON: u64 = 100;
/// What any text may cost: honest slips are never counted.
const FREE: u64 = 20_000_000;
/// What each byte may cost besides.
const BYTE: u64 = 100;
/// More elements of one name are not open at a time, or others are counted for it.
const MOST_EQUAL: u64 = 128;

/// Elements that are opened again when they were closed out of order.
const FORMATTING: [&str; 9] = ["a", "b", "code", "em", "i", "s", "small", "strong", "u"];

/// Follows a body and counts.
pub(super) struct Repair {
    builder: TreeBuilder<Node, Counter>,
    /// Elements that the author wrote.
    written: u64,
    /// How many formatting elements of each name are open.
    formatting: HashMap<&'static str, u64>,
    /// Work that the tree does not see.
    unseen: u64,
}

impl Repair {
    /// One for a text, unless nothing in it could be a tag.
    pub(super) fn of(text: &str) -> Option<Repair> {
        text.contains('<').then(|| {
            let counter = Counter::default();
            let context = node("div");
            Repair {
                builder: TreeBuilder::new_for_fragment(
                    counter,
                    context,
                    None,
                    TreeBuilderOpts::default(),
                ),
                written: 0,
                formatting: HashMap::new(),
                unseen: 0,
            }
        })
    }

    /// Whether so many bytes of text took more than they may.
    pub(super) fn is_too_much(&self, bytes: usize) -> bool {
        let counter = &self.builder.sink;
        let added = counter.elements.get().saturating_sub(self.written);
        let work = counter.work.get() + self.unseen + added * ELEMENT;
        work > FREE + BYTE * bytes as u64
    }

    pub(super) fn follow(&mut self, event: &Event<'_>) {
        match event {
            Event::Element(element) => self.element(element),
            Event::ElementEnd(name) => self.end(name),
            Event::HtmlText(text) => self.text(text),
            Event::Wiki(_) => self.whole("a"),
            Event::Open(..) => self.start("div", Vec::new()),
            Event::Close(_) => self.end("div"),
            Event::Markdown(event) => self.markdown(event),
            Event::RawHeading(_) | Event::RawHeadingEnd { .. } => {}
        }
    }

    fn markdown(&mut self, event: &Parsed<'_>) {
        match event {
            Parsed::Start(Start::Image { .. }) => self.start("img", Vec::new()),
            Parsed::Start(tag) => self.start(name_of(tag.to_end()), Vec::new()),
            Parsed::End(End::Image) => {}
            Parsed::End(tag) => self.end(name_of(*tag)),
            Parsed::Code(_) => self.whole("code"),
            Parsed::FootnoteReference(_) => self.whole("sup"),
            Parsed::HardBreak => self.start("br", Vec::new()),
            Parsed::Rule => self.start("hr", Vec::new()),
            Parsed::TaskListMarker(_) => self.start("input", Vec::new()),
            Parsed::Text(text) => self.text(text),
            _ => self.text(" "),
        }
    }

    fn element(&mut self, element: &Element) {
        let attribute = |name: &str, value: &str| Attribute {
            name: QualName::new(None, ns!(), LocalName::from(name)),
            value: StrTendril::from_slice(value),
        };
        let plain = element.attributes.iter();
        let plain = plain.map(|(name, value)| attribute(name, value));
        let id = element.id.iter().map(|(id, _)| attribute("id", id));
        let link = element.link.iter().map(|(to, _)| attribute("href", to));
        self.start(element.name, plain.chain(id).chain(link).collect());
    }

    fn whole(&mut self, name: &'static str) {
        self.start(name, Vec::new());
        self.text("x");
        self.end(name);
    }

    fn start(&mut self, name: &'static str, attributes: Vec<Attribute>) {
        self.written += 1;
        if FORMATTING.contains(&name) {
            let open = self.formatting.entry(name).or_default();
            self.unseen += COMPARISON * *open;
            *open = (*open + 1).min(MOST_EQUAL);
        }
        self.tag(TagKind::StartTag, name, attributes);
    }

    fn end(&mut self, name: &'static str) {
        if is_void(name) {
            return;
        }
        if let Some(open) = self.formatting.get_mut(name) {
            *open = open.saturating_sub(1);
        }
        self.tag(TagKind::EndTag, name, Vec::new());
    }

    fn tag(&self, kind: TagKind, name: &str, attrs: Vec<Attribute>) {
        let tag = Tag {
            kind,
            name: LocalName::from(name),
            self_closing: false,
            attrs,
            had_duplicate_attributes: false,
        };
        let _ = self.builder.process_token(Token::TagToken(tag), 1);
    }

    /// All that counts of a text is whether it is blank.
    fn text(&self, text: &str) {
        let is_blank = text.bytes().all(|byte| byte.is_ascii_whitespace());
        let text = StrTendril::from_slice(if is_blank { " " } else { "x" });
        let _ = self.builder.process_token(Token::CharacterTokens(text), 1);
    }
}

/// The element that Markdown of this kind becomes.
fn name_of(tag: End) -> &'static str {
    match tag {
        End::Paragraph => "p",
        End::Heading(_) => "h2",
        End::BlockQuote(_) => "blockquote",
        End::CodeBlock => "pre",
        End::List(_) => "ul",
        End::Item | End::FootnoteDefinition => "li",
        End::DefinitionList => "dl",
        End::DefinitionListTitle => "dt",
        End::DefinitionListDefinition => "dd",
        End::Table => "table",
        End::TableHead | End::TableRow => "tr",
        End::TableCell => "td",
        End::Emphasis => "em",
        End::Strong => "strong",
        End::Strikethrough => "del",
        End::Superscript => "sup",
        End::Subscript => "sub",
        End::Link => "a",
        End::Image => "img",
        End::HtmlBlock | End::MetadataBlock(_) => "div",
    }
}

type Node = Rc<Known>;

/// How many elements an element holds, known to them as well.
type Siblings = Rc<Cell<u64>>;

struct Known {
    name: QualName,
    children: RefCell<Siblings>,
    among: RefCell<Option<Siblings>>,
}

fn node(name: &str) -> Node {
    named(QualName::new(None, ns!(html), LocalName::from(name)))
}

fn named(name: QualName) -> Node {
    Rc::new(Known {
        name,
        children: RefCell::default(),
        among: RefCell::default(),
    })
}

/// A tree that counts what is done to it.
struct Counter {
    document: Node,
    work: Cell<u64>,
    elements: Cell<u64>,
}

impl Default for Counter {
    fn default() -> Counter {
        Counter {
            document: node(""),
            work: Cell::default(),
            elements: Cell::default(),
        }
    }
}

impl Counter {
    fn count(&self, work: u64) {
        self.work.set(self.work.get() + work);
    }

    fn add(child: &Node, siblings: &Siblings) {
        siblings.set(siblings.get() + 1);
        child.among.replace(Some(Rc::clone(siblings)));
    }
}

impl TreeSink for Counter {
    type Handle = Node;
    type Output = ();
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) {}

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Node {
        Rc::clone(&self.document)
    }

    fn elem_name<'a>(&'a self, target: &'a Node) -> ExpandedName<'a> {
        self.count(LOOK);
        target.name.expanded()
    }

    fn create_element(&self, name: QualName, _: Vec<Attribute>, _: ElementFlags) -> Node {
        self.elements.set(self.elements.get() + 1);
        named(name)
    }

    fn create_comment(&self, _: StrTendril) -> Node {
        node("")
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Node {
        node("")
    }

    fn append(&self, parent: &Node, child: NodeOrText<Node>) {
        if let NodeOrText::AppendNode(child) = child {
            Counter::add(&child, &parent.children.borrow());
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &Node,
        prev_element: &Node,
        child: NodeOrText<Node>,
    ) {
        if element.among.borrow().is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(prev_element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Node) -> Node {
        Rc::clone(target)
    }

    fn same_node(&self, x: &Node, y: &Node) -> bool {
        self.count(LOOK);
        Rc::ptr_eq(x, y)
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    /// The cleaner looks for the place among all siblings.
    fn append_before_sibling(&self, sibling: &Node, new_node: NodeOrText<Node>) {
        let Some(siblings) = sibling.among.borrow().clone() else {
            return;
        };
        self.count(LOOK * siblings.get());
        if let NodeOrText::AppendNode(child) = new_node {
            self.remove_from_parent(&child);
            Counter::add(&child, &siblings);
        }
    }

    fn add_attrs_if_missing(&self, _: &Node, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &Node) {
        if let Some(siblings) = target.among.take() {
            self.count(LOOK * siblings.get());
            siblings.set(siblings.get().saturating_sub(1));
        }
    }

    fn reparent_children(&self, node: &Node, new_parent: &Node) {
        let children = node.children.take();
        self.count(LOOK * children.get());
        new_parent.children.replace(children);
    }
}
