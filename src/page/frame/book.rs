//! What the settings say of the whole book.

use crate::page::desk::Desk;

pub(crate) fn description(desk: &Desk<'_>) -> Option<String> {
    let description = desk.config.book.description.as_ref();
    description.map(|description| description.value.clone())
}

pub(crate) fn authors(desk: &Desk<'_>) -> Vec<String> {
    let authors = desk.config.book.authors.iter();
    authors.map(|author| author.value.clone()).collect()
}

pub(crate) fn license(desk: &Desk<'_>) -> Option<String> {
    let license = desk.config.book.license.as_ref();
    license.map(|license| license.value.clone())
}
