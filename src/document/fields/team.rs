//! The values that teams and pairings have: names by scope, people by role, a seniority.

use super::{Fields, describe};
use crate::diagnostic::Severity;
use crate::diagnostic::{front_matter as say, team as team_say};
use crate::document::front_matter::PersonText;
use crate::document::yaml::{Entry, Node, Value};
use crate::span::Spanned;
use crate::text::Text;

/// The highest seniority there is.
const MOST_SENIOR: u8 = 20;

impl Fields<'_> {
    /// How senior: a whole number that is comparable over roles.
    pub(in crate::document) fn seniority(&mut self) -> Option<Spanned<u8>> {
        let text = self.text("seniority")?;
        let number = text.value.parse().ok().filter(|number| {
            (1..=MOST_SENIOR).contains(number) && !text.value.starts_with(['0', '+'])
        });
        if number.is_none() {
            self.diagnostics
                .push(team_say::bad_seniority(text.span, MOST_SENIOR));
        }
        Some(Spanned::new(number?, text.span))
    }

    /// Names, each below the scope it holds at: a list has none, a mapping has a scope for one name or several.
    pub(in crate::document) fn names_by_scope(
        &mut self,
        key: &'static str,
    ) -> Vec<(Option<Text>, Text)> {
        let Some(node) = self.take(key) else {
            return Vec::new();
        };
        let Value::Map(entries) = node.value else {
            return self
                .texts_of(key, node)
                .into_iter()
                .map(|name| (None, name))
                .collect();
        };
        let mut names = Vec::new();
        for Entry { key: scope, value } in entries {
            if value.value == Value::Empty && self.is_commented(&scope) {
                continue;
            }
            let at_scope = self.texts_of(key, value);
            names.extend(at_scope.into_iter().map(|name| (Some(scope.clone()), name)));
        }
        names
    }

    /// Short texts of a value: of a list its items, else the value itself.
    fn texts_of(&mut self, key: &'static str, node: Node) -> Vec<Text> {
        let items = match node.value {
            Value::List(items) => items,
            _ => vec![node],
        };
        items
            .into_iter()
            .filter_map(|item| {
                let text = self.as_item(key, item)?;
                self.short(key, text)
            })
            .collect()
    }

    /// Who has which role: a name, a name with a seniority, or several of these.
    pub(in crate::document) fn people(&mut self, key: &'static str) -> Vec<PersonText> {
        let mut people = Vec::new();
        for Entry { key: role, value } in self.map(key) {
            let items = match value.value {
                Value::List(items) => items,
                Value::Empty if self.is_commented(&role) => continue,
                _ => vec![value],
            };
            for item in items {
                people.extend(self.person(&role, item));
            }
        }
        people
    }

    fn person(&mut self, role: &Text, node: Node) -> Option<PersonText> {
        let (name, seniority) = match node.value {
            Value::Text(text) => (self.short(&role.value, text), None),
            Value::Map(entries) => {
                let mut fields = Fields::new(
                    "a person",
                    entries,
                    self.text,
                    self.limits,
                    self.diagnostics,
                );
                let is_named = fields.has("name");
                let person = (fields.short_text("name"), fields.seniority());
                fields.finish(Severity::Error);
                if !is_named {
                    let help = "write `{name: Ada Example, seniority: 5}`, or the name alone";
                    self.diagnostics
                        .push(say::missing_key(node.span, "a person", "name", help));
                }
                person
            }
            other => {
                let expected = "a name, or `{name, seniority}`";
                self.wrong(&role.value, node.span, expected, describe(&other));
                return None;
            }
        };
        Some(PersonText {
            role: role.clone(),
            name: name?,
            seniority,
        })
    }
}
