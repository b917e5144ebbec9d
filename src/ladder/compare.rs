//! Two roles side by side: as data, for every output form.

use std::collections::BTreeSet;

use super::defined::{Defined, Stake};
use super::{AreaId, Attribute, ComparisonId, DocumentId, Ladder, RoleId};
use crate::document::front_matter::RowText;
use crate::document::tag::Relations;
use crate::text::Text;
use crate::text::fold;

#[derive(Clone, Debug, PartialEq)]
pub struct RoleComparison {
    pub left: RoleId,
    pub right: RoleId,
    pub file: Option<ComparisonId>,
    pub groups: Vec<Group>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// What they have in common.
    pub kind: GroupKind,
    /// At least one.
    pub rows: Vec<Row>,
}

/// What the rows of a group have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupKind {
    Facing,
    Shared,
    /// Held by one of them.
    OneSide,
    /// Taken part in by one of them at least, without owning.
    TakesPart,
    Hats,
    Attributes,
    /// Standing in for each other.
    Backup,
    /// Long cells, from the body of the file.
    Sections,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    Sides {
        left: Cell,
        right: Cell,
    },
    Both(Cell),
    Attribute {
        /// What it is about.
        label: String,
        left: Option<Attribute>,
        right: Option<Attribute>,
    },
    Hats {
        left: Vec<RoleId>,
        right: Vec<RoleId>,
    },
    Backup {
        /// The left role for the right one.
        left: Standing,
        /// The right role for the left one.
        right: Standing,
    },
    /// A section of the body, by its place in [`super::Comparison::sections`].
    Section(usize),
}

/// Whether a role stands in for another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    No,
    Yes,
    /// It does under a condition, in the author's words.
    When(String),
}

#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Inline Markdown of the comparison's file.
    Written(Text),
    /// The same where it names an area, with what the role definitions say of that.
    Named(Text, AreaId, Defined),
    Owns(AreaId),
    /// An area that the role takes part in.
    TakesPart(AreaId, Relations),
    Empty(Why),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The role's definition does not name the area.
    NotTheirs,
    /// The file gives only the other side.
    NotGiven,
}

impl Ladder {
    /// Two roles side by side: first the rows of the file that tunes the pair, then what the data
    /// adds.
    pub fn compare(
        &self,
        left: RoleId,
        right: RoleId,
        file: Option<ComparisonId>,
    ) -> RoleComparison {
        let mut groups = Groups::default();
        let mut done = Done::default();
        if let Some(id) = file {
            let comparison = &self.comparisons[id];
            for row in &comparison.rows {
                done.areas.extend(
                    self.named_in(comparison.document, row)
                        .into_iter()
                        .map(|(_, area, _)| area),
                );
                self.add_written(
                    row,
                    comparison.document,
                    [left, right],
                    &mut done,
                    &mut groups,
                );
            }
            for index in 0..comparison.sections.len() {
                groups.add(GroupKind::Sections, Row::Section(index));
            }
        }
        self.add_areas(left, right, &done, &mut groups);
        self.add_hats(left, right, &mut groups);
        self.add_attributes(left, right, &done, &mut groups);
        if !done.backup {
            let row = self.backup(left, right);
            if row
                != (Row::Backup {
                    left: Standing::No,
                    right: Standing::No,
                })
            {
                groups.add(GroupKind::Backup, row);
            }
        }
        RoleComparison {
            left,
            right,
            file,
            groups: groups.0,
        }
    }

    fn add_written(
        &self,
        row: &RowText,
        document: DocumentId,
        pair: [RoleId; 2],
        done: &mut Done,
        groups: &mut Groups,
    ) {
        let cell = |text: &Text, given: [bool; 2]| match self.area_named(document, text) {
            Some(area) => Cell::Named(text.clone(), area, self.defined(area, pair, given)),
            None => Cell::Written(text.clone()),
        };
        let [left_role, right_role] = pair;
        match row {
            RowText::Sides { left, right } => {
                let side = |text: &Option<Text>, given| {
                    let written = text.as_ref().map(|text| cell(text, given));
                    written.unwrap_or(Cell::Empty(Why::NotGiven))
                };
                let kind = if left.is_some() && right.is_some() {
                    GroupKind::Facing
                } else {
                    GroupKind::OneSide
                };
                let (left, right) = (side(left, [true, false]), side(right, [false, true]));
                groups.add(kind, Row::Sides { left, right });
            }
            RowText::Both(text) => {
                groups.add(GroupKind::Shared, Row::Both(cell(text, [true, true])));
            }
            RowText::Attribute(label) => {
                done.attributes.insert(fold::name(&label.value));
                groups.add(
                    GroupKind::Attributes,
                    self.attribute(&label.value, left_role, right_role),
                );
            }
            RowText::MutualBackup(_) => {
                done.backup = true;
                let standing = |standing| {
                    if standing == Standing::No {
                        Standing::Yes
                    } else {
                        standing
                    }
                };
                let Row::Backup { left, right } = self.backup(left_role, right_role) else {
                    return;
                };
                groups.add(
                    GroupKind::Backup,
                    Row::Backup {
                        left: standing(left),
                        right: standing(right),
                    },
                );
            }
        }
    }

    /// The areas that either role owns, shares or takes part in by its definition, in the order of
    /// areas. One that a row of the file names is in that row, with all that is said of it.
    fn add_areas(&self, left: RoleId, right: RoleId, done: &Done, groups: &mut Groups) {
        let rows: Vec<(GroupKind, Row)> = self
            .area_ids()
            .filter(|area| !done.areas.contains(area))
            .filter_map(|area| self.area_row(area, left, right))
            .collect();
        for kind in [GroupKind::Shared, GroupKind::OneSide, GroupKind::TakesPart] {
            for (_, row) in rows.iter().filter(|(of, _)| *of == kind) {
                groups.add(kind, row.clone());
            }
        }
    }

    fn area_row(&self, area: AreaId, left: RoleId, right: RoleId) -> Option<(GroupKind, Row)> {
        let (left, right) = (self.stake(left, area), self.stake(right, area));
        let kind = match (left, right) {
            (Stake::Holds, Stake::Holds) => {
                return Some((GroupKind::Shared, Row::Both(Cell::Owns(area))));
            }
            (Stake::None, Stake::None) => return None,
            (Stake::TakesPart(_), _) | (_, Stake::TakesPart(_)) => GroupKind::TakesPart,
            _ => GroupKind::OneSide,
        };
        let cell = |part| match part {
            Stake::Holds => Cell::Owns(area),
            Stake::TakesPart(relations) => Cell::TakesPart(area, relations),
            Stake::None => Cell::Empty(Why::NotTheirs),
        };
        let (left, right) = (cell(left), cell(right));
        Some((kind, Row::Sides { left, right }))
    }

    fn add_hats(&self, left: RoleId, right: RoleId, groups: &mut Groups) {
        let hats = |role| self.hats(role).to_vec();
        let (left, right) = (hats(left), hats(right));
        if !(left.is_empty() && right.is_empty()) {
            groups.add(GroupKind::Hats, Row::Hats { left, right });
        }
    }

    fn add_attributes(&self, left: RoleId, right: RoleId, done: &Done, groups: &mut Groups) {
        let mut seen = done.attributes.clone();
        for attribute in self
            .role(left)
            .attributes
            .iter()
            .chain(&self.role(right).attributes)
        {
            if seen.insert(fold::name(&attribute.label)) {
                groups.add(
                    GroupKind::Attributes,
                    self.attribute(&attribute.label, left, right),
                );
            }
        }
    }

    fn attribute(&self, label: &str, left: RoleId, right: RoleId) -> Row {
        let key = fold::name(label);
        let of = |role: RoleId| {
            self.role(role)
                .attributes
                .iter()
                .find(|attribute| fold::name(&attribute.label) == key)
                .cloned()
        };
        let (left, right) = (of(left), of(right));
        let label = left
            .as_ref()
            .or(right.as_ref())
            .map_or_else(|| label.to_owned(), |attribute| attribute.label.clone());
        Row::Attribute { label, left, right }
    }

    fn backup(&self, left: RoleId, right: RoleId) -> Row {
        let standing = |role: RoleId, other: RoleId| {
            self.role(role)
                .backs_up
                .iter()
                .find(|(of, _)| *of == other)
                .map_or(Standing::No, |(_, when)| {
                    when.clone().map_or(Standing::Yes, Standing::When)
                })
        };
        Row::Backup {
            left: standing(left, right),
            right: standing(right, left),
        }
    }
}

impl RoleComparison {
    /// How many of its rows give an area to the left role alone, to the right one alone, to both.
    pub fn counts(&self) -> [usize; 3] {
        let mut counts = [0; 3];
        let is_area = |cell: &Cell| match cell {
            Cell::Named(..) | Cell::Owns(_) => true,
            Cell::TakesPart(_, relations) => relations.make_an_owner(),
            Cell::Written(_) | Cell::Empty(_) => false,
        };
        for row in self.groups.iter().flat_map(|group| &group.rows) {
            match row {
                Row::Both(cell) => counts[2] += usize::from(is_area(cell)),
                Row::Sides { left, right } => {
                    counts[0] += usize::from(is_area(left));
                    counts[1] += usize::from(is_area(right));
                }
                _ => {}
            }
        }
        counts
    }
}

/// What the file's rows have said already.
#[derive(Default)]
struct Done {
    areas: BTreeSet<AreaId>,
    attributes: BTreeSet<String>,
    backup: bool,
}

/// Groups in the order of their rows: a row of another kind than the last opens a new group.
#[derive(Default)]
struct Groups(Vec<Group>);

impl Groups {
    fn add(&mut self, kind: GroupKind, row: Row) {
        match self.0.last_mut() {
            Some(group) if group.kind == kind => group.rows.push(row),
            _ => self.0.push(Group {
                kind,
                rows: vec![row],
            }),
        }
    }
}
