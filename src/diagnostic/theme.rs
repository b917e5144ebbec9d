//! What can be wrong with a theme.

use super::front_matter::quoted;
use super::{Code, Diagnostic};
use crate::span::Span;

/// A theme that is not there.
#[must_use]
pub fn unknown_theme(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::Template, at, format!("no theme {}", quoted(name)))
        .label("there is no such folder")
        .help(format!(
            "put its files into `themes/{name}/`, or choose `default`"
        ))
}

/// A template of the project that cannot be compiled or rendered.
#[must_use]
pub fn template(at: Span, message: &str) -> Diagnostic {
    Diagnostic::new(Code::Template, at, one_line(message))
        .help("the page of themes in the guides lists what a template is given")
}

/// A template of the binary that fails, because a template of the project changed what it builds on.
#[must_use]
pub fn own_template(at: Span, template: &str, message: &str) -> Diagnostic {
    Diagnostic::new(
        Code::Template,
        at,
        format!("the template {}: {}", quoted(template), one_line(message)),
    )
    .help("it is part of the default theme; a template of your theme does not fit it")
}

/// A table of words that cannot be read.
#[must_use]
pub fn words(at: Span, message: &str) -> Diagnostic {
    Diagnostic::new(
        Code::Template,
        at,
        format!("the words cannot be read: {}", one_line(message)),
    )
    .help("write one `key = \"text\"` a line")
}

/// A page that makes the reader's browser ask another host for something.
#[must_use]
pub fn other_host(at: Span, template: &str, address: &str) -> Diagnostic {
    let message = format!(
        "pages of {} would load {} from another host",
        quoted(template),
        quoted(address)
    );
    Diagnostic::new(Code::OtherHost, at, message)
        .note("a site asks nobody but its own host: who reads what is nobody else's business")
        .help("put the file into the theme's folder `static/` and link it from there")
}

fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}
