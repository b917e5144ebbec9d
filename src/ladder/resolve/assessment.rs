//! Assessments, and the roles and models they are about.

use super::Resolver;
use crate::diagnostic::{assessment as say, ownership};
use crate::document::front_matter::Own;
use crate::ladder::names::worth_comparing;
use crate::ladder::{Assessment, DocumentId, ModelId, RoleId};
use crate::text::Text;

/// What an assessment can be about.
enum About {
    Role(RoleId),
    Model(ModelId),
}

impl Resolver<'_> {
    pub(super) fn assessment(&mut self, id: DocumentId) -> Assessment {
        let document = &self.documents[id.index()];
        let mut assessment = Assessment {
            id: document.id.clone(),
            document: id,
            title: document.title(),
            roles: Vec::new(),
            models: Vec::new(),
        };
        let Own::Assessment(own) = &document.front.own else {
            return assessment;
        };
        if !own.has_form {
            self.diagnostics.push(say::no_form(document.head()));
        }
        for name in &own.about {
            match self.about(name) {
                Some(About::Role(role)) if !assessment.roles.contains(&role) => {
                    assessment.roles.push(role);
                }
                Some(About::Model(model)) if !assessment.models.contains(&model) => {
                    assessment.models.push(model);
                }
                _ => {}
            }
        }
        assessment
    }

    /// The role or model of a name. `roles/…` and `models/…` tell equal names apart.
    fn about(&mut self, name: &Text) -> Option<About> {
        let (roles, models) = (&self.names.roles, &self.names.models);
        let below = |folder: &str| {
            let rest = name.value.strip_prefix(folder)?;
            Some(name.part(name.value.len() - rest.len()..name.value.len()))
        };
        if let Some(role) = below("roles/") {
            let found = roles.find(&role, self.diagnostics)?;
            return Some(About::Role(RoleId::new(found)));
        }
        if let Some(model) = below("models/") {
            let found = models.find(&model, self.diagnostics)?;
            return Some(About::Model(ModelId::new(found)));
        }
        let (of_roles, of_models) = (roles.claimed(&name.value), models.claimed(&name.value));
        match (of_roles.as_slice(), of_models.as_slice()) {
            ([(only, _)], []) => return Some(About::Role(RoleId::new(*only))),
            ([], [(only, _)]) => return Some(About::Model(ModelId::new(*only))),
            ([], []) => {}
            _ => {
                let forms = of_roles
                    .iter()
                    .map(|(at, span)| (*span, format!("roles/{}", roles.id(*at))));
                let other = of_models
                    .iter()
                    .map(|(at, span)| (*span, format!("models/{}", models.id(*at))));
                let meanings: Vec<_> = forms.chain(other).collect();
                self.diagnostics.push(ownership::ambiguous(name, &meanings));
                return None;
            }
        }
        let draft = roles.draft(&name.value).or(models.draft(&name.value));
        let wrong = if let Some(draft) = draft {
            say::about_a_draft(name, draft)
        } else {
            let count = roles.written().count() + models.written().count();
            let near = worth_comparing(count, self.diagnostics);
            let known = roles.written().chain(models.written()).take(near);
            say::unknown_about(name, known, roles.shown(), models.shown())
        };
        self.diagnostics.push(wrong);
        None
    }
}
