//! Two roles side by side: as data, for every output form.

use std::collections::BTreeSet;

use super::links::Target;
use super::{AreaId, Attribute, ComparisonId, DocumentId, Ladder, RoleId, Subject};
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
                done.areas.extend(self.areas_of(row, comparison.document));
                self.add_written(row, left, right, &mut done, &mut groups);
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
        left: RoleId,
        right: RoleId,
        done: &mut Done,
        groups: &mut Groups,
    ) {
        match row {
            RowText::Sides { left, right } => {
                let cell = |text: &Option<Text>| {
                    text.clone()
                        .map_or(Cell::Empty(Why::NotGiven), Cell::Written)
                };
                let kind = if left.is_some() && right.is_some() {
                    GroupKind::Facing
                } else {
                    GroupKind::OneSide
                };
                done.names
                    .extend(left.iter().chain(right).map(|text| fold::name(&text.value)));
                groups.add(
                    kind,
                    Row::Sides {
                        left: cell(left),
                        right: cell(right),
                    },
                );
            }
            RowText::Both(text) => {
                done.names.insert(fold::name(&text.value));
                groups.add(GroupKind::Shared, Row::Both(Cell::Written(text.clone())));
            }
            RowText::Attribute(label) => {
                done.attributes.insert(fold::name(&label.value));
                groups.add(
                    GroupKind::Attributes,
                    self.attribute(&label.value, left, right),
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
                let Row::Backup { left, right } = self.backup(left, right) else {
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

    /// The areas of the cells of a row.
    fn areas_of(&self, row: &RowText, document: DocumentId) -> impl Iterator<Item = AreaId> {
        let cells: Vec<&Text> = match row {
            RowText::Sides { left, right } => left.iter().chain(right).collect(),
            RowText::Both(text) => vec![text],
            RowText::Attribute(_) | RowText::MutualBackup(_) => Vec::new(),
        };
        cells
            .into_iter()
            .filter_map(move |text| self.area_of_cell(document, text))
    }

    /// The area of a cell: one that is nothing but a link to an area is that area, by
    /// any label.
    pub fn area_of_cell(&self, document: DocumentId, text: &Text) -> Option<AreaId> {
        let inside = text.value.trim().strip_prefix("[[")?.strip_suffix("]]")?;
        let at = self.document(document).cell(text)?;
        let links = self.links[document].cells.get(at)?;
        match links.as_slice() {
            [Target::Page(Subject::Area(area), None)] if !inside.contains(['[', ']']) => {
                Some(*area)
            }
            _ => None,
        }
    }

    /// The areas that either role owns, shares or takes part in by its definition, in the order of
    /// areas. A row of the file says who owns an area, but not in which relations the other takes
    /// part, so that a row of its own says that all the same.
    fn add_areas(&self, left: RoleId, right: RoleId, done: &Done, groups: &mut Groups) {
        let is_done = |area: AreaId| done.areas.contains(&area) || self.is_named(area, &done.names);
        let rows: Vec<(GroupKind, Row)> = self
            .area_ids()
            .filter_map(|area| {
                self.area_row(area, left, right)
                    .filter(|(kind, _)| *kind == GroupKind::TakesPart || !is_done(area))
            })
            .collect();
        for kind in [GroupKind::Shared, GroupKind::OneSide, GroupKind::TakesPart] {
            for (_, row) in rows.iter().filter(|(of, _)| *of == kind) {
                groups.add(kind, row.clone());
            }
        }
    }

    fn area_row(&self, area: AreaId, left: RoleId, right: RoleId) -> Option<(GroupKind, Row)> {
        let part = |role| (self.holds(role, area), self.relations(role, area));
        let (of_left, of_right) = (part(left), part(right));
        let kind = match (of_left, of_right) {
            ((true, _), (true, _)) => {
                return Some((GroupKind::Shared, Row::Both(Cell::Owns(area))));
            }
            ((false, None), (false, None)) => return None,
            ((false, Some(_)), _) | (_, (false, Some(_))) => GroupKind::TakesPart,
            _ => GroupKind::OneSide,
        };
        let cell = |part| match part {
            (true, _) => Cell::Owns(area),
            (false, Some(relations)) => Cell::TakesPart(area, relations),
            (false, None) => Cell::Empty(Why::NotTheirs),
        };
        let (left, right) = (cell(of_left), cell(of_right));
        Some((kind, Row::Sides { left, right }))
    }

    fn add_hats(&self, left: RoleId, right: RoleId, groups: &mut Groups) {
        let hats = |role| self.hats(role).to_vec();
        let (left, right) = (hats(left), hats(right));
        if !(left.is_empty() && right.is_empty()) {
            groups.add(GroupKind::Hats, Row::Hats { left, right });
        }
    }

    /// Whether a role owns or co-owns an area by its definition.
    pub fn holds(&self, role: RoleId, area: AreaId) -> bool {
        let role = self.role(role);
        role.owns.contains(&area) || role.shares.iter().any(|(shared, _)| *shared == area)
    }

    /// In which relations a role takes part in an area by its definition.
    pub fn relations(&self, role: RoleId, area: AreaId) -> Option<Relations> {
        self.role(role)
            .takes_part
            .iter()
            .find(|(of, _)| *of == area)
            .map(|(_, relations)| *relations)
    }

    fn is_named(&self, area: AreaId, names: &BTreeSet<String>) -> bool {
        let area = self.area(area);
        std::iter::once(&area.title)
            .chain(&area.also)
            .any(|name| names.contains(&fold::name(name)))
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

/// What the file's rows have said already.
#[derive(Default)]
struct Done {
    names: BTreeSet<String>,
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
