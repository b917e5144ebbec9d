//! What sources say, as the files of areas and roles tell it.

use std::collections::BTreeMap;

use super::resolver::Resolver;
use crate::ladder::SourceId;
use crate::text::Text;

/// What each source says, as far as `read` makes something of it. A source speaks once, by any
/// name.
pub(super) fn told<T, U>(
    resolver: &mut Resolver<'_>,
    claims: &[(Text, T)],
    read: impl Fn(&mut Resolver<'_>, &T) -> Option<U>,
) -> Vec<(SourceId, U)> {
    let (names, mut said) = (resolver.names, BTreeMap::new());
    let told = claims.iter().filter_map(|(name, claim)| {
        let (source, read) = (
            resolver.once(&names.sources, name, &mut said),
            read(resolver, claim),
        );
        source.zip(read)
    });
    told.collect()
}
