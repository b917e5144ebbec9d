//! A page as a piece of the one that holds the whole ladder.
//!
//! It is taken from the finished page, not made by templates of its own: so each kind looks on paper as it does by itself, and a kind
//! that comes new has nothing to do for it. What its ids are and where its links lead is written anew.

use std::collections::HashMap;

use crate::html::{Attribute, Fetched, Tag, address, tags};
use crate::plan::route::Url;

/// What stands in the page's `<main>`, under an id of its own. Ids get that id in front; links to pages that are pieces as well
/// become links within the page. `places` has the ids of pages by their addresses.
pub(super) fn piece(page: &str, kind: &str, id: &str, places: &HashMap<String, String>) -> String {
    let body = main(page);
    let mut out = String::with_capacity(body.len() + body.len() / 8 + 64);
    out.push_str(&format!(
        "<section class=\"lb-piece lb-page-{kind}\" id=\"{id}\">\n"
    ));
    let mut copied = 0;
    for tag in tags(body, 0) {
        for attribute in tag.attributes().filter(Attribute::has_value) {
            if let Some(value) = rewritten(&tag, &attribute, id, places) {
                out.push_str(&body[copied..attribute.value_at.start]);
                out.push_str(&value);
                copied = attribute.value_at.end;
            }
        }
    }
    out.push_str(&body[copied..]);
    out.push_str("\n</section>\n");
    out
}

/// The inside of a page's main part; of a theme that has none, the body's.
fn main(page: &str) -> &str {
    let inside = |name: &str| {
        let start = tags(page, 0).find(|tag| tag.is(&[name]))?;
        let start = start.range.end;
        let end = page.rfind(&format!("</{name}"))?;
        page.get(start..end)
    };
    inside("main")
        .or_else(|| inside("body"))
        .unwrap_or_default()
}

/// The new value of an attribute; none where it stays as it is.
fn rewritten(
    tag: &Tag<'_>,
    attribute: &Attribute<'_>,
    id: &str,
    places: &HashMap<String, String>,
) -> Option<String> {
    let value = attribute.value;
    match attribute.name {
        "id" | "for" | "list" | "form" => Some(format!("{id}:{value}")),
        "aria-labelledby" | "aria-describedby" | "aria-controls" | "aria-owns" | "headers" => {
            let ids = value.split_ascii_whitespace();
            let ids: Vec<String> = ids.map(|one| format!("{id}:{one}")).collect();
            Some(ids.join(" "))
        }
        name if address(name).is_some_and(|found| found.fetched == Fetched::ExceptOnLinks) => {
            let (url, fragment) = match value.split_once('#') {
                Some((url, fragment)) => (url, Some(fragment)),
                None => (value, None),
            };
            let place = if url.is_empty() { id } else { places.get(url)? };
            let place = Url::fragment(place);
            // The fragment is encoded already.
            let inside = fragment.filter(|fragment| !fragment.is_empty());
            Some(match inside {
                Some(fragment) => format!("{}%3A{fragment}", place.as_str()),
                None => place.as_str().to_owned(),
            })
        }
        // Groups of choices are told apart by their names.
        "name" if tag.is(&["input", "details"]) => Some(format!("{id}:{value}")),
        _ => {
            let inside = value.strip_prefix("url(#")?;
            Some(format!("url(#{id}:{inside}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::piece;
    use std::collections::HashMap;

    #[test]
    fn ids_are_the_pieces_own_and_links_stay_on_the_page() {
        let places = HashMap::from([("roles/tl.html".to_owned(), "roles.tl".to_owned())]);
        let page = "<body><main id=\"m\"><h1 id=a>A</h1><a href=\"#a\">1</a><a href=\"roles/tl.html#b%20c\">2</a>\
                    <a href=\"roles/tl.html\">3</a><a href=\"other.html#d\">4</a><p aria-labelledby=\"a b\" title=\"id='x'\"></p></main></body>";
        assert_eq!(
            piece(page, "area", "areas.x", &places),
            "<section class=\"lb-piece lb-page-area\" id=\"areas.x\">\n<h1 id=areas.x:a>A</h1><a href=\"#areas.x%3Aa\">1</a>\
             <a href=\"#roles.tl%3Ab%20c\">2</a><a href=\"#roles.tl\">3</a><a href=\"other.html#d\">4</a>\
             <p aria-labelledby=\"areas.x:a areas.x:b\" title=\"id='x'\"></p>\n</section>\n"
        );
    }
}
