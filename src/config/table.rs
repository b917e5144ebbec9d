//! Reading typed values out of a TOML table, key by key, reporting every value that is not what its key takes.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, config as say, front_matter as common, nearest};
use crate::span::{FileId, Span, Spanned};

/// The longest text a setting may have, in bytes: a title, an address.
const LONGEST: usize = 1024;

/// The text that byte ranges point into.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) file: FileId,
    pub(super) text: &'a str,
}

impl Place<'_> {
    pub(super) fn span(self, range: Range<usize>) -> Span {
        Span::new(self.file, self.text, range)
    }
}

/// A table being read. Each key is asked for once; what nobody asked for is unknown.
pub(super) struct Table<'a> {
    place: Place<'a>,
    /// As diagnostics name it.
    name: &'static str,
    /// Where it starts.
    head: Span,
    entries: Vec<Entry<'a>>,
    asked: Vec<&'static str>,
    /// Those of `asked` that were there.
    found: Vec<&'static str>,
    /// Something else stood in its place.
    spoiled: bool,
}

struct Entry<'a> {
    key: Spanned<String>,
    value: DeValue<'a>,
    span: Span,
}

impl<'a> Table<'a> {
    /// The whole file.
    pub(super) fn root(place: Place<'a>, table: DeTable<'a>) -> Table<'a> {
        Table::new(place, "`book.toml`", Span::file_start(place.file), table)
    }

    fn new(place: Place<'a>, name: &'static str, head: Span, table: DeTable<'a>) -> Table<'a> {
        let entries = table
            .into_iter()
            .map(|(key, value)| {
                let key_span = place.span(key.span());
                let span = place.span(value.span());
                Entry {
                    key: Spanned::new(key.into_inner().into_owned(), key_span),
                    value: value.into_inner(),
                    span,
                }
            })
            .collect();
        Table {
            place,
            name,
            head,
            entries,
            asked: Vec::new(),
            found: Vec::new(),
            spoiled: false,
        }
    }

    /// Where the table starts: its header, or the start of the file.
    pub(super) fn head(&self) -> Span {
        self.head
    }

    /// Whether a key that was asked for stood there, in whatever form.
    pub(super) fn has(&self, key: &str) -> bool {
        self.found.contains(&key)
    }

    /// Whether something that is no table stood in its place, and was reported.
    pub(super) fn is_spoiled(&self) -> bool {
        self.spoiled
    }

    /// Whether a key that nobody asked for yet is this one misspelled; it will be reported as such.
    pub(super) fn has_almost(&self, key: &str) -> bool {
        self.entries
            .iter()
            .any(|entry| !nearest(&entry.key.value, [key]).is_empty())
    }

    fn take(&mut self, key: &'static str) -> Option<Entry<'a>> {
        self.asked.push(key);
        let at = self
            .entries
            .iter()
            .position(|entry| entry.key.value == key)?;
        self.found.push(key);
        Some(self.entries.remove(at))
    }

    /// A table below this one; an empty one where it is missing or no table.
    pub(super) fn table(
        &mut self,
        key: &'static str,
        name: &'static str,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Table<'a> {
        let place = self.place;
        match self.take(key) {
            None => Table::new(place, name, Span::file_start(place.file), DeTable::new()),
            Some(Entry {
                key,
                value: DeValue::Table(table),
                ..
            }) => Table::new(place, name, key.span, table),
            Some(entry) => {
                diagnostics.push(wrong(&entry, key, "a table"));
                Table {
                    spoiled: true,
                    ..Table::new(place, name, entry.key.span, DeTable::new())
                }
            }
        }
    }

    /// A text of one line that is not empty.
    pub(super) fn line(
        &mut self,
        key: &'static str,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Spanned<String>> {
        let entry = self.take(key)?;
        if let DeValue::String(text) = &entry.value {
            return line(key, text, entry.span, diagnostics);
        }
        diagnostics.push(wrong(&entry, key, "a text"));
        None
    }

    /// A list of such texts.
    pub(super) fn lines(
        &mut self,
        key: &'static str,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Spanned<String>> {
        let Some(entry) = self.take(key) else {
            return Vec::new();
        };
        let DeValue::Array(items) = &entry.value else {
            diagnostics.push(wrong(&entry, key, "a list of texts"));
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in items {
            let span = self.place.span(item.span());
            match item.get_ref() {
                DeValue::String(text) => texts.extend(line(key, text, span, diagnostics)),
                other => {
                    diagnostics.push(common::wrong_type(
                        span,
                        key,
                        "a list of texts",
                        kind(other),
                    ));
                }
            }
        }
        texts
    }

    /// `true` or `false`.
    pub(super) fn flag(
        &mut self,
        key: &'static str,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<bool> {
        let entry = self.take(key)?;
        if let DeValue::Boolean(flag) = entry.value {
            return Some(flag);
        }
        diagnostics.push(wrong(&entry, key, "`true` or `false`"));
        None
    }

    /// A whole number that is not negative.
    pub(super) fn number(
        &mut self,
        key: &'static str,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Spanned<u64>> {
        let entry = self.take(key)?;
        let number = as_number(&entry.value);
        if number.is_none() {
            diagnostics.push(wrong(&entry, key, "a whole number"));
        }
        Some(Spanned::new(number?, entry.span))
    }

    /// A number of bytes: `4096`, `"64 KiB"`, `"4 MiB"`, `"1 GiB"`.
    pub(super) fn size(
        &mut self,
        key: &'static str,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Spanned<u64>> {
        let entry = self.take(key)?;
        let number = match &entry.value {
            DeValue::String(text) => {
                let size = size(text);
                if size.is_none() {
                    diagnostics.push(common::bad_value(
                        entry.span,
                        format!("`{key}` takes a number of bytes"),
                        "write it as `4096`, `\"64 KiB\"`, `\"4 MiB\"` or `\"1 GiB\"`",
                    ));
                }
                size?
            }
            value => {
                let number = as_number(value);
                if number.is_none() {
                    diagnostics.push(wrong(
                        &entry,
                        key,
                        "a number of bytes such as `4096` or `\"64 KiB\"`",
                    ));
                }
                number?
            }
        };
        Some(Spanned::new(number, entry.span))
    }

    /// One of a few words.
    pub(super) fn word<T: Copy>(
        &mut self,
        key: &'static str,
        known: &[(&'static str, T)],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<T> {
        let text = self.line(key, diagnostics)?;
        let found = known.iter().find(|(word, _)| *word == text.value);
        if found.is_none() {
            let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
            diagnostics.push(common::not_one_of(text.span, key, &text.value, &words));
        }
        found.map(|(_, value)| *value)
    }

    /// Reports the keys nobody asked for, but for the author's own.
    pub(super) fn finish(self, diagnostics: &mut Vec<Diagnostic>) {
        for entry in self.entries {
            let key = &entry.key;
            if !key.value.starts_with("x-") {
                let wrong = common::unknown_key(key.span, &key.value, self.name, &self.asked);
                diagnostics.push(wrong);
            }
        }
    }
}

/// A text of one line: not empty, not endless, nothing that cannot be seen.
fn line(
    key: &str,
    text: &str,
    span: Span,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Spanned<String>> {
    if text.trim().is_empty() {
        diagnostics.push(say::empty_value(span, key));
        return None;
    }
    if text.len() > LONGEST {
        diagnostics.push(say::value_too_long(span, key, LONGEST));
        return None;
    }
    if let Some(control) = text.chars().find(|c| c.is_control()) {
        diagnostics.push(say::control_in_value(span, key, control));
        return None;
    }
    diagnostics.extend(common::unseen_characters(text, |_| span));
    Some(Spanned::new(text.trim().to_owned(), span))
}

fn as_number(value: &DeValue<'_>) -> Option<u64> {
    match value {
        DeValue::Integer(number) => u64::from_str_radix(number.as_str(), number.radix()).ok(),
        _ => None,
    }
}

fn size(text: &str) -> Option<u64> {
    let text = text.trim();
    let digits = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let factor = match unit.trim_start() {
        "" => 1,
        "KiB" => 1024,
        "MiB" => 1024 * 1024,
        "GiB" => 1024 * 1024 * 1024,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(factor)
}

fn wrong(entry: &Entry<'_>, key: &str, expected: &str) -> Diagnostic {
    let at = match entry.value {
        // The span of a table under a header is its header only; of one made by dotted keys it is nothing useful.
        DeValue::Table(_) => entry.key.span,
        _ => entry.span,
    };
    common::wrong_type(at, key, expected, kind(&entry.value))
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(number) if number.as_str().starts_with('-') => "a negative number",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a point",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
