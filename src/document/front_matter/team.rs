//! The keys of a team.

use super::common::Written;
use super::role::read_seniority;
use crate::document::tag::{self, Tag};
use crate::span::Spanned;
use crate::text::Text;
use crate::value::fields::Fields;
use crate::value::keys::{self, Keys};
use crate::value::{Entry, Node, Value};

/// A team as written.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamText {
    /// Other names.
    pub also: Vec<Text>,
    /// The layer of the organization that it is.
    pub scope: Option<Text>,
    /// The team that it belongs to.
    pub parent: Option<Text>,
    /// The operating model that it follows, where that is not its parent's.
    pub model: Option<Text>,
    /// Where it departs from the model: areas with who holds them here.
    pub overrides: Vec<(Text, Tag)>,
    /// The role that says what is expected of whom.
    pub expectations_by: Option<Text>,
    /// What shapes it, by label.
    pub attributes: Vec<(Text, Text)>,
    /// Who has which role.
    pub people: Vec<PersonText>,
}

/// Somebody in a team.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonText {
    /// The role, by any of its names.
    pub role: Text,
    /// The name.
    pub name: Text,
    /// How senior, where that is not as the role says.
    pub seniority: Option<Spanned<u8>>,
}

impl Written for TeamText {
    const KEYS: &'static Keys = &keys::TEAM;

    fn read(fields: &mut Fields<'_>) -> TeamText {
        TeamText {
            also: fields.short_texts("also"),
            scope: fields.short_text("scope"),
            parent: fields.short_text("parent"),
            model: fields.short_text("model"),
            overrides: tag::read_map(fields, "overrides"),
            expectations_by: fields.short_text("expectations-by"),
            attributes: fields.text_map("attributes"),
            people: read_people(fields),
        }
    }

    fn inline_texts(&self) -> Vec<&Text> {
        Vec::new()
    }

    fn other_names(&self) -> (Option<&Text>, &[Text]) {
        (None, &self.also)
    }
}

/// Who has which role: a name, a name with a seniority, or several of these.
fn read_people(fields: &mut Fields<'_>) -> Vec<PersonText> {
    let mut people = Vec::new();
    for Entry { key: role, value } in fields.map("people") {
        if value.value == Value::Empty && fields.is_commented(&role) {
            continue;
        }
        for item in value.items() {
            people.extend(read_person(fields, &role, item));
        }
    }
    people
}

fn read_person(fields: &mut Fields<'_>, role: &Text, node: Node) -> Option<PersonText> {
    let (name, seniority) = match node.value {
        Value::Text(text) => (fields.short(&role.value, text), None),
        Value::Map(entries) => {
            let mut fields = fields.nested(&keys::PERSON, node.span, entries);
            let help = "write `{name: Ada Example, seniority: 5}`, or the name alone";
            fields.requires("name", help);
            let person = (fields.short_text("name"), read_seniority(&mut fields));
            fields.finish();
            person
        }
        other => {
            let expected = "a name, or `{name, seniority}`";
            fields.wrong(&role.value, node.span, expected, fields.describe(&other));
            return None;
        }
    };
    Some(PersonText {
        role: role.clone(),
        name: name?,
        seniority,
    })
}
