//! For code scanning: one SARIF 2.1.0 document.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::json::to_json;
use super::place::{Place, Places};
use crate::diagnostic::{Code, Diagnostic, Mark, Severity, causes};
use crate::source::SourceTree;
use crate::text::percent;

/// All diagnostics as one run, in the order given. One that follows from another has that one's
/// place among the results as its property `followsFrom`. `prefix` is the project's folder in the repository.
pub fn sarif(diagnostics: &[Diagnostic], tree: &SourceTree, prefix: &str) -> String {
    let places = Places::new(diagnostics, tree, prefix);
    let codes: BTreeSet<Code> = diagnostics.iter().map(Diagnostic::code).collect();
    let rules: Vec<Code> = codes.into_iter().collect();
    let results: Vec<Value> = diagnostics
        .iter()
        .zip(causes(diagnostics))
        .map(|(diagnostic, cause)| {
            let mut result = result(diagnostic, &rules, &places);
            if let Some(cause) = cause {
                result["properties"] = json!({ "followsFrom": cause });
            }
            result
        })
        .collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "ladderbook",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().copied().map(rule).collect::<Vec<Value>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    to_json(&document) + "\n"
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.name(),
        "shortDescription": { "text": code.title() },
        "help": { "text": code.explanation(), "markdown": code.explanation() },
        "defaultConfiguration": { "level": level(code.severity()) },
    })
}

fn result(diagnostic: &Diagnostic, rules: &[Code], places: &Places<'_>) -> Value {
    let related = diagnostic.marks().iter().enumerate().map(|(id, mark)| {
        let Mark { span, label } = mark;
        let mut location = location(&places.place(*span));
        location["id"] = json!(id);
        location["message"] = message(label);
        location
    });
    json!({
        "ruleId": diagnostic.code().name(),
        "ruleIndex": rules.binary_search(&diagnostic.code()).unwrap_or(0),
        "level": level(diagnostic.severity()),
        "message": message(&text(diagnostic)),
        "locations": [location(&places.place(diagnostic.at()))],
        "relatedLocations": related.collect::<Vec<Value>>(),
    })
}

fn location(place: &Place<'_>) -> Value {
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": percent::path(&place.path) },
        "region": {
            "startLine": place.start.line,
            "startColumn": place.start.column,
            "endLine": place.end.line,
            "endColumn": place.end.column,
        },
    } })
}

/// All that is said, one thing a line.
fn text(diagnostic: &Diagnostic) -> String {
    let label = Some(diagnostic.caret_label().to_owned()).filter(|label| !label.is_empty());
    let notes = diagnostic
        .notes()
        .iter()
        .map(|note| format!("note: {note}"));
    let helps = diagnostic
        .helps()
        .iter()
        .map(|help| format!("help: {help}"));
    let mut lines = vec![diagnostic.message().to_owned()];
    lines.extend(label.into_iter().chain(notes).chain(helps));
    lines.join("\n")
}

/// SARIF reads `{0}` as a placeholder (§3.11.5) and `[text](1)` as a link (§3.11.6): neither is
/// ours.
fn message(text: &str) -> Value {
    let mut text = text.replace('{', "{{").replace('}', "}}");
    if text.contains("](") {
        text = text
            .replace('\\', "\\\\")
            .replace('[', "\\[")
            .replace(']', "\\]");
    }
    json!({ "text": text })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
