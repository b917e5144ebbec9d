//! The rows of two roles side by side as plain text with their data: what JSON and CSV both show.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use crate::document::outline::Heading;
use crate::document::range::Range;
use crate::ladder::compare::{self, GroupKind, Standing, Why};
use crate::ladder::pairs::Pair;
use crate::ladder::{self, DocumentId, RoleId, Section};
use crate::page::{Desk, prose};
use crate::phrase::group_name;
use crate::text::Text;
use crate::words::key;

/// A row of a comparison.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Row<'a> {
    /// What it has in common with its neighbours, as themes know it.
    #[serde(serialize_with = "named")]
    pub(super) group: GroupKind,
    /// What it is about, where that is not in its cells.
    pub(super) label: Option<&'a str>,
    /// Whether it is one cell across both columns.
    pub(super) both: bool,
    /// The left cell, or the one across both.
    pub(super) left: Cell<'a>,
    /// The right cell; none where the left one goes across both.
    pub(super) right: Option<Cell<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Cell<'a> {
    /// What it is: `written`, `owns`, `takes-part`, `hats`, `attribute`, `backup`, `section`,
    /// `empty`.
    pub(super) kind: &'static str,
    /// What is there, without markup; why it is empty where nothing does.
    pub(super) text: String,
    area: Option<&'a str>,
    /// What the role definitions say of the area beside the author's words, where they say more or something else.
    defined: Option<String>,
    /// In which relations its role takes part in the area of the row, and the first of them.
    relations: Vec<&'static str>,
    relation: Option<&'static str>,
    /// The hats its role wears.
    hats: Vec<&'a str>,
    /// The condition of a backup, in the author's words.
    when: Option<&'a str>,
    /// The numbers of an attribute that is a range.
    range: Option<Percent>,
}

/// A range in percent.
#[derive(Serialize)]
pub(super) struct Percent {
    #[serde(serialize_with = "tenths")]
    low: u16,
    #[serde(serialize_with = "tenths")]
    high: u16,
    /// Written with `~`.
    about: bool,
}

impl From<Range> for Percent {
    fn from(range: Range) -> Percent {
        let Range { low, high, about } = range;
        Percent { low, high, about }
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn named<S: Serializer>(group: &GroupKind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(group_name(*group))
}

/// Tenths of a percent as percent: `30`, and `12.5` only where there is a fraction.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn tenths<S: Serializer>(tenths: &u16, serializer: S) -> Result<S::Ok, S::Error> {
    if tenths.is_multiple_of(10) {
        serializer.serialize_u16(tenths / 10)
    } else {
        serializer.serialize_f64(f64::from(*tenths) / 10.0)
    }
}

/// The rows of a pair, in the order of its page.
pub(super) fn rows<'a>(
    desk: &Desk<'a>,
    comparison: &'a compare::RoleComparison,
    pair: Pair,
) -> Vec<Row<'a>> {
    let ladder = desk.ladder;
    let file = pair.file.map(|id| &ladder.comparisons[id]);
    let sections = file.map_or(&[][..], |file| &file.sections);
    let written = Written {
        desk,
        sides: (comparison.left, comparison.right),
        document: file.map(|file| file.document),
        texts: match file {
            Some(file) if !sections.is_empty() => {
                prose::part_texts(desk, file.document).into_iter().collect()
            }
            _ => BTreeMap::new(),
        },
        headings: file.map_or(&[], |file| &ladder.document(file.document).outline.headings),
    };
    let mut rows = Vec::new();
    for group in &comparison.groups {
        for row in &group.rows {
            match row {
                compare::Row::Section(index) => {
                    if let Some(section) = sections.get(*index) {
                        rows.extend(written.section(group.kind, section));
                    }
                }
                row => rows.extend(written.row(group.kind, row)),
            }
        }
    }
    rows
}

/// What the cells of one comparison are written from.
struct Written<'d, 'a> {
    desk: &'d Desk<'a>,
    sides: (RoleId, RoleId),
    document: Option<DocumentId>,
    /// The text below each heading of the document, by the heading's place.
    texts: BTreeMap<usize, String>,
    headings: &'a [Heading],
}

impl<'a> Written<'_, 'a> {
    /// A row that is no section.
    fn row(&self, group: GroupKind, row: &'a compare::Row) -> Option<Row<'a>> {
        let sides = |label, left, right| {
            Some(Row {
                group,
                label,
                both: false,
                left,
                right: Some(right),
            })
        };
        let (left_role, right_role) = self.sides;
        match row {
            compare::Row::Sides { left, right } => sides(None, self.cell(left), self.cell(right)),
            compare::Row::Both(cell) => Some(Row {
                group,
                label: None,
                both: true,
                left: self.cell(cell),
                right: None,
            }),
            compare::Row::Attribute { label, left, right } => sides(
                Some(label.as_str()),
                self.attribute(left.as_ref()),
                self.attribute(right.as_ref()),
            ),
            compare::Row::Hats { left, right } => sides(None, self.hats(left), self.hats(right)),
            compare::Row::Backup { left, right } => sides(
                None,
                self.standing(left, right_role),
                self.standing(right, left_role),
            ),
            compare::Row::Section(_) => None,
        }
    }

    fn cell(&self, cell: &'a compare::Cell) -> Cell<'a> {
        let ladder = &self.desk.ladder;
        match cell {
            compare::Cell::Written(text) => Cell::new("written", self.text(text)),
            compare::Cell::Named(text, area, defined) => {
                let (left, right) = self.sides;
                Cell {
                    area: Some(&ladder.area(*area).id),
                    defined: self.desk.phrase.defined(defined, [left, right]),
                    ..Cell::new("written", self.text(text))
                }
            }
            compare::Cell::Owns(area) => {
                let area = ladder.area(*area);
                Cell {
                    area: Some(&area.id),
                    ..Cell::new("owns", area.title.clone())
                }
            }
            compare::Cell::TakesPart(area, relations) => {
                let area = ladder.area(*area);
                let word = self.desk.phrase.relations(*relations);
                Cell {
                    area: Some(&area.id),
                    relations: relations.names().collect(),
                    relation: relations.names().next(),
                    ..Cell::new("takes-part", format!("{} ({word})", area.title))
                }
            }
            compare::Cell::Empty(why) => self.empty(*why),
        }
    }

    fn text(&self, text: &Text) -> String {
        let inline = |id| prose::inline_text(self.desk, id, text);
        self.document.map_or_else(|| text.value.clone(), inline)
    }

    fn empty(&self, why: Why) -> Cell<'a> {
        Cell::new("empty", self.desk.phrase.why_empty(why).to_owned())
    }

    fn hats(&self, hats: &[RoleId]) -> Cell<'a> {
        if hats.is_empty() {
            return Cell::new(
                "empty",
                self.desk.words.get(key!("why_empty_no_hat")).to_owned(),
            );
        }
        let hats = || hats.iter().map(|hat| self.desk.ladder.role(*hat));
        let titles: Vec<&str> = hats().map(|hat| hat.title.as_str()).collect();
        Cell {
            hats: hats().map(|hat| hat.id.as_str()).collect(),
            ..Cell::new("hats", titles.join(", "))
        }
    }

    fn attribute(&self, attribute: Option<&ladder::Attribute>) -> Cell<'a> {
        attribute.map_or_else(
            || self.empty(Why::NotGiven),
            |attribute| Cell {
                range: attribute.range.map(Percent::from),
                ..Cell::new("attribute", attribute.text.clone())
            },
        )
    }

    fn standing(&self, standing: &'a Standing, other: RoleId) -> Cell<'a> {
        let text = self.desk.phrase.standing(standing, other);
        match standing {
            Standing::No => Cell::new("empty", text),
            Standing::Yes => Cell::new("backup", text),
            Standing::When(when) => Cell {
                when: Some(when),
                ..Cell::new("backup", text)
            },
        }
    }

    /// A section has a row for its two sides, one across both, or one of each.
    fn section(&self, group: GroupKind, section: &Section) -> impl Iterator<Item = Row<'a>> {
        let label = self
            .headings
            .get(section.heading)
            .map(|heading| heading.text.as_str());
        let cell = |heading: Option<usize>| {
            heading
                .and_then(|heading| self.texts.get(&heading))
                .map_or_else(
                    || self.empty(Why::NotGiven),
                    |text| Cell::new("section", text.clone()),
                )
        };
        let sides = (section.left.is_some() || section.right.is_some()).then(|| Row {
            group,
            label,
            both: false,
            left: cell(section.left),
            right: Some(cell(section.right)),
        });
        let both = section.both.is_some().then(|| Row {
            group,
            label,
            both: true,
            left: cell(section.both),
            right: None,
        });
        sides.into_iter().chain(both)
    }
}

impl Cell<'_> {
    fn new(kind: &'static str, text: String) -> Self {
        Cell {
            kind,
            text,
            area: None,
            defined: None,
            relations: Vec::new(),
            relation: None,
            hats: Vec::new(),
            when: None,
            range: None,
        }
    }
}
