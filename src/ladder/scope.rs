//! Scopes: the layers of the organization, an ordered vocabulary of the settings.

use super::ScopeId;
use super::names::Lookups;
use crate::diagnostic::ownership::{self as say, Named};
use crate::text::Text;
use crate::text::fold;

/// What the settings say of scopes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scopes {
    /// Their names, from the smallest to the largest.
    pub order: Vec<String>,
    /// How many steps of seniority two roles that lead together may be apart.
    pub parity: u8,
}

impl Default for Scopes {
    fn default() -> Scopes {
        Scopes {
            order: Vec::new(),
            parity: 1,
        }
    }
}

impl Scopes {
    /// The scope of this name, or a diagnostic.
    pub(super) fn find(&self, name: &Text, lookups: &mut Lookups) -> Option<ScopeId> {
        let key = fold::name(&name.value);
        let at = self.order.iter().position(|scope| fold::name(scope) == key);
        if at.is_none() {
            let known = self.order.iter().map(String::as_str);
            lookups.miss(say::unknown_name(Named::Scope, name, known.clone(), known));
        }
        at.map(ScopeId::new)
    }
}
