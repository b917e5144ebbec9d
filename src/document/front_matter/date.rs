//! Days of the calendar.

use crate::diagnostic::front_matter as say;
use crate::span::Spanned;
use crate::value::fields::Fields;

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year, four digits.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day, 1 to 31.
    pub day: u8,
}

impl std::fmt::Display for Date {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Date {
    /// Reads `2026-10-31`.
    #[must_use]
    pub fn read(text: &str) -> Option<Date> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let number = |range: std::ops::Range<usize>| {
            text.get(range)
                .filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()))?
                .parse::<u16>()
                .ok()
        };
        let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            2 => 28 + u16::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        ((1..=days).contains(&day)).then_some(Date {
            year,
            month: u8::try_from(month).ok()?,
            day: u8::try_from(day).ok()?,
        })
    }

    /// Days since 1970-01-01, by the calendar of today however far back.
    #[must_use]
    pub fn days(self) -> i64 {
        // Years start in March here, so that the leap day is the last of its year.
        let shifted = i64::from(self.month) + if self.month > 2 { -3 } else { 9 };
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let of_year = (153 * shifted + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// The date so many days after 1970-01-01; none outside of the years 0 to 9999.
    #[must_use]
    pub fn from_days(days: i64) -> Option<Date> {
        let days = days.checked_add(719_468)?;
        let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let shifted = (5 * of_year + 2) / 153;
        let month = if shifted < 10 {
            shifted + 3
        } else {
            shifted - 9
        };
        let year = era * 400 + year + i64::from(month <= 2);
        Some(Date {
            year: u16::try_from(year).ok().filter(|year| *year <= 9999)?,
            month: u8::try_from(month).ok()?,
            day: u8::try_from(of_year - (153 * shifted + 2) / 5 + 1).ok()?,
        })
    }
}

/// What is wrong with a text that is no date, with the date that was meant where there is only one.
fn meant_date(text: &str) -> String {
    let day = text.split(['T', ' ']).next().unwrap_or_default();
    let parts: Vec<&str> = day.split(['-', '.', '/']).collect();
    let [one, two, three] = parts[..] else {
        return "no date: year, month and day, with `-` between them".to_owned();
    };
    let of =
        |year: &str, month: &str, day: &str| Date::read(&format!("{year}-{month:0>2}-{day:0>2}"));
    // `05/06/2027` is two days, depending on who reads it.
    let orders = [
        of(one, two, three),
        of(three, two, one),
        of(three, one, two),
    ];
    let mut meant: Vec<Date> = orders.into_iter().flatten().collect();
    meant.dedup();
    match meant[..] {
        [date] => format!("another form; write `{date}`"),
        _ if Date::read(text).is_none() && text.len() == 10 && of(one, two, "01").is_some() => {
            "a day that this month does not have".to_owned()
        }
        _ => "another form: year, month and day, with `-` between them".to_owned(),
    }
}

pub(super) fn read_date(fields: &mut Fields<'_>, key: &'static str) -> Option<Spanned<Date>> {
    let text = fields.text(key)?;
    let date = Date::read(&text.value);
    if date.is_none() {
        fields.diagnostics.push(say::wrong_type(
            text.span,
            key,
            "a date such as `2026-10-31`",
            &meant_date(&text.value),
        ));
    }
    date.map(|date| Spanned::new(date, text.span))
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn days_and_dates_are_each_others_inverse() {
        for (text, days) in [
            ("1970-01-01", 0),
            ("2000-02-29", 11_016),
            ("2026-11-21", 20_778),
            ("0001-01-01", -719_162),
        ] {
            let date = Date::read(text).unwrap();
            assert_eq!(date.days(), days, "{text}");
            assert_eq!(Date::from_days(days), Some(date), "{text}");
        }
        for days in (-700_000..2_900_000).step_by(13) {
            assert_eq!(Date::from_days(days).unwrap().days(), days);
        }
    }
}
