//! Raw HTML as the stream meets it: judged, counted, passed on in pieces.

use std::ops::Range;

use pulldown_cmark::CowStr;

use super::run::Run;
use super::{Deep, Event, Problem, Stream};
use crate::document::markdown::html;
use crate::html::{Token, Tokens};

impl<'a> Stream<'a> {
    pub(super) fn extend(&mut self, run: &mut Run<'a>, text: CowStr<'a>, masked: Range<usize>) {
        let text = self.restored(text, &masked);
        let at = self.source.masked.original_range(masked);
        run.push(text, at.start);
    }

    pub(super) fn raw_html(&mut self, run: &Run) {
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
                Token::Close(name) => {
                    let name = name.to_ascii_lowercase();
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
                Token::Open(tag) => {
                    let name = tag.name.to_ascii_lowercase();
                    match html::element(&name) {
                        Some(name) => {
                            let judged = html::judge(name, tag.attributes());
                            for one in judged.removed {
                                let attribute = one.name.to_ascii_lowercase();
                                let problem = Problem::Attribute(name.to_owned(), attribute);
                                self.problems.push((problem, run.source(&one.at)));
                            }
                            let mut element = judged.element;
                            for (_, range) in
                                [&mut element.id, &mut element.link].into_iter().flatten()
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
                    }
                }
            }
        }
    }

    /// Counts how deep elements nest, the way a browser closes some of them by itself.
    fn open_element(&mut self, name: &'static str, at: &Range<usize>) {
        // Nothing from a crossing on is read, so that what is open there need not be known, nor
        // looked through by every end tag.
        if html::is_void(name) || self.crossing.is_some() {
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

    /// Where the content of a `script` or `style` ends: after its end tag where there is one (in a
    /// later event, perhaps), else with the run.
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
