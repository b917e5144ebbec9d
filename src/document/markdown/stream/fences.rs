//! `:::` lines as the stream meets them: opened, closed, left open.

use std::ops::Range;

use pulldown_cmark::{Event as Parsed, Tag, TagEnd};

use super::{Deep, Event, Open, Problem, Stream};

impl Stream<'_> {
    pub(super) fn fence(&mut self, index: usize) {
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
        if let Some(kind) = opener.kind {
            let title = &body[opener.title.clone()];
            self.queue.push_back((Event::Open(kind, title), at));
        } else {
            let name = body[opener.name.clone()].to_owned();
            self.problems
                .push((Problem::UnknownKind(name), opener.name.clone()));
            self.plain_paragraph(at);
        }
    }

    /// Closes the containers from this one on, which their author left open.
    pub(super) fn close_above(&mut self, keep: usize) {
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
}
