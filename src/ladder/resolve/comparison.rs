//! Comparisons that have a file.

use super::Resolver;
use super::listed::Entry;
use crate::diagnostic::{front_matter, has_errors};
use crate::document::front_matter::{ComparisonText, RowText};
use crate::ladder::names::folded;
use crate::ladder::{Comparison, List, Role, RoleId, compare};

impl Resolver<'_> {
    /// A comparison, unless it does not say of which two roles.
    pub(super) fn comparison(
        &mut self,
        entry: &Entry<ComparisonText>,
        roles: &List<RoleId, Role>,
    ) -> Option<Comparison> {
        let Entry { at, document, own } = *entry;
        let Some((left, right)) = &own.between else {
            // An error in `between` itself has been reported by the parser.
            if !has_errors(&document.diagnostics) {
                let help = "write `between: [TL, EM]`";
                let (what, key) = ("a comparison", "between");
                let missing = front_matter::missing_key(document.head(), what, key, help);
                self.lookups.wrong.push(missing);
            }
            return None;
        };
        let (left_id, right_id) = (self.role_named(left), self.role_named(right));
        let (left_id, right_id) = (left_id?, right_id?);
        if left_id == right_id {
            self.lookups.wrong.push(front_matter::bad_value(
                right.span,
                "a role cannot be compared with itself",
                "name two roles",
            ));
            return None;
        }
        self.check_attributes(own, roles, [left_id, right_id]);
        let names = |id: RoleId| -> Vec<String> {
            let role = &roles[id];
            let names = [Some(&role.title), role.abbr.as_ref(), Some(&role.id)];
            names
                .into_iter()
                .flatten()
                .chain(&role.also)
                .map(|name| folded(name))
                .collect()
        };
        let both = ["both".to_owned(), "shared".to_owned()];
        let sections = compare::sections(document, &names(left_id), &names(right_id), &both);
        Some(Comparison {
            document: at,
            left: left_id,
            right: right_id,
            rows: own.rows.clone(),
            sections,
        })
    }

    /// An `attribute:` row must name an attribute that at least one of the two roles has.
    fn check_attributes(
        &mut self,
        own: &ComparisonText,
        roles: &List<RoleId, Role>,
        pair: [RoleId; 2],
    ) {
        for row in &own.rows {
            let RowText::Attribute(label) = row else {
                continue;
            };
            let known: Vec<&str> = pair
                .iter()
                .flat_map(|id| &roles[*id].attributes)
                .map(|attribute| attribute.label.as_str())
                .collect();
            if !known
                .iter()
                .any(|name| folded(name) == folded(&label.value))
            {
                self.lookups.wrong.push(front_matter::not_one_of(
                    label.span,
                    "attribute",
                    &label.value,
                    &known,
                ));
            }
        }
    }
}
