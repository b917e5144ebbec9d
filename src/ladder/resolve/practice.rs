//! Practices: guides that name the roles whose practice they describe.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::resolver::Resolver;
use crate::document::Document;
use crate::document::front_matter::{GuideText, OfKind};
use crate::ladder::{DocumentId, List, Practice};

pub(super) fn practices(
    resolver: &mut Resolver<'_>,
    documents: &List<DocumentId, Arc<Document>>,
) -> BTreeMap<DocumentId, Practice> {
    let guides = documents.pairs();
    let guides = guides.filter_map(|(id, guide)| Some((id, GuideText::of(&guide.front.own)?)));
    guides
        .filter(|(_, own)| !(own.practice_of.is_empty() && own.cadence.is_empty()))
        .map(|(id, own)| (id, practice(resolver, id, own)))
        .collect()
}

fn practice(resolver: &mut Resolver<'_>, document: DocumentId, own: &GuideText) -> Practice {
    let mut seen = BTreeSet::new();
    let mut roles = resolver.roles_named(&own.practice_of);
    roles.retain(|role| seen.insert(*role));
    Practice {
        document,
        roles,
        cadence: own.cadence.clone(),
    }
}
