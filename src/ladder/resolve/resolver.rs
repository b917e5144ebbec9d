//! What every kind is resolved with: the names of all the others, and the list of what is wrong.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::front_matter;
use crate::ladder::names::{Lookups, NameTable};
use crate::ladder::{AreaId, DocumentId, Id, Names, RoleId, ScopeId, Scopes, Subject};
use crate::span::Span;
use crate::text::Text;

/// Looks names up, and keeps what comes to light.
pub(super) struct Resolver<'a> {
    pub(super) names: &'a Names,
    pub(super) scopes: &'a Scopes,
    /// Titles of roles, folded, that cannot be written in an ownership tag.
    pub(super) titles_not_in_tags: BTreeMap<String, RoleId>,
    pub(super) lookups: Lookups,
    /// Documents of which something could not be found.
    pub(super) unsure: BTreeSet<DocumentId>,
}

impl Resolver<'_> {
    /// Resolves something of a document, and notes whether all of it was found.
    pub(super) fn noting_misses<T>(
        &mut self,
        of: DocumentId,
        resolve: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let before = self.lookups.missed;
        let resolved = resolve(self);
        if self.lookups.missed > before {
            self.unsure.insert(of);
        }
        resolved
    }

    pub(super) fn role_named(&mut self, name: &Text) -> Option<RoleId> {
        self.names.roles.find(name, &mut self.lookups)
    }

    pub(super) fn roles_named<'t>(
        &mut self,
        names: impl IntoIterator<Item = &'t Text>,
    ) -> Vec<RoleId> {
        self.names.roles.find_all(names, &mut self.lookups)
    }

    pub(super) fn area_named(&mut self, name: &Text) -> Option<AreaId> {
        self.names.areas.find(name, &mut self.lookups)
    }

    /// The thing of a name, unless the same file has named it already, by any name.
    pub(super) fn once<I: Id + Into<Subject>>(
        &mut self,
        names: &NameTable<I>,
        name: &Text,
        said: &mut BTreeMap<I, Span>,
    ) -> Option<I> {
        let found = names.find(name, &mut self.lookups)?;
        if let Some(first) = said.get(&found) {
            let what = format!("`{}`", names.id(found));
            let again = front_matter::said_already(name.span, &what, *first);
            self.lookups.wrong.push(again);
            return None;
        }
        said.insert(found, name.span);
        Some(found)
    }

    pub(super) fn scope_named(&mut self, name: &Text) -> Option<ScopeId> {
        self.scopes.find(name, &mut self.lookups)
    }
}

/// A text as the domain keeps it: without its place.
pub(super) fn plain(text: &Text) -> String {
    text.value.clone()
}
