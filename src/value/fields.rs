//! Reading typed values out of a mapping, key by key, reporting every value that is not what its
//! key takes.

mod lines;
mod words;

use super::keys::{Keys, Takes};
use super::limits::Limits;
use super::yaml::write::scalar;
use super::{Entry, Node, Value};
use crate::diagnostic::{Diagnostic, Severity, front_matter as say, nearest};
use crate::span::{Span, Spanned};
use crate::text::Text;

/// The language that a mapping is written in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    Yaml,
    Toml,
}

/// What a mapping was read from.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    pub(crate) language: Language,
    /// The whole file, for what YAML does not tell: a comment where a value should be.
    pub(crate) text: &'a str,
    pub(crate) limits: &'a Limits,
}

/// A mapping being read. Each key is asked for once; what is not declared is unknown.
pub(crate) struct Fields<'a> {
    keys: &'static Keys,
    head: Span,
    pub(crate) source: Source<'a>,
    entries: Vec<Entry>,
    asked: Vec<&'static str>,
    /// Something else was found in its place, and reported.
    is_spoiled: bool,
    pub(crate) diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Fields<'a> {
    pub(crate) fn new(
        keys: &'static Keys,
        head: Span,
        entries: Vec<Entry>,
        source: Source<'a>,
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Fields<'a> {
        Fields {
            keys,
            head,
            source,
            entries,
            asked: Vec::new(),
            is_spoiled: false,
            diagnostics,
        }
    }

    pub(crate) fn nested(
        &mut self,
        keys: &'static Keys,
        head: Span,
        entries: Vec<Entry>,
    ) -> Fields<'_> {
        Fields::new(keys, head, entries, self.source, self.diagnostics)
    }

    pub(crate) fn head(&self) -> Span {
        self.head
    }

    fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key.value == key)
    }

    /// Where the key is, in any form.
    pub(crate) fn key_span(&self, key: &str) -> Option<Span> {
        self.entry(key).map(|entry| entry.key.span)
    }

    /// Whether this kind of mapping has a key.
    pub(crate) fn knows(&self, key: &str) -> bool {
        self.keys.find(key).is_some()
    }

    /// Whether the key is there, in any form.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.entry(key).is_some()
    }

    /// Whether nothing at all is said of a key: it is not there, nor any misspelling of it, nor was
    /// the mapping spoiled.
    pub(crate) fn is_silent_on(&self, key: &str) -> bool {
        let unknown = |entry: &&Entry| self.keys.find(&entry.key.value).is_none();
        !self.has(key)
            && !self.is_spoiled
            && !self
                .entries
                .iter()
                .filter(unknown)
                .any(|entry| !nearest(&entry.key.value, [key]).is_empty())
    }

    /// Where the value of a key is that was not taken yet, if there is one.
    pub(crate) fn value_span(&self, key: &str) -> Option<Span> {
        let entry = self.entry(key)?;
        (entry.value.value != Value::Empty).then_some(entry.value.span)
    }

    /// Takes the value of a key; an empty value is reported where a `#` made it empty, and is
    /// otherwise no value.
    pub(crate) fn take(&mut self, key: &'static str) -> Option<Node> {
        debug_assert!(
            self.keys.find(key).is_some() && !self.asked.contains(&key),
            "`{key}` of {} is declared, and asked for once",
            self.keys.what
        );
        self.asked.push(key);
        let at = self
            .entries
            .iter()
            .position(|entry| entry.key.value == key)?;
        let node = &mut self.entries[at].value;
        let value = std::mem::replace(&mut node.value, Value::Empty);
        let span = node.span;
        if value == Value::Empty {
            let key = self.entries[at].key.clone();
            self.is_commented(&key);
            return None;
        }
        Some(Node { value, span })
    }

    /// Whether the empty value of a key is one because a `#` made it a comment, which is reported.
    pub(crate) fn is_commented(&mut self, key: &Text) -> bool {
        let comment = comment_after(self.source.text, key.span.end());
        if let Some(comment) = comment {
            let at = key.span.inside_file(self.source.text, comment..comment + 1);
            self.diagnostics.push(say::commented_value(at, &key.value));
        }
        comment.is_some()
    }

    pub(crate) fn text(&mut self, key: &'static str) -> Option<Text> {
        let node = self.take(key)?;
        let text = self.as_text(key, node)?;
        let takes = self.keys.find(key).map(|key| key.takes);
        if self.source.language == Language::Yaml
            && matches!(takes, Some(Takes::Text | Takes::Line))
            && let Some((comment, whole)) = cut_by_comment(self.source.text, &text)
        {
            let at = text
                .span
                .inside_file(self.source.text, comment..comment + 1);
            self.diagnostics
                .push(say::cut_text(at, key, &scalar(whole)));
        }
        Some(text)
    }

    /// A text that is short: a title, a name.
    pub(crate) fn short_text(&mut self, key: &'static str) -> Option<Text> {
        let text = self.text(key)?;
        self.short(key, text)
    }

    pub(crate) fn short(&mut self, key: &str, text: Text) -> Option<Text> {
        let longest = self.source.limits.title;
        if text.value.len() > longest {
            let at = text.span_of(longest..longest + 1);
            let limit = format!("{longest} bytes");
            self.diagnostics
                .push(say::over_limit(at, &format!("`{key}`"), &limit, "title"));
            return None;
        }
        if text.value.trim().is_empty() {
            self.wrong(key, text.span, "a text", "an empty one");
            return None;
        }
        if matches!(key, "title" | "abbr" | "also") {
            self.diagnostics.extend(say::odd_quotes(&text, key));
        }
        Some(text)
    }

    /// A list of texts; one text counts as a list of one.
    pub(crate) fn texts(&mut self, key: &'static str) -> Vec<Text> {
        let Some(node) = self.take(key) else {
            return Vec::new();
        };
        match node.value {
            Value::List(items) => items
                .into_iter()
                .filter_map(|item| self.as_item(key, item))
                .collect(),
            Value::Map(_) => {
                let found = "a mapping; quote a text that holds `: `";
                self.wrong(key, node.span, "a text or a list of texts", found);
                Vec::new()
            }
            _ => self.as_text(key, node).into_iter().collect(),
        }
    }

    pub(crate) fn short_texts(&mut self, key: &'static str) -> Vec<Text> {
        let texts = self.texts(key);
        texts
            .into_iter()
            .filter_map(|text| self.short(key, text))
            .collect()
    }

    /// `true` or `false`. YAML would let `yes` be one of them as well, or a text, as its reader
    /// likes.
    pub(crate) fn flag(&mut self, key: &'static str) -> Option<Spanned<bool>> {
        const EXPECTED: &str = "`true` or `false`";
        let node = self.take(key)?;
        let text = match node.value {
            Value::Flag(flag) => return Some(Spanned::new(flag, node.span)),
            _ if self.source.language == Language::Yaml => self.as_text(key, node)?,
            other => {
                self.wrong(key, node.span, EXPECTED, self.describe(&other));
                return None;
            }
        };
        match text.value.as_str() {
            "true" => Some(Spanned::new(true, text.span)),
            "false" => Some(Spanned::new(false, text.span)),
            _ => {
                let found = match text.value.to_lowercase().as_str() {
                    "yes" | "on" | "y" | "1" | "true" => "another word; write `true`",
                    "no" | "off" | "n" | "0" | "false" => "another word; write `false`",
                    _ => "another word",
                };
                self.wrong(key, text.span, EXPECTED, found);
                None
            }
        }
    }

    /// A whole number without a leading zero, point or exponent.
    pub(crate) fn whole_number(&mut self, key: &'static str) -> Option<i32> {
        let text = self.text(key)?;
        let digits = text.value.strip_prefix('-').unwrap_or(&text.value);
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit())
            && (digits == "0" || !digits.starts_with('0'));
        let number = if plain { text.value.parse().ok() } else { None };
        if number.is_none() {
            let found = if plain {
                "too large"
            } else if digits.bytes().any(|byte| byte.is_ascii_digit()) {
                "another form of number"
            } else {
                "a text"
            };
            self.wrong(key, text.span, "a whole number such as `10`", found);
        }
        number
    }

    /// A mapping from any key to a text, in the author's order.
    pub(crate) fn text_map(&mut self, key: &'static str) -> Vec<(Text, Text)> {
        let entries = self.map(key);
        entries
            .into_iter()
            .filter_map(|entry| {
                if entry.value.value == Value::Empty && self.is_commented(&entry.key) {
                    return None;
                }
                let value = self.as_text(&entry.key.value, entry.value)?;
                Some((entry.key, value))
            })
            .collect()
    }

    /// A list of mappings, each read by `read`.
    pub(crate) fn list_of<T>(
        &mut self,
        key: &'static str,
        keys: &'static Keys,
        mut read: impl FnMut(&mut Fields<'_>, Span) -> Option<T>,
    ) -> Vec<T> {
        let Some(node) = self.take(key) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for item in node.items() {
            let Value::Map(entries) = item.value else {
                let expected = format!("a list of mappings, each {}", keys.what);
                self.wrong(key, item.span, &expected, self.describe(&item.value));
                continue;
            };
            let mut fields = self.nested(keys, item.span, entries);
            found.extend(read(&mut fields, item.span));
            fields.finish();
        }
        found
    }

    /// One mapping, read by `read`.
    pub(crate) fn mapping<T>(
        &mut self,
        key: &'static str,
        keys: &'static Keys,
        read: impl FnOnce(&mut Fields<'_>, Span) -> Option<T>,
    ) -> Option<T> {
        let at = self.key_span(key);
        let (node, at) = self.take(key).zip(at)?;
        let entries = match node.value {
            Value::Map(entries) => entries,
            other => {
                let expected = format!("the keys of {}", keys.what);
                self.wrong(key, node.span, &expected, self.describe(&other));
                return None;
            }
        };
        let mut fields = self.nested(keys, at, entries);
        let found = read(&mut fields, at);
        fields.finish();
        found
    }

    /// A table of the settings; an empty one where it is missing or no table.
    pub(crate) fn table(&mut self, key: &'static str, keys: &'static Keys) -> Fields<'_> {
        let start = Span::file_start(self.head.file());
        let head = self.key_span(key).unwrap_or(start);
        match self.take(key).map(|node| (node.value, node.span)) {
            None => self.nested(keys, head, Vec::new()),
            Some((Value::Map(entries), _)) => self.nested(keys, head, entries),
            Some((other, at)) => {
                self.wrong(key, at, "a table", self.describe(&other));
                let mut empty = self.nested(keys, head, Vec::new());
                empty.is_spoiled = true;
                empty
            }
        }
    }

    /// The entries of a mapping from any key.
    pub(crate) fn map(&mut self, key: &'static str) -> Vec<Entry> {
        let Some(node) = self.take(key) else {
            return Vec::new();
        };
        match node.value {
            Value::Map(entries) => entries,
            other => {
                let found = match &other {
                    Value::List(_) => "a list; write the pairs without the `-` before each",
                    other => self.describe(other),
                };
                self.wrong(key, node.span, "`key: value` pairs", found);
                Vec::new()
            }
        }
    }

    pub(crate) fn as_item(&mut self, key: &str, node: Node) -> Option<Text> {
        let takes = self.keys.find(key).map(|key| key.takes);
        if let Value::Text(text) = &node.value
            && is_cut(text)
            && matches!(takes, Some(Takes::Areas | Takes::Named))
        {
            self.diagnostics
                .push(say::quote_the_tag(text.span, &text.value));
            return None;
        }
        if node.value == Value::Empty {
            let text = self.source.text;
            if let Some(comment) = comment_before(text, node.span.start()) {
                let at = node.span.inside_file(text, comment..comment + 1);
                self.diagnostics.push(say::commented_value(at, key));
            } else {
                self.wrong(key, node.span, "a text in each item", "nothing");
            }
            return None;
        }
        self.as_text(key, node)
    }

    pub(crate) fn as_text(&mut self, key: &str, node: Node) -> Option<Text> {
        let other = match node.value {
            Value::Text(text) => return Some(text),
            other => other,
        };
        let is_link =
            |items: &[Node]| matches!(items, [only] if matches!(only.value, Value::List(_)));
        let found = match (&other, self.source.language) {
            (Value::Map(_), Language::Yaml) => "a mapping; quote a text that holds `: `",
            (Value::List(items), Language::Yaml) if is_link(items) => {
                "a list to YAML; quote a text that starts with `[`: `\"[[…]]\"`"
            }
            (other, _) => self.describe(other),
        };
        self.wrong(key, node.span, "a text", found);
        None
    }

    /// Reports a key that must be there where it is not.
    pub(crate) fn requires(&mut self, key: &str, help: &str) {
        if !self.has(key) {
            self.missing(key, help);
        }
    }

    /// Reports a key that must be there.
    pub(crate) fn missing(&mut self, key: &str, help: &str) {
        self.diagnostics
            .push(say::missing_key(self.head, self.keys.what, key, help));
    }

    pub(crate) fn wrong(&mut self, key: &str, at: Span, expected: &str, found: &str) {
        self.diagnostics
            .push(say::wrong_type(at, key, expected, found));
    }

    /// A value as diagnostics name it.
    pub(crate) fn describe(&self, value: &Value) -> &'static str {
        match value {
            Value::Empty => "nothing",
            Value::Text(_) => "a text",
            Value::Flag(_) => "`true` or `false`",
            Value::Number(_) => "a whole number",
            Value::Other(what) => what,
            Value::List(_) => "a list",
            Value::Map(_) if self.source.language == Language::Toml => "a table",
            Value::Map(_) => "a mapping",
        }
    }

    /// Reports the keys that are not declared. `x-*` keys are free.
    pub(crate) fn finish(self) {
        self.finish_as(Severity::Error);
    }

    /// The same, with another severity.
    pub(crate) fn finish_as(self, severity: Severity) {
        debug_assert!(
            self.keys.all().all(|key| self.asked.contains(&key.name)),
            "every key that is declared for {} is asked for",
            self.keys.what
        );
        for Entry { key, .. } in &self.entries {
            if !key.value.starts_with("x-") && self.keys.find(&key.value).is_none() {
                let known: Vec<&str> = self.keys.all().map(|key| key.name).collect();
                let (what, homes) = (self.keys.what, self.keys.homes_of(&key.value));
                let wrong = say::unknown_key(key.span, &key.value, what, &known, &homes);
                self.diagnostics.push(wrong.with_severity(severity));
            }
        }
    }
}

/// Whether a text is one end of an ownership tag that YAML cut at a comma.
pub(crate) fn is_cut(text: &Text) -> bool {
    text.value.matches('(').count() != text.value.matches(')').count()
}

/// The offset of a `#` that ends a text without quotes, and the text as it would be without it. Who
/// means a comment puts more than one blank before it, so that it can be told from the text.
fn cut_by_comment<'f>(file: &'f str, text: &Text) -> Option<(usize, &'f str)> {
    let (start, end) = (text.span.start(), text.span.end());
    let rest = file.get(end..)?.split(['\n', '\r']).next()?;
    let comment = end + 1;
    let is_cut = text.exact && rest.starts_with(" #");
    is_cut.then(|| (comment, file[start..end + rest.len()].trim_end()))
}

/// The offset of a `#` that made an item of a list a comment. YAML places the empty item after it,
/// or on the next line.
fn comment_before(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?.trim_end_matches([' ', '\t', '\r', '\n']);
    let start = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let item = before[start..].trim_start().strip_prefix('-')?;
    let comment = item.trim_start();
    comment
        .starts_with('#')
        .then(|| before.len() - comment.len())
}

/// The offset of a `#` that is the first thing after `key:` on its line.
fn comment_after(text: &str, key_end: usize) -> Option<usize> {
    let line = text.get(key_end..)?.split(['\n', '\r']).next()?;
    let value = line
        .trim_start_matches(['"', '\''])
        .trim_start()
        .strip_prefix(':')?;
    let comment = value.trim_start();
    comment
        .starts_with('#')
        .then(|| key_end + line.len() - comment.len())
}
