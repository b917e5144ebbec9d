//! The keys of a role.

use super::common::Written;
use crate::diagnostic::team as say;
use crate::document::tag::{Relations, read_relations};
use crate::span::Spanned;
use crate::text::Text;
use crate::value::fields::Fields;
use crate::value::keys::{self, Keys};
use crate::value::{Entry, Node, Value};

/// A role as written.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleText {
    /// Abbreviation.
    pub abbr: Option<Text>,
    /// Other names.
    pub also: Vec<Text>,
    /// What it looks at, in a word.
    pub focus: Option<Text>,
    /// Which questions it answers.
    pub answers: Vec<Spanned<Question>>,
    /// Job, hat or group.
    pub kind: RoleKind,
    /// How many there are.
    pub how_many: Option<Text>,
    /// Its manager's role.
    pub reports_to: Option<Text>,
    /// Who wears this hat.
    pub worn_by: Vec<Text>,
    /// The layer of the organization where it works.
    pub scope: Option<Text>,
    /// How senior it is.
    pub seniority: Option<Spanned<u8>>,
    /// The roles it leads together with, each with the scope where it is said.
    pub pairs_with: Vec<(Option<Text>, Text)>,
    /// The larger role it is a part of.
    pub subset_of: Option<Text>,
    /// The roles it combines.
    pub hybrid_of: Vec<Text>,
    /// Areas it owns by default.
    pub owns: Vec<Text>,
    /// Areas it co-owns by default, with the other holder where it is named.
    pub shares: Vec<(Text, Option<Text>)>,
    /// Areas it takes part in, with the relations where it is not simply helping.
    pub takes_part: Vec<(Text, Relations)>,
    /// Roles it stands in for, with the condition.
    pub backs_up: Vec<(Text, Option<Text>)>,
    /// Facts to be compared, by label.
    pub attributes: Vec<(Text, Text)>,
    /// What sources say of the role, by the source's name.
    pub claims: Vec<(Text, Text)>,
    /// Models it takes part in.
    pub models: Participation,
}

/// A question that a role answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the questions")]
pub enum Question {
    Who,
    When,
    What,
    How,
    Why,
}

impl Question {
    /// All five.
    pub const ALL: [Question; 5] = [
        Question::Who,
        Question::When,
        Question::What,
        Question::How,
        Question::Why,
    ];

    /// As written.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Question::Who => "who",
            Question::When => "when",
            Question::What => "what",
            Question::How => "how",
            Question::Why => "why",
        }
    }
}

/// What sort of thing a role is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum RoleKind {
    /// A job somebody has.
    #[default]
    Job,
    /// A hat somebody wears beside a job.
    Hat,
    /// Several people as one.
    Group,
}

impl RoleKind {
    /// As written.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            RoleKind::Job => "job",
            RoleKind::Hat => "hat",
            RoleKind::Group => "group",
        }
    }
}

/// The models a role takes part in by its own word.
#[derive(Clone, Debug, PartialEq)]
pub enum Participation {
    /// These.
    Named(Vec<Text>),
    /// All.
    All,
}

impl Written for RoleText {
    const KEYS: &'static Keys = &keys::ROLE;

    fn read(fields: &mut Fields<'_>) -> RoleText {
        RoleText {
            abbr: fields.short_text("abbr"),
            also: fields.short_texts("also"),
            focus: fields.short_text("focus"),
            answers: fields.words(
                "answers",
                &Question::ALL.map(|question| (question.name(), question)),
            ),
            kind: fields
                .word(
                    "kind",
                    &[RoleKind::Job, RoleKind::Hat, RoleKind::Group]
                        .map(|kind| (kind.name(), kind)),
                )
                .map_or(RoleKind::Job, |kind| kind.value),
            how_many: fields.short_text("how-many"),
            reports_to: fields.short_text("reports-to"),
            worn_by: fields.short_texts("worn-by"),
            scope: fields.short_text("scope"),
            seniority: read_seniority(fields),
            pairs_with: read_pairs(fields),
            subset_of: fields.short_text("subset-of"),
            hybrid_of: fields.short_texts("hybrid-of"),
            owns: fields.short_texts("owns"),
            shares: read_named(fields, "shares", |fields, node| {
                Some(fields.as_text("shares", node))
            }),
            takes_part: read_named(fields, "takes-part", |fields, node| {
                Some(read_relations(fields, "takes-part", node))
            }),
            backs_up: read_named(fields, "backs-up", |fields, node| {
                Some(fields.as_text("backs-up", node))
            }),
            attributes: fields.text_map("attributes"),
            claims: fields.text_map("claims"),
            models: read_participation(fields),
        }
    }

    fn inline_texts(&self) -> Vec<&Text> {
        self.claims.iter().map(|(_, text)| text).collect()
    }

    fn other_names(&self) -> (Option<&Text>, &[Text]) {
        (self.abbr.as_ref(), &self.also)
    }
}

fn read_participation(fields: &mut Fields<'_>) -> Participation {
    let models = fields.short_texts("models");
    match models.as_slice() {
        [only] if only.value.eq_ignore_ascii_case("all") => Participation::All,
        _ => Participation::Named(models),
    }
}

/// The highest seniority there is.
const MOST_SENIOR: u8 = 20;

/// How senior: a whole number that is comparable over roles.
pub(super) fn read_seniority(fields: &mut Fields<'_>) -> Option<Spanned<u8>> {
    let text = fields.text("seniority")?;
    let number =
        text.value.parse().ok().filter(|number| {
            (1..=MOST_SENIOR).contains(number) && !text.value.starts_with(['0', '+'])
        });
    let wrong = number.is_none();
    fields.passes(wrong.then(|| say::bad_seniority(text.span, MOST_SENIOR)));
    Some(Spanned::new(number?, text.span))
}

/// Names, each below the scope it holds at: a list has none, a mapping has a scope for one name or several.
fn read_pairs(fields: &mut Fields<'_>) -> Vec<(Option<Text>, Text)> {
    const KEY: &str = "pairs-with";
    let Some(node) = fields.take(KEY) else {
        return Vec::new();
    };
    let Value::Map(entries) = node.value else {
        let names = names_of(fields, KEY, node);
        return names.into_iter().map(|name| (None, name)).collect();
    };
    let mut names = Vec::new();
    for Entry { key: scope, value } in entries {
        if value.value == Value::Empty && fields.is_commented(&scope) {
            continue;
        }
        let at_scope = names_of(fields, KEY, value);
        names.extend(at_scope.into_iter().map(|name| (Some(scope.clone()), name)));
    }
    names
}

/// Short texts of a value: of a list its items, else the value itself.
fn names_of(fields: &mut Fields<'_>, key: &str, node: Node) -> Vec<Text> {
    node.items()
        .filter_map(|item| {
            let text = fields.as_item(key, item)?;
            fields.short(key, text)
        })
        .collect()
}

/// A list whose items are a text or a mapping of a text to what is said of it: `area` or `area:
/// relation`.
fn read_named<T: Default>(
    fields: &mut Fields<'_>,
    key: &'static str,
    read: impl Fn(&mut Fields<'_>, Node) -> Option<T>,
) -> Vec<(Text, T)> {
    let Some(node) = fields.take(key) else {
        return Vec::new();
    };
    if let Value::Map(entries) = node.value {
        let pair = |entry: Entry| Some((entry.key, read(fields, entry.value)?));
        return entries.into_iter().filter_map(pair).collect();
    }
    let mut found = Vec::new();
    for item in node.items() {
        let Value::Map(entries) = item.value else {
            found.extend(fields.as_item(key, item).map(|text| (text, T::default())));
            continue;
        };
        for Entry { key, value } in entries {
            let said = if value.value == Value::Empty {
                fields.is_commented(&key);
                None
            } else {
                read(fields, value)
            };
            found.push((key, said.unwrap_or_default()));
        }
    }
    found
}
