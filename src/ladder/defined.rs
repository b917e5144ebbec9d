//! What the definitions of two roles say of an area, and of what a comparison's file says of it.

use super::links::Target;
use super::{AreaId, DocumentId, Ladder, RoleId, Subject};
use crate::document::front_matter::RowText;
use crate::document::tag::Relations;
use crate::text::Text;

/// What the definitions of the two roles say of an area that a row of the file names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Defined {
    /// Whether the row gives it to the same of the two.
    pub agrees: bool,
    pub left: Stake,
    pub right: Stake,
}

/// What a role has to do with an area by its definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stake {
    Holds,
    TakesPart(Relations),
    None,
}

impl Stake {
    /// Whether it answers for the area.
    pub fn holds(self) -> bool {
        match self {
            Stake::Holds => true,
            Stake::TakesPart(relations) => relations.make_an_owner(),
            Stake::None => false,
        }
    }
}

impl Ladder {
    /// The areas that the cells of a row name, each with its text and which of the two it is given to.
    pub(super) fn named_in<'r>(
        &self,
        document: DocumentId,
        row: &'r RowText,
    ) -> Vec<(&'r Text, AreaId, [bool; 2])> {
        let cells: Vec<(&Text, [bool; 2])> = match row {
            RowText::Sides { left, right } => {
                let left = left.iter().map(|text| (text, [true, false]));
                left.chain(right.iter().map(|text| (text, [false, true])))
                    .collect()
            }
            RowText::Both(text) => vec![(text, [true, true])],
            RowText::Attribute(_) | RowText::MutualBackup(_) => Vec::new(),
        };
        let named = cells.into_iter();
        named
            .filter_map(|(text, given)| Some((text, self.area_named(document, text)?, given)))
            .collect()
    }

    /// The area that a cell names: by a link that is all of it, or by one of its names.
    pub(super) fn area_named(&self, document: DocumentId, text: &Text) -> Option<AreaId> {
        self.area_of_cell(document, text).or_else(|| {
            let named = self.names.areas.all(&text.value);
            <[AreaId; 1]>::try_from(named).ok().map(|[area]| area)
        })
    }

    /// What two definitions say of an area that a row gives to these of the two.
    pub(super) fn defined(
        &self,
        area: AreaId,
        [left, right]: [RoleId; 2],
        given: [bool; 2],
    ) -> Defined {
        let (left, right) = (self.stake(left, area), self.stake(right, area));
        // Of an area that no definition gives to a role, they say nothing.
        let is_open = self.owners(area).is_empty() && self.sharers(area).is_empty();
        Defined {
            agrees: is_open || [left, right].map(Stake::holds) == given,
            left,
            right,
        }
    }

    pub(super) fn stake(&self, role: RoleId, area: AreaId) -> Stake {
        if self.holds(role, area) {
            return Stake::Holds;
        }
        self.relations(role, area)
            .map_or(Stake::None, Stake::TakesPart)
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
}
