//! The last word on bodies with raw HTML: `ammonia` with a list made for our own output.
//!
//! It runs on the finished body, because event by event it would close each `<div>` at once, and
//! only where there is raw HTML, because it would double the time of every other body. It also
//! closes and reorders what is not nested well, as a browser would do, so that the page around the
//! body stays whole.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use crate::document::markdown::html::{EVERYWHERE, attributes_of, elements};

/// What our own markup has besides; raw HTML lost its own of these before it came here.
const OURS: [&str; 3] = ["aria-label", "role", "tabindex"];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut attributes: HashMap<&str, HashSet<&str>> = elements()
        .map(|element| (element, attributes_of(element).iter().copied().collect()))
        .collect();
    attributes.entry("a").or_default().insert("rel");
    attributes.entry("img").or_default().insert("loading");
    attributes.insert("input", HashSet::from(["checked", "disabled", "type"]));
    let mut cleaner = Builder::empty();
    cleaner
        .tags(elements().chain(["input"]).collect())
        .tag_attributes(attributes)
        .generic_attributes(EVERYWHERE.into_iter().chain(OURS).collect())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true);
    cleaner
});

pub(super) fn clean(html: &str) -> String {
    CLEANER.clean(html).to_string()
}
