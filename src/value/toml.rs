//! TOML as the tree of values.

mod place;
mod slips;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Entry, Node, Value};
use crate::diagnostic::Diagnostic;
use crate::span::FileId;
use crate::text::Text;

use place::Place;
pub(crate) use slips::without_guesses;

/// The entries of the text's root table as far as they could be read, and what is wrong. The parser
/// guesses where it cannot read: what is found in the entries later goes through
/// [`without_guesses`].
pub(crate) fn parse(file: FileId, text: &str) -> (Vec<Entry>, Vec<Diagnostic>) {
    let place = Place { file, text };
    let (root, errors) = DeTable::parse_recoverable(text);
    (
        entries(place, root.into_inner()),
        slips::mistakes(place, &errors),
    )
}

fn entries(place: Place<'_>, table: DeTable<'_>) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (key, value) in table {
        let at = place.span(key.span());
        let Node { value, span } = node(place, value);
        // The span of a table under a header is its header only; of one made by dotted keys it is
        // nothing useful.
        let span = if matches!(value, Value::Map(_)) {
            at
        } else {
            span
        };
        let value = Node { value, span };
        let key = Text::made(key.into_inner().into_owned(), at);
        entries.push(Entry { key, value });
    }
    entries
}

fn node(place: Place<'_>, value: Spanned<DeValue<'_>>) -> Node {
    let span = place.span(value.span());
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(Text::made(text.into_owned(), span)),
        DeValue::Integer(number) if number.as_str().starts_with('-') => {
            Value::Other("a negative number")
        }
        DeValue::Integer(number) => u64::from_str_radix(number.as_str(), number.radix())
            .map_or(Value::Other("a whole number"), Value::Number),
        DeValue::Float(_) => Value::Other("a number with a point"),
        DeValue::Boolean(flag) => Value::Flag(flag),
        DeValue::Datetime(_) => Value::Other("a date or time"),
        DeValue::Array(items) => {
            Value::List(items.into_iter().map(|item| node(place, item)).collect())
        }
        DeValue::Table(table) => Value::Map(entries(place, table)),
    };
    Node { value, span }
}
