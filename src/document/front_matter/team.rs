//! The keys of a team.

use super::common::Written;
use super::role::read_seniority;
use crate::diagnostic::team as say;
use crate::document::tag::{self, Tag};
use crate::span::{Span, Spanned};
use crate::text::{Text, fold};
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
    /// Where the teams below it depart from their models.
    pub overrides_below: Vec<(Text, Tag)>,
    /// The role that says what is expected of whom.
    pub expectations_by: Option<Text>,
    /// What shapes it, by label.
    pub attributes: Vec<(Text, Text)>,
    /// Who has which role.
    pub people: Vec<PersonText>,
    /// The roles that no one has.
    pub open: Vec<(Text, Seat)>,
}

/// Why no one has a role, in the words that are kept for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat {
    /// The seat waits for someone.
    Vacant,
    /// There is no such seat any more.
    Former,
}

impl Seat {
    const WORDS: [(&'static str, Seat); 2] = [("vacant", Seat::Vacant), ("former", Seat::Former)];

    /// The word, in capital letters or not.
    fn find(name: &str) -> Option<Seat> {
        let name = fold::name(name);
        let mut words = Seat::WORDS.into_iter();
        words.find(|(word, _)| *word == name).map(|(_, seat)| seat)
    }
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
        let (people, open) = read_people(fields);
        TeamText {
            also: fields.short_texts("also"),
            scope: fields.short_text("scope"),
            parent: fields.short_text("parent"),
            model: fields.short_text("model"),
            overrides: tag::read_map(fields, "overrides"),
            overrides_below: tag::read_map(fields, "overrides-below"),
            expectations_by: fields.short_text("expectations-by"),
            attributes: fields.text_map("attributes"),
            people,
            open,
        }
    }

    fn inline_texts(&self) -> Vec<&Text> {
        Vec::new()
    }

    fn other_names(&self) -> (Option<&Text>, &[Text]) {
        (None, &self.also)
    }
}

/// Who has which role: a name, a name with a seniority, or several of these; and the roles that no
/// one has.
fn read_people(fields: &mut Fields<'_>) -> (Vec<PersonText>, Vec<(Text, Seat)>) {
    let (mut people, mut open) = (Vec::new(), Vec::new());
    for Entry { key: role, value } in fields.map("people") {
        if value.value == Value::Empty && fields.is_commented(&role) {
            continue;
        }
        let mut seats: Vec<(Seat, Span)> = Vec::new();
        let before = people.len();
        for item in value.items() {
            if let Value::Text(text) = &item.value
                && let Some(seat) = Seat::find(&text.value)
            {
                seats.push((seat, text.span));
            } else {
                people.extend(read_person(fields, &role, item));
            }
        }
        let is_filled = people.len() > before;
        let former = seats.iter().find(|(seat, _)| *seat == Seat::Former);
        if let Some((_, at)) = former
            && (is_filled || seats.len() > 1)
        {
            fields
                .diagnostics
                .push(say::former_and_not(*at, &role.value));
        } else if let Some((seat, _)) = seats.first()
            && !is_filled
        {
            open.push((role, *seat));
        }
    }
    (people, open)
}

fn read_person(fields: &mut Fields<'_>, role: &Text, node: Node) -> Option<PersonText> {
    let (name, seniority) = match node.value {
        Value::Text(text) => (fields.short(&role.value, text), None),
        Value::Map(entries) => {
            let mut fields = fields.nested(&keys::PERSON, node.span, entries);
            let help = "write `{name: Ada Example, seniority: 5}`, or the name alone";
            fields.requires("name", help);
            let person = (fields.short_text("name"), read_seniority(&mut fields));
            if let Some(name) = person
                .0
                .as_ref()
                .filter(|name| Seat::find(&name.value).is_some())
            {
                let kept = say::kept_for_open_seats(name.span, &role.value, &name.value);
                fields.diagnostics.push(kept);
            }
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
