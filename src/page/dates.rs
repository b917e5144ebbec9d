//! Days, and when a page changed last.

use serde::Serialize;

use super::desk::Desk;
use crate::document::front_matter::Date;
use crate::ladder::DocumentId;

/// A day.
#[derive(Clone, Debug, Serialize)]
pub struct Day {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// The same in words.
    pub text: String,
}

/// When a page's file changed last, as git has it.
#[derive(Clone, Debug, Serialize)]
pub struct Updated {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// The same in words.
    pub text: String,
    /// "by 4 people".
    pub people: String,
}

/// The same for programs and for people.
pub(crate) fn day(desk: &Desk<'_>, date: Date) -> Day {
    Day {
        date: date.to_string(),
        text: desk.phrase.date(date),
    }
}

pub(crate) fn updated(desk: &Desk<'_>, id: DocumentId) -> Option<Updated> {
    let (date, people) = desk.plan.change_of(id)?;
    Some(Updated {
        date: date.to_string(),
        text: desk.phrase.date(date),
        people: desk.phrase.people(people),
    })
}

pub(crate) fn newest(desk: &Desk<'_>) -> Option<Updated> {
    let date = desk.plan.newest_change()?;
    Some(Updated {
        date: date.to_string(),
        text: desk.phrase.date(date),
        people: String::new(),
    })
}
