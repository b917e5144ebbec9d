//! The roles and models that a file says it is `for`.

use super::resolver::Resolver;
use crate::diagnostic::{Diagnostic, assessment as say, ownership};
use crate::ladder::names::worth_comparing;
use crate::ladder::{ModelId, RoleId};
use crate::span::Span;
use crate::text::Text;

enum About {
    Role(RoleId),
    Model(ModelId),
}

/// What the names mean, each once, in the author's order.
pub(super) fn about(resolver: &mut Resolver<'_>, names: &[Text]) -> (Vec<RoleId>, Vec<ModelId>) {
    let (mut roles, mut models) = (Vec::new(), Vec::new());
    for name in names {
        match role_or_model(resolver, name) {
            Some(About::Role(role)) if !roles.contains(&role) => roles.push(role),
            Some(About::Model(model)) if !models.contains(&model) => models.push(model),
            _ => {}
        }
    }
    (roles, models)
}

/// The role or model of a name. `roles/…` and `models/…` tell equal names apart.
fn role_or_model(resolver: &mut Resolver<'_>, name: &Text) -> Option<About> {
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
