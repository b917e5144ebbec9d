//! The rows of a comparison, cell by cell.

use std::fmt::Write;

use serde::Serialize;

use crate::document::outline::Heading;
use crate::ladder::compare::{Cell, Row, Standing};
use crate::ladder::{Attribute, DocumentId, RoleId, Section};
use crate::markdown::{Part, Parts};
use crate::page::desk::Desk;
use crate::page::html::Html;
use crate::page::link::Link;
use crate::page::{bars, chips, claims, prose};
use crate::plan::route::Url;
use crate::text::Text;
use crate::words::key;

/// A row.
#[derive(Clone, Debug, Serialize)]
pub struct PairRow {
    /// `sides` or `both`.
    pub form: &'static str,
    /// What the row is about, where that is not in its cells: an attribute, a section.
    pub label: Option<String>,
    /// The place of the label on the page, where links may lead to it.
    pub id: Option<String>,
    /// The left cell, or the one across both.
    pub left: PairCell,
    /// The right cell; empty text where the left one goes across both.
    pub right: PairCell,
}

/// A cell.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PairCell {
    /// `owns` (a coloured edge), `takes-part`, `empty`, `plain`, `intro` (the words before the parts of a section).
    pub state: &'static str,
    /// What stands there, for `owns`, `takes-part` and `plain`.
    pub html: Html,
    /// The area meant, where the cell is one.
    pub area: Option<Link>,
    /// A small word beside it: the relation, how it is shared.
    pub tag: Option<String>,
    /// What the role definitions say of the area that the author's words name, where they say more or something else.
    pub defined: Option<String>,
    /// Why the cell is empty.
    pub why: Option<String>,
    /// The bar of a range.
    pub bar: Option<bars::Bar>,
    /// The roles that the cell speaks of: hats, the role that is stood in for.
    pub chips: Vec<chips::Chip>,
    /// Where sources disagree about the area: its claims.
    pub disputed: Option<Url>,
}

/// The body of a comparison's file, cut at its headings.
pub(super) struct Cut<'a> {
    pub(super) parts: Parts,
    pub(super) sections: &'a [Section],
    /// The document's headings, by whose ids the parts are found.
    pub(super) headings: &'a [Heading],
}

impl Cut<'_> {
    /// The part under a heading, by the heading's place in the document.
    fn part(&self, heading: usize) -> Option<&Part> {
        let id = &self.headings.get(heading)?.id;
        self.parts.parts.iter().find(|part| part.id == *id)
    }

    /// What belongs to no row: the text before the first heading, the other sections, the footnotes.
    pub(super) fn prose(&self) -> Html {
        let in_row = |part: &Part| {
            let rows = self
                .sections
                .iter()
                .flat_map(|row| [Some(row.heading), row.left, row.right, row.both]);
            rows.flatten()
                .any(|heading| self.headings[heading].id == part.id)
        };
        let mut html = self.parts.lead.clone();
        for part in self.parts.parts.iter().filter(|part| !in_row(part)) {
            let _ = write!(
                html,
                "<h{0} id=\"{1}\">{2}</h{0}>\n{3}",
                part.level, part.id, part.heading, part.html
            );
        }
        html.push_str(&self.parts.footnotes);
        Html(html)
    }
}

pub(crate) fn rows(
    desk: &Desk<'_>,
    row: &Row,
    (left, right): (RoleId, RoleId),
    document: Option<DocumentId>,
    cut: Option<&Cut<'_>>,
) -> Vec<PairRow> {
    let sides = |label: Option<String>, left: PairCell, right: PairCell| PairRow {
        form: "sides",
        label,
        id: None,
        left,
        right,
    };
    if let Row::Section(index) = row {
        return cut
            .map(|cut| section_rows(desk, *index, cut))
            .unwrap_or_default();
    }
    vec![match row {
        Row::Sides {
            left: of_left,
            right: of_right,
        } => sides(
            None,
            cell(desk, of_left, document, [left, right]),
            cell(desk, of_right, document, [left, right]),
        ),
        Row::Both(both) => {
            let mut left = cell(desk, both, document, [left, right]);
            left.state = "owns";
            PairRow {
                form: "both",
                label: None,
                id: None,
                left,
                right: PairCell::default(),
            }
        }
        Row::Attribute { label, left, right } => sides(
            Some(label.clone()),
            attribute(desk, left.as_ref()),
            attribute(desk, right.as_ref()),
        ),
        Row::Hats { left, right } => sides(None, hats(desk, left), hats(desk, right)),
        Row::Backup {
            left: of_left,
            right: of_right,
        } => sides(
            None,
            backup(desk, of_left, right),
            backup(desk, of_right, left),
        ),
        Row::Section(_) => return Vec::new(),
    }]
}

fn cell(desk: &Desk<'_>, cell: &Cell, document: Option<DocumentId>, pair: [RoleId; 2]) -> PairCell {
    let written = |text: &Text| PairCell {
        state: "owns",
        html: document
            .map(|id| prose::inline(desk, id, text))
            .unwrap_or_default(),
        ..PairCell::default()
    };
    match cell {
        Cell::Written(text) => written(text),
        Cell::Named(text, area, defined) => PairCell {
            disputed: claims::disputed(desk, *area),
            defined: desk.phrase.defined(defined, pair),
            ..written(text)
        },
        Cell::Owns(area) => PairCell {
            state: "owns",
            area: Some(desk.area_link(*area)),
            disputed: claims::disputed(desk, *area),
            ..PairCell::default()
        },
        Cell::TakesPart(area, relations) => PairCell {
            // Whoever is accountable answers for it, in whatever group the row stands.
            state: if relations.make_an_owner() {
                "owns"
            } else {
                "takes-part"
            },
            area: Some(desk.area_link(*area)),
            tag: Some(desk.phrase.relations(*relations)),
            ..PairCell::default()
        },
        Cell::Empty(why) => empty(desk.phrase.why_empty(*why)),
    }
}

fn hats(desk: &Desk<'_>, hats: &[RoleId]) -> PairCell {
    if hats.is_empty() {
        return empty(desk.words.get(key!("why_empty_no_hat")));
    }
    PairCell {
        state: "plain",
        chips: chips::chips(desk, hats.iter().copied()),
        ..PairCell::default()
    }
}

fn attribute(desk: &Desk<'_>, attribute: Option<&Attribute>) -> PairCell {
    let Some(attribute) = attribute else {
        return empty(desk.words.get(key!("why_empty_not_given")));
    };
    PairCell {
        state: "plain",
        html: Html::escaped(&attribute.text),
        bar: attribute.range.map(|range| bars::bar(desk, range)),
        ..PairCell::default()
    }
}

fn backup(desk: &Desk<'_>, standing: &Standing, other: RoleId) -> PairCell {
    let text = desk.phrase.standing(standing, other);
    match standing {
        Standing::No => empty(&text),
        Standing::Yes | Standing::When(_) => PairCell {
            state: "plain",
            html: Html::escaped(&text),
            chips: vec![chips::chip(desk, other)],
            ..PairCell::default()
        },
    }
}

/// The rows of a section: what is said before its parts, the two sides, and below them what is written for both.
fn section_rows(desk: &Desk<'_>, index: usize, cut: &Cut<'_>) -> Vec<PairRow> {
    let Some(section) = cut.sections.get(index) else {
        return Vec::new();
    };
    let cell = |heading: Option<usize>| {
        let part = heading.and_then(|heading| cut.part(heading));
        part.map_or_else(
            || empty(desk.words.get(key!("why_empty_not_given"))),
            |part| {
                // The heading itself is the column's; links to it lead to what stands below it.
                let Html(id) = Html::escaped(&part.id);
                let html = Html(format!("<div id=\"{id}\">{}</div>", part.html));
                PairCell {
                    state: "plain",
                    html,
                    ..PairCell::default()
                }
            },
        )
    };
    let heading = cut.part(section.heading);
    let (mut label, mut id) = (
        heading.map(|part| part.text.clone()),
        heading.map(|part| part.id.clone()),
    );
    let mut rows = Vec::new();
    let intro = heading.map_or("", |part| part.html.trim());
    if !intro.is_empty() {
        let left = PairCell {
            state: "intro",
            html: Html(intro.to_owned()),
            ..PairCell::default()
        };
        rows.push(PairRow {
            form: "both",
            label: label.take(),
            id: id.take(),
            left,
            right: PairCell::default(),
        });
    }
    if section.left.is_some() || section.right.is_some() {
        let (left, right) = (cell(section.left), cell(section.right));
        rows.push(PairRow {
            form: "sides",
            label: label.take(),
            id: id.take(),
            left,
            right,
        });
    }
    if section.both.is_some() {
        let left = cell(section.both);
        rows.push(PairRow {
            form: "both",
            label,
            id,
            left,
            right: PairCell::default(),
        });
    }
    rows
}

/// A cell with nothing in it but why.
fn empty(why: &str) -> PairCell {
    PairCell {
        state: "empty",
        why: Some(why.to_owned()),
        ..PairCell::default()
    }
}
