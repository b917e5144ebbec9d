//! Reading typed values out of a YAML mapping, key by key, reporting every value that is not what its key takes.

mod team;

use super::limits::Limits;
use super::tag::{self, Tag};
use super::yaml::{Entry, Node, Value};
use crate::diagnostic::{Diagnostic, Severity, front_matter as say};
use crate::span::{Span, Spanned};
use crate::text::Text;

/// A mapping being read. Each key is asked for once; what nobody asked for is unknown.
pub(super) struct Fields<'a> {
    /// As diagnostics name it: "a role".
    what: &'static str,
    /// The whole file, for what YAML does not tell: a comment where a value should be.
    text: &'a str,
    limits: &'a Limits,
    entries: Vec<Entry>,
    asked: Vec<&'static str>,
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Fields<'a> {
    pub(super) fn new(
        what: &'static str,
        entries: Vec<Entry>,
        text: &'a str,
        limits: &'a Limits,
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Fields<'a> {
        Fields {
            what,
            text,
            limits,
            entries,
            asked: Vec::new(),
            diagnostics,
        }
    }

    /// Where the key stands, if it does.
    pub(super) fn key_span(&self, key: &str) -> Option<Span> {
        self.entries
            .iter()
            .find(|entry| entry.key.value == key)
            .map(|entry| entry.key.span)
    }

    /// Whether the key stands there and was not taken yet.
    pub(super) fn has(&self, key: &str) -> bool {
        self.key_span(key).is_some()
    }

    /// Where the value of a key stands, if there is one.
    pub(super) fn value_span(&self, key: &str) -> Option<Span> {
        let entry = self.entries.iter().find(|entry| entry.key.value == key)?;
        (entry.value.value != Value::Empty).then_some(entry.value.span)
    }

    /// Takes the value of a key; an empty value is reported where a `#` made it empty, and is otherwise no value.
    fn take(&mut self, key: &'static str) -> Option<Node> {
        self.asked.push(key);
        let at = self
            .entries
            .iter()
            .position(|entry| entry.key.value == key)?;
        let Entry { key, value } = self.entries.remove(at);
        if value.value == Value::Empty {
            self.is_commented(&key);
            return None;
        }
        Some(value)
    }

    /// Whether the empty value of a key is one because a `#` made it a comment, which is reported.
    fn is_commented(&mut self, key: &Text) -> bool {
        let comment = comment_behind(self.text, key.span.end());
        if let Some(comment) = comment {
            let at = key.span.inside_file(self.text, comment..comment + 1);
            self.diagnostics.push(say::commented_value(at, &key.value));
        }
        comment.is_some()
    }

    pub(super) fn text(&mut self, key: &'static str) -> Option<Text> {
        let node = self.take(key)?;
        self.as_text(key, node)
    }

    /// A text that is short: a title, a name.
    pub(super) fn short_text(&mut self, key: &'static str) -> Option<Text> {
        let text = self.text(key)?;
        self.short(key, text)
    }

    fn short(&mut self, key: &str, text: Text) -> Option<Text> {
        if text.value.len() > self.limits.title {
            let at = text.span_of(self.limits.title..self.limits.title + 1);
            let limit = format!("{} bytes", self.limits.title);
            self.diagnostics
                .push(say::over_limit(at, &format!("`{key}`"), &limit, "title"));
            return None;
        }
        if text.value.trim().is_empty() {
            self.wrong(key, text.span, "a text", "an empty one");
            return None;
        }
        Some(text)
    }

    /// A list of texts; one text counts as a list of one.
    pub(super) fn texts(&mut self, key: &'static str) -> Vec<Text> {
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

    /// A list of short texts.
    pub(super) fn short_texts(&mut self, key: &'static str) -> Vec<Text> {
        let texts = self.texts(key);
        texts
            .into_iter()
            .filter_map(|text| self.short(key, text))
            .collect()
    }

    pub(super) fn flag(&mut self, key: &'static str) -> Option<Spanned<bool>> {
        let text = self.text(key)?;
        match text.value.as_str() {
            "true" => Some(Spanned::new(true, text.span)),
            "false" => Some(Spanned::new(false, text.span)),
            _ => {
                let found = match text.value.to_lowercase().as_str() {
                    "yes" | "on" | "y" | "1" | "true" => "another word; write `true`",
                    "no" | "off" | "n" | "0" | "false" => "another word; write `false`",
                    _ => "another word",
                };
                self.wrong(key, text.span, "`true` or `false`", found);
                None
            }
        }
    }

    /// A whole number without a leading zero, point or exponent.
    pub(super) fn whole_number(&mut self, key: &'static str) -> Option<i32> {
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

    /// One of a few words, ignoring case.
    pub(super) fn word<T: Copy + PartialEq>(
        &mut self,
        key: &'static str,
        known: &[(&'static str, T)],
    ) -> Option<Spanned<T>> {
        let text = self.text(key)?;
        self.as_word(key, &text, known)
    }

    pub(super) fn words<T: Copy + PartialEq>(
        &mut self,
        key: &'static str,
        known: &[(&'static str, T)],
    ) -> Vec<Spanned<T>> {
        let texts = self.texts(key);
        texts
            .iter()
            .filter_map(|text| self.as_word(key, text, known))
            .collect()
    }

    pub(super) fn as_word<T: Copy + PartialEq>(
        &mut self,
        key: &str,
        text: &Text,
        known: &[(&'static str, T)],
    ) -> Option<Spanned<T>> {
        let found = known
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(&text.value));
        if found.is_none() {
            // A value may have several words; the first is its name.
            let is_name = |(at, (_, value)): &(usize, &(&str, T))| {
                !known[..*at].iter().any(|(_, before)| before == value)
            };
            let named = known.iter().enumerate().filter(is_name);
            let names: Vec<&str> = named.map(|(_, (name, _))| *name).collect();
            self.diagnostics
                .push(say::not_one_of(text.span, key, &text.value, &names));
        }
        found.map(|(_, value)| Spanned::new(*value, text.span))
    }

    /// A mapping from any key to a text, in the author's order.
    pub(super) fn text_map(&mut self, key: &'static str) -> Vec<(Text, Text)> {
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

    /// A mapping from any key to an ownership tag.
    pub(super) fn tag_map(&mut self, key: &'static str) -> Vec<(Text, Tag)> {
        let mut entries = self.map(key).into_iter().peekable();
        let mut tags = Vec::new();
        while let Some(Entry { key, value }) = entries.next() {
            // `{ a: TL (poorly, too many duties) }`: the comma ended the tag, and its rest became a key without a value.
            let rest =
                |entry: &Entry| entry.value.value == Value::Empty && entry.key.value.contains(')');
            if let Value::Text(text) = &value.value
                && is_cut(text)
                && let Some(cut) = self.cut_at(text)
            {
                // At a colon the parser gave up, and said so.
                if self.text[cut..].starts_with('#') {
                    let at = text.span.inside_file(self.text, cut..cut + 1);
                    self.diagnostics
                        .push(crate::diagnostic::ownership::cut_by_comment(at));
                }
            } else if let Value::Text(text) = &value.value
                && is_cut(text)
                && entries.next_if(rest).is_some()
            {
                self.diagnostics
                    .push(say::quote_the_tag(text.span, &text.value));
            } else if value.value != Value::Empty {
                tags.extend(self.as_tag(value).map(|tag| (key, tag)));
            } else if tag::Quality::find(&key.value).is_some() || key.value.contains([')', '(']) {
                self.diagnostics
                    .push(say::quote_the_tag(key.span, &key.value));
            } else if !self.is_commented(&key) {
                let found = "nothing; write `nobody` where nobody owns it";
                self.wrong(&key.value, key.span, "an ownership tag", found);
            }
        }
        tags
    }

    /// Where YAML ended a text of one line before its line ends: at a comment, or at a colon that made it a key.
    fn cut_at(&self, text: &Text) -> Option<usize> {
        let rest = self.text.get(text.span.end()..)?;
        let line = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
        let at = text.span.end() + line.len() - line.trim_start().len();
        (text.exact && self.text[at..].starts_with(['#', ':'])).then_some(at)
    }

    /// A list whose items are a text or a mapping of one text to another: `area` or `area: relation`.
    pub(super) fn named_texts(&mut self, key: &'static str) -> Vec<(Text, Option<Text>)> {
        let Some(node) = self.take(key) else {
            return Vec::new();
        };
        let items = match node.value {
            Value::List(items) => items,
            Value::Map(entries) => {
                return entries
                    .into_iter()
                    .filter_map(|entry| Some((entry.key, Some(self.as_text(key, entry.value)?))))
                    .collect();
            }
            _ => vec![node],
        };
        let mut found = Vec::new();
        for item in items {
            match item.value {
                Value::Map(entries) => {
                    for Entry { key, value } in entries {
                        let value = if value.value == Value::Empty {
                            self.is_commented(&key);
                            None
                        } else {
                            self.as_text(&key.value.clone(), value)
                        };
                        found.push((key, value));
                    }
                }
                _ => found.extend(self.as_item(key, item).map(|text| (text, None))),
            }
        }
        found
    }

    /// A list of mappings, each read by `read`.
    pub(super) fn list_of<T>(
        &mut self,
        key: &'static str,
        what: &'static str,
        mut read: impl FnMut(&mut Fields<'_>, Span) -> Option<T>,
    ) -> Vec<T> {
        let Some(node) = self.take(key) else {
            return Vec::new();
        };
        let items = match node.value {
            Value::List(items) => items,
            _ => vec![node],
        };
        let mut found = Vec::new();
        for item in items {
            let Value::Map(entries) = item.value else {
                self.wrong(
                    key,
                    item.span,
                    &format!("a list of mappings, each {what}"),
                    describe(&item.value),
                );
                continue;
            };
            let mut fields = Fields::new(what, entries, self.text, self.limits, self.diagnostics);
            found.extend(read(&mut fields, item.span));
            fields.finish(Severity::Error);
        }
        found
    }

    /// One mapping, read by `read`.
    pub(super) fn mapping<T>(
        &mut self,
        key: &'static str,
        what: &'static str,
        read: impl FnOnce(&mut Fields<'_>, Span) -> Option<T>,
    ) -> Option<T> {
        let at = self.key_span(key)?;
        let node = self.take(key)?;
        let entries = match node.value {
            Value::Map(entries) => entries,
            other => {
                let found = describe(&other);
                self.wrong(key, node.span, &format!("the keys of {what}"), found);
                return None;
            }
        };
        let mut fields = Fields::new(what, entries, self.text, self.limits, self.diagnostics);
        let found = read(&mut fields, at);
        fields.finish(Severity::Error);
        found
    }

    fn map(&mut self, key: &'static str) -> Vec<Entry> {
        let Some(node) = self.take(key) else {
            return Vec::new();
        };
        match node.value {
            Value::Map(entries) => entries,
            other => {
                let found = match &other {
                    Value::List(_) => "a list; write the pairs without the `-` before each",
                    other => describe(other),
                };
                self.wrong(key, node.span, "`key: value` pairs", found);
                Vec::new()
            }
        }
    }

    /// An ownership tag: a text, a mapping, or a list of these (its cases).
    fn as_tag(&mut self, node: Node) -> Option<Tag> {
        match node.value {
            Value::Text(text) => tag::parse(&text, self.limits, self.diagnostics),
            Value::Map(entries) => self.tag_from_map(entries, node.span),
            Value::List(items) => {
                let mut cases = Vec::new();
                for item in items {
                    if let Value::Text(text) = &item.value
                        && is_cut(text)
                    {
                        self.diagnostics
                            .push(say::quote_the_tag(text.span, &text.value));
                        return None;
                    }
                    cases.extend(self.as_tag(item)?.cases);
                }
                let text = Text::made(String::new(), node.span);
                (!cases.is_empty())
                    .then_some(Tag { cases, text })
                    .map(Tag::with_canonical_text)
            }
            Value::Empty => None,
        }
    }

    fn tag_from_map(&mut self, entries: Vec<Entry>, span: Span) -> Option<Tag> {
        let mut fields = Fields::new(
            "an ownership tag",
            entries,
            self.text,
            self.limits,
            self.diagnostics,
        );
        let holders_missing = fields.key_span("holders").is_none();
        let holders = fields.list_of("holders", "a holder", |fields, span| {
            let name = fields.short_text("role");
            let qualities = tag::Quality::ALL.map(|quality| (quality.name(), quality));
            let share = fields.text("share").and_then(|text| fields.as_share(text));
            let holder = tag::Holder {
                name: tag::HolderName::of(name.clone().unwrap_or(Text::made(String::new(), span))),
                via: fields.short_text("via"),
                quality: fields
                    .word("quality", &qualities)
                    .map(|quality| quality.value),
                relation: fields
                    .word("relation", &tag::Relation::WORDS)
                    .map(|relation| relation.value),
                share,
                because: fields.texts("because"),
            };
            if name.is_none() {
                fields.diagnostics.push(say::missing_key(
                    span,
                    "a holder",
                    "role",
                    "say which role holds the area",
                ));
                return None;
            }
            Some(holder)
        });
        let join = fields.word("join", &[("all", tag::Join::All), ("any", tag::Join::Any)]);
        let when = fields.text("when");
        if holders_missing {
            let help = "write `holders: [{ role: EM }]`, or the tag as one line";
            fields
                .diagnostics
                .push(say::missing_key(span, "an ownership tag", "holders", help));
        }
        fields.finish(Severity::Error);
        let join = join.map_or(tag::Join::All, |join| join.value);
        let text = Text::made(String::new(), span);
        let case = tag::Case {
            holders,
            join,
            when,
        };
        (!case.holders.is_empty())
            .then_some(Tag {
                cases: vec![case],
                text,
            })
            .map(Tag::with_canonical_text)
    }

    fn as_share(&mut self, text: Text) -> Option<tag::Share> {
        match super::range::Range::read(&text.value) {
            Some(Ok(range)) => Some(tag::Share { range, text }),
            Some(Err(fault)) => {
                self.diagnostics
                    .push(crate::diagnostic::ownership::bad_range(&text, fault));
                None
            }
            None => {
                self.wrong(
                    "share",
                    text.span,
                    "a range of percentages such as `30–70%`",
                    "another text",
                );
                None
            }
        }
    }

    fn as_item(&mut self, key: &str, node: Node) -> Option<Text> {
        if let Value::Text(text) = &node.value
            && is_cut(text)
            && matches!(key, "owns" | "shares" | "takes-part" | "backs-up")
        {
            self.diagnostics
                .push(say::quote_the_tag(text.span, &text.value));
            return None;
        }
        if node.value == Value::Empty {
            if let Some(comment) = comment_before(self.text, node.span.start()) {
                let at = node.span.inside_file(self.text, comment..comment + 1);
                self.diagnostics.push(say::commented_value(at, key));
            } else {
                self.wrong(key, node.span, "a text in each item", "nothing");
            }
            return None;
        }
        self.as_text(key, node)
    }

    fn as_text(&mut self, key: &str, node: Node) -> Option<Text> {
        match node.value {
            Value::Text(text) => Some(text),
            other => {
                let is_link = |items: &[Node]| {
                    matches!(
                        items,
                        [Node {
                            value: Value::List(_),
                            ..
                        }]
                    )
                };
                let hint = match &other {
                    Value::Map(_) => "a mapping; quote a text that holds `: `",
                    Value::List(items) if is_link(items) => {
                        "a list to YAML; quote a text that starts with `[`: `\"[[…]]\"`"
                    }
                    other => describe(other),
                };
                self.wrong(key, node.span, "a text", hint);
                None
            }
        }
    }

    fn wrong(&mut self, key: &str, at: Span, expected: &str, found: &str) {
        self.diagnostics
            .push(say::wrong_type(at, key, expected, found));
    }

    /// Reports the keys that nobody asked for. `x-*` keys are free.
    pub(super) fn finish(self, severity: Severity) {
        let Fields {
            what,
            entries,
            asked,
            diagnostics,
            ..
        } = self;
        for entry in entries
            .iter()
            .filter(|entry| !entry.key.value.starts_with("x-"))
        {
            // A key that was asked for and still stands here is a duplicate, which has its own diagnostic.
            if !asked.contains(&entry.key.value.as_str()) {
                diagnostics.push(
                    say::unknown_key(entry.key.span, &entry.key.value, what, &asked)
                        .with_severity(severity),
                );
            }
        }
    }
}

fn describe(value: &Value) -> &'static str {
    match value {
        Value::Empty => "nothing",
        Value::Text(_) => "a text",
        Value::List(_) => "a list",
        Value::Map(_) => "a mapping",
    }
}

/// Whether a text is one end of an ownership tag that YAML cut at a comma.
fn is_cut(text: &Text) -> bool {
    text.value.matches('(').count() != text.value.matches(')').count()
}

/// The offset of a `#` that made an item of a list a comment. YAML places the empty item behind it, or on the next line.
fn comment_before(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?.trim_end_matches([' ', '\t', '\r', '\n']);
    let start = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let item = before[start..].trim_start().strip_prefix('-')?;
    let comment = item.trim_start();
    comment
        .starts_with('#')
        .then(|| before.len() - comment.len())
}

/// The offset of a `#` that is the first thing behind `key:` on its line.
fn comment_behind(text: &str, key_end: usize) -> Option<usize> {
    let rest = text.get(key_end..)?;
    let line = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
    let value = line
        .trim_start_matches(['"', '\''])
        .trim_start()
        .strip_prefix(':')?;
    let comment = value.trim_start();
    comment
        .starts_with('#')
        .then(|| key_end + line.len() - comment.len())
}
