//! The values of settings: texts of one line, numbers, sizes.

use super::Fields;
use crate::diagnostic::{Diagnostic, config as say, front_matter as common};
use crate::span::Spanned;
use crate::text::Text;
use crate::value::Value;

impl Fields<'_> {
    /// A text of one line: not empty, not endless, nothing that cannot be seen.
    pub(crate) fn line(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let text = self.text(key)?;
        self.one_line(key, &text)
    }

    /// A list of such texts.
    pub(crate) fn lines(&mut self, key: &'static str) -> Vec<Spanned<String>> {
        const EXPECTED: &str = "a list of texts";
        let Some(node) = self.take(key) else {
            return Vec::new();
        };
        let items = match node.value {
            Value::List(items) => items,
            other => {
                self.wrong(key, node.span, EXPECTED, self.describe(&other));
                return Vec::new();
            }
        };
        let mut lines = Vec::new();
        for item in items {
            match item.value {
                Value::Text(text) => lines.extend(self.one_line(key, &text)),
                other => self.wrong(key, item.span, EXPECTED, self.describe(&other)),
            }
        }
        lines
    }

    fn one_line(&mut self, key: &str, text: &Text) -> Option<Spanned<String>> {
        let (value, at) = (text.value.as_str(), text.span);
        let longest = self.source.limits.title;
        let control = value.chars().find(|c| c.is_control());
        let wrong = if value.trim().is_empty() {
            Some(say::empty_value(at, key))
        } else if value.len() > longest {
            Some(say::value_too_long(at, key, longest))
        } else {
            control.map(|control| say::control_in_value(at, key, control))
        };
        if !self.passes(wrong) {
            return None;
        }
        self.diagnostics
            .extend(common::unseen_characters(value, |_| at));
        Some(Spanned::new(value.trim().to_owned(), at))
    }

    /// A text of one line in which a check finds nothing wrong.
    pub(crate) fn checked_line(
        &mut self,
        key: &'static str,
        check: impl FnOnce(&Spanned<String>) -> Option<Diagnostic>,
    ) -> Option<Spanned<String>> {
        let line = self.line(key)?;
        self.passes(check(&line)).then_some(line)
    }

    /// Collects what a check found; whether it found nothing.
    pub(crate) fn passes(&mut self, found: Option<Diagnostic>) -> bool {
        let fine = found.is_none();
        self.diagnostics.extend(found);
        fine
    }

    /// A whole number that is not negative.
    pub(crate) fn number(&mut self, key: &'static str) -> Option<Spanned<u64>> {
        let node = self.take(key)?;
        match node.value {
            Value::Number(number) => Some(Spanned::new(number, node.span)),
            other => {
                self.wrong(key, node.span, "a whole number", self.describe(&other));
                None
            }
        }
    }

    /// A number of bytes: `4096`, `"64 KiB"`, `"4 MiB"`, `"1 GiB"`.
    pub(crate) fn size(&mut self, key: &'static str) -> Option<Spanned<u64>> {
        let node = self.take(key)?;
        let size = match node.value {
            Value::Number(number) => Some(number),
            Value::Text(text) => {
                let size = bytes(&text.value);
                self.passes(size.is_none().then(|| {
                    common::bad_value(
                        node.span,
                        format!("`{key}` takes a number of bytes"),
                        "write it as `4096`, `\"64 KiB\"`, `\"4 MiB\"` or `\"1 GiB\"`",
                    )
                }));
                size
            }
            other => {
                let expected = "a number of bytes such as `4096` or `\"64 KiB\"`";
                self.wrong(key, node.span, expected, self.describe(&other));
                None
            }
        };
        Some(Spanned::new(size?, node.span))
    }
}

fn bytes(text: &str) -> Option<u64> {
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
