//! Looks through an SVG for anything that makes it more than a picture.
//!
//! An SVG opened by its own address is a document of our site: a script in it would run there. It
//! is therefore an error, not something to clean away: a picture with a script in it was made by a
//! broken tool or with intentions. Browsers read SVG as XML and stop at the first
//! mistake, so what is no XML is an error too, and nothing is hidden after it.
//!
//! All of this only holds if the browser reads the same characters. Chromium takes the encoding
//! from anything that begins with `<?xml`, by searching for the word in it, and in some encodings
//! an escape turns what follows, such as `<!--`, into letters. So nothing may begin with `<?xml`
//! but an XML declaration in the one form that all parsers read alike, and escapes are forbidden.

mod declaration;
mod drawn;
mod elsewhere;

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};

use self::declaration::{Declared, declared};
use self::drawn::Drawn;
use self::elsewhere::{addresses_of_css, css_problem, is_harmless_link, is_within};
use crate::diagnostic::{Diagnostic, files as say, links};
use crate::html::address_in_svg;
use crate::source::SourceFile;
use crate::span::Span;

/// More of them in one picture would not help anybody.
const MOST: usize = 100;

/// Elements that run, embed or load something, in any namespace.
const UNSAFE_ELEMENTS: &str = "audio base button embed foreignobject form frame handler iframe \
                               input link listener meta object script source textarea track \
                               video";

/// What is wrong with the text of an SVG file.
pub(super) fn check(file: &SourceFile, text: &str) -> Vec<Diagnostic> {
    let mut scan = Scan {
        file,
        text,
        style: None,
        drawn: Drawn::default(),
        has_root: false,
        diagnostics: Vec::new(),
    };
    scan.run();
    scan.diagnostics
}

struct Scan<'a> {
    file: &'a SourceFile,
    text: &'a str,
    style: Option<Style>,
    drawn: Drawn,
    has_root: bool,
    diagnostics: Vec<Diagnostic>,
}

struct Style {
    /// Its text, pieced together from between comments and elements.
    css: String,
    start: usize,
    /// Open elements, the style sheet's own included.
    depth: usize,
}

impl Scan<'_> {
    fn run(&mut self) {
        self.characters();
        let text = self.text.strip_prefix('\u{feff}').unwrap_or(self.text);
        let skipped = self.text.len() - text.len();
        if text.starts_with('\u{feff}') {
            // The reader would pass over it; to a browser it is text, and text is no XML here.
            self.malformed(skipped..skipped + '\u{feff}'.len_utf8());
            return;
        }
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.check_comments = true;
        config.allow_dangling_amp = false;
        let place = |position: u64| skipped + usize::try_from(position).unwrap_or(usize::MAX);
        while self.diagnostics.len() < MOST {
            let start = place(reader.buffer_position());
            let event = match reader.read_event() {
                Ok(Event::Eof) => break,
                Ok(event) => event,
                Err(_) => {
                    let at = place(reader.error_position());
                    self.malformed(at..at + 1);
                    return;
                }
            };
            let end = place(reader.buffer_position());
            if matches!(event, Event::Decl(_) | Event::PI(_)) {
                self.instruction(start, end, start == skipped);
            } else {
                self.event(&event, start, end);
            }
        }
        if let Some(at) = self.drawn.too_much() {
            let what = "draws more than 1,000,000 elements by references to references";
            self.form(at, what);
        }
        if !self.has_root && self.diagnostics.is_empty() {
            self.no_svg(0..0);
        }
    }

    /// Every character that XML forbids.
    fn characters(&mut self) {
        let text = self.text;
        let forbidden = text.char_indices().filter(|(_, c)| {
            matches!(c, '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
                && !matches!(c, '\t' | '\n' | '\r')
        });
        for (at, c) in forbidden.take(MOST) {
            let what = format!("holds U+{:04X}, a character that XML forbids", u32::from(c));
            self.form(at..at + c.len_utf8(), &what);
        }
    }

    /// The XML declaration, or a processing instruction. All that a browser might take for the
    /// declaration has to be one.
    fn instruction(&mut self, start: usize, end: usize, is_first: bool) {
        const OPEN: &str = "<?xml";
        let written = &self.text[start..end];
        let Some(open) = written.get(..OPEN.len()) else {
            return;
        };
        if !open.eq_ignore_ascii_case(OPEN) {
            return;
        }
        let rest = &written[OPEN.len()..];
        let is_declaration = open == OPEN && rest.starts_with([' ', '\t', '\n', '\r', '?']);
        let what = if rest.to_ascii_lowercase().starts_with("-stylesheet") {
            "takes a style sheet from elsewhere"
        } else if !is_declaration {
            "has an instruction with a name that XML keeps for itself"
        } else if !is_first {
            "has something before its XML declaration"
        } else {
            match declared(rest) {
                Declared::Plain => return,
                Declared::OtherEncoding => "names an encoding other than UTF-8",
                Declared::OtherForm => "has an XML declaration in an unusual form",
            }
        };
        self.form(start..end, what);
    }

    fn event(&mut self, event: &Event<'_>, start: usize, end: usize) {
        match event {
            Event::Start(element) => {
                self.element(element, start);
                match &mut self.style {
                    Some(style) => style.depth += 1,
                    None if is_style(element) => {
                        self.style = Some(Style {
                            css: String::new(),
                            start: end,
                            depth: 1,
                        });
                    }
                    None => {}
                }
            }
            Event::Empty(element) => {
                self.element(element, start);
                self.drawn.leave();
            }
            Event::End(_) => {
                self.drawn.leave();
                if let Some(mut style) = self.style.take() {
                    style.depth -= 1;
                    if style.depth == 0 {
                        self.css(&style.css, style.start..start);
                    } else {
                        self.style = Some(style);
                    }
                }
            }
            Event::Text(text) => self.add_css(text),
            Event::CData(text) => self.add_css(text),
            Event::GeneralRef(name) => {
                let written = format!("&{};", &**name);
                match unescape(&written) {
                    Ok(text) => self.add_css(&text),
                    Err(_) => self.malformed(start..end),
                }
            }
            // What a document declares itself can stand for anything, anywhere.
            Event::DocType(doctype) if doctype.contains('[') => {
                self.form(start..end, "declares entities of its own");
            }
            Event::DocType(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Eof => {}
        }
    }

    fn add_css(&mut self, text: &str) {
        if let Some(style) = &mut self.style {
            style.css.push_str(text);
        }
    }

    fn element(&mut self, element: &BytesStart<'_>, start: usize) {
        self.drawn.enter();
        let name = element.local_name().into_inner().to_lowercase();
        let written = element.name().into_inner();
        let at = start + 1..start + 1 + written.len();
        if !self.has_root {
            self.has_root = true;
            if name != "svg" {
                self.no_svg(at);
                return;
            }
        }
        if UNSAFE_ELEMENTS.split(' ').any(|known| known == name) {
            self.holds(at, &format!("<{written}>"));
        }
        for attribute in element.attributes() {
            let Ok(attribute) = attribute else {
                self.malformed(start..start + 1 + element.len());
                return;
            };
            self.attribute(&name, element, &attribute, start + 1);
        }
    }

    /// `start` is where the text of the element is in the file.
    fn attribute(
        &mut self,
        element: &str,
        within: &BytesStart<'_>,
        attribute: &Attribute<'_>,
        start: usize,
    ) {
        let written = attribute.key.into_inner();
        let from = start + offset_in(within, written);
        let at = from..from + written.len();
        let Ok(value) = unescape(&attribute.value) else {
            self.malformed(at);
            return;
        };
        let name = attribute.key.local_name().into_inner().to_lowercase();
        if name.starts_with("on") && name.len() > 2 {
            self.holds(at, &format!("{written}="));
        } else if name == "attributename" {
            // An animation that sets an address or a handler.
            let target = value
                .trim()
                .rsplit(':')
                .next()
                .unwrap_or_default()
                .to_lowercase();
            if target.starts_with("on") || address_in_svg(&target).is_some() {
                self.holds(at, &format!("{written}={}", value.trim()));
            }
        } else if written.starts_with("xmlns") {
            // A name that looks like an address.
        } else if address_in_svg(&name).is_some() {
            self.drawn.refers(&value, &at);
            let fine = if element == "a" && name == "href" {
                is_harmless_link(&value)
            } else {
                is_within(&value)
            };
            if !fine {
                self.holds(at, &format!("{written}={}", value.trim()));
            }
        } else if let Some(what) = css_problem(&value) {
            self.holds(at, &what);
        } else if name == "id" {
            self.drawn.has_id(&value);
        } else {
            for address in addresses_of_css(&value) {
                self.drawn.refers(&address, &at);
            }
        }
    }

    fn css(&mut self, css: &str, place: Range<usize>) {
        if let Some(what) = css_problem(css) {
            // Points at the word where the file spells it as it was understood, else at the style
            // sheet.
            let word = what.split('(').next().unwrap_or(&what);
            let raw = self.text.get(place.clone()).unwrap_or_default();
            let at = match raw.to_ascii_lowercase().find(&word.to_ascii_lowercase()) {
                Some(found) => place.start + found..place.start + found + word.len(),
                None => place,
            };
            self.holds(at, &what);
        }
    }

    fn holds(&mut self, at: Range<usize>, what: &str) {
        self.diagnostics
            .push(links::unsafe_svg(self.span(at), what));
    }

    fn form(&mut self, at: Range<usize>, what: &str) {
        self.diagnostics.push(say::unsafe_form(self.span(at), what));
    }

    fn malformed(&mut self, at: Range<usize>) {
        self.diagnostics.push(say::malformed_svg(self.span(at)));
    }

    fn no_svg(&mut self, at: Range<usize>) {
        let what = "something else than an SVG picture";
        self.diagnostics.push(links::wrong_asset_type(
            self.span(at),
            self.file.path(),
            what,
        ));
    }

    fn span(&self, at: Range<usize>) -> Span {
        Span::new(self.file.id(), self.text, at)
    }
}

fn is_style(element: &BytesStart<'_>) -> bool {
    element
        .local_name()
        .into_inner()
        .eq_ignore_ascii_case("style")
}

/// The place of a part in its text; `part` was cut out of `whole`.
fn offset_in(whole: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize)
}
