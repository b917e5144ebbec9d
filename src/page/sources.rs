//! The page of all sources.

use serde::Serialize;

use super::desk::Desk;
use super::html::Html;
use super::link::Link;
use super::{dates, prose};
use crate::ladder::{SourceId, Subject};
use crate::plan::Part;
use crate::plan::route::Page;

/// All sources.
#[derive(Clone, Debug, Serialize)]
pub struct Sources {
    /// The author's words on them.
    pub body: Html,
    /// The sources.
    pub sources: Vec<SourceCard>,
}

/// A source in a list.
#[derive(Clone, Debug, Serialize)]
pub struct SourceCard {
    /// Title and page.
    pub link: Link,
    /// What it is.
    pub description: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When.
    pub date: Option<dates::Day>,
}

pub(crate) fn view(desk: &Desk<'_>) -> Sources {
    let sources = (0..desk.ladder.sources.len())
        .map(SourceId::new)
        .map(|id| {
            let source = desk.ladder.source(id);
            SourceCard {
                link: desk.link_to(Subject::Source(id)),
                description: prose::description(desk, Subject::Source(id)),
                authors: source.authors.clone(),
                date: source.date.map(|date| dates::day(desk, date)),
            }
        })
        .collect();
    Sources {
        body: prose::index_body(desk, Page::Index(Part::Sources)),
        sources,
    }
}
