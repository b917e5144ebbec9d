//! What sources say, as the files of areas and roles tell it.

use std::collections::BTreeMap;

use super::Resolver;
use crate::ladder::SourceId;
use crate::text::Text;

impl Resolver<'_> {
    /// What each source says, as far as `read` makes something of it. A source speaks once, by whatever name.
    pub(super) fn told<T, U>(
        &mut self,
        claims: &[(Text, T)],
        read: impl Fn(&mut Self, &T) -> Option<U>,
    ) -> Vec<(SourceId, U)> {
        let (names, mut said) = (self.names, BTreeMap::new());
        let told = claims.iter().filter_map(|(name, claim)| {
            let (source, read) = (
                self.once(&names.sources, name, &mut said),
                read(self, claim),
            );
            source.zip(read)
        });
        told.collect()
    }
}
