//! Diagnostics about config.
use super::{Code, Diagnostic};
use crate::span::Span;

/// More pairs of roles than the budget has pages for.
#[must_use]
pub fn pair_budget(at: Span, left_out: usize, budget: usize) -> Diagnostic {
    Diagnostic::new(
        Code::PairBudget,
        at,
        format!("{left_out} comparisons over the budget of {budget} have no page"),
    )
    .help("pairs with a file come first, then those that meet in most models; raise `pairs` under `[limits]`")
}
