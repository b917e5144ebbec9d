//! `check --due`: what the time says, and which day it is. The only place where the day counts.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::document::front_matter::Date;

/// How far ahead to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    Days(u16),
    Months(u16),
}

/// Reads `14d`, `2w`, `3m`.
pub(super) fn within(text: &str) -> Result<Within, String> {
    let wrong = || "a number of days, weeks or months: 14d, 2w, 3m".to_owned();
    let split = text
        .len()
        .checked_sub(1)
        .filter(|at| text.is_char_boundary(*at));
    let (number, unit) = text.split_at(split.ok_or_else(wrong)?);
    let number: u16 = match number.parse() {
        Ok(number) if number <= 9_999 => number,
        _ => return Err(wrong()),
    };
    match unit {
        "d" => Ok(Within::Days(number)),
        "w" => Ok(Within::Days(number.saturating_mul(7))),
        "m" => Ok(Within::Months(number)),
        _ => Err(wrong()),
    }
}

/// The day in UTC, as the script of a page has it too.
pub(super) fn today() -> Option<Date> {
    const DAY: u64 = 24 * 60 * 60;
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    Date::from_days(i64::try_from(since.as_secs() / DAY).ok()?)
}

impl Within {
    /// How many days that is from a day on.
    pub(super) fn days(self, from: Date) -> i64 {
        match self {
            Within::Days(days) => i64::from(days),
            Within::Months(months) => {
                let month = u32::from(from.month) - 1 + u32::from(months);
                let year = u32::from(from.year) + month / 12;
                // The 31st of a month without one is the last of that month.
                let last = (28..=from.day).rev().chain([from.day]).find_map(|day| {
                    Date::read(&format!("{year:04}-{:02}-{day:02}", month % 12 + 1))
                });
                // Beyond the last year that can be written, every page is due.
                last.map_or(i64::MAX, |date| date.days() - from.days())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Within, within};
    use crate::document::front_matter::Date;

    #[test]
    fn times_are_read_and_months_end_where_they_end() {
        assert_eq!(within("14d"), Ok(Within::Days(14)));
        assert_eq!(within("2w"), Ok(Within::Days(14)));
        assert_eq!(within("3m"), Ok(Within::Months(3)));
        for wrong in ["", "d", "14", "-1d", "1y", "1ü", "99999d"] {
            assert!(within(wrong).is_err(), "{wrong}");
        }
        let day = |text: &str| Date::read(text).unwrap();
        assert_eq!(Within::Months(1).days(day("2026-01-31")), 28);
        assert_eq!(Within::Months(1).days(day("2026-02-05")), 28);
        assert_eq!(Within::Months(12).days(day("2026-12-01")), 365);
    }
}
