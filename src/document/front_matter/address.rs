//! Addresses of other hosts.

use crate::diagnostic::front_matter as say;
use crate::text::Text;
use crate::value::fields::Fields;

/// An address of the web; anything else would become a link that a page must not have.
pub(super) fn read_url(fields: &mut Fields<'_>, key: &'static str) -> Option<Text> {
    let url = fields.text(key)?;
    if is_web_address(&url.value) {
        return Some(url);
    }
    fields.diagnostics.push(say::wrong_type(
        url.span,
        key,
        "an address that starts with `https://` or `http://`",
        "something else",
    ));
    None
}

/// `http` or `https`, and none of the characters that would end an attribute or a line.
#[must_use]
pub fn is_web_address(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty()
            && !rest
                .contains(|c: char| c.is_control() || c.is_whitespace() || "\"'<>\\`{}".contains(c))
    })
}
