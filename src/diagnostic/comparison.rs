//! What is wrong with comparisons.

use super::front_matter::quoted;
use super::{Code, Diagnostic};
use crate::span::Span;

/// A row of a comparison gives an area to others of the two than the role definitions do.
pub fn against_definition(at: Span, area: &str, row: &str, definitions: &str) -> Diagnostic {
    say!(AgainstDefinition, at, "the row says that {row} {}, the role definitions that {definitions}", quoted(area);
        label "the page shows both";
        help "move the row to the side that holds the area, or change the `owns:` and `shares:` of the roles")
}

pub fn compared_twice(at: Span, first: Span, names: [&str; 2]) -> Diagnostic {
    let [left, right] = names.map(quoted);
    say!(PathTaken, at, "{left} and {right} are compared in another file already";
        mark(first) "here";
        help "merge the two files")
}
