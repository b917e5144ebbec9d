//! Comparisons that have a file.

use super::listed::Entry;
use super::resolver::Resolver;
use crate::diagnostic::{front_matter, has_errors};
use crate::document::Document;
use crate::document::front_matter::{ComparisonText, RowText};
use crate::ladder::{Comparison, List, Role, RoleId, Section};
use crate::text::fold;

/// A comparison, unless it does not say of which two roles.
pub(super) fn comparison(
    resolver: &mut Resolver<'_>,
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
            resolver.lookups.wrong.push(missing);
        }
        return None;
    };
    let (left_id, right_id) = (resolver.role_named(left), resolver.role_named(right));
    let (left_id, right_id) = (left_id?, right_id?);
    if left_id == right_id {
        resolver.lookups.wrong.push(front_matter::bad_value(
            right.span,
            "a role cannot be compared with itself",
            "name two roles",
        ));
        return None;
    }
    check_attributes(resolver, own, roles, [left_id, right_id]);
    let names = |id: RoleId| -> Vec<String> {
        let role = &roles[id];
        let names = [Some(&role.title), role.abbr.as_ref(), Some(&role.id)];
        names
            .into_iter()
            .flatten()
            .chain(&role.also)
            .map(|name| fold::name(name))
            .collect()
    };
    let both = ["both".to_owned(), "shared".to_owned()];
    let sections = sections(document, &names(left_id), &names(right_id), &both);
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
    resolver: &mut Resolver<'_>,
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
            .any(|name| fold::name(name) == fold::name(&label.value))
        {
            resolver.lookups.wrong.push(front_matter::not_one_of(
                label.span,
                "attribute",
                &label.value,
                &known,
            ));
        }
    }
}

/// The rows that the body of a comparison's file makes.
fn sections(
    document: &Document,
    left: &[String],
    right: &[String],
    both: &[String],
) -> Vec<Section> {
    let headings = &document.outline.headings;
    let mut sections = Vec::new();
    let mut at = 0;
    while at < headings.len() {
        if headings[at].level == 2 {
            let below = headings[at + 1..]
                .iter()
                .take_while(|heading| heading.level > 2)
                .count();
            let find = |names: &[String]| {
                (at + 1..=at + below).find(|index| {
                    headings[*index].level == 3
                        && names.contains(&fold::name(&headings[*index].text))
                })
            };
            let section = Section {
                heading: at,
                left: find(left),
                right: find(right),
                both: find(both),
            };
            if section.left.is_some() || section.right.is_some() || section.both.is_some() {
                sections.push(section);
            }
        }
        at += 1;
    }
    sections
}
