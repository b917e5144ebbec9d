//! The keys of a role.

use crate::document::fields::Fields;
use crate::document::tag::{self, Relation};
use crate::span::Spanned;
use crate::text::Text;

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
    /// Areas it takes part in, with the relation where it is not simply helping.
    pub takes_part: Vec<(Text, Option<Spanned<Relation>>)>,
    /// Roles it stands in for, with the condition.
    pub backs_up: Vec<(Text, Option<Text>)>,
    /// Facts to be compared, by label.
    pub attributes: Vec<(Text, Text)>,
    /// What sources say of the role, by the source's name.
    pub claims: Vec<(Text, Text)>,
    /// Models it takes part in.
    pub models: Participation,
}

impl RoleText {
    /// The texts that hold inline Markdown.
    pub(super) fn inline_texts(&self) -> Vec<&Text> {
        self.claims.iter().map(|(_, text)| text).collect()
    }
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

pub(super) fn read(fields: &mut Fields<'_>) -> RoleText {
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
                &[RoleKind::Job, RoleKind::Hat, RoleKind::Group].map(|kind| (kind.name(), kind)),
            )
            .map_or(RoleKind::Job, |kind| kind.value),
        how_many: fields.short_text("how-many"),
        reports_to: fields.short_text("reports-to"),
        worn_by: fields.short_texts("worn-by"),
        scope: fields.short_text("scope"),
        seniority: fields.seniority(),
        pairs_with: fields.names_by_scope("pairs-with"),
        subset_of: fields.short_text("subset-of"),
        hybrid_of: fields.short_texts("hybrid-of"),
        owns: fields.short_texts("owns"),
        shares: fields.named_texts("shares"),
        takes_part: read_takes_part(fields),
        backs_up: fields.named_texts("backs-up"),
        attributes: fields.text_map("attributes"),
        claims: fields.text_map("claims"),
        models: read_participation(fields),
    }
}

fn read_takes_part(fields: &mut Fields<'_>) -> Vec<(Text, Option<Spanned<Relation>>)> {
    let parts = fields.named_texts("takes-part");
    parts
        .into_iter()
        .map(|(area, relation)| {
            let relation =
                relation.and_then(|word| fields.as_word("takes-part", &word, &Relation::WORDS));
            (area, relation)
        })
        .collect()
}

fn read_participation(fields: &mut Fields<'_>) -> Participation {
    let models = fields.short_texts("models");
    match models.as_slice() {
        [only] if only.value.eq_ignore_ascii_case("all") => Participation::All,
        _ => Participation::Named(models),
    }
}

/// Whether a name can stand in an ownership tag.
#[must_use]
pub fn usable_in_tags(name: &str) -> bool {
    let reserved = |word: &str| {
        ["or", "via", "when", "if"]
            .iter()
            .any(|reserved| word.eq_ignore_ascii_case(reserved))
    };
    !name.contains([';', ',', '+', '(', ')'])
        && !name.split_whitespace().any(reserved)
        && !tag::RESERVED
            .iter()
            .any(|reserved| name.eq_ignore_ascii_case(reserved))
}
