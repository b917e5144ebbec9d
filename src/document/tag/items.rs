//! The items between a holder's parentheses.

/// The items between parentheses: cut at commas that are in no inner parentheses and no quotes.
pub(super) fn items(value: &str, start: usize, end: usize) -> Vec<(usize, usize)> {
    let (mut depth, mut from, mut items) = (0usize, start, Vec::new());
    let mut quoted_until = start;
    for (at, c) in value[start..end].char_indices() {
        if start + at < quoted_until {
            continue;
        }
        let begins = || value[from..start + at].trim().is_empty();
        match c {
            '"' if depth == 0 && begins() => {
                quoted_until = quote_end(value, start + at).unwrap_or(start + at);
            }
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                items.push((from, start + at));
                from = start + at + 1;
            }
            _ => {}
        }
    }
    items.push((from, end));
    items
}

/// Where the item ends whose opening quote is at `start`: after the first quote that a comma or
/// parenthesis follows, so that `"they say "soon""` may hold quotes. `None` where no quote does.
pub(super) fn quote_end(value: &str, start: usize) -> Option<usize> {
    let ends = |rest: &str| matches!(rest.trim_start().chars().next(), Some(',' | ')'));
    let quotes = value.match_indices('"');
    let mut ends_at = quotes.map(|(at, _)| at + 1).filter(|at| *at > start + 1);
    ends_at.find(|at| ends(&value[*at..]))
}
