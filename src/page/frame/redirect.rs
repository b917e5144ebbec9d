//! A page that only leads to another.

use serde::Serialize;

use crate::page::desk::Desk;
use crate::page::link::Link;
use crate::page::linked;
use crate::plan::route::Page;

/// A page that only leads to another. Given to `redirect.html` as `view`, without a `Shell`.
#[derive(Clone, Debug, Serialize)]
pub struct Redirect {
    /// `[book] language`.
    pub language: String,
    /// The stylesheets that it needs, in the order in which they are linked.
    pub stylesheets: Vec<linked::StylesheetLink>,
    /// The scripts that it runs.
    pub scripts: Vec<linked::ScriptLink>,
    /// Where to.
    pub target: Link,
}

pub(crate) fn view(desk: &Desk<'_>, target: Page) -> Redirect {
    Redirect {
        target: desk.link(target),
        language: desk.config.book.language.clone(),
        stylesheets: linked::stylesheets(desk, "redirect"),
        scripts: linked::scripts(desk, "redirect"),
    }
}
