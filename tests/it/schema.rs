//! As much of JSON Schema as our schemas use. A keyword that is not known here fails the test, so that none goes unchecked.

use serde_json::Value;

/// What of a value is not as its schema says, each with its place.
pub(crate) fn violations(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    Check {
        root: schema,
        found: &mut found,
    }
    .check(schema, value, "");
    found
}

struct Check<'a> {
    root: &'a Value,
    found: &'a mut Vec<String>,
}

impl Check<'_> {
    fn check(&mut self, schema: &Value, value: &Value, at: &str) {
        let keywords = schema.as_object().expect("a schema is an object");
        for (keyword, argument) in keywords {
            let holds = match keyword.as_str() {
                "$schema" | "$defs" | "title" | "description" => true,
                "$ref" => {
                    let name = argument.as_str().and_then(|path| path.strip_prefix('#'));
                    let target = name.and_then(|name| self.root.pointer(name));
                    self.check(target.expect("a definition"), value, at);
                    true
                }
                "type" => one_or_many(argument)
                    .iter()
                    .any(|name| is_of_type(name, value)),
                "const" => value == argument,
                "enum" => argument
                    .as_array()
                    .is_some_and(|values| values.contains(value)),
                "anyOf" => argument.as_array().is_some_and(|schemas| {
                    schemas
                        .iter()
                        .any(|schema| violations_below(self.root, schema, value).is_empty())
                }),
                "minimum" => value.as_f64() >= argument.as_f64(),
                "maximum" => value.as_f64() <= argument.as_f64(),
                "pattern" => value
                    .as_str()
                    .is_none_or(|text| matches(argument.as_str().expect("a pattern"), text)),
                "items" => {
                    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.check(argument, item, &format!("{at}/{index}"));
                    }
                    true
                }
                "required" => value.as_object().is_none_or(|object| {
                    one_or_many(argument)
                        .iter()
                        .all(|key| object.contains_key(*key))
                }),
                "properties" => {
                    for (key, schema) in argument.as_object().into_iter().flatten() {
                        if let Some(value) = value.get(key) {
                            self.check(schema, value, &format!("{at}/{key}"));
                        }
                    }
                    true
                }
                "additionalProperties" => {
                    assert_eq!(argument, &Value::Bool(false), "{at}");
                    let known = keywords["properties"].as_object().expect("an object");
                    let mut keys = value.as_object().into_iter().flatten();
                    keys.all(|(key, _)| known.contains_key(key))
                }
                unknown => panic!("`{unknown}` is not checked"),
            };
            if !holds {
                self.found.push(format!("{at}: {keyword}"));
            }
        }
    }
}

fn violations_below(root: &Value, schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    Check {
        root,
        found: &mut found,
    }
    .check(schema, value, "");
    found
}

fn one_or_many(argument: &Value) -> Vec<&str> {
    match argument {
        Value::String(only) => vec![only],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn is_of_type(name: &str, value: &Value) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        unknown => panic!("the type `{unknown}` is not checked"),
    }
}

/// Dates are the only pattern there is.
fn matches(pattern: &str, text: &str) -> bool {
    assert_eq!(pattern, "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    parts.iter().map(|part| part.len()).eq([4, 2, 2]) && parts.into_iter().all(digits)
}

#[test]
fn the_checks_can_fail() {
    let schema = serde_json::json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["a", "b"],
        "properties": {
            "a": {"type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
            "b": {"type": "array", "items": {"anyOf": [{"enum": [1]}, {"$ref": "#/$defs/big"}]}},
        },
        "$defs": {"big": {"type": "number", "minimum": 10, "maximum": 20}},
    });
    let check = |value: Value| violations(&schema, &value);
    assert_eq!(
        check(serde_json::json!({"a": "2026-01-02", "b": [1, 10, 20]})),
        Vec::<String>::new()
    );
    assert_eq!(
        check(serde_json::json!({"a": "2026-1-2", "b": [2, 21], "c": null})),
        [
            ": additionalProperties",
            "/a: pattern",
            "/b/0: anyOf",
            "/b/1: anyOf",
        ]
    );
    assert_eq!(
        check(serde_json::json!({"a": 1})),
        [": required", "/a: type"]
    );
}
