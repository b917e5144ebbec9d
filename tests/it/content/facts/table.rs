//! Every fact of the sources, and where the ladder holds it: `table.txt`, line by line, asked of `api/ladder.json`.
//!
//! A path goes down by keys. In a list a step is a place, or the thing of this id, area, role, source, label, or pair (`tech-lead/product-manager`);
//! `key:value` is the first thing whose key has this value, `*key:value` the list of all such things.

use std::collections::BTreeSet;

use serde_json::Value;

use super::SHIPPED;

const TABLE: &str = include_str!("table.txt");

/// How many facts the sources hold, by letter.
const FACTS: [(char, usize); 6] = [
    ('A', 22),
    ('B', 9),
    ('C', 16),
    ('D', 12),
    ('E', 16),
    ('X', 9),
];

/// What a list may know its things by.
const NAMES: [&str; 6] = ["id", "area", "role", "source", "label", "title"];

/// A line of the table.
struct Line {
    fact: &'static str,
    held: Held,
}

/// Where a fact is held.
enum Held {
    Data(&'static str),
    Prose {
        file: &'static str,
        words: &'static str,
    },
}

fn lines() -> impl Iterator<Item = Line> {
    let lines = TABLE
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| {
        let (fact, held) = line.split_once(" | ").expect("an id before a bar");
        let held = held
            .strip_prefix("prose ")
            .map_or(Held::Data(held), |prose| {
                let (file, words) = prose.split_once(" | ").expect("words behind the file");
                Held::Prose { file, words }
            });
        Line { fact, held }
    })
}

#[test]
fn each_line_of_the_table_is_true() {
    let wrong: Vec<String> = lines()
        .filter_map(|line| {
            let why = match line.held {
                Held::Data(query) => ask(query),
                Held::Prose { file, words } => read(file, words),
            };
            why.err().map(|why| format!("{}: {why}", line.fact))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_fact_is_missing() {
    let all = FACTS
        .iter()
        .flat_map(|(letter, count)| (1..=*count).map(move |at| format!("{letter}-{at:02}")));
    let held: BTreeSet<&str> = lines().map(|line| line.fact).collect();
    let all: BTreeSet<String> = all.collect();
    let all: BTreeSet<&str> = all.iter().map(String::as_str).collect();
    let missing: Vec<&&str> = all.difference(&held).collect();
    let unknown: Vec<&&str> = held.difference(&all).collect();
    assert!(missing.is_empty(), "not held: {missing:?}");
    assert!(unknown.is_empty(), "no fact of the sources: {unknown:?}");
}

#[test]
fn fewer_than_one_fact_in_five_is_prose_alone() {
    let (mut data, mut prose) = (BTreeSet::new(), BTreeSet::new());
    for line in lines() {
        match line.held {
            Held::Data(_) => data.insert(line.fact),
            Held::Prose { .. } => prose.insert(line.fact),
        };
    }
    let alone: Vec<&&str> = prose.difference(&data).collect();
    let all: usize = FACTS.iter().map(|(_, count)| count).sum();
    assert!(alone.len() * 5 < all, "{} of {all}: {alone:?}", alone.len());
}

/// A table that couldn't be wrong would prove nothing.
#[test]
fn a_wrong_line_is_noticed() {
    for wrong in [
        "roles.tech-lead.reportsTo = tech-lead",
        "roles.tech-lead.reportTo = engineering-manager",
        "roles.tech-leads.reportsTo = engineering-manager",
        "roles.tech-lead.also has Tech Leader",
        "roles.tech-lead.also count 7",
        "roles has tech-leads",
        "models.7.nothing = 1",
        "areas.people.disputed = false",
    ] {
        assert!(ask(wrong).is_err(), "{wrong}");
    }
    assert!(read("glossary.md", "words that stand nowhere").is_err());
    assert!(read("no-such-page.md", "").is_err());
}

/// Whether a query holds, and why it doesn't.
fn ask(query: &str) -> Result<(), String> {
    type Holds = fn(&Value, &str) -> bool;
    let operators: [(&str, Holds); 3] = [
        (" has ", |found, value| {
            let list = found.as_array();
            list.is_some_and(|list| {
                list.iter()
                    .any(|item| is_named(item, value) || text(item) == value)
            })
        }),
        (" count ", |found, value| {
            let count = found.as_array().map(Vec::len);
            count.is_some_and(|count| value.parse() == Ok(count))
        }),
        (" = ", |found, value| text(found) == value),
    ];
    // The first operator that stands in the line: a value may hold the words of another.
    let (at, (operator, holds)) = operators
        .into_iter()
        .filter_map(|operator| Some((query.find(operator.0)?, operator)))
        .min_by_key(|(at, _)| *at)
        .ok_or_else(|| format!("no operator in `{query}`"))?;
    let (path, value) = (&query[..at], &query[at + operator.len()..]);
    let found = find(path)?;
    if holds(&found, value) {
        Ok(())
    } else {
        Err(format!("{query}\n      found {}", text(&found)))
    }
}

/// What stands at a path of the ladder's JSON.
fn find(path: &str) -> Result<Value, String> {
    let mut here = SHIPPED.json.clone();
    for step in path.split('.') {
        let next = match &here {
            Value::Object(object) => object.get(step).cloned(),
            Value::Array(list) => in_list(list, step),
            _ => None,
        };
        here = next.ok_or_else(|| format!("{path}: there is no `{step}`"))?;
    }
    Ok(here)
}

fn in_list(list: &[Value], step: &str) -> Option<Value> {
    if let Ok(at) = step.parse::<usize>() {
        return list.get(at).cloned();
    }
    if let Some(named) = list.iter().find(|item| is_named(item, step)) {
        return Some(named.clone());
    }
    let all = step.starts_with('*');
    let (key, value) = step.trim_start_matches('*').split_once(':')?;
    let mut found = list
        .iter()
        .filter(|item| item.get(key).is_some_and(|found| text(found) == value));
    if all {
        return Some(Value::Array(found.cloned().collect()));
    }
    found.next().cloned()
}

/// Whether a thing goes by a name.
fn is_named(item: &Value, name: &str) -> bool {
    let is = |key: &str, name: &str| item.get(key).and_then(Value::as_str) == Some(name);
    NAMES.iter().any(|key| is(key, name))
        || name.split_once('/').is_some_and(|(one, other)| {
            is("left", one) && is("right", other)
                || is("first", one) && is("second", other)
                || is("first", other) && is("second", one)
        })
}

/// A value as the table writes it; the texts of a list behind each other.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(text).collect::<Vec<String>>().join(", "),
        other => other.to_string(),
    }
}

/// Whether a published page has these words.
fn read(file: &str, words: &str) -> Result<(), String> {
    let documents = &SHIPPED.ladder.documents;
    let document = documents
        .iter()
        .find(|document| document.path == file)
        .ok_or_else(|| format!("there is no page `{file}`"))?;
    if document
        .body()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .contains(words)
    {
        Ok(())
    } else {
        Err(format!("`{file}` doesn't say: {words}"))
    }
}
