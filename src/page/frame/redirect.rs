//! A page that only leads to another.

use serde::Serialize;

use crate::page::desk::Desk;
use crate::page::link::Link;
use crate::page::stylesheets;
use crate::plan::route::{Page, Url};

/// A page that only leads to another. Given to `redirect.html` as `view`, without a `Shell`.
#[derive(Clone, Debug, Serialize)]
pub struct Redirect {
    /// `[book] language`.
    pub language: String,
    /// The stylesheets that it needs, in the order in which they are linked.
    pub stylesheets: Vec<stylesheets::StylesheetLink>,
    /// `redirect.js`: goes on with the fragment that the reader came with.
    pub script: Url,
    /// Where to.
    pub target: Link,
}

pub(crate) fn view(desk: &Desk<'_>, target: Page) -> Redirect {
    Redirect {
        target: desk.link(target),
        language: desk.config.book.language.clone(),
        stylesheets: desk.statics.links(&desk.plan.routes, desk.from, "redirect"),
        script: desk.versioned(&desk.statics.redirect_script),
    }
}
