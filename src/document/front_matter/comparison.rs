//! The keys of a comparison.

use super::common::Written;
use crate::diagnostic::front_matter as say;
use crate::span::Span;
use crate::text::Text;
use crate::value::fields::Fields;
use crate::value::keys::{self, Keys};

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

impl Written for ComparisonText {
    const KEYS: &'static Keys = &keys::COMPARISON;

    fn read(fields: &mut Fields<'_>) -> ComparisonText {
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
        let rows = fields.list_of("rows", &keys::ROW, |row, span| {
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

    fn inline_texts(&self) -> Vec<&Text> {
        self.rows
            .iter()
            .flat_map(|row| match row {
                RowText::Sides { left, right } => left.iter().chain(right).collect::<Vec<_>>(),
                RowText::Both(text) => vec![text],
                RowText::Attribute(_) | RowText::MutualBackup(_) => Vec::new(),
            })
            .collect()
    }
}
