//! Headings, containers, code, tables.

use std::fmt::Write as _;

use pulldown_cmark::{Alignment, CodeBlockKind, CowStr};

use super::Writer;
use crate::document::markdown::{Kind, RESERVED};
use crate::markdown::escape;
use crate::markdown::page::{CUT_LEVELS, Part};

impl Writer<'_> {
    pub(super) fn open_heading(&mut self, level: u8, classes: &[CowStr]) {
        if self.dropped.is_some() {
            return;
        }
        // Its own paragraph-like depth is already counted.
        let top = self.depth == 1;
        if let Some(cut) = &mut self.cut
            && level <= CUT_LEVELS
            && top
        {
            cut.in_heading = true;
            self.end_part();
            let heading = self.heading();
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
        if let Some(heading) = self.heading() {
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

    pub(super) fn close_heading(&mut self) {
        if self.dropped.is_some() {
            return self.drop_title();
        }
        let heading = self.heading();
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
    pub(super) fn end_part(&mut self) {
        let Some(cut) = &mut self.cut else { return };
        let html = self.out.split_off(cut.start);
        match cut.parts.parts.last_mut() {
            Some(part) => part.html = html,
            None => cut.parts.lead = html,
        }
        cut.start = self.out.len();
    }

    pub(super) fn open_container(&mut self, kind: Kind, title: &str) {
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
        self.block("<aside class=\"lb-note");
        if kind != Kind::Note {
            self.out.push_str(" lb-");
            self.out.push_str(kind.name());
        }
        self.out
            .push_str("\" role=\"note\">\n<p class=\"lb-note-title\">");
        escape::text(&mut self.out, title);
        self.out.push_str("</p>\n");
    }

    pub(super) fn close_container(&mut self, kind: Kind) {
        self.block(if kind == Kind::Details {
            "</details>\n"
        } else {
            "</aside>\n"
        });
    }

    pub(super) fn open_code(&mut self, kind: &CodeBlockKind) {
        let info = match kind {
            CodeBlockKind::Fenced(info) => info,
            CodeBlockKind::Indented => "",
        };
        let (language, title) = code_info(info);
        self.is_titled = title.is_some();
        if let Some(title) = title {
            self.block("<figure class=\"lb-file\">\n<figcaption>");
            escape::text(&mut self.out, title);
            self.out.push_str("</figcaption>\n");
        }
        self.block("<pre tabindex=\"0\"><code");
        if !language.is_empty() {
            self.out.push_str(" class=\"language-");
            escape::text(&mut self.out, language);
            self.out.push('"');
        }
        self.out.push('>');
    }

    pub(super) fn close_code(&mut self) {
        self.out.push_str("</code></pre>\n");
        if self.is_titled {
            self.out.push_str("</figure>\n");
        }
    }

    pub(super) fn open_table(&mut self, alignments: Vec<Alignment>) {
        self.alignments = alignments;
        self.tables += 1;
        self.block("<div class=\"lb-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
        escape::text(&mut self.out, &self.page.words.table);
        let _ = writeln!(self.out, " {}\">", self.tables);
        self.out.push_str("<table>\n");
    }

    pub(super) fn open_table_head(&mut self) {
        self.in_head = true;
        self.column = 0;
        self.head.start = self.out.len();
        self.head.has_text = false;
        self.out.push_str("<thead>\n<tr>");
    }

    pub(super) fn close_table_head(&mut self) {
        self.in_head = false;
        if self.head.has_text {
            self.out.push_str("</tr>\n</thead>\n");
        } else {
            // Markdown has no table without a head, so authors leave it empty: then it is not
            // written.
            self.out.truncate(self.head.start);
        }
        self.out.push_str("<tbody>\n");
    }

    pub(super) fn open_table_cell(&mut self) {
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
        self.head.cell = self.out.len();
    }
}

/// The language of a fenced block, and its title: ```` ```yaml title="book.toml" ````, as other
/// generators have it. Anything else there is for other tools.
fn code_info(info: &str) -> (&str, Option<&str>) {
    let language = info
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '{'))
        .next()
        .unwrap_or_default();
    let title = info
        .match_indices(TITLE)
        .filter(|(at, _)| {
            info[..*at].ends_with(|c: char| c.is_whitespace() || c == '{') || *at == 0
        })
        .find_map(|(at, sign)| {
            let value = &info[at + sign.len()..];
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            value[1..].split_once(quote).map(|(title, _)| title.trim())
        })
        .filter(|title| !title.is_empty());
    let is_language = !language.starts_with(TITLE);
    (if is_language { language } else { "" }, title)
}

/// Begins the title of a fenced block.
const TITLE: &str = "title=";

fn heading_digit(level: u8, lower: u8) -> char {
    char::from(b'0' + level.saturating_add(lower).clamp(1, 6))
}
