//! The front matter of each kind: what the author wrote, with its places, before any name is looked up.

use super::fields::Fields;
use super::limits::Limits;
use super::tag::{self, Relation, Tag};
use super::yaml::{Block, Text};
use crate::diagnostic::{Diagnostic, Severity, front_matter as say};
use crate::span::{Span, Spanned};

/// What kind of content a file is, told by the first folder below `content/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `roles/`
    Role,
    /// `areas/`
    Area,
    /// `models/`
    Model,
    /// `comparisons/`
    Comparison,
    /// `sources/`
    Source,
    /// `glossary.md`
    Glossary,
    /// Anything else, the front page and the index pages of the kinds included.
    Guide,
}

impl Kind {
    /// As diagnostics name one of it.
    #[must_use]
    pub fn one(self) -> &'static str {
        match self {
            Kind::Role => "a role",
            Kind::Area => "an area",
            Kind::Model => "a model",
            Kind::Comparison => "a comparison",
            Kind::Source => "a source",
            Kind::Glossary => "the glossary",
            Kind::Guide => "a guide",
        }
    }

    /// The folder of the kind; none for guides, which live anywhere.
    #[must_use]
    pub fn folder(self) -> Option<&'static str> {
        match self {
            Kind::Role => Some("roles"),
            Kind::Area => Some("areas"),
            Kind::Model => Some("models"),
            Kind::Comparison => Some("comparisons"),
            Kind::Source => Some("sources"),
            Kind::Glossary | Kind::Guide => None,
        }
    }

    /// Kinds that have a folder.
    pub const WITH_FOLDER: [Kind; 5] = [
        Kind::Role,
        Kind::Area,
        Kind::Model,
        Kind::Comparison,
        Kind::Source,
    ];
}

/// The front matter of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontMatter {
    /// The keys of every kind.
    pub common: Common,
    /// The keys of the file's own kind.
    pub own: Own,
}

impl FrontMatter {
    /// The texts that hold inline Markdown: cells, list items, not names and titles.
    #[must_use]
    pub fn inline_texts(&self) -> Vec<&Text> {
        let own: Vec<&Text> = match &self.own {
            Own::Area(area) => [&area.examples, &area.good, &area.horizon]
                .into_iter()
                .flatten()
                .collect(),
            Own::Model(model) => [
                &model.fits,
                &model.strains,
                &model.seen_at,
                &model.leave_when,
                &model.variants,
            ]
            .into_iter()
            .flatten()
            .collect(),
            Own::Comparison(comparison) => comparison
                .rows
                .iter()
                .flat_map(|row| match row {
                    RowText::Sides { left, right } => left.iter().chain(right).collect::<Vec<_>>(),
                    RowText::Both(text) => vec![text],
                    RowText::Attribute(_) | RowText::MutualBackup(_) => Vec::new(),
                })
                .collect(),
            Own::Role(_) | Own::Source(_) | Own::Page => Vec::new(),
        };
        own.into_iter().chain(&self.common.description).collect()
    }
}

/// The keys that only one kind has.
#[derive(Clone, Debug, PartialEq)]
pub enum Own {
    /// A role.
    Role(Box<RoleText>),
    /// An area or category.
    Area(Box<AreaText>),
    /// An operating model.
    Model(Box<ModelText>),
    /// A comparison.
    Comparison(Box<ComparisonText>),
    /// A source.
    Source(Box<SourceText>),
    /// The glossary, a guide, or an index page.
    Page,
}

/// The keys of every kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Common {
    /// The name on the page.
    pub title: Option<Text>,
    /// One or two sentences.
    pub description: Option<Text>,
    /// Place in lists; lighter comes first.
    pub weight: Option<i32>,
    /// Who looks after the page.
    pub owner: Option<Text>,
    /// Free words.
    pub tags: Vec<Text>,
    /// Not published.
    pub draft: bool,
    /// Addresses the page had before.
    pub aliases: Vec<Text>,
    /// Where its claims come from.
    pub sources: Vec<Text>,
    /// When somebody should look at it again.
    pub review_by: Option<Spanned<Date>>,
    /// A colour of the palette.
    pub color: Option<Spanned<Color>>,
}

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year, four digits.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day, 1 to 31.
    pub day: u8,
}

impl std::fmt::Display for Date {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Date {
    /// Reads `2026-10-31`.
    #[must_use]
    pub fn read(text: &str) -> Option<Date> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let number = |range: std::ops::Range<usize>| {
            text.get(range)
                .filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()))?
                .parse::<u16>()
                .ok()
        };
        let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            2 => 28 + u16::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        ((1..=days).contains(&day)).then_some(Date {
            year,
            month: u8::try_from(month).ok()?,
            day: u8::try_from(day).ok()?,
        })
    }
}

/// The palette. Every colour of it is readable in light, dark and print, and told apart by people who see colours differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the colours")]
pub enum Color {
    Crimson,
    Teal,
    Gold,
    Violet,
    Green,
    Rust,
    Blue,
    Pink,
    Olive,
    Slate,
}

impl Color {
    /// The palette in its order.
    pub const ALL: [Color; 10] = [
        Color::Crimson,
        Color::Teal,
        Color::Gold,
        Color::Violet,
        Color::Green,
        Color::Rust,
        Color::Blue,
        Color::Pink,
        Color::Olive,
        Color::Slate,
    ];

    /// As written in front matter and in class names.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Color::Crimson => "crimson",
            Color::Teal => "teal",
            Color::Gold => "gold",
            Color::Violet => "violet",
            Color::Green => "green",
            Color::Rust => "rust",
            Color::Blue => "blue",
            Color::Pink => "pink",
            Color::Olive => "olive",
            Color::Slate => "slate",
        }
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
    /// Models it takes part in.
    pub models: Participation,
}

/// The models a role takes part in by its own word.
#[derive(Clone, Debug, PartialEq)]
pub enum Participation {
    /// These.
    Named(Vec<Text>),
    /// All.
    All,
}

/// An area or category as written.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaText {
    /// Abbreviation.
    pub abbr: Option<Text>,
    /// Other names.
    pub also: Vec<Text>,
    /// The area it belongs to, where that is not its folder's.
    pub parent: Option<Text>,
    /// Concrete examples.
    pub examples: Vec<Text>,
    /// What good looks like.
    pub good: Vec<Text>,
    /// How far it looks ahead.
    pub horizon: Vec<Text>,
}

/// Whether a source describes a model or only mentions it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Described.
    #[default]
    Described,
    /// Only mentioned.
    Mentioned,
}

/// An operating model as written.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelText {
    /// Other names.
    pub also: Vec<Text>,
    /// Roles taking part that hold nothing by name.
    pub roles: Vec<Text>,
    /// Whether areas not named fall to the role definitions.
    pub inherit: bool,
    /// Who holds what.
    pub owners: Vec<(Text, Tag)>,
    /// Whether somebody recommends it.
    pub recommended: bool,
    /// Who does: a source.
    pub recommended_by: Option<Text>,
    /// Described or only mentioned.
    pub status: Status,
    /// When it fits.
    pub fits: Vec<Text>,
    /// Where it strains.
    pub strains: Vec<Text>,
    /// Where it was seen.
    pub seen_at: Vec<Text>,
    /// When to leave it.
    pub leave_when: Vec<Text>,
    /// How it is varied.
    pub variants: Vec<Text>,
}

/// A comparison as written.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparisonText {
    /// The two roles, left and right.
    pub between: Option<(Text, Text)>,
    /// Rows that come before what the data adds.
    pub rows: Vec<RowText>,
}

/// A row of a comparison as written.
#[derive(Clone, Debug, PartialEq)]
pub enum RowText {
    /// Aligned but different; one side may be missing.
    Sides {
        /// Left cell.
        left: Option<Text>,
        /// Right cell.
        right: Option<Text>,
    },
    /// One cell across both columns.
    Both(Text),
    /// An attribute of the two roles.
    Attribute(Text),
    /// Each stands in for the other.
    MutualBackup(Span),
}

/// A source as written.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceText {
    /// Who wrote it.
    pub authors: Vec<Text>,
    /// Where it is.
    pub url: Option<Text>,
    /// When it was written.
    pub date: Option<Spanned<Date>>,
    /// When this copy was saved.
    pub saved: Option<Spanned<Date>>,
    /// Who published it.
    pub publisher: Option<Text>,
    /// Its language.
    pub language: Option<Text>,
}

/// Reads the front matter of a file of this kind.
pub(super) fn read(
    kind: Kind,
    block: Option<Block<'_>>,
    text: &str,
    limits: &Limits,
    diagnostics: &mut Vec<Diagnostic>,
) -> FrontMatter {
    let (entries, wrong) = block
        .map(|block| super::yaml::parse(block, limits))
        .unwrap_or_default();
    diagnostics.extend(wrong);
    let mut fields = Fields::new(kind.one(), entries, text, limits, diagnostics);
    let common = read_common(&mut fields);
    let own = match kind {
        Kind::Role => Own::Role(Box::new(read_role(&mut fields))),
        Kind::Area => Own::Area(Box::new(read_area(&mut fields))),
        Kind::Model => Own::Model(Box::new(read_model(&mut fields))),
        Kind::Comparison => Own::Comparison(Box::new(read_comparison(&mut fields))),
        Kind::Source => Own::Source(Box::new(read_source(&mut fields))),
        Kind::Glossary | Kind::Guide => Own::Page,
    };
    // A guide often comes from elsewhere and brings keys of its own; on the other kinds an unknown key is a slip.
    fields.finish(if own == Own::Page {
        Severity::Warning
    } else {
        Severity::Error
    });
    FrontMatter { common, own }
}

fn read_common(fields: &mut Fields<'_>) -> Common {
    Common {
        title: fields.short_text("title"),
        description: fields.text("description"),
        weight: fields.whole_number("weight"),
        owner: fields.short_text("owner"),
        tags: fields.short_texts("tags"),
        draft: fields.flag("draft").is_some_and(|draft| draft.value),
        aliases: fields.short_texts("aliases"),
        sources: fields.short_texts("source"),
        review_by: read_date(fields, "review-by"),
        color: fields.word("color", &Color::ALL.map(|color| (color.name(), color))),
    }
}

fn read_date(fields: &mut Fields<'_>, key: &'static str) -> Option<Spanned<Date>> {
    let text = fields.text(key)?;
    let date = Date::read(&text.value);
    if date.is_none() {
        fields.diagnostics.push(say::wrong_type(
            text.span,
            key,
            "a date such as `2026-10-31`",
            "no such date",
        ));
    }
    date.map(|date| Spanned::new(date, text.span))
}

fn read_role(fields: &mut Fields<'_>) -> RoleText {
    let relations = Relation::ALL.map(|relation| (relation.name(), relation));
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
        subset_of: fields.short_text("subset-of"),
        hybrid_of: fields.short_texts("hybrid-of"),
        owns: fields.short_texts("owns"),
        shares: fields.named_texts("shares"),
        takes_part: read_takes_part(fields, &relations),
        backs_up: fields.named_texts("backs-up"),
        attributes: fields.text_map("attributes"),
        models: read_participation(fields),
    }
}

fn read_takes_part(
    fields: &mut Fields<'_>,
    relations: &[(&'static str, Relation)],
) -> Vec<(Text, Option<Spanned<Relation>>)> {
    let parts = fields.named_texts("takes-part");
    parts
        .into_iter()
        .map(|(area, relation)| {
            let relation = relation.and_then(|word| fields.as_word("takes-part", &word, relations));
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

fn read_area(fields: &mut Fields<'_>) -> AreaText {
    AreaText {
        abbr: fields.short_text("abbr"),
        also: fields.short_texts("also"),
        parent: fields.short_text("parent"),
        examples: fields.texts("examples"),
        good: fields.texts("good"),
        horizon: fields.texts("horizon"),
    }
}

fn read_model(fields: &mut Fields<'_>) -> ModelText {
    ModelText {
        also: fields.short_texts("also"),
        roles: fields.short_texts("roles"),
        inherit: fields.flag("inherit").is_none_or(|inherit| inherit.value),
        owners: fields.tag_map("owners"),
        recommended: fields.flag("recommended").is_some_and(|flag| flag.value),
        recommended_by: fields.short_text("recommended-by"),
        status: fields
            .word(
                "status",
                &[
                    ("described", Status::Described),
                    ("mentioned", Status::Mentioned),
                ],
            )
            .map_or(Status::Described, |status| status.value),
        fits: fields.texts("fits"),
        strains: fields.texts("strains"),
        seen_at: fields.texts("seen-at"),
        leave_when: fields.texts("leave-when"),
        variants: fields.texts("variants"),
    }
}

fn read_comparison(fields: &mut Fields<'_>) -> ComparisonText {
    let at = fields.value_span("between");
    let mut sides = fields.short_texts("between").into_iter();
    let between = match (sides.next(), sides.next(), sides.next()) {
        (Some(left), Some(right), None) => Some((left, right)),
        (None, ..) if at.is_none() => None,
        _ => {
            if let Some(at) = at {
                fields.diagnostics.push(say::wrong_type(
                    at,
                    "between",
                    "exactly two roles, `[TL, EM]`",
                    "another number of roles",
                ));
            }
            None
        }
    };
    let rows = fields.list_of("rows", "a row", |row, span| {
        let forms = [
            row.has("left") || row.has("right"),
            row.has("both"),
            row.has("attribute"),
            row.has("backup"),
        ];
        let (left, right) = (row.text("left"), row.text("right"));
        let both = row.text("both");
        let attribute = row.short_text("attribute");
        let backup = row.word("backup", &[("mutual", ())]);
        if forms.iter().filter(|form| **form).count() != 1 {
            let help =
                "a row is `left:` and `right:`, or `both:`, or `attribute:`, or `backup: mutual`";
            row.diagnostics.push(say::bad_value(
                span,
                "a row must have exactly one form",
                help,
            ));
            return None;
        }
        // A form whose value is wrong has been reported.
        if let Some(both) = both {
            Some(RowText::Both(both))
        } else if let Some(attribute) = attribute {
            Some(RowText::Attribute(attribute))
        } else if backup.is_some() {
            Some(RowText::MutualBackup(span))
        } else {
            (left.is_some() || right.is_some()).then_some(RowText::Sides { left, right })
        }
    });
    ComparisonText { between, rows }
}

fn read_source(fields: &mut Fields<'_>) -> SourceText {
    SourceText {
        authors: fields.short_texts("authors"),
        url: read_url(fields, "url"),
        date: read_date(fields, "date"),
        saved: read_date(fields, "saved"),
        publisher: fields.short_text("publisher"),
        language: fields.short_text("language"),
    }
}

/// An address of the web; anything else would become a link that a page must not have.
fn read_url(fields: &mut Fields<'_>, key: &'static str) -> Option<Text> {
    let url = fields.text(key)?;
    if is_web_address(&url.value) {
        return Some(url);
    }
    fields.diagnostics.push(say::wrong_type(
        url.span,
        key,
        "an address that starts with `https://` or `http://`",
        "something else",
    ));
    None
}

/// `http` or `https`, and none of the characters that would end an attribute or a line.
#[must_use]
pub fn is_web_address(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty()
            && !rest
                .contains(|c: char| c.is_control() || c.is_whitespace() || "\"'<>\\`{}".contains(c))
    })
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
