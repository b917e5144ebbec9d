//! The list of everything that can be wrong with content, and the page that explains one.

use std::collections::BTreeMap;

use super::desk::Desk;
use super::html::Html;
use super::{guide, lists};
use crate::diagnostic::{Code, Severity};
use crate::document::limits::Limits;
use crate::document::markdown::{Place, outline};
use crate::markdown;
use crate::markdown::Terms;
use crate::plan::route::Page;
use crate::span::FileId;
use crate::words::key;

pub(crate) fn view(desk: &Desk<'_>) -> lists::Listing {
    let mut groups: BTreeMap<std::cmp::Reverse<Severity>, Vec<lists::ListingItem>> =
        BTreeMap::new();
    for code in Code::ALL {
        groups
            .entry(std::cmp::Reverse(code.severity()))
            .or_default()
            .push(lists::ListingItem {
                link: desk.link(Page::Check(*code)),
                description: Some(code.name().to_owned()),
            });
    }
    let title = |severity: Severity| {
        let key = match severity {
            Severity::Error => key!("severity_error"),
            Severity::Warning => key!("severity_warning"),
            Severity::Note => key!("severity_note"),
        };
        desk.words.get(key).to_owned()
    };
    let groups = groups
        .into_iter()
        .map(|(severity, items)| lists::ListingGroup {
            title: Some(title(severity.0)),
            items,
        })
        .collect();
    lists::Listing {
        body: Html::default(),
        groups,
    }
}

/// The long explanation of a diagnostic: Markdown of our own, without links.
pub(crate) fn explanation(desk: &Desk<'_>, code: Code) -> guide::Prose {
    let body = code
        .explanation()
        .split_once('\n')
        .map_or("", |(_, body)| body);
    let outline = outline(body, Place::body(FileId(0), body, 0), &Limits::default());
    let page = markdown::Page {
        words: desk.prose_words,
        terms: &Terms::default(),
        own_name: "",
        glossary: "",
        id_prefix: "",
        lower_headings: 0,
        drops_title: false,
    };
    guide::Prose {
        body: Html(markdown::render(body, &outline, &[], &page)),
        ..guide::Prose::default()
    }
}
