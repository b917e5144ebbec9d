//! Rows as a terminal shows them.

use unicode_width::UnicodeWidthStr;

use super::asked::Row;

/// A column is not made wider than this for the sake of one long answer.
const WIDEST: usize = 48;

/// The rows below each other, aligned as a terminal shows them.
pub(super) fn table(rows: &[Row]) -> String {
    let width = |column: usize| {
        let widths = rows.iter().map(|row| row.cells[column].width());
        widths.filter(|width| *width <= WIDEST).max().unwrap_or(0)
    };
    let widths = [width(0), width(1)];
    let mut text = String::new();
    for Row { cells, .. } in rows {
        let [model, owner, why] = cells;
        let pad = |cell: &str, width: usize| " ".repeat(width.saturating_sub(cell.width()));
        let mut line = format!("  {model}{}  {owner}", pad(model, widths[0]));
        if !why.is_empty() {
            line.push_str(&format!("{}  {why}", pad(owner, widths[1])));
        }
        text.push_str(&line);
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Row, table};

    #[test]
    fn columns_line_up_as_a_terminal_shows_them() {
        let rows = [
            ["Scrum", "TL", "the model says so"],
            ["日本", "Fu\u{308}hrung", "from People"],
            ["Very short", &"long ".repeat(12), "why"],
            ["X", "nobody yet", ""],
        ]
        .map(|row| Row {
            cells: row.map(str::to_owned),
            is_missing: false,
        });
        let long = "long ".repeat(12);
        assert_eq!(
            table(&rows),
            format!(
                "  Scrum       TL          the model says so\n  日本        Fu\u{308}hrung     from People\n  \
                 Very short  {long}  why\n  X           nobody yet\n"
            )
        );
    }
}
