//! What is about a role or a model, read from that end.

use super::{Id, Ladder, List, ModelId, RoleId, Subject};
use crate::kinds::Kind;

/// Those of a kind that say they are about a thing, in the order of lists.
#[must_use]
pub fn about(ladder: &Ladder, kind: Kind, thing: Subject) -> Vec<Subject> {
    match kind {
        Kind::Assessment => those(&ladder.assessments, thing, |it| (&it.roles, &it.models)),
        // What these say of roles and models is relations of their own.
        Kind::Role
        | Kind::Area
        | Kind::Model
        | Kind::Team
        | Kind::Track
        | Kind::Axis
        | Kind::Source
        | Kind::Comparison
        | Kind::Glossary
        | Kind::Guide => Vec::new(),
    }
}

fn those<I: Id + Into<Subject>, T>(
    list: &List<I, T>,
    thing: Subject,
    of: impl Fn(&T) -> (&[RoleId], &[ModelId]),
) -> Vec<Subject> {
    let is_about = |it: &T| {
        let (roles, models) = of(it);
        match thing {
            Subject::Role(id) => roles.contains(&id),
            Subject::Model(id) => models.contains(&id),
            _ => false,
        }
    };
    let found = list.pairs().filter(|(_, it)| is_about(it));
    found.map(|(id, _)| id.into()).collect()
}
