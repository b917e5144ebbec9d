//! Mistakes that Tera finds when it looks at all templates together: unknown filters, blocks
//! without a parent.
//!
//! It joins them into one text, without spans. Each begins like this, and that is read back here:
//!
//! ```text
//! error: Unknown filter `shout`
//!  --> role.html:3:16
//!   |
//! 3 | {{ role | shout }}
//!   |           ^^^^^
//! ```

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Report<'a> {
    pub(super) message: &'a str,
    pub(super) template: &'a str,
    /// From 1.
    line: usize,
    /// From 1, in characters.
    column: usize,
    /// Characters underlined.
    width: usize,
}

impl Report<'_> {
    /// The bytes it is about in the template's text.
    pub(super) fn range(&self, text: &str) -> std::ops::Range<usize> {
        let mut lines = text.split_inclusive('\n');
        let start: usize = lines.by_ref().take(self.line - 1).map(str::len).sum();
        let line = lines.next().unwrap_or_default();
        let at = |column: usize| {
            line.char_indices()
                .nth(column)
                .map_or(line.len(), |(at, _)| at)
        };
        start + at(self.column - 1)..start + at(self.column - 1 + self.width)
    }
}

/// The mistakes of a text; none where it is another kind of message.
pub(super) fn reports(text: &str) -> Vec<Report<'_>> {
    let mut found = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(message) = line.strip_prefix("error: ") else {
            continue;
        };
        let Some((template, line, column)) = lines.peek().and_then(|line| place(line)) else {
            continue;
        };
        let underlined = lines.clone().skip(1).find(|line| line.contains('^'));
        found.push(Report {
            message,
            template,
            line,
            column,
            width: underlined.map_or(1, |line| line.matches('^').count()),
        });
    }
    found
}

/// ` --> role.html:3:16`
fn place(line: &str) -> Option<(&str, usize, usize)> {
    let (rest, column) = line.trim_start().strip_prefix("--> ")?.rsplit_once(':')?;
    let (template, line) = rest.rsplit_once(':')?;
    let (line, column) = (line.parse().ok()?, column.parse().ok()?);
    (line > 0 && column > 0).then_some((template, line, column))
}

#[cfg(test)]
mod tests {
    use super::reports;

    #[test]
    fn what_tera_joins_is_taken_apart_again() {
        let text = "{# ä #}\n{{ \"ä\" | shout }}{{ x | whisper }}";
        let mut tera = tera::Tera::new();
        let error = tera.add_raw_template("a:b.html", text).unwrap_err();
        let error = error.to_string();
        let found: Vec<(&str, &str, &str)> = reports(&error)
            .iter()
            .map(|report| (report.template, report.message, &text[report.range(text)]))
            .collect();
        assert_eq!(
            found,
            [
                ("a:b.html", "Unknown filter `shout`", "shout"),
                ("a:b.html", "Unknown filter `whisper`", "whisper"),
            ]
        );
        assert_eq!(reports("error: something\nelse"), []);
    }
}
