//! For programs: JSON Lines, one object for each diagnostic.
//!
//! Paths and texts are exact, so that a program can open the file. Control and direction characters
//! in them are written as `\uXXXX`, which is the same to a parser and harmless to a terminal that
//! the output reaches.

use std::io::{self, Write};

use serde::Serialize;

use super::place::{Place, Places};
use crate::diagnostic::shown::is_invisible;
use crate::diagnostic::{Diagnostic, Mark, causes};
use crate::source::SourceTree;

#[derive(Serialize)]
struct Object<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(flatten)]
    at: At,
    /// The words at the caret, if there are any.
    label: Option<&'a str>,
    marks: Vec<MarkObject<'a>>,
    notes: &'a [String],
    help: &'a [String],
    /// The mistake that this one follows from; mending that one mends this one.
    cause: Option<CauseObject<'a>>,
}

#[derive(Serialize)]
struct CauseObject<'a> {
    code: &'a str,
    #[serde(flatten)]
    at: At,
}

#[derive(Serialize)]
struct MarkObject<'a> {
    #[serde(flatten)]
    at: At,
    label: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct At {
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    /// Of the character after the last one.
    end_column: usize,
}

/// All diagnostics in the order given, one object and one line for each. Lines and columns count from 1, columns in
/// characters.
pub fn json(diagnostics: &[Diagnostic], tree: &SourceTree, prefix: &str) -> String {
    let places = Places::new(diagnostics, tree, prefix);
    let causes = causes(diagnostics);
    let causes = causes.iter().map(|cause| Some(&diagnostics[(*cause)?]));
    diagnostics
        .iter()
        .zip(causes)
        .map(|(diagnostic, cause)| to_json(&object(diagnostic, cause, &places)) + "\n")
        .collect()
}

fn object<'a>(
    diagnostic: &'a Diagnostic,
    cause: Option<&'a Diagnostic>,
    places: &Places<'_>,
) -> Object<'a> {
    let label = diagnostic.caret_label();
    let mark = |mark: &'a Mark| MarkObject {
        at: places.place(mark.span).into(),
        label: &mark.label,
    };
    Object {
        code: diagnostic.code().name(),
        severity: diagnostic.severity().name(),
        message: diagnostic.message(),
        at: places.place(diagnostic.at()).into(),
        label: (!label.is_empty()).then_some(label),
        marks: diagnostic.marks().iter().map(mark).collect(),
        notes: diagnostic.notes(),
        help: diagnostic.helps(),
        cause: cause.map(|cause| CauseObject {
            code: cause.code().name(),
            at: places.place(cause.at()).into(),
        }),
    }
}

impl From<Place<'_>> for At {
    fn from(place: Place<'_>) -> At {
        At {
            file: place.path,
            line: place.start.line,
            column: place.start.column,
            end_line: place.end.line,
            end_column: place.end.column,
        }
    }
}

/// JSON on one line that shows every character a terminal would obey as its escape.
pub(super) fn to_json(value: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, Visible);
    // Writing to memory does not fail, nor does any value of ours lack a form in JSON.
    let written = value.serialize(&mut serializer);
    debug_assert!(written.is_ok());
    String::from_utf8(bytes).unwrap_or_default()
}

struct Visible;

impl serde_json::ser::Formatter for Visible {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        for part in fragment.split_inclusive(must_be_escaped) {
            let end = part.strip_suffix(must_be_escaped).unwrap_or(part);
            writer.write_all(end.as_bytes())?;
            for unit in part[end.len()..].encode_utf16() {
                write!(writer, "\\u{unit:04x}")?;
            }
        }
        Ok(())
    }
}

fn must_be_escaped(c: char) -> bool {
    c.is_control() || is_invisible(c)
}
