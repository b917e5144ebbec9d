//! Assessments, and the roles and models they are about.

use super::about::about;
use super::listed::{Entries, Entry};
use super::resolver::Resolver;
use crate::diagnostic::assessment as say;
use crate::document::front_matter::AssessmentText;
use crate::ladder::{Assessment, AssessmentId, List};

pub(super) fn assessments(
    resolver: &mut Resolver<'_>,
    entries: &Entries<AssessmentId, AssessmentText>,
) -> List<AssessmentId, Assessment> {
    entries
        .iter()
        .map(|entry| assessment(resolver, entry))
        .collect()
}

fn assessment(resolver: &mut Resolver<'_>, entry: &Entry<AssessmentText>) -> Assessment {
    let Entry { at, document, own } = *entry;
    if !own.has_form {
        let no_form = say::no_form(document.head());
        resolver.lookups.wrong.push(no_form);
    }
    let (roles, models) = about(resolver, &own.about);
    Assessment {
        id: document.id.clone(),
        document: at,
        title: document.title(),
        roles,
        models,
        form: own.form.clone(),
    }
}
