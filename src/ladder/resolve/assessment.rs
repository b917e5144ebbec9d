//! Assessments, and the roles and models they are about.

use super::listed::{Entries, Entry};
use super::resolver::Resolver;
use crate::diagnostic::{Diagnostic, assessment as say, ownership};
use crate::document::front_matter::AssessmentText;
use crate::ladder::names::worth_comparing;
use crate::ladder::{Assessment, AssessmentId, List, ModelId, RoleId};
use crate::span::Span;
use crate::text::Text;

/// What an assessment can be about.
enum About {
    Role(RoleId),
    Model(ModelId),
}

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
    let (mut roles, mut models) = (Vec::new(), Vec::new());
    for name in &own.about {
        match about(resolver, name) {
            Some(About::Role(role)) if !roles.contains(&role) => roles.push(role),
            Some(About::Model(model)) if !models.contains(&model) => models.push(model),
            _ => {}
        }
    }
    Assessment {
        id: document.id.clone(),
        document: at,
        title: document.title(),
        roles,
        models,
        form: own.form.clone(),
    }
}

/// The role or model of a name. `roles/…` and `models/…` tell equal names apart.
fn about(resolver: &mut Resolver<'_>, name: &Text) -> Option<About> {
    let (roles, models) = (&resolver.names.roles, &resolver.names.models);
    let below = |folder: &str| {
        let rest = name.value.strip_prefix(folder)?;
        Some(name.part(name.value.len() - rest.len()..name.value.len()))
    };
    if let Some(role) = below("roles/") {
        return roles.find(&role, &mut resolver.lookups).map(About::Role);
    }
    if let Some(model) = below("models/") {
        return models.find(&model, &mut resolver.lookups).map(About::Model);
    }
    let of_roles: Vec<(RoleId, Span)> = roles.claimed(&name.value).collect();
    let of_models: Vec<(ModelId, Span)> = models.claimed(&name.value).collect();
    let wrong = match (of_roles.as_slice(), of_models.as_slice()) {
        ([_], []) => return roles.find(name, &mut resolver.lookups).map(About::Role),
        ([], [_]) => return models.find(name, &mut resolver.lookups).map(About::Model),
        ([], []) => unknown_about(resolver, name),
        _ => {
            let forms = of_roles
                .iter()
                .map(|(id, span)| (*span, format!("roles/{}", roles.id(*id))));
            let other = of_models
                .iter()
                .map(|(id, span)| (*span, format!("models/{}", models.id(*id))));
            let meanings: Vec<_> = forms.chain(other).collect();
            ownership::ambiguous(name, &meanings)
        }
    };
    resolver.lookups.miss(wrong);
    None
}

fn unknown_about(resolver: &Resolver<'_>, name: &Text) -> Diagnostic {
    let (roles, models) = (&resolver.names.roles, &resolver.names.models);
    if let Some(draft) = roles.draft(&name.value).or(models.draft(&name.value)) {
        return say::about_a_draft(name, draft);
    }
    let count = roles.written().count() + models.written().count();
    let near = worth_comparing(count, resolver.lookups.wrong.len());
    let known = roles.written().chain(models.written()).take(near);
    say::unknown_about(name, known, roles.shown(), models.shown())
}
