//! The page of a source.

use serde::Serialize;

use super::desk::Desk;
use super::html::Html;
use super::{dates, lists, prose};
use crate::document::front_matter::is_web_address;
use crate::ladder;
use crate::ladder::{SourceId, Subject};
use crate::plan::route::{Page, Url};

/// A source.
#[derive(Clone, Debug, Serialize)]
pub struct Source {
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Where it is.
    pub url: Option<Url>,
    /// When it was written.
    pub date: Option<dates::Day>,
    /// When this copy was saved.
    pub saved: Option<dates::Day>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its language, where that is not the site's.
    pub language: Option<String>,
    /// Pages that rest on it.
    pub used_by: Vec<lists::LinkGroup>,
    /// The author's words.
    pub body: Html,
}

pub(crate) fn view(desk: &Desk<'_>, id: SourceId) -> Source {
    let source = desk.ladder.source(id);
    let used_by: Vec<Page> = desk.plan.uses.citing[id.index()]
        .iter()
        .map(|document| desk.plan.page_of(desk.ladder.subjects[*document]))
        .collect();
    Source {
        authors: source.authors.clone(),
        url: web_address(source),
        date: source.date.map(|date| dates::day(desk, date)),
        saved: source.saved.map(|date| dates::day(desk, date)),
        publisher: source.publisher.clone(),
        language: source
            .language
            .as_deref()
            .and_then(|language| other_language(desk, language)),
        used_by: lists::by_part(desk, &used_by),
        body: prose::subject_body(desk, Subject::Source(id)),
    }
}

/// A language by its name, where it is not the one that the site is in.
fn other_language(desk: &Desk<'_>, tag: &str) -> Option<String> {
    let short = |tag: &str| tag.split(['-', '_']).next().unwrap_or(tag).to_lowercase();
    let language = short(tag);
    if language == short(&desk.config.book.language) {
        return None;
    }
    let key = format!("language_{language}");
    let name = desk.words.named(&key);
    Some(if name == key { tag.to_owned() } else { name })
}

/// Where a source is, if that is a place that a link may lead to.
pub(crate) fn web_address(source: &ladder::Source) -> Option<Url> {
    let url = source.url.as_deref().filter(|url| is_web_address(url));
    url.map(Url::external)
}
