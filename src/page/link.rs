//! A link to a page.

use serde::Serialize;

use crate::plan::route::Url;

/// A link with its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Text.
    pub title: String,
    /// Address.
    pub url: Url,
}
